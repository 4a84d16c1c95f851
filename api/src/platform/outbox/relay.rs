//! The one fenced relay: it gives committed events their gap-free numbers.
//!
//! Every replica runs this loop; the lease row lets one of them work. The transaction that numbers begins by changing the
//! head row under the condition that the epoch is still ours, so a relay that lost its lease while it slept changes nothing.

use std::time::Duration;

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, ExprTrait as _, QueryOrder, QuerySelect};

use super::super::clock::{Clock, Instant};
use super::super::db::Db;
use super::entity::{event, head};

/// How long a holder keeps the lease without renewing it.
const LEASE: Duration = Duration::from_secs(5);
/// How many events one transaction numbers.
const BATCH: u64 = 500;

/// This replica's hold on the numbering.
#[derive(Debug)]
pub struct Relay {
    db: Db,
    clock: Clock,
    replica: String,
    epoch: Option<i64>,
    /// Until then the lease is fresh enough not to be renewed.
    fresh_until: Instant,
}

impl Relay {
    /// A relay for the replica of this name.
    #[must_use]
    pub fn new(db: Db, clock: Clock, replica: String) -> Self {
        Self {
            db,
            clock,
            replica,
            epoch: None,
            fresh_until: Instant(0),
        }
    }

    /// Takes or renews the lease if it can, and numbers what has been committed; answers how many events it numbered.
    ///
    /// # Errors
    /// The database's.
    pub async fn run_once(&mut self) -> Result<u64, DbErr> {
        if !self.take_lease().await? {
            return Ok(0);
        }
        let Some(epoch) = self.epoch else {
            return Ok(0);
        };
        // Most looks find nothing: a reader sees that without a write.
        let waiting = event::Entity::find()
            .filter(event::Column::Seq.is_null())
            .limit(1)
            .one(self.db.read())
            .await?;
        if waiting.is_none() {
            return Ok(0);
        }
        let mut total = 0;
        loop {
            let numbered = number_batch(&self.db, epoch).await?;
            total += numbered;
            if numbered < BATCH {
                break;
            }
        }
        if total == 0 {
            // Somebody else has numbered them: the lease is asked for again at the next look.
            self.fresh_until = Instant(0);
        }
        Ok(total)
    }

    async fn take_lease(&mut self) -> Result<bool, DbErr> {
        let now = self.clock.now();
        let held = self.epoch;
        if held.is_some() && now < self.fresh_until {
            return Ok(true);
        }
        let replica = self.replica.clone();
        let until = now.plus(LEASE);
        let epoch = self
            .db
            .write_txn_quietly(async |txn| {
                if let Some(epoch) = held {
                    let renewed = head::Entity::update_many()
                        .col_expr(head::Column::LeaseUntil, Expr::value(until))
                        .filter(head::Column::Id.eq(1))
                        .filter(head::Column::Epoch.eq(epoch))
                        .exec(txn)
                        .await?;
                    if renewed.rows_affected == 1 {
                        return Ok::<_, DbErr>(Some(epoch));
                    }
                }
                let taken = head::Entity::update_many()
                    .col_expr(head::Column::Epoch, Expr::col(head::Column::Epoch).add(1))
                    .col_expr(head::Column::Holder, Expr::value(replica.clone()))
                    .col_expr(head::Column::LeaseUntil, Expr::value(until))
                    .filter(head::Column::Id.eq(1))
                    .filter(head::Column::LeaseUntil.lt(now))
                    .exec(txn)
                    .await?;
                if taken.rows_affected == 0 {
                    return Ok(None);
                }
                Ok(head::Entity::find_by_id(1)
                    .one(txn)
                    .await?
                    .map(|head| head.epoch))
            })
            .await?;
        self.epoch = epoch;
        self.fresh_until = now.plus(LEASE / 2);
        Ok(epoch.is_some())
    }

    /// Gives the lease up, so that another replica need not wait for its end.
    ///
    /// # Errors
    /// The database's.
    pub async fn release(&mut self) -> Result<(), DbErr> {
        let Some(epoch) = self.epoch.take() else {
            return Ok(());
        };
        self.db
            .write_txn_quietly(async |txn| {
                head::Entity::update_many()
                    .col_expr(head::Column::LeaseUntil, Expr::value(0_i64))
                    .filter(head::Column::Epoch.eq(epoch))
                    .exec(txn)
                    .await?;
                Ok::<_, DbErr>(())
            })
            .await
    }
}

async fn number_batch(db: &Db, epoch: i64) -> Result<u64, DbErr> {
    db.write_txn_quietly(async |txn| {
        // Locks the head row until commit; no row means that the lease went to somebody else.
        let fenced = head::Entity::update_many()
            .col_expr(head::Column::LastSeq, Expr::col(head::Column::LastSeq))
            .filter(head::Column::Epoch.eq(epoch))
            .exec(txn)
            .await?;
        if fenced.rows_affected == 0 {
            return Ok(0);
        }
        let Some(current) = head::Entity::find_by_id(1).one(txn).await? else {
            return Ok(0);
        };
        let pending: Vec<Uuid> = event::Entity::find()
            .select_only()
            .column(event::Column::Id)
            .filter(event::Column::Seq.is_null())
            .order_by_asc(event::Column::Id)
            .limit(BATCH)
            .into_tuple()
            .all(txn)
            .await?;
        let mut seq = current.last_seq;
        for id in &pending {
            seq += 1;
            event::Entity::update_many()
                .col_expr(event::Column::Seq, Expr::value(seq))
                .filter(event::Column::Id.eq(*id))
                .exec(txn)
                .await?;
        }
        if seq > current.last_seq {
            head::Entity::update_many()
                .col_expr(head::Column::LastSeq, Expr::value(seq))
                .filter(head::Column::Id.eq(1))
                .exec(txn)
                .await?;
            notify_numbered(txn).await?;
        }
        Ok::<_, DbErr>(u64::try_from(pending.len()).unwrap_or(0))
    })
    .await
}

async fn notify_numbered<C: ConnectionTrait>(txn: &C) -> Result<(), DbErr> {
    if txn.get_database_backend() == sea_orm::DbBackend::Postgres {
        txn.execute_unprepared("notify jinlin_numbered").await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;
    use tempfile::TempDir;

    use super::super::{EventKind, NewEvent, append};
    use super::*;
    use crate::settings::Settings;

    #[actix_web::test]
    async fn an_idle_relay_sleeps() {
        let folder = TempDir::new().unwrap();
        let mut settings = Settings::default();
        settings.state.dir = folder.path().to_owned();
        let db = crate::app::open_database(&settings).await.unwrap();
        let clock = Clock::system("Asia/Shanghai").unwrap();
        let mut relay = Relay::new(db.clone(), clock.clone(), "one".to_owned());
        let woken = || db.committed().now_or_never().is_some();
        woken();
        assert_eq!(relay.run_once().await.unwrap(), 0);
        assert!(!woken(), "its own lease must not wake it");
        db.write_txn(async |txn| {
            let event = NewEvent {
                kind: EventKind::SessionEnded,
                entity_id: Uuid::now_v7(),
                community_code: None,
                payload: serde_json::json!({}),
                recipients: Vec::new(),
            };
            append(txn, &clock, vec![event]).await
        })
        .await
        .unwrap();
        assert!(woken(), "a change does");
        assert_eq!(relay.run_once().await.unwrap(), 1);
        assert!(!woken(), "its own numbers must not");
    }
}
