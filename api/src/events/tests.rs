//! Tickets, feeds and both kinds of streams, over a database and a hub of their own.

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::http::header;
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::web::Data;
use actix_web::{App, HttpServer, middleware};
use futures_util::StreamExt as _;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use uuid::Uuid;

use super::dto::StreamScope;
use super::feed::{End, Feed, Item};
use super::tickets;
use crate::identity::authenticate::load_principal;
use crate::identity::dto::ClientKind;
use crate::identity::persons::{self, SignInBy};
use crate::identity::{Phone, sessions};
use crate::platform::access::Principal;
use crate::platform::ids::{PersonId, SessionId};
use crate::platform::outbox::relay::Relay;
use crate::platform::outbox::{self, EventKind, NewEvent, tail};
use crate::platform::problem::Problem;
use crate::settings::Settings;
use crate::state::AppState;

/// A replica without jobs: a test numbers and follows the events itself, so that it decides when.
struct Replica {
    _dir: TempDir,
    state: Data<AppState>,
    relay: Relay,
    cursor: i64,
}

impl Replica {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut settings = Settings::default();
        settings.state.dir = dir.path().to_owned();
        let state = Data::new(crate::app::build_state(settings).await.unwrap());
        let relay = Relay::new(state.db.clone(), state.clock.clone(), "test".to_owned());
        Self {
            _dir: dir,
            state,
            relay,
            cursor: 0,
        }
    }

    async fn sign_in(&self, phone: &str) -> std::sync::Arc<Principal> {
        let state = &self.state;
        let session = state
            .db
            .write_txn(async |txn| {
                let phone = Phone::parse(phone).unwrap();
                let account = persons::create_account(txn, state, &SignInBy::Phone(phone)).await?;
                let terms = sessions::terms_version(state);
                let begun =
                    sessions::begin(txn, state, &account, ClientKind::H5, Some(terms)).await?;
                Ok::<_, Problem>(begun.session.session_id)
            })
            .await
            .unwrap();
        load_principal(state, session, state.clock.now())
            .await
            .unwrap()
            .unwrap()
    }

    /// Writes events for these persons, and numbers them.
    async fn happen(&mut self, recipients: &[PersonId]) {
        let events = recipients.iter().map(|person| NewEvent {
            kind: EventKind::OfferOpened,
            entity_id: Uuid::from_u128(1),
            community_code: None,
            payload: serde_json::json!({ "state": "open" }),
            recipients: vec![*person],
        });
        let events: Vec<_> = events.collect();
        let state = &self.state;
        state
            .db
            .write_txn(async |txn| outbox::append(txn, &state.clock, events.clone()).await)
            .await
            .unwrap();
        self.relay.run_once().await.unwrap();
    }

    /// Tells the hub what was numbered.
    async fn follow(&mut self) {
        let state = self.state.clone();
        let forget = async |event: &outbox::Event| {
            if event.kind == EventKind::SessionEnded {
                state.sessions.forget_session(SessionId(event.entity_id));
            }
            Ok(())
        };
        self.cursor = tail::follow(state.db.read(), &state.hub, self.cursor, forget)
            .await
            .unwrap();
    }

    async fn end_session(&mut self, session: SessionId) {
        let state = &self.state;
        state
            .db
            .write_txn(async |txn| sessions::end(txn, state, session, "test").await)
            .await
            .unwrap();
        self.relay.run_once().await.unwrap();
    }

    async fn ticket(&self, session: SessionId) -> String {
        let state = &self.state;
        state
            .db
            .write_txn(async |txn| tickets::issue(txn, &state.clock, session).await)
            .await
            .unwrap()
    }

    fn open_streams(&self) -> u64 {
        self.state.metrics.live_streams.get()
    }
}

async fn next(feed: &mut Feed) -> Result<Item, End> {
    tokio::time::timeout(Duration::from_secs(10), feed.next())
        .await
        .expect("the feed says nothing")
}

async fn next_seq(feed: &mut Feed) -> i64 {
    match next(feed).await {
        Ok(Item::Event(event)) => event.seq,
        other => panic!("not an event: {other:?}"),
    }
}

#[actix_web::test]
async fn a_ticket_works_once_within_its_time() {
    let replica = Replica::new().await;
    let session = replica.sign_in("12600000001").await.session;
    let (db, now) = (&replica.state.db, replica.state.clock.now());
    let ticket = replica.ticket(session).await;
    assert_eq!(ticket.len(), 43);
    let (one, other) = tokio::join!(
        tickets::redeem(db, now, &ticket),
        tickets::redeem(db, now, &ticket)
    );
    let mut outcomes = [one.unwrap(), other.unwrap()];
    outcomes.sort_unstable();
    assert_eq!(outcomes, [None, Some(session)], "two at once: one of them");
    assert_eq!(tickets::redeem(db, now, &ticket).await.unwrap(), None);

    let late = replica.ticket(session).await;
    let after = replica.state.clock.now().plus(tickets::LIFETIME);
    assert_eq!(tickets::redeem(db, after, &late).await.unwrap(), None);
    assert_eq!(
        tickets::redeem(db, now, &late).await.unwrap(),
        None,
        "used up by the attempt"
    );

    let forgotten = replica.ticket(session).await;
    tickets::forget_old(db, now).await.unwrap();
    let kept = replica.ticket(session).await;
    tickets::forget_old(db, after.plus(tickets::LIFETIME))
        .await
        .unwrap();
    assert_eq!(tickets::redeem(db, now, &forgotten).await.unwrap(), None);
    assert_eq!(tickets::redeem(db, now, &kept).await.unwrap(), None);
    assert_eq!(tickets::redeem(db, now, "guess").await.unwrap(), None);
}

