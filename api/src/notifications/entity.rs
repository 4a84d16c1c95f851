//! Rows of notifications.

use crate::identity::entity::no_relations;

/// The inbox.
pub mod notification {
    use sea_orm::entity::prelude::*;

    use crate::notifications::model::{NotificationKind, Priority};
    use crate::platform::clock::Instant;
    use crate::platform::ids::{EventId, NeedId, NotificationId, PersonId, TaskId};

    /// One notification; ids and states, nothing personal.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notifications")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NotificationId,
        /// Whom it tells.
        pub person_id: PersonId,
        /// Of which event.
        pub event_id: EventId,
        /// Its kind.
        pub kind: NotificationKind,
        /// How pressing it is.
        pub priority: Priority,
        /// What it is about.
        pub subject_id: Uuid,
        /// The need behind it.
        pub need_id: Option<NeedId>,
        /// The task behind it.
        pub task_id: Option<TaskId>,
        /// The need's category.
        pub category: Option<String>,
        /// The need's short number.
        pub short_number: Option<i64>,
        /// Whether the category is not to be named.
        pub sensitive: bool,
        /// The need's street.
        pub street_code: Option<String>,
        /// The need's community.
        pub community_code: Option<String>,
        /// Who tells a person without a phone.
        pub teller_person_id: Option<PersonId>,
        /// When it was made.
        pub created_at: Instant,
        /// Until when it makes sense to send it.
        pub expires_at: Instant,
        /// When it was read.
        pub read_at: Option<Instant>,
    }

    super::no_relations!();
}

/// Messages on channels outside of the app.
pub mod delivery {
    use sea_orm::entity::prelude::*;

    use crate::notifications::model::{DeliveryState, MessageChannel};
    use crate::platform::clock::Instant;
    use crate::platform::ids::{DeliveryId, NotificationId, PersonId};

    /// One notification on one channel.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "deliveries")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DeliveryId,
        /// Of which notification.
        pub notification_id: NotificationId,
        /// To whom.
        pub person_id: PersonId,
        /// On which channel.
        pub channel: MessageChannel,
        /// Where it stands.
        pub state: DeliveryState,
        /// Whether it goes before others.
        pub urgent: bool,
        /// Whether it goes out together with others of the person.
        pub digest: bool,
        /// How often it was tried.
        pub attempts: i32,
        /// Not before.
        pub due_at: Instant,
        /// When a replica began to hand it over.
        pub claimed_at: Option<Instant>,
        /// What the channel said last.
        pub code: Option<String>,
        /// The channel's own name for it.
        pub reference: Option<String>,
        /// The need's street.
        pub street_code: Option<String>,
        /// The need's community.
        pub community_code: Option<String>,
        /// Who tells a person without a phone.
        pub teller_person_id: Option<PersonId>,
        /// When it was made.
        pub created_at: Instant,
        /// When it came to its end.
        pub ended_at: Option<Instant>,
    }

    super::no_relations!();
}

/// What people want to be told, and when.
pub mod setting {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::PersonId;

    /// One person's settings.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notification_settings")]
    pub struct Model {
        /// Whose.
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        /// `zh` or `en`.
        pub language: String,
        /// Minute of the day; null when there are no quiet hours.
        pub quiet_from: Option<i32>,
        /// Minute of the day.
        pub quiet_until: Option<i32>,
        /// Whether what may wait goes out once a day.
        pub digest: bool,
        /// JSON: for each kind the channels that are off.
        pub muted: String,
        /// Counts changes, for `ETag`.
        pub version: i64,
        /// When they were changed.
        pub updated_at: Instant,
    }

    super::no_relations!();
}

/// Phones that take app push.
pub mod device {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::{BlindIndex, Sealed};
    use crate::platform::ids::{DeviceId, PersonId, SessionId};

    /// One phone.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "push_devices")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DeviceId,
        /// Whose.
        pub person_id: PersonId,
        /// The session that registered it; with it the device goes.
        pub session_id: SessionId,
        /// `android`, `ios` or `harmony`.
        pub platform: String,
        /// The push service's name for the app on this phone, sealed.
        pub token: Sealed,
        /// Blind index of the token: one phone, one person.
        pub token_index: BlindIndex,
        /// When it was registered.
        pub created_at: Instant,
    }

    super::no_relations!();
}

/// How far durable consumers have read.
pub mod consumer {
    use sea_orm::entity::prelude::*;

    /// One consumer.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "event_consumers")]
    pub struct Model {
        /// Its name.
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        /// The last event it has.
        pub last_seq: i64,
    }

    super::no_relations!();
}
