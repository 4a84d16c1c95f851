//! Every error path of every endpoint of the main job: bad input, the wrong state, somebody else's record, and the same thing sent twice.
//!
//! Each refusal must be a problem with a stable code (the harness checks the form of every error answer), name the field where one is at
//! fault, and change nothing. Who may call what at all is the generated test's part (`access`), sign-in and its codes that of `identity`.

mod assignment;
mod bodies;
mod claims;
mod doubles;
mod figures;
mod lists;
mod needs;
mod offers;
mod profiles;
mod providers;
mod ratings;
mod service;
mod streams;
mod team;
mod voice_notes;