#[actix_web::test]
async fn the_backlog_and_what_happens_meanwhile_come_once_and_in_order() {
    let mut replica = Replica::new().await;
    let me = replica.sign_in("12600000001").await;
    let (mine, other) = (me.person, PersonId(Uuid::from_u128(5)));
    replica.happen(&[mine, other, mine]).await;
    let mut feed = Feed::open(replica.state.clone(), &me, StreamScope::Own, Some(0))
        .await
        .unwrap();
    assert_eq!((feed.resume_point(), replica.open_streams()), (Some(0), 1));
    assert_eq!(next_seq(&mut feed).await, 1);
    // Numbered while the client reads the backlog; the hub tells all of it again.
    replica.happen(&[other, mine]).await;
    replica.follow().await;
    let mut seen = Vec::new();
    for _ in 0..2 {
        seen.push(next_seq(&mut feed).await);
    }
    replica.happen(&[mine]).await;
    replica.follow().await;
    seen.push(next_seq(&mut feed).await);
    assert_eq!(seen, [3, 5, 6]);
    drop(feed);
    assert_eq!(replica.open_streams(), 0);

    let mut resumed = Feed::open(replica.state.clone(), &me, StreamScope::Own, Some(5))
        .await
        .unwrap();
    assert_eq!(next_seq(&mut resumed).await, 6);
    let fresh = Feed::open(replica.state.clone(), &me, StreamScope::Own, None)
        .await
        .unwrap();
    assert_eq!(
        fresh.resume_point(),
        Some(6),
        "without a resume point it begins at the present"
    );
}

#[actix_web::test]
async fn a_resume_point_that_cannot_be_served_and_a_client_that_fell_behind_are_told_to_resync() {
    let mut replica = Replica::new().await;
    let me = replica.sign_in("12600000001").await;
    replica.happen(&[me.person]).await;
    let mut feed = Feed::open(replica.state.clone(), &me, StreamScope::Own, Some(9))
        .await
        .unwrap();
    assert_eq!(
        feed.resume_point(),
        None,
        "not before the client has heard of it"
    );
    assert!(matches!(next(&mut feed).await, Ok(Item::Resync(1))));
    // More than the hub keeps for a follower.
    let crowd = vec![PersonId(Uuid::from_u128(5)); 500];
    for _ in 0..9 {
        replica.happen(&crowd).await;
    }
    replica.follow().await;
    assert!(matches!(next(&mut feed).await, Ok(Item::Resync(4_501))));
    replica.happen(&[me.person]).await;
    replica.follow().await;
    assert_eq!(next_seq(&mut feed).await, 4_502);
}

#[actix_web::test]
async fn a_feed_ends_with_its_session_and_with_the_server() {
    let mut replica = Replica::new().await;
    let (me, other) = (
        replica.sign_in("12600000001").await,
        replica.sign_in("12600000002").await,
    );
    let mut mine = Feed::open(replica.state.clone(), &me, StreamScope::Own, None)
        .await
        .unwrap();
    let mut others = Feed::open(replica.state.clone(), &other, StreamScope::Own, None)
        .await
        .unwrap();
    replica.end_session(me.session).await;
    replica.follow().await;
    assert_eq!(next(&mut mine).await.unwrap_err(), End::Session);
    assert!(
        Feed::open(replica.state.clone(), &me, StreamScope::Own, None)
            .await
            .is_err(),
        "an ended session opens no feed"
    );
    replica.state.stopping.cancel();
    assert_eq!(next(&mut others).await.unwrap_err(), End::Stopping);
}

