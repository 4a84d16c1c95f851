//! Deliveries over HTTP, for officers; and what people without a phone are to be told, for whoever tells them.

use std::collections::HashMap;

use actix_web::web::Data;

use super::deliveries::{self, Filter, Outcome};
use super::dto::{DeliveryDto, ListDeliveriesQuery, ListWordsQuery, Told, WordOfMouth};
use super::entity::{delivery, notification};
use super::model::{DeliveryState, MessageChannel};
use super::{store, view};
use crate::operations::{ListDeliveries, ListWordsOfMouth, ReplayDelivery, TellByWord};
use crate::platform::access::{Access, Operation};
use crate::platform::audit;
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{DeliveryId, NotificationId};
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::{ErrorCode, Language, Problem};
use crate::state::AppState;

/// What the deliveries of a page tell of.
async fn told_of(
    state: &AppState,
    rows: &[delivery::Model],
) -> Result<HashMap<NotificationId, notification::Model>, Problem> {
    let ids: Vec<_> = rows.iter().map(|row| row.notification_id).collect();
    let notifications = store::find_many(state.db.read(), &ids).await?;
    Ok(notifications.into_iter().map(|row| (row.id, row)).collect())
}

/// Deliveries about needs of the own divisions, newest first; those of everybody for administrators
#[utoipa::path(get, path = "/v1/deliveries", tag = "notifications", params(ListDeliveriesQuery),
    responses((status = 200, body = Page<DeliveryDto>)))]
pub async fn list_deliveries(
    access: Access<ListDeliveries>,
    query: Params<ListDeliveriesQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let filter = Filter {
        state: query.0.state,
        channel: query.0.channel,
    };
    let rows = deliveries::list(state.db.read(), &access.reach, filter, page).await?;
    let told = told_of(&state, &rows).await?;
    let page = Page::new(rows, page, |row| row.id.0);
    let items = page.items.into_iter();
    let items = items
        .filter_map(|row| {
            let notification = told.get(&row.notification_id)?;
            Some(DeliveryDto::new(
                row,
                notification.kind,
                notification.need_id,
            ))
        })
        .collect();
    Answer::ok(&Page::<DeliveryDto> {
        items,
        next_cursor: page.next_cursor,
    })
}

async fn find<O: Operation, C: sea_orm::ConnectionTrait>(
    db: &C,
    access: &Access<O>,
    id: DeliveryId,
) -> Result<(delivery::Model, notification::Model), Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let row = deliveries::find_within(db, &access.reach, id)
        .await?
        .ok_or_else(not_found)?;
    let notification = store::find(db, row.notification_id)
        .await?
        .ok_or_else(not_found)?;
    Ok((row, notification))
}

/// Have a delivery that certainly did not go out tried anew
#[utoipa::path(post, path = "/v1/deliveries/{id}/replay", tag = "notifications", params(("id" = DeliveryId, Path)),
    responses((status = 200, body = DeliveryDto)))]
pub async fn replay_delivery(
    access: Access<ReplayDelivery>,
    id: PathId<DeliveryId>,
    key: IdempotencyKey,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    access
        .submission(&key, id.0.0.as_bytes())
        .run(&state, async |txn| {
            let (row, _) = find(txn, &access, id.0).await?;
            let wrong = || Problem::new(ErrorCode::WrongState).with("state", row.state.as_str());
            if !row.state.may_be_replayed() {
                return Err(wrong());
            }
            if !deliveries::replay(txn, id.0, row.state, state.clock.now()).await? {
                return Err(wrong());
            }
            let about = ("deliveries", id.0.0, "state");
            audit::record_change(txn, &state.clock, &actor, Some(row.person_id), about).await?;
            let (row, told) = find(txn, &access, id.0).await?;
            Answer::ok(&DeliveryDto::new(row, told.kind, told.need_id))
        })
        .await
}

fn show_word(state: &AppState, row: &delivery::Model, told: &notification::Model) -> WordOfMouth {
    WordOfMouth {
        id: row.id,
        person_id: row.person_id,
        need_id: told.need_id,
        text: view::words(state, told, Language::Zh).text,
        state: row.state,
        created_at: row.created_at,
    }
}

/// What people without a phone are to be told: by the caller, who posted for them, or in the own divisions; newest first
#[utoipa::path(get, path = "/v1/words-of-mouth", tag = "notifications", params(ListWordsQuery),
    responses((status = 200, body = Page<WordOfMouth>)))]
pub async fn list_words_of_mouth(
    access: Access<ListWordsOfMouth>,
    query: Params<ListWordsQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let filter = Filter {
        state: query.0.state,
        channel: Some(MessageChannel::Word),
    };
    let rows = deliveries::list(state.db.read(), &access.reach, filter, page).await?;
    let told = told_of(&state, &rows).await?;
    let page = Page::new(rows, page, |row| row.id.0);
    let items = page.items.iter();
    let items = items
        .filter_map(|row| Some(show_word(&state, row, told.get(&row.notification_id)?)))
        .collect();
    Answer::ok(&Page::<WordOfMouth> {
        items,
        next_cursor: page.next_cursor,
    })
}

/// Say that somebody was told, or could not be reached
#[utoipa::path(post, path = "/v1/words-of-mouth/{id}/told", tag = "notifications", params(("id" = DeliveryId, Path)),
    request_body = Told, responses((status = 200, body = WordOfMouth)))]
pub async fn tell_by_word(
    access: Access<TellByWord>,
    id: PathId<DeliveryId>,
    key: IdempotencyKey,
    body: JsonBody<Told>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let hash = [id.0.0.as_bytes().as_slice(), &body.hash].concat();
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let (row, _) = find(txn, &access, id.0).await?;
            if row.channel != MessageChannel::Word {
                return Err(ErrorCode::NotFound.into());
            }
            let to = if body.value.reached {
                DeliveryState::Told
            } else {
                DeliveryState::NotReached
            };
            // Whoever was not at home yesterday may be today.
            let open = matches!(
                row.state,
                DeliveryState::Waiting | DeliveryState::NotReached
            );
            let outcome = Outcome::ended(to, None);
            let now = state.clock.now();
            if !open || !deliveries::record(txn, id.0, row.state, &outcome, now).await? {
                let state = row.state.as_str();
                return Err(Problem::new(ErrorCode::WrongState).with("state", state));
            }
            let (row, told) = find(txn, &access, id.0).await?;
            Answer::ok(&show_word(&state, &row, &told))
        })
        .await
}
