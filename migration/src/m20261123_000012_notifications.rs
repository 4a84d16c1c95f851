//! Notifications: the inbox, deliveries by channel, settings, devices, and how far the notifier has read.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const CHANGES: &str = r"
-- How far a durable consumer has read the numbered events. Whoever moves the number on, from where it was, has those events.
create table event_consumers (
    name text primary key,
    last_seq bigint not null
)
--;
-- Nobody is told of what happened before there was anybody to tell it.
insert into event_consumers (name, last_seq) select 'notifier', last_seq from outbox_head where id = 1
--;
create table notifications (
    id {uuid} primary key,
    person_id {uuid} not null references persons (id),
    event_id {uuid} not null,
    kind text not null,
    priority text not null check (priority in ('normal', 'high', 'urgent')),
    subject_id {uuid} not null,
    need_id {uuid} references needs (id),
    task_id {uuid},
    category text,
    short_number bigint,
    sensitive boolean not null,
    street_code text,
    community_code text,
    teller_person_id {uuid},
    created_at bigint not null,
    expires_at bigint not null,
    read_at bigint
)
--;
-- At most once for a person and an event.
create unique index notifications_once on notifications (person_id, event_id, kind)
--;
create index notifications_inbox on notifications (person_id, id)
--;
create index notifications_unread on notifications (person_id, kind, subject_id) where read_at is null
--;
create index notifications_old on notifications (created_at)
--;
create table deliveries (
    id {uuid} primary key,
    notification_id {uuid} not null references notifications (id) on delete cascade,
    person_id {uuid} not null,
    channel text not null check (channel in ('app', 'wechat', 'sms', 'word')),
    state text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'unknown', 'dead', 'skipped', 'told', 'not_reached')),
    urgent boolean not null,
    digest boolean not null,
    attempts integer not null,
    due_at bigint not null,
    claimed_at bigint,
    code text,
    reference text,
    street_code text,
    community_code text,
    teller_person_id {uuid},
    created_at bigint not null,
    ended_at bigint
)
--;
-- At most once on a channel.
create unique index deliveries_once on deliveries (notification_id, channel)
--;
create index deliveries_due on deliveries (due_at) where state = 'waiting' and channel <> 'word'
--;
create index deliveries_sending on deliveries (claimed_at) where state = 'sending'
--;
create index deliveries_person on deliveries (person_id, channel, due_at) where state = 'waiting'
--;
create index deliveries_state on deliveries (state, id)
--;
create index deliveries_teller on deliveries (teller_person_id, id) where channel = 'word'
--;
-- What a person wants to be told, and when; a person without a row has what `data/notifications.toml` says.
create table notification_settings (
    person_id {uuid} primary key references persons (id),
    language text not null check (language in ('zh', 'en')),
    quiet_from integer check (quiet_from between 0 and 1439),
    quiet_until integer check (quiet_until between 0 and 1439),
    digest boolean not null,
    muted text not null,
    version bigint not null,
    updated_at bigint not null,
    check ((quiet_from is null) = (quiet_until is null))
)
--;
-- Phones that take app push; the token is the push service's name for the app on that phone.
create table push_devices (
    id {uuid} primary key,
    person_id {uuid} not null references persons (id),
    session_id {uuid} not null,
    platform text not null check (platform in ('android', 'ios', 'harmony')),
    token {bytes} not null,
    token_index {bytes} not null unique,
    created_at bigint not null
)
--;
create index push_devices_person on push_devices (person_id)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, CHANGES).await
    }
}
