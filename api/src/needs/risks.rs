//! What a need's text tells of: it is more urgent then, whoever is on duty calls back, and two go where there is violence.
//!
//! It never delays dispatch: the words are looked for while the need is written down, and nobody is asked about them.

use sea_orm::ConnectionTrait;

use super::entity::need;
use super::service::triage_word;
use super::store;
use crate::platform::problem::Problem;
use crate::reference::risks::Risk;
use crate::reference::taxonomy::{Category, Hotline, Triage, Urgency};
use crate::state::AppState;
use crate::visits::pairing::RISK_FOR_TWO;
use crate::{duty, tasks};

/// What category and text make of a need together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How soon.
    pub urgency: Urgency,
    /// What kind of matter.
    pub triage: Triage,
    /// The column `risk`.
    pub risk: i32,
}

/// The standing of a need of a category that says `text`. An administrative matter that tells of a risk is first of all an emergency: it is not
/// closed unseen.
#[must_use]
pub fn standing(state: &AppState, category: &Category, text: Option<&str>) -> Standing {
    of(category, &found(state, text))
}

fn found<'a>(state: &'a AppState, text: Option<&str>) -> Vec<&'a Risk> {
    text.map(|text| state.reference.risks.find(text))
        .unwrap_or_default()
}

fn of(category: &Category, risks: &[&Risk]) -> Standing {
    let urgency = risks.iter().map(|risk| risk.urgency).max();
    let risk = if risks.iter().any(|risk| risk.two) {
        RISK_FOR_TWO
    } else {
        i32::from(!risks.is_empty())
    };
    let triage = match category.triage {
        Triage::Administrative if risk > 0 => Triage::Emergency,
        triage => triage,
    };
    Standing {
        urgency: category.urgency.max(urgency.unwrap_or(Urgency::Routine)),
        triage,
        risk,
    }
}

/// The numbers for what a text tells of, each once.
#[must_use]
pub fn numbers(state: &AppState, text: Option<&str>) -> Vec<Hotline> {
    let mut numbers: Vec<Hotline> = Vec::new();
    for code in found(state, text).iter().flat_map(|risk| &risk.hotlines) {
        if numbers.iter().all(|known| known.code != *code) {
            numbers.extend(state.reference.taxonomy.hotline(code).cloned());
        }
    }
    numbers
}

/// Whether whoever is on duty calls back about a need.
#[must_use]
pub fn calls_back(row: &need::Model) -> bool {
    row.risk > 0 || row.triage == triage_word(Triage::Emergency)
}

/// An open need tells of more than before: its task goes into the next round at once, and whoever is on duty is called where nobody was.
///
/// # Errors
/// The database's.
pub async fn follow_up<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    before: &need::Model,
    row: &need::Model,
) -> Result<(), Problem> {
    if Urgency::of_row(&row.urgency) >= Urgency::Urgent {
        tasks::store::rounds::make_urgent(txn, row.id, state.clock.now()).await?;
        let soon = accept_within(state, row, u64::MAX);
        let by = state.clock.now().plus(soon);
        let sooner = row.accept_by.is_none_or(|accept_by| by < accept_by);
        if sooner {
            store::set_accept_by(txn, row.id, by).await?;
        }
    }
    if calls_back(row) && !calls_back(before) {
        duty::call_backs::begin(txn, state, row).await?;
    }
    Ok(())
}

/// How long somebody may take to accept a need, of which the category gives so many minutes.
#[must_use]
pub fn accept_within(state: &AppState, row: &need::Model, minutes: u64) -> std::time::Duration {
    let of_category = std::time::Duration::from_secs(minutes.saturating_mul(60));
    if row.risk > 0 {
        let of_risk = state
            .policy()
            .duration("risk.accept_within_minutes", 60, 15);
        of_category.min(of_risk)
    } else {
        of_category
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    #[test]
    fn a_text_raises_and_never_lowers() {
        let reference = Reference::embedded().unwrap();
        let stands = |category: &str, text: &str| {
            let category = reference.taxonomy.category(category).unwrap();
            of(category, &reference.risks.find(text))
        };
        let quiet = stands("companionship", "要人陪。");
        assert_eq!((quiet.urgency, quiet.risk), (Urgency::Routine, 0));
        let fall = stands("companionship", "摔倒了");
        assert_eq!((fall.urgency, fall.risk), (Urgency::Urgent, 1));
        let gas = stands("companionship", "有煤气味");
        assert_eq!(
            (gas.urgency, gas.risk, gas.triage),
            (Urgency::Emergency, 2, Triage::SocialWork)
        );
        let errand = stands("certificate_materials", "办证跑断腿，不想活了");
        assert_eq!(errand.triage, Triage::Emergency);
        assert_eq!(
            stands("certificate_materials", "办证").triage,
            Triage::Administrative
        );
        for category in &reference.taxonomy.categories {
            for text in ["", "不想活", "打我", "摔倒"] {
                assert!(of(category, &reference.risks.find(text)).urgency >= category.urgency);
            }
        }
    }
}
