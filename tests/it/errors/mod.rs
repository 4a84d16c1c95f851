//! What every endpoint answers to requests that are wrong in form: always a problem, always with a stable code.

mod bodies;
mod languages;
mod routing;
