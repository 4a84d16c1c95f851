//! WeChat sign-in: whose code it is, and who was in the mini-program lately.

use sea_orm::ConnectionTrait;

use super::store;
use crate::platform::audit::Reading;
use crate::platform::clock::Instant;
use crate::platform::crypto::Cell;
use crate::platform::ids::PersonId;
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;
use crate::wechat::errcode::Failure;

/// The openid behind a code of `wx.login`.
///
/// # Errors
/// 422 `code` for what is no code; 401 for a code that WeChat refuses (wrong, used, or of a blocked user); 503 when WeChat is busy, limits us, does not answer, or is
/// not configured.
pub async fn openid_of(state: &AppState, code: &str) -> Result<String, Problem> {
    check_code("code", code)?;
    let asked = state.wechat.client.openid_of_code(code).await;
    asked.map_err(|failure| match failure {
        Failure::Other(40029 | 40163 | 40226) => ErrorCode::WechatRefused.into(),
        other => {
            tracing::warn!(code = other.code(), "WeChat sign-in is not available");
            Problem::new(ErrorCode::Unavailable).retry_after(5)
        }
    })
}

/// Whether it can be one of WeChat's codes.
///
/// # Errors
/// 422 naming the field.
pub fn check_code(field: &'static str, code: &str) -> Result<(), Problem> {
    if code.is_empty() || code.len() > 200 {
        return Err(Problem::field(field, FieldCode::Format));
    }
    Ok(())
}

/// The openid of a person who was in the mini-program since `since`: a session of the mini-program began or was refreshed then, which
/// one in use does every few minutes. The look is noted.
///
/// # Errors
/// The database's, or a ciphertext that does not open.
pub async fn openid_seen_since<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    person: PersonId,
    since: Instant,
) -> Result<Option<String>, Problem> {
    let Some(account) = store::account_seen_since(db, person, since).await? else {
        return Ok(None);
    };
    let key = state.vault.person_key(db, person).await?;
    let cell = Cell::new("accounts", "openid", account.id.0);
    Ok(reading.open_optional(&key, cell, account.openid.as_ref())?)
}
