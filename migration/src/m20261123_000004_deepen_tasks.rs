//! What the first stories taught: the lead's text for volunteers, why somebody left a team, and indexes for what is asked often.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const CHANGES: &str = r"
-- What the lead writes for the volunteers, sealed with the key of the person served.
alter table tasks add column briefing {bytes}
--;
alter table task_members add column leave_reason text
    check (leave_reason in ('sick', 'conflict', 'not_my_field', 'other'))
--;
-- Free text about two people: sealed, as all of it.
alter table needs drop column on_behalf_relation
--;
alter table needs add column on_behalf_relation {bytes}
--;
-- Rounds are due for held tasks too, which look for volunteers.
drop index tasks_due_round
--;
create index tasks_due_round on tasks (next_round_at) where next_round_at is not null
--;
create index tasks_finished on tasks (state, finished_at)
--;
create index needs_opened on needs (state, opened_at)
--;
create index ratings_street on ratings (street_code, created_at)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, CHANGES).await
    }
}
