//! On which channel a notification goes out, and when.

use std::time::Duration;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::catalogue::KindRule;
use super::entity::{delivery, notification};
use super::model::{DeliveryState, MessageChannel, NotificationKind, Priority};
use super::settings::Wishes;
use super::{channels, deliveries, devices};
use crate::identity::reach::{self, Reachable};
use crate::platform::clock::Instant;
use crate::platform::ids::DeliveryId;
use crate::platform::problem::Problem;
use crate::state::AppState;

/// The ways on which a person can be told of a kind, in order: what the kind goes out on, what the person has and has not turned off.
/// Whoever has neither account nor phone is told by word of mouth.
#[must_use]
pub fn ways(
    rule: &KindRule,
    wishes: &Wishes,
    reachable: Reachable,
    has_device: bool,
) -> Vec<MessageChannel> {
    let has = |channel: &MessageChannel| match channel {
        MessageChannel::App => has_device,
        MessageChannel::Wechat => reachable.openid,
        MessageChannel::Sms => reachable.phone,
        MessageChannel::Word => false,
    };
    // What cannot wait is not turned off.
    let wanted = |channel: &MessageChannel| {
        rule.priority == Priority::Urgent || !wishes.is_muted(rule.kind, *channel)
    };
    if !reachable.account && !reachable.phone {
        // Whoever writes their need down stands before them.
        return match rule.kind {
            NotificationKind::NeedReceived => Vec::new(),
            _ => vec![MessageChannel::Word],
        };
    }
    rule.channels
        .iter()
        .copied()
        .filter(|channel| has(channel) && wanted(channel))
        .collect()
}

/// The end of the quiet hours that `at` falls into; `at` itself outside of them. They may go over midnight.
#[must_use]
pub fn after_quiet(zone: &TimeZone, at: Instant, (from, until): (Time, Time)) -> Instant {
    let civil = at.timestamp().to_zoned(zone.clone()).datetime();
    let time = civil.time();
    let quiet = if from <= until {
        from <= time && time < until
    } else {
        time >= from || time < until
    };
    if !quiet {
        return at;
    }
    next(zone, at, until)
}

/// The next instant after `at` whose time of day is `time`.
#[must_use]
pub fn next(zone: &TimeZone, at: Instant, time: Time) -> Instant {
    let civil = at.timestamp().to_zoned(zone.clone()).datetime();
    let day = civil.date();
    let day = if civil.time() < time {
        day
    } else {
        day.tomorrow().unwrap_or(day)
    };
    // A time that a change of the clock leaves out is a little later; Asia/Shanghai has none.
    day.to_datetime(time)
        .to_zoned(zone.clone())
        .map_or(at, |zoned| Instant::from(zoned.timestamp()))
}

/// When a notification made at `at` goes out.
#[must_use]
pub fn due_at(
    zone: &TimeZone,
    at: Instant,
    rule: &KindRule,
    priority: Priority,
    wishes: &Wishes,
    digest_at: Time,
) -> Instant {
    let at = at.plus(rule.delay());
    match priority {
        Priority::Urgent => at,
        Priority::Normal if rule.digest && wishes.digest => next(zone, at, digest_at),
        Priority::Normal | Priority::High => wishes
            .quiet
            .map_or(at, |quiet| after_quiet(zone, at, quiet)),
    }
}

/// Plans the first way of a notification.
///
/// # Errors
/// The database's.
pub async fn begin<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &notification::Model,
    wishes: &Wishes,
) -> Result<(), Problem> {
    plan(txn, state, row, wishes, None).await
}

/// Plans the way behind the one that failed, at once.
///
/// # Errors
/// The database's.
pub async fn go_on<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &notification::Model,
    wishes: &Wishes,
    failed: MessageChannel,
) -> Result<(), Problem> {
    plan(txn, state, row, wishes, Some(failed)).await
}

async fn plan<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &notification::Model,
    wishes: &Wishes,
    failed: Option<MessageChannel>,
) -> Result<(), Problem> {
    let catalogue = &state.reference.notifications;
    let Some(rule) = catalogue.rule(row.kind) else {
        return Ok(());
    };
    let reachable = reach::of(txn, row.person_id).await?;
    let has_device = devices::has_any(txn, row.person_id).await?;
    let mut left = ways(rule, wishes, reachable, has_device)
        .into_iter()
        .filter(|channel| channels::is_configured(state, *channel, row.kind));
    let channel = match failed {
        None => left.next(),
        // Those before it were tried: the channel's place in the rule says which those are.
        Some(failed) => {
            let place =
                |channel: &MessageChannel| rule.channels.iter().position(|at| at == channel);
            let behind = place(&failed);
            left.find(|channel| place(channel) > behind)
        }
    };
    let Some(channel) = channel else {
        return Ok(());
    };
    let now = state.clock.now();
    let zone = state.clock.zone();
    let due = match failed {
        _ if channel == MessageChannel::Word => now,
        None => due_at(
            zone,
            row.created_at,
            rule,
            row.priority,
            wishes,
            catalogue.defaults.digest_at,
        ),
        Some(_) if row.priority == Priority::Urgent => now,
        Some(_) => wishes
            .quiet
            .map_or(now, |quiet| after_quiet(zone, now, quiet)),
    };
    let urgent = row.priority == Priority::Urgent;
    let delivery = delivery::ActiveModel {
        id: Set(DeliveryId(state.clock.new_uuid())),
        notification_id: Set(row.id),
        person_id: Set(row.person_id),
        channel: Set(channel),
        state: Set(DeliveryState::Waiting),
        urgent: Set(urgent),
        digest: Set(!urgent && rule.digest && wishes.digest),
        attempts: Set(0),
        due_at: Set(due),
        claimed_at: Set(None),
        code: Set(None),
        reference: Set(None),
        street_code: Set(row.street_code.clone()),
        community_code: Set(row.community_code.clone()),
        teller_person_id: Set(row.teller_person_id),
        created_at: Set(now),
        ended_at: Set(None),
    };
    deliveries::insert(txn, delivery).await?;
    Ok(())
}

/// How long a channel that did not take a message is left alone: growing, with a jitter that keeps a crowd apart. `jitter` lies
/// between 0 and 1.
#[must_use]
pub fn pause(attempts: i32, jitter: f64, at_least: Option<Duration>) -> Duration {
    const FIRST: f64 = 15.0;
    const LONGEST: f64 = 3_600.0;
    let grown = FIRST * 4_f64.powi((attempts - 1).clamp(0, 8));
    let seconds = grown.min(LONGEST) * (0.5 + jitter.clamp(0.0, 1.0));
    Duration::from_secs_f64(seconds).max(at_least.unwrap_or_default())
}

#[cfg(test)]
mod tests;
