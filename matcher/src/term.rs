//! One term of a cost, with the sentence that explains it.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// Which term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermCode {
    /// Estimated minutes of travel.
    Travel,
    /// Tasks taken in the last 7 days.
    Load,
    /// Posterior satisfaction.
    Quality,
    /// Served this resident before.
    Continuity,
    /// Of the need's community.
    HomeCommunity,
    /// Certificate levels above the one required.
    CertificateFit,
    /// How long the need has waited.
    Waiting,
}

impl TermCode {
    /// The stable name, as in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Travel => "travel",
            Self::Load => "load",
            Self::Quality => "quality",
            Self::Continuity => "continuity",
            Self::HomeCommunity => "home_community",
            Self::CertificateFit => "certificate_fit",
            Self::Waiting => "waiting",
        }
    }

    /// The unit of [`Term::value`].
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Travel | Self::Waiting => "min",
            Self::Load => "task",
            Self::Quality => "permille",
            Self::Continuity | Self::HomeCommunity => "yes_no",
            Self::CertificateFit => "level",
        }
    }
}

/// One term of a cost.
///
/// Read back from JSON its unit may be missing, but it must not be another term's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Term {
    /// Which one.
    pub code: TermCode,
    /// What it adds to the cost; negative speaks for the pair.
    pub milli_points: i64,
    /// The measured value, in `unit`.
    pub value: i64,
    /// The value's unit: `min`, `task`, `permille`, `yes_no` (1 or 0) or `level`.
    pub unit: &'static str,
}

/// A term as it stands in JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    code: TermCode,
    milli_points: i64,
    value: i64,
    unit: Option<String>,
}

// Not derived: for the sake of the static unit, serde would only read from JSON that lives as long as the process.
impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(from)?;
        let term = Self::new(written.code, written.milli_points, written.value);
        match written.unit {
            Some(unit) if unit != term.unit => Err(D::Error::custom(format_args!(
                "the unit of `{}` is `{}`, not `{unit}`",
                term.code.as_str(),
                term.unit
            ))),
            _ => Ok(term),
        }
    }
}

impl Term {
    pub(crate) const fn new(code: TermCode, milli_points: i64, value: i64) -> Self {
        Self {
            code,
            milli_points,
            value,
            unit: code.unit(),
        }
    }

    /// A sentence in Chinese.
    #[must_use]
    pub fn sentence_zh(&self) -> String {
        let value = self.value;
        match self.code {
            TermCode::Travel => format!("路上约{value}分钟。"),
            TermCode::Load => format!("近七天接了{value}单。"),
            TermCode::Quality => format!("满意度为满分的{}%。", percent(value)),
            TermCode::Continuity if value == 0 => "以前没有服务过这位居民。".to_owned(),
            TermCode::Continuity => "以前服务过这位居民。".to_owned(),
            TermCode::HomeCommunity if value == 0 => "属于其他社区。".to_owned(),
            TermCode::HomeCommunity => "就在本社区。".to_owned(),
            TermCode::CertificateFit if value == 0 => "职业资格不高于所需。".to_owned(),
            TermCode::CertificateFit => format!("职业资格比所需高{value}级。"),
            TermCode::Waiting => format!("居民已等{value}分钟。"),
        }
    }

    /// A sentence in English.
    #[must_use]
    pub fn sentence_en(&self) -> String {
        let value = self.value;
        match self.code {
            TermCode::Travel => format!("About {} away.", counted(value, "minute")),
            TermCode::Load => format!("Took {} in the last seven days.", counted(value, "task")),
            TermCode::Quality => format!("Satisfaction is {} % of the best.", percent(value)),
            TermCode::Continuity if value == 0 => "Has not served this resident before.".to_owned(),
            TermCode::Continuity => "Has served this resident before.".to_owned(),
            TermCode::HomeCommunity if value == 0 => "Of another community.".to_owned(),
            TermCode::HomeCommunity => "Of the same community.".to_owned(),
            TermCode::CertificateFit if value == 0 => {
                "The certificate is not above what is needed.".to_owned()
            }
            TermCode::CertificateFit => format!(
                "The certificate is {} above what is needed.",
                counted(value, "level")
            ),
            TermCode::Waiting => format!("The resident has waited {}.", counted(value, "minute")),
        }
    }
}

fn counted(value: i64, noun: &str) -> String {
    if value == 1 {
        format!("1 {noun}")
    } else {
        format!("{value} {noun}s")
    }
}

/// Thousandths as a percentage with at most one decimal.
fn percent(permille: i64) -> String {
    let (whole, tenth) = (permille / 10, permille % 10);
    if tenth == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{tenth}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_say_what_was_measured() {
        let quality = Term::new(TermCode::Quality, 1_250, 875);
        assert_eq!(quality.sentence_en(), "Satisfaction is 87.5 % of the best.");
        assert_eq!(quality.sentence_zh(), "满意度为满分的87.5%。");
        assert_eq!(
            Term::new(TermCode::Load, 0, 1).sentence_en(),
            "Took 1 task in the last seven days."
        );
        assert_eq!(
            Term::new(TermCode::HomeCommunity, 0, 0).sentence_zh(),
            "属于其他社区。"
        );
    }

    #[test]
    fn codes_are_the_words_of_json() {
        let term = Term::new(TermCode::CertificateFit, 2_000, 1);
        let expected = r#"{"code":"certificate_fit","milli_points":2000,"value":1,"unit":"level"}"#;
        assert_eq!(serde_json::to_string(&term).unwrap(), expected);
        assert_eq!(TermCode::CertificateFit.as_str(), "certificate_fit");
        assert_eq!(serde_json::from_str::<Term>(expected).unwrap(), term);
    }

    #[test]
    fn a_term_is_not_read_with_a_foreign_unit() {
        let read =
            |json: &str| serde_json::from_str::<Term>(json).map_err(|error| error.to_string());
        let load = Term::new(TermCode::Load, 4_000, 2);
        assert_eq!(
            read(r#"{"code":"load","milli_points":4000,"value":2}"#),
            Ok(load)
        );
        let refused = read(r#"{"code":"load","milli_points":4000,"value":2,"unit":"min"}"#);
        assert!(
            refused.is_err_and(|error| error.contains("the unit of `load` is `task`, not `min`"))
        );
    }
}
