//! The channels outside of the app.

pub mod app_push;

use std::collections::BTreeMap;

use super::catalogue::Words;
use super::model::Channel;
use crate::platform::audit::{Actor, Reading};
use crate::platform::clock::Instant;
use crate::platform::handed::Handed;
use crate::platform::ids::{DeliveryId, PersonId};
use crate::platform::problem::Problem;
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

fn refused(code: &str) -> Handed {
    Handed::Refused {
        code: code.to_owned(),
        consent_lost: false,
    }
}

/// Hands a message over. Looking a number or token up is noted in the audit log before it goes out.
///
/// # Errors
/// The database's, before anything went out.
pub async fn hand(
    state: &AppState,
    channel: Channel,
    message: &Outgoing,
) -> Result<Handed, Problem> {
    let reading = Reading::new(Actor::system("send_notification"));
    match channel {
        Channel::App => app_push::send(state, reading, message).await,
        Channel::Wechat | Channel::Sms => Ok(refused("not_configured")),
        // By hands, not by us.
        Channel::Word => Ok(refused("by_word")),
    }
}
