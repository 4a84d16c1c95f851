//! From the `Authorization` header (on streams: or a ticket) to a [`Caller`], and the rate limits that go by it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};

use super::{scopes, store};
use crate::divisions::ScopeRef;
use crate::events::{STREAM_PATHS, tickets};
use crate::platform::access::{Caller, Grant, Principal};
use crate::platform::clock::Instant;
use crate::platform::ids::{PersonId, SessionId};
use crate::platform::limits::{Left, Limit};
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;
use crate::wechat::routes::CALLBACK_PATH;

/// How long a cached session is believed without an event saying anything; events usually are faster by far.
const TRUST: Duration = Duration::from_secs(30);
/// The cache is emptied when it holds more sessions than this.
const MOST: usize = 100_000;

/// Sessions with their rights, as last read. Events empty the entries of a person or session.
#[derive(Debug, Default)]
pub struct SessionCache {
    entries: Mutex<HashMap<SessionId, (Arc<Principal>, Instant)>>,
}

impl SessionCache {
    fn get(&self, session: SessionId, now: Instant) -> Option<Arc<Principal>> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries
            .get(&session)
            .filter(|(_, read_at)| now.since(*read_at) < TRUST)
            .map(|(principal, _)| principal.clone())
    }

    fn put(&self, principal: Arc<Principal>, now: Instant) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= MOST {
            entries.clear();
        }
        entries.insert(principal.session, (principal, now));
    }

    /// Forgets one session.
    pub fn forget_session(&self, session: SessionId) {
        self.entries
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&session);
    }

    /// Forgets all sessions of a person.
    pub fn forget_person(&self, person: PersonId) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.retain(|_, (principal, _)| principal.person != person);
    }
}

/// Finds out who calls. Handlers of public operations do not care; all others take `Access`, which refuses.
///
/// # Errors
/// Only what the inner service fails with; refusals are answers.
pub async fn authenticate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(state) = request.app_data::<Data<AppState>>().cloned() else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    match admit(&request, &state).await {
        Ok((caller, left)) => {
            request.extensions_mut().insert(caller);
            let mut response = next.call(request).await?.map_into_boxed_body();
            add_limit_headers(response.headers_mut(), left);
            Ok(response)
        }
        Err(problem) => {
            // Not `into_response`, which forgets the problem that the outer middleware writes out.
            let (request, _) = request.into_parts();
            Ok(ServiceResponse::new(
                request,
                HttpResponse::from_error(problem),
            ))
        }
    }
}

async fn admit(request: &ServiceRequest, state: &AppState) -> Result<(Caller, Left), Problem> {
    let caller = find_caller(request, state).await?;
    let left = count_request(request, state, &caller).await?.check()?;
    Ok((caller, left))
}

async fn find_caller(request: &ServiceRequest, state: &AppState) -> Result<Caller, Problem> {
    let Some(header) = request.headers().get(header::AUTHORIZATION) else {
        return match ticket_of(request) {
            Some(ticket) => find_ticket_holder(&ticket, state).await,
            None => Ok(Caller::Anonymous),
        };
    };
    let token = header.to_str().ok().and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme
            .eq_ignore_ascii_case("bearer")
            .then_some(token.trim())
    });
    let Some(token) = token else {
        return Ok(Caller::Refused(ErrorCode::TokenInvalid));
    };
    let now = state.clock.now();
    let claims = match state.tokens.verify(token, now) {
        Ok(claims) => claims,
        Err(code) => return Ok(Caller::Refused(code)),
    };
    match load_principal(state, claims.sid, now).await? {
        Some(principal) if principal.account == claims.sub => Ok(Caller::Known(principal)),
        Some(_) => Ok(Caller::Refused(ErrorCode::TokenInvalid)),
        None => Ok(Caller::Refused(ErrorCode::SessionEnded)),
    }
}

/// The ticket that opens a stream; anywhere else the parameter means nothing.
fn ticket_of(request: &ServiceRequest) -> Option<String> {
    if request.method() != Method::GET || !STREAM_PATHS.contains(&request.path()) {
        return None;
    }
    form_urlencoded::parse(request.query_string().as_bytes())
        .find_map(|(name, value)| (name == "ticket").then(|| value.into_owned()))
}

async fn find_ticket_holder(ticket: &str, state: &AppState) -> Result<Caller, Problem> {
    let now = state.clock.now();
    let Some(session) = tickets::redeem(&state.db, now, ticket).await? else {
        return Ok(Caller::Refused(ErrorCode::TicketInvalid));
    };
    Ok(match load_principal(state, session, now).await? {
        Some(principal) => Caller::Known(principal),
        None => Caller::Refused(ErrorCode::SessionEnded),
    })
}

