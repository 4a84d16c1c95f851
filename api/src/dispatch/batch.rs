//! Batch rounds: the open needs of a county that are not urgent are solved together, to the optimum, and each is offered to one
//! worker alone, whose room for it is reserved until the offer ends.
//!
//! One replica solves a county at a time, under its [lease](super::leases). The plan is made without holding anything, and
//! applied in one transaction that begins by confirming the lease and then changes every task only if it is still what was
//! read, and every provider only if there is still room. What has changed meanwhile is left to the next round. Tasks come
//! before providers, both in the order of their ids, as in every claim: so a round and a claim never wait for each other in a
//! circle.
//!
//! A proposal binds nobody but its room: whoever else may claim the task from the nearby list takes it over, and the proposal
//! is withdrawn.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jinlin_matcher::assign::{Plan, Problem as Assignment, Weighed, solve, unmatched_costs};
use jinlin_matcher::plan::RoundRules;
use jinlin_matcher::{Candidate, ProviderId as MatcherId, Ring, Role, best_candidates};
use sea_orm::DatabaseTransaction;

use super::entity::OfferKind;
use super::leases::{self, Lease};
use super::matching::{options, question, row_id};
use super::offering::Offering;
use super::rounds::AGAIN;
use crate::leaves;
use crate::needs;
use crate::needs::entity::need;
use crate::platform::audit::{Actor, Reading};
use crate::platform::clock::Instant;
use crate::platform::ids::ProviderId;
use crate::platform::outbox;
use crate::platform::problem::Problem;
use crate::providers;
use crate::providers::store::{Reserved, TakeLoad};
use crate::reference::taxonomy::Urgency;
use crate::state::AppState;
use crate::tasks;
use crate::tasks::entity::task;

/// How many needs one round solves; the others wait for the next, a moment later.
const MOST: u64 = 2_000;
/// How many candidates a need brings into the round, the best ones.
const EDGES: usize = 50;
/// What a ring more costs, milli-points: more than all other terms can differ, so that rings come before distance.
const RING_STEP: i64 = 1_000_000;

/// A need of the round.
struct Waiting {
    need: need::Model,
    task: task::Model,
    weight: u64,
    candidates: Vec<Candidate>,
}

/// What a round came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Solved {
    /// Needs looked at.
    pub needs: usize,
    /// Offers made.
    pub offers: usize,
    /// Pairs of the plan that the world had overtaken.
    pub overtaken: usize,
}

/// The counties (or zones) that administer these streets, each with its streets.
#[must_use]
pub fn counties_of(state: &AppState, streets: Vec<String>) -> BTreeMap<String, Vec<String>> {
    let divisions = state.divisions();
    let mut counties: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for street in streets {
        let county = match divisions.zone_of(&street) {
            Some(zone) => zone.code.clone(),
            None => street.get(..6).unwrap_or_default().to_owned(),
        };
        counties.entry(county).or_default().push(street);
    }
    counties
}

/// One round of a county that this replica holds.
///
/// # Errors
/// The database's; then nothing was offered.
pub async fn run_county(
    state: &AppState,
    lease: &Lease,
    streets: &[String],
) -> Result<Solved, Problem> {
    // What is not urgent goes to workers of its own street, so these streets' are all that count.
    let reserved = providers::store::reserved_in(state.db.read(), streets).await?;
    let waiting = read(state, streets, &reserved).await?;
    let pairs = plan(state, &waiting, &reserved).await?;
    let needs = waiting.len();
    let solved = state
        .db
        .write_txn(async |txn| apply(txn, state, lease, &waiting, &pairs).await)
        .await?;
    Ok(Solved { needs, ..solved })
}

/// What waits, with who could serve it. The machine looks at what the residents wish; one entry for each need says so.
async fn read(
    state: &AppState,
    streets: &[String],
    reserved: &[Reserved],
) -> Result<Vec<Waiting>, Problem> {
    let db = state.db.read();
    let due = tasks::store::rounds::due_for_batch(db, streets, state.clock.now(), MOST).await?;
    let ids: Vec<_> = due.iter().map(|task| task.need_id).collect();
    let mut needs: HashMap<_, _> = needs::store::find_many(db, &ids)
        .await?
        .into_iter()
        .map(|need| (need.id, need))
        .collect();
    let mut reading = Reading::new(Actor::system("batch_round"));
    let mut waiting = Vec::with_capacity(due.len());
    for task in due {
        let Some(need) = needs.remove(&task.need_id) else {
            continue;
        };
        let role = Role::SocialWorker;
        let question = match question(db, state, &need, &task, role, &mut reading).await {
            Ok(question) => question,
            Err(problem) => {
                // One need that cannot be matched must not keep a county waiting.
                tracing::error!(task.id = %task.id, error = ?problem, "a need is left out of its round");
                continue;
            }
        };
        let full = reserved.iter().filter(|reserved| reserved.full);
        let full = full.map(|reserved| MatcherId(reserved.id.as_u128()));
        let exclude: Vec<MatcherId> = question.asked.iter().copied().chain(full).collect();
        let options = options(state, &question, (EDGES, u8::MAX), &exclude);
        let candidates = state
            .directory
            .with(|index| best_candidates(index, &question.need, &options));
        waiting.push(Waiting {
            weight: 1 + u64::from(question.need.waiting_minutes),
            candidates,
            need,
            task,
        });
    }
    reading.finish(&state.db, &state.clock).await?;
    Ok(waiting)
}

