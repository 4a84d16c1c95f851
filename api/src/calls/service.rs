//! Who may call whom about a task, and by which number.

use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::dto::{NumberToCall, OwnNumbers};
use super::entity::{CallWay, agreement, opening};
use super::relay::RelayError;
use super::store;
use crate::conversations::dto::AuthorRole;
use crate::conversations::service::{self, Talk};
use crate::identity::{Phone, reach};
use crate::platform::audit::{self, Actor, Reading};
use crate::platform::clock::Instant;
use crate::platform::ids::{CallId, MemberId, NeedId, PersonId, TaskId};
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;
use crate::tasks;
use crate::tasks::entity::member;
use crate::tasks::{contact, members};

/// Who calls whom about which task.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    task: TaskId,
    caller: PersonId,
    callee: PersonId,
}

/// A way that was found, before it is written down.
#[derive(Debug, Clone)]
pub struct Way {
    way: CallWay,
    number: String,
    reference: Option<String>,
    until: Option<Instant>,
}

/// Whom a caller reaches about a task.
///
/// # Errors
/// 404 for whoever has nothing to do with it; 410 once the contact is closed; 409 while nobody leads it; 422 for somebody they cannot
/// call.
pub async fn pair<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    person: PersonId,
    task: TaskId,
    member: Option<MemberId>,
) -> Result<Pair, Problem> {
    let talk = service::enter(db, state, person, task).await?;
    if contact::is_closed(state, &talk.task) {
        return Err(ErrorCode::Gone.into());
    }
    let callee = callee_of(&talk, member)?;
    Ok(Pair {
        task,
        caller: person,
        callee,
    })
}

/// The resident's side and the lead call each other and everybody of the team; a volunteer calls the lead: a resident's contact opens
/// to the holder of the task alone.
fn callee_of(talk: &Talk, member: Option<MemberId>) -> Result<PersonId, Problem> {
    let wrong_state =
        || Problem::new(ErrorCode::WrongState).with("state", talk.task.state.as_str());
    let others = talk.others();
    let lead = others
        .iter()
        .find(|(_, role, _)| *role == AuthorRole::Lead)
        .map(|(person, ..)| *person);
    let Some(member) = member else {
        return match talk.role {
            AuthorRole::Client | AuthorRole::Poster | AuthorRole::Volunteer => {
                lead.ok_or_else(wrong_state)
            }
            AuthorRole::Lead => Ok(talk.need.person_id),
        };
    };
    let unknown = || Problem::field("member_id", FieldCode::Unknown);
    let (callee, role, _) = others
        .into_iter()
        .find(|(.., id)| *id == Some(member))
        .ok_or_else(unknown)?;
    match talk.role {
        AuthorRole::Volunteer if role != AuthorRole::Lead => Err(unknown()),
        AuthorRole::Client | AuthorRole::Poster | AuthorRole::Lead | AuthorRole::Volunteer => {
            Ok(callee)
        }
    }
}

async fn phone_of<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    person: PersonId,
) -> Result<Option<Phone>, Problem> {
    let phone = reach::read_phone(db, state, reading, person).await?;
    Ok(phone.as_deref().and_then(Phone::parse))
}

/// Finds a way: the own number where both agreed, the relay that connects the two already, a new one, else the office line. Asks the
/// relay service, so it stands outside of every transaction; the looks have to be written before the answer goes out.
///
/// # Errors
/// The database's.
pub async fn find_way(state: &AppState, reading: &mut Reading, pair: Pair) -> Result<Way, Problem> {
    let db = state.db.read();
    let now = state.clock.now();
    let both = Words::read(db, pair.task)
        .await?
        .both(pair.caller, pair.callee);
    let persons = (pair.caller, pair.callee);
    if !both && let Some(open) = store::open_relay(db, pair.task, persons, now).await? {
        return Ok(Way {
            way: CallWay::Relay,
            number: open.relay_number.unwrap_or_default(),
            reference: open.relay_reference,
            until: open.until_at,
        });
    }
    let callee = phone_of(db, state, reading, pair.callee).await?;
    let Some(callee) = callee else {
        return Ok(office(state));
    };
    if both {
        return Ok(Way {
            way: CallWay::Direct,
            number: callee.digits().to_owned(),
            reference: None,
            until: None,
        });
    }
    let Some(caller) = phone_of(db, state, reading, pair.caller).await? else {
        return Ok(office(state));
    };
    let until = now.plus(state.policy().duration("calls.relay_hours", 3_600, 24));
    Ok(match state.relay.bind(&caller, &callee, until).await {
        Ok(relay) => Way {
            way: CallWay::Relay,
            number: relay.number,
            reference: relay.reference,
            until: Some(until),
        },
        Err(RelayError::NotConfigured) => office(state),
        Err(error) => {
            tracing::warn!(%error, "no relay number; the call goes through the office line");
            office(state)
        }
    })
}

