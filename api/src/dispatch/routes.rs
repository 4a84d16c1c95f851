//! Offers and open tasks over HTTP.

use actix_web::web::Data;
use jinlin_matcher::{Metres, Role as ProviderRole};
use std::collections::HashMap;

use super::dto::{DeclineOffer, ListOffersQuery, NearbyQuery, NearbyTasks, OfferDto};
use super::entity::{OfferState, offer};
use super::{claim, nearby, service, store};
use crate::divisions::dto::PlaceDto;
use crate::operations::{
    AcceptOffer, ClaimTask, DeclineOffer as DeclineOfferOp, ListNearbyTasks, ListOffers, ShowOffer,
};
use crate::platform::access::{Access, Role};
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{OfferId, TaskId};
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Language, Problem};
use crate::reference::taxonomy::Triage;
use crate::state::AppState;
use crate::tasks::dto::TaskDto;
use crate::{needs, providers, tasks};

/// The own offers, newest first
#[utoipa::path(get, path = "/v1/offers", tag = "dispatch", params(ListOffersQuery),
    responses((status = 200, body = Page<OfferDto>)))]
pub async fn list_offers(
    access: Access<ListOffers>,
    query: Params<ListOffersQuery>,
    language: Language,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let db = state.db.read();
    let rows = store::list_own(db, &access.reach, page, query.0.state).await?;
    let mut known = HashMap::new();
    for offer in &rows {
        if let Some(task) = tasks::store::find(db, offer.task_id).await? {
            known.insert(task.id, task);
        }
    }
    let page = Page::new(rows, page, |offer| offer.id.0);
    let items = page
        .items
        .iter()
        .filter_map(|offer| {
            Some(OfferDto::of(
                offer,
                known.get(&offer.task_id)?,
                &state.reference.taxonomy,
                language,
            ))
        })
        .collect();
    Answer::ok(&Page {
        items,
        next_cursor: page.next_cursor,
    })
}

/// One of the own offers
#[utoipa::path(get, path = "/v1/offers/{id}", tag = "dispatch", params(("id" = OfferId, Path)),
    responses((status = 200, body = OfferDto)))]
pub async fn show_offer(
    access: Access<ShowOffer>,
    id: PathId<OfferId>,
    language: Language,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let offer = find_own(state.db.read(), &access.reach, id.0).await?;
    answer_offer(state.db.read(), &state, &offer, language).await
}

async fn find_own<C: sea_orm::ConnectionTrait>(
    db: &C,
    reach: &crate::platform::access::Reach,
    id: OfferId,
) -> Result<offer::Model, Problem> {
    store::find_own(db, reach, id)
        .await?
        .ok_or_else(|| ErrorCode::NotFound.into())
}

async fn answer_offer<C: sea_orm::ConnectionTrait>(
    db: &C,
    state: &AppState,
    offer: &offer::Model,
    language: Language,
) -> Result<Answer, Problem> {
    let task = tasks::store::find(db, offer.task_id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    Answer::ok(&OfferDto::of(
        offer,
        &task,
        &state.reference.taxonomy,
        language,
    ))
}

/// Accept an offer: of all who accept at once exactly one leads
#[utoipa::path(post, path = "/v1/offers/{id}/accept", tag = "dispatch", params(("id" = OfferId, Path)),
    responses((status = 200, body = OfferDto)))]
pub async fn accept_offer(
    access: Access<AcceptOffer>,
    id: PathId<OfferId>,
    key: IdempotencyKey,
    language: Language,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, id.0.0.as_bytes())
        .run(&state, async |txn| {
            let offer = find_own(txn, &access.reach, id.0).await?;
            claim::accept(txn, &state, &offer).await?;
            let offer = find_own(txn, &access.reach, id.0).await?;
            answer_offer(txn, &state, &offer, language).await
        })
        .await
}

/// Decline an offer
#[utoipa::path(post, path = "/v1/offers/{id}/decline", tag = "dispatch", params(("id" = OfferId, Path)),
    request_body = DeclineOffer, responses((status = 200, body = OfferDto)))]
