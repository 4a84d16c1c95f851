//! Rows of providers, as the server writes them.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;
use jinlin_api::divisions::ScopeRef;
use jinlin_api::identity::dto::ClientKind;
use jinlin_api::identity::entity::person;
use jinlin_api::identity::{Phone, persons, sessions, store};
use jinlin_api::platform::access::Role as Grant;
use jinlin_api::platform::crypto::PersonKey;
use jinlin_api::platform::ids::{PersonId, ProviderId};
use jinlin_api::platform::problem::Problem;
use jinlin_api::providers::entity::provider;
use jinlin_api::providers::model::{place_bytes, place_cell, week_bytes};
use jinlin_api::settings::Settings;
use jinlin_api::state::AppState;
use jinlin_matcher::{Cell, Metres, Need, Provider, ProviderIndex, Role};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait as _;

use crate::data;

/// Rows of one statement: 21 columns of a provider stay below SQLite's 32,766 parameters.
const CHUNK: usize = 1_000;
/// The seed of bench/knn's providers, so that all are asked of the same.
const SEED: u64 = 42;
/// A Monday, 00:00 in Chengdu: from it on the questions' half hours are counted.
const MONDAY: &str = "2026-11-30T00:00:00+08:00";

pub async fn seed(folder: &Path, count: usize) -> anyhow::Result<()> {
    let state = jinlin_api::app::build_state(Settings::load(None)?).await?;
    let providers = data::providers(count, 0.3, SEED);
    for (number, chunk) in providers.chunks(CHUNK * 20).enumerate() {
        write(&state, chunk).await?;
        eprintln!("{} providers written", number * CHUNK * 20 + chunk.len());
    }
    std::fs::write(folder.join("token"), token(&state).await?)?;
    let (urls, answers) = questions(&state, providers)?;
    std::fs::write(folder.join("urls"), urls)?;
    std::fs::write(folder.join("answers"), answers)?;
    Ok(())
}

