//! The demo's compounds, two in every community, and the organisations of the story.

use std::collections::HashMap;

use jinlin_matcher::Wgs84;
use sea_orm::ActiveValue::Set;

use super::random::Random;
use crate::compounds::entity as compound;
use crate::divisions::{Division, Registry, place_text};
use crate::organisations::dto::OrganisationKind;
use crate::organisations::entity::organisation;
use crate::platform::access::Role;
use crate::platform::clock::Instant;
use crate::platform::ids::{CompoundId, OrganisationId};
use crate::platform::problem::Problem;
use crate::reference::demo::Demo;

/// How many compounds a community has.
pub const COMPOUNDS: usize = 2;

/// A compound, for the people in it.
#[derive(Debug, Clone)]
pub struct Home {
    /// Id.
    pub id: CompoundId,
    /// Name.
    pub name: String,
}

/// Compounds and organisations.
#[derive(Default)]
pub struct Places {
    /// Rows of compounds.
    pub compounds: Vec<compound::ActiveModel>,
    /// Rows of organisations.
    pub organisations: Vec<organisation::ActiveModel>,
    homes: HashMap<String, Vec<Home>>,
    by_name: HashMap<String, OrganisationId>,
}

impl Places {
    /// Makes all of them.
    ///
    /// # Errors
    /// When the demo's data does not fit the city's.
    pub fn make(demo: &Demo, registry: &Registry, now: Instant) -> Result<Self, Problem> {
        let mut random = Random::new(20_261_124);
        let mut places = Self::default();
        places.make_organisations(demo, registry, &mut random, now);
        for (number, community) in registry.communities().enumerate() {
            places.make_compounds(demo, community, number, &mut random, now)?;
        }
        Ok(places)
    }

    fn make_organisations(
        &mut self,
        demo: &Demo,
        registry: &Registry,
        random: &mut Random,
        now: Instant,
    ) {
        for account in &demo.accounts {
            let Some(name) = &account.organisation else {
                continue;
            };
            let kind = match account.role {
                Role::Property => OrganisationKind::Property,
                Role::Donor => OrganisationKind::Charity,
                _ => OrganisationKind::Agency,
            };
            // A street's organisation sits in its first community, a city's nowhere in particular.
            let seat = registry.community(&account.division).or_else(|| {
                let street = account.division.len() == 9;
                registry
                    .children(&account.division)
                    .next()
                    .filter(|_| street)
            });
            let id = OrganisationId(random.uuid(now));
            self.by_name.insert(name.clone(), id);
            self.organisations.push(organisation::ActiveModel {
                id: Set(id),
                kind: Set(kind.as_str().to_owned()),
                name: Set(name.clone()),
                community_code: Set(seat.map(|seat| seat.code.clone())),
                street_code: Set(seat.and_then(|seat| seat.code.get(..9).map(ToOwned::to_owned))),
                version: Set(1),
                created_at: Set(now),
            });
        }
    }

    fn make_compounds(
        &mut self,
        demo: &Demo,
        community: &Division,
        number: usize,
        random: &mut Random,
        now: Instant,
    ) -> Result<(), Problem> {
        let named = demo
            .accounts
            .iter()
            .filter(|account| account.division == community.code && account.compound.is_some());
        // The story's compound, with whoever manages it, comes before those that are dealt out.
        let mut wanted: Vec<(String, Option<OrganisationId>)> = Vec::new();
        for account in named {
            let name = account.compound.clone().unwrap_or_default();
            let manager = account
                .organisation
                .as_ref()
                .and_then(|name| self.by_name.get(name).copied());
            match wanted.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => *known = known.or(manager),
                None => wanted.push((name, manager)),
            }
        }
        let dealt = demo.compounds.iter().cycle().skip(number * COMPOUNDS);
        for name in dealt.take(demo.compounds.len()) {
            if wanted.len() < COMPOUNDS && wanted.iter().all(|(known, _)| known != name) {
                wanted.push((name.clone(), None));
            }
        }
        for (name, manager) in wanted {
            let id = CompoundId(random.uuid(now));
            self.compounds.push(compound::ActiveModel {
                id: Set(id),
                name: Set(name.clone()),
                community_code: Set(community.code.clone()),
                street_code: Set(community.code.get(..9).unwrap_or_default().to_owned()),
                property_organisation_id: Set(manager),
                place: Set(Some(place_text(near(community, random)?))),
                version: Set(1),
                created_at: Set(now),
            });
            let home = Home { id, name };
            self.homes
                .entry(community.code.clone())
                .or_default()
                .push(home);
        }
        Ok(())
    }

    /// One of the compounds of a community, dealt out by number.
    #[must_use]
    pub fn home(&self, community: &str, number: usize) -> Option<&Home> {
        let homes = self.homes.get(community)?;
        homes.get(number % homes.len().max(1))
    }

    /// A compound by its name.
    #[must_use]
    pub fn home_named(&self, community: &str, name: &str) -> Option<&Home> {
        let homes = self.homes.get(community)?;
        homes.iter().find(|home| home.name == name)
    }

    /// An organisation by its name.
    #[must_use]
    pub fn organisation(&self, name: &str) -> Option<OrganisationId> {
        self.by_name.get(name).copied()
    }
}

/// A place within a few hundred metres of a community's centre.
///
/// # Errors
/// 500 for a community without a centre.
pub fn near(community: &Division, random: &mut Random) -> Result<Wgs84, Problem> {
    let centre = community
        .centre
        .ok_or_else(|| Problem::internal("a community without a centre"))?;
    let mut shift = || f64::from(i32::try_from(random.between(-2_000, 2_000)).unwrap_or(0)) * 1e-6;
    let (east, north) = (shift(), shift());
    Ok(Wgs84::new(centre.lon() + east, centre.lat() + north).unwrap_or(centre))
}
