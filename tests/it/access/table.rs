//! The access table as the served description shows it.

use std::collections::{BTreeMap, BTreeSet};

use jinlin_tests::City;
use reqwest::Method;
use serde::Deserialize;

use super::case::Place;

/// The roles, as `x-access` and grants write them.
pub const ROLES: [&str; 12] = [
    "resident",
    "social_worker",
    "volunteer",
    "community_officer",
    "street_officer",
    "county_officer",
    "city_officer",
    "agency",
    "property",
    "donor",
    "grid_worker",
    "admin",
];

/// What ties a caller to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// None is needed.
    Any,
    /// About the caller, or made by them.
    Own,
    /// The caller is on the task's team.
    Team,
    /// In the divisions of the caller's grant.
    Scope,
    /// The caller is asked to call back about the emergency.
    Called,
}

/// `x-access` of one operation.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Rule {
    /// The word `public`.
    Public(String),
    /// Relations by role.
    Roles(BTreeMap<String, BTreeSet<Relation>>),
}

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `operationId`.
    pub id: String,
    /// The method.
    pub method: Method,
    /// The path, with `{parameters}`.
    pub path: String,
    /// Who may do it.
    pub rule: Rule,
}

#[derive(Deserialize)]
struct Description {
    paths: BTreeMap<String, BTreeMap<String, Entry>>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "operationId")]
    id: String,
    #[serde(rename = "x-access")]
    rule: Rule,
}

/// All operations of the description that this server serves; another test holds it equal to the committed one.
pub async fn operations(city: &City) -> Vec<Operation> {
    let yaml = city.anonymous().get("/openapi.yaml").await.text();
    let description: Description = yaml_serde::from_str(&yaml).unwrap();
    let mut operations = Vec::new();
    for (path, methods) in description.paths {
        for (method, entry) in methods {
            let method = method.to_uppercase().parse().unwrap();
            operations.push(Operation {
                id: entry.id,
                method,
                path: path.clone(),
                rule: entry.rule,
            });
        }
    }
    assert!(operations.len() > 10, "the description is empty");
    operations
}

impl Operation {
    /// Whether it needs no sign-in.
    pub fn is_public(&self) -> bool {
        match &self.rule {
            Rule::Public(word) => {
                assert_eq!(word, "public", "{}", self.id);
                true
            }
            Rule::Roles(roles) => {
                let unknown: Vec<_> = roles
                    .keys()
                    .filter(|role| !ROLES.contains(&role.as_str()))
                    .collect();
                assert!(unknown.is_empty(), "{}: {unknown:?} are no roles", self.id);
                false
            }
        }
    }

    /// Where it is called. Without the relation to emergencies that somebody is asked to call back about, such a one is only a
    /// stranger's record like others.
    pub fn places(&self) -> Vec<Place> {
        let called = ROLES
            .iter()
            .any(|role| self.relations(role).contains(&Relation::Called));
        let makes_sense = |place: &Place| *place != Place::Called || called;
        Place::ALL.into_iter().filter(makes_sense).collect()
    }

    /// The relations that a role of its own gives.
    pub fn relations(&self, role: &str) -> BTreeSet<Relation> {
        match &self.rule {
            Rule::Public(_) => BTreeSet::new(),
            Rule::Roles(roles) => roles.get(role).cloned().unwrap_or_default(),
        }
    }
}
