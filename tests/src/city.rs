//! One deployment: a database, keys, a clock, and the replicas that share them.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tempfile::TempDir;
use uuid::Uuid;

use crate::client::Client;
use crate::clock::TestClock;
use crate::database::{Backend, TestDatabase};
use crate::server::Server;
use crate::signed_in::{self, SignedIn};

/// A city under test, gone with everything in it when it is dropped.
#[derive(Debug)]
pub struct City {
    // In the order of dropping: servers before their database, the folder last.
    replicas: Vec<Server>,
    database: TestDatabase,
    clock: TestClock,
    environment: Vec<(String, String)>,
    arguments: Vec<String>,
    http: reqwest::Client,
    phones: std::sync::atomic::AtomicU32,
    folder: TempDir,
}

/// What a city shall be like.
#[derive(Debug)]
pub struct CityBuilder {
    backend: Backend,
    replicas: usize,
    demo: bool,
    settings: Vec<(String, String)>,
}

impl CityBuilder {
    /// Sets a setting by its path, such as `limits.enabled`.
    #[must_use]
    pub fn setting(mut self, path: &str, value: impl ToString) -> Self {
        self.settings.push((variable(path), value.to_string()));
        self
    }

    /// Sets several settings, such as those of a fake.
    #[must_use]
    pub fn settings<'a>(self, settings: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let set = |city: Self, (path, value)| city.setting(path, value);
        settings.into_iter().fold(self, set)
    }

    /// Sets an environment variable as it is called, such as `REDIS_URL`.
    #[must_use]
    pub fn variable(mut self, name: &str, value: impl ToString) -> Self {
        self.settings.push((name.to_owned(), value.to_string()));
        self
    }

    /// Starts so many replicas; more than one needs PostgreSQL.
    #[must_use]
    pub fn replicas(mut self, replicas: usize) -> Self {
        self.replicas = replicas;
        self
    }

    /// Serves the demo city (`--demo`).
    #[must_use]
    pub fn demo(mut self) -> Self {
        self.demo = true;
        self
    }

    /// Starts it.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start(self) -> City {
        assert!(
            self.replicas < 2 || self.backend == Backend::Postgres,
            "the embedded database has one replica"
        );
        let folder = tempfile::tempdir().expect("a folder for the city");
        let state = folder.path().join("state");
        let clock = TestClock::begin(folder.path());
        let database = TestDatabase::create(self.backend, &state).await;
        let mut environment = basic_environment(&state, &clock, &database);
        // Later ones win: a test's own settings over the harness's.
        environment.extend(self.settings);
        let mut arguments = vec!["serve".to_owned()];
        arguments.extend(self.demo.then(|| "--demo".to_owned()));
        let mut city = City {
            replicas: Vec::new(),
            http: signed_in::http_client(),
            phones: std::sync::atomic::AtomicU32::new(90_000_000),
            database,
            clock,
            environment,
            arguments,
            folder,
        };
        for _ in 0..self.replicas {
            city.add_replica().await;
        }
        city
    }
}

/// `limits.enabled` → `JINLIN_LIMITS__ENABLED`.
fn variable(path: &str) -> String {
    format!("JINLIN_{}", path.to_uppercase().replace('.', "__"))
}

fn basic_environment(
    state: &Path,
    clock: &TestClock,
    database: &TestDatabase,
) -> Vec<(String, String)> {
    let mut environment = vec![
        (
            "JINLIN_TEST_CLOCK_FILE".to_owned(),
            clock.file().display().to_string(),
        ),
        (variable("state.dir"), state.display().to_string()),
        (variable("telemetry.log_format"), "json".to_owned()),
        // Most tests are impatient on purpose; those of the limits turn them on.
        (variable("limits.enabled"), "false".to_owned()),
        (variable("server.workers"), "2".to_owned()),
        ("PORT".to_owned(), "0".to_owned()),
    ];
    if let Some(url) = database.server_url() {
        let redis = std::env::var("JINLIN_TEST_REDIS_URL")
            .ok()
            .filter(|url| !url.is_empty());
        let redis =
            redis.expect("JINLIN_TEST_REDIS_URL is not set: run the tests with `make test`");
        let key =
            || STANDARD.encode([*Uuid::new_v4().as_bytes(), *Uuid::new_v4().as_bytes()].concat());
        environment.extend([
            ("DATABASE_URL".to_owned(), url.to_owned()),
            ("REDIS_URL".to_owned(), redis),
            (
                variable("redis.key_prefix"),
                format!("t_{}", Uuid::new_v4().simple()),
            ),
            (variable("keys.master"), key()),
            (variable("keys.blind"), key()),
            (variable("keys.token"), key()),
            (variable("identity.log_codes"), "true".to_owned()),
            (variable("database.max_connections"), "10".to_owned()),
        ]);
    }
    environment
}

