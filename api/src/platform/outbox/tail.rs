//! Following the numbered events, in order and without gaps, on every replica.
//!
//! The database is the truth and the carrier: a replica is woken (in process, by NOTIFY on PostgreSQL, at the latest by a
//! poll) and reads on from its own cursor, so nothing that a wake-up loses is lost.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::entity::{event, head, recipient};
use super::{Event, EventKind, Hub};
use crate::platform::access::Areas;
use crate::platform::ids::{EventId, PersonId};

/// How many events one read takes.
pub const BATCH: u64 = 500;

/// The last number given.
///
/// # Errors
/// The database's.
pub async fn last_seq<C: ConnectionTrait>(db: &C) -> Result<i64, DbErr> {
    Ok(head::Entity::find_by_id(1)
        .one(db)
        .await?
        .map_or(0, |head| head.last_seq))
}

/// The oldest number still kept; a resume point before it cannot be served.
///
/// # Errors
/// The database's.
pub async fn first_seq<C: ConnectionTrait>(db: &C) -> Result<i64, DbErr> {
    Ok(head::Entity::find_by_id(1)
        .one(db)
        .await?
        .map_or(1, |head| head.first_seq))
}

/// The next events after `after`, at most [`BATCH`], in order.
///
/// # Errors
/// The database's.
pub async fn read_after<C: ConnectionTrait>(db: &C, after: i64) -> Result<Vec<Event>, DbErr> {
    let rows = event::Entity::find()
        .filter(event::Column::Seq.gt(after))
        .order_by_asc(event::Column::Seq)
        .limit(BATCH)
        .all(db)
        .await?;
    with_recipients(db, rows).await
}

/// The events after `after` that `person`'s stream shows, at most [`BATCH`], in order.
///
/// # Errors
/// The database's.
pub async fn read_for_person<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    after: i64,
) -> Result<Vec<Event>, DbErr> {
    let mine = sea_orm::sea_query::Query::select()
        .column(recipient::Column::EventId)
        .from(recipient::Entity)
        .and_where(recipient::Column::PersonId.eq(person))
        .to_owned();
    let rows = event::Entity::find()
        .filter(event::Column::Seq.gt(after))
        .filter(event::Column::Id.in_subquery(mine))
        .order_by_asc(event::Column::Seq)
        .limit(BATCH)
        .all(db)
        .await?;
    with_recipients(db, rows).await
}

/// The events after `after` of these divisions, at most [`BATCH`], in order.
///
/// # Errors
/// The database's.
pub async fn read_for_areas<C: ConnectionTrait>(
    db: &C,
    areas: &Areas,
    after: i64,
) -> Result<Vec<Event>, DbErr> {
    let mut within = Condition::any();
    if areas.all {
        within = within.add(event::Column::CommunityCode.is_not_null());
    }
    // An event names its community; a street's are those that begin with its code.
    for street in &areas.streets {
        within = within.add(event::Column::CommunityCode.starts_with(street));
    }
    if !areas.communities.is_empty() {
        let communities = areas.communities.iter().map(String::as_str);
        within = within.add(event::Column::CommunityCode.is_in(communities));
    }
    if within.is_empty() {
        return Ok(Vec::new());
    }
    let rows = event::Entity::find()
        .filter(event::Column::Seq.gt(after))
        .filter(within)
        .order_by_asc(event::Column::Seq)
        .limit(BATCH)
        .all(db)
        .await?;
    with_recipients(db, rows).await
}

async fn with_recipients<C: ConnectionTrait>(
    db: &C,
    rows: Vec<event::Model>,
) -> Result<Vec<Event>, DbErr> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut by_event: HashMap<EventId, Vec<PersonId>> = HashMap::new();
    let recipients = recipient::Entity::find()
        .filter(recipient::Column::EventId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await?;
    for row in recipients {
        by_event
            .entry(row.event_id)
            .or_default()
            .push(row.person_id);
    }
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let recipients = by_event.remove(&row.id).unwrap_or_default();
            let kind = serde_json::from_value::<EventKind>(row.kind.clone().into());
            // An event of a newer version of this program: this one has no consumer for it.
            let Ok(kind) = kind else { return None };
            Some(Event {
                seq: row.seq?,
                id: row.id,
                kind,
                entity_id: row.entity_id,
                community_code: row.community_code,
                payload: serde_json::from_str(&row.payload).unwrap_or_default(),
                at: row.created_at,
                recipients,
            })
        })
        .collect())
}

/// Publishes everything after `cursor` to the hub and to `consume`, in order; answers the new cursor.
///
/// # Errors
/// The database's; the cursor then stays where it was, and the next call repeats from there.
pub async fn follow<C, F>(db: &C, hub: &Hub, mut cursor: i64, consume: F) -> Result<i64, DbErr>
where
    C: ConnectionTrait,
    F: AsyncFn(&Event) -> Result<(), DbErr>,
{
    loop {
        let events = read_after(db, cursor).await?;
        let full = events.len() as u64 == BATCH;
        for event in events {
            consume(&event).await?;
            cursor = event.seq;
            hub.publish(event);
        }
        if !full {
            return Ok(cursor);
        }
    }
}
