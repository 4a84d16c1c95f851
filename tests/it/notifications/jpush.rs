//! A fake of the push service: JPush's `POST /v3/push`. It checks who asks and what for, and fails when it is told to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jinlin_tests::{CityBuilder, Client, eventually};
use serde_json::{Value, json};
use wiremock::matchers::{basic_auth, body_partial_json, method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

const KEY: &str = "0123456789abcdef01234567";
const SECRET: &str = "89abcdef0123456701234567";

/// The answer that is given now.
#[derive(Clone)]
struct Answers(Arc<Mutex<ResponseTemplate>>);

impl Respond for Answers {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        self.0.lock().expect("nobody panics with it").clone()
    }
}

/// The push service.
pub struct Jpush {
    server: MockServer,
    answers: Answers,
}

impl Jpush {
    /// A service that takes everything well formed from the right sender.
    pub async fn start() -> Self {
        let server = MockServer::start().await;
        let taken = json!({ "sendno": "0", "msg_id": "18100287" });
        let answers = Answers(Arc::new(Mutex::new(
            ResponseTemplate::new(200).set_body_json(taken),
        )));
        Mock::given(method("POST"))
            .and(path("/v3/push"))
            .and(basic_auth(KEY, SECRET))
            .and(body_partial_json(json!({ "platform": "all" })))
            .respond_with(answers.clone())
            .mount(&server)
            .await;
        let stranger = json!({ "error": { "code": 1004, "message": "authen failed" } });
        Mock::given(method("POST"))
            .respond_with(ResponseTemplate::new(401).set_body_json(stranger))
            .with_priority(10)
            .mount(&server)
            .await;
        Self { server, answers }
    }

    /// How it answers from now on.
    pub fn answer(&self, status: u16, body: Value, after: Option<Duration>) {
        let mut response = ResponseTemplate::new(status).set_body_json(body);
        if let Some(after) = after {
            response = response.set_delay(after);
        }
        *self.answers.0.lock().expect("nobody panics with it") = response;
    }

    /// An error as it is documented.
    pub fn fail(&self, status: u16, code: i64) {
        let body = json!({ "error": { "code": code, "message": "x" } });
        self.answer(status, body, None);
    }

    /// Settings of a city that pushes here.
    pub fn wire(&self, city: CityBuilder) -> CityBuilder {
        city.setting("push.app_key", KEY)
            .setting("push.master_secret", SECRET)
            .setting("push.base_url", self.server.uri())
            .setting("push.tick_milliseconds", 50)
    }

    /// What it was asked to push, in order.
    pub async fn pushed(&self) -> Vec<Value> {
        let requests = self
            .server
            .received_requests()
            .await
            .expect("requests are recorded");
        requests
            .iter()
            .map(|request| request.body_json().expect("a push is JSON"))
            .collect()
    }

    /// What it was asked to push to a phone.
    pub async fn pushed_to(&self, token: &str) -> Vec<Value> {
        let mut pushed = self.pushed().await;
        pushed.retain(|push| push["audience"]["registration_id"] == json!([token]));
        pushed
    }

    /// Waits until a phone was pushed to so often.
    pub async fn eventually_to(&self, token: &str, times: usize) -> Vec<Value> {
        eventually("the phone is pushed to", async || {
            let pushed = self.pushed_to(token).await;
            (pushed.len() >= times).then_some(pushed)
        })
        .await
    }

    /// How often each message was handed over, by the name that the service knows it by.
    pub async fn by_cid(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for push in self.pushed().await {
            let cid = push["cid"]
                .as_str()
                .expect("every push has a cid")
                .to_owned();
            *counts.entry(cid).or_default() += 1;
        }
        counts
    }
}

/// Registers a phone; answers its token.
pub async fn phone_of(person: &Client, name: &str) -> String {
    let token = format!("token-of-{name}");
    let body = json!({ "platform": "android", "token": token });
    let _ = person.post("/v1/me/devices", body).await.expect(201);
    token
}
