//! The engine of `jinlin plan FILE`: a whole assignment problem in, the answer with its reasons out.
//!
//! This is how anybody checks our matching from outside. The schema, with an example that is tested, is in
//! `docs/plan.md`; reading the file and naming the line of a syntax error is the command's business. [`plan()`]
//! is deterministic: the order of providers and of needs in the file changes nothing but the order of the
//! output.

mod batch;
mod convert;
mod costs;
mod error;
mod field;
mod input;
mod line;
mod nearest;
mod output;
mod progress;

pub use costs::{
    CostsInput, CostsNeed, CostsObjective, CostsOutput, CostsPlanned, CostsStart, plan_costs,
};
pub use error::{PlanError, PlanProblem};
pub use input::{
    Day, Mode, PlanHeld, PlanInput, PlanMode, PlanNeed, PlanPrevious, PlanProvider, PlanSlot,
    PlanWindow, Preferences, RoundRules,
};
pub use output::{
    Assigned, BatchObjective, Objective, PlanOutput, PlannedNeed, RoundTerms, Totals,
};
pub use progress::Progress;

/// Solves a plan: [`plan_with`], and nobody watches.
///
/// # Errors
/// [`PlanError`], with the path of the field, for input that is of the right types but makes no sense.
pub fn plan(input: &PlanInput) -> Result<PlanOutput, PlanError> {
    plan_with(input, &mut |_| {})
}

/// Solves a plan, telling now and then how far it is.
///
/// Mode [`Mode::Nearest`]: the needs come in the order urgent first, longest waiting first, smallest id first;
/// each takes the nearest eligible social worker as its lead (among equally near ones the cheaper, then the
/// smaller id), and then the nearest eligible volunteers. O(p log p + n q) for p providers, n needs and q
/// providers looked at for a need: a few where people are free, all within the largest radius where nobody is.
///
/// Mode [`Mode::Batch`]: every need is compared with everybody in reach, O(p log p + n q) for all q in reach, and
/// [`solve_teams`](crate::assign::solve_teams) does the rest. 16 bytes a pair that is eligible, twice.
///
/// Mode [`Mode::Costs`] has another document: [`plan_costs`].
///
/// # Errors
/// [`PlanError`], with the path of the field, for input that is of the right types but makes no sense.
pub fn plan_with(
    input: &PlanInput,
    progress: &mut dyn FnMut(Progress),
) -> Result<PlanOutput, PlanError> {
    let problem = convert::problem(input)?;
    match input.mode {
        Mode::Nearest => Ok(nearest::solve(problem, progress)),
        Mode::Batch => batch::solve(problem, progress),
        Mode::Costs => Err(PlanError {
            path: "mode".to_owned(),
            problem: PlanProblem::WrongMode,
        }),
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_batch;
#[cfg(test)]
mod tests_of_costs;
