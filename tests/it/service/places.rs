//! Places: two coordinate systems, one spot; and nobody finds a home by asking from many places.

use std::collections::BTreeSet;

use jinlin_tests::on_both_databases;
use serde_json::json;

use super::demo_people::{COMMUNITY, RESIDENT, WORKERS, company, demo_city, sign_in};

/// Metres between two WGS-84 places that are near each other.
fn metres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let per_degree = 6_371_008.8_f64.to_radians();
    let east = (a.0 - b.0) * per_degree * a.1.to_radians().cos();
    east.hypot((a.1 - b.1) * per_degree)
}

on_both_databases! {
    /// The same spot sent as WGS-84 and as GCJ-02 (the published vector of Shanghai, moved nowhere: the community is named) is kept within a metre.
    async fn two_systems_are_one_spot(backend: Backend) {
        let city = demo_city(backend).await;
        let resident = sign_in(&city, RESIDENT).await;
        let mut kept = Vec::new();
        for place in [
            json!({ "lon": 121.5272106, "lat": 31.1774276, "crs": "wgs84" }),
            json!({ "lon": 121.531541859215, "lat": 31.17530398364597, "crs": "gcj02" }),
        ] {
            let mut body = company();
            body["place"] = place;
            body["draft"] = true.into();
            let need = resident.post("/v1/needs", body).await.expect(201);
            kept.push((need["place"]["lon"].as_f64().unwrap(), need["place"]["lat"].as_f64().unwrap()));
        }
        assert!(metres(kept[0], kept[1]) < 1.0, "{kept:?}");
    }

    /// Two needs at different doors of one cell are indistinguishable from wherever a worker asks: the list tells the cell and nothing more.
    async fn no_questions_find_a_home(backend: Backend) {
        let city = demo_city(backend).await;
        let resident = sign_in(&city, RESIDENT).await;
        let worker = sign_in(&city, WORKERS[1]).await;
        let centre = city.anonymous().get(&format!("/v1/divisions/{COMMUNITY}")).await.expect(200)["centre"].clone();
        let (lon, lat) = (centre["lon"].as_f64().unwrap(), centre["lat"].as_f64().unwrap());
        let mut by_cell = std::collections::BTreeMap::<String, Vec<String>>::new();
        // Doors on a grid of 100 m: several fall into one cell.
        for step in 0..9 {
            let mut body = company();
            let (east, north) = (f64::from(step % 3), f64::from(step / 3));
            body["place"] = json!({ "lon": lon + east * 0.001, "lat": lat + north * 0.0009, "crs": "wgs84" });
            let need = resident.post("/v1/needs", body).await.expect(201);
            let tasks = resident.get("/v1/tasks?limit=1").await.expect(200);
            let task = tasks["items"][0]["id"].as_str().unwrap().to_owned();
            by_cell.entry(need["cell"].as_str().unwrap().to_owned()).or_default().push(task);
        }
        assert!(by_cell.values().any(|tasks| tasks.len() > 1), "doors share a cell");
        for step in 0..40 {
            let (east, north) = (f64::from(step % 8) * 0.0017, f64::from(step / 8) * 0.0013);
            let query = format!("lon={}&lat={}&crs=wgs84&radius_m=3000", lon + east, lat + north);
            let nearby = worker.get(&format!("/v1/tasks/nearby?{query}")).await.expect(200);
            let items = nearby["items"].as_array().unwrap().clone();
            for tasks in by_cell.values() {
                let seen: BTreeSet<_> = items
                    .iter()
                    .filter(|item| tasks.iter().any(|task| item["task_id"] == task.as_str()))
                    .map(|item| item["distance_m"].as_i64().unwrap())
                    .collect();
                assert!(seen.len() <= 1, "one cell, one distance: {seen:?}");
                assert!(seen.iter().all(|distance| distance % 100 == 0));
            }
        }
    }
}