/// The office line of the settings, else the city's service line.
#[must_use]
pub fn office_line(state: &AppState) -> String {
    let line = &state.settings.calls.office_line;
    if line.is_empty() {
        let hotline = state.reference.taxonomy.hotline("city_service");
        hotline.map_or_else(|| "12345".to_owned(), |hotline| hotline.number.clone())
    } else {
        line.clone()
    }
}

fn office(state: &AppState) -> Way {
    Way {
        way: CallWay::Office,
        number: office_line(state),
        reference: None,
        until: None,
    }
}

/// Writes the opening down.
///
/// # Errors
/// The database's.
pub async fn open<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    pair: Pair,
    way: &Way,
) -> Result<NumberToCall, Problem> {
    let relayed = way.way == CallWay::Relay;
    let row = opening::ActiveModel {
        id: Set(CallId(state.clock.new_uuid())),
        task_id: Set(pair.task),
        caller_person_id: Set(pair.caller),
        callee_person_id: Set(pair.callee),
        way: Set(way.way),
        relay_number: Set(relayed.then(|| way.number.clone())),
        relay_reference: Set(way.reference.clone()),
        until_at: Set(way.until),
        created_at: Set(state.clock.now()),
    };
    store::insert_opening(txn, row).await?;
    Ok(NumberToCall {
        number: way.number.clone(),
        way: way.way,
        until: way.until,
    })
}

/// Who agreed about a task, and who is of its team: together they say towards whom a word holds.
struct Words {
    said: Vec<agreement::Model>,
    team: Vec<member::Model>,
}

impl Words {
    async fn read<C: ConnectionTrait>(db: &C, task: TaskId) -> Result<Self, Problem> {
        Ok(Self {
            said: store::agreements(db, task).await?,
            team: members::active_members(db, task).await?,
        })
    }

    /// Whether `person` agreed towards `other`. A word that is older than one of the two's place in the team was given to somebody else:
    /// who agreed to one lead is asked again when another one comes.
    fn holds(&self, person: PersonId, other: PersonId) -> bool {
        let of_the_two = |member: &&member::Model| [person, other].contains(&member.person_id);
        let team = self.team.iter().filter(of_the_two);
        let since = team.map(|member| member.joined_at).max();
        self.said.iter().any(|word| {
            word.person_id == person && since.is_none_or(|since| word.agreed_at >= since)
        })
    }

    fn both(&self, one: PersonId, other: PersonId) -> bool {
        self.holds(one, other) && self.holds(other, one)
    }
}

/// Lets the other side of a task have the caller's own number, or not any more. The others are told, and it is in the audit log.
///
/// # Errors
/// 404 and 410 as [`pair`].
pub async fn agree<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    (person, task): (PersonId, TaskId),
    agrees: bool,
) -> Result<OwnNumbers, Problem> {
    let talk = service::enter(txn, state, person, task).await?;
    store::set_agreed(txn, task, person, agrees, state.clock.now()).await?;
    tasks::service::announce(txn, state, task).await?;
    let about = (
        "number_agreements",
        task.0,
        if agrees { "agreed" } else { "withdrawn" },
    );
    audit::record_change(txn, &state.clock, actor, Some(person), about).await?;
    let words = Words::read(txn, task).await?;
    let others = talk.others();
    Ok(OwnNumbers {
        agreed: agrees,
        other_agreed: others.iter().any(|(other, ..)| words.holds(*other, person)),
    })
}

/// Whether the lead of one of a need's tasks may see the resident's own number: both agreed.
///
/// # Errors
/// The database's.
pub async fn lead_sees_number<C: ConnectionTrait>(
    db: &C,
    need: NeedId,
    client: PersonId,
) -> Result<bool, Problem> {
    for task in tasks::store::find_for_need(db, need).await? {
        let words = Words::read(db, task.id).await?;
        let mut leads = words.team.iter().filter(|member| member.role.is_lead());
        if leads.any(|lead| words.both(lead.person_id, client)) {
            return Ok(true);
        }
    }
    Ok(false)
}
