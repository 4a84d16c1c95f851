//! Rows of compounds.

use sea_orm::entity::prelude::*;

use crate::platform::clock::Instant;
use crate::platform::ids::{CompoundId, OrganisationId};

/// One compound.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "compounds")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CompoundId,
    /// Name, one of its kind in the community.
    pub name: String,
    /// Community.
    pub community_code: String,
    /// Street.
    pub street_code: String,
    /// The property company that manages it.
    pub property_organisation_id: Option<OrganisationId>,
    /// `lon,lat` in WGS-84.
    pub place: Option<String>,
    /// Counts changes, for `ETag`.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
}

crate::identity::entity::no_relations!();
