//! From a plan's input to the matcher's own types; every refusal names the field.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::error::{PlanError, PlanProblem};
use super::input::{PlanHeld, PlanInput, PlanNeed, PlanProvider, PlanSlot, PlanWindow, RoundRules};
use crate::code::CommunityCode;
use crate::coord::{CoordError, Crs, Wgs84};
use crate::cost::Weights;
use crate::distance::Metres;
use crate::model::{Need, NeedId, Provider, ProviderId, Role};
use crate::sets::{DialectSet, NamesError, SkillNames, SkillSet};
use crate::week::{WEEK_MINUTES, WeekSlots, Window};

/// A problem in the matcher's own types. The numbers of ids follow the order of their texts, so that ties by id do too.
pub(super) struct Problem {
    pub(super) weights: Weights,
    pub(super) round: RoundRules,
    pub(super) providers: Vec<Provider>,
    /// In the order of the input.
    pub(super) needs: Vec<Wanted>,
    pub(super) names: HashMap<ProviderId, String>,
}

/// A need: its lead's place in the team, and what its volunteers' places are.
pub(super) struct Wanted {
    pub(super) name: String,
    pub(super) lead: Need,
    pub(super) volunteer: Need,
    pub(super) volunteers: u8,
    /// With fewer the need is not served.
    pub(super) volunteers_min: u8,
    pub(super) held: Option<Held>,
    /// Who led it in the last plan.
    pub(super) last_lead: Option<ProviderId>,
    pub(super) last_volunteers: Vec<ProviderId>,
}

/// Who has accepted a need.
pub(super) struct Held {
    pub(super) lead: ProviderId,
    pub(super) volunteers: Vec<ProviderId>,
}

/// The names that the file uses, each with a number.
struct Names {
    skills: SkillNames,
    dialects: SkillNames,
    compounds: BTreeMap<String, u128>,
    providers: BTreeMap<String, ProviderId>,
}

/// Stand-ins for communities that are not given: two different ones, so that they do not count as the same community.
const UNKNOWN_OF_PROVIDER: u64 = 999_999_999_998;
const UNKNOWN_OF_NEED: u64 = 999_999_999_999;

pub(super) fn problem(input: &PlanInput) -> Result<Problem, PlanError> {
    let names = names(input)?;
    let need_numbers = numbered("needs", input.needs.iter().map(|need| &need.id))?;
    let providers = input.providers.iter().enumerate();
    let providers = providers.map(|(at, from)| provider(from, &format!("providers[{at}]"), &names));
    let needs = input.needs.iter().enumerate();
    let needs = needs.map(|(at, from)| {
        let number = need_numbers.get(&from.id).copied().unwrap_or_default();
        need(from, NeedId(number), &format!("needs[{at}]"), &names)
    });
    let providers = providers.collect::<Result<Vec<Provider>, _>>()?;
    let needs = needs.collect::<Result<Vec<Wanted>, _>>()?;
    check_held(input, &providers, &needs)?;
    Ok(Problem {
        weights: input.weights,
        round: input.round,
        providers,
        needs,
        names: names
            .providers
            .into_iter()
            .map(|(name, id)| (id, name))
            .collect(),
    })
}

/// Social workers lead, volunteers join, and nobody joins twice.
fn check_held(
    input: &PlanInput,
    providers: &[Provider],
    needs: &[Wanted],
) -> Result<(), PlanError> {
    let roles: HashMap<ProviderId, Role> = providers
        .iter()
        .map(|provider| (provider.id, provider.role))
        .collect();
    for (at, (from, wanted)) in input.needs.iter().zip(needs).enumerate() {
        let (Some(from), Some(held)) = (&from.held, &wanted.held) else {
            continue;
        };
        if roles.get(&held.lead) != Some(&Role::SocialWorker) {
            let problem = PlanProblem::UnknownProvider(from.lead.clone());
            return Err(error(format!("needs[{at}].held.lead"), problem));
        }
        let mut seen = BTreeSet::new();
        for (position, (id, name)) in held.volunteers.iter().zip(&from.volunteers).enumerate() {
            let path = || format!("needs[{at}].held.volunteers[{position}]");
            if roles.get(id) != Some(&Role::Volunteer) {
                return Err(error(path(), PlanProblem::UnknownProvider(name.clone())));
            }
            if !seen.insert(*id) {
                return Err(error(path(), PlanProblem::DuplicateId(name.clone())));
            }
        }
    }
    Ok(())
}

