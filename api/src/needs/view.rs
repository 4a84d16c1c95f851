//! What of a need is shown to whom: need-to-know, with every look at personal data noted.

use jinlin_matcher::{Crs, Wgs84};
use sea_orm::ConnectionTrait;

use super::dto::{
    ClientDto, ClosedBy, EscalatedTo, NeedDto, NeedRow, StepDto, TrackedNeed, VoiceNoteDto,
    WindowDto,
};
use super::entity::need;
use super::escalation::Level;
use super::model::{NeedState, Preferences};
use super::service::triage_word;
use super::{risks, store, wishes};
use crate::calls;
use crate::divisions::dto::PlaceDto;
use crate::divisions::parse_place_text;
use crate::duty;
use crate::identity::persons;
use crate::photos;
use crate::platform::audit::Reading;
use crate::platform::clock::Instant;
use crate::platform::crypto::{Cell, CryptoError, PersonKey};
use crate::platform::ids::NeedId;
use crate::platform::problem::Problem;
use crate::reference::taxonomy::{Hotline, Taxonomy, Triage, Urgency};
use crate::state::AppState;

/// Police, fire brigade, ambulance: codes of the taxonomy's hotlines.
const EMERGENCY_NUMBERS: [&str; 3] = ["police", "fire", "ambulance"];

/// How much of a need somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Everything: the person, the poster, an officer of the division, whoever calls back about an emergency.
    Full,
    /// The same for the lead who holds it: the resident's own number only when both agreed to it (calls go by a relay).
    Lead,
    /// Where to go and nothing of what was said or of whom: volunteers on the team.
    Team,
    /// That it was, and how it ended: the team, once the contact has closed again.
    Past,
}

impl Detail {
    /// Whether description, wishes, voice notes and photos are among it.
    #[must_use]
    pub const fn is_told_everything(self) -> bool {
        match self {
            Self::Full | Self::Lead => true,
            Self::Team | Self::Past => false,
        }
    }
}

/// Whom a need is about.
async fn client_of<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    row: &need::Model,
    detail: Detail,
) -> Result<ClientDto, Problem> {
    let person = row.person_id;
    let hidden =
        detail == Detail::Lead && !calls::service::lead_sees_number(db, row.id, person).await?;
    let (name, phone) = if hidden {
        (persons::read_name(db, state, reading, person).await?, None)
    } else {
        let contact = persons::read_contact(db, state, reading, person).await?;
        (contact.name, contact.phone)
    };
    Ok(ClientDto {
        person_id: person,
        name,
        phone,
    })
}

/// The address of a personal value of the `needs` table.
#[must_use]
pub const fn cell(column: &'static str, id: NeedId) -> Cell {
    Cell::new("needs", column, id.0)
}

/// The exact place of a need; the look is noted.
///
/// # Errors
/// When it does not open: the person was erased.
pub async fn exact_place<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    row: &need::Model,
) -> Result<Wgs84, Problem> {
    let key = state.vault.person_key(db, row.person_id).await?;
    open_place(reading, &key, row)
}

fn open_place(reading: &mut Reading, key: &PersonKey, row: &need::Model) -> Result<Wgs84, Problem> {
    let text = reading.open_text(key, cell("place", row.id), &row.place)?;
    parse_place_text(&text).ok_or_else(|| Problem::internal("a sealed place is not a place"))
}

/// A need in a list.
#[must_use]
pub fn row_of(row: &need::Model) -> NeedRow {
    NeedRow {
        id: row.id,
        short_number: row.short_number.to_string(),
        category: row.category.clone(),
        state: row.state,
        outcome: row.outcome,
        urgency: row.urgency.clone(),
        triage: row.triage.clone(),
        community: row.community_code.clone(),
        window: row
            .window_from
            .zip(row.window_until)
            .map(|(from, until)| WindowDto { from, until }),
        accept_by: row.accept_by,
        escalated_to: Level::of_row(row.escalation).map(|level| match level {
            Level::Community => EscalatedTo::Community,
            Level::Street => EscalatedTo::Street,
        }),
        created_at: row.created_at,
        version: row.version,
    }
}

/// The numbers of an emergency: the category's first, then those that everybody knows.
fn numbers(taxonomy: &Taxonomy, row: &need::Model) -> Vec<Hotline> {
    if row.triage != triage_word(Triage::Emergency) {
        return Vec::new();
    }
    let category = taxonomy.category(&row.category);
    let own = category.and_then(|category| category.hotline.as_deref());
    let mut codes: Vec<&str> = own.into_iter().collect();
    codes.extend(EMERGENCY_NUMBERS.iter().filter(|code| Some(**code) != own));
    let known = codes.into_iter().filter_map(|code| taxonomy.hotline(code));
    known.cloned().collect()
}

