//! The tree of divisions in memory: look-ups, scopes, and the community of a point.

use std::collections::{BTreeMap, HashMap};

use jinlin_matcher::{CommunityCode, Places, Wgs84};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::platform::access::Areas;

/// What kind of division a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 市.
    City,
    /// 区.
    District,
    /// 县.
    County,
    /// 县级市.
    CountyCity,
    /// 街道.
    Street,
    /// 镇.
    Town,
    /// 居委会: an urban community.
    Urban,
    /// 村委会: a village.
    Village,
    /// 社区工作站: no post.
    Station,
}

impl Kind {
    const ALL: [(Self, &'static str); 9] = [
        (Self::City, "city"),
        (Self::District, "district"),
        (Self::County, "county"),
        (Self::CountyCity, "county_city"),
        (Self::Street, "street"),
        (Self::Town, "town"),
        (Self::Urban, "urban"),
        (Self::Village, "village"),
        (Self::Station, "station"),
    ];

    /// The kind by its word in data and database.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, name)| *name == word)
            .map(|(kind, _)| *kind)
    }

    /// The word in data and database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, name)| name)
    }
}

/// One node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// Statistical code: 4, 6, 9 or 12 digits.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Kind.
    pub kind: Kind,
    /// The node above; none for the city.
    pub parent: Option<String>,
    /// Centre.
    pub centre: Option<Wgs84>,
    /// Where the centre comes from; `synthetic` for made-up ones.
    pub place_source: Option<String>,
}

/// A management zone: streets that it administers instead of the county of their code.
#[derive(Debug, Clone)]
pub struct Zone {
    /// Code of our own.
    pub code: String,
    /// Chinese name.
    pub name: String,
    /// Its streets, sorted.
    pub streets: Vec<String>,
}

/// The scope of a grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScopeRef {
    /// Only the person's own records.
    Own,
    /// A division and everything below it.
    Division(String),
    /// A management zone.
    Zone(String),
    /// An organisation.
    Organisation(String),
    /// A compound.
    Compound(String),
}

impl ScopeRef {
    /// From the two columns of a grant.
    #[must_use]
    pub fn parse(kind: &str, reference: &str) -> Option<Self> {
        Some(match kind {
            "own" => Self::Own,
            "division" => Self::Division(reference.to_owned()),
            "zone" => Self::Zone(reference.to_owned()),
            "organisation" => Self::Organisation(reference.to_owned()),
            "compound" => Self::Compound(reference.to_owned()),
            _ => return None,
        })
    }

    /// The two columns of a grant.
    #[must_use]
    pub fn columns(&self) -> (&'static str, &str) {
        match self {
            Self::Own => ("own", ""),
            Self::Division(code) => ("division", code),
            Self::Zone(code) => ("zone", code),
            Self::Organisation(id) => ("organisation", id),
            Self::Compound(id) => ("compound", id),
        }
    }
}

/// The tree, the zones and the places.
#[derive(Debug)]
pub struct Registry {
    year: i32,
    nodes: BTreeMap<String, Division>,
    children: HashMap<String, Vec<String>>,
    zones: BTreeMap<String, Zone>,
    /// Streets that a zone administers, with its code.
    zone_of_street: HashMap<String, String>,
    places: Places,
}

impl Registry {
    /// A registry over the nodes of `year`.
    #[must_use]
    pub fn new(year: i32, divisions: Vec<Division>, zones: Vec<Zone>, places: Places) -> Self {
        let mut children: HashMap<String, Vec<String>> = HashMap::new();
        for division in &divisions {
            if let Some(parent) = &division.parent {
                children
                    .entry(parent.clone())
                    .or_default()
                    .push(division.code.clone());
            }
        }
        children
            .values_mut()
            .for_each(|codes| codes.sort_unstable());
        let zone_of_street = zones
            .iter()
            .flat_map(|zone| {
                zone.streets
                    .iter()
                    .map(|street| (street.clone(), zone.code.clone()))
            })
            .collect();
        Self {
            year,
            nodes: divisions
                .into_iter()
                .map(|division| (division.code.clone(), division))
                .collect(),
            children,
            zones: zones
                .into_iter()
                .map(|zone| (zone.code.clone(), zone))
                .collect(),
            zone_of_street,
            places,
        }
    }

    /// The year of the list.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.year
    }

    /// A node by its code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Division> {
        self.nodes.get(code)
    }

    /// The nodes right below `code`, by code.
    pub fn children(&self, code: &str) -> impl Iterator<Item = &Division> {
        self.children
            .get(code)
            .into_iter()
            .flatten()
            .filter_map(|child| self.nodes.get(child))
    }

    /// All communities, by code.
    pub fn communities(&self) -> impl Iterator<Item = &Division> {
        self.nodes
            .values()
            .filter(|division| division.code.len() == 12)
    }

    /// A community by its code; nothing else.
    #[must_use]
    pub fn community(&self, code: &str) -> Option<&Division> {
        self.nodes
            .get(code)
            .filter(|division| division.code.len() == 12)
    }

    /// The management zones.
    pub fn zones(&self) -> impl Iterator<Item = &Zone> {
        self.zones.values()
    }

    /// The zone that administers a street, if not the county of its code does.
    #[must_use]
    pub fn zone_of(&self, street: &str) -> Option<&Zone> {
        self.zone_of_street
            .get(street)
            .and_then(|code| self.zones.get(code))
    }

    /// The community of a point, by its polygon where there is one, else by the nearest centre in its county; `None` outside the
    /// city.
    #[must_use]
    pub fn locate(&self, place: Wgs84) -> Option<&Division> {
        self.places
            .locate(place)
            .and_then(|code: CommunityCode| self.nodes.get(&code.to_string()))
    }

    /// The full name from the county down, for people: 「锦江区 春熙路街道 …」.
    #[must_use]
    pub fn full_name(&self, code: &str) -> String {
        let mut names = Vec::new();
        let mut node = self.nodes.get(code);
        while let Some(division) = node {
            if division.kind == Kind::City && !names.is_empty() {
                break;
            }
            names.push(division.name.as_str());
            node = division
                .parent
                .as_ref()
                .and_then(|parent| self.nodes.get(parent));
        }
        names.reverse();
        names.join(" ")
    }

    /// The divisions that a scope reaches; nothing for scopes that are not divisions (`identity` knows those) and for codes
    /// that do not exist.
    /// A county does not reach the streets that a zone administers.
    #[must_use]
    pub fn areas_of(&self, scope: &ScopeRef) -> Areas {
        match scope {
            ScopeRef::Own | ScopeRef::Organisation(_) | ScopeRef::Compound(_) => Areas::default(),
            ScopeRef::Zone(code) => Areas {
                streets: self
                    .zones
                    .get(code)
                    .map(|zone| zone.streets.clone())
                    .unwrap_or_default(),
                ..Areas::default()
            },
            ScopeRef::Division(code) => {
                match self.nodes.get(code).map(|division| division.code.len()) {
                    Some(4) => Areas {
                        all: true,
                        ..Areas::default()
                    },
                    Some(6) => Areas {
                        streets: self
                            .children(code)
                            .filter(|street| !self.zone_of_street.contains_key(&street.code))
                            .map(|street| street.code.clone())
                            .collect(),
                        ..Areas::default()
                    },
                    Some(9) => Areas {
                        streets: vec![code.clone()],
                        ..Areas::default()
                    },
                    Some(12) => Areas {
                        communities: vec![code.clone()],
                        ..Areas::default()
                    },
                    _ => Areas::default(),
                }
            }
        }
    }
}
