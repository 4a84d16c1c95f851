//! Linking over HTTP.

use actix_web::web::Data;

use super::dto::{ConnectPhoneDto, ConnectWechatDto, MeDto};
use super::entity::account;
use super::routes::{parse_phone, read_me};
use super::{Phone, codes, links, store, wechat};
use crate::operations::{ConnectPhone, ConnectWechat, DisconnectWechat};
use crate::platform::access::{Access, Operation};
use crate::platform::http::{Answer, JsonBody};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// Link the own account to a WeChat, in place of an earlier one
///
/// WeChat's code works once: after a lost answer send a fresh one of `wx.login`.
#[utoipa::path(put, path = "/v1/me/wechat", tag = "identity", request_body = ConnectWechatDto,
    responses((status = 200, body = MeDto)))]
pub async fn connect_wechat(
    access: Access<ConnectWechat>,
    body: JsonBody<ConnectWechatDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let openid = wechat::openid_of(&state, &body.value.code).await?;
    let actor = access.actor();
    state
        .db
        .write_txn(async |txn| {
            let account = own_account(txn, &access).await?;
            links::connect_wechat(txn, &state, &actor, account, &openid).await
        })
        .await?;
    answer(&access, &state).await
}

/// Unlink the own account from its WeChat
#[utoipa::path(delete, path = "/v1/me/wechat", tag = "identity", responses((status = 204)))]
pub async fn disconnect_wechat(
    access: Access<DisconnectWechat>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    state
        .db
        .write_txn(async |txn| {
            let account = own_account(txn, &access).await?;
            links::disconnect_wechat(txn, &state, &actor, account).await
        })
        .await?;
    Ok(Answer::no_content())
}

/// Link the own account to a phone, in place of an earlier one
///
/// Either `phone` with the one-time code that `POST /v1/auth/codes` sent to it, or `wechat_code`.
#[utoipa::path(put, path = "/v1/me/phone", tag = "identity", request_body = ConnectPhoneDto,
    responses((status = 200, body = MeDto)))]
pub async fn connect_phone(
    access: Access<ConnectPhone>,
    body: JsonBody<ConnectPhoneDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    // A phone that did not hear the answer sends the same again, with a code that is used up by then.
    if is_own(&access, &body.value, &state).await? {
        return answer(&access, &state).await;
    }
    let (phone, code) = prove_phone(&body.value, &state).await?;
    let actor = access.actor();
    state
        .db
        .write_txn(async |txn| {
            if let Some(code) = code {
                let index = state.vault.blind_index("phone", phone.digits());
                if !store::use_code(txn, code, &index, state.clock.now()).await? {
                    return Err(Problem::field("code", FieldCode::Unknown));
                }
            }
            let account = own_account(txn, &access).await?;
            links::connect_phone(txn, &state, &actor, account, &phone).await
        })
        .await?;
    answer(&access, &state).await
}

/// Whether the phone of a request is the caller's own already.
async fn is_own<O: Operation>(
    access: &Access<O>,
    input: &ConnectPhoneDto,
    state: &AppState,
) -> Result<bool, Problem> {
    let Some(phone) = input.phone.as_deref().and_then(Phone::parse) else {
        return Ok(false);
    };
    if input.wechat_code.is_some() || input.code.is_none() {
        return Ok(false);
    }
    let index = state.vault.blind_index("phone", phone.digits());
    let account = own_account(state.db.read(), access).await?;
    Ok(account.phone_index == Some(index))
}

/// The phone that a request proves to have, and the one-time code that is to be used up with it.
async fn prove_phone(
    input: &ConnectPhoneDto,
    state: &AppState,
) -> Result<(Phone, Option<uuid::Uuid>), Problem> {
    if let Some(code) = &input.wechat_code {
        let mut errors = FieldErrors::default();
        errors.check(input.phone.is_none(), "phone", FieldCode::Contradiction);
        errors.check(input.code.is_none(), "code", FieldCode::Contradiction);
        errors.finish()?;
        return Ok((
            links::phone_of_code(state, "wechat_code", code).await?,
            None,
        ));
    }
    let mut errors = FieldErrors::default();
    errors.check(input.phone.is_some(), "phone", FieldCode::Required);
    errors.check(input.code.is_some(), "code", FieldCode::Required);
    errors.finish()?;
    let phone = parse_phone(input.phone.as_deref().unwrap_or_default())?;
    codes::count_sign_in(state, &phone).await?;
    let code = input.code.as_deref().unwrap_or_default();
    let code = codes::check_code(state, &phone, code).await;
    // Whoever is signed in and mistypes a code is not signed out by that: it is a field that is wrong.
    let code = code.map_err(|problem| match problem.code() {
        ErrorCode::CodeInvalid | ErrorCode::CodeExpired => {
            Problem::field("code", FieldCode::Unknown)
        }
        _ => problem,
    })?;
    Ok((phone, Some(code)))
}

async fn own_account<C: sea_orm::ConnectionTrait, O: Operation>(
    txn: &C,
    access: &Access<O>,
) -> Result<account::Model, Problem> {
    let account = store::find_account(txn, access.principal.account).await?;
    account.ok_or_else(|| ErrorCode::SessionEnded.into())
}

async fn answer<O: Operation>(access: &Access<O>, state: &AppState) -> Result<Answer, Problem> {
    let me = read_me(access, state).await?;
    Ok(Answer::ok(&me)?.etag(me.version))
}
