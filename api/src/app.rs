//! Putting the server together: the same way for the binary and for tests.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::web::Data;
use actix_web::{App as ActixApp, HttpServer, middleware};
use anyhow::Context as _;
use jinlin_migration::Migrator;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use sea_orm_migration::MigratorTrait as _;
use tokio::signal::unix::{SignalKind, signal};
use tracing_actix_web::TracingLogger;

use crate::calls::relay;
use crate::divisions::load;
use crate::jobs::Jobs;
use crate::needs::screening::WordScreening;
use crate::photos::files::PhotoFiles;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::keyring::KeyRing;
use crate::platform::limits::Limits;
use crate::platform::pdf::font::SlipFont;
use crate::platform::telemetry::RequestSpan;
use crate::platform::tokens::Tokens;
use crate::platform::{http, metrics};
use crate::reference::Reference;
use crate::settings::Settings;
use crate::state::{AppState, Parts};
use crate::wechat::Wechat;
use crate::{mobile_page, routes, sms, system, wechat};

/// A server that listens but does not answer yet.
pub struct App {
    server: Server,
    jobs: Jobs,
    address: SocketAddr,
    state: Data<AppState>,
}

/// Opens the database that the settings name and brings its schema up to date.
///
/// # Errors
/// When it cannot be reached or migrated.
pub async fn open_database(settings: &Settings) -> anyhow::Result<Db> {
    let db = match settings.database.url.get() {
        Some(url) => Db::open_postgres(url, settings.database.max_connections)
            .await
            .context("PostgreSQL (database.url) cannot be reached")?,
        None => {
            let dir = &settings.state.dir;
            std::fs::create_dir_all(dir)
                .with_context(|| format!("the folder {} cannot be made", dir.display()))?;
            let path = dir.join("jinlin.sqlite3");
            Db::open_sqlite(&path, 8)
                .await
                .with_context(|| format!("{} cannot be opened", path.display()))?
        }
    };
    migrate(&db).await?;
    Ok(db)
}

async fn migrate(db: &Db) -> anyhow::Result<()> {
    // Replicas that start together take turns: the lock is held by this session until it is released.
    let lock = match db.postgres_pool() {
        Some(pool) => {
            let mut connection = pool.acquire().await?;
            sea_orm::sqlx::query("select pg_advisory_lock(5101)")
                .execute(&mut *connection)
                .await?;
            Some(connection)
        }
        None => None,
    };
    let outcome = bring_up_to_date(db).await;
    if let Some(mut connection) = lock {
        sea_orm::sqlx::query("select pg_advisory_unlock(5101)")
            .execute(&mut *connection)
            .await?;
    }
    outcome
}

async fn bring_up_to_date(db: &Db) -> anyhow::Result<()> {
    Migrator::up(db.migration_connection(), None)
        .await
        .context("the schema cannot be brought up to date")?;
    load::store_embedded(db)
        .await
        .context("the divisions cannot be loaded")
}

/// The clock: the system's, or one that tests control.
///
/// # Errors
/// When the time zone is unknown.
pub fn clock(settings: &Settings) -> anyhow::Result<Clock> {
    let zone = &settings.city.time_zone;
    #[cfg(feature = "test-support")]
    if let Some(file) = std::env::var_os("JINLIN_TEST_CLOCK_FILE") {
        return Clock::offset_file(zone, file.into())
            .with_context(|| format!("city.time_zone {zone} is unknown"));
    }
    Clock::system(zone).with_context(|| format!("city.time_zone {zone} is unknown"))
}

/// Everything that handlers and jobs share, over a database that is up to date.
///
/// # Errors
/// When a key is missing, Redis's address cannot be read, or reference data cannot be loaded.
pub async fn build_state(settings: Settings) -> anyhow::Result<AppState> {
    // reqwest is built without a TLS provider of its own; the whole process uses ring.
    drop(rustls::crypto::ring::default_provider().install_default());
    let clock = clock(&settings)?;
    let keys = KeyRing::load(&settings)?;
    let db = open_database(&settings).await?;
    let today = clock.civil_date(clock.now()).to_string();
    let divisions = load::load_registry(&db, &today)
        .await
        .context("the divisions cannot be read")?;
    let reference = Reference::embedded().context("the reference data cannot be read")?;
    reference
        .store(&db, &clock)
        .await
        .context("the reference data cannot be stored")?;
    let redis = open_redis(&settings).await?;
    let limited = redis
        .clone()
        .map(|redis| (redis, settings.redis.key_prefix.clone()));
    let http = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(2))
        .timeout(Duration::from_secs(10))
        .pool_idle_timeout(Duration::from_secs(60))
        .build()
        .context("the HTTP client cannot be made")?;
    let vault = Arc::new(keys.vault);
    let around = wechat::Around {
        http: &http,
        redis: limited.clone(),
        vault: &vault,
        db: &db,
        clock: &clock,
    };
    let wechat = Wechat::new(&settings.wechat, around)?;
    for word in sms::unknown_templates(&settings.sms.template_codes) {
        tracing::warn!(
            word,
            "sms.template_codes names a template that there is not"
        );
    }
    Ok(AppState::new(Parts {
        sms: sms::from_settings(&settings, &http, &clock),
        relay: relay::from_settings(&settings, &http, &clock),
        wechat,
        tokens: Tokens::new(
            &keys.tokens,
            Duration::from_secs(settings.identity.access_token_seconds),
        ),
        limits: Limits::new(settings.limits.enabled, limited),
        vault,
        clock,
        db,
        redis,
        reference,
        photos: PhotoFiles::open(&settings)?,
        font: SlipFont::load(&settings)?,
        screening: Box::new(WordScreening),
        http,
        divisions,
        settings,
    }))
}

