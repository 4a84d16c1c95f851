//! The ledger of agreements to be written to: granted by answers to popups, taken by messages.
//!
//! One accepted popup of a one-time template is one message; a long-term template is agreed to once. An agreement is taken in a
//! transaction of its own before the message leaves, so simultaneous sends never take more than there are, and given back when WeChat
//! certainly did not take the message. When WeChat says that there is none (43101) it is right, and ours are set to none.

use std::time::Duration;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder as _};

use super::entity::{consent, consent_entry};
use super::subscribe::TemplateType;
use crate::platform::clock::Clock;
use crate::platform::crypto::BlindIndex;
use crate::platform::ids::PersonId;

/// Within this time an answer told by the mini-program and one told by WeChat's callback are of the same popup.
const SAME_POPUP: Duration = Duration::from_secs(600);

/// Who tells an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// The mini-program. It may lie, and may be lost.
    Client,
    /// WeChat's callback, which is right where both speak.
    Callback,
}

impl Heard {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Callback => "callback",
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Client => Self::Callback,
            Self::Callback => Self::Client,
        }
    }
}

/// One person's place in the ledger, for one template.
#[derive(Debug, Clone, Copy)]
pub struct Account<'a> {
    /// Blind index of the openid.
    pub openid: &'a BlindIndex,
    /// Whose it is.
    pub person: PersonId,
    /// WeChat's id of the template.
    pub template_id: &'a str,
    /// How long an agreement lasts.
    pub template_type: TemplateType,
}

impl Account<'_> {
    fn row(&self) -> sea_orm::Condition {
        sea_orm::Condition::all()
            .add(consent::Column::OpenidIndex.eq(self.openid.clone()))
            .add(consent::Column::TemplateId.eq(self.template_id))
            .add(consent::Column::PersonId.eq(self.person))
    }
}

/// Writes an answer to a popup down. What the other side has told already is not counted again; where they differ, the callback is
/// right.
///
/// # Errors
/// The database's.
pub async fn hear<C: ConnectionTrait>(
    txn: &C,
    clock: &Clock,
    account: Account<'_>,
    accepted: bool,
    by: Heard,
) -> Result<(), DbErr> {
    lock(txn, clock, account, accepted).await?;
    let Some(twin) = unheard_twin(txn, clock, account, by).await? else {
        note(txn, clock, account, "answered", Some((accepted, by))).await?;
        return grant(txn, account, accepted).await;
    };
    let told = twin.accepted.unwrap_or(false);
    let right = match by {
        Heard::Client => told,
        Heard::Callback => accepted,
    };
    let mut twin: consent_entry::ActiveModel = twin.into();
    twin.heard = Set(Some("both".to_owned()));
    twin.accepted = Set(Some(right));
    twin.update(txn).await?;
    set_standing(txn, account, right).await?;
    if right == told {
        return Ok(());
    }
    if right {
        grant(txn, account, true).await
    } else {
        take_back(txn, account).await
    }
}

/// Takes one agreement for a message; answers whether there was one.
///
/// # Errors
/// The database's.
pub async fn take<C: ConnectionTrait>(
    txn: &C,
    clock: &Clock,
    account: Account<'_>,
) -> Result<bool, DbErr> {
    // The condition and the change are one statement: the database decides between simultaneous takers.
    let cost = match account.template_type {
        TemplateType::OneTime => 1,
        TemplateType::LongTerm => 0,
    };
    let taken = change_remaining(txn, account, -cost, true).await?;
    if taken {
        note(txn, clock, account, "taken", None).await?;
    }
    Ok(taken)
}

/// Gives back what was taken for a message that WeChat certainly does not have.
///
/// # Errors
/// The database's.
pub async fn give_back<C: ConnectionTrait>(
    txn: &C,
    clock: &Clock,
    account: Account<'_>,
) -> Result<(), DbErr> {
    if account.template_type == TemplateType::OneTime {
        change_remaining(txn, account, 1, false).await?;
    }
    note(txn, clock, account, "given_back", None).await
}

/// There is none left: WeChat says so, or the person has turned messages off.
///
/// # Errors
/// The database's.
pub async fn lose<C: ConnectionTrait>(
    txn: &C,
    clock: &Clock,
    account: Account<'_>,
    turned_off: bool,
) -> Result<(), DbErr> {
    consent::Entity::update_many()
        .col_expr(consent::Column::Remaining, Expr::value(0))
        .filter(account.row())
        .exec(txn)
        .await?;
    if turned_off {
        set_standing(txn, account, false).await?;
    }
    let change = if turned_off { "turned_off" } else { "lost" };
    note(txn, clock, account, change, None).await
}

/// Everything an openid agreed to.
///
/// # Errors
/// The database's.
pub async fn of_openid<C: ConnectionTrait>(
    db: &C,
    openid: &BlindIndex,
    person: PersonId,
) -> Result<Vec<consent::Model>, DbErr> {
    consent::Entity::find()
        .filter(consent::Column::OpenidIndex.eq(openid.clone()))
        .filter(consent::Column::PersonId.eq(person))
        .all(db)
        .await
}

