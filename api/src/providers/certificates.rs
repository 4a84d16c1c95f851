//! Certificates and clearances: what an officer has seen and vouches for.

use jiff::civil::Date;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::dto::{AddCertificateDto, CertificateDto};
use super::entity::{certificate, provider};
use super::{model, profile, store};
use crate::platform::access::Reach;
use crate::platform::audit::{self, Actor};
use crate::platform::ids::{CertificateId, ProviderId};
use crate::platform::problem::{FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// A certificate to be written down, checked; its days as `YYYY-MM-DD`.
#[derive(Debug, PartialEq, Eq)]
pub struct NewCertificate {
    number: String,
    issuer: String,
    issued_on: String,
    expires_on: Option<String>,
}

/// Checks what was sent; `today` is the civil day of the city.
///
/// # Errors
/// 422 naming the fields.
pub fn parse(input: &AddCertificateDto, today: Date) -> Result<NewCertificate, Problem> {
    let mut errors = FieldErrors::default();
    let (number, issuer) = (input.number.trim(), input.issuer.trim());
    errors.check(!number.is_empty(), "number", FieldCode::Required);
    errors.check(number.chars().count() <= 60, "number", FieldCode::TooLong);
    errors.check(!issuer.is_empty(), "issuer", FieldCode::Required);
    errors.check(issuer.chars().count() <= 80, "issuer", FieldCode::TooLong);
    let issued_on = errors.take("issued_on", day(&input.issued_on));
    let expires_on = input
        .expires_on
        .as_deref()
        .and_then(|text| errors.take("expires_on", day(text)));
    if let Some(issued_on) = issued_on {
        errors.check(issued_on <= today, "issued_on", FieldCode::Range);
        errors.check(
            expires_on.is_none_or(|last| last >= issued_on),
            "expires_on",
            FieldCode::Contradiction,
        );
    }
    errors.finish()?;
    Ok(NewCertificate {
        number: number.to_owned(),
        issuer: issuer.to_owned(),
        issued_on: input.issued_on.clone(),
        expires_on: input.expires_on.clone(),
    })
}

/// A civil day written `YYYY-MM-DD` and not otherwise: such days sort as text.
fn day(text: &str) -> Result<Date, FieldCode> {
    let date: Date = text.parse().map_err(|_not_a_day| FieldCode::Format)?;
    if date.to_string() != text {
        return Err(FieldCode::Format);
    }
    // Before that nobody living was certified; and the year stays four digits.
    if (1_950..=2_200).contains(&date.year()) {
        Ok(date)
    } else {
        Err(FieldCode::Range)
    }
}

/// Writes a certificate down and sets the provider's level to the highest valid one.
///
/// # Errors
/// 403 for one's own; 404 out of reach; the database's.
pub async fn add<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    id: ProviderId,
    (input, new): (&AddCertificateDto, &NewCertificate),
) -> Result<CertificateDto, Problem> {
    let provider = profile::somebody_else(txn, reach, id).await?;
    let key = state.vault.person_key(txn, provider.person_id).await?;
    let certificate = CertificateId(state.clock.new_uuid());
    let now = state.clock.now();
    let row = certificate::ActiveModel {
        id: Set(certificate),
        provider_id: Set(id),
        level: Set(input.level.as_str().to_owned()),
        number: Set(key.seal(model::number_cell(certificate), new.number.as_bytes())),
        issuer: Set(new.issuer.clone()),
        issued_on: Set(new.issued_on.clone()),
        expires_on: Set(new.expires_on.clone()),
        verified_by: Set(Some(reach.person)),
        verified_at: Set(Some(now)),
        created_at: Set(now),
    };
    let row = store::insert_certificate(txn, row).await?;
    let about = (
        "certificates",
        certificate.0,
        "level,number,issuer,issued_on,expires_on",
    );
    audit::record_change(txn, &state.clock, actor, Some(provider.person_id), about).await?;
    let today = state.clock.civil_date(now).to_string();
    let level = model::highest_valid(&store::certificates_of(txn, id).await?, &today);
    if store::set_certificate(txn, id, level.map(|level| level.as_str()), now).await? {
        profile::announce(txn, state, id).await?;
    }
    Ok(CertificateDto::of(row, new.number.clone(), &today))
}

/// Sets what a provider has been checked for.
///
/// # Errors
/// 403 for oneself; 404 out of reach; the database's.
pub async fn set_clearance<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    id: ProviderId,
    clearance: &[jinlin_matcher::Clearance],
) -> Result<provider::Model, Problem> {
    let row = profile::somebody_else(txn, reach, id).await?;
    let mut wanted = clearance.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    if row.clearances().as_ref() == Some(&wanted) {
        return Ok(row);
    }
    let column = serde_json::to_string(&wanted).map_err(Problem::internal)?;
    store::set_clearance(txn, id, column, state.clock.now()).await?;
    let about = ("providers", id.0, "clearance");
    audit::record_change(txn, &state.clock, actor, Some(row.person_id), about).await?;
    profile::announce(txn, state, id).await
}

#[cfg(test)]
mod tests {
    use jinlin_matcher::CertificateLevel;

    use super::*;

    fn input(issued_on: &str, expires_on: Option<&str>) -> AddCertificateDto {
        AddCertificateDto {
            level: CertificateLevel::Assistant,
            number: " 2023-51-000001 ".to_owned(),
            issuer: "人力资源和社会保障部".to_owned(),
            issued_on: issued_on.to_owned(),
            expires_on: expires_on.map(ToOwned::to_owned),
        }
    }

    #[test]
    fn days_are_civil_and_in_order() {
        let today: Date = "2026-11-23".parse().unwrap();
        assert_eq!(
            parse(&input("2026-11-23", None), today).unwrap().number,
            "2023-51-000001"
        );
        assert!(parse(&input("2023-09-01", Some("2023-09-01")), today).is_ok());
        for (issued_on, expires_on) in [
            ("2026-11-24", None),
            ("2023-09-01", Some("2023-08-31")),
            ("2023-9-1", None),
            ("20230901", None),
            ("2023-02-30", None),
            ("2023-09-01T08:00:00", None),
            ("1023-09-01", None),
            ("2023-09-01", Some("")),
        ] {
            assert!(
                parse(&input(issued_on, expires_on), today).is_err(),
                "{issued_on} {expires_on:?}"
            );
        }
    }
}
