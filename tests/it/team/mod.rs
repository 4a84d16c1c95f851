//! Teams around a task: the line for a volunteer's place.

mod late;
mod line;
