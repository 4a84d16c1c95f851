//! From an event to who is told of what. Who did it is not told.

use std::time::Duration;

use super::model::{NotificationKind, Priority};
use crate::consents::entity::ConsentState;
use crate::duty;
use crate::leaves::entity::LeaveState;
use crate::needs;
use crate::needs::entity::need;
use crate::needs::model::NeedState;
use crate::platform::clock::Instant;
use crate::platform::ids::{CallBackId, NeedId, PersonId, SessionId, TaskId};
use crate::platform::outbox::{Event, EventKind};
use crate::platform::problem::Problem;
use crate::portraits::entity::PortraitState;
use crate::reference::taxonomy::Urgency;
use crate::state::AppState;
use crate::tasks;
use crate::tasks::model::TaskState;
use crate::visits::model::AlarmState;

/// What an event comes to.
#[derive(Debug)]
pub enum Draft {
    /// People are told.
    Tell(Box<Telling>),
    /// What was told of this subject is not true any more: it does not go out.
    Withdraw(NotificationKind, uuid::Uuid),
    /// A session has ended: its phone is not pushed to.
    Forget(SessionId),
}

/// Who is told of what.
#[derive(Debug)]
pub struct Telling {
    /// Of what.
    pub kind: NotificationKind,
    /// How pressing, when it is more than usual.
    pub priority: Option<Priority>,
    /// About what.
    pub subject: uuid::Uuid,
    /// The need behind it.
    pub need: Option<need::Model>,
    /// The task behind it.
    pub task: Option<TaskId>,
    /// Whom.
    pub persons: Vec<PersonId>,
    /// When it makes no sense any more, when that is sooner than usual.
    pub expires_at: Option<Instant>,
}

impl Telling {
    fn new(kind: NotificationKind, event: &Event) -> Self {
        Self {
            kind,
            priority: None,
            subject: event.entity_id,
            need: None,
            task: None,
            persons: event.recipients.clone(),
            expires_at: None,
        }
    }

    fn about(mut self, need: need::Model) -> Self {
        let pressing = matches!(
            Urgency::of_row(&need.urgency),
            Urgency::Urgent | Urgency::Emergency
        );
        let grows = matches!(
            self.kind,
            NotificationKind::OfferReceived | NotificationKind::NeedEscalated
        );
        if pressing && grows {
            self.priority = Some(Priority::Urgent);
        }
        self.need = Some(need);
        self
    }

    fn without(mut self, person: Option<PersonId>) -> Self {
        self.persons.retain(|told| Some(*told) != person);
        self
    }
}

fn id_in(event: &Event, name: &str) -> Option<uuid::Uuid> {
    event.payload.get(name)?.as_str()?.parse().ok()
}

fn instant_in(event: &Event, name: &str) -> Option<Instant> {
    serde_json::from_value(event.payload.get(name)?.clone()).ok()
}

fn word_in<'a>(event: &'a Event, name: &str) -> &'a str {
    let word = event.payload.get(name).and_then(serde_json::Value::as_str);
    word.unwrap_or_default()
}

