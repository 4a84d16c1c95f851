//! Calls: who may have whose own number, and every opening of a way to call.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const CHANGES: &str = r"
-- Who lets the other side of a task have their own number. Both have to.
create table number_agreements (
    task_id {uuid} not null references tasks (id),
    person_id {uuid} not null references persons (id),
    agreed_at bigint not null,
    primary key (task_id, person_id)
)
--;
-- Every opening of a way to call somebody. A relay number serves the same two until it ends.
create table call_openings (
    id {uuid} primary key,
    task_id {uuid} not null references tasks (id),
    caller_person_id {uuid} not null references persons (id),
    callee_person_id {uuid} not null references persons (id),
    way text not null check (way in ('relay', 'direct', 'office')),
    relay_number text,
    relay_reference text,
    until_at bigint,
    created_at bigint not null,
    check ((way = 'relay') = (relay_number is not null and until_at is not null))
)
--;
create index call_openings_pair on call_openings (task_id, caller_person_id, callee_person_id, until_at)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, CHANGES).await
    }
}
