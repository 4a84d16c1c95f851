//! Sessions: beginning them, rotating their refresh tokens, ending them.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use super::dto::{ClientKind, SessionDto};
use super::entity::{account, session};
use super::store;
use crate::platform::clock::Instant;
use crate::platform::crypto::{random_bytes, sha256};
use crate::platform::ids::SessionId;
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;

/// The purpose under which the terms of service and privacy notice are consented to.
pub const TERMS: &str = "terms_and_privacy";

/// The version of the terms in force.
#[must_use]
pub fn terms_version(state: &AppState) -> &str {
    state.policy().text("consent.version", "2026-11")
}

/// A new session and the refresh token that goes with it.
#[derive(Debug)]
pub struct Begun {
    /// The answer, without the refresh token.
    pub session: SessionDto,
    /// The refresh token, in clear, this once.
    pub refresh_token: String,
}

/// Begins a session; records the consent at the first sign-in.
///
/// # Errors
/// 422 when the terms in force were not consented to; 401 for a disabled account.
pub async fn begin<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    account: &account::Model,
    client: ClientKind,
    consent_version: Option<&str>,
) -> Result<Begun, Problem> {
    let refused = account.disabled_at.is_some() || (account.demo && !state.settings.demo.enabled);
    if refused {
        return Err(ErrorCode::SessionEnded.into());
    }
    let now = state.clock.now();
    require_consent(txn, state, account, consent_version, now).await?;
    let refresh_token = new_refresh_token();
    let id = SessionId(state.clock.new_uuid());
    session::Entity::insert(session::ActiveModel {
        id: Set(id),
        account_id: Set(account.id),
        client: Set(client.as_str().to_owned()),
        refresh_hash: Set(sha256(refresh_token.as_bytes())),
        previous_refresh_hash: Set(None),
        created_at: Set(now),
        refreshed_at: Set(now),
        expires_at: Set(session_end(state, now)),
        ended_at: Set(None),
        end_reason: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(Begun {
        session: answer(state, account, id, now)?,
        refresh_token,
    })
}

async fn require_consent<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    account: &account::Model,
    consent_version: Option<&str>,
    now: Instant,
) -> Result<(), Problem> {
    let current = terms_version(state);
    let given = store::consents_of(txn, account.person_id).await?;
    if given
        .iter()
        .any(|consent| consent.purpose == TERMS && consent.version == current)
    {
        return Ok(());
    }
    match consent_version {
        None => {
            Err(Problem::field("consent_version", FieldCode::Required)
                .with("terms_version", current))
        }
        Some(version) if version == current => {
            store::record_consent(
                txn,
                state.clock.new_uuid(),
                account.person_id,
                TERMS,
                current,
                now,
            )
            .await?;
            Ok(())
        }
        Some(_) => {
            Err(Problem::field("consent_version", FieldCode::Unknown)
                .with("terms_version", current))
        }
    }
}

fn answer(
    state: &AppState,
    account: &account::Model,
    session: SessionId,
    now: Instant,
) -> Result<SessionDto, Problem> {
    Ok(SessionDto {
        access_token: state.tokens.issue(account.id, session, now)?,
        expires_in: state.tokens.lifetime().as_secs(),
        refresh_token: None,
        session_id: session,
        account_id: account.id,
        person_id: account.person_id,
    })
}

fn session_end(state: &AppState, now: Instant) -> Instant {
    now.plus(Duration::from_secs(
        state.settings.identity.session_days.saturating_mul(86_400),
    ))
}

fn new_refresh_token() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// What a refresh came to.
#[derive(Debug)]
pub enum Refreshed {
    /// New tokens.
    Begun(Begun),
    /// The token was used before: somebody has a copy, so the session was ended for both.
    Reused(SessionId),
}

/// Exchanges a refresh token for new tokens.
///
/// # Errors
/// 401 when the token is unknown or the session is over.
pub async fn refresh<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    token: &str,
) -> Result<Refreshed, Problem> {
    let now = state.clock.now();
    let hash = sha256(token.as_bytes());
    let ended = || Problem::new(ErrorCode::SessionEnded);
    let session = store::find_session_by_refresh(txn, &hash)
        .await?
        .ok_or_else(ended)?;
    let account = store::find_account(txn, session.account_id)
        .await?
        .ok_or_else(ended)?;
    if session.ended_at.is_some() || session.expires_at <= now || account.disabled_at.is_some() {
        return Err(ended());
    }
    let fresh = new_refresh_token();
    let rotated = session.refresh_hash == hash
        && store::rotate_refresh(
            txn,
            session.id,
            &hash,
            sha256(fresh.as_bytes()),
            now,
            session_end(state, now),
        )
        .await?;
    if rotated {
        return Ok(Refreshed::Begun(Begun {
            session: answer(state, &account, session.id, now)?,
            refresh_token: fresh,
        }));
    }
    end(txn, state, session.id, "refresh_token_reused").await?;
    Ok(Refreshed::Reused(session.id))
}

/// Ends a session: its tokens and streams stop working on every replica.
///
/// # Errors
/// The database's.
pub async fn end<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: SessionId,
    reason: &str,
) -> Result<(), Problem> {
    if store::end_session(txn, id, reason, state.clock.now()).await? {
        let event = NewEvent {
            kind: EventKind::SessionEnded,
            entity_id: id.0,
            community_code: None,
            payload: serde_json::json!({ "reason": reason }),
            recipients: Vec::new(),
        };
        outbox::append(txn, &state.clock, vec![event]).await?;
    }
    Ok(())
}
