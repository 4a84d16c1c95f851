//! Persons: making them, and reading their names and phones where somebody needs to know.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::entity::{account, grant, person};
use super::{Phone, store};
use crate::divisions::ScopeRef;
use crate::platform::access::Role;
use crate::platform::audit::Reading;
use crate::platform::clock::Instant;
use crate::platform::crypto::{Cell, CryptoError, PersonKey};
use crate::platform::ids::{AccountId, GrantId, PersonId};
use crate::platform::problem::Problem;
use crate::state::AppState;

/// What is known of somebody when they are first written down.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    /// Name.
    pub name: Option<String>,
    /// Phone.
    pub phone: Option<Phone>,
    /// `female` or `male`.
    pub gender: Option<String>,
    /// Dialect codes.
    pub dialects: Vec<String>,
    /// Home community.
    pub community_code: Option<String>,
}

/// The address of a personal value of the `persons` table.
#[must_use]
pub const fn cell(column: &'static str, person: PersonId) -> Cell {
    Cell::new("persons", column, person.0)
}

/// Writes a person down, with a key of their own.
///
/// # Errors
/// The database's.
pub async fn create_person<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    new: &NewPerson,
) -> Result<PersonKey, Problem> {
    let id = PersonId(state.clock.new_uuid());
    let now = state.clock.now();
    let fresh = state.vault.new_person_key(id, now)?;
    let row = person::ActiveModel {
        id: Set(id),
        name: Set(new
            .name
            .as_ref()
            .map(|name| fresh.key.seal(cell("name", id), name.as_bytes()))),
        phone: Set(new
            .phone
            .as_ref()
            .map(|phone| fresh.key.seal(cell("phone", id), phone.digits().as_bytes()))),
        phone_index: Set(new
            .phone
            .as_ref()
            .map(|phone| state.vault.blind_index("phone", phone.digits()))),
        gender: Set(new.gender.clone()),
        dialects: Set(serde_json::to_string(&new.dialects).map_err(Problem::internal)?),
        community_code: Set(new.community_code.clone()),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    person::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    let key = fresh.key.clone();
    state.vault.store_person_keys(txn, &[fresh]).await?;
    Ok(key)
}

/// How an account signs in.
#[derive(Debug, Clone)]
pub enum SignInBy {
    /// By phone.
    Phone(Phone),
    /// By WeChat's openid.
    Openid(String),
}

/// Makes an account with its person and the role of a resident.
///
/// # Errors
/// The database's; a conflict when the phone or openid has an account already.
pub async fn create_account<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    by: &SignInBy,
) -> Result<account::Model, Problem> {
    let phone = match by {
        SignInBy::Phone(phone) => Some(phone.clone()),
        SignInBy::Openid(_) => None,
    };
    let key = create_person(
        txn,
        state,
        &NewPerson {
            phone: phone.clone(),
            ..NewPerson::default()
        },
    )
    .await?;
    let now = state.clock.now();
    let id = AccountId(state.clock.new_uuid());
    let openid = match by {
        SignInBy::Phone(_) => None,
        SignInBy::Openid(openid) => Some(openid),
    };
    let row = account::ActiveModel {
        id: Set(id),
        person_id: Set(key.person()),
        phone_index: Set(phone.map(|phone| state.vault.blind_index("phone", phone.digits()))),
        openid: Set(
            openid.map(|openid| key.seal(Cell::new("accounts", "openid", id.0), openid.as_bytes()))
        ),
        openid_index: Set(openid.map(|openid| state.vault.blind_index("openid", openid))),
        demo: Set(false),
        disabled_at: Set(None),
        created_at: Set(now),
    };
    let account = row.insert(txn).await?;
    store::insert_grant(
        txn,
        new_grant(state, key.person(), Role::Resident, &ScopeRef::Own, None),
    )
    .await?;
    Ok(account)
}

/// A grant on its way into the database.
#[must_use]
pub fn new_grant(
    state: &AppState,
    person: PersonId,
    role: Role,
    scope: &ScopeRef,
    by: Option<PersonId>,
) -> grant::ActiveModel {
    let (scope_kind, scope_ref) = scope.columns();
    let now: Instant = state.clock.now();
    grant::ActiveModel {
        id: Set(GrantId(state.clock.new_uuid())),
        person_id: Set(person),
        role: Set(role.as_str().to_owned()),
        scope_kind: Set(scope_kind.to_owned()),
        scope_ref: Set(scope_ref.to_owned()),
        granted_by: Set(by),
        granted_at: Set(now),
        revoked_by: Set(None),
        revoked_at: Set(None),
    }
}

/// A person's name and phone, opened for somebody who needs to know.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// Name.
    pub name: Option<String>,
    /// Phone, 11 digits.
    pub phone: Option<String>,
}

/// Opens the name of a person; the look is noted in `reading`.
///
/// # Errors
/// The database's, or a value that does not open. An erased person has none.
pub async fn read_name<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    id: PersonId,
) -> Result<Option<String>, Problem> {
    let Some((row, key)) = find_with_key(db, state, id).await? else {
        return Ok(None);
    };
    Ok(reading.open_optional(&key, cell("name", id), row.name.as_ref())?)
}

/// The row and key of a person who was not erased.
async fn find_with_key<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    id: PersonId,
) -> Result<Option<(person::Model, PersonKey)>, Problem> {
    let Some(row) = store::find_person(db, id).await? else {
        return Ok(None);
    };
    match state.vault.person_key(db, id).await {
        Ok(key) => Ok(Some((row, key))),
        Err(CryptoError::Erased) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Opens name and phone of a person; the look is noted in `reading`.
///
/// # Errors
/// The database's, or a value that does not open. An erased person has neither.
pub async fn read_contact<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    id: PersonId,
) -> Result<Contact, Problem> {
    let Some((row, key)) = find_with_key(db, state, id).await? else {
        return Ok(Contact::default());
    };
    Ok(Contact {
        name: reading.open_optional(&key, cell("name", id), row.name.as_ref())?,
        phone: reading.open_optional(&key, cell("phone", id), row.phone.as_ref())?,
    })
}
