//! The main job: from a resident's need to the officer's figures.

mod batch;
mod claim;
mod compounds;
mod consents;
mod demo_people;
mod discretion;
mod duty;
mod escalation;
mod leaves;
mod looks;
mod nearest;
mod places;
mod seed;
mod silence;
mod sorting;
mod story;
mod teams;
mod waiting;
