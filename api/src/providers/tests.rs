//! Rules that need rows: registration, claims, drift, upkeep; on a real SQLite file.

use std::time::Duration;

use jinlin_matcher::{CertificateLevel, Role};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use super::dto::{AddCertificateDto, CreateProviderDto, ProviderKind, UpdateProviderDto};
use super::entity::{certificate, provider};
use super::store::TakeLoad;
use super::{certificates, model, profile, register, store, upkeep};
use crate::identity::persons::{self, SignInBy};
use crate::identity::{self, Phone};
use crate::platform::access::{Areas, Reach};
use crate::platform::audit::{self, Actor};
use crate::platform::http::IfMatch;
use crate::platform::ids::{CertificateId, CompoundId, PersonId};
use crate::platform::problem::{ErrorCode, Problem};
use crate::settings::Settings;
use crate::state::AppState;

const COMMUNITY: &str = "510104035017";

struct City {
    state: AppState,
    _dir: tempfile::TempDir,
}

impl City {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut settings = Settings::default();
        settings.state.dir = dir.path().join("var");
        Self {
            state: crate::app::build_state(settings).await.unwrap(),
            _dir: dir,
        }
    }

    async fn person(&self, number: u32) -> PersonId {
        let by = SignInBy::Phone(Phone::parse(&format!("126{number:08}")).unwrap());
        let account = self
            .state
            .db
            .write_txn(async |txn| persons::create_account(txn, &self.state, &by).await)
            .await
            .unwrap();
        account.person_id
    }

    async fn register(
        &self,
        reach: &Reach,
        input: CreateProviderDto,
    ) -> Result<provider::Model, Problem> {
        let new = register::parse(&self.state, reach, &input)?;
        let actor = Actor {
            person: Some(reach.person),
            ..Actor::system("create_provider")
        };
        self.state
            .db
            .write_txn(async |txn| register::register(txn, &self.state, &actor, &new).await)
            .await
    }

    async fn worker(&self, number: u32) -> provider::Model {
        let person = self.person(number).await;
        let input = CreateProviderDto {
            person_id: Some(person),
            ..input(ProviderKind::SocialWorker)
        };
        self.register(&officer(), input).await.unwrap()
    }

    async fn update(
        &self,
        reach: &Reach,
        row: &provider::Model,
        input: &UpdateProviderDto,
    ) -> Result<provider::Model, Problem> {
        let (actor, edited) = (
            Actor::system("update_provider"),
            (row.id, IfMatch(row.version)),
        );
        let db = &self.state.db;
        db.write_txn(async |txn| {
            profile::update(txn, &self.state, &actor, reach, edited, input).await
        })
        .await
    }

    async fn take(&self, row: &provider::Model) -> TakeLoad {
        let now = self.state.clock.now();
        self.state
            .db
            .write_txn(async |txn| store::take_load(txn, row.id, now).await)
            .await
            .unwrap()
    }

    async fn row(&self, id: crate::platform::ids::ProviderId) -> provider::Model {
        store::find(self.state.db.read(), id)
            .await
            .unwrap()
            .unwrap()
    }

    async fn load(&self) -> usize {
        let snapshot = self.state.db.read_snapshot().await.unwrap();
        self.state
            .directory
            .load(&self.state, &snapshot)
            .await
            .unwrap()
    }

    async fn rows_checksum(&self) -> u128 {
        self.state
            .directory
            .rows_state(&self.state, Actor::system("test"))
            .await
            .unwrap()
            .checksum
    }
}

fn input(kind: ProviderKind) -> CreateProviderDto {
    CreateProviderDto {
        kind,
        person_id: None,
        community: Some(COMMUNITY.to_owned()),
        place: None,
        skills: vec!["companionship".to_owned()],
        week: None,
        capacity: None,
        radius_m: None,
        compound: None,
        on_dedicated_post: None,
    }
}

fn officer() -> Reach {
    let areas = Areas {
        streets: vec![COMMUNITY[..9].to_owned()],
        ..Areas::default()
    };
    Reach {
        person: PersonId(uuid::Uuid::from_u128(99)),
        any: false,
        own: false,
        team: false,
        called: false,
        areas,
    }
}

