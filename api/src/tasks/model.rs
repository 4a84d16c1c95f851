//! States of tasks and of the places in their teams.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::needs::model::{UnknownWord, words};

words! {
    /// Where a task stands.
    TaskState {
        /// Nobody leads it yet.
        Open = "open",
        /// Somebody leads it.
        Held = "held",
        /// The lead is there.
        InService = "in_service",
        /// The lead has finished.
        Finished = "finished",
        /// The resident has confirmed.
        Confirmed = "confirmed",
        /// Not needed any more.
        Cancelled = "cancelled",
    }
}

words! {
    /// What somebody does in a team.
    MemberRole {
        /// Leads: a certified social worker.
        Lead = "lead",
        /// Joins.
        Volunteer = "volunteer",
    }
}

impl MemberRole {
    /// Whether it is the lead.
    #[must_use]
    pub const fn is_lead(self) -> bool {
        matches!(self, Self::Lead)
    }
}

words! {
    /// Where somebody stands in a team.
    MemberState {
        /// Has a place; the lead may still refuse.
        Joined = "joined",
        /// The lead has confirmed.
        Confirmed = "confirmed",
        /// The lead has refused.
        Refused = "refused",
        /// Has left.
        Left = "left",
    }
}

words! {
    /// Where somebody stands who waits for a volunteer's place.
    WaitingState {
        /// In the line.
        Waiting = "waiting",
        /// A place is kept for them; they have to say yes.
        Called = "called",
        /// Has said yes.
        Joined = "joined",
        /// Has left the line, or said no.
        Left = "left",
        /// Did not answer in time, or could not come any more.
        Passed = "passed",
    }
}

words! {
    /// Why somebody gives up a task, or a place in its team.
    LeaveReason {
        /// Ill.
        Sick = "sick",
        /// Something else at that time, or too near to those concerned.
        Conflict = "conflict",
        /// Somebody else knows more of it.
        NotMyField = "not_my_field",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// How it is known that somebody arrived.
    ArrivedBy {
        /// By where their phone is.
        Place = "place",
        /// By the code that the resident's phone showed.
        Code = "code",
        /// By the resident's word.
        Confirmation = "confirmation",
    }
}
