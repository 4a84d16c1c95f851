//! The public page that checks a code: for whoever is shown a slip. No script, nothing fetched from elsewhere.

use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::dto::{Verified, VerifiedKind};
use super::{slip, verify};
use crate::platform::audit::{Actor, Reading};
use crate::platform::http::RequestId;
use crate::platform::problem::{Language, Problem};
use crate::state::AppState;
use actix_web::HttpMessage as _;

/// What the form sends.
#[derive(Debug, Deserialize)]
pub struct Asked {
    code: Option<String>,
}

/// The form, or what the code in the query says.
pub async fn ask(request: HttpRequest, asked: Query<Asked>, state: Data<AppState>) -> HttpResponse {
    match asked.0.code.filter(|code| !code.trim().is_empty()) {
        Some(code) => tell(&request, &state, &code).await,
        None => page(StatusCode::OK, "", ""),
    }
}

/// What the code in the address says.
pub async fn show(request: HttpRequest, code: Path<String>, state: Data<AppState>) -> HttpResponse {
    tell(&request, &state, &code).await
}

async fn tell(request: &HttpRequest, state: &AppState, code: &str) -> HttpResponse {
    match look(request, state, code).await {
        Ok(verified) => page(StatusCode::OK, &said(state, &verified), ""),
        Err(problem) => {
            let status = problem.code().status();
            let (zh, en) = if status == StatusCode::NOT_FOUND {
                (
                    "没有这个验证码，请核对后再试。",
                    "This code was never given; check it and try again.",
                )
            } else {
                (
                    problem.code().text(Language::Zh),
                    problem.code().text(Language::En),
                )
            };
            page(
                status,
                &format!("<p class=\"no\">✗ {zh}<br><span class=\"en\">{en}</span></p>"),
                code,
            )
        }
    }
}

async fn look(request: &HttpRequest, state: &AppState, code: &str) -> Result<Verified, Problem> {
    verify::count_attempt(state, request).await?;
    let id = request
        .extensions()
        .get::<RequestId>()
        .map(|id| id.0.clone());
    let mut reading = Reading::new(Actor {
        request_id: id,
        ..Actor::system("verify_code")
    });
    let verified = verify::verify(state, &mut reading, code).await?;
    reading.finish(&state.db, &state.clock).await?;
    Ok(verified)
}

fn said(state: &AppState, verified: &Verified) -> String {
    let (what, en) = match verified.kind {
        VerifiedKind::HourCertificate => ("志愿服务时长证明", "Certificate of hours of service"),
        VerifiedKind::ServiceRecord => ("服务记录", "Service record"),
    };
    let name = verified.name.as_deref().map_or_else(String::new, |name| {
        format!(
            "<tr><th>姓名 <span class=\"en\">Name</span></th><td>{}</td></tr>",
            escape(name)
        )
    });
    let days = if verified.from == verified.to {
        verified.from.clone()
    } else {
        format!("{} — {}", verified.from, verified.to)
    };
    format!(
        "<p class=\"yes\">✓ 有效 <span class=\"en\">valid</span></p>\
         <table><caption>{what} <span class=\"en\">{en}</span></caption>{name}\
         <tr><th>时长 <span class=\"en\">Hours</span></th><td>{} <span class=\"en\">({} min)</span></td></tr>\
         <tr><th>次数 <span class=\"en\">Services</span></th><td>{}</td></tr>\
         <tr><th>日期 <span class=\"en\">Days</span></th><td>{days}</td></tr>\
         <tr><th>开具 <span class=\"en\">Issued</span></th><td>{}</td></tr></table>",
        slip::hours_zh(verified.minutes),
        verified.minutes,
        verified.tasks,
        state.clock.civil_date(verified.issued_at),
    )
}

/// `typed` stands in the form: whoever mistyped one letter corrects that one.
fn page(status: StatusCode, content: &str, typed: &str) -> HttpResponse {
    let typed = escape(&typed.chars().take(40).collect::<String>());
    let page = format!(
        r#"<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>核验 · 近邻 Jinlin</title>
<style>
body {{ font: 18px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0 auto; max-width: 34rem; padding: 1.5rem 1rem; color: #1c2321; background: #fff; }}
.en {{ color: #5b6663; font-size: .85em; }} .yes {{ color: #00664a; font-size: 1.4em; }} .no {{ color: #a11; }}
table {{ border-collapse: collapse; width: 100%; }} caption {{ text-align: left; font-weight: bold; }} th, td {{ text-align: left; padding: .5rem .6rem .5rem 0; border-bottom: 1px solid #cfd6d3; }}
button {{ background: #00664a; color: #fff; border: 0; border-radius: .4rem; }} button .en {{ color: inherit; }}
input, button {{ font: inherit; padding: .5rem .7rem; min-height: 44px; box-sizing: border-box; width: 100%; margin-top: .4rem; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #e8eeec; background: #141918; }} .en {{ color: #9daaa6; }} .yes {{ color: #5fd3a8; }} .no {{ color: #ff9a8f; }} }}
</style></head><body><main>
<h1>核验证明 <span class="en">Verify</span></h1>
{content}
<form action="/verify" method="get"><label for="code">证明上的验证码 <span class="en">The code on the slip</span></label>
<input id="code" name="code" autocomplete="off" maxlength="40" required value="{typed}" placeholder="0000-0000-0000-0000">
<button>核验 <span class="en">Verify</span></button></form>
</main></body></html>
"#
    );
    HttpResponse::build(status)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
        ))
        .content_type("text/html; charset=utf-8")
        .body(page)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
