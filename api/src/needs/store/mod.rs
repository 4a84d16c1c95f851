//! All queries of needs.

pub mod figures;
pub mod watch;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr as SeaExpr};
use sea_orm::{ActiveValue::Set, ConnectionTrait, ExprTrait as _, QueryOrder, QuerySelect};

use super::entity::{counter, need, transition, voice_note};
use super::model::{NeedState, Outcome};
use super::numbers;
use crate::platform::access::Reach;
use crate::platform::clock::Instant;
use crate::platform::ids::{NeedId, PersonId, VoiceNoteId};
use crate::platform::page::PageRequest;

fn within(reach: &Reach) -> Condition {
    let mut any = Condition::any();
    if reach.any {
        any = any.add(SeaExpr::value(true));
    }
    if reach.own {
        any = any
            .add(need::Column::PersonId.eq(reach.person))
            .add(need::Column::PostedBy.eq(reach.person));
    }
    if !reach.areas.is_empty() {
        any = any.add(
            reach
                .areas
                .condition(need::Column::StreetCode, need::Column::CommunityCode),
        );
    }
    if any.is_empty() {
        any.add(SeaExpr::value(1).eq(0))
    } else {
        any
    }
}

/// A need within reach by being the caller's own or in their divisions. (By being on its team: the caller asks tasks.)
///
/// # Errors
/// The database's.
pub async fn find_within<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: NeedId,
) -> Result<Option<need::Model>, DbErr> {
    need::Entity::find_by_id(id)
        .filter(within(reach))
        .one(db)
        .await
}

/// A need by id, for other slices' rules; whoever shows it has decided that it may be shown.
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(db: &C, id: NeedId) -> Result<Option<need::Model>, DbErr> {
    need::Entity::find_by_id(id).one(db).await
}

/// A need by id, held until commit: whoever counts what belongs to it counts alone. (SQLite has one writer anyway.)
///
/// # Errors
/// The database's.
pub async fn hold<C: ConnectionTrait>(txn: &C, id: NeedId) -> Result<Option<need::Model>, DbErr> {
    need::Entity::find_by_id(id).lock_exclusive().one(txn).await
}

