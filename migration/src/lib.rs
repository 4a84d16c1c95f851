//! The database schema, one for SQLite and PostgreSQL.
//!
//! Migrations are frozen once released: a change is a new migration. They are written as SQL text with four words
//! (`{uuid}`, `{bytes}`, `{json}`, `{real}`) that differ between the two databases, so that checks, partial unique indexes and
//! triggers stand where a reader looks for them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

mod m20261123_000001_create_platform;
mod m20261123_000002_create_identity;
mod m20261123_000003_create_service;
mod m20261123_000004_deepen_tasks;
mod m20261123_000005_places_of_people;
mod m20261123_000006_dispatch;
mod m20261123_000008_talk;
mod m20261123_000009_wechat;
mod m20261123_000010_safety;
mod m20261123_000011_team;
mod m20261123_000012_notifications;
mod m20261123_000013_calls;
mod m20261123_000015_street_consents;
mod m20261123_000016_leaves;
mod m20261123_000017_portraits;

/// Applies the migrations in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_create_platform::Migration),
            Box::new(m20261123_000002_create_identity::Migration),
            Box::new(m20261123_000003_create_service::Migration),
            Box::new(m20261123_000004_deepen_tasks::Migration),
            Box::new(m20261123_000005_places_of_people::Migration),
            Box::new(m20261123_000006_dispatch::Migration),
            Box::new(m20261123_000008_talk::Migration),
            Box::new(m20261123_000009_wechat::Migration),
            Box::new(m20261123_000010_safety::Migration),
            Box::new(m20261123_000011_team::Migration),
            Box::new(m20261123_000012_notifications::Migration),
            Box::new(m20261123_000013_calls::Migration),
            Box::new(m20261123_000015_street_consents::Migration),
            Box::new(m20261123_000016_leaves::Migration),
            Box::new(m20261123_000017_portraits::Migration),
        ]
    }
}

/// Runs `statements`, separated by lines holding only `--;`, with the type words replaced for this database.
async fn run(manager: &SchemaManager<'_>, statements: &str) -> Result<(), DbErr> {
    let postgres = matches!(manager.get_database_backend(), DbBackend::Postgres);
    let words: [(&str, &str); 4] = if postgres {
        [
            ("{uuid}", "uuid"),
            ("{bytes}", "bytea"),
            ("{json}", "text"),
            ("{real}", "double precision"),
        ]
    } else {
        // sqlx stores a UUID in SQLite as its 16 bytes, which sort like the UUIDs themselves.
        [
            ("{uuid}", "blob"),
            ("{bytes}", "blob"),
            ("{json}", "text"),
            ("{real}", "real"),
        ]
    };
    for statement in statements.split("\n--;\n") {
        let mut sql = statement.trim().to_owned();
        for (word, name) in words {
            sql = sql.replace(word, name);
        }
        if !sql.is_empty() {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
    }
    Ok(())
}

/// Runs the statements that only one of the databases understands.
async fn run_for(manager: &SchemaManager<'_>, postgres: &str, sqlite: &str) -> Result<(), DbErr> {
    match manager.get_database_backend() {
        DbBackend::Postgres => run(manager, postgres).await,
        _ => run(manager, sqlite).await,
    }
}
