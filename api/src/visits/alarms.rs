//! Alarms: raised by the visitor or by time, told to everybody who can do something, ended by one of them.

use jinlin_matcher::Crs;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::dto::{AlarmDto, AlarmRow, AlertedDto, EndSos, RaiseSos, SosDto};
use super::entity::{alarm, visit};
use super::model::{AlarmKind, AlarmOutcome, AlarmState, Capacity};
use super::store;
use crate::divisions::dto::PlaceDto;
use crate::divisions::{parse_place_text, place_text};
use crate::duty::shifts;
use crate::identity::{officers, persons};
use crate::needs::view::{self, Detail};
use crate::platform::access::Reach;
use crate::platform::audit::Reading;
use crate::platform::crypto::{Cell, CryptoError};
use crate::platform::ids::{AlarmId, MemberId, PersonId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldErrors, Problem};
use crate::state::AppState;
use crate::tasks::entity::{member, task};
use crate::tasks::{check_in, members, team};
use crate::{needs, tasks};

/// Whose alarm it is.
struct About {
    task: task::Model,
    member: MemberId,
    person: PersonId,
}

/// The visitor asks for help. Who asks again tells where they are now: it is the same alarm. Answers it, and whether it is new.
///
/// # Errors
/// 422 naming the fields; 409 when the task is over.
pub async fn raise_sos<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    (task, member): (&task::Model, &member::Model),
    input: &RaiseSos,
) -> Result<(alarm::Model, bool), Problem> {
    let mut errors = FieldErrors::default();
    let place = input
        .place
        .as_ref()
        .and_then(|place| place.parse(&mut errors, "place"));
    check_in::check_accuracy(input.accuracy_m, &mut errors);
    errors.finish()?;
    team::require_running(task)?;
    let about = About {
        task: task.clone(),
        member: member.id,
        person: member.person_id,
    };
    let (alarm, fresh) = open(txn, state, about, AlarmKind::Sos).await?;
    if let Some(place) = place {
        let key = state.vault.person_key(txn, member.person_id).await?;
        let sealed = key.seal(cell(alarm.id), place_text(place).as_bytes());
        let accuracy = input
            .accuracy_m
            .and_then(|metres| i32::try_from(metres).ok());
        if !store::set_fix(txn, alarm.id, (sealed, accuracy), state.clock.now()).await? {
            return Err(ErrorCode::Conflict.into());
        }
    }
    announce(txn, state, &alarm, AlarmState::Open).await?;
    Ok((alarm, fresh))
}

/// Nobody has heard of a visitor in time.
///
/// # Errors
/// The database's.
pub(super) async fn raise_for_overtime<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &visit::Model,
) -> Result<(), Problem> {
    let Some(task) = tasks::store::find(txn, row.task_id).await? else {
        return Ok(());
    };
    let about = About {
        task,
        member: row.member_id,
        person: row.person_id,
    };
    let (alarm, _) = open(txn, state, about, AlarmKind::Overtime).await?;
    announce(txn, state, &alarm, AlarmState::Open).await
}

/// The member's open alarm of a kind, made where there is none, with everybody who is alerted.
async fn open<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    about: About,
    kind: AlarmKind,
) -> Result<(alarm::Model, bool), Problem> {
    let id = AlarmId(state.clock.new_uuid());
    let task = &about.task;
    let row = alarm::ActiveModel {
        id: Set(id),
        task_id: Set(task.id),
        need_id: Set(task.need_id),
        member_id: Set(about.member),
        person_id: Set(about.person),
        kind: Set(kind),
        street_code: Set(task.street_code.clone()),
        community_code: Set(task.community_code.clone()),
        state: Set(AlarmState::Open),
        outcome: Set(None),
        place: Set(None),
        accuracy_m: Set(None),
        place_at: Set(None),
        created_at: Set(state.clock.now()),
        ended_at: Set(None),
        ended_by: Set(None),
    };
    let fresh = store::insert_alarm(txn, row).await?;
    if fresh {
        let people = to_alert(txn, state, &about, kind).await?;
        if people.is_empty() {
            tracing::error!(task.id = %task.id, "an alarm has nobody to tell: put somebody on duty, grant officers");
        }
        store::insert_alerted(txn, id, &people).await?;
    }
    let alarm = store::open_alarm(txn, about.member, kind).await?;
    // Ended by somebody between the two statements: asking once more makes a new one.
    let alarm = alarm.ok_or_else(|| Problem::new(ErrorCode::Conflict))?;
    Ok((alarm, fresh))
}

