//! Rate limits, in process and in Redis.

mod requests;
mod sign_in;
mod tracking;
