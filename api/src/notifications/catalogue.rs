//! `data/notifications.toml`: how each kind is told, and in which words.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Time;
use serde::Deserialize;

use super::model::{MessageChannel, NotificationKind, Priority, Subject};
use crate::platform::problem::Language;

/// The file as this binary carries it.
pub const FILE: &str = include_str!("../../../data/notifications.toml");

/// What holds of all kinds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// From when nothing but the urgent goes out.
    pub quiet_from: Time,
    /// Until when.
    pub quiet_until: Time,
    /// When digests go out.
    pub digest_at: Time,
    sensitive_zh: String,
    sensitive_en: String,
    digest_title_zh: String,
    digest_text_zh: String,
    digest_title_en: String,
    digest_text_en: String,
}

/// How one kind is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRule {
    /// Which.
    pub kind: NotificationKind,
    /// What it is about.
    pub subject: Subject,
    /// How pressing it is.
    pub priority: Priority,
    /// Tried one after the other.
    pub channels: Vec<MessageChannel>,
    /// How long the inbox has it alone.
    #[serde(default)]
    delay_seconds: u64,
    expires_minutes: u64,
    /// Whether it may wait for a digest.
    #[serde(default)]
    pub digest: bool,
    /// Whether an unread one stands for further ones about the same.
    #[serde(default)]
    pub collapse: bool,
    title_zh: String,
    text_zh: String,
    title_en: String,
    text_en: String,
}

impl KindRule {
    /// How long the inbox has it alone.
    #[must_use]
    pub const fn delay(&self) -> Duration {
        Duration::from_secs(self.delay_seconds)
    }

    /// What has not gone out after so long does not go out any more.
    #[must_use]
    pub const fn lifetime(&self) -> Duration {
        Duration::from_secs(self.expires_minutes * 60)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    effective_from: String,
    defaults: Defaults,
    kinds: Vec<KindRule>,
}

/// All kinds.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The file's version.
    pub version: String,
    /// From when on.
    pub effective_from: String,
    /// What holds of all.
    pub defaults: Defaults,
    kinds: BTreeMap<&'static str, KindRule>,
}

/// What is filled into a text. Nothing personal.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The category's name in the reader's language; none when the need is sensitive.
    pub category: Option<String>,
    /// The need's short number.
    pub number: Option<i64>,
}

/// A text to show or send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Its head.
    pub title: String,
    /// What it says.
    pub text: String,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// It is not of its form.
    #[error(transparent)]
    Form(#[from] toml::de::Error),
    /// A kind is missing.
    #[error("no rule for {0}")]
    Missing(&'static str),
}

impl Catalogue {
    /// Reads the file; every kind has its rule.
    ///
    /// # Errors
    /// When it is not of its form, or a kind is missing.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let file: File = toml::from_str(text)?;
        let kinds: BTreeMap<_, _> = file
            .kinds
            .into_iter()
            .map(|rule| (rule.kind.as_str(), rule))
            .collect();
        for kind in NotificationKind::ALL {
            if !kinds.contains_key(kind.as_str()) {
                return Err(CatalogueError::Missing(kind.as_str()));
            }
        }
        Ok(Self {
            version: file.version,
            effective_from: file.effective_from,
            defaults: file.defaults,
            kinds,
        })
    }

    /// The rule of a kind; [`parse`](Self::parse) made sure of each.
    #[must_use]
    pub fn rule(&self, kind: NotificationKind) -> Option<&KindRule> {
        self.kinds.get(kind.as_str())
    }

    /// What a sensitive need is called in Chinese.
    #[must_use]
    pub fn sensitive_zh(&self) -> &str {
        &self.defaults.sensitive_zh
    }

    /// A kind's words with its facts filled in.
    #[must_use]
    pub fn words(&self, kind: NotificationKind, language: Language, facts: &Facts) -> Words {
        let Some(rule) = self.rule(kind) else {
            return Words {
                title: String::new(),
                text: String::new(),
            };
        };
        let (title, text, sensitive) = match language {
            Language::Zh => (&rule.title_zh, &rule.text_zh, &self.defaults.sensitive_zh),
            Language::En => (&rule.title_en, &rule.text_en, &self.defaults.sensitive_en),
        };
        let category = facts.category.as_ref().unwrap_or(sensitive);
        let number = facts
            .number
            .map_or_else(String::new, |number| number.to_string());
        let fill = |text: &str| {
            text.replace("{category}", category)
                .replace("{number}", &number)
        };
        Words {
            title: fill(title),
            text: fill(text),
        }
    }

    /// What stands for so many that waited.
    #[must_use]
    pub fn digest(&self, language: Language, count: usize) -> Words {
        let (title, text) = match language {
            Language::Zh => (
                &self.defaults.digest_title_zh,
                &self.defaults.digest_text_zh,
            ),
            Language::En => (
                &self.defaults.digest_title_en,
                &self.defaults.digest_text_en,
            ),
        };
        let fill = |text: &str| text.replace("{count}", &count.to_string());
        Words {
            title: fill(title),
            text: fill(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        Catalogue::parse(FILE).unwrap()
    }

    #[test]
    fn every_kind_has_words_without_holes() {
        let facts = Facts {
            category: Some("陪诊".to_owned()),
            number: Some(1_238),
        };
        for kind in NotificationKind::ALL {
            for language in [Language::Zh, Language::En] {
                let words = catalogue().words(*kind, language, &facts);
                assert!(!words.title.is_empty() && !words.text.is_empty(), "{kind}");
                assert!(!words.text.contains(['{', '}']), "{kind}: {}", words.text);
                // A screen that is locked, and one SMS of two parts.
                assert!(words.title.chars().count() <= 40, "{kind}: {}", words.title);
                assert!(words.text.chars().count() <= 130, "{kind}: {}", words.text);
            }
        }
    }

    #[test]
    fn what_is_sensitive_is_not_named() {
        let facts = Facts {
            category: None,
            number: Some(1_238),
        };
        let words = catalogue().words(NotificationKind::NeedAccepted, Language::Zh, &facts);
        assert!(words.text.contains("一项服务"), "{}", words.text);
    }

    #[test]
    fn whatever_cannot_wait_reaches_every_phone() {
        let catalogue = catalogue();
        for kind in NotificationKind::ALL {
            let rule = catalogue.rule(*kind).unwrap();
            if rule.priority == Priority::Urgent {
                assert!(rule.channels.contains(&MessageChannel::Sms), "{kind}");
                assert!(!rule.digest && rule.delay() == Duration::ZERO, "{kind}");
            }
            assert!(rule.lifetime() > rule.delay());
            assert!(
                !rule.channels.contains(&MessageChannel::Word),
                "{kind}: nobody asks for it"
            );
        }
    }

    #[test]
    fn a_kind_without_a_rule_is_a_mistake() {
        let short = FILE.replace("kind = \"roles_changed\"", "kind = \"duty_changed\"");
        let error = Catalogue::parse(&short).unwrap_err();
        assert!(
            matches!(error, CatalogueError::Missing("roles_changed")),
            "{error}"
        );
    }
}
