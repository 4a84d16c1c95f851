//! The demo's people: named ones of the story, social workers on the required posts, volunteers, residents.

use jinlin_matcher::{Clearance, WeekSlots, Wgs84};
use sea_orm::ActiveValue::Set;

use super::places::{Home, Places, near};
use super::random::Random;
use crate::divisions::{Division, Registry, ScopeRef};
use crate::identity::entity::{account, consent, grant, person};
use crate::identity::persons;
use crate::identity::sessions::TERMS;
use crate::organisations::entity::membership;
use crate::platform::access::Role;
use crate::platform::clock::Instant;
use crate::platform::crypto::{NewPersonKey, PersonKey};
use crate::platform::ids::{AccountId, CertificateId, GrantId, MembershipId, PersonId, ProviderId};
use crate::platform::problem::Problem;
use crate::providers::entity::{certificate, provider};
use crate::providers::model::{number_cell, place_bytes, place_cell, week_bytes};
use crate::reference::demo::{Demo, DemoAccount};
use crate::state::AppState;

/// Rows on their way into the database, in the order in which they must be written.
#[derive(Default)]
pub struct Rows {
    /// Persons.
    pub persons: Vec<person::ActiveModel>,
    /// Their keys.
    pub keys: Vec<NewPersonKey>,
    /// Accounts.
    pub accounts: Vec<account::ActiveModel>,
    /// Roles.
    pub grants: Vec<grant::ActiveModel>,
    /// Consents.
    pub consents: Vec<consent::ActiveModel>,
    /// Who belongs to which organisation.
    pub memberships: Vec<membership::ActiveModel>,
    /// Providers.
    pub providers: Vec<provider::ActiveModel>,
    /// Their certificates.
    pub certificates: Vec<certificate::ActiveModel>,
}

/// A resident, for the history.
#[derive(Debug, Clone)]
pub struct Resident {
    /// Their key.
    pub key: PersonKey,
    /// Where they live.
    pub community: String,
    /// Their door.
    pub place: Wgs84,
    /// The compound that they live in.
    pub home: Option<Home>,
}

/// A provider, for the history.
#[derive(Debug, Clone)]
pub struct Helper {
    /// The provider.
    pub id: ProviderId,
    /// The person.
    pub person: PersonId,
    /// Community.
    pub community: String,
    /// Skills.
    pub skills: Vec<String>,
    /// Certificate's rank, 0 for volunteers.
    pub rank: u8,
    /// Clearances.
    pub clearance: Vec<String>,
}

/// Everybody of the demo.
#[derive(Default)]
pub struct People {
    /// Rows to write.
    pub rows: Rows,
    /// Residents.
    pub residents: Vec<Resident>,
    /// Social workers.
    pub workers: Vec<Helper>,
    /// Volunteers.
    pub volunteers: Vec<Helper>,
}

/// How many volunteers the demo has.
pub const VOLUNTEERS: usize = 20_000;
/// How many residents besides them.
pub const RESIDENTS: usize = 2_000;
/// Of a hundred required posts so many are vacant.
const VACANT_PERCENT: u64 = 8;

const LEVELS: [&str; 4] = ["local_aide", "assistant", "intermediate", "senior"];

/// Makes everybody. The named people hold posts and places of their own; the others are dealt out by community.
pub struct Maker<'a> {
    state: &'a AppState,
    demo: &'a Demo,
    registry: &'a Registry,
    places: &'a Places,
    random: Random,
    /// What came later draws from a source of its own, so that the people of before stay who they were.
    later: Random,
    now: Instant,
    next_phone: u64,
    people: People,
}

impl<'a> Maker<'a> {
    /// A maker for the city of `registry`.
    #[must_use]
    pub fn new(
        state: &'a AppState,
        demo: &'a Demo,
        registry: &'a Registry,
        places: &'a Places,
        now: Instant,
    ) -> Self {
        Self {
            state,
            demo,
            registry,
            places,
            random: Random::new(5_101),
            later: Random::new(20_261_125),
            now,
            next_phone: demo.phone_first_seeded.parse().unwrap_or(12_610_000_000),
            people: People::default(),
        }
    }

