//! Errors as clients see them: RFC 9457 `application/problem+json` with a stable `code`, in Chinese or English.
//!
//! One table ([`ErrorCode`]) gives every code its status and its two sentences. Domains have enums of their own and map
//! them here once, exhaustively.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use super::audit::Reading;
use super::db::{RetryHint, is_conflict};

macro_rules! error_codes {
    ($($(#[$meta:meta])* $variant:ident = $code:literal, $status:literal, $zh:literal, $en:literal;)*) => {
        /// Every code that an answer of this API can carry. Codes are stable: clients switch on them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ErrorCode { $($(#[$meta])* #[doc = $en] $variant,)* }

        impl ErrorCode {
            /// All codes, in the table's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable machine-readable code.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The HTTP status that goes with it.
            #[must_use]
            pub fn status(self) -> StatusCode {
                let status: u16 = match self { $(Self::$variant => $status,)* };
                StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }

            /// What it means and what to do next, in `language`.
            #[must_use]
            pub const fn text(self, language: Language) -> &'static str {
                match language {
                    Language::Zh => match self { $(Self::$variant => $zh,)* },
                    Language::En => match self { $(Self::$variant => $en,)* },
                }
            }
        }
    };
}

error_codes! {
    MalformedRequest = "malformed_request", 400, "请求格式有误，请检查后重试。", "The request is malformed; check it and try again.";
    Unauthenticated = "unauthenticated", 401, "请先登录。", "Sign in first.";
    TokenExpired = "token_expired", 401, "登录已过期，请刷新登录状态。", "The access token has expired; refresh it.";
    TokenInvalid = "token_invalid", 401, "登录凭证无效，请重新登录。", "The token is not valid; sign in again.";
    SessionEnded = "session_ended", 401, "此登录已结束，请重新登录。", "This session has ended; sign in again.";
    TicketInvalid = "ticket_invalid", 401, "实时连接的凭证无效、已使用或已过期，请重新获取。", "The ticket is unknown, used or expired; ask for a new one.";
    CodeInvalid = "code_invalid", 401, "验证码不正确。", "The code is wrong.";
    CodeExpired = "code_expired", 401, "验证码已过期，请重新获取。", "The code has expired; ask for a new one.";
    WechatRefused = "wechat_refused", 401, "微信登录未成功，请重试。", "WeChat did not accept the sign-in; try again.";
    Forbidden = "forbidden", 403, "您的身份不能进行此操作。", "Your role may not do this.";
    CsrfRefused = "csrf_refused", 403, "请求来源无法确认，请刷新页面后重试。", "The origin of the request could not be confirmed; reload the page.";
    CallbackRefused = "callback_refused", 403, "无法确认此回调的来源。", "The origin of this callback could not be confirmed.";
    NotFound = "not_found", 404, "没有找到，或您无权查看。", "It does not exist, or it is not yours to see.";
    MethodNotAllowed = "method_not_allowed", 405, "此地址不支持该操作。", "This address does not support that method.";
    NotAcceptable = "not_acceptable", 406, "无法提供所要求的格式。", "The requested format cannot be served.";
    Conflict = "conflict", 409, "内容已被他人更新，请刷新后重试。", "It has changed meanwhile; reload and try again.";
    AlreadyTaken = "already_taken", 409, "已被其他人接单。", "Somebody else has already taken it.";
    OfferClosed = "offer_closed", 409, "此派单已结束。", "This offer is no longer open.";
    AtCapacity = "at_capacity", 409, "您手上的服务单已满，请先完成一些。", "You hold as many tasks as you can; finish one first.";
    TimeConflict = "time_conflict", 409, "与您已承诺的服务时间冲突。", "It overlaps with a time you have already promised.";
    OnLeave = "on_leave", 409, "该时间正在休假。", "That is a time of leave.";
    NotEligible = "not_eligible", 409, "暂不符合此服务单的条件。", "You do not meet this task's conditions.";
    PhoneTaken = "phone_taken", 409, "此手机号已有另一个在用的账号，请用该手机号登录。", "Another account that is in use has this phone; sign in by the phone.";
    WechatTaken = "wechat_taken", 409, "此微信已有另一个在用的账号，请用微信登录。", "Another account that is in use has this WeChat; sign in by WeChat.";
    LastSignIn = "last_sign_in", 409, "请先绑定手机号，否则将无法再登录。", "Link a phone first, or nobody could sign in any more.";
    NoPlaceLeft = "no_place_left", 409, "志愿者名额已满。", "All volunteer places are taken.";
    AlreadyMember = "already_member", 409, "您已在此服务单中。", "You are already in this task.";
    WrongState = "wrong_state", 409, "当前状态下不能进行此操作。", "This cannot be done in its present state.";
    AdministrativeNeed = "administrative_need", 409, "这是行政事务，不能派给社工专岗，已转介。", "This is an administrative matter; it is referred, never assigned to a dedicated post.";
    SecondPersonNeeded = "second_person_needed", 409, "此次上门需要两人同行，请等一位同伴加入，或请社区同意。", "Two go on this visit: wait for somebody to join, or ask an officer to agree.";
    LeadFirst = "lead_first", 409, "请等社工先到并签到。", "The social worker who leads has to be there first.";
    AlreadyExists = "already_exists", 409, "已经存在。", "It exists already.";
    RequestRunning = "request_running", 409, "同一请求正在处理，请稍候。", "The same request is still being processed; wait a moment.";
    Gone = "gone", 410, "此内容已不再提供。", "It is no longer available.";
    PreconditionFailed = "precondition_failed", 412, "内容已被更新，请刷新后再改。", "It was changed meanwhile; reload before editing.";
    PayloadTooLarge = "payload_too_large", 413, "内容过大。", "The content is too large.";
    UnsupportedMediaType = "unsupported_media_type", 415, "不支持此内容类型。", "This content type is not supported.";
    Invalid = "invalid", 422, "有些内容需要修改，请看标出的字段。", "Some fields need correcting; see `errors`.";
    KeyReused = "key_reused", 422, "同一 Idempotency-Key 已用于不同的内容。", "This Idempotency-Key was used with another body.";
    PreconditionRequired = "precondition_required", 428, "请带上 If-Match 后再修改。", "Send If-Match with the version you are editing.";
    TooManyRequests = "too_many_requests", 429, "操作太频繁，请稍后再试。", "Too many requests; try again later.";
    Internal = "internal", 500, "系统出了点问题，我们已记录，请稍后再试。", "Something went wrong on our side; it is logged, try again later.";
    Unavailable = "unavailable", 503, "服务暂时繁忙，请稍后再试。", "The service is busy; try again shortly.";
}

/// The languages that residents and officers read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 中文, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The better of the two for an `Accept-Language` header: the first tag of the highest weight that begins with
    /// `zh` or `en`.
    #[must_use]
    pub fn from_accept_language(header: Option<&str>) -> Self {
        let mut best = (0.0_f32, Self::Zh);
        for part in header.unwrap_or_default().split(',') {
            let mut pieces = part.trim().split(';');
            let tag = pieces
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase();
            let weight = pieces
                .find_map(|piece| {
                    piece
                        .trim()
                        .strip_prefix("q=")
                        .and_then(|q| q.parse::<f32>().ok())
                })
                .unwrap_or(1.0);
            let language = if tag.starts_with("zh") {
                Self::Zh
            } else if tag.starts_with("en") {
                Self::En
            } else {
                continue;
            };
            if weight > best.0 {
                best = (weight, language);
            }
        }
        best.1
    }

    /// The tag for `Content-Language`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

/// What is wrong with one field, as a stable word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldCode {
    /// Missing or empty.
    Required,
    /// Not of the field's form.
    Format,
    /// A number or time outside its range.
    Range,
    /// More characters or items than allowed.
    TooLong,
    /// Not one of the known values.
    Unknown,
    /// Contradicts another field.
    Contradiction,
    /// Not allowed here.
    NotAllowed,
}