/// The rights of a session; `None` when it has ended.
///
/// # Errors
/// The database's.
pub async fn load_principal(
    state: &AppState,
    session: SessionId,
    now: Instant,
) -> Result<Option<Arc<Principal>>, Problem> {
    if let Some(principal) = state.sessions.get(session, now) {
        return Ok(Some(principal));
    }
    let db = state.db.read();
    let Some((session, account)) = store::find_session(db, session).await? else {
        return Ok(None);
    };
    let demo_refused = account.demo && !state.settings.demo.enabled;
    if session.ended_at.is_some()
        || session.expires_at <= now
        || account.disabled_at.is_some()
        || demo_refused
    {
        return Ok(None);
    }
    let mut grants = Vec::new();
    for grant in store::grants_of(db, account.person_id).await? {
        let scope = ScopeRef::parse(&grant.scope_kind, &grant.scope_ref);
        if let (Ok(role), Some(scope)) = (grant.role.parse(), scope) {
            let areas = scopes::reach(db, state, &scope).await?;
            grants.push(Grant { role, areas });
        }
    }
    let principal = Arc::new(Principal {
        account: account.id,
        person: account.person_id,
        session: session.id,
        demo: account.demo,
        grants,
    });
    state.sessions.put(principal.clone(), now);
    Ok(Some(principal))
}

async fn count_request(
    request: &ServiceRequest,
    state: &AppState,
    caller: &Caller,
) -> Result<Left, Problem> {
    let limits = &state.settings.limits;
    let window = Duration::from_secs(60);
    // A handful of addresses of WeChat's tell of everybody's answers; a signature is checked before anything is looked up.
    if request.path() == CALLBACK_PATH {
        return Ok(Left {
            most: limits.anonymous_per_minute,
            remaining: Some(limits.anonymous_per_minute),
            resets_in: window.as_secs(),
        });
    }
    let limit = |name, most| Limit {
        name,
        most,
        window,
        guard: false,
    };
    let (limit, who) = match caller {
        Caller::Known(principal) if request.method().is_safe() => (
            limit("read", limits.reads_per_minute),
            principal.account.to_string(),
        ),
        Caller::Known(principal) => (
            limit("write", limits.writes_per_minute),
            principal.account.to_string(),
        ),
        Caller::Anonymous | Caller::Refused(_) => (
            limit("address", limits.anonymous_per_minute),
            client_address(request, state),
        ),
    };
    Ok(state
        .limits
        .count(&state.db, &state.clock, limit, &who)
        .await?)
}

/// The client's address: the peer's, or what a trusted proxy says of it.
#[must_use]
pub fn client_address(request: &ServiceRequest, state: &AppState) -> String {
    address_of(
        request.peer_addr().map(|peer| peer.ip()),
        request.headers(),
        &state.settings.server.trusted_proxies,
    )
}

/// Counts a use of `limit` by the address of whoever asks, for what nobody has to sign in for.
///
/// # Errors
/// 429 beyond the limit.
pub async fn count_address(
    state: &AppState,
    request: &HttpRequest,
    limit: Limit,
) -> Result<(), Problem> {
    let who = address_of(
        request.peer_addr().map(|peer| peer.ip()),
        request.headers(),
        &state.settings.server.trusted_proxies,
    );
    let counted = state
        .limits
        .count(&state.db, &state.clock, limit, &who)
        .await?;
    counted.check()?;
    Ok(())
}

/// The last address in `X-Forwarded-For` that is not itself a trusted proxy, if the peer is one; else the peer.
#[must_use]
fn address_of(peer: Option<IpAddr>, headers: &header::HeaderMap, trusted: &str) -> String {
    let trusted: Vec<IpAddr> = trusted
        .split(',')
        .filter_map(|address| address.trim().parse().ok())
        .collect();
    let Some(peer) = peer else {
        return "unknown".to_owned();
    };
    if !trusted.contains(&peer) {
        return peer.to_string();
    }
    headers
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|address| address.trim().parse::<IpAddr>().ok())
        .filter(|address| !trusted.contains(address))
        .last()
        .unwrap_or(peer)
        .to_string()
}

fn add_limit_headers(headers: &mut header::HeaderMap, left: Left) {
    let values = [
        ("ratelimit-limit", u64::from(left.most)),
        ("ratelimit-remaining", left.remaining.map_or(0, u64::from)),
        ("ratelimit-reset", left.resets_in),
    ];
    for (name, value) in values {
        headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_ticket_counts_on_streams_only() {
        let ticket =
            |method, uri| ticket_of(&TestRequest::with_uri(uri).method(method).to_srv_request());
        assert_eq!(
            ticket(Method::GET, "/v1/events?ticket=abc").as_deref(),
            Some("abc")
        );
        assert_eq!(
            ticket(Method::GET, "/v1/events/ws?last_event_id=3&ticket=abc").as_deref(),
            Some("abc")
        );
        assert_eq!(ticket(Method::HEAD, "/v1/events?ticket=abc"), None);
        assert_eq!(ticket(Method::POST, "/v1/events/ticket?ticket=abc"), None);
        assert_eq!(ticket(Method::GET, "/v1/me?ticket=abc"), None);
        assert_eq!(ticket(Method::GET, "/v1/events"), None);
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let mut headers = header::HeaderMap::new();
        headers.insert(
            HeaderName::from_static("x-forwarded-for"),
            HeaderValue::from_static("9.9.9.9, 8.8.8.8, 10.0.0.2"),
        );
        let peer = Some("10.0.0.1".parse().unwrap());
        assert_eq!(address_of(peer, &headers, ""), "10.0.0.1");
        assert_eq!(address_of(peer, &headers, "10.0.0.1, 10.0.0.2"), "8.8.8.8");
        assert_eq!(address_of(None, &headers, "10.0.0.1"), "unknown");
    }
}
