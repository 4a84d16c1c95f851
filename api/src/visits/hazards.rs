//! What whoever visits has to mind. For the team and officers; never for the resident, nor on a tracking page.

use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::dto::{AddHazard, HazardDto, SafetyDto};
use super::entity::hazard;
use super::{pairing, store};
use crate::needs::entity::need;
use crate::platform::access::Reach;
use crate::platform::audit::{self, Actor, Reading};
use crate::platform::crypto::{Cell, CryptoError};
use crate::platform::ids::{HazardId, NeedId, PersonId};
use crate::platform::problem::{ErrorCode, FieldErrors, Problem};
use crate::state::AppState;
use crate::tasks::entity::{member, task};
use crate::tasks::model::TaskState;
use crate::tasks::{contact, members};
use crate::{needs, tasks};

/// The longest text, in characters: it is read at the door.
const TEXT_MAX: usize = 200;

/// A need about which the caller may warn: in their divisions, or of a task that they lead. Nobody warns of themselves.
///
/// # Errors
/// 404 when it is none.
pub async fn find_need<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: NeedId,
) -> Result<need::Model, Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let row = needs::store::find(db, id).await?.ok_or_else(not_found)?;
    let leads = reach.team
        && members::team_role(db, id, reach.person)
            .await?
            .is_some_and(tasks::model::MemberRole::is_lead);
    let mine = leads || reach.areas.contains(&row.community_code);
    if mine && row.person_id != reach.person {
        Ok(row)
    } else {
        Err(not_found())
    }
}

/// Writes a hazard down.
///
/// # Errors
/// 422 naming the fields; 409 when the need is over.
pub async fn add<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    (actor, author): (&Actor, PersonId),
    need: &need::Model,
    input: &AddHazard,
) -> Result<HazardDto, Problem> {
    let mut errors = FieldErrors::default();
    let text = errors.required_text("text", &input.text, TEXT_MAX);
    errors.finish()?;
    if need.state.is_over() {
        return Err(Problem::new(ErrorCode::WrongState).with("state", need.state.as_str()));
    }
    let key = state.vault.person_key(txn, need.person_id).await?;
    let id = HazardId(state.clock.new_uuid());
    let row = hazard::ActiveModel {
        id: Set(id),
        need_id: Set(need.id),
        kind: Set(input.kind),
        content: Set(key.seal(cell(id), text.as_bytes())),
        written_by: Set(author),
        created_at: Set(state.clock.now()),
    };
    let row = store::insert_hazard(txn, row).await?;
    let about = ("hazard_notes", id.0, "kind,content");
    audit::record_change(txn, &state.clock, actor, Some(need.person_id), about).await?;
    pairing::give_second_place(txn, state, need).await?;
    for task in tasks::store::find_for_need(txn, need.id).await? {
        // Whoever is on the way learns of it now.
        if matches!(task.state, TaskState::Held | TaskState::InService) {
            tasks::service::announce(txn, state, task.id).await?;
        }
    }
    Ok(shown(&row, Some(text)))
}

fn shown(row: &hazard::Model, text: Option<String>) -> HazardDto {
    HazardDto {
        id: row.id,
        kind: row.kind,
        text,
        created_at: row.created_at,
    }
}

/// What the team and officers, and nobody else, see of a task beside what the resident sees; the looks are noted.
///
/// # Errors
/// The database's, or a value that does not open.
pub async fn safety_of<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    (task, team): (&task::Model, &[member::Model]),
    reach: &Reach,
) -> Result<Option<SafetyDto>, Problem> {
    let on_team = team.iter().any(|member| member.person_id == reach.person);
    if !(on_team || reach.areas.contains(&task.community_code)) || contact::is_closed(state, task) {
        return Ok(None);
    }
    let Some(need) = needs::store::find(db, task.need_id).await? else {
        return Ok(None);
    };
    if need.person_id == reach.person {
        return Ok(None);
    }
    let mut hazards = Vec::new();
    let rows = store::hazards_of(db, need.id).await?;
    if !rows.is_empty() {
        match state.vault.person_key(db, need.person_id).await {
            Ok(key) => {
                for row in &rows {
                    let text = reading.open_text(&key, cell(row.id), &row.content)?;
                    hazards.push(shown(row, Some(text)));
                }
            }
            Err(CryptoError::Erased) => hazards.extend(rows.iter().map(|row| shown(row, None))),
            Err(error) => return Err(error.into()),
        }
    }
    let second_person = if matches!(task.state, TaskState::Open | TaskState::Held) {
        pairing::show(db, state, reading, &need, task.id).await?
    } else {
        None
    };
    Ok(Some(SafetyDto {
        hazards,
        second_person,
    }))
}

const fn cell(id: HazardId) -> Cell {
    Cell::new("hazard_notes", "content", id.0)
}
