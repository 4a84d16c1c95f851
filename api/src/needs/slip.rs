//! A need on paper, for whoever has no phone: what was written down, who comes and when, and which number to call.

use sea_orm::ConnectionTrait;

use super::entity::need;
use super::model::NeedState;
use crate::calls;
use crate::identity::persons;
use crate::platform::audit::Reading;
use crate::platform::clock::Instant;
use crate::platform::pdf::{Line, Sheet};
use crate::platform::problem::Problem;
use crate::state::AppState;
use crate::{providers, tasks};

/// Whoever comes, as the paper names them.
struct Visitor {
    name: String,
    certificate: Option<&'static str>,
}

/// The page. It lies on a table that others walk by: a sensitive need is `一项服务`, and what the resident told stands nowhere.
///
/// # Errors
/// The database's, or a name that does not open.
pub async fn sheet<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    row: &need::Model,
) -> Result<Sheet, Problem> {
    let category = state.reference.taxonomy.category(&row.category);
    let service = match category {
        Some(category) if !row.sensitive => category.zh.clone(),
        _ => "一项服务".to_owned(),
    };
    let community = state.divisions().full_name(&row.community_code);
    let written = state.clock.civil_date(row.created_at);
    let mut lines = vec![
        Line::new(28.0, 40.0, "近邻服务回执"),
        Line::new(13.0, 24.0, "Slip of a need"),
        Line::new(26.0, 56.0, format!("编号：{}", row.short_number)),
        Line::new(20.0, 40.0, format!("服务：{service}")),
        Line::new(20.0, 34.0, format!("社区：{community}")),
        Line::new(20.0, 34.0, format!("登记日期：{written}")),
        Line::new(20.0, 34.0, format!("目前：{}", state_zh(row.state))),
    ];
    if let Some((from, until)) = row.window_from.zip(row.window_until) {
        let when = format!("时间：{}", span_zh(state, from, until));
        lines.push(Line::new(20.0, 34.0, when));
    }
    if let Some(visitor) = visitor(db, state, reading, row).await? {
        let holds = visitor.certificate.map(|level| format!("（{level}）"));
        let who = format!("上门人员：{}{}", visitor.name, holds.unwrap_or_default());
        lines.push(Line::new(20.0, 34.0, who));
    }
    let office = calls::service::office_line(state);
    lines.extend([
        Line::new(20.0, 48.0, format!("有事请拨：{office}")),
        Line::new(20.0, 34.0, "紧急情况：报警110 火警119 急救120"),
        Line::new(18.0, 48.0, "近邻从不收费。"),
        Line::new(
            18.0,
            28.0,
            "凡索要钱款、银行卡、验证码、身份证复印件的，都是骗子。",
        ),
    ]);
    Ok(Sheet {
        title: "近邻服务回执",
        lines,
    })
}

const fn state_zh(state: NeedState) -> &'static str {
    match state {
        NeedState::Draft => "尚未提交",
        NeedState::Open => "已登记，正在找人",
        NeedState::Matched => "已有人接单",
        NeedState::InService => "正在服务",
        NeedState::Done => "服务完成，待确认",
        NeedState::Closed => "已结束",
        NeedState::Cancelled => "已取消",
        NeedState::Expired => "已过期，请重新登记",
    }
}

/// A span in the city's time: `12月3日 10:00至12:00`; over midnight with both days.
fn span_zh(state: &AppState, from: Instant, until: Instant) -> String {
    let local = |at: Instant| at.timestamp().to_zoned(state.clock.zone().clone());
    let (from, until) = (local(from), local(until));
    let day = |at: &jiff::Zoned| format!("{}月{}日", at.month(), at.day());
    let time = |at: &jiff::Zoned| format!("{:02}:{:02}", at.hour(), at.minute());
    if from.date() == until.date() {
        format!("{} {}至{}", day(&from), time(&from), time(&until))
    } else {
        format!(
            "{} {}至{} {}",
            day(&from),
            time(&from),
            day(&until),
            time(&until)
        )
    }
}

/// Who leads the need's task, if somebody does.
async fn visitor<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    row: &need::Model,
) -> Result<Option<Visitor>, Problem> {
    let tasks = tasks::store::find_for_need(db, row.id).await?;
    let Some(lead) = tasks.iter().rev().find_map(|task| task.lead_provider_id) else {
        return Ok(None);
    };
    let Some(provider) = providers::store::find(db, lead).await? else {
        return Ok(None);
    };
    let name = persons::read_name(db, state, reading, provider.person_id).await?;
    Ok(name.map(|name| Visitor {
        name,
        certificate: provider.level().map(level_zh),
    }))
}

const fn level_zh(level: jinlin_matcher::CertificateLevel) -> &'static str {
    use jinlin_matcher::CertificateLevel as Level;
    match level {
        Level::LocalAide => "社工员",
        Level::Assistant => "助理社会工作师",
        Level::Intermediate => "社会工作师",
        Level::Senior => "高级社会工作师",
    }
}
