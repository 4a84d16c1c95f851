//! Which replica solves which county: a row with a fencing epoch, in the database that decides everything else, too.

use std::collections::HashMap;
use std::time::Duration;

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, ExprTrait as _};

use crate::platform::clock::{Clock, Instant};
use crate::platform::db::Db;

/// How long a holder keeps a county without renewing: so long nobody solves it after a replica died.
const LEASE: Duration = Duration::from_secs(5);

mod row {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "county_leases")]
    pub struct Model {
        /// County (6 digits) or management zone.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: String,
        /// Counts the holders.
        pub epoch: i64,
        /// The replica.
        pub holder: String,
        /// Until when.
        pub lease_until: Instant,
    }

    crate::identity::entity::no_relations!();
}

/// A county held under an epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// County or management zone.
    pub county: String,
    /// Under which epoch.
    pub epoch: i64,
}

/// The counties that this replica holds.
#[derive(Debug)]
pub struct Leases {
    replica: String,
    held: HashMap<String, (i64, Instant)>,
}

impl Leases {
    /// Nothing held, for the replica of this name.
    #[must_use]
    pub fn new(replica: String) -> Self {
        Self {
            replica,
            held: HashMap::new(),
        }
    }

    /// Takes a county, or renews it when half of its time is over; `None` while another replica holds it.
    ///
    /// # Errors
    /// The database's.
    pub async fn take(
        &mut self,
        db: &Db,
        clock: &Clock,
        county: &str,
    ) -> Result<Option<Lease>, DbErr> {
        let now = clock.now();
        let lease = |epoch| Lease {
            county: county.to_owned(),
            epoch,
        };
        let held = self.held.get(county).copied();
        if let Some((epoch, fresh_until)) = held
            && now < fresh_until
        {
            return Ok(Some(lease(epoch)));
        }
        let until = now.plus(LEASE);
        let epoch = db
            .write_txn_quietly(async |txn| {
                if let Some((epoch, _)) = held
                    && renew(txn, county, epoch, until).await?
                {
                    return Ok::<_, DbErr>(Some(epoch));
                }
                take_over(txn, county, &self.replica, (now, until)).await
            })
            .await?;
        match epoch {
            Some(epoch) => {
                let fresh_until = now.plus(LEASE / 2);
                self.held.insert(county.to_owned(), (epoch, fresh_until));
                Ok(Some(lease(epoch)))
            }
            None => {
                self.held.remove(county);
                Ok(None)
            }
        }
    }

    /// Gives everything up, so that another replica need not wait.
    ///
    /// # Errors
    /// The database's.
    pub async fn release(&mut self, db: &Db) -> Result<(), DbErr> {
        let held: Vec<(String, i64)> = self
            .held
            .drain()
            .map(|(county, (epoch, _))| (county, epoch))
            .collect();
        db.write_txn_quietly(async |txn| {
            for (county, epoch) in &held {
                renew(txn, county, *epoch, Instant(0)).await?;
            }
            Ok::<_, DbErr>(())
        })
        .await
    }
}

async fn renew<C: ConnectionTrait>(
    txn: &C,
    county: &str,
    epoch: i64,
    until: Instant,
) -> Result<bool, DbErr> {
    let renewed = row::Entity::update_many()
        .col_expr(row::Column::LeaseUntil, Expr::value(until))
        .filter(row::Column::County.eq(county))
        .filter(row::Column::Epoch.eq(epoch))
        .exec(txn)
        .await?;
    Ok(renewed.rows_affected == 1)
}

async fn take_over<C: ConnectionTrait>(
    txn: &C,
    county: &str,
    replica: &str,
    (now, until): (Instant, Instant),
) -> Result<Option<i64>, DbErr> {
    let first = row::ActiveModel {
        county: Set(county.to_owned()),
        epoch: Set(0),
        holder: Set(String::new()),
        lease_until: Set(Instant(0)),
    };
    row::Entity::insert(first)
        .on_conflict_do_nothing_on([row::Column::County])
        .exec_without_returning(txn)
        .await?;
    let taken = row::Entity::update_many()
        .col_expr(row::Column::Epoch, Expr::col(row::Column::Epoch).add(1))
        .col_expr(row::Column::Holder, Expr::value(replica))
        .col_expr(row::Column::LeaseUntil, Expr::value(until))
        .filter(row::Column::County.eq(county))
        .filter(row::Column::LeaseUntil.lte(now))
        .exec(txn)
        .await?;
    if taken.rows_affected == 0 {
        return Ok(None);
    }
    let row = row::Entity::find_by_id(county).one(txn).await?;
    Ok(row.map(|row| row.epoch))
}

/// Whether a lease still holds; its row is held until the end of the transaction, so that nobody takes the county over before
/// what was decided under it is written. The first statement of whatever applies a plan.
///
/// # Errors
/// The database's.
pub async fn confirm<C: ConnectionTrait>(
    txn: &C,
    lease: &Lease,
    now: Instant,
) -> Result<bool, DbErr> {
    renew(txn, &lease.county, lease.epoch, now.plus(LEASE)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[tokio::test]
    async fn one_replica_holds_a_county_and_who_left_it_applies_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let mut settings = Settings::default();
        settings.state.dir = dir.path().join("var");
        let state = crate::app::build_state(settings).await.unwrap();
        let (db, clock) = (&state.db, &state.clock);
        let (mut first, mut second) = (Leases::new("a".into()), Leases::new("b".into()));
        let held = first.take(db, clock, "510104").await.unwrap().unwrap();
        assert_eq!(held.epoch, 1);
        assert_eq!(second.take(db, clock, "510104").await.unwrap(), None);
        assert!(second.take(db, clock, "510105").await.unwrap().is_some());
        let still = async |lease: &Lease| {
            let now = clock.now();
            db.write_txn(async |txn| confirm(txn, lease, now).await)
                .await
                .unwrap()
        };
        assert!(still(&held).await);
        first.release(db).await.unwrap();
        let moved = second.take(db, clock, "510104").await.unwrap().unwrap();
        assert_eq!(moved.epoch, 2);
        assert!(
            !still(&held).await,
            "what was decided before is not applied any more"
        );
        assert!(still(&moved).await);
        assert_eq!(first.take(db, clock, "510104").await.unwrap(), None);
    }
}
