//! What a code says to whoever asks: a slip's or a service record's.

use actix_web::HttpRequest;
use std::time::Duration;

use super::dto::{Verified, VerifiedKind};
use super::{service, store};
use crate::identity::authenticate::count_address;
use crate::needs::numbers;
use crate::platform::audit::Reading;
use crate::platform::limits::Limit;
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;
use crate::tasks;

/// Counts an attempt of an address. 80 bits are not guessed, but nobody shall try.
///
/// # Errors
/// 429 beyond the limit of tracking codes.
pub async fn count_attempt(state: &AppState, request: &HttpRequest) -> Result<(), Problem> {
    let limit = Limit {
        name: "verification",
        most: state.settings.limits.tracking_per_minute,
        window: Duration::from_secs(60),
        guard: true,
    };
    count_address(state, request, limit).await
}

/// What a code says; the look at the name is noted.
///
/// # Errors
/// 404 for a code that was never given.
pub async fn verify(
    state: &AppState,
    reading: &mut Reading,
    code: &str,
) -> Result<Verified, Problem> {
    let db = state.db.read();
    if let Some(row) = store::find_certificate_by_code(db, numbers::code_hash(code)).await? {
        let name = service::read_name(db, state, reading, &row).await?;
        return Ok(Verified {
            kind: VerifiedKind::HourCertificate,
            name: name.as_deref().map(masked),
            minutes: row.minutes,
            tasks: row.tasks,
            from: row.from_on,
            to: row.until_on,
            issued_at: row.issued_at,
        });
    }
    let record = tasks::store::find_record_by_code(db, &numbers::as_given(code)).await?;
    let record = record.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let day = state.clock.civil_date(record.created_at).to_string();
    Ok(Verified {
        kind: VerifiedKind::ServiceRecord,
        name: None,
        minutes: i64::from(record.minutes),
        tasks: 1,
        from: day.clone(),
        to: day,
        issued_at: record.created_at,
    })
}

/// A name by its first character, always with two stars: how long it is tells, too.
fn masked(name: &str) -> String {
    name.chars().take(1).chain("**".chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn masks_tell_nothing_but_the_first_character() {
        for (name, mask) in [("赵邻", "赵**"), ("欧阳近邻", "欧**"), ("Zhao", "Z**")] {
            assert_eq!(masked(name), mask);
        }
    }
}
