//! `Idempotency-Key`: what is sent twice happens once.

mod concurrent;
mod repeated;
