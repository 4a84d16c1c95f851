//! Figures over HTTP.

use actix_web::web::Data;

use super::dto::{Figures, FiguresQuery};
use super::model::Days;
use super::service;
use crate::operations::ShowFigures;
use crate::platform::access::Access;
use crate::platform::http::{Answer, Params};
use crate::platform::problem::Problem;
use crate::state::AppState;

/// The figures of a division: needs by state, waiting, hours, satisfaction
///
/// Needs are those posted in these days, hours those of tasks finished in them, ratings those first given in them.
#[utoipa::path(get, path = "/v1/figures", tag = "figures", params(FiguresQuery),
    responses((status = 200, body = Figures)))]
pub async fn show_figures(
    access: Access<ShowFigures>,
    query: Params<FiguresQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let FiguresQuery { division, from, to } = query.0;
    let today = state.clock.civil_date(state.clock.now());
    let days = Days::parse(from.as_deref(), to.as_deref(), today)?;
    let areas = service::areas(&state.divisions(), &access.reach, division.as_deref())?;
    let snapshot = state.db.read_snapshot().await?;
    let figures = service::read(&snapshot, &state, &areas, days, division).await?;
    snapshot.commit().await?;
    Answer::ok(&figures)
}
