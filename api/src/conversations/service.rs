//! Who takes part in a conversation, saying something, reading, marks.

use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::dto::{AuthorRole, Conversation, MessageDto, ReadMark};
use super::entity::message;
use super::store;
use crate::needs::entity::need;
use crate::photos;
use crate::platform::audit::Reading;
use crate::platform::clock::Instant;
use crate::platform::crypto::{Cell, CryptoError, PersonKey};
use crate::platform::ids::{MemberId, MessageId, PersonId, PhotoId, TaskId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::{ErrorCode, FieldErrors, Problem};
use crate::state::AppState;
use crate::tasks::entity::{member, task};
use crate::tasks::{contact, members, team};
use crate::{needs, tasks};

/// The longest text, in characters.
const TEXT_MAX: usize = 1_000;

/// A conversation as one who takes part in it sees it.
#[derive(Debug)]
pub struct Talk {
    /// The task.
    pub task: task::Model,
    /// Its need.
    pub need: need::Model,
    /// Who looks.
    pub person: PersonId,
    /// As what.
    pub role: AuthorRole,
    /// Their place in the team.
    pub member: Option<MemberId>,
    /// From when on they may read; `None` for everything.
    pub since: Option<Instant>,
    /// The active team.
    team: Vec<member::Model>,
}

impl Talk {
    /// Whether something of this moment is for them.
    #[must_use]
    pub fn may_see(&self, at: Instant) -> bool {
        self.since.is_none_or(|since| at >= since)
    }

    /// Everybody who takes part, as what.
    #[must_use]
    pub fn others(&self) -> Vec<(PersonId, AuthorRole, Option<MemberId>)> {
        let mut others = vec![(self.need.person_id, AuthorRole::Client, None)];
        if self.need.posted_by != self.need.person_id {
            others.push((self.need.posted_by, AuthorRole::Poster, None));
        }
        for member in &self.team {
            let role = role_of(member);
            if role == AuthorRole::Lead || !self.task.sensitive {
                others.push((member.person_id, role, Some(member.id)));
            }
        }
        others.retain(|(person, ..)| *person != self.person);
        others
    }
}

const fn role_of(member: &member::Model) -> AuthorRole {
    if member.role.is_lead() {
        AuthorRole::Lead
    } else {
        AuthorRole::Volunteer
    }
}

/// The conversation of a task, for somebody who takes part in it.
///
/// # Errors
/// 404 for everybody else; 410 for the team once the contact is closed.
pub async fn enter<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    person: PersonId,
    id: TaskId,
) -> Result<Talk, Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let task = tasks::store::find(db, id).await?.ok_or_else(not_found)?;
    let need = needs::store::find(db, task.need_id)
        .await?
        .ok_or_else(not_found)?;
    let team = members::active_members(db, id).await?;
    let (role, member, since) = if need.person_id == person {
        (AuthorRole::Client, None, None)
    } else if need.posted_by == person {
        (AuthorRole::Poster, None, None)
    } else {
        let member = team.iter().find(|member| member.person_id == person);
        let member = member.ok_or_else(not_found)?;
        let role = role_of(member);
        if role == AuthorRole::Volunteer && task.sensitive {
            return Err(not_found());
        }
        if contact::is_closed(state, &task) {
            return Err(ErrorCode::Gone.into());
        }
        let since = (role == AuthorRole::Volunteer).then_some(member.joined_at);
        (role, Some(member.id), since)
    };
    Ok(Talk {
        task,
        need,
        person,
        role,
        member,
        since,
        team,
    })
}

/// A text, proven.
///
/// # Errors
/// 422 `text` when it is empty or too long.
pub fn parse(text: &str) -> Result<String, Problem> {
    let mut errors = FieldErrors::default();
    let text = errors.required_text("text", text, TEXT_MAX);
    errors.finish()?;
    Ok(text)
}

/// What is said.
#[derive(Debug)]
pub enum Content<'a> {
    /// A text.
    Text(&'a str),
    /// A photo, which is kept already.
    Photo(PhotoId),
}

