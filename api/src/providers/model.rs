//! What the columns of a provider mean, and the event that tells of a change.

use jinlin_matcher::{CertificateLevel, Clearance, Posterior, Role, WeekSlots, Wgs84, posterior};

use super::entity::{certificate, provider};
use crate::platform::crypto::Cell;
use crate::platform::ids::{CertificateId, ProviderId};
use crate::platform::outbox::{EventKind, NewEvent};

/// Bytes of a stored week: 7 x 48 bits.
const WEEK_BYTES: usize = 42;

/// The address of a provider's sealed base place.
#[must_use]
pub const fn place_cell(provider: ProviderId) -> Cell {
    Cell::new("providers", "base_place", provider.0)
}

/// The address of a certificate's sealed number.
#[must_use]
pub const fn number_cell(certificate: CertificateId) -> Cell {
    Cell::new("certificates", "number", certificate.0)
}

/// A place as it is sealed: WGS-84 longitude, then latitude, in degrees, each 8 bytes little-endian.
#[must_use]
pub fn place_bytes(place: Wgs84) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&place.lon().to_le_bytes());
    bytes[8..].copy_from_slice(&place.lat().to_le_bytes());
    bytes
}

/// The place of [`place_bytes`]; `None` for bytes that are not one.
#[must_use]
pub fn place_from_bytes(bytes: &[u8]) -> Option<Wgs84> {
    let bytes: [u8; 16] = bytes.try_into().ok()?;
    let (lon, lat) = bytes.split_first_chunk::<8>()?;
    Wgs84::new(
        f64::from_le_bytes(*lon),
        f64::from_le_bytes(lat.try_into().ok()?),
    )
    .ok()
}

/// A week as it is stored: 336 bits, the first (lowest of the first byte) is Monday 00:00.
#[must_use]
pub fn week_bytes(week: &WeekSlots) -> Vec<u8> {
    week.words()
        .iter()
        .flat_map(|word| word.to_le_bytes())
        .take(WEEK_BYTES)
        .collect()
}

/// The week of [`week_bytes`]; `None` for bytes that are not one.
#[must_use]
pub fn week_from_bytes(bytes: &[u8]) -> Option<WeekSlots> {
    if bytes.len() != WEEK_BYTES {
        return None;
    }
    let mut words = [0; 6];
    for (word, chunk) in words.iter_mut().zip(bytes.chunks(8)) {
        let mut whole = [0; 8];
        whole.get_mut(..chunk.len())?.copy_from_slice(chunk);
        *word = u64::from_le_bytes(whole);
    }
    Some(WeekSlots::from_words(words))
}

/// The kind of provider by its word in database and API.
#[must_use]
pub fn role_from_word(word: &str) -> Option<Role> {
    [Role::SocialWorker, Role::Volunteer]
        .into_iter()
        .find(|role| role.as_str() == word)
}

/// The level by its word in database and API.
#[must_use]
pub fn level_from_word(word: &str) -> Option<CertificateLevel> {
    CertificateLevel::ALL
        .into_iter()
        .find(|level| level.as_str() == word)
}

impl provider::Model {
    /// What kind of provider this is; `None` for a word that this version does not know.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        role_from_word(&self.kind)
    }

    /// The certificate's level in force.
    #[must_use]
    pub fn level(&self) -> Option<CertificateLevel> {
        self.certificate.as_deref().and_then(level_from_word)
    }

    /// The skills' codes; `None` when the column is not a list.
    #[must_use]
    pub fn skill_codes(&self) -> Option<Vec<String>> {
        serde_json::from_str(&self.skills).ok()
    }

    /// What the provider has been cleared for; `None` when the column is not a list of known words.
    #[must_use]
    pub fn clearances(&self) -> Option<Vec<Clearance>> {
        serde_json::from_str(&self.clearance).ok()
    }

    /// Published satisfaction by the matcher's formula; `None` when count and sum contradict each other.
    #[must_use]
    pub fn satisfaction(&self) -> Option<Posterior> {
        posterior(
            u32::try_from(self.ratings_count).ok()?,
            u64::try_from(self.ratings_sum).ok()?,
        )
        .ok()
    }
}

