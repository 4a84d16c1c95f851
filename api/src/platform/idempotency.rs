//! `Idempotency-Key`: a POST that a phone sends twice happens once.
//!
//! The key, per owner and operation, is stored with the hash of the body and the encrypted answer **in the transaction of
//! the change itself**, for 24 hours. The same key with another body is refused; while the first is still running, the second is
//! told so.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbBackend};
use std::future::{Ready, ready};
use std::time::Duration;

use super::access::{Access, Operation};
use super::audit::{self, Actor};
use super::clock::{Clock, Instant};
use super::crypto::sha256;
use super::db::{insert_if_new, sqlstate};
use super::http::Answer;
use super::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;

/// How long an answer is kept.
pub const LIFETIME: Duration = Duration::from_secs(24 * 3600);

mod row {
    use sea_orm::entity::prelude::*;

    use super::super::clock::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idempotency_keys")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub owner: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub operation: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub body_hash: Vec<u8>,
        pub state: String,
        pub status: Option<i32>,
        pub headers: Option<String>,
        pub answer: Option<Vec<u8>>,
        pub created_at: Instant,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The key of a request, if it sent one.
#[derive(Debug, Clone)]
pub struct IdempotencyKey(Option<String>);

impl FromRequest for IdempotencyKey {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            match request
                .headers()
                .get("idempotency-key")
                .map(|value| value.to_str())
            {
                None => Ok(Self(None)),
                Some(Ok(key)) if (1..=200).contains(&key.len()) => Ok(Self(Some(key.to_owned()))),
                Some(_) => Err(Problem::field("Idempotency-Key", FieldCode::Format)),
            },
        )
    }
}

/// What identifies a request for idempotency.
#[derive(Debug)]
pub struct Submission<'a> {
    /// The account, or for operations before sign-in something that only the same client has.
    pub owner: String,
    /// The operation's id.
    pub operation: &'static str,
    /// The key.
    pub key: &'a IdempotencyKey,
    /// SHA-256 of the body.
    pub body_hash: &'a [u8],
    /// Who sends it, for the audit log.
    pub actor: Actor,
}

impl<O: Operation> Access<O> {
    /// The idempotent submission of a signed-in caller.
    #[must_use]
    pub fn submission<'a>(&self, key: &'a IdempotencyKey, body_hash: &'a [u8]) -> Submission<'a> {
        Submission {
            owner: self.principal.account.to_string(),
            operation: O::ID,
            key,
            body_hash,
            actor: self.actor(),
        }
    }
}

