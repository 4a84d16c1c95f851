//! What a person wants to be told, and when.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::catalogue::Defaults;
use super::dto::{NotificationSettingsDto, QuietHours, UpdateNotificationSettings};
use super::entity::setting;
use super::model::{MessageChannel, NotificationKind, Priority};
use crate::platform::db::insert_if_new;
use crate::platform::http::IfMatch;
use crate::platform::ids::PersonId;
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Language, Problem};
use crate::state::AppState;

/// Which kinds are off on which channels, by their words.
type Muted = BTreeMap<String, BTreeSet<String>>;

/// What a person wants.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// In which language.
    pub language: Language,
    /// From when until when nothing but the urgent goes out.
    pub quiet: Option<(Time, Time)>,
    /// Whether what may wait goes out once a day.
    pub digest: bool,
    /// Counts changes; 0 when the person never changed anything.
    pub version: i64,
    pub(super) muted: Muted,
}

impl Wishes {
    /// Whether a kind is off on a channel.
    #[must_use]
    pub fn is_muted(&self, kind: NotificationKind, channel: MessageChannel) -> bool {
        self.muted
            .get(kind.as_str())
            .is_some_and(|channels| channels.contains(channel.as_str()))
    }

    /// Turns a kind off on a channel.
    pub fn mute(&mut self, kind: NotificationKind, channel: MessageChannel) {
        let channels = self.muted.entry(kind.as_str().to_owned()).or_default();
        channels.insert(channel.as_str().to_owned());
    }

    fn of_nobody(defaults: &Defaults) -> Self {
        Self {
            quiet: Some((defaults.quiet_from, defaults.quiet_until)),
            ..Self::default()
        }
    }

    fn of_row(row: &setting::Model) -> Self {
        let quiet = row.quiet_from.zip(row.quiet_until);
        Self {
            language: if row.language == "en" {
                Language::En
            } else {
                Language::Zh
            },
            quiet: quiet.map(|(from, until)| (time_of(from), time_of(until))),
            digest: row.digest,
            version: row.version,
            // Written by this program only; what cannot be read turns nothing off.
            muted: serde_json::from_str(&row.muted).unwrap_or_default(),
        }
    }
}

fn time_of(minute: i32) -> Time {
    let part = |value: i32| i8::try_from(value).unwrap_or(0);
    Time::new(part(minute / 60), part(minute % 60), 0, 0).unwrap_or_default()
}

fn minute_of(time: Time) -> i32 {
    i32::from(time.hour()) * 60 + i32::from(time.minute())
}

/// What a person wants, or what everybody has who never said.
///
/// # Errors
/// The database's.
pub async fn read<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    person: PersonId,
) -> Result<Wishes, DbErr> {
    let row = setting::Entity::find_by_id(person).one(db).await?;
    let defaults = &state.reference.notifications.defaults;
    Ok(row.map_or_else(|| Wishes::of_nobody(defaults), |row| Wishes::of_row(&row)))
}

/// The settings as they are shown: every kind with its channels.
#[must_use]
pub fn show(state: &AppState, wishes: &Wishes) -> NotificationSettingsDto {
    let catalogue = &state.reference.notifications;
    let kinds = NotificationKind::ALL
        .iter()
        .filter_map(|kind| catalogue.rule(*kind))
        .map(|rule| {
            let channels = rule.channels.iter();
            let shown = channels
                .map(|channel| {
                    (
                        channel.as_str().to_owned(),
                        !wishes.is_muted(rule.kind, *channel),
                    )
                })
                .collect();
            super::dto::KindSetting {
                kind: rule.kind,
                always: rule.priority == Priority::Urgent,
                channels: shown,
            }
        })
        .collect();
    let clock = |time: Time| time.strftime("%H:%M").to_string();
    NotificationSettingsDto {
        language: match wishes.language {
            Language::Zh => "zh".to_owned(),
            Language::En => "en".to_owned(),
        },
        quiet: wishes.quiet.map(|(from, until)| QuietHours {
            from: clock(from),
            until: clock(until),
        }),
        digest: wishes.digest,
        digest_at: clock(catalogue.defaults.digest_at),
        kinds,
        version: wishes.version,
    }
}

