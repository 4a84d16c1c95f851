//! [`Progress`]: what a long plan says while it is made.

use std::fmt;

use crate::assign::TeamStep;

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
    /// Teams are being put together.
    Teams(TeamStep),
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compared { done, of } => write!(f, "compared {done} of {of} needs"),
            Self::Solved { done, of } => write!(f, "settled {done} of {of} needs"),
            Self::Teams(TeamStep::Leads(done, of)) => {
                write!(f, "found leads for {done} of {of} needs")
            }
            Self::Teams(TeamStep::Volunteers(done, of)) => {
                write!(f, "found volunteers for {done} of {of} needs")
            }
            Self::Teams(TeamStep::LeftOut(teams)) => {
                write!(
                    f,
                    "left out {teams} teams that cannot be filled; solving again"
                )
            }
            Self::Teams(TeamStep::TriedAgain(done, of)) => {
                write!(f, "tried {done} of {of} of the teams left out once more")
            }
        }
    }
}
