//! A WeChat: sign-in, access tokens that expire and are retired, subscription messages, checks of texts and media.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use actix_web::dev::ServerHandle;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use super::envelope::Sealer;
use super::switchboard::{Switchboard, Trouble, lock, page, serve};

const SIGN_IN: &str = "/sns/jscode2session";
const TOKEN: &str = "/cgi-bin/stable_token";
const PHONE: &str = "/wxa/business/getuserphonenumber";
const SEND: &str = "/cgi-bin/message/subscribe/send";
const CHECK_TEXT: &str = "/wxa/msg_sec_check";
const CHECK_MEDIA: &str = "/wxa/media_check_async";

/// A message that was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscribed {
    /// To whom.
    pub openid: String,
    /// Through which template.
    pub template_id: String,
    /// Values by key.
    pub data: HashMap<String, String>,
    /// The page it opens.
    pub page: Option<String>,
    /// `developer`, `trial` or `formal`.
    pub program_state: String,
}

/// The access token in force.
#[derive(Debug, Default)]
struct Tokens {
    serial: u32,
    /// Every token in force is refused with this.
    refused_with: Option<i64>,
    /// Whether normal mode hands out another one from now on.
    expired: bool,
    normal: usize,
    forced: usize,
}

#[derive(Debug)]
struct State {
    board: Switchboard,
    openids: Mutex<HashMap<String, String>>,
    tokens: Mutex<Tokens>,
    sent: Mutex<Vec<Subscribed>>,
    texts: Mutex<Vec<(String, String)>>,
    media: Mutex<Vec<(String, String)>>,
    suggest: Mutex<String>,
    phone: Mutex<Value>,
    phones: Mutex<HashMap<String, String>>,
}

/// A WeChat for one mini-program, gone when it is dropped.
#[derive(Debug)]
pub struct FakeWechat {
    uri: String,
    state: Arc<State>,
    server: ServerHandle,
}

impl Drop for FakeWechat {
    fn drop(&mut self) {
        // Held answers end with it.
        drop(self.server.stop(false));
    }
}

impl FakeWechat {
    /// The mini-program's id.
    pub const APP_ID: &'static str = "wx0123456789abcdef";
    /// Its secret.
    pub const SECRET: &'static str = "the-secret-of-the-mini-program";
    /// The token of message push.
    pub const CALLBACK_TOKEN: &'static str = "callback-token-of-the-test";
    /// The `EncodingAESKey` of message push.
    pub const AES_KEY: &'static str = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aQ";
    /// Sign-in.
    pub const SIGN_IN: &'static str = SIGN_IN;
    /// Access tokens.
    pub const TOKEN: &'static str = TOKEN;
    /// Subscription messages.
    pub const SEND: &'static str = SEND;
    /// Checks of texts.
    pub const CHECK_TEXT: &'static str = CHECK_TEXT;
    /// Checks of media.
    pub const CHECK_MEDIA: &'static str = CHECK_MEDIA;
    /// Phones.
    pub const PHONE: &'static str = PHONE;

    /// Starts one.
    #[must_use]
    pub fn start() -> Self {
        let state = Arc::new(State {
            board: Switchboard::default(),
            openids: Mutex::default(),
            tokens: Mutex::default(),
            sent: Mutex::default(),
            texts: Mutex::default(),
            media: Mutex::default(),
            suggest: Mutex::new("pass".to_owned()),
            phone: Mutex::new(json!("86")),
            phones: Mutex::default(),
        });
        let (uri, server) = serve(Arc::clone(&state), answer);
        Self { uri, state, server }
    }

