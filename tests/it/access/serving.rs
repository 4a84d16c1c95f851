//! Tasks at every stage, each with its team.
//!
//! What is only looked at is shared between cases: the test makes hundreds of them, and most need a whole team.

use std::collections::BTreeMap;
use std::rc::Rc;

use jinlin_tests::SignedIn;
use reqwest::Method;
use serde_json::{Value, json};

use super::case::Place;
use super::on_duty::{Provider, text};
use super::world::{Actor, World};

/// A category that needs a certificate, one volunteer and no clearance.
const CATEGORY: &str = "hospital_escort";
/// An urgent category that needs first aid, a certificate and a clearance for homes.
const URGENT: &str = "welfare_check";

/// How far a task has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody leads it.
    Open,
    /// A social worker leads it.
    Held,
    /// A volunteer has joined.
    Joined,
    /// The lead is there.
    InService,
    /// The lead has finished.
    Finished,
    /// The resident has rated it.
    Rated,
}

/// A need with its task and team.
#[derive(Debug, Clone)]
pub struct Service {
    pub owner: SignedIn,
    pub need: Value,
    pub task: String,
    pub lead: Option<Provider>,
    pub volunteer: Option<Provider>,
    /// The volunteer's place in the team.
    pub member: Option<String>,
}

impl Service {
    /// The need's id.
    pub fn need_id(&self) -> &str {
        text(&self.need, "id")
    }
}

/// A service with the token of its caller, when that is another person than the actor.
pub struct Called {
    pub service: Rc<Service>,
    pub token: Option<String>,
}

/// What is kept between cases.
#[derive(Debug, Default)]
pub struct Kept {
    /// By kind and community: the provider on duty, and how often it was used.
    pub providers: BTreeMap<(&'static str, String), (Provider, usize)>,
    /// The token of somebody who has served and has a name.
    pub served: Option<String>,
    /// By community: the need whose delivery was refused.
    pub deliveries: BTreeMap<String, String>,
    /// By owner, community and stage.
    services: BTreeMap<(String, String, Stage), Rc<Service>>,
}

impl World {
    /// A fresh service of `owner` that is offered to the best few at once; nobody leads it yet.
    pub async fn new_urgent(&self, owner: &SignedIn, community: &str) -> Service {
        self.new_service_of(URGENT, owner, community, Stage::Open)
            .await
    }

    /// A fresh service of `owner` in a community, at a stage.
    pub async fn new_service(&self, owner: &SignedIn, community: &str, stage: Stage) -> Service {
        self.new_service_of(CATEGORY, owner, community, stage).await
    }

    async fn new_service_of(
        &self,
        category: &str,
        owner: &SignedIn,
        community: &str,
        stage: Stage,
    ) -> Service {
        let body = json!({ "category": category, "community": community, "channel": "app" });
        let need = owner.post("/v1/needs", body).await.expect(201);
        let tasks = owner.get("/v1/tasks?limit=100").await.expect(200);
        let tasks = tasks["items"].as_array().expect("a list of tasks");
        let task = tasks
            .iter()
            .find(|task| task["need_id"] == need["id"])
            .expect("an open need has a task");
        let task = text(task, "id").to_owned();
        let mut service = Service {
            owner: owner.clone(),
            need,
            task,
            lead: None,
            volunteer: None,
            member: None,
        };
        if stage >= Stage::Held {
            let lead = self.worker_in(community).await;
            let _ = lead
                .person
                .request(Method::POST, &service.path("claim"))
                .await
                .expect(200);
            service.lead = Some(lead);
        }
        if stage >= Stage::Joined {
            let volunteer = self.volunteer_in(community).await;
            let task = volunteer
                .person
                .request(Method::POST, &service.path("join"))
                .await
                .expect(200);
            let team = task["team"].as_array().expect("a task has a team");
            let member = team
                .iter()
                .find(|member| member["role"] == "volunteer")
                .expect("the volunteer has a place");
            service.member = Some(text(member, "id").to_owned());
            service.volunteer = Some(volunteer);
        }
        if stage >= Stage::InService {
            let body = json!({ "place": self.centre_of(community).await });
            let _ = service
                .lead()
                .person
                .post(&service.path("check-in"), body)
                .await
                .expect(200);
        }
        if stage >= Stage::Finished {
            let _ = service
                .lead()
                .person
                .post(&service.path("finish"), record())
                .await
                .expect(200);
        }
        if stage >= Stage::Rated {
            let _ = owner
                .put(&service.path("rating"), rating())
                .await
                .expect(201);
        }
        service
    }

    /// A service as a place wants it; `None` for a team that the actor's role cannot be on. With `shared` an earlier one is used
    /// again: for calls that change nothing.
    pub async fn service_for(
        &self,
        actor: &Actor,
        place: Place,
        stage: Stage,
        shared: bool,
    ) -> Option<Called> {
        if place == Place::Team && !matches!(actor.role, "social_worker" | "volunteer") {
            return None;
        }
        let (owner, community) = (self.owner_of(actor, place), self.community_of(place));
        let key = (owner.person_id().to_string(), community.to_owned(), stage);
        let known = self
            .kept
            .lock()
            .await
            .services
            .get(&key)
            .filter(|_| shared)
            .cloned();
        let service = match known {
            Some(service) => service,
            None => {
                let service = Rc::new(self.new_service(owner, community, stage).await);
                if shared {
                    self.kept
                        .lock()
                        .await
                        .services
                        .insert(key, Rc::clone(&service));
                }
                service
            }
        };
        let token = (place == Place::Team).then(|| {
            let caller = if actor.role == "social_worker" {
                &service.lead
            } else {
                &service.volunteer
            };
            caller
                .as_ref()
                .expect("a stage with a team")
                .person
                .token()
                .to_owned()
        });
        Some(Called { service, token })
    }

    /// The centre of a community.
    pub async fn centre_of(&self, community: &str) -> Value {
        let division = self
            .city
            .anonymous()
            .get(&format!("/v1/divisions/{community}"))
            .await
            .expect(200);
        division["centre"].clone()
    }
}

impl Service {
    fn path(&self, action: &str) -> String {
        format!("/v1/tasks/{}/{action}", self.task)
    }

    pub fn lead(&self) -> &Provider {
        self.lead.as_ref().expect("a task that is held has a lead")
    }
}

/// A service record.
pub fn record() -> Value {
    json!({ "note": "陪同就医，平安到家。", "outcome": "resolved", "minutes": 60 })
}

/// A rating.
pub fn rating() -> Value {
    json!({ "overall": 5, "resolved": "yes", "comment": "谢谢。" })
}
