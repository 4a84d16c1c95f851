//! Who sees a portrait, and when.

use sea_orm::ConnectionTrait;

use super::entity::{PortraitState, portrait};
use super::store;
use crate::platform::access::Reach;
use crate::platform::ids::PortraitId;
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;
use crate::{providers, tasks};

/// A portrait that the caller may see: their own, one of a provider in their divisions, or, once it is shown, one of somebody on a task's
/// team that they are on, too, or that serves them, while its contact is open.
///
/// # Errors
/// 404 for everybody else.
pub async fn find_visible<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reach: &Reach,
    id: PortraitId,
) -> Result<portrait::Model, Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let row = store::find(db, id).await?.ok_or_else(not_found)?;
    if row.state.has_picture() && sees(db, state, reach, &row).await? {
        return Ok(row);
    }
    Err(not_found())
}

async fn sees<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reach: &Reach,
    row: &portrait::Model,
) -> Result<bool, Problem> {
    if row.person_id == reach.person {
        return Ok(true);
    }
    let officer = Reach {
        own: false,
        ..reach.clone()
    };
    let answers_for = providers::store::reachable(db, &officer, row.provider_id).await?;
    if answers_for.is_some() {
        return Ok(true);
    }
    match row.state {
        PortraitState::Shown => {
            tasks::contact::is_open_between(db, state, row.provider_id, reach.person).await
        }
        PortraitState::Checking | PortraitState::Held | PortraitState::Refused => Ok(false),
    }
}
