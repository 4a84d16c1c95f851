//! The import against a database of its own.

use jinlin_matcher::Wgs84;
use jinlin_migration::Migrator;
use sea_orm::entity::prelude::*;
use sea_orm_migration::MigratorTrait as _;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::divisions::Registry;
use crate::divisions::entity::{division, shape};
use crate::platform::outbox::entity::event;

const COMMUNITY: &str = "510104017001";
const NEIGHBOUR: &str = "510104017002";

struct Fixture {
    dir: TempDir,
    db: Db,
    clock: Clock,
}

impl Fixture {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open_sqlite(&dir.path().join("test.sqlite3"), 2)
            .await
            .unwrap();
        Migrator::up(db.migration_connection(), None).await.unwrap();
        load::store_embedded(&db).await.unwrap();
        Self {
            dir,
            db,
            clock: Clock::system("Asia/Shanghai").unwrap(),
        }
    }

    async fn import(&self, file: &Value, crs: Crs, dry_run: bool) -> Result<Plan, ImportError> {
        self.import_text(&file.to_string(), crs, dry_run).await
    }

    async fn import_text(&self, text: &str, crs: Crs, dry_run: bool) -> Result<Plan, ImportError> {
        let file = self.dir.path().join("places.geojson");
        std::fs::write(&file, text).unwrap();
        import(
            &self.db,
            &self.clock,
            Request {
                file: &file,
                crs,
                source: None,
                dry_run,
            },
        )
        .await
    }

    async fn issues(&self, file: &Value) -> Vec<String> {
        match self.import(file, Crs::Wgs84, false).await {
            Err(ImportError::Issues(issues)) => issues.iter().map(ToString::to_string).collect(),
            other => panic!("imported or failed otherwise: {other:?}"),
        }
    }

    async fn registry(&self) -> Registry {
        load::load_registry(&self.db, "2026-11-23").await.unwrap()
    }

    async fn row(&self, code: &str) -> division::Model {
        division::Entity::find()
            .filter(division::Column::Code.eq(code))
            .one(self.db.read())
            .await
            .unwrap()
            .unwrap()
    }

    async fn shapes(&self) -> Vec<shape::Model> {
        shape::Entity::find().all(self.db.read()).await.unwrap()
    }

    async fn events(&self) -> Vec<event::Model> {
        event::Entity::find().all(self.db.read()).await.unwrap()
    }
}

fn collection(features: &[Value]) -> Value {
    json!({ "type": "FeatureCollection", "features": features })
}

fn feature(code: &str, kind: &str, coordinates: Value) -> Value {
    json!({ "type": "Feature", "properties": { "code": code },
        "geometry": { "type": kind, "coordinates": coordinates } })
}

/// A square ring around a place in Jinjiang, clockwise (which the standard does not want of an exterior).
fn ring(lon: f64, lat: f64, half: f64) -> Value {
    json!([
        [lon - half, lat - half],
        [lon - half, lat + half],
        [lon + half, lat + half],
        [lon + half, lat - half],
        [lon - half, lat - half]
    ])
}

#[actix_web::test]
async fn centres_and_boundaries_are_stored_and_read_again() {
    let fixture = Fixture::new().await;
    let file = collection(&[
        feature(COMMUNITY, "Point", json!([104.1051, 30.5829])),
        feature(COMMUNITY, "Polygon", json!([ring(104.105, 30.583, 0.002)])),
        feature(
            NEIGHBOUR,
            "MultiPolygon",
            json!([[ring(104.11, 30.59, 0.001)], [ring(104.12, 30.59, 0.002)]]),
        ),
    ]);
    let plan = fixture.import(&file, Crs::Wgs84, false).await.unwrap();
    assert_eq!((plan.counts(), plan.unchanged), ((2, 2), 0));

    let row = fixture.row(COMMUNITY).await;
    assert_eq!(
        (row.lon, row.lat, row.place_source.as_deref()),
        (Some(104.1051), Some(30.5829), Some("imported"))
    );
    let neighbour = fixture.row(NEIGHBOUR).await;
    let within = |centre: Option<f64>, middle: f64| {
        centre.is_some_and(|value| (value - middle).abs() < 0.002)
    };
    assert!(
        within(neighbour.lon, 104.12) && within(neighbour.lat, 30.59),
        "an inner point of the larger part"
    );

    let shapes = fixture.shapes().await;
    assert_eq!(shapes.len(), 2);
    assert!(shapes.iter().all(|shape| shape.source == "places.geojson"));
    let exterior: Value = serde_json::from_str(&shapes[0].geojson).unwrap();
    assert_eq!(exterior["type"], "Polygon");
    assert_eq!(
        exterior["coordinates"][0][1],
        json!([104.107, 30.581]),
        "turned counter-clockwise"
    );

    let registry = fixture.registry().await;
    let centre = registry.get(COMMUNITY).unwrap().centre;
    assert_eq!(centre, Wgs84::new(104.1051, 30.5829).ok());
    assert!(
        registry.get("510104").unwrap().place_source.as_deref() == Some("synthetic"),
        "others are as they were"
    );

    let events = fixture.events().await;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, "divisions.changed");
    assert_eq!(
        events[0].payload,
        r#"{"boundaries":2,"centres":2,"year":2023}"#
    );

    let again = fixture.import(&file, Crs::Wgs84, false).await.unwrap();
    assert_eq!((again.changes.len(), again.unchanged), (0, 4));
    assert_eq!(
        fixture.events().await.len(),
        1,
        "nothing changed, nothing to tell"
    );
}

