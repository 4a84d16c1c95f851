//! What officers see of their divisions: needs, waiting, hours, satisfaction, of a span of civil days.
//!
//! Counted from the records of the other slices, through their stores, within the areas of the caller's grants and never
//! beside them. Nothing personal is read.

pub mod dto;
pub mod model;
pub mod routes;
pub mod service;
