//! All queries of tasks.

pub mod awaited;
pub mod late_leaves;
pub mod rounds;
pub mod waiting;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr as SeaExpr, Query};
use sea_orm::{ConnectionTrait, ExprTrait as _, QueryOrder, QuerySelect};

use super::entity::{member, record, task};
use super::members::ACTIVE;
use super::model::{MemberRole, TaskState};
use crate::platform::access::{Areas, Reach};
use crate::platform::clock::Instant;
use crate::platform::crypto::Sealed;
use crate::platform::ids::{NeedId, PersonId, ProviderId, TaskId};
use crate::platform::page::PageRequest;

/// A task by id, for other slices' rules; whoever shows it has decided that it may be shown.
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(db: &C, id: TaskId) -> Result<Option<task::Model>, DbErr> {
    task::Entity::find_by_id(id).one(db).await
}

/// The tasks of a need, the first visit first.
///
/// # Errors
/// The database's.
pub async fn find_for_need<C: ConnectionTrait>(
    db: &C,
    need: NeedId,
) -> Result<Vec<task::Model>, DbErr> {
    task::Entity::find()
        .filter(task::Column::NeedId.eq(need))
        .order_by_asc(task::Column::VisitNo)
        .all(db)
        .await
}

fn team_of(person: PersonId) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(member::Column::TaskId)
        .from(member::Entity)
        .and_where(member::Column::PersonId.eq(person))
        .and_where(member::Column::State.is_in(ACTIVE))
        .to_owned()
}

/// The condition of a caller's reach. `own_needs` are the needs that are the caller's own: tasks do not know.
fn within(reach: &Reach, own_needs: &[NeedId]) -> Condition {
    let mut any = Condition::any().add(SeaExpr::value(1).eq(0));
    if reach.own {
        any = any.add(task::Column::NeedId.is_in(own_needs.iter().copied()));
    }
    if reach.team {
        any = any.add(task::Column::Id.in_subquery(team_of(reach.person)));
    }
    if !reach.areas.is_empty() {
        any = any.add(
            reach
                .areas
                .condition(task::Column::StreetCode, task::Column::CommunityCode),
        );
    }
    any
}

/// The tasks that a provider leads and has not begun, at most a hundred.
///
/// # Errors
/// The database's.
pub async fn held_by_lead<C: ConnectionTrait>(
    db: &C,
    lead: ProviderId,
) -> Result<Vec<task::Model>, DbErr> {
    task::Entity::find()
        .filter(task::Column::LeadProviderId.eq(lead))
        .filter(task::Column::State.eq(TaskState::Held))
        .order_by_asc(task::Column::Id)
        .limit(100)
        .all(db)
        .await
}

/// A task within reach.
///
/// # Errors
/// The database's.
pub async fn find_within<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    own_needs: &[NeedId],
    id: TaskId,
) -> Result<Option<task::Model>, DbErr> {
    task::Entity::find_by_id(id)
        .filter(within(reach, own_needs))
        .one(db)
        .await
}

