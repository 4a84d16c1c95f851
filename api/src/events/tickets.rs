//! Tickets for streams: one use, half a minute, only their hash is stored.
//!
//! `EventSource` and WeChat's sockets cannot be trusted to send a header, and an access token has no place in an address,
//! which proxies log. A ticket may be seen there: by then it is used up.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use crate::platform::clock::{Clock, Instant};
use crate::platform::crypto::{random_bytes, sha256};
use crate::platform::db::Db;
use crate::platform::ids::SessionId;

/// How long a ticket lives.
pub const LIFETIME: Duration = Duration::from_secs(30);
/// Characters of a ticket: 256 bits in base64url.
const LENGTH: usize = 43;

mod row {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::SessionId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "event_tickets")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub ticket_hash: Vec<u8>,
        pub session_id: SessionId,
        pub expires_at: Instant,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Makes a ticket for a session.
///
/// # Errors
/// The database's.
pub async fn issue<C: ConnectionTrait>(
    txn: &C,
    clock: &Clock,
    session: SessionId,
) -> Result<String, DbErr> {
    let ticket = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
    row::Entity::insert(row::ActiveModel {
        ticket_hash: Set(sha256(ticket.as_bytes())),
        session_id: Set(session),
        expires_at: Set(clock.now().plus(LIFETIME)),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(ticket)
}

/// Uses a ticket up and answers whose session it was made for; `None` when it is unknown, used or expired. Of several
/// simultaneous uses, on whichever replicas, one succeeds: the one that deletes the row.
///
/// # Errors
/// The database's.
pub async fn redeem(db: &Db, now: Instant, ticket: &str) -> Result<Option<SessionId>, DbErr> {
    if ticket.len() != LENGTH {
        return Ok(None);
    }
    let hash = sha256(ticket.as_bytes());
    // Read first: a guess must not cost everybody else the turn of a write transaction.
    let Some(found) = row::Entity::find_by_id(hash.clone()).one(db.read()).await? else {
        return Ok(None);
    };
    let used = db
        .write_txn(async |txn| {
            let deleted = row::Entity::delete_by_id(hash.clone()).exec(txn).await?;
            Ok::<_, DbErr>(deleted.rows_affected == 1)
        })
        .await?;
    Ok((used && found.expires_at > now).then_some(found.session_id))
}

/// Forgets tickets that nobody used in time.
///
/// # Errors
/// The database's.
pub async fn forget_old(db: &Db, now: Instant) -> Result<(), DbErr> {
    db.write_txn(async |txn| {
        row::Entity::delete_many()
            .filter(row::Column::ExpiresAt.lte(now))
            .exec(txn)
            .await?;
        Ok::<_, DbErr>(())
    })
    .await
}
