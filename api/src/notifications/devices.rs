//! Phones that take app push.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder as _};

use super::dto::RegisterDevice;
use super::entity::device;
use crate::platform::access::Principal;
use crate::platform::audit::Reading;
use crate::platform::crypto::{Cell, CryptoError};
use crate::platform::ids::{DeviceId, PersonId, SessionId};
use crate::platform::problem::{FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// The longest token, in bytes: those of push services are at most 64 to 200 letters.
const TOKEN_MAX: usize = 255;
/// The systems that phones run.
const PLATFORMS: [&str; 3] = ["android", "ios", "harmony"];

/// Whether a person has a phone that takes push.
///
/// # Errors
/// The database's.
pub async fn has_any<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<bool, DbErr> {
    let devices = device::Entity::find().filter(device::Column::PersonId.eq(person));
    Ok(devices.count(db).await? > 0)
}

/// A person's phones, the oldest first.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
) -> Result<Vec<device::Model>, DbErr> {
    device::Entity::find()
        .filter(device::Column::PersonId.eq(person))
        .order_by_asc(device::Column::Id)
        .all(db)
        .await
}

/// Registers the phone that the caller's session runs on. A phone that was somebody else's is the caller's from now on.
///
/// # Errors
/// 422 naming the fields.
pub async fn register<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    principal: &Principal,
    input: &RegisterDevice,
) -> Result<device::Model, Problem> {
    let mut errors = FieldErrors::default();
    let known = PLATFORMS.contains(&input.platform.as_str());
    errors.check(known, "platform", FieldCode::Unknown);
    let token = input.token.trim();
    let length = (1..=TOKEN_MAX).contains(&token.len());
    let plain = length && token.bytes().all(|byte| byte.is_ascii_graphic());
    errors.check(plain, "token", FieldCode::Format);
    errors.finish()?;
    let index = state.vault.blind_index("push_token", token);
    device::Entity::delete_many()
        .filter(device::Column::TokenIndex.eq(index.clone()))
        .exec(txn)
        .await?;
    let id = DeviceId(state.clock.new_uuid());
    let key = state.vault.person_key(txn, principal.person).await?;
    let row = device::ActiveModel {
        id: Set(id),
        person_id: Set(principal.person),
        session_id: Set(principal.session),
        platform: Set(input.platform.clone()),
        token: Set(key.seal(cell(id), token.as_bytes())),
        token_index: Set(index),
        created_at: Set(state.clock.now()),
    };
    Ok(row.insert(txn).await?)
}

fn cell(id: DeviceId) -> Cell {
    Cell::new("push_devices", "token", id.0)
}

/// Takes one of a person's phones out; answers whether there was one.
///
/// # Errors
/// The database's.
pub async fn remove<C: ConnectionTrait>(
    txn: &C,
    person: PersonId,
    id: DeviceId,
) -> Result<bool, DbErr> {
    let removed = device::Entity::delete_many()
        .filter(device::Column::Id.eq(id))
        .filter(device::Column::PersonId.eq(person))
        .exec(txn)
        .await?;
    Ok(removed.rows_affected == 1)
}

/// Takes the phone of a session that has ended out: whoever signs out is not pushed to.
///
/// # Errors
/// The database's.
pub async fn forget_session<C: ConnectionTrait>(txn: &C, session: SessionId) -> Result<(), DbErr> {
    device::Entity::delete_many()
        .filter(device::Column::SessionId.eq(session))
        .exec(txn)
        .await?;
    Ok(())
}

/// The tokens of a person's phones; the looks are noted.
///
/// # Errors
/// The database's, or a token that does not open. An erased person has none.
pub async fn read_tokens<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    person: PersonId,
) -> Result<Vec<String>, Problem> {
    let key = match state.vault.person_key(db, person).await {
        Ok(key) => key,
        Err(CryptoError::Erased) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut tokens = Vec::new();
    for row in list(db, person).await? {
        tokens.push(reading.open_text(&key, cell(row.id), &row.token)?);
    }
    Ok(tokens)
}
