//! Conversations, photos, the ledger of hours and its certificates, and other ways to arrive than by place.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const CHANGES: &str = r"
create table task_messages (
    id {uuid} primary key,
    task_id {uuid} not null references tasks (id),
    author_person_id {uuid} not null references persons (id),
    author_role text not null check (author_role in ('client', 'poster', 'lead', 'volunteer')),
    -- The author's place in the team, when they had one.
    member_id {uuid} references task_members (id),
    -- Sealed with the key of the person served; null where a photo is the message.
    content {bytes},
    photo_id {uuid},
    created_at bigint not null,
    check ((content is null) <> (photo_id is null))
)
--;
create index task_messages_task on task_messages (task_id, id)
--;
create table message_reads (
    task_id {uuid} not null references tasks (id),
    person_id {uuid} not null references persons (id),
    message_id {uuid} not null references task_messages (id),
    read_at bigint not null,
    primary key (task_id, person_id)
)
--;
-- Begun before the files are stored and ended in the transaction that shows the photo: whatever stays here has files and no photo.
create table photo_uploads (
    id {uuid} primary key,
    begun_at bigint not null,
    -- Set before the files are removed: from then on it can become no photo.
    given_up boolean not null default false
)
--;
create index photo_uploads_begun on photo_uploads (begun_at)
--;
create table photos (
    id {uuid} primary key,
    need_id {uuid} not null references needs (id),
    -- Null for a photo of the need itself.
    task_id {uuid} references tasks (id),
    author_person_id {uuid} not null references persons (id),
    width integer not null check (width > 0),
    height integer not null check (height > 0),
    bytes integer not null check (bytes > 0),
    created_at bigint not null
)
--;
create index photos_need on photos (need_id, id)
--;
alter table task_members add column check_in_by text check (check_in_by in ('place', 'code', 'confirmation'))
--;
update task_members set check_in_by = 'place' where checked_in_at is not null
--;
alter table task_members add column check_out_place {bytes}
--;
alter table task_members add column check_out_distance_m integer
--;
-- Minutes of service: counted once a member, then corrected by differences. Nothing is ever changed or taken away.
create table hour_entries (
    id {uuid} primary key,
    member_id {uuid} not null references task_members (id),
    task_id {uuid} not null references tasks (id),
    person_id {uuid} not null references persons (id),
    kind text not null check (kind in ('counted', 'corrected')),
    minutes integer not null,
    -- Why it was corrected, sealed with the member's key.
    reason {bytes},
    written_by {uuid} references persons (id),
    served_at bigint not null,
    created_at bigint not null,
    check ((kind = 'corrected') = (reason is not null))
)
--;
create unique index hour_entries_counted on hour_entries (member_id) where kind = 'counted'
--;
create index hour_entries_person on hour_entries (person_id, served_at)
--;
-- What was counted before there was a ledger begins it.
insert into hour_entries (id, member_id, task_id, person_id, kind, minutes, reason, written_by, served_at, created_at)
    select id, id, task_id, person_id, 'counted', minutes, null, null,
        coalesce(checked_in_at, checked_out_at, joined_at), coalesce(checked_out_at, joined_at)
    from task_members where minutes is not null
--;
create table hour_certificates (
    id {uuid} primary key,
    person_id {uuid} not null references persons (id),
    -- The code is stored as its hash, for whoever asks about it, and sealed, for the slip.
    code_hash {bytes} not null,
    code {bytes} not null,
    name {bytes} not null,
    from_on text not null,
    until_on text not null check (until_on >= from_on),
    minutes bigint not null check (minutes > 0),
    tasks bigint not null check (tasks > 0),
    issued_at bigint not null
)
--;
create unique index hour_certificates_code on hour_certificates (code_hash)
--;
create index hour_certificates_person on hour_certificates (person_id, id)
";

const LEDGER_POSTGRES: &str = r"
create function hours_are_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger of hours is append-only';
end $$
--;
create trigger hour_entries_append_only before update or delete on hour_entries
    for each row execute function hours_are_append_only()
";

const LEDGER_SQLITE: &str = r"
create trigger hour_entries_no_update before update on hour_entries
begin select raise(abort, 'the ledger of hours is append-only'); end
--;
create trigger hour_entries_no_delete before delete on hour_entries
begin select raise(abort, 'the ledger of hours is append-only'); end
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, CHANGES).await?;
        crate::run_for(manager, LEDGER_POSTGRES, LEDGER_SQLITE).await
    }
}
