//! A notification in its reader's words.

use std::collections::BTreeMap;

use super::catalogue::{Facts, Words};
use super::dto::NotificationDto;
use super::entity::notification;
use crate::platform::problem::Language;
use crate::state::AppState;

/// The name of a notification's category; none when it is not to be named, or not known any more.
fn category_name(
    state: &AppState,
    row: &notification::Model,
    language: Language,
) -> Option<String> {
    let code = row.category.as_deref().filter(|_| !row.sensitive)?;
    let category = state.reference.taxonomy.category(code)?;
    Some(match language {
        Language::Zh => category.zh.clone(),
        Language::En => category.en.clone(),
    })
}

/// What it says.
#[must_use]
pub fn words(state: &AppState, row: &notification::Model, language: Language) -> Words {
    let facts = Facts {
        category: category_name(state, row, language),
        number: row.short_number,
    };
    let catalogue = &state.reference.notifications;
    catalogue.words(row.kind, language, &facts)
}

/// Its parts, for channels with templates.
#[must_use]
pub fn values(
    state: &AppState,
    row: &notification::Model,
    words: &Words,
) -> BTreeMap<String, String> {
    let zone = state.clock.zone().clone();
    let made = row.created_at.timestamp().to_zoned(zone);
    let category = category_name(state, row, Language::Zh)
        .unwrap_or_else(|| state.reference.notifications.sensitive_zh().to_owned());
    let number = row.short_number.map(|number| number.to_string());
    BTreeMap::from([
        ("title".to_owned(), words.title.clone()),
        ("note".to_owned(), words.title.clone()),
        ("text".to_owned(), words.text.clone()),
        ("category".to_owned(), category),
        ("number".to_owned(), number.unwrap_or_default()),
        (
            "time".to_owned(),
            made.strftime("%Y-%m-%d %H:%M").to_string(),
        ),
    ])
}

/// It as it stands in the inbox.
#[must_use]
pub fn show(state: &AppState, row: &notification::Model, language: Language) -> NotificationDto {
    let words = words(state, row, language);
    let catalogue = &state.reference.notifications;
    NotificationDto {
        id: row.id,
        kind: row.kind,
        priority: row.priority,
        title: words.title,
        text: words.text,
        subject: catalogue
            .rule(row.kind)
            .map_or(super::model::Subject::Account, |rule| rule.subject),
        subject_id: row.subject_id,
        need_id: row.need_id,
        task_id: row.task_id,
        created_at: row.created_at,
        read_at: row.read_at,
    }
}
