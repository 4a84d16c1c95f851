//! The main job: from a resident's need to the officer's figures.

mod claim;
mod demo_people;
mod discretion;
mod nearest;
mod places;
mod seed;
mod silence;
mod story;
mod teams;
mod waiting;