/// The numbers that help at once, for anybody.
#[must_use]
pub fn emergency_numbers(taxonomy: &Taxonomy) -> Vec<Hotline> {
    let known = EMERGENCY_NUMBERS
        .iter()
        .filter_map(|code| taxonomy.hotline(code));
    known.cloned().collect()
}

/// The next opening, where somebody waits for it.
fn works_from(state: &AppState, row: &need::Model) -> Option<Instant> {
    let now = state.clock.now();
    let waits = row.state == NeedState::Open && Urgency::of_row(&row.urgency) < Urgency::Urgent;
    let zone = state.clock.zone();
    let open = state.reference.calendar.next_open(zone, now);
    (waits && open > now).then_some(open)
}

/// Who closed a need that is over.
fn closed_by(row: &need::Model) -> Option<ClosedBy> {
    row.closed_at?;
    Some(match row.closed_by {
        None => ClosedBy::System,
        Some(person) if person == row.person_id => ClosedBy::Client,
        Some(person) if person == row.posted_by => ClosedBy::Poster,
        Some(_) => ClosedBy::Officer,
    })
}

async fn steps_of<C: ConnectionTrait>(db: &C, id: NeedId) -> Result<Vec<StepDto>, Problem> {
    let steps = store::steps(db, id).await?;
    Ok(steps
        .into_iter()
        .map(|step| StepDto {
            state: step.to_state,
            at: step.at,
            reason: step.reason,
        })
        .collect())
}

/// A need with what `detail` allows; looks are noted in `reading`.
///
/// # Errors
/// The database's, or a value that does not open. Of an erased person nothing personal is shown.
pub async fn show<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    row: &need::Model,
    detail: Detail,
) -> Result<NeedDto, Problem> {
    let taxonomy = &state.reference.taxonomy;
    let mut need = NeedDto {
        row: row_of(row),
        category_chosen: row.category_chosen,
        target_groups: Vec::new(),
        closed_by: closed_by(row),
        channel: row.channel.clone(),
        volunteers: row.volunteers_wanted,
        cell: row.cell.clone(),
        description: None,
        address: None,
        place: None,
        client: None,
        preferences: Preferences::default(),
        works_from: works_from(state, row),
        on_duty: None,
        numbers: numbers(taxonomy, row),
        voice_notes: Vec::new(),
        photos: Vec::new(),
        steps: steps_of(db, row.id).await?,
        hotline: taxonomy
            .category(&row.category)
            .and_then(|category| category.hotline.as_deref())
            .and_then(|code| taxonomy.hotline(code))
            .cloned(),
        referral: row
            .referral
            .as_deref()
            .and_then(|code| taxonomy.referral(code))
            .cloned(),
    };
    if detail == Detail::Past {
        return Ok(need);
    }
    let key = match state.vault.person_key(db, row.person_id).await {
        Ok(key) => key,
        Err(CryptoError::Erased) => return Ok(need),
        Err(error) => return Err(error.into()),
    };
    need.address = reading.open_optional(&key, cell("address", row.id), row.address.as_ref())?;
    need.place = Some(PlaceDto::from_wgs84(
        open_place(reading, &key, row)?,
        Crs::Wgs84,
    ));
    if detail.is_told_everything() {
        let wishes = wishes::open(reading, &key, row)?;
        need.target_groups = wishes.target_groups;
        if risks::calls_back(row) {
            need.on_duty = Some(duty::call_backs::told(db, row.id).await?);
        }
        need.preferences = wishes.preferences;
        need.description =
            reading.open_optional(&key, cell("description", row.id), row.description.as_ref())?;
        for number in risks::numbers(state, need.description.as_deref()) {
            if need.numbers.iter().all(|known| known.code != number.code) {
                need.numbers.push(number);
            }
        }
        need.client = Some(client_of(db, state, reading, row, detail).await?);
        need.voice_notes = store::voice_notes(db, row.id)
            .await?
            .into_iter()
            .map(|(id, media_type, bytes, created_at)| VoiceNoteDto {
                id,
                media_type,
                bytes,
                created_at,
            })
            .collect();
        let photos = photos::store::of_need(db, row.id).await?;
        need.photos = photos.iter().map(Into::into).collect();
    }
    Ok(need)
}

/// What a tracking code shows.
///
/// # Errors
/// The database's.
pub async fn tracked<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    row: &need::Model,
) -> Result<TrackedNeed, Problem> {
    Ok(TrackedNeed {
        short_number: row.short_number.to_string(),
        state: row.state,
        outcome: row.outcome,
        steps: steps_of(db, row.id).await?,
        referral: row
            .referral
            .as_deref()
            .and_then(|code| state.reference.taxonomy.referral(code))
            .cloned(),
    })
}
