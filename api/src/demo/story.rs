//! `jinlin demo`: the story of one need, told against a running server through its API. Every step prints what came back, and the
//! first step that is wrong ends the story with an error.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use futures_util::StreamExt as _;
use jinlin_matcher::{Crs, Wgs84};
use reqwest::Method;
use serde_json::{Value, json};

use crate::reference::demo::{Demo, DemoAccount};

/// How long the story waits for something that the server does by itself.
const PATIENCE: Duration = Duration::from_secs(20);

struct Api {
    base: String,
    http: reqwest::Client,
}

/// A signed-in person of the story.
struct Player<'a> {
    account: &'a DemoAccount,
    token: String,
}

impl Api {
    async fn call(
        &self,
        player: Option<&Player<'_>>,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> anyhow::Result<Value> {
        let mut request = self
            .http
            .request(method.clone(), format!("{}{path}", self.base));
        if let Some(player) = player {
            request = request.bearer_auth(&player.token);
        }
        if method == Method::POST {
            request = request.header("Idempotency-Key", uuid::Uuid::new_v4().to_string());
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request
            .send()
            .await
            .with_context(|| format!("{method} {path}: no answer"))?;
        let status = response.status();
        let text = response.text().await?;
        ensure!(
            status.is_success(),
            "{method} {path} was answered {status}: {text}"
        );
        if text.is_empty() {
            Ok(Value::Null)
        } else {
            Ok(serde_json::from_str(&text)?)
        }
    }

    async fn get(&self, player: &Player<'_>, path: &str) -> anyhow::Result<Value> {
        self.call(Some(player), Method::GET, path, None).await
    }

    async fn post(
        &self,
        player: &Player<'_>,
        path: &str,
        body: Option<Value>,
    ) -> anyhow::Result<Value> {
        self.call(Some(player), Method::POST, path, body).await
    }

    async fn sign_in<'a>(&self, demo: &'a Demo, key: &str) -> anyhow::Result<Player<'a>> {
        let account = demo
            .account(key)
            .with_context(|| format!("the demo has no {key}"))?;
        let phone = &account.phone;
        let sent = self
            .call(
                None,
                Method::POST,
                "/v1/auth/codes",
                Some(json!({ "phone": phone })),
            )
            .await?;
        let body = json!({
            "phone": phone, "code": demo.fixed_code, "client": "app", "consent_version": sent["terms_version"],
        });
        let session = self
            .call(None, Method::POST, "/v1/sessions", Some(body))
            .await
            .context(
                "signing in failed: is this a server with the demo city (jinlin serve --demo)?",
            )?;
        let token = session["access_token"]
            .as_str()
            .context("no access token")?
            .to_owned();
        Ok(Player { account, token })
    }

    /// Opens a live stream; answers once the server has begun to send.
    async fn listen(&self, player: &Player<'_>) -> anyhow::Result<Listener> {
        let response = self
            .http
            .get(format!("{}/v1/events", self.base))
            .bearer_auth(&player.token)
            .header("Accept", "text/event-stream")
            .send()
            .await?
            .error_for_status()
            .context("the live stream was refused")?;
        Ok(Listener {
            chunks: Box::pin(response.bytes_stream()),
            buffer: String::new(),
        })
    }
}

type Chunks = std::pin::Pin<Box<dyn futures_util::Stream<Item = reqwest::Result<bytes::Bytes>>>>;

struct Listener {
    chunks: Chunks,
    buffer: String,
}

impl Listener {
    /// The data of the next event of a kind.
    async fn next(&mut self, kind: &str) -> anyhow::Result<Value> {
        let search = async {
            loop {
                while let Some(end) = self.buffer.find("\n\n") {
                    let event: String = self.buffer.drain(..end + 2).collect();
                    let field = |name: &str| {
                        event
                            .lines()
                            .find_map(|line| line.strip_prefix(name))
                            .map(str::trim)
                    };
                    if field("event:") == Some(kind) {
                        return Ok(serde_json::from_str(field("data:").unwrap_or("null"))?);
                    }
                }
                match self.chunks.next().await {
                    Some(chunk) => self.buffer.push_str(&String::from_utf8_lossy(&chunk?)),
                    None => bail!("the live stream ended"),
                }
            }
        };
        tokio::time::timeout(PATIENCE, search)
            .await
            .with_context(|| format!("no {kind} within {PATIENCE:?}"))?
    }
}