pub async fn decline_offer(
    access: Access<DeclineOfferOp>,
    id: PathId<OfferId>,
    key: IdempotencyKey,
    body: JsonBody<DeclineOffer>,
    language: Language,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let reason = body.value.reason.as_deref().unwrap_or("other");
    if !["too_far", "no_time", "not_my_field", "other"].contains(&reason) {
        return Err(Problem::field("reason", FieldCode::Unknown));
    }
    let mut hash = id.0.0.as_bytes().to_vec();
    hash.extend_from_slice(&body.hash);
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let offer = find_own(txn, &access.reach, id.0).await?;
            if !service::close(txn, &state, &offer, OfferState::Declined, Some(reason)).await? {
                return Err(ErrorCode::OfferClosed.into());
            }
            // When the last of a round says no, the next round need not wait for the clock.
            if store::open_of_task(txn, offer.task_id, None)
                .await?
                .is_empty()
            {
                tasks::store::rounds::set_next_round(txn, offer.task_id, state.clock.now()).await?;
            }
            let offer = find_own(txn, &access.reach, id.0).await?;
            answer_offer(txn, &state, &offer, language).await
        })
        .await
}

/// Open tasks nearby, for those who look for themselves; never sensitive ones
#[utoipa::path(get, path = "/v1/tasks/nearby", tag = "dispatch", params(NearbyQuery),
    responses((status = 200, body = NearbyTasks)))]
pub async fn list_nearby_tasks(
    access: Access<ListNearbyTasks>,
    query: Params<NearbyQuery>,
    language: Language,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let query = query.0;
    let mut errors = FieldErrors::default();
    let place = PlaceDto {
        lon: query.lon,
        lat: query.lat,
        crs: query.crs,
    }
    .parse(&mut errors, "point");
    let radius = query.radius_m.unwrap_or(5_000);
    errors.check(
        (100..=20_000).contains(&radius),
        "radius_m",
        FieldCode::Range,
    );
    errors.finish()?;
    let place = place.ok_or_else(|| Problem::field("point", FieldCode::Range))?;
    let volunteer = !access.has_role(Role::SocialWorker);
    let items = nearby::find(
        &state,
        place,
        Metres::new(f64::from(radius)),
        volunteer,
        language,
    )
    .await?;
    Answer::ok(&NearbyTasks { items })
}

/// Take an open task to lead it
#[utoipa::path(post, path = "/v1/tasks/{id}/claim", tag = "dispatch", params(("id" = TaskId, Path)),
    responses((status = 200, body = TaskDto)))]
pub async fn claim_task(
    access: Access<ClaimTask>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let person = access.principal.person;
    access
        .submission(&key, id.0.0.as_bytes())
        .run(&state, async |txn| {
            let not_found = || Problem::new(ErrorCode::NotFound);
            let task = tasks::store::find(txn, id.0).await?.ok_or_else(not_found)?;
            let need = needs::store::find(txn, task.need_id)
                .await?
                .ok_or_else(not_found)?;
            let lead =
                providers::store::find_by_person_kind(txn, person, ProviderRole::SocialWorker)
                    .await?;
            let lead = lead.ok_or_else(not_found)?;
            // Neither a sensitive task nor an emergency stands on a list: only who was asked for it knows that it is there.
            let emergency = need.triage == needs::service::triage_word(Triage::Emergency);
            if (task.sensitive || emergency) && !store::has_open_offer(txn, task.id, person).await?
            {
                return Err(not_found());
            }
            service::check_eligible(txn, &state, &task, &need, &lead).await?;
            claim::hold(txn, &state, &task, &lead, None, person).await?;
            let mut reading = access.reading();
            let answer =
                tasks::service::show(txn, &state, &mut reading, &access.reach, task.id).await?;
            reading.write(txn, &state.clock).await?;
            Answer::ok(&answer)
        })
        .await
}
