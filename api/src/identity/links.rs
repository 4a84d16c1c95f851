//! By what somebody signs in: their phone and their WeChat, linked to one account.
//!
//! Whoever is linked to both is reached on both. A phone or WeChat that has an account already is taken over from it only while nobody
//! has used that one for anything; two accounts with records stay two, and the caller is told which one to sign in to.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, IntoActiveModel};

use super::entity::{account, person};
use super::persons::{self, SignInBy};
use super::{Phone, sessions, store, wechat};
use crate::needs;
use crate::platform::audit::{self, Actor};
use crate::platform::crypto::Cell;
use crate::platform::db::is_conflict;
use crate::platform::ids::PersonId;
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::providers::upkeep;
use crate::state::AppState;
use crate::wechat::errcode::Failure;

/// The phone behind a code of WeChat's `getPhoneNumber`.
///
/// # Errors
/// 422 for a code that WeChat refuses (wrong, used, too old) and for a phone that is not of the mainland; 503 when WeChat does not answer.
pub async fn phone_of_code(
    state: &AppState,
    field: &'static str,
    code: &str,
) -> Result<Phone, Problem> {
    wechat::check_code(field, code)?;
    let info = state.wechat.client.phone_of_code(code, None).await;
    let info = info.map_err(|failure| match failure {
        Failure::Other(40029 | 40013) => Problem::field(field, FieldCode::Unknown),
        other => {
            tracing::warn!(code = other.code(), "WeChat does not say a phone");
            Problem::new(ErrorCode::Unavailable).retry_after(5)
        }
    })?;
    let mainland = info.country_code == "86";
    let phone = Phone::parse(&info.pure_phone_number).filter(|_| mainland);
    phone.ok_or_else(|| Problem::field(field, FieldCode::Format))
}

/// The account that a sign-in by WeChat reaches, with the phone that WeChat told on the way, if it did: the WeChat's own, else the
/// phone's, else a new one; it is linked to both then.
///
/// # Errors
/// 409 when both have accounts that are in use.
pub async fn account_of<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    openid: &str,
    phone: Option<&Phone>,
) -> Result<account::Model, Problem> {
    let by_openid = find_by_openid(txn, state, openid).await?;
    let Some(phone) = phone else {
        return match by_openid {
            Some(account) => Ok(account),
            None => persons::create_account(txn, state, &SignInBy::Openid(openid.to_owned())).await,
        };
    };
    let by_phone = find_by_phone(txn, state, phone).await?;
    match (by_openid, by_phone) {
        (Some(one), Some(other)) if one.id == other.id => Ok(one),
        // The phone is what officers and neighbours know somebody by.
        (_, Some(account)) => link_openid(txn, state, account, openid).await,
        // Another number than the account's own is no wish to change that: there is an operation for it.
        (Some(account), None) if account.phone_index.is_some() => Ok(account),
        (Some(account), None) => link_phone(txn, state, account, phone).await,
        (None, None) => {
            let account =
                persons::create_account(txn, state, &SignInBy::Phone(phone.clone())).await?;
            link_openid(txn, state, account, openid).await
        }
    }
}

/// Links the caller's account to a WeChat, in place of an earlier one.
///
/// # Errors
/// 409 when another account that is in use has it.
pub async fn connect_wechat<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    account: account::Model,
    openid: &str,
) -> Result<(), Problem> {
    let account = link_openid(txn, state, account, openid).await?;
    note(txn, state, actor, &account, "openid").await
}

/// Links the caller's account to a phone, in place of an earlier one.
///
/// # Errors
/// 409 when another account that is in use has it.
pub async fn connect_phone<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    account: account::Model,
    phone: &Phone,
) -> Result<(), Problem> {
    let account = link_phone(txn, state, account, phone).await?;
    note(txn, state, actor, &account, "phone").await
}

/// Unlinks the caller's account from its WeChat; doing so twice changes nothing.
///
/// # Errors
/// 409 without a phone: nobody could sign in any more.
pub async fn disconnect_wechat<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    account: account::Model,
) -> Result<(), Problem> {
    if account.phone_index.is_none() {
        return Err(ErrorCode::LastSignIn.into());
    }
    if account.openid_index.is_none() {
        return Ok(());
    }
    let mut change = account.clone().into_active_model();
    change.openid = Set(None);
    change.openid_index = Set(None);
    change.update(txn).await?;
    note(txn, state, actor, &account, "openid").await
}

