//! Leave of providers, with who stands in.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = r"
create table provider_leaves (
    id {uuid} primary key,
    provider_id {uuid} not null references providers (id),
    person_id {uuid} not null references persons (id),
    street_code text not null,
    community_code text not null,
    kind text not null check (kind in ('annual', 'sick', 'training', 'personal', 'other')),
    state text not null check (state in ('asked', 'approved', 'refused', 'cancelled')),
    from_at bigint not null,
    until_at bigint not null,
    stand_in_provider_id {uuid} references providers (id),
    reason text,
    asked_by {uuid} not null references persons (id),
    decided_by {uuid} references persons (id),
    decided_at bigint,
    created_at bigint not null,
    check (from_at < until_at),
    check (stand_in_provider_id is null or stand_in_provider_id <> provider_id)
)
--;
create index provider_leaves_of on provider_leaves (provider_id, until_at)
--;
create index provider_leaves_now on provider_leaves (from_at, until_at) where state = 'approved'
--;
create index provider_leaves_community on provider_leaves (community_code, until_at) where state = 'approved'
--;
-- Brought up to date as leaves begin and end; the leave itself says from when until when.
alter table providers add column on_leave boolean not null default false
";

// Two leaves of one person never overlap, whatever the race. PostgreSQL has a constraint for it; SQLite, with its single writer, triggers.
const POSTGRES: &str = r"
alter table provider_leaves add constraint provider_leaves_no_overlap
    exclude using gist (provider_id with =, int8range(from_at, until_at) with &&) where (state in ('asked', 'approved'))
";

const SQLITE: &str = r"
create trigger provider_leaves_no_overlap before insert on provider_leaves
when exists (select 1 from provider_leaves l where l.provider_id = new.provider_id and l.state in ('asked', 'approved')
    and l.from_at < new.until_at and new.from_at < l.until_at)
begin select raise(abort, 'provider_leaves_no_overlap'); end
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, TABLES).await?;
        crate::run_for(manager, POSTGRES, SQLITE).await
    }
}