impl FieldCode {
    const fn text(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Required, Language::Zh) => "必填",
            (Self::Required, Language::En) => "is required",
            (Self::Format, Language::Zh) => "格式不正确",
            (Self::Format, Language::En) => "has the wrong form",
            (Self::Range, Language::Zh) => "超出范围",
            (Self::Range, Language::En) => "is out of range",
            (Self::TooLong, Language::Zh) => "太长",
            (Self::TooLong, Language::En) => "is too long",
            (Self::Unknown, Language::Zh) => "没有这一项",
            (Self::Unknown, Language::En) => "is not a known value",
            (Self::Contradiction, Language::Zh) => "与其他内容矛盾",
            (Self::Contradiction, Language::En) => "contradicts another field",
            (Self::NotAllowed, Language::Zh) => "此处不允许",
            (Self::NotAllowed, Language::En) => "is not allowed here",
        }
    }
}

/// One field that has to be corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Dotted path into the request, for example `place.lat`.
    pub field: String,
    /// What is wrong with it.
    pub code: FieldCode,
}

/// Collects field errors while a request is parsed, so that a client sees all of them at once.
#[derive(Debug, Default)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// Notes one error.
    pub fn add(&mut self, field: impl Into<String>, code: FieldCode) {
        self.0.push(FieldError {
            field: field.into(),
            code,
        });
    }

    /// Notes an error when `ok` is false.
    pub fn check(&mut self, ok: bool, field: &str, code: FieldCode) {
        if !ok {
            self.add(field, code);
        }
    }

    /// Keeps the value, or notes the error and keeps nothing.
    pub fn take<T>(&mut self, field: &str, result: Result<T, FieldCode>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(code) => {
                self.add(field, code);
                None
            }
        }
    }

    /// A trimmed text of at most `most` characters; an empty one is none.
    pub fn text(&mut self, field: &str, text: Option<&str>, most: usize) -> Option<String> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        self.check(text.chars().count() <= most, field, FieldCode::TooLong);
        Some(text.to_owned())
    }

    /// The same where there has to be one; noted as missing when it is empty.
    pub fn required_text(&mut self, field: &str, text: &str, most: usize) -> String {
        let text = self.text(field, Some(text), most);
        self.check(text.is_some(), field, FieldCode::Required);
        text.unwrap_or_default()
    }

    /// `Ok` when nothing was noted.
    ///
    /// # Errors
    /// A 422 problem with all the fields.
    pub fn finish(self) -> Result<(), Problem> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Problem::invalid(self.0))
        }
    }
}

