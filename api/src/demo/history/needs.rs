//! The needs of the fortnight and their steps.

use std::time::Duration;

use jinlin_matcher::{Cell, Gender};
use sea_orm::ActiveValue::Set;

use super::voice::chime;
use super::{Fate, MINUTE, Resident, Times, Writer};
use crate::divisions::place_text;
use crate::identity::entity::consent;
use crate::identity::sessions::terms_version;
use crate::needs::entity::{need, transition, voice_note};
use crate::needs::escalation::Level;
use crate::needs::model::{Channel, NeedState, Outcome, Preferences};
use crate::needs::service::triage_word;
use crate::needs::{ON_BEHALF, numbers, view, voice, wishes};
use crate::platform::ids::{NeedId, PersonId, VoiceNoteId};
use crate::platform::problem::Problem;
use crate::reference::taxonomy::Category;

/// Of a hundred needs so many have a voice note.
const VOICED_PERCENT: u64 = 2;

/// How a need came in: through what, by whom, and what they are to the resident when they are not the same.
struct Intake {
    channel: Channel,
    poster: PersonId,
    relation: Option<&'static str>,
}

impl Writer<'_> {
    fn text(&mut self, category: &str) -> Option<String> {
        let texts = self
            .demo
            .descriptions
            .iter()
            .find(|entry| entry.category == category)?;
        self.random.pick(&texts.texts).cloned()
    }

    pub(super) fn push_need(
        &mut self,
        id: NeedId,
        resident: &Resident,
        category: &Category,
        lead: Option<PersonId>,
        (fate, times): (Fate, Times),
    ) -> Result<(), Problem> {
        self.history.last_short_number += 1;
        let key = &resident.key;
        let seal = |column, text: &str| key.seal(view::cell(column, id), text.as_bytes());
        let description = self
            .text(&category.code)
            .map(|text| seal("description", &text));
        let intake = self.choose_intake(resident, lead);
        if intake.relation.is_some() {
            self.push_consent(key.person(), times);
        }
        let compound = resident.home.as_ref().map_or("", |home| home.name.as_str());
        let (block, floor) = (self.random.between(1, 12), self.random.between(1, 7));
        let opened = fate != Fate::Draft && fate != Fate::Referred;
        let accepted = matches!(
            fate,
            Fate::Matched | Fate::InService | Fate::Done | Fate::Closed
        );
        let over = match fate {
            Fate::Closed => Some(times.confirmed),
            Fate::Referred => Some(times.made),
            Fate::Cancelled | Fate::Expired => Some(times.held),
            _ => None,
        };
        let outcome = match fate {
            Fate::Closed | Fate::Done => Some(self.choose_outcome()),
            Fate::Referred => Some(Outcome::Referred),
            Fate::Cancelled => Some(Outcome::Withdrawn),
            _ => None,
        };
        let accept_by = times.made.plus(Duration::from_secs(
            u64::from(category.accept_within_minutes) * MINUTE,
        ));
        let overdue = fate == Fate::Open && accept_by <= self.state.clock.now();
        let groups = if category.group == "elderly_care" {
            vec!["elderly".to_owned()]
        } else {
            Vec::new()
        };
        let preferences = self.choose_preferences(category);
        if self.random.percent(VOICED_PERCENT) {
            self.push_voice_note(id, resident, times);
        }
        let reference = &self.state.reference;
        self.history.needs.push(need::ActiveModel {
            id: Set(id),
            short_number: Set(numbers::with_check_digit(self.history.last_short_number)),
            person_id: Set(key.person()),
            posted_by: Set(intake.poster),
            on_behalf_relation: Set(intake
                .relation
                .map(|relation| seal("on_behalf_relation", relation))),
            category: Set(category.code.clone()),
            category_group: Set(category.group.clone()),
            taxonomy_version: Set(reference.taxonomy.version.clone()),
            policy_version: Set(reference.policy.version.clone()),
            category_chosen: Set(true),
            target_groups: Set(wishes::seal_groups(key, id, &groups)?),
            description: Set(description),
            address: Set(Some(seal(
                "address",
                &format!("{compound}{block}栋{floor}楼"),
            ))),
            place: Set(seal("place", &place_text(resident.place))),
            cell: Set(Cell::of(resident.place).to_string()),
            community_code: Set(resident.community.clone()),
            street_code: Set(resident.community.get(..9).unwrap_or_default().to_owned()),
            division_year: Set(self.state.divisions().year()),
            compound_id: Set(resident.home.as_ref().map(|home| home.id)),
            window_from: Set(None),
            window_until: Set(None),
            channel: Set(intake.channel.as_str().to_owned()),
            preferences: Set(wishes::seal_preferences(key, id, &preferences)?),
            urgency: Set(category.urgency.as_str().to_owned()),
            sensitive: Set(category.sensitive),
            triage: Set(triage_word(category.triage).to_owned()),
            referral: Set(category.refer_to.clone()),
            risk: Set(0),
            screening: Set("pass".to_owned()),
            volunteers_wanted: Set(i32::from(category.volunteers)),
            state: Set(fate.need_state()),
            outcome: Set(outcome),
            tracking_hash: Set(numbers::code_hash(&format!(
                "{:016X}",
                self.random.number()
            ))),
            accept_by: Set(opened.then_some(accept_by)),
            // What has been open for so long was taken to the street: the officers of a city that has run for a while know.
            escalation: Set(if overdue { Level::Street.number() } else { 0 }),
            escalated_at: Set(overdue.then_some(accept_by)),
            opened_at: Set(opened.then_some(times.made)),
            accepted_at: Set(accepted.then_some(times.held)),
            closed_at: Set(over),
            closed_by: Set(over.map(|_| key.person())),
            version: Set(1),
            created_at: Set(times.made),
            updated_at: Set(over.unwrap_or(times.made)),
        });
        Ok(())
    }

    fn choose_intake(&mut self, resident: &Resident, lead: Option<PersonId>) -> Intake {
        let street = resident.community.get(..9).unwrap_or_default();
        let workers = self.workers.get(street).cloned().unwrap_or_default();
        let taken_in = |channel, relation| {
            // Nobody serves what they posted.
            let worker = workers.iter().find(|worker| Some(worker.person) != lead);
            worker.map(|worker| Intake {
                channel,
                poster: worker.person,
                relation: Some(relation),
            })
        };
        let own = |channel| Intake {
            channel,
            poster: resident.key.person(),
            relation: None,
        };
        match self.random.below(100) {
            0..8 => taken_in(Channel::Hotline, "来电居民"),
            8..16 => taken_in(Channel::CommunityVisit, "走访对象"),
            16..26 => Some(own(Channel::H5)),
            26..30 => Some(own(Channel::App)),
            _ => None,
        }
        .unwrap_or_else(|| own(Channel::MiniProgram))
    }

    fn choose_preferences(&mut self, category: &Category) -> Preferences {
        let mediation = category.skills.iter().any(|skill| skill == "mediation");
        Preferences {
            gender: self.random.percent(8).then_some(Gender::Female),
            dialect: self.random.percent(10).then(|| "sichuanese".to_owned()),
            not_own_compound: mediation,
        }
    }

    /// Consent to being posted for is given once.
    fn push_consent(&mut self, person: PersonId, times: Times) {
        if !self.consented.insert(person) {
            return;
        }
        self.history.consents.push(consent::ActiveModel {
            id: Set(self.random.uuid(times.made)),
            person_id: Set(person),
            purpose: Set(ON_BEHALF.to_owned()),
            version: Set(terms_version(self.state).to_owned()),
            guardian_person_id: Set(None),
            granted_at: Set(times.made),
            withdrawn_at: Set(None),
        });
    }

    fn push_voice_note(&mut self, need: NeedId, resident: &Resident, times: Times) {
        let id = VoiceNoteId(self.random.uuid(times.made));
        let sound = chime();
        self.history.voice_notes.push(voice_note::ActiveModel {
            id: Set(id),
            need_id: Set(need),
            media_type: Set("audio/wav".to_owned()),
            bytes: Set(i32::try_from(sound.len()).unwrap_or(i32::MAX)),
            content: Set(resident.key.seal(voice::cell(id), &sound)),
            created_at: Set(times.made),
        });
    }

    pub(super) fn choose_outcome(&mut self) -> Outcome {
        match self.random.below(100) {
            0..78 => Outcome::Resolved,
            78..92 => Outcome::Partly,
            92..97 => Outcome::Referred,
            _ => Outcome::Unreachable,
        }
    }

    pub(super) fn push_steps(
        &mut self,
        id: NeedId,
        resident: PersonId,
        lead: Option<PersonId>,
        fate: Fate,
        times: Times,
    ) {
        let mut way = vec![(NeedState::Draft, times.made, Some(resident))];
        if fate == Fate::Referred {
            way.push((NeedState::Closed, times.made, Some(resident)));
        } else if fate != Fate::Draft {
            way.push((NeedState::Open, times.made, Some(resident)));
        }
        if lead.is_some()
            && matches!(
                fate,
                Fate::Matched | Fate::InService | Fate::Done | Fate::Closed
            )
        {
            way.push((NeedState::Matched, times.held, lead));
        }
        if lead.is_some() && matches!(fate, Fate::InService | Fate::Done | Fate::Closed) {
            way.push((NeedState::InService, times.came, lead));
        }
        if lead.is_some() && matches!(fate, Fate::Done | Fate::Closed) {
            way.push((NeedState::Done, times.finished, lead));
        }
        match fate {
            Fate::Closed => way.push((NeedState::Closed, times.confirmed, Some(resident))),
            Fate::Cancelled => way.push((NeedState::Cancelled, times.held, Some(resident))),
            Fate::Expired => way.push((NeedState::Expired, times.held, None)),
            _ => {}
        }
        let mut before = None;
        for (state, at, actor) in way {
            self.history.steps.push(transition::ActiveModel {
                id: Set(self.random.uuid(at)),
                need_id: Set(id),
                from_state: Set(before),
                to_state: Set(state),
                actor_person_id: Set(actor),
                reason: Set(None),
                at: Set(at),
            });
            before = Some(state);
        }
    }
}
