//! Consents over HTTP.

use actix_web::web::Data;

use super::dto::{
    CreateStreetConsentDto, DecideStreetConsentDto, ListStreetConsentsQuery, StreetConsentDto,
};
use super::{service, store};
use crate::operations::{
    CreateStreetConsent, DecideStreetConsent, EndStreetConsent, ListStreetConsents,
};
use crate::platform::access::Access;
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::StreetConsentId;
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::Problem;
use crate::state::AppState;

/// Consent that the own street's workers are asked for another street's needs, or ask another street for its consent
///
/// Whose workers they are, decides: with the giving street within reach it is given at once, with the asking one only it is asked for.
#[utoipa::path(post, path = "/v1/street-consents", tag = "dispatch", request_body = CreateStreetConsentDto,
    responses((status = 201, body = StreetConsentDto)))]
pub async fn create_street_consent(
    access: Access<CreateStreetConsent>,
    key: IdempotencyKey,
    body: JsonBody<CreateStreetConsentDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    access
        .submission(&key, &body.hash)
        .run(&state, async |txn| {
            let row = service::create(txn, &state, &actor, &access.reach, &body.value).await?;
            let location = format!("/v1/street-consents/{}", row.id);
            Answer::created(location, &StreetConsentDto::from(row))
        })
        .await
}

/// Consents that the own streets give or ask for, newest first
#[utoipa::path(get, path = "/v1/street-consents", tag = "dispatch", params(ListStreetConsentsQuery),
    responses((status = 200, body = Page<StreetConsentDto>)))]
pub async fn list_street_consents(
    access: Access<ListStreetConsents>,
    query: Params<ListStreetConsentsQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let rows = store::list(state.db.read(), &access.reach, query.0.state, page).await?;
    Answer::ok(&Page::new(rows, page, |row| row.id.0).map(StreetConsentDto::from))
}

/// Say whether the own street consents, when it was asked
#[utoipa::path(post, path = "/v1/street-consents/{id}/decide", tag = "dispatch", params(("id" = StreetConsentId, Path)),
    request_body = DecideStreetConsentDto, responses((status = 200, body = StreetConsentDto)))]
pub async fn decide_street_consent(
    access: Access<DecideStreetConsent>,
    id: PathId<StreetConsentId>,
    key: IdempotencyKey,
    body: JsonBody<DecideStreetConsentDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    let hash = [id.0.0.as_bytes().as_slice(), &body.hash].concat();
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let reach = &access.reach;
            let row = service::decide(txn, &state, &actor, reach, id.0, &body.value).await?;
            Answer::ok(&StreetConsentDto::from(row))
        })
        .await
}

/// Take a consent back, or the question for it; what was accepted under it stands
#[utoipa::path(delete, path = "/v1/street-consents/{id}", tag = "dispatch", params(("id" = StreetConsentId, Path)),
    responses((status = 204)))]
pub async fn end_street_consent(
    access: Access<EndStreetConsent>,
    id: PathId<StreetConsentId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    state
        .db
        .write_txn(async |txn| service::end(txn, &state, &actor, &access.reach, id.0).await)
        .await?;
    Ok(Answer::no_content())
}
