//! Providers on duty: registered, certified, and kept for several cases.

use jinlin_tests::{SignedIn, eventually};
use serde_json::{Value, json};

use super::serving::Stage;
use super::world::World;
use crate::places::COMMUNITY;

/// How many tasks a provider is used for; a capacity is at most ten.
const USES: usize = 8;

/// Somebody who serves.
#[derive(Debug, Clone)]
pub struct Provider {
    pub person: SignedIn,
    pub id: String,
}

/// A text member of a JSON object.
pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("no {name} in {value}"))
}

impl World {
    /// A social worker on duty in a community, the only one there.
    pub async fn worker_in(&self, community: &str) -> Provider {
        self.provider_in("social_worker", community).await
    }

    /// A volunteer on duty in a community, the only one there.
    pub async fn volunteer_in(&self, community: &str) -> Provider {
        self.provider_in("volunteer", community).await
    }

    async fn provider_in(&self, kind: &'static str, community: &str) -> Provider {
        let mut kept = self.kept.lock().await;
        let key = (kind, community.to_owned());
        if let Some((provider, uses)) = kept.providers.get_mut(&key) {
            if *uses < USES {
                *uses += 1;
                return provider.clone();
            }
            // Off duty, so that offers go to the next one alone.
            let path = format!("/v1/providers/{}/duty", provider.id);
            let _ = provider
                .person
                .put(&path, json!({ "on_duty": false }))
                .await
                .expect(200);
        }
        let provider = self.register(kind, community).await;
        kept.providers.insert(key, (provider.clone(), 1));
        provider
    }

    /// A new provider, who may lead or join tasks of [`CATEGORY`]. As an actor it is one of its kind with the grant of those whose
    /// scope covers the test's community.
    pub async fn register(&self, kind: &'static str, community: &str) -> Provider {
        let person = self.city.officer(kind, COMMUNITY).await;
        let mut body = json!({ "kind": kind, "community": community, "capacity": 10 });
        let registrar = if kind == "social_worker" {
            body["person_id"] = person.person_id().to_string().into();
            body["skills"] = json!(["health_escort", "first_aid"]);
            &self.admin
        } else {
            &person
        };
        let provider = registrar.post("/v1/providers", body).await.expect(201);
        let id = text(&provider, "id").to_owned();
        if kind == "social_worker" {
            let path = format!("/v1/providers/{id}/certificates");
            let _ = self.admin.post(&path, certificate()).await.expect(201);
            let clearance = format!("/v1/providers/{id}/clearance");
            let cleared = json!({ "clearance": ["home_visit"] });
            let _ = self.city_officer.put(&clearance, cleared).await.expect(200);
        }
        self.settle().await;
        Provider { person, id }
    }

    /// Waits until the server matches with what its rows say.
    async fn settle(&self) {
        eventually("the index equals the rows", async || {
            let index = self.admin.get("/v1/system/index").await.expect(200);
            let equal = index["checksum"] == index["rows_checksum"]
                && index["providers"] == index["rows_providers"];
            equal.then_some(())
        })
        .await;
    }

    /// An offer to a provider of this kind, as the dispatcher made it: the provider and the offer's id.
    pub async fn offer_to(&self, kind: &str) -> (Provider, String) {
        let community = &self.far_community;
        let (provider, service) = if kind == "social_worker" {
            let worker = self.worker_in(community).await;
            (worker, self.new_urgent(&self.stranger, community).await)
        } else {
            let volunteer = self.volunteer_in(community).await;
            (
                volunteer,
                self.new_service(&self.stranger, community, Stage::Held)
                    .await,
            )
        };
        let offer = eventually("the dispatcher asks the only one there", async || {
            let offers = provider
                .person
                .get("/v1/offers?limit=100")
                .await
                .expect(200);
            let offers = offers["items"].as_array().expect("a list of offers");
            offers
                .iter()
                .find(|offer| offer["task_id"] == *service.task)
                .map(|offer| text(offer, "id").to_owned())
        })
        .await;
        (provider, offer)
    }
}

/// A certificate as an officer writes it down.
pub fn certificate() -> Value {
    json!({ "level": "assistant", "number": "2026-51-000001", "issuer": "示范发证机关", "issued_on": "2026-01-05" })
}
