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
        next_lead: None,
        reason: None,
        volunteers: Vec::new(),
        next_volunteer: None,
        volunteers_missing: wanted.volunteers,
        volunteers_reason: None,
    };
    let lead = take(field, &wanted.lead, 1);
    planned.lead = lead.assigned.into_iter().next();
    planned.next_lead = lead.next;
    planned.reason = lead.reason;
    if planned.lead.is_some() && wanted.volunteers > 0 {
        let taken = take(field, &wanted.volunteer, usize::from(wanted.volunteers));
        let placed = u8::try_from(taken.assigned.len()).unwrap_or(u8::MAX);
        planned.volunteers = taken.assigned;
        planned.next_volunteer = taken.next;
        planned.volunteers_missing = wanted.volunteers.saturating_sub(placed);
        planned.volunteers_reason = taken.reason;
    }
    planned
}

/// Who takes some places of one kind.
struct Taken {
    assigned: Vec<Assigned>,
    /// The first who was not chosen.
    next: Option<Assigned>,
    /// Why there are fewer than places.
    reason: Option<Reason>,
}

/// Assigns the nearest `count` eligible providers; when there are fewer, says why.
fn take(field: &mut Field, need: &Need, count: usize) -> Taken {
    let mut found = nearest(field, need, count + 1);
    let next = found.split_off(count.min(found.len()));
    // Only where somebody is missing is it worth looking at all those who cannot serve.
    let reason = (found.len() < count).then(|| field.binding(need, &[]));
    let assigned = found.into_iter().filter_map(|id| {
        field.load(id);
        field.assigned(need, id)
    });
    Taken {
        assigned: assigned.collect(),
        next: next.first().and_then(|id| field.assigned(need, *id)),
        reason,
    }
}

/// The first `count` eligible providers in the order distance, cost, id.
fn nearest(field: &Field, need: &Need, count: usize) -> Vec<ProviderId> {
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
    found.sort_unstable();
    found.into_iter().take(count).map(|(.., id)| id).collect()
}
