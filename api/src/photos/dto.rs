//! Photos in requests and answers.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use serde::{Deserialize, Serialize};
use std::pin::Pin;
use utoipa::{IntoParams, ToSchema};

use super::entity::photo;
use super::picture;
use crate::platform::clock::Instant;
use crate::platform::crypto::sha256;
use crate::platform::http::read_body;
use crate::platform::ids::PhotoId;
use crate::platform::problem::Problem;

/// The largest photo that is read, in bytes: 10 MB.
const READ_LIMIT: usize = 10 * 1024 * 1024;

/// A photo's row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Photo)]
pub struct PhotoDto {
    /// Id.
    pub id: PhotoId,
    /// Width of the full size, pixels.
    #[schema(example = 1536)]
    pub width: i32,
    /// Height of the full size, pixels.
    #[schema(example = 2048)]
    pub height: i32,
    /// Size of the full JPEG, bytes.
    #[schema(example = 412_345)]
    pub bytes: i32,
    /// When it was sent.
    pub created_at: Instant,
}

impl From<&photo::Model> for PhotoDto {
    fn from(row: &photo::Model) -> Self {
        Self {
            id: row.id,
            width: row.width,
            height: row.height,
            bytes: row.bytes,
            created_at: row.created_at,
        }
    }
}

/// The sizes of a photo.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PhotoSize {
    /// For lists: at most 320 pixels.
    Thumb,
    /// At most 2,048 pixels.
    #[default]
    Full,
}

impl PhotoSize {
    /// The word in names of files and in the address that its ciphertext is bound to.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Thumb => "thumb",
            Self::Full => "full",
        }
    }
}

/// Which size to show.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ShowPhotoQuery {
    /// `full` unless said otherwise.
    #[param(inline)]
    pub size: Option<PhotoSize>,
}

/// A photo as it was sent.
#[derive(Debug)]
pub struct SentPhoto {
    /// The file.
    pub bytes: web::Bytes,
    /// SHA-256 of it.
    pub hash: Vec<u8>,
}

impl FromRequest for SentPhoto {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let sent = request.content_type().to_ascii_lowercase();
        let bytes = read_body(request, payload, READ_LIMIT);
        Box::pin(async move {
            if !picture::MEDIA_TYPES.contains(&sent.as_str()) {
                return Err(picture::unsupported());
            }
            let bytes = bytes.await?;
            Ok(Self {
                hash: sha256(&bytes),
                bytes,
            })
        })
    }
}
