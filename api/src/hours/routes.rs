//! Hours over HTTP.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::dto::{CreateHourCertificateDto, HourCertificate, Hours, Verified};
use super::slip::Slip;
use super::{service, store, verify};
use crate::operations::{
    CreateHourCertificate, ListHourCertificates, ListMyHours, PrintHourCertificate, VerifyCode,
};
use crate::platform::access::{Access, Public};
use crate::platform::audit::Reading;
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::HourCertificateId;
use crate::platform::page::{Page, PageQuery, PageRequest};
use crate::platform::pdf;
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// The own hours: all together, and by task, newest first
#[utoipa::path(get, path = "/v1/me/hours", tag = "hours", params(PageQuery),
    responses((status = 200, body = Hours)))]
pub async fn list_my_hours(
    access: Access<ListMyHours>,
    query: Params<PageQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let request = PageRequest::try_from(&query.0)?;
    let person = access.principal.person;
    let mut reading = access.reading();
    let hours = service::list(state.db.read(), &state, &mut reading, person, request).await?;
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&hours)
}

/// Make a slip about the own hours, which anybody can verify by its code
#[utoipa::path(post, path = "/v1/me/hours/certificates", tag = "hours", request_body = CreateHourCertificateDto,
    responses((status = 201, body = HourCertificate)))]
pub async fn create_hour_certificate(
    access: Access<CreateHourCertificate>,
    key: IdempotencyKey,
    body: JsonBody<CreateHourCertificateDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &body.hash)
        .run(&state, async |txn| {
            let person = access.principal.person;
            let mut reading = access.reading();
            let made = service::certify(txn, &state, &mut reading, person, &body.value).await?;
            reading.write(txn, &state.clock).await?;
            let location = format!("/v1/me/hours/certificates/{}.pdf", made.id);
            Answer::created(location, &made)
        })
        .await
}

/// The own slips, newest first
#[utoipa::path(get, path = "/v1/me/hours/certificates", tag = "hours", params(PageQuery),
    responses((status = 200, body = Page<HourCertificate>)))]
pub async fn list_hour_certificates(
    access: Access<ListHourCertificates>,
    query: Params<PageQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let request = PageRequest::try_from(&query.0)?;
    let db = state.db.read();
    let rows = store::certificates(db, access.principal.person, request).await?;
    let page = Page::new(rows, request, |row| row.id.0);
    let mut reading = access.reading();
    let mut items = Vec::with_capacity(page.items.len());
    for row in page.items {
        items.push(service::show(db, &state, &mut reading, row).await?);
    }
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&Page {
        items,
        next_cursor: page.next_cursor,
    })
}

/// One of the own slips, to print
#[utoipa::path(get, path = "/v1/me/hours/certificates/{id}.pdf", tag = "hours",
    params(("id" = HourCertificateId, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
pub async fn print_hour_certificate(
    access: Access<PrintHourCertificate>,
    id: PathId<HourCertificateId>,
    state: Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let db = state.db.read();
    let row = service::find(db, access.principal.person, id.0).await?;
    let mut reading = access.reading();
    let name = service::read_name(db, &state, &mut reading, &row).await?;
    let name = name.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let issued_on = state.clock.civil_date(row.issued_at).to_string();
    let shown = service::show(db, &state, &mut reading, row).await?;
    let public_url = state.settings.slips.public_url.trim_end_matches('/');
    let slip = Slip {
        name,
        minutes: shown.minutes,
        tasks: shown.tasks,
        from: shown.from,
        to: shown.to,
        issued_on,
        verify_at: (!public_url.is_empty()).then(|| format!("{public_url}/verify/{}", shown.code)),
        code: shown.code,
    };
    let file = slip.sheet().print(&state.font)?;
    reading.finish(&state.db, &state.clock).await?;
    Ok(pdf::answer("hours.pdf", file))
}

/// Check a slip about hours or a service record by its code, without an account
#[utoipa::path(get, path = "/v1/verify/{code}", tag = "hours",
    params(("code" = String, Path, description = "Verification code", example = "7K2M-9QXD-0B4T-WZ81")),
    responses((status = 200, body = Verified)))]
pub async fn verify_code(
    access: Public<VerifyCode>,
    code: PathId<String>,
    request: HttpRequest,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    verify::count_attempt(&state, &request).await?;
    let mut reading = Reading::new(access.actor());
    let verified = verify::verify(&state, &mut reading, &code.0).await?;
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&verified)
}
