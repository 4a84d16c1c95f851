//! What every slice stands on: outbox, audit, idempotency, keys, reference data, divisions.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = r"
create table outbox_events (
    id {uuid} primary key,
    kind text not null,
    entity_id {uuid} not null,
    community_code text,
    payload {json} not null,
    created_at bigint not null,
    -- Given by the relay, gap-free, in the order in which it found the commits; null until then.
    seq bigint
)
--;
create unique index outbox_events_seq on outbox_events (seq)
--;
create index outbox_events_unnumbered on outbox_events (id) where seq is null
--;
create table event_recipients (
    event_id {uuid} not null references outbox_events (id) on delete cascade,
    person_id {uuid} not null,
    primary key (event_id, person_id)
)
--;
create index event_recipients_person on event_recipients (person_id, event_id)
--;
create table outbox_head (
    id integer primary key check (id = 1),
    last_seq bigint not null,
    first_seq bigint not null,
    holder text,
    epoch bigint not null,
    lease_until bigint not null
)
--;
insert into outbox_head (id, last_seq, first_seq, holder, epoch, lease_until) values (1, 0, 1, null, 0, 0)
--;
create table audit_entries (
    id {uuid} primary key,
    at bigint not null,
    actor_account_id {uuid},
    actor_person_id {uuid},
    operation text not null,
    subject_person_id {uuid},
    table_name text not null,
    row_id {uuid},
    fields text not null,
    request_id text,
    seal_no bigint
)
--;
create index audit_entries_subject on audit_entries (subject_person_id, id)
--;
create index audit_entries_unsealed on audit_entries (id) where seal_no is null
--;
create index audit_entries_seal on audit_entries (seal_no, id)
--;
create table audit_seals (
    seal_no bigint primary key,
    entries bigint not null,
    hash {bytes} not null,
    previous_hash {bytes} not null,
    sealed_at bigint not null
)
--;
create table idempotency_keys (
    owner text not null,
    operation text not null,
    key text not null,
    body_hash {bytes} not null,
    state text not null check (state in ('running', 'done')),
    status integer,
    headers {json},
    answer {bytes},
    created_at bigint not null,
    primary key (owner, operation, key)
)
--;
create index idempotency_keys_age on idempotency_keys (created_at)
--;
create table limit_counters (
    bucket text primary key,
    used bigint not null,
    expires_at bigint not null
)
--;
create table reference_data (
    kind text not null,
    version text not null,
    effective_from text not null,
    body text not null,
    loaded_at bigint not null,
    primary key (kind, version)
)
--;
create table divisions (
    year integer not null,
    code text not null,
    name text not null,
    kind text not null,
    parent_code text,
    lon {real},
    lat {real},
    place_source text,
    primary key (year, code)
)
--;
create index divisions_parent on divisions (year, parent_code, code)
--;
create table division_shapes (
    year integer not null,
    code text not null,
    geojson text not null,
    source text not null,
    primary key (year, code)
)
--;
create table division_successions (
    from_year integer not null,
    from_code text not null,
    to_year integer not null,
    to_code text not null,
    primary key (from_year, from_code, to_year, to_code)
)
--;
create table management_zones (
    code text primary key,
    name text not null,
    name_en text not null,
    source text not null
)
--;
create table administrations (
    street_code text not null,
    administered_by text not null,
    valid_from text not null,
    valid_until text,
    primary key (street_code, valid_from)
)
";

// The audit log is append-only: the one change allowed is that a batch receives its seal, once.
const AUDIT_POSTGRES: &str = r"
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.seal_no is null and new.seal_no is not null
        and (to_jsonb(old) - 'seal_no') = (to_jsonb(new) - 'seal_no') then
        return new;
    end if;
    raise exception 'the audit log is append-only';
end $$
--;
create trigger audit_entries_append_only before update or delete on audit_entries
    for each row execute function audit_is_append_only()
--;
create trigger audit_seals_append_only before update or delete on audit_seals
    for each row execute function audit_is_append_only()
";

const AUDIT_SQLITE: &str = r"
create trigger audit_entries_no_delete before delete on audit_entries
begin select raise(abort, 'the audit log is append-only'); end
--;
create trigger audit_entries_no_update before update on audit_entries
when not (old.seal_no is null and new.seal_no is not null and old.id is new.id and old.at is new.at
    and old.actor_account_id is new.actor_account_id and old.actor_person_id is new.actor_person_id
    and old.operation is new.operation and old.subject_person_id is new.subject_person_id
    and old.table_name is new.table_name and old.row_id is new.row_id and old.fields is new.fields
    and old.request_id is new.request_id)
begin select raise(abort, 'the audit log is append-only'); end
--;
create trigger audit_seals_no_update before update on audit_seals
begin select raise(abort, 'the audit log is append-only'); end
--;
create trigger audit_seals_no_delete before delete on audit_seals
begin select raise(abort, 'the audit log is append-only'); end
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, TABLES).await?;
        crate::run_for(manager, AUDIT_POSTGRES, AUDIT_SQLITE).await
    }
}
