//! How much of a need a caller sees: all of what is their own or in their divisions, and as a member of the team what the work needs.

use super::entity::need;
use super::store;
use super::view::Detail;
use crate::platform::access::{Access, Operation};
use crate::platform::ids::NeedId;
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;
use crate::{duty, tasks};

/// A need with what the caller may see of it.
///
/// # Errors
/// 404 when that is nothing.
pub async fn find_visible<O: Operation>(
    access: &Access<O>,
    state: &AppState,
    id: NeedId,
) -> Result<(need::Model, Detail), Problem> {
    let db = state.db.read();
    if let Some(row) = store::find_within(db, &access.reach, id).await? {
        return Ok((row, Detail::Full));
    }
    let not_found = || Problem::new(ErrorCode::NotFound);
    let person = access.principal.person;
    // Whoever is asked to call back has to know whom and why, until the emergency is over.
    if access.reach.called && duty::call_backs::may_read(db, id, person).await? {
        let row = store::find(db, id).await?.ok_or_else(not_found)?;
        if !row.state.is_over() {
            return Ok((row, Detail::Full));
        }
    }
    if !access.reach.team {
        return Err(not_found());
    }
    let role = tasks::members::team_role(db, id, person)
        .await?
        .ok_or_else(not_found)?;
    let row = store::find(db, id).await?.ok_or_else(not_found)?;
    let detail = if tasks::contact::is_closed_for_need(db, state, id).await? {
        Detail::Past
    } else if role.is_lead() {
        Detail::Lead
    } else {
        Detail::Team
    };
    Ok((row, detail))
}