/// What an event comes to; nothing for most.
///
/// # Errors
/// The database's.
pub async fn of_event(state: &AppState, event: &Event) -> Result<Option<Draft>, Problem> {
    let telling = match event.kind {
        EventKind::OfferOpened => offer_received(state, event).await?,
        EventKind::PlaceOffered => place_offered(state, event).await?,
        EventKind::OfferClosed => {
            let kind = NotificationKind::OfferReceived;
            return Ok(Some(Draft::Withdraw(kind, event.entity_id)));
        }
        EventKind::NeedOpened => need_opened(state, event).await?,
        EventKind::NeedChanged => need_changed(state, event).await?,
        EventKind::NeedEscalated => {
            let need = needs::store::find(state.db.read(), NeedId(event.entity_id)).await?;
            need.map(|need| Telling::new(NotificationKind::NeedEscalated, event).about(need))
        }
        EventKind::CallBackOpened => call_back_asked(state, event).await?,
        // Taken and never ended: whoever took it and its officers are asked.
        EventKind::CallBackChanged if event.payload.get("forgotten").is_some() => {
            forgotten_call_back(state, event).await?
        }
        EventKind::CallBackChanged => {
            let kind = NotificationKind::CallBackAsked;
            return Ok(Some(Draft::Withdraw(kind, event.entity_id)));
        }
        EventKind::VisitAsked => of_visit(state, event, NotificationKind::VisitAsked).await?,
        EventKind::VisitAlarm if word_in(event, "state") == AlarmState::Ended.as_str() => {
            let task = id_in(event, "task_id").unwrap_or(event.entity_id);
            return Ok(Some(Draft::Withdraw(NotificationKind::VisitAlarm, task)));
        }
        EventKind::VisitAlarm => of_visit(state, event, NotificationKind::VisitAlarm).await?,
        EventKind::TaskChanged => task_cancelled(state, event).await?,
        EventKind::MessagePosted => message_received(state, event).await?,
        EventKind::DutyChanged => Some(Telling::new(NotificationKind::DutyChanged, event)),
        EventKind::LeaveChanged => {
            let asked = word_in(event, "state") == LeaveState::Asked.as_str();
            let kind = if asked {
                NotificationKind::LeaveAsked
            } else {
                NotificationKind::LeaveChanged
            };
            Some(Telling::new(kind, event))
        }
        EventKind::PortraitChanged => {
            // What is taken away or held is in the officers' list; nobody is told.
            let told = match word_in(event, "state").parse::<PortraitState>() {
                Ok(PortraitState::Checking) => Some(NotificationKind::PortraitWaiting),
                Ok(PortraitState::Shown | PortraitState::Refused) => {
                    Some(NotificationKind::PortraitDecided)
                }
                Ok(PortraitState::Held) | Err(_) => None,
            };
            told.map(|kind| Telling::new(kind, event))
        }
        EventKind::StreetConsentChanged => {
            let asked = word_in(event, "state") == ConsentState::Asked.as_str();
            let kind = if asked {
                NotificationKind::ConsentAsked
            } else {
                NotificationKind::ConsentDecided
            };
            Some(Telling::new(kind, event))
        }
        EventKind::AccountChanged => Some(Telling::new(NotificationKind::AccountChanged, event)),
        EventKind::GrantsChanged => Some(Telling::new(NotificationKind::RolesChanged, event)),
        EventKind::SessionEnded => {
            return Ok(Some(Draft::Forget(SessionId(event.entity_id))));
        }
        // Those who are concerned see these in their lists; nobody is called away for them.
        EventKind::RatingChanged | EventKind::ProviderChanged | EventKind::DivisionsChanged => None,
    };
    Ok(telling
        .filter(|telling| !telling.persons.is_empty())
        .map(|telling| Draft::Tell(Box::new(telling))))
}

async fn need_of_task(state: &AppState, task: TaskId) -> Result<Option<need::Model>, Problem> {
    let db = state.db.read();
    let Some(task) = tasks::store::find(db, task).await? else {
        return Ok(None);
    };
    Ok(needs::store::find(db, task.need_id).await?)
}

async fn offer_received(state: &AppState, event: &Event) -> Result<Option<Telling>, Problem> {
    let Some(task) = id_in(event, "task_id").map(TaskId) else {
        return Ok(None);
    };
    let need = need_of_task(state, task).await?;
    Ok(need.map(|need| Telling {
        task: Some(task),
        expires_at: instant_in(event, "expires_at"),
        ..Telling::new(NotificationKind::OfferReceived, event).about(need)
    }))
}

async fn place_offered(state: &AppState, event: &Event) -> Result<Option<Telling>, Problem> {
    let Some(task) = id_in(event, "task_id").map(TaskId) else {
        return Ok(None);
    };
    let need = need_of_task(state, task).await?;
    Ok(need.map(|need| Telling {
        subject: task.0,
        task: Some(task),
        expires_at: instant_in(event, "expires_at"),
        ..Telling::new(NotificationKind::PlaceOffered, event).about(need)
    }))
}

/// Who brought a need to a state last: they know.
async fn actor(
    state: &AppState,
    need: NeedId,
    to: NeedState,
) -> Result<(Option<PersonId>, usize), Problem> {
    let steps = needs::store::steps(state.db.read(), need).await?;
    let times = steps.iter().filter(|step| step.to_state == to).count();
    let last = steps.iter().rev().find(|step| step.to_state == to);
    Ok((last.and_then(|step| step.actor_person_id), times))
}