#[actix_web::test]
async fn the_stream_is_not_cached_not_collected_not_compressed_and_ends_when_the_server_stops() {
    let mut replica = Replica::new().await;
    let me = replica.sign_in("12600000001").await;
    replica.happen(&[me.person]).await;
    let app = init_service(
        App::new()
            .app_data(replica.state.clone())
            .configure(crate::routes::configure)
            .wrap(middleware::from_fn(crate::platform::http::answer_problems))
            .wrap(middleware::Compress::default()),
    )
    .await;
    let ticket = replica.ticket(me.session).await;
    let request = || {
        TestRequest::get()
            .uri(&format!("/v1/events?ticket={ticket}&last_event_id=0"))
            .insert_header((header::ACCEPT_ENCODING, "gzip"))
            .to_request()
    };
    let response = call_service(&app, request()).await;
    assert_eq!(response.status(), 200);
    let said = |name: &str| {
        response
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let headers = [
        "content-type",
        "cache-control",
        "x-accel-buffering",
        "content-encoding",
    ]
    .map(said);
    assert_eq!(headers, ["text/event-stream", "no-store", "no", "identity"]);

    let mut body = Box::pin(response.into_body());
    let mut chunks = Vec::new();
    for _ in 0..2 {
        let chunk = std::future::poll_fn(|context| body.as_mut().poll_next(context))
            .await
            .unwrap();
        chunks.push(String::from_utf8(chunk.map_err(|_opaque| ()).unwrap().to_vec()).unwrap());
    }
    assert_eq!(chunks[0], "retry: 2000\nid: 0\n\n");
    assert!(
        chunks[1]
            .starts_with("id: 1\nevent: offer.opened\ndata: {\"id\":1,\"kind\":\"offer.opened\","),
        "{}",
        chunks[1]
    );
    replica.state.stopping.cancel();
    let end = std::future::poll_fn(|context| body.as_mut().poll_next(context));
    assert!(
        tokio::time::timeout(Duration::from_secs(10), end)
            .await
            .unwrap()
            .is_none()
    );

    let again = call_service(&app, request()).await;
    assert_eq!(again.status(), 401, "a ticket works once");
}

#[actix_web::test]
async fn a_client_that_leaves_a_frame_untaken_is_dropped_with_its_resume_point() {
    let mut replica = Replica::new().await;
    let me = replica.sign_in("12600000001").await;
    replica.happen(&[me.person, me.person]).await;
    for (patience, kept) in [(Duration::ZERO, false), (Duration::from_secs(600), true)] {
        let feed = Feed::open(replica.state.clone(), &me, StreamScope::Own, Some(0))
            .await
            .unwrap();
        let mut frames = Box::pin(super::sse::frames(feed, patience));
        assert_eq!(
            frames.next().await.unwrap().unwrap(),
            "retry: 2000\nid: 0\n\n"
        );
        assert_eq!(frames.next().await.is_some(), kept);
        drop(frames);
        assert_eq!(replica.open_streams(), 0);
    }
}

/// Reads one frame of a server (never masked, never longer than two length bytes say here).
async fn read_frame(socket: &mut TcpStream) -> (u8, Vec<u8>) {
    let mut head = [0; 2];
    socket.read_exact(&mut head).await.unwrap();
    let length = match head[1] {
        126 => usize::from(socket.read_u16().await.unwrap()),
        short => usize::from(short),
    };
    let mut payload = vec![0; length];
    socket.read_exact(&mut payload).await.unwrap();
    (head[0] & 0x0f, payload)
}

#[actix_web::test]
async fn a_socket_carries_the_same_events_and_says_why_it_ends() {
    let mut replica = Replica::new().await;
    let me = replica.sign_in("12600000001").await;
    replica.happen(&[me.person]).await;
    let state = replica.state.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .configure(crate::routes::configure)
            .wrap(middleware::from_fn(crate::platform::http::answer_problems))
            .wrap(middleware::Compress::default())
    })
    .workers(1)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .unwrap();
    let address = server.addrs()[0];
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);

    let ticket = replica.ticket(me.session).await;
    let mut socket = TcpStream::connect(address).await.unwrap();
    let handshake = format!(
        "GET /v1/events/ws?last_event_id=0&ticket={ticket} HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\n\
         Connection: Upgrade\r\nAccept-Encoding: gzip\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    socket.write_all(handshake.as_bytes()).await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await.unwrap());
    }
    let head = String::from_utf8(head).unwrap();
    assert!(
        head.starts_with("HTTP/1.1 101 ") && head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
        "{head}"
    );

    let (kind, text) = read_frame(&mut socket).await;
    let event: serde_json::Value = serde_json::from_slice(&text).unwrap();
    assert_eq!(
        (kind, &event["id"], &event["kind"]),
        (1, &serde_json::json!(1), &serde_json::json!("offer.opened"))
    );
    // A masked ping is answered with a pong of the same content.
    socket
        .write_all(&[0x89, 0x82, 0, 0, 0, 0, b'h', b'i'])
        .await
        .unwrap();
    assert_eq!(read_frame(&mut socket).await, (10, b"hi".to_vec()));
    replica.happen(&[me.person]).await;
    replica.follow().await;
    let (_, text) = read_frame(&mut socket).await;
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&text).unwrap()["id"],
        2
    );

    replica.end_session(me.session).await;
    replica.follow().await;
    let (kind, payload) = read_frame(&mut socket).await;
    assert_eq!((kind, &payload[..2]), (8, &4_401_u16.to_be_bytes()[..]));
    tokio::time::timeout(Duration::from_secs(10), handle.stop(true))
        .await
        .expect("nothing waits for the socket");
    assert_eq!(replica.open_streams(), 0);
}
