//! Rows of the outbox.

/// Events.
pub mod event {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::EventId;

    /// One event; `seq` is null until the relay numbers it.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox_events")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EventId,
        /// The stable name of what happened.
        pub kind: String,
        /// The row it happened to.
        pub entity_id: Uuid,
        /// Where.
        pub community_code: Option<String>,
        /// JSON of ids and states.
        pub payload: String,
        /// When it was written.
        pub created_at: Instant,
        /// Its place in the order.
        pub seq: Option<i64>,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Whose live streams show an event.
pub mod recipient {
    use sea_orm::entity::prelude::*;

    use crate::platform::ids::{EventId, PersonId};

    /// One recipient.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "event_recipients")]
    pub struct Model {
        /// The event.
        #[sea_orm(primary_key, auto_increment = false)]
        pub event_id: EventId,
        /// The person.
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The numbering's single row: the last number given and who gives numbers now.
pub mod head {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;

    /// The head.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox_head")]
    pub struct Model {
        /// Always 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        /// The last number given.
        pub last_seq: i64,
        /// The oldest number still kept.
        pub first_seq: i64,
        /// The replica that numbers.
        pub holder: Option<String>,
        /// Grows with every change of holder: the fence.
        pub epoch: i64,
        /// When the holder's lease ends.
        pub lease_until: Instant,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
