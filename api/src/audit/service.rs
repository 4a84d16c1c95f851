//! From entries of the log to what the person they are about may read.

use std::collections::HashMap;

use super::dto::{ActorRole, AuditEntryDto, OtherActor};
use crate::identity::entity::grant;
use crate::identity::store;
use crate::operations::RULES;
use crate::platform::access::Role;
use crate::platform::audit::{self, entry};
use crate::platform::clock::Instant;
use crate::platform::ids::{AuditId, PersonId};
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::Problem;
use crate::state::AppState;

/// Who looked at `person`'s data, newest first.
///
/// # Errors
/// The database's.
pub async fn looks_at(
    state: &AppState,
    person: PersonId,
    page: PageRequest,
) -> Result<Page<AuditEntryDto>, Problem> {
    let db = state.db.read();
    let rows = audit::entries_about(db, person, page.after.map(AuditId), page.limit + 1).await?;
    let page = Page::new(rows, page, |row| row.id.0);
    let mut others: Vec<_> = page
        .items
        .iter()
        .filter_map(|row| row.actor_person_id)
        .filter(|id| *id != person)
        .collect();
    others.sort_unstable();
    others.dedup();
    let mut grants: HashMap<PersonId, Vec<grant::Model>> = HashMap::new();
    for grant in store::grants_ever_of(db, &others).await? {
        grants.entry(grant.person_id).or_default().push(grant);
    }
    Ok(page.map(|row| {
        let held = row
            .actor_person_id
            .and_then(|actor| grants.get(&actor))
            .map_or(&[][..], Vec::as_slice);
        entry_for(row, person, held)
    }))
}

fn entry_for(row: entry::Model, subject: PersonId, grants: &[grant::Model]) -> AuditEntryDto {
    let actor = match row.actor_person_id {
        Some(actor) if actor == subject => ActorRole::Other(OtherActor::Myself),
        Some(_) => ActorRole::Role(role_for(&row.operation, row.at, grants)),
        // Without a person an operation of the API is one before sign-in, and everything else is a job.
        None if RULES.iter().any(|rule| rule.id == row.operation) => {
            ActorRole::Other(OtherActor::Anonymous)
        }
        None => ActorRole::Other(OtherActor::System),
    };
    AuditEntryDto {
        id: row.id,
        at: row.at,
        operation: row.operation,
        record: row.table_name,
        fields: row
            .fields
            .split(',')
            .filter(|field| !field.is_empty())
            .map(ToOwned::to_owned)
            .collect(),
        actor,
    }
}

/// The role in which somebody could do `operation` at `at`: of those that the operation names and the person held, the first
/// beyond a resident's. Where none is found (the operation has changed since), the first held beyond a resident's; a person
/// without any acted as a resident.
fn role_for(operation: &str, at: Instant, grants: &[grant::Model]) -> Role {
    let held: Vec<Role> = grants
        .iter()
        .filter(|grant| {
            grant.granted_at <= at && grant.revoked_at.is_none_or(|revoked| at < revoked)
        })
        .filter_map(|grant| grant.role.parse().ok())
        .filter(|role| *role != Role::Resident)
        .collect();
    let named = RULES
        .iter()
        .find(|rule| rule.id == operation)
        .map_or(&[][..], |rule| rule.allow);
    let entitled = named
        .iter()
        .map(|(role, _)| *role)
        .find(|role| held.contains(role));
    let resident = named.iter().any(|(role, _)| *role == Role::Resident);
    match entitled {
        Some(role) => role,
        None if resident => Role::Resident,
        None => held.first().copied().unwrap_or(Role::Resident),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::platform::ids::GrantId;

    const SUBJECT: PersonId = PersonId(Uuid::from_u128(1));
    const OFFICER: PersonId = PersonId(Uuid::from_u128(2));

    fn held(role: &str, from: i64, until: Option<i64>) -> grant::Model {
        grant::Model {
            id: GrantId(Uuid::from_u128(9)),
            person_id: OFFICER,
            role: role.to_owned(),
            scope_kind: "own".to_owned(),
            scope_ref: String::new(),
            granted_by: None,
            granted_at: Instant(from),
            revoked_by: None,
            revoked_at: until.map(Instant),
        }
    }

    fn look(actor: Option<PersonId>, operation: &str) -> entry::Model {
        entry::Model {
            id: AuditId(Uuid::from_u128(5)),
            at: Instant(100),
            actor_account_id: None,
            actor_person_id: actor,
            operation: operation.to_owned(),
            subject_person_id: Some(SUBJECT),
            table_name: "persons".to_owned(),
            row_id: None,
            fields: "name,phone".to_owned(),
            request_id: None,
            seal_no: None,
        }
    }

    fn actor(actor: Option<PersonId>, operation: &str) -> String {
        let grants = [held("resident", 0, None), held("street_officer", 0, None)];
        let entry = entry_for(look(actor, operation), SUBJECT, &grants);
        assert_eq!(entry.fields, ["name", "phone"]);
        serde_json::to_value(entry.actor)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    }

    #[test]
    fn a_look_is_told_by_role_never_by_name() {
        assert_eq!(actor(Some(SUBJECT), "show_me"), "self");
        assert_eq!(actor(None, "seed_demo"), "system");
        assert_eq!(actor(None, "create_session"), "anonymous");
        assert_eq!(actor(Some(OFFICER), "list_grants"), "street_officer");
        assert_eq!(
            actor(Some(OFFICER), "show_me"),
            "resident",
            "an officer's own account is a resident's matter"
        );
        assert_eq!(
            actor(Some(OFFICER), "a_retired_operation"),
            "street_officer"
        );
    }

    #[test]
    fn the_role_is_the_one_of_that_time() {
        let grants = [
            held("resident", 0, None),
            held("city_officer", 0, Some(100)),
            held("street_officer", 50, None),
        ];
        assert_eq!(
            role_for("list_grants", Instant(40), &grants),
            Role::CityOfficer
        );
        assert_eq!(
            role_for("list_grants", Instant(99), &grants),
            Role::StreetOfficer,
            "the first that the table names"
        );
        assert_eq!(
            role_for("list_grants", Instant(100), &grants),
            Role::StreetOfficer
        );
        assert_eq!(
            role_for("verify_audit_chain", Instant(99), &grants),
            Role::CityOfficer
        );
    }
}
