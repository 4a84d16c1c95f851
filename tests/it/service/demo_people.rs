//! The people of the demo city, who play in these tests.

use jinlin_tests::{Backend, City, Client};
use serde_json::{Value, json};

pub const RESIDENT: &str = "12600000001";
pub const WORKERS: [&str; 2] = ["12600000002", "12600000003"];
pub const VOLUNTEER: &str = "12600000004";
pub const COMMUNITY: &str = "510104035017";

/// The demo city on a database, with limits off: these tests ask much in little time.
pub async fn demo_city(backend: Backend) -> City {
    City::builder(backend)
        .demo()
        .setting("limits.enabled", false)
        .start()
        .await
}

/// Signs a demo account in with the demo's code.
pub async fn sign_in(city: &City, phone: &str) -> Client {
    let _ = city
        .anonymous()
        .post("/v1/auth/codes", json!({ "phone": phone }))
        .await
        .expect(202);
    let body = json!({ "phone": phone, "code": "246810", "client": "app" });
    let session = city
        .anonymous()
        .post("/v1/sessions", body)
        .await
        .expect(201);
    city.anonymous()
        .with_token(session["access_token"].as_str().expect("a token"))
}

/// A need of the demo's resident.
pub fn company() -> Value {
    json!({ "category": "companionship", "description": "要人陪。", "community": COMMUNITY, "channel": "app", "volunteers": 1 })
}
