//! `jinlin seed --demo`: the demo city, deterministic, in one transaction.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, Iterable as _};

use super::history;
use super::people::{Maker, People};
use super::places::Places;
use crate::hours::entity::entry;
use crate::identity::entity::{account, consent, grant, person};
use crate::needs::entity::{counter, need, transition, voice_note};
use crate::organisations::entity::{membership, organisation};
use crate::platform::problem::Problem;
use crate::providers::entity::{certificate, provider};
use crate::reference::demo::Demo;
use crate::state::AppState;
use crate::tasks::entity::{member, record, task};
use crate::visits::entity::{hazard, visit};

/// What the seed made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seeded {
    /// Social workers.
    pub workers: usize,
    /// Volunteers.
    pub volunteers: usize,
    /// Residents.
    pub residents: usize,
    /// Needs.
    pub needs: usize,
}

/// Loads the demo city, unless there is one already (then `None`).
///
/// # Errors
/// The database's; nothing is half-written.
pub async fn run(state: &AppState) -> Result<Option<Seeded>, Problem> {
    let present = account::Entity::find()
        .filter(account::Column::Demo.eq(true))
        .count(state.db.read())
        .await?;
    if present > 0 {
        return Ok(None);
    }
    let demo = Demo::embedded().map_err(Problem::internal)?;
    let registry = state.divisions();
    let now = state.clock.now();
    let places = Places::make(&demo, &registry, now)?;
    let mut people = Maker::new(state, &demo, &registry, &places, now).make()?;
    let history = history::make(state, &demo, &people, now)?;
    for row in &mut people.rows.providers {
        history.apply_to(row);
    }
    let seeded = Seeded {
        workers: people.workers.len(),
        volunteers: people.volunteers.len(),
        residents: people.residents.len(),
        needs: history.needs.len(),
    };
    state
        .db
        .write_txn(async |txn| write(txn, state, &places, &people, &history).await)
        .await?;
    Ok(Some(seeded))
}

async fn write<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    places: &Places,
    people: &People,
    history: &history::History,
) -> Result<(), Problem> {
    insert::<person::Entity, _>(txn, &people.rows.persons).await?;
    for chunk in people.rows.keys.chunks(2_000) {
        state.vault.store_person_keys(txn, chunk).await?;
    }
    insert::<account::Entity, _>(txn, &people.rows.accounts).await?;
    insert::<consent::Entity, _>(txn, &people.rows.consents).await?;
    insert::<grant::Entity, _>(txn, &people.rows.grants).await?;
    insert::<organisation::Entity, _>(txn, &places.organisations).await?;
    insert::<membership::Entity, _>(txn, &people.rows.memberships).await?;
    insert::<crate::compounds::entity::Entity, _>(txn, &places.compounds).await?;
    insert::<provider::Entity, _>(txn, &people.rows.providers).await?;
    insert::<certificate::Entity, _>(txn, &people.rows.certificates).await?;
    insert::<consent::Entity, _>(txn, &history.consents).await?;
    insert::<need::Entity, _>(txn, &history.needs).await?;
    insert::<voice_note::Entity, _>(txn, &history.voice_notes).await?;
    insert::<transition::Entity, _>(txn, &history.steps).await?;
    insert::<task::Entity, _>(txn, &history.tasks).await?;
    insert::<member::Entity, _>(txn, &history.members).await?;
    insert::<entry::Entity, _>(txn, &history.hours).await?;
    insert::<visit::Entity, _>(txn, &history.visits).await?;
    insert::<hazard::Entity, _>(txn, &history.hazards).await?;
    insert::<record::Entity, _>(txn, &history.records).await?;
    insert::<crate::ratings::entity::Entity, _>(txn, &history.ratings).await?;
    counter::Entity::update_many()
        .col_expr(
            counter::Column::LastShortNumber,
            Expr::value(history.last_short_number),
        )
        .filter(counter::Column::Id.eq(1))
        .exec(txn)
        .await?;
    Ok(())
}

/// Inserts rows in chunks that stay below the databases' limits of bound parameters (32,766 on SQLite, 65,535 on PostgreSQL).
async fn insert<E, C>(txn: &C, rows: &[E::ActiveModel]) -> Result<(), Problem>
where
    E: EntityTrait,
    E::ActiveModel: Clone + Send,
    C: ConnectionTrait,
{
    let columns = E::Column::iter().count().max(1);
    for chunk in rows.chunks(30_000 / columns) {
        E::insert_many(chunk.iter().cloned())
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}
