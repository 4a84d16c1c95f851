//! From rows to what the matcher knows: reading providers in pieces, opening their base places, converting them.

use std::collections::HashMap;

use jinlin_matcher::{
    ClearanceSet, CommunityCode, DialectSet, Gender, Metres, Provider, ProviderId as MatcherId,
    Wgs84,
};
use sea_orm::ConnectionTrait;

use super::entity::provider;
use super::{model, store};
use crate::identity;
use crate::platform::audit::Reading;
use crate::platform::crypto::{CryptoError, PersonKey, Sealed};
use crate::platform::ids::{PersonId, ProviderId};
use crate::reference::Taxonomy;
use crate::state::AppState;

/// Rows read at once: bounds the memory of a load, and stays below the databases' limit of bound parameters.
const PIECE: u64 = 2_000;

/// A provider as a directory keeps it: for the matcher, with the ciphertext that its place was opened from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// For the matcher.
    pub provider: Provider,
    /// Equal bytes hold an equal place, so that a place is opened once and not at every change of load.
    pub sealed_place: Sealed,
}

/// What is known of a person that a need may prefer.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    /// Gender.
    pub gender: Option<Gender>,
    /// Dialect codes.
    pub dialects: Vec<String>,
}

impl Traits {
    fn of(row: &identity::entity::person::Model) -> Self {
        let gender = [Gender::Female, Gender::Male]
            .into_iter()
            .find(|known| Some(known.as_str()) == row.gender.as_deref());
        Self {
            gender,
            dialects: serde_json::from_str(&row.dialects).unwrap_or_default(),
        }
    }
}

/// Why a row cannot be matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the column {0} holds nothing that can be matched")]
pub struct WrongRow(&'static str);

/// A row for the matcher; `place` is its opened base place. Skills and dialects that the taxonomy does not know are left out: they can
/// match nothing. O(skills).
///
/// # Errors
/// [`WrongRow`] naming the first column that holds nonsense.
pub fn to_matcher(
    row: &provider::Model,
    place: Wgs84,
    gender: Option<Gender>,
    dialects: &[String],
    load_7d: u16,
    taxonomy: &Taxonomy,
) -> Result<Provider, WrongRow> {
    let wrong = |column| move || WrongRow(column);
    let skills = row.skill_codes().ok_or_else(wrong("skills"))?;
    let certificate = match &row.certificate {
        Some(word) => Some(model::level_from_word(word).ok_or_else(wrong("certificate"))?),
        None => None,
    };
    Ok(Provider {
        id: MatcherId(row.id.as_u128()),
        role: row.role().ok_or_else(wrong("kind"))?,
        place,
        community: row
            .community_code
            .parse::<CommunityCode>()
            .ok()
            .ok_or_else(wrong("community_code"))?,
        skills: taxonomy.known_skills(skills.iter().map(String::as_str)),
        certificate,
        clearance: row
            .clearances()
            .ok_or_else(wrong("clearance"))?
            .into_iter()
            .collect::<ClearanceSet>(),
        gender,
        dialects: dialects
            .iter()
            .filter_map(|code| {
                taxonomy
                    .dialect_index(code)
                    .and_then(|index| u8::try_from(index).ok())
            })
            .fold(DialectSet::EMPTY, |set, index| {
                set.with(index).unwrap_or(set)
            }),
        on: row.on_duty && !row.on_leave,
        week: model::week_from_bytes(&row.week).ok_or_else(wrong("week"))?,
        capacity: u8::try_from(row.capacity)
            .ok()
            .ok_or_else(wrong("capacity"))?,
        // Reserved units are the batch rounds' business: nobody is too full of proposals for an urgent need.
        load: u8::try_from(row.load).ok().ok_or_else(wrong("load"))?,
        load_7d,
        quality_milli: row
            .satisfaction()
            .ok_or_else(wrong("ratings_sum"))?
            .quality_milli(),
        radius: Metres::new(f64::from(row.radius_m)),
        compound: row.compound_id.map(|compound| compound.as_u128()),
    })
}

/// Reads all providers within `db`'s snapshot. Places whose ciphertext `known` has seen are not opened again; the others are
/// opened through `reading`, summarised. Rows that hold nonsense and persons who were erased are left out with a warning.
///
/// O(providers) in time and memory.
///
/// # Errors
/// The database's, or a master key that is not configured.
pub async fn read_all<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    known: &(dyn Fn(ProviderId, &Sealed) -> Option<Wgs84> + Sync),
) -> Result<Vec<Loaded>, CryptoError> {
    let mut loaded = Vec::new();
    let mut after = None;
    loop {
        let rows = store::read_after(db, after, PIECE).await?;
        let last_piece = rows.len() as u64 != PIECE;
        after = rows.last().map(|row| row.id);
        convert(db, state, reading, known, rows, &mut loaded).await?;
        if last_piece {
            return Ok(loaded);
        }
    }
}