    /// Where it answers.
    #[must_use]
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The settings of a server that speaks to it: path and value.
    #[must_use]
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("wechat.app_id", Self::APP_ID.to_owned()),
            ("wechat.app_secret", Self::SECRET.to_owned()),
            ("wechat.base_url", self.uri.clone()),
            ("wechat.timeout_milliseconds", "600".to_owned()),
            ("wechat.callback_token", Self::CALLBACK_TOKEN.to_owned()),
            ("wechat.callback_aes_key", Self::AES_KEY.to_owned()),
        ]
    }

    /// Seals callbacks as this WeChat does.
    #[must_use]
    pub fn sealer(&self) -> Sealer {
        Sealer {
            token: Self::CALLBACK_TOKEN.to_owned(),
            aes_key: Self::AES_KEY.to_owned(),
            app_id: Self::APP_ID.to_owned(),
        }
    }

    /// `wx.login` of this person gives this code, which works once.
    pub fn expect_sign_in(&self, code: &str, openid: &str) {
        lock(&self.state.openids).insert(code.to_owned(), openid.to_owned());
    }

    /// `getPhoneNumber` of this person gives this code, which works once.
    pub fn expect_phone(&self, code: &str, phone: &str) {
        lock(&self.state.phones).insert(code.to_owned(), phone.to_owned());
    }

    /// The next calls of an address fail so, one each.
    pub fn fail_next(&self, call: &str, troubles: impl IntoIterator<Item = Trouble>) {
        self.state.board.fail_next(call, troubles);
    }

    /// From now on answers of an address wait.
    pub fn hold(&self, call: &str) {
        self.state.board.hold(call);
    }

    /// Lets held answers go.
    pub fn release(&self, call: &str) {
        self.state.board.release(call);
    }

    /// How often an address was called.
    #[must_use]
    pub fn calls(&self, call: &str) -> usize {
        self.state.board.calls(call)
    }

    /// The token in force is refused from now on with this code, and the next that is asked for is another.
    pub fn expire_token(&self, errcode: i64) {
        let mut tokens = lock(&self.state.tokens);
        tokens.refused_with = Some(errcode);
        tokens.expired = true;
    }

    /// The token in force is refused from now on, but normal mode goes on handing it out: only forcing helps.
    pub fn spoil_token(&self, errcode: i64) {
        lock(&self.state.tokens).refused_with = Some(errcode);
    }

    /// The next token that is asked for is another, while the one in force goes on working: WeChat's early renewal.
    pub fn roll_token(&self) {
        lock(&self.state.tokens).expired = true;
    }

    /// How often tokens were asked for: in normal mode, and forcing.
    #[must_use]
    pub fn token_fetches(&self) -> (usize, usize) {
        let tokens = lock(&self.state.tokens);
        (tokens.normal, tokens.forced)
    }

    /// The messages that were taken.
    #[must_use]
    pub fn sent(&self) -> Vec<Subscribed> {
        lock(&self.state.sent).clone()
    }

    /// The texts it was asked about: openid and text.
    #[must_use]
    pub fn texts(&self) -> Vec<(String, String)> {
        lock(&self.state.texts).clone()
    }

    /// The pictures that it was asked about: openid and address. The trace of the `n`th is [`Self::trace`].
    #[must_use]
    pub fn media(&self) -> Vec<(String, String)> {
        lock(&self.state.media).clone()
    }

    /// The trace that the `n`th question about a picture is answered with, from 0.
    #[must_use]
    pub fn trace(n: usize) -> String {
        // The first is that of the checked-in callbacks.
        format!("60f96f1d-3845297a-{:x}", 0x1976_a3ae + n)
    }

    /// A callback's message with the verdict on a picture.
    #[must_use]
    pub fn verdict(trace_id: &str, suggest: &str) -> String {
        json!({
            "ToUserName": "gh_1", "FromUserName": "whoever", "CreateTime": 1, "MsgType": "event",
            "Event": "wxa_media_check", "appid": Self::APP_ID, "trace_id": trace_id, "version": 2,
            "errcode": 0, "errmsg": "ok", "result": { "suggest": suggest, "label": 20002 },
        })
        .to_string()
    }

    /// What it makes of texts from now on: `pass`, `review` or `risky`.
    pub fn suggest(&self, word: &str) {
        *lock(&self.state.suggest) = word.to_owned();
    }

    /// The country's code as it stands in answers about phones: text or number.
    pub fn country_code(&self, code: Value) {
        *lock(&self.state.phone) = code;
    }
}

async fn answer(
    request: HttpRequest,
    body: web::Bytes,
    state: web::Data<Arc<State>>,
) -> HttpResponse {
    match state.board.enter(request.path()).await {
        None => {}
        Some(Trouble::Errcode(errcode)) => return say(failure(errcode)),
        Some(Trouble::Status(status)) => return page(status),
        Some(Trouble::Garbage | Trouble::Code(_)) => return page(200),
    }
    let query: HashMap<String, String> = form_urlencoded::parse(request.query_string().as_bytes())
        .into_owned()
        .collect();
    if request.path() == SIGN_IN {
        return say(state.sign_in(&query));
    }
    if request.method() != actix_web::http::Method::POST {
        return say(failure(43002));
    }
    // WeChat takes UTF-8 only.
    let Ok(body) = serde_json::from_slice::<Value>(&body) else {
        return say(failure(47001));
    };
    if request.path() == TOKEN {
        return say(state.hand_out_token(&body));
    }
    if let Some(errcode) = state.refuses_token(query.get("access_token")) {
        return say(failure(errcode));
    }
    say(match request.path() {
        SEND => state.send(&body),
        CHECK_TEXT => state.check_text(&body),
        CHECK_MEDIA => state.check_media(&body),
        PHONE => state.tell_phone(&body),
        _ => failure(-1),
    })
}

/// WeChat calls its JSON text/plain.
fn say(answer: Value) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain")
        .body(answer.to_string())
}

fn failure(errcode: i64) -> Value {
    json!({ "errcode": errcode, "errmsg": "as the test told it" })
}

fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    body[name].as_str().unwrap_or_default()
}

impl State {
    fn sign_in(&self, query: &HashMap<String, String>) -> Value {
        let of = |name: &str| query.get(name).map(String::as_str);
        let right = of("appid") == Some(FakeWechat::APP_ID)
            && of("secret") == Some(FakeWechat::SECRET)
            && of("grant_type") == Some("authorization_code");
        if !right {
            return failure(40125);
        }
        let code = of("js_code").unwrap_or_default();
        match lock(&self.openids).remove(code) {
            Some(openid) => json!({ "openid": openid, "session_key": "c2Vzc2lvbi1rZXk=" }),
            None => failure(40029),
        }
    }

