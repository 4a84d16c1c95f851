//! Keys and encryption of personal data.
//!
//! Every person has a data key of their own, wrapped by the deployment's master key; personal columns are AES-256-GCM under
//! the data key with the cell's address (table, column, row) as associated data, so a ciphertext moved elsewhere does
//! not open. Destroying the wrapped key erases the person everywhere, backups and logs included. Phones and WeChat ids
//! are found again through a keyed blind index (HMAC-SHA-256), whose key has a version of its own.

use std::collections::HashMap;
use std::fmt;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hmac::{Hmac, Mac};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::clock::Instant;
use super::ids::PersonId;
use super::problem::{ErrorCode, Problem};

/// The first byte of every ciphertext: the format's version.
const FORMAT: u8 = 1;
const NONCE: usize = 12;

/// A secret of 256 bits. Never printed.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A secret from its bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A fresh secret from the system's generator.
    #[must_use]
    pub fn generate() -> Self {
        Self(random_bytes())
    }

    /// The bytes, for the signer of tokens and the key file.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&self.0.into())
    }

    /// HMAC-SHA-256 of `parts`, each preceded by its length so that no two lists collide.
    #[must_use]
    pub fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        // HMAC takes a key of any length, so this constructor cannot fail for 32 bytes.
        let Ok(mut mac) = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.0) else {
            return [0; 32];
        };
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    fn seal(&self, associated: &[u8], plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE] = random_bytes();
        let payload = Payload {
            msg: plain,
            aad: associated,
        };
        // Encryption fails only for messages of 64 GiB and more.
        let sealed = self
            .cipher()
            .encrypt(&Nonce::from(nonce), payload)
            .unwrap_or_default();
        let mut out = Vec::with_capacity(1 + NONCE + sealed.len());
        out.push(FORMAT);
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        out
    }

    fn open(&self, associated: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let (&version, rest) = sealed.split_first().ok_or(CryptoError::Damaged)?;
        if version != FORMAT {
            return Err(CryptoError::Format(version));
        }
        let (nonce, body) = rest
            .split_first_chunk::<NONCE>()
            .ok_or(CryptoError::Damaged)?;
        let payload = Payload {
            msg: body,
            aad: associated,
        };
        self.cipher()
            .decrypt(&Nonce::from(*nonce), payload)
            .map_err(|_opaque| CryptoError::Damaged)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Random bytes from the system's generator.
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    rand::random()
}

/// SHA-256 of `bytes`.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

/// Why something could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum CryptoError {
    /// The ciphertext was changed, moved, or belongs to another key.
    #[error("a ciphertext does not open: changed, moved or sealed with another key")]
    Damaged,
    /// Written by a newer version of this program.
    #[error("a ciphertext has the unknown format {0}")]
    Format(u8),
    /// The wrapped key names a master key that is not configured.
    #[error("the master key {0} is not configured")]
    UnknownMaster(String),
    /// The person was erased.
    #[error("the person's key was destroyed")]
    Erased,
    /// The key row could not be read or written.
    #[error("the person's key could not be loaded")]
    Db(#[from] DbErr),
}

impl From<CryptoError> for Problem {
    fn from(error: CryptoError) -> Self {
        match error {
            CryptoError::Erased => Self::new(ErrorCode::NotFound),
            CryptoError::Db(db) => db.into(),
            other @ (CryptoError::Damaged
            | CryptoError::Format(_)
            | CryptoError::UnknownMaster(_)) => Self::internal(other),
        }
    }
}

/// A ciphertext as it lies in a column.
#[derive(Clone, PartialEq, Eq, DeriveValueType)]
pub struct Sealed(pub Vec<u8>);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// A keyed hash under which a row can be found without storing what it hashes: `[key version][32 bytes]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, DeriveValueType)]
pub struct BlindIndex(pub Vec<u8>);

// As a part of a primary key it must say how it comes from an auto-increment; it never does.
impl sea_orm::TryFromU64 for BlindIndex {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("BlindIndex"))
    }
}

/// The address of a personal value; part of what is authenticated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The row.
    pub row: Uuid,
}

impl Cell {
    /// A cell's address.
    #[must_use]
    pub const fn new(table: &'static str, column: &'static str, row: Uuid) -> Self {
        Self { table, column, row }
    }

    fn associated(self) -> Vec<u8> {
        format!("{}|{}|{}", self.table, self.column, self.row).into_bytes()
    }
}