    /// Makes everybody.
    ///
    /// # Errors
    /// When the demo's data does not fit the city's.
    pub fn make(mut self) -> Result<People, Problem> {
        for account in &self.demo.accounts {
            self.make_named(account)?;
        }
        let communities: Vec<Division> = self.registry.communities().cloned().collect();
        self.make_workers(&communities)?;
        for number in 0..VOLUNTEERS {
            let community = communities.get(number * 7_919 % communities.len().max(1));
            self.make_volunteer(community)?;
        }
        for number in 0..RESIDENTS {
            let community = communities.get(number * 104_729 % communities.len().max(1));
            self.make_resident(community)?;
        }
        Ok(self.people)
    }

    fn make_workers(&mut self, communities: &[Division]) -> Result<(), Problem> {
        let policy = self.state.policy();
        let named = self
            .demo
            .accounts
            .iter()
            .filter(|account| account.role == Role::SocialWorker);
        let taken: Vec<&str> = named.map(|account| account.division.as_str()).collect();
        for community in communities {
            let key = match community.kind {
                crate::divisions::registry::Kind::Urban => "posts.required_per_urban_community",
                crate::divisions::registry::Kind::Village => "posts.required_per_village",
                _ => "posts.required_per_station",
            };
            let posts = usize::try_from(policy.number(key, 0)).unwrap_or(0);
            let held = taken.iter().filter(|code| **code == community.code).count();
            for _ in held..posts {
                if !self.random.percent(VACANT_PERCENT) {
                    self.make_worker(community)?;
                }
            }
        }
        Ok(())
    }

    fn make_named(&mut self, named: &DemoAccount) -> Result<(), Problem> {
        let community = self.registry.community(&named.division).or_else(|| {
            let resident = self.demo.account("resident")?;
            self.registry.community(&resident.division)
        });
        let community = community
            .ok_or_else(|| Problem::internal("a demo account lives nowhere"))?
            .clone();
        let key = self.make_person(&named.name, &named.phone, &community.code, &named.dialects)?;
        let place = near(&community, &mut self.random)?;
        match named.role {
            Role::SocialWorker | Role::Volunteer => {
                self.add_grant(
                    key.person(),
                    named.role,
                    &ScopeRef::Division(community.code.clone()),
                );
                let kind = if named.role == Role::Volunteer {
                    "volunteer"
                } else {
                    "social_worker"
                };
                let certificate = named.certificate.map(|level| level.as_str());
                let profile = Profile {
                    kind,
                    certificate,
                    skills: named.skills.clone(),
                    clearance: named.clearance.clone(),
                    capacity: 5,
                    radius_m: 5_000,
                };
                self.add_provider(&key, &community, place, profile)?;
            }
            Role::Resident => {
                let name = named.compound.as_deref().unwrap_or_default();
                let home = self.places.home_named(&community.code, name).cloned();
                self.people.residents.push(Resident {
                    key,
                    community: community.code,
                    place,
                    home,
                });
            }
            _ => self.add_office(key.person(), named),
        }
        Ok(())
    }

    /// The role of somebody who works for an organisation or an office. A property company answers for its compounds, wherever
    /// they are; everybody else for a division.
    fn add_office(&mut self, person: PersonId, named: &DemoAccount) {
        let organisation = named
            .organisation
            .as_ref()
            .and_then(|name| self.places.organisation(name));
        if let Some(organisation) = organisation {
            self.people.rows.memberships.push(membership::ActiveModel {
                id: Set(MembershipId(self.later.uuid(self.now))),
                person_id: Set(person),
                organisation_id: Set(organisation),
                since: Set(self.now),
                until: Set(None),
                added_by: Set(None),
                ended_by: Set(None),
            });
        }
        let scope = match organisation {
            Some(id) if named.role == Role::Property => ScopeRef::Organisation(id.to_string()),
            _ => ScopeRef::Division(named.division.clone()),
        };
        self.add_grant(person, named.role, &scope);
    }

