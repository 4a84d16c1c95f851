//! Calls between a resident and the team: by relay numbers from a fake of their service, by the office line, by own numbers when both agree.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jinlin_tests::{Backend, City, Client, on_both_databases};
use serde_json::{Value, json};
use wiremock::matchers::{header, header_regex, method, query_param};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::scene::{Case, NOBODY, Provider, Scene, act, seen, text};

const NUMBER: &str = "17000000001";

#[derive(Clone)]
struct Answers(Arc<Mutex<ResponseTemplate>>);

impl Respond for Answers {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        self.0.lock().expect("nobody panics with it").clone()
    }
}

/// The service of relay numbers: `BindAxb` of the right sender for the right pool.
struct Pls {
    server: MockServer,
    answers: Answers,
}

impl Pls {
    async fn start() -> Self {
        let server = MockServer::start().await;
        let bound = json!({ "Code": "OK", "Message": "OK", "SecretBindDTO": { "SecretNo": NUMBER, "SubsId": "1000000001" } });
        let answers = Answers(Arc::new(Mutex::new(
            ResponseTemplate::new(200).set_body_json(bound),
        )));
        Mock::given(method("POST"))
            .and(header("x-acs-action", "BindAxb"))
            .and(header("x-acs-version", "2017-05-25"))
            .and(header_regex(
                "authorization",
                "^ACS3-HMAC-SHA256 Credential=LTAI-of-the-test,",
            ))
            .and(query_param("PoolKey", "FC1000001"))
            .respond_with(answers.clone())
            .mount(&server)
            .await;
        Self { server, answers }
    }

    fn answer(&self, response: ResponseTemplate) {
        *self.answers.0.lock().expect("nobody panics with it") = response;
    }

    /// The two phones of every connection that was asked for.
    async fn bound(&self) -> Vec<(String, String)> {
        let requests = self
            .server
            .received_requests()
            .await
            .expect("requests are recorded");
        let phone = |request: &Request, name: &str| {
            let mut pairs = request.url.query_pairs();
            pairs
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
                .expect("a phone")
        };
        requests
            .iter()
            .map(|request| (phone(request, "PhoneNoA"), phone(request, "PhoneNoB")))
            .collect()
    }

    async fn scene(&self, backend: Backend) -> Scene {
        let city = City::builder(backend)
            .setting("calls.pool_key", "FC1000001")
            .setting("calls.access_key_id", "LTAI-of-the-test")
            .setting("calls.access_key_secret", "the-secret-of-the-access-key")
            .setting("calls.base_url", self.server.uri());
        Scene::start(city).await
    }
}

async fn call(person: &Client, case: &Case) -> Value {
    person
        .post(&case.task("/call"), json!({}))
        .await
        .expect(200)
}

async fn agree(person: &Client, case: &Case, agree: bool) -> Value {
    person
        .put(&case.task("/own-number"), json!({ "agree": agree }))
        .await
        .expect(200)
}

async fn held(scene: &Scene) -> (Provider, Case) {
    let lead = scene.worker().await;
    let case = scene.held(&lead).await;
    (lead, case)
}