/// A page of tasks within reach, newest first.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    own_needs: &[NeedId],
    page: PageRequest,
    state: Option<TaskState>,
) -> Result<Vec<task::Model>, DbErr> {
    let mut query = task::Entity::find().filter(within(reach, own_needs));
    if let Some(state) = state {
        query = query.filter(task::Column::State.eq(state));
    }
    if let Some(after) = page.after {
        query = query.filter(task::Column::Id.lt(after));
    }
    query
        .order_by_desc(task::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// Open tasks that may stand on open lists, oldest first: never sensitive ones, nor those of the categories `except`.
///
/// # Errors
/// The database's.
pub async fn open_for_browsing<C: ConnectionTrait>(
    db: &C,
    state: TaskState,
    county: &str,
    except: &[&str],
    limit: u64,
) -> Result<Vec<task::Model>, DbErr> {
    task::Entity::find()
        .filter(task::Column::State.eq(state))
        .filter(task::Column::Category.is_not_in(except.iter().copied()))
        .filter(task::Column::Sensitive.eq(false))
        .filter(task::Column::StreetCode.starts_with(county))
        .order_by_asc(task::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// Takes an open task for a lead; answers whether it was still open. The first statement of every claim.
///
/// # Errors
/// The database's.
pub async fn hold<C: ConnectionTrait>(
    txn: &C,
    id: TaskId,
    lead: ProviderId,
    next_round_at: Option<Instant>,
    now: Instant,
) -> Result<bool, DbErr> {
    let held = task::Entity::update_many()
        .col_expr(task::Column::State, Expr::value(TaskState::Held))
        .col_expr(task::Column::LeadProviderId, Expr::value(lead))
        .col_expr(task::Column::HeldAt, Expr::value(now))
        .col_expr(task::Column::NextRoundAt, Expr::value(next_round_at))
        .col_expr(task::Column::UpdatedAt, Expr::value(now))
        .col_expr(
            task::Column::Version,
            Expr::col(task::Column::Version).add(1),
        )
        .filter(task::Column::Id.eq(id))
        .filter(task::Column::State.eq(TaskState::Open))
        .exec(txn)
        .await?;
    Ok(held.rows_affected == 1)
}

/// Moves a task from one state to another; answers whether it still stood there.
///
/// # Errors
/// The database's.
pub async fn change_state<C: ConnectionTrait>(
    txn: &C,
    id: TaskId,
    (from, to): (TaskState, TaskState),
    now: Instant,
) -> Result<bool, DbErr> {
    let mut update = task::Entity::update_many()
        .col_expr(task::Column::State, Expr::value(to))
        .col_expr(task::Column::UpdatedAt, Expr::value(now))
        .col_expr(
            task::Column::Version,
            Expr::col(task::Column::Version).add(1),
        )
        .filter(task::Column::Id.eq(id))
        .filter(task::Column::State.eq(from));
    update = match to {
        TaskState::Open => update
            .col_expr(
                task::Column::LeadProviderId,
                Expr::value(None::<ProviderId>),
            )
            .col_expr(task::Column::NextRoundAt, Expr::value(now))
            .col_expr(task::Column::Ring, Expr::value(0))
            // Its team is dissolved with it, and the next lead writes a text of their own.
            .col_expr(task::Column::VolunteersJoined, Expr::value(0))
            .col_expr(task::Column::Briefing, Expr::value(None::<Sealed>)),
        TaskState::InService => update.col_expr(task::Column::CheckedInAt, Expr::value(now)),
        TaskState::Finished => update.col_expr(task::Column::FinishedAt, Expr::value(now)),
        TaskState::Confirmed => update.col_expr(task::Column::ConfirmedAt, Expr::value(now)),
        TaskState::Cancelled | TaskState::Held => {
            update.col_expr(task::Column::NextRoundAt, Expr::value(None::<Instant>))
        }
    };
    Ok(update.exec(txn).await?.rows_affected == 1)
}

/// Takes a volunteer place; answers whether one was left.
///
/// # Errors
/// The database's.
pub async fn take_place<C: ConnectionTrait>(
    txn: &C,
    id: TaskId,
    now: Instant,
) -> Result<bool, DbErr> {
    let taken = task::Entity::update_many()
        .col_expr(
            task::Column::VolunteersJoined,
            Expr::col(task::Column::VolunteersJoined).add(1),
        )
        .col_expr(task::Column::UpdatedAt, Expr::value(now))
        .col_expr(
            task::Column::Version,
            Expr::col(task::Column::Version).add(1),
        )
        .filter(task::Column::Id.eq(id))
        .filter(task::Column::State.is_in([TaskState::Held, TaskState::InService]))
        .filter(
            Expr::col(task::Column::VolunteersJoined).lt(Expr::col(task::Column::VolunteersWanted)),
        )
        .exec(txn)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Gives a volunteer place back; answers whether the task still runs. The first statement of whoever takes somebody off a team: it
/// holds the task's row, so that nobody finishes meanwhile and counts their load down, too.
///
/// # Errors
/// The database's.
pub async fn give_place_back<C: ConnectionTrait>(
    txn: &C,
    id: TaskId,
    now: Instant,
) -> Result<bool, DbErr> {
    let given = task::Entity::update_many()
        .col_expr(
            task::Column::VolunteersJoined,
            Expr::col(task::Column::VolunteersJoined).sub(1),
        )
        .col_expr(task::Column::UpdatedAt, Expr::value(now))
        .col_expr(task::Column::NextRoundAt, Expr::value(now))
        .col_expr(
            task::Column::Version,
            Expr::col(task::Column::Version).add(1),
        )
        .filter(task::Column::Id.eq(id))
        .filter(task::Column::State.is_in([TaskState::Held, TaskState::InService]))
        .filter(task::Column::VolunteersJoined.gt(0))
        .exec(txn)
        .await?;
    Ok(given.rows_affected == 1)
}

/// Moves the promised time of a need's open tasks.
///
/// # Errors
/// The database's.
pub async fn move_window<C: ConnectionTrait>(
    txn: &C,
    need: NeedId,
    window: Option<(Instant, Instant)>,
) -> Result<(), DbErr> {
    let (from, until) = window.unzip();
    task::Entity::update_many()
        .col_expr(task::Column::WindowFrom, Expr::value(from))
        .col_expr(task::Column::WindowUntil, Expr::value(until))
        .col_expr(
            task::Column::Version,
            Expr::col(task::Column::Version).add(1),
        )
        .filter(task::Column::NeedId.eq(need))
        .filter(task::Column::State.eq(TaskState::Open))
        .exec(txn)
        .await?;
    Ok(())
}

/// Providers who led a task of one of these needs to its end.
///
/// # Errors
/// The database's.
pub async fn leads_of_needs<C: ConnectionTrait>(
    db: &C,
    needs: &[NeedId],
) -> Result<Vec<ProviderId>, DbErr> {
    if needs.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Option<ProviderId>> = task::Entity::find()
        .select_only()
        .column(task::Column::LeadProviderId)
        .filter(task::Column::NeedId.is_in(needs.iter().copied()))
        .filter(task::Column::State.is_in([TaskState::Finished, TaskState::Confirmed]))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().flatten().collect())
}

/// The record of a task.
///
/// # Errors
/// The database's.
pub async fn find_record<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
) -> Result<Option<record::Model>, DbErr> {
    record::Entity::find_by_id(task).one(db).await
}

/// The record with a verification code, in the form in which codes are given.
///
/// # Errors
/// The database's.
pub async fn find_record_by_code<C: ConnectionTrait>(
    db: &C,
    code: &str,
) -> Result<Option<record::Model>, DbErr> {
    record::Entity::find()
        .filter(record::Column::VerificationCode.eq(code))
        .one(db)
        .await
}

/// Tasks by id.
///
/// # Errors
/// The database's.
pub async fn find_many<C: ConnectionTrait>(
    db: &C,
    ids: &[TaskId],
) -> Result<Vec<task::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    task::Entity::find()
        .filter(task::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// The tasks on whose team a provider is and that run or have changed since `since`.
///
/// # Errors
/// The database's.
pub async fn of_team_since<C: ConnectionTrait>(
    db: &C,
    provider: ProviderId,
    since: Instant,
) -> Result<Vec<task::Model>, DbErr> {
    let on_team = Query::select()
        .column(member::Column::TaskId)
        .from(member::Entity)
        .and_where(member::Column::ProviderId.eq(provider))
        .and_where(member::Column::State.is_in(ACTIVE))
        .to_owned();
    task::Entity::find()
        .filter(task::Column::Id.in_subquery(on_team))
        .filter(
            Condition::any()
                .add(task::Column::UpdatedAt.gte(since))
                .add(task::Column::State.is_in([TaskState::Held, TaskState::InService])),
        )
        .all(db)
        .await
}

/// Minutes of service of tasks that were finished from `from` to before `until`: by leads and by volunteers.
///
/// # Errors
/// The database's.
pub async fn service_minutes<C: ConnectionTrait>(
    db: &C,
    areas: &Areas,
    from: Instant,
    until: Instant,
) -> Result<(i64, i64), DbErr> {
    let tasks = Query::select()
        .column(task::Column::Id)
        .from(task::Entity)
        .cond_where(areas.condition(task::Column::StreetCode, task::Column::CommunityCode))
        .and_where(task::Column::FinishedAt.gte(from))
        .and_where(task::Column::FinishedAt.lt(until))
        .to_owned();
    let rows: Vec<(MemberRole, i32)> = member::Entity::find()
        .select_only()
        .columns([member::Column::Role, member::Column::Minutes])
        .filter(member::Column::TaskId.in_subquery(tasks))
        .filter(member::Column::Minutes.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .fold((0, 0), |(lead, volunteer), (role, minutes)| match role {
            MemberRole::Lead => (lead + i64::from(minutes), volunteer),
            MemberRole::Volunteer => (lead, volunteer + i64::from(minutes)),
        }))
}

/// Puts the lead's text for the volunteers in place of the one before; answers whether they still lead a task that runs.
///
/// # Errors
/// The database's.
pub async fn set_briefing<C: ConnectionTrait>(
    txn: &C,
    row: &task::Model,
    briefing: Sealed,
    now: Instant,
) -> Result<bool, DbErr> {
    let written = task::Entity::update_many()
        .col_expr(task::Column::Briefing, Expr::value(briefing))
        .col_expr(task::Column::UpdatedAt, Expr::value(now))
        .col_expr(
            task::Column::Version,
            Expr::col(task::Column::Version).add(1),
        )
        .filter(task::Column::Id.eq(row.id))
        .filter(task::Column::State.is_in([TaskState::Held, TaskState::InService]))
        .filter(task::Column::LeadProviderId.eq(row.lead_provider_id))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Tasks that were finished before `before` and wait for the resident's word since.
///
/// # Errors
/// The database's.
pub async fn finished_before<C: ConnectionTrait>(
    db: &C,
    before: Instant,
    limit: u64,
) -> Result<Vec<task::Model>, DbErr> {
    task::Entity::find()
        .filter(task::Column::State.eq(TaskState::Finished))
        .filter(task::Column::FinishedAt.lt(before))
        .order_by_asc(task::Column::FinishedAt)
        .limit(limit)
        .all(db)
        .await
}