    fn hand_out_token(&self, body: &Value) -> Value {
        let right = text(body, "grant_type") == "client_credential"
            && text(body, "appid") == FakeWechat::APP_ID
            && text(body, "secret") == FakeWechat::SECRET;
        if !right {
            return failure(40125);
        }
        let mut tokens = lock(&self.tokens);
        let force = body["force_refresh"].as_bool().unwrap_or(false);
        if force {
            tokens.forced += 1;
        } else {
            tokens.normal += 1;
        }
        if force || tokens.expired || tokens.serial == 0 {
            tokens.serial += 1;
            tokens.expired = false;
            tokens.refused_with = None;
        }
        json!({ "access_token": token(tokens.serial), "expires_in": 7200 })
    }

    fn refuses_token(&self, given: Option<&String>) -> Option<i64> {
        let tokens = lock(&self.tokens);
        let given = given.map(String::as_str).unwrap_or_default();
        if tokens.serial == 0 || given != token(tokens.serial) {
            return Some(40001);
        }
        tokens.refused_with
    }

    fn send(&self, body: &Value) -> Value {
        let data = body["data"].as_object();
        let program_state = text(body, "miniprogram_state");
        if text(body, "touser").is_empty() {
            return failure(40003);
        }
        if text(body, "template_id").is_empty() {
            return failure(40037);
        }
        let values: HashMap<_, _> = data
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.clone(), text(value, "value").to_owned()))
            .collect();
        let known = ["developer", "trial", "formal"].contains(&program_state);
        if values.is_empty() || !known || !values.iter().all(|(key, value)| fits(key, value)) {
            return failure(47003);
        }
        lock(&self.sent).push(Subscribed {
            openid: text(body, "touser").to_owned(),
            template_id: text(body, "template_id").to_owned(),
            data: values,
            page: body["page"].as_str().map(ToOwned::to_owned),
            program_state: program_state.to_owned(),
        });
        // The id is a number, larger than JavaScript's.
        json!({ "errcode": 0, "errmsg": "ok", "msgid": 2_145_678_901_234_567_890_i64 })
    }

    fn check_text(&self, body: &Value) -> Value {
        let content = text(body, "content");
        if body["version"] != 2 {
            return failure(47001);
        }
        if !(1..=4).contains(&body["scene"].as_i64().unwrap_or(0)) {
            return failure(40129);
        }
        if content.is_empty() {
            return failure(44002);
        }
        if content.chars().count() > 2_500 || text(body, "openid").is_empty() {
            return failure(40003);
        }
        lock(&self.texts).push((text(body, "openid").to_owned(), content.to_owned()));
        let suggest = lock(&self.suggest).clone();
        let label = if suggest == "pass" { 100 } else { 20006 };
        // The code is 0 whatever it makes of the text.
        json!({ "errcode": 0, "errmsg": "ok", "result": { "suggest": suggest, "label": label }, "trace_id": "t" })
    }

    fn check_media(&self, body: &Value) -> Value {
        let known = [1, 2].contains(&body["media_type"].as_i64().unwrap_or(0));
        if body["version"] != 2 || !known || !text(body, "media_url").starts_with("http") {
            return failure(47001);
        }
        let mut media = lock(&self.media);
        let asked = (
            text(body, "openid").to_owned(),
            text(body, "media_url").to_owned(),
        );
        let trace = FakeWechat::trace(media.len());
        media.push(asked);
        json!({ "errcode": 0, "errmsg": "ok", "trace_id": trace })
    }

    fn tell_phone(&self, body: &Value) -> Value {
        let expected = lock(&self.phones).remove(text(body, "code"));
        let Some(phone) = expected else {
            return failure(40029);
        };
        let country = lock(&self.phone).clone();
        json!({ "errcode": 0, "errmsg": "ok", "phone_info": {
            "phoneNumber": phone, "purePhoneNumber": phone, "countryCode": country,
            "watermark": { "timestamp": 1, "appid": FakeWechat::APP_ID },
        }})
    }
}

fn token(serial: u32) -> String {
    format!("access-token-{serial}-{}", "x".repeat(500))
}

/// Whether a value is what its key's type takes (参数类别).
fn fits(key: &str, value: &str) -> bool {
    let length = value.chars().count();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    match key.trim_end_matches(|c: char| c.is_ascii_digit()) {
        _ if value.trim().is_empty() || value.contains('\n') => false,
        "thing" => length <= 20,
        "phrase" => length <= 5 && value.chars().all(han),
        "time" | "date" => value.starts_with(|c: char| c.is_ascii_digit()),
        "number" => length <= 32 && value.chars().all(|c| c.is_ascii_digit() || c == '.'),
        "character_string" => length <= 32 && value.is_ascii(),
        _ => false,
    }
}
