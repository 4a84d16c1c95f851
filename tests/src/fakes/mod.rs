//! The outside world, faked: HTTP servers that check what they are sent as strictly as the real ones, and fail when they are told to.
//!
//! They are written from the services' documentation, not from the server's code, so that both can be wrong in one way only by misreading
//! the same page.

mod envelope;
mod sms;
mod switchboard;
mod wechat;

pub use envelope::Sealer;
pub use sms::{FakeSms, SmsSent};
pub use switchboard::Trouble;
pub use wechat::{FakeWechat, Subscribed};