    fn make_worker(&mut self, community: &Division) -> Result<(), Problem> {
        let (name, phone) = self.invent();
        let key = self.make_person(
            &name,
            &phone,
            &community.code,
            &["mandarin".into(), "sichuanese".into()],
        )?;
        self.add_grant(
            key.person(),
            Role::SocialWorker,
            &ScopeRef::Division(community.code.clone()),
        );
        let level = match self.random.below(100) {
            0..35 => 0,
            35..75 => 1,
            75..95 => 2,
            _ => 3,
        };
        let mut skills = vec!["companionship".to_owned(), "elderly_care".to_owned()];
        let all = &self.state.reference.taxonomy.skills;
        for _ in 0..3 + level * 2 {
            if let Some(skill) = self.random.pick(all)
                && !skills.contains(&skill.code)
            {
                skills.push(skill.code.clone());
            }
        }
        let mut clearance = vec!["home_visit".to_owned()];
        for word in ["children", "disability"] {
            if self.random.percent(60) {
                clearance.push(word.to_owned());
            }
        }
        let place = near(community, &mut self.random)?;
        let profile = Profile {
            kind: "social_worker",
            certificate: LEVELS.get(level).copied(),
            skills,
            clearance,
            capacity: 5,
            radius_m: 8_000,
        };
        self.add_provider(&key, community, place, profile)
    }

    fn make_volunteer(&mut self, community: Option<&Division>) -> Result<(), Problem> {
        let Some(community) = community else {
            return Ok(());
        };
        let (name, phone) = self.invent();
        let key = self.make_person(&name, &phone, &community.code, &["sichuanese".into()])?;
        self.add_grant(key.person(), Role::Volunteer, &ScopeRef::Own);
        let mut skills = vec!["companionship".to_owned()];
        if let Some(skill) = self.random.pick(&self.state.reference.taxonomy.skills) {
            skills.push(skill.code.clone());
        }
        skills.dedup();
        let clearance = if self.random.percent(70) {
            vec!["home_visit".to_owned()]
        } else {
            Vec::new()
        };
        let place = near(community, &mut self.random)?;
        let profile = Profile {
            kind: "volunteer",
            certificate: None,
            skills,
            clearance,
            capacity: 2,
            radius_m: 5_000,
        };
        self.add_provider(&key, community, place, profile)
    }

    fn make_resident(&mut self, community: Option<&Division>) -> Result<(), Problem> {
        let Some(community) = community else {
            return Ok(());
        };
        let (name, phone) = self.invent();
        let key = self.make_person(&name, &phone, &community.code, &["sichuanese".into()])?;
        let place = near(community, &mut self.random)?;
        let number = self.people.residents.len();
        let home = self.places.home(&community.code, number).cloned();
        self.people.residents.push(Resident {
            key,
            community: community.code.clone(),
            place,
            home,
        });
        Ok(())
    }

    fn invent(&mut self) -> (String, String) {
        let surname = self
            .random
            .pick(&self.demo.surnames)
            .cloned()
            .unwrap_or_default();
        let given = self
            .random
            .pick(&self.demo.given_names)
            .cloned()
            .unwrap_or_default();
        let phone = self.next_phone.to_string();
        self.next_phone += 1;
        (surname + &given, phone)
    }

    fn make_person(
        &mut self,
        name: &str,
        phone: &str,
        community: &str,
        dialects: &[String],
    ) -> Result<PersonKey, Problem> {
        let id = PersonId(self.random.uuid(self.now));
        let fresh = self.state.vault.new_person_key(id, self.now)?;
        let key = fresh.key.clone();
        let index = self.state.vault.blind_index("phone", phone);
        let gender = if self.random.percent(60) {
            "female"
        } else {
            "male"
        };
        let rows = &mut self.people.rows;
        rows.persons.push(person::ActiveModel {
            id: Set(id),
            name: Set(Some(key.seal(persons::cell("name", id), name.as_bytes()))),
            phone: Set(Some(key.seal(persons::cell("phone", id), phone.as_bytes()))),
            phone_index: Set(Some(index.clone())),
            gender: Set(Some(gender.to_owned())),
            dialects: Set(serde_json::to_string(dialects).map_err(Problem::internal)?),
            community_code: Set(Some(community.to_owned())),
            version: Set(1),
            created_at: Set(self.now),
            updated_at: Set(self.now),
        });
        rows.keys.push(fresh);
        rows.accounts.push(account::ActiveModel {
            id: Set(AccountId(self.random.uuid(self.now))),
            person_id: Set(id),
            phone_index: Set(Some(index)),
            openid: Set(None),
            openid_index: Set(None),
            demo: Set(true),
            disabled_at: Set(None),
            created_at: Set(self.now),
        });
        rows.consents.push(consent::ActiveModel {
            id: Set(self.random.uuid(self.now)),
            person_id: Set(id),
            purpose: Set(TERMS.to_owned()),
            version: Set(crate::identity::sessions::terms_version(self.state).to_owned()),
            guardian_person_id: Set(None),
            granted_at: Set(self.now),
            withdrawn_at: Set(None),
        });
        self.add_grant(id, Role::Resident, &ScopeRef::Own);
        Ok(key)
    }

