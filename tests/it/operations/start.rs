//! Starting: what is missing is said, not guessed.

use std::process::Output;

use jinlin_tests::{Backend, City, TestDatabase, command};

fn run(environment: &[(&str, &str)], arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let environment: Vec<_> = environment
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let arguments: Vec<_> = arguments
        .iter()
        .map(|argument| (*argument).to_owned())
        .collect();
    command(folder.path(), &environment, &arguments)
        .output()
        .unwrap()
}

/// Production without keys does not start: keys made up on the fly would make every replica's data unreadable to the others.
#[tokio::test]
async fn production_needs_its_keys() {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::create(Backend::Postgres, folder.path()).await;
    let output = run(
        &[
            ("DATABASE_URL", database.server_url().unwrap()),
            ("PORT", "0"),
        ],
        &["serve"],
    );
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("keys.master is not set"), "{said}");
}

/// A database that is not there ends the start with its name in the message.
#[test]
fn a_database_that_is_not_there_is_named() {
    let key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let keys = [
        ("JINLIN_KEYS__MASTER", key),
        ("JINLIN_KEYS__BLIND", key),
        ("JINLIN_KEYS__TOKEN", key),
        ("PORT", "0"),
    ];
    // Port 1 is nobody's.
    let environment = [
        &[("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")][..],
        &keys,
    ]
    .concat();
    let output = run(&environment, &["serve"]);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("PostgreSQL (database.url) cannot be reached"),
        "{said}"
    );
}

/// A Redis whose password is another, is missing, or breaks the address ends the start with what to do, and the password is
/// not printed: neither in the message nor in the log before it.
#[test]
fn a_wrong_password_of_redis_is_said_and_not_printed() {
    let url = std::env::var("JINLIN_TEST_REDIS_URL").expect("run the tests with `make test`");
    let (_, address) = url
        .rsplit_once('@')
        .expect("the tests' Redis has a password, as that of docker-compose.yml");
    let accept = "Redis does not accept the password of redis.url (REDIS_URL)";
    for (before, advice) in [
        (":not-the-secret@", accept),
        ("somebody:not-the-secret@", accept),
        ("", accept),
        (":not/the-secret@", "redis.url cannot be read"),
    ] {
        let url = format!("redis://{before}{address}");
        let output = run(&[("REDIS_URL", &url), ("PORT", "0")], &["serve"]);
        assert!(!output.status.success(), "it starts with {before}");
        let said = [output.stderr, output.stdout].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(said.contains(advice), "{said}");
        assert!(said.contains("redis://:PASSWORD@HOST:PORT"), "{said}");
        assert!(!said.contains("the-secret"), "{said}");
    }
}

/// `check-config` finds the spelling mistake that would otherwise be a silent default.
#[test]
fn a_setting_that_does_not_exist_is_named() {
    let output = run(&[("JINLIN_LIMITS__ENABELD", "true")], &["check-config"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    assert!(
        said.contains("ENABELD") || said.contains("enabeld"),
        "{said}"
    );
    let output = run(&[("JINLIN_LIMITS__ENABLED", "true")], &["check-config"]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Two replicas that start at the same moment on an empty database do not get in each other's way.
#[tokio::test]
async fn replicas_start_together_on_an_empty_database() {
    let mut city = City::builder(Backend::Postgres).replicas(0).start().await;
    city.database()
        .query("drop schema public cascade", [])
        .await;
    city.database().query("create schema public", []).await;
    city.add_replicas_at_once(3).await;
    for replica in 0..3 {
        let list = city
            .anonymous_at(replica)
            .get("/v1/divisions")
            .await
            .expect(200);
        assert_eq!(
            list["items"].as_array().unwrap().len(),
            20,
            "replica {replica}"
        );
    }
    assert_eq!(
        city.database()
            .number("select count(*) from divisions where length(code) = 12", [])
            .await,
        3_047
    );
}

/// Traces go where the settings say, the last ones when it stops.
#[tokio::test]
async fn traces_are_exported() {
    let collector = wiremock::MockServer::start().await;
    let answer = wiremock::ResponseTemplate::new(200);
    wiremock::Mock::given(wiremock::matchers::path("/v1/traces"))
        .respond_with(answer)
        .mount(&collector)
        .await;
    let mut city = City::builder(Backend::Sqlite)
        .setting(
            "telemetry.otlp_endpoint",
            format!("{}/v1/traces", collector.uri()),
        )
        .start()
        .await;
    let _ = city.anonymous().get("/v1/divisions").await.expect(200);
    assert!(city.server_mut().sigterm().await.success());
    let sent = collector.received_requests().await.unwrap_or_default();
    assert!(!sent.is_empty(), "no trace was exported");
}
