//! On what a person can be reached: which of it there is, and, opened, for whoever sends.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder as _};

use super::entity::{account, person};
use super::persons;
use crate::platform::audit::Reading;
use crate::platform::crypto::{Cell, CryptoError};
use crate::platform::ids::PersonId;
use crate::platform::problem::Problem;
use crate::state::AppState;

/// What a person has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reachable {
    /// An account: an inbox that they can open.
    pub account: bool,
    /// A phone number.
    pub phone: bool,
    /// A WeChat openid.
    pub openid: bool,
}

/// What a person has.
///
/// # Errors
/// The database's.
pub async fn of<C: ConnectionTrait>(db: &C, id: PersonId) -> Result<Reachable, DbErr> {
    let phone = person::Entity::find_by_id(id)
        .filter(person::Column::Phone.is_not_null())
        .count(db)
        .await?
        > 0;
    let accounts = accounts(id).all(db).await?;
    Ok(Reachable {
        account: !accounts.is_empty(),
        phone,
        openid: accounts.iter().any(|account| account.openid.is_some()),
    })
}

fn accounts(person: PersonId) -> sea_orm::Select<account::Entity> {
    account::Entity::find()
        .filter(account::Column::PersonId.eq(person))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::Id)
}

/// A person's phone, 11 digits; the look is noted.
///
/// # Errors
/// The database's, or a value that does not open. An erased person has none.
pub async fn read_phone<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    id: PersonId,
) -> Result<Option<String>, Problem> {
    Ok(persons::read_contact(db, state, reading, id).await?.phone)
}

/// A person's openid; the look is noted.
///
/// # Errors
/// The database's, or a value that does not open. An erased person has none.
pub async fn read_openid<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    id: PersonId,
) -> Result<Option<String>, Problem> {
    let accounts = accounts(id).all(db).await?;
    let Some((account, sealed)) = accounts
        .into_iter()
        .find_map(|row| row.openid.map(|openid| (row.id, openid)))
    else {
        return Ok(None);
    };
    let key = match state.vault.person_key(db, id).await {
        Ok(key) => key,
        Err(CryptoError::Erased) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let cell = Cell::new("accounts", "openid", account.0);
    Ok(Some(reading.open_text(&key, cell, &sealed)?))
}
