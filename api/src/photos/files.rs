//! Where the files lie: a folder, or an S3-compatible store. Everything in it is ciphertext.

use std::sync::Arc;

use anyhow::Context as _;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use tokio::sync::Semaphore;

use super::dto::PhotoSize;
use crate::platform::ids::PhotoId;
use crate::platform::problem::{ErrorCode, Problem};
use crate::settings::Settings;

/// How many photos a replica decodes at the same time: each may take 200 MB for a moment.
const AT_ONCE: usize = 2;

/// The files of all photos.
#[derive(Debug)]
pub struct PhotoFiles {
    store: Arc<dyn ObjectStore>,
    /// Taken by whoever decodes.
    pub slots: Semaphore,
}

impl PhotoFiles {
    /// Opens the store that the settings name.
    ///
    /// # Errors
    /// When the folder cannot be made or the settings of S3 do not fit together.
    pub fn open(settings: &Settings) -> anyhow::Result<Self> {
        let photos = &settings.photos;
        let store: Arc<dyn ObjectStore> = if photos.bucket.is_empty() {
            let folder = settings.state.dir.join("photos");
            std::fs::create_dir_all(&folder)
                .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
            Arc::new(
                LocalFileSystem::new_with_prefix(&folder)
                    .with_context(|| format!("{} cannot be opened", folder.display()))?
                    .with_fsync(true),
            )
        } else {
            let mut builder = AmazonS3Builder::new()
                .with_bucket_name(&photos.bucket)
                .with_region(&photos.region)
                .with_allow_http(photos.endpoint.starts_with("http://"));
            if !photos.endpoint.is_empty() {
                builder = builder.with_endpoint(&photos.endpoint);
            }
            if let (Some(id), Some(secret)) = (photos.access_key.get(), photos.secret_key.get()) {
                builder = builder
                    .with_access_key_id(id)
                    .with_secret_access_key(secret);
            }
            Arc::new(
                builder
                    .build()
                    .context("the settings of photos.* do not name a store")?,
            )
        };
        Ok(Self {
            store,
            slots: Semaphore::new(AT_ONCE),
        })
    }

    /// Stores one size of a photo, already sealed.
    ///
    /// # Errors
    /// 503 when the store does not take it.
    pub async fn put(&self, id: PhotoId, size: PhotoSize, sealed: Vec<u8>) -> Result<(), Problem> {
        let stored = self.store.put(&place(id, size), sealed.into()).await;
        stored.map(drop).map_err(unavailable)
    }

    /// One size of a photo, still sealed.
    ///
    /// # Errors
    /// 503 when the store does not give it.
    pub async fn get(&self, id: PhotoId, size: PhotoSize) -> Result<Vec<u8>, Problem> {
        let found = self
            .store
            .get(&place(id, size))
            .await
            .map_err(unavailable)?;
        Ok(found.bytes().await.map_err(unavailable)?.to_vec())
    }

    /// Removes a photo in all sizes; what is not there is removed already.
    ///
    /// # Errors
    /// 503 when the store does not answer.
    pub async fn remove(&self, id: PhotoId) -> Result<(), Problem> {
        for size in [PhotoSize::Thumb, PhotoSize::Full] {
            match self.store.delete(&place(id, size)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(unavailable(error)),
            }
        }
        Ok(())
    }
}

/// The last two digits of an id are random: 256 folders, evenly filled.
fn place(id: PhotoId, size: PhotoSize) -> Path {
    let name = id.0.simple().to_string();
    let shelf = name.get(30..).unwrap_or_default();
    Path::from(format!("{shelf}/{name}-{}", size.as_str()))
}

fn unavailable(error: object_store::Error) -> Problem {
    tracing::warn!(%error, "the store of photos does not answer as it should");
    Problem::new(ErrorCode::Unavailable).retry_after(2)
}
