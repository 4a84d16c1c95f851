//! Hours in requests and answers.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::needs::model::{UnknownWord, words};
use crate::platform::clock::Instant;
use crate::platform::ids::{HourCertificateId, TaskId};

words! {
    /// What an entry of the ledger is.
    EntryKind {
        /// What was counted at the end of a task.
        Counted = "counted",
        /// A difference that the lead wrote behind it.
        Corrected = "corrected",
    }
}

/// The hours of one task.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoursOfTask {
    /// The task.
    pub task_id: TaskId,
    /// Its category.
    #[schema(example = "companionship")]
    pub category: String,
    /// Its community.
    #[schema(example = "510104035017")]
    pub community: String,
    /// Minutes, corrections included.
    #[schema(example = 90)]
    pub minutes: i32,
    /// When they checked in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_in_at: Option<Instant>,
    /// When they checked out, at the latest when the task was finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_out_at: Option<Instant>,
    /// What the lead corrected, in order.
    pub corrections: Vec<Correction>,
}

/// A correction.
#[derive(Debug, Serialize, ToSchema)]
pub struct Correction {
    /// The difference, minutes.
    #[schema(example = 30)]
    pub minutes: i32,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "手机没电，没能签退。")]
    pub reason: Option<String>,
    /// When.
    pub at: Instant,
}

/// Somebody's hours.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hours {
    /// All minutes of service, of all tasks.
    #[schema(example = 1_230)]
    pub minutes: i64,
    /// By task, newest first.
    pub items: Vec<HoursOfTask>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "AZNaAHwecACAAAAAAAAAAQ")]
    pub next_cursor: Option<String>,
}

/// The span of a slip.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateHourCertificate, example = json!({"from": "2026-01-01", "to": "2026-12-31"}))]
pub struct CreateHourCertificateDto {
    /// First civil day in the city's zone.
    #[schema(value_type = String, format = Date, example = "2026-01-01")]
    pub from: String,
    /// Last civil day, included; at most 366 days in all.
    #[schema(value_type = String, format = Date, example = "2026-12-31")]
    pub to: String,
}

/// A slip about hours.
#[derive(Debug, Serialize, ToSchema)]
pub struct HourCertificate {
    /// Id; the slip itself is at `/v1/me/hours/certificates/{id}.pdf`.
    pub id: HourCertificateId,
    /// By this code anybody can check it.
    #[schema(example = "7K2M-9QXD-0B4T-WZ81")]
    pub code: String,
    /// First civil day.
    #[schema(value_type = String, format = Date, example = "2026-01-01")]
    pub from: String,
    /// Last civil day, included.
    #[schema(value_type = String, format = Date, example = "2026-12-31")]
    pub to: String,
    /// Minutes of service.
    #[schema(example = 1_230)]
    pub minutes: i64,
    /// In how many tasks.
    #[schema(example = 12)]
    pub tasks: i64,
    /// When it was made.
    pub issued_at: Instant,
}

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerifiedKind {
    /// A slip about somebody's hours.
    HourCertificate,
    /// The record of one service.
    ServiceRecord,
}

/// What a valid code says.
#[derive(Debug, Serialize, ToSchema)]
pub struct Verified {
    /// What it is.
    pub kind: VerifiedKind,
    /// Whose hours, masked; absent for a record, and when the person was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "赵**")]
    pub name: Option<String>,
    /// Minutes of service.
    #[schema(example = 1_230)]
    pub minutes: i64,
    /// In how many tasks.
    #[schema(example = 12)]
    pub tasks: i64,
    /// First civil day.
    #[schema(value_type = String, format = Date, example = "2026-01-01")]
    pub from: String,
    /// Last civil day, included.
    #[schema(value_type = String, format = Date, example = "2026-12-31")]
    pub to: String,
    /// When it was made.
    pub issued_at: Instant,
}
