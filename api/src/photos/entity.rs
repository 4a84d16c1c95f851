//! Rows of photos.

use crate::identity::entity::no_relations;

/// Photos.
pub mod photo {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{NeedId, PersonId, PhotoId, TaskId};

    /// One photo; its files are in the object store.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "photos")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PhotoId,
        /// Of which need.
        pub need_id: NeedId,
        /// Of which task's conversation; null for a photo of the need itself.
        pub task_id: Option<TaskId>,
        /// Who sent it.
        pub author_person_id: PersonId,
        /// Width, pixels.
        pub width: i32,
        /// Height, pixels.
        pub height: i32,
        /// Size of the JPEG, bytes.
        pub bytes: i32,
        /// When.
        pub created_at: Instant,
    }

    super::no_relations!();
}

/// Uploads that have not become a photo or portrait, and pictures whose files are on their way out.
pub mod upload {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::PhotoId;

    /// One upload.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "photo_uploads")]
    pub struct Model {
        /// The id that the picture gets, or had.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PhotoId,
        /// Since when.
        pub begun_at: Instant,
        /// Whether its files are being removed.
        pub given_up: bool,
    }

    super::no_relations!();
}
