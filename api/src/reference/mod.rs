//! Reference data: the taxonomy of needs and skills, the policy's numbers, working time.
//!
//! They are plain files of `data/` with versions and effective dates, carried by the binary and loaded into the
//! `reference_data` table; every record that depended on them keeps the version.

pub mod calendar;
pub mod demo;
pub mod policy;
pub mod risks;
pub mod routes;
pub mod taxonomy;

use std::sync::Arc;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use crate::notifications::catalogue::{self, Catalogue, CatalogueError};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, insert_if_new};

pub use calendar::WorkCalendar;
pub use policy::Policy;
pub use risks::RiskWords;
pub use taxonomy::Taxonomy;

const TAXONOMY: &str = include_str!("../../../data/taxonomy.toml");
const POLICY: &str = include_str!("../../../data/policy.toml");
const CALENDAR: &str = include_str!("../../../data/calendar.toml");
const RISKS: &str = include_str!("../../../data/risk_words.toml");

mod row {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reference_data")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: String,
        pub effective_from: String,
        pub body: String,
        pub loaded_at: Instant,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The reference data in force.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What can be asked for, and by whom it is done.
    pub taxonomy: Arc<Taxonomy>,
    /// The policy's numbers.
    pub policy: Arc<Policy>,
    /// Working time.
    pub calendar: Arc<WorkCalendar>,
    /// How people are told.
    pub notifications: Arc<Catalogue>,
    /// Words that tell of a risk.
    pub risks: Arc<RiskWords>,
}

/// Why a file of the binary cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    /// It is not of its form.
    #[error(transparent)]
    Form(#[from] toml::de::Error),
    /// A kind of notification has no rule.
    #[error(transparent)]
    Notifications(#[from] CatalogueError),
}

impl Reference {
    /// The files that this binary carries.
    ///
    /// # Errors
    /// When a file is not of its form; a test keeps that from being released.
    pub fn embedded() -> Result<Self, ReferenceError> {
        Ok(Self {
            taxonomy: Arc::new(Taxonomy::parse(TAXONOMY)?),
            policy: Arc::new(Policy::parse(POLICY)?),
            calendar: Arc::new(WorkCalendar::parse(CALENDAR)?),
            notifications: Arc::new(Catalogue::parse(catalogue::FILE)?),
            risks: Arc::new(RiskWords::parse(RISKS)?),
        })
    }

    /// Keeps this version in the database, so that records which name it can always be read with it.
    ///
    /// # Errors
    /// The database's.
    pub async fn store(&self, db: &Db, clock: &Clock) -> Result<(), DbErr> {
        let rows = [
            (
                "taxonomy",
                self.taxonomy.version.as_str(),
                self.taxonomy.effective_from.as_str(),
                TAXONOMY,
            ),
            (
                "policy",
                self.policy.version.as_str(),
                self.policy.effective_from.as_str(),
                POLICY,
            ),
            (
                "calendar",
                self.calendar.version.as_str(),
                self.calendar.effective_from.as_str(),
                CALENDAR,
            ),
            (
                "notifications",
                self.notifications.version.as_str(),
                self.notifications.effective_from.as_str(),
                catalogue::FILE,
            ),
            (
                "risk_words",
                self.risks.version.as_str(),
                self.risks.effective_from.as_str(),
                RISKS,
            ),
        ];
        let now = clock.now();
        db.write_txn(async |txn| {
            for (kind, version, effective_from, body) in rows {
                let row = row::ActiveModel {
                    kind: Set(kind.to_owned()),
                    version: Set(version.to_owned()),
                    effective_from: Set(effective_from.to_owned()),
                    body: Set(body.to_owned()),
                    loaded_at: Set(now),
                };
                insert_if_new(txn, row).await?;
            }
            Ok::<_, DbErr>(())
        })
        .await
    }
}
