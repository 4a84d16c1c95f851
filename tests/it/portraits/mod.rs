//! Portraits: sent, looked at by an officer, seen by those whom a provider comes to, taken away again; and WeChat's look at them.

mod deciding;
mod seeing;
mod sending;
mod signed;
mod verdicts;

use jinlin_tests::{Answer, Client, eventually};
use reqwest::Method;
use serde_json::{Value, json};

use crate::scene::{Provider, Scene, text};
use crate::talk::pictures::jpeg;

/// Where a provider's portrait is sent to.
fn place(provider: &Provider) -> String {
    format!("/v1/providers/{}/portrait", provider.id)
}

/// The picture of a portrait.
fn picture(portrait: &str) -> String {
    format!("/v1/portraits/{portrait}")
}

async fn put(by: &Client, whose: &Provider, kind: &str, file: &[u8]) -> Answer {
    let sent = by.request(Method::PUT, &place(whose));
    sent.bytes(kind, file).await
}

/// Sends a portrait; answers its id.
async fn send(provider: &Provider) -> String {
    let sent = put(provider, provider, "image/jpeg", &jpeg(300, 400)).await;
    text(&sent.expect(201), "id").to_owned()
}

async fn decide(by: &Client, portrait: &str, body: Value) -> Answer {
    by.post(&format!("{}/decide", picture(portrait)), body)
        .await
}

fn show() -> Value {
    json!({ "show": true })
}

fn refuse() -> Value {
    json!({ "show": false, "reason": "看不清脸" })
}

/// Sends a portrait and has it shown; answers its id.
async fn shown(scene: &Scene, provider: &Provider) -> String {
    let portrait = send(provider).await;
    let _ = decide(&scene.street, &portrait, show()).await.expect(200);
    portrait
}

async fn sees(client: &Client, portrait: &str) -> bool {
    let answer = client.get(&picture(portrait)).await;
    if answer.status == 200 {
        return true;
    }
    let _ = answer.expect_problem(404, "not_found");
    false
}

/// How many files the store holds.
fn files(scene: &Scene) -> usize {
    crate::talk::photos::stored(scene).len()
}

async fn files_become(scene: &Scene, count: usize) {
    eventually("the files of what is gone are removed", async || {
        (files(scene) == count).then_some(())
    })
    .await;
}
