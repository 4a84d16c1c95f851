//! The demo city is the same wherever it is seeded: what one newcomer is told about is what another finds.

use std::collections::BTreeMap;
use std::process::Output;

use jinlin_tests::{Backend, City, Client, command};
use serde_json::Value;

use super::demo_people::{RESIDENT, WORKERS, sign_in};
use crate::scene::{seen, text};

const CITY_OFFICER: &str = "12600000008";
const ADMIN: &str = "12600000013";
/// When migrations ran, by the system's clock.
const NOT_SEEDED: [&str; 1] = ["seaql_migrations"];

/// A city with the same keys and the same standing time as every other of these, and nobody in it.
async fn empty() -> City {
    let key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    let city = City::builder(Backend::Sqlite)
        .demo()
        .replicas(0)
        .setting("keys.master", key)
        .setting("keys.blind", key)
        .setting("keys.token", key)
        // What the city does by itself afterwards is not part of the seed.
        .setting("dispatch.enabled", false)
        .start()
        .await;
    city.clock().stand_still();
    city
}

/// Runs `jinlin seed --demo`, and prints how long it says that it took.
async fn seed(city: &City) {
    let arguments = ["seed", "--demo"].map(ToOwned::to_owned);
    let command = command(city.folder(), city.environment(), &arguments);
    let output = tokio::process::Command::from(command).output().await;
    let Output {
        status,
        stdout,
        stderr,
    } = output.expect("the program runs");
    let (said, error) = (
        String::from_utf8_lossy(&stdout),
        String::from_utf8_lossy(&stderr),
    );
    assert!(status.success(), "{said}\n{error}");
    let line = said
        .lines()
        .find(|line| line.contains("the demo city is loaded"));
    println!("{}", line.expect("the seed says what it has made"));
}

/// A column as an SQL literal. What has the form of something sealed (its first byte, then a nonce and a tag of 28 bytes and
/// more) was sealed under a key and a nonce of its own, and only its length is the same every time; what is in it is compared
/// through the interface. Indexes and hashes are keyed, but always the same.
fn literal(column: &str) -> String {
    if column.ends_with("_index") || column.ends_with("_hash") {
        return format!("quote(\"{column}\")");
    }
    format!(
        "case when typeof(\"{column}\") = 'blob' and length(\"{column}\") > 28 and substr(\"{column}\", 1, 1) = x'01' \
         then length(\"{column}\") else quote(\"{column}\") end"
    )
}

/// Every table's rows as SQL literals, sealed columns as their lengths.
async fn rows(city: &City) -> BTreeMap<String, Vec<String>> {
    let database = city.database();
    let tables = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'";
    let mut all = BTreeMap::new();
    for table in database.query(tables, []).await {
        let table: String = table.try_get("", "name").expect("a name");
        if NOT_SEEDED.contains(&table.as_str()) {
            continue;
        }
        let columns = database
            .query(
                &format!("select name from pragma_table_info('{table}')"),
                [],
            )
            .await;
        let literals = columns.iter().map(|column| {
            let column: String = column.try_get("", "name").expect("a name");
            literal(&column)
        });
        let literals: Vec<_> = literals.collect();
        let sql = format!(
            "select {} as line from \"{table}\" order by 1",
            literals.join(" || ', ' || ")
        );
        let lines = database.query(&sql, []).await;
        let lines = lines
            .iter()
            .map(|line| line.try_get("", "line").expect("a line"));
        all.insert(table, lines.collect());
    }
    all
}

/// What is sealed, as those read it who may: the own profile, needs with text, address and place, the places of all providers.
async fn contents(city: &mut City) -> Vec<Value> {
    city.add_replica().await;
    let resident = sign_in(city, RESIDENT).await;
    let mut contents = vec![seen(&resident, "/v1/me").await];
    for phone in [RESIDENT, CITY_OFFICER, WORKERS[0]] {
        let reader = sign_in(city, phone).await;
        contents.push(seen(&reader, "/v1/me").await);
        contents.extend(needs(&reader).await);
    }
    let admin = sign_in(city, ADMIN).await;
    contents.push(seen(&admin, "/v1/system/index").await["rows_checksum"].clone());
    contents
}

/// The needs on somebody's first page: what does not change by itself of each.
async fn needs(reader: &Client) -> Vec<Value> {
    let page = seen(reader, "/v1/needs?limit=20").await;
    let mut needs = Vec::new();
    for need in page["items"].as_array().expect("a list of needs") {
        let need = seen(reader, &format!("/v1/needs/{}", text(need, "id"))).await;
        let told = [
            "id",
            "short_number",
            "category",
            "description",
            "address",
            "place",
            "client",
            "created_at",
        ];
        needs.extend(told.map(|name| need[name].clone()));
    }
    needs
}

/// Two fresh databases, seeded at the same moment with the same keys, are equal to the row and to the word.
#[tokio::test]
async fn two_seeds_are_one_city() {
    let (mut one, mut other) = (empty().await, empty().await);
    tokio::join!(seed(&one), seed(&other));
    let (rows_of_one, rows_of_other) = (rows(&one).await, rows(&other).await);
    assert!(rows_of_one["persons"].len() > 20_000 && rows_of_one["needs"].len() > 2_000);
    assert!(rows_of_one.keys().eq(rows_of_other.keys()));
    for (table, rows) in &rows_of_one {
        let others = &rows_of_other[table];
        assert_eq!(rows.len(), others.len(), "rows of {table}");
        let different = rows.iter().zip(others).find(|(row, other)| row != other);
        assert_eq!(different, None, "{table}");
    }
    let (told_by_one, told_by_other) = (contents(&mut one).await, contents(&mut other).await);
    let words = told_by_one.iter().filter(|value| !value.is_null()).count();
    assert!(words > 50, "only {words} values were read");
    assert_eq!(told_by_one, told_by_other);
}
