//! What every endpoint shares: request id, bodies, queries, versions, answers, and errors as problems.

use std::future::{Ready, ready};
use std::pin::Pin;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::crypto::sha256;
use super::problem::{ErrorCode, FieldCode, Language, Problem};

/// The largest JSON body, in bytes. The longest text (2,000 characters) fits many times over.
pub const JSON_LIMIT: usize = 256 * 1024;

/// The id under which a request is logged; a client's or proxy's `X-Request-Id` is kept when it is plain.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Gives the request its id, and its problems their language, id and log line.
///
/// # Errors
/// Only what the inner service fails with; problems are answered here.
pub async fn answer_problems(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let id = request_id(request.headers());
    request.extensions_mut().insert(RequestId(id.clone()));
    let language = language_of(request.headers());
    // Handlers' and extractors' errors arrive as responses that remember them. (The request must not be cloned here to answer
    // an `Err`: the router needs to be its only owner.)
    let response = next.call(request).await?.map_into_boxed_body();
    let problem = response
        .response()
        .error()
        .map(|error| match error.as_error::<Problem>() {
            Some(problem) => {
                log_problem(problem);
                problem.response(language, Some(&id))
            }
            None => {
                Problem::new(code_for(response.response().status())).response(language, Some(&id))
            }
        });
    let mut response = match problem {
        Some(answer) => {
            // Headers that inner middleware added (RateLimit-*, Allow) stay.
            let kept: Vec<_> = response
                .headers()
                .iter()
                .filter(|(name, _)| {
                    **name != header::CONTENT_TYPE && **name != header::CONTENT_LENGTH
                })
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect();
            let mut rewritten = response.into_response(answer);
            for (name, value) in kept {
                if !rewritten.headers().contains_key(&name) {
                    rewritten.headers_mut().insert(name, value);
                }
            }
            rewritten
        }
        None => response,
    };
    if let Ok(value) = HeaderValue::from_str(&id) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(response)
}

fn log_problem(problem: &Problem) {
    if problem.code().status().is_server_error() {
        let mut chain = String::new();
        let mut source = std::error::Error::source(problem);
        while let Some(error) = source {
            chain.push_str(&format!(": {error}"));
            source = error.source();
        }
        tracing::error!(code = problem.code().as_str(), "request failed{chain}");
    } else {
        tracing::debug!(code = problem.code().as_str(), "request refused");
    }
}

fn code_for(status: StatusCode) -> ErrorCode {
    match status.as_u16() {
        404 => ErrorCode::NotFound,
        405 => ErrorCode::MethodNotAllowed,
        413 => ErrorCode::PayloadTooLarge,
        415 => ErrorCode::UnsupportedMediaType,
        400..=499 => ErrorCode::MalformedRequest,
        503 => ErrorCode::Unavailable,
        _ => ErrorCode::Internal,
    }
}

fn request_id(headers: &HeaderMap) -> String {
    headers
        .get("x-request-id")
        .and_then(|value| value.to_str().ok())
        .filter(|id| {
            (8..=64).contains(&id.len())
                && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
        .map_or_else(|| uuid::Uuid::now_v7().to_string(), ToOwned::to_owned)
}

/// The language that a request asks for.
#[must_use]
pub fn language_of(headers: &HeaderMap) -> Language {
    Language::from_accept_language(
        headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok()),
    )
}

impl FromRequest for Language {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(language_of(request.headers())))
    }
}

/// A JSON body, with the hash that idempotency compares.
#[derive(Debug)]
pub struct JsonBody<T> {
    /// The parsed body.
    pub value: T,
    /// SHA-256 of the bytes received.
    pub hash: Vec<u8>,
}

type Boxed<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

impl<T: DeserializeOwned + 'static> FromRequest for JsonBody<T> {
    type Error = Problem;
    type Future = Boxed<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = request
            .content_type()
            .eq_ignore_ascii_case("application/json");
        let bytes = read_body(request, payload, JSON_LIMIT);
        Box::pin(async move {
            if !is_json {
                return Err(ErrorCode::UnsupportedMediaType.into());
            }
            let bytes = bytes.await?;
            Ok(Self {
                value: parse_json(&bytes)?,
                hash: sha256(&bytes),
            })
        })
    }
}

/// A JSON body that may be left out.
#[derive(Debug)]
pub struct OptionalBody<T>(pub JsonBody<T>);

impl<T: DeserializeOwned + Default + 'static> FromRequest for OptionalBody<T> {
    type Error = Problem;
    type Future = Boxed<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        // Whoever names a type has something to say.
        if !request.headers().contains_key(header::CONTENT_TYPE) {
            let nothing = JsonBody {
                value: T::default(),
                hash: Vec::new(),
            };
            return Box::pin(async move { Ok(Self(nothing)) });
        }
        let body = JsonBody::from_request(request, payload);
        Box::pin(async move { body.await.map(Self) })
    }
}

