//! Typed row ids. Every id is a UUIDv7: unique without asking the database, roughly in order of creation.

/// Declares a newtype over [`uuid::Uuid`] that is a sea-orm column, a path parameter and a JSON string.
macro_rules! id_type {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
            utoipa::ToSchema, sea_orm::DeriveValueType,
        )]
        #[serde(transparent)]
        #[schema(value_type = uuid::Uuid)]
        pub struct $name(pub uuid::Uuid);

        impl $name {
            /// The id as the matcher's plain number.
            #[must_use]
            pub fn as_u128(self) -> u128 {
                self.0.as_u128()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        // Primary keys must say how they come from an auto-increment; a UUID never does.
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )*};
}

id_type! {
    /// A human being, with or without an account.
    PersonId;
    /// A way to sign in.
    AccountId;
    /// One signed-in device.
    SessionId;
    /// A role given to a person within a scope.
    GrantId;
    /// An agency, property company, charity or team.
    OrganisationId;
    /// A person's belonging to an organisation.
    MembershipId;
    /// A residential compound.
    CompoundId;
    /// A social worker or volunteer who can be matched.
    ProviderId;
    /// A certificate of a provider.
    CertificateId;
    /// What a resident asks for.
    NeedId;
    /// Somebody's time on duty.
    ShiftId;
    /// A time that somebody is away.
    LeaveId;
    /// A street's consent that its workers are asked for another street's needs.
    StreetConsentId;
    /// An opening of a way to call somebody.
    CallId;
    /// Somebody being asked to call back.
    CallBackId;
    /// A voice note of a need.
    VoiceNoteId;
    /// The unit of service made from a need.
    TaskId;
    /// A person's place in a task's team.
    MemberId;
    /// One provider being asked to take one task.
    OfferId;
    /// A place in a task's line of volunteers.
    WaitingId;
    /// A message of a task's conversation.
    MessageId;
    /// A photo of a need or of a conversation.
    PhotoId;
    /// A provider's portrait.
    PortraitId;
    /// An entry of the ledger of hours.
    HourEntryId;
    /// A slip about a volunteer's hours.
    HourCertificateId;
    /// An alarm about a visitor.
    AlarmId;
    /// A warning to those who visit.
    HazardId;
    /// A resident's rating.
    RatingId;
    /// Something that a person is told.
    NotificationId;
    /// A notification on a channel outside of the app.
    DeliveryId;
    /// A phone that takes push.
    DeviceId;
    /// An outbox event.
    EventId;
    /// One entry of the audit log.
    AuditId;
}
