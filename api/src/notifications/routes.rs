//! The inbox, settings and devices over HTTP.

use actix_web::HttpRequest;
use actix_web::web::Data;

use super::dto::{
    DeviceDto, Devices, ListNotificationsQuery, NotificationDto, NotificationSettingsDto,
    ReadNotifications, RegisterDevice, UnreadNotifications, UpdateNotificationSettings,
};
use super::{devices, settings, store, view};
use crate::operations::{
    CountUnreadNotifications, ListDevices, ListNotifications, MarkNotificationsRead,
    RegisterDevice as RegisterDeviceOp, RemoveDevice, ShowNotificationSettings,
    UpdateNotificationSettings as UpdateNotificationSettingsOp,
};
use crate::platform::access::Access;
use crate::platform::http::{Answer, IfMatch, JsonBody, Params, PathId, language_of};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::DeviceId;
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// The own inbox, newest first, in the language of `Accept-Language`
#[utoipa::path(get, path = "/v1/notifications", tag = "notifications", params(ListNotificationsQuery),
    responses((status = 200, body = Page<NotificationDto>)))]
pub async fn list_notifications(
    access: Access<ListNotifications>,
    query: Params<ListNotificationsQuery>,
    request: HttpRequest,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let person = access.principal.person;
    let rows = store::list(state.db.read(), person, query.0.unread, page).await?;
    let language = language_of(request.headers());
    let page = Page::new(rows, page, |row| row.id.0);
    Answer::ok(&page.map(|row| view::show(&state, &row, language)))
}

/// How much of the own inbox is not read yet
#[utoipa::path(get, path = "/v1/notifications/unread", tag = "notifications",
    responses((status = 200, body = UnreadNotifications)))]
pub async fn count_unread_notifications(
    access: Access<CountUnreadNotifications>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let unread = store::count_unread(state.db.read(), access.principal.person).await?;
    Answer::ok(&UnreadNotifications { unread })
}

/// Mark the own inbox as read up to a notification
#[utoipa::path(post, path = "/v1/notifications/read", tag = "notifications", request_body = ReadNotifications,
    responses((status = 200, body = UnreadNotifications)))]
pub async fn mark_notifications_read(
    access: Access<MarkNotificationsRead>,
    key: IdempotencyKey,
    body: JsonBody<ReadNotifications>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let person = access.principal.person;
    access
        .submission(&key, &body.hash)
        .run(&state, async |txn| {
            store::mark_read(txn, person, body.value.up_to, state.clock.now()).await?;
            let unread = store::count_unread(txn, person).await?;
            Answer::ok(&UnreadNotifications { unread })
        })
        .await
}

/// What the caller is told, on which channels, and when
#[utoipa::path(get, path = "/v1/me/notification-settings", tag = "notifications",
    responses((status = 200, body = NotificationSettingsDto)))]
pub async fn show_notification_settings(
    access: Access<ShowNotificationSettings>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let wishes = settings::read(state.db.read(), &state, access.principal.person).await?;
    Ok(Answer::ok(&settings::show(&state, &wishes))?.etag(wishes.version))
}

/// Change what the caller is told, on which channels, and when
#[utoipa::path(patch, path = "/v1/me/notification-settings", tag = "notifications",
    request_body = UpdateNotificationSettings,
    responses((status = 200, body = NotificationSettingsDto)))]
pub async fn update_notification_settings(
    access: Access<UpdateNotificationSettingsOp>,
    if_match: IfMatch,
    body: JsonBody<UpdateNotificationSettings>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let person = access.principal.person;
    let wishes = state
        .db
        .write_txn(async |txn| settings::update(txn, &state, person, if_match, &body.value).await)
        .await?;
    Ok(Answer::ok(&settings::show(&state, &wishes))?.etag(wishes.version))
}

/// The own phones that take push
#[utoipa::path(get, path = "/v1/me/devices", tag = "notifications", responses((status = 200, body = Devices)))]
pub async fn list_devices(
    access: Access<ListDevices>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let rows = devices::list(state.db.read(), access.principal.person).await?;
    let items = rows.into_iter().map(DeviceDto::from).collect();
    Answer::ok(&Devices { items })
}

/// Have this phone take push, until its session ends
#[utoipa::path(post, path = "/v1/me/devices", tag = "notifications", request_body = RegisterDevice,
    responses((status = 201, body = DeviceDto)))]
pub async fn register_device(
    access: Access<RegisterDeviceOp>,
    key: IdempotencyKey,
    body: JsonBody<RegisterDevice>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let principal = access.principal.clone();
    access
        .submission(&key, &body.hash)
        .run(&state, async |txn| {
            let row = devices::register(txn, &state, &principal, &body.value).await?;
            Answer::created(format!("/v1/me/devices/{}", row.id), &DeviceDto::from(row))
        })
        .await
}

/// Have one of the own phones take no push any more
#[utoipa::path(delete, path = "/v1/me/devices/{id}", tag = "notifications", params(("id" = DeviceId, Path)),
    responses((status = 204)))]
pub async fn remove_device(
    access: Access<RemoveDevice>,
    id: PathId<DeviceId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let person = access.principal.person;
    let removed = state
        .db
        .write_txn(async |txn| devices::remove(txn, person, id.0).await)
        .await?;
    if removed {
        Ok(Answer::no_content())
    } else {
        Err(ErrorCode::NotFound.into())
    }
}
