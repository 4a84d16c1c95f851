//! The log's silence at its most talkative: every line of every crate, over the story and over what is refused.

use std::process::Stdio;

use jinlin_tests::{Backend, City, Client, Request, on_both_databases, program};
use reqwest::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::demo_people::{COMMUNITY, RESIDENT, WORKERS, sign_in};
use super::story::PERSONAL;
use crate::scene::{seen, text};

/// What no line may hold, in whatever part of a request it stood: 悄悄话, words for one's ears only.
const MARK: &str = "qiaoqiaohua";
/// The same in a body, as a phone's keyboard would send it.
const WORDS: &str = "悄悄话";
/// The same as a place.
const PLACE: (f64, f64) = (104.078_912_3, 30.654_321_9);
/// The same as a phone that is none of the demo's.
const PHONE: &str = "12699912345";
/// A secret of ours, not of a resident.
const SECRET: &str = "the-secret-of-the-mini-program";

/// The demo city with every log line on, and a WeChat that is away.
async fn talkative(backend: Backend) -> City {
    City::builder(backend)
        .demo()
        .setting("telemetry.log_filter", "trace")
        .setting("wechat.app_id", "wx0123456789abcdef")
        .setting("wechat.app_secret", SECRET)
        .setting("wechat.base_url", "http://127.0.0.1:1")
        .start()
        .await
}

/// Requests that are refused, each with something personal in it, and the status.
fn refused(nobody: &Client, resident: &Client) -> Vec<(Request, u16)> {
    let needs = |body: &str| {
        resident
            .request(Method::POST, "/v1/needs")
            .bytes("application/json", body)
    };
    let (lon, lat) = PLACE;
    let place = json!({ "lon": lon, "lat": lat, "crs": MARK });
    let code = json!({ "phone": PHONE, "code": "000000", "client": "app", "name": WORDS });
    vec![
        // Bodies: no JSON, half of one, a member too many, a wrong kind, a wrong value, too long.
        (needs(WORDS), 400),
        (needs(&format!("{{\"description\":\"{WORDS}{MARK}")), 400),
        (
            needs(&json!({ "category": "companionship", MARK: WORDS }).to_string()),
            422,
        ),
        (
            needs(&json!({ "category": { MARK: WORDS } }).to_string()),
            422,
        ),
        (
            needs(
                &json!({ "category": MARK, "description": WORDS, "place": place, "phone": PHONE })
                    .to_string(),
            ),
            422,
        ),
        (
            needs(
                &json!({ "category": "companionship", "description": WORDS.repeat(2_000) })
                    .to_string(),
            ),
            422,
        ),
        (
            resident.post("/v1/needs", json!({ "description": WORDS.repeat(40_000) })),
            413,
        ),
        (
            resident
                .request(Method::POST, "/v1/needs")
                .bytes("text/plain", WORDS),
            415,
        ),
        (
            resident
                .patch("/v1/me", json!({ "name": WORDS, "gender": MARK }))
                .if_match(1),
            422,
        ),
        (
            resident
                .patch("/v1/me", json!({ "name": WORDS }))
                .if_match(99),
            412,
        ),
        // Codes, tokens, tickets, keys.
        (nobody.post("/v1/sessions", &code), 422),
        (
            nobody.post("/v1/sessions/refresh", json!({ "refresh_token": MARK })),
            401,
        ),
        (
            nobody.post(
                "/v1/sessions/wechat",
                json!({ "code": MARK, "consent_version": "2026-11" }),
            ),
            503,
        ),
        (nobody.with_token(MARK).get("/v1/me"), 401),
        (
            nobody
                .get("/v1/me")
                .header("cookie", format!("refresh={MARK}")),
            401,
        ),
        (nobody.get(&format!("/v1/events?ticket={MARK}")), 401),
        (
            resident
                .post(
                    "/v1/auth/codes",
                    json!({ "phone": format!("{PHONE}{MARK}") }),
                )
                .key(MARK),
            422,
        ),
        // Addresses and queries.
        (nobody.get(&format!("/v1/tracking/{MARK}")), 404),
        (resident.get(&format!("/v1/needs/{MARK}")), 404),
        (nobody.get(&format!("/v1/{MARK}?phone={PHONE}")), 404),
        (
            nobody.get(&format!(
                "/v1/divisions/locate?lon={lon}&lat={lat}&crs={MARK}"
            )),
            422,
        ),
        (
            nobody.get(&format!(
                "/v1/divisions/locate?lon={lon}&lat={lat}&crs=wgs84&{MARK}={PHONE}"
            )),
            422,
        ),
        (
            nobody
                .request(Method::PUT, "/v1/needs")
                .header("x-forwarded-for", MARK)
                .json(json!({ "address": WORDS })),
            405,
        ),
    ]
}

