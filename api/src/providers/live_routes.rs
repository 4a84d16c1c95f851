//! What changes by the minute: the switch, the live position, and this replica's copy of all providers.

use actix_web::web::Data;

use super::dto::{IndexStateDto, PositionKeptDto, ProviderDto, SetDutyDto, SetPositionDto};
use super::{positions, profile};
use crate::operations::{ClearPosition, SetDuty, SetPosition, ShowIndexState};
use crate::platform::access::Access;
use crate::platform::http::{Answer, JsonBody, PathId};
use crate::platform::ids::ProviderId;
use crate::platform::problem::{FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// Go on or off duty
#[utoipa::path(put, path = "/v1/providers/{id}/duty", tag = "providers", params(("id" = ProviderId, Path)),
    request_body = SetDutyDto, responses((status = 200, body = ProviderDto)))]
pub async fn set_duty(
    access: Access<SetDuty>,
    id: PathId<ProviderId>,
    body: JsonBody<SetDutyDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let row = state
        .db
        .write_txn(async |txn| {
            profile::set_duty(txn, &state, &access.reach, id.0, body.value.on_duty).await
        })
        .await?;
    if !row.on_duty {
        // Off duty means not to be followed. The switch is set already; a position that stays expires by itself.
        if let Err(problem) = positions::clear(&state, row.id).await {
            tracing::warn!(
                code = problem.code().as_str(),
                "the live position of somebody off duty expires by itself"
            );
        }
    }
    Ok(Answer::ok(&ProviderDto::of(&row, &state.divisions()))?.etag(row.version))
}

/// Say where one is now; forgotten after minutes, never stored with the profile
#[utoipa::path(put, path = "/v1/providers/{id}/position", tag = "providers", params(("id" = ProviderId, Path)),
    request_body = SetPositionDto, responses((status = 200, body = PositionKeptDto)))]
pub async fn set_position(
    access: Access<SetPosition>,
    id: PathId<ProviderId>,
    body: JsonBody<SetPositionDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let mut errors = FieldErrors::default();
    let place = body
        .value
        .place
        .parse_in_city(&state.divisions(), &mut errors, "place");
    errors.finish()?;
    let row = profile::within_reach(state.db.read(), &access.reach, id.0).await?;
    let place = place.ok_or_else(|| Problem::field("place", FieldCode::Required))?;
    let expires_at = positions::set(&state, row.id, place).await?;
    Answer::ok(&PositionKeptDto { expires_at })
}

/// Be forgotten at once
#[utoipa::path(delete, path = "/v1/providers/{id}/position", tag = "providers", params(("id" = ProviderId, Path)),
    responses((status = 204)))]
pub async fn clear_position(
    access: Access<ClearPosition>,
    id: PathId<ProviderId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let row = profile::within_reach(state.db.read(), &access.reach, id.0).await?;
    positions::clear(&state, row.id).await?;
    Ok(Answer::no_content())
}

/// Compare this replica's copy of the providers with the rows
#[utoipa::path(get, path = "/v1/system/index", tag = "system", responses((status = 200, body = IndexStateDto)))]
pub async fn show_index_state(
    access: Access<ShowIndexState>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    // The machine compares, the administrator sees nobody's place; but it opened them because the administrator asked.
    let rows = state.directory.rows_state(&state, access.actor()).await?;
    let hex = |checksum: u128| format!("{checksum:032x}");
    let (providers, checksum) = state
        .directory
        .with(|index| (index.len(), index.checksum()));
    Answer::ok(&IndexStateDto {
        providers,
        checksum: hex(checksum),
        rows_providers: rows.providers,
        rows_checksum: hex(rows.checksum),
        event_seq: state.metrics.event_seq.get(),
        rows_event_seq: rows.event_seq,
    })
}
