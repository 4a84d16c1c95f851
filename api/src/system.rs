//! What is outside the API: the start page, health, metrics, the description and its viewer.

use actix_web::http::header;
use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpResponse, web};
use sea_orm::ConnectionTrait as _;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::hours::pages;
use crate::notifications;
use crate::openapi;
use crate::platform::outbox::backlog::{self, Backlog};
use crate::platform::outbox::tail;
use crate::state::AppState;

/// Registers these services.
pub fn configure(service: &mut ServiceConfig) {
    service
        .route("/", web::get().to(index))
        .route("/healthz", web::get().to(health))
        .route("/readyz", web::get().to(ready))
        .route("/metrics", web::get().to(metrics))
        .route("/openapi.yaml", web::get().to(description))
        .route("/verify", web::get().to(pages::ask))
        .route("/verify/{code}", web::get().to(pages::show))
        .route("/docs", web::get().to(docs))
        .service(
            SwaggerUi::new("/docs/{_:.*}")
                .url("/docs/openapi.json", openapi::document())
                // Without this it asks a public server to validate the description.
                .config(Config::default().validator_url("none")),
        );
}

async fn docs() -> HttpResponse {
    HttpResponse::Found()
        .insert_header((header::LOCATION, "/docs/"))
        .finish()
}

/// Alive: the process answers. Nothing else is asked, so that a database outage does not restart every replica.
async fn health() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// Ready: the database answers and this replica's copies follow the events.
async fn ready(state: Data<AppState>) -> HttpResponse {
    let database = state.db.read().execute_unprepared("select 1").await.is_ok();
    let redis = match state.redis.clone() {
        None => None,
        Some(mut redis) => Some(
            redis::cmd("PING")
                .query_async::<String>(&mut redis)
                .await
                .is_ok(),
        ),
    };
    let behind = match tail::last_seq(state.db.read()).await {
        Ok(last) => last - state.metrics.event_seq.get(),
        Err(_) => -1,
    };
    let (unnumbered, untold) = backlogs(&state).await;
    // Told, and no reason to be unready: whoever numbers does it for all, so every replica would be unready at the same
    // moment, and a city whose live streams are late would be a city without a server. Requests are served from the rows.
    let mut degraded = Vec::new();
    if redis == Some(false) {
        degraded.push("redis");
    }
    if unnumbered.is_some_and(|backlog| backlog.is_stuck()) {
        degraded.push("numbering");
    }
    if untold.is_some_and(|backlog| backlog.is_stuck()) {
        degraded.push("telling");
    }
    let copies = state.started.load(std::sync::atomic::Ordering::Acquire);
    let body = serde_json::json!({
        "ready": database && copies,
        "database": database,
        // Without Redis limits and live positions degrade, but needs are still served: not ready would make it worse.
        "redis": redis,
        "copies_loaded": copies,
        "events_behind": behind,
        "unnumbered_events": unnumbered.map(|backlog| backlog.events),
        "oldest_unnumbered_seconds": unnumbered.map(|backlog| backlog.age.as_secs()),
        "untold_events": untold.map(|backlog| backlog.events),
        "oldest_untold_seconds": untold.map(|backlog| backlog.age.as_secs()),
        "degraded": degraded,
    });
    let mut response = if database && copies {
        HttpResponse::Ok()
    } else {
        HttpResponse::ServiceUnavailable()
    };
    response
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(body)
}

/// What waits for its number, and what for the notifier; `None` while the database cannot be asked. Asked here and not by a job: the
/// jobs of this replica may be what has died.
async fn backlogs(state: &AppState) -> (Option<Backlog>, Option<Backlog>) {
    let (db, now) = (state.db.read(), state.clock.now());
    let unnumbered = backlog::read(db, now).await.ok();
    let untold = async {
        let cursor = notifications::store::cursor(db).await?;
        backlog::read_behind(db, cursor, now).await
    };
    (unnumbered, untold.await.ok())
}

async fn metrics(state: Data<AppState>) -> HttpResponse {
    let (unnumbered, untold) = backlogs(&state).await;
    state.metrics.note_backlogs(unnumbered, untold);
    match state.metrics.render() {
        Ok(text) => HttpResponse::Ok()
            .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
            .body(text),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

async fn description() -> HttpResponse {
    match openapi::yaml() {
        Ok(yaml) => HttpResponse::Ok()
            .content_type("application/yaml; charset=utf-8")
            .body(yaml),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

async fn index(state: Data<AppState>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(crate::start_page::render(&state))
}
