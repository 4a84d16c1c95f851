//! Templates of subscription messages: which of our notifications has which, and what their values may hold.
//!
//! WeChat refuses a whole message (47003) for one value that is too long, empty or missing, so everything is checked and cut here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::settings::Wechat;

const EMBEDDED: &str = include_str!("../../../data/wechat_templates.toml");

/// How long an agreement to a template lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplateType {
    /// One agreement, one message.
    OneTime,
    /// One agreement, many messages, until the person takes it back.
    LongTerm,
}

impl TemplateType {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OneTime => "one_time",
            Self::LongTerm => "long_term",
        }
    }
}

/// Who is asked to subscribe to a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody.
    Resident,
    /// Social workers and volunteers.
    Worker,
    /// Officers.
    Officer,
}

/// What a key of a template may hold, as its letters say (WeChat: 参数类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeyType {
    Thing,
    Phrase,
    Time,
    Date,
    Number,
    Letter,
    Symbol,
    CharacterString,
    PhoneNumber,
    Amount,
    Name,
}

/// Why a message cannot be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FillError {
    /// A value is missing or empty.
    Missing,
    /// A value is not of its key's form, and cutting it would make it another.
    Form,
}

impl FillError {
    /// The code for delivery records.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "local.missing_value",
            Self::Form => "local.bad_value",
        }
    }
}

/// One template of this mini-program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Our kind of notification.
    pub kind: String,
    /// WeChat's id of the template.
    pub id: String,
    /// How long an agreement lasts.
    pub template_type: TemplateType,
    /// Its name, for clients.
    pub name_zh: String,
    /// Who is asked to subscribe.
    pub audience: Audience,
    /// The page it opens, unless the sender names another.
    pub page: Option<String>,
    keys: Vec<(String, KeyType, String)>,
}

/// All templates that have an id, by kind.
#[derive(Debug, Clone, Default)]
pub struct Templates(Vec<Template>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "version")]
    _version: String,
    templates: Vec<Described>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    kind: String,
    name_zh: String,
    audience: Audience,
    page: Option<String>,
    keys: BTreeMap<String, String>,
}

