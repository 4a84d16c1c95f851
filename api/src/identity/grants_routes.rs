//! Roles: listing, giving, taking away.

use actix_web::web::Data;

use super::dto::{CreateGrantDto, GrantDto};
use super::{grants, store};
use crate::operations::{CreateGrant, ListGrants, RevokeGrant};
use crate::platform::access::{Access, Operation, Role};
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::GrantId;
use crate::platform::page::{Page, PageQuery, PageRequest};
use crate::platform::problem::Problem;
use crate::state::AppState;

fn roles<O: Operation>(access: &Access<O>) -> Vec<Role> {
    access
        .principal
        .grants
        .iter()
        .map(|grant| grant.role)
        .collect()
}

/// Who holds which role within reach, newest first
#[utoipa::path(get, path = "/v1/grants", tag = "identity", params(PageQuery),
    responses((status = 200, body = Page<GrantDto>)))]
pub async fn list_grants(
    access: Access<ListGrants>,
    query: Params<PageQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let request = PageRequest::try_from(&query.0)?;
    // The scope of a grant is a code or a zone, so reach is decided per row; pages are filled by reading on.
    let mut visible = Vec::new();
    let mut after = request.after;
    let wanted = usize::try_from(request.limit)
        .unwrap_or(usize::MAX)
        .saturating_add(1);
    loop {
        let rows = store::list_grants(state.db.read(), after, 500).await?;
        let read = rows.len();
        after = rows.last().map(|row| row.id.0);
        for row in rows {
            if grants::is_visible(state.db.read(), &state, &access.reach, &row).await? {
                visible.push(row);
            }
        }
        if read < 500 || visible.len() >= wanted {
            break;
        }
    }
    Answer::ok(&Page::new(visible, request, |row| row.id.0).map(GrantDto::from))
}

/// Give a role within the own scope
#[utoipa::path(post, path = "/v1/grants", tag = "identity", request_body = CreateGrantDto,
    responses((status = 201, body = GrantDto)))]
pub async fn create_grant(
    access: Access<CreateGrant>,
    key: IdempotencyKey,
    body: JsonBody<CreateGrantDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let scope = grants::parse_scope(&state, &body.value)?;
    let (actor, giver) = (access.actor(), roles(&access));
    access
        .submission(&key, &body.hash)
        .run(&state, async |txn| {
            let row = grants::give(
                txn,
                &state,
                &actor,
                &access.reach,
                &giver,
                &body.value,
                &scope,
            )
            .await?;
            Answer::created(format!("/v1/grants/{}", row.id), &GrantDto::from(row))
        })
        .await
}

/// Take a role away; the person's rights end within seconds on every replica
#[utoipa::path(delete, path = "/v1/grants/{id}", tag = "identity", params(("id" = GrantId, Path)),
    responses((status = 204)))]
pub async fn revoke_grant(
    access: Access<RevokeGrant>,
    id: PathId<GrantId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let (actor, giver) = (access.actor(), roles(&access));
    state
        .db
        .write_txn(async |txn| grants::take(txn, &state, &actor, &access.reach, &giver, id.0).await)
        .await?;
    Ok(Answer::no_content())
}
