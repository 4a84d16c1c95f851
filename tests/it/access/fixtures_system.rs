//! Fixtures of live updates, figures, the audit log and the system itself.

use super::case::{Case, CaseExt as _, Place, fixtures};

fixtures! {
    create_event_ticket(world, actor, place) {
        Case::free()
    }

    stream_events(world, actor, place) {
        Case::free()
    }

    stream_events_ws(world, actor, place) {
        // The key is the one of RFC 6455's own example.
        Case::free()
            .header("connection", "Upgrade")
            .header("upgrade", "websocket")
            .header("sec-websocket-version", "13")
            .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
    }

    show_figures(world, actor, place) {
        match place {
            Place::Own | Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => {
                Case::record().query(&format!("division={}", world.community_of(place)))
            }
        }
    }

    list_my_audit(world, actor, place) {
        Case::free()
    }

    verify_audit_chain(world, actor, place) {
        Case::free()
    }

    show_index_state(world, actor, place) {
        Case::free()
    }
}
