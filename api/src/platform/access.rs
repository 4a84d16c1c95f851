//! Who may do what on what: one table of operations, one mechanism for handlers, description and test.
//!
//! Every operation of the API is a type declared in [`crate::operations`]. A handler takes [`Access<Operation>`], which
//! exists only for a caller whose roles allow the operation (else 403), and carries the [`Reach`]: the relations to a
//! record that those roles give. Every query of a store demands a `Reach`, so a record out of reach is simply not
//! found (always 404, never 403).

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{ColumnTrait, ExprTrait};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::audit::{Actor, Reading};
use super::http::RequestId;
use super::ids::{AccountId, CompoundId, PersonId, SessionId};
use super::problem::{ErrorCode, Problem};

/// The roles that a person can be granted.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 居民; everybody with an account.
    Resident,
    /// 社工, certified, on a dedicated post.
    SocialWorker,
    /// 志愿者.
    Volunteer,
    /// 社区工作人员.
    CommunityOfficer,
    /// 街道工作人员.
    StreetOfficer,
    /// 区(市)县工作人员.
    CountyOfficer,
    /// 市级工作人员.
    CityOfficer,
    /// 社工机构.
    Agency,
    /// 物业.
    Property,
    /// 慈善捐赠方.
    Donor,
    /// 网格员, 楼栋长, 儿童主任: take needs in on others' behalf.
    GridWorker,
    /// Runs the system.
    Admin,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 12] = [
        Self::Resident,
        Self::SocialWorker,
        Self::Volunteer,
        Self::CommunityOfficer,
        Self::StreetOfficer,
        Self::CountyOfficer,
        Self::CityOfficer,
        Self::Agency,
        Self::Property,
        Self::Donor,
        Self::GridWorker,
        Self::Admin,
    ];

    /// The role's word in the API and the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::SocialWorker => "social_worker",
            Self::Volunteer => "volunteer",
            Self::CommunityOfficer => "community_officer",
            Self::StreetOfficer => "street_officer",
            Self::CountyOfficer => "county_officer",
            Self::CityOfficer => "city_officer",
            Self::Agency => "agency",
            Self::Property => "property",
            Self::Donor => "donor",
            Self::GridWorker => "grid_worker",
            Self::Admin => "admin",
        }
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Role {
    type Err = UnknownRole;
    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or(UnknownRole)
    }
}

/// Not the name of a role.
#[derive(Debug, thiserror::Error)]
#[error("not the name of a role")]
pub struct UnknownRole;

/// What ties a caller to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// No record is touched, or one that everybody with the role may see.
    Any,
    /// The record is about the caller or was made by the caller.
    Own,
    /// The caller is, or is asked to be, on the task's team.
    Team,
    /// The record lies in the divisions of the caller's grant.
    Scope,
    /// The caller is asked to call back about the emergency.
    Called,
}

/// One operation of the API.
pub trait Operation: 'static {
    /// Its `operationId`.
    const ID: &'static str;
    /// Who may do it, by which relation; empty and `PUBLIC` for operations before sign-in.
    const ALLOW: &'static [(Role, Relation)];
    /// Whether it needs no sign-in.
    const PUBLIC: bool;
}

/// An operation's row in the access table, for the description, the start-up check and the generated test.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its `operationId`.
    pub id: &'static str,
    /// Who may do it, by which relation.
    pub allow: &'static [(Role, Relation)],
    /// Whether it needs no sign-in.
    pub public: bool,
}

/// Marks an operation that needs no sign-in.
pub const PUBLIC: bool = true;
/// Marks an operation that only a signed-in caller can do.
pub const SIGNED_IN: bool = false;

