//! The input of a plan: what serde reads. Unknown fields are refused; `docs/plan.md` is the schema for people.

use serde::{Deserialize, Serialize};

use crate::code::CommunityCode;
use crate::coord::Crs;
use crate::cost::Weights;
use crate::model::{CertificateLevel, Gender, QUALITY_PRIOR_MILLI, Role};
use crate::sets::Clearance;

/// How a plan is solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", rename_all = "snake_case")]
pub enum Mode {
    /// Each need in turn takes the nearest eligible provider: greedy, the yardstick for better solvers.
    Nearest,
    /// All needs together, to the optimum.
    Batch,
    /// Plain numbers, to the optimum: a [`CostsInput`](super::CostsInput).
    Costs,
}

impl TryFrom<String> for Mode {
    type Error = String;

    fn try_from(mode: String) -> Result<Self, Self::Error> {
        match mode.as_str() {
            "nearest" => Ok(Self::Nearest),
            "batch" => Ok(Self::Batch),
            "costs" => Ok(Self::Costs),
            _ => Err(format!(
                "mode `{mode}` is unknown; there are `nearest`, `batch` and `costs`"
            )),
        }
    }
}

/// The mode of a document, whatever else is in it: which of [`PlanInput`] and
/// [`CostsInput`](super::CostsInput) to read it as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct PlanMode {
    /// How to solve it.
    pub mode: Mode,
}

/// A whole problem.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanInput {
    /// How to solve it.
    pub mode: Mode,
    /// What the terms of the cost weigh; each has a default.
    #[serde(default)]
    pub weights: Weights,
    /// What mode `batch` weighs beside the terms of the cost.
    #[serde(default)]
    pub round: RoundRules,
    /// Who can be assigned.
    pub providers: Vec<PlanProvider>,
    /// What is open.
    pub needs: Vec<PlanNeed>,
}

/// What mode `batch` weighs beside the terms of the cost. The defaults are **assumptions**.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoundRules {
    /// What each task that a provider gets in this round costs more than the one before, milli-points: the
    /// first nothing, the second this, the third twice this. Default 2,000, as a task of the last 7 days.
    pub extra_task: u32,
    /// Taken off for a pair of the last plan, milli-points, so that nobody is moved for less. Default 1,000.
    pub keep_last_plan: u32,
    /// By how many minutes of waiting an urgent need is ahead of one that is not. Default 1,440, a day: so
    /// whoever has waited a day longer comes first, and none starves.
    pub urgent_minutes: u32,
}

impl Default for RoundRules {
    fn default() -> Self {
        Self {
            extra_task: 2_000,
            keep_last_plan: 1_000,
            urgent_minutes: 24 * 60,
        }
    }
}

/// Somebody who can be assigned.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanProvider {
    /// Unique, not empty.
    pub id: String,
    /// Social worker or volunteer.
    pub kind: Role,
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// The coordinates' reference system.
    pub crs: Crs,
    /// 12-digit code of the home community, for the term `home_community`.
    pub community: Option<CommunityCode>,
    /// Skills by name.
    #[serde(default)]
    pub skills: Vec<String>,
    /// Highest valid certificate.
    pub certificate: Option<CertificateLevel>,
    /// Target-group clearances.
    #[serde(default)]
    pub clearance: Vec<Clearance>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Dialects by name.
    #[serde(default)]
    pub dialects: Vec<String>,
    /// Whether on duty.
    #[serde(default = "yes")]
    pub on: bool,
    /// When available; absent for always, empty for never.
    pub availability: Option<Vec<PlanSlot>>,
    /// How many tasks at once.
    #[serde(default = "one")]
    pub capacity: u8,
    /// How many tasks now.
    #[serde(default)]
    pub load: u8,
    /// How many tasks in the last 7 days.
    #[serde(default)]
    pub load_7d: u16,
    /// Posterior satisfaction, 0 to 1000.
    #[serde(default = "prior")]
    pub quality_milli: u16,
    /// Service radius, metres.
    pub radius_m: f64,
    /// Name of the compound.
    pub compound: Option<String>,
}

/// Something that is open.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanNeed {
    /// Unique, not empty.
    pub id: String,
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// The coordinates' reference system.
    pub crs: Crs,
    /// 12-digit code of the community, for the term `home_community`.
    pub community: Option<CommunityCode>,
    /// Skills that the lead must have, by name.
    #[serde(default)]
    pub skills: Vec<String>,
    /// The lead's lowest certificate.
    pub certificate: Option<CertificateLevel>,
    /// Clearances that everybody in the team must have.
    #[serde(default)]
    pub clearance: Vec<Clearance>,
    /// How many volunteers beside the lead.
    #[serde(default)]
    pub volunteers: u8,
    /// Mode `batch`: with fewer volunteers the need is not served; absent for all of them.
    pub volunteers_min: Option<u8>,
    /// Skills that each volunteer must have, by name.
    #[serde(default)]
    pub volunteer_skills: Vec<String>,
    /// When; absent where it will be agreed later.
    pub window: Option<PlanWindow>,
    /// Whether urgent.
    #[serde(default)]
    pub urgent: bool,
    /// Minutes since it was posted.
    #[serde(default)]
    pub waiting_min: u32,
    /// The resident's wishes.
    #[serde(default)]
    pub preferences: Preferences,
    /// Ids of providers that either side has blocked; unknown ids do nothing.
    #[serde(default)]
    pub blocked: Vec<String>,
    /// Ids of providers that have served this resident before; unknown ids do nothing.
    #[serde(default)]
    pub served_before: Vec<String>,
    /// Never for volunteers.
    #[serde(default)]
    pub sensitive: bool,
    /// Mode `batch`: who has accepted. Fixed; each takes a unit of capacity that `load` does not count.
    pub held: Option<PlanHeld>,
    /// Mode `batch`: who had it in the last plan; unknown ids do nothing.
    pub previous: Option<PlanPrevious>,
}

/// Who has accepted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanHeld {
    /// The lead's id.
    pub lead: String,
    /// Ids of volunteers.
    #[serde(default)]
    pub volunteers: Vec<String>,
}

/// Who had a need in the last plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlanPrevious {
    /// The lead's id.
    pub lead: Option<String>,
    /// Ids of volunteers.
    pub volunteers: Vec<String>,
}

/// The resident's wishes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Preferences {
    /// This gender only.
    pub gender: Option<Gender>,
    /// One of these dialects, by name.
    pub dialects: Vec<String>,
    /// Nobody of this compound.
    pub exclude_compound: Option<String>,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Day {
    /// 0 for Monday to 6 for Sunday.
    #[must_use]
    pub const fn index(self) -> u8 {
        match self {
            Self::Mon => 0,
            Self::Tue => 1,
            Self::Wed => 2,
            Self::Thu => 3,
            Self::Fri => 4,
            Self::Sat => 5,
            Self::Sun => 6,
        }
    }
}

/// A span of one day in which somebody is available, civil time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanSlot {
    /// The day.
    pub day: Day,
    /// `HH:MM`, included.
    pub from: String,
    /// `HH:MM` up to `24:00`, excluded.
    pub to: String,
}

/// The time that a need asks for, civil time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanWindow {
    /// The day it starts.
    pub day: Day,
    /// `HH:MM`.
    pub start: String,
    /// Length in minutes, up to a week.
    pub minutes: u16,
}

const fn yes() -> bool {
    true
}

const fn one() -> u8 {
    1
}

const fn prior() -> u16 {
    QUALITY_PRIOR_MILLI
}