/// Needs by id.
///
/// # Errors
/// The database's.
pub async fn find_many<C: ConnectionTrait>(
    db: &C,
    ids: &[NeedId],
) -> Result<Vec<need::Model>, DbErr> {
    need::Entity::find()
        .filter(need::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// Whether any of these needs is about a person or was posted by them.
///
/// # Errors
/// The database's.
pub async fn is_any_own<C: ConnectionTrait>(
    db: &C,
    ids: &[NeedId],
    person: PersonId,
) -> Result<bool, DbErr> {
    if ids.is_empty() {
        return Ok(false);
    }
    let own = need::Column::PersonId
        .eq(person)
        .or(need::Column::PostedBy.eq(person));
    let found = need::Entity::find()
        .filter(need::Column::Id.is_in(ids.iter().copied()))
        .filter(own);
    Ok(found.count(db).await? > 0)
}

/// The ids of a person's own needs.
///
/// # Errors
/// The database's.
pub async fn own_ids<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<Vec<NeedId>, DbErr> {
    need::Entity::find()
        .select_only()
        .column(need::Column::Id)
        .filter(
            need::Column::PersonId
                .eq(person)
                .or(need::Column::PostedBy.eq(person)),
        )
        .into_tuple()
        .all(db)
        .await
}

/// The ids of the needs about a person, whoever posted them.
///
/// # Errors
/// The database's.
pub async fn ids_about<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<Vec<NeedId>, DbErr> {
    need::Entity::find()
        .select_only()
        .column(need::Column::Id)
        .filter(need::Column::PersonId.eq(person))
        .into_tuple()
        .all(db)
        .await
}

/// Changes how many volunteers a need has places for.
///
/// # Errors
/// The database's.
pub async fn set_volunteers_wanted<C: ConnectionTrait>(
    txn: &C,
    id: NeedId,
    places: i32,
) -> Result<(), DbErr> {
    need::Entity::update_many()
        .col_expr(need::Column::VolunteersWanted, Expr::value(places))
        .filter(need::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Which needs a list shows.
#[derive(Debug, Default)]
pub struct NeedFilter<'a> {
    /// Only this state.
    pub state: Option<NeedState>,
    /// Only this category.
    pub category: Option<&'a str>,
    /// Only those that were taken to an officer, or only the others.
    pub escalated: Option<bool>,
}

/// A page of needs within reach, newest first.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    page: PageRequest,
    filter: &NeedFilter<'_>,
) -> Result<Vec<need::Model>, DbErr> {
    let mut query = need::Entity::find().filter(within(reach));
    if let Some(state) = filter.state {
        query = query.filter(need::Column::State.eq(state));
    }
    if let Some(category) = filter.category {
        query = query.filter(need::Column::Category.eq(category));
    }
    query = match filter.escalated {
        Some(true) => query.filter(need::Column::Escalation.gt(0)),
        Some(false) => query.filter(need::Column::Escalation.eq(0)),
        None => query,
    };
    if let Some(after) = page.after {
        query = query.filter(need::Column::Id.lt(after));
    }
    query
        .order_by_desc(need::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// A need by the hash of its tracking code.
///
/// # Errors
/// The database's.
pub async fn find_by_tracking<C: ConnectionTrait>(
    db: &C,
    hash: Vec<u8>,
) -> Result<Option<need::Model>, DbErr> {
    need::Entity::find()
        .filter(need::Column::TrackingHash.eq(hash))
        .one(db)
        .await
}

/// The next short number, with its check digit.
///
/// # Errors
/// The database's.
pub async fn next_short_number<C: ConnectionTrait>(txn: &C) -> Result<i64, DbErr> {
    counter::Entity::update_many()
        .col_expr(
            counter::Column::LastShortNumber,
            Expr::col(counter::Column::LastShortNumber).add(1),
        )
        .filter(counter::Column::Id.eq(1))
        .exec(txn)
        .await?;
    let row = counter::Entity::find_by_id(1).one(txn).await?;
    Ok(numbers::with_check_digit(
        row.map_or(1, |row| row.last_short_number),
    ))
}

/// Needs of the same category since `since` that are about one of `persons`, or in the same cell. Of sensitive ones only the
/// poster's own: a warning would tell anybody who knows a phone or a place.
///
/// # Errors
/// The database's.
pub async fn likely_duplicates<C: ConnectionTrait>(
    db: &C,
    row: &need::Model,
    persons: &[PersonId],
    since: Instant,
) -> Result<Vec<need::Model>, DbErr> {
    let same = Condition::any()
        .add(need::Column::PersonId.is_in(persons.iter().copied()))
        .add(need::Column::Cell.eq(row.cell.as_str()));
    let may_be_told = Condition::any()
        .add(need::Column::Sensitive.eq(false))
        .add(need::Column::PostedBy.eq(row.posted_by));
    need::Entity::find()
        .filter(need::Column::Category.eq(row.category.as_str()))
        .filter(may_be_told)
        .filter(need::Column::CreatedAt.gte(since))
        .filter(need::Column::Id.ne(row.id))
        .filter(need::Column::State.ne(NeedState::Cancelled))
        .filter(same)
        .order_by_desc(need::Column::Id)
        .limit(10)
        .all(db)
        .await
}

/// What changes when a need changes its state.
#[derive(Debug, Clone, Copy, Default)]
pub struct StateChange {
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Who did it; `None` for the system.
    pub actor: Option<PersonId>,
    /// Why, as a word.
    pub reason: Option<&'static str>,
}

/// Moves a need from `from` to `to` and notes it; answers whether it still stood at `from`.
///
/// # Errors
/// The database's.
pub async fn change_state<C: ConnectionTrait>(
    txn: &C,
    id: NeedId,
    (from, to): (NeedState, NeedState),
    change: StateChange,
    (step_id, now): (Uuid, Instant),
) -> Result<bool, DbErr> {
    let mut update = need::Entity::update_many()
        .col_expr(need::Column::State, Expr::value(to))
        .col_expr(need::Column::UpdatedAt, Expr::value(now))
        .col_expr(
            need::Column::Version,
            Expr::col(need::Column::Version).add(1),
        )
        .filter(need::Column::Id.eq(id))
        .filter(need::Column::State.eq(from));
    if let Some(outcome) = change.outcome {
        update = update.col_expr(need::Column::Outcome, Expr::value(outcome));
    }
    match to {
        NeedState::Open if from == NeedState::Draft => {
            update = update.col_expr(need::Column::OpenedAt, Expr::value(now));
        }
        NeedState::Matched => {
            // The first acceptance counts for the figures, also when somebody gives the task back later.
            let first = SeaExpr::col(need::Column::AcceptedAt).if_null(SeaExpr::value(now));
            update = update.col_expr(need::Column::AcceptedAt, first);
        }
        NeedState::Closed | NeedState::Cancelled | NeedState::Expired => {
            update = update
                .col_expr(need::Column::ClosedAt, Expr::value(now))
                .col_expr(need::Column::ClosedBy, Expr::value(change.actor));
        }
        NeedState::Draft | NeedState::Open | NeedState::InService | NeedState::Done => {}
    }
    if update.exec(txn).await?.rows_affected == 0 {
        return Ok(false);
    }
    insert_step(txn, id, Some(from), to, change, (step_id, now)).await?;
    Ok(true)
}

/// Sets by when somebody should have accepted.
///
/// # Errors
/// The database's.
pub async fn set_accept_by<C: ConnectionTrait>(
    txn: &C,
    id: NeedId,
    at: Instant,
) -> Result<(), DbErr> {
    need::Entity::update_many()
        .col_expr(need::Column::AcceptBy, Expr::value(at))
        .filter(need::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Begins a change of a need's text; answers whether it was neither changed nor moved on meanwhile. Holds the row until commit.
///
/// # Errors
/// The database's.
pub async fn begin_change<C: ConnectionTrait>(
    txn: &C,
    id: NeedId,
    version: i64,
    state: NeedState,
) -> Result<bool, DbErr> {
    let begun = need::Entity::update_many()
        .col_expr(need::Column::Version, Expr::value(version + 1))
        .filter(need::Column::Id.eq(id))
        .filter(need::Column::Version.eq(version))
        .filter(need::Column::State.eq(state))
        .exec(txn)
        .await?;
    Ok(begun.rows_affected == 1)
}

/// Notes a step of a need's way.
///
/// # Errors
/// The database's.
pub async fn insert_step<C: ConnectionTrait>(
    txn: &C,
    id: NeedId,
    from: Option<NeedState>,
    to: NeedState,
    change: StateChange,
    (step_id, now): (Uuid, Instant),
) -> Result<(), DbErr> {
    transition::Entity::insert(transition::ActiveModel {
        id: Set(step_id),
        need_id: Set(id),
        from_state: Set(from),
        to_state: Set(to),
        actor_person_id: Set(change.actor),
        reason: Set(change.reason.map(ToOwned::to_owned)),
        at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// The steps of a need's way, in order.
///
/// # Errors
/// The database's.
pub async fn steps<C: ConnectionTrait>(
    db: &C,
    id: NeedId,
) -> Result<Vec<transition::Model>, DbErr> {
    transition::Entity::find()
        .filter(transition::Column::NeedId.eq(id))
        .order_by_asc(transition::Column::Id)
        .all(db)
        .await
}

/// The voice notes of a need, without their sound.
///
/// # Errors
/// The database's.
pub async fn voice_notes<C: ConnectionTrait>(
    db: &C,
    id: NeedId,
) -> Result<Vec<(VoiceNoteId, String, i32, Instant)>, DbErr> {
    voice_note::Entity::find()
        .select_only()
        .columns([
            voice_note::Column::Id,
            voice_note::Column::MediaType,
            voice_note::Column::Bytes,
            voice_note::Column::CreatedAt,
        ])
        .filter(voice_note::Column::NeedId.eq(id))
        .order_by_asc(voice_note::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// A voice note with its sound.
///
/// # Errors
/// The database's.
pub async fn find_voice_note<C: ConnectionTrait>(
    db: &C,
    id: VoiceNoteId,
) -> Result<Option<voice_note::Model>, DbErr> {
    voice_note::Entity::find_by_id(id).one(db).await
}

/// Holds a need's text from showing until somebody has looked, if it is still the text that was looked over.
///
/// # Errors
/// The database's.
pub async fn hold_from_showing<C: ConnectionTrait>(
    db: &C,
    id: NeedId,
    version: i64,
) -> Result<(), DbErr> {
    need::Entity::update_many()
        .col_expr(need::Column::Screening, SeaExpr::value("review"))
        .filter(need::Column::Id.eq(id))
        .filter(need::Column::Version.eq(version))
        .exec(db)
        .await?;
    Ok(())
}
