//! The channels outside of the app.

pub mod app_push;

use std::collections::BTreeMap;

use super::catalogue::Words;
use super::model::{MessageChannel, NotificationKind};
use crate::identity::{Phone, reach};
use crate::platform::audit::{Actor, Reading};
use crate::platform::clock::Instant;
use crate::platform::handed::Handed;
use crate::platform::ids::{DeliveryId, PersonId};
use crate::platform::problem::Problem;
use crate::sms::SmsTemplate;
use crate::state::AppState;

/// A message on its way out.
#[derive(Debug)]
pub struct Outgoing {
    /// The delivery: what a channel that knows repetitions knows it by.
    pub delivery: DeliveryId,
    /// To whom.
    pub person: PersonId,
    /// The kind's word, or `digest`: which template a channel takes.
    pub kind: &'static str,
    /// What it says.
    pub words: Words,
    /// The same in parts, for channels with templates.
    pub values: BTreeMap<String, String>,
    /// Whether it is urgent.
    pub urgent: bool,
    /// After this it makes no sense any more.
    pub expires_at: Instant,
}

/// Whether this deployment has a channel for a kind at all. What it has not is not tried.
#[must_use]
pub fn is_configured(state: &AppState, channel: MessageChannel, kind: NotificationKind) -> bool {
    match channel {
        MessageChannel::App => app_push::is_configured(&state.settings.push),
        MessageChannel::Wechat => state.wechat.messages.knows(kind.as_str()),
        MessageChannel::Sms => state.sms.is_ready(),
        MessageChannel::Word => true,
    }
}

/// Hands a message over. Looking a number or token up is noted in the audit log before it goes out.
///
/// # Errors
/// The database's, before anything went out.
pub async fn hand(
    state: &AppState,
    channel: MessageChannel,
    message: &Outgoing,
) -> Result<Handed, Problem> {
    let reading = Reading::new(Actor::system("send_notification"));
    match channel {
        MessageChannel::App => app_push::send(state, reading, message).await,
        MessageChannel::Wechat => by_wechat(state, reading, message).await,
        MessageChannel::Sms => by_sms(state, reading, message).await,
        // By hands, not by us.
        MessageChannel::Word => Ok(Handed::refused("local.by_word")),
    }
}

async fn by_wechat(
    state: &AppState,
    mut reading: Reading,
    message: &Outgoing,
) -> Result<Handed, Problem> {
    if !state.wechat.messages.knows(message.kind) {
        return Ok(Handed::refused("local.no_template"));
    }
    let db = state.db.read();
    let openid = reach::read_openid(db, state, &mut reading, message.person).await?;
    let Some(openid) = openid else {
        return Ok(Handed::refused("local.no_openid"));
    };
    reading.finish(&state.db, &state.clock).await?;
    let messages = &state.wechat.messages;
    let handed = messages.send(&openid, message.person, message.kind, &message.values, None);
    Ok(handed.await)
}

async fn by_sms(
    state: &AppState,
    mut reading: Reading,
    message: &Outgoing,
) -> Result<Handed, Problem> {
    let Some(template) = SmsTemplate::of_word(message.kind) else {
        return Ok(Handed::refused("local.no_template"));
    };
    let db = state.db.read();
    let phone = reach::read_phone(db, state, &mut reading, message.person).await?;
    let Some(phone) = phone.as_deref().and_then(Phone::parse) else {
        return Ok(Handed::refused("local.no_phone"));
    };
    reading.finish(&state.db, &state.clock).await?;
    Ok(state.sms.send(&phone, template, &message.values).await)
}
