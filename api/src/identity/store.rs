//! All queries of identity.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, ExprTrait as _, QueryOrder, QuerySelect};

use super::dto::ClientKind;
use super::entity::{account, consent, grant, person, session, sign_in_code};
use crate::divisions::ScopeRef;
use crate::platform::access::Role;
use crate::platform::clock::Instant;
use crate::platform::crypto::BlindIndex;
use crate::platform::db::insert_if_new;
use crate::platform::ids::{AccountId, GrantId, PersonId, SessionId};

/// A person by id.
///
/// # Errors
/// The database's.
pub async fn find_person<C: ConnectionTrait>(
    db: &C,
    id: PersonId,
) -> Result<Option<person::Model>, DbErr> {
    person::Entity::find_by_id(id).one(db).await
}

/// Persons by id.
///
/// # Errors
/// The database's.
pub async fn find_persons<C: ConnectionTrait>(
    db: &C,
    ids: &[PersonId],
) -> Result<Vec<person::Model>, DbErr> {
    person::Entity::find()
        .filter(person::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// The persons with a phone, oldest first: one phone may answer for several, but hardly for more than 50.
///
/// # Errors
/// The database's.
pub async fn persons_of_phone<C: ConnectionTrait>(
    db: &C,
    index: &BlindIndex,
) -> Result<Vec<PersonId>, DbErr> {
    person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::PhoneIndex.eq(index.clone()))
        .order_by_asc(person::Column::Id)
        .limit(50)
        .into_tuple()
        .all(db)
        .await
}

/// An account by the blind index of its phone.
///
/// # Errors
/// The database's.
pub async fn find_account_by_phone<C: ConnectionTrait>(
    db: &C,
    index: &BlindIndex,
) -> Result<Option<account::Model>, DbErr> {
    account::Entity::find()
        .filter(account::Column::PhoneIndex.eq(index.clone()))
        .one(db)
        .await
}

/// An account by the blind index of its WeChat openid.
///
/// # Errors
/// The database's.
pub async fn find_account_by_openid<C: ConnectionTrait>(
    db: &C,
    index: &BlindIndex,
) -> Result<Option<account::Model>, DbErr> {
    account::Entity::find()
        .filter(account::Column::OpenidIndex.eq(index.clone()))
        .one(db)
        .await
}

/// The open grants of a person.
///
/// # Errors
/// The database's.
pub async fn grants_of<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
) -> Result<Vec<grant::Model>, DbErr> {
    grant::Entity::find()
        .filter(grant::Column::PersonId.eq(person))
        .filter(grant::Column::RevokedAt.is_null())
        .order_by_asc(grant::Column::Id)
        .all(db)
        .await
}

/// All grants that persons hold or ever held, oldest first.
///
/// # Errors
/// The database's.
pub async fn grants_ever_of<C: ConnectionTrait>(
    db: &C,
    persons: &[PersonId],
) -> Result<Vec<grant::Model>, DbErr> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    grant::Entity::find()
        .filter(grant::Column::PersonId.is_in(persons.iter().copied()))
        .order_by_asc(grant::Column::Id)
        .all(db)
        .await
}

/// Gives a role, unless it is held already; answers whether it is new.
///
/// # Errors
/// The database's.
pub async fn insert_grant<C: ConnectionTrait>(
    db: &C,
    row: grant::ActiveModel,
) -> Result<bool, DbErr> {
    insert_if_new(db, row).await
}

/// An open grant by id.
///
/// # Errors
/// The database's.
pub async fn find_grant<C: ConnectionTrait>(
    db: &C,
    id: GrantId,
) -> Result<Option<grant::Model>, DbErr> {
    grant::Entity::find_by_id(id)
        .filter(grant::Column::RevokedAt.is_null())
        .one(db)
        .await
}