impl Submission<'_> {
    /// The id of a row that the submission makes even though it is refused: the same for a repetition with the same key.
    #[must_use]
    pub fn row_id(&self, clock: &Clock) -> Uuid {
        let Some(key) = self.key.0.as_deref() else {
            return clock.new_uuid();
        };
        let text = format!("{}\n{}\n{key}", self.owner, self.operation);
        let hash = sha256(&[text.as_bytes(), self.body_hash].concat());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// Runs `body` in one write transaction, or answers again what the same request was answered before.
    ///
    /// # Errors
    /// What `body` returns; 422 for a key used with another body; 409 while the first request still runs.
    pub async fn run<F>(&self, state: &AppState, body: F) -> Result<Answer, Problem>
    where
        F: AsyncFn(&DatabaseTransaction) -> Result<Answer, Problem>,
    {
        let answer = match self.key.0.as_deref() {
            None => state.db.write_txn(body).await,
            Some(key) => self.run_once(state, key, body).await,
        };
        match answer {
            Ok(answer) => Ok(answer),
            Err(mut problem) => {
                if let Some(looks) = problem.take_looks() {
                    looks.finish(&state.db, &state.clock).await?;
                }
                Err(problem)
            }
        }
    }

    async fn run_once<F>(&self, state: &AppState, key: &str, body: F) -> Result<Answer, Problem>
    where
        F: AsyncFn(&DatabaseTransaction) -> Result<Answer, Problem>,
    {
        let now = state.clock.now();
        state
            .db
            .write_txn(async |txn| {
                if let Some(stored) = self.claim(txn, state, key, now).await? {
                    self.note_replay(txn, state).await?;
                    return Ok(stored);
                }
                let answer = body(txn).await?;
                self.store(txn, state, key, &answer).await?;
                Ok(answer)
            })
            .await
    }

    /// Notes that an answer was given again: what it holds was looked at once more, by whoever was given it before.
    async fn note_replay(&self, txn: &DatabaseTransaction, state: &AppState) -> Result<(), DbErr> {
        let about = ("idempotency_keys", uuid::Uuid::nil(), "answer");
        // Whose data the answer holds is sealed with it; the first time's entries name them.
        audit::record_change(txn, &state.clock, &self.actor, None, about).await
    }

    /// The answer that the same request was given before, if it was: for operations that do something outside the database
    /// first (ask WeChat, check a code), so that a repetition does not do it again.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub async fn replayed(&self, state: &AppState) -> Result<Option<Answer>, Problem> {
        let Some(key) = self.key.0.as_deref() else {
            return Ok(None);
        };
        let answer = self.replay(state.db.read(), state, key).await?;
        if answer.is_some() {
            let note = async |txn: &DatabaseTransaction| self.note_replay(txn, state).await;
            state.db.write_txn(note).await?;
        }
        Ok(answer)
    }

    async fn claim(
        &self,
        txn: &DatabaseTransaction,
        state: &AppState,
        key: &str,
        now: Instant,
    ) -> Result<Option<Answer>, Problem> {
        if txn.get_database_backend() == DbBackend::Postgres {
            // A twin that is still running holds the row; we wait a little for it, then say so.
            txn.execute_unprepared("set local lock_timeout = '3s'")
                .await?;
        }
        let row = row::ActiveModel {
            owner: Set(self.owner.clone()),
            operation: Set(self.operation.to_owned()),
            key: Set(key.to_owned()),
            body_hash: Set(self.body_hash.to_vec()),
            state: Set("running".to_owned()),
            status: Set(None),
            headers: Set(None),
            answer: Set(None),
            created_at: Set(now),
        };
        match insert_if_new(txn, row).await {
            Ok(true) => {
                if txn.get_database_backend() == DbBackend::Postgres {
                    txn.execute_unprepared("set local lock_timeout = 0").await?;
                }
                Ok(None)
            }
            Ok(false) => {
                let running = || Problem::new(ErrorCode::RequestRunning).retry_after(1);
                self.replay(txn, state, key)
                    .await?
                    .ok_or_else(running)
                    .map(Some)
            }
            Err(error) if sqlstate(&error).as_deref() == Some("55P03") => {
                Err(Problem::new(ErrorCode::RequestRunning).retry_after(1))
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn replay<C: ConnectionTrait>(
        &self,
        db: &C,
        state: &AppState,
        key: &str,
    ) -> Result<Option<Answer>, Problem> {
        let id = (
            self.owner.clone(),
            self.operation.to_owned(),
            key.to_owned(),
        );
        let Some(row) = row::Entity::find_by_id(id).one(db).await? else {
            return Ok(None);
        };
        if row.body_hash != self.body_hash {
            return Err(ErrorCode::KeyReused.into());
        }
        let (Some(status), Some(headers), Some(sealed)) = (row.status, row.headers, row.answer)
        else {
            return Err(Problem::new(ErrorCode::RequestRunning).retry_after(1));
        };
        let mut headers: Vec<(String, String)> =
            serde_json::from_str(&headers).map_err(Problem::internal)?;
        headers.push(("idempotency-replayed".to_owned(), "true".to_owned()));
        Ok(Some(Answer {
            status: u16::try_from(status).unwrap_or(200),
            headers,
            body: state.vault.open_for_system("idempotency", &sealed)?,
        }))
    }

    async fn store(
        &self,
        txn: &DatabaseTransaction,
        state: &AppState,
        key: &str,
        answer: &Answer,
    ) -> Result<(), Problem> {
        row::ActiveModel {
            owner: Set(self.owner.clone()),
            operation: Set(self.operation.to_owned()),
            key: Set(key.to_owned()),
            state: Set("done".to_owned()),
            status: Set(Some(i32::from(answer.status))),
            headers: Set(Some(
                serde_json::to_string(&answer.headers).map_err(Problem::internal)?,
            )),
            answer: Set(Some(
                state.vault.seal_for_system("idempotency", &answer.body)?,
            )),
            ..Default::default()
        }
        .update(txn)
        .await?;
        Ok(())
    }
}

/// Forgets keys older than [`LIFETIME`].
///
/// # Errors
/// The database's.
pub async fn forget_old(state: &AppState) -> Result<(), DbErr> {
    let before = state.clock.now().minus(LIFETIME);
    state
        .db
        .write_txn(async |txn| {
            row::Entity::delete_many()
                .filter(row::Column::CreatedAt.lt(before))
                .exec(txn)
                .await?;
            Ok::<_, DbErr>(())
        })
        .await
}
