//! Tickets and streams.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentEncoding, HeaderName};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::dto::{EventTicketDto, LiveEventDto, LiveFrameDto, StreamQuery};
use super::feed::Feed;
use super::{socket, sse, tickets};
use crate::operations::{CreateEventTicket, StreamEvents, StreamEventsWs};
use crate::platform::access::Access;
use crate::platform::crypto::sha256;
use crate::platform::http::{Answer, Params};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::outbox::tail;
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
const ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// A ticket for opening one stream
///
/// For clients that cannot send `Authorization` when they open a stream. It works once, within half a minute.
#[utoipa::path(post, path = "/v1/events/ticket", tag = "events", responses((status = 201, body = EventTicketDto)))]
pub async fn create_event_ticket(
    access: Access<CreateEventTicket>,
    key: IdempotencyKey,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &sha256(b""))
        .run(&state, async |txn| {
            let ticket = tickets::issue(txn, &state.clock, access.principal.session).await?;
            let last_event_id = tail::last_seq(txn).await?;
            let expires_in = tickets::LIFETIME.as_secs();
            Answer::json(
                StatusCode::CREATED,
                &EventTicketDto {
                    ticket,
                    expires_in,
                    last_event_id,
                },
            )
        })
        .await
}

/// The own events, or with `scope=divisions` those of the divisions that the caller is an officer of, as they happen (SSE)
///
/// First what happened after `Last-Event-ID`, then what happens: `id` is the resume point, `event` the kind, `data` a
/// `LiveEvent`. `event: resync` comes when events are not kept any more or the client fell behind: read the lists again.
/// A comment every 15 seconds is a sign of life, and its `id` moves the resume point. The stream ends with the session, when
/// the server stops, and when the client takes nothing for 30 seconds. Authenticate with `Authorization` or `ticket`.
#[utoipa::path(get, path = "/v1/events", tag = "events",
    params(StreamQuery, ("Last-Event-ID" = Option<i64>, Header, description = "The `id` of the last event seen", minimum = 0)),
    responses((status = 200, content_type = "text/event-stream", body = LiveEventDto,
        description = "A stream that does not end by itself; the schema is that of `data`",
        headers(("Cache-Control" = String, description = "`no-store`"),
            ("X-Accel-Buffering" = String, description = "`no`: proxies must not collect it")))))]
pub async fn stream_events(
    access: Access<StreamEvents>,
    query: Params<StreamQuery>,
    request: HttpRequest,
    state: Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let after = resume_point(&request, &query.0)?;
    let feed = Feed::open(state, &access.principal, query.0.scope, after).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((ACCEL_BUFFERING, "no"))
        // Said outright, so that no compressor on the way collects events into blocks.
        .insert_header(ContentEncoding::Identity)
        .streaming(sse::body(feed)))
}

/// The own events, or those of the own divisions, as they happen (WebSocket)
///
/// The same events under the same resume point as the SSE stream, each as one text frame (`LiveFrame`): for the
/// mini-program, which has no `EventSource`. The server pings every 15 seconds and closes with 4401 when the session
/// has ended, 4403 when the divisions are not the caller's any more, 1012 when it stops and 1013 when it cannot read events; on the last two connect again, with a new ticket and
/// the last `id`. Whatever a client sends is ignored.
#[utoipa::path(get, path = "/v1/events/ws", tag = "events",
    params(StreamQuery, ("Last-Event-ID" = Option<i64>, Header, description = "The `id` of the last event seen", minimum = 0)),
    responses((status = 101, description = "Text frames follow, each a `LiveFrame`", content_type = "application/json",
        body = LiveFrameDto)))]
pub async fn stream_events_ws(
    access: Access<StreamEventsWs>,
    query: Params<StreamQuery>,
    request: HttpRequest,
    payload: Payload,
    state: Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let after = resume_point(&request, &query.0)?;
    let (response, session, messages) = actix_ws::handle(&request, payload)
        .map_err(|_not_a_handshake| Problem::new(ErrorCode::MalformedRequest))?;
    let feed = Feed::open(state, &access.principal, query.0.scope, after).await?;
    actix_web::rt::spawn(socket::serve(
        feed,
        session,
        messages.max_frame_size(socket::FRAME_LIMIT),
    ));
    Ok(response)
}

/// The header before the parameter: a browser that reconnects by itself repeats the address, but brings its header up to date.
fn resume_point(request: &HttpRequest, query: &StreamQuery) -> Result<Option<i64>, Problem> {
    let header = request
        .headers()
        .get(LAST_EVENT_ID)
        .filter(|value| !value.is_empty());
    let (field, seq) = match header {
        Some(value) => {
            let seq = value
                .to_str()
                .ok()
                .and_then(|text| text.trim().parse().ok());
            (
                "Last-Event-ID",
                Some(seq.ok_or_else(|| Problem::field("Last-Event-ID", FieldCode::Format))?),
            )
        }
        None => ("last_event_id", query.last_event_id),
    };
    match seq {
        Some(seq) if seq < 0 => Err(Problem::field(field, FieldCode::Range)),
        other => Ok(other),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::events::dto::StreamScope;

    fn resume(header: Option<&str>, parameter: Option<i64>) -> Result<Option<i64>, ErrorCode> {
        let mut request = TestRequest::get().uri("/v1/events");
        if let Some(value) = header {
            request = request.insert_header((LAST_EVENT_ID, value));
        }
        let query = StreamQuery {
            ticket: None,
            last_event_id: parameter,
            scope: StreamScope::Own,
        };
        resume_point(&request.to_http_request(), &query).map_err(|problem| problem.code())
    }

    #[test]
    fn the_header_goes_before_the_parameter() {
        assert_eq!(resume(None, None), Ok(None));
        assert_eq!(resume(None, Some(7)), Ok(Some(7)));
        assert_eq!(resume(Some("9"), Some(7)), Ok(Some(9)));
        assert_eq!(resume(Some(""), Some(7)), Ok(Some(7)));
        assert_eq!(resume(Some("-1"), None), Err(ErrorCode::Invalid));
        assert_eq!(resume(Some("x"), None), Err(ErrorCode::Invalid));
        assert_eq!(resume(None, Some(-1)), Err(ErrorCode::Invalid));
    }
}
