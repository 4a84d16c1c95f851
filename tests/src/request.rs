//! A request under construction and its answer. Awaiting the one gives the other.

use std::future::IntoFuture;
use std::pin::Pin;
use std::time::Duration;

use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::Serialize;
use serde_json::Value;

/// How long an answer without an end may go on: longer than any test.
const ENDLESS: Duration = Duration::from_secs(600);

/// A request that `.await` sends.
#[derive(Debug)]
#[must_use = "a request is sent by awaiting it"]
pub struct Request(RequestBuilder);

impl Request {
    pub(crate) fn new(builder: RequestBuilder) -> Self {
        Self(builder)
    }

    /// Adds a header.
    pub fn header(self, name: &str, value: impl AsRef<str>) -> Self {
        Self(self.0.header(name, value.as_ref()))
    }

    /// Adds `Idempotency-Key`.
    pub fn key(self, key: impl AsRef<str>) -> Self {
        self.header("idempotency-key", key)
    }

    /// Adds `If-Match` for a version.
    pub fn if_match(self, version: i64) -> Self {
        self.header("if-match", format!("\"{version}\""))
    }

    /// Adds query parameters.
    pub fn query(self, query: &(impl Serialize + ?Sized)) -> Self {
        Self(self.0.query(query))
    }

    /// A JSON body.
    pub fn json(self, body: impl Serialize) -> Self {
        Self(self.0.json(&body))
    }

    /// Any body, of any type.
    pub fn bytes(self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self(self.0.header(CONTENT_TYPE, content_type).body(body.into()))
    }

    /// A body whose length is not declared.
    pub fn stream(self, content_type: &str, body: reqwest::Body) -> Self {
        Self(self.0.header(CONTENT_TYPE, content_type).body(body))
    }

    /// Sends it, for an answer that does not end.
    pub(crate) async fn response(self) -> reqwest::Response {
        self.0
            .timeout(ENDLESS)
            .send()
            .await
            .expect("the server answers")
    }

    /// Sends it; errors of the connection are for the test to judge.
    ///
    /// # Errors
    /// When no answer came.
    pub async fn try_send(self) -> Result<Answer, reqwest::Error> {
        let response = self.0.send().await?;
        let what = response.url().path().to_owned();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        // A live stream does not end: of its answer the beginning is what there is.
        let endless = status == 101
            || headers
                .get(CONTENT_TYPE)
                .is_some_and(|kind| kind == "text/event-stream");
        let body = if endless {
            Vec::new()
        } else {
            response.bytes().await?.to_vec()
        };
        let is_json = headers.get(CONTENT_TYPE).is_some_and(|kind| {
            kind.as_bytes().starts_with(b"application/") && kind.as_bytes().ends_with(b"json")
        });
        let json = if is_json {
            serde_json::from_slice(&body).expect("what is called JSON is JSON")
        } else {
            Value::Null
        };
        let answer = Answer {
            what,
            status,
            headers,
            body,
            json,
        };
        // Every error of the API has the one form, whatever the test asked about.
        if answer.what.starts_with("/v1/") && status >= 400 {
            answer.check_problem();
        }
        Ok(answer)
    }
}

impl IntoFuture for Request {
    type Output = Answer;
    type IntoFuture = Pin<Box<dyn Future<Output = Answer> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { self.try_send().await.expect("the server answers") })
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    what: String,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
    /// The body as JSON; null when it is none.
    pub json: Value,
}

impl Answer {
    /// A header as text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// A header as a whole number.
    ///
    /// # Panics
    /// When it is missing or none.
    #[must_use]
    pub fn number(&self, name: &str) -> u64 {
        let value = self
            .header(name)
            .unwrap_or_else(|| panic!("{}: no header {name}", self.what));
        value
            .parse()
            .unwrap_or_else(|_| panic!("{}: {name} is no number: {value}", self.what))
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The JSON body of an answer with this status.
    ///
    /// # Panics
    /// When the status is another.
    #[track_caller]
    #[must_use]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.what, self.text());
        self.json
    }

    /// Checks that it is an error with this status and stable code; answers its body.
    ///
    /// # Panics
    /// When it is anything else.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Value {
        let found = (
            self.status,
            self.json
                .get("code")
                .and_then(Value::as_str)
                .unwrap_or("no code"),
        );
        assert_eq!(found, (status, code), "{}: {}", self.what, self.text());
        self.check_problem();
        self.json
    }

    /// Checks that it is a 422 about exactly this field with this word.
    ///
    /// # Panics
    /// When it is anything else.
    #[track_caller]
    pub fn expect_field(self, field: &str, word: &str) -> Value {
        let problem = self.expect_problem(422, "invalid");
        let errors: Vec<_> = problem["errors"].as_array().into_iter().flatten().collect();
        let found: Vec<_> = errors
            .iter()
            .map(|error| (error["field"].as_str(), error["code"].as_str()))
            .collect();
        assert_eq!(found, [(Some(field), Some(word))], "{problem}");
        problem
    }

    /// The form that RFC 9457 and our conventions give every error.
    #[track_caller]
    fn check_problem(&self) {
        let what = format!("{} {}: {}", self.status, self.what, self.text());
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{what}"
        );
        assert_eq!(self.json["status"], self.status, "{what}");
        let code = self.json["code"].as_str().unwrap_or_default();
        assert!(!code.is_empty(), "no code: {what}");
        assert!(
            self.json["title"]
                .as_str()
                .is_some_and(|title| !title.is_empty()),
            "no title: {what}"
        );
        assert!(
            self.json["type"]
                .as_str()
                .is_some_and(|kind| kind.ends_with(&format!("#{code}"))),
            "type: {what}"
        );
        assert!(
            self.header("content-language").is_some(),
            "no language: {what}"
        );
        let id = self.header("x-request-id");
        assert!(
            id.is_some() && self.json["request_id"].as_str() == id,
            "request id: {what}"
        );
    }
}
