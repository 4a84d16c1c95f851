//! Tasks: the unit of service made from a need. A team (one lead, n volunteers), a life cycle, a record.

pub mod briefing;
pub mod check_in;
pub mod check_in_code;
pub mod check_out;
pub mod contact;
pub mod dto;
pub mod entity;
pub mod hours;
pub mod late_arrivals;
pub mod late_leave_routes;
pub mod late_leaves;
pub mod line;
pub mod line_routes;
pub mod members;
pub mod model;
pub mod presence_routes;
pub mod routes;
pub mod service;
pub mod store;
pub mod team;
pub mod upkeep;
