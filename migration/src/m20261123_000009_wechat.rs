//! WeChat: agreements to be written to, callbacks seen, verdicts on media and texts.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = r"
-- How often somebody may still be written to through one template. The openid stands as its blind index only.
create table wechat_consents (
    openid_index {bytes} not null,
    template_id text not null,
    person_id {uuid} not null references persons (id),
    -- One-time: messages left. Long-term: 1 while the person agrees, else 0.
    remaining integer not null check (remaining >= 0),
    standing text not null check (standing in ('accepted', 'refused')),
    answered_at bigint not null,
    primary key (openid_index, template_id)
)
--;
create index wechat_consents_person on wechat_consents (person_id)
--;
-- What made the numbers above what they are. One answer to a popup is told twice, by the mini-program and by WeChat's callback: the
-- second that comes finds the first with `heard` saying who told it, and makes it `both`.
create table wechat_consent_entries (
    id {uuid} primary key,
    openid_index {bytes} not null,
    template_id text not null,
    change text not null check (change in ('answered', 'taken', 'given_back', 'lost', 'turned_off')),
    accepted boolean,
    heard text check (heard in ('client', 'callback', 'both')),
    at bigint not null
)
--;
create index wechat_consent_entries_of on wechat_consent_entries (openid_index, template_id, at)
--;
create index wechat_consent_entries_at on wechat_consent_entries (at)
--;
-- Callbacks that were worked off, by the hash of what makes each one: none counts twice.
create table wechat_callbacks (
    mark {bytes} primary key,
    seen_at bigint not null
)
--;
create index wechat_callbacks_seen on wechat_callbacks (seen_at)
--;
create table wechat_media_checks (
    trace_id text primary key,
    verdict text not null check (verdict in ('pass', 'review', 'risky', 'failed')),
    label bigint not null,
    received_at bigint not null
)
--;
-- Texts that WeChat was asked about: the row is the claim, so that of several replicas one asks.
create table wechat_text_checks (
    need_id {uuid} not null references needs (id),
    version bigint not null,
    verdict text check (verdict in ('pass', 'review', 'risky', 'not_asked', 'failed')),
    label bigint,
    asked_at bigint not null,
    primary key (need_id, version)
)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, TABLES).await
    }
}
