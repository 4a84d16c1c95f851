//! Showing reference data.

use actix_web::web::Data;

use super::taxonomy::Taxonomy;
use crate::operations::ShowTaxonomy;
use crate::platform::access::Public;
use crate::platform::http::Answer;
use crate::platform::problem::Problem;
use crate::state::AppState;

/// The taxonomy of needs, skills, target groups, dialects, hotlines and referrals
#[utoipa::path(get, path = "/v1/taxonomy", tag = "reference", responses((status = 200, body = Taxonomy)))]
pub async fn show_taxonomy(
    _: Public<ShowTaxonomy>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    Answer::ok(state.reference.taxonomy.as_ref())
}
