//! What a slip about hours says.

use crate::platform::pdf::{Line, Sheet};

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
    /// The page.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let hours = hours_zh(self.minutes);
        let mut lines = vec![
            Line::new(24.0, 40.0, "志愿服务时长证明"),
            Line::new(12.0, 22.0, "Certificate of hours of service"),
            Line::new(14.0, 48.0, format!("姓名：{}", self.name)),
            Line::new(
                14.0,
                28.0,
                format!("服务日期：{} 至 {}", self.from, self.to),
            ),
            Line::new(
                14.0,
                28.0,
                format!("服务时长：{hours}（共{}次）", self.tasks),
            ),
            Line::new(14.0, 28.0, format!("开具日期：{}", self.issued_on)),
            Line::new(14.0, 48.0, format!("验证码：{}", self.code)),
        ];
        if let Some(address) = &self.verify_at {
            lines.push(Line::new(11.0, 24.0, format!("核验网址：{address}")));
        }
        let how = "凭验证码可在本平台公开页面核验真伪，核验时姓名只显示首字。";
        lines.push(Line::new(11.0, 24.0, how));
        lines.push(Line::new(14.0, 48.0, "近邻 Jinlin"));
        Sheet {
            title: "志愿服务时长证明",
            lines,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_told_in_words() {
        for (minutes, words) in [(45, "45分钟"), (60, "1小时"), (90, "1小时30分钟")] {
            assert_eq!(hours_zh(minutes), words);
        }
    }
}
