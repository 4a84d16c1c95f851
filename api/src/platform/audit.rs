//! The append-only audit log: who looked at or changed which personal data, chained by hash in sealed batches.
//!
//! Personal values open only through a [`Reading`], which notes every look and must be written before the answer
//! leaves. Entries carry ids and column names, never values. The chain is sealed per batch by a job, so that no request
//! waits for another.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::clock::Clock;
use super::crypto::{Cell, CryptoError, PersonKey, Sealed, sha256};
use super::db::Db;
use super::ids::{AccountId, AuditId, PersonId};

/// Rows of the log.
pub mod entry {
    use sea_orm::entity::prelude::*;

    use super::super::clock::Instant;
    use super::super::ids::{AccountId, AuditId, PersonId};

    /// One look or change.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_entries")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AuditId,
        /// When.
        pub at: Instant,
        /// With which account; null for the system itself.
        pub actor_account_id: Option<AccountId>,
        /// Who; null for the system itself.
        pub actor_person_id: Option<PersonId>,
        /// The operation's id.
        pub operation: String,
        /// Whose data.
        pub subject_person_id: Option<PersonId>,
        /// Which table.
        pub table_name: String,
        /// Which row.
        pub row_id: Option<Uuid>,
        /// Which columns, comma-separated.
        pub fields: String,
        /// The request's id.
        pub request_id: Option<String>,
        /// The batch that sealed it.
        pub seal_no: Option<i64>,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What the person it is about is not told of: that there is a warning to visitors would tell them that it is there. The chain holds all of it.
const KEPT_FROM_SUBJECTS: [&str; 1] = ["hazard_notes"];

mod seal {
    use sea_orm::entity::prelude::*;

    use super::super::clock::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_seals")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub seal_no: i64,
        pub entries: i64,
        pub hash: Vec<u8>,
        pub previous_hash: Vec<u8>,
        pub sealed_at: Instant,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Who acts, for the log.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The account; `None` for the system itself.
    pub account: Option<AccountId>,
    /// The person; `None` for the system itself.
    pub person: Option<PersonId>,
    /// The operation's id.
    pub operation: &'static str,
    /// The request's id.
    pub request_id: Option<String>,
}

impl Actor {
    /// The system itself, in a job or at start-up.
    #[must_use]
    pub const fn system(operation: &'static str) -> Self {
        Self {
            account: None,
            person: None,
            operation,
            request_id: None,
        }
    }
}

/// The looks of one request at personal data, noted while they happen and written before the answer.
#[derive(Debug)]
pub struct Reading {
    actor: Actor,
    looks: Vec<Look>,
    /// Table, columns, and how many rows a bulk reading opened.
    summary: Option<(&'static str, String, u64)>,
}

#[derive(Debug, PartialEq)]
struct Look {
    subject: PersonId,
    table: &'static str,
    row: Uuid,
    fields: Vec<&'static str>,
}

impl Reading {
    /// Begins the looks of `actor`.
    #[must_use]
    pub const fn new(actor: Actor) -> Self {
        Self {
            actor,
            looks: Vec::new(),
            summary: None,
        }
    }

    /// Opens a personal value and notes the look.
    ///
    /// # Errors
    /// When the ciphertext does not open.
    pub fn open(
        &mut self,
        key: &PersonKey,
        cell: Cell,
        sealed: &Sealed,
    ) -> Result<Vec<u8>, CryptoError> {
        let plain = key.open(cell, sealed)?;
        match self
            .looks
            .iter_mut()
            .rev()
            .find(|look| look.table == cell.table && look.row == cell.row)
        {
            Some(look) => {
                if !look.fields.contains(&cell.column) {
                    look.fields.push(cell.column);
                }
            }
            None => self.looks.push(Look {
                subject: key.person(),
                table: cell.table,
                row: cell.row,
                fields: vec![cell.column],
            }),
        }
        Ok(plain)
    }

