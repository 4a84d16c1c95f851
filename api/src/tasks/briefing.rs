//! The lead's text for volunteers: what to do, bring and mind. They never see what the resident wrote.

use sea_orm::ConnectionTrait;

use super::dto::BriefTeam;
use super::entity::task;
use super::{service, store, team};
use crate::needs;
use crate::platform::audit::Reading;
use crate::platform::crypto::{Cell, CryptoError};
use crate::platform::ids::TaskId;
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// The longest text, in characters: it is read on a phone, on the way.
const TEXT_MAX: usize = 500;

/// The text, proven.
///
/// # Errors
/// 422 `text` when it is empty or too long.
pub fn parse(input: &BriefTeam) -> Result<String, Problem> {
    let mut errors = FieldErrors::default();
    let text = errors.text("text", Some(&input.text), TEXT_MAX);
    errors.check(text.is_some(), "text", FieldCode::Required);
    errors.finish()?;
    Ok(text.unwrap_or_default())
}

/// Keeps the text, in place of the one before, and tells the team.
///
/// # Errors
/// 409 when the task is over.
pub async fn write<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    text: &str,
) -> Result<(), Problem> {
    team::require_running(task)?;
    let need = needs::store::find(txn, task.need_id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let key = state.vault.person_key(txn, need.person_id).await?;
    let sealed = key.seal(cell(task.id), text.as_bytes());
    if !store::set_briefing(txn, task, sealed, state.clock.now()).await? {
        return Err(ErrorCode::Conflict.into());
    }
    service::announce(txn, state, task.id).await
}

/// The text; the look at it is noted.
///
/// # Errors
/// The database's. None when there is none, or the person served was erased.
pub async fn read<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    task: &task::Model,
) -> Result<Option<String>, Problem> {
    let Some(sealed) = &task.briefing else {
        return Ok(None);
    };
    let Some(need) = needs::store::find(db, task.need_id).await? else {
        return Ok(None);
    };
    match state.vault.person_key(db, need.person_id).await {
        Ok(key) => Ok(Some(reading.open_text(&key, cell(task.id), sealed)?)),
        Err(CryptoError::Erased) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

const fn cell(task: TaskId) -> Cell {
    Cell::new("tasks", "briefing", task.0)
}