/// Who is to be asked: for each need that found somebody, its position and that of the candidate.
async fn plan(
    state: &AppState,
    waiting: &[Waiting],
    reserved: &[Reserved],
) -> Result<Vec<(usize, usize)>, Problem> {
    let ids: BTreeSet<MatcherId> = waiting
        .iter()
        .flat_map(|waiting| &waiting.candidates)
        .map(|candidate| candidate.id)
        .collect();
    let rows: Vec<ProviderId> = ids.iter().map(|id| row_id(*id)).collect();
    let mut promised: HashMap<ProviderId, Vec<(Instant, Instant)>> = HashMap::new();
    let now = state.clock.now();
    for (provider, span) in tasks::members::promised(state.db.read(), &rows, now).await? {
        promised.entry(provider).or_default().push(span);
    }
    // Whoever will be away then cannot promise that time either.
    for (provider, span) in leaves::service::away(state.db.read(), &rows, now).await? {
        promised.entry(provider).or_default().push(span);
    }
    let free = free_slots(state, &ids, reserved);
    let (assignment, numbers) = pose(waiting, &free, &promised)?;
    let plan = solve(&assignment);
    Ok(pairs(waiting, &plan, &numbers, promised))
}

/// How many tasks more each of these providers has room for.
fn free_slots(
    state: &AppState,
    ids: &BTreeSet<MatcherId>,
    reserved: &[Reserved],
) -> BTreeMap<MatcherId, u8> {
    let reserved: HashMap<MatcherId, u8> = reserved
        .iter()
        .map(|reserved| (MatcherId(reserved.id.as_u128()), reserved.units))
        .collect();
    state.directory.with(|index| {
        let free = |id: &MatcherId| {
            let provider = index.get(*id)?;
            let held = reserved.get(id).copied().unwrap_or(0);
            let room = provider.capacity.saturating_sub(provider.load);
            Some(room.saturating_sub(held))
        };
        ids.iter().map(|id| (*id, free(id).unwrap_or(0))).collect()
    })
}

/// The round as a problem of numbers; providers by the order of their ids.
fn pose(
    waiting: &[Waiting],
    free: &BTreeMap<MatcherId, u8>,
    promised: &HashMap<ProviderId, Vec<(Instant, Instant)>>,
) -> Result<(Assignment, HashMap<MatcherId, u32>), Problem> {
    let extra = i64::from(RoundRules::default().extra_task);
    let mut assignment = Assignment::new();
    let mut numbers = HashMap::new();
    let mut most_slot = 0;
    for (id, free) in free {
        let slots: Vec<i64> = (0..*free)
            .map(|earlier| i64::from(earlier) * extra)
            .collect();
        most_slot = most_slot.max(slots.last().copied().unwrap_or(0));
        let number = assignment.add_provider(&slots).map_err(Problem::internal)?;
        numbers.insert(*id, number);
    }
    let edges: Vec<Vec<(u32, i64)>> = waiting
        .iter()
        .map(|waiting| edges_of(waiting, &numbers, promised))
        .collect();
    let weighed: Vec<Weighed> = waiting
        .iter()
        .zip(&edges)
        .map(|(waiting, edges)| Weighed {
            weight: waiting.weight,
            places: 1,
            least: edges.iter().map(|(_, cost)| *cost).min().unwrap_or(0),
            most: edges.iter().map(|(_, cost)| *cost).max().unwrap_or(0) + most_slot,
        })
        .collect();
    let unmatched = unmatched_costs(&weighed, 0)
        .ok_or_else(|| Problem::internal("the costs of a round are out of range"))?;
    for (edges, unmatched) in edges.iter().zip(unmatched) {
        assignment
            .add_need(1, unmatched, edges)
            .map_err(Problem::internal)?;
    }
    Ok((assignment, numbers))
}

fn edges_of(
    waiting: &Waiting,
    numbers: &HashMap<MatcherId, u32>,
    promised: &HashMap<ProviderId, Vec<(Instant, Instant)>>,
) -> Vec<(u32, i64)> {
    let mut edges: Vec<(u32, i64)> = waiting
        .candidates
        .iter()
        .filter(|candidate| is_free(waiting, row_id(candidate.id), promised))
        .filter_map(|candidate| {
            let cost = candidate.cost.total + ring_cost(candidate.ring);
            Some((*numbers.get(&candidate.id)?, cost))
        })
        .collect();
    edges.sort_unstable();
    edges
}

