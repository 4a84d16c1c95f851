//! Changing a need that nobody has taken.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, IntoActiveModel as _};

use super::dto::UpdateNeed;
use super::entity::need;
use super::model::NeedState;
use super::{new, risks, service, store, view, wishes};
use crate::platform::audit::Reading;
use crate::platform::crypto::{PersonKey, Sealed};
use crate::platform::http::IfMatch;
use crate::platform::outbox::{self, EventKind};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::reference::taxonomy::{Category, Urgency};
use crate::state::AppState;
use crate::{tasks, visits};

/// What a request changes, proven. The outer `None` leaves a value as it is.
struct Changes {
    category: Option<Category>,
    description: Option<Option<String>>,
    address: Option<Option<String>>,
    window: Option<Option<new::Span>>,
}

fn parse(state: &AppState, row: &need::Model, input: &UpdateNeed) -> Result<Changes, Problem> {
    let mut errors = FieldErrors::default();
    let taxonomy = &state.reference.taxonomy;
    let category = input.category.as_deref().and_then(|code| {
        // Once it is on its way people are asked by its category.
        errors.check(
            row.state == NeedState::Draft,
            "category",
            FieldCode::NotAllowed,
        );
        errors.take(
            "category",
            taxonomy.category(code).ok_or(FieldCode::Unknown),
        )
    });
    let text = |errors: &mut FieldErrors, field, text: Option<&str>, most| {
        text.map(|text| errors.text(field, Some(text), most))
    };
    let description = text(
        &mut errors,
        "description",
        input.description.as_deref(),
        new::DESCRIPTION_MAX,
    );
    let address = text(
        &mut errors,
        "address",
        input.address.as_deref(),
        new::ADDRESS_MAX,
    );
    let now = state.clock.now();
    let window = input
        .window
        .map(|window| new::parse_window(&mut errors, window, now));
    if let Some(preferences) = &input.preferences {
        new::check_preferences(&mut errors, taxonomy, preferences);
    }
    errors.finish()?;
    Ok(Changes {
        category: category.cloned(),
        description,
        address,
        window,
    })
}

/// Changes a need that nobody has taken.
///
/// # Errors
/// 422 naming the fields; 409 when it was taken; 412 when it was changed meanwhile.
pub async fn update<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reading: &mut Reading,
    row: need::Model,
    if_match: IfMatch,
    input: &UpdateNeed,
) -> Result<need::Model, Problem> {
    if_match.check(row.version)?;
    if !matches!(row.state, NeedState::Draft | NeedState::Open) {
        return Err(Problem::new(ErrorCode::WrongState).with("state", row.state.as_str()));
    }
    let changes = parse(state, &row, input)?;
    let wordless = matches!(changes.description, Some(None)) && row.state == NeedState::Open;
    // Nobody chose a category: the words, or a voice, are all that it says.
    if wordless && !row.category_chosen && store::voice_notes(txn, row.id).await?.is_empty() {
        return Err(Problem::field("description", FieldCode::Required));
    }
    let key = state.vault.person_key(txn, row.person_id).await?;
    let (id, version) = (row.id, row.version);
    if !store::begin_change(txn, id, version, row.state).await? {
        return Err(ErrorCode::PreconditionFailed.into());
    }
    let event = service::event(&row, EventKind::NeedChanged, row.state);
    let texts = texts_after(reading, &key, &row, &changes)?;
    let screening = state
        .screening
        .screen_all([texts.0.as_deref(), texts.1.as_deref()]);
    let before = row.clone();
    let mut change = row.into_active_model();
    if let Some(category) = &changes.category {
        sort(&mut change, category);
    }
    raise(state, &mut change, &before, (&changes, texts.0.as_deref()));
    let seal = |column, text: Option<&String>| {
        text.map(|text| key.seal(view::cell(column, id), text.as_bytes()))
    };
    if let Some(description) = &changes.description {
        change.description = Set(seal("description", description.as_ref()));
    }
    if let Some(address) = &changes.address {
        change.address = Set(seal("address", address.as_ref()));
    }
    if let Some(window) = changes.window {
        change.window_from = Set(window.map(|(from, _)| from));
        change.window_until = Set(window.map(|(_, until)| until));
        tasks::service::move_window(txn, id, window).await?;
    }
    if let Some(preferences) = &input.preferences {
        change.preferences = Set(wishes::seal_preferences(&key, id, preferences)?);
    }
    change.screening = Set(screening.as_str().to_owned());
    change.version = Set(version + 1);
    change.updated_at = Set(state.clock.now());
    let row = change.update(txn).await?;
    outbox::append(txn, &state.clock, vec![event]).await?;
    if row.state != NeedState::Open {
        return Ok(row);
    }
    if row.risk > before.risk || row.urgency != before.urgency {
        risks::follow_up(txn, state, &before, &row).await?;
    }
    visits::pairing::give_second_place(txn, state, &row).await?;
    store::find(txn, id)
        .await?
        .ok_or_else(|| ErrorCode::NotFound.into())
}

/// What category and text make of it. Of a draft as if it were new; what is on its way never becomes less urgent.
fn raise(
    state: &AppState,
    change: &mut need::ActiveModel,
    before: &need::Model,
    (changes, text): (&Changes, Option<&str>),
) {
    let taxonomy = &state.reference.taxonomy;
    let category = changes.category.as_ref();
    let Some(category) = category.or_else(|| taxonomy.category(&before.category)) else {
        return;
    };
    let standing = risks::standing(state, category, text);
    let raised = before.state == NeedState::Open;
    let urgency = if raised {
        standing.urgency.max(Urgency::of_row(&before.urgency))
    } else {
        change.triage = Set(service::triage_word(standing.triage).to_owned());
        standing.urgency
    };
    let least = if raised { before.risk } else { 0 };
    change.urgency = Set(urgency.as_str().to_owned());
    change.risk = Set(standing.risk.max(least));
}

/// Description and address as they will be.
fn texts_after(
    reading: &mut Reading,
    key: &PersonKey,
    row: &need::Model,
    changes: &Changes,
) -> Result<(Option<String>, Option<String>), Problem> {
    let mut after = |column, before: Option<&Sealed>, change: &Option<Option<String>>| match change
    {
        Some(text) => Ok(text.clone()),
        None => reading.open_optional(key, view::cell(column, row.id), before),
    };
    let description = after(
        "description",
        row.description.as_ref(),
        &changes.description,
    )?;
    let address = after("address", row.address.as_ref(), &changes.address)?;
    Ok((description, address))
}

/// Puts a draft into a category, with all that the category brings.
fn sort(change: &mut need::ActiveModel, category: &Category) {
    change.category = Set(category.code.clone());
    change.category_group = Set(category.group.clone());
    change.category_chosen = Set(true);
    change.sensitive = Set(category.sensitive);
    change.referral = Set(category.refer_to.clone());
    change.volunteers_wanted = Set(i32::from(category.volunteers));
}
