//! The notifier: reads the numbered events behind its cursor and writes who is told of what.

use sea_orm::{ActiveModelTrait as _, ConnectionTrait, IntoActiveModel as _};

use super::drafts::{self, Draft, Telling};
use super::entity::notification;
use super::{devices, planning, settings, store};
use crate::platform::ids::{NotificationId, PersonId};
use crate::platform::outbox::{Event, tail};
use crate::platform::problem::Problem;
use crate::state::AppState;

/// How many events one transaction takes.
const BATCH: usize = 100;

/// Reads on until nothing is new; answers how many events this replica has gone through.
///
/// # Errors
/// The database's; the cursor then stays before what was not written.
pub async fn run_once(state: &AppState) -> Result<usize, Problem> {
    let mut read = 0;
    loop {
        let from = store::cursor(state.db.read()).await?;
        let mut events = tail::read_after(state.db.read(), from).await?;
        events.truncate(BATCH);
        let Some(to) = events.last().map(|event| event.seq) else {
            return Ok(read);
        };
        let mut drafts = Vec::new();
        for event in &events {
            if let Some(draft) = drafts::of_event(state, event).await? {
                drafts.push((event, draft));
            }
        }
        let moved = state
            .db
            .write_txn_quietly(async |txn| {
                // First, so that of several replicas only one goes beyond this line.
                if !store::advance(txn, from, to).await? {
                    return Ok::<_, Problem>(false);
                }
                for (event, draft) in &drafts {
                    write(txn, state, event, draft).await?;
                }
                Ok(true)
            })
            .await?;
        if moved {
            read += events.len();
        }
    }
}

async fn write<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    event: &Event,
    draft: &Draft,
) -> Result<(), Problem> {
    match draft {
        Draft::Tell(telling) => {
            for person in &telling.persons {
                tell(txn, state, event, telling, *person).await?;
            }
        }
        Draft::Withdraw(kind, subject) => {
            store::expire(txn, *kind, *subject, state.clock.now()).await?;
        }
        Draft::Forget(session) => devices::forget_session(txn, *session).await?,
    }
    Ok(())
}

async fn tell<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    event: &Event,
    telling: &Telling,
    person: PersonId,
) -> Result<(), Problem> {
    let Some(rule) = state.reference.notifications.rule(telling.kind) else {
        return Ok(());
    };
    if rule.collapse && store::has_unread(txn, person, telling.kind, telling.subject).await? {
        return Ok(());
    }
    let need = telling.need.as_ref();
    let row = notification::Model {
        id: NotificationId(state.clock.new_uuid()),
        person_id: person,
        event_id: event.id,
        kind: telling.kind,
        priority: telling.priority.unwrap_or(rule.priority),
        subject_id: telling.subject,
        need_id: need.map(|need| need.id),
        task_id: telling.task,
        category: need.map(|need| need.category.clone()),
        short_number: need.map(|need| need.short_number),
        sensitive: need.is_some_and(|need| need.sensitive),
        street_code: need.map(|need| need.street_code.clone()),
        community_code: need.map(|need| need.community_code.clone()),
        // Whoever posted for a person without a phone sees them.
        teller_person_id: need
            .map(|need| need.posted_by)
            .filter(|poster| *poster != person),
        created_at: event.at,
        expires_at: drafts::expires_at(event.at, rule.lifetime(), telling.expires_at),
        read_at: None,
    };
    let new = row.clone().into_active_model().reset_all();
    if store::insert(txn, new).await? {
        let wishes = settings::read(txn, state, person).await?;
        planning::begin(txn, state, &row, &wishes).await?;
    }
    Ok(())
}
