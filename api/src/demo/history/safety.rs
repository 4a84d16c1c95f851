//! A visit that goes on as the demo begins: its lead said that it takes longer, and what to mind at the door.

use std::time::Duration;

use sea_orm::ActiveValue::Set;

use super::{MINUTE, Times, Writer};
use crate::demo::people::{Helper, Resident};
use crate::platform::crypto::Cell as Address;
use crate::platform::ids::{HazardId, NeedId, TaskId};
use crate::visits::entity::{hazard, visit};
use crate::visits::model::HazardKind;

const HAZARD: &str = "院里有一只大狗，进门前请先打电话。";

impl Writer<'_> {
    /// Of one task: nobody of the demo checks out, and more of them would be alarms within the hour.
    pub(super) fn push_safety(
        &mut self,
        (need, task): (NeedId, TaskId),
        resident: &Resident,
        lead: &Helper,
        times: Times,
    ) {
        let of_lead = self.history.members.iter().rev().find(|member| {
            member.task_id.try_as_ref() == Some(&task)
                && member.person_id.try_as_ref() == Some(&lead.person)
        });
        let Some(member) = of_lead.and_then(|member| member.id.try_as_ref()).copied() else {
            return;
        };
        let text = HAZARD.as_bytes();
        let id = HazardId(member.0);
        let address = Address::new("hazard_notes", "content", id.0);
        self.history.hazards.push(hazard::ActiveModel {
            id: Set(id),
            need_id: Set(need),
            kind: Set(HazardKind::Dog),
            content: Set(resident.key.seal(address, text)),
            written_by: Set(lead.person),
            created_at: Set(times.came),
        });
        self.history.visits.push(visit::ActiveModel {
            member_id: Set(member),
            task_id: Set(task),
            person_id: Set(lead.person),
            begun_at: Set(times.came),
            expected_end: Set(self.now.plus(Duration::from_secs(120 * MINUTE))),
            asked_at: Set(None),
            alarmed_at: Set(None),
            ended_at: Set(None),
        });
    }
}
