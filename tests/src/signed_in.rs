//! Somebody who has signed in by phone and one-time code.

use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Once;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::Client;
use crate::clock::TestClock;
use crate::server::Server;
use crate::wait::eventually;

/// How far the server's clock may be from ours, in seconds: a request's way, on a busy machine.
const CLOCK_SLACK: i64 = 120;

/// A person with a session; as a [`Client`] it sends the session's token.
#[derive(Debug, Clone)]
pub struct SignedIn {
    client: Client,
    phone: String,
    session: Value,
}

impl Deref for SignedIn {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl SignedIn {
    /// Signs `phone` in through `server` as an app would, consenting to the terms in force.
    pub(crate) async fn by_code(
        server: &Server,
        client: Client,
        clock: &TestClock,
        phone: &str,
    ) -> Self {
        let (code, terms) = request_code(server, &client, phone).await;
        let body =
            json!({ "phone": phone, "code": code, "client": "app", "consent_version": terms });
        let session = client.post("/v1/sessions", body).await.expect(201);
        let person = Self::of_session(&client, phone, session);
        check_clock(person.token(), clock);
        person
    }

    /// Somebody by the answer to a sign-in.
    ///
    /// # Panics
    /// When the answer has no access token.
    #[must_use]
    pub fn of_session(client: &Client, phone: &str, session: Value) -> Self {
        let token = session["access_token"]
            .as_str()
            .expect("a session has an access token");
        Self {
            client: client.with_token(token),
            phone: phone.to_owned(),
            session,
        }
    }

    /// The phone.
    #[must_use]
    pub fn phone(&self) -> &str {
        &self.phone
    }

    /// The answer to the sign-in.
    #[must_use]
    pub fn session(&self) -> &Value {
        &self.session
    }

    /// The refresh token.
    ///
    /// # Panics
    /// When the session has none in its answer: a browser's is in a cookie.
    #[must_use]
    pub fn refresh_token(&self) -> &str {
        self.session["refresh_token"]
            .as_str()
            .expect("an app's session has a refresh token")
    }

    /// The person's id.
    #[must_use]
    pub fn person_id(&self) -> Uuid {
        self.id("person_id")
    }

    /// The account's id.
    #[must_use]
    pub fn account_id(&self) -> Uuid {
        self.id("account_id")
    }

    /// The session's id.
    #[must_use]
    pub fn session_id(&self) -> Uuid {
        self.id("session_id")
    }

    fn id(&self, name: &str) -> Uuid {
        self.session[name]
            .as_str()
            .and_then(|id| id.parse().ok())
            .expect("a session names its ids")
    }

    /// The same person, with the same token, at another replica.
    #[must_use]
    pub fn at_replica(&self, server: &Server) -> Self {
        Self {
            client: self.client.at(server.address()),
            ..self.clone()
        }
    }
}

/// Asks for a code; answers it, as the server's log shows it in development, and the terms' version.
pub async fn request_code(server: &Server, client: &Client, phone: &str) -> (String, String) {
    // Our own request id finds the line: it holds no phone.
    let id = Uuid::new_v4().to_string();
    let request = client
        .post("/v1/auth/codes", json!({ "phone": phone }))
        .header("x-request-id", &id);
    let sent = request.await.expect(202);
    let code = eventually("the log shows the code", async || {
        let lines = server.log_lines();
        let line = lines
            .iter()
            .rev()
            .find(|line| line["span"]["request.id"] == *id && line.get("code").is_some())?;
        line["code"].as_str().map(ToOwned::to_owned)
    })
    .await;
    (
        code,
        sent["terms_version"]
            .as_str()
            .expect("the terms' version")
            .to_owned(),
    )
}

/// A server without the feature `test-support` ignores the clock, and half of the tests would fail for strange reasons.
fn check_clock(token: &str, clock: &TestClock) {
    let claims = token
        .split('.')
        .nth(1)
        .and_then(|part| URL_SAFE_NO_PAD.decode(part).ok())
        .expect("a JWT");
    let claims: Value = serde_json::from_slice(&claims).expect("a JWT's claims");
    let issued = claims["iat"].as_i64().expect("when the token was issued");
    let off = (issued - clock.now_micros() / 1_000_000).abs();
    assert!(
        off < CLOCK_SLACK,
        "the server does not follow the test's clock: it was built without the feature test-support. \
         Run `make test`, or: cargo build -p jinlin-api --features jinlin-api/test-support"
    );
}

/// The HTTP client of a city. It follows no redirect and remembers no cookie: tests look at both.
pub(crate) fn http_client() -> reqwest::Client {
    http_client_at(None)
}

/// The same, calling from an address of this machine.
pub(crate) fn http_client_at(local: Option<IpAddr>) -> reqwest::Client {
    static ONCE: Once = Once::new();
    // reqwest is built without a TLS provider of its own; the process chooses ring, once, as the server does.
    ONCE.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(60))
        .local_address(local)
        .build()
        .expect("an HTTP client")
}