async fn need_opened(state: &AppState, event: &Event) -> Result<Option<Telling>, Problem> {
    let id = NeedId(event.entity_id);
    let Some(need) = needs::store::find(state.db.read(), id).await? else {
        return Ok(None);
    };
    let (by, times) = actor(state, id, NeedState::Open).await?;
    let kind = if times > 1 {
        NotificationKind::NeedReopened
    } else {
        NotificationKind::NeedReceived
    };
    // Whoever posted it knows; the one it is for may not.
    let by = if times > 1 { by } else { Some(need.posted_by) };
    Ok(Some(Telling::new(kind, event).about(need).without(by)))
}

async fn need_changed(state: &AppState, event: &Event) -> Result<Option<Telling>, Problem> {
    let Ok(to) = word_in(event, "state").parse::<NeedState>() else {
        return Ok(None);
    };
    let kind = match to {
        NeedState::Matched => NotificationKind::NeedAccepted,
        NeedState::InService => NotificationKind::VisitBegun,
        NeedState::Done => NotificationKind::NeedDone,
        NeedState::Closed | NeedState::Cancelled | NeedState::Expired => {
            NotificationKind::NeedEnded
        }
        NeedState::Draft | NeedState::Open => return Ok(None),
    };
    let id = NeedId(event.entity_id);
    let Some(need) = needs::store::find(state.db.read(), id).await? else {
        return Ok(None);
    };
    let (by, _) = actor(state, id, to).await?;
    Ok(Some(Telling::new(kind, event).about(need).without(by)))
}

async fn call_back_asked(state: &AppState, event: &Event) -> Result<Option<Telling>, Problem> {
    let db = state.db.read();
    let call = duty::store::find_call_back(db, CallBackId(event.entity_id)).await?;
    let Some(call) = call else { return Ok(None) };
    let need = needs::store::find(db, call.need_id).await?;
    Ok(need.map(|need| Telling {
        // The resident's stream shows that somebody is asked; only whoever is asked is called.
        persons: vec![call.person_id],
        ..Telling::new(NotificationKind::CallBackAsked, event).about(need)
    }))
}

async fn forgotten_call_back(state: &AppState, event: &Event) -> Result<Option<Telling>, Problem> {
    let Some(id) = id_in(event, "need_id").map(NeedId) else {
        return Ok(None);
    };
    let need = needs::store::find(state.db.read(), id).await?;
    let telling = Telling::new(NotificationKind::CallBackAsked, event);
    Ok(need.map(|need| telling.about(need)))
}

async fn of_visit(
    state: &AppState,
    event: &Event,
    kind: NotificationKind,
) -> Result<Option<Telling>, Problem> {
    let task = id_in(event, "task_id").map_or(TaskId(event.entity_id), TaskId);
    let telling = Telling {
        task: Some(task),
        subject: task.0,
        ..Telling::new(kind, event)
    };
    Ok(Some(match need_of_task(state, task).await? {
        Some(need) => telling.about(need),
        None => telling,
    }))
}

async fn task_cancelled(state: &AppState, event: &Event) -> Result<Option<Telling>, Problem> {
    if word_in(event, "state") != TaskState::Cancelled.as_str() {
        return Ok(None);
    }
    let task = TaskId(event.entity_id);
    let Some(need) = need_of_task(state, task).await? else {
        return Ok(None);
    };
    // The resident is told of the need.
    let (client, poster) = (Some(need.person_id), Some(need.posted_by));
    let telling = Telling {
        task: Some(task),
        ..Telling::new(NotificationKind::TaskCancelled, event).about(need)
    };
    Ok(Some(telling.without(client).without(poster)))
}

async fn message_received(state: &AppState, event: &Event) -> Result<Option<Telling>, Problem> {
    let Some(task) = id_in(event, "task_id").map(TaskId) else {
        return Ok(None);
    };
    let need = need_of_task(state, task).await?;
    Ok(need.map(|need| Telling {
        subject: task.0,
        task: Some(task),
        ..Telling::new(NotificationKind::MessageReceived, event).about(need)
    }))
}

/// Until when a telling makes sense.
#[must_use]
pub fn expires_at(made: Instant, lifetime: Duration, sooner: Option<Instant>) -> Instant {
    let usual = made.plus(lifetime);
    sooner.map_or(usual, |sooner| sooner.min(usual))
}
