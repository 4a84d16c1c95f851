//! What can be wrong with a plan's input.

use crate::assign::ProblemError;
use crate::coord::CoordError;
use crate::sets::NamesError;
use crate::week::SlotError;

/// A field of a plan's input that makes no sense.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct PlanError {
    /// Where, such as `needs[3].window.start`.
    pub path: String,
    /// What.
    #[source]
    pub problem: PlanProblem,
}

impl PlanError {
    /// The line of the field in the document that was read, from 1, or of the innermost thing around it that is
    /// there; `None` for what belongs to no place in it. O(length of the text).
    #[must_use]
    pub fn line(&self, text: &str) -> Option<usize> {
        super::line::line_of(text, &self.path)
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PlanProblem {
    /// Longitude or latitude out of range.
    #[error(transparent)]
    Coordinate(#[from] CoordError),
    /// A slot of availability out of order or of range.
    #[error(transparent)]
    Slot(#[from] SlotError),
    /// Too many different names.
    #[error(transparent)]
    Names(#[from] NamesError),
    /// Too many different dialects.
    #[error("more than 32 different dialects")]
    TooManyDialects,
    /// A time of day that is none.
    #[error("`{0}` is not a time of day such as `09:30`")]
    Time(String),
    /// An id that is there twice.
    #[error("the id `{0}` is there twice")]
    DuplicateId(String),
    /// An id without characters.
    #[error("the id is empty")]
    EmptyId,
    /// A radius that is negative or not finite.
    #[error("{0} is not a radius in metres")]
    Radius(f64),
    /// A problem in plain numbers that is none.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// Slot costs that do not go with the capacity.
    #[error("there must be one cost for each unit of the provider's capacity")]
    SlotCount,
    /// Slot costs of a provider that is not there.
    #[error("there are only {0} providers in `capacities`")]
    SlotsOfNobody(usize),
    /// A document of another mode than the one asked for.
    #[error("this mode has another document")]
    WrongMode,
    /// An id that must be a provider's and is not.
    #[error("there is no provider `{0}` that could hold this")]
    UnknownProvider(String),
    /// More volunteers needed than asked for.
    #[error("at least {least} volunteers of {volunteers}")]
    LeastAboveAll {
        /// `volunteers_min`.
        least: u8,
        /// `volunteers`.
        volunteers: u8,
    },
    /// A number above its limit.
    #[error("{value} is more than {limit}")]
    TooLarge {
        /// The number.
        value: u32,
        /// Its limit.
        limit: u32,
    },
}