/// The data key of one person, unwrapped.
#[derive(Debug, Clone)]
pub struct PersonKey {
    person: PersonId,
    secret: Secret,
}

impl PersonKey {
    /// Whose key it is.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// Encrypts `plain` for `cell`.
    #[must_use]
    pub fn seal(&self, cell: Cell, plain: &[u8]) -> Sealed {
        Sealed(self.secret.seal(&cell.associated(), plain))
    }

    /// Opens what [`seal`](Self::seal) made. Handlers go through [`super::audit::Reading`], which records the look.
    ///
    /// # Errors
    /// [`CryptoError::Damaged`] when the bytes were changed or come from another cell.
    pub(super) fn open(&self, cell: Cell, sealed: &Sealed) -> Result<Vec<u8>, CryptoError> {
        self.secret.open(&cell.associated(), &sealed.0)
    }
}

/// The deployment's keys for personal data.
#[derive(Debug)]
pub struct Vault {
    current_master: String,
    masters: HashMap<String, Secret>,
    blind_version: u8,
    blind: Secret,
}

mod person_key {
    use sea_orm::entity::prelude::*;

    use super::super::clock::Instant;
    use super::super::ids::PersonId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_keys")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub master_key_id: String,
        pub wrapped: Option<Vec<u8>>,
        pub created_at: Instant,
        pub destroyed_at: Option<Instant>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A person's key on its way into the database, together with the unwrapped key.
pub struct NewPersonKey {
    /// The key, ready for use.
    pub key: PersonKey,
    row: person_key::ActiveModel,
}

impl Vault {
    /// A vault over the master keys by id (the current one and those still needed to read) and the blind-index key.
    #[must_use]
    pub fn new(
        current_master: String,
        masters: HashMap<String, Secret>,
        blind_version: u8,
        blind: Secret,
    ) -> Self {
        Self {
            current_master,
            masters,
            blind_version,
            blind,
        }
    }

    /// The blind index of a value within a domain such as `phone`.
    #[must_use]
    pub fn blind_index(&self, domain: &str, value: &str) -> BlindIndex {
        let mut bytes = vec![self.blind_version];
        bytes.extend_from_slice(&self.blind.mac(&[domain.as_bytes(), value.as_bytes()]));
        BlindIndex(bytes)
    }

