//! The slip as a PDF: one page, its font embedded, its text to be found and copied.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId};

use super::font::{SlipFont, glyph_of};
use crate::platform::problem::Problem;

/// What a slip says.
#[derive(Debug)]
pub struct Slip {
    /// Whose hours.
    pub name: String,
    /// Minutes of service.
    pub minutes: i64,
    /// In how many tasks.
    pub tasks: i64,
    /// First civil day.
    pub from: String,
    /// Last civil day.
    pub to: String,
    /// Civil day on which it was made.
    pub issued_on: String,
    /// Where it can be verified.
    pub verify_at: Option<String>,
    /// Its code.
    pub code: String,
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

/// Minutes in words: 90 is `1小时30分钟`.
#[must_use]
pub fn hours_zh(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest}分钟"),
        (hours, 0) => format!("{hours}小时"),
        (hours, rest) => format!("{hours}小时{rest}分钟"),
    }
}

impl Slip {
    /// The lines with their sizes and what is left free above them, points.
    fn lines(&self) -> Vec<(f32, f32, String)> {
        let mut lines = vec![
            (24.0, 40.0, "志愿服务时长证明".to_owned()),
            (12.0, 22.0, "Certificate of hours of service".to_owned()),
            (14.0, 48.0, format!("姓名：{}", self.name)),
            (
                14.0,
                28.0,
                format!("服务日期：{} 至 {}", self.from, self.to),
            ),
            (
                14.0,
                28.0,
                format!("服务时长：{}（共{}次）", hours_zh(self.minutes), self.tasks),
            ),
            (14.0, 28.0, format!("开具日期：{}", self.issued_on)),
            (14.0, 48.0, format!("验证码：{}", self.code)),
        ];
        if let Some(address) = &self.verify_at {
            lines.push((11.0, 24.0, format!("核验网址：{address}")));
        }
        lines.push((
            11.0,
            24.0,
            "凭验证码可在本平台公开页面核验真伪，核验时姓名只显示首字。".to_owned(),
        ));
        lines.push((14.0, 48.0, "近邻 Jinlin".to_owned()));
        lines
    }

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
        pdf.document_info(info).title(TextStr("志愿服务时长证明"));
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
        for (size, above, line) in self.lines() {
            y -= above;
            let coded: Vec<u8> = line
                .chars()
                .flat_map(|c| glyphs.code(face, c).to_be_bytes())
                .collect();
            content.begin_text();
            content.set_font(Name(b"F"), size);
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
    fn a_slip_is_small_and_names_missing_characters_honestly() {
        let slip = Slip {
            name: "赵𠀀邻".to_owned(),
            minutes: 90,
            tasks: 2,
            from: "2026-01-01".to_owned(),
            to: "2026-12-31".to_owned(),
            issued_on: "2026-12-31".to_owned(),
            verify_at: None,
            code: "7K2M-9QXD-0B4T-WZ81".to_owned(),
        };
        let file = slip.print(&SlipFont::built_in()).unwrap();
        assert!(file.starts_with(b"%PDF-1."));
        assert!(
            file.len() < 100_000,
            "{} bytes: the whole font is in it",
            file.len()
        );
        let mut glyphs = Glyphs::default();
        let font = SlipFont::built_in();
        let face = font.face().unwrap();
        let _ = slip.content(&face, &mut glyphs);
        let used: String = glyphs.used.values().map(|(_, c)| *c).collect();
        assert!(used.contains('赵') && used.contains('〓') && !used.contains('𠀀'));
    }

    #[test]
    fn hours_are_told_in_words() {
        for (minutes, words) in [(45, "45分钟"), (60, "1小时"), (90, "1小时30分钟")] {
            assert_eq!(hours_zh(minutes), words);
        }
    }
}
