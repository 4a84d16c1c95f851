//! From what a phone sends to two JPEGs that hold nothing but pixels.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage};

use crate::platform::problem::{ErrorCode, FieldCode, Problem};

/// What is understood.
pub const MEDIA_TYPES: &[&str] = &["image/jpeg", "image/png", "image/webp"];
/// The longer side of a photo that is kept, pixels: enough to read a label on a medicine box.
const FULL_SIDE: u32 = 2_048;
/// The longer side of a portrait that is kept, pixels: enough to know a face at the door again.
const PORTRAIT_SIDE: u32 = 1_024;
/// The shorter side that a portrait has at least, pixels.
const LEAST_PORTRAIT_SIDE: u32 = 128;
/// The longer side of what lists show, pixels.
const THUMB_SIDE: u32 = 320;
/// The longest side that is decoded, pixels.
const MOST_SIDE: u32 = 16_384;
/// The most that one decoded photo may take in memory, bytes: 64 megapixels in three bytes each. A file of 10 MB may claim far more.
const MOST_MEMORY: u64 = 192 * 1024 * 1024;
/// JPEG quality, of 100.
const QUALITY: u8 = 85;

/// What a picture is for: how large it is kept, what form it must have, and under which name its looks are noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Of a need or a conversation.
    Photo,
    /// Of a provider.
    Portrait,
}

impl Purpose {
    /// The table of the row that the picture belongs to; its ciphertexts are bound to it.
    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Self::Photo => "photos",
            Self::Portrait => "portraits",
        }
    }

    const fn full_side(self) -> u32 {
        match self {
            Self::Photo => FULL_SIDE,
            Self::Portrait => PORTRAIT_SIDE,
        }
    }

    /// Whether a picture of these sides will do. A portrait is somewhat square, since it is shown in a square, and large enough to be
    /// recognised.
    const fn takes(self, width: u32, height: u32) -> bool {
        match self {
            Self::Photo => true,
            Self::Portrait => {
                width <= 2 * height
                    && height <= 2 * width
                    && width >= LEAST_PORTRAIT_SIDE
                    && height >= LEAST_PORTRAIT_SIDE
            }
        }
    }
}

/// A photo in both sizes.
#[derive(Debug)]
pub struct Picture {
    /// Width of the full size, pixels.
    pub width: u32,
    /// Height of the full size, pixels.
    pub height: u32,
    /// The full size, JPEG.
    pub full: Vec<u8>,
    /// The small size, JPEG.
    pub thumb: Vec<u8>,
}

/// 415 that says what would be understood.
#[must_use]
pub fn unsupported() -> Problem {
    Problem::new(ErrorCode::UnsupportedMediaType).with("supported", MEDIA_TYPES.to_vec())
}

/// Takes a photo in: upright, without anything but its pixels, in both sizes. Takes a good part of a second: not for async threads.
///
/// # Errors
/// 415 for anything but JPEG, PNG and WebP, whatever it is called (HEIC has no free decoder: phones send JPEG when asked to); 422 for
/// a file that is empty, damaged, would not fit into memory or has not the form that its purpose wants.
pub fn take_in(file: &[u8], purpose: Purpose) -> Result<Picture, Problem> {
    if file.is_empty() {
        return Err(Problem::field("body", FieldCode::Required));
    }
    // By what it is, not by what it is called.
    let format = image::guess_format(file).map_err(|_unknown| unsupported())?;
    if !matches!(
        format,
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP
    ) {
        return Err(unsupported());
    }
    let upright = decode(file, format)?;
    if !purpose.takes(upright.width(), upright.height()) {
        return Err(Problem::field("body", FieldCode::Range));
    }
    let full = shrink(&upright, purpose.full_side());
    let thumb = shrink(&full, THUMB_SIDE);
    let full = flatten(&full);
    Ok(Picture {
        width: full.width(),
        height: full.height(),
        full: encode(&full)?,
        thumb: encode(&flatten(&thumb))?,
    })
}

