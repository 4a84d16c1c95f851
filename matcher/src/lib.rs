//! Who is near, fits, and should be asked: the matching library of Jinlin.
//!
//! Pure and synchronous: plain data in, plain data out; no I/O, no clock, no randomness, no database, no
//! threads. The same input gives the same output on every machine, ties broken by documented rules.
//!
//! # From a need to the people who are asked
//!
//! 1. A client's coordinate enters with its reference system, as [`Wgs84`] (or through [`Gcj02`], [`Bd09`]);
//!    [`Places`] finds its community, [`Cell`] is all that anybody sees of it before acceptance.
//! 2. [`ProviderIndex`] holds every [`Provider`], updated in place. Its [`checksum`](ProviderIndex::checksum)
//!    finds drift.
//!    [`nearest_eligible`](ProviderIndex::nearest_eligible) finds the nearest who can serve a need.
//! 3. [`rank()`] goes through the [rings](Ring), drops whoever fails a hard constraint ([`check`], with the
//!    [`Reason`]), and orders the others by [`cost()`], every [`Term`] of which has a unit and a sentence in
//!    Chinese and English. [`best_candidates`] answers the same without naming who was passed over.
//! 4. [`explain`] says the same of any one pair.
//! 5. [`assign`] solves a whole round of needs at once, to the optimum, and forms teams.
//!
//! ```
//! use jinlin_matcher::{
//!     CertificateLevel, Clearance, ClearanceSet, DialectSet, Metres, Need, NeedId, Provider, ProviderId,
//!     ProviderIndex, RankOptions, Ring, Role, SkillNames, WeekSlots, Wgs84, rank,
//! };
//!
//! let names = SkillNames::new(["companionship", "elderly_care", "mediation"])?;
//! let worker = Provider {
//!     id: ProviderId(1),
//!     role: Role::SocialWorker,
//!     place: Wgs84::new(104.117, 30.598)?,
//!     community: "510104035017".parse()?,
//!     skills: names.set(["companionship", "elderly_care"])?,
//!     certificate: Some(CertificateLevel::Assistant),
//!     clearance: Clearance::HomeVisit.into(),
//!     gender: None,
//!     dialects: DialectSet::EMPTY,
//!     on: true,
//!     week: WeekSlots::always(),
//!     capacity: 3,
//!     load: 1,
//!     load_7d: 4,
//!     quality_milli: 870,
//!     radius: Metres::new(5_000.0),
//!     compound: None,
//! };
//! let index = ProviderIndex::bulk_load(vec![worker]);
//!
//! let need = Need {
//!     id: NeedId(7),
//!     place: Wgs84::new(104.115, 30.600)?,
//!     community: "510104035017".parse()?,
//!     role: Role::SocialWorker,
//!     skills: names.set(["elderly_care"])?,
//!     certificate: Some(CertificateLevel::LocalAide),
//!     clearance: ClearanceSet::EMPTY,
//!     window: None,
//!     urgent: false,
//!     waiting_minutes: 12,
//!     gender_wanted: None,
//!     dialect_wanted: DialectSet::EMPTY,
//!     exclude_compound: None,
//!     blocked: vec![],
//!     served_before: vec![],
//!     sensitive: false,
//! };
//! let ranking = rank(&index, &need, &RankOptions::default());
//! let best = ranking.candidates.first().ok_or("nobody")?;
//! assert_eq!((best.id, best.ring), (ProviderId(1), Ring::OwnCommunity));
//! assert_eq!(best.distance.round_to(100).whole(), 300);
//! let why: Vec<String> = best.cost.terms.iter().map(|term| term.sentence_en()).collect();
//! assert_eq!(why[0], "About 1 minute away.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it costs
//!
//! For n providers, of whom s are workers of one street:
//!
//! | operation | time |
//! | --- | --- |
//! | [`ProviderIndex::bulk_load`] | O(n log n) |
//! | [`ProviderIndex::upsert`] of what no need requires (load, rating) | O(1) |
//! | [`ProviderIndex::upsert`] otherwise, [`ProviderIndex::remove`] | O(log n) for each of its skills; of a worker + s |
//! | [`ProviderIndex::get`], [`ProviderIndex::checksum`] | O(1) |
//! | [`ProviderIndex::nearest`], each step | O(log n) on average |
//! | [`ProviderIndex::nearest_eligible`] | O(log n + k) on average, of those with the rarest skill |
//! | [`rank()`], own community, neighbours, street | O(s log s) |
//! | [`rank()`], other streets and volunteers | O(log n) for each provider looked at |
//! | [`best_candidates`], other streets and volunteers | O(log n) for each ready provider with the rarest skill looked at |
//! | [`check`], [`cost()`], [`explain`] | O(1), plus the need's own short lists |
//! | [`assign::solve`] | n searches of at most O(edges log providers), mostly far less |
//! | [`Places::locate`] | O(log communities), plus the corners of the polygons around |
//! | [`posterior`] | O(1), some 20 microseconds |
//!
//! A rare skill costs [`ProviderIndex::nearest_eligible`] and [`best_candidates`] less than a common one. [`rank()`] looks
//! at everybody in its rings, for it names those whom it passes over: it is for people who ask why.
//!
//! # Conventions
//!
//! Longitude before latitude, degrees, WGS-84 unless a type says otherwise. Distances are great circles on a
//! sphere ([`distance()`] states the error). Costs are integers in milli-points, small is good. Times of the
//! week are civil, from Monday 00:00. Nothing here panics on any input.

mod area;
pub mod assign;
mod cell;
mod checksum;
mod code;
mod coord;
mod cost;
mod distance;
mod eligibility;
mod index;
mod model;
mod place;
pub mod plan;
pub mod quality;
mod rank;
mod reason;
mod ring;
mod search;
mod sets;
mod shift;
mod term;
#[cfg(test)]
mod testing;
mod trig;
mod week;

pub use cell::{CELL_M, Cell, CellError};
pub use checksum::{checksum_of, digest};
pub use code::{CommunityCode, CommunityCodeError};
pub use coord::{Bd09, CoordError, Crs, Gcj02, LonLat, Wgs84};
pub use cost::{Cost, TRAVEL_METRES_PER_MINUTE, WAITING_CAP_MINUTES, Weights, cost};
pub use distance::{EARTH_RADIUS_M, Metres, distance};
pub use eligibility::{check, check_all};
pub use index::{Nearest, ProviderIndex};
pub use model::{
    CertificateLevel, Gender, Need, NeedId, Provider, ProviderId, QUALITY_PRIOR_MILLI, Role,
};
pub use place::Places;
pub use plan::plan;
pub use quality::{Posterior, QUALITY_FORMULA, QualityError, posterior};
pub use rank::{
    Candidate, Explanation, REFUSED_NAMED, RankOptions, Ranking, best_candidates, explain, rank,
};
pub use reason::Reason;
pub use ring::{Ring, RingLimits};
pub use sets::{Clearance, ClearanceSet, DialectSet, NamesError, SkillNames, SkillSet};
pub use term::{Term, TermCode};
pub use week::{SlotError, WEEK_BYTES, WEEK_MINUTES, WeekSlots, Window};
