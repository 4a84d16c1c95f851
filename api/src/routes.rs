//! The one table of endpoints: what actix serves and what `openapi.yaml` describes come from these lines.

use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, Route, web};
use utoipa::openapi::path::HttpMethod;

use crate::platform::problem::{ErrorCode, Problem};
use crate::{
    audit, calls, compounds, consents, conversations, dispatch, divisions, duty, events, figures,
    hours, identity, leaves, needs, notifications, organisations, photos, portraits, providers,
    ratings, reference, tasks, visits, wechat,
};

/// One endpoint: its description and its handler.
pub struct Endpoint {
    /// `operationId`: the handler's name.
    pub id: &'static str,
    /// The path, with `{parameters}`.
    pub path: String,
    /// The method.
    pub method: HttpMethod,
    /// The description.
    pub operation: utoipa::openapi::path::Operation,
    /// Collects the schemas that the description refers to.
    pub schemas: fn(
        &mut Vec<(
            String,
            utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>,
        )>,
    ),
    /// The handler.
    pub route: fn() -> Route,
}

impl Endpoint {
    fn actix_method(&self) -> Method {
        match self.method {
            HttpMethod::Get => Method::GET,
            HttpMethod::Post => Method::POST,
            HttpMethod::Put => Method::PUT,
            HttpMethod::Delete => Method::DELETE,
            HttpMethod::Patch => Method::PATCH,
            _ => Method::OPTIONS,
        }
    }
}

macro_rules! endpoints {
    ($($module:ident :: $file:ident => [$($handler:ident),* $(,)?];)*) => {
        /// Every endpoint of the API.
        #[must_use]
        pub fn endpoints() -> Vec<Endpoint> {
            vec![$($(pastey::paste! {
                Endpoint {
                    id: stringify!($handler),
                    path: <$module::$file::[<__path_ $handler>] as utoipa::Path>::path(),
                    method: <$module::$file::[<__path_ $handler>] as utoipa::Path>::methods()
                        .into_iter().next().unwrap_or(HttpMethod::Get),
                    operation: <$module::$file::[<__path_ $handler>] as utoipa::Path>::operation(),
                    schemas: <$module::$file::[<__path_ $handler>] as utoipa::__dev::SchemaReferences>::schemas,
                    route: || web::route().to($module::$file::$handler),
                }
            },)*)*]
        }
    };
}

endpoints! {
    identity::routes => [
        request_code, create_session, create_wechat_session, refresh_session, end_session, show_me, update_me,
    ];
    identity::links_routes => [connect_wechat, disconnect_wechat, connect_phone];
    identity::grants_routes => [list_grants, create_grant, revoke_grant];
    events::routes => [create_event_ticket, stream_events, stream_events_ws];
    audit::routes => [list_my_audit, verify_audit_chain];
    divisions::routes => [list_divisions, locate_division, show_division];
    reference::routes => [show_taxonomy];
    compounds::routes => [list_compounds, show_compound, create_compound, update_compound];
    organisations::routes => [list_organisations, show_organisation, create_organisation, update_organisation];
    organisations::membership_routes => [list_memberships, add_membership, end_membership];
    providers::routes => [list_my_providers, create_provider, list_providers, show_provider, update_provider];
    providers::nearest => [list_nearest_providers];
    providers::certificate_routes => [add_certificate, list_certificates, set_clearance];
    providers::live_routes => [set_duty, set_position, clear_position, show_index_state];
    needs::routes => [
        create_need, list_needs, show_need, print_need_slip, update_need, submit_need, cancel_need, close_need, add_voice_note,
        play_voice_note, track_need,
    ];
    leaves::routes => [create_leave, list_leaves, decide_leave, end_leave, list_touched_tasks, hand_over_task];
    consents::routes => [create_street_consent, list_street_consents, decide_street_consent, end_street_consent];
    duty::routes => [create_shift, list_shifts, cancel_shift, list_call_backs, take_call_back, end_call_back];
    dispatch::routes => [list_offers, show_offer, accept_offer, decline_offer, list_nearby_tasks, claim_task];
    dispatch::officer_routes => [list_candidates, assign_need];
    tasks::routes => [
        list_tasks, show_task, join_task, leave_task, confirm_member, refuse_member, brief_team, release_task, check_in,
        finish_task, confirm_task, show_record,
    ];
    tasks::late_leave_routes => [list_late_leaves, show_late_leaves];
    tasks::line_routes => [join_line, leave_line, list_waiting_places];
    tasks::presence_routes => [check_out, show_check_in_code, confirm_arrival, correct_hours];
    calls::routes => [call_somebody, share_own_number];
    visits::routes => [extend_visit, answer_visit, raise_sos, end_sos, list_alarms, show_alarm];
    visits::safety_routes => [waive_second_person, add_hazard];
    conversations::routes => [post_message, list_messages, mark_messages_read];
    portraits::routes => [
        set_portrait, remove_portrait, show_portrait_standing, list_portraits, decide_portrait, show_portrait,
        fetch_signed_portrait,
    ];
    photos::routes => [add_need_photo, show_photo];
    notifications::routes => [
        list_notifications, count_unread_notifications, mark_notifications_read, show_notification_settings,
        update_notification_settings, list_devices, register_device, remove_device,
    ];
    notifications::officer_routes => [list_deliveries, replay_delivery, list_words_of_mouth, tell_by_word];
    hours::routes => [
        list_my_hours, create_hour_certificate, list_hour_certificates, print_hour_certificate, verify_code,
    ];
    ratings::routes => [rate_task, show_rating, show_satisfaction];
    figures::routes => [show_figures];
    wechat::routes => [
        verify_wechat_callback, receive_wechat_callback, report_wechat_consents, list_wechat_consents,
    ];
}