/// Reads a body of at most `limit` bytes.
pub fn read_body(request: &HttpRequest, payload: &mut Payload, limit: usize) -> Boxed<web::Bytes> {
    let declared = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|length| length.parse::<usize>().ok());
    let mut payload = payload.take();
    Box::pin(async move {
        use futures_util::StreamExt as _;
        if declared.is_some_and(|length| length > limit) {
            return Err(ErrorCode::PayloadTooLarge.into());
        }
        let mut bytes = web::BytesMut::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_broken_off| Problem::new(ErrorCode::MalformedRequest))?;
            if bytes.len() + chunk.len() > limit {
                return Err(ErrorCode::PayloadTooLarge.into());
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    })
}

fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // Whether it is JSON at all is asked first: a body that breaks off is malformed, whatever its beginning holds.
    serde_json::from_slice::<serde::de::IgnoredAny>(bytes)
        .map_err(|_not_json| Problem::new(ErrorCode::MalformedRequest))?;
    // Every body is an object; serde would take an array for its members in order.
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(Problem::field("body", FieldCode::Format));
    }
    refuse_nul(bytes)?;
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    // It is JSON, so whatever is wrong now is wrong with a field: also where the library finds its syntax wrong, as of a number
    // where one of some words belongs.
    serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| field_problem(&error.path().to_string(), &error.inner().to_string()))
}

/// PostgreSQL keeps no text with the character U+0000, and nobody writes it; in JSON it can only be written `\u0000`.
fn refuse_nul(bytes: &[u8]) -> Result<(), Problem> {
    if !bytes.windows(6).any(|window| window == b"\\u0000") {
        return Ok(());
    }
    let value = serde_json::from_slice(bytes)
        .map_err(|_half_a_character| Problem::new(ErrorCode::MalformedRequest))?;
    match path_of_nul(&value) {
        // The backslash was written for itself: `\\u0000`.
        None => Ok(()),
        Some(path) => Err(Problem::field(
            path.trim_start_matches('.'),
            FieldCode::Format,
        )),
    }
}

/// Where the first text with U+0000 is, each step with its `.` or brackets. Bodies nest no deeper than the parser goes (128).
fn path_of_nul(value: &serde_json::Value) -> Option<String> {
    use serde_json::Value;
    match value {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(items) => items.iter().enumerate().find_map(|(position, item)| {
            path_of_nul(item).map(|inside| format!("[{position}]{inside}"))
        }),
        Value::Object(members) => members
            .iter()
            .find_map(|(name, item)| path_of_nul(item).map(|inside| format!(".{name}{inside}"))),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// Names the field of a serde error. The message is the library's, whose beginnings are stable and tested below.
fn field_problem(path: &str, message: &str) -> Problem {
    let quoted = message.split('`').nth(1).unwrap_or_default();
    let inside = |name: &str| {
        if path == "." || path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        }
    };
    if message.starts_with("missing field") {
        Problem::field(inside(quoted), FieldCode::Required)
    } else if message.starts_with("unknown field") {
        // serde_path_to_error already names the unknown field as the last part of the path.
        let field = if path.ends_with(quoted) {
            path.to_owned()
        } else {
            inside(quoted)
        };
        Problem::field(field, FieldCode::NotAllowed)
    } else if message.starts_with("duplicate field") {
        Problem::field(inside(quoted), FieldCode::Format)
    } else if message.starts_with("unknown variant") {
        Problem::field(path, FieldCode::Unknown)
    } else {
        Problem::field(if path == "." { "body" } else { path }, FieldCode::Format)
    }
}

/// The query string, parsed; an error names the parameter.
#[derive(Debug)]
pub struct Params<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Params<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = || form_urlencoded::parse(request.query_string().as_bytes());
        if let Some((name, _)) = query().find(|(_, value)| value.contains('\0')) {
            return ready(Err(Problem::field(name, FieldCode::Format)));
        }
        ready(
            serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(query()))
                .map(Self)
                .map_err(|error| {
                    field_problem(&error.path().to_string(), &error.inner().to_string())
                }),
        )
    }
}

/// A path parameter; anything that is not one cannot exist, so it is 404.
#[derive(Debug)]
pub struct PathId<T>(pub T);

impl<T: std::str::FromStr> FromRequest for PathId<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let value = request
            .match_info()
            .iter()
            .last()
            .and_then(|(_, value)| value.parse().ok());
        ready(value.map(Self).ok_or_else(|| ErrorCode::NotFound.into()))
    }
}

/// Tells `null` (the inner `None`) from a field that is left out (the outer).
///
/// # Errors
/// What the value fails with.
pub fn present<'de, D: serde::Deserializer<'de>, T: serde::Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// The version that a client edits, from `If-Match`.
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub i64);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match request.headers().get(header::IF_MATCH) {
            None => Err(ErrorCode::PreconditionRequired.into()),
            Some(value) => value
                .to_str()
                .ok()
                .and_then(|text| {
                    text.trim()
                        .strip_prefix('"')?
                        .strip_suffix('"')?
                        .parse()
                        .ok()
                })
                .map(Self)
                // A tag that this server never gave cannot match.
                .ok_or_else(|| ErrorCode::PreconditionFailed.into()),
        })
    }
}

