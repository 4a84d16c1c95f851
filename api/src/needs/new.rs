//! From a request to a need that is proven.

use std::time::Duration;

use jinlin_matcher::{Cell, Wgs84};

use super::dto::{CreateNeed, WindowDto};
use super::model::{Channel, Preferences};
use crate::compounds;
use crate::divisions::parse_place_text;
use crate::identity::Phone;
use crate::platform::access::{Reach, Role};
use crate::platform::clock::Instant;
use crate::platform::problem::{FieldCode, FieldErrors, Problem};
use crate::reference::taxonomy::{Category, Taxonomy};
use crate::state::AppState;

/// The longest description, in characters (the API's contract).
pub const DESCRIPTION_MAX: usize = 2_000;
/// The longest address detail, in characters.
pub const ADDRESS_MAX: usize = 200;
/// The category of a need that says what is wanted and not what kind of thing it is.
const UNSORTED: &str = "other";
/// A wanted time: from, until.
pub type Span = (Instant, Instant);
/// The longest wanted time.
const WINDOW_MAX: Duration = Duration::from_secs(24 * 3600);
/// How far ahead a time may be wanted.
const AHEAD_MAX: Duration = Duration::from_secs(60 * 86_400);

/// Somebody who is posted for.
#[derive(Debug, Clone)]
pub struct Client {
    /// Name.
    pub name: Option<String>,
    /// Phone.
    pub phone: Option<Phone>,
    /// What the poster is to them.
    pub relation: String,
}

/// A need that is proven and not yet written.
#[derive(Debug, Clone)]
pub struct NewNeed {
    /// The category.
    pub category: Category,
    /// Whether whoever posts it chose the category.
    pub category_chosen: bool,
    /// Target groups.
    pub target_groups: Vec<String>,
    /// In the own words; `None` when nothing was said.
    pub description: Option<String>,
    /// Address detail.
    pub address: Option<String>,
    /// Exact place, or the community's centre where only the community was named.
    pub place: Wgs84,
    /// Its cell.
    pub cell: Cell,
    /// Community code.
    pub community: String,
    /// Compound.
    pub compound: Option<crate::platform::ids::CompoundId>,
    /// Wanted time.
    pub window: Option<Span>,
    /// Where it comes from.
    pub channel: Channel,
    /// Volunteer places.
    pub volunteers: u8,
    /// Preferences.
    pub preferences: Preferences,
    /// Whom it is for, when not the poster.
    pub client: Option<Client>,
    /// Only kept.
    pub draft: bool,
}

/// Proves a request. All its errors are collected.
///
/// # Errors
/// 422 naming every field to correct.
pub fn parse(
    state: &AppState,
    roles: &[Role],
    reach: &Reach,
    input: &CreateNeed,
    compound: Option<&compounds::entity::Model>,
) -> Result<NewNeed, Problem> {
    let mut errors = FieldErrors::default();
    let taxonomy = &state.reference.taxonomy;
    let category = taxonomy.category(input.category.as_deref().unwrap_or(UNSORTED));
    errors.check(category.is_some(), "category", FieldCode::Unknown);
    errors.check(
        input.compound_id.is_none() || compound.is_some(),
        "compound_id",
        FieldCode::Unknown,
    );
    let known = |code: &String| {
        taxonomy
            .target_groups
            .iter()
            .any(|group| group.code == *code)
    };
    errors.check(
        input.target_groups.iter().all(known),
        "target_groups",
        FieldCode::Unknown,
    );
    errors.check(
        input.target_groups.len() <= taxonomy.target_groups.len(),
        "target_groups",
        FieldCode::TooLong,
    );
    let description = errors.text("description", input.description.as_deref(), DESCRIPTION_MAX);
    let address = errors.text("address", input.address.as_deref(), ADDRESS_MAX);
    // A draft may still get its voice note; what is sent has to say something.
    errors.check(
        input.category.is_some() || description.is_some() || input.draft,
        "category",
        FieldCode::Required,
    );
    let spot = parse_spot(state, &mut errors, input, compound);
    let window = parse_window(&mut errors, input.window, state.clock.now());
    check_preferences(&mut errors, taxonomy, &input.preferences);
    errors.check(
        input.volunteers.is_none_or(|volunteers| volunteers <= 4),
        "volunteers",
        FieldCode::Range,
    );
    errors.check(
        may_use_channel(input.channel, roles),
        "channel",
        FieldCode::NotAllowed,
    );
    let client = parse_client(&mut errors, input);
    // Taking in on others' behalf is bound to the own divisions; posting for the family is not.
    if let (Some((_, community)), true) = (&spot, needs_scope(input.channel)) {
        errors.check(
            compound.map_or_else(
                || reach.areas.contains(community),
                |compound| reach.areas.contains_compound(compound.id, community),
            ),
            "community",
            FieldCode::NotAllowed,
        );
    }
    errors.finish()?;
    let (Some(category), Some((place, community))) = (category, spot) else {
        return Err(Problem::field("community", FieldCode::Required));
    };
    let volunteers = if category.sensitive {
        0
    } else {
        input.volunteers.unwrap_or(category.volunteers)
    };
    Ok(NewNeed {
        category: category.clone(),
        category_chosen: input.category.is_some(),
        target_groups: input.target_groups.clone(),
        description,
        address,
        place,
        cell: Cell::of(place),
        community,
        compound: input.compound_id,
        window,
        channel: input.channel,
        volunteers,
        preferences: input.preferences.clone(),
        client,
        draft: input.draft,
    })
}

