//! Figures that are not shown, and days that are none.

use jinlin_tests::on_both_databases;
use serde_json::json;

use crate::places::{COMMUNITY, COUNTY, NEIGHBOUR, OTHER_COMMUNITY, OTHER_STREET, STREET};
use crate::scene::{Scene, seen};

on_both_databases! {
    /// An officer asks about the own divisions and days of the calendar, of a year at most.
    async fn figures_are_of_a_place_and_a_time(backend: Backend) {
        let scene = Scene::new(backend).await;
        let get = async |query: &str| scene.officer.get(&format!("/v1/figures?{query}")).await;
        for (query, field, word) in [
            ("division=999999", "division", "unknown"),
            ("division=", "division", "unknown"),
            ("division=%00", "division", "format"),
            ("from=yesterday", "from", "format"),
            ("from=2026-2-1", "from", "format"),
            ("from=2026-02-30", "from", "format"),
            ("to=2026-12-01T00:00:00", "to", "format"),
            ("to=", "to", "format"),
            ("from=2026-12-02", "to", "contradiction"),
            ("from=2026-11-30&to=2026-11-29", "to", "contradiction"),
            ("from=2025-11-29&to=2026-11-30", "from", "range"),
            ("from=0001-01-01", "from", "range"),
            ("to=-009999-01-01", "to", "range"),
            ("from=9999-12-31&to=9999-12-31", "to", "range"),
            ("days=30", "days", "not_allowed"),
        ] {
            get(query).await.expect_field(field, word);
        }
        for beside in [NEIGHBOUR, STREET, COUNTY, OTHER_STREET, OTHER_COMMUNITY] {
            get(&format!("division={beside}")).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen(&scene.officer, &format!("/v1/figures?division={COMMUNITY}")).await["division"], json!(COMMUNITY));
        for nobody in [&*scene.resident, &*scene.admin] {
            nobody.get("/v1/figures").await.expect_problem(403, "forbidden");
        }
        scene.city.anonymous().get("/v1/figures").await.expect_problem(401, "unauthenticated");
    }
}