fn ring_cost(ring: Ring) -> i64 {
    i64::from(ring.index()) * RING_STEP
}

/// Whether a provider has promised nobody else the time of a need.
fn is_free(
    waiting: &Waiting,
    provider: ProviderId,
    promised: &HashMap<ProviderId, Vec<(Instant, Instant)>>,
) -> bool {
    let Some((from, until)) = waiting.task.window_from.zip(waiting.task.window_until) else {
        return true;
    };
    let taken = promised.get(&provider).into_iter().flatten();
    taken
        .into_iter()
        .all(|(begin, end)| *end <= from || until <= *begin)
}

/// The pairs of the plan. Two needs for the same time may have fallen to one provider, which the flow cannot know: the second
/// waits for the next round.
fn pairs(
    waiting: &[Waiting],
    plan: &Plan,
    numbers: &HashMap<MatcherId, u32>,
    mut promised: HashMap<ProviderId, Vec<(Instant, Instant)>>,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for ((position, waiting), number) in waiting.iter().enumerate().zip(0..) {
        let Some(chosen) = plan.providers_of(number).first() else {
            continue;
        };
        let is_chosen =
            |candidate: &Candidate| numbers.get(&candidate.id).is_some_and(|id| id == chosen);
        let Some(rank) = waiting.candidates.iter().position(is_chosen) else {
            continue;
        };
        let Some(provider) = waiting.candidates.get(rank).map(|best| row_id(best.id)) else {
            continue;
        };
        if !is_free(waiting, provider, &promised) {
            continue;
        }
        if let Some(span) = waiting.task.window_from.zip(waiting.task.window_until) {
            promised.entry(provider).or_default().push(span);
        }
        pairs.push((position, rank));
    }
    pairs
}

/// Writes the plan down, where the world has not changed since.
async fn apply(
    txn: &DatabaseTransaction,
    state: &AppState,
    lease: &Lease,
    waiting: &[Waiting],
    pairs: &[(usize, usize)],
) -> Result<Solved, Problem> {
    let now = state.clock.now();
    let mut solved = Solved::default();
    if !leases::confirm(txn, lease, now).await? {
        solved.overtaken = pairs.len();
        return Ok(solved);
    }
    let chosen: HashMap<usize, usize> = pairs.iter().copied().collect();
    let mut begun = Vec::new();
    // In the order of the tasks' ids, in which they were read.
    for (position, waiting) in waiting.iter().enumerate() {
        let (ring, next) = match chosen.get(&position) {
            Some(rank) => {
                let ring = waiting
                    .candidates
                    .get(*rank)
                    .map_or(0, |best| best.ring.index());
                (ring, expiry(state, &waiting.need))
            }
            // Nobody: it is looked at again when somebody may have come on duty.
            None => (Ring::last(Role::SocialWorker), now.plus(AGAIN)),
        };
        if !tasks::store::rounds::begin_round(txn, &waiting.task, ring, Some(next)).await? {
            solved.overtaken += 1;
        } else if let Some(rank) = chosen.get(&position) {
            begun.push((waiting, *rank, next));
        }
    }
    begun.sort_by_key(|(waiting, rank, _)| waiting.candidates.get(*rank).map(|best| best.id));
    for (waiting, rank, expires_at) in begun {
        let Some(candidate) = waiting.candidates.get(rank) else {
            continue;
        };
        if !reserve(txn, state, row_id(candidate.id)).await? {
            // Full or off duty since: the next round asks somebody else.
            tasks::store::rounds::set_next_round(txn, waiting.task.id, now).await?;
            solved.overtaken += 1;
            continue;
        }
        let offering = Offering {
            need: &waiting.need,
            task: &waiting.task,
            kind: OfferKind::Exclusive,
            expires_at,
        };
        let rank = i32::try_from(rank + 1).unwrap_or(i32::MAX);
        offering
            .send(txn, state, std::iter::once((candidate, rank)))
            .await?;
        solved.offers += 1;
    }
    Ok(solved)
}

async fn reserve(
    txn: &DatabaseTransaction,
    state: &AppState,
    provider: ProviderId,
) -> Result<bool, Problem> {
    let now = state.clock.now();
    if providers::store::reserve(txn, provider, now).await? != TakeLoad::Taken {
        return Ok(false);
    }
    if let Some(row) = providers::store::find(txn, provider).await? {
        let event = providers::model::changed_event(&row);
        outbox::append(txn, &state.clock, vec![event]).await?;
    }
    Ok(true)
}

/// Until when a proposal waits for its answer: so long in working time.
fn expiry(state: &AppState, need: &need::Model) -> Instant {
    let key = format!("offers.expiry_seconds.{}", need.urgency);
    let wait = state.policy().duration(&key, 1, 1_800);
    state.deadline(Urgency::of_row(&need.urgency), state.clock.now(), wait)
}