/// The event after a change of a provider: every replica reads the row again; the person's own devices are told.
///
/// It carries no rating and no load: a worker's phone must not learn from it that somebody has just rated.
#[must_use]
pub fn changed_event(provider: &provider::Model) -> NewEvent {
    NewEvent {
        recipients: vec![provider.person_id],
        ..quiet_event(provider)
    }
}

/// The same for changes that are nobody's news (a count of past days): no device is told.
#[must_use]
pub fn quiet_event(provider: &provider::Model) -> NewEvent {
    NewEvent {
        kind: EventKind::ProviderChanged,
        entity_id: provider.id.0,
        community_code: Some(provider.community_code.clone()),
        payload: serde_json::json!({ "kind": provider.kind, "on_duty": provider.on_duty }),
        recipients: Vec::new(),
    }
}

/// The highest level among certificates that are valid on `today` (a civil `YYYY-MM-DD` of the city; such days sort as text).
#[must_use]
pub fn highest_valid(certificates: &[certificate::Model], today: &str) -> Option<CertificateLevel> {
    certificates
        .iter()
        .filter(|row| row.issued_on.as_str() <= today)
        .filter(|row| row.expires_on.as_deref().is_none_or(|last| today <= last))
        .filter_map(|row| level_from_word(&row.level))
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;

    #[test]
    fn places_and_weeks_survive_their_columns() {
        let place = Wgs84::new(104.065_735, 30.659_462).unwrap();
        assert_eq!(place_from_bytes(&place_bytes(place)), Some(place));
        assert_eq!(place_from_bytes(&[0; 15]), None);
        let nan: Vec<u8> = [f64::NAN.to_le_bytes(), 30.0_f64.to_le_bytes()].concat();
        assert_eq!(place_from_bytes(&nan), None);

        let mut week = WeekSlots::never();
        week.set(0, 9 * 60, 17 * 60).unwrap();
        week.set(6, 22 * 60, 24 * 60).unwrap();
        for week in [week, WeekSlots::always(), WeekSlots::never()] {
            let bytes = week_bytes(&week);
            assert_eq!(bytes.len(), WEEK_BYTES);
            assert_eq!(week_from_bytes(&bytes), Some(week));
        }
        assert_eq!(week_from_bytes(&[0; 41]), None);
    }

    fn certificate(level: &str, issued_on: &str, expires_on: Option<&str>) -> certificate::Model {
        certificate::Model {
            id: CertificateId(uuid::Uuid::nil()),
            provider_id: ProviderId(uuid::Uuid::nil()),
            level: level.to_owned(),
            number: Sealed(Vec::new()),
            issuer: "成都市民政局".to_owned(),
            issued_on: issued_on.to_owned(),
            expires_on: expires_on.map(ToOwned::to_owned),
            verified_by: None,
            verified_at: None,
            created_at: Instant(0),
        }
    }

    #[test]
    fn the_highest_certificate_counts_while_it_is_valid() {
        let rows = [
            certificate("assistant", "2020-06-01", None),
            certificate("senior", "2019-01-01", Some("2026-03-31")),
            certificate("intermediate", "2027-01-01", None),
        ];
        assert_eq!(
            highest_valid(&rows, "2026-03-31"),
            Some(CertificateLevel::Senior),
            "the last day counts"
        );
        assert_eq!(
            highest_valid(&rows, "2026-04-01"),
            Some(CertificateLevel::Assistant)
        );
        assert_eq!(
            highest_valid(&rows, "2027-01-01"),
            Some(CertificateLevel::Intermediate)
        );
        assert_eq!(highest_valid(&rows, "2018-12-31"), None);
    }
}
