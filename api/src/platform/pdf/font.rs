//! The font of slips: an open Chinese font, of which each slip embeds the characters that it uses.

use std::borrow::Cow;

use anyhow::Context as _;
use ttf_parser::Face;

use crate::settings::Settings;

/// `WenQuanYi` Micro Hei, the characters of GB 2312 (see `api/fonts/README.md`).
const BUILT_IN: &[u8] = include_bytes!("../../../fonts/slip-gb2312.ttf");

/// What stands for a character that the font has not: the printer's 下駄, an honest gap.
const MISSING: char = '〓';

/// A TrueType font.
#[derive(Debug)]
pub struct SlipFont {
    data: Cow<'static, [u8]>,
}

impl SlipFont {
    /// The font that the settings name, or the built-in one.
    ///
    /// # Errors
    /// When the file cannot be read or is no TrueType font with Chinese in it.
    pub fn load(settings: &Settings) -> anyhow::Result<Self> {
        let path = &settings.slips.font;
        let data = if path.as_os_str().is_empty() {
            Cow::Borrowed(BUILT_IN)
        } else {
            let file = std::fs::read(path)
                .with_context(|| format!("the font {} cannot be read", path.display()))?;
            Cow::Owned(file)
        };
        let font = Self { data };
        let face = font.face().context("slips.font is no font")?;
        anyhow::ensure!(
            face.tables().glyf.is_some() && face.glyph_index('邻').is_some(),
            "slips.font is no TrueType font with Chinese characters"
        );
        Ok(font)
    }

    /// The built-in font.
    #[must_use]
    pub const fn built_in() -> Self {
        Self {
            data: Cow::Borrowed(BUILT_IN),
        }
    }

    /// The whole file.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The font, parsed.
    ///
    /// # Errors
    /// When it is none.
    pub fn face(&self) -> Result<Face<'_>, ttf_parser::FaceParsingError> {
        Face::parse(&self.data, 0)
    }
}

/// The character with which the font writes `c`, and its glyph.
#[must_use]
pub fn glyph_of(face: &Face<'_>, c: char) -> (char, u16) {
    match face.glyph_index(c) {
        Some(glyph) => (c, glyph.0),
        None => (
            MISSING,
            face.glyph_index(MISSING).map_or(0, |glyph| glyph.0),
        ),
    }
}
