//! What happens around a service: talking, photos, arriving and leaving, hours, and the end of it.

mod contact;
mod conversation;
mod hours;
mod need_slips;
pub mod photos;
pub mod pictures;
mod presence;
mod slips;
