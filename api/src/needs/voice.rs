//! Voice notes: kept, sealed and playable, whether or not anybody ever transcribes them.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _};
use std::pin::Pin;

use super::entity::{need, voice_note};
use super::model::NeedState;
use super::store;
use crate::platform::audit::Reading;
use crate::platform::crypto::{Cell, sha256};
use crate::platform::http::read_body;
use crate::platform::ids::VoiceNoteId;
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;

/// The largest recording that is read at all, in bytes; policy may allow less.
const READ_LIMIT: usize = 4 * 1024 * 1024;
/// What phones record.
const MEDIA_TYPES: &[&str] = &[
    "audio/mp4",
    "audio/mpeg",
    "audio/aac",
    "audio/ogg",
    "audio/webm",
    "audio/wav",
    "audio/amr",
];

/// A recording as it was sent.
#[derive(Debug)]
pub struct Recording {
    /// Media type.
    pub media_type: &'static str,
    /// The sound.
    pub bytes: web::Bytes,
    /// SHA-256 of it.
    pub hash: Vec<u8>,
}

impl FromRequest for Recording {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let sent = request.content_type().to_ascii_lowercase();
        let media_type = MEDIA_TYPES.iter().find(|known| **known == sent);
        let bytes = read_body(request, payload, READ_LIMIT);
        Box::pin(async move {
            let media_type =
                media_type.ok_or_else(|| Problem::new(ErrorCode::UnsupportedMediaType))?;
            let bytes = bytes.await?;
            Ok(Self {
                media_type,
                hash: sha256(&bytes),
                bytes,
            })
        })
    }
}

/// How many recordings a need may have.
const MOST: usize = 5;

/// Keeps a recording with its need.
///
/// # Errors
/// 413 beyond the policy's size, 422 when it is empty or there are too many, 409 when the need is over.
pub async fn keep<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    need: &need::Model,
    recording: &Recording,
) -> Result<super::dto::VoiceNoteDto, Problem> {
    let most = state.policy().number("voice.max_bytes", 2 * 1024 * 1024);
    let length = i32::try_from(recording.bytes.len())
        .map_err(|_too_large| Problem::new(ErrorCode::PayloadTooLarge))?;
    if i64::from(length) > most {
        return Err(ErrorCode::PayloadTooLarge.into());
    }
    if recording.bytes.is_empty() {
        return Err(Problem::field("body", FieldCode::Required));
    }
    if !matches!(
        need.state,
        NeedState::Draft | NeedState::Open | NeedState::Matched | NeedState::InService
    ) {
        return Err(Problem::new(ErrorCode::WrongState).with("state", need.state.as_str()));
    }
    if store::voice_notes(txn, need.id).await?.len() >= MOST {
        return Err(Problem::field("voice_notes", FieldCode::TooLong));
    }
    let id = VoiceNoteId(state.clock.new_uuid());
    let now = state.clock.now();
    let key = state.vault.person_key(txn, need.person_id).await?;
    voice_note::Entity::insert(voice_note::ActiveModel {
        id: Set(id),
        need_id: Set(need.id),
        media_type: Set(recording.media_type.to_owned()),
        bytes: Set(length),
        content: Set(key.seal(cell(id), &recording.bytes)),
        created_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(super::dto::VoiceNoteDto {
        id,
        media_type: recording.media_type.to_owned(),
        bytes: length,
        created_at: now,
    })
}

/// Opens a recording; the look is noted.
///
/// # Errors
/// When it does not open.
pub async fn open<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    need: &need::Model,
    note: &voice_note::Model,
) -> Result<Vec<u8>, Problem> {
    let key = state.vault.person_key(db, need.person_id).await?;
    Ok(reading.open(&key, cell(note.id), &note.content)?)
}

/// The address of a recording.
#[must_use]
pub const fn cell(id: VoiceNoteId) -> Cell {
    Cell::new("voice_notes", "content", id.0)
}
