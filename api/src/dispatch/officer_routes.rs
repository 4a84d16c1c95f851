//! Dispatch by hand: candidates for a need, and giving it to one of them.

use actix_web::web::Data;
use jinlin_matcher::{Role as ProviderRole, rank};

use super::dto::{AssignNeed, Assigned, CandidateDto, Candidates, RefusedDto, WhyDto};
use super::matching::{options, question, row_id, shown};
use super::{claim, service};
use crate::identity::persons;
use crate::needs;
use crate::needs::entity::need;
use crate::operations::{AssignNeed as AssignNeedOp, ListCandidates};
use crate::platform::access::{Access, Operation};
use crate::platform::http::{Answer, JsonBody, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::NeedId;
use crate::platform::problem::{ErrorCode, FieldCode, Language, Problem};
use crate::providers;
use crate::state::AppState;
use crate::tasks;
use crate::tasks::entity::task;
use crate::tasks::model::TaskState;

/// How many candidates an officer is shown.
const SHOWN: usize = 20;

async fn open_task<O: Operation, C: sea_orm::ConnectionTrait>(
    db: &C,
    access: &Access<O>,
    id: NeedId,
) -> Result<(need::Model, task::Model), Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let need = needs::store::find_within(db, &access.reach, id)
        .await?
        .ok_or_else(not_found)?;
    let task = tasks::store::find_for_need(db, id)
        .await?
        .into_iter()
        .find(|task| task.state == TaskState::Open);
    let state = need.state;
    let task =
        task.ok_or_else(|| Problem::new(ErrorCode::WrongState).with("state", state.as_str()))?;
    Ok((need, task))
}

/// Who could take a need, ranked, and why others could not
#[utoipa::path(get, path = "/v1/needs/{id}/candidates", tag = "dispatch", params(("id" = NeedId, Path)),
    responses((status = 200, body = Candidates)))]
pub async fn list_candidates(
    access: Access<ListCandidates>,
    id: PathId<NeedId>,
    language: Language,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let db = state.db.read();
    let (need, task) = open_task(db, &access, id.0).await?;
    let mut reading = access.reading();
    let role = ProviderRole::SocialWorker;
    let question = question(db, &state, &need, &task, role, &mut reading).await?;
    // An officer may give it to somebody who was asked before; the declined ones are shown by the ranking as any other.
    let options = options(&state, &question, (SHOWN, u8::MAX), &[]);
    let ranking = state
        .directory
        .with(|index| rank(index, &question.need, &options));
    let ids: Vec<_> = ranking
        .candidates
        .iter()
        .map(|candidate| row_id(candidate.id))
        .collect();
    let rows = providers::store::find_many(db, &ids).await?;
    let mut items = Vec::new();
    for candidate in &ranking.candidates {
        let Some(row) = rows.iter().find(|row| row.id == row_id(candidate.id)) else {
            continue;
        };
        let name = persons::read_name(db, &state, &mut reading, row.person_id).await?;
        items.push(CandidateDto {
            provider_id: row.id,
            person_id: row.person_id,
            name,
            ring: candidate.ring.code().to_owned(),
            distance_m: shown(candidate.distance),
            cost: candidate.cost.total,
            why: candidate
                .cost
                .terms
                .iter()
                .map(|term| WhyDto::of(term, language))
                .collect(),
        });
    }
    reading.finish(&state.db, &state.clock).await?;
    let sentence = |reason: &jinlin_matcher::Reason| match language {
        Language::Zh => reason.sentence_zh().to_owned(),
        Language::En => reason.sentence_en().to_owned(),
    };
    let refused = ranking
        .refused
        .iter()
        .map(|(id, reason)| RefusedDto {
            provider_id: row_id(*id),
            reason: reason.code().to_owned(),
            sentence: sentence(reason),
        })
        .collect();
    Answer::ok(&Candidates {
        items,
        refused,
        binding: ranking.binding.map(|reason| reason.code().to_owned()),
    })
}

/// Give a need to somebody: they lead it at once
///
/// An administrative matter cannot be given to a dedicated post; the attempt is counted.
#[utoipa::path(post, path = "/v1/needs/{id}/assign", tag = "dispatch", params(("id" = NeedId, Path)),
    request_body = AssignNeed, responses((status = 200, body = Assigned)))]
pub async fn assign_need(
    access: Access<AssignNeedOp>,
    id: PathId<NeedId>,
    key: IdempotencyKey,
    body: JsonBody<AssignNeed>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let provider_id = body.value.provider_id;
    let actor = access.principal.person;
    let mut hash = id.0.0.as_bytes().to_vec();
    hash.extend_from_slice(&body.hash);
    let submission = access.submission(&key, &hash);
    let attempt = submission.row_id(&state.clock);
    refuse_administrative(&access, &state, attempt, id.0, provider_id).await?;
    submission
        .run(&state, async |txn| {
            let (need, task) = open_task(txn, &access, id.0).await?;
            let unknown = || Problem::field("provider_id", FieldCode::Unknown);
            let provider = providers::store::find(txn, provider_id)
                .await?
                .ok_or_else(unknown)?;
            if provider.role() != Some(ProviderRole::SocialWorker) {
                return Err(Problem::field("provider_id", FieldCode::NotAllowed));
            }
            // An officer may overrule rings and preferences, never certificates, clearances or skills.
            service::check_qualified(txn, &state, &need, &task, &provider).await?;
            claim::hold(txn, &state, &task, &provider, None, actor).await?;
            Answer::ok(&Assigned::of(&need, task.id, provider.id))
        })
        .await
}

async fn refuse_administrative<O: Operation>(
    access: &Access<O>,
    state: &AppState,
    attempt: uuid::Uuid,
    id: NeedId,
    provider: crate::platform::ids::ProviderId,
) -> Result<(), Problem> {
    let db = state.db.read();
    let need = needs::store::find_within(db, &access.reach, id).await?;
    let need = need.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    if need.triage != "administrative" {
        return Ok(());
    }
    if providers::store::find(db, provider).await?.is_none() {
        return Err(Problem::field("provider_id", FieldCode::Unknown));
    }
    let actor = access.principal.person;
    // Committed on its own: the refusal below must not take the count back. A repetition is the same attempt.
    state
        .db
        .write_txn(async |txn| {
            let now = state.clock.now();
            needs::store::figures::record_administrative_attempt(
                txn, attempt, id, provider, actor, now,
            )
            .await
        })
        .await?;
    Err(ErrorCode::AdministrativeNeed.into())
}
