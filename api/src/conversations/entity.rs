//! Rows of conversations.

use crate::identity::entity::no_relations;

/// Messages.
pub mod message {
    use sea_orm::entity::prelude::*;

    use crate::conversations::dto::AuthorRole;
    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{MemberId, MessageId, PersonId, PhotoId, TaskId};

    /// One message: a text or a photo.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_messages")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MessageId,
        /// Of which task.
        pub task_id: TaskId,
        /// Who.
        pub author_person_id: PersonId,
        /// As what.
        pub author_role: AuthorRole,
        /// The author's place in the team.
        pub member_id: Option<MemberId>,
        /// The text, sealed with the key of the person served.
        pub content: Option<Sealed>,
        /// The photo.
        pub photo_id: Option<PhotoId>,
        /// When.
        pub created_at: Instant,
    }

    super::no_relations!();
}

/// How far somebody has read.
pub mod read_mark {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{MessageId, PersonId, TaskId};

    /// One person's mark in one conversation.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "message_reads")]
    pub struct Model {
        /// In which conversation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub task_id: TaskId,
        /// Who.
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        /// Up to and including this message.
        pub message_id: MessageId,
        /// When.
        pub read_at: Instant,
    }

    super::no_relations!();
}