/// An error on its way to a client. 5xx keep their source for the log, never for the client.
#[derive(Debug)]
pub struct Problem {
    code: ErrorCode,
    errors: Vec<FieldError>,
    retry_after_seconds: Option<u64>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
    /// Extra members that a client can act on; never personal data.
    extra: Option<(&'static str, serde_json::Value)>,
    /// Looks at personal data that the refusal tells of; see [`Problem::looked`].
    looks: Option<Box<Reading>>,
}

impl Problem {
    /// A problem with nothing but its code.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            errors: Vec::new(),
            retry_after_seconds: None,
            source: None,
            extra: None,
            looks: None,
        }
    }

    /// 422 with field errors.
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self {
            errors,
            ..Self::new(ErrorCode::Invalid)
        }
    }

    /// 422 about a single field.
    #[must_use]
    pub fn field(field: impl Into<String>, code: FieldCode) -> Self {
        Self::invalid(vec![FieldError {
            field: field.into(),
            code,
        }])
    }

    /// 500 with its cause, which is logged and not shown.
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            source: Some(source.into()),
            ..Self::new(ErrorCode::Internal)
        }
    }

    /// Adds `Retry-After`.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }

    /// Adds a member that a client can act on.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<serde_json::Value>) -> Self {
        self.extra = Some((name, value.into()));
        self
    }

    /// Adds looks at personal data that went into the refusal. Its transaction is taken back; whoever takes it back writes them on
    /// their own ([`Submission::run`](super::idempotency::Submission::run) does).
    #[must_use]
    pub fn looked(mut self, reading: Reading) -> Self {
        self.looks = Some(Box::new(reading));
        self
    }

    /// The looks that went into the refusal, to be written.
    pub fn take_looks(&mut self) -> Option<Reading> {
        self.looks.take().map(|reading| *reading)
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// The answer in `language`.
    #[must_use]
    pub fn response(&self, language: Language, request_id: Option<&str>) -> HttpResponse {
        let mut body = serde_json::json!({
            "type": format!("https://jinlin.example/errors#{}", self.code.as_str()),
            "title": self.code.text(language),
            "status": self.code.status().as_u16(),
            "code": self.code.as_str(),
        });
        if let Some(members) = body.as_object_mut() {
            if let Some(id) = request_id {
                members.insert("request_id".into(), id.into());
            }
            if !self.errors.is_empty() {
                let errors: Vec<_> = self
                    .errors
                    .iter()
                    .map(|error| {
                        serde_json::json!({
                            "field": error.field,
                            "code": error.code,
                            "message": error.code.text(language),
                        })
                    })
                    .collect();
                members.insert("errors".into(), errors.into());
            }
            if let Some((name, value)) = &self.extra {
                members.insert((*name).into(), value.clone());
            }
        }
        let mut response = HttpResponse::build(self.code.status());
        response.insert_header((
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        ));
        response.insert_header((
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(language.tag()),
        ));
        if let Some(seconds) = self.retry_after_seconds {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        response.body(body.to_string())
    }
}

impl Problem {
    /// 409 for a violated unique constraint: there is one already. Any other error is `otherwise`'s.
    pub fn already_exists_or(
        error: sea_orm::DbErr,
        otherwise: impl FnOnce(sea_orm::DbErr) -> Self,
    ) -> Self {
        if is_conflict(&error) {
            ErrorCode::AlreadyExists.into()
        } else {
            otherwise(error)
        }
    }

    /// What a violated foreign key means where only `field` can have named what is not there; any other error stays what it is.
    #[must_use]
    pub fn unknown_reference(field: &str, error: sea_orm::DbErr) -> Self {
        match error.sql_err() {
            Some(sea_orm::SqlErr::ForeignKeyConstraintViolation(_)) => {
                Self::field(field, FieldCode::Unknown)
            }
            _ => error.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())
    }
}

impl std::error::Error for Problem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl From<sea_orm::DbErr> for Problem {
    fn from(error: sea_orm::DbErr) -> Self {
        let code = match &error {
            sea_orm::DbErr::ConnectionAcquire(_) | sea_orm::DbErr::Conn(_) => {
                ErrorCode::Unavailable
            }
            other if is_conflict(other) => ErrorCode::Conflict,
            _ => ErrorCode::Internal,
        };
        let retry_after_seconds = (code == ErrorCode::Unavailable).then_some(2);
        Self {
            source: Some(Box::new(error)),
            retry_after_seconds,
            ..Self::new(code)
        }
    }
}

impl RetryHint for Problem {
    fn db_error(&self) -> Option<&sea_orm::DbErr> {
        self.source
            .as_deref()
            .and_then(|source| source.downcast_ref())
    }
}

impl From<ErrorCode> for Problem {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}

// The middleware `platform::http::answer_problems` writes the answer again in the request's language and with its id;
// this one is what a failure outside of it would show.
impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    fn error_response(&self) -> HttpResponse {
        self.response(Language::default(), None)
    }
}

