//! Rows of ratings.

use sea_orm::entity::prelude::*;

use super::model::Resolved;
use crate::identity::entity::no_relations;
use crate::platform::clock::Instant;
use crate::platform::crypto::Sealed;
use crate::platform::ids::{PersonId, ProviderId, RatingId, TaskId};

/// One rating.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ratings")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RatingId,
    /// Of which task; one each.
    pub task_id: TaskId,
    /// Who gave it last; their key seals the comment.
    pub rater_person_id: PersonId,
    /// Who led the task.
    pub provider_id: ProviderId,
    /// Community of the task.
    pub community_code: String,
    /// Street of the task.
    pub street_code: String,
    /// 1 to 5.
    pub overall: i32,
    /// 1 to 5.
    pub attitude: Option<i32>,
    /// 1 to 5.
    pub professionalism: Option<i32>,
    /// 1 to 5.
    pub timeliness: Option<i32>,
    /// 1 to 5.
    pub effect: Option<i32>,
    /// Whether the need was met.
    pub resolved: Resolved,
    /// Free text, sealed.
    pub comment: Option<Sealed>,
    /// How it was given.
    pub channel: String,
    /// Version of the formula that published scores used then.
    pub formula: String,
    /// Counts changes.
    pub version: i64,
    /// When it was first given.
    pub created_at: Instant,
    /// When it was changed.
    pub updated_at: Instant,
    /// Until when it can be changed.
    pub editable_until: Instant,
}

no_relations!();
