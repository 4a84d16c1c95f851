//! Who holds an office: whom to tell when something needs an officer.

use sea_orm::{ConnectionTrait, DbErr};

use super::store;
use crate::divisions::ScopeRef;
use crate::platform::access::Role;
use crate::platform::ids::PersonId;
use crate::state::AppState;

/// The officers of a community.
///
/// # Errors
/// The database's.
pub async fn of_community<C: ConnectionTrait>(
    db: &C,
    community: &str,
) -> Result<Vec<PersonId>, DbErr> {
    let scope = ScopeRef::Division(community.to_owned());
    store::holders(db, Role::CommunityOfficer, &scope).await
}

/// The officers of a street, also those of the management zone that administers it.
///
/// # Errors
/// The database's.
pub async fn of_street<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    street: &str,
) -> Result<Vec<PersonId>, DbErr> {
    let scope = ScopeRef::Division(street.to_owned());
    let mut officers = store::holders(db, Role::StreetOfficer, &scope).await?;
    let divisions = state.divisions();
    if let Some(zone) = divisions.zone_of(street) {
        let zone = ScopeRef::Zone(zone.code.clone());
        officers.extend(store::holders(db, Role::StreetOfficer, &zone).await?);
    }
    Ok(officers)
}
