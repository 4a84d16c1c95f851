//! Whom a need is for and what the resident would rather have: sealed, because it tells of health, disability and children.

use sea_orm::ConnectionTrait;

use super::entity::need;
use super::model::Preferences;
use super::view;
use crate::platform::audit::Reading;
use crate::platform::crypto::{CryptoError, PersonKey, Sealed};
use crate::platform::ids::NeedId;
use crate::platform::problem::Problem;
use crate::state::AppState;

/// What was said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Target groups of the taxonomy.
    pub target_groups: Vec<String>,
    /// Preferences.
    pub preferences: Preferences,
}

fn seal<T: serde::Serialize>(
    key: &PersonKey,
    column: &'static str,
    id: NeedId,
    value: &T,
) -> Result<Sealed, Problem> {
    let text = serde_json::to_vec(value).map_err(Problem::internal)?;
    Ok(key.seal(view::cell(column, id), &text))
}

/// Target groups as they are kept; none are nothing.
///
/// # Errors
/// 500 when they cannot be written as JSON.
pub fn seal_groups(
    key: &PersonKey,
    id: NeedId,
    groups: &[String],
) -> Result<Option<Sealed>, Problem> {
    let some = !groups.is_empty();
    some.then(|| seal(key, "target_groups", id, &groups))
        .transpose()
}

/// Preferences as they are kept; no preference is nothing.
///
/// # Errors
/// 500 when they cannot be written as JSON.
pub fn seal_preferences(
    key: &PersonKey,
    id: NeedId,
    preferences: &Preferences,
) -> Result<Option<Sealed>, Problem> {
    let some = *preferences != Preferences::default();
    some.then(|| seal(key, "preferences", id, preferences))
        .transpose()
}

/// Opens both; the looks are noted in `reading`.
///
/// # Errors
/// When a value does not open.
pub fn open(reading: &mut Reading, key: &PersonKey, row: &need::Model) -> Result<Wishes, Problem> {
    let groups = row.target_groups.as_ref();
    let groups = reading.open_optional(key, view::cell("target_groups", row.id), groups)?;
    let preferences = row.preferences.as_ref();
    let preferences = reading.open_optional(key, view::cell("preferences", row.id), preferences)?;
    let of_groups = |text: String| serde_json::from_str(&text).map_err(Problem::internal);
    let of_preferences = |text: String| serde_json::from_str(&text).map_err(Problem::internal);
    Ok(Wishes {
        target_groups: groups.map(of_groups).transpose()?.unwrap_or_default(),
        preferences: preferences
            .map(of_preferences)
            .transpose()?
            .unwrap_or_default(),
    })
}

/// The same with the key of whoever it is about, fetched only where there is something to open. An erased person wishes nothing.
///
/// # Errors
/// The database's, or a value that does not open.
pub async fn read<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    row: &need::Model,
) -> Result<Wishes, Problem> {
    if row.target_groups.is_none() && row.preferences.is_none() {
        return Ok(Wishes::default());
    }
    match state.vault.person_key(db, row.person_id).await {
        Ok(key) => open(reading, &key, row),
        Err(CryptoError::Erased) => Ok(Wishes::default()),
        Err(error) => Err(error.into()),
    }
}