fn parse_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let well_formed = hour.len() == 2 && minute.len() == 2;
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    well_formed.then_some(time)
}

fn parse_quiet(errors: &mut FieldErrors, quiet: &QuietHours) -> Option<(Time, Time)> {
    let mut read = |field: &str, text: &str| {
        let time = parse_time(text);
        errors.check(time.is_some(), field, FieldCode::Format);
        time
    };
    let span = read("quiet.from", &quiet.from).zip(read("quiet.until", &quiet.until));
    let empty = span.is_some_and(|(from, until)| from == until);
    errors.check(!empty, "quiet.until", FieldCode::Contradiction);
    span
}

/// What the request turns off. What is urgent goes out whatever it says, so turning it off is refused rather than ignored.
fn parse_kinds(
    state: &AppState,
    errors: &mut FieldErrors,
    kinds: &[super::dto::KindChange],
    wishes: &mut Wishes,
) {
    for (index, change) in kinds.iter().enumerate() {
        let Some(rule) = state.reference.notifications.rule(change.kind) else {
            continue;
        };
        for (word, on) in &change.channels {
            let field = format!("kinds[{index}].channels.{word}");
            let known = rule
                .channels
                .iter()
                .find(|channel| channel.as_str() == word);
            let Some(channel) = known else {
                errors.check(false, &field, FieldCode::Unknown);
                continue;
            };
            if *on {
                if let Some(channels) = wishes.muted.get_mut(change.kind.as_str()) {
                    channels.remove(word);
                }
            } else {
                errors.check(
                    rule.priority != Priority::Urgent,
                    &field,
                    FieldCode::NotAllowed,
                );
                wishes.mute(change.kind, *channel);
            }
        }
    }
    wishes.muted.retain(|_, channels| !channels.is_empty());
}

/// Changes what a person wants.
///
/// # Errors
/// 412 when it was changed meanwhile; 422 naming the fields.
pub async fn update<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    person: PersonId,
    if_match: IfMatch,
    input: &UpdateNotificationSettings,
) -> Result<Wishes, Problem> {
    let before = read(txn, state, person).await?;
    if_match.check(before.version)?;
    let mut errors = FieldErrors::default();
    let mut after = before.clone();
    match input.language.as_deref() {
        None => {}
        Some("zh") => after.language = Language::Zh,
        Some("en") => after.language = Language::En,
        Some(_) => errors.check(false, "language", FieldCode::Unknown),
    }
    if let Some(quiet) = &input.quiet {
        after.quiet = quiet
            .as_ref()
            .and_then(|quiet| parse_quiet(&mut errors, quiet));
    }
    after.digest = input.digest.unwrap_or(before.digest);
    parse_kinds(
        state,
        &mut errors,
        input.kinds.as_deref().unwrap_or_default(),
        &mut after,
    );
    errors.finish()?;
    after.version += 1;
    if !write(txn, state, person, before.version, &after).await? {
        return Err(ErrorCode::PreconditionFailed.into());
    }
    Ok(after)
}

async fn write<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    person: PersonId,
    before: i64,
    wishes: &Wishes,
) -> Result<bool, Problem> {
    let row = setting::ActiveModel {
        person_id: Set(person),
        language: Set(match wishes.language {
            Language::Zh => "zh".to_owned(),
            Language::En => "en".to_owned(),
        }),
        quiet_from: Set(wishes.quiet.map(|(from, _)| minute_of(from))),
        quiet_until: Set(wishes.quiet.map(|(_, until)| minute_of(until))),
        digest: Set(wishes.digest),
        muted: Set(serde_json::to_string(&wishes.muted).map_err(Problem::internal)?),
        version: Set(wishes.version),
        updated_at: Set(state.clock.now()),
    };
    if before == 0 {
        return Ok(insert_if_new(txn, row).await?);
    }
    let updated = setting::Entity::update_many()
        .set(row)
        .filter(setting::Column::PersonId.eq(person))
        .filter(setting::Column::Version.eq(before))
        .exec(txn)
        .await?;
    Ok(updated.rows_affected == 1)
}
