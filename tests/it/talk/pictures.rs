//! Photos as phones write them.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// What stands in the GPS block below and nowhere in a photo that was kept: the name of the phone.
pub const CAMERA: &str = "NEIGHBOUR-PHONE";

fn written(picture: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture)
        .write_to(&mut file, format)
        .expect("a picture can be written");
    file.into_inner()
}

/// A JPEG, red on its left half and blue on its right.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    written(halves(width, height), ImageFormat::Jpeg)
}

/// The same as PNG.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    written(halves(width, height), ImageFormat::Png)
}

fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([220, 20, 20])
        } else {
            Rgb([20, 20, 220])
        }
    })
}

/// A JPEG with the EXIF block of a phone that was held upright: orientation 6, its name, and where it was, 30°35'52"N 104°7'1"E.
pub fn with_place(width: u32, height: u32) -> Vec<u8> {
    let plain = jpeg(width, height);
    let exif = exif();
    let length = u16::try_from(exif.len() + 2).expect("a short block");
    [
        &plain[..2],
        &[0xff, 0xe1],
        &length.to_be_bytes(),
        &exif,
        &plain[2..],
    ]
    .concat()
}

/// TIFF in big-endian, as EXIF 2.3 lays it out.
fn exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [
            &tag.to_be_bytes()[..],
            &kind.to_be_bytes(),
            &count.to_be_bytes(),
            &value,
        ]
        .concat()
    };
    let long = |value: usize| u32::try_from(value).expect("a short block").to_be_bytes();
    let camera = format!("{CAMERA}\0");
    // Header 8, first directory 2 + 3 * 12 + 4, then the name, then the GPS directory 2 + 4 * 12 + 4, then its numbers.
    let name_at = 8 + 42;
    let gps_at = name_at + camera.len();
    let numbers_at = gps_at + 54;
    let degrees = |values: [u32; 3]| -> Vec<u8> {
        values
            .iter()
            .flat_map(|value| [value.to_be_bytes(), 1_u32.to_be_bytes()].concat())
            .collect()
    };
    [
        b"Exif\0\0MM\0\x2a".to_vec(),
        long(8).to_vec(),
        vec![0, 3],
        entry(
            0x0110,
            2,
            u32::try_from(camera.len()).expect("a short name"),
            long(name_at),
        ),
        entry(0x0112, 3, 1, [0, 6, 0, 0]),
        entry(0x8825, 4, 1, long(gps_at)),
        vec![0; 4],
        camera.into_bytes(),
        vec![0, 4],
        entry(1, 2, 2, *b"N\0\0\0"),
        entry(2, 5, 3, long(numbers_at)),
        entry(3, 2, 2, *b"E\0\0\0"),
        entry(4, 5, 3, long(numbers_at + 24)),
        vec![0; 4],
        degrees([30, 35, 52]),
        degrees([104, 7, 1]),
    ]
    .concat()
}
