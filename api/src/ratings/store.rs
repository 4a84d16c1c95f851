//! All queries of ratings. Who may see or change one is decided on its task, by [`crate::tasks::store::find_within`].

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, ExprTrait as _, QuerySelect};

use super::entity;
use super::model::{NewRating, Resolved};
use crate::platform::access::Areas;
use crate::platform::clock::Instant;
use crate::platform::crypto::Sealed;
use crate::platform::ids::{PersonId, TaskId};
use crate::tasks::entity::task;

/// The rating of a task that the caller was found to reach.
///
/// # Errors
/// The database's.
pub async fn find_of_task<C: ConnectionTrait>(
    db: &C,
    task: &task::Model,
) -> Result<Option<entity::Model>, DbErr> {
    find(db, task.id).await
}

async fn find<C: ConnectionTrait>(db: &C, task: TaskId) -> Result<Option<entity::Model>, DbErr> {
    entity::Entity::find()
        .filter(entity::Column::TaskId.eq(task))
        .one(db)
        .await
}

/// Writes the first rating of a task.
///
/// # Errors
/// The database's; `db::is_conflict` when somebody rated it at the same moment.
pub async fn insert<C: ConnectionTrait>(
    txn: &C,
    row: entity::ActiveModel,
) -> Result<entity::Model, DbErr> {
    row.insert(txn).await
}

/// Replaces what a rating says, unless it was changed since `before` was read; answers whether it was replaced.
///
/// The condition on the version is what makes the difference of the sums right: two changes at once cannot both start from
/// the same score.
///
/// # Errors
/// The database's.
pub async fn replace<C: ConnectionTrait>(
    txn: &C,
    before: &entity::Model,
    rater: PersonId,
    new: &NewRating,
    comment: Option<Sealed>,
    now: Instant,
) -> Result<bool, DbErr> {
    let replaced = entity::Entity::update_many()
        .col_expr(entity::Column::RaterPersonId, Expr::value(rater))
        .col_expr(entity::Column::Overall, Expr::value(new.overall))
        .col_expr(entity::Column::Attitude, Expr::value(new.attitude))
        .col_expr(
            entity::Column::Professionalism,
            Expr::value(new.professionalism),
        )
        .col_expr(entity::Column::Timeliness, Expr::value(new.timeliness))
        .col_expr(entity::Column::Effect, Expr::value(new.effect))
        .col_expr(entity::Column::Resolved, Expr::value(new.resolved))
        .col_expr(entity::Column::Comment, Expr::value(comment))
        .col_expr(entity::Column::UpdatedAt, Expr::value(now))
        .col_expr(
            entity::Column::Version,
            Expr::col(entity::Column::Version).add(1),
        )
        .filter(entity::Column::Id.eq(before.id))
        .filter(entity::Column::Version.eq(before.version))
        .filter(entity::Column::EditableUntil.gte(now))
        .exec(txn)
        .await?;
    Ok(replaced.rows_affected == 1)
}

/// What the ratings of an area and time sum up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many ratings.
    pub count: u32,
    /// The sum of their overall scores.
    pub sum: u64,
    /// How many say that the need was met.
    pub resolved: u32,
}

/// Sums up the ratings that were first given from `from` to before `until` to tasks in these areas.
///
/// # Errors
/// The database's.
pub async fn sums<C: ConnectionTrait>(
    db: &C,
    areas: &Areas,
    from: Instant,
    until: Instant,
) -> Result<Sums, DbErr> {
    let rows: Vec<(Resolved, i64, Option<i64>)> = entity::Entity::find()
        .select_only()
        .column(entity::Column::Resolved)
        .column_as(entity::Column::Id.count(), "count")
        .column_as(entity::Column::Overall.sum(), "sum")
        .filter(areas.condition(entity::Column::StreetCode, entity::Column::CommunityCode))
        .filter(entity::Column::CreatedAt.gte(from))
        .filter(entity::Column::CreatedAt.lt(until))
        .group_by(entity::Column::Resolved)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .fold(Sums::default(), |mut sums, (resolved, count, sum)| {
            let count = u32::try_from(count).unwrap_or(0);
            sums.count = sums.count.saturating_add(count);
            sums.sum = sums
                .sum
                .saturating_add(sum.and_then(|sum| u64::try_from(sum).ok()).unwrap_or(0));
            match resolved {
                Resolved::Yes => sums.resolved = sums.resolved.saturating_add(count),
                Resolved::Partly | Resolved::No => {}
            }
            sums
        }))
}
