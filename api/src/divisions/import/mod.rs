//! `jinlin divisions import`: real centres and boundaries from a `GeoJSON` file, by statistical code.
//!
//! Everything is checked before anything is written, and every fault of the file is reported, with its feature and field.
//! What holds is written in one transaction together with an event, on which every running replica reads its tree again.

mod bounds;
mod geometry;
mod plan;
mod read;
mod ring;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;

use jinlin_matcher::Crs;

pub use bounds::CityBounds;
pub use plan::{Change, Plan};
pub use read::{Issue, Place, read_places};

use super::load::{self, LoadError};
use crate::platform::clock::Clock;
use crate::platform::db::Db;

/// What to import.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The file.
    pub file: &'a Path,
    /// The reference system of its coordinates.
    pub crs: Crs,
    /// Where its boundaries come from, as it is kept beside them; the file's name unless said otherwise.
    pub source: Option<&'a str>,
    /// Only say what would change.
    pub dry_run: bool,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("the file cannot be read")]
    File(#[source] std::io::Error),
    /// The file is read, but does not hold.
    #[error("{}", Listed(.0))]
    Issues(Vec<Issue>),
    /// Reading the divisions failed.
    #[error("the divisions cannot be read")]
    Load(#[from] LoadError),
    /// Writing failed; nothing was written.
    #[error("the database refused; nothing was written")]
    Db(#[from] sea_orm::DbErr),
}

impl ImportError {
    /// Whether the input is at fault, and not the installation.
    #[must_use]
    pub const fn is_bad_input(&self) -> bool {
        matches!(self, Self::File(_) | Self::Issues(_))
    }
}

struct Listed<'a>(&'a [Issue]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the file does not hold; nothing was written")?;
        self.0.iter().try_for_each(|issue| write!(f, "\n  {issue}"))
    }
}

/// Imports a file into the newest year of `db`'s divisions; answers what it changed (on a dry run: would change).
///
/// # Errors
/// [`ImportError`]; nothing was written then.
pub async fn import(db: &Db, clock: &Clock, request: Request<'_>) -> Result<Plan, ImportError> {
    let text = std::fs::read_to_string(request.file).map_err(ImportError::File)?;
    let today = clock.civil_date(clock.now()).to_string();
    let registry = load::load_registry(db, &today).await?;
    let bounds = CityBounds::new(load::county_polygons()?);
    let places =
        read_places(&text, request.crs, &registry, &bounds).map_err(ImportError::Issues)?;
    let plan = Plan::make(db, &registry, places).await?;
    if !request.dry_run {
        let file_name = request
            .file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let source = request
            .source
            .map(ToOwned::to_owned)
            .or(file_name)
            .unwrap_or_default();
        plan.apply(db, clock, &source).await?;
    }
    Ok(plan)
}
