//! Who belongs to an organisation, over HTTP.

use actix_web::web::Data;
use sea_orm::ConnectionTrait;

use super::dto::{AddMembershipDto, MembershipDto};
use super::entity::membership;
use super::{service, store};
use crate::identity::persons;
use crate::operations::{AddMembership, EndMembership, ListMemberships};
use crate::platform::access::Access;
use crate::platform::audit::Reading;
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{MembershipId, OrganisationId};
use crate::platform::page::{Page, PageQuery, PageRequest};
use crate::platform::problem::Problem;
use crate::state::AppState;

async fn show<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    row: &membership::Model,
) -> Result<MembershipDto, Problem> {
    Ok(MembershipDto {
        id: row.id,
        person_id: row.person_id,
        name: persons::read_name(db, state, reading, row.person_id).await?,
        since: row.since,
        until: row.until,
    })
}

/// Who belongs and belonged to an organisation of the own divisions, newest first
#[utoipa::path(get, path = "/v1/organisations/{id}/memberships", tag = "organisations",
    params(("id" = OrganisationId, Path), PageQuery), responses((status = 200, body = Page<MembershipDto>)))]
pub async fn list_memberships(
    access: Access<ListMemberships>,
    id: PathId<OrganisationId>,
    query: Params<PageQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let request = PageRequest::try_from(&query.0)?;
    let db = state.db.read();
    let organisation = service::within_reach(db, &access.reach, id.0).await?;
    let rows = store::memberships(db, organisation.id, request).await?;
    let page = Page::new(rows, request, |row| row.id.0);
    let mut reading = access.reading();
    let mut items = Vec::with_capacity(page.items.len());
    for row in &page.items {
        items.push(show(db, &state, &mut reading, row).await?);
    }
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&Page {
        items,
        next_cursor: page.next_cursor,
    })
}

/// Take somebody into an organisation of the own divisions
#[utoipa::path(post, path = "/v1/organisations/{id}/memberships", tag = "organisations",
    params(("id" = OrganisationId, Path)), request_body = AddMembershipDto,
    responses((status = 201, body = MembershipDto)))]
pub async fn add_membership(
    access: Access<AddMembership>,
    id: PathId<OrganisationId>,
    key: IdempotencyKey,
    body: JsonBody<AddMembershipDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    let mut hash = id.0.0.as_bytes().to_vec();
    hash.extend_from_slice(&body.hash);
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let person = body.value.person_id;
            let row = service::take_in(txn, &state, &actor, &access.reach, id.0, person).await?;
            let mut reading = access.reading();
            let shown = show(txn, &state, &mut reading, &row).await?;
            reading.write(txn, &state.clock).await?;
            Answer::created(format!("/v1/memberships/{}", row.id), &shown)
        })
        .await
}

/// End somebody's belonging to an organisation; the roles that came with it end within seconds on every replica
#[utoipa::path(delete, path = "/v1/memberships/{id}", tag = "organisations", params(("id" = MembershipId, Path)),
    responses((status = 204)))]
pub async fn end_membership(
    access: Access<EndMembership>,
    id: PathId<MembershipId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    state
        .db
        .write_txn(async |txn| service::let_go(txn, &state, &actor, &access.reach, id.0).await)
        .await?;
    Ok(Answer::no_content())
}
