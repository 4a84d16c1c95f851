//! Calling everything as everybody.

use std::collections::{BTreeMap, BTreeSet};

use jinlin_tests::{Answer, City, Client, on_both_databases};
use serde_json::Value;

use super::all_fixtures;
use super::case::{Body, Case, CaseExt as _, Fixture, Kind, Place};
use super::table::{self, Operation, ROLES, Relation};
use super::world::{Actor, World};

/// A token that nobody signed.
const FORGED: &str = "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAwMDAwMDAwIn0.eyJpc3MiOiJqaW5saW4iLCJhdWQiOiJqaW5saW4tYXBpIn0.c2lnbmF0dXJl";

on_both_databases! {
    /// All roles, all places. All failures are told together.
    async fn every_operation_as_every_role(backend: Backend) {
        let world = World::new(backend).await;
        let fixtures = fixtures_by_operation();
        let mut failures = Vec::new();
        let mut done = BTreeSet::new();
        let operations = table::operations(&world.city).await;
        for operation in operations.iter().filter(|operation| !operation.is_public()) {
            let Some(fixture) = fixtures.get(operation.id.as_str()) else {
                failures.push(format!("{}: no fixture", operation.id));
                continue;
            };
            for role in ROLES {
                if lacks(operation, role) {
                    failures.extend(refusal(&world, operation, role).await);
                    continue;
                }
                for place in operation.places() {
                    let Some(actor) = world.actor(role, place) else { continue };
                    let Some(case) = (fixture.make)(&world, actor, place).await else { continue };
                    match check(&world, operation, actor, place, &case).await {
                        Ok(Some(relations)) => {
                            done.extend(relations.into_iter().map(|relation| (operation.id.clone(), role, relation)));
                        }
                        Ok(None) => {}
                        Err(failure) => failures.push(format!("{} as {role}, {place:?}: {failure}", operation.id)),
                    }
                }
            }
            for role in ROLES {
                for relation in operation.relations(role) {
                    if !done.contains(&(operation.id.clone(), role, relation)) {
                        failures.push(format!("{} as {role}: {relation:?} is allowed but was never brought to a 2xx", operation.id));
                    }
                }
            }
        }
        assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    }

    /// Without a valid token nothing but the public operations works, and those do not care.
    async fn every_operation_without_a_valid_token(backend: Backend) {
        let world = World::new(backend).await;
        let fixtures = fixtures_by_operation();
        let mut failures = Vec::new();
        for operation in table::operations(&world.city).await {
            let Some(fixture) = fixtures.get(operation.id.as_str()) else {
                failures.push(format!("{}: no fixture", operation.id));
                continue;
            };
            let tokens = [(None, "unauthenticated"), (Some(world.expired.as_str()), "token_expired"), (Some(FORGED), "token_invalid")];
            for (token, code) in tokens {
                // A fresh case each time: a public operation may use it up.
                let case = any_case(&world, &operation, fixture).await;
                let client = token.map_or_else(|| world.city.anonymous(), |token| world.city.anonymous().with_token(token));
                let answer = call(&client, &operation, &case).await;
                let right = if operation.is_public() {
                    is_success(&answer)
                } else {
                    answer.status == 401 && answer.json["code"] == code
                };
                if !right {
                    failures.push(format!("{} ({code}): {} {}", operation.id, answer.status, answer.text()));
                }
            }
        }
        assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    }
}

/// Fixtures and operations are the same set: a fixture of an operation that is gone is a mistake, too.
#[tokio::test]
async fn fixtures_and_operations_are_the_same_set() {
    let city = City::on(jinlin_tests::Backend::Sqlite).await;
    let operations: BTreeSet<_> = table::operations(&city)
        .await
        .into_iter()
        .map(|operation| operation.id)
        .collect();
    let fixtures: BTreeSet<_> = all_fixtures()
        .iter()
        .map(|fixture| fixture.operation.to_owned())
        .collect();
    assert_eq!(
        fixtures.len(),
        all_fixtures().len(),
        "an operation has two fixtures"
    );
    assert_eq!(operations, fixtures);
}

fn fixtures_by_operation() -> BTreeMap<&'static str, Fixture> {
    all_fixtures()
        .into_iter()
        .map(|fixture| (fixture.operation, fixture))
        .collect()
}

/// The first case that makes sense for an operation.
async fn any_case(world: &World, operation: &Operation, fixture: &Fixture) -> Case {
    for role in ROLES {
        for place in Place::ALL {
            let Some(actor) = world.actor(role, place) else {
                continue;
            };
            if let Some(case) = (fixture.make)(world, actor, place).await {
                return case;
            }
        }
    }
    panic!("{}: its fixture makes no case", operation.id);
}

