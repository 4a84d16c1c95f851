//! Two replicas behind the proxy are one address: balanced, traced, limited, and whole while one of them is dead.

use std::collections::BTreeSet;

use jinlin_tests::{Backend, City, Nginx, Request, Server, eventually};
use reqwest::Method;
use serde_json::{Value, json};

use super::in_front_of;

const RECORDING_LIMIT: usize = 12 * 1024 * 1024;

/// How the proxy has logged the request of this answer, which must have this status.
async fn logged(nginx: &Nginx, request: Request, status: u16) -> Value {
    let answer = request.await;
    assert_eq!(answer.status, status, "{}", answer.text());
    let id = answer.header("x-request-id").expect("an answer has an id");
    nginx.request(id).await
}

/// The replica that answered a logged request.
fn replica_of<'a>(city: &'a City, request: &Value) -> &'a Server {
    let address = format!("http://{}", request["replica"].as_str().expect("a replica"));
    let mut replicas = city.replicas().iter();
    let replica = replicas.find(|replica| replica.address() == address);
    replica.unwrap_or_else(|| panic!("{request}: no replica of ours"))
}

/// Requests go to both replicas, each under one id in the answer, in the proxy's log and in the replica's; queries, where tickets
/// and places stand, are in neither. What is not for the street is not there.
#[tokio::test]
async fn requests_are_balanced_and_found_in_both_logs() {
    let city = City::builder(Backend::Postgres).replicas(2).start().await;
    let nginx = in_front_of(&city).await;
    let client = city.anonymous().at(nginx.address());
    let mut asked = BTreeSet::new();
    for _ in 0..8 {
        let phone = json!({ "phone": city.new_phone() });
        let request = logged(&nginx, client.post("/v1/auth/codes", phone), 202).await;
        let replica = replica_of(&city, &request);
        eventually(
            "the replica logs the code under the proxy's id",
            async || {
                let lines = replica.log_lines();
                let mut ids = lines.iter().map(|line| &line["span"]["request.id"]);
                ids.any(|id| *id == request["request_id"]).then_some(())
            },
        )
        .await;
        asked.insert(replica.address().to_owned());
    }
    assert_eq!(asked.len(), 2, "one replica does all the work");
    let request = logged(&nginx, client.get("/v1/divisions?parent=510104"), 200).await;
    let log = replica_of(&city, &request).log();
    assert!(
        !log.contains("parent") && !request.to_string().contains("parent"),
        "{request} {log}"
    );
    let chosen = client
        .get("/healthz")
        .header("x-request-id", "chosen-by-the-client")
        .await;
    let id = chosen.header("x-request-id").expect("an answer has an id");
    assert_eq!(nginx.request(id).await["status"], "200");
    assert_ne!(id, "chosen-by-the-client");
    assert_eq!(client.get("/metrics").await.status, 404);
}

/// What is too large for the proxy and what is too large for the server are refused in the same form and words.
#[tokio::test]
async fn too_much_is_refused_as_the_server_refuses_it() {
    let city = City::builder(Backend::Postgres).replicas(2).start().await;
    let nginx = in_front_of(&city).await;
    let resident = city.resident().await.at(nginx.address());
    let need = json!({ "category": "hospital_escort", "community": crate::places::COMMUNITY, "channel": "app" });
    let need = resident.post("/v1/needs", need).await.expect(201);
    let path = format!(
        "/v1/needs/{}/voice-notes",
        need["id"].as_str().expect("an id")
    );
    let mut titles = BTreeSet::new();
    for (size, by_the_proxy) in [(RECORDING_LIMIT - 1, false), (RECORDING_LIMIT + 1, true)] {
        for language in ["zh-CN", "en-GB,en;q=0.9"] {
            let request = resident
                .request(Method::POST, &path)
                .bytes("audio/mp4", vec![0; size]);
            let refused = request.header("accept-language", language).await;
            let told = refused
                .header("content-language")
                .expect("a language")
                .to_owned();
            let id = refused.header("x-request-id").expect("an id").to_owned();
            let problem = refused.expect_problem(413, "payload_too_large");
            titles.insert((told, problem["title"].to_string()));
            let asked = nginx.request(&id).await["replica"] != "";
            assert_eq!(asked, !by_the_proxy, "{size} bytes");
        }
    }
    assert_eq!(titles.len(), 2, "one text a language: {titles:?}");
}

/// A replica that was killed is noticed by nobody who reads or writes; with no replica at all clients are told to come again.
#[tokio::test]
async fn a_dead_replica_fails_no_request() {
    let mut city = City::builder(Backend::Postgres).replicas(2).start().await;
    let nginx = in_front_of(&city).await;
    let resident = city
        .signed_in_at(1, &city.new_phone())
        .await
        .at(nginx.address());
    let gone = city
        .server()
        .address()
        .trim_start_matches("http://")
        .to_owned();
    city.server_mut().kill9();
    let mut tried = 0;
    for _ in 0..8 {
        let request = logged(&nginx, resident.get("/v1/me"), 200).await;
        let replicas = request["replica"].as_str().expect("the replicas");
        tried += usize::from(replicas.contains(&gone));
        assert!(!replicas.ends_with(&gone), "{request}");
    }
    assert!(
        tried > 0,
        "the dead replica was never asked, so this test shows nothing"
    );
    let ticket = resident.request(Method::POST, "/v1/events/ticket").await;
    let _ = ticket.expect(201);
    city.replica_mut(1).kill9();
    let refused = resident.get("/v1/me").header("accept-language", "en").await;
    assert_eq!(refused.number("retry-after"), 2);
    assert_eq!(refused.header("content-language"), Some("en"));
    refused.expect_problem(503, "unavailable");
}
