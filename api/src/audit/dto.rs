//! The audit log in answers.

use serde::Serialize;
use utoipa::ToSchema;

use crate::platform::access::Role;
use crate::platform::clock::Instant;
use crate::platform::ids::AuditId;

/// In which role somebody looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum ActorRole {
    /// Not a role of a person.
    Other(OtherActor),
    /// A role that was held at the time and that the operation asks for.
    Role(Role),
}

/// Who looks without a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OtherActor {
    /// 本人: the person whose data it is.
    #[serde(rename = "self")]
    Myself,
    /// 系统: the platform itself, in a job.
    System,
    /// 未登录: somebody who was not signed in, for example with a tracking code.
    Anonymous,
}

/// One look at the caller's data, or one change of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub struct AuditEntryDto {
    /// Id.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// The operation's `operationId`, or the name of a job.
    #[schema(example = "show_task")]
    pub operation: String,
    /// Kind of record.
    #[schema(example = "persons")]
    pub record: String,
    /// Which fields of it.
    #[schema(example = json!(["name", "phone"]))]
    pub fields: Vec<String>,
    /// In which role; `self` for the caller, `system` for the platform, `anonymous` for somebody not signed in.
    pub actor: ActorRole,
}

/// Whether the audit log is as it was written.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditChain)]
pub struct AuditChainDto {
    /// Whether every seal holds.
    pub holds: bool,
    /// The number of the first seal that does not.
    #[schema(required, minimum = 1)]
    pub first_broken_seal: Option<i64>,
}
