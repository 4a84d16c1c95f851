//! Safety of those who visit: expected ends, alarms, second persons, hazards; late check-ins, risks in texts, forgotten call-backs.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const CHANGES: &str = r"
-- One visit a member who is there: when they should be done, and how far asking has come.
create table visits (
    member_id {uuid} primary key references task_members (id),
    task_id {uuid} not null references tasks (id),
    person_id {uuid} not null references persons (id),
    begun_at bigint not null,
    expected_end bigint not null,
    asked_at bigint,
    alarmed_at bigint,
    ended_at bigint,
    check (alarmed_at is null or asked_at is not null)
)
--;
-- Whoever is there already is expected within three hours of their coming, as the longest categories say.
insert into visits (member_id, task_id, person_id, begun_at, expected_end)
    select m.id, m.task_id, m.person_id, m.checked_in_at, m.checked_in_at + 10800000000
    from task_members m join tasks t on t.id = m.task_id
    where t.state = 'in_service' and m.state in ('joined', 'confirmed')
        and m.checked_in_at is not null and m.checked_out_at is null
--;
create index visits_running on visits (expected_end) where ended_at is null
--;
create index visits_task on visits (task_id)
--;
create table visit_alarms (
    id {uuid} primary key,
    task_id {uuid} not null references tasks (id),
    need_id {uuid} not null references needs (id),
    member_id {uuid} not null references task_members (id),
    -- The visitor.
    person_id {uuid} not null references persons (id),
    kind text not null check (kind in ('overtime', 'sos')),
    street_code text not null,
    community_code text not null,
    state text not null check (state in ('open', 'ended')),
    outcome text check (outcome in ('safe', 'services_called', 'false_alarm', 'not_found')),
    -- Where their phone was last, sealed with the visitor's key.
    place {bytes},
    accuracy_m integer,
    place_at bigint,
    created_at bigint not null,
    ended_at bigint,
    ended_by {uuid} references persons (id),
    check ((state = 'ended') = (outcome is not null))
)
--;
create unique index visit_alarms_one on visit_alarms (member_id, kind) where state = 'open'
--;
create index visit_alarms_street on visit_alarms (street_code, id)
--;
create index visit_alarms_community on visit_alarms (community_code, id)
--;
create index visit_alarms_person on visit_alarms (person_id, id)
--;
create table visit_alarm_alerted (
    alarm_id {uuid} not null references visit_alarms (id),
    person_id {uuid} not null references persons (id),
    capacity text not null check (capacity in ('lead', 'member', 'on_duty', 'officer')),
    primary key (alarm_id, person_id)
)
--;
create index visit_alarm_alerted_person on visit_alarm_alerted (person_id, alarm_id)
--;
-- An officer's word that one person may go alone.
create table visit_waivers (
    task_id {uuid} primary key references tasks (id),
    -- Sealed with the key of the person served.
    reason {bytes} not null,
    written_by {uuid} not null references persons (id),
    created_at bigint not null
)
--;
create table hazard_notes (
    id {uuid} primary key,
    need_id {uuid} not null references needs (id),
    kind text not null check (kind in ('dog', 'violence', 'infection', 'other')),
    -- Sealed with the key of the person served.
    content {bytes} not null,
    written_by {uuid} not null references persons (id),
    created_at bigint not null
)
--;
create index hazard_notes_need on hazard_notes (need_id, id)
--;
alter table task_members add column late_asked_at bigint
--;
-- The time that they gave when they were asked; once.
alter table task_members add column late_until bigint
--;
create index tasks_window on tasks (window_from) where state in ('held', 'in_service') and window_from is not null
--;
-- What its text tells of: 0 nothing, 1 a risk, 2 one for which two go together.
alter table needs add column risk integer not null default 0 check (risk between 0 and 2)
--;
alter table call_backs add column reminded_at bigint
--;
create index call_backs_taken on call_backs (taken_at) where state = 'taken' and reminded_at is null
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, CHANGES).await
    }
}
