//! Consents of streets: whose social workers may be asked for another street's needs.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const CHANGES: &str = r"
create table street_consents (
    id {uuid} primary key,
    giving_street text not null,
    asking_street text not null,
    -- JSON list of categories; null for all.
    categories text,
    state text not null check (state in ('asked', 'given', 'refused', 'ended')),
    from_at bigint not null,
    until_at bigint not null,
    note text,
    reason text,
    asked_by {uuid} not null references persons (id),
    decided_by {uuid} references persons (id),
    decided_at bigint,
    created_at bigint not null,
    check (giving_street <> asking_street),
    check (from_at < until_at),
    check ((state = 'asked') = (decided_at is null))
)
--;
create index street_consents_asking on street_consents (asking_street, until_at) where state = 'given'
--;
create index street_consents_giving on street_consents (giving_street)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, CHANGES).await
    }
}
