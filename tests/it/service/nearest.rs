//! Officers look for somebody by hand.

use jinlin_tests::{Client, on_both_databases};
use serde_json::{Value, json};

use crate::places::{NEIGHBOUR, STREET};
use crate::scene::{Scene, seen, text};

/// The ids that a question finds, in order.
async fn found(client: &Client, centre: &Value, more: &str) -> Vec<String> {
    let query = format!(
        "lon={}&lat={}&crs=wgs84{more}",
        centre["lon"], centre["lat"]
    );
    let answer = seen(client, &format!("/v1/providers/nearest?{query}")).await;
    let items = answer["items"].as_array().expect("a list of providers");
    items
        .iter()
        .map(|item| text(item, "provider_id").to_owned())
        .collect()
}

on_both_databases! {
    /// Whoever is switched on, free, qualified and there at that time, nearest first, in the own divisions; told by id and rounded distance.
    async fn an_officer_finds_who_is_near(backend: Backend) {
        let scene = Scene::new(backend).await;
        let centre = scene.centre().await;
        let (lon, lat) = (centre["lon"].as_f64().unwrap(), centre["lat"].as_f64().unwrap());
        let at = |east: f64| json!({ "skills": ["health_escort"], "place": { "lon": lon + east, "lat": lat, "crs": "wgs84" } });
        let far = scene.worker_with(at(0.02)).await;
        let near = scene.worker_with(at(0.006)).await;
        let unskilled = scene.worker_with(json!({ "skills": [] })).await;
        let volunteer = scene.volunteer().await;
        let everybody = found(&scene.officer, &centre, "").await;
        assert_eq!(everybody, [unskilled.id.as_str(), near.id.as_str(), far.id.as_str()]);
        assert_eq!(found(&scene.officer, &centre, "&skills=health_escort").await, [near.id.as_str(), far.id.as_str()]);
        assert_eq!(found(&scene.officer, &centre, "&skills=health_escort&limit=1").await, [near.id.as_str()]);
        assert_eq!(found(&scene.officer, &centre, "&skills=health_escort&radius_m=1000").await, [near.id.as_str()]);
        assert!(found(&scene.officer, &centre, "&certificate=senior").await.is_empty());
        assert_eq!(found(&scene.officer, &centre, "&kind=volunteer").await, [volunteer.id.as_str()]);
        let duty = format!("/v1/providers/{}/duty", near.id);
        let _ = near.put(&duty, json!({ "on_duty": false })).await.expect(200);
        scene.settle().await;
        assert_eq!(found(&scene.officer, &centre, "&skills=health_escort").await, [far.id.as_str()]);
        // Divisions: the neighbouring community's officer sees none of them, the street's all.
        let neighbour = scene.city.officer("community_officer", NEIGHBOUR).await;
        assert!(found(&neighbour, &centre, "").await.is_empty());
        let street = scene.city.officer("street_officer", STREET).await;
        assert_eq!(found(&street, &centre, "").await.len(), 2);
        scene.resident.get("/v1/providers/nearest?lon=104&lat=30&crs=wgs84").await.expect_problem(403, "forbidden");
    }

    /// Providers in one cell cannot be told apart from wherever an officer asks: base places are their own business.
    async fn a_base_place_is_not_found_by_asking(backend: Backend) {
        let scene = Scene::new(backend).await;
        let centre = scene.centre().await;
        let (lon, lat) = (centre["lon"].as_f64().unwrap(), centre["lat"].as_f64().unwrap());
        // Within 114 m: two of the three share a cell.
        for east in [-0.0006, 0.0, 0.0006] {
            let place = json!({ "lon": lon + east, "lat": lat, "crs": "wgs84" });
            scene.volunteer_with(json!({ "place": place })).await;
        }
        for step in 0..25 {
            let (east, north) = (f64::from(step % 5) * 0.0021, f64::from(step / 5) * 0.0017);
            let query = format!("lon={}&lat={}&crs=wgs84&kind=volunteer", lon + east, lat + north);
            let answer = seen(&scene.officer, &format!("/v1/providers/nearest?{query}")).await;
            let mut told = std::collections::BTreeSet::new();
            for item in answer["items"].as_array().unwrap() {
                let distance = item["distance_m"].as_i64().unwrap();
                assert_eq!(distance % 100, 0);
                told.insert(distance);
                assert!(item.get("place").is_none() && item.get("name").is_none());
            }
            assert!((1..=2).contains(&told.len()), "{told:?}");
        }
    }

    /// What is asked wrongly is named.
    async fn a_wrong_question_is_refused(backend: Backend) {
        let scene = Scene::new(backend).await;
        let good = [("lon", "104.08"), ("lat", "30.65"), ("crs", "wgs84")];
        for (name, value, field, word) in [
            ("lon", "181", "point.lon", "range"),
            ("lat", "north", "lat", "format"),
            ("lon", "116.39", "point", "range"),
            ("crs", "mars", "crs", "unknown"),
            ("skills", "flying", "skills", "unknown"),
            ("certificate", "master", "certificate", "unknown"),
            ("kind", "donor", "kind", "unknown"),
            ("minutes", "0", "minutes", "range"),
            ("radius_m", "99", "radius_m", "range"),
            ("limit", "51", "limit", "range"),
            ("at", "tomorrow", "at", "format"),
            ("name", "李", "name", "not_allowed"),
        ] {
            let mut query: Vec<_> = good.into_iter().filter(|(known, _)| *known != name).collect();
            query.push((name, value));
            scene.officer.get("/v1/providers/nearest").query(&query).await.expect_field(field, word);
        }
    }
}
