//! That whoever visits comes back: expected ends, alarms, two people, hazards, late check-ins, risks in texts.

mod alarms;
mod hazards;
mod lateness;
mod overtime;
mod pairing;
mod risks;

use std::time::Duration;

use serde_json::{Value, json};

use crate::scene::{Case, Provider, Scene, act, with};

/// A minute.
const MINUTE: Duration = Duration::from_secs(60);

impl Scene {
    /// A worker who goes into homes.
    async fn home_worker(&self) -> Provider {
        self.responder_with(json!({ "skills": ["elderly_care"], "capacity": 10 }))
            .await
    }

    /// A volunteer who may go into homes, too.
    async fn home_volunteer(&self) -> Provider {
        let volunteer = self.volunteer_with(json!({ "capacity": 10 })).await;
        let path = format!("/v1/providers/{}/clearance", volunteer.id);
        let cleared = json!({ "clearance": ["home_visit", "children"] });
        let _ = self.street.put(&path, cleared).await.expect(200);
        self.settle().await;
        volunteer
    }

    /// A visit to the resident's home that somebody leads.
    async fn home_visit(&self, lead: &Provider, changes: Value) -> Case {
        let visit = with(&json!({ "category": "elder_visit" }), changes);
        let case = self.open_with(visit).await;
        let _ = act(lead, &case.task("/claim")).await.expect(200);
        case
    }

    /// How many events of a kind were written.
    async fn told(&self, kind: &str) -> i64 {
        let query = format!("select count(*) from outbox_events where kind = '{kind}'");
        self.city.database().number(&query, []).await
    }
}
