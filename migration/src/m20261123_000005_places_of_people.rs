//! Organisations and compounds that officers keep, and the resident's wishes as ciphertext.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const CHANGES: &str = r"
-- Where an organisation sits decides which officers keep it; without a seat it is the whole city's.
alter table organisations add column community_code text
--;
alter table organisations add column street_code text
--;
alter table organisations add column version bigint not null default 1
--;
create unique index organisations_name on organisations (kind, name)
--;
create index organisations_seat on organisations (street_code, id)
--;
alter table memberships add column added_by {uuid}
--;
alter table memberships add column ended_by {uuid}
--;
create index memberships_organisation on memberships (organisation_id, id)
--;
alter table compounds add column street_code text not null default ''
--;
-- `lon,lat` in WGS-84: where its gate is, which is nobody's personal data.
alter table compounds add column place text
--;
alter table compounds add column version bigint not null default 1
--;
create unique index compounds_name on compounds (community_code, name)
--;
create index compounds_property on compounds (property_organisation_id)
--;
-- Target groups and preferences tell of health, disability, children: sealed with the key of the person concerned. SQL holds
-- no key, so what stood here in clear is let go: it was demo data, no version with it was ever released.
alter table needs drop column target_groups
--;
alter table needs add column target_groups {bytes}
--;
alter table needs drop column preferences
--;
alter table needs add column preferences {bytes}
--;
-- Whether the resident chose the category, or somebody has to sort the need by what was said.
alter table needs add column category_chosen boolean not null default true
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, CHANGES).await
    }
}