/// Makes the row if there is none, and holds it: the two tellers of one answer come one after the other.
async fn lock<C: ConnectionTrait>(
    txn: &C,
    clock: &Clock,
    account: Account<'_>,
    accepted: bool,
) -> Result<(), DbErr> {
    let row = consent::ActiveModel {
        openid_index: Set(account.openid.clone()),
        template_id: Set(account.template_id.to_owned()),
        person_id: Set(account.person),
        remaining: Set(0),
        standing: Set(standing(accepted).to_owned()),
        answered_at: Set(clock.now()),
    };
    consent::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([consent::Column::OpenidIndex, consent::Column::TemplateId])
                // The openid may have come to another account meanwhile; what was agreed to goes with it.
                .update_columns([consent::Column::AnsweredAt, consent::Column::PersonId])
                .to_owned(),
        )
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The earliest answer that only the other side has told so far.
async fn unheard_twin<C: ConnectionTrait>(
    txn: &C,
    clock: &Clock,
    account: Account<'_>,
    by: Heard,
) -> Result<Option<consent_entry::Model>, DbErr> {
    consent_entry::Entity::find()
        .filter(consent_entry::Column::OpenidIndex.eq(account.openid.clone()))
        .filter(consent_entry::Column::TemplateId.eq(account.template_id))
        .filter(consent_entry::Column::Change.eq("answered"))
        .filter(consent_entry::Column::Heard.eq(by.other().as_str()))
        .filter(consent_entry::Column::At.gte(clock.now().minus(SAME_POPUP)))
        .order_by_asc(consent_entry::Column::At)
        .order_by_asc(consent_entry::Column::Id)
        .one(txn)
        .await
}

async fn grant<C: ConnectionTrait>(
    txn: &C,
    account: Account<'_>,
    accepted: bool,
) -> Result<(), DbErr> {
    match (account.template_type, accepted) {
        (TemplateType::OneTime, true) => {
            change_remaining(txn, account, 1, false).await?;
        }
        // Refusing one popup takes nothing from what was agreed to before.
        (TemplateType::OneTime, false) => {}
        (TemplateType::LongTerm, _) => set_remaining(txn, account, i32::from(accepted)).await?,
    }
    set_standing(txn, account, accepted).await
}

/// Takes back what the mini-program claimed and WeChat denies, if it was not used meanwhile.
async fn take_back<C: ConnectionTrait>(txn: &C, account: Account<'_>) -> Result<(), DbErr> {
    match account.template_type {
        TemplateType::OneTime => change_remaining(txn, account, -1, true).await.map(drop),
        TemplateType::LongTerm => set_remaining(txn, account, 0).await,
    }
}

async fn change_remaining<C: ConnectionTrait>(
    txn: &C,
    account: Account<'_>,
    by: i32,
    only_if_any: bool,
) -> Result<bool, DbErr> {
    let mut change = consent::Entity::update_many()
        .col_expr(
            consent::Column::Remaining,
            sea_orm::ExprTrait::add(Expr::col(consent::Column::Remaining), by),
        )
        .filter(account.row());
    if only_if_any {
        change = change.filter(consent::Column::Remaining.gt(0));
    }
    Ok(change.exec(txn).await?.rows_affected > 0)
}

async fn set_remaining<C: ConnectionTrait>(
    txn: &C,
    account: Account<'_>,
    remaining: i32,
) -> Result<(), DbErr> {
    consent::Entity::update_many()
        .col_expr(consent::Column::Remaining, Expr::value(remaining))
        .filter(account.row())
        .exec(txn)
        .await?;
    Ok(())
}

async fn set_standing<C: ConnectionTrait>(
    txn: &C,
    account: Account<'_>,
    accepted: bool,
) -> Result<(), DbErr> {
    consent::Entity::update_many()
        .col_expr(consent::Column::Standing, Expr::value(standing(accepted)))
        .filter(account.row())
        .exec(txn)
        .await?;
    Ok(())
}

async fn note<C: ConnectionTrait>(
    txn: &C,
    clock: &Clock,
    account: Account<'_>,
    change: &str,
    answer: Option<(bool, Heard)>,
) -> Result<(), DbErr> {
    let row = consent_entry::ActiveModel {
        id: Set(clock.new_uuid()),
        openid_index: Set(account.openid.clone()),
        template_id: Set(account.template_id.to_owned()),
        change: Set(change.to_owned()),
        accepted: Set(answer.map(|(accepted, _)| accepted)),
        heard: Set(answer.map(|(_, by)| by.as_str().to_owned())),
        at: Set(clock.now()),
    };
    consent_entry::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

const fn standing(accepted: bool) -> &'static str {
    if accepted { "accepted" } else { "refused" }
}