async fn write(state: &AppState, providers: &[Provider]) -> anyhow::Result<()> {
    let now = state.clock.now();
    let (mut keys, mut people, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for provider in providers {
        let fresh = state
            .vault
            .new_person_key(PersonId(state.clock.new_uuid()), now)?;
        people.push(person::ActiveModel {
            id: Set(fresh.key.person()),
            name: Set(None),
            phone: Set(None),
            phone_index: Set(None),
            gender: Set(None),
            dialects: Set("[]".to_owned()),
            community_code: Set(None),
            version: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
        });
        rows.push(row(state, &fresh.key, provider)?);
        keys.push(fresh);
    }
    let written = state.db.write_txn(async |txn| {
        for chunk in people.chunks(CHUNK) {
            person::Entity::insert_many(chunk.to_vec())
                .exec_without_returning(txn)
                .await?;
        }
        for chunk in keys.chunks(CHUNK) {
            state.vault.store_person_keys(txn, chunk).await?;
        }
        for chunk in rows.chunks(CHUNK) {
            provider::Entity::insert_many(chunk.to_vec())
                .exec_without_returning(txn)
                .await?;
        }
        Ok::<_, Problem>(())
    });
    Ok(written.await?)
}

fn row(
    state: &AppState,
    key: &PersonKey,
    from: &Provider,
) -> anyhow::Result<provider::ActiveModel> {
    let id = ProviderId(uuid::Uuid::from_u128(from.id.0));
    let now = state.clock.now();
    let divisions = state.divisions();
    // Whoever lives outside of the city has a post in it all the same.
    let community = divisions
        .locate(from.place)
        .map_or("510104017001", |community| &community.code);
    Ok(provider::ActiveModel {
        id: Set(id),
        person_id: Set(key.person()),
        kind: Set(match from.role {
            Role::SocialWorker => "social_worker",
            Role::Volunteer => "volunteer",
        }
        .to_owned()),
        community_code: Set(community.to_owned()),
        street_code: Set(community[..9].to_owned()),
        base_place: Set(key.seal(place_cell(id), &place_bytes(from.place))),
        skills: Set(format!(
            "[{}]",
            skills(state, from.skills.bits())
                .iter()
                .map(|code| format!("\"{code}\""))
                .collect::<Vec<_>>()
                .join(",")
        )),
        certificate: Set(from.certificate.map(|level| level.as_str().to_owned())),
        clearance: Set("[]".to_owned()),
        on_duty: Set(from.on),
        week: Set(week_bytes(&from.week)),
        capacity: Set(i32::from(from.capacity)),
        load: Set(i32::from(from.load)),
        recent_load: Set(0),
        radius_m: Set(i32::try_from(from.radius.whole())?.clamp(100, 100_000)),
        compound_id: Set(None),
        on_dedicated_post: Set(from.role == Role::SocialWorker),
        ratings_count: Set(0),
        ratings_sum: Set(0),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    })
}

/// The codes of a set's skills.
fn skills(state: &AppState, bits: u128) -> Vec<&str> {
    let known = state.reference.taxonomy.skills.iter().enumerate();
    known
        .filter(|(index, _)| bits >> index & 1 == 1)
        .map(|(_, skill)| skill.code.as_str())
        .collect()
}

/// The token of an officer of the whole city.
async fn token(state: &AppState) -> anyhow::Result<String> {
    let phone = Phone::parse("12600000000").context("a phone")?;
    let terms = sessions::terms_version(state).to_owned();
    let begun = state.db.write_txn(async |txn| {
        let by = persons::SignInBy::Phone(phone.clone());
        let account = persons::create_account(txn, state, &by).await?;
        let scope = ScopeRef::Division(state.settings.city.code.clone());
        let grant = persons::new_grant(state, account.person_id, Grant::CityOfficer, &scope, None);
        store::insert_grant(txn, grant).await?;
        sessions::begin(txn, state, &account, ClientKind::App, Some(&terms)).await
    });
    Ok(begun.await?.session.access_token)
}

/// The first question of bench/knn (several skills, a certificate, a time; 5 km), those in the city, one a line; and beside it who is
/// nearest to the centre of its 500 m cell by the library alone: ids in ascending order, between commas. The server shows distances
/// rounded, so its own order is another.
fn questions(state: &AppState, providers: Vec<Provider>) -> anyhow::Result<(String, String)> {
    let monday: jiff::Timestamp = MONDAY.parse()?;
    let divisions = state.divisions();
    let index = ProviderIndex::bulk_load(providers);
    let (mut urls, mut answers) = (String::new(), String::new());
    for mut need in data::needs(10_000, 7, false) {
        if divisions.locate(need.place).is_none() {
            continue;
        }
        writeln!(urls, "{}", url(state, &need, monday)?)?;
        need.place = Cell::of(need.place).centre();
        let nearest = index.nearest_eligible(&need, 10, Metres::new(5_000.0));
        let mut ids: Vec<String> = nearest
            .iter()
            .map(|(provider, _)| uuid::Uuid::from_u128(provider.id.0).to_string())
            .collect();
        ids.sort_unstable();
        writeln!(answers, "{}", ids.join(","))?;
    }
    Ok((urls, answers))
}

fn url(state: &AppState, need: &Need, monday: jiff::Timestamp) -> anyhow::Result<String> {
    let window = need.window.context("every question has a time")?;
    let at = monday + jiff::SignedDuration::from_mins(i64::from(window.start_week_minute));
    let mut url = format!(
        "/v1/providers/nearest?lon={}&lat={}&crs=wgs84&kind=volunteer&radius_m=5000&limit=10&skills={}&at={at}&minutes={}",
        need.place.lon(),
        need.place.lat(),
        skills(state, need.skills.bits()).join(","),
        window.duration_minutes,
    );
    if let Some(level) = need.certificate {
        write!(url, "&certificate={}", level.as_str())?;
    }
    Ok(url)
}
