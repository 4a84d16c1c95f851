//! Dispatch: county leases, reserved capacity, escalation.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const CHANGES: &str = r"
-- Which replica solves a county (or management zone) now. The epoch is checked when its plan is applied: whoever lost the lease
-- while it was solving changes nothing.
create table county_leases (
    county text primary key,
    epoch bigint not null,
    holder text not null,
    lease_until bigint not null
)
--;
-- Who is on duty (值班) for a community (12 digits) or a street (9), and who stands in when they cannot.
create table duty_shifts (
    id {uuid} primary key,
    division_code text not null,
    street_code text not null,
    community_code text not null,
    person_id {uuid} not null references persons (id),
    stand_in_person_id {uuid} references persons (id),
    from_at bigint not null,
    until_at bigint not null check (until_at > from_at),
    created_by {uuid} not null,
    created_at bigint not null,
    cancelled_at bigint,
    cancelled_by {uuid}
)
--;
create index duty_shifts_division on duty_shifts (division_code, until_at) where cancelled_at is null
--;
create index duty_shifts_street on duty_shifts (street_code, id)
--;
create index duty_shifts_person on duty_shifts (person_id, id)
--;
-- Call-backs about emergencies: one open at a time for a need, passed on when it is not taken in time.
create table call_backs (
    id {uuid} primary key,
    need_id {uuid} not null references needs (id),
    street_code text not null,
    community_code text not null,
    person_id {uuid} not null references persons (id),
    attempt integer not null,
    state text not null check (state in ('open', 'taken', 'done', 'missed', 'withdrawn')),
    due_at bigint not null,
    outcome text check (outcome in ('reached', 'services_called', 'not_reached')),
    created_at bigint not null,
    taken_at bigint,
    ended_at bigint
)
--;
create unique index call_backs_one on call_backs (need_id) where state in ('open', 'taken')
--;
create index call_backs_person on call_backs (person_id, id)
--;
create index call_backs_street on call_backs (street_code, id)
--;
create index call_backs_due on call_backs (due_at) where state = 'open'
--;
-- Units of capacity that exclusive offers hold until they end.
alter table providers add column reserved integer not null default 0 check (reserved >= 0)
--;
-- How far an unserved need was taken: 0 nobody, 1 the community's officers, 2 the street's.
alter table needs add column escalation integer not null default 0 check (escalation between 0 and 2)
--;
alter table needs add column escalated_at bigint
--;
create index grants_holders on grants (role, scope_kind, scope_ref) where revoked_at is null
--;
create index needs_escalated on needs (street_code, escalation) where escalation > 0
--;
create index offers_exclusive on offers (provider_id) where state = 'open' and kind = 'exclusive'
--;
create index needs_to_escalate on needs (accept_by) where state = 'open'
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, CHANGES).await
    }
}
