//! What officers vouch for: certificates and clearances.

use actix_web::web::Data;
use jinlin_matcher::Clearance;

use super::dto::{AddCertificateDto, CertificateDto, ProviderDto, SetClearanceDto};
use super::{certificates, model, profile, store};
use crate::operations::{AddCertificate, ListCertificates, SetClearance};
use crate::platform::access::Access;
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::ProviderId;
use crate::platform::page::{Page, PageQuery, PageRequest};
use crate::platform::problem::{FieldCode, Problem};
use crate::state::AppState;

/// Write down a certificate that was seen; the provider's level becomes the highest valid one
#[utoipa::path(post, path = "/v1/providers/{id}/certificates", tag = "providers",
    params(("id" = ProviderId, Path)), request_body = AddCertificateDto,
    responses((status = 201, body = CertificateDto)))]
pub async fn add_certificate(
    access: Access<AddCertificate>,
    id: PathId<ProviderId>,
    key: IdempotencyKey,
    body: JsonBody<AddCertificateDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let new = certificates::parse(&body.value, state.clock.civil_date(state.clock.now()))?;
    let actor = access.actor();
    // Whose it is belongs to what was sent: the same paper for somebody else is another request.
    let mut hash = id.0.0.as_bytes().to_vec();
    hash.extend_from_slice(&body.hash);
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let sent = (&body.value, &new);
            let shown = certificates::add(txn, &state, &actor, &access.reach, id.0, sent).await?;
            Answer::created(format!("/v1/providers/{}/certificates", id.0), &shown)
        })
        .await
}

/// A provider's certificates, newest first
#[utoipa::path(get, path = "/v1/providers/{id}/certificates", tag = "providers",
    params(("id" = ProviderId, Path), PageQuery), responses((status = 200, body = Page<CertificateDto>)))]
pub async fn list_certificates(
    access: Access<ListCertificates>,
    id: PathId<ProviderId>,
    query: Params<PageQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let request = PageRequest::try_from(&query.0)?;
    let db = state.db.read();
    let provider = profile::within_reach(db, &access.reach, id.0).await?;
    let page = Page::new(
        store::list_certificates(db, &provider, request).await?,
        request,
        |row| row.id.0,
    );
    let mut reading = access.reading();
    let mut items = Vec::with_capacity(page.items.len());
    if !page.items.is_empty() {
        let key = state.vault.person_key(db, provider.person_id).await?;
        let today = state.clock.civil_date(state.clock.now()).to_string();
        for row in page.items {
            let number = reading.open_text(&key, model::number_cell(row.id), &row.number)?;
            items.push(CertificateDto::of(row, number, &today));
        }
    }
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&Page {
        items,
        next_cursor: page.next_cursor,
    })
}

/// Say what a provider has been checked for: work with children, with disabled people, visits at home
#[utoipa::path(put, path = "/v1/providers/{id}/clearance", tag = "providers",
    params(("id" = ProviderId, Path)), request_body = SetClearanceDto,
    responses((status = 200, body = ProviderDto)))]
pub async fn set_clearance(
    access: Access<SetClearance>,
    id: PathId<ProviderId>,
    body: JsonBody<SetClearanceDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    let wanted = &body.value.clearance;
    if wanted.len() > Clearance::ALL.len() {
        return Err(Problem::field("clearance", FieldCode::TooLong));
    }
    let row = state
        .db
        .write_txn(async |txn| {
            certificates::set_clearance(txn, &state, &actor, &access.reach, id.0, wanted).await
        })
        .await?;
    Ok(Answer::ok(&ProviderDto::of(&row, &state.divisions()))?.etag(row.version))
}
