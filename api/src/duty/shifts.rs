//! Shifts, and who is on duty.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, DbErr};

use super::dto::CreateShiftDto;
use super::entity::shift;
use super::store;
use crate::identity;
use crate::leaves;
use crate::platform::access::Reach;
use crate::platform::audit::{self, Actor};
use crate::platform::clock::Instant;
use crate::platform::ids::{PersonId, ShiftId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// The longest shift.
const LONGEST: Duration = Duration::from_secs(7 * 86_400);

/// Writes a shift down.
///
/// # Errors
/// 422 naming the fields, also for a division out of reach and for somebody who holds no role.
pub async fn create<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    input: &CreateShiftDto,
) -> Result<shift::Model, Problem> {
    let mut errors = FieldErrors::default();
    check_division(state, reach, &input.division, &mut errors);
    let span = input.until.since(input.from);
    let in_order = input.until > input.from && span <= LONGEST;
    errors.check(in_order, "until", FieldCode::Range);
    errors.check(input.until > state.clock.now(), "until", FieldCode::Range);
    let stand_in = input.stand_in_person_id;
    let same = stand_in == Some(input.person_id);
    errors.check(!same, "stand_in_person_id", FieldCode::Contradiction);
    let named = [
        ("person_id", Some(input.person_id)),
        ("stand_in_person_id", stand_in),
    ];
    for (field, person) in named {
        if let Some(person) = person {
            let known = identity::store::holds_any_role(txn, person).await?;
            errors.check(known, field, FieldCode::Unknown);
        }
    }
    errors.finish()?;
    let community = input.division.len() == 12;
    let id = ShiftId(state.clock.new_uuid());
    let row = shift::ActiveModel {
        id: Set(id),
        division_code: Set(input.division.clone()),
        street_code: Set(input.division.get(..9).unwrap_or_default().to_owned()),
        community_code: Set(if community {
            input.division.clone()
        } else {
            String::new()
        }),
        person_id: Set(input.person_id),
        stand_in_person_id: Set(stand_in),
        from_at: Set(input.from),
        until_at: Set(input.until),
        created_by: Set(reach.person),
        created_at: Set(state.clock.now()),
        cancelled_at: Set(None),
        cancelled_by: Set(None),
    };
    let row = store::insert_shift(txn, row).await?;
    let about = ("duty_shifts", id.0, "division,person,from,until");
    audit::record_change(txn, &state.clock, actor, Some(input.person_id), about).await?;
    announce(txn, state, &row, "planned").await?;
    Ok(row)
}

/// Tells whoever is on duty, and whoever stands in for them.
async fn announce<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &shift::Model,
    change: &'static str,
) -> Result<(), Problem> {
    let event = NewEvent {
        kind: EventKind::DutyChanged,
        entity_id: row.id.0,
        community_code: None,
        payload: serde_json::json!({
            "change": change, "division": row.division_code, "from": row.from_at, "until": row.until_at,
        }),
        recipients: [Some(row.person_id), row.stand_in_person_id]
            .into_iter()
            .flatten()
            .collect(),
    };
    Ok(outbox::append(txn, &state.clock, vec![event]).await?)
}

/// A community or a street within reach; beside it there is nothing to see.
fn check_division(state: &AppState, reach: &Reach, code: &str, errors: &mut FieldErrors) {
    let known = state.divisions().get(code).is_some();
    let reached = match code.len() {
        12 => reach.any || reach.areas.contains(code),
        9 => reach.any || reach.areas.covers_street(code),
        _ => false,
    };
    errors.check(known && reached, "division", FieldCode::Unknown);
}

/// Takes a shift back.
///
/// # Errors
/// 404 when there is none within reach.
pub async fn cancel<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    id: ShiftId,
) -> Result<(), Problem> {
    let row = store::cancel_shift(txn, reach, id, state.clock.now())
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let about = ("duty_shifts", id.0, "cancelled_at");
    audit::record_change(txn, &state.clock, actor, Some(row.person_id), about).await?;
    announce(txn, state, &row, "cancelled").await
}

/// Who is to be called about something in a community at an instant, in this order: whoever is on duty there, whoever stands in
/// for them, the same of the street. Whoever is on leave is not called, but who stands in for them then. Nobody twice; nobody at all when
/// no shift runs.
///
/// # Errors
/// The database's.
pub async fn on_duty<C: ConnectionTrait>(
    db: &C,
    community: &str,
    at: Instant,
) -> Result<Vec<PersonId>, DbErr> {
    let mut order: Vec<PersonId> = Vec::new();
    for division in [community, community.get(..9).unwrap_or_default()] {
        let shifts = store::shifts_at(db, division, at).await?;
        let first = shifts.iter().map(|shift| shift.person_id);
        let then = shifts.iter().filter_map(|shift| shift.stand_in_person_id);
        let planned = first.chain(then).collect();
        for person in leaves::service::instead_of_absent(db, planned, at).await? {
            if !order.contains(&person) {
                order.push(person);
            }
        }
    }
    Ok(order)
}
