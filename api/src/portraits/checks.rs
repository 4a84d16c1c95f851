//! WeChat's look at portraits, an extra beside the officer's: nothing waits for it, and it shows nothing by itself.
//!
//! WeChat fetches the picture at a signed address and tells its verdict by callback, minutes later or never. What it doubts is held, which the
//! officer sees; what it finds nothing in waits as before, for WeChat does not know whose face it should be. A verdict that
//! comes after the officer's word is written down and changes nothing: the officer has seen the picture.

use async_trait::async_trait;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::entity::{PortraitState, portrait};
use super::{service, signed, store};
use crate::identity;
use crate::platform::audit::{Actor, Reading};
use crate::platform::ids::PortraitId;
use crate::platform::problem::Problem;
use crate::providers;
use crate::state::AppState;
use crate::wechat::checks::{self, MediaVerdicts, SEEN_WITHIN, Verdict};
use crate::wechat::client::{MediaType, Scene};

/// Has WeChat look at a portrait that was sent, where the settings want that. Of several replicas one asks.
///
/// # Errors
/// The database's.
pub async fn look_over(state: &AppState, id: PortraitId) -> Result<(), Problem> {
    if !state.settings.wechat.check_media {
        return Ok(());
    }
    let row = store::find(state.db.read(), id).await?;
    let open =
        |row: &portrait::Model| row.state == PortraitState::Checking && row.asked_at.is_none();
    let Some(row) = row.filter(open) else {
        return Ok(());
    };
    let now = state.clock.now();
    let claimed = state
        .db
        .write_txn(async |txn| store::claim_question(txn, id, now).await)
        .await?;
    if !claimed {
        return Ok(());
    }
    let asked = ask(state, &row).await?;
    state
        .db
        .write_txn(async |txn| match &asked {
            Ok(trace_id) => {
                store::set_trace(txn, id, trace_id).await?;
                // The verdict may have been faster than the answer with its trace.
                match checks::keep_trace(txn, trace_id).await? {
                    Some(verdict) => conclude(txn, state, id, verdict).await,
                    None => Ok(()),
                }
            }
            Err(verdict) => conclude(txn, state, id, *verdict).await,
        })
        .await
}

/// Asks; answers the trace, or why there is none.
async fn ask(state: &AppState, row: &portrait::Model) -> Result<Result<String, Verdict>, Problem> {
    let Some(address) = signed::address(state, row.id) else {
        return Ok(Err(Verdict::NotAsked));
    };
    let mut reading = Reading::new(Actor::system("check_portrait"));
    let since = state.clock.now().minus(SEEN_WITHIN);
    let db = state.db.read();
    let seen =
        identity::wechat::openid_seen_since(db, state, &mut reading, row.person_id, since).await?;
    // The look at the openid is written before it leaves.
    reading.finish(&state.db, &state.clock).await?;
    let Some(openid) = seen else {
        return Ok(Err(Verdict::NotAsked));
    };
    let client = &state.wechat.client;
    let asked = client
        .check_media(&openid, Scene::Profile, MediaType::Image, &address)
        .await;
    Ok(asked.map_err(|failure| {
        tracing::warn!(
            code = failure.code(),
            "WeChat does not look over a portrait"
        );
        Verdict::Failed
    }))
}

/// Writes WeChat's word down, and holds a portrait that waits when it calls for that.
async fn conclude<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: PortraitId,
    verdict: Verdict,
) -> Result<(), Problem> {
    store::set_verdict(txn, id, verdict).await?;
    if !verdict.holds() || !store::hold(txn, id).await? {
        return Ok(());
    }
    let Some(row) = store::find(txn, id).await? else {
        return Ok(());
    };
    match providers::store::find(txn, row.provider_id).await? {
        Some(whose) => {
            let what = (id, PortraitState::Held.as_str());
            service::tell(txn, state, &whose, what, Vec::new()).await
        }
        None => Ok(()),
    }
}

/// Hears WeChat's verdicts on portraits.
#[derive(Debug, Clone, Copy, Default)]
pub struct PortraitVerdicts;

#[async_trait]
impl MediaVerdicts for PortraitVerdicts {
    async fn decided(
        &self,
        state: &AppState,
        txn: &DatabaseTransaction,
        trace_id: &str,
        verdict: Verdict,
    ) -> Result<(), Problem> {
        match store::find_by_trace(txn, trace_id).await? {
            Some(row) => conclude(txn, state, row.id, verdict).await,
            // Taken away meanwhile, or the trace is not known yet: then whoever asked finds the verdict.
            None => Ok(()),
        }
    }
}