async fn open_redis(settings: &Settings) -> anyhow::Result<Option<ConnectionManager>> {
    let Some(url) = settings.redis.url.get() else {
        return Ok(None);
    };
    let client = redis::Client::open(url).context(
        "redis.url cannot be read; it is redis://:PASSWORD@HOST:PORT, with %XX for what letters, digits, - . _ and ~ are not in the password",
    )?;
    let config = ConnectionManagerConfig::new()
        .set_connection_timeout(Some(Duration::from_secs(1)))
        .set_response_timeout(Some(Duration::from_millis(500)))
        .set_number_of_retries(1);
    // Asked once: without any password the driver connects happily, and only every later command would fail.
    let connected = async {
        let mut manager = ConnectionManager::new_with_config(client, config).await?;
        redis::cmd("PING")
            .query_async::<String>(&mut manager)
            .await?;
        Ok::<_, redis::RedisError>(manager)
    };
    connected.await.map(Some).map_err(|error| {
        let advice = redis_advice(&error);
        anyhow::Error::new(error).context(advice)
    })
}

/// What to do about a Redis that does not let us in; its own words follow. Neither holds the address, where a password may stand.
fn redis_advice(error: &redis::RedisError) -> &'static str {
    // The driver's own kind, or Redis's word where the driver hands that on.
    let refused = error.kind() == redis::ErrorKind::AuthenticationFailed
        || matches!(error.code(), Some("NOAUTH" | "WRONGPASS" | "NOPERM"));
    if refused {
        "Redis does not accept the password of redis.url (REDIS_URL): write it as redis://:PASSWORD@HOST:PORT, the one of its `requirepass`"
    } else {
        "Redis (redis.url) cannot be reached"
    }
}

/// Waits until this process is told to stop, and lets the live streams know before the server begins to wait for them.
async fn told_to_stop(state: Data<AppState>) {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signals) => drop(signals.recv().await),
            Err(error) => {
                tracing::error!(%error, "SIGTERM cannot be heard; stop with Ctrl-C");
                std::future::pending::<()>().await;
            }
        }
    };
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl-C cannot be heard; stop with SIGTERM");
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = terminated => {}
        () = interrupted => {}
    }
    tracing::info!("told to stop; running requests are finished first");
    state.stopping.cancel();
}

impl App {
    /// Builds the server: state, jobs, listener.
    ///
    /// # Errors
    /// When something it needs is missing; the message says what.
    pub async fn build(state: AppState) -> anyhow::Result<Self> {
        let settings = state.settings.clone();
        let listener = TcpListener::bind((settings.server.bind.as_str(), settings.server.port))
            .with_context(|| {
                format!(
                    "{}:{} cannot be listened on",
                    settings.server.bind, settings.server.port
                )
            })?;
        let address = listener.local_addr()?;
        let workers = settings.server.workers;
        let shutdown_seconds = settings.server.shutdown_seconds;
        let state = Data::new(state);
        let jobs = Jobs::start(state.clone()).await?;
        let shared = state.clone();
        let mut server = HttpServer::new(move || {
            ActixApp::new()
                .app_data(shared.clone())
                .configure(system::configure)
                .configure(mobile_page::configure)
                .configure(routes::configure)
                .default_service(actix_web::web::to(routes::not_found))
                .wrap(middleware::from_fn(metrics::observe))
                .wrap(TracingLogger::<RequestSpan>::new())
                .wrap(middleware::from_fn(http::answer_problems))
                .wrap(
                    middleware::DefaultHeaders::new()
                        .add(("x-content-type-options", "nosniff"))
                        .add(("referrer-policy", "no-referrer")),
                )
                // Outermost: it must see the answers that problems are rewritten into.
                .wrap(middleware::Compress::default())
        })
        .shutdown_timeout(shutdown_seconds)
        .shutdown_signal(told_to_stop(state.clone()))
        .client_request_timeout(Duration::from_secs(15));
        if workers > 0 {
            server = server.workers(workers);
        }
        Ok(Self {
            server: server.listen(listener)?.run(),
            jobs,
            address,
            state,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The shared state.
    #[must_use]
    pub fn state(&self) -> &Data<AppState> {
        &self.state
    }

    /// Answers requests until SIGTERM or Ctrl-C; live streams are ended, running requests finished, then the jobs stopped.
    ///
    /// # Errors
    /// When the server fails.
    pub async fn run_until_stopped(self) -> anyhow::Result<()> {
        self.server.await?;
        self.jobs.stop().await;
        Ok(())
    }
}
