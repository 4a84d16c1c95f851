//! The people of these tests, and needs and tasks brought to where something happens to them.

use std::ops::Deref;

use jinlin_tests::{
    Answer, Backend, City, CityBuilder, Client, Request, Server, SignedIn, eventually,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::places::{CITY, COMMUNITY, STREET};

/// An id that nothing has.
pub const NOBODY: &str = "00000000-0000-7000-8000-000000000000";
/// Access tokens live for this long here (60 days): some tests wait for weeks.
const TOKEN_SECONDS: u64 = 60 * 86_400;

/// A city with those who are always there.
pub struct Scene {
    pub city: City,
    pub admin: SignedIn,
    /// Of the street of [`COMMUNITY`].
    pub street: SignedIn,
    /// Of [`COMMUNITY`].
    pub officer: SignedIn,
    /// Who posts needs.
    pub resident: SignedIn,
    /// Whom all of it does not concern.
    pub stranger: SignedIn,
}

/// Somebody who serves; as a client it sends the provider's token.
#[derive(Debug, Clone)]
pub struct Provider {
    pub person: SignedIn,
    pub id: String,
}

impl Provider {
    /// The same provider at another replica, or at one that was started again.
    pub fn at_replica(&self, server: &Server) -> Self {
        Self {
            person: self.person.at_replica(server),
            id: self.id.clone(),
        }
    }
}

impl Deref for Provider {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.person
    }
}

/// A need and its task.
#[derive(Debug, Clone)]
pub struct Case {
    pub need: Value,
    pub task: String,
}

impl Case {
    /// `/v1/needs/{id}` and what comes behind it.
    pub fn need(&self, action: &str) -> String {
        format!("/v1/needs/{}{action}", text(&self.need, "id"))
    }

    /// `/v1/tasks/{id}` and what comes behind it.
    pub fn task(&self, action: &str) -> String {
        format!("/v1/tasks/{}{action}", self.task)
    }
}

/// A text member of a JSON object.
pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("no {name} in {value}"))
}

/// An object with other members over its own; null takes a member away.
pub fn with(object: &Value, changes: Value) -> Value {
    let mut object = object.clone();
    for (name, value) in changes.as_object().expect("changes are an object") {
        let members = object.as_object_mut().expect("an object is changed");
        members.remove(name);
        if !value.is_null() {
            members.insert(name.clone(), value.clone());
        }
    }
    object
}

/// So many characters, three bytes each: limits count characters.
pub fn long(characters: usize) -> String {
    "长".repeat(characters)
}

/// `POST path` without a body.
pub fn act(client: &Client, path: &str) -> Request {
    client.request(Method::POST, path)
}

/// What an address shows now, to be compared with what it shows after a refusal.
pub async fn seen(client: &Client, path: &str) -> Value {
    client.get(path).await.expect(200)
}

/// The fields that a refusal names, with their words.
pub fn fields(answer: Answer) -> Vec<(String, String)> {
    let problem = answer.expect_problem(422, "invalid");
    let errors = problem["errors"].as_array().expect("a list of fields");
    errors
        .iter()
        .map(|error| {
            (
                text(error, "field").to_owned(),
                text(error, "code").to_owned(),
            )
        })
        .collect()
}

/// A need of a category that wants a certificate, one volunteer and no clearance.
pub fn escort() -> Value {
    json!({ "category": "hospital_escort", "community": COMMUNITY, "channel": "app" })
}

/// What makes a need urgent: it wants first aid, a certificate and a clearance for homes.
pub fn welfare_check() -> Value {
    json!({ "category": "welfare_check" })
}

/// A certificate as an officer writes it down.
pub fn certificate() -> Value {
    json!({ "level": "intermediate", "number": "2026-51-000001", "issuer": "示范发证机关", "issued_on": "2026-01-05" })
}

/// A wanted time of a need, by its two ends in UTC. Tests begin on Tuesday 2026-12-01 at 02:00 UTC, 10:00 in Chengdu.
pub fn window(from: &str, until: &str) -> Value {
    json!({ "window": { "from": from, "until": until } })
}

/// A service record.
pub fn record() -> Value {
    json!({ "note": "陪同就医，平安到家。", "outcome": "resolved", "minutes": 60 })
}

impl Scene {
    pub async fn new(backend: Backend) -> Self {
        Self::start(City::builder(backend)).await
    }

    /// A scene in a city with settings or replicas of its own.
    pub async fn start(city: CityBuilder) -> Self {
        let city = city
            .setting("identity.access_token_seconds", TOKEN_SECONDS)
            .setting("identity.session_days", 90)
            // What ends with time ends soon after the clock was moved.
            .setting("dispatch.upkeep_seconds", 1)
            .start()
            .await;
        Self {
            admin: city.officer("admin", CITY).await,
            street: city.officer("street_officer", STREET).await,
            officer: city.officer("community_officer", COMMUNITY).await,
            resident: city.resident().await,
            stranger: city.resident().await,
            city,
        }
    }

    /// The scene after its first replica was started again, which then listens elsewhere.
    pub fn moved(self) -> Self {
        let at = |person: &SignedIn| person.at_replica(self.city.server());
        Self {
            admin: at(&self.admin),
            street: at(&self.street),
            officer: at(&self.officer),
            resident: at(&self.resident),
            stranger: at(&self.stranger),
            city: self.city,
        }
    }

