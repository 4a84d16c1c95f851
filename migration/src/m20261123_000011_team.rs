//! Teams: the line of volunteers who wait for a place, and who left a team late.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = r"
-- Who waits for a place in a task. Numbers are given while the task's row is held, so that they are in the order of asking.
create table task_waiting (
    id {uuid} primary key,
    task_id {uuid} not null references tasks (id),
    provider_id {uuid} not null references providers (id),
    person_id {uuid} not null references persons (id),
    number integer not null,
    -- called: a place is kept for them, counted in tasks.volunteers_joined, until answer_by.
    state text not null check (state in ('waiting', 'called', 'joined', 'left', 'passed')),
    since bigint not null,
    answer_by bigint,
    check ((state <> 'called') or (answer_by is not null)),
    unique (task_id, number)
)
--;
-- Nobody stands twice in one line.
create unique index task_waiting_once on task_waiting (task_id, person_id) where state in ('waiting', 'called')
--;
create index task_waiting_called on task_waiting (answer_by) where state = 'called'
--;
create index task_waiting_person on task_waiting (person_id)
--;
-- Volunteers who left so late that a replacement is hard to find; one entry for each place that was left.
create table task_late_leaves (
    member_id {uuid} primary key references task_members (id),
    task_id {uuid} not null references tasks (id),
    provider_id {uuid} not null references providers (id),
    reason text not null check (reason in ('sick', 'conflict', 'not_my_field', 'other')),
    left_at bigint not null
)
--;
create index task_late_leaves_task on task_late_leaves (task_id)
--;
create index task_late_leaves_provider on task_late_leaves (provider_id, left_at)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, TABLES).await
    }
}
