//! Sign-in, sign-out and the own account.

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Data;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel};

use super::dto::{
    CodeSentDto, ConsentDto, CreateSessionDto, CreateWechatSessionDto, MeDto, RefreshSessionDto,
    RequestCodeDto, SessionDto, UpdateMeDto,
};
use super::persons::{self, SignInBy};
use super::sessions::{Begun, Refreshed};
use super::{Phone, codes, links, sessions, store, wechat};
use crate::operations::{
    CreateSession, CreateWechatSession, EndSession, RefreshSession, RequestCode, ShowMe, UpdateMe,
};
use crate::platform::access::{Access, Operation, Public};
use crate::platform::http::{Answer, IfMatch, JsonBody};
use crate::platform::idempotency::{IdempotencyKey, Submission};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

const COOKIE: &str = "jinlin_refresh";

pub(super) fn parse_phone(text: &str) -> Result<Phone, Problem> {
    Phone::parse(text).ok_or_else(|| Problem::field("phone", FieldCode::Format))
}

/// A submission of somebody without a session: its key counts only together with what it sends.
fn anonymous<'a, O: Operation>(
    caller: &Public<O>,
    key: &'a IdempotencyKey,
    hash: &'a [u8],
) -> Submission<'a> {
    Submission {
        owner: "anonymous".to_owned(),
        operation: O::ID,
        key,
        body_hash: hash,
        actor: caller.actor(),
    }
}

/// Send a one-time code to a phone
#[utoipa::path(post, path = "/v1/auth/codes", tag = "identity", request_body = RequestCodeDto,
    responses((status = 202, body = CodeSentDto)))]
pub async fn request_code(
    caller: Public<RequestCode>,
    key: IdempotencyKey,
    body: JsonBody<RequestCodeDto>,
    request: HttpRequest,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let phone = parse_phone(&body.value.phone)?;
    codes::count_code_request(&state, &request, &phone).await?;
    let submission = anonymous(&caller, &key, &body.hash);
    // A phone that did not hear the answer sends the same again, and wants no second message.
    if let Some(answer) = submission.replayed(&state).await? {
        return Ok(answer);
    }
    let id = submission.row_id(&state.clock);
    let expires_in = match codes::send_code(&state, &phone, id).await {
        Ok(expires_in) => expires_in,
        // Its twin may have been answered between the two looks.
        Err(problem) => return submission.replayed(&state).await?.ok_or(problem),
    };
    submission
        .run(&state, async |_txn| {
            let terms_version = sessions::terms_version(&state).to_owned();
            Answer::accepted(&CodeSentDto {
                expires_in,
                terms_version,
            })
        })
        .await
}

/// Sign in by phone and one-time code
#[utoipa::path(post, path = "/v1/sessions", tag = "identity", request_body = CreateSessionDto,
    responses((status = 201, body = SessionDto)))]
pub async fn create_session(
    caller: Public<CreateSession>,
    key: IdempotencyKey,
    body: JsonBody<CreateSessionDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let input = &body.value;
    let phone = parse_phone(&input.phone)?;
    codes::count_sign_in(&state, &phone).await?;
    let submission = anonymous(&caller, &key, &body.hash);
    // A phone that did not hear the answer sends the same again, with a code that is used up by then.
    if let Some(answer) = submission.replayed(&state).await? {
        return Ok(answer);
    }
    let code = match codes::check_code(&state, &phone, &input.code).await {
        Ok(code) => code,
        // Its twin may have used the code up between the two looks; then its answer is there by now.
        Err(problem) => return submission.replayed(&state).await?.ok_or(problem),
    };
    submission
        .run(&state, async |txn| {
            let index = state.vault.blind_index("phone", phone.digits());
            if !store::use_code(txn, code, &index, state.clock.now()).await? {
                return Err(ErrorCode::CodeInvalid.into());
            }
            let account = match store::find_account_by_phone(txn, &index).await? {
                Some(account) => account,
                None => {
                    persons::create_account(txn, &state, &SignInBy::Phone(phone.clone())).await?
                }
            };
            let begun = sessions::begin(
                txn,
                &state,
                &account,
                input.client,
                input.consent_version.as_deref(),
            )
            .await?;
            answer_session(begun, input.client.is_browser())
        })
        .await
}