    /// A social worker of [`COMMUNITY`] on duty, certified for [`escort`].
    pub async fn worker(&self) -> Provider {
        self.worker_with(json!({ "skills": ["health_escort"] }))
            .await
    }

    /// A certified social worker with other members in the registration.
    pub async fn worker_with(&self, changes: Value) -> Provider {
        let worker = self.worker_unsettled(changes).await;
        self.settle().await;
        worker
    }

    async fn worker_unsettled(&self, changes: Value) -> Provider {
        let person = self.city.officer("social_worker", COMMUNITY).await;
        let body = json!({ "kind": "social_worker", "community": COMMUNITY, "person_id": person.person_id() });
        let provider = self
            .admin
            .post("/v1/providers", with(&body, changes))
            .await
            .expect(201);
        let id = text(&provider, "id").to_owned();
        let path = format!("/v1/providers/{id}/certificates");
        let _ = self.admin.post(&path, certificate()).await.expect(201);
        Provider { person, id }
    }

    /// A worker who may also be asked for [`welfare_check`].
    pub async fn responder(&self) -> Provider {
        self.responder_with(json!({})).await
    }

    /// A worker for [`welfare_check`] with other members in the registration.
    pub async fn responder_with(&self, changes: Value) -> Provider {
        let worker = self.responder_unsettled(changes).await;
        self.settle().await;
        worker
    }

    /// The same, before the server matches with it: for many at once.
    pub async fn responder_unsettled(&self, changes: Value) -> Provider {
        let skills = json!({ "skills": ["health_escort", "first_aid"] });
        let worker = self.worker_unsettled(with(&skills, changes)).await;
        let path = format!("/v1/providers/{}/clearance", worker.id);
        let _ = self
            .street
            .put(&path, json!({ "clearance": ["home_visit"] }))
            .await
            .expect(200);
        worker
    }

    /// A volunteer of [`COMMUNITY`] on duty.
    pub async fn volunteer(&self) -> Provider {
        self.volunteer_with(json!({})).await
    }

    /// A volunteer with other members in the registration.
    pub async fn volunteer_with(&self, changes: Value) -> Provider {
        let volunteer = self.volunteer_unsettled(changes).await;
        self.settle().await;
        volunteer
    }

    /// The same, before the server matches with it: for many at once.
    pub async fn volunteer_unsettled(&self, changes: Value) -> Provider {
        let person = self.city.officer("volunteer", COMMUNITY).await;
        let body = json!({ "kind": "volunteer", "community": COMMUNITY });
        let provider = person
            .post("/v1/providers", with(&body, changes))
            .await
            .expect(201);
        let id = text(&provider, "id").to_owned();
        Provider { person, id }
    }

    /// Waits until the server matches with what its rows say.
    pub async fn settle(&self) {
        eventually("the index equals the rows", async || {
            let index = self.admin.get("/v1/system/index").await.expect(200);
            let equal = index["checksum"] == index["rows_checksum"]
                && index["providers"] == index["rows_providers"];
            equal.then_some(())
        })
        .await;
    }

    /// An open need of the resident with its task.
    pub async fn open(&self) -> Case {
        self.open_with(json!({})).await
    }

    /// An open need with other members in it.
    pub async fn open_with(&self, changes: Value) -> Case {
        self.open_of(&self.resident, changes).await
    }

    /// An open urgent need of the resident, which is offered to the best few at once.
    pub async fn open_urgent(&self, changes: Value) -> Case {
        self.open_with(with(&welfare_check(), changes)).await
    }

    /// An open need of somebody.
    pub async fn open_of(&self, owner: &Client, changes: Value) -> Case {
        let need = owner
            .post("/v1/needs", with(&escort(), changes))
            .await
            .expect(201);
        let tasks = owner.get("/v1/tasks?limit=100").await.expect(200);
        let tasks = tasks["items"].as_array().expect("a list of tasks");
        let task = tasks.iter().find(|task| task["need_id"] == need["id"]);
        let task = text(task.expect("an open need has a task"), "id").to_owned();
        Case { need, task }
    }

    /// A need that somebody leads.
    pub async fn held(&self, lead: &Provider) -> Case {
        let case = self.open().await;
        let _ = act(lead, &case.task("/claim")).await.expect(200);
        case
    }

    /// A need whose lead is there.
    pub async fn in_service(&self, lead: &Provider) -> Case {
        let case = self.held(lead).await;
        let _ = lead
            .post(&case.task("/check-in"), self.arrival().await)
            .await
            .expect(200);
        case
    }

    /// A need whose lead has finished.
    pub async fn finished(&self, lead: &Provider) -> Case {
        let case = self.in_service(lead).await;
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        case
    }

    /// A check-in at the centre of [`COMMUNITY`], where the needs are.
    pub async fn arrival(&self) -> Value {
        json!({ "place": self.centre().await })
    }

    /// The centre of [`COMMUNITY`].
    pub async fn centre(&self) -> Value {
        let path = format!("/v1/divisions/{COMMUNITY}");
        seen(&self.city.anonymous(), &path).await["centre"].clone()
    }

    /// The open offer of a task to a provider, which the dispatcher makes by itself.
    pub async fn offer_of(&self, provider: &Provider, task: &str) -> String {
        eventually("the dispatcher asks", async || {
            let offers = seen(provider, "/v1/offers?state=open&limit=100").await;
            let offers = offers["items"].as_array().expect("a list of offers");
            let offer = offers.iter().find(|offer| offer["task_id"] == *task)?;
            Some(text(offer, "id").to_owned())
        })
        .await
    }
}
