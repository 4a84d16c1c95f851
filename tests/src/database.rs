//! The database of one city under test: a SQLite file in its folder, or a PostgreSQL database of its own.

use std::path::{Path, PathBuf};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, QueryResult,
    Statement, TransactionTrait, Value,
};
use uuid::Uuid;

use crate::postgres;

/// The two databases that everything must hold on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// The embedded default: a file, limits in process, one replica.
    Sqlite,
    /// Production: PostgreSQL, Redis, any number of replicas.
    Postgres,
}

/// A database that is dropped with its value.
#[derive(Debug)]
pub struct TestDatabase {
    backend: Backend,
    url: String,
}

impl TestDatabase {
    /// An empty database: for SQLite the file that a server whose state folder is `state` will make, for PostgreSQL a
    /// migrated one.
    pub async fn create(backend: Backend, state: &Path) -> Self {
        let url = match backend {
            Backend::Sqlite => {
                let file: PathBuf = state.join("jinlin.sqlite3");
                format!("sqlite://{}?mode=rw", file.display())
            }
            Backend::Postgres => postgres::create_from_template().await,
        };
        Self { backend, url }
    }

    /// Which database it is.
    #[must_use]
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// The address for `DATABASE_URL`; none for the embedded database.
    #[must_use]
    pub fn server_url(&self) -> Option<&str> {
        (self.backend == Backend::Postgres).then_some(self.url.as_str())
    }

    /// A connection past the server, for what HTTP cannot do: raw transactions, and looking at what was really written.
    ///
    /// # Panics
    /// When the database cannot be reached.
    pub async fn connect(&self) -> DatabaseConnection {
        let mut options = ConnectOptions::new(&self.url);
        options.max_connections(1).sqlx_logging(false);
        Database::connect(options)
            .await
            .expect("the test's own connection to the database")
    }

    /// The rows of a query past the server. Parameters are `$1`, `$2`, … on both databases.
    ///
    /// # Panics
    /// When the query fails.
    pub async fn query(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Vec<QueryResult> {
        let connection = self.connect().await;
        let rows = connection
            .query_all_raw(self.statement(sql, values))
            .await
            .expect("the test's own query");
        connection
            .close()
            .await
            .expect("the test's own connection ends");
        rows
    }

    /// The one number of a query such as `select count(*) …`.
    ///
    /// # Panics
    /// When the query gives anything else.
    pub async fn number(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> i64 {
        let rows = self.query(sql, values).await;
        let row = rows.first().expect("the query gives a row");
        row.try_get_by_index(0).expect("the query gives a number")
    }

    /// Gives a role past the server, at `at` microseconds since 1970. Only officers give roles, and an empty city has none:
    /// the first of them comes from whoever installs it. The event is written as the server writes it, so that caches notice.
    ///
    /// # Panics
    /// When the grant cannot be written.
    pub async fn give_role(
        &self,
        person: Uuid,
        role: &str,
        scope_kind: &str,
        scope: &str,
        at: i64,
    ) -> Uuid {
        let id = Uuid::now_v7();
        let connection = self.connect().await;
        let transaction = connection.begin().await.expect("a transaction of the test");
        let grant = "insert into grants (id, person_id, role, scope_kind, scope_ref, granted_at) \
                     values ($1, $2, $3, $4, $5, $6)";
        let values = [
            id.into(),
            person.into(),
            role.into(),
            scope_kind.into(),
            scope.into(),
            at.into(),
        ];
        transaction
            .execute_raw(self.statement(grant, values))
            .await
            .expect("the grant is written");
        let event = "insert into outbox_events (id, kind, entity_id, payload, created_at) \
                     values ($1, 'grants.changed', $2, '{}', $3)";
        let values = [Uuid::now_v7().into(), person.into(), at.into()];
        transaction
            .execute_raw(self.statement(event, values))
            .await
            .expect("the event is written");
        transaction.commit().await.expect("the grant is committed");
        connection
            .close()
            .await
            .expect("the test's own connection ends");
        id
    }

    /// A statement for this database.
    pub fn statement(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
        let backend = match self.backend {
            Backend::Sqlite => DbBackend::Sqlite,
            Backend::Postgres => DbBackend::Postgres,
        };
        Statement::from_sql_and_values(backend, sql, values)
    }

    /// Drops the PostgreSQL database under everybody who uses it, as an outage that lasts.
    ///
    /// # Panics
    /// On SQLite, whose file has nobody who could take it away.
    pub async fn take_away(&self) {
        let url = self
            .server_url()
            .expect("only a PostgreSQL database can be taken away");
        postgres::drop_database(url).await;
    }

    /// Ends every connection to the PostgreSQL database but the one that asks, as its restart would.
    ///
    /// # Panics
    /// On SQLite, which has no connections to end.
    pub async fn end_connections(&self) {
        assert_eq!(
            self.backend,
            Backend::Postgres,
            "SQLite has no connections to end"
        );
        let sql = "select pg_terminate_backend(pid) from pg_stat_activity \
                   where datname = current_database() and pid <> pg_backend_pid()";
        self.query(sql, []).await;
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some(url) = self.server_url() {
            postgres::drop_from_anywhere(url.to_owned());
        }
    }
}