fn error(path: impl Into<String>, problem: impl Into<PlanProblem>) -> PlanError {
    PlanError {
        path: path.into(),
        problem: problem.into(),
    }
}

/// Texts with numbers from 0 in the order of the texts; refuses empty ones and repetitions.
fn numbered<'a>(
    list: &str,
    ids: impl Iterator<Item = &'a String>,
) -> Result<BTreeMap<String, u128>, PlanError> {
    let mut seen = BTreeSet::new();
    for (at, id) in ids.enumerate() {
        let path = || format!("{list}[{at}].id");
        if id.is_empty() {
            return Err(error(path(), PlanProblem::EmptyId));
        }
        if !seen.insert(id.clone()) {
            return Err(error(path(), PlanProblem::DuplicateId(id.clone())));
        }
    }
    Ok(seen.into_iter().zip(0..).collect())
}

/// A list of names in the input, and where it is.
struct Listed<'a> {
    list: &'static str,
    at: usize,
    field: &'static str,
    names: &'a [String],
}

/// The different names of these lists; refuses the one that is one too many.
fn distinct<'a>(
    lists: impl Iterator<Item = Listed<'a>>,
    most: u8,
    too_many: impl Fn(usize) -> PlanProblem,
) -> Result<BTreeSet<&'a String>, PlanError> {
    let mut seen = BTreeSet::new();
    for Listed {
        list,
        at,
        field,
        names,
    } in lists
    {
        for (place, name) in names.iter().enumerate() {
            seen.insert(name);
            if seen.len() > usize::from(most) {
                let path = format!("{list}[{at}].{field}[{place}]");
                return Err(error(path, too_many(seen.len())));
            }
        }
    }
    Ok(seen)
}

fn skills(input: &PlanInput) -> Result<BTreeSet<&String>, PlanError> {
    let listed = |list, at, field, names| Listed {
        list,
        at,
        field,
        names,
    };
    let providers = input.providers.iter().enumerate();
    let providers =
        providers.map(|(at, provider)| listed("providers", at, "skills", &provider.skills));
    let needs = input.needs.iter().enumerate().flat_map(|(at, need)| {
        [
            listed("needs", at, "skills", need.skills.as_slice()),
            listed("needs", at, "volunteer_skills", &need.volunteer_skills),
        ]
    });
    let too_many = |count| NamesError::TooMany(count).into();
    distinct(providers.chain(needs), SkillSet::CAPACITY, too_many)
}

fn dialects(input: &PlanInput) -> Result<BTreeSet<&String>, PlanError> {
    let providers = input
        .providers
        .iter()
        .enumerate()
        .map(|(at, provider)| Listed {
            list: "providers",
            at,
            field: "dialects",
            names: &provider.dialects,
        });
    let needs = input.needs.iter().enumerate().map(|(at, need)| Listed {
        list: "needs",
        at,
        field: "preferences.dialects",
        names: &need.preferences.dialects,
    });
    let too_many = |_| PlanProblem::TooManyDialects;
    distinct(providers.chain(needs), DialectSet::CAPACITY, too_many)
}

fn names(input: &PlanInput) -> Result<Names, PlanError> {
    let (skills, dialects) = (skills(input)?, dialects(input)?);
    let compounds: BTreeSet<&String> = input
        .providers
        .iter()
        .filter_map(|provider| provider.compound.as_ref())
        .chain(
            input
                .needs
                .iter()
                .filter_map(|need| need.preferences.exclude_compound.as_ref()),
        )
        .collect();
    let table = |names: BTreeSet<&String>| SkillNames::new(names.into_iter().cloned());
    let providers = numbered(
        "providers",
        input.providers.iter().map(|provider| &provider.id),
    )?;
    Ok(Names {
        skills: table(skills).map_err(|problem| error("skills", problem))?,
        dialects: table(dialects).map_err(|problem| error("dialects", problem))?,
        compounds: compounds.into_iter().cloned().zip(0..).collect(),
        providers: providers
            .into_iter()
            .map(|(name, number)| (name, ProviderId(number)))
            .collect(),
    })
}