fn decode(file: &[u8], format: ImageFormat) -> Result<DynamicImage, Problem> {
    let damaged = |_error: image::ImageError| Problem::field("body", FieldCode::Format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| match error {
        image::ImageError::Limits(_) => Problem::field("body", FieldCode::Range),
        other => damaged(other),
    })?;
    // Not every decoder keeps the limit of memory by itself.
    let (width, height) = decoder.dimensions();
    if width > MOST_SIDE || height > MOST_SIDE || decoder.total_bytes() > MOST_MEMORY {
        return Err(Problem::field("body", FieldCode::Range));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn shrink(picture: &DynamicImage, side: u32) -> DynamicImage {
    if picture.width() <= side && picture.height() <= side {
        return picture.clone();
    }
    picture.resize(side, side, FilterType::Triangle)
}

/// JPEG has no transparency: what shows through is white, not black.
fn flatten(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (to, from) in flat.pixels_mut().zip(picture.to_rgba8().pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        let over_white = |value: u32| {
            u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        to.0 = [over_white(red), over_white(green), over_white(blue)];
    }
    flat
}

fn encode(picture: &RgbImage) -> Result<Vec<u8>, Problem> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, QUALITY)
        .encode_image(picture)
        .map_err(Problem::internal)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, format).unwrap();
        file.into_inner()
    }

    fn refused(file: &[u8]) -> String {
        let problem = take_in(file, Purpose::Photo).unwrap_err();
        let body = actix_web::body::to_bytes(
            problem
                .response(crate::platform::problem::Language::En, None)
                .into_body(),
        );
        let body = futures_util::FutureExt::now_or_never(body).unwrap();
        String::from_utf8(body.unwrap().to_vec()).unwrap()
    }

    #[test]
    fn all_kinds_become_jpeg_of_bounded_size() {
        let picture = DynamicImage::new_rgb8(3_000, 1_500);
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let taken = take_in(&written(&picture, format), Purpose::Photo).unwrap();
            assert_eq!((taken.width, taken.height), (2_048, 1_024));
            for (file, side) in [(&taken.full, 2_048), (&taken.thumb, 320)] {
                assert_eq!(image::guess_format(file).unwrap(), ImageFormat::Jpeg);
                assert_eq!(image::load_from_memory(file).unwrap().width(), side);
            }
        }
    }

    #[test]
    fn what_shows_through_is_white() {
        let clear = DynamicImage::new_rgba8(8, 8);
        let taken = take_in(&written(&clear, ImageFormat::Png), Purpose::Photo).unwrap();
        let taken = image::load_from_memory(&taken.full).unwrap().to_rgb8();
        assert!(
            taken
                .pixels()
                .all(|pixel| pixel.0.iter().all(|value| *value > 250))
        );
    }

    #[test]
    fn what_is_no_photo_is_refused_with_what_would_be_one() {
        let heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic";
        for file in [&heic[..], b"%PDF-1.7", b"GIF89a\x01\x00\x01\x00", b"hello"] {
            let problem = refused(file);
            assert!(
                problem.contains("unsupported_media_type") && problem.contains("image/webp"),
                "{problem}"
            );
        }
        assert!(refused(b"").contains("required"));
        let whole = written(&DynamicImage::new_rgb8(64, 64), ImageFormat::Png);
        assert!(refused(&whole[..whole.len() / 2]).contains("format"));
    }

    /// A file of some kilobytes that claims a picture of gigabytes is refused by what it claims.
    #[test]
    fn a_bomb_is_refused_before_it_is_opened() {
        let mut bomb = written(&DynamicImage::new_rgb8(1, 1), ImageFormat::Png);
        for (width, height) in [(60_000_u32, 60_000_u32), (16_000, 16_000)] {
            bomb[16..20].copy_from_slice(&width.to_be_bytes());
            bomb[20..24].copy_from_slice(&height.to_be_bytes());
            let header = crc32(&bomb[12..29]);
            bomb[29..33].copy_from_slice(&header.to_be_bytes());
            assert!(refused(&bomb).contains("range"), "{width} x {height}");
        }
    }

    /// PNG's checksum of a chunk, bit by bit.
    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 {
                    (crc >> 1) ^ 0xedb8_8320
                } else {
                    crc >> 1
                }
            })
        })
    }
}