/// What is no request at all is refused before any of our code sees it.
async fn send_garbage(city: &City) {
    let address = city.server().address().trim_start_matches("http://");
    let mut connection = TcpStream::connect(address)
        .await
        .expect("the server listens");
    let garbage = format!("GET /v1/me?{MARK}={PHONE} HTTP/1.1\r\n{MARK} {WORDS}\r\n\r\n");
    connection
        .write_all(garbage.as_bytes())
        .await
        .expect("it is sent");
    let mut answer = Vec::new();
    connection
        .read_to_end(&mut answer)
        .await
        .expect("it is answered");
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

/// Fails if the log says less than it can: a silent log would prove nothing.
fn check_talks(city: &City, refusals: usize) {
    let lines = city.server().log_lines();
    let told = lines
        .iter()
        .filter(|line| line["message"] == "request refused" && line["level"] == "DEBUG")
        .count();
    assert!(
        told >= refusals,
        "{told} of {refusals} refusals are in the log"
    );
    assert!(
        lines.iter().any(|line| line["level"] == "TRACE"),
        "trace is off"
    );
}

/// Plays the story; gives what of it only its people may know, beside [`PERSONAL`].
async fn play_story(city: &City, resident: &Client) -> Vec<String> {
    let told = tokio::process::Command::new(program())
        .args(["demo", "--url", city.server().address()])
        .stdin(Stdio::null())
        .output()
        .await
        .expect("the program runs");
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let worker = sign_in(city, WORKERS[0]).await;
    let need = seen(resident, "/v1/needs?limit=1").await["items"][0].clone();
    let centre = seen(resident, &format!("/v1/divisions/{COMMUNITY}")).await["centre"].clone();
    // Four decimals: times in the log have three at most.
    let near =
        ["lon", "lat"].map(|name| format!("{:.4}", centre[name].as_f64().expect("a coordinate")));
    let known = [
        text(&need, "short_number"),
        worker.token(),
        "246810",
        "Bearer",
        "eyJ",
    ];
    known
        .into_iter()
        .map(ToOwned::to_owned)
        .chain(near)
        .collect()
}

on_both_databases! {
    /// With all that the log can say, nothing in it tells what was said, nor tokens, codes, numbers or places: not of the story, and
    /// not of requests that are refused, whichever part of them was at fault.
    async fn a_talkative_log_is_silent_about_people(backend: Backend) {
        let city = talkative(backend).await;
        let resident = sign_in(&city, RESIDENT).await;
        let of_the_story = play_story(&city, &resident).await;
        let requests = refused(&city.anonymous(), &resident);
        let refusals = requests.len();
        for (number, (request, status)) in requests.into_iter().enumerate() {
            let answer = request.await;
            assert_eq!(answer.status, status, "request {number}: {}", answer.text());
        }
        send_garbage(&city).await;
        if backend == Backend::Postgres {
            // The statement that fails has all of it among its values, and its error is logged with its causes.
            city.database().take_away().await;
            let need = json!({ "category": "companionship", "description": WORDS, "address": MARK, "community": COMMUNITY, "channel": "app" });
            let failed = resident.post("/v1/needs", need).await;
            assert!(failed.status >= 500, "{}", failed.text());
        }
        let (lon, lat) = (PLACE.0.to_string(), PLACE.1.to_string());
        let of_refusals = [MARK, WORDS, PHONE, SECRET, &lon[..8], &lat[..7], resident.token()];
        let of_the_story = of_the_story.iter().map(String::as_str);
        let words: Vec<_> = PERSONAL.into_iter().chain(of_refusals).chain(of_the_story).collect();
        for (number, line) in city.server().log().lines().enumerate() {
            // A time of day may well have the digits of a latitude: 00:22:30.654339.
            let line = line.split_once(r#","level":"#).map_or(line, |(_time, said)| said);
            for word in &words {
                assert!(!line.contains(word), "line {number} holds {word}: {line}");
            }
        }
        // One of them is a 503, and is logged as an error.
        check_talks(&city, refusals - 1);
    }
}
