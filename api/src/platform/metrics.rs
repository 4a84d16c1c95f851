//! Prometheus metrics, served at `/metrics`.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use super::outbox::backlog::Backlog;
use crate::state::AppState;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: String,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    method: String,
    route: String,
}

/// Every metric of the server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram>,
    /// The number of the last event this replica has seen.
    pub event_seq: Gauge<i64, std::sync::atomic::AtomicI64>,
    /// Committed events that have no number yet; NaN while the database cannot be asked.
    unnumbered_events: Gauge<f64, AtomicU64>,
    /// How long the oldest of them has waited, in seconds; NaN as above.
    oldest_unnumbered: Gauge<f64, AtomicU64>,
    /// Numbered events that the notifier has not gone through; NaN as above.
    untold_events: Gauge<f64, AtomicU64>,
    /// How long the oldest of them has waited, in seconds; NaN as above.
    oldest_untold: Gauge<f64, AtomicU64>,
    /// Open live streams.
    pub live_streams: Gauge<u64, AtomicU64>,
    /// Offers sent.
    pub offers_sent: Counter,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("jinlin");
        let requests = Family::<RequestLabels, Counter>::default();
        let durations = Family::<RouteLabels, Histogram>::new_with_constructor(|| {
            Histogram::new([
                0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
            ])
        });
        let event_seq = Gauge::default();
        let unnumbered_events = Gauge::default();
        let oldest_unnumbered = Gauge::default();
        let untold_events = Gauge::default();
        let oldest_untold = Gauge::default();
        let live_streams = Gauge::default();
        let offers_sent = Counter::default();
        registry.register("http_requests", "Answered requests", requests.clone());
        registry.register(
            "http_request_duration_seconds",
            "Time to answer",
            durations.clone(),
        );
        registry.register(
            "event_seq",
            "Number of the last event seen",
            event_seq.clone(),
        );
        registry.register(
            "unnumbered_events",
            "Committed events without a number",
            unnumbered_events.clone(),
        );
        registry.register(
            "oldest_unnumbered_event_seconds",
            "How long the oldest event without a number has waited",
            oldest_unnumbered.clone(),
        );
        registry.register(
            "untold_events",
            "Numbered events that the notifier has not gone through",
            untold_events.clone(),
        );
        registry.register(
            "oldest_untold_event_seconds",
            "How long the oldest event that the notifier has not gone through has waited",
            oldest_untold.clone(),
        );
        registry.register("live_streams", "Open live streams", live_streams.clone());
        registry.register("offers_sent", "Offers sent", offers_sent.clone());
        Self {
            registry,
            requests,
            durations,
            event_seq,
            unnumbered_events,
            oldest_unnumbered,
            untold_events,
            oldest_untold,
            live_streams,
            offers_sent,
        }
    }
}

impl Metrics {
    fn observe(&self, method: &str, route: String, status: u16, took: Duration) {
        let method = method.to_owned();
        self.durations
            .get_or_create(&RouteLabels {
                method: method.clone(),
                route: route.clone(),
            })
            .observe(took.as_secs_f64());
        self.requests
            .get_or_create(&RequestLabels {
                method,
                route,
                status,
            })
            .inc();
    }

    /// Notes what waits for its number, and what for the notifier. Not known is NaN: an old zero would say that all is well.
    pub fn note_backlogs(&self, unnumbered: Option<Backlog>, untold: Option<Backlog>) {
        for (backlog, events, oldest) in [
            (unnumbered, &self.unnumbered_events, &self.oldest_unnumbered),
            (untold, &self.untold_events, &self.oldest_untold),
        ] {
            // A count of rows is far below 2^53.
            #[expect(clippy::cast_precision_loss, reason = "a count of rows")]
            events.set(backlog.map_or(f64::NAN, |backlog| backlog.events as f64));
            oldest.set(backlog.map_or(f64::NAN, |backlog| backlog.age.as_secs_f64()));
        }
    }

    /// The text that Prometheus reads.
    ///
    /// # Errors
    /// Never in practice: writing to a string does not fail.
    pub fn render(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// Counts and times a request under its route's pattern (never its address, which holds ids).
///
/// # Errors
/// Passes on the inner service's.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let started = std::time::Instant::now();
    let method = request.method().to_string();
    let route = request
        .match_pattern()
        .unwrap_or_else(|| "unmatched".to_owned());
    let metrics = request.app_data::<web::Data<AppState>>().cloned();
    let response = next.call(request).await?;
    if let Some(state) = metrics {
        state.metrics.observe(
            &method,
            route,
            response.status().as_u16(),
            started.elapsed(),
        );
    }
    Ok(response)
}
