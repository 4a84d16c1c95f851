//! WeChat over HTTP: agreements, and its callbacks.

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload, web};
use std::pin::Pin;

use super::callback;
use super::dto::{CallbackQuery, ConsentsDto, ReportConsentsDto};
use super::service;
use crate::operations::{
    ListWechatConsents, ReceiveWechatCallback, ReportWechatConsents, VerifyWechatCallback,
};
use crate::platform::access::{Access, Public};
use crate::platform::http::{Answer, JsonBody, Params, read_body};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::problem::Problem;
use crate::state::AppState;

/// The address of the callback. It has no limit by address: WeChat calls from few, and often.
pub const CALLBACK_PATH: &str = "/v1/wechat/callback";

/// WeChat's messages are small.
const CALLBACK_LIMIT: usize = 64 * 1024;

/// A body of any type: WeChat says `text/xml` and `application/json`, or nothing.
#[derive(Debug)]
pub struct CallbackBody(web::Bytes);

impl FromRequest for CallbackBody {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = read_body(request, payload, CALLBACK_LIMIT);
        Box::pin(async move { bytes.await.map(Self) })
    }
}

/// Tell what a popup for subscription messages came to
///
/// The same answer also comes by WeChat's callback; it counts once.
#[utoipa::path(post, path = "/v1/wechat/consents", tag = "wechat", request_body = ReportConsentsDto,
    responses((status = 200, body = ConsentsDto)))]
pub async fn report_wechat_consents(
    access: Access<ReportWechatConsents>,
    key: IdempotencyKey,
    body: JsonBody<ReportConsentsDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    service::check_report(&state, &body.value)?;
    access
        .submission(&key, &body.hash)
        .run(&state, async |txn| {
            service::report(txn, &state, &access.principal, &body.value).await?;
            Answer::ok(&service::list(txn, &state, &access.principal).await?)
        })
        .await
}

/// The templates of subscription messages: which, how many messages are left, which to ask for next
#[utoipa::path(get, path = "/v1/wechat/consents", tag = "wechat",
    responses((status = 200, body = ConsentsDto)))]
pub async fn list_wechat_consents(
    access: Access<ListWechatConsents>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let consents: ConsentsDto = service::list(state.db.read(), &state, &access.principal).await?;
    Answer::ok(&consents)
}

/// WeChat's check of the callback's address
#[utoipa::path(get, path = "/v1/wechat/callback", tag = "wechat", params(CallbackQuery),
    responses((status = 200, body = String, content_type = "text/plain", description = "`echostr`")))]
pub async fn verify_wechat_callback(
    _: Public<VerifyWechatCallback>,
    query: Params<CallbackQuery>,
    state: Data<AppState>,
) -> Result<HttpResponse, Problem> {
    Ok(plain(callback::verify(&state, &query.0)?))
}

/// WeChat's callback: encrypted XML or JSON
#[utoipa::path(post, path = "/v1/wechat/callback", tag = "wechat", params(CallbackQuery),
    request_body(content = String, content_type = "text/xml", description = "An encrypted message"),
    responses((status = 200, body = String, content_type = "text/plain", description = "`success`")))]
pub async fn receive_wechat_callback(
    _: Public<ReceiveWechatCallback>,
    query: Params<CallbackQuery>,
    body: CallbackBody,
    state: Data<AppState>,
) -> Result<HttpResponse, Problem> {
    callback::receive(&state, &query.0, &body.0).await?;
    // Nothing has to be answered to an event, and this word is taken in clear in every mode.
    Ok(plain("success".to_owned()))
}

fn plain(text: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(text)
}
