//! Operations whose fixtures are still to be written. They are tested for every refusal (no token, an expired and a forged one, a role
//! that lacks the operation), not yet for what the table allows. The list only shrinks: an operation that is here and has a fixture fails.

use super::case::{Case, CaseExt as _};
use super::table::{Operation, Relation};

/// Operations without a fixture.
pub const WITHOUT_FIXTURE: &[&str] = &[
    "accept_offer",
    "add_certificate",
    "assign_need",
    "check_in",
    "claim_task",
    "clear_position",
    "confirm_member",
    "confirm_task",
    "create_event_ticket",
    "create_provider",
    "decline_offer",
    "finish_task",
    "join_task",
    "leave_task",
    "list_candidates",
    "list_certificates",
    "list_my_audit",
    "list_my_providers",
    "list_nearby_tasks",
    "list_offers",
    "list_providers",
    "list_tasks",
    "rate_task",
    "refuse_member",
    "release_task",
    "set_clearance",
    "set_duty",
    "set_position",
    "show_figures",
    "show_index_state",
    "show_offer",
    "show_provider",
    "show_rating",
    "show_record",
    "show_satisfaction",
    "show_task",
    "stream_events",
    "stream_events_ws",
    "update_provider",
    "verify_audit_chain",
];

/// Relations that a fixture does not bring about yet: they need a task with a team.
pub const WITHOUT_TEAM: &[&str] = &["show_need", "play_voice_note"];

/// Whether nobody asks for a proof yet.
pub fn is_unproven(operation: &Operation, relation: Relation) -> bool {
    relation == Relation::Team && WITHOUT_TEAM.contains(&operation.id.as_str())
}

/// A call that is refused before its parameters are looked at.
pub fn case_without_fixture(operation: &Operation) -> Case {
    let mut case = Case::free();
    for name in ["id", "member_id"] {
        if operation.path.contains(&format!("{{{name}}}")) {
            case = case.parameter(name, "00000000-0000-7000-8000-000000000000");
        }
    }
    case.expect("a free case is a case")
}
