//! Reading the audit log.

use actix_web::web::Data;

use super::dto::{AuditChainDto, AuditEntryDto};
use super::service;
use crate::operations::{ListMyAudit, VerifyAuditChain};
use crate::platform::access::Access;
use crate::platform::audit;
use crate::platform::http::{Answer, Params};
use crate::platform::page::{Page, PageQuery, PageRequest};
use crate::platform::problem::Problem;
use crate::state::AppState;

/// Who looked at my data, newest first
///
/// Every look at the caller's name, phone, address or other personal data, and every change of the caller's roles: when, by
/// which operation, which fields, in which role. Never by whom.
#[utoipa::path(get, path = "/v1/me/audit", tag = "audit", params(PageQuery),
    responses((status = 200, body = Page<AuditEntryDto>)))]
pub async fn list_my_audit(
    access: Access<ListMyAudit>,
    query: Params<PageQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::try_from(&query.0)?;
    Answer::ok(&service::looks_at(&state, access.reach.person, page).await?)
}

/// Whether the audit log is as it was written
///
/// Computes every seal again, oldest first; entries younger than a few seconds may have none yet.
#[utoipa::path(get, path = "/v1/audit/chain", tag = "audit", responses((status = 200, body = AuditChainDto)))]
pub async fn verify_audit_chain(
    _: Access<VerifyAuditChain>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let first_broken_seal = audit::verify_chain(state.db.read()).await?;
    Answer::ok(&AuditChainDto {
        holds: first_broken_seal.is_none(),
        first_broken_seal,
    })
}
