//! Mode `nearest`: greedy, one need after the other.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::convert::{Problem, Wanted};
use super::field::{Field, totals};
use super::input::Mode;
use super::output::{Assigned, Objective, PlanOutput, PlannedNeed};
use super::progress::{Progress, TOLD_EVERY};
use crate::cost::{terms, total};
use crate::distance::Metres;
use crate::eligibility::check;
use crate::model::{Need, ProviderId};
use crate::reason::Reason;

pub(super) fn solve(problem: Problem, progress: &mut dyn FnMut(Progress)) -> PlanOutput {
    let (mut field, needs) = Field::new(problem);
    let mut order: Vec<(usize, &Wanted)> = needs.iter().enumerate().collect();
    order.sort_by_key(|(_, wanted)| {
        let need = &wanted.lead;
        (Reverse(need.urgent), Reverse(need.waiting_minutes), need.id)
    });
    // Back into the order of the input.
    let mut planned: BTreeMap<usize, PlannedNeed> = BTreeMap::new();
    for (position, wanted) in order {
        planned.insert(position, serve(&mut field, wanted));
        if planned.len().is_multiple_of(TOLD_EVERY) {
            let (done, of) = (planned.len(), needs.len());
            progress(Progress::Solved { done, of });
        }
    }
    let planned: Vec<PlannedNeed> = planned.into_values().collect();
    let totals = totals(&needs, &planned);
    let objective = Objective {
        unmatched: totals.unmatched,
        cost: totals.cost,
        batch: None,
    };
    PlanOutput {
        mode: Mode::Nearest,
        needs: planned,
        totals,
        objective,
    }
}

fn serve(field: &mut Field, wanted: &Wanted) -> PlannedNeed {
    let mut planned = PlannedNeed {
        id: wanted.name.clone(),
        lead: None,
        reason: None,
        volunteers: Vec::new(),
        volunteers_missing: wanted.volunteers,
        volunteers_reason: None,
    };
    let (leads, reason) = take(field, &wanted.lead, 1);
    planned.lead = leads.into_iter().next();
    planned.reason = reason;
    if planned.lead.is_some() && wanted.volunteers > 0 {
        let (volunteers, reason) = take(field, &wanted.volunteer, usize::from(wanted.volunteers));
        let placed = u8::try_from(volunteers.len()).unwrap_or(u8::MAX);
        planned.volunteers = volunteers;
        planned.volunteers_missing = wanted.volunteers.saturating_sub(placed);
        planned.volunteers_reason = reason;
    }
    planned
}

/// Assigns the nearest `count` eligible providers; when there are fewer, says why.
fn take(field: &mut Field, need: &Need, count: usize) -> (Vec<Assigned>, Option<Reason>) {
    let (found, reason) = nearest(field, need, count);
    let assigned = found.into_iter().filter_map(|id| {
        field.load(id);
        field.assigned(need, id)
    });
    (assigned.collect(), reason)
}

/// The first `count` eligible providers in the order distance, cost, id; when there are fewer, all of them and why.
fn nearest(field: &Field, need: &Need, count: usize) -> (Vec<ProviderId>, Option<Reason>) {
    let mut found: Vec<(Metres, i64, ProviderId)> = Vec::new();
    for (provider, distance) in field.around_who_may(need) {
        // Those as far away as the last are looked at too: they may be cheaper.
        let enough =
            found.len() >= count && found.last().is_some_and(|(last, ..)| distance > *last);
        if enough {
            break;
        }
        if check(need, provider, distance).is_ok() {
            let total = total(&terms(need, provider, distance, &field.weights));
            found.push((distance, total, provider.id));
        }
    }
    // Only where somebody is missing is it worth looking at all those who cannot serve.
    let reason = (found.len() < count).then(|| field.binding(need, &[]));
    found.sort_unstable();
    let ids = found.into_iter().take(count).map(|(.., id)| id);
    (ids.collect(), reason)
}
