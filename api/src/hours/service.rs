//! Counting, correcting, listing hours; making slips.

use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::dto::{
    Correction, CreateHourCertificateDto, EntryKind, HourCertificate, Hours, HoursOfTask,
};
use super::entity::{certificate, entry};
use super::store;
use crate::figures::model::Days;
use crate::identity::persons;
use crate::needs::numbers;
use crate::platform::audit::Reading;
use crate::platform::crypto::{Cell, CryptoError};
use crate::platform::ids::{HourCertificateId, HourEntryId, PersonId};
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;
use crate::tasks;
use crate::tasks::entity::member;

/// Counts a member's minutes at the end of a task.
///
/// # Errors
/// The database's; a conflict when they were counted already.
pub async fn count<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    member: &member::Model,
    minutes: i32,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let row = entry::ActiveModel {
        id: Set(HourEntryId(state.clock.new_uuid())),
        member_id: Set(member.id),
        task_id: Set(member.task_id),
        person_id: Set(member.person_id),
        kind: Set(EntryKind::Counted),
        minutes: Set(minutes),
        reason: Set(None),
        written_by: Set(None),
        served_at: Set(member.checked_in_at.unwrap_or(now)),
        created_at: Set(now),
    };
    Ok(store::append(txn, row).await?)
}

/// Writes a difference behind what was counted.
///
/// # Errors
/// The database's.
pub async fn correct<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    member: &member::Model,
    minutes: i32,
    (reason, by): (&str, PersonId),
) -> Result<(), Problem> {
    let now = state.clock.now();
    let id = HourEntryId(state.clock.new_uuid());
    let key = state.vault.person_key(txn, member.person_id).await?;
    // The difference belongs to the day of the service, whenever it is written.
    let known = store::served_at(txn, member.id).await?;
    let served_at = known.or(member.checked_in_at).or(member.checked_out_at);
    let row = entry::ActiveModel {
        id: Set(id),
        member_id: Set(member.id),
        task_id: Set(member.task_id),
        person_id: Set(member.person_id),
        kind: Set(EntryKind::Corrected),
        minutes: Set(minutes),
        reason: Set(Some(key.seal(reason_cell(id), reason.as_bytes()))),
        written_by: Set(Some(by)),
        served_at: Set(served_at.unwrap_or(now)),
        created_at: Set(now),
    };
    Ok(store::append(txn, row).await?)
}

const fn reason_cell(id: HourEntryId) -> Cell {
    Cell::new("hour_entries", "reason", id.0)
}

/// A page of a person's own hours; the looks at reasons are noted.
///
/// # Errors
/// The database's, or a reason that does not open.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    person: PersonId,
    request: PageRequest,
) -> Result<Hours, Problem> {
    let rows = tasks::members::served(db, person, request).await?;
    let page = Page::new(rows, request, |row| row.id.0);
    let ids: Vec<_> = page.items.iter().map(|member| member.task_id).collect();
    let served = tasks::store::find_many(db, &ids).await?;
    let ids: Vec<_> = page.items.iter().map(|member| member.id).collect();
    let corrections = store::corrections(db, &ids).await?;
    let key = state.vault.person_key(db, person).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for member in page.items {
        let Some(task) = served.iter().find(|task| task.id == member.task_id) else {
            continue;
        };
        let mut of_member = Vec::new();
        for entry in corrections
            .iter()
            .filter(|entry| entry.member_id == member.id)
        {
            of_member.push(Correction {
                minutes: entry.minutes,
                reason: reading.open_optional(
                    &key,
                    reason_cell(entry.id),
                    entry.reason.as_ref(),
                )?,
                at: entry.created_at,
            });
        }
        items.push(HoursOfTask {
            task_id: task.id,
            category: task.category.clone(),
            community: task.community_code.clone(),
            minutes: member.minutes.unwrap_or(0),
            checked_in_at: member.checked_in_at,
            checked_out_at: member.checked_out_at,
            corrections: of_member,
        });
    }
    Ok(Hours {
        minutes: store::minutes(db, person).await?,
        items,
        next_cursor: page.next_cursor,
    })
}

/// Makes a slip of what the ledger says now.
///
/// # Errors
/// 422 `name` for somebody whose name is not known, `from` for a span without hours, and what [`Days`] refuses.
pub async fn certify<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reading: &mut Reading,
    person: PersonId,
    input: &CreateHourCertificateDto,
) -> Result<HourCertificate, Problem> {
    let now = state.clock.now();
    let today = state.clock.civil_date(now);
    let days = Days::parse(Some(&input.from), Some(&input.to), today)?;
    let name = persons::read_name(txn, state, reading, person).await?;
    let name = name.ok_or_else(|| Problem::field("name", FieldCode::Required))?;
    let span = days.instants(state.clock.zone())?;
    let by_task = store::minutes_by_task(txn, person, span).await?;
    if by_task.is_empty() {
        return Err(Problem::field("from", FieldCode::Range));
    }
    let id = HourCertificateId(state.clock.new_uuid());
    let key = state.vault.person_key(txn, person).await?;
    let code = numbers::random_code();
    let row = certificate::ActiveModel {
        id: Set(id),
        person_id: Set(person),
        code_hash: Set(numbers::code_hash(&code)),
        code: Set(key.seal(cell("code", id), code.as_bytes())),
        name: Set(key.seal(cell("name", id), name.as_bytes())),
        from_on: Set(days.first.to_string()),
        until_on: Set(days.last.to_string()),
        minutes: Set(by_task.iter().sum()),
        tasks: Set(i64::try_from(by_task.len()).unwrap_or(i64::MAX)),
        issued_at: Set(now),
    };
    let row = store::insert_certificate(txn, row).await?;
    Ok(described(row, code))
}

/// A slip as its owner sees it; the look at its code is noted.
///
/// # Errors
/// When it does not open.
pub async fn show<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    row: certificate::Model,
) -> Result<HourCertificate, Problem> {
    let key = state.vault.person_key(db, row.person_id).await?;
    let code = reading.open_text(&key, cell("code", row.id), &row.code)?;
    Ok(described(row, code))
}

fn described(row: certificate::Model, code: String) -> HourCertificate {
    HourCertificate {
        id: row.id,
        code,
        from: row.from_on,
        to: row.until_on,
        minutes: row.minutes,
        tasks: row.tasks,
        issued_at: row.issued_at,
    }
}

/// The name on a slip; the look is noted.
///
/// # Errors
/// The database's, or a name that does not open. Of an erased person there is none.
pub async fn read_name<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    row: &certificate::Model,
) -> Result<Option<String>, Problem> {
    match state.vault.person_key(db, row.person_id).await {
        Ok(key) => Ok(Some(reading.open_text(
            &key,
            cell("name", row.id),
            &row.name,
        )?)),
        Err(CryptoError::Erased) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A person's own slip.
///
/// # Errors
/// 404 when it is not theirs.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    id: HourCertificateId,
) -> Result<certificate::Model, Problem> {
    let row = store::find_certificate(db, person, id).await?;
    row.ok_or_else(|| ErrorCode::NotFound.into())
}

const fn cell(column: &'static str, id: HourCertificateId) -> Cell {
    Cell::new("hour_certificates", column, id.0)
}
