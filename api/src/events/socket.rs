//! A feed as a WebSocket, for the mini-program, which has no `EventSource`.
//!
//! Text frames hold the events; what a client sends is only a sign of life. Pings keep proxies and phones from closing a
//! quiet connection, and find out that a client is gone.

use actix_ws::{CloseCode, CloseReason, Closed, Message, MessageStream, Session};
use tokio::time::{Instant as Tick, timeout};

use super::dto::{LiveEventDto, LiveFrameDto, ResyncDto};
use super::feed::{End, Feed, HEARTBEAT, Item, PATIENCE};

/// The largest frame that a client may send, in bytes: it has nothing to say.
pub const FRAME_LIMIT: usize = 1_024;
/// Close code of a session that has ended: the client signs in again.
const SESSION_ENDED: u16 = 4_401;
/// The close code of a stream of divisions whose reader is no officer any more.
const NO_RIGHTS: u16 = 4_403;

/// Serves one connection until feed or client ends.
pub async fn serve(mut feed: Feed, mut socket: Session, mut messages: MessageStream) {
    let mut heard = Tick::now();
    let reason = loop {
        tokio::select! {
            item = feed.next() => {
                let sent = match item {
                    Ok(Item::Heartbeat(_)) if heard.elapsed() > 3 * HEARTBEAT => break None,
                    Ok(item) => send(&mut socket, &item).await,
                    Err(end) => break Some(reason(end)),
                };
                if sent.is_err() {
                    break None;
                }
            }
            message = messages.recv() => {
                heard = Tick::now();
                match message {
                    Some(Ok(Message::Ping(bytes))) => {
                        if !matches!(timeout(PATIENCE, socket.pong(&bytes)).await, Ok(Ok(()))) {
                            break None;
                        }
                    }
                    Some(Ok(Message::Close(_))) => break Some(CloseReason::from(CloseCode::Normal)),
                    Some(Ok(_)) => {}
                    Some(Err(_)) => break Some(CloseReason::from(CloseCode::Policy)),
                    None => break None,
                }
            }
        }
    };
    // Without a reason the client is gone, and dropping the socket is all there is to do.
    if let Some(reason) = reason
        && let Ok(Err(Closed)) | Err(_) = timeout(PATIENCE, socket.close(Some(reason))).await
    {
        tracing::debug!("a live socket was gone before it was closed");
    }
}

/// Sends one frame; a client that does not take it within [`PATIENCE`] counts as closed.
async fn send(socket: &mut Session, item: &Item) -> Result<(), Closed> {
    let sent = match item {
        Item::Heartbeat(_) => timeout(PATIENCE, socket.ping(b"")).await,
        Item::Event(event) => {
            timeout(
                PATIENCE,
                socket.text(text(&LiveFrameDto::Event(LiveEventDto::of(event)))),
            )
            .await
        }
        Item::Resync(seq) => {
            timeout(
                PATIENCE,
                socket.text(text(&LiveFrameDto::Resync(ResyncDto::at(*seq)))),
            )
            .await
        }
    };
    sent.unwrap_or(Err(Closed))
}

fn text(frame: &LiveFrameDto<'_>) -> String {
    // These types always have a JSON form: no maps with keys that are not text, no failing writers.
    serde_json::to_string(frame).unwrap_or_default()
}

fn reason(end: End) -> CloseReason {
    match end {
        End::Session => CloseReason {
            code: CloseCode::Other(SESSION_ENDED),
            description: Some("session_ended".into()),
        },
        End::Rights => CloseReason {
            code: CloseCode::Other(NO_RIGHTS),
            description: Some("forbidden".into()),
        },
        End::Stopping => CloseReason {
            code: CloseCode::Restart,
            description: Some("restart".into()),
        },
        End::Failed => CloseReason {
            code: CloseCode::Again,
            description: Some("unavailable".into()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resync_frame_is_told_from_an_event_by_its_kind() {
        assert_eq!(
            text(&LiveFrameDto::Resync(ResyncDto::at(5))),
            r#"{"id":5,"kind":"resync"}"#
        );
    }

    #[test]
    fn the_close_codes_are_the_documented_ones() {
        let ends = [End::Session, End::Rights, End::Stopping, End::Failed];
        let codes = ends.map(|end| u16::from(reason(end).code));
        assert_eq!(codes, [4_401, 4_403, 1_012, 1_013]);
    }
}
