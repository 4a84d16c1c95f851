//! The own profile: edits by version.

use jinlin_tests::{Backend, City, on_both_databases};
use serde_json::json;

use crate::places::COMMUNITY;

on_both_databases! {
    /// An edit needs the version that it was made from, and makes the next.
    async fn edits_go_by_version(backend: Backend) {
        let city = City::on(backend).await;
        let person = city.resident().await;
        let change = json!({ "name": "示范居民甲", "gender": "female", "community": COMMUNITY });
        person.patch("/v1/me", &change).await.expect_problem(428, "precondition_required");
        person.patch("/v1/me", &change).if_match(7).await.expect_problem(412, "precondition_failed");
        person.patch("/v1/me", &change).header("if-match", "W/\"1\"").await.expect_problem(412, "precondition_failed");
        let me = person.patch("/v1/me", &change).if_match(1).await;
        assert_eq!(me.header("etag"), Some("\"2\""));
        let me = me.expect(200);
        assert_eq!(me["name"], "示范居民甲");
        assert_eq!(me["gender"], "female");
        assert_eq!(me["community"], COMMUNITY);
        assert_eq!(person.get("/v1/me").await.expect(200), me);
        // What is left out stays.
        let me = person.patch("/v1/me", json!({ "gender": "male" })).if_match(2).await.expect(200);
        assert_eq!((&me["name"], &me["gender"], &me["version"]), (&json!("示范居民甲"), &json!("male"), &json!(3)));
    }

    /// Of two that edit the same version one wins and the other is told.
    async fn two_edits_of_one_version_do_not_overwrite(backend: Backend) {
        let city = City::on(backend).await;
        let person = city.resident().await;
        let edits = (0..6).map(|number| {
            let person = person.clone();
            async move { person.patch("/v1/me", json!({ "name": format!("第{number}个") })).if_match(1).await }
        });
        let answers = futures_util::future::join_all(edits).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        for answer in answers.into_iter().filter(|answer| answer.status != 200) {
            answer.expect_problem(412, "precondition_failed");
        }
        assert_eq!(person.get("/v1/me").await.expect(200)["version"], 2);
    }

    /// A name is nowhere in the database's files as it was written, and neither is the phone.
    async fn personal_data_is_unreadable_in_the_database(backend: Backend) {
        let city = City::on(backend).await;
        let person = city.resident().await;
        let name = "不可读取的名字";
        let _ = person.patch("/v1/me", json!({ "name": name })).if_match(1).await.expect(200);
        let rows = city.database().query("select name, phone, phone_index from persons", []).await;
        let row = rows.first().unwrap();
        for column in ["name", "phone", "phone_index"] {
            let bytes: Vec<u8> = row.try_get("", column).unwrap();
            assert!(bytes.len() >= 16, "{column}");
            for plain in [name, person.phone()] {
                assert!(!bytes.windows(plain.len()).any(|window| window == plain.as_bytes()), "{column}");
            }
        }
        // Every look at it is noted.
        let noted = "select count(*) from audit_entries where operation = 'show_me' and subject_person_id = $1";
        let before = city.database().number(noted, [person.person_id().into()]).await;
        let _ = person.get("/v1/me").await.expect(200);
        let after = city.database().number(noted, [person.person_id().into()]).await;
        assert!(after > before, "{before} entries before, {after} after");
        assert!(!city.server().log().contains(name), "the log holds a name");
    }
}

/// Every wrong field is named, all at once.
#[tokio::test]
async fn wrong_fields_are_named() {
    let city = City::on(Backend::Sqlite).await;
    let person = city.resident().await;
    let edit = |body| person.patch("/v1/me", body).if_match(1);
    edit(json!({ "name": "  " }))
        .await
        .expect_field("name", "required");
    edit(json!({ "name": "长".repeat(41) }))
        .await
        .expect_field("name", "too_long");
    edit(json!({ "gender": "other" }))
        .await
        .expect_field("gender", "unknown");
    edit(json!({ "dialects": ["klingon"] }))
        .await
        .expect_field("dialects", "unknown");
    edit(json!({ "community": "510104017999" }))
        .await
        .expect_field("community", "unknown");
    edit(json!({ "community": "510104017" }))
        .await
        .expect_field("community", "unknown");
    edit(json!({ "role": "admin" }))
        .await
        .expect_field("role", "not_allowed");
    let problem = edit(json!({ "name": "", "community": "x" }))
        .await
        .expect_problem(422, "invalid");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 2, "{problem}");
    // Forty characters are forty characters, not bytes.
    let _ = edit(json!({ "name": "长".repeat(40) })).await.expect(200);
}