fn oneself(person: PersonId) -> Reach {
    Reach {
        person,
        any: false,
        own: true,
        team: false,
        called: false,
        areas: Areas::default(),
    }
}

#[actix_web::test]
async fn registering_gives_the_role_once() {
    let city = City::new().await;
    let me = city.person(1).await;
    let row = city
        .register(&oneself(me), input(ProviderKind::Volunteer))
        .await
        .unwrap();
    assert_eq!(
        (row.role(), row.capacity, row.street_code.as_str()),
        (Some(Role::Volunteer), 1, "510104035")
    );
    let grants = identity::store::grants_of(city.state.db.read(), me)
        .await
        .unwrap();
    assert!(
        grants
            .iter()
            .any(|grant| grant.role == "volunteer" && grant.scope_kind == "own")
    );
    let again = city
        .register(&oneself(me), input(ProviderKind::Volunteer))
        .await
        .unwrap_err();
    assert_eq!(again.code(), ErrorCode::AlreadyExists);

    let other = city.person(2).await;
    let elsewhere = Reach {
        areas: Areas {
            communities: vec!["510104036001".to_owned()],
            ..Areas::default()
        },
        ..officer()
    };
    let worker = || CreateProviderDto {
        person_id: Some(other),
        ..input(ProviderKind::SocialWorker)
    };
    assert_eq!(
        city.register(&elsewhere, worker())
            .await
            .unwrap_err()
            .code(),
        ErrorCode::NotFound
    );
    let nobody = CreateProviderDto {
        person_id: Some(PersonId(uuid::Uuid::nil())),
        ..worker()
    };
    assert_eq!(
        city.register(&officer(), nobody).await.unwrap_err().code(),
        ErrorCode::Invalid
    );
    let compound = CreateProviderDto {
        compound: Some(CompoundId(uuid::Uuid::nil())),
        ..worker()
    };
    assert_eq!(
        city.register(&officer(), compound)
            .await
            .unwrap_err()
            .code(),
        ErrorCode::Invalid
    );
    let outside = CreateProviderDto {
        place: Some(serde_json::from_str(r#"{"lon":116.4,"lat":39.9,"crs":"wgs84"}"#).unwrap()),
        ..worker()
    };
    assert_eq!(
        city.register(&officer(), outside).await.unwrap_err().code(),
        ErrorCode::Invalid
    );
    assert!(
        city.register(&officer(), worker())
            .await
            .unwrap()
            .on_dedicated_post
    );
}

#[actix_web::test]
async fn a_claim_never_passes_capacity_or_duty() {
    let city = City::new().await;
    let row = city.worker(1).await;
    for _ in 0..row.capacity {
        assert_eq!(city.take(&row).await, TakeLoad::Taken);
    }
    assert_eq!(city.take(&row).await, TakeLoad::AtCapacity);
    let full = city.row(row.id).await;
    assert_eq!(
        (full.load, full.recent_load, full.version),
        (row.capacity, row.capacity, row.version + 5)
    );
    let smaller = UpdateProviderDto {
        capacity: Some(1),
        ..UpdateProviderDto::default()
    };
    assert_eq!(
        city.update(&officer(), &full, &smaller)
            .await
            .unwrap_err()
            .code(),
        ErrorCode::AtCapacity
    );
    assert_eq!(
        city.update(&officer(), &row, &smaller)
            .await
            .unwrap_err()
            .code(),
        ErrorCode::PreconditionFailed
    );

    let now = city.state.clock.now();
    let db = &city.state.db;
    db.write_txn(async |txn| {
        for _ in 0..row.capacity {
            assert!(store::release_load(txn, row.id, now).await?);
        }
        assert!(
            !store::release_load(txn, row.id, now).await?,
            "nothing is left to give back"
        );
        assert!(store::set_duty(txn, row.id, false, now).await?);
        assert!(!store::set_duty(txn, row.id, false, now).await?);
        Ok::<_, DbErr>(())
    })
    .await
    .unwrap();
    assert_eq!(city.take(&row).await, TakeLoad::OffDuty);
    let unknown = provider::Model {
        id: crate::platform::ids::ProviderId(uuid::Uuid::nil()),
        ..row
    };
    assert_eq!(city.take(&unknown).await, TakeLoad::Unknown);
}

#[actix_web::test]
async fn a_profile_is_changed_by_whom_it_may_be() {
    let city = City::new().await;
    let row = city.worker(1).await;
    let skills = UpdateProviderDto {
        skills: Some(vec!["mediation".to_owned()]),
        ..UpdateProviderDto::default()
    };
    let refused = city
        .update(&oneself(row.person_id), &row, &skills)
        .await
        .unwrap_err();
    assert_eq!(refused.code(), ErrorCode::Invalid);
    let stranger = oneself(PersonId(uuid::Uuid::from_u128(5)));
    assert_eq!(
        city.update(&stranger, &row, &skills)
            .await
            .unwrap_err()
            .code(),
        ErrorCode::NotFound
    );
    let changed = city.update(&officer(), &row, &skills).await.unwrap();
    assert_eq!(changed.skill_codes().unwrap(), ["mediation"]);
    let beside = UpdateProviderDto {
        community: Some("510104036001".to_owned()),
        ..UpdateProviderDto::default()
    };
    assert_eq!(
        city.update(&officer(), &changed, &beside)
            .await
            .unwrap_err()
            .code(),
        ErrorCode::Invalid
    );

    let base_place =
        serde_json::from_str(r#"{"base_place":{"lon":104.08,"lat":30.64,"crs":"gcj02"}}"#).unwrap();
    let moved = city
        .update(&oneself(row.person_id), &changed, &base_place)
        .await
        .unwrap();
    let mut reading = audit::Reading::new(Actor::system("test"));
    let reach = oneself(row.person_id);
    let (db, crs) = (city.state.db.read(), jinlin_matcher::Crs::Gcj02);
    let shown = profile::show(db, &city.state, &mut reading, &reach, &moved, crs)
        .await
        .unwrap();
    let place = shown.base_place.unwrap();
    assert!((place.lon - 104.08).abs() < 1e-7 && (place.lat - 30.64).abs() < 1e-7);
    let shown = profile::show(db, &city.state, &mut reading, &officer(), &moved, crs)
        .await
        .unwrap();
    assert!(shown.base_place.is_none() && shown.phone.is_some());
}

#[actix_web::test]
async fn the_directory_equals_the_rows_or_is_loaded_anew() {
    let city = City::new().await;
    let (state, directory) = (&city.state, &city.state.directory);
    let first = city.worker(1).await;
    let second = city.worker(2).await;
    assert_eq!(city.load().await, 2);
    assert_eq!(directory.checksum(), city.rows_checksum().await);

    city.take(&first).await;
    assert_ne!(directory.checksum(), city.rows_checksum().await);
    directory.refresh(state, first.id).await.unwrap();
    assert_eq!(directory.checksum(), city.rows_checksum().await);
    assert_eq!(directory.check_drift(state).await.unwrap(), 0);

    // Changed without an event: what a bug would do.
    city.take(&second).await;
    assert_eq!(directory.check_drift(state).await.unwrap(), 1);
    assert_eq!(directory.checksum(), city.rows_checksum().await);

    // A row that holds nonsense, and one whose place was sealed for another row, are left out.
    let now = state.clock.now();
    state
        .db
        .write_txn(async |txn| {
            let place = provider::Column::BasePlace;
            let stolen = vec![(place, sea_orm::Value::from(second.base_place.clone()))];
            assert!(store::update_profile(txn, &city.row(first.id).await, stolen, now).await?);
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();
    directory.refresh(state, first.id).await.unwrap();
    assert_eq!(directory.len(), 1);
    assert_eq!(directory.checksum(), city.rows_checksum().await);
    assert_eq!(city.load().await, 1);
}

#[actix_web::test]
async fn certificates_count_until_they_expire() {
    let city = City::new().await;
    let state = &city.state;
    let row = city.worker(1).await;
    let seen = AddCertificateDto {
        level: CertificateLevel::Assistant,
        number: "2023-51-000001".to_owned(),
        issuer: "人力资源和社会保障部".to_owned(),
        issued_on: "2023-09-01".to_owned(),
        expires_on: None,
    };
    let new = certificates::parse(&seen, state.clock.civil_date(state.clock.now())).unwrap();
    let actor = Actor::system("add_certificate");
    let refused = state
        .db
        .write_txn(async |txn| {
            certificates::add(
                txn,
                state,
                &actor,
                &oneself(row.person_id),
                row.id,
                (&seen, &new),
            )
            .await
        })
        .await;
    assert_eq!(refused.unwrap_err().code(), ErrorCode::Forbidden);
    let added = state
        .db
        .write_txn(async |txn| {
            certificates::add(txn, state, &actor, &officer(), row.id, (&seen, &new)).await
        })
        .await
        .unwrap();
    assert!(added.valid);
    assert_eq!(
        city.row(row.id).await.level(),
        Some(CertificateLevel::Assistant)
    );

    // Yesterday's senior certificate was in force yesterday.
    let now = state.clock.now();
    let yesterday = state
        .clock
        .civil_date(now.minus(Duration::from_secs(24 * 3_600)))
        .to_string();
    let id = CertificateId(state.clock.new_uuid());
    let key = state
        .vault
        .person_key(state.db.read(), row.person_id)
        .await
        .unwrap();
    let senior = certificate::ActiveModel {
        id: Set(id),
        provider_id: Set(row.id),
        level: Set("senior".to_owned()),
        number: Set(key.seal(model::number_cell(id), b"1")),
        issuer: Set("x".to_owned()),
        issued_on: Set("2020-01-01".to_owned()),
        expires_on: Set(Some(yesterday)),
        verified_by: Set(None),
        verified_at: Set(None),
        created_at: Set(now),
    };
    state
        .db
        .write_txn(async |txn| {
            store::insert_certificate(txn, senior.clone()).await?;
            store::set_certificate(txn, row.id, Some("senior"), now).await
        })
        .await
        .unwrap();
    assert_eq!(upkeep::expire_certificates(state).await.unwrap(), 1);
    assert_eq!(
        city.row(row.id).await.level(),
        Some(CertificateLevel::Assistant)
    );
    assert_eq!(upkeep::expire_certificates(state).await.unwrap(), 0);
}

#[actix_web::test]
async fn time_and_lost_roles_are_followed() {
    let city = City::new().await;
    let state = &city.state;
    let row = city.worker(1).await;
    city.take(&row).await;
    assert_eq!(
        upkeep::recount_recent_loads(state).await.unwrap(),
        1,
        "no task was joined in the last days"
    );
    assert_eq!(city.row(row.id).await.recent_load, 0);
    assert_eq!(upkeep::recount_recent_loads(state).await.unwrap(), 0);

    upkeep::follow_grants(state, row.person_id).await.unwrap();
    assert!(city.row(row.id).await.on_duty);
    let grants = identity::store::grants_of(state.db.read(), row.person_id)
        .await
        .unwrap();
    let grant = grants
        .iter()
        .find(|grant| grant.role == "social_worker")
        .unwrap();
    let now = state.clock.now();
    assert!(
        state
            .db
            .write_txn(
                async |txn| identity::store::revoke_grant(txn, grant.id, row.person_id, now).await
            )
            .await
            .unwrap(),
        "the role is there to be taken"
    );
    upkeep::follow_grants(state, row.person_id).await.unwrap();
    assert!(!city.row(row.id).await.on_duty);
    let back = state
        .db
        .write_txn(async |txn| {
            profile::set_duty(txn, state, &oneself(row.person_id), row.id, true).await
        })
        .await;
    assert_eq!(back.unwrap_err().code(), ErrorCode::WrongState);
}