/// Everybody who can do something, once each: of the team whoever leads (of an SOS all), and who is on duty.
async fn to_alert<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    about: &About,
    kind: AlarmKind,
) -> Result<Vec<(PersonId, Capacity)>, Problem> {
    let task = &about.task;
    let mut people = Vec::new();
    for member in members::active_members(txn, task.id).await? {
        if member.role.is_lead() {
            people.push((member.person_id, Capacity::Lead));
        } else if kind == AlarmKind::Sos {
            people.push((member.person_id, Capacity::Member));
        }
    }
    let on_duty = shifts::on_duty(txn, &task.community_code, state.clock.now()).await?;
    let mut called: Vec<_> = on_duty
        .into_iter()
        .map(|person| (person, Capacity::OnDuty))
        .collect();
    if called.is_empty() {
        let mut holders = officers::of_community(txn, &task.community_code).await?;
        if holders.is_empty() {
            holders = officers::of_street(txn, state, &task.street_code).await?;
        }
        called.extend(
            holders
                .into_iter()
                .map(|person| (person, Capacity::Officer)),
        );
    }
    for (person, capacity) in called {
        if people.iter().all(|(known, _)| *known != person) {
            people.push((person, capacity));
        }
    }
    people.retain(|(person, _)| *person != about.person);
    Ok(people)
}

async fn announce<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &alarm::Model,
    at: AlarmState,
) -> Result<(), Problem> {
    let mut recipients: Vec<_> = store::alerted_by(txn, row.id)
        .await?
        .into_iter()
        .map(|told| told.person_id)
        .collect();
    recipients.push(row.person_id);
    let event = NewEvent {
        kind: EventKind::VisitAlarm,
        entity_id: row.id.0,
        community_code: None,
        payload: serde_json::json!({ "kind": row.kind, "state": at, "task_id": row.task_id }),
        recipients,
    };
    Ok(outbox::append(txn, &state.clock, vec![event]).await?)
}

/// Ends an alarm and tells everybody who was alerted; answers whether it was open.
///
/// # Errors
/// The database's.
pub(super) async fn close<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &alarm::Model,
    outcome: AlarmOutcome,
    by: Option<PersonId>,
) -> Result<bool, Problem> {
    let ended = store::end_alarm(txn, row.id, outcome, by, state.clock.now()).await?;
    if ended {
        announce(txn, state, row, AlarmState::Ended).await?;
    }
    Ok(ended)
}

/// Ends an alarm within reach with what it came to.
///
/// # Errors
/// 404 when there is none; 409 when it is over.
pub async fn end<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reach: &Reach,
    id: AlarmId,
    input: &EndSos,
) -> Result<AlarmRow, Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let row = store::find_alarm(txn, reach, id)
        .await?
        .ok_or_else(not_found)?;
    if !close(txn, state, &row, input.outcome, Some(reach.person)).await? {
        return Err(Problem::new(ErrorCode::WrongState).with("state", AlarmState::Ended.as_str()));
    }
    let row = store::find_alarm(txn, reach, id)
        .await?
        .ok_or_else(not_found)?;
    Ok(AlarmRow::from(&row))
}

/// What whoever asked for help is told: whom to call, and who knows.
///
/// # Errors
/// The database's.
pub async fn told<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    row: &alarm::Model,
) -> Result<SosDto, Problem> {
    Ok(SosDto {
        alarm: AlarmRow::from(row),
        numbers: view::emergency_numbers(&state.reference.taxonomy),
        alerted: alerted(db, row.id).await?,
    })
}

async fn alerted<C: ConnectionTrait>(db: &C, id: AlarmId) -> Result<Vec<AlertedDto>, Problem> {
    let rows = store::alerted_by(db, id).await?;
    Ok(rows.iter().map(AlertedDto::from).collect())
}

/// An alarm with all that helps to find the visitor; the looks are noted. Once it is over only that it was.
///
/// # Errors
/// The database's, or a value that does not open.
pub async fn show<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    row: &alarm::Model,
) -> Result<AlarmDto, Problem> {
    let mut shown = AlarmDto {
        alarm: AlarmRow::from(row),
        alerted: alerted(db, row.id).await?,
        numbers: Vec::new(),
        name: None,
        phone: None,
        place: None,
        accuracy_m: None,
        place_at: None,
        address: None,
        home: None,
    };
    if row.state == AlarmState::Ended {
        return Ok(shown);
    }
    shown.numbers = view::emergency_numbers(&state.reference.taxonomy);
    let contact = persons::read_contact(db, state, reading, row.person_id).await?;
    (shown.name, shown.phone) = (contact.name, contact.phone);
    if let Some(place) = &row.place {
        match state.vault.person_key(db, row.person_id).await {
            Ok(key) => {
                let text = reading.open_text(&key, cell(row.id), place)?;
                let place = parse_place_text(&text);
                shown.place = place.map(|place| PlaceDto::from_wgs84(place, Crs::Wgs84));
                (shown.accuracy_m, shown.place_at) = (row.accuracy_m, row.place_at);
            }
            Err(CryptoError::Erased) => {}
            Err(error) => return Err(error.into()),
        }
    }
    if let Some(need) = needs::store::find(db, row.need_id).await? {
        let need = view::show(db, state, reading, &need, Detail::Team).await?;
        (shown.address, shown.home) = (need.address, need.place);
    }
    Ok(shown)
}

const fn cell(id: AlarmId) -> Cell {
    Cell::new("visit_alarms", "place", id.0)
}