/// Says something; the others are told.
///
/// # Errors
/// 409 when the task is over or nobody leads it.
pub async fn post<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    talk: &Talk,
    content: Content<'_>,
) -> Result<message::Model, Problem> {
    team::require_running(&talk.task)?;
    let id = MessageId(state.clock.new_uuid());
    let (text, photo) = match content {
        Content::Text(text) => {
            let key = state.vault.person_key(txn, talk.need.person_id).await?;
            (Some(key.seal(cell(id), text.as_bytes())), None)
        }
        Content::Photo(photo) => (None, Some(photo)),
    };
    let row = message::ActiveModel {
        id: Set(id),
        task_id: Set(talk.task.id),
        author_person_id: Set(talk.person),
        author_role: Set(talk.role),
        member_id: Set(talk.member),
        content: Set(text),
        photo_id: Set(photo),
        created_at: Set(state.clock.now()),
    };
    let row = store::insert(txn, row).await?;
    let event = NewEvent {
        kind: EventKind::MessagePosted,
        entity_id: id.0,
        // Of a conversation no officer is told.
        community_code: None,
        payload: serde_json::json!({ "task_id": talk.task.id, "need_id": talk.need.id }),
        recipients: talk.others().iter().map(|(person, ..)| *person).collect(),
    };
    outbox::append(txn, &state.clock, vec![event]).await?;
    Ok(row)
}

/// A page of the conversation; the looks at its texts are noted.
///
/// # Errors
/// The database's, or a text that does not open.
pub async fn read<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    talk: &Talk,
    request: PageRequest,
) -> Result<Conversation, Problem> {
    let rows = store::page(db, talk.task.id, talk.since, request).await?;
    let page = Page::new(rows, request, |row| row.id.0);
    let items = show(db, state, reading, talk, &page.items).await?;
    let others = talk.others();
    let mut read_by = Vec::new();
    for mark in store::marks(db, talk.task.id).await? {
        let other = others.iter().find(|(person, ..)| *person == mark.person_id);
        if let Some((_, by, member_id)) = other {
            read_by.push(ReadMark {
                by: *by,
                member_id: *member_id,
                up_to: mark.message_id,
                at: mark.read_at,
            });
        }
    }
    Ok(Conversation {
        items,
        next_cursor: page.next_cursor,
        unread: store::count_unread(db, talk.task.id, talk.person, talk.since).await?,
        read_by,
        open: team::require_running(&talk.task).is_ok(),
    })
}

/// Messages as one who takes part sees them; the looks at their texts are noted.
///
/// # Errors
/// The database's, or a text that does not open. Of an erased person no text is shown.
pub async fn show<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    talk: &Talk,
    rows: &[message::Model],
) -> Result<Vec<MessageDto>, Problem> {
    let key: Option<PersonKey> = match state.vault.person_key(db, talk.need.person_id).await {
        Ok(key) => Some(key),
        Err(CryptoError::Erased) => None,
        Err(error) => return Err(error.into()),
    };
    let ids: Vec<_> = rows.iter().filter_map(|row| row.photo_id).collect();
    let photos = photos::store::find_many(db, &ids).await?;
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let text = match &key {
            Some(key) => reading.open_optional(key, cell(row.id), row.content.as_ref())?,
            None => None,
        };
        let photo = photos.iter().find(|photo| Some(photo.id) == row.photo_id);
        shown.push(MessageDto {
            id: row.id,
            from: row.author_role,
            member_id: row.member_id,
            mine: row.author_person_id == talk.person,
            text,
            photo: photo.map(Into::into),
            created_at: row.created_at,
        });
    }
    Ok(shown)
}

/// Marks the conversation as read up to a message; answers how much is left.
///
/// # Errors
/// 422 `up_to` when they see no such message.
pub async fn mark_read<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    talk: &Talk,
    up_to: MessageId,
) -> Result<u64, Problem> {
    let message = store::find(txn, talk.task.id, up_to).await?;
    if !message.is_some_and(|message| talk.may_see(message.created_at)) {
        return Err(Problem::field(
            "up_to",
            crate::platform::problem::FieldCode::Unknown,
        ));
    }
    let now = state.clock.now();
    store::mark_read(txn, talk.task.id, talk.person, up_to, now).await?;
    Ok(store::count_unread(txn, talk.task.id, talk.person, talk.since).await?)
}

const fn cell(id: MessageId) -> Cell {
    Cell::new("task_messages", "content", id.0)
}