/// Sign in by a WeChat code
///
/// With a code of `getPhoneNumber` beside it, whoever has an account by that phone signs in to that one, and is reached on both from then
/// on.
#[utoipa::path(post, path = "/v1/sessions/wechat", tag = "identity", request_body = CreateWechatSessionDto,
    responses((status = 201, body = SessionDto)))]
pub async fn create_wechat_session(
    caller: Public<CreateWechatSession>,
    key: IdempotencyKey,
    body: JsonBody<CreateWechatSessionDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let input = &body.value;
    let submission = anonymous(&caller, &key, &body.hash);
    if let Some(answer) = submission.replayed(&state).await? {
        return Ok(answer);
    }
    let openid = wechat::openid_of(&state, &input.code).await?;
    let phone = match &input.phone_code {
        Some(code) => Some(links::phone_of_code(&state, "phone_code", code).await?),
        None => None,
    };
    submission
        .run(&state, async |txn| {
            let account = links::account_of(txn, &state, &openid, phone.as_ref()).await?;
            let client = super::dto::ClientKind::MiniProgram;
            let begun = sessions::begin(
                txn,
                &state,
                &account,
                client,
                input.consent_version.as_deref(),
            )
            .await?;
            answer_session(begun, false)
        })
        .await
}

/// Exchange a refresh token for new tokens
///
/// A refresh token works once. Sending one that was used before ends the session, because somebody else may have it;
/// after a lost answer, repeat the request with the same `Idempotency-Key`.
#[utoipa::path(post, path = "/v1/sessions/refresh", tag = "identity", request_body = RefreshSessionDto,
    responses((status = 201, body = SessionDto)))]
pub async fn refresh_session(
    caller: Public<RefreshSession>,
    key: IdempotencyKey,
    body: JsonBody<RefreshSessionDto>,
    request: HttpRequest,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let (token, browser) = match body.value.refresh_token.clone() {
        Some(token) => (token, false),
        None => match request.cookie(COOKIE) {
            Some(cookie) => {
                check_origin(&request, &state)?;
                (cookie.value().to_owned(), true)
            }
            None => return Err(Problem::field("refresh_token", FieldCode::Required)),
        },
    };
    let mut hash = body.hash.clone();
    hash.extend_from_slice(&crate::platform::crypto::sha256(token.as_bytes()));
    let answer = anonymous(&caller, &key, &hash)
        .run(&state, async |txn| {
            match sessions::refresh(txn, &state, &token).await? {
                Refreshed::Begun(begun) => answer_session(begun, browser),
                // Not an error: the end of the session must be committed.
                Refreshed::Reused(_) => Ok(Answer::no_content()),
            }
        })
        .await?;
    if answer.status == 204 {
        Err(ErrorCode::SessionEnded.into())
    } else {
        Ok(answer)
    }
}

/// A page of another origin must not be able to use the cookie: the browser's own `Origin` has to be ours.
fn check_origin(request: &HttpRequest, state: &AppState) -> Result<(), Problem> {
    let refused = || Problem::new(ErrorCode::CsrfRefused);
    let origin = request
        .headers()
        .get(header::ORIGIN)
        .and_then(|value| value.to_str().ok())
        .ok_or_else(refused)?;
    let host = request.connection_info().host().to_owned();
    let same = origin
        .split_once("://")
        .is_some_and(|(_, authority)| authority == host);
    let listed = state
        .settings
        .server
        .allowed_origins
        .split(',')
        .any(|allowed| allowed.trim() == origin);
    if same || listed {
        Ok(())
    } else {
        Err(refused())
    }
}

fn answer_session(begun: Begun, browser: bool) -> Result<Answer, Problem> {
    let mut session = begun.session;
    if !browser {
        session.refresh_token = Some(begun.refresh_token);
        return Answer::json(actix_web::http::StatusCode::CREATED, &session);
    }
    let cookie = actix_web::cookie::Cookie::build(COOKIE, begun.refresh_token)
        .path("/v1/sessions")
        .http_only(true)
        .secure(true)
        .same_site(actix_web::cookie::SameSite::Strict)
        .max_age(actix_web::cookie::time::Duration::days(30))
        .finish();
    Ok(
        Answer::json(actix_web::http::StatusCode::CREATED, &session)?
            .header(header::SET_COOKIE, cookie.to_string()),
    )
}

