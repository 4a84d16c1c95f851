//! Kinds, priorities, channels and states.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::needs::model::{UnknownWord, words};

words! {
    /// What a notification tells of.
    NotificationKind {
        /// A provider is asked to take a task.
        OfferReceived = "offer_received",
        /// A place is kept for a volunteer who waited for one.
        PlaceOffered = "place_offered",
        /// A need was posted for the person by somebody else.
        NeedReceived = "need_received",
        /// Somebody has taken the person's need.
        NeedAccepted = "need_accepted",
        /// Whoever had taken it cannot come; somebody else is looked for.
        NeedReopened = "need_reopened",
        /// The team is there.
        VisitBegun = "visit_begun",
        /// Served: the person's word is asked for.
        NeedDone = "need_done",
        /// Over, by somebody else's hand.
        NeedEnded = "need_ended",
        /// Officers: nobody takes a need.
        NeedEscalated = "need_escalated",
        /// Whoever is on duty: an emergency.
        CallBackAsked = "call_back_asked",
        /// Whoever visits: not as planned.
        VisitAsked = "visit_asked",
        /// A visit needs help.
        VisitAlarm = "visit_alarm",
        /// The team: not needed any more.
        TaskCancelled = "task_cancelled",
        /// Somebody wrote.
        MessageReceived = "message_received",
        /// Put on duty, or taken off it.
        DutyChanged = "duty_changed",
        /// Officers: somebody asks for leave.
        LeaveAsked = "leave_asked",
        /// Whoever is away, and who stands in.
        LeaveChanged = "leave_changed",
        /// Officers: a portrait waits for their look.
        PortraitWaiting = "portrait_waiting",
        /// Whose portrait it is: it is shown from now on, or refused.
        PortraitDecided = "portrait_decided",
        /// Officers: another street asks for consent.
        ConsentAsked = "consent_asked",
        /// Whoever asked for a consent: it was decided, or taken back.
        ConsentDecided = "consent_decided",
        /// The ways to sign in have changed.
        AccountChanged = "account_changed",
        /// Grants have changed.
        RolesChanged = "roles_changed",
    }
}

words! {
    /// How pressing a notification is.
    Priority {
        /// Waits for the end of quiet hours.
        Normal = "normal",
        /// Waits, too, and goes on to the next channel when one fails for good.
        High = "high",
        /// Does not wait.
        Urgent = "urgent",
    }
}

words! {
    /// A way to reach a person outside of the app.
    MessageChannel {
        /// Push to the app.
        App = "app",
        /// WeChat's subscription message.
        Wechat = "wechat",
        /// SMS.
        Sms = "sms",
        /// By word of mouth: the person has no phone of their own, and somebody tells them.
        Word = "word",
    }
}

words! {
    /// Where a delivery stands.
    DeliveryState {
        /// Not due, or to be tried (again).
        Waiting = "waiting",
        /// A replica is handing it over.
        Sending = "sending",
        /// The channel has taken it.
        Sent = "sent",
        /// The channel will never take it.
        Refused = "refused",
        /// Nobody knows whether it went out; never sent again on this channel.
        Unknown = "unknown",
        /// Tried too often.
        Dead = "dead",
        /// Read in the app before, or too late.
        Skipped = "skipped",
        /// Somebody told the person.
        Told = "told",
        /// Somebody tried to tell the person.
        NotReached = "not_reached",
    }
}

impl DeliveryState {
    /// Whether an officer may have it tried again: it certainly did not go out.
    #[must_use]
    pub const fn may_be_replayed(self) -> bool {
        match self {
            Self::Refused | Self::Dead => true,
            Self::Waiting
            | Self::Sending
            | Self::Sent
            | Self::Unknown
            | Self::Skipped
            | Self::Told
            | Self::NotReached => false,
        }
    }
}

words! {
    /// What a notification is about; tells a client which screen to open.
    Subject {
        /// An offer.
        Offer = "offer",
        /// A need.
        Need = "need",
        /// A task.
        Task = "task",
        /// A call-back.
        CallBack = "call_back",
        /// A shift.
        Shift = "shift",
        /// A leave.
        Leave = "leave",
        /// A portrait.
        Portrait = "portrait",
        /// A street's consent.
        Consent = "consent",
        /// The own account.
        Account = "account",
    }
}
