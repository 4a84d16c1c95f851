//! Ways, quiet hours, digests, pauses.

use jiff::civil::time;
use proptest::prelude::*;

use super::*;
use crate::notifications::catalogue::{Catalogue, FILE};

fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

fn at(text: &str) -> Instant {
    let civil: jiff::civil::DateTime = text.parse().unwrap();
    Instant::from(civil.to_zoned(zone()).unwrap().timestamp())
}

fn wishes() -> Wishes {
    Wishes {
        quiet: Some((time(22, 0, 0, 0), time(7, 0, 0, 0))),
        ..Wishes::default()
    }
}

fn rule(kind: NotificationKind) -> KindRule {
    Catalogue::parse(FILE).unwrap().rule(kind).unwrap().clone()
}

const ALL: Reachable = Reachable {
    account: true,
    phone: true,
    openid: true,
};

#[test]
fn a_person_is_told_on_what_they_have() {
    let accepted = rule(NotificationKind::NeedAccepted);
    let told = |reachable, device| ways(&accepted, &wishes(), reachable, device);
    assert_eq!(
        told(ALL, true),
        [
            MessageChannel::App,
            MessageChannel::Wechat,
            MessageChannel::Sms
        ]
    );
    assert_eq!(
        told(ALL, false),
        [MessageChannel::Wechat, MessageChannel::Sms]
    );
    let no_wechat = Reachable {
        openid: false,
        ..ALL
    };
    assert_eq!(told(no_wechat, false), [MessageChannel::Sms]);
    // Without an account, but with a phone: an SMS. Without either: by word of mouth.
    let no_account = Reachable {
        account: false,
        ..no_wechat
    };
    assert_eq!(told(no_account, false), [MessageChannel::Sms]);
    let nothing = Reachable {
        phone: false,
        ..no_account
    };
    assert_eq!(told(nothing, false), [MessageChannel::Word]);
    // An account of WeChat alone has its inbox, at least.
    let wechat_only = Reachable {
        phone: false,
        ..ALL
    };
    assert_eq!(told(wechat_only, false), [MessageChannel::Wechat]);
}

#[test]
fn what_is_turned_off_stays_off_but_for_the_urgent() {
    let mut wishes = wishes();
    for channel in [
        MessageChannel::App,
        MessageChannel::Wechat,
        MessageChannel::Sms,
    ] {
        wishes.mute(NotificationKind::NeedAccepted, channel);
        wishes.mute(NotificationKind::CallBackAsked, channel);
    }
    assert!(ways(&rule(NotificationKind::NeedAccepted), &wishes, ALL, true).is_empty());
    assert_eq!(
        ways(&rule(NotificationKind::CallBackAsked), &wishes, ALL, true).len(),
        3
    );
}

#[test]
fn quiet_hours_go_over_midnight() {
    let night = (time(22, 0, 0, 0), time(7, 0, 0, 0));
    for (made, sent) in [
        ("2026-12-01T21:59:59", "2026-12-01T21:59:59"),
        ("2026-12-01T22:00:00", "2026-12-02T07:00:00"),
        ("2026-12-02T06:59:59", "2026-12-02T07:00:00"),
        ("2026-12-02T07:00:00", "2026-12-02T07:00:00"),
        ("2026-12-31T23:00:00", "2027-01-01T07:00:00"),
    ] {
        assert_eq!(after_quiet(&zone(), at(made), night), at(sent), "{made}");
    }
    let noon = (time(12, 0, 0, 0), time(14, 0, 0, 0));
    assert_eq!(
        after_quiet(&zone(), at("2026-12-01T13:00:00"), noon),
        at("2026-12-01T14:00:00")
    );
}

#[test]
fn the_urgent_does_not_wait_and_a_digest_does() {
    let digest = Wishes {
        digest: true,
        ..wishes()
    };
    let made = at("2026-12-01T23:00:00");
    let six = time(18, 0, 0, 0);
    let due =
        |kind, priority, wishes: &Wishes| due_at(&zone(), made, &rule(kind), priority, wishes, six);
    assert_eq!(
        due(NotificationKind::CallBackAsked, Priority::Urgent, &digest),
        made
    );
    assert_eq!(
        due(NotificationKind::NeedAccepted, Priority::High, &digest),
        at("2026-12-02T07:00:00")
    );
    assert_eq!(
        due(NotificationKind::NeedDone, Priority::Normal, &digest),
        at("2026-12-02T18:00:00")
    );
    assert_eq!(
        due(NotificationKind::NeedDone, Priority::Normal, &wishes()),
        at("2026-12-02T07:00:00")
    );
}

#[test]
fn pauses_grow_and_listen_to_the_channel() {
    assert_eq!(pause(1, 0.5, None), Duration::from_secs(15));
    assert_eq!(pause(2, 0.5, None), Duration::from_secs(60));
    assert_eq!(
        pause(1, 0.5, Some(Duration::from_secs(120))),
        Duration::from_secs(120)
    );
    assert!(pause(99, 1.0, None) <= Duration::from_secs(5_400));
}

proptest! {
    /// Nothing goes out within quiet hours, nothing waits longer than a day, and waiting twice is waiting once.
    #[test]
    fn nothing_goes_out_within_quiet_hours(seconds in 0_i64..4_000_000, from in 0_i8..24, until in 0_i8..24) {
        let quiet = (time(from, 0, 0, 0), time(until, 30, 0, 0));
        let made = at("2026-12-01T00:00:00").plus(Duration::from_secs(seconds.unsigned_abs()));
        let sent = after_quiet(&zone(), made, quiet);
        prop_assert!(sent >= made && sent.since(made) <= Duration::from_secs(86_400));
        prop_assert_eq!(after_quiet(&zone(), sent, quiet), sent);
    }
}
