//! What WeChat makes of texts and pictures: an extra behind the own screening, which is the base.
//!
//! `msg_sec_check` takes an openid that was in the mini-program within two hours, so it is asked about those texts only. Texts of
//! sensitive needs never leave. Nothing waits for it: a need is on its way while WeChat reads, and what WeChat holds is held from
//! showing, as with the own filter.

use std::time::Duration;

use async_trait::async_trait;
use sea_orm::DatabaseTransaction;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DeriveValueType};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::client::{CheckResult, Scene};
use super::entity::{media_check, text_check};
use super::message::MediaResult;
use crate::identity;
use crate::needs;
use crate::needs::model::{NeedState, UnknownWord, words};
use crate::needs::screening::Screening;
use crate::platform::audit::{Actor, Reading};
use crate::platform::db::insert_if_new;
use crate::platform::ids::NeedId;
use crate::platform::problem::Problem;
use crate::state::AppState;

/// How lately an openid has to have been in the mini-program.
pub const SEEN_WITHIN: Duration = Duration::from_secs(2 * 3600);

words! {
    /// What WeChat makes of something.
    Verdict {
        /// Nothing found.
        Pass = "pass",
        /// Somebody should look.
        Review = "review",
        /// It breaks the rules.
        Risky = "risky",
        /// WeChat was not asked: nobody's openid was seen lately.
        NotAsked = "not_asked",
        /// WeChat could not look.
        Failed = "failed",
    }
}

impl Verdict {
    /// The verdict in WeChat's word. The word counts and not the `errcode`, which is 0 for bad texts too; a word that is not known
    /// calls for a look.
    #[must_use]
    pub fn of(suggest: &str) -> Self {
        match suggest {
            "pass" => Self::Pass,
            "risky" => Self::Risky,
            _ => Self::Review,
        }
    }

    /// Whether somebody has to look before others see it. Not having been asked is no reason: the own screening has looked.
    #[must_use]
    pub const fn holds(self) -> bool {
        match self {
            Self::Review | Self::Risky => true,
            Self::Pass | Self::NotAsked | Self::Failed => false,
        }
    }
}

impl From<&CheckResult> for Verdict {
    fn from(result: &CheckResult) -> Self {
        Self::of(&result.suggest)
    }
}

/// Takes WeChat's verdicts on pictures and sounds. Whoever asked (`Client::check_media`) knows what a trace belongs to. Called within the
/// transaction that stores the verdict, which may run twice.
#[async_trait]
pub trait MediaVerdicts: Send + Sync {
    /// A verdict has come.
    async fn decided(
        &self,
        state: &AppState,
        txn: &DatabaseTransaction,
        trace_id: &str,
        verdict: Verdict,
    ) -> Result<(), Problem>;
}

/// Stores a verdict on media and tells whoever waits for it. A second one for the same trace changes nothing.
///
/// The verdict can come before the answer that names its trace. Whichever of the two transactions makes the row first, the other one
/// waits for it at the row's key and then sees what it left: so either the hook finds who asked, or [`keep_trace`] finds the verdict.
///
/// # Errors
/// The database's, or the hook's.
pub async fn keep_media_verdict(
    txn: &DatabaseTransaction,
    state: &AppState,
    result: &MediaResult,
) -> Result<(), Problem> {
    let verdict = if result.errcode == 0 {
        Verdict::of(&result.suggest)
    } else {
        Verdict::Failed
    };
    let row = media_check::ActiveModel {
        trace_id: Set(result.trace_id.clone()),
        verdict: Set(Some(verdict)),
        label: Set(Some(result.label)),
        received_at: Set(Some(state.clock.now())),
    };
    if !insert_if_new(txn, row.clone()).await? {
        // Asked about, and not answered yet?
        let answered = media_check::Entity::update_many()
            .set(row)
            .filter(media_check::Column::TraceId.eq(&result.trace_id))
            .filter(media_check::Column::Verdict.is_null())
            .exec(txn)
            .await?;
        if answered.rows_affected == 0 {
            return Ok(());
        }
    }
    let hook = &state.wechat.media;
    hook.decided(state, txn, &result.trace_id, verdict).await
}

