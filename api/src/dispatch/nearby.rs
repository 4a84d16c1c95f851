//! Open tasks nearby, for those who look for themselves.

use jinlin_matcher::{Cell, Metres, Wgs84, distance};

use super::dto::{NearbyTask, NeedGlimpse};
use super::matching::shown;
use crate::platform::problem::{Language, Problem};
use crate::reference::taxonomy::Triage;
use crate::state::AppState;
use crate::tasks;
use crate::tasks::entity::task;
use crate::tasks::model::TaskState;

/// How many are shown.
const MOST: usize = 50;
/// How many open tasks of a county are looked through.
const LOOKED_AT: u64 = 2_000;

/// Open tasks around `place` for leads (or, with `volunteer`, held tasks with places left). Distances are from the cell's
/// centre, and the order is by the rounded distance and then by age: it tells no more than the distance does.
///
/// # Errors
/// The database's.
pub async fn find(
    state: &AppState,
    place: Wgs84,
    radius: Metres,
    volunteer: bool,
    language: Language,
) -> Result<Vec<NearbyTask>, Problem> {
    let wanted = if volunteer {
        TaskState::Held
    } else {
        TaskState::Open
    };
    let divisions = state.divisions();
    let county = divisions
        .locate(place)
        .and_then(|community| community.code.get(..6).map(ToOwned::to_owned));
    let Some(county) = county else {
        return Ok(Vec::new());
    };
    // Emergencies go to the person on duty, by an officer.
    let categories = state.reference.taxonomy.categories.iter();
    let emergencies: Vec<_> = categories
        .filter(|category| category.triage == Triage::Emergency)
        .map(|category| category.code.as_str())
        .collect();
    let db = state.db.read();
    let rows =
        tasks::store::open_for_browsing(db, wanted, &county, &emergencies, LOOKED_AT).await?;
    let mut found: Vec<(i32, task::Model)> = rows
        .into_iter()
        .filter(|task| !volunteer || task.volunteers_joined < task.volunteers_wanted)
        .filter_map(|task| {
            let cell: Cell = task.cell.parse().ok()?;
            let away = shown(distance(place, cell.centre()));
            // Rounded before it is compared: the edge of the circle tells nothing more either.
            (f64::from(away) <= radius.get()).then_some((away, task))
        })
        .collect();
    found.sort_by_key(|(away, task)| (*away, task.id));
    found.truncate(MOST);
    Ok(found
        .into_iter()
        .map(|(distance_m, task)| NearbyTask {
            task_id: task.id,
            wanted: if volunteer { "volunteer" } else { "lead" },
            need: NeedGlimpse::of(&task, &state.reference.taxonomy, language),
            distance_m,
        })
        .collect())
}
