//! Persons, accounts, grants, sessions, consents, organisations.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = r"
create table persons (
    id {uuid} primary key,
    name {bytes},
    phone {bytes},
    phone_index {bytes},
    gender text check (gender in ('female', 'male')),
    dialects {json} not null,
    community_code text,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null
)
--;
create index persons_phone on persons (phone_index)
--;
create table person_keys (
    person_id {uuid} primary key references persons (id),
    master_key_id text not null,
    -- The person's data key, wrapped; null after erasure, when nothing of the person can be read any more.
    wrapped {bytes},
    created_at bigint not null,
    destroyed_at bigint
)
--;
create table accounts (
    id {uuid} primary key,
    person_id {uuid} not null references persons (id),
    phone_index {bytes},
    openid {bytes},
    openid_index {bytes},
    demo boolean not null,
    disabled_at bigint,
    created_at bigint not null
)
--;
create unique index accounts_phone on accounts (phone_index) where phone_index is not null
--;
create unique index accounts_openid on accounts (openid_index) where openid_index is not null
--;
create index accounts_person on accounts (person_id)
--;
create table consents (
    id {uuid} primary key,
    person_id {uuid} not null references persons (id),
    purpose text not null,
    version text not null,
    guardian_person_id {uuid} references persons (id),
    granted_at bigint not null,
    withdrawn_at bigint
)
--;
create unique index consents_once on consents (person_id, purpose, version) where withdrawn_at is null
--;
create table organisations (
    id {uuid} primary key,
    kind text not null check (kind in ('agency', 'property', 'owners_committee', 'charity', 'volunteer_team')),
    name text not null,
    created_at bigint not null
)
--;
create table memberships (
    id {uuid} primary key,
    person_id {uuid} not null references persons (id),
    organisation_id {uuid} not null references organisations (id),
    since bigint not null,
    until bigint
)
--;
create unique index memberships_open on memberships (person_id, organisation_id) where until is null
--;
create table compounds (
    id {uuid} primary key,
    name text not null,
    community_code text not null,
    property_organisation_id {uuid} references organisations (id),
    created_at bigint not null
)
--;
create index compounds_community on compounds (community_code, id)
--;
create table grants (
    id {uuid} primary key,
    person_id {uuid} not null references persons (id),
    role text not null,
    scope_kind text not null check (scope_kind in ('own', 'division', 'zone', 'organisation', 'compound')),
    scope_ref text not null,
    granted_by {uuid},
    granted_at bigint not null,
    revoked_by {uuid},
    revoked_at bigint
)
--;
create unique index grants_open on grants (person_id, role, scope_kind, scope_ref) where revoked_at is null
--;
create table sessions (
    id {uuid} primary key,
    account_id {uuid} not null references accounts (id),
    client text not null,
    refresh_hash {bytes} not null,
    previous_refresh_hash {bytes},
    created_at bigint not null,
    refreshed_at bigint not null,
    expires_at bigint not null,
    ended_at bigint,
    end_reason text
)
--;
create unique index sessions_refresh on sessions (refresh_hash)
--;
create index sessions_previous_refresh on sessions (previous_refresh_hash)
--;
create index sessions_account on sessions (account_id) where ended_at is null
--;
create table sign_in_codes (
    id {uuid} primary key,
    phone_index {bytes} not null,
    code_hash {bytes} not null,
    attempts integer not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
)
--;
create index sign_in_codes_phone on sign_in_codes (phone_index, created_at)
--;
create table event_tickets (
    ticket_hash {bytes} primary key,
    session_id {uuid} not null references sessions (id),
    expires_at bigint not null
)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, TABLES).await
    }
}
