//! The database: one code path over SQLite (one writer connection, a pool of readers) and PostgreSQL (one pool).
//!
//! Every write goes through [`Db::write_txn`]. On SQLite it is `BEGIN IMMEDIATE` on the single writer connection: a
//! deferred `BEGIN` that later writes ends in `SQLITE_BUSY_SNAPSHOT`, which no busy timeout cures. On PostgreSQL it is
//! READ COMMITTED with a bounded retry of serialization failures and deadlocks, so **the closure may run twice** and
//! must not touch anything but the database.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sea_query::OnConflict;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    AccessMode, ActiveModelTrait, ConnectOptions, ConnectionTrait, Database, DatabaseConnection,
    DatabaseTransaction, DbBackend, DbErr, EntityTrait as _, IsolationLevel, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use tokio::sync::Notify;

/// How often a transaction is tried again after 40001 (serialization failure) or 40P01 (deadlock).
const RETRIES: u32 = 5;

/// Inserts `row` unless one of its unique keys is taken; answers whether it is new. The losers of a race get `false`, not an error that
/// would end a PostgreSQL transaction.
///
/// # Errors
/// The database's, for anything but a taken key.
pub async fn insert_if_new<C: ConnectionTrait, A: ActiveModelTrait>(
    db: &C,
    row: A,
) -> Result<bool, DbErr> {
    let inserted = A::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await;
    match inserted {
        Ok(count) => Ok(count > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Handles to the database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    readers: DatabaseConnection,
    writer: DatabaseConnection,
    commits: Arc<Notify>,
}

impl Db {
    /// Opens PostgreSQL at `url`.
    ///
    /// # Errors
    /// When the server cannot be reached or refuses the credentials.
    pub async fn open_postgres(url: &str, max_connections: u32) -> Result<Self, DbErr> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(max_connections)
            .acquire_timeout(Duration::from_secs(5))
            .connect_timeout(Duration::from_secs(5))
            .sqlx_logging(false)
            .record_stmt_in_spans(false)
            .set_application_name("jinlin");
        let pool = Database::connect(options).await?;
        Ok(Self {
            readers: pool.clone(),
            writer: pool,
            commits: Arc::default(),
        })
    }

    /// Opens (and creates) the SQLite file at `path`, in WAL mode with foreign keys on.
    ///
    /// # Errors
    /// When the file cannot be created or is not a database.
    pub async fn open_sqlite(path: &Path, readers: u32) -> Result<Self, DbErr> {
        let url = format!("sqlite://{}?mode=rwc", path.display());
        // The writer first: it creates the file and turns WAL on.
        let writer = sqlite_pool(&url, 1).await?;
        let readers = sqlite_pool(&url, readers).await?;
        Ok(Self {
            readers,
            writer,
            commits: Arc::default(),
        })
    }

    /// A connection for reading. On SQLite, writing through it would break the one-writer rule.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.readers
    }

    /// The connection that migrations use.
    #[must_use]
    pub fn migration_connection(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Which database this is.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.readers.get_database_backend()
    }

    /// Runs `body` in one write transaction and commits it; an `Err` rolls everything back.
    ///
    /// # Errors
    /// What `body` returns, or the database's own failure.
    pub async fn write_txn<T, E, F>(&self, body: F) -> Result<T, E>
    where
        F: AsyncFn(&DatabaseTransaction) -> Result<T, E>,
        E: From<DbErr> + RetryHint,
    {
        let outcome = self.write_txn_quietly(body).await;
        if outcome.is_ok() {
            self.commits.notify_one();
        }
        outcome
    }

    /// As [`write_txn`](Self::write_txn), without waking the relay: for the relay itself, which would never sleep again.
    ///
    /// # Errors
    /// What `body` returns, or the database's own failure.
    pub async fn write_txn_quietly<T, E, F>(&self, body: F) -> Result<T, E>
    where
        F: AsyncFn(&DatabaseTransaction) -> Result<T, E>,
        E: From<DbErr> + RetryHint,
    {
        let mut attempt = 0;
        loop {
            let outcome = self.try_write(&body).await;
            match outcome {
                Err(error) if attempt < RETRIES && error.db_error().is_some_and(is_retryable) => {
                    attempt += 1;
                    tracing::debug!(attempt, "transaction lost a race and is tried again");
                    tokio::time::sleep(Duration::from_millis(u64::from(attempt) * 7)).await;
                }
                other => return other,
            }
        }
    }

    /// Waits for the next write of this process to be committed: what wakes the relay.
    pub async fn committed(&self) {
        self.commits.notified().await;
    }

    async fn try_write<T, E, F>(&self, body: &F) -> Result<T, E>
    where
        F: AsyncFn(&DatabaseTransaction) -> Result<T, E>,
        E: From<DbErr>,
    {
        let options = match self.backend() {
            DbBackend::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::ReadCommitted),
                access_mode: Some(AccessMode::ReadWrite),
                ..TransactionOptions::default()
            },
        };
        let txn = self.writer.begin_with_options(options).await?;
        match body(&txn).await {
            Ok(value) => {
                txn.commit().await?;
                Ok(value)
            }
            Err(error) => {
                // The first error is the one to report; a connection that cannot roll back is dropped by the pool.
                if let Err(rollback) = txn.rollback().await {
                    tracing::warn!(error = %rollback, "rolling back failed");
                }
                Err(error)
            }
        }
    }

    /// Begins a read transaction that sees one snapshot of everything.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn read_snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = match self.backend() {
            DbBackend::Sqlite => TransactionOptions::default(),
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        self.readers.begin_with_options(options).await
    }

    /// The PostgreSQL pool, for LISTEN; `None` on SQLite.
    #[must_use]
    pub fn postgres_pool(&self) -> Option<&sea_orm::sqlx::PgPool> {
        matches!(self.backend(), DbBackend::Postgres)
            .then(|| self.writer.get_postgres_connection_pool())
    }
}