impl City {
    /// A city with one replica and the harness's settings.
    pub async fn on(backend: Backend) -> Self {
        Self::builder(backend).start().await
    }

    /// A city to be described first.
    #[must_use]
    pub fn builder(backend: Backend) -> CityBuilder {
        CityBuilder {
            backend,
            replicas: 1,
            demo: false,
            settings: Vec::new(),
        }
    }

    /// Starts one more replica; answers its number.
    pub async fn add_replica(&mut self) -> usize {
        let number = self.replicas.len();
        self.add_replicas_at_once(1).await;
        number
    }

    /// Starts so many replicas at the same moment.
    pub async fn add_replicas_at_once(&mut self, count: usize) {
        let begin = self.replicas.len();
        let starting = (begin..begin + count).map(|number| {
            let (environment, arguments) = (self.environment.clone(), self.arguments.clone());
            let (folder, name) = (self.folder.path(), format!("replica-{number}"));
            async move { Server::start(folder, &name, environment, arguments).await }
        });
        let started = futures_util::future::join_all(starting).await;
        self.replicas.extend(started);
    }

    /// The first replica.
    ///
    /// # Panics
    /// When the city was built without any.
    #[must_use]
    pub fn server(&self) -> &Server {
        self.replica(0)
    }

    /// The first replica, to be stopped or started.
    ///
    /// # Panics
    /// When the city was built without any.
    pub fn server_mut(&mut self) -> &mut Server {
        self.replica_mut(0)
    }

    /// A replica by its number.
    ///
    /// # Panics
    /// When there is none of this number.
    #[must_use]
    pub fn replica(&self, number: usize) -> &Server {
        self.replicas.get(number).expect("a replica of this number")
    }

    /// A replica by its number, to be stopped or started.
    ///
    /// # Panics
    /// When there is none of this number.
    pub fn replica_mut(&mut self, number: usize) -> &mut Server {
        let replica = self.replicas.get_mut(number);
        replica.expect("a replica of this number")
    }

    /// All replicas.
    #[must_use]
    pub fn replicas(&self) -> &[Server] {
        &self.replicas
    }

    /// The database, for what HTTP cannot do.
    #[must_use]
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// The variables that every replica is started with, for other commands of the program.
    #[must_use]
    pub fn environment(&self) -> &[(String, String)] {
        &self.environment
    }

    /// The clock of all replicas.
    #[must_use]
    pub fn clock(&self) -> &TestClock {
        &self.clock
    }

    /// A folder of the city's own: what the server writes is in `state`.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Somebody who has not signed in, at the first replica.
    #[must_use]
    pub fn anonymous(&self) -> Client {
        self.anonymous_at(0)
    }

    /// Somebody who has not signed in, at a replica.
    #[must_use]
    pub fn anonymous_at(&self, replica: usize) -> Client {
        Client::new(self.http.clone(), self.replica(replica).address())
    }

    /// A phone that nobody in this city has: 126 is assigned to no operator.
    #[must_use]
    pub fn new_phone(&self) -> String {
        let number = self
            .phones
            .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        format!("126{number:08}")
    }

    /// Signs a phone in as an app would, through the first replica: asks for a code, reads it in the log, sends it.
    pub async fn signed_in(&self, phone: &str) -> SignedIn {
        self.signed_in_at(0, phone).await
    }

    /// Signs a phone in through a replica.
    pub async fn signed_in_at(&self, replica: usize, phone: &str) -> SignedIn {
        SignedIn::by_code(
            self.replica(replica),
            self.anonymous_at(replica),
            &self.clock,
            phone,
        )
        .await
    }

    /// Somebody new, signed in.
    pub async fn resident(&self) -> SignedIn {
        self.signed_in(&self.new_phone()).await
    }

    /// Somebody new with a role, signed in.
    pub async fn person_with(&self, role: &str, scope_kind: &str, scope: &str) -> SignedIn {
        let person = self.resident().await;
        self.database
            .give_role(
                person.person_id(),
                role,
                scope_kind,
                scope,
                self.clock.now_micros(),
            )
            .await;
        person
    }

    /// Somebody new with a role in a division, signed in.
    pub async fn officer(&self, role: &str, division: &str) -> SignedIn {
        self.person_with(role, "division", division).await
    }
}