async fn note<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    account: &account::Model,
    what: &str,
) -> Result<(), Problem> {
    let about = ("accounts", account.id.0, what);
    audit::record_change(txn, &state.clock, actor, Some(account.person_id), about).await?;
    // Whoever is signed in elsewhere hears that the ways to sign in have changed.
    let event = NewEvent {
        kind: EventKind::AccountChanged,
        entity_id: account.id.0,
        community_code: None,
        payload: serde_json::json!({ "changed": what }),
        recipients: vec![account.person_id],
    };
    Ok(outbox::append(txn, &state.clock, vec![event]).await?)
}

async fn find_by_openid<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    openid: &str,
) -> Result<Option<account::Model>, DbErr> {
    store::find_account_by_openid(txn, &state.vault.blind_index("openid", openid)).await
}

async fn find_by_phone<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    phone: &Phone,
) -> Result<Option<account::Model>, DbErr> {
    store::find_account_by_phone(txn, &state.vault.blind_index("phone", phone.digits())).await
}

async fn link_openid<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    account: account::Model,
    openid: &str,
) -> Result<account::Model, Problem> {
    match find_by_openid(txn, state, openid).await? {
        Some(holder) if holder.id == account.id => return Ok(holder),
        Some(holder) => give_up(txn, state, holder, ErrorCode::WechatTaken).await?,
        None => {}
    }
    let key = state.vault.person_key(txn, account.person_id).await?;
    let cell = Cell::new("accounts", "openid", account.id.0);
    let mut change = account.into_active_model();
    change.openid = Set(Some(key.seal(cell, openid.as_bytes())));
    change.openid_index = Set(Some(state.vault.blind_index("openid", openid)));
    let linked = change.update(txn).await;
    linked.map_err(|error| taken_meanwhile(error, ErrorCode::WechatTaken))
}

async fn link_phone<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    account: account::Model,
    phone: &Phone,
) -> Result<account::Model, Problem> {
    match find_by_phone(txn, state, phone).await? {
        Some(holder) if holder.id == account.id => return Ok(holder),
        Some(holder) => give_up(txn, state, holder, ErrorCode::PhoneTaken).await?,
        None => {}
    }
    write_phone(txn, state, account.person_id, Some(phone)).await?;
    let mut change = account.into_active_model();
    change.phone_index = Set(Some(state.vault.blind_index("phone", phone.digits())));
    let linked = change.update(txn).await;
    linked.map_err(|error| taken_meanwhile(error, ErrorCode::PhoneTaken))
}

/// Of two who link the same at the same moment one has it.
fn taken_meanwhile(error: DbErr, taken: ErrorCode) -> Problem {
    if is_conflict(&error) {
        taken.into()
    } else {
        error.into()
    }
}

/// Writes a person's phone, under the version that everybody who changes them goes by.
async fn write_phone<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: PersonId,
    phone: Option<&Phone>,
) -> Result<(), Problem> {
    let row = store::find_person(txn, id).await?;
    let row = row.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    if !store::begin_change(txn, id, row.version).await? {
        return Err(ErrorCode::Conflict.into());
    }
    let key = state.vault.person_key(txn, id).await?;
    let sealed = phone.map(|phone| key.seal(persons::cell("phone", id), phone.digits().as_bytes()));
    let change = person::ActiveModel {
        phone: Set(sealed),
        phone_index: Set(phone.map(|phone| state.vault.blind_index("phone", phone.digits()))),
        version: Set(row.version + 1),
        updated_at: Set(state.clock.now()),
        ..row.into_active_model()
    };
    change.update(txn).await?;
    upkeep::person_changed(txn, state, id).await?;
    Ok(())
}

/// Ends an account that nobody has used for anything, so that what it signs in by is free for the one whose owner just proved to have it.
async fn give_up<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    holder: account::Model,
    taken: ErrorCode,
) -> Result<(), Problem> {
    let person = holder.person_id;
    let both = holder.phone_index.is_some() && holder.openid_index.is_some();
    let is_used = both
        || holder.demo
        || holder.disabled_at.is_some()
        || store::holds_any_role(txn, person).await?
        || !needs::store::own_ids(txn, person).await?.is_empty();
    if is_used {
        return Err(taken.into());
    }
    for session in store::open_sessions(txn, holder.id).await? {
        sessions::end(txn, state, session, "account_joined").await?;
    }
    write_phone(txn, state, person, None).await?;
    let mut change = holder.into_active_model();
    change.openid = Set(None);
    change.openid_index = Set(None);
    change.phone_index = Set(None);
    change.disabled_at = Set(Some(state.clock.now()));
    change.update(txn).await?;
    Ok(())
}
