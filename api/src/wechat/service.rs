//! Agreements as the mini-program tells and sees them.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DbErr};

use super::callback::account_of;
use super::consents::{self, Heard};
use super::dto::{ConsentDto, ConsentsDto, ReportConsentsDto, Standing};
use super::entity::consent;
use super::subscribe::{Audience, Template};
use crate::identity;
use crate::platform::access::{Principal, Role};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// WeChat's popup takes so many templates.
const AT_ONCE: usize = 3;
/// Of one-time agreements, so many are kept in store.
const ENOUGH: i32 = 5;
/// Whoever refused is left alone for so long.
const LEFT_ALONE: Duration = Duration::from_secs(7 * 86_400);

/// Proves a report: known templates, each once.
///
/// # Errors
/// 422 with every wrong field.
pub fn check_report(state: &AppState, report: &ReportConsentsDto) -> Result<(), Problem> {
    let mut errors = FieldErrors::default();
    errors.check(!report.results.is_empty(), "results", FieldCode::Required);
    errors.check(report.results.len() <= 10, "results", FieldCode::TooLong);
    for (position, result) in report.results.iter().enumerate() {
        let field = format!("results[{position}].template_id");
        let id = &result.template_id;
        let known = state.wechat.templates.of_id(id).is_some();
        errors.check(known, &field, FieldCode::Unknown);
        let earlier = report.results.iter().take(position);
        let twice = earlier.into_iter().any(|other| other.template_id == *id);
        errors.check(!twice, &field, FieldCode::Contradiction);
    }
    errors.finish()
}

/// Writes down what a popup came to.
///
/// # Errors
/// 409 for an account without WeChat; the database's.
pub async fn report<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    caller: &Principal,
    report: &ReportConsentsDto,
) -> Result<(), Problem> {
    let account = identity::store::find_account(txn, caller.account).await?;
    let Some(openid) = account.and_then(|account| account.openid_index) else {
        return Err(Problem::new(ErrorCode::WrongState).with("state", "no_wechat"));
    };
    for result in &report.results {
        let template = state.wechat.templates.of_id(&result.template_id);
        if let (Some(template), Some(accepted)) = (template, result.result.answer()) {
            let place = account_of((&openid, caller.person), template);
            consents::hear(txn, &state.clock, place, accepted, Heard::Client).await?;
        }
    }
    Ok(())
}

/// The templates that concern the caller, and what to ask for next.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    caller: &Principal,
) -> Result<ConsentsDto, DbErr> {
    let account = identity::store::find_account(db, caller.account).await?;
    let rows = match account.and_then(|account| account.openid_index) {
        Some(openid) => consents::of_openid(db, &openid, caller.person).await?,
        None => Vec::new(),
    };
    let mut items: Vec<ConsentDto> = Vec::new();
    for template in state.wechat.templates.iter() {
        if !concerns(template.audience, caller) {
            continue;
        }
        match items
            .iter_mut()
            .find(|item| item.template_id == template.id)
        {
            Some(item) => item.kinds.push(template.kind.clone()),
            None => items.push(item_of(template, &rows)),
        }
    }
    let ask_next = ask_next(state, &items);
    Ok(ConsentsDto { items, ask_next })
}

fn item_of(template: &Template, rows: &[consent::Model]) -> ConsentDto {
    let row = rows.iter().find(|row| row.template_id == template.id);
    ConsentDto {
        template_id: template.id.clone(),
        kinds: vec![template.kind.clone()],
        name_zh: template.name_zh.clone(),
        template_type: template.template_type,
        audience: template.audience,
        remaining: row.map_or(0, |row| row.remaining),
        standing: match row.map(|row| row.standing.as_str()) {
            None => Standing::Unasked,
            Some("accepted") => Standing::Accepted,
            Some(_) => Standing::Refused,
        },
        answered_at: row.map(|row| row.answered_at),
    }
}

fn concerns(audience: Audience, caller: &Principal) -> bool {
    let holds = |roles: &[Role]| {
        caller
            .grants
            .iter()
            .any(|grant| roles.contains(&grant.role))
    };
    match audience {
        Audience::Resident => true,
        Audience::Worker => holds(&[Role::SocialWorker, Role::Volunteer]),
        Audience::Officer => holds(&[
            Role::SocialWorker,
            Role::CommunityOfficer,
            Role::StreetOfficer,
            Role::CountyOfficer,
            Role::CityOfficer,
        ]),
    }
}

/// Those with the fewest messages left first; all of one type, as the popup wants it; nobody who has just refused is asked again.
fn ask_next(state: &AppState, items: &[ConsentDto]) -> Vec<String> {
    let now = state.clock.now();
    let enough = |item: &ConsentDto| match item.template_type {
        super::subscribe::TemplateType::OneTime => ENOUGH,
        super::subscribe::TemplateType::LongTerm => 1,
    };
    let mut wanted: Vec<&ConsentDto> = items
        .iter()
        .filter(|item| item.remaining < enough(item))
        .filter(|item| {
            let lately = |at| now.since(at) < LEFT_ALONE;
            item.standing != Standing::Refused || !item.answered_at.is_some_and(lately)
        })
        .collect();
    wanted.sort_by_key(|item| item.remaining);
    let of_type = wanted.first().map(|item| item.template_type);
    wanted
        .into_iter()
        .filter(|item| Some(item.template_type) == of_type)
        .take(AT_ONCE)
        .map(|item| item.template_id.clone())
        .collect()
}
