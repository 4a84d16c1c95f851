//! The small page at `/`: where to go and, in the demo, who to be.

use crate::identity::codes::DEMO_CODE;
use crate::reference::demo;
use crate::state::AppState;

/// The page, in Chinese with English beside it. No script, nothing fetched from elsewhere.
#[must_use]
pub fn render(state: &AppState) -> String {
    let accounts = if state.settings.demo.enabled {
        demo_accounts()
    } else {
        String::new()
    };
    format!(
        r#"<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>近邻 Jinlin</title>
<style>
:root {{ color-scheme: light dark; --ink: #1d2b26; --paper: #fbfaf6; --line: #d8d5c8; --green: #0b6b4f; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #eceae0; --paper: #17201c; --line: #3a463f; --green: #6fd3ae; }} }}
body {{ margin: 0; background: var(--paper); color: var(--ink); font: 18px/1.65 system-ui, "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif; }}
main {{ max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }}
h1 {{ font-size: 2.1rem; margin: 0; }} h2 {{ font-size: 1.25rem; margin: 2.2rem 0 .6rem; }}
p {{ margin: .4rem 0; }} .en {{ opacity: .72; font-size: .92em; }}
a {{ color: var(--green); }} code {{ font-size: .95em; }}
ul.go {{ list-style: none; padding: 0; }} ul.go a {{ display: block; padding: .7rem 0; border-bottom: 1px solid var(--line); text-decoration: none; min-height: 28px; }}
table {{ border-collapse: collapse; width: 100%; }} th, td {{ text-align: left; padding: .55rem .6rem .55rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }}
td.phone {{ white-space: nowrap; font-variant-numeric: tabular-nums; }}
@media (max-width: 480px) {{ td.scope, th.scope {{ display: none; }} main {{ padding-top: 1.5rem; }} }}
</style>
</head>
<body><main>
<h1>近邻 Jinlin</h1>
<p>远亲不如近邻：居民在手机上说出需要，附近的社工和志愿者来帮忙。</p>
<p class="en">A near neighbour is better than a distant relative: residents say what they need, nearby social workers and volunteers come.</p>
<h2>去哪里 <span class="en">Where to go</span></h2>
<ul class="go">
<li><a href="/m/">手机页面：说出需要 <span class="en">the mobile client: say what you need</span></a></li>
<li><a href="/docs/">接口文档 <span class="en">API, to read and try</span></a></li>
<li><a href="/openapi.yaml">openapi.yaml <span class="en">API description</span></a></li>
<li><a href="/readyz">运行状态 <span class="en">readiness</span></a></li>
<li><a href="/metrics">指标 <span class="en">metrics</span></a></li>
</ul>
{accounts}
</main></body></html>
"#
    )
}

fn demo_accounts() -> String {
    let Ok(demo) = demo::Demo::embedded() else {
        return String::new();
    };
    let rows: String = demo
        .accounts
        .iter()
        .map(|account| {
            format!(
                "<tr><td>{}<br><span class=\"en\">{}</span></td><td class=\"phone\"><code>{}</code></td>\
                 <td class=\"scope\">{}</td></tr>",
                escape(&account.name),
                escape(&account.role.to_string()),
                escape(&account.phone),
                escape(&account.label_zh),
            )
        })
        .collect();
    format!(
        r#"<h2>演示账号 <span class="en">Demo accounts</span></h2>
<p>验证码都是 <code>{DEMO_CODE}</code>。人物和号码都是编的（126 开头的号码不属于任何人）。</p>
<p class="en">The code is always <code>{DEMO_CODE}</code>. People and phones are made up: no number beginning with 126 is anybody's.</p>
<table><thead><tr><th>姓名 <span class="en">Name</span></th><th>手机 <span class="en">Phone</span></th><th class="scope">身份 <span class="en">Who</span></th></tr></thead>
<tbody>{rows}</tbody></table>
<p>看完整的故事：<code>jinlin demo</code>（或 <code>make demo</code>）。 <span class="en">See the whole story told.</span></p>"#
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_every_demo_account_is_shown() {
        assert_eq!(
            escape("<a href=\"x\">&"),
            "&lt;a href=&quot;x&quot;&gt;&amp;"
        );
        let accounts = demo_accounts();
        for account in demo::Demo::embedded().unwrap().accounts {
            assert!(accounts.contains(&account.phone));
        }
    }
}