#[actix_web::test]
async fn a_dry_run_says_what_would_change_and_writes_nothing() {
    let fixture = Fixture::new().await;
    let before = fixture.row(COMMUNITY).await;
    let mut boundary = feature(COMMUNITY, "Polygon", json!([ring(104.105, 30.583, 0.002)]));
    boundary["properties"] = json!({ "id": 510_104_017_001_u64, "centre": [104.1049, 30.5829] });
    let plan = fixture
        .import(&collection(&[boundary]), Crs::Wgs84, true)
        .await
        .unwrap();
    let lines: Vec<_> = plan.changes.iter().map(ToString::to_string).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with(
        "510104017001 水井坊社区居委会: centre 104.104880, 30.582410 (synthetic) -> 104.104900, 30.582900, 55 m away"
    ));
    assert_eq!(
        lines[1],
        "510104017001 水井坊社区居委会: boundary new, polygons: 1, corners: 5"
    );
    assert_eq!(fixture.row(COMMUNITY).await, before);
    assert!(fixture.shapes().await.is_empty() && fixture.events().await.is_empty());
}

#[actix_web::test]
async fn every_vertex_is_converted() {
    let fixture = Fixture::new().await;
    let place = |lon, lat, crs| {
        let place = Wgs84::new(lon, lat).unwrap().in_crs(crs);
        json!([place.lon, place.lat])
    };
    for crs in [Crs::Gcj02, Crs::Bd09] {
        let corners = [
            (104.103, 30.581),
            (104.107, 30.581),
            (104.107, 30.585),
            (104.103, 30.585),
            (104.103, 30.581),
        ];
        let ring: Vec<_> = corners
            .iter()
            .map(|(lon, lat)| place(*lon, *lat, crs))
            .collect();
        let file = collection(&[
            feature(COMMUNITY, "Point", place(104.1051, 30.5829, crs)),
            feature(COMMUNITY, "Polygon", json!([ring])),
        ]);
        fixture.import(&file, crs, false).await.unwrap();
        let row = fixture.row(COMMUNITY).await;
        assert!(
            (row.lon.unwrap() - 104.1051).abs() < 1e-7 && (row.lat.unwrap() - 30.5829).abs() < 1e-7
        );
        let stored: Value = serde_json::from_str(&fixture.shapes().await[0].geojson).unwrap();
        for (stored, (lon, lat)) in stored["coordinates"][0]
            .as_array()
            .unwrap()
            .iter()
            .zip(corners)
        {
            assert!(
                (stored[0].as_f64().unwrap() - lon).abs() < 1e-7,
                "{stored} is not {lon}"
            );
            assert!(
                (stored[1].as_f64().unwrap() - lat).abs() < 1e-7,
                "{stored} is not {lat}"
            );
        }
    }
}

