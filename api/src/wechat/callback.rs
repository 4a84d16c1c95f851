//! Callbacks of WeChat's message push: is it WeChat, is it new, what does it say.

use std::time::Duration;

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::Value;

use super::consents::{self, Account, Heard};
use super::crypto::Envelope;
use super::entity::callback;
use super::message::{self, Answered, Delivered, Event};
use super::subscribe::Template;
use super::{checks, dto::CallbackQuery};
use crate::identity;
use crate::platform::clock::Instant;
use crate::platform::crypto::{BlindIndex, sha256};
use crate::platform::db::{Db, insert_if_new};
use crate::platform::ids::PersonId;
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// How far a callback's time may be from ours.
const WINDOW: i64 = 300;
/// How long the marks of callbacks are kept: longer than WeChat repeats, and than the window.
const KEPT: Duration = Duration::from_secs(86_400);

/// The envelope, if message push is configured.
///
/// # Errors
/// 404 when it is not.
pub fn envelope(state: &AppState) -> Result<&Envelope, Problem> {
    let envelope = state.wechat.envelope.as_ref();
    envelope.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Checks the call that WeChat makes when the address is entered in its console; answers the text to send back.
///
/// # Errors
/// 403 when the signature or the time does not fit.
pub fn verify(state: &AppState, query: &CallbackQuery) -> Result<String, Problem> {
    let envelope = envelope(state)?;
    let signature = query.signature.as_deref().unwrap_or_default();
    envelope
        .check(signature, &[&query.timestamp, &query.nonce])
        .map_err(|reason| refused(&reason))?;
    check_time(state, &query.timestamp)?;
    query
        .echostr
        .clone()
        .ok_or_else(|| ErrorCode::CallbackRefused.into())
}

/// Opens a callback and works it off. What was worked off before is refused (the same envelope) or changes nothing (the same message in
/// another envelope: WeChat repeats what it got no answer to).
///
/// # Errors
/// 403 for whatever is not WeChat's, not of now, or seen before; the database's, after which WeChat repeats it.
pub async fn receive(state: &AppState, query: &CallbackQuery, body: &[u8]) -> Result<(), Problem> {
    let envelope = envelope(state)?;
    let outer = message::read(body).map_err(|reason| refused(&reason))?;
    let sealed = message::text(&outer, "Encrypt").unwrap_or_default();
    let signature = query.msg_signature.as_deref().unwrap_or_default();
    envelope
        .check(signature, &[&query.timestamp, &query.nonce, &sealed])
        .map_err(|reason| refused(&reason))?;
    check_time(state, &query.timestamp)?;
    let opened = envelope.open(&sealed).map_err(|reason| refused(&reason))?;
    let tree = message::read(&opened).map_err(|reason| refused(&reason))?;
    let event = message::event(&tree);
    if matches!(&event, Event::Media(result) if result.app_id != envelope.app_id()) {
        return Err(ErrorCode::CallbackRefused.into());
    }
    let envelope_mark = mark("envelope", &[&query.timestamp, &query.nonce]);
    let message_mark = sha256(&[b"message|".as_slice(), &opened].concat());
    state
        .db
        .write_txn(async |txn| {
            if !remember(txn, state, &envelope_mark).await? {
                tracing::warn!("a callback came a second time");
                return Err(ErrorCode::CallbackRefused.into());
            }
            if remember(txn, state, &message_mark).await? {
                work_off(txn, state, &tree, &event).await?;
            }
            Ok::<_, Problem>(())
        })
        .await
}

/// All refusals look alike from outside; the log says why.
fn refused(reason: &dyn std::error::Error) -> Problem {
    tracing::warn!(%reason, "a callback is refused");
    Problem::new(ErrorCode::CallbackRefused)
}

fn check_time(state: &AppState, timestamp: &str) -> Result<(), Problem> {
    let sent: i64 = timestamp
        .parse()
        .map_err(|_no_number| Problem::new(ErrorCode::CallbackRefused))?;
    let now = state.clock.now().unix_seconds();
    if now.abs_diff(sent) <= WINDOW.unsigned_abs() {
        return Ok(());
    }
    tracing::warn!("a callback is refused: its time is not ours");
    Err(ErrorCode::CallbackRefused.into())
}

fn mark(kind: &str, parts: &[&str]) -> Vec<u8> {
    sha256(format!("{kind}|{}", parts.join("|")).as_bytes())
}

/// Whether it is new. In the transaction of the work itself: what failed is not remembered, and may come again.
async fn remember(txn: &DatabaseTransaction, state: &AppState, mark: &[u8]) -> Result<bool, DbErr> {
    let row = callback::ActiveModel {
        mark: Set(mark.to_vec()),
        seen_at: Set(state.clock.now()),
    };
    insert_if_new(txn, row).await
}

async fn work_off(
    txn: &DatabaseTransaction,
    state: &AppState,
    tree: &Value,
    event: &Event,
) -> Result<(), Problem> {
    match event {
        Event::Media(result) => checks::keep_media_verdict(txn, state, result).await,
        Event::Other => Ok(()),
        Event::Popup(_) | Event::Change(_) | Event::Sent(_) => {
            let openid = message::text(tree, "FromUserName").unwrap_or_default();
            let index = state.vault.blind_index("openid", &openid);
            // Somebody who has no account here cannot be written to either.
            match identity::store::find_account_by_openid(txn, &index).await? {
                None => Ok(()),
                Some(account) => follow(txn, state, event, (&index, account.person_id)).await,
            }
        }
    }
}

async fn follow(
    txn: &DatabaseTransaction,
    state: &AppState,
    event: &Event,
    whose: (&BlindIndex, PersonId),
) -> Result<(), Problem> {
    let clock = &state.clock;
    let place = |template: &str| {
        let template = state.wechat.templates.of_id(template)?;
        Some(account_of(whose, template))
    };
    match event {
        Event::Popup(answers) => {
            for Answered {
                template_id,
                accepted,
            } in answers
            {
                if let Some(account) = place(template_id) {
                    consents::hear(txn, clock, account, *accepted, Heard::Callback).await?;
                }
            }
        }
        Event::Change(answers) => {
            // Only refusals are told. An agreement given in WeChat's settings grants no message by itself.
            for answer in answers.iter().filter(|answer| !answer.accepted) {
                if let Some(account) = place(&answer.template_id) {
                    consents::lose(txn, clock, account, true).await?;
                }
            }
        }
        Event::Sent(messages) => {
            for Delivered {
                template_id,
                errcode,
            } in messages
            {
                tracing::debug!(
                    template_id,
                    errcode,
                    "WeChat tells what became of a message"
                );
                if let (43101, Some(account)) = (*errcode, place(template_id)) {
                    consents::lose(txn, clock, account, false).await?;
                }
            }
        }
        Event::Media(_) | Event::Other => {}
    }
    Ok(())
}

/// A person's place in the ledger for a template.
#[must_use]
pub fn account_of<'a>(
    (openid, person): (&'a BlindIndex, PersonId),
    template: &'a Template,
) -> Account<'a> {
    Account {
        openid,
        person,
        template_id: &template.id,
        template_type: template.template_type,
    }
}

/// Forgets the marks of callbacks that can come no more.
///
/// # Errors
/// The database's.
pub async fn forget_old(db: &Db, now: Instant) -> Result<(), DbErr> {
    db.write_txn(async |txn| {
        callback::Entity::delete_many()
            .filter(callback::Column::SeenAt.lt(now.minus(KEPT)))
            .exec(txn)
            .await?;
        Ok::<_, DbErr>(())
    })
    .await
}
