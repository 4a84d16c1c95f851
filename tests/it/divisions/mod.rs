//! The real divisions of Chengdu.

mod list;
mod locate;
