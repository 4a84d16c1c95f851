//! The list of grants: the own divisions only, page by page.

use std::collections::BTreeSet;

use jinlin_tests::{Backend, City, SignedIn, on_both_databases};
use serde_json::Value;

use crate::places::{CITY, COMMUNITY, COUNTY, NEIGHBOUR, OTHER_COMMUNITY, STREET};

/// All pages of a list, each of `limit` rows but the last.
async fn walk(officer: &SignedIn, limit: usize) -> Vec<Value> {
    let mut items = Vec::new();
    let mut query = format!("?limit={limit}");
    loop {
        let page = officer.get(&format!("/v1/grants{query}")).await.expect(200);
        let rows = page["items"].as_array().unwrap();
        items.extend(rows.iter().cloned());
        let Some(cursor) = page["next_cursor"].as_str() else {
            assert!(rows.len() <= limit);
            return items;
        };
        assert_eq!(rows.len(), limit, "a page that is not the last is full");
        query = format!("?limit={limit}&cursor={cursor}");
    }
}

on_both_databases! {
    /// An officer sees the own divisions and below; pages neither repeat nor leave out.
    async fn officers_list_their_own_divisions(backend: Backend) {
        let city = City::on(backend).await;
        let street = city.officer("street_officer", STREET).await;
        let county = city.officer("county_officer", COUNTY).await;
        let admin = city.officer("admin", CITY).await;
        let at = city.clock().now_micros();
        let person = city.resident().await.person_id();
        let mut inside = BTreeSet::new();
        for scope in [COMMUNITY, NEIGHBOUR] {
            for role in ["social_worker", "volunteer", "grid_worker", "community_officer"] {
                inside.insert(city.database().give_role(person, role, "division", scope, at).await.to_string());
            }
        }
        let beside = city.database().give_role(person, "social_worker", "division", OTHER_COMMUNITY, at).await.to_string();

        let ids = |rows: &[Value]| rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        let listed = walk(&street, 3).await;
        let seen: BTreeSet<_> = ids(&listed).into_iter().collect();
        assert_eq!(seen.len(), listed.len(), "a page repeats a row");
        // Its own grant is in its street, too.
        assert_eq!(seen.len(), inside.len() + 1);
        assert!(inside.is_subset(&seen) && !seen.contains(&beside));
        let newest_first = ids(&listed);
        assert!(newest_first.is_sorted_by(|a, b| a > b), "{newest_first:?}");

        let seen: BTreeSet<_> = ids(&walk(&county, 100).await).into_iter().collect();
        assert!(inside.is_subset(&seen) && !seen.contains(&beside));
        assert_eq!(seen.len(), inside.len() + 2);
        let seen: BTreeSet<_> = ids(&walk(&admin, 4).await).into_iter().collect();
        assert!(inside.is_subset(&seen) && seen.contains(&beside));
    }
}

/// Parameters that make no sense are named.
#[tokio::test]
async fn bad_pages_are_named() {
    let city = City::on(Backend::Sqlite).await;
    let admin = city.officer("admin", CITY).await;
    admin
        .get("/v1/grants?limit=0")
        .await
        .expect_field("limit", "range");
    admin
        .get("/v1/grants?limit=101")
        .await
        .expect_field("limit", "range");
    admin
        .get("/v1/grants?limit=many")
        .await
        .expect_field("limit", "format");
    admin
        .get("/v1/grants?cursor=made-up")
        .await
        .expect_field("cursor", "format");
    admin
        .get("/v1/grants?color=red")
        .await
        .expect_field("color", "not_allowed");
}
