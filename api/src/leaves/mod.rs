//! Leave (请假) of social workers and volunteers, and who stands in.
//!
//! Whoever is on leave is asked for nothing, takes nothing, and is not called as the person on duty; what they promised for the days of a
//! leave that is still to come is shown to them and their officers, and handed over to whoever stands in. For the needs of the community
//! whose worker is away, the stand-in counts as of that community: the first ring.
//!
//! The leave says from when until when. `providers.on_leave` is its shadow for the matcher, turned within seconds by [`turn::turn_due`],
//! so that every replica knows the same through the events it follows anyway.

pub mod dto;
pub mod entity;
pub mod hand_over;
pub mod routes;
pub mod service;
pub mod store;
pub mod turn;
