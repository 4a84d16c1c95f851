//! Which divisions figures are of, and putting them together.

use jinlin_matcher::posterior;
use sea_orm::ConnectionTrait;

use super::dto::{Figures, NeedCounts, SatisfactionFigures, ServiceHours};
use super::model::{Days, hours, median_minutes, share};
use crate::divisions::{Registry, ScopeRef};
use crate::platform::access::{Areas, Reach};
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::ratings::dto::Score;
use crate::state::AppState;
use crate::{needs, ratings, tasks};

/// The areas that figures are of: those of `division` (a code, or that of a management zone), else all within reach.
///
/// # Errors
/// 422 for a code that does not exist; 404 for a division that is not wholly within reach.
pub fn areas(registry: &Registry, reach: &Reach, division: Option<&str>) -> Result<Areas, Problem> {
    let Some(code) = division else {
        return Ok(reach.areas.clone());
    };
    let scope = if registry.get(code).is_some() {
        ScopeRef::Division(code.to_owned())
    } else if registry.zones().any(|zone| zone.code == code) {
        ScopeRef::Zone(code.to_owned())
    } else {
        return Err(Problem::field("division", FieldCode::Unknown));
    };
    let wanted = registry.areas_of(&scope);
    // A county whose streets are all administered by a zone has no areas of its own, and nothing covers nothing too easily.
    if wanted.is_empty() || !reach.areas.covers(&wanted) {
        return Err(ErrorCode::NotFound.into());
    }
    Ok(wanted)
}

/// Puts the figures of `areas` and `days` together, from one snapshot when `db` is one.
///
/// # Errors
/// The database's; 422 for days that no instant reaches.
pub async fn read<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    areas: &Areas,
    days: Days,
    division: Option<String>,
) -> Result<Figures, Problem> {
    let (from, until) = days.instants(state.clock.zone())?;
    let counted = needs::store::figures::figures(db, areas, from, until).await?;
    let (lead, volunteer) = tasks::store::service_minutes(db, areas, from, until).await?;
    let sums = ratings::store::sums(db, areas, from, until).await?;
    let posterior = posterior(sums.count, sums.sum).map_err(Problem::internal)?;
    let accepted = u64::try_from(counted.accepted.len()).unwrap_or(u64::MAX);
    let median_minutes_to_accept = median_minutes(&counted.accepted);
    let (by_state, by_outcome) = NeedCounts::words(counted.by_state, counted.by_outcome);
    Ok(Figures {
        division,
        from: days.first.to_string(),
        to: days.last.to_string(),
        time_zone: state.settings.city.time_zone.clone(),
        needs: NeedCounts {
            posted: by_state.values().sum(),
            accepted,
            median_minutes_to_accept,
            by_state,
            by_outcome,
        },
        service_hours: ServiceHours {
            lead: hours(lead),
            volunteer: hours(volunteer),
        },
        satisfaction: SatisfactionFigures {
            score: Score::from(posterior),
            resolved_share: share(sums.resolved, sums.count),
        },
        administrative_attempts: counted.administrative_attempts,
    })
}

#[cfg(test)]
mod tests {
    use jinlin_matcher::Places;

    use super::*;
    use crate::divisions::Division;
    use crate::divisions::registry::{Kind, Zone};
    use crate::platform::ids::PersonId;

    fn registry() -> Registry {
        let node = |code: &str, kind, parent: Option<&str>| Division {
            code: code.to_owned(),
            name: code.to_owned(),
            kind,
            parent: parent.map(ToOwned::to_owned),
            centre: None,
            place_source: None,
        };
        let nodes = vec![
            node("5101", Kind::City, None),
            node("510104", Kind::District, Some("5101")),
            node("510104017", Kind::Street, Some("510104")),
            node("510104018", Kind::Street, Some("510104")),
            node("510104017001", Kind::Urban, Some("510104017")),
            node("510105", Kind::District, Some("5101")),
            node("510105001", Kind::Street, Some("510105")),
        ];
        let zone = Zone {
            code: "zone-x".to_owned(),
            name: "X".to_owned(),
            streets: vec!["510105001".to_owned()],
        };
        Registry::new(2023, nodes, vec![zone], Places::new(vec![], vec![], vec![]))
    }

    fn reach(registry: &Registry, scope: &ScopeRef) -> Reach {
        let person = PersonId(uuid::Uuid::nil());
        Reach {
            person,
            any: false,
            own: false,
            team: false,
            called: false,
            areas: registry.areas_of(scope),
        }
    }

    fn code_of(outcome: Result<Areas, Problem>) -> ErrorCode {
        outcome.unwrap_err().code()
    }

    #[test]
    fn an_officer_sees_the_own_division_and_below_and_nothing_beside_it() {
        let registry = registry();
        let street = reach(&registry, &ScopeRef::Division("510104017".to_owned()));
        assert_eq!(areas(&registry, &street, None).unwrap(), street.areas);
        assert!(areas(&registry, &street, Some("510104017")).is_ok());
        assert!(areas(&registry, &street, Some("510104017001")).is_ok());
        for beside in ["510104018", "510104", "5101", "510105001", "zone-x"] {
            assert_eq!(
                code_of(areas(&registry, &street, Some(beside))),
                ErrorCode::NotFound,
                "{beside}"
            );
        }
        assert_eq!(
            code_of(areas(&registry, &street, Some("999999"))),
            ErrorCode::Invalid
        );
    }

    #[test]
    fn a_zone_takes_its_streets_from_the_county_of_their_code() {
        let registry = registry();
        let zone = reach(&registry, &ScopeRef::Zone("zone-x".to_owned()));
        assert!(areas(&registry, &zone, Some("zone-x")).is_ok());
        assert!(areas(&registry, &zone, Some("510105001")).is_ok());
        let county = reach(&registry, &ScopeRef::Division("510105".to_owned()));
        assert_eq!(
            code_of(areas(&registry, &county, Some("510105001"))),
            ErrorCode::NotFound
        );
        assert_eq!(
            code_of(areas(&registry, &county, Some("510105"))),
            ErrorCode::NotFound,
            "no street is left"
        );
        let city = reach(&registry, &ScopeRef::Division("5101".to_owned()));
        for any in ["5101", "510104", "510105001", "zone-x"] {
            assert!(areas(&registry, &city, Some(any)).is_ok(), "{any}");
        }
    }
}
