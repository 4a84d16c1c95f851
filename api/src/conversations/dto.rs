//! Conversations in requests and answers.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use std::pin::Pin;
use utoipa::ToSchema;

use crate::needs::model::{UnknownWord, words};
use crate::photos::dto::{PhotoDto, SentPhoto};
use crate::platform::clock::Instant;
use crate::platform::http::JsonBody;
use crate::platform::ids::{MemberId, MessageId};
use crate::platform::problem::Problem;

words! {
    /// As what somebody speaks in a conversation.
    AuthorRole {
        /// The person served.
        Client = "client",
        /// Whoever posted for them.
        Poster = "poster",
        /// The lead.
        Lead = "lead",
        /// A volunteer of the team.
        Volunteer = "volunteer",
    }
}

/// A text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "我在小区东门，马上到。"}))]
pub struct PostMessage {
    /// Up to 1,000 characters.
    #[schema(min_length = 1, max_length = 1000, example = "我在小区东门，马上到。")]
    pub text: String,
}

/// What is posted: a text as JSON, or a photo as its file.
#[derive(Debug)]
pub enum Posted {
    /// A text.
    Text(JsonBody<PostMessage>),
    /// A photo.
    Photo(SentPhoto),
}

impl Posted {
    /// SHA-256 of the body.
    #[must_use]
    pub fn hash(&self) -> &[u8] {
        match self {
            Self::Text(body) => &body.hash,
            Self::Photo(photo) => &photo.hash,
        }
    }
}

impl FromRequest for Posted {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if request
            .content_type()
            .to_ascii_lowercase()
            .starts_with("image/")
        {
            let photo = SentPhoto::from_request(request, payload);
            Box::pin(async { photo.await.map(Self::Photo) })
        } else {
            let text = JsonBody::from_request(request, payload);
            Box::pin(async { text.await.map(Self::Text) })
        }
    }
}

/// A message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Message)]
pub struct MessageDto {
    /// Id.
    pub id: MessageId,
    /// As what its author speaks.
    pub from: AuthorRole,
    /// The author's place in the team, whose name the task shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    /// Whether it is the caller's own.
    pub mine: bool,
    /// The text; absent for a photo, and when the person served was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "我在小区东门，马上到。")]
    pub text: Option<String>,
    /// The photo; its file is at `/v1/photos/{id}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo: Option<PhotoDto>,
    /// When.
    pub created_at: Instant,
}

/// How far somebody else has read.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadMark {
    /// As what they take part.
    pub by: AuthorRole,
    /// Their place in the team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    /// Up to and including this message.
    pub up_to: MessageId,
    /// When.
    pub at: Instant,
}

/// A page of a conversation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conversation {
    /// Messages, newest first.
    pub items: Vec<MessageDto>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "AZNaAHwecACAAAAAAAAAAQ")]
    pub next_cursor: Option<String>,
    /// Messages of others that the caller has not marked as read.
    #[schema(example = 2)]
    pub unread: u64,
    /// How far the others have read.
    pub read_by: Vec<ReadMark>,
    /// Whether something can be said.
    pub open: bool,
}

/// How far the caller has read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"up_to": "01935a00-0000-7000-8000-000000000001"}))]
pub struct MarkRead {
    /// Up to and including this message.
    pub up_to: MessageId,
}

/// What is left to read.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unread {
    /// Messages of others that the caller has not marked as read.
    #[schema(example = 0)]
    pub unread: u64,
}
