//! 满意度: what residents say of a finished task, and the score that is published of it.
//!
//! One rating a task, given by the person the need is about or by whoever posted it, never by anybody of the team. It can be
//! changed for a while, counted by the clock from when it was first given. Count and sum of a lead's ratings change by the
//! difference in the same transaction; what is published is the posterior of them (formula [`jinlin_matcher::QUALITY_FORMULA`]).

pub mod dto;
pub mod entity;
pub mod model;
pub mod routes;
pub mod service;
pub mod store;