/// Why templates cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TemplatesError {
    /// The file is not there.
    #[error("wechat.templates_file cannot be read")]
    File(#[source] std::io::Error),
    /// Not of its form.
    #[error("the templates are not of their form")]
    Form(#[source] toml::de::Error),
    /// A key whose letters are no type.
    #[error("the template {0} has the key {1}, whose letters are no type of WeChat's")]
    Key(String, String),
    /// An id for a kind that no template is described for.
    #[error("wechat.template_ids names the kind {0}, which no template is described for")]
    Kind(String),
    /// Neither `kind=id` nor `kind=id:long_term`.
    #[error("wechat.template_ids holds {0:?}; it is kind=id or kind=id:long_term")]
    Id(String),
}

impl Templates {
    /// The templates that the settings give ids to.
    ///
    /// # Errors
    /// When the file or the ids cannot be understood.
    pub fn load(settings: &Wechat) -> Result<Self, TemplatesError> {
        let text = if settings.templates_file.is_empty() {
            EMBEDDED.to_owned()
        } else {
            std::fs::read_to_string(&settings.templates_file).map_err(TemplatesError::File)?
        };
        Self::parse(&text, &settings.template_ids)
    }

    fn parse(text: &str, ids: &str) -> Result<Self, TemplatesError> {
        let document: Document = toml::from_str(text).map_err(TemplatesError::Form)?;
        let mut ids = parse_ids(ids)?;
        let mut templates = Vec::new();
        for described in document.templates {
            // Keys are read even where there is no id, so that a broken file is seen before it is needed.
            let mut keys = Vec::new();
            for (key, value) in described.keys {
                let key_type = KeyType::of(&key)
                    .ok_or_else(|| TemplatesError::Key(described.kind.clone(), key.clone()))?;
                keys.push((key, key_type, value));
            }
            if let Some((id, template_type)) = ids.remove(&described.kind) {
                templates.push(Template {
                    kind: described.kind,
                    id,
                    template_type,
                    name_zh: described.name_zh,
                    audience: described.audience,
                    page: described.page,
                    keys,
                });
            }
        }
        match ids.into_keys().next() {
            Some(kind) => Err(TemplatesError::Kind(kind)),
            None => Ok(Self(templates)),
        }
    }

    /// The template of a kind of notification.
    #[must_use]
    pub fn of_kind(&self, kind: &str) -> Option<&Template> {
        self.0.iter().find(|template| template.kind == kind)
    }

    /// The template of an id. Several kinds may share one.
    #[must_use]
    pub fn of_id(&self, id: &str) -> Option<&Template> {
        self.0.iter().find(|template| template.id == id)
    }

    /// All of them, in the file's order.
    pub fn iter(&self) -> impl Iterator<Item = &Template> {
        self.0.iter()
    }
}

fn parse_ids(text: &str) -> Result<BTreeMap<String, (String, TemplateType)>, TemplatesError> {
    let mut ids = BTreeMap::new();
    for pair in text
        .split(',')
        .map(str::trim)
        .filter(|pair| !pair.is_empty())
    {
        let bad = || TemplatesError::Id(pair.to_owned());
        let (kind, id) = pair.split_once('=').ok_or_else(bad)?;
        let (id, template_type) = match id.split_once(':') {
            None => (id, TemplateType::OneTime),
            Some((id, "one_time")) => (id, TemplateType::OneTime),
            Some((id, "long_term")) => (id, TemplateType::LongTerm),
            Some(_) => return Err(bad()),
        };
        if kind.is_empty() || id.is_empty() {
            return Err(bad());
        }
        ids.insert(
            kind.trim().to_owned(),
            (id.trim().to_owned(), template_type),
        );
    }
    Ok(ids)
}

impl Template {
    /// The `data` of a message.
    ///
    /// # Errors
    /// When a value is missing, or is of another form than its key's.
    pub fn fill(&self, values: &BTreeMap<String, String>) -> Result<Value, FillError> {
        let mut data = Map::new();
        for (key, key_type, from) in &self.keys {
            let value = values.get(from).ok_or(FillError::Missing)?;
            data.insert(key.clone(), json!({ "value": key_type.fit(value)? }));
        }
        Ok(Value::Object(data))
    }
}

impl KeyType {
    /// The type in a key such as `thing1`.
    fn of(key: &str) -> Option<Self> {
        let letters = key.trim_end_matches(|c: char| c.is_ascii_digit());
        if letters.len() == key.len() {
            return None;
        }
        Some(match letters {
            "thing" => Self::Thing,
            "phrase" => Self::Phrase,
            "time" => Self::Time,
            "date" => Self::Date,
            "number" => Self::Number,
            "letter" => Self::Letter,
            "symbol" => Self::Symbol,
            "character_string" => Self::CharacterString,
            "phone_number" => Self::PhoneNumber,
            "amount" => Self::Amount,
            "name" => Self::Name,
            _ => return None,
        })
    }

    /// The value as this type takes it: texts are cut, whatever would become another value when cut is refused.
    fn fit(self, value: &str) -> Result<String, FillError> {
        // One line, as WeChat wants it.
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() {
            return Err(FillError::Missing);
        }
        match self {
            Self::Thing => Ok(shorten(&value, 20)),
            Self::Phrase => {
                let phrase: String = value.chars().filter(|c| is_han(*c)).take(5).collect();
                (!phrase.is_empty())
                    .then_some(phrase)
                    .ok_or(FillError::Form)
            }
            Self::Name if value.chars().all(is_han) => Ok(value.chars().take(10).collect()),
            Self::Name => Ok(value
                .chars()
                .filter(|c| !c.is_ascii_digit())
                .take(20)
                .collect()),
            Self::Letter => whole(value, 32, |c| c.is_ascii_alphabetic()),
            Self::Symbol => whole(value, 5, |c| c.is_ascii_punctuation()),
            Self::CharacterString => whole(value, 32, |c| c.is_ascii_graphic() || c == ' '),
            Self::Number => whole(value, 32, |c| c.is_ascii_digit() || ".,-+".contains(c)),
            Self::PhoneNumber => whole(value, 17, |c| c.is_ascii_digit() || "-+() ".contains(c)),
            Self::Amount => whole(value, 11, |c| c.is_ascii_digit() || ".¥￥$元".contains(c)),
            // 15:01, 2019年10月1日 15:01, 2019-10-01 15:01, and spans of them with ~.
            Self::Time | Self::Date => {
                let value = whole(value, 40, |c| {
                    c.is_ascii_digit() || " :-/.~年月日".contains(c)
                })?;
                let begins = value.starts_with(|c: char| c.is_ascii_digit());
                begins.then_some(value).ok_or(FillError::Form)
            }
        }
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

fn whole(value: String, most: usize, allowed: impl Fn(char) -> bool) -> Result<String, FillError> {
    let fits = value.chars().count() <= most && value.chars().all(allowed);
    fits.then_some(value).ok_or(FillError::Form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(key: &str, value: &str) -> Result<String, FillError> {
        KeyType::of(key).unwrap().fit(value)
    }

    #[test]
    fn the_file_is_of_its_form_and_ids_are_read() {
        let ids = "need_accepted=abc-1, offer_received=def:long_term,";
        let templates = Templates::parse(EMBEDDED, ids).unwrap();
        assert_eq!(templates.iter().count(), 2);
        let taken = templates.of_kind("need_accepted").unwrap();
        assert_eq!(
            (taken.id.as_str(), taken.template_type),
            ("abc-1", TemplateType::OneTime)
        );
        assert_eq!(
            templates.of_id("def").unwrap().template_type,
            TemplateType::LongTerm
        );
        assert!(templates.of_kind("need_done").is_none());
        for bad in [
            "need_accepted",
            "need_accepted=",
            "need_accepted=a:b",
            "=x",
            "no.such=x",
        ] {
            assert!(Templates::parse(EMBEDDED, bad).is_err(), "{bad}");
        }
        let unknown_type = EMBEDDED.replace("thing1 =", "thingy1 =");
        assert!(Templates::parse(&unknown_type, "").is_err());
    }

    #[test]
    fn values_are_cut_where_that_leaves_them_true_and_refused_elsewhere() {
        assert_eq!(
            fit("thing1", "一二三四五六七八九十一二三四五六七八九十")
                .unwrap()
                .chars()
                .count(),
            20
        );
        let cut = fit("thing1", "一二三四五六七八九十一二三四五六七八九十一").unwrap();
        assert_eq!(cut, "一二三四五六七八九十一二三四五六七八九…");
        assert_eq!(fit("thing1", " 两行\n 字 ").unwrap(), "两行 字");
        assert_eq!(fit("phrase2", "已由社工接单").unwrap(), "已由社工接");
        assert_eq!(fit("phrase2", "done"), Err(FillError::Form));
        assert_eq!(
            fit("time3", "2026年12月1日 10:00").unwrap(),
            "2026年12月1日 10:00"
        );
        assert_eq!(fit("time3", "明天"), Err(FillError::Form));
        assert_eq!(fit("number4", "12.5").unwrap(), "12.5");
        assert_eq!(fit("number4", "十二"), Err(FillError::Form));
        assert_eq!(
            fit("character_string5", &"9".repeat(33)),
            Err(FillError::Form)
        );
        for key in ["thing1", "phrase2", "time3", "number4", "name5"] {
            assert_eq!(fit(key, " \n"), Err(FillError::Missing), "{key}");
        }
        assert!(KeyType::of("thing").is_none());
    }

    #[test]
    fn every_key_is_filled_or_none_is() {
        let templates = Templates::parse(EMBEDDED, "need_accepted=abc").unwrap();
        let template = templates.of_kind("need_accepted").unwrap();
        let mut values = BTreeMap::from(
            [("category", "陪诊"), ("time", "15:01"), ("note", "放心")]
                .map(|(name, value)| (name.to_owned(), value.to_owned())),
        );
        let data = template.fill(&values).unwrap();
        assert_eq!(data["thing1"]["value"], "陪诊");
        assert_eq!(data.as_object().unwrap().len(), 3);
        values.remove("time");
        assert_eq!(template.fill(&values), Err(FillError::Missing));
    }
}
