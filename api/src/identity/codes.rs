//! One-time codes: sending and checking them.

use std::time::Duration;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _,
};
use subtle::ConstantTimeEq as _;

use super::entity::sign_in_code;
use super::{Phone, store};
use crate::platform::clock::Instant;
use crate::platform::crypto::{BlindIndex, sha256};
use crate::platform::db::Db;
use crate::platform::limits::Limit;
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

const HOUR: Duration = Duration::from_secs(3600);

/// The code that demo accounts are sent, in demo mode only.
pub const DEMO_CODE: &str = "246810";

/// How a code reaches its phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Delivery {
    /// A demo account: the fixed code, which the start page shows.
    Demo,
    /// Development: printed in the log.
    Log,
    /// There is no way to send one.
    None,
}

/// Makes a code for `phone`; answers how long it lives, in seconds. The answer is the same whether the phone has an
/// account or not.
///
/// # Errors
/// 429 when too many were asked for; 503 when this deployment cannot send any.
pub async fn send_code<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    phone: &Phone,
) -> Result<u64, Problem> {
    let index = state.vault.blind_index("phone", phone.digits());
    let account = store::find_account_by_phone(txn, &index).await?;
    let delivery = if state.settings.demo.enabled && account.is_some_and(|account| account.demo) {
        Delivery::Demo
    } else if state.settings.identity.log_codes || state.settings.database.url.get().is_none() {
        Delivery::Log
    } else {
        Delivery::None
    };
    let code = match delivery {
        Delivery::Demo => DEMO_CODE.to_owned(),
        Delivery::Log => format!("{:06}", rand::random_range(0..1_000_000)),
        Delivery::None => {
            tracing::error!(
                "a one-time code was asked for, but no channel to send it is configured"
            );
            return Err(Problem::new(ErrorCode::Unavailable).retry_after(60));
        }
    };
    let id = state.clock.new_uuid();
    let now = state.clock.now();
    let lifetime = state.policy().duration("otp.lifetime_seconds", 1, 300);
    sign_in_code::Entity::insert(sign_in_code::ActiveModel {
        id: Set(id),
        phone_index: Set(index),
        code_hash: Set(hash(id, &code)),
        attempts: Set(0),
        created_at: Set(now),
        expires_at: Set(now.plus(lifetime)),
        used_at: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    if delivery == Delivery::Log {
        // Development only. The phone is left out: the log holds no personal data.
        tracing::info!(code, "one-time code (development: printed instead of sent)");
    }
    Ok(lifetime.as_secs())
}

/// Counts a request for a code against the phone's limit.
///
/// # Errors
/// 429.
pub async fn count_code_request(state: &AppState, phone: &Phone) -> Result<(), Problem> {
    count_guarded(state, "codes", state.settings.limits.codes_per_hour, phone).await
}

/// Counts a sign-in attempt against the phone's limit.
///
/// # Errors
/// 429.
pub async fn count_sign_in(state: &AppState, phone: &Phone) -> Result<(), Problem> {
    count_guarded(
        state,
        "sign_ins",
        state.settings.limits.sign_ins_per_hour,
        phone,
    )
    .await
}

async fn count_guarded(
    state: &AppState,
    name: &'static str,
    most: u32,
    phone: &Phone,
) -> Result<(), Problem> {
    let BlindIndex(index) = state.vault.blind_index("phone", phone.digits());
    let who: String = index
        .iter()
        .take(17)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let limit = Limit {
        name,
        most,
        window: HOUR,
        guard: true,
    };
    state
        .limits
        .count(&state.db, &state.clock, limit, &who)
        .await?
        .check()?;
    Ok(())
}

/// Checks a code and answers its id, to be used up in the transaction that signs in. The attempt is counted in a transaction of
/// its own, so that it counts although the sign-in fails.
///
/// # Errors
/// 401: [`ErrorCode::CodeInvalid`] or [`ErrorCode::CodeExpired`].
pub async fn check_code(
    state: &AppState,
    phone: &Phone,
    code: &str,
) -> Result<uuid::Uuid, Problem> {
    let index = state.vault.blind_index("phone", phone.digits());
    let sent = store::newest_code(state.db.read(), &index).await?;
    let Some(sent) = sent else {
        return Err(ErrorCode::CodeInvalid.into());
    };
    if sent.expires_at <= state.clock.now() {
        return Err(ErrorCode::CodeExpired.into());
    }
    let most = state.policy().number("otp.max_attempts", 5);
    let right = bool::from(hash(sent.id, code.trim()).ct_eq(&sent.code_hash));
    judge(&state.db, sent.id, most, right).await?;
    Ok(sent.id)
}

/// The attempt is counted before it is judged, under a condition, so that of many simultaneous guesses only so many are judged; a
/// right one is given back, so that a phone that sends it twice does not run out.
async fn judge(db: &Db, id: uuid::Uuid, most: i64, right: bool) -> Result<(), Problem> {
    let verdict = db
        .write_txn(async |txn| {
            if !store::claim_attempt(txn, id, most).await? {
                return Ok(Some(ErrorCode::CodeExpired));
            }
            if !right {
                return Ok(Some(ErrorCode::CodeInvalid));
            }
            store::give_attempt_back(txn, id).await?;
            Ok::<_, Problem>(None)
        })
        .await?;
    verdict.map_or(Ok(()), |code| Err(code.into()))
}

fn hash(id: uuid::Uuid, code: &str) -> Vec<u8> {
    sha256(format!("{id}:{code}").as_bytes())
}

/// How long a code is kept after its end: whoever comes late is told that it has expired, not that it is wrong.
const KEPT: Duration = Duration::from_secs(86_400);

/// Forgets codes that ended long ago.
///
/// # Errors
/// The database's.
pub async fn forget_old(db: &Db, now: Instant) -> Result<(), DbErr> {
    db.write_txn(async |txn| {
        sign_in_code::Entity::delete_many()
            .filter(sign_in_code::Column::ExpiresAt.lt(now.minus(KEPT)))
            .exec(txn)
            .await?;
        Ok::<_, DbErr>(())
    })
    .await
}
