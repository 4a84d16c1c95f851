//! The people of the access test: of every role one whose grant covers the test's community, and one whose grant lies beside it.

use std::collections::BTreeMap;
use std::time::Duration;

use jinlin_tests::fakes::FakeWechat;
use jinlin_tests::{Backend, City, SignedIn};

use super::case::Place;
use super::serving::Kept;
use super::table::ROLES;
use crate::notifications::jpush::Jpush;
use crate::places::{CITY, COMMUNITY, COUNTY, OTHER_COMMUNITY, OTHER_COUNTY, OTHER_STREET, STREET};

/// A community of a third county, in nobody's grant but the city's: 金牛区.
pub const FAR: &str = "510106";

/// Access tokens live for this long in this test, so that a long run needs no refresh.
const TOKEN_SECONDS: u64 = 4 * 3600;

/// Somebody with one role beside being a resident.
#[derive(Debug)]
pub struct Actor {
    /// The role.
    pub role: &'static str,
    /// The person.
    pub person: SignedIn,
}

impl Actor {
    /// Whether the role's grant covers the whole city, so that nothing lies beside it.
    pub fn has_whole_city(&self) -> bool {
        matches!(self.role, "city_officer" | "admin")
    }
}

/// A city with its people.
pub struct World {
    pub city: City,
    /// By role: in [`COMMUNITY`], and beside it.
    actors: BTreeMap<&'static str, (Actor, Option<Actor>)>,
    /// Somebody that nobody has to do with: the owner of records that are not the caller's.
    pub stranger: SignedIn,
    /// Whoever may do what an empty city needs done first.
    pub admin: SignedIn,
    /// Whoever says what a provider has been checked for.
    pub city_officer: SignedIn,
    /// A token that has expired.
    pub expired: String,
    /// A community of the county [`FAR`].
    pub far_community: String,
    /// Providers and services that several cases use.
    pub kept: tokio::sync::Mutex<Kept>,
    /// The WeChat that the server asks.
    pub wechat: FakeWechat,
    /// Kept, because the server pushes to it; it knows no phone.
    _jpush: Jpush,
}

/// The division of a role's grant: where it covers the test's community, and beside it.
fn scopes(role: &str) -> (Option<&'static str>, Option<&'static str>) {
    match role {
        "resident" => (None, None),
        "street_officer" => (Some(STREET), Some(OTHER_STREET)),
        "county_officer" => (Some(COUNTY), Some(OTHER_COUNTY)),
        "city_officer" | "admin" => (Some(CITY), None),
        _ => (Some(COMMUNITY), Some(OTHER_COMMUNITY)),
    }
}

impl World {
    pub async fn new(backend: Backend) -> Self {
        let wechat = FakeWechat::start();
        let jpush = Jpush::start().await;
        jpush.fail(400, 1011);
        let city = jpush
            .wire(City::builder(backend))
            .setting("identity.access_token_seconds", TOKEN_SECONDS)
            .setting("wechat.template_ids", "need_accepted=template-taken")
            .settings(wechat.settings())
            .setting("wechat.check_media", true)
            .setting("slips.public_url", "https://jinlin.example")
            .start()
            .await;
        let expired = city.resident().await.token().to_owned();
        city.clock().advance(Duration::from_secs(TOKEN_SECONDS));
        let mut actors = BTreeMap::new();
        for role in ROLES {
            let (inside, beside) = scopes(role);
            let actor = async |scope: Option<&str>| Actor {
                role,
                person: match scope {
                    Some(scope) => city.officer(role, scope).await,
                    None => city.resident().await,
                },
            };
            let outside = if role == "resident" || beside.is_some() {
                Some(actor(beside).await)
            } else {
                None
            };
            actors.insert(role, (actor(inside).await, outside));
        }
        let (stranger, admin) = (city.resident().await, city.officer("admin", CITY).await);
        let city_officer = city.officer("city_officer", CITY).await;
        let far_community = first_below(&city, &first_below(&city, FAR).await).await;
        Self {
            city,
            actors,
            stranger,
            admin,
            city_officer,
            expired,
            far_community,
            kept: tokio::sync::Mutex::default(),
            wechat,
            _jpush: jpush,
        }
    }

    /// The caller of a role for a place; none where nothing lies beside the role's grant.
    pub fn actor(&self, role: &str, place: Place) -> Option<&Actor> {
        let (inside, beside) = self.actors.get(role).expect("every role has its people");
        if place == Place::Beside {
            beside.as_ref()
        } else {
            Some(inside)
        }
    }

    /// Somebody new who is what the actor of a role is, for what a person can do only once.
    pub async fn stand_in(&self, role: &str) -> SignedIn {
        match scopes(role).0 {
            Some(scope) => self.city.officer(role, scope).await,
            None => self.city.resident().await,
        }
    }

    /// Where a record of a place lies.
    pub fn community_of(&self, place: Place) -> &str {
        match place {
            Place::Own | Place::Team | Place::Called => &self.far_community,
            Place::Scope | Place::Beside => COMMUNITY,
        }
    }

    /// Who owns a record of a place: the caller, or the stranger.
    pub fn owner_of<'a>(&'a self, actor: &'a Actor, place: Place) -> &'a SignedIn {
        if place == Place::Own {
            &actor.person
        } else {
            &self.stranger
        }
    }
}

async fn first_below(city: &City, parent: &str) -> String {
    let list = city
        .anonymous()
        .get(&format!("/v1/divisions?parent={parent}"))
        .await
        .expect(200);
    list["items"][0]["code"]
        .as_str()
        .expect("a division below")
        .to_owned()
}