    /// Opens a personal text.
    ///
    /// # Errors
    /// When the ciphertext does not open or is not UTF-8.
    pub fn open_text(
        &mut self,
        key: &PersonKey,
        cell: Cell,
        sealed: &Sealed,
    ) -> Result<String, CryptoError> {
        String::from_utf8(self.open(key, cell, sealed)?).map_err(|_not_utf8| CryptoError::Damaged)
    }

    /// Opens an optional personal text.
    ///
    /// # Errors
    /// As [`open_text`](Self::open_text).
    pub fn open_optional(
        &mut self,
        key: &PersonKey,
        cell: Cell,
        sealed: Option<&Sealed>,
    ) -> Result<Option<String>, CryptoError> {
        sealed
            .map(|sealed| self.open_text(key, cell, sealed))
            .transpose()
    }

    /// Writes the looks within `db`'s transaction.
    ///
    /// # Errors
    /// The database's; the answer must then not be sent.
    pub async fn write<C: ConnectionTrait>(&mut self, db: &C, clock: &Clock) -> Result<(), DbErr> {
        let rows: Vec<_> = self.rows(clock);
        if !rows.is_empty() {
            entry::Entity::insert_many(rows)
                .exec_without_returning(db)
                .await?;
        }
        self.looks.clear();
        self.summary = None;
        Ok(())
    }

    /// Writes the looks in a transaction of their own.
    ///
    /// # Errors
    /// The database's; the answer must then not be sent.
    pub async fn finish(mut self, db: &Db, clock: &Clock) -> Result<(), DbErr> {
        let rows = self.rows(clock);
        self.looks.clear();
        if rows.is_empty() {
            return Ok(());
        }
        db.write_txn(async |txn| {
            entry::Entity::insert_many(rows.clone())
                .exec_without_returning(txn)
                .await?;
            Ok::<_, DbErr>(())
        })
        .await
    }

    /// Makes one entry of all looks so far (an index being loaded opens thousands of values): it names the table and how many rows,
    /// and nobody in particular.
    pub fn summarise(&mut self) {
        let Some(first) = self.looks.first() else {
            return;
        };
        let fields = first.fields.join(",");
        let rows = self.looks.len() as u64 + self.summary.as_ref().map_or(0, |(_, _, rows)| *rows);
        self.summary = Some((first.table, fields, rows));
        self.looks.clear();
    }