impl Names {
    fn dialects(&self, names: &[String]) -> Result<DialectSet, NamesError> {
        // There are at most 32 names, so nothing is cut off.
        self.dialects
            .set(names)
            .map(|set| DialectSet::from_bits((set.bits() & u128::from(u32::MAX)) as u32))
    }

    /// Numbers of those ids that are in the plan.
    fn known(&self, ids: &[String]) -> Vec<ProviderId> {
        ids.iter()
            .filter_map(|id| self.providers.get(id).copied())
            .collect()
    }

    fn compound(&self, name: Option<&String>) -> Option<u128> {
        name.and_then(|name| self.compounds.get(name).copied())
    }
}

/// A place; a number out of range is refused by its own field.
fn place((crs, lon, lat): (Crs, f64, f64), path: &str) -> Result<Wgs84, PlanError> {
    Wgs84::from_crs(crs, lon, lat).map_err(|problem| {
        let field = match problem {
            CoordError::Longitude(_) => "lon",
            CoordError::Latitude(_) => "lat",
        };
        error(format!("{path}.{field}"), problem)
    })
}

fn community(
    given: Option<CommunityCode>,
    unknown: u64,
    path: &str,
) -> Result<CommunityCode, PlanError> {
    let otherwise = || CommunityCode::new(unknown).or(Err(error(path, PlanProblem::EmptyId)));
    given.map_or_else(otherwise, Ok)
}

fn provider(from: &PlanProvider, path: &str, names: &Names) -> Result<Provider, PlanError> {
    let field = |name: &str| format!("{path}.{name}");
    if !(from.radius_m.is_finite() && from.radius_m >= 0.0) {
        return Err(error(field("radius_m"), PlanProblem::Radius(from.radius_m)));
    }
    if from.quality_milli > 1_000 {
        let problem = PlanProblem::TooLarge {
            value: from.quality_milli.into(),
            limit: 1_000,
        };
        return Err(error(field("quality_milli"), problem));
    }
    Ok(Provider {
        id: names
            .providers
            .get(&from.id)
            .copied()
            .ok_or_else(|| error(field("id"), PlanProblem::EmptyId))?,
        role: from.kind,
        place: place((from.crs, from.lon, from.lat), path)?,
        community: community(from.community, UNKNOWN_OF_PROVIDER, path)?,
        skills: names
            .skills
            .set(&from.skills)
            .map_err(|problem| error(field("skills"), problem))?,
        certificate: from.certificate,
        clearance: from.clearance.iter().copied().collect(),
        gender: from.gender,
        dialects: names
            .dialects(&from.dialects)
            .map_err(|problem| error(field("dialects"), problem))?,
        on: from.on,
        week: from
            .availability
            .as_ref()
            .map_or(Ok(WeekSlots::always()), |slots| week(slots, path))?,
        capacity: from.capacity,
        load: from.load,
        load_7d: from.load_7d,
        quality_milli: from.quality_milli,
        radius: Metres::new(from.radius_m),
        compound: names.compound(from.compound.as_ref()),
    })
}