/// Sign out
#[utoipa::path(delete, path = "/v1/sessions/current", tag = "identity", responses((status = 204)))]
pub async fn end_session(
    access: Access<EndSession>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    state
        .db
        .write_txn(async |txn| {
            sessions::end(txn, &state, access.principal.session, "signed_out").await
        })
        .await?;
    state.sessions.forget_session(access.principal.session);
    Ok(Answer::no_content())
}

/// The own account: person, roles, consents
#[utoipa::path(get, path = "/v1/me", tag = "identity", responses((status = 200, body = MeDto)))]
pub async fn show_me(access: Access<ShowMe>, state: Data<AppState>) -> Result<Answer, Problem> {
    let me = read_me(&access, &state).await?;
    Ok(Answer::ok(&me)?.etag(me.version))
}

pub(super) async fn read_me<O: Operation>(
    access: &Access<O>,
    state: &AppState,
) -> Result<MeDto, Problem> {
    let db = state.db.read();
    let person_id = access.principal.person;
    let person = store::find_person(db, person_id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let mut reading = access.reading();
    let contact = persons::read_contact(db, state, &mut reading, person_id).await?;
    let grants = store::grants_of(db, person_id)
        .await?
        .into_iter()
        .map(Into::into)
        .collect();
    let consents = store::consents_of(db, person_id).await?;
    let account = store::find_account(db, access.principal.account).await?;
    reading.finish(&state.db, &state.clock).await?;
    Ok(MeDto {
        account_id: access.principal.account,
        person_id,
        name: contact.name,
        phone: contact
            .phone
            .and_then(|phone| Phone::parse(&phone))
            .map(|phone| phone.masked()),
        wechat: account.is_some_and(|account| account.openid_index.is_some()),
        gender: person.gender,
        dialects: serde_json::from_str(&person.dialects).unwrap_or_default(),
        community: person.community_code,
        grants,
        consents: consents
            .into_iter()
            .map(|row| ConsentDto {
                purpose: row.purpose,
                version: row.version,
                granted_at: row.granted_at,
            })
            .collect(),
        version: person.version,
    })
}

/// Change the own profile
#[utoipa::path(patch, path = "/v1/me", tag = "identity", request_body = UpdateMeDto,
    responses((status = 200, body = MeDto)))]
pub async fn update_me(
    access: Access<UpdateMe>,
    if_match: IfMatch,
    body: JsonBody<UpdateMeDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let input = &body.value;
    check_profile(input, &state)?;
    let id = access.principal.person;
    state
        .db
        .write_txn(async |txn| {
            let row = store::find_person(txn, id)
                .await?
                .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
            if_match.check(row.version)?;
            if !store::begin_change(txn, id, row.version).await? {
                return Err(ErrorCode::PreconditionFailed.into());
            }
            let key = state.vault.person_key(txn, id).await?;
            let version = row.version;
            let mut change = row.into_active_model();
            if let Some(name) = &input.name {
                change.name = Set(Some(
                    key.seal(persons::cell("name", id), name.trim().as_bytes()),
                ));
            }
            if let Some(gender) = input.gender {
                change.gender = Set(Some(gender.as_str().to_owned()));
            }
            if let Some(dialects) = &input.dialects {
                change.dialects = Set(serde_json::to_string(dialects).map_err(Problem::internal)?);
            }
            if let Some(community) = &input.community {
                change.community_code = Set(Some(community.clone()));
            }
            change.version = Set(version + 1);
            change.updated_at = Set(state.clock.now());
            change.update(txn).await?;
            crate::providers::upkeep::person_changed(txn, &state, id).await?;
            Ok::<_, Problem>(())
        })
        .await?;
    let me = read_me(&access, &state).await?;
    Ok(Answer::ok(&me)?.etag(me.version))
}

fn check_profile(input: &UpdateMeDto, state: &AppState) -> Result<(), Problem> {
    let mut errors = FieldErrors::default();
    if let Some(name) = &input.name {
        errors.check(!name.trim().is_empty(), "name", FieldCode::Required);
        errors.check(name.chars().count() <= 40, "name", FieldCode::TooLong);
    }
    for dialect in input.dialects.iter().flatten() {
        errors.check(
            state.reference.taxonomy.dialect_index(dialect).is_some(),
            "dialects",
            FieldCode::Unknown,
        );
    }
    if let Some(community) = &input.community {
        errors.check(
            state.divisions().community(community).is_some(),
            "community",
            FieldCode::Unknown,
        );
    }
    errors.finish()
}
