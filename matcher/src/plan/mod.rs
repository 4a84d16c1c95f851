//! The engine of `jinlin plan FILE`: a whole assignment problem in, the answer with its reasons out.
//!
//! This is how anybody checks our matching from outside. The schema, with an example that is tested, is in
//! `docs/plan.md`; reading the file and naming the line of a syntax error is the command's business. [`plan()`]
//! is deterministic: the order of providers and of needs in the file changes nothing but the order of the
//! output.

mod convert;
mod costs;
mod error;
mod input;
mod nearest;
mod output;
mod progress;

pub use costs::{
    CostsInput, CostsNeed, CostsObjective, CostsOutput, CostsPlanned, CostsStart, plan_costs,
};
pub use error::{PlanError, PlanProblem};
pub use input::{
    Day, Mode, PlanInput, PlanMode, PlanNeed, PlanProvider, PlanSlot, PlanWindow, Preferences,
};
pub use output::{Assigned, Objective, PlanOutput, PlannedNeed, Totals};
pub use progress::Progress;

/// Solves a plan.
///
/// Mode [`Mode::Nearest`]: the needs come in the order urgent first, longest waiting first, smallest id first;
/// each takes the nearest eligible social worker as its lead (among equally near ones the cheaper, then the
/// smaller id), and then the nearest eligible volunteers. O(p log p + n q) for p providers, n needs and q
/// providers looked at for a need: a few where people are free, all within the largest radius where nobody is.
///
/// # Errors
/// [`PlanError`], with the path of the field, for input that is of the right types but makes no sense.
pub fn plan(input: &PlanInput) -> Result<PlanOutput, PlanError> {
    let problem = convert::problem(input)?;
    Ok(match input.mode {
        Mode::Nearest | Mode::Batch | Mode::Costs => nearest::solve(problem),
    })
}

#[cfg(test)]
mod tests;
