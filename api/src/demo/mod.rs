//! The demo city: made-up people and a fortnight of their life ([`seed`]), and the story that the newcomer is told ([`story`]).

pub mod history;
pub mod people;
pub mod places;
pub mod random;
pub mod seed;
pub mod story;
