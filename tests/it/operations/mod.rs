//! Running it: health, shutdown, crashes, settings.

mod crash;
mod health;
mod shutdown;
mod start;