async fn sqlite_pool(url: &str, connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        // Writers queue for the one connection: under a storm they wait, they do not fail.
        .acquire_timeout(Duration::from_secs(30))
        .idle_timeout(None)
        .max_lifetime(None)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                // FULL: an acknowledged commit survives a power cut, not only a crash of the process.
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(10))
                .pragma("cache_size", "-65536")
                .pragma("temp_store", "memory")
        });
    Database::connect(options).await
}

/// Lets [`Db::write_txn`] see the database's error inside a domain's error.
pub trait RetryHint {
    /// The database error at the root, if that is what this is.
    fn db_error(&self) -> Option<&DbErr>;
}

impl RetryHint for DbErr {
    fn db_error(&self) -> Option<&DbErr> {
        Some(self)
    }
}

fn is_retryable(error: &DbErr) -> bool {
    sqlstate(error).is_some_and(|code| code == "40001" || code == "40P01")
}

/// The SQLSTATE (PostgreSQL) or extended result code (SQLite) of an error.
#[must_use]
pub fn sqlstate(error: &DbErr) -> Option<String> {
    let runtime = match error {
        DbErr::Conn(runtime) | DbErr::Exec(runtime) | DbErr::Query(runtime) => runtime,
        _ => return None,
    };
    match runtime {
        sea_orm::RuntimeErr::SqlxError(sqlx) => sqlx
            .as_database_error()
            .and_then(|database| database.code())
            .map(|code| code.into_owned()),
        sea_orm::RuntimeErr::Internal(_) => None,
    }
}

/// Whether the error is a violated unique constraint (or exclusion constraint, SQLSTATE 23P01).
#[must_use]
pub fn is_conflict(error: &DbErr) -> bool {
    matches!(
        error.sql_err(),
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_))
    ) || sqlstate(error).is_some_and(|code| code == "23P01" || code == "1811")
}
