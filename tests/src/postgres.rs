//! PostgreSQL databases for tests: a template migrated once, and copies of it, one a test.

use std::path::Path;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::server;

/// The advisory lock under which templates are made: any number that nothing else takes.
const LOCK: i64 = 0x4a69_6e6c_696e;
/// Copies of tests that were killed are dropped when they are older than this.
const LEFTOVER_SECONDS: u64 = 2 * 3600;

/// The address of the server's own database, as a superuser.
fn admin_url() -> String {
    std::env::var("JINLIN_TEST_DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
        .expect(
            "JINLIN_TEST_DATABASE_URL is not set: run the tests with `make test`, \
         or beside a private PostgreSQL and Redis with: scripts/with-services cargo nextest run …",
        )
}

/// `url` with another database in it.
fn with_database(url: &str, name: &str) -> String {
    let (address, options) = url
        .split_once('?')
        .map_or((url, None), |(address, options)| (address, Some(options)));
    let (server, _) = address
        .rsplit_once('/')
        .expect("the address of a database ends in its name");
    options.map_or_else(
        || format!("{server}/{name}"),
        |options| format!("{server}/{name}?{options}"),
    )
}

fn name_of(url: &str) -> &str {
    let address = url.split('?').next().unwrap_or(url);
    address.rsplit('/').next().unwrap_or(address)
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    // One connection, so that a session's lock is held by the one that asked for it.
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options)
        .await
        .expect("PostgreSQL (JINLIN_TEST_DATABASE_URL) can be reached")
}

async fn run(connection: &DatabaseConnection, sql: &str) {
    if let Err(error) = connection.execute_unprepared(sql).await {
        panic!("{sql}: {error}");
    }
}

async fn exists(connection: &DatabaseConnection, name: &str) -> bool {
    let sql = "select 1 from pg_database where datname = $1";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [name.into()]);
    connection
        .query_one_raw(statement)
        .await
        .expect("the list of databases")
        .is_some()
}

/// A fresh, migrated database; answers its address.
pub async fn create_from_template() -> String {
    let admin_url = admin_url();
    let admin = connect(&admin_url).await;
    let template = format!("jinlin_template_{}", schema_hash());
    // Many tests begin at once, each a process: the first makes the template, the others wait for it.
    run(&admin, &format!("select pg_advisory_lock({LOCK})")).await;
    if !exists(&admin, &template).await {
        make_template(&admin, &admin_url, &template).await;
    }
    sweep_leftovers(&admin).await;
    run(&admin, &format!("select pg_advisory_unlock({LOCK})")).await;
    let name = format!("jinlin_t_{}", Uuid::now_v7().simple());
    run(
        &admin,
        &format!("create database {name} template {template}"),
    )
    .await;
    drop(admin.close().await);
    with_database(&admin_url, &name)
}

async fn make_template(admin: &DatabaseConnection, admin_url: &str, template: &str) {
    // Under another name until it is whole: a run that is killed here must not leave half a template.
    let fresh = format!("{template}_new");
    run(
        admin,
        &format!("drop database if exists {fresh} with (force)"),
    )
    .await;
    run(admin, &format!("create database {fresh}")).await;
    let folder = tempfile::tempdir().expect("a folder for the migration");
    let environment = [("DATABASE_URL".to_owned(), with_database(admin_url, &fresh))];
    let output = server::command(folder.path(), &environment, &["migrate".to_owned()]).output();
    let output = output.expect("the jinlin program can be run");
    assert!(
        output.status.success(),
        "jinlin migrate failed:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    run(
        admin,
        &format!("alter database {fresh} rename to {template}"),
    )
    .await;
}

/// What the schema is made of: another schema gets another template.
fn schema_hash() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migration/src");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the migrations' folder")
        .map(|entry| entry.expect("an entry of the migrations' folder").path())
        .collect();
    files.sort_unstable();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(std::fs::read(file).expect("a migration"));
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Drops the copies of tests that were killed; their names say when they were made.
async fn sweep_leftovers(admin: &DatabaseConnection) {
    let sql = "select datname from pg_database where datname like 'jinlin\\_t\\_%'";
    let statement = Statement::from_string(DbBackend::Postgres, sql);
    for row in admin
        .query_all_raw(statement)
        .await
        .expect("the list of databases")
    {
        let name: String = row.try_get_by_index(0).expect("the name of a database");
        let made = name
            .strip_prefix("jinlin_t_")
            .and_then(|id| Uuid::try_parse(id).ok())
            .and_then(|id| id.get_timestamp());
        let now = std::time::UNIX_EPOCH
            .elapsed()
            .map_or(0, |since| since.as_secs());
        if made.is_some_and(|made| made.to_unix().0 + LEFTOVER_SECONDS < now) {
            run(
                admin,
                &format!("drop database if exists {name} with (force)"),
            )
            .await;
        }
    }
}

/// Drops a database and whoever is connected to it.
pub async fn drop_database(url: &str) {
    let admin = connect(&admin_url()).await;
    run(
        &admin,
        &format!("drop database if exists {} with (force)", name_of(url)),
    )
    .await;
    drop(admin.close().await);
}

/// As [`drop_database`], from a `Drop`: on a thread with a runtime of its own, because the test's is busy dropping.
pub fn drop_from_anywhere(url: String) {
    let dropping = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(drop_database(&url));
    });
    // A database that stays is swept later; a panic inside a drop would hide why the test failed.
    drop(dropping.join());
}
