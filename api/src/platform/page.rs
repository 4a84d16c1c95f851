//! Lists: newest first, by cursor, so that a page stays right while rows are added.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::problem::{FieldCode, Problem};

/// Rows a page has unless the client asks otherwise.
const DEFAULT_LIMIT: u64 = 20;
/// The most that a client may ask for.
const MAX_LIMIT: u64 = 100;

/// Where a page begins and how long it is.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// A parsed [`PageQuery`].
#[derive(Debug, Clone, Copy)]
pub struct PageRequest {
    /// Rows come after this id (in the list's order: with smaller ids).
    pub after: Option<Uuid>,
    /// Rows a page.
    pub limit: u64,
}

impl PageRequest {
    /// From the two optional parameters of a list operation.
    ///
    /// # Errors
    /// 422 naming the parameter.
    pub fn parse(cursor: Option<&str>, limit: Option<u64>) -> Result<Self, Problem> {
        let limit = limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(Problem::field("limit", FieldCode::Range));
        }
        let after = cursor
            .map(|cursor| {
                URL_SAFE_NO_PAD
                    .decode(cursor)
                    .ok()
                    .and_then(|bytes| Uuid::from_slice(&bytes).ok())
                    .ok_or_else(|| Problem::field("cursor", FieldCode::Format))
            })
            .transpose()?;
        Ok(Self { after, limit })
    }
}

impl TryFrom<&PageQuery> for PageRequest {
    type Error = Problem;
    fn try_from(query: &PageQuery) -> Result<Self, Problem> {
        Self::parse(query.cursor.as_deref(), query.limit)
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "AZNaAHwecACAAAAAAAAAAQ")]
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// A page from rows that were queried with one more than the limit, so that the end is known.
    #[must_use]
    pub fn new(mut rows: Vec<T>, request: PageRequest, id: impl Fn(&T) -> Uuid) -> Self {
        let limit = usize::try_from(request.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows
            .last()
            .filter(|_| more)
            .map(|row| URL_SAFE_NO_PAD.encode(id(row).as_bytes()));
        Self {
            items: rows,
            next_cursor,
        }
    }

    /// The same page with its rows converted.
    pub fn map<U>(self, convert: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(convert).collect(),
            next_cursor: self.next_cursor,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_its_end() {
        let request = PageRequest::parse(None, Some(2)).unwrap();
        let rows: Vec<Uuid> = (0..3).map(Uuid::from_u128).collect();
        let page = Page::new(rows.clone(), request, |id| *id);
        assert_eq!(page.items.len(), 2);
        let next = PageRequest::parse(page.next_cursor.as_deref(), Some(2)).unwrap();
        assert_eq!(next.after, Some(rows[1]));
        assert!(
            Page::new(rows[..2].to_vec(), request, |id| *id)
                .next_cursor
                .is_none()
        );
    }

    #[test]
    fn bad_parameters_are_named() {
        assert!(PageRequest::parse(Some("not a cursor"), None).is_err());
        assert!(PageRequest::parse(None, Some(0)).is_err());
        assert!(PageRequest::parse(None, Some(101)).is_err());
    }
}
