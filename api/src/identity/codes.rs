//! One-time codes: sending and checking them.

use std::collections::BTreeMap;
use std::time::Duration;

use actix_web::HttpRequest;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait, QueryFilter as _};
use subtle::ConstantTimeEq as _;

use super::authenticate::count_address;
use super::entity::sign_in_code;
use super::{Phone, store};
use crate::platform::clock::Instant;
use crate::platform::crypto::{BlindIndex, sha256};
use crate::platform::db::{Db, is_conflict};
use crate::platform::handed::Handed;
use crate::platform::limits::Limit;
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::sms::{self, SmsTemplate};
use crate::state::AppState;

const HOUR: Duration = Duration::from_secs(3600);

/// The code that demo accounts are sent, in demo mode only.
pub const DEMO_CODE: &str = "246810";

/// A request whose first run broke off, before it was answered, may be run anew after this.
const ABANDONED: Duration = Duration::from_secs(60);

/// Makes a code for `phone` and has it sent; answers how long it lives, in seconds. The answer is the same whether the phone has an
/// account or not. `id` is the code's row: a repetition of the same request brings the same, so that it sends no second message.
///
/// The row is written before the message leaves, so that a code which arrives is known, and taken back when the message certainly was
/// not sent. When nobody knows, the code stands: it may arrive.
///
/// # Errors
/// 409 while the same request still runs; 422 for a number that the provider does not know; 429 when the provider sends this phone no
/// more for now; 503 when nothing can be sent.
pub async fn send_code(state: &AppState, phone: &Phone, id: uuid::Uuid) -> Result<u64, Problem> {
    let index = state.vault.blind_index("phone", phone.digits());
    let account = store::find_account_by_phone(state.db.read(), &index).await?;
    // A demo account has the fixed code, which the start page shows.
    let demo = state.settings.demo.enabled && account.is_some_and(|account| account.demo);
    if !demo && !state.sms.is_ready() {
        tracing::error!("a one-time code was asked for, but no channel to send it is configured");
        return Err(Problem::new(ErrorCode::Unavailable).retry_after(60));
    }
    let code = if demo {
        DEMO_CODE.to_owned()
    } else {
        format!("{:06}", rand::random_range(0..1_000_000))
    };
    let lifetime = state.policy().duration("otp.lifetime_seconds", 1, 300);
    keep(state, id, index, &code, lifetime).await?;
    if !demo {
        deliver(state, phone, id, code).await?;
    }
    Ok(lifetime.as_secs())
}

async fn keep(
    state: &AppState,
    id: uuid::Uuid,
    index: BlindIndex,
    code: &str,
    lifetime: Duration,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let row = sign_in_code::ActiveModel {
        id: Set(id),
        phone_index: Set(index),
        code_hash: Set(hash(id, code)),
        attempts: Set(0),
        created_at: Set(now),
        expires_at: Set(now.plus(lifetime)),
        used_at: Set(None),
    };
    let kept = state
        .db
        .write_txn(async |txn| {
            sign_in_code::Entity::delete_by_id(id)
                .filter(sign_in_code::Column::CreatedAt.lt(now.minus(ABANDONED)))
                .exec(txn)
                .await?;
            sign_in_code::Entity::insert(row.clone())
                .exec_without_returning(txn)
                .await?;
            Ok::<_, DbErr>(())
        })
        .await;
    match kept {
        Err(error) if is_conflict(&error) => {
            Err(Problem::new(ErrorCode::RequestRunning).retry_after(1))
        }
        other => Ok(other?),
    }
}

async fn deliver(
    state: &AppState,
    phone: &Phone,
    id: uuid::Uuid,
    code: String,
) -> Result<(), Problem> {
    let values = BTreeMap::from([("code".to_owned(), code)]);
    let handed = state
        .sms
        .send(phone, SmsTemplate::SignInCode, &values)
        .await;
    let problem = match handed {
        Handed::Sent { .. } | Handed::Unknown { .. } => return Ok(()),
        Handed::Refused { code, .. } if code == sms::BAD_PHONE => {
            Problem::field("phone", FieldCode::Format)
        }
        Handed::Retry { after, code } if code == sms::PHONE_LIMIT => {
            let wait = after.unwrap_or(sms::PHONE_PAUSE);
            Problem::new(ErrorCode::TooManyRequests).retry_after(wait.as_secs())
        }
        Handed::Retry { after, .. } => {
            let wait = after.unwrap_or(Duration::from_secs(5));
            Problem::new(ErrorCode::Unavailable).retry_after(wait.as_secs())
        }
        Handed::Refused { .. } => Problem::new(ErrorCode::Unavailable).retry_after(60),
        Handed::ParkedUntilTomorrow { .. } => {
            Problem::new(ErrorCode::Unavailable).retry_after(3_600)
        }
    };
    state
        .db
        .write_txn(async |txn| {
            sign_in_code::Entity::delete_by_id(id).exec(txn).await?;
            Ok::<_, DbErr>(())
        })
        .await?;
    Err(problem)
}

/// Counts a request for a code against the limits of the phone and of the address it comes from.
///
/// # Errors
/// 429.
pub async fn count_code_request(
    state: &AppState,
    request: &HttpRequest,
    phone: &Phone,
) -> Result<(), Problem> {
    let limits = &state.settings.limits;
    let of_address = Limit {
        name: "codes_of_address",
        most: limits.codes_per_hour_per_address,
        window: HOUR,
        guard: true,
    };
    count_address(state, request, of_address).await?;
    count_guarded(state, "codes", limits.codes_per_hour, phone).await
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
