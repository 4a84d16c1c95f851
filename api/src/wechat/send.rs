//! Sending subscription messages: fill in, take an agreement, hand over, settle.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::client::Client;
use super::consents::{self, Account};
use super::errcode::{Failure, Policy};
use super::subscribe::Templates;
use crate::platform::clock::Clock;
use crate::platform::crypto::Vault;
use crate::platform::db::Db;
use crate::platform::handed::Handed;
use crate::platform::ids::PersonId;

/// Sends subscription messages.
pub struct Messages {
    pub(super) client: Arc<Client>,
    pub(super) templates: Arc<Templates>,
    pub(super) vault: Arc<Vault>,
    pub(super) db: Db,
    pub(super) clock: Clock,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages")
            .field("templates", &self.templates)
            .finish_non_exhaustive()
    }
}

impl Messages {
    /// Whether a kind of notification can go out at all: it has a template.
    #[must_use]
    pub fn knows(&self, kind: &str) -> bool {
        self.templates.of_kind(kind).is_some()
    }

    /// Hands a message about `kind` to WeChat, on one of the person's agreements. `values` are those that the template's keys are
    /// mapped to in `data/wechat_templates.toml`; `page` takes the place of the template's own.
    ///
    /// `Unknown` leaves the agreement taken: WeChat may have the message. An expired access token is renewed and the message sent
    /// again, once, within this call.
    pub async fn send(
        &self,
        openid: &str,
        person: PersonId,
        kind: &str,
        values: &BTreeMap<String, String>,
        page: Option<&str>,
    ) -> Handed {
        let Some(template) = self.templates.of_kind(kind) else {
            return Handed::refused("local.no_template");
        };
        let data = match template.fill(values) {
            Ok(data) => data,
            Err(error) => {
                tracing::error!(
                    kind,
                    code = error.code(),
                    "a subscription message cannot be filled in"
                );
                return Handed::refused(error.code());
            }
        };
        let index = self.vault.blind_index("openid", openid);
        let account = Account {
            openid: &index,
            person,
            template_id: &template.id,
            template_type: template.template_type,
        };
        match self.take(account).await {
            Ok(true) => {}
            Ok(false) => return Handed::no_consent("local.no_consent"),
            Err(code) => return Handed::Retry { after: None, code },
        }
        let page = page.or(template.page.as_deref());
        match self
            .client
            .send_subscribed(openid, &template.id, &data, page)
            .await
        {
            Ok(reference) => Handed::Sent { reference },
            Err(failure) => self.settle(account, kind, failure).await,
        }
    }

    async fn take(&self, account: Account<'_>) -> Result<bool, String> {
        let taken = self
            .db
            .write_txn(async |txn| consents::take(txn, &self.clock, account).await)
            .await;
        taken.map_err(|error| {
            tracing::warn!(%error, "no agreement could be taken; the message waits");
            "local.database".to_owned()
        })
    }

    /// Brings the ledger in line with what became of the message.
    async fn settle(&self, account: Account<'_>, kind: &str, failure: Failure) -> Handed {
        let code = failure.code();
        tracing::warn!(kind, code, "a subscription message was not sent");
        let policy = failure.policy();
        let settled = self
            .db
            .write_txn(async |txn| match policy {
                Policy::ConsentLost => consents::lose(txn, &self.clock, account, false).await,
                Policy::Unknown => Ok(()),
                Policy::Retry(_)
                | Policy::RenewToken
                | Policy::ParkUntilTomorrow
                | Policy::Refuse => consents::give_back(txn, &self.clock, account).await,
            })
            .await;
        if let Err(error) = settled {
            // The ledger then knows of one agreement less than WeChat: a message less, never one too many.
            tracing::warn!(%error, "an agreement could not be settled");
        }
        match policy {
            Policy::Retry(after) => Handed::Retry {
                after: Some(after),
                code,
            },
            // Renewing is the client's matter and was done; this is for a policy that grows.
            Policy::RenewToken => Handed::Retry { after: None, code },
            Policy::ParkUntilTomorrow => Handed::ParkedUntilTomorrow { code },
            Policy::Refuse => Handed::refused(code),
            Policy::ConsentLost => Handed::no_consent(code),
            Policy::Unknown => Handed::Unknown { code },
        }
    }
}