/// Converts some rows; as [`read_all`].
///
/// # Errors
/// As [`read_all`].
pub async fn convert<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    known: &(dyn Fn(ProviderId, &Sealed) -> Option<Wgs84> + Sync),
    rows: Vec<provider::Model>,
    into: &mut Vec<Loaded>,
) -> Result<(), CryptoError> {
    let persons: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
    let traits: HashMap<PersonId, Traits> = identity::store::find_persons(db, &persons)
        .await?
        .iter()
        .map(|person| (person.id, Traits::of(person)))
        .collect();
    let places: Vec<Option<Wgs84>> = rows
        .iter()
        .map(|row| known(row.id, &row.base_place))
        .collect();
    let sealed: Vec<PersonId> = rows
        .iter()
        .zip(&places)
        .filter(|(_, place)| place.is_none())
        .map(|(row, _)| row.person_id)
        .collect();
    let keys = keys_of(db, state, &sealed).await?;
    for (row, place) in rows.into_iter().zip(places) {
        let opened = match place {
            Some(place) => Some(place),
            None => open_place(reading, keys.get(&row.person_id), &row),
        };
        let Some(place) = opened else {
            tracing::warn!(provider.id = %row.id, "a provider is left out: the base place does not open");
            continue;
        };
        let person = traits.get(&row.person_id).cloned().unwrap_or_default();
        let load_7d = u16::try_from(row.recent_load).unwrap_or(u16::MAX);
        match to_matcher(
            &row,
            place,
            person.gender,
            &person.dialects,
            load_7d,
            &state.reference.taxonomy,
        ) {
            Ok(provider) => into.push(Loaded {
                provider,
                sealed_place: row.base_place,
            }),
            Err(error) => tracing::warn!(provider.id = %row.id, %error, "a provider is left out"),
        }
    }
    Ok(())
}

fn open_place(
    reading: &mut Reading,
    key: Option<&PersonKey>,
    row: &provider::Model,
) -> Option<Wgs84> {
    let bytes = reading
        .open(key?, model::place_cell(row.id), &row.base_place)
        .ok()?;
    // Thousands of single looks would say no more than one, and searching them would make the load quadratic.
    reading.summarise();
    model::place_from_bytes(&bytes)
}

/// The persons' keys. One damaged key must not keep everybody else out, so a failed piece is read again one by one.
async fn keys_of<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    persons: &[PersonId],
) -> Result<HashMap<PersonId, PersonKey>, CryptoError> {
    match state.vault.person_keys(db, persons).await {
        Err(CryptoError::Damaged | CryptoError::Format(_)) => {}
        other => return other,
    }
    let mut keys = HashMap::with_capacity(persons.len());
    for person in persons {
        match state.vault.person_key(db, *person).await {
            Ok(key) => {
                keys.insert(*person, key);
            }
            Err(CryptoError::Damaged | CryptoError::Format(_) | CryptoError::Erased) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use jinlin_matcher::{CertificateLevel, Clearance, Role, WeekSlots};

    use super::*;
    use crate::platform::clock::Instant;
    use crate::platform::ids::CompoundId;
    use crate::reference::Reference;

    fn row() -> provider::Model {
        provider::Model {
            id: ProviderId(uuid::Uuid::from_u128(7)),
            person_id: PersonId(uuid::Uuid::from_u128(8)),
            kind: "social_worker".to_owned(),
            community_code: "510104035017".to_owned(),
            street_code: "510104035".to_owned(),
            base_place: Sealed(vec![1]),
            skills: r#"["mediation","no_longer_known"]"#.to_owned(),
            certificate: Some("assistant".to_owned()),
            clearance: r#"["children","home_visit"]"#.to_owned(),
            on_duty: true,
            week: model::week_bytes(&WeekSlots::always()),
            capacity: 5,
            reserved: 0,
            on_leave: false,
            load: 2,
            recent_load: 9,
            radius_m: 3_000,
            compound_id: Some(CompoundId(uuid::Uuid::from_u128(9))),
            on_dedicated_post: true,
            ratings_count: 2,
            ratings_sum: 10,
            version: 1,
            created_at: Instant(0),
            updated_at: Instant(0),
        }
    }

    fn converted(row: &provider::Model) -> Result<Provider, WrongRow> {
        let taxonomy = Reference::embedded().unwrap().taxonomy;
        let place = Wgs84::new(104.08, 30.65).unwrap();
        to_matcher(
            row,
            place,
            Some(Gender::Female),
            &["martian".to_owned()],
            9,
            &taxonomy,
        )
    }

    #[test]
    fn a_row_becomes_what_the_matcher_knows() {
        let provider = converted(&row()).unwrap();
        assert_eq!((provider.id.0, provider.role), (7, Role::SocialWorker));
        assert_eq!(provider.certificate, Some(CertificateLevel::Assistant));
        assert!(
            provider.clearance.has(Clearance::Children)
                && !provider.clearance.has(Clearance::Disability)
        );
        assert_eq!(provider.skills.len(), 1);
        assert!(provider.dialects.is_empty());
        assert_eq!(
            (provider.capacity, provider.load, provider.load_7d),
            (5, 2, 9)
        );
        assert_eq!(provider.compound, Some(9));
        // 1 + 4 * (2 + 2) / (4 + 2) = 3.667 of 5.
        assert_eq!(provider.quality_milli, 667);
    }

    #[test]
    fn nonsense_in_a_column_is_named() {
        type Break = fn(&mut provider::Model);
        let cases: [(&str, Break); 8] = [
            ("kind", |row| row.kind = "robot".to_owned()),
            ("community_code", |row| {
                row.community_code = "5101".to_owned()
            }),
            ("skills", |row| row.skills = "mediation".to_owned()),
            ("certificate", |row| {
                row.certificate = Some("doctor".to_owned())
            }),
            ("clearance", |row| {
                row.clearance = r#"["weapons"]"#.to_owned()
            }),
            ("week", |row| row.week = vec![0; 3]),
            ("load", |row| row.load = -1),
            ("ratings_sum", |row| row.ratings_sum = 11),
        ];
        for (column, spoil) in cases {
            let mut row = row();
            spoil(&mut row);
            assert_eq!(converted(&row), Err(WrongRow(column)));
        }
    }
}
