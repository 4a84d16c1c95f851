//! The tree: 20 counties, 261 streets, 3,047 communities.

use std::collections::{BTreeMap, BTreeSet};

use jinlin_tests::{Backend, City, Client, on_both_databases};
use serde_json::Value;

use crate::places::{COMMUNITY, COUNTY, STREET};

async fn children(client: &Client, parent: &str) -> Vec<Value> {
    let list = client
        .get(&format!("/v1/divisions?parent={parent}"))
        .await
        .expect(200);
    list["items"].as_array().unwrap().clone()
}

fn code(division: &Value) -> &str {
    division["code"].as_str().unwrap()
}

on_both_databases! {
    /// Walking from the city down meets every division of the list of 2023 exactly once.
    async fn the_tree_is_whole(backend: Backend) {
        let city = City::on(backend).await;
        let client = city.anonymous();
        let counties = client.get("/v1/divisions").await.expect(200)["items"].as_array().unwrap().clone();
        assert_eq!(counties.len(), 20);
        let mut kinds = BTreeMap::<String, usize>::new();
        let mut codes = BTreeSet::new();
        let mut streets = 0;
        for county in &counties {
            assert_eq!((code(county).len(), &county["parent"]), (6, &Value::from("5101")));
            for street in children(&client, code(county)).await {
                streets += 1;
                assert_eq!((code(&street).len(), &street["parent"]), (9, &county["code"]));
                for community in children(&client, code(&street)).await {
                    assert_eq!((code(&community).len(), &community["parent"]), (12, &street["code"]));
                    assert!(code(&community).starts_with(code(&street)));
                    assert_eq!(community["year"], 2023);
                    *kinds.entry(community["kind"].as_str().unwrap().to_owned()).or_default() += 1;
                    assert!(codes.insert(code(&community).to_owned()), "{community}");
                }
            }
        }
        assert_eq!(streets, 261);
        assert_eq!(codes.len(), 3_047);
        let expected = [("station", 2), ("urban", 1_751), ("village", 1_294)];
        assert_eq!(kinds, expected.map(|(kind, count)| (kind.to_owned(), count)).into());
    }
}

/// A division says what it is, in full.
#[tokio::test]
async fn a_division_is_shown() {
    let city = City::on(Backend::Sqlite).await;
    let show = async |code: &str| {
        city.anonymous()
            .get(&format!("/v1/divisions/{code}"))
            .await
            .expect(200)
    };
    let county = show(COUNTY).await;
    assert_eq!(
        (&county["name"], &county["kind"], &county["parent"]),
        (&"锦江区".into(), &"district".into(), &"5101".into())
    );
    assert_eq!(show("5101").await["name"], "成都市");
    let street = show(STREET).await;
    let community = show(COMMUNITY).await;
    let full = format!(
        "锦江区 {} {}",
        street["name"].as_str().unwrap(),
        community["name"].as_str().unwrap()
    );
    assert_eq!(community["full_name"], full);
    // No open source has the places of communities: what is made up says so.
    assert_eq!(community["place_source"], "synthetic");
    assert_eq!(community["centre"]["crs"], "wgs84");
    assert!(children(&city.anonymous(), COMMUNITY).await.is_empty());
}

/// What does not exist is not found as an address and named as a parameter.
#[tokio::test]
async fn unknown_divisions_are_told() {
    let city = City::on(Backend::Sqlite).await;
    for code in ["999999", "510104017999", "chengdu", "51010401700"] {
        city.anonymous()
            .get(&format!("/v1/divisions/{code}"))
            .await
            .expect_problem(404, "not_found");
        city.anonymous()
            .get(&format!("/v1/divisions?parent={code}"))
            .await
            .expect_field("parent", "unknown");
    }
    city.anonymous()
        .get("/v1/divisions?year=1999")
        .await
        .expect_field("year", "not_allowed");
}
