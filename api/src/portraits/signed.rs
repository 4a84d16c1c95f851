//! The address at which WeChat fetches a portrait: good for one portrait and half an hour, without signing in.

use std::time::Duration;

use subtle::ConstantTimeEq as _;

use super::dto::SignedPortraitQuery;
use crate::platform::clock::Instant;
use crate::platform::ids::PortraitId;
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// How long an address works: WeChat promises its verdict within half an hour.
const LIFETIME: Duration = Duration::from_secs(30 * 60);

/// The deployment's secret over portrait and end; nothing of it is stored, and every replica knows it.
fn signature(state: &AppState, id: PortraitId, until: i64) -> String {
    let mac = state
        .vault
        .blind_index("signed_portrait", &format!("{id}|{until}"));
    mac.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The address of a portrait from now on; none where the settings do not say how the public reaches this server.
#[must_use]
pub fn address(state: &AppState, id: PortraitId) -> Option<String> {
    let base = state.settings.slips.public_url.trim_end_matches('/');
    if base.is_empty() {
        return None;
    }
    let until = state.clock.now().plus(LIFETIME).unix_seconds();
    let signature = signature(state, id, until);
    Some(format!(
        "{base}/v1/portraits/{id}/signed?until={until}&signature={signature}"
    ))
}

/// Whether an address is one that this server gave out, and still works.
///
/// # Errors
/// 404 for every other one: it tells nobody which part was wrong, or that there is such a portrait.
pub fn check(
    state: &AppState,
    id: PortraitId,
    query: &SignedPortraitQuery,
    now: Instant,
) -> Result<(), Problem> {
    let right = signature(state, id, query.until);
    let signed = bool::from(right.as_bytes().ct_eq(query.signature.as_bytes()));
    if signed && now.unix_seconds() < query.until {
        Ok(())
    } else {
        Err(ErrorCode::NotFound.into())
    }
}
