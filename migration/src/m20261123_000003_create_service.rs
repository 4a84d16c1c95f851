//! Providers, needs, tasks, offers, ratings.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = r"
create table providers (
    id {uuid} primary key,
    person_id {uuid} not null references persons (id),
    kind text not null check (kind in ('social_worker', 'volunteer')),
    community_code text not null,
    street_code text not null,
    -- Where the provider starts from: ciphertext, WGS-84.
    base_place {bytes} not null,
    skills {json} not null,
    certificate text check (certificate in ('local_aide', 'assistant', 'intermediate', 'senior')),
    clearance {json} not null,
    on_duty boolean not null,
    week {bytes} not null,
    capacity integer not null check (capacity between 0 and 50),
    -- Tasks held now; the claim changes it together with the task, so it can never pass the capacity.
    load integer not null check (load >= 0 and load <= capacity),
    -- Tasks joined in about the last 7 days. A column, so that a replica's tree equals the rows at every moment; a job counts anew.
    recent_load integer not null default 0 check (recent_load >= 0),
    radius_m integer not null check (radius_m between 100 and 100000),
    compound_id {uuid} references compounds (id),
    on_dedicated_post boolean not null,
    ratings_count bigint not null,
    ratings_sum bigint not null,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null
)
--;
create unique index providers_person_kind on providers (person_id, kind)
--;
create index providers_community on providers (community_code, id)
--;
create index providers_street on providers (street_code, id)
--;
create table certificates (
    id {uuid} primary key,
    provider_id {uuid} not null references providers (id),
    level text not null check (level in ('local_aide', 'assistant', 'intermediate', 'senior')),
    number {bytes} not null,
    issuer text not null,
    issued_on text not null,
    expires_on text,
    verified_by {uuid},
    verified_at bigint,
    created_at bigint not null
)
--;
create index certificates_provider on certificates (provider_id)
--;
create table needs (
    id {uuid} primary key,
    short_number bigint not null,
    person_id {uuid} not null references persons (id),
    posted_by {uuid} not null references persons (id),
    on_behalf_relation text,
    category text not null,
    category_group text not null,
    taxonomy_version text not null,
    policy_version text not null,
    target_groups {json} not null,
    description {bytes},
    address {bytes},
    place {bytes} not null,
    cell text not null,
    community_code text not null,
    street_code text not null,
    division_year integer not null,
    compound_id {uuid} references compounds (id),
    window_from bigint,
    window_until bigint,
    channel text not null,
    preferences {json} not null,
    urgency text not null,
    sensitive boolean not null,
    triage text not null,
    referral text,
    screening text not null,
    volunteers_wanted integer not null,
    state text not null check (state in ('draft', 'open', 'matched', 'in_service', 'done', 'closed', 'cancelled', 'expired')),
    outcome text check (outcome in ('resolved', 'partly', 'referred', 'unreachable', 'withdrawn')),
    tracking_hash {bytes} not null,
    accept_by bigint,
    opened_at bigint,
    accepted_at bigint,
    closed_at bigint,
    closed_by {uuid},
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    check (window_until is null or window_from is null or window_until > window_from)
)
--;
create unique index needs_short_number on needs (short_number)
--;
create unique index needs_tracking on needs (tracking_hash)
--;
create index needs_person on needs (person_id, id)
--;
create index needs_posted_by on needs (posted_by, id)
--;
create index needs_community on needs (community_code, id)
--;
create index needs_street on needs (street_code, id)
--;
create index needs_duplicates on needs (category, cell, created_at)
--;
create index needs_state on needs (state, id)
--;
create table need_counters (
    id integer primary key check (id = 1),
    last_short_number bigint not null
)
--;
insert into need_counters (id, last_short_number) values (1, 100000)
--;
create table need_transitions (
    id {uuid} primary key,
    need_id {uuid} not null references needs (id),
    from_state text,
    to_state text not null,
    actor_person_id {uuid},
    reason text,
    at bigint not null
)
--;
create index need_transitions_need on need_transitions (need_id, id)
--;
create table voice_notes (
    id {uuid} primary key,
    need_id {uuid} not null references needs (id),
    media_type text not null,
    bytes integer not null,
    content {bytes} not null,
    created_at bigint not null
)
--;
create index voice_notes_need on voice_notes (need_id, id)
--;
create table administrative_attempts (
    id {uuid} primary key,
    need_id {uuid} not null references needs (id),
    provider_id {uuid} not null references providers (id),
    actor_person_id {uuid} not null,
    at bigint not null
)
--;
create index administrative_attempts_at on administrative_attempts (at)
--;
create table tasks (
    id {uuid} primary key,
    need_id {uuid} not null references needs (id),
    visit_no integer not null,
    category text not null,
    community_code text not null,
    street_code text not null,
    cell text not null,
    urgent boolean not null,
    state text not null check (state in ('open', 'held', 'in_service', 'finished', 'confirmed', 'cancelled')),
    lead_provider_id {uuid} references providers (id),
    volunteers_wanted integer not null,
    volunteers_joined integer not null,
    sensitive boolean not null,
    window_from bigint,
    window_until bigint,
    ring integer not null,
    round integer not null,
    next_round_at bigint,
    held_at bigint,
    checked_in_at bigint,
    finished_at bigint,
    confirmed_at bigint,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    check ((state in ('open', 'cancelled')) or lead_provider_id is not null),
    check (volunteers_joined >= 0 and volunteers_joined <= volunteers_wanted)
)
--;
create unique index tasks_visit on tasks (need_id, visit_no)
--;
create index tasks_state on tasks (state, id)
--;
create index tasks_community on tasks (community_code, id)
--;
create index tasks_street on tasks (street_code, id)
--;
create index tasks_due_round on tasks (next_round_at) where state = 'open'
--;
create table task_members (
    id {uuid} primary key,
    task_id {uuid} not null references tasks (id),
    provider_id {uuid} not null references providers (id),
    person_id {uuid} not null references persons (id),
    role text not null check (role in ('lead', 'volunteer')),
    state text not null check (state in ('joined', 'confirmed', 'refused', 'left')),
    joined_at bigint not null,
    left_at bigint,
    checked_in_at bigint,
    check_in_distance_m integer,
    check_in_reason {bytes},
    check_in_place {bytes},
    checked_out_at bigint,
    minutes integer
)
--;
create unique index task_members_one_lead on task_members (task_id) where role = 'lead' and state in ('joined', 'confirmed')
--;
create unique index task_members_once on task_members (task_id, provider_id) where state in ('joined', 'confirmed')
--;
create index task_members_person on task_members (person_id, task_id)
--;
create index task_members_provider on task_members (provider_id, joined_at)
--;
create table commitments (
    task_id {uuid} not null references tasks (id),
    provider_id {uuid} not null references providers (id),
    from_at bigint not null,
    until_at bigint not null check (until_at > from_at),
    primary key (task_id, provider_id)
)
--;
create table service_records (
    task_id {uuid} primary key references tasks (id),
    author_person_id {uuid} not null references persons (id),
    note {bytes} not null,
    outcome text not null,
    minutes integer not null check (minutes between 1 and 1440),
    verification_code text not null,
    created_at bigint not null
)
--;
create unique index service_records_code on service_records (verification_code)
--;
create table offers (
    id {uuid} primary key,
    task_id {uuid} not null references tasks (id),
    provider_id {uuid} not null references providers (id),
    person_id {uuid} not null references persons (id),
    kind text not null check (kind in ('instant', 'exclusive', 'invitation')),
    state text not null check (state in ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
    round integer not null,
    ring integer not null,
    rank integer not null,
    distance_m integer not null,
    cost bigint not null,
    terms {json} not null,
    decline_reason text,
    created_at bigint not null,
    expires_at bigint not null,
    answered_at bigint
)
--;
create unique index offers_open on offers (task_id, provider_id) where state = 'open'
--;
create index offers_person on offers (person_id, id)
--;
create index offers_task on offers (task_id, id)
--;
create index offers_due on offers (expires_at) where state = 'open'
--;
create table ratings (
    id {uuid} primary key,
    task_id {uuid} not null references tasks (id),
    rater_person_id {uuid} not null references persons (id),
    provider_id {uuid} not null references providers (id),
    community_code text not null,
    street_code text not null,
    overall integer not null check (overall between 1 and 5),
    attitude integer check (attitude between 1 and 5),
    professionalism integer check (professionalism between 1 and 5),
    timeliness integer check (timeliness between 1 and 5),
    effect integer check (effect between 1 and 5),
    resolved text not null check (resolved in ('yes', 'partly', 'no')),
    comment {bytes},
    channel text not null,
    formula text not null,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    editable_until bigint not null
)
--;
create unique index ratings_task on ratings (task_id)
--;
create index ratings_provider on ratings (provider_id, id)
";

// Nobody can promise two overlapping times. PostgreSQL has a constraint for it; SQLite, with its single writer, a trigger.
const COMMITMENTS_POSTGRES: &str = r"
create extension if not exists btree_gist
--;
alter table commitments add constraint commitments_no_overlap
    exclude using gist (provider_id with =, int8range(from_at, until_at) with &&)
";

const COMMITMENTS_SQLITE: &str = r"
create trigger commitments_no_overlap before insert on commitments
when exists (select 1 from commitments c where c.provider_id = new.provider_id
    and c.from_at < new.until_at and new.from_at < c.until_at)
begin select raise(abort, 'commitments_no_overlap'); end
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, TABLES).await?;
        crate::run_for(manager, COMMITMENTS_POSTGRES, COMMITMENTS_SQLITE).await
    }
}