impl IfMatch {
    /// Compares with the stored version.
    ///
    /// # Errors
    /// 412 when somebody else changed it.
    pub fn check(self, version: i64) -> Result<(), Problem> {
        if self.0 == version {
            Ok(())
        } else {
            Err(ErrorCode::PreconditionFailed.into())
        }
    }
}

/// A complete answer: what a handler returns and what idempotency stores.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Extra headers.
    pub headers: Vec<(String, String)>,
    /// The JSON body; empty for none.
    pub body: Vec<u8>,
}

impl Answer {
    /// An answer with a JSON body.
    ///
    /// # Errors
    /// 500 when the value cannot be written as JSON.
    pub fn json<T: Serialize>(status: StatusCode, value: &T) -> Result<Self, Problem> {
        let body = serde_json::to_vec(value).map_err(Problem::internal)?;
        Ok(Self {
            status: status.as_u16(),
            headers: Vec::new(),
            body,
        })
    }

    /// 200 with a JSON body.
    ///
    /// # Errors
    /// As [`json`](Self::json).
    pub fn ok<T: Serialize>(value: &T) -> Result<Self, Problem> {
        Self::json(StatusCode::OK, value)
    }

    /// 201 with `Location`.
    ///
    /// # Errors
    /// As [`json`](Self::json).
    pub fn created<T: Serialize>(location: String, value: &T) -> Result<Self, Problem> {
        Ok(Self::json(StatusCode::CREATED, value)?.header(header::LOCATION, location))
    }

    /// 202 with a JSON body.
    ///
    /// # Errors
    /// As [`json`](Self::json).
    pub fn accepted<T: Serialize>(value: &T) -> Result<Self, Problem> {
        Self::json(StatusCode::ACCEPTED, value)
    }

    /// 204.
    #[must_use]
    pub fn no_content() -> Self {
        Self {
            status: 204,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Adds the `ETag` of a version.
    #[must_use]
    pub fn etag(self, version: i64) -> Self {
        self.header(header::ETAG, format!("\"{version}\""))
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name.as_str().to_owned(), value));
        self
    }
}

impl actix_web::Responder for Answer {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = HttpResponse::build(status);
        for (name, value) in self.headers {
            response.append_header((name, value));
        }
        // Answers hold what one person may see: no cache on the way keeps them.
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        if self.body.is_empty() {
            response.finish()
        } else {
            response
                .insert_header((header::CONTENT_TYPE, "application/json"))
                .body(self.body)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only parsed")]
    struct Outer {
        place: Inner,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only parsed")]
    struct Inner {
        lat: f64,
        crs: Kind,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Wgs84,
    }

    fn error_of(json: &str) -> String {
        let problem = parse_json::<Outer>(json.as_bytes()).unwrap_err();
        let body = actix_web::body::to_bytes(problem.response(Language::En, None).into_body());
        let body = futures_util::FutureExt::now_or_never(body)
            .unwrap()
            .unwrap();
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        format!(
            "{} {} {}",
            body["code"], body["errors"][0]["field"], body["errors"][0]["code"]
        )
        .replace('"', "")
    }

    #[test]
    fn bad_json_names_its_field() {
        assert_eq!(
            error_of(r#"{"place":{"lat":1,"crs":"wgs84"}"#),
            "malformed_request null null"
        );
        assert_eq!(
            error_of(r#"{"place":{"lat":"x","crs":"wgs84"}}"#),
            "invalid place.lat format"
        );
        assert_eq!(
            error_of(r#"{"place":{"lat":1,"crs":"mars"}}"#),
            "invalid place.crs unknown"
        );
        assert_eq!(
            error_of(r#"{"place":{"crs":"wgs84"}}"#),
            "invalid place.lat required"
        );
        assert_eq!(
            error_of(r#"{"place":{"lat":1,"crs":"wgs84","alt":3}}"#),
            "invalid place.alt not_allowed"
        );
        assert_eq!(
            error_of(r#"{"place":{"lat":1,"crs":"wgs84"}} x"#),
            "malformed_request null null"
        );
        assert_eq!(
            error_of(r#"{"place":{"lat":1,"lat":2,"crs":"wgs84"}}"#),
            "invalid place.lat format"
        );
        // A number where one of some words belongs: the library calls that a mistake in the JSON, which it is not.
        assert_eq!(
            error_of(r#"{"place":{"lat":1,"crs":7}}"#),
            "invalid place.crs format"
        );
        for no_object in ["7", "[]", r#"[{"lat":1,"crs":"wgs84"}]"#] {
            assert_eq!(error_of(no_object), "invalid body format", "{no_object}");
        }
    }

    #[test]
    fn nobody_writes_a_nul() {
        assert_eq!(
            error_of(r#"{"place":{"lat":1,"crs":"a\u0000"}}"#),
            "invalid place.crs format"
        );
        assert_eq!(
            error_of(r#"{"place":[1,"\u0000"]}"#),
            "invalid place[1] format"
        );
        // A written backslash is no escape.
        assert_eq!(
            error_of(r#"{"place":{"lat":1,"crs":"\\u0000"}}"#),
            "invalid place.crs unknown"
        );
    }
}
