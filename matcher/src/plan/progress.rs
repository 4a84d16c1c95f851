//! [`Progress`]: what a long plan says while it is made.

use std::fmt;

/// After so many needs, somebody who watches is told.
pub(super) const TOLD_EVERY: usize = 1_000;

/// How far a plan is. Told every so often for large inputs; small ones are done before there is anything to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many needs have been compared with the providers around them.
    Compared {
        /// Needs compared.
        done: usize,
        /// Needs in all.
        of: usize,
    },
    /// So many needs are settled in the present solution.
    Solved {
        /// Needs settled.
        done: usize,
        /// Needs in all.
        of: usize,
    },
    /// Teams that cannot be filled were left out, and the rest is solved again.
    Teams {
        /// How many are left out so far.
        left_out: usize,
    },
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compared { done, of } => write!(f, "compared {done} of {of} needs"),
            Self::Solved { done, of } => write!(f, "settled {done} of {of} needs"),
            Self::Teams { left_out } => write!(f, "left out {left_out} teams"),
        }
    }
}
