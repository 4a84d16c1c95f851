//! Looking up divisions.

use actix_web::web::Data;

use super::dto::{DivisionDto, DivisionList, ListDivisionsQuery, LocateQuery};
use crate::operations::{ListDivisions, LocateDivision, ShowDivision};
use crate::platform::access::Public;
use crate::platform::http::{Answer, Params, PathId};
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;

/// The divisions below one: counties of the city, streets of a county, communities of a street
#[utoipa::path(get, path = "/v1/divisions", tag = "divisions", params(ListDivisionsQuery),
    responses((status = 200, body = DivisionList)))]
pub async fn list_divisions(
    _: Public<ListDivisions>,
    query: Params<ListDivisionsQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let parent = query
        .0
        .parent
        .as_deref()
        .unwrap_or(&state.settings.city.code);
    let divisions = state.divisions();
    if divisions.get(parent).is_none() {
        return Err(Problem::field("parent", FieldCode::Unknown));
    }
    let items = divisions
        .children(parent)
        .map(|child| DivisionDto::of(child, &divisions))
        .collect();
    Answer::ok(&DivisionList { items })
}

/// The community of a point
#[utoipa::path(get, path = "/v1/divisions/locate", tag = "divisions", params(LocateQuery),
    responses((status = 200, body = DivisionDto)))]
pub async fn locate_division(
    _: Public<LocateDivision>,
    query: Params<LocateQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let place = query.0.parse()?;
    let divisions = state.divisions();
    let community = divisions
        .locate(place)
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    Answer::ok(&DivisionDto::of(community, &divisions))
}

/// One division
#[utoipa::path(get, path = "/v1/divisions/{code}", tag = "divisions",
    params(("code" = String, Path, description = "Statistical code", example = "510104")),
    responses((status = 200, body = DivisionDto)))]
pub async fn show_division(
    _: Public<ShowDivision>,
    code: PathId<String>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let divisions = state.divisions();
    let division = divisions
        .get(&code.0)
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    Answer::ok(&DivisionDto::of(division, &divisions))
}