/// Whether neither a role nor being a resident, which everybody with an account is, has an operation.
fn lacks(operation: &Operation, role: &str) -> bool {
    operation.relations(role).is_empty() && operation.relations("resident").is_empty()
}

/// What is wrong with the refusal of a role that lacks an operation. It comes before anything of the request is looked at, so no
/// record is made for it.
async fn refusal(world: &World, operation: &Operation, role: &str) -> Option<String> {
    let actor = world.actor(role, Place::Own)?;
    let mut case = Case::free();
    for name in operation
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    {
        case = case.parameter(name, "00000000-0000-7000-8000-000000000000");
    }
    let answer = call(&actor.person, operation, &case?).await;
    let refused = answer.status == 403 && answer.json["code"] == "forbidden";
    (!refused).then(|| {
        format!(
            "{} as {role}: 403 was due, not {} {}",
            operation.id,
            answer.status,
            answer.text()
        )
    })
}

/// Calls an operation; answers the relations of the role that this proved to be enough, or what was wrong.
async fn check(
    world: &World,
    operation: &Operation,
    actor: &Actor,
    place: Place,
    case: &Case,
) -> Result<Option<BTreeSet<Relation>>, String> {
    let mut client: Client = (*actor.person).clone();
    if let Some(token) = &case.token {
        client = world.city.anonymous().with_token(token);
    }
    let answer = call(&client, operation, case).await;
    let told = || format!("{} {}", answer.status, answer.text());
    let own = operation.relations(actor.role);
    // Everybody with an account is a resident, too.
    let relations: BTreeSet<_> = own
        .union(&operation.relations("resident"))
        .copied()
        .collect();
    let reached = reaches(&relations, actor, place);
    let success = is_success(&answer);
    match &case.kind {
        Kind::Free if success => Ok(Some(own)),
        Kind::Free => Err(format!("2xx was due, not {}", told())),
        Kind::Record(..) if reached => {
            if success {
                Ok(Some(proved(&own, actor, place)))
            } else {
                Err(format!("2xx was due, not {}", told()))
            }
        }
        Kind::Record(status, code) => {
            let refused = answer.status == *status && answer.json["code"] == *code;
            if refused {
                Ok(None)
            } else {
                Err(format!("{status} {code} was due, not {}", told()))
            }
        }
        Kind::List(id) => {
            if !success {
                return Err(format!("2xx was due, not {}", told()));
            }
            let shown = answer.text().contains(id.as_str());
            match (shown, reached) {
                (true, true) => Ok(Some(proved(&own, actor, place))),
                (false, false) => Ok(None),
                (true, false) => Err(format!("the list shows {id}, which is out of reach")),
                (false, true) => Err(format!("the list does not show {id}: {}", answer.text())),
            }
        }
    }
}

/// Whether the relations reach a record of a place.
fn reaches(relations: &BTreeSet<Relation>, actor: &Actor, place: Place) -> bool {
    relations.contains(&Relation::Any) || !proved(relations, actor, place).is_empty()
}

/// The relations that reach a record of a place.
fn proved(relations: &BTreeSet<Relation>, actor: &Actor, place: Place) -> BTreeSet<Relation> {
    relations
        .iter()
        .copied()
        .filter(|relation| match relation {
            Relation::Any => true,
            Relation::Own => place == Place::Own,
            Relation::Team => place == Place::Team,
            Relation::Called => place == Place::Called,
            // Even what is far from everybody else lies in the city.
            Relation::Scope => {
                place == Place::Scope || (actor.has_whole_city() && place != Place::Beside)
            }
        })
        .collect()
}

/// 2xx, or 101 for a WebSocket.
fn is_success(answer: &Answer) -> bool {
    answer.status == 101 || (200..300).contains(&answer.status)
}

async fn call(client: &Client, operation: &Operation, case: &Case) -> Answer {
    let mut path = operation.path.clone();
    for (name, value) in &case.parameters {
        path = path.replace(&format!("{{{name}}}"), value);
    }
    assert!(
        !path.contains('{'),
        "{}: the fixture leaves {path}",
        operation.id
    );
    let mut request = client.request(operation.method.clone(), &format!("{path}{}", case.query));
    if let Some(version) = case.if_match {
        request = request.if_match(version);
    }
    for (name, value) in &case.headers {
        request = request.header(name, value);
    }
    match &case.body {
        Body::None => request,
        Body::Json(body) => request.json(Value::clone(body)),
        Body::Bytes(content_type, body) => request.bytes(content_type, body.clone()),
    }
    .await
}