/// The shape of every error answer, for the API description.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem, title = "Problem", example = json!({
    "type": "https://jinlin.example/errors#invalid", "title": "有些内容需要修改，请看标出的字段。", "status": 422,
    "code": "invalid", "errors": [{"field": "place.lat", "code": "range", "message": "超出范围"}]
}))]
pub struct ProblemBody {
    /// A URI that names the kind of problem.
    pub r#type: String,
    /// What happened and what to do, in the language of `Accept-Language`.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable machine-readable code.
    #[schema(example = "companionship")]
    pub code: String,
    /// The id under which the server logged the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The fields to correct.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<FieldErrorBody>>,
}

/// One field to correct.
#[derive(Serialize, ToSchema)]
#[schema(as = FieldError)]
pub struct FieldErrorBody {
    /// Dotted path into the request.
    pub field: String,
    /// What is wrong, as a stable word.
    pub code: FieldCode,
    /// The same for a person.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_unique_and_an_error() {
        let mut seen = std::collections::BTreeSet::new();
        for code in ErrorCode::ALL {
            assert!(seen.insert(code.as_str()), "{} twice", code.as_str());
            assert!(code.status().as_u16() >= 400);
        }
    }

    #[test]
    fn the_language_follows_the_weights() {
        assert_eq!(Language::from_accept_language(None), Language::Zh);
        assert_eq!(
            Language::from_accept_language(Some("en-GB,zh;q=0.8")),
            Language::En
        );
        assert_eq!(
            Language::from_accept_language(Some("fr, en;q=0.2, zh-CN;q=0.9")),
            Language::Zh
        );
        assert_eq!(Language::from_accept_language(Some("de")), Language::Zh);
    }
}