fn need(from: &PlanNeed, id: NeedId, path: &str, names: &Names) -> Result<Wanted, PlanError> {
    let field = |name: &str| format!("{path}.{name}");
    let skills = |name: &str, list: &[String]| {
        names
            .skills
            .set(list)
            .map_err(|problem| error(field(name), problem))
    };
    let wishes = &from.preferences;
    let lead = Need {
        id,
        place: place((from.crs, from.lon, from.lat), path)?,
        community: community(from.community, UNKNOWN_OF_NEED, path)?,
        role: Role::SocialWorker,
        skills: skills("skills", &from.skills)?,
        certificate: from.certificate,
        clearance: from.clearance.iter().copied().collect(),
        window: from
            .window
            .as_ref()
            .map(|at| window(at, path))
            .transpose()?,
        urgent: from.urgent,
        waiting_minutes: from.waiting_min,
        gender_wanted: wishes.gender,
        dialect_wanted: names
            .dialects(&wishes.dialects)
            .map_err(|problem| error(field("preferences.dialects"), problem))?,
        exclude_compound: names.compound(wishes.exclude_compound.as_ref()),
        blocked: names.known(&from.blocked),
        served_before: names.known(&from.served_before),
        sensitive: from.sensitive,
    };
    let volunteer = Need {
        role: Role::Volunteer,
        skills: skills("volunteer_skills", &from.volunteer_skills)?,
        certificate: None,
        ..lead.clone()
    };
    let last = from.previous.clone().unwrap_or_default();
    Ok(Wanted {
        name: from.id.clone(),
        lead,
        volunteer,
        volunteers: from.volunteers,
        volunteers_min: volunteers_min(from, path)?,
        held: from
            .held
            .as_ref()
            .map(|held| self::held(held, path, names))
            .transpose()?,
        last_lead: last.lead.and_then(|id| names.providers.get(&id).copied()),
        last_volunteers: names.known(&last.volunteers),
    })
}

fn volunteers_min(from: &PlanNeed, path: &str) -> Result<u8, PlanError> {
    let (least, volunteers) = (
        from.volunteers_min.unwrap_or(from.volunteers),
        from.volunteers,
    );
    if least > volunteers {
        let problem = PlanProblem::LeastAboveAll { least, volunteers };
        return Err(error(format!("{path}.volunteers_min"), problem));
    }
    Ok(least)
}

fn held(from: &PlanHeld, path: &str, names: &Names) -> Result<Held, PlanError> {
    let known = |path: String, id: &String| {
        let unknown = || error(path, PlanProblem::UnknownProvider(id.clone()));
        names.providers.get(id).copied().ok_or_else(unknown)
    };
    let volunteers = from.volunteers.iter().enumerate();
    let volunteers = volunteers.map(|(at, id)| known(format!("{path}.held.volunteers[{at}]"), id));
    Ok(Held {
        lead: known(format!("{path}.held.lead"), &from.lead)?,
        volunteers: volunteers.collect::<Result<_, _>>()?,
    })
}

fn week(slots: &[PlanSlot], path: &str) -> Result<WeekSlots, PlanError> {
    let mut week = WeekSlots::never();
    for (at, slot) in slots.iter().enumerate() {
        let path = format!("{path}.availability[{at}]");
        let from = minute_of_day(&slot.from, || format!("{path}.from"))?;
        let to = minute_of_day(&slot.to, || format!("{path}.to"))?;
        week.set(slot.day.index(), from, to)
            .map_err(|problem| error(path, problem))?;
    }
    Ok(week)
}

fn window(from: &PlanWindow, path: &str) -> Result<Window, PlanError> {
    let start = minute_of_day(&from.start, || format!("{path}.window.start"))?;
    if start == 1440 {
        return Err(error(
            format!("{path}.window.start"),
            PlanProblem::Time(from.start.clone()),
        ));
    }
    if from.minutes > WEEK_MINUTES {
        let problem = PlanProblem::TooLarge {
            value: from.minutes.into(),
            limit: WEEK_MINUTES.into(),
        };
        return Err(error(format!("{path}.window.minutes"), problem));
    }
    Ok(Window {
        start_week_minute: u16::from(from.day.index()) * 1440 + start,
        duration_minutes: from.minutes,
    })
}

/// Minutes after midnight of `HH:MM`, up to `24:00`.
fn minute_of_day(text: &str, path: impl Fn() -> String) -> Result<u16, PlanError> {
    let two_digits = |digits: &str| {
        let digits = Some(digits).filter(|digits| {
            digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
        })?;
        digits.parse::<u16>().ok()
    };
    text.split_once(':')
        .and_then(|(hour, minute)| two_digits(hour).zip(two_digits(minute)))
        .filter(|(hour, minute)| *minute < 60 && hour * 60 + minute <= 1440)
        .map(|(hour, minute)| hour * 60 + minute)
        .ok_or_else(|| error(path(), PlanProblem::Time(text.to_owned())))
}