struct Teller {
    step: u32,
}

impl Teller {
    fn tell(&mut self, zh: &str, en: &str) {
        self.step += 1;
        println!("{:>2}. {zh}\n    {en}", self.step);
    }

    fn show(what: &str) {
        println!("      → {what}");
    }
}

fn text<'a>(value: &'a Value, path: &str) -> anyhow::Result<&'a str> {
    value
        .pointer(path)
        .and_then(Value::as_str)
        .with_context(|| format!("{path} is missing in {value}"))
}

/// Tells the story against the server at `url`.
///
/// # Errors
/// The first step that is wrong.
pub async fn tell(url: &str) -> anyhow::Result<()> {
    let begun = Instant::now();
    let demo = Demo::embedded()?;
    let http = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(3))
        .build()?;
    let api = Api {
        base: url.trim_end_matches('/').to_owned(),
        http,
    };
    let ready = api
        .call(None, Method::GET, "/readyz", None)
        .await
        .with_context(|| {
            format!(
                "no server is ready at {url}; start one with: make run (or jinlin serve --demo)"
            )
        })?;
    ensure!(ready["ready"] == true, "the server is not ready: {ready}");
    let mut teller = Teller { step: 0 };
    println!("近邻的故事 · the story of one need, at {url}\n");

    let resident = api.sign_in(&demo, "resident").await?;
    let worker = api.sign_in(&demo, "social_worker").await?;
    let volunteer = api.sign_in(&demo, "volunteer").await?;
    let officer = api.sign_in(&demo, "community_officer").await?;
    teller.tell(
        "四个人登录：居民、社工、志愿者、社区工作人员。",
        "Four people sign in: resident, social worker, volunteer, community officer.",
    );
    for player in [&resident, &worker, &volunteer, &officer] {
        Teller::show(&format!(
            "{} {}（{}）",
            player.account.phone, player.account.name, player.account.label_zh
        ));
    }
    let figures_path = format!("/v1/figures?division={}", officer.account.division);
    let before = api.get(&officer, &figures_path).await?;

    let mut live = api.listen(&worker).await?;
    let need = post_need(&api, &mut teller, &resident).await?;
    let need_id = text(&need, "/id")?;
    let task_id = take_task(&api, &mut teller, &worker, &mut live, need_id).await?;
    join_team(&api, &mut teller, &worker, &volunteer, &task_id).await?;
    serve(
        &api,
        &mut teller,
        (&worker, &volunteer, &resident),
        need_id,
        &task_id,
    )
    .await?;
    rate(&api, &mut teller, &resident, &task_id).await?;
    look_at_figures(&api, &mut teller, &officer, &figures_path, &before).await?;
    println!(
        "\n故事讲完了，每一步都对。 The story is told, every step was right ({:.1} s).",
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

async fn post_need(api: &Api, teller: &mut Teller, resident: &Player<'_>) -> anyhow::Result<Value> {
    let division = &resident.account.division;
    let community = api
        .call(
            None,
            Method::GET,
            &format!("/v1/divisions/{division}"),
            None,
        )
        .await?;
    let number = |path: &str| {
        community
            .pointer(path)
            .and_then(Value::as_f64)
            .context("the community has no centre")
    };
    // A phone's map says where: in GCJ-02, as maps in China do.
    let home = Wgs84::new(
        number("/centre/lon")? + 0.000_8,
        number("/centre/lat")? + 0.000_5,
    )?;
    let pin = home.in_crs(Crs::Gcj02);
    let need = api
        .post(
            resident,
            "/v1/needs",
            Some(json!({
                "category": "companionship", "description": "要人陪。", "channel": "mini_program",
                "place": { "lon": pin.lon, "lat": pin.lat, "crs": "gcj02" }, "community": division,
                "address": "示范水杉小区3栋2单元501", "volunteers": 1, "target_groups": ["elderly", "living_alone"],
            })),
        )
        .await?;
    teller.tell(
        &format!("{} 在手机上说：「要人陪。」", resident.account.name),
        "The resident says on the phone: would like some company.",
    );
    let back = Wgs84::new(
        need["place"]["lon"].as_f64().context("no place")?,
        need["place"]["lat"].as_f64().context("no place")?,
    )?;
    let off = jinlin_matcher::distance(home, back).get();
    ensure!(off < 1.0, "a place sent as GCJ-02 came back {off} m away");
    Teller::show(&format!(
        "单号 {}，查询码 {}",
        text(&need, "/short_number")?,
        text(&need, "/tracking_code")?
    ));
    Teller::show(&format!(
        "{}，500 米格 {}；地图坐标换算相差 {off:.3} 米",
        text(&community, "/full_name")?,
        text(&need, "/cell")?
    ));
    Ok(need)
}

async fn take_task(
    api: &Api,
    teller: &mut Teller,
    worker: &Player<'_>,
    live: &mut Listener,
    need_id: &str,
) -> anyhow::Result<String> {
    let waited = Instant::now();
    let offer = loop {
        let event = live.next("offer.opened").await?;
        let offer = api
            .get(
                worker,
                &format!("/v1/offers/{}", text(&event, "/entity_id")?),
            )
            .await?;
        // Offers of other needs of the demo city may arrive meanwhile.
        if text(&offer, "/need/category")? == "companionship" && offer["state"] == "open" {
            break offer;
        }
    };
    teller.tell(
        &format!("{} 的手机上来了派单。", worker.account.name),
        &format!(
            "The offer reaches the social worker's live stream after {} ms.",
            waited.elapsed().as_millis()
        ),
    );
    Teller::show(&format!(
        "{}（约 {} 米外，接单前只看得到这些）",
        text(&offer, "/need/summary")?,
        offer["distance_m"]
    ));
    let why: Vec<_> = offer["why"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|why| why["sentence"].as_str())
        .collect();
    Teller::show(&format!("为什么是您：{}", why.join("；")));
    ensure!(
        offer.pointer("/need/description").is_none(),
        "the text was shown before acceptance"
    );
    let accepted = api
        .post(
            worker,
            &format!("/v1/offers/{}/accept", text(&offer, "/id")?),
            None,
        )
        .await?;
    ensure!(
        accepted["need_id"] == need_id,
        "another need was accepted: {accepted}"
    );
    let opened = api.get(worker, &format!("/v1/needs/{need_id}")).await?;
    teller.tell(
        "社工接单，这时才看到内容、姓名和地址。",
        "The worker accepts; only now text, name and address open.",
    );
    Teller::show(&format!(
        "{}：{} —— {}",
        text(&opened, "/client/name")?,
        text(&opened, "/description")?,
        text(&opened, "/address")?
    ));
    Ok(text(&accepted, "/task_id")?.to_owned())
}

async fn join_team(
    api: &Api,
    teller: &mut Teller,
    worker: &Player<'_>,
    volunteer: &Player<'_>,
    task_id: &str,
) -> anyhow::Result<()> {
    let joined = api
        .post(volunteer, &format!("/v1/tasks/{task_id}/join"), None)
        .await?;
    let team = joined["team"].as_array().context("no team")?;
    let member = team
        .iter()
        .find(|member| member["role"] == "volunteer")
        .context("the volunteer is not on the team")?;
    let path = format!(
        "/v1/tasks/{task_id}/members/{}/confirm",
        text(member, "/id")?
    );
    let confirmed = api.post(worker, &path, None).await?;
    teller.tell(
        &format!("志愿者 {} 报名加入，社工确认。", volunteer.account.name),
        "A volunteer joins; the social worker, who leads, confirms.",
    );
    ensure!(
        confirmed["volunteers_joined"] == 1,
        "the place was not counted: {confirmed}"
    );
    let briefing = json!({ "text": "陪老人下楼走走，说话慢一点；请自带雨伞。" });
    let path = format!("/v1/tasks/{task_id}/briefing");
    api.post(worker, &path, Some(briefing)).await?;
    let seen = api.get(volunteer, &format!("/v1/tasks/{task_id}")).await?;
    Teller::show(&format!("社工写给志愿者：{}", text(&seen, "/briefing")?));
    Ok(())
}

async fn serve(
    api: &Api,
    teller: &mut Teller,
    (worker, volunteer, resident): (&Player<'_>, &Player<'_>, &Player<'_>),
    need_id: &str,
    task_id: &str,
) -> anyhow::Result<()> {
    let need = api.get(worker, &format!("/v1/needs/{need_id}")).await?;
    let place = need["place"].clone();
    for player in [worker, volunteer] {
        let body = json!({ "place": place, "accuracy_m": 20 });
        api.post(player, &format!("/v1/tasks/{task_id}/check-in"), Some(body))
            .await?;
    }
    let task = api.get(resident, &format!("/v1/tasks/{task_id}")).await?;
    teller.tell("两人到了，签到。", "Both arrive and check in.");
    for member in task["team"].as_array().into_iter().flatten() {
        Teller::show(&format!(
            "{}（{}），离约定地点 {} 米",
            text(member, "/name")?,
            text(member, "/role")?,
            member["check_in_distance_m"]
        ));
    }
    ensure!(
        task["state"] == "in_service",
        "the service has not begun: {task}"
    );
    let record = json!({ "note": "陪老人聊天散步，情绪平稳，约定下周再来。", "outcome": "resolved", "minutes": 60 });
    api.post(worker, &format!("/v1/tasks/{task_id}/finish"), Some(record))
        .await?;
    let record = api
        .get(resident, &format!("/v1/tasks/{task_id}/record"))
        .await?;
    teller.tell("服务完成，写下记录。", "The service is done and recorded.");
    Teller::show(&format!(
        "{}（{} 分钟，核验码 {}）",
        text(&record, "/note")?,
        record["minutes"],
        text(&record, "/verification_code")?
    ));
    api.post(resident, &format!("/v1/tasks/{task_id}/confirm"), None)
        .await?;
    let need = api.get(resident, &format!("/v1/needs/{need_id}")).await?;
    ensure!(
        need["state"] == "closed" && need["outcome"] == "resolved",
        "the need is not closed: {need}"
    );
    let steps: Vec<_> = need["steps"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|step| step["state"].as_str())
        .collect();
    teller.tell(
        "居民确认，需求办结。",
        "The resident confirms; the need is closed.",
    );
    Teller::show(&steps.join(" → "));
    Ok(())
}

async fn rate(
    api: &Api,
    teller: &mut Teller,
    resident: &Player<'_>,
    task_id: &str,
) -> anyhow::Result<()> {
    let task = api.get(resident, &format!("/v1/tasks/{task_id}")).await?;
    let team = task["team"].as_array().context("no team")?;
    let lead = team
        .iter()
        .find(|member| member["role"] == "lead")
        .context("nobody led")?;
    let path = format!("/v1/providers/{}/satisfaction", text(lead, "/provider_id")?);
    let before = api.get(resident, &path).await?;
    let rating = json!({
        "overall": 5, "attitude": 5, "professionalism": 5, "timeliness": 4, "effect": 5, "resolved": "yes",
        "comment": "来得快，人很耐心。",
    });
    api.call(
        Some(resident),
        Method::PUT,
        &format!("/v1/tasks/{task_id}/rating"),
        Some(rating),
    )
    .await?;
    let after = api.get(resident, &path).await?;
    teller.tell("居民打分：五星。", "The resident rates: five stars.");
    let count = |value: &Value| value["count"].as_u64().unwrap_or(0);
    ensure!(
        count(&after) == count(&before) + 1,
        "the rating was not counted: {before} {after}"
    );
    Teller::show(&format!(
        "{} 的满意度 {:.2}（{:.2} 至 {:.2}，{} 次评价；两次好评成不了全市第一）",
        text(lead, "/name")?,
        after["mean"].as_f64().unwrap_or(0.0),
        after["low"].as_f64().unwrap_or(0.0),
        after["high"].as_f64().unwrap_or(0.0),
        count(&after)
    ));
    Ok(())
}

async fn look_at_figures(
    api: &Api,
    teller: &mut Teller,
    officer: &Player<'_>,
    path: &str,
    before: &Value,
) -> anyhow::Result<()> {
    let after = api.get(officer, path).await?;
    teller.tell(
        "社区工作人员在数字里看到了这一切。",
        "The community officer sees all of it in the figures.",
    );
    let posted = |value: &Value| value["needs"]["posted"].as_u64().unwrap_or(0);
    ensure!(
        posted(&after) == posted(before) + 1,
        "the need is not in the figures: {before} {after}"
    );
    Teller::show(&serde_json::to_string(&after)?);
    Ok(())
}
