//! Giving, changing and reading ratings.

use jinlin_matcher::QUALITY_FORMULA;
use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::dto::RatingDto;
use super::model::{CHANNEL_SELF, NewRating, delta, is_open};
use super::{entity, store};
use crate::platform::access::Reach;
use crate::platform::audit::Reading;
use crate::platform::clock::Instant;
use crate::platform::crypto::{Cell, CryptoError};
use crate::platform::ids::{PersonId, ProviderId, RatingId, TaskId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;
use crate::tasks::entity::task;
use crate::{needs, providers, tasks};

const fn comment_cell(id: RatingId) -> Cell {
    Cell::new("ratings", "comment", id.0)
}

/// The task of a rating, within reach. Whoever is or was rated by it reaches it by no way: not as the poster of the need, and not
/// as an officer.
///
/// # Errors
/// 404 when it is out of reach.
pub async fn find_task<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: TaskId,
) -> Result<task::Model, Problem> {
    let own = if reach.own {
        needs::store::own_ids(db, reach.person).await?
    } else {
        Vec::new()
    };
    let task = tasks::store::find_within(db, reach, &own, id).await?;
    let task = task.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let team = tasks::members::members(db, id).await?;
    if team.iter().any(|member| member.person_id == reach.person) {
        return Err(ErrorCode::NotFound.into());
    }
    Ok(task)
}

/// Gives the first rating of a task, or changes it while that is still possible. Answers the row, and whether it is new.
///
/// # Errors
/// 409 `wrong_state` when the task is not over, is over for too long, or the rating cannot be changed any more; 409 `conflict` when
/// it was changed at the same moment.
pub async fn rate<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    rater: PersonId,
    new: &NewRating,
) -> Result<(entity::Model, bool), Problem> {
    let now = state.clock.now();
    let before = store::find_of_task(txn, task).await?;
    let (row, provider) = match &before {
        Some(row) => (
            change(txn, state, row, rater, new, now).await?,
            row.provider_id,
        ),
        None => {
            let lead = task.lead_provider_id.ok_or_else(|| wrong_state(task))?;
            (create(txn, state, task, lead, rater, new, now).await?, lead)
        }
    };
    let (count, sum) = delta(before.as_ref().map(|row| row.overall), row.overall);
    if (count, sum) != (0, 0) {
        count_in(txn, state, provider, (count, sum), now).await?;
    }
    let event = NewEvent {
        kind: EventKind::RatingChanged,
        entity_id: row.id.0,
        community_code: (!task.sensitive).then(|| task.community_code.clone()),
        // Neither who rated nor how: whoever follows the division asks for the rating, and that look is noted.
        payload: serde_json::json!({ "task_id": task.id }),
        recipients: Vec::new(),
    };
    outbox::append(txn, &state.clock, vec![event]).await?;
    Ok((row, before.is_none()))
}

fn wrong_state(task: &task::Model) -> Problem {
    Problem::new(ErrorCode::WrongState).with("state", task.state.as_str())
}

async fn create<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    lead: ProviderId,
    rater: PersonId,
    new: &NewRating,
    now: Instant,
) -> Result<entity::Model, Problem> {
    let policy = state.policy();
    if !is_open(task, policy.duration("rating.open_days", 86_400, 14), now) {
        return Err(wrong_state(task));
    }
    let id = RatingId(state.clock.new_uuid());
    let key = state.vault.person_key(txn, rater).await?;
    let row = entity::ActiveModel {
        id: Set(id),
        task_id: Set(task.id),
        rater_person_id: Set(rater),
        provider_id: Set(lead),
        community_code: Set(task.community_code.clone()),
        street_code: Set(task.street_code.clone()),
        overall: Set(new.overall),
        attitude: Set(new.attitude),
        professionalism: Set(new.professionalism),
        timeliness: Set(new.timeliness),
        effect: Set(new.effect),
        resolved: Set(new.resolved),
        comment: Set(new
            .comment
            .as_ref()
            .map(|comment| key.seal(comment_cell(id), comment.as_bytes()))),
        channel: Set(CHANNEL_SELF.to_owned()),
        formula: Set(QUALITY_FORMULA.to_owned()),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        editable_until: Set(now.plus(policy.duration("rating.editable_hours", 3_600, 48))),
    };
    Ok(store::insert(txn, row).await?)
}

async fn change<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    before: &entity::Model,
    rater: PersonId,
    new: &NewRating,
    now: Instant,
) -> Result<entity::Model, Problem> {
    if now > before.editable_until {
        let until = before.editable_until.to_string();
        return Err(Problem::new(ErrorCode::WrongState).with("editable_until", until));
    }
    let key = state.vault.person_key(txn, rater).await?;
    let comment = new
        .comment
        .as_ref()
        .map(|comment| key.seal(comment_cell(before.id), comment.as_bytes()));
    if !store::replace(txn, before, rater, new, comment.clone(), now).await? {
        return Err(ErrorCode::Conflict.into());
    }
    Ok(entity::Model {
        rater_person_id: rater,
        overall: new.overall,
        attitude: new.attitude,
        professionalism: new.professionalism,
        timeliness: new.timeliness,
        effect: new.effect,
        resolved: new.resolved,
        comment,
        updated_at: now,
        version: before.version + 1,
        ..before.clone()
    })
}

async fn count_in<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    provider: ProviderId,
    (count, sum): (i64, i64),
    now: Instant,
) -> Result<(), Problem> {
    let unknown = || Problem::internal(format!("the rated provider {provider} does not exist"));
    if !providers::store::apply_rating(txn, provider, count, sum, now).await? {
        return Err(unknown());
    }
    let row = providers::store::find(txn, provider)
        .await?
        .ok_or_else(unknown)?;
    // Quiet: every replica's copy learns the new score, the rated person's devices are not told.
    outbox::append(txn, &state.clock, vec![providers::model::quiet_event(&row)]).await?;
    Ok(())
}

/// A rating with its comment; the look at it is noted.
///
/// # Errors
/// The database's, or a comment that does not open. Of an erased rater there is none.
pub async fn show<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    row: &entity::Model,
) -> Result<RatingDto, Problem> {
    let comment = match &row.comment {
        None => None,
        Some(sealed) => match state.vault.person_key(db, row.rater_person_id).await {
            Ok(key) => Some(reading.open_text(&key, comment_cell(row.id), sealed)?),
            Err(CryptoError::Erased) => None,
            Err(error) => return Err(error.into()),
        },
    };
    Ok(RatingDto::of(row, comment))
}
