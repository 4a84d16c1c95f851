//! Forgetting old events: whoever resumes before them gets `resync` and asks for everything anew.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::entity::{event, head};
use crate::platform::clock::Instant;
use crate::platform::db::Db;

/// How many events one transaction deletes: the writer is not kept for longer than a blink.
const BATCH: u64 = 1_000;

/// Deletes numbered events from before `before`, oldest number first; answers how many. An event without a number is never deleted, nor
/// is one behind a younger one: what is left is always a whole tail.
///
/// # Errors
/// The database's.
pub async fn forget_old(db: &Db, before: Instant) -> Result<usize, DbErr> {
    let mut forgotten = 0;
    loop {
        let deleted = forget_batch(db, before).await?;
        forgotten += deleted;
        if u64::try_from(deleted).is_ok_and(|deleted| deleted < BATCH) {
            return Ok(forgotten);
        }
    }
}

async fn forget_batch(db: &Db, before: Instant) -> Result<usize, DbErr> {
    db.write_txn(async |txn| {
        let mut old = event::Entity::find()
            .filter(event::Column::Seq.is_not_null())
            .order_by_asc(event::Column::Seq)
            .limit(BATCH)
            .all(txn)
            .await?;
        let kept = old.iter().position(|event| event.created_at >= before);
        old.truncate(kept.unwrap_or(old.len()));
        let Some(last) = old.last().and_then(|event| event.seq) else {
            return Ok(0);
        };
        // The head first: a stream that opens now is told to resync rather than given half.
        head::Entity::update_many()
            .col_expr(head::Column::FirstSeq, Expr::value(last + 1))
            .filter(head::Column::Id.eq(1))
            .filter(head::Column::FirstSeq.lte(last))
            .exec(txn)
            .await?;
        // Their recipients go with them.
        event::Entity::delete_many()
            .filter(event::Column::Id.is_in(old.iter().map(|event| event.id)))
            .exec(txn)
            .await?;
        Ok::<_, DbErr>(old.len())
    })
    .await
}
