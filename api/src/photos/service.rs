//! Taking photos in, keeping them, showing them, tidying up what became none.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::dto::{PhotoSize, SentPhoto};
use super::entity::photo;
use super::picture::Purpose;
use super::{picture, store};
use crate::needs::entity::need;
use crate::needs::model::NeedState;
use crate::platform::audit::Reading;
use crate::platform::crypto::{Cell, Sealed};
use crate::platform::ids::{PersonId, PhotoId, TaskId};
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;

/// How long an upload may take; what is older and became no photo is given up.
const PATIENCE: Duration = Duration::from_secs(3_600);
/// How many uploads one pass gives up.
const BATCH: u64 = 200;
/// How many photos a need may have.
const MOST_OF_NEED: usize = 5;

/// A picture whose files are stored and which nobody sees yet.
#[derive(Debug)]
pub struct Upload {
    /// The id of its files, and of the row that it becomes.
    pub id: PhotoId,
    /// Width, pixels.
    pub width: i32,
    /// Height, pixels.
    pub height: i32,
    /// Size of the full JPEG, bytes.
    pub bytes: i32,
}

/// Writes a picture anew and stores its files, sealed with the key of whoever it is about. Outside of any transaction: stores are slow.
///
/// # Errors
/// 413, 415 and 422 for what is no photo that can be kept; 503 when the store does not take it.
pub async fn take_in(
    state: &AppState,
    about: PersonId,
    sent: &SentPhoto,
    purpose: Purpose,
) -> Result<Upload, Problem> {
    let most = state.policy().number("photo.max_bytes", 10 * 1024 * 1024);
    if i64::try_from(sent.bytes.len()).unwrap_or(i64::MAX) > most {
        return Err(ErrorCode::PayloadTooLarge.into());
    }
    let file = sent.bytes.clone();
    let slot = state.photos.slots.acquire().await;
    let slot = slot.map_err(Problem::internal)?;
    let picture = actix_web::web::block(move || picture::take_in(&file, purpose)).await;
    drop(slot);
    let picture = picture.map_err(Problem::internal)??;
    let id = PhotoId(state.clock.new_uuid());
    let key = state.vault.person_key(state.db.read(), about).await?;
    let now = state.clock.now();
    state
        .db
        .write_txn(async |txn| store::begin_upload(txn, id, now).await)
        .await?;
    let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let upload = Upload {
        id,
        width: whole(picture.width),
        height: whole(picture.height),
        bytes: i32::try_from(picture.full.len()).unwrap_or(i32::MAX),
    };
    for (size, file) in [
        (PhotoSize::Full, picture.full),
        (PhotoSize::Thumb, picture.thumb),
    ] {
        let sealed = key.seal(cell(purpose, id, size), &file);
        state.photos.put(id, size, sealed.0).await?;
    }
    Ok(upload)
}

/// The second half of keeping a picture, in the transaction that inserts its row: from its commit on the files are the row's.
///
/// # Errors
/// 503 when the upload took so long that it was given up.
pub async fn end_upload<C: ConnectionTrait>(txn: &C, upload: &Upload) -> Result<(), Problem> {
    if store::end_upload(txn, upload.id).await? {
        return Ok(());
    }
    Err(Problem::new(ErrorCode::Unavailable).retry_after(1))
}

/// Has a picture's files removed, in the transaction that takes its row away: from the commit on nobody sees them, and [`tidy_up`] removes
/// them, whatever happens to this replica.
///
/// # Errors
/// The database's.
pub async fn discard<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: PhotoId,
) -> Result<(), Problem> {
    Ok(store::discard(txn, id, state.clock.now()).await?)
}

/// Shows a photo from now on: [`end_upload`] for photos.
///
/// # Errors
/// 503 when the upload took so long that it was given up.
pub async fn keep<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    need: &need::Model,
    (task, author): (Option<TaskId>, PersonId),
    upload: &Upload,
) -> Result<photo::Model, Problem> {
    end_upload(txn, upload).await?;
    let row = photo::ActiveModel {
        id: Set(upload.id),
        need_id: Set(need.id),
        task_id: Set(task),
        author_person_id: Set(author),
        width: Set(upload.width),
        height: Set(upload.height),
        bytes: Set(upload.bytes),
        created_at: Set(state.clock.now()),
    };
    Ok(store::insert(txn, row).await?)
}

/// Whether one photo more may be added to a need.
///
/// # Errors
/// 409 when the need is over, 422 when it has as many as it may.
pub async fn check_room<C: ConnectionTrait>(db: &C, need: &need::Model) -> Result<(), Problem> {
    if !matches!(
        need.state,
        NeedState::Draft | NeedState::Open | NeedState::Matched | NeedState::InService
    ) {
        return Err(Problem::new(ErrorCode::WrongState).with("state", need.state.as_str()));
    }
    if store::of_need(db, need.id).await?.len() >= MOST_OF_NEED {
        return Err(Problem::field("photos", FieldCode::TooLong));
    }
    Ok(())
}

/// Opens one size of a picture; the look is noted.
///
/// # Errors
/// When the store does not give it or it does not open.
pub async fn open(
    state: &AppState,
    reading: &mut Reading,
    about: PersonId,
    (purpose, id, size): (Purpose, PhotoId, PhotoSize),
) -> Result<Vec<u8>, Problem> {
    let key = state.vault.person_key(state.db.read(), about).await?;
    let sealed = Sealed(state.photos.get(id, size).await?);
    Ok(reading.open(&key, cell(purpose, id, size), &sealed)?)
}

const fn cell(purpose: Purpose, id: PhotoId, size: PhotoSize) -> Cell {
    Cell::new(purpose.table(), size.as_str(), id.0)
}

/// Gives up uploads that became nothing, and ends what was discarded: the files are removed, then the marks. Answers how many.
///
/// # Errors
/// The database's or the store's.
pub async fn tidy_up(state: &AppState) -> Result<usize, Problem> {
    let before = state.clock.now().minus(PATIENCE);
    let abandoned = store::uploads_before(state.db.read(), before, BATCH).await?;
    for id in &abandoned {
        // An upload that is only slow then ends in an error, and never in a photo without files.
        let given_up = state
            .db
            .write_txn(async |txn| store::give_up(txn, *id).await)
            .await?;
        if given_up {
            state.photos.remove(*id).await?;
            state
                .db
                .write_txn(async |txn| store::forget(txn, *id).await)
                .await?;
        }
    }
    Ok(abandoned.len())
}