on_both_databases! {
    /// One relay number connects the two, whoever calls first; neither sees the other's own, and a new one is made when it has ended.
    async fn a_relay_number_connects_two(backend: Backend) {
        let pls = Pls::start().await;
        let scene = pls.scene(backend).await;
        let (lead, case) = held(&scene).await;
        let first = call(&scene.resident, &case).await;
        assert_eq!((first["number"].as_str(), first["way"].as_str()), (Some(NUMBER), Some("relay")));
        assert_eq!(call(&lead, &case).await, first, "the same number back");
        let phones = (scene.resident.phone().to_owned(), lead.person.phone().to_owned());
        assert_eq!(pls.bound().await, [phones]);
        let need = seen(&lead, &case.need("")).await;
        assert!(need["client"]["phone"].is_null(), "{need}");
        scene.city.clock().advance(Duration::from_secs(24 * 3_600 + 1));
        let _ = call(&lead, &case).await;
        assert_eq!(pls.bound().await.len(), 2);
        let looks = seen(&scene.resident, "/v1/me/audit?limit=100").await.to_string();
        assert!(looks.contains("call_somebody"), "looking the number up is in the log");
    }

    /// Without a number of the relay's there is the office line.
    async fn without_a_relay_the_office_answers(backend: Backend) {
        let pls = Pls::start().await;
        let scene = pls.scene(backend).await;
        let (_lead, case) = held(&scene).await;
        let refusal = json!({ "Code": "isv.NO_AVAILABLE_NUMBER", "Message": "x" });
        for response in [
            ResponseTemplate::new(200).set_body_json(refusal),
            ResponseTemplate::new(502).set_body_string("<html>bad gateway</html>"),
        ] {
            pls.answer(response);
            let office = call(&scene.resident, &case).await;
            assert_eq!(office, json!({ "number": "12345", "way": "office" }));
        }
        let plain = Scene::new(backend).await;
        let (_lead, case) = held(&plain).await;
        assert_eq!(call(&plain.resident, &case).await["way"], "office");
    }

    /// Own numbers are shown when both agree, and not any more when one takes it back.
    async fn own_numbers_need_both(backend: Backend) {
        let pls = Pls::start().await;
        let scene = pls.scene(backend).await;
        let (lead, case) = held(&scene).await;
        assert_eq!(agree(&lead, &case, true).await, json!({ "agreed": true, "other_agreed": false }));
        assert_eq!(call(&lead, &case).await["way"], "relay");
        assert_eq!(agree(&scene.resident, &case, true).await, json!({ "agreed": true, "other_agreed": true }));
        let direct = call(&lead, &case).await;
        assert_eq!(direct, json!({ "number": scene.resident.phone(), "way": "direct" }));
        assert_eq!(seen(&lead, &case.need("")).await["client"]["phone"], scene.resident.phone());
        assert_eq!(agree(&scene.resident, &case, false).await["agreed"], false);
        assert_eq!(call(&lead, &case).await["way"], "relay");
        assert!(seen(&lead, &case.need("")).await["client"]["phone"].is_null());
    }

    /// A word is given to a person: when another lead comes, the resident is asked anew, and the first lead's word is gone with them.
    async fn an_agreement_ends_with_the_lead_it_was_given_to(backend: Backend) {
        let pls = Pls::start().await;
        let scene = pls.scene(backend).await;
        let (first, case) = held(&scene).await;
        let second = scene.worker().await;
        let _ = agree(&first, &case, true).await;
        let _ = agree(&scene.resident, &case, true).await;
        assert_eq!(call(&first, &case).await["way"], "direct");
        let reason = json!({ "reason": "sick" });
        let _ = first.post(&case.task("/release"), reason).await.expect(204);
        scene.city.clock().advance(Duration::from_secs(60));
        let _ = act(&second, &case.task("/claim")).await.expect(200);
        assert_eq!(agree(&second, &case, true).await, json!({ "agreed": true, "other_agreed": false }));
        assert_eq!(call(&second, &case).await["way"], "relay");
        assert!(seen(&second, &case.need("")).await["client"]["phone"].is_null());
        assert_eq!(agree(&scene.resident, &case, true).await, json!({ "agreed": true, "other_agreed": true }));
        assert_eq!(call(&second, &case).await["way"], "direct");
        assert_eq!(seen(&second, &case.need("")).await["client"]["phone"], scene.resident.phone());
    }

    /// Volunteers call the lead and nobody else; strangers nobody; while nobody leads there is nobody to call, and after a week neither.
    async fn who_may_call_whom(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        let case = scene.open().await;
        let path = case.task("/call");
        scene.resident.post(&path, json!({})).await.expect_problem(409, "wrong_state");
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let task = seen(&lead, &case.task("")).await;
        let team = task["team"].as_array().expect("a task has a team");
        let member = |role: &str| team.iter().find(|member| member["role"] == *role).map(|member| text(member, "id")).expect("a place");
        let _ = call(&volunteer, &case).await;
        let _ = scene.resident.post(&path, json!({ "member_id": member("volunteer") })).await.expect(200);
        volunteer.post(&path, json!({ "member_id": NOBODY })).await.expect_field("member_id", "unknown");
        scene.stranger.post(&path, json!({})).await.expect_problem(404, "not_found");
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let _ = lead.post(&case.task("/finish"), crate::scene::record()).await.expect(200);
        scene.city.clock().advance(Duration::from_secs(8 * 86_400));
        for caller in [&*scene.resident, &*lead] {
            caller.post(&path, json!({})).await.expect_problem(410, "gone");
        }
    }
}
