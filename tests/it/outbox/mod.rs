//! The outbox: no committed event is lost, numbers have no holes, and one relay numbers at a time.

mod numbering;
mod relay;