/// Registers every endpoint, by path and then method, so that a wrong method is 405 with `Allow`.
pub fn configure(service: &mut web::ServiceConfig) {
    let mut endpoints = endpoints();
    // Fixed segments before parameters: /divisions/locate before /divisions/{code}.
    endpoints.sort_by_key(|endpoint| endpoint.path.replace('{', "~"));
    let mut scope = web::scope("/v1").wrap(actix_web::middleware::from_fn(
        identity::authenticate::authenticate,
    ));
    for group in endpoints.chunk_by(|a, b| a.path == b.path) {
        let Some(path) = group
            .first()
            .and_then(|endpoint| endpoint.path.strip_prefix("/v1"))
        else {
            continue;
        };
        let mut resource = web::resource(path);
        let mut allow = Vec::new();
        for endpoint in group {
            let method = endpoint.actix_method();
            allow.push(method.to_string());
            resource = resource.route((endpoint.route)().method(method));
        }
        let allow = allow.join(", ");
        resource = resource.default_service(web::to(move || method_not_allowed(allow.clone())));
        scope = scope.service(resource);
    }
    service.service(scope.default_service(web::to(not_found)));
}

async fn method_not_allowed(allow: String) -> HttpResponse {
    let mut response = HttpResponse::from_error(Problem::new(ErrorCode::MethodNotAllowed));
    if let Ok(value) = HeaderValue::from_str(&allow) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

/// The answer to an address that does not exist.
///
/// # Errors
/// Always 404.
pub async fn not_found(_: HttpRequest) -> Result<HttpResponse, Problem> {
    Err(ErrorCode::NotFound.into())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::operations::RULES;

    #[test]
    fn the_endpoints_and_the_access_table_are_the_same_set() {
        let endpoints = endpoints();
        let served: BTreeSet<_> = endpoints.iter().map(|endpoint| endpoint.id).collect();
        let ruled: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(served, ruled);
        assert_eq!(
            served.len(),
            endpoints.len(),
            "an operation is served twice"
        );
        for rule in RULES {
            assert_eq!(rule.public, rule.allow.is_empty(), "{}", rule.id);
        }
        for endpoint in &endpoints {
            assert_eq!(
                endpoint.operation.operation_id.as_deref(),
                Some(endpoint.id)
            );
            assert!(endpoint.path.starts_with("/v1/"), "{}", endpoint.path);
        }
    }
}
