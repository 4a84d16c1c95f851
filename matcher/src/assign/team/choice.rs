//! Which needs are served together: trying every choice of a few teams, and the heuristic for many.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{
    Attempt, EXACT, EXACT_EDGES, PUT_BACK, ProblemError, Solver, TeamNeed, TeamStep,
    required_places,
};

impl Solver<'_> {
    /// The needs that ask for a least team, if they are few enough to try every choice.
    pub(super) fn few_teams(&self) -> Option<Vec<usize>> {
        let needs = &self.problem.needs;
        let edges = needs
            .iter()
            .map(|need| need.leads.len() + need.joiners.len());
        let teams = (0..needs.len()).filter(|need| required_places(&needs[*need]) > 0);
        let teams: Vec<usize> = teams.take(EXACT + 1).collect();
        (teams.len() <= EXACT && edges.sum::<usize>() <= EXACT_EDGES).then_some(teams)
    }

    /// The best of all choices of `teams` to leave out; of equally good ones the one that leaves out fewest.
    pub(super) fn try_all(&self, teams: &[usize]) -> Result<(Attempt, Vec<bool>), ProblemError> {
        let mut choices: Vec<u32> = (0..1 << teams.len()).collect();
        choices.sort_by_key(|choice| (choice.count_ones(), *choice));
        let mut best: Option<(Attempt, Vec<bool>)> = None;
        for choice in choices {
            let mut left_out = vec![false; self.problem.needs.len()];
            for (place, need) in teams.iter().enumerate() {
                left_out[*need] = choice >> place & 1 == 1;
            }
            let attempt = self.attempt(&left_out, None, &mut |_| {})?;
            let is_better = best
                .as_ref()
                .is_none_or(|(best, _)| attempt.score < best.score);
            // With all teams left out none is too small, so there is an answer.
            if attempt.short.is_empty() && is_better {
                best = Some((attempt, left_out));
            }
        }
        best.ok_or(ProblemError::TooMany("teams"))
    }

    /// Leaves out teams that are too small until none is, the lightest eighth of them at a time, at least one.
    pub(super) fn shrink(
        &self,
        mut attempt: Attempt,
        mut left_out: Vec<bool>,
        progress: &mut dyn FnMut(TeamStep),
    ) -> Result<(Attempt, Vec<bool>), ProblemError> {
        while !attempt.short.is_empty() {
            let short = attempt.short.iter().map(|(need, _)| *need).collect();
            self.leave_out(short, &mut left_out, progress);
            attempt = self.attempt(&left_out, Some(&attempt), progress)?;
        }
        Ok((attempt, left_out))
    }

    /// Takes teams in, the smallest first, and leaves out of each size what those taken in before do not leave enough
    /// for: where many small teams want the people of one large one, however weighty.
    pub(super) fn grow(
        &self,
        progress: &mut dyn FnMut(TeamStep),
    ) -> Result<(Attempt, Vec<bool>), ProblemError> {
        let needs = &self.problem.needs;
        let mut sizes: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for (number, need) in needs.iter().enumerate() {
            sizes.entry(required_places(need)).or_default().push(number);
        }
        let _no_team = sizes.remove(&0);
        let is_team = |need: &TeamNeed| required_places(need) > 0;
        let mut left_out: Vec<bool> = needs.iter().map(is_team).collect();
        let mut attempt = self.attempt(&left_out, None, progress)?;
        for of_size in sizes.values() {
            of_size.iter().for_each(|need| left_out[*need] = false);
            attempt = self.attempt(&left_out, Some(&attempt), progress)?;
            while !attempt.short.is_empty() {
                let taken_in = of_size.iter().copied().filter(|need| !left_out[*need]);
                let is_short = |need: &usize| attempt.short.iter().any(|(short, _)| short == need);
                let (short, fine): (Vec<usize>, Vec<usize>) = taken_in.partition(is_short);
                let out = match (short.is_empty(), fine.is_empty()) {
                    (false, _) => short,
                    (true, false) => fine,
                    // Equally good leads may serve other needs than before, smaller ones too.
                    (true, true) => attempt.short.iter().map(|(need, _)| *need).collect(),
                };
                self.leave_out(out, &mut left_out, progress);
                attempt = self.attempt(&left_out, Some(&attempt), progress)?;
            }
        }
        Ok((attempt, left_out))
    }

    /// Leaves out the lightest eighth of some needs, at least one.
    pub(super) fn leave_out(
        &self,
        mut some: Vec<usize>,
        left_out: &mut [bool],
        progress: &mut dyn FnMut(TeamStep),
    ) {
        some.sort_by_key(|need| (self.problem.needs[*need].weight, Reverse(*need)));
        for need in some.iter().take(some.len().div_ceil(8)) {
            left_out[*need] = true;
        }
        let out = left_out.iter().filter(|out| **out).count();
        progress(TeamStep::LeftOut(out));
    }

    /// Tries what was left out once more, the weightiest first.
    pub(super) fn put_back(
        &self,
        (mut attempt, mut left_out): (Attempt, Vec<bool>),
        progress: &mut dyn FnMut(TeamStep),
    ) -> Result<(Attempt, Vec<bool>), ProblemError> {
        let mut again: Vec<usize> = (0..left_out.len()).filter(|need| left_out[*need]).collect();
        again.sort_by_key(|need| (Reverse(self.problem.needs[*need].weight), *need));
        again.truncate(PUT_BACK);
        for (tried, need) in again.iter().copied().enumerate() {
            left_out[need] = false;
            // From the last one's prices: soon done, and not worth a word for each thousand needs.
            let better = self.attempt(&left_out, Some(&attempt), &mut |_| {})?;
            progress(TeamStep::TriedAgain(tried + 1, again.len()));
            if better.short.is_empty() && better.score < attempt.score {
                attempt = better;
            } else {
                left_out[need] = true;
            }
        }
        Ok((attempt, left_out))
    }
}