/// Notes that something was asked about under a trace, in the transaction that stores whose it is; answers the verdict if it was faster.
///
/// # Errors
/// The database's.
pub async fn keep_trace<C: ConnectionTrait>(
    txn: &C,
    trace_id: &str,
) -> Result<Option<Verdict>, DbErr> {
    let row = media_check::ActiveModel {
        trace_id: Set(trace_id.to_owned()),
        verdict: Set(None),
        label: Set(None),
        received_at: Set(None),
    };
    if insert_if_new(txn, row).await? {
        return Ok(None);
    }
    let row = media_check::Entity::find_by_id(trace_id).one(txn).await?;
    Ok(row.and_then(|row| row.verdict))
}

/// Has WeChat look over what a need says, after the own screening let it pass. Of several replicas one asks.
///
/// # Errors
/// The database's.
pub async fn look_over(state: &AppState, id: NeedId) -> Result<(), Problem> {
    if !state.settings.wechat.check_texts {
        return Ok(());
    }
    let Some(row) = needs::store::find(state.db.read(), id).await? else {
        return Ok(());
    };
    // Sensitive texts stay here, and so does what is said of children, disabled people and other groups that ask for a clearance. What
    // is held already needs no second opinion, and what nobody sees yet none at all.
    let stays = row.sensitive || row.target_groups.is_some();
    let shown = row.state == NeedState::Open && row.screening == Screening::Pass.as_str();
    if stays || !shown || row.description.is_none() {
        return Ok(());
    }
    if !claim(state, id, row.version).await? {
        return Ok(());
    }
    let mut reading = Reading::new(Actor::system("check_text"));
    let since = state.clock.now().minus(SEEN_WITHIN);
    let db = state.db.read();
    let openid =
        identity::wechat::openid_seen_since(db, state, &mut reading, row.posted_by, since).await?;
    let text = match &openid {
        None => None,
        Some(_) => {
            let key = state.vault.person_key(db, row.person_id).await?;
            let cell = needs::view::cell("description", id);
            reading.open_optional(&key, cell, row.description.as_ref())?
        }
    };
    // The looks are written before the text leaves.
    reading.finish(&state.db, &state.clock).await?;
    let (verdict, label) = match (openid, text) {
        (Some(openid), Some(text)) => judge(state, &openid, &text).await,
        _ => (Verdict::NotAsked, None),
    };
    conclude(state, (id, row.version), verdict, label).await
}

async fn judge(state: &AppState, openid: &str, text: &str) -> (Verdict, Option<i64>) {
    match state
        .wechat
        .client
        .check_text(openid, Scene::Forum, text)
        .await
    {
        Ok(result) => (Verdict::from(&result), Some(result.label)),
        Err(failure) => {
            tracing::warn!(code = failure.code(), "WeChat did not look over a text");
            (Verdict::Failed, None)
        }
    }
}

/// Whether this replica is the one that asks about this version.
async fn claim(state: &AppState, id: NeedId, version: i64) -> Result<bool, DbErr> {
    let now = state.clock.now();
    state
        .db
        .write_txn(async |txn| {
            let row = text_check::ActiveModel {
                need_id: Set(id),
                version: Set(version),
                verdict: Set(None),
                label: Set(None),
                asked_at: Set(now),
            };
            insert_if_new(txn, row).await
        })
        .await
}

/// Writes the verdict down, and holds the text when it calls for that.
async fn conclude(
    state: &AppState,
    (id, version): (NeedId, i64),
    verdict: Verdict,
    label: Option<i64>,
) -> Result<(), Problem> {
    state
        .db
        .write_txn(async |txn| {
            text_check::ActiveModel {
                need_id: Set(id),
                version: Set(version),
                verdict: Set(Some(verdict.as_str().to_owned())),
                label: Set(label),
                ..Default::default()
            }
            .update(txn)
            .await?;
            if verdict.holds() {
                needs::store::hold_from_showing(txn, id, version).await?;
            }
            Ok::<_, Problem>(())
        })
        .await
}
