//! Conversations over HTTP.

use actix_web::web::Data;

use super::dto::{Conversation, MarkRead, MessageDto, PostMessage, Posted, Unread};
use super::service::{self, Content};
use crate::operations::{ListMessages, MarkMessagesRead, PostMessage as PostMessageOp};
use crate::photos;
use crate::photos::picture::Purpose;
use crate::platform::access::Access;
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::TaskId;
use crate::platform::page::{PageQuery, PageRequest};
use crate::platform::problem::Problem;
use crate::state::AppState;
use crate::tasks::team;

/// Say something to the resident and the team: a text, or a photo
///
/// From when somebody leads the task until it is finished. A photo is JPEG, PNG or WebP of at most 10 MB, sent as its file; where it was
/// taken is not kept.
#[utoipa::path(post, path = "/v1/tasks/{id}/messages", tag = "conversations", params(("id" = TaskId, Path)),
    request_body(content((PostMessage = "application/json"), (Vec<u8> = "image/jpeg"))),
    responses((status = 201, body = MessageDto)))]
pub async fn post_message(
    access: Access<PostMessageOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    posted: Posted,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let person = access.principal.person;
    let hash = [id.0.0.as_bytes().as_slice(), posted.hash()].concat();
    let submission = access.submission(&key, &hash);
    let (mut text, mut upload) = (String::new(), None);
    match &posted {
        Posted::Text(body) => text = service::parse(&body.value.text)?,
        Posted::Photo(sent) => {
            if let Some(answer) = submission.replayed(&state).await? {
                return Ok(answer);
            }
            // Asked again below: in between files are stored, which takes its time.
            let talk = service::enter(state.db.read(), &state, person, id.0).await?;
            team::require_running(&talk.task)?;
            upload = Some(
                photos::service::take_in(&state, talk.need.person_id, sent, Purpose::Photo).await?,
            );
        }
    }
    submission
        .run(&state, async |txn| {
            let talk = service::enter(txn, &state, person, id.0).await?;
            let content = match &upload {
                None => Content::Text(&text),
                Some(upload) => {
                    let of = (Some(id.0), person);
                    let row = photos::service::keep(txn, &state, &talk.need, of, upload).await?;
                    Content::Photo(row.id)
                }
            };
            let row = service::post(txn, &state, &talk, content).await?;
            let mut reading = access.reading();
            let shown = service::show(txn, &state, &mut reading, &talk, &[row]).await?;
            reading.write(txn, &state.clock).await?;
            let location = format!("/v1/tasks/{}/messages", id.0);
            Answer::created(location, &shown.into_iter().next())
        })
        .await
}

/// The conversation of a task, newest first
#[utoipa::path(get, path = "/v1/tasks/{id}/messages", tag = "conversations",
    params(("id" = TaskId, Path), PageQuery), responses((status = 200, body = Conversation)))]
pub async fn list_messages(
    access: Access<ListMessages>,
    id: PathId<TaskId>,
    query: Params<PageQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let request = PageRequest::try_from(&query.0)?;
    let db = state.db.read();
    let talk = service::enter(db, &state, access.principal.person, id.0).await?;
    let mut reading = access.reading();
    let page = service::read(db, &state, &mut reading, &talk, request).await?;
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&page)
}

/// Mark the conversation as read up to a message
#[utoipa::path(post, path = "/v1/tasks/{id}/messages/read", tag = "conversations", params(("id" = TaskId, Path)),
    request_body = MarkRead, responses((status = 200, body = Unread)))]
pub async fn mark_messages_read(
    access: Access<MarkMessagesRead>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<MarkRead>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let talk = service::enter(txn, &state, access.principal.person, id.0).await?;
            let unread = service::mark_read(txn, &state, &talk, body.value.up_to).await?;
            Answer::ok(&Unread { unread })
        })
        .await
}