/// A wanted time: in order, not over, not endless.
pub fn parse_window(
    errors: &mut FieldErrors,
    window: Option<WindowDto>,
    now: Instant,
) -> Option<Span> {
    let window = window?;
    if window.until <= window.from || window.until.since(window.from) > WINDOW_MAX {
        errors.add("window.until", FieldCode::Range);
        return None;
    }
    if window.until <= now || window.from > now.plus(AHEAD_MAX) {
        errors.add("window.from", FieldCode::Range);
        return None;
    }
    Some((window.from, window.until))
}

/// The preferences must be of the taxonomy.
pub fn check_preferences(errors: &mut FieldErrors, taxonomy: &Taxonomy, preferences: &Preferences) {
    let known = preferences
        .dialect
        .as_ref()
        .is_none_or(|dialect| taxonomy.dialect_index(dialect).is_some());
    errors.check(known, "preferences.dialect", FieldCode::Unknown);
}

fn parse_spot(
    state: &AppState,
    errors: &mut FieldErrors,
    input: &CreateNeed,
    compound: Option<&compounds::entity::Model>,
) -> Option<(Wgs84, String)> {
    let divisions = state.divisions();
    let gate = compound
        .and_then(|compound| compound.place.as_deref())
        .and_then(parse_place_text);
    let place = match input.place {
        Some(place) => Some(place.parse(errors, "place")?),
        None => gate,
    };
    let home = compound.map(|compound| compound.community_code.as_str());
    if let (Some(named), Some(home)) = (input.community.as_deref(), home) {
        errors.check(named == home, "compound_id", FieldCode::Contradiction);
    }
    match (place, input.community.as_deref().or(home)) {
        (place, Some(code)) => {
            let Some(community) = divisions.community(code) else {
                errors.add("community", FieldCode::Unknown);
                return None;
            };
            let place = place.or(community.centre);
            errors.check(place.is_some(), "place", FieldCode::Required);
            Some((place?, community.code.clone()))
        }
        (Some(place), None) => {
            let community = divisions.locate(place);
            // Outside the city there is nobody to send.
            errors.check(community.is_some(), "place", FieldCode::Range);
            Some((place, community?.code.clone()))
        }
        (None, None) => {
            errors.add("place", FieldCode::Required);
            None
        }
    }
}

fn parse_client(errors: &mut FieldErrors, input: &CreateNeed) -> Option<Client> {
    let client = input.on_behalf_of.as_ref()?;
    errors.check(client.consent, "on_behalf_of.consent", FieldCode::Required);
    let name = errors.text("on_behalf_of.name", client.name.as_deref(), 40);
    let relation = errors.text("on_behalf_of.relation", Some(&client.relation), 20);
    errors.check(
        relation.is_some(),
        "on_behalf_of.relation",
        FieldCode::Required,
    );
    let phone = client
        .phone
        .as_deref()
        .filter(|phone| !phone.trim().is_empty());
    let parsed = phone.and_then(Phone::parse);
    errors.check(
        phone.is_none() || parsed.is_some(),
        "on_behalf_of.phone",
        FieldCode::Format,
    );
    Some(Client {
        name,
        phone: parsed,
        relation: relation?,
    })
}

/// Whether posting through a channel means taking in for the own divisions.
const fn needs_scope(channel: Channel) -> bool {
    match channel {
        Channel::MiniProgram | Channel::App | Channel::H5 => false,
        Channel::Hotline | Channel::CommunityVisit | Channel::Property | Channel::Agency => true,
    }
}

fn may_use_channel(channel: Channel, roles: &[Role]) -> bool {
    let intake = [
        Role::GridWorker,
        Role::SocialWorker,
        Role::CommunityOfficer,
        Role::StreetOfficer,
        Role::CountyOfficer,
        Role::CityOfficer,
    ];
    let has = |allowed: &[Role]| roles.iter().any(|role| allowed.contains(role));
    match channel {
        Channel::MiniProgram | Channel::App | Channel::H5 => true,
        Channel::Hotline | Channel::CommunityVisit => has(&intake),
        Channel::Property => has(&[Role::Property]),
        Channel::Agency => has(&[Role::Agency]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_checked() {
        let now = Instant(1_000_000_000_000);
        let hour = Duration::from_secs(3600);
        let check = |from: Instant, until: Instant| {
            let mut errors = FieldErrors::default();
            let window = parse_window(&mut errors, Some(WindowDto { from, until }), now);
            assert_eq!(window.is_some(), errors.finish().is_ok());
            window.is_some()
        };
        assert!(check(now, now.plus(hour)));
        assert!(!check(now.plus(hour), now), "backwards");
        assert!(!check(now.minus(hour), now), "over");
        assert!(!check(now, now.plus(25 * hour)), "endless");
        assert!(
            !check(
                now.plus(61 * 24 * hour),
                now.plus(61 * 24 * hour).plus(hour)
            ),
            "far ahead"
        );
    }

    #[test]
    fn channels_go_with_roles() {
        assert!(may_use_channel(Channel::H5, &[Role::Resident]));
        assert!(!may_use_channel(Channel::Hotline, &[Role::Resident]));
        assert!(may_use_channel(
            Channel::CommunityVisit,
            &[Role::Resident, Role::GridWorker]
        ));
        assert!(!may_use_channel(Channel::Property, &[Role::Agency]));
    }
}