    fn rows(&self, clock: &Clock) -> Vec<entry::ActiveModel> {
        let single = self.looks.iter().map(|look| {
            let fields = look.fields.join(",");
            let cell = (look.table, Some(look.row), fields);
            new_entry(clock, &self.actor, Some(look.subject), cell)
        });
        let bulk = self.summary.as_ref().map(|(table, fields, rows)| {
            let cell = (*table, None, format!("{fields} of {rows} rows"));
            new_entry(clock, &self.actor, None, cell)
        });
        single.chain(bulk).collect()
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        if !self.looks.is_empty() && !std::thread::panicking() {
            tracing::debug!(
                looks = self.looks.len(),
                "looks dropped unwritten: the request failed before its answer"
            );
        }
    }
}

/// How many entries one seal covers at most.
const BATCH: u64 = 5_000;

/// Seals the entries that have no seal yet; answers how many. Safe to run on several replicas: the seal's number is the
/// primary key, so one of two simultaneous runs fails and finds nothing to do the next time.
///
/// # Errors
/// The database's.
pub async fn seal_pending(db: &Db, clock: &Clock) -> Result<u64, DbErr> {
    db.write_txn(async |txn| {
        let pending = entry::Entity::find()
            .filter(entry::Column::SealNo.is_null())
            .order_by_asc(entry::Column::Id)
            .limit(BATCH)
            .all(txn)
            .await?;
        if pending.is_empty() {
            return Ok(0);
        }
        let last = seal::Entity::find()
            .order_by_desc(seal::Column::SealNo)
            .one(txn)
            .await?;
        let (seal_no, previous_hash) =
            last.map_or((1, vec![0; 32]), |seal| (seal.seal_no + 1, seal.hash));
        let count = u64::try_from(pending.len()).unwrap_or(BATCH);
        let entries = i64::try_from(count).unwrap_or(i64::MAX);
        seal::ActiveModel {
            seal_no: Set(seal_no),
            entries: Set(entries),
            hash: Set(batch_hash(&previous_hash, &pending)),
            previous_hash: Set(previous_hash),
            sealed_at: Set(clock.now()),
        }
        .insert(txn)
        .await?;
        for chunk in pending.chunks(500) {
            entry::Entity::update_many()
                .col_expr(entry::Column::SealNo, Expr::value(seal_no))
                .filter(entry::Column::Id.is_in(chunk.iter().map(|entry| entry.id)))
                .filter(entry::Column::SealNo.is_null())
                .exec(txn)
                .await?;
        }
        Ok(count)
    })
    .await
}

/// Checks the whole chain; answers the number of the first seal that does not hold.
///
/// # Errors
/// The database's.
pub async fn verify_chain<C: ConnectionTrait>(db: &C) -> Result<Option<i64>, DbErr> {
    let mut previous_hash = vec![0; 32];
    for (seal, expected_no) in seal::Entity::find()
        .order_by_asc(seal::Column::SealNo)
        .all(db)
        .await?
        .iter()
        .zip(1..)
    {
        let entries = entry::Entity::find()
            .filter(entry::Column::SealNo.eq(seal.seal_no))
            .order_by_asc(entry::Column::Id)
            .all(db)
            .await?;
        let holds = seal.seal_no == expected_no
            && seal.previous_hash == previous_hash
            && usize::try_from(seal.entries) == Ok(entries.len())
            && batch_hash(&previous_hash, &entries) == seal.hash;
        if !holds {
            return Ok(Some(seal.seal_no));
        }
        previous_hash.clone_from(&seal.hash);
    }
    Ok(None)
}

fn batch_hash(previous: &[u8], entries: &[entry::Model]) -> Vec<u8> {
    let mut bytes = previous.to_vec();
    for entry in entries {
        let line = serde_json::json!([
            entry.id,
            entry.at.0,
            entry.actor_account_id,
            entry.actor_person_id,
            entry.operation,
            entry.subject_person_id,
            entry.table_name,
            entry.row_id,
            entry.fields,
            entry.request_id,
        ]);
        bytes.extend_from_slice(line.to_string().as_bytes());
        bytes.push(b'\n');
    }
    sha256(&bytes)
}

/// The entries about one person, newest first.
///
/// # Errors
/// The database's.
pub async fn entries_about<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    before: Option<AuditId>,
    limit: u64,
) -> Result<Vec<entry::Model>, DbErr> {
    let mut query = entry::Entity::find()
        .filter(entry::Column::SubjectPersonId.eq(person))
        .filter(entry::Column::TableName.is_not_in(KEPT_FROM_SUBJECTS));
    if let Some(before) = before {
        query = query.filter(entry::Column::Id.lt(before));
    }
    query
        .order_by_desc(entry::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// Notes a change that is not a look (a grant, a revocation) within the transaction that makes it.
///
/// # Errors
/// The database's.
pub async fn record_change<C: ConnectionTrait>(
    db: &C,
    clock: &Clock,
    actor: &Actor,
    subject: Option<PersonId>,
    cell: (&'static str, Uuid, &str),
) -> Result<(), DbErr> {
    let (table, row, fields) = cell;
    let entry = new_entry(clock, actor, subject, (table, Some(row), fields.to_owned()));
    entry::Entity::insert(entry)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

fn new_entry(
    clock: &Clock,
    actor: &Actor,
    subject: Option<PersonId>,
    (table, row, fields): (&'static str, Option<Uuid>, String),
) -> entry::ActiveModel {
    entry::ActiveModel {
        id: Set(AuditId(clock.new_uuid())),
        at: Set(clock.now()),
        actor_account_id: Set(actor.account),
        actor_person_id: Set(actor.person),
        operation: Set(actor.operation.to_owned()),
        subject_person_id: Set(subject),
        table_name: Set(table.to_owned()),
        row_id: Set(row),
        fields: Set(fields),
        request_id: Set(actor.request_id.clone()),
        seal_no: Set(None),
    }
}