/// Open grants below an id, newest first.
///
/// # Errors
/// The database's.
pub async fn list_grants<C: ConnectionTrait>(
    db: &C,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<grant::Model>, DbErr> {
    let mut query = grant::Entity::find()
        .filter(grant::Column::RevokedAt.is_null())
        .filter(grant::Column::Role.ne("resident"));
    if let Some(after) = after {
        query = query.filter(grant::Column::Id.lt(after));
    }
    query
        .order_by_desc(grant::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// Who holds a role with exactly this scope now.
///
/// # Errors
/// The database's.
pub async fn holders<C: ConnectionTrait>(
    db: &C,
    role: Role,
    scope: &ScopeRef,
) -> Result<Vec<PersonId>, DbErr> {
    let (kind, reference) = scope.columns();
    grant::Entity::find()
        .select_only()
        .column(grant::Column::PersonId)
        .filter(grant::Column::Role.eq(role.as_str()))
        .filter(grant::Column::ScopeKind.eq(kind))
        .filter(grant::Column::ScopeRef.eq(reference))
        .filter(grant::Column::RevokedAt.is_null())
        .order_by_asc(grant::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// Who holds any role with exactly this scope now; nobody twice.
///
/// # Errors
/// The database's.
pub async fn holders_of_any<C: ConnectionTrait>(
    db: &C,
    scope: &ScopeRef,
) -> Result<Vec<PersonId>, DbErr> {
    let (kind, reference) = scope.columns();
    grant::Entity::find()
        .select_only()
        .column(grant::Column::PersonId)
        .distinct()
        .filter(grant::Column::ScopeKind.eq(kind))
        .filter(grant::Column::ScopeRef.eq(reference))
        .filter(grant::Column::RevokedAt.is_null())
        .into_tuple()
        .all(db)
        .await
}

/// Whether somebody holds a role beside being a resident.
///
/// # Errors
/// The database's.
pub async fn holds_any_role<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<bool, DbErr> {
    let roles = grant::Entity::find()
        .filter(grant::Column::PersonId.eq(person))
        .filter(grant::Column::RevokedAt.is_null())
        .filter(grant::Column::Role.ne(Role::Resident.as_str()));
    Ok(roles.count(db).await? > 0)
}

/// Takes a role away; answers whether it was open.
///
/// # Errors
/// The database's.
pub async fn revoke_grant<C: ConnectionTrait>(
    db: &C,
    id: GrantId,
    by: PersonId,
    at: Instant,
) -> Result<bool, DbErr> {
    let changed = grant::Entity::update_many()
        .col_expr(grant::Column::RevokedAt, Expr::value(at))
        .col_expr(grant::Column::RevokedBy, Expr::value(by))
        .filter(grant::Column::Id.eq(id))
        .filter(grant::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// The newest code sent to a phone that was not used.
///
/// # Errors
/// The database's.
pub async fn newest_code<C: ConnectionTrait>(
    db: &C,
    index: &BlindIndex,
) -> Result<Option<sign_in_code::Model>, DbErr> {
    sign_in_code::Entity::find()
        .filter(sign_in_code::Column::PhoneIndex.eq(index.clone()))
        .filter(sign_in_code::Column::UsedAt.is_null())
        .order_by_desc(sign_in_code::Column::CreatedAt)
        .one(db)
        .await
}

/// Counts an attempt at a code; answers whether it may still be judged.
///
/// # Errors
/// The database's.
pub async fn claim_attempt<C: ConnectionTrait>(db: &C, id: Uuid, most: i64) -> Result<bool, DbErr> {
    let claimed = sign_in_code::Entity::update_many()
        .col_expr(
            sign_in_code::Column::Attempts,
            Expr::col(sign_in_code::Column::Attempts).add(1),
        )
        .filter(sign_in_code::Column::Id.eq(id))
        .filter(sign_in_code::Column::Attempts.lt(most))
        .exec(db)
        .await?;
    Ok(claimed.rows_affected == 1)
}

/// Takes the count of an attempt back.
///
/// # Errors
/// The database's.
pub async fn give_attempt_back<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<(), DbErr> {
    sign_in_code::Entity::update_many()
        .col_expr(
            sign_in_code::Column::Attempts,
            Expr::col(sign_in_code::Column::Attempts).sub(1),
        )
        .filter(sign_in_code::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Begins a change of a person's version; answers whether nobody changed it meanwhile. Holds the row until commit.
///
/// # Errors
/// The database's.
pub async fn begin_change<C: ConnectionTrait>(
    db: &C,
    id: PersonId,
    version: i64,
) -> Result<bool, DbErr> {
    let begun = person::Entity::update_many()
        .col_expr(person::Column::Version, Expr::value(version + 1))
        .filter(person::Column::Id.eq(id))
        .filter(person::Column::Version.eq(version))
        .exec(db)
        .await?;
    Ok(begun.rows_affected == 1)
}

/// Uses a code up, and with it every older one of the same phone; answers whether it was still unused.
///
/// # Errors
/// The database's.
pub async fn use_code<C: ConnectionTrait>(
    db: &C,
    id: Uuid,
    phone: &BlindIndex,
    at: Instant,
) -> Result<bool, DbErr> {
    let unused = || {
        sign_in_code::Entity::update_many()
            .col_expr(sign_in_code::Column::UsedAt, Expr::value(at))
            .filter(sign_in_code::Column::UsedAt.is_null())
    };
    let used = unused()
        .filter(sign_in_code::Column::Id.eq(id))
        .exec(db)
        .await?;
    unused()
        .filter(sign_in_code::Column::PhoneIndex.eq(phone.clone()))
        .exec(db)
        .await?;
    Ok(used.rows_affected == 1)
}

/// A session with its account, whether it ended or not.
///
/// # Errors
/// The database's.
pub async fn find_session<C: ConnectionTrait>(
    db: &C,
    id: SessionId,
) -> Result<Option<(session::Model, account::Model)>, DbErr> {
    let Some(session) = session::Entity::find_by_id(id).one(db).await? else {
        return Ok(None);
    };
    let account = account::Entity::find_by_id(session.account_id)
        .one(db)
        .await?;
    Ok(account.map(|account| (session, account)))
}

/// A session by the hash of a refresh token, current or previous.
///
/// # Errors
/// The database's.
pub async fn find_session_by_refresh<C: ConnectionTrait>(
    db: &C,
    hash: &[u8],
) -> Result<Option<session::Model>, DbErr> {
    session::Entity::find()
        .filter(
            session::Column::RefreshHash
                .eq(hash.to_vec())
                .or(session::Column::PreviousRefreshHash.eq(hash.to_vec())),
        )
        .one(db)
        .await
}

/// Rotates a refresh token; answers whether `old` was still the one in force.
///
/// # Errors
/// The database's.
pub async fn rotate_refresh<C: ConnectionTrait>(
    db: &C,
    id: SessionId,
    old: &[u8],
    new: Vec<u8>,
    now: Instant,
    expires_at: Instant,
) -> Result<bool, DbErr> {
    let rotated = session::Entity::update_many()
        .col_expr(session::Column::RefreshHash, Expr::value(new))
        .col_expr(
            session::Column::PreviousRefreshHash,
            Expr::value(old.to_vec()),
        )
        .col_expr(session::Column::RefreshedAt, Expr::value(now))
        .col_expr(session::Column::ExpiresAt, Expr::value(expires_at))
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::RefreshHash.eq(old.to_vec()))
        .filter(session::Column::EndedAt.is_null())
        .exec(db)
        .await?;
    Ok(rotated.rows_affected == 1)
}

/// The sessions of an account that are not over.
///
/// # Errors
/// The database's.
pub async fn open_sessions<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
) -> Result<Vec<SessionId>, DbErr> {
    session::Entity::find()
        .select_only()
        .column(session::Column::Id)
        .filter(session::Column::AccountId.eq(account))
        .filter(session::Column::EndedAt.is_null())
        .into_tuple()
        .all(db)
        .await
}

/// Ends a session; answers whether it was open.
///
/// # Errors
/// The database's.
pub async fn end_session<C: ConnectionTrait>(
    db: &C,
    id: SessionId,
    reason: &str,
    at: Instant,
) -> Result<bool, DbErr> {
    let ended = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(at))
        .col_expr(session::Column::EndReason, Expr::value(reason))
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::EndedAt.is_null())
        .exec(db)
        .await?;
    Ok(ended.rows_affected == 1)
}

/// Records a consent once.
///
/// # Errors
/// The database's.
pub async fn record_consent<C: ConnectionTrait>(
    db: &C,
    id: Uuid,
    person: PersonId,
    purpose: &str,
    version: &str,
    at: Instant,
) -> Result<(), DbErr> {
    let row = consent::ActiveModel {
        id: Set(id),
        person_id: Set(person),
        purpose: Set(purpose.to_owned()),
        version: Set(version.to_owned()),
        guardian_person_id: Set(None),
        granted_at: Set(at),
        withdrawn_at: Set(None),
    };
    insert_if_new(db, row).await?;
    Ok(())
}

/// The consents in force of a person.
///
/// # Errors
/// The database's.
pub async fn consents_of<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
) -> Result<Vec<consent::Model>, DbErr> {
    consent::Entity::find()
        .filter(consent::Column::PersonId.eq(person))
        .filter(consent::Column::WithdrawnAt.is_null())
        .order_by_asc(consent::Column::GrantedAt)
        .all(db)
        .await
}

/// The account of a person that signs in by phone, if there is one.
///
/// # Errors
/// The database's.
pub async fn find_account<C: ConnectionTrait>(
    db: &C,
    id: AccountId,
) -> Result<Option<account::Model>, DbErr> {
    account::Entity::find_by_id(id).one(db).await
}

/// The person's account with WeChat that was used in the mini-program since `since`.
///
/// # Errors
/// The database's.
pub async fn account_seen_since<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    since: Instant,
) -> Result<Option<account::Model>, DbErr> {
    let accounts = account::Entity::find()
        .filter(account::Column::PersonId.eq(person))
        .filter(account::Column::OpenidIndex.is_not_null())
        .all(db)
        .await?;
    for account in accounts {
        let seen = session::Entity::find()
            .filter(session::Column::AccountId.eq(account.id))
            .filter(session::Column::Client.eq(ClientKind::MiniProgram.as_str()))
            .filter(session::Column::RefreshedAt.gte(since))
            .one(db)
            .await?;
        if seen.is_some() {
            return Ok(Some(account));
        }
    }
    Ok(None)
}
