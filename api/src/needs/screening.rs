//! Looking over texts that others than the team could see. It never delays dispatch: what is held is held from showing only.

/// What a look came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screening {
    /// Nothing found.
    Pass,
    /// Somebody should look before others than the team see it.
    Review,
}

impl Screening {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Review => "review",
        }
    }
}

/// Looks over a text while it is written down, so it must be quick and ask nobody. The server holds one as a trait object; what
/// checks outside (and slowly) starts from the need's event instead.
pub trait ContentScreening: Send + Sync {
    /// What the text calls for.
    fn screen(&self, text: &str) -> Screening;

    /// What several texts together call for.
    fn screen_all(&self, texts: [Option<&str>; 2]) -> Screening {
        let held = texts
            .into_iter()
            .flatten()
            .any(|text| self.screen(text) == Screening::Review);
        if held {
            Screening::Review
        } else {
            Screening::Pass
        }
    }
}

/// The own filter: words of swindlers and numbers that look like bank cards or identity cards.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordScreening;

const WORDS: &[&str] = &[
    "转账",
    "汇款",
    "刷单",
    "贷款",
    "中奖",
    "验证码",
    "银行卡",
    "密码",
    "投资理财",
    "返利",
];

impl ContentScreening for WordScreening {
    fn screen(&self, text: &str) -> Screening {
        let long_number = text
            .split(|c: char| !c.is_ascii_digit())
            .any(|digits| digits.len() >= 15);
        if long_number || WORDS.iter().any(|word| text.contains(word)) {
            Screening::Review
        } else {
            Screening::Pass
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swindlers_are_held_and_residents_are_not() {
        assert_eq!(WordScreening.screen("要人陪"), Screening::Pass);
        assert_eq!(
            WordScreening.screen("三栋二单元 13800000000"),
            Screening::Pass
        );
        assert_eq!(WordScreening.screen("先转账再上门"), Screening::Review);
        assert_eq!(
            WordScreening.screen("身份证 510104195401011234"),
            Screening::Review
        );
    }
}