    /// Makes a key for a new person, without storing it.
    ///
    /// # Errors
    /// When the current master key is not configured.
    pub fn new_person_key(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<NewPersonKey, CryptoError> {
        let secret = Secret::generate();
        let wrapped = self
            .master(&self.current_master)?
            .seal(&wrap_address(person), secret.bytes());
        let row = person_key::ActiveModel {
            person_id: Set(person),
            master_key_id: Set(self.current_master.clone()),
            wrapped: Set(Some(wrapped)),
            created_at: Set(now),
            destroyed_at: Set(None),
        };
        Ok(NewPersonKey {
            key: PersonKey { person, secret },
            row,
        })
    }

    /// Stores new keys. Their persons must be there already.
    ///
    /// # Errors
    /// The database's.
    pub async fn store_person_keys<C: ConnectionTrait>(
        &self,
        db: &C,
        keys: &[NewPersonKey],
    ) -> Result<(), DbErr> {
        if keys.is_empty() {
            return Ok(());
        }
        person_key::Entity::insert_many(keys.iter().map(|key| key.row.clone()))
            .exec_without_returning(db)
            .await?;
        Ok(())
    }

    /// The key of one person.
    ///
    /// # Errors
    /// [`CryptoError::Erased`] when the person was erased or never had a key.
    pub async fn person_key<C: ConnectionTrait>(
        &self,
        db: &C,
        person: PersonId,
    ) -> Result<PersonKey, CryptoError> {
        let row = person_key::Entity::find_by_id(person)
            .one(db)
            .await?
            .ok_or(CryptoError::Erased)?;
        self.unwrap_key(&row)
    }

    /// The keys of several persons; erased ones are missing from the answer.
    ///
    /// # Errors
    /// The database's, or a damaged key.
    pub async fn person_keys<C: ConnectionTrait>(
        &self,
        db: &C,
        persons: &[PersonId],
    ) -> Result<HashMap<PersonId, PersonKey>, CryptoError> {
        let mut keys = HashMap::with_capacity(persons.len());
        // Stays below SQLite's limit of bound parameters.
        for chunk in persons.chunks(5_000) {
            let rows = person_key::Entity::find()
                .filter(person_key::Column::PersonId.is_in(chunk.iter().copied()))
                .all(db)
                .await?;
            for row in rows {
                match self.unwrap_key(&row) {
                    Ok(key) => keys.insert(row.person_id, key),
                    Err(CryptoError::Erased) => None,
                    Err(error) => return Err(error),
                };
            }
        }
        Ok(keys)
    }

    /// Seals something that belongs to the deployment and not to a person, such as a stored answer.
    ///
    /// # Errors
    /// When the current master key is not configured.
    pub fn seal_for_system(&self, purpose: &str, plain: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let master = self.master(&self.current_master)?;
        Ok(Secret(master.mac(&[b"system", purpose.as_bytes()])).seal(purpose.as_bytes(), plain))
    }

    /// Opens what [`seal_for_system`](Self::seal_for_system) made, trying every configured master key.
    ///
    /// # Errors
    /// [`CryptoError::Damaged`] when none opens it.
    pub fn open_for_system(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        self.masters
            .values()
            .find_map(|master| {
                Secret(master.mac(&[b"system", purpose.as_bytes()]))
                    .open(purpose.as_bytes(), sealed)
                    .ok()
            })
            .ok_or(CryptoError::Damaged)
    }

    fn master(&self, id: &str) -> Result<&Secret, CryptoError> {
        self.masters
            .get(id)
            .ok_or_else(|| CryptoError::UnknownMaster(id.to_owned()))
    }

    fn unwrap_key(&self, row: &person_key::Model) -> Result<PersonKey, CryptoError> {
        let wrapped = row.wrapped.as_deref().ok_or(CryptoError::Erased)?;
        let bytes = self
            .master(&row.master_key_id)?
            .open(&wrap_address(row.person_id), wrapped)?;
        let secret = bytes
            .as_slice()
            .try_into()
            .map_err(|_length| CryptoError::Damaged)?;
        Ok(PersonKey {
            person: row.person_id,
            secret: Secret(secret),
        })
    }
}

fn wrap_address(person: PersonId) -> Vec<u8> {
    format!("person_keys|wrapped|{person}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault() -> Vault {
        Vault::new(
            "m1".into(),
            HashMap::from([("m1".into(), Secret::generate())]),
            1,
            Secret::generate(),
        )
    }

    #[test]
    fn a_value_opens_only_in_its_own_cell() {
        let vault = vault();
        let key = vault
            .new_person_key(PersonId(Uuid::from_u128(1)), Instant(0))
            .unwrap()
            .key;
        let cell = Cell::new("needs", "description", Uuid::from_u128(7));
        let sealed = key.seal(cell, "要人陪".as_bytes());
        assert_eq!(key.open(cell, &sealed).unwrap(), "要人陪".as_bytes());
        assert!(
            key.open(Cell::new("needs", "address", cell.row), &sealed)
                .is_err()
        );
        assert!(
            key.open(
                Cell::new("needs", "description", Uuid::from_u128(8)),
                &sealed
            )
            .is_err()
        );
        for position in 0..sealed.0.len() {
            let mut changed = sealed.clone();
            changed.0[position] ^= 1;
            assert!(
                key.open(cell, &changed).is_err(),
                "byte {position} may not change unnoticed"
            );
        }
    }

    #[test]
    fn equal_plaintexts_do_not_look_alike_but_index_alike() {
        let vault = vault();
        let key = vault
            .new_person_key(PersonId(Uuid::from_u128(1)), Instant(0))
            .unwrap()
            .key;
        let cell = Cell::new("persons", "phone", Uuid::from_u128(1));
        assert_ne!(
            key.seal(cell, b"12600000001"),
            key.seal(cell, b"12600000001")
        );
        assert_eq!(
            vault.blind_index("phone", "12600000001"),
            vault.blind_index("phone", "12600000001")
        );
        assert_ne!(
            vault.blind_index("phone", "12600000001"),
            vault.blind_index("openid", "12600000001")
        );
    }

    #[test]
    fn system_secrets_are_bound_to_their_purpose() {
        let vault = vault();
        let sealed = vault.seal_for_system("idempotency", b"answer").unwrap();
        assert_eq!(
            vault.open_for_system("idempotency", &sealed).unwrap(),
            b"answer"
        );
        assert!(vault.open_for_system("other", &sealed).is_err());
    }

    #[test]
    fn secrets_are_not_printed() {
        assert_eq!(format!("{:?}", Secret::new([7; 32])), "Secret(..)");
        assert_eq!(format!("{:?}", Sealed(vec![1, 2, 3])), "Sealed(3 bytes)");
    }
}