    fn add_grant(&mut self, person: PersonId, role: Role, scope: &ScopeRef) {
        let (scope_kind, scope_ref) = scope.columns();
        self.people.rows.grants.push(grant::ActiveModel {
            id: Set(GrantId(self.random.uuid(self.now))),
            person_id: Set(person),
            role: Set(role.as_str().to_owned()),
            scope_kind: Set(scope_kind.to_owned()),
            scope_ref: Set(scope_ref.to_owned()),
            granted_by: Set(None),
            granted_at: Set(self.now),
            revoked_by: Set(None),
            revoked_at: Set(None),
        });
    }

    fn add_certificate(&mut self, key: &PersonKey, provider: ProviderId, level: &str) {
        let id = CertificateId(self.later.uuid(self.now));
        let year = self.later.between(2_012, 2_025);
        let number = format!("示范{year}51{:06}", self.later.below(1_000_000));
        self.people
            .rows
            .certificates
            .push(certificate::ActiveModel {
                id: Set(id),
                provider_id: Set(provider),
                level: Set(level.to_owned()),
                number: Set(key.seal(number_cell(id), number.as_bytes())),
                issuer: Set("示范发证机关".to_owned()),
                issued_on: Set(format!("{year}-09-01")),
                expires_on: Set(None),
                verified_by: Set(None),
                verified_at: Set(Some(self.now)),
                created_at: Set(self.now),
            });
    }

    fn add_provider(
        &mut self,
        key: &PersonKey,
        community: &Division,
        place: Wgs84,
        profile: Profile,
    ) -> Result<(), Problem> {
        let id = ProviderId(self.random.uuid(self.now));
        let worker = profile.kind == "social_worker";
        if let Some(level) = profile.certificate {
            self.add_certificate(key, id, level);
        }
        let number = self.people.workers.len() + self.people.volunteers.len();
        let home = self.places.home(&community.code, number);
        let clearances: Vec<Clearance> = profile
            .clearance
            .iter()
            .filter_map(|word| serde_json::from_value(word.as_str().into()).ok())
            .collect();
        self.people.rows.providers.push(provider::ActiveModel {
            id: Set(id),
            person_id: Set(key.person()),
            kind: Set(profile.kind.to_owned()),
            community_code: Set(community.code.clone()),
            street_code: Set(community.code.get(..9).unwrap_or_default().to_owned()),
            base_place: Set(key.seal(place_cell(id), &place_bytes(place))),
            skills: Set(serde_json::to_string(&profile.skills).map_err(Problem::internal)?),
            certificate: Set(profile.certificate.map(ToOwned::to_owned)),
            clearance: Set(serde_json::to_string(&clearances).map_err(Problem::internal)?),
            on_duty: Set(true),
            week: Set(week_bytes(&WeekSlots::always())),
            capacity: Set(profile.capacity),
            load: Set(0),
            reserved: Set(0),
            on_leave: Set(false),
            recent_load: Set(0),
            radius_m: Set(profile.radius_m),
            compound_id: Set(home.filter(|_| !worker).map(|home| home.id)),
            on_dedicated_post: Set(worker),
            ratings_count: Set(0),
            ratings_sum: Set(0),
            version: Set(1),
            created_at: Set(self.now),
            updated_at: Set(self.now),
        });
        let rank = profile
            .certificate
            .and_then(|level| LEVELS.iter().position(|known| *known == level));
        let helper = Helper {
            id,
            person: key.person(),
            community: community.code.clone(),
            skills: profile.skills,
            rank: rank
                .and_then(|rank| u8::try_from(rank + 1).ok())
                .unwrap_or(0),
            clearance: profile.clearance,
        };
        if worker {
            self.people.workers.push(helper)
        } else {
            self.people.volunteers.push(helper)
        }
        Ok(())
    }
}

struct Profile {
    kind: &'static str,
    certificate: Option<&'static str>,
    skills: Vec<String>,
    clearance: Vec<String>,
    capacity: i32,
    radius_m: i32,
}