#[actix_web::test]
async fn every_fault_is_named_and_nothing_is_written() {
    let fixture = Fixture::new().await;
    let bow_tie = json!([[
        [104.10, 30.58],
        [104.11, 30.59],
        [104.11, 30.58],
        [104.10, 30.59],
        [104.10, 30.58]
    ]]);
    let open = json!([[
        [104.10, 30.58],
        [104.11, 30.58],
        [104.11, 30.59],
        [104.10, 30.59]
    ]]);
    let issues = fixture
        .issues(&collection(&[
            feature(COMMUNITY, "Point", json!([104.105, 30.583])),
            feature("510104999999", "Point", json!([116.3974, 39.9092])),
            feature(NEIGHBOUR, "Point", json!([30.583, 104.105])),
            feature(NEIGHBOUR, "Polygon", bow_tie),
            feature(NEIGHBOUR, "Polygon", open),
            feature(
                NEIGHBOUR,
                "Polygon",
                json!([[[104.1, 30.58], [104.1, "x"], [104.1], 7]]),
            ),
            feature(
                NEIGHBOUR,
                "LineString",
                json!([[104.1, 30.58], [104.2, 30.58]]),
            ),
            feature(COMMUNITY, "Point", json!([104.106, 30.583])),
            json!({ "type": "Feature", "properties": {}, "geometry": null }),
        ]))
        .await;
    let expected = [
        "features[1].properties.code: `510104999999` is not the code of a division of 2023",
        "features[1].geometry.coordinates: 116.3974, 39.9092 lies more than 300 m outside of the city's counties",
        "features[2].geometry.coordinates: latitude 104.105 is not between -90 and 90 (longitude comes first)",
        "features[3].geometry.coordinates[0]: crosses itself: the side from position 0 and the side from position 2",
        "features[4].geometry.coordinates[0]: is not closed: its last position must be its first",
        "features[5].geometry.coordinates[0][1]: holds something that is not a number",
        "features[5].geometry.coordinates[0][2]: has 1 entries, at least 2 are needed",
        "features[5].geometry.coordinates[0][3]: is not a list",
        "features[6].geometry.type: `LineString` is none of Point, Polygon, MultiPolygon",
        "features[7].properties.code: its centre was given by features[0] already",
        "features[8].properties.code: is missing",
        "features[8].geometry: is missing: a Point, Polygon or MultiPolygon is needed",
    ];
    assert_eq!(issues, expected);
    assert_eq!(
        fixture.row(COMMUNITY).await.place_source.as_deref(),
        Some("synthetic")
    );
    assert!(fixture.shapes().await.is_empty() && fixture.events().await.is_empty());
}

#[actix_web::test]
async fn faults_without_end_are_counted() {
    let fixture = Fixture::new().await;
    let issues = fixture
        .issues(&collection(&[feature(
            COMMUNITY,
            "Polygon",
            json!([ring(116.4, 39.9, 0.01), ring(116.4, 39.9, 0.001)]),
        )]))
        .await;
    assert_eq!(issues.len(), 6);
    assert_eq!(issues[5], "features[0].geometry: has 5 more faults");
}

#[actix_web::test]
async fn a_file_of_another_form_is_bad_input() {
    let fixture = Fixture::new().await;
    for (text, message) in [
        ("{", "file: is not JSON"),
        (r#"{"type":"Feature"}"#, "type: is not `FeatureCollection`"),
        (r#"{"type":"FeatureCollection"}"#, "features: is not a list"),
        (
            r#"{"type":"FeatureCollection","features":[]}"#,
            "features: is empty",
        ),
    ] {
        let error = fixture
            .import_text(text, Crs::Wgs84, false)
            .await
            .unwrap_err();
        assert!(
            error.is_bad_input() && error.to_string().contains(message),
            "{error}"
        );
    }
    let missing = fixture.dir.path().join("missing.geojson");
    let request = Request {
        file: &missing,
        crs: Crs::Wgs84,
        source: None,
        dry_run: true,
    };
    assert!(
        import(&fixture.db, &fixture.clock, request)
            .await
            .unwrap_err()
            .is_bad_input()
    );
}

#[actix_web::test]
async fn the_carried_boundaries_of_the_counties_import_as_they_are() {
    let fixture = Fixture::new().await;
    let counties = include_str!("../../../../data/counties.geo.json");
    let plan = fixture
        .import_text(counties, Crs::Wgs84, false)
        .await
        .unwrap();
    // Drawn on a grid, with spikes, touches and a loop: what published boundaries look like.
    assert_eq!(plan.counts(), (20, 20));
    assert_eq!(fixture.shapes().await.len(), 20);
}