/// Declares the operations: one type each, and the table of all of them.
macro_rules! operations {
    ($( $(#[$meta:meta])* $name:ident = $id:literal, $public:ident, [$($role:ident : $relation:ident),* $(,)?]; )*) => {
        $(
            $(#[$meta])*
            #[derive(Debug)]
            pub enum $name {}
            impl $crate::platform::access::Operation for $name {
                const ID: &'static str = $id;
                const ALLOW: &'static [($crate::platform::access::Role, $crate::platform::access::Relation)] = &[
                    $(($crate::platform::access::Role::$role, $crate::platform::access::Relation::$relation),)*
                ];
                const PUBLIC: bool = $crate::platform::access::$public;
            }
        )*
        /// Every operation of the API.
        pub const RULES: &[$crate::platform::access::Rule] = &[
            $($crate::platform::access::Rule {
                id: <$name as $crate::platform::access::Operation>::ID,
                allow: <$name as $crate::platform::access::Operation>::ALLOW,
                public: <$name as $crate::platform::access::Operation>::PUBLIC,
            },)*
        ];
    };
}
pub(crate) use operations;

/// The divisions that a set of grants reaches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Areas {
    /// The whole city.
    pub all: bool,
    /// Streets (9 digits), sorted.
    pub streets: Vec<String>,
    /// Communities (12 digits), sorted.
    pub communities: Vec<String>,
    /// Single compounds, sorted: what a property company answers for. They reach nothing else of their community.
    pub compounds: Vec<CompoundId>,
}

impl Areas {
    /// Adds another set.
    pub fn extend(&mut self, other: &Self) {
        self.all |= other.all;
        self.streets.extend_from_slice(&other.streets);
        self.streets.sort_unstable();
        self.streets.dedup();
        self.communities.extend_from_slice(&other.communities);
        self.communities.sort_unstable();
        self.communities.dedup();
        self.compounds.extend_from_slice(&other.compounds);
        self.compounds.sort_unstable();
        self.compounds.dedup();
    }

    /// Whether a community (12 digits) lies within.
    #[must_use]
    pub fn contains(&self, community: &str) -> bool {
        self.all
            || self
                .communities
                .binary_search_by(|code| code.as_str().cmp(community))
                .is_ok()
            || community.get(..9).is_some_and(|street| {
                self.streets
                    .binary_search_by(|code| code.as_str().cmp(street))
                    .is_ok()
            })
    }

    /// Whether a compound of a community lies within, by itself or with the whole community.
    #[must_use]
    pub fn contains_compound(&self, compound: CompoundId, community: &str) -> bool {
        self.compounds.binary_search(&compound).is_ok() || self.contains(community)
    }

    /// Whether a whole street (9 digits) lies within.
    #[must_use]
    pub fn covers_street(&self, street: &str) -> bool {
        self.all
            || self
                .streets
                .binary_search_by(|code| code.as_str().cmp(street))
                .is_ok()
    }

    /// Whether every part of `other` lies within.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.all
            || (!other.all
                && other
                    .streets
                    .iter()
                    .all(|street| self.streets.contains(street))
                && other
                    .communities
                    .iter()
                    .all(|community| self.contains(community))
                && other
                    .compounds
                    .iter()
                    .all(|compound| self.compounds.contains(compound)))
    }

    /// Whether nothing lies within.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.all
            && self.streets.is_empty()
            && self.communities.is_empty()
            && self.compounds.is_empty()
    }

    /// The condition on a table's street and community columns.
    #[must_use]
    pub fn condition<C: ColumnTrait>(&self, street: C, community: C) -> Condition {
        let mut any = Condition::any();
        if self.all {
            return any.add(Expr::value(true));
        }
        if !self.streets.is_empty() {
            any = any.add(street.is_in(self.streets.iter().cloned()));
        }
        if !self.communities.is_empty() {
            any = any.add(community.is_in(self.communities.iter().cloned()));
        }
        if any.is_empty() {
            any.add(Expr::value(1).eq(0))
        } else {
            any
        }
    }
}

/// One role within its areas, as held by a signed-in person.
#[derive(Debug, Clone)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where it holds; empty for roles that hold for the own records only.
    pub areas: Areas,
}

/// A signed-in caller, as authentication found it.
#[derive(Debug, Clone)]
pub struct Principal {
    /// The account.
    pub account: AccountId,
    /// The person behind it.
    pub person: PersonId,
    /// The session.
    pub session: SessionId,
    /// Whether the account belongs to the demo.
    pub demo: bool,
    /// What it may do.
    pub grants: Vec<Grant>,
}

/// What authentication found for this request; put into its extensions by the middleware.
#[derive(Debug, Clone)]
pub enum Caller {
    /// Nobody said who they are.
    Anonymous,
    /// A token that was refused, and why.
    Refused(ErrorCode),
    /// A signed-in person.
    Known(Arc<Principal>),
}

/// The records that a caller may reach with one operation.
#[derive(Debug, Clone)]
pub struct Reach {
    /// Who.
    pub person: PersonId,
    /// Everything of the kind.
    pub any: bool,
    /// Records about or by the caller.
    pub own: bool,
    /// Records of tasks whose team the caller is on or asked to join.
    pub team: bool,
    /// Emergencies that the caller is asked to call back about.
    pub called: bool,
    /// Records in these divisions.
    pub areas: Areas,
}

