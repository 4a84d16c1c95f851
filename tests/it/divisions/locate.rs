//! The community of a point, in all three coordinate systems.

use jinlin_tests::{Backend, City, Client, Request, on_both_databases};
use serde_json::Value;

use crate::places::{COUNTY, OTHER_COUNTY};

fn locate(client: &Client, lon: f64, lat: f64, crs: &str) -> Request {
    client.get("/v1/divisions/locate").query(&[
        ("lon", lon.to_string()),
        ("lat", lat.to_string()),
        ("crs", crs.to_owned()),
    ])
}

/// Every tenth community of two counties, one in the middle of the city and one beside it, with its centre.
async fn some_communities(client: &Client) -> Vec<(String, f64, f64)> {
    let mut found = Vec::new();
    for county in [COUNTY, OTHER_COUNTY, "510131"] {
        let streets = client
            .get(&format!("/v1/divisions?parent={county}"))
            .await
            .expect(200);
        for street in streets["items"].as_array().unwrap() {
            let path = format!("/v1/divisions?parent={}", street["code"].as_str().unwrap());
            let communities = client.get(&path).await.expect(200);
            found.extend(
                communities["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|community| {
                        let degree = |name: &str| community["centre"][name].as_f64().unwrap();
                        (
                            community["code"].as_str().unwrap().to_owned(),
                            degree("lon"),
                            degree("lat"),
                        )
                    }),
            );
        }
    }
    found.into_iter().step_by(10).collect()
}

on_both_databases! {
    /// A community's own centre is in that community.
    async fn a_centre_is_in_its_own_community(backend: Backend) {
        let city = City::on(backend).await;
        let client = city.anonymous();
        let communities = some_communities(&client).await;
        assert!(communities.len() > 20, "{}", communities.len());
        for (code, lon, lat) in communities {
            let found = locate(&client, lon, lat, "wgs84").await.expect(200);
            assert_eq!(found["code"], *code, "{lon} {lat}");
        }
    }
}

/// Places in the systems of GPS, of WeChat's maps and of Baidu's, degrees east and north, to 0.1 m. Computed with the
/// published formulas (eviltransform and coordtransform agree on them) by a script, not by our code.
type Pair = (f64, f64);
const SAME_PLACE: [(Pair, Pair, Pair); 3] = [
    (
        (104.080_000, 30.650_000),
        (104.082_529, 30.647_591),
        (104.089_096, 30.653_404),
    ),
    (
        (104.063_400, 30.667_200),
        (104.065_903, 30.664_779),
        (104.072_379, 30.670_844),
    ),
    (
        (103.836_000, 30.697_000),
        (103.838_151, 30.694_322),
        (103.844_670, 30.700_188),
    ),
];

/// One place is in one community, whatever system names it; the same digits in another system are another place.
#[tokio::test]
async fn one_place_is_in_one_community_in_every_system() {
    let city = City::on(Backend::Sqlite).await;
    let client = city.anonymous();
    let mut misread = 0;
    for (wgs84, gcj02, bd09) in SAME_PLACE {
        let expected = locate(&client, wgs84.0, wgs84.1, "wgs84").await.expect(200)["code"].clone();
        for (place, crs) in [(gcj02, "gcj02"), (bd09, "bd09")] {
            let found = locate(&client, place.0, place.1, crs).await.expect(200);
            assert_eq!(found["code"], expected, "{crs} {place:?}");
            let mixed_up = locate(&client, place.0, place.1, "wgs84").await.expect(200);
            misread += usize::from(mixed_up["code"] != expected);
        }
    }
    // Hundreds of metres off is another community often enough to notice that the system is not ignored.
    assert!(misread > 0, "no mix-up was noticed");
}

/// Outside of the city is nowhere; no point at all is named.
#[tokio::test]
async fn points_beside_the_city_and_no_points() {
    let city = City::on(Backend::Sqlite).await;
    let client = city.anonymous();
    // Chongqing, Beijing, the Gulf of Guinea, and Deyang, 30 km beyond the border.
    for (lon, lat) in [
        (106.55, 29.56),
        (116.39, 39.91),
        (0.0, 0.0),
        (104.398, 31.127),
    ] {
        locate(&client, lon, lat, "wgs84")
            .await
            .expect_problem(404, "not_found");
    }
    locate(&client, 181.0, 30.65, "wgs84")
        .await
        .expect_field("point.lon", "range");
    locate(&client, 104.08, -90.5, "gcj02")
        .await
        .expect_field("point.lat", "range");
    locate(&client, 104.08, 30.65, "mars")
        .await
        .expect_field("crs", "unknown");
    for (query, field, word) in [
        ("lat=30.65&crs=wgs84", "lon", "required"),
        ("lon=104.08&crs=wgs84", "lat", "required"),
        ("lon=104.08&lat=30.65", "crs", "required"),
        ("lon=east&lat=30.65&crs=wgs84", "lon", "format"),
        ("lon=104.08&lat=&crs=wgs84", "lat", "format"),
        (
            "lon=104.08&lat=30.65&crs=wgs84&zoom=3",
            "zoom",
            "not_allowed",
        ),
    ] {
        client
            .get(&format!("/v1/divisions/locate?{query}"))
            .await
            .expect_field(field, word);
    }
    for not_a_number in ["NaN", "inf", "-inf"] {
        let answer = client
            .get(&format!(
                "/v1/divisions/locate?lon={not_a_number}&lat=30.65&crs=wgs84"
            ))
            .await;
        let problem: Value = answer.expect_problem(422, "invalid");
        assert!(
            problem["errors"][0]["field"]
                .as_str()
                .unwrap()
                .ends_with("lon"),
            "{problem}"
        );
    }
}
