//! Roles: giving, taking, listing, and how fast a dismissal counts.

mod dismissal;
mod lists;
mod ranks;
mod scopes;
