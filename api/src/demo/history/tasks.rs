//! The tasks of the fortnight, with teams, records and ratings.

use std::time::Duration;

use jinlin_matcher::Cell;
use sea_orm::ActiveValue::Set;

use super::{FORTNIGHT, Fate, MINUTE, Times, Writer};
use crate::demo::people::{Helper, Resident};
use crate::demo::random::Random;
use crate::hours::dto::EntryKind;
use crate::hours::entity::entry;
use crate::platform::crypto::Cell as Address;
use crate::platform::ids::{HourEntryId, MemberId, NeedId, RatingId, TaskId};
use crate::platform::problem::Problem;
use crate::ratings::entity as rating;
use crate::ratings::model::Resolved;
use crate::reference::taxonomy::{Category, Triage, Urgency};
use crate::tasks::entity::{member, record, task};
use crate::tasks::model::{ArrivedBy, MemberRole, MemberState, TaskState};

impl Writer<'_> {
    pub(super) fn push_task(
        &mut self,
        need: NeedId,
        resident: &Resident,
        category: &Category,
        lead: Option<Helper>,
        (fate, state): (Fate, TaskState),
        times: Times,
    ) -> Result<(), Problem> {
        let id = TaskId(self.random.uuid(times.made));
        let led = lead.filter(|_| !matches!(state, TaskState::Open | TaskState::Cancelled));
        let mut joined = 0;
        if let Some(lead) = &led {
            self.push_member(id, lead, MemberRole::Lead, (fate, state), times);
            let street = resident.community.get(..9).unwrap_or_default();
            let near = self.volunteers.get(street).cloned().unwrap_or_default();
            if category.volunteers > 0
                && self.random.percent(70)
                && let Some(volunteer) = self.random.pick(&near)
            {
                self.push_member(id, volunteer, MemberRole::Volunteer, (fate, state), times);
                joined = 1;
            }
        }
        if let (Some(lead), TaskState::InService, true) =
            (&led, state, self.history.visits.is_empty())
        {
            self.push_safety((need, id), resident, lead, times);
        }
        let served = matches!(state, TaskState::Finished | TaskState::Confirmed);
        let came = served || state == TaskState::InService;
        self.history.tasks.push(task::ActiveModel {
            id: Set(id),
            need_id: Set(need),
            visit_no: Set(1),
            category: Set(category.code.clone()),
            community_code: Set(resident.community.clone()),
            street_code: Set(resident.community.get(..9).unwrap_or_default().to_owned()),
            cell: Set(Cell::of(resident.place).to_string()),
            urgent: Set(category.urgency >= Urgency::Urgent),
            state: Set(state),
            lead_provider_id: Set(led.as_ref().map(|lead| lead.id)),
            volunteers_wanted: Set(i32::from(category.volunteers)),
            volunteers_joined: Set(joined),
            sensitive: Set(category.sensitive),
            window_from: Set(None),
            window_until: Set(None),
            ring: Set(0),
            round: Set(0),
            // Spread, as if they had come one after the other: whoever posts first finds the dispatcher idle.
            next_round_at: Set(
                (state == TaskState::Open && category.triage == Triage::SocialWork).then(|| {
                    self.now
                        .plus(Duration::from_secs(30 + self.random.below(600)))
                }),
            ),
            held_at: Set(led.as_ref().map(|_| times.held)),
            checked_in_at: Set(came.then_some(times.came)),
            finished_at: Set(served.then_some(times.finished)),
            confirmed_at: Set((state == TaskState::Confirmed).then_some(times.confirmed)),
            briefing: Set(None),
            version: Set(1),
            created_at: Set(times.made),
            updated_at: Set(times.made),
        });
        if let (Some(lead), true) = (led, served) {
            self.push_record(id, resident, category, &lead, times);
            if fate == Fate::Closed && self.random.percent(75) {
                self.push_rating(id, resident, &lead, times);
            }
        }
        Ok(())
    }

    fn push_member(
        &mut self,
        task: TaskId,
        helper: &Helper,
        role: MemberRole,
        (_, state): (Fate, TaskState),
        times: Times,
    ) {
        let came = matches!(
            state,
            TaskState::InService | TaskState::Finished | TaskState::Confirmed
        );
        let served = matches!(state, TaskState::Finished | TaskState::Confirmed);
        let minutes =
            i32::try_from(times.finished.since(times.came).as_secs() / MINUTE).unwrap_or(60);
        let distance = i32::try_from(self.random.between(5, 200)).unwrap_or(0);
        let id = MemberId(self.random.uuid(times.held));
        if served {
            self.history.hours.push(entry::ActiveModel {
                id: Set(HourEntryId(id.0)),
                member_id: Set(id),
                task_id: Set(task),
                person_id: Set(helper.person),
                kind: Set(EntryKind::Counted),
                minutes: Set(minutes),
                reason: Set(None),
                written_by: Set(None),
                served_at: Set(times.came),
                created_at: Set(times.finished),
            });
        }
        self.history.members.push(member::ActiveModel {
            id: Set(id),
            task_id: Set(task),
            provider_id: Set(helper.id),
            person_id: Set(helper.person),
            role: Set(role),
            state: Set(MemberState::Confirmed),
            joined_at: Set(times.held),
            left_at: Set(None),
            leave_reason: Set(None),
            checked_in_at: Set(came.then_some(times.came)),
            check_in_distance_m: Set(came.then_some(distance)),
            check_in_reason: Set(None),
            check_in_place: Set(None),
            check_in_by: Set(came.then_some(ArrivedBy::Place)),
            checked_out_at: Set(served.then_some(times.finished)),
            check_out_place: Set(None),
            check_out_distance_m: Set(None),
            minutes: Set(served.then_some(minutes)),
            late_asked_at: Set(None),
            late_until: Set(None),
        });
        let mark = self.history.marks.entry(helper.id).or_default();
        // Nobody of the demo holds more than fits: capacities are 5 and 2.
        if !served && mark.load < 2 {
            mark.load += 1;
        }
        if times.held >= self.now.minus(FORTNIGHT / 2) {
            mark.recent += 1;
        }
    }

    fn push_record(
        &mut self,
        task: TaskId,
        resident: &Resident,
        category: &Category,
        lead: &Helper,
        times: Times,
    ) {
        let texts = self
            .demo
            .records
            .iter()
            .find(|entry| entry.group == category.group);
        let usual = texts
            .and_then(|entry| self.random.pick(&entry.texts))
            .cloned()
            .unwrap_or_default();
        let note = if category.sensitive {
            self.demo.sensitive_record.clone()
        } else {
            usual
        };
        let outcome = self.choose_outcome();
        let minutes =
            i32::try_from(times.finished.since(times.came).as_secs() / MINUTE).unwrap_or(60);
        self.history.records.push(record::ActiveModel {
            task_id: Set(task),
            author_person_id: Set(lead.person),
            note: Set(resident.key.seal(
                Address::new("service_records", "note", task.0),
                note.as_bytes(),
            )),
            outcome: Set(outcome),
            minutes: Set(minutes.clamp(1, 1_440)),
            verification_code: Set(format!("{:016X}", self.random.number())),
            created_at: Set(times.finished),
        });
    }

    fn push_rating(&mut self, task: TaskId, resident: &Resident, lead: &Helper, times: Times) {
        let overall: i32 = match self.random.below(100) {
            0..58 => 5,
            58..85 => 4,
            85..94 => 3,
            94..98 => 2,
            _ => 1,
        };
        let near = |random: &mut Random| {
            overall
                .saturating_add(i32::try_from(random.between(-1, 1)).unwrap_or(0))
                .clamp(1, 5)
        };
        let said = self
            .demo
            .comments
            .iter()
            .find(|entry| i32::from(entry.overall) == overall);
        let comment = said
            .and_then(|entry| self.random.pick(&entry.texts))
            .cloned()
            .filter(|text| !text.is_empty());
        let id = RatingId(self.random.uuid(times.confirmed));
        let seal = |text: String| {
            resident
                .key
                .seal(Address::new("ratings", "comment", id.0), text.as_bytes())
        };
        self.history.ratings.push(rating::ActiveModel {
            id: Set(id),
            task_id: Set(task),
            rater_person_id: Set(resident.key.person()),
            provider_id: Set(lead.id),
            community_code: Set(resident.community.clone()),
            street_code: Set(resident.community.get(..9).unwrap_or_default().to_owned()),
            overall: Set(overall),
            attitude: Set(Some(near(&mut self.random))),
            professionalism: Set(Some(near(&mut self.random))),
            timeliness: Set(Some(near(&mut self.random))),
            effect: Set(Some(near(&mut self.random))),
            resolved: Set(if overall >= 4 {
                Resolved::Yes
            } else {
                Resolved::Partly
            }),
            comment: Set(comment.map(seal)),
            channel: Set("mini_program".to_owned()),
            formula: Set(jinlin_matcher::QUALITY_FORMULA.to_owned()),
            version: Set(1),
            created_at: Set(times.confirmed),
            updated_at: Set(times.confirmed),
            editable_until: Set(times.confirmed.plus(Duration::from_secs(48 * 3_600))),
        });
        let mark = self.history.marks.entry(lead.id).or_default();
        mark.ratings += 1;
        mark.stars += i64::from(overall);
    }
}