impl Reach {
    /// What `principal`'s grants give for `allow`; `None` when no role has the operation.
    #[must_use]
    pub fn of(principal: &Principal, allow: &[(Role, Relation)]) -> Option<Self> {
        let mut reach = Self {
            person: principal.person,
            any: false,
            own: false,
            team: false,
            called: false,
            areas: Areas::default(),
        };
        let mut allowed = false;
        for grant in &principal.grants {
            for (_, relation) in allow.iter().filter(|(role, _)| *role == grant.role) {
                allowed = true;
                match relation {
                    Relation::Any => reach.any = true,
                    Relation::Own => reach.own = true,
                    Relation::Team => reach.team = true,
                    Relation::Scope => reach.areas.extend(&grant.areas),
                    Relation::Called => reach.called = true,
                }
            }
        }
        allowed.then_some(reach)
    }
}

/// Proof that the caller's roles allow operation `O`, with the records it reaches.
#[derive(Debug)]
pub struct Access<O> {
    /// Who calls.
    pub principal: Arc<Principal>,
    /// The records within reach.
    pub reach: Reach,
    request_id: Option<String>,
    operation: PhantomData<O>,
}

impl<O: Operation> Access<O> {
    /// Who acts, for the audit log.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            account: Some(self.principal.account),
            person: Some(self.principal.person),
            operation: O::ID,
            request_id: self.request_id.clone(),
        }
    }

    /// Begins the noted reading of personal data.
    #[must_use]
    pub fn reading(&self) -> Reading {
        Reading::new(self.actor())
    }

    /// Whether the caller holds `role` anywhere.
    #[must_use]
    pub fn has_role(&self, role: Role) -> bool {
        self.principal.grants.iter().any(|grant| grant.role == role)
    }
}

impl<O: Operation> FromRequest for Access<O> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let caller = request
            .extensions()
            .get::<Caller>()
            .cloned()
            .unwrap_or(Caller::Anonymous);
        let request_id = request
            .extensions()
            .get::<RequestId>()
            .map(|id| id.0.clone());
        ready(match caller {
            Caller::Anonymous => Err(ErrorCode::Unauthenticated.into()),
            Caller::Refused(code) => Err(code.into()),
            Caller::Known(principal) => match Reach::of(&principal, O::ALLOW) {
                Some(reach) => Ok(Self {
                    principal,
                    reach,
                    request_id,
                    operation: PhantomData,
                }),
                None => Err(ErrorCode::Forbidden.into()),
            },
        })
    }
}

/// A call of a public operation; carries what the audit log and the limits need.
#[derive(Debug)]
pub struct Public<O> {
    request_id: Option<String>,
    operation: PhantomData<O>,
}

impl<O: Operation> Public<O> {
    /// Who acts, for the audit log: nobody known.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            account: None,
            person: None,
            operation: O::ID,
            request_id: self.request_id.clone(),
        }
    }
}

impl<O: Operation> FromRequest for Public<O> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        debug_assert!(O::PUBLIC, "{} is not declared public", O::ID);
        let request_id = request
            .extensions()
            .get::<RequestId>()
            .map(|id| id.0.clone());
        ready(Ok(Self {
            request_id,
            operation: PhantomData,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(streets: &[&str], communities: &[&str]) -> Areas {
        Areas {
            all: false,
            streets: streets.iter().map(ToString::to_string).collect(),
            communities: communities.iter().map(ToString::to_string).collect(),
            compounds: Vec::new(),
        }
    }

    #[test]
    fn a_street_reaches_its_communities_and_no_other() {
        let street = areas(&["510104017"], &[]);
        assert!(street.contains("510104017001"));
        assert!(!street.contains("510104018001"));
        assert!(street.covers(&areas(&[], &["510104017001"])));
        assert!(!areas(&[], &["510104017001"]).covers(&street));
        assert!(
            Areas {
                all: true,
                ..Areas::default()
            }
            .covers(&street)
        );
        assert!(!street.covers(&Areas {
            all: true,
            ..Areas::default()
        }));
    }

    #[test]
    fn reach_joins_what_all_roles_give_and_nothing_more() {
        let principal = Principal {
            account: AccountId(uuid::Uuid::nil()),
            person: PersonId(uuid::Uuid::nil()),
            session: SessionId(uuid::Uuid::nil()),
            demo: false,
            grants: vec![
                Grant {
                    role: Role::Resident,
                    areas: Areas::default(),
                },
                Grant {
                    role: Role::StreetOfficer,
                    areas: areas(&["510104017"], &[]),
                },
            ],
        };
        let allow = &[
            (Role::Resident, Relation::Own),
            (Role::CityOfficer, Relation::Scope),
        ];
        let reach = Reach::of(&principal, allow).unwrap();
        assert!(reach.own && !reach.team && !reach.any && reach.areas.is_empty());
        assert!(Reach::of(&principal, &[(Role::Admin, Relation::Any)]).is_none());
    }

    #[test]
    fn role_names_round_trip() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse::<Role>().unwrap(), role);
        }
    }
}
