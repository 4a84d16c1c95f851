//! Notifications in requests and answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::entity::{delivery, device};
use super::model::{DeliveryState, MessageChannel, NotificationKind, Priority, Subject};
use crate::platform::clock::Instant;
use crate::platform::http::present;
use crate::platform::ids::{DeliveryId, DeviceId, NeedId, NotificationId, PersonId, TaskId};

/// Something that the reader is told.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Notification)]
pub struct NotificationDto {
    /// Id.
    pub id: NotificationId,
    /// What it tells of.
    pub kind: NotificationKind,
    /// How pressing it is.
    pub priority: Priority,
    /// Its head, in the reader's language.
    #[schema(example = "有人接单了")]
    pub title: String,
    /// What it says, in the reader's language.
    #[schema(
        example = "您的需求（陪诊，编号 1238）已有人接单。请打开近邻查看来的是谁。近邻从不收费。"
    )]
    pub text: String,
    /// What it is about.
    pub subject: Subject,
    /// Which of those.
    pub subject_id: Uuid,
    /// The need behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_id: Option<NeedId>,
    /// The task behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_id: Option<TaskId>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_at: Option<Instant>,
}

/// Which notifications to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListNotificationsQuery {
    /// Only those not read yet.
    #[serde(default)]
    pub unread: bool,
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// How much there is to read.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnreadNotifications {
    /// Notifications not read yet.
    #[schema(example = 3)]
    pub unread: u64,
}

/// What was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"up_to": "01935a00-0000-7000-8000-000000000001"}))]
pub struct ReadNotifications {
    /// The newest that was read; those before it count as read, too.
    pub up_to: NotificationId,
}

/// Hours without anything but the urgent.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// From, in the city's time.
    #[schema(example = "22:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    pub from: String,
    /// Until; it may be the next day.
    #[schema(example = "07:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    pub until: String,
}

/// One kind, and on which of its channels it goes out.
#[derive(Debug, Serialize, ToSchema)]
pub struct KindSetting {
    /// The kind.
    pub kind: NotificationKind,
    /// Whether it goes out whatever is set: it is urgent.
    pub always: bool,
    /// On which channels, in the order in which they are tried, and whether they are on. The inbox is always on.
    #[schema(example = json!({"app": true, "wechat": true, "sms": false}))]
    pub channels: BTreeMap<String, bool>,
}

/// What a person wants to be told, and when.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NotificationSettings)]
pub struct NotificationSettingsDto {
    /// `zh` or `en`.
    #[schema(example = "zh")]
    pub language: String,
    /// Hours without anything but the urgent; absent when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet: Option<QuietHours>,
    /// Whether what may wait goes out together, once a day.
    pub digest: bool,
    /// When that is, in the city's time.
    #[schema(example = "18:00")]
    pub digest_at: String,
    /// All kinds.
    pub kinds: Vec<KindSetting>,
    /// For `If-Match`.
    #[schema(example = 2)]
    pub version: i64,
}

/// A change of one kind.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KindChange {
    /// The kind.
    pub kind: NotificationKind,
    /// Its channels to turn on or off; others stay as they are.
    #[schema(example = json!({"sms": false}))]
    pub channels: BTreeMap<String, bool>,
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "quiet": {"from": "21:30", "until": "07:30"}, "digest": true,
    "kinds": [{"kind": "need_done", "channels": {"sms": false}}]
}))]
pub struct UpdateNotificationSettings {
    /// `zh` or `en`.
    #[schema(example = "zh", max_length = 2)]
    pub language: Option<String>,
    /// Quiet hours; null for none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<QuietHours>)]
    pub quiet: Option<Option<QuietHours>>,
    /// Whether what may wait goes out together, once a day.
    pub digest: Option<bool>,
    /// Kinds to change.
    #[schema(max_items = 50)]
    pub kinds: Option<Vec<KindChange>>,
}

/// A phone that takes push.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"platform": "android", "token": "1104a89792da9c2f3e5"}))]
pub struct RegisterDevice {
    /// `android`, `ios` or `harmony`.
    #[schema(max_length = 10)]
    pub platform: String,
    /// The push service's name for the app on this phone.
    #[schema(min_length = 1, max_length = 255)]
    pub token: String,
}

/// A phone that takes push.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Device)]
pub struct DeviceDto {
    /// Id.
    pub id: DeviceId,
    /// Its system.
    #[schema(example = "android")]
    pub platform: String,
    /// When it was registered.
    pub created_at: Instant,
}

impl From<device::Model> for DeviceDto {
    fn from(row: device::Model) -> Self {
        Self {
            id: row.id,
            platform: row.platform,
            created_at: row.created_at,
        }
    }
}

/// A person's phones; there are never many.
#[derive(Debug, Serialize, ToSchema)]
pub struct Devices {
    /// The phones, the oldest first.
    pub items: Vec<DeviceDto>,
}

/// A notification on a channel outside of the app.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Delivery)]
pub struct DeliveryDto {
    /// Id.
    pub id: DeliveryId,
    /// What it tells of.
    pub kind: NotificationKind,
    /// To whom.
    pub person_id: PersonId,
    /// On which channel.
    pub channel: MessageChannel,
    /// Where it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    #[schema(example = 1)]
    pub attempts: i32,
    /// What the channel said last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "43101")]
    pub code: Option<String>,
    /// The need behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_id: Option<NeedId>,
    /// Not before.
    pub due_at: Instant,
    /// When it was made.
    pub created_at: Instant,
    /// When it came to its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Instant>,
}

impl DeliveryDto {
    /// A delivery with what it tells of.
    #[must_use]
    pub fn new(row: delivery::Model, kind: NotificationKind, need_id: Option<NeedId>) -> Self {
        Self {
            id: row.id,
            kind,
            person_id: row.person_id,
            channel: row.channel,
            state: row.state,
            attempts: row.attempts,
            code: row.code,
            need_id,
            due_at: row.due_at,
            created_at: row.created_at,
            ended_at: row.ended_at,
        }
    }
}

/// Which deliveries to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDeliveriesQuery {
    /// Only this state; `dead` and `refused` ones can be replayed.
    pub state: Option<DeliveryState>,
    /// Only this channel.
    pub channel: Option<MessageChannel>,
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// Something that somebody without a phone is to be told in person.
#[derive(Debug, Serialize, ToSchema)]
pub struct WordOfMouth {
    /// Id.
    pub id: DeliveryId,
    /// Whom to tell; name and address are with the need.
    pub person_id: PersonId,
    /// About which need.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_id: Option<NeedId>,
    /// What to say.
    #[schema(example = "您的需求（陪诊，编号 1238）已有人接单。")]
    pub text: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// Since when.
    pub created_at: Instant,
}

/// Which of them to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListWordsQuery {
    /// Only this state: `waiting`, `told` or `not_reached`.
    pub state: Option<DeliveryState>,
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// What came of telling somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reached": true}))]
pub struct Told {
    /// Whether the person knows now.
    pub reached: bool,
}
