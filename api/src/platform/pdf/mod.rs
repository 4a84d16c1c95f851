//! Slips as PDF: one page of lines, its font embedded, its text to be found and copied.

pub mod font;

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::header;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId};

use self::font::{SlipFont, glyph_of};
use super::problem::Problem;

/// One page.
#[derive(Debug)]
pub struct Sheet {
    /// What the file is called.
    pub title: &'static str,
    /// What it says, from the top.
    pub lines: Vec<Line>,
}

/// One line; what does not fit the page's width is cut off by its edge.
#[derive(Debug)]
pub struct Line {
    /// Size of the type, points.
    pub size: f32,
    /// What is left free above it, points.
    pub above: f32,
    /// What it says.
    pub text: String,
}

impl Line {
    /// A line of this size, so far below the one before.
    #[must_use]
    pub fn new(size: f32, above: f32, text: impl Into<String>) -> Self {
        Self {
            size,
            above,
            text: text.into(),
        }
    }
}

/// A4, points.
const PAGE: (f32, f32) = (595.0, 842.0);
const MARGIN: f32 = 72.0;
const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};
/// Six capitals before the name say that it is a part of the font.
const FONT: Name<'static> = Name(b"JINLIN+WenQuanYiMicroHei");

/// A file to look at or print; no proxy and no phone keeps it.
#[must_use]
pub fn answer(name: &str, file: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("inline; filename=\"{name}\""),
        ))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(file)
}

impl Sheet {
    /// Prints it.
    ///
    /// # Errors
    /// When the font cannot be read or its part cannot be made.
    pub fn print(&self, font: &SlipFont) -> Result<Vec<u8>, Problem> {
        let face = font.face().map_err(Problem::internal)?;
        let mut glyphs = Glyphs::default();
        let content = self.content(&face, &mut glyphs);
        let part =
            subsetter::subset(font.data(), 0, &glyphs.remapper).map_err(Problem::internal)?;
        let [
            catalog,
            pages,
            page,
            contents,
            type0,
            cid,
            descriptor,
            file,
            unicode,
            info,
        ] = std::array::from_fn(|number| Ref::new(i32::try_from(number).unwrap_or(0) + 1));
        let mut pdf = Pdf::new();
        pdf.catalog(catalog).pages(pages).lang(TextStr("zh-CN"));
        pdf.pages(pages).kids([page]).count(1);
        let mut sheet = pdf.page(page);
        sheet.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1));
        sheet.parent(pages).contents(contents);
        sheet.resources().fonts().pair(Name(b"F"), type0);
        sheet.finish();
        pdf.stream(contents, &content);
        pdf.document_info(info).title(TextStr(self.title));
        pdf.type0_font(type0)
            .base_font(FONT)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(unicode);
        glyphs.describe(&mut pdf, &face, (cid, descriptor, file));
        pdf.cmap(unicode, &glyphs.unicode());
        pdf.stream(file, &part).pair(
            Name(b"Length1"),
            i32::try_from(part.len()).unwrap_or(i32::MAX),
        );
        Ok(pdf.finish())
    }

    fn content(&self, face: &Face<'_>, glyphs: &mut Glyphs) -> Vec<u8> {
        let mut content = Content::new();
        let mut y = PAGE.1 - MARGIN;
        for line in &self.lines {
            y -= line.above;
            let coded: Vec<u8> = line
                .text
                .chars()
                .flat_map(|c| glyphs.code(face, c).to_be_bytes())
                .collect();
            content.begin_text();
            content.set_font(Name(b"F"), line.size);
            content.next_line(MARGIN, y);
            content.show(Str(&coded));
            content.end_text();
        }
        content.finish().to_vec()
    }
}

/// The glyphs that a slip uses, in the numbers of the font's embedded part.
#[derive(Default)]
struct Glyphs {
    remapper: GlyphRemapper,
    /// By number: the glyph in the whole font, and the character.
    used: BTreeMap<u16, (u16, char)>,
}

impl Glyphs {
    fn code(&mut self, face: &Face<'_>, c: char) -> u16 {
        let (c, glyph) = glyph_of(face, c);
        let code = self.remapper.remap(glyph);
        self.used.insert(code, (glyph, c));
        code
    }

    fn unicode(&self) -> Vec<u8> {
        let mut map = UnicodeCmap::new(Name(b"JinlinUnicode"), SYSTEM);
        for (code, (_, c)) in &self.used {
            map.pair(*code, *c);
        }
        map.finish().to_vec()
    }

    fn describe(&self, pdf: &mut Pdf, face: &Face<'_>, (cid, descriptor, file): (Ref, Ref, Ref)) {
        // PDF counts in thousandths of the font's size.
        let scale = 1_000.0 / f32::from(face.units_per_em());
        let mut font = pdf.cid_font(cid);
        font.subtype(CidFontType::Type2)
            .base_font(FONT)
            .system_info(SYSTEM)
            .font_descriptor(descriptor)
            .default_width(1_000.0)
            .cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = font.widths();
        for (code, (glyph, _)) in &self.used {
            let advance = face.glyph_hor_advance(GlyphId(*glyph)).unwrap_or(0);
            widths.consecutive(*code, [f32::from(advance) * scale]);
        }
        widths.finish();
        font.finish();
        let bounds = face.global_bounding_box();
        pdf.font_descriptor(descriptor)
            .name(FONT)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(
                f32::from(bounds.x_min) * scale,
                f32::from(bounds.y_min) * scale,
                f32::from(bounds.x_max) * scale,
                f32::from(bounds.y_max) * scale,
            ))
            .italic_angle(0.0)
            .ascent(f32::from(face.ascender()) * scale)
            .descent(f32::from(face.descender()) * scale)
            .cap_height(f32::from(face.capital_height().unwrap_or(0)) * scale)
            .stem_v(80.0)
            .font_file2(file);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_small_and_names_missing_characters_honestly() {
        let sheet = Sheet {
            title: "证明",
            lines: vec![
                Line::new(24.0, 40.0, "志愿服务时长证明"),
                Line::new(14.0, 48.0, "姓名：赵𠀀邻"),
            ],
        };
        let file = sheet.print(&SlipFont::built_in()).unwrap();
        assert!(file.starts_with(b"%PDF-1."));
        assert!(
            file.len() < 100_000,
            "{} bytes: the whole font is in it",
            file.len()
        );
        let mut glyphs = Glyphs::default();
        let font = SlipFont::built_in();
        let face = font.face().unwrap();
        let _ = sheet.content(&face, &mut glyphs);
        let used: String = glyphs.used.values().map(|(_, c)| *c).collect();
        assert!(used.contains('赵') && used.contains('〓') && !used.contains('𠀀'));
    }
}
