//! Portraits of providers, and what WeChat was asked about pictures.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = r"
create table portraits (
    id {uuid} primary key,
    provider_id {uuid} not null references providers (id),
    person_id {uuid} not null references persons (id),
    state text not null check (state in ('checking', 'held', 'shown', 'refused')),
    width int not null,
    height int not null,
    bytes int not null,
    reason text,
    decided_by {uuid} references persons (id),
    decided_at bigint,
    -- Set by the replica that asks WeChat about it, so that one does.
    asked_at bigint,
    trace_id text,
    verdict text check (verdict in ('pass', 'review', 'risky', 'not_asked', 'failed')),
    created_at bigint not null,
    check (state <> 'refused' or reason is not null)
)
--;
-- Whatever the race: one is shown, and one waits to take its place.
create unique index portraits_shown on portraits (provider_id) where state = 'shown'
--;
create unique index portraits_waiting on portraits (provider_id) where state in ('checking', 'held')
--;
create index portraits_of on portraits (provider_id)
--;
create unique index portraits_trace on portraits (trace_id)
--;
-- Nobody has asked about pictures until now, so no verdict in the old table belongs to anything. A row is now made by whoever comes first:
-- the question's answer with the trace, or the verdict. The key lets the second one wait for the first, so that neither misses the other.
drop table wechat_media_checks
--;
create table wechat_media_checks (
    trace_id text primary key,
    verdict text check (verdict in ('pass', 'review', 'risky', 'failed')),
    label bigint,
    received_at bigint
)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, TABLES).await
    }
}
