//! A text message service as Alibaba Cloud's: checks the signature of version 3 and every parameter.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};

use actix_web::dev::ServerHandle;
use actix_web::{HttpRequest, HttpResponse, web};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::switchboard::{Switchboard, Trouble, lock, page, serve};

const SEND: &str = "SendSms";

/// A message that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmsSent {
    /// To whom.
    pub phone: String,
    /// The approved template.
    pub template_code: String,
    /// Its values.
    pub values: BTreeMap<String, String>,
}

#[derive(Debug, Default)]
struct State {
    board: Switchboard,
    sent: Mutex<Vec<SmsSent>>,
    nonces: Mutex<HashSet<String>>,
}

/// A text message service, gone when it is dropped.
#[derive(Debug)]
pub struct FakeSms {
    uri: String,
    state: Arc<State>,
    server: ServerHandle,
}

impl Drop for FakeSms {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}

impl FakeSms {
    /// Id of the access key.
    pub const KEY_ID: &'static str = "LTAI-of-the-test";
    /// Its secret.
    pub const KEY_SECRET: &'static str = "the-secret-of-the-access-key";
    /// The approved signature.
    pub const SIGN_NAME: &'static str = "近邻";
    /// The template of one-time codes.
    pub const CODE_TEMPLATE: &'static str = "SMS_100000001";

    /// Starts one.
    #[must_use]
    pub fn start() -> Self {
        let state = Arc::new(State::default());
        let (uri, server) = serve(Arc::clone(&state), answer);
        Self { uri, state, server }
    }

    /// Where it answers.
    #[must_use]
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The settings of a server that sends through it: path and value.
    #[must_use]
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("sms.access_key_id", Self::KEY_ID.to_owned()),
            ("sms.access_key_secret", Self::KEY_SECRET.to_owned()),
            ("sms.sign_name", Self::SIGN_NAME.to_owned()),
            (
                "sms.template_codes",
                format!(
                    "sign_in_code={},call_back_asked=SMS_100000002,digest=SMS_100000003",
                    Self::CODE_TEMPLATE
                ),
            ),
            ("sms.base_url", self.uri.clone()),
            ("sms.timeout_milliseconds", "600".to_owned()),
            ("identity.log_codes", "false".to_owned()),
        ]
    }

    /// The next messages fail so, one each.
    pub fn fail_next(&self, troubles: impl IntoIterator<Item = Trouble>) {
        self.state.board.fail_next(SEND, troubles);
    }

    /// From now on answers wait.
    pub fn hold(&self) {
        self.state.board.hold(SEND);
    }

    /// Lets held answers go.
    pub fn release(&self) {
        self.state.board.release(SEND);
    }

    /// How often it was asked.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.state.board.calls(SEND)
    }

    /// The messages that were taken.
    #[must_use]
    pub fn sent(&self) -> Vec<SmsSent> {
        lock(&self.state.sent).clone()
    }

    /// The last one-time code that a phone was sent.
    #[must_use]
    pub fn code_of(&self, phone: &str) -> Option<String> {
        let sent = self.sent();
        let to_phone = |message: &&SmsSent| {
            message.phone == phone && message.template_code == Self::CODE_TEMPLATE
        };
        sent.iter()
            .rev()
            .find(to_phone)
            .and_then(|message| message.values.get("code").cloned())
    }
}

async fn answer(
    request: HttpRequest,
    body: web::Bytes,
    state: web::Data<Arc<State>>,
) -> HttpResponse {
    let refused = |status: u16, code: &str| {
        let status = actix_web::http::StatusCode::from_u16(status).expect("an HTTP status");
        HttpResponse::build(status)
            .json(json!({ "Code": code, "Message": "as the test told it", "RequestId": "r" }))
    };
    // The signature comes first: a message that nobody signed is not counted either.
    if !signature_fits(&request, &body) {
        return refused(400, "SignatureDoesNotMatch");
    }
    match state.board.enter(SEND).await {
        None => {}
        // Refusals of the service itself come with 200, those of the gateway with 400 or 503.
        Some(Trouble::Code(code)) if code.starts_with("isv.") || code.starts_with("isp.") => {
            return refused(200, &code);
        }
        Some(Trouble::Code(code)) if code == "ServiceUnavailable" => return refused(503, &code),
        Some(Trouble::Code(code)) => return refused(400, &code),
        Some(Trouble::Status(status)) => return page(status),
        Some(Trouble::Garbage | Trouble::Errcode(_)) => return page(200),
    }
    let nonce = header(&request, "x-acs-signature-nonce");
    if !lock(&state.nonces).insert(nonce) {
        return refused(400, "SignatureNonceUsed");
    }
    match state.take(&request) {
        Ok(biz_id) => HttpResponse::Ok()
            .json(json!({ "Code": "OK", "Message": "OK", "RequestId": "r", "BizId": biz_id })),
        Err(code) => refused(200, code),
    }
}

impl State {
    fn take(&self, request: &HttpRequest) -> Result<String, &'static str> {
        let query: BTreeMap<String, String> =
            form_urlencoded::parse(request.query_string().as_bytes())
                .into_owned()
                .collect();
        let of = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
        let right = header(request, "x-acs-action") == SEND
            && header(request, "x-acs-version") == "2017-05-25";
        if !right {
            return Err("InvalidAction.NotFound");
        }
        let phone = of("PhoneNumbers");
        if phone.len() != 11 || !phone.starts_with('1') {
            return Err("isv.MOBILE_NUMBER_ILLEGAL");
        }
        if of("SignName") != FakeSms::SIGN_NAME {
            return Err("isv.SMS_SIGNATURE_ILLEGAL");
        }
        if !of("TemplateCode").starts_with("SMS_1000000") {
            return Err("isv.SMS_TEMPLATE_ILLEGAL");
        }
        let values: BTreeMap<String, Value> = serde_json::from_str(of("TemplateParam"))
            .map_err(|_not_json| "isv.INVALID_JSON_PARAM")?;
        let values: BTreeMap<String, String> = values
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.as_str()?.to_owned())))
            .collect();
        if values.is_empty() || values.values().any(String::is_empty) {
            return Err("isv.TEMPLATE_MISSING_PARAMETERS");
        }
        let mut sent = lock(&self.sent);
        sent.push(SmsSent {
            phone: phone.to_owned(),
            template_code: of("TemplateCode").to_owned(),
            values,
        });
        Ok(format!("{}^0", sent.len()))
    }
}

fn header(request: &HttpRequest, name: &str) -> String {
    let value = request
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

/// Works the signature out anew from the request as it came.
fn signature_fits(request: &HttpRequest, body: &[u8]) -> bool {
    let authorization = header(request, "authorization");
    let Some(fields) = authorization.strip_prefix("ACS3-HMAC-SHA256 ") else {
        return false;
    };
    let fields: BTreeMap<_, _> = fields
        .split(',')
        .filter_map(|field| field.split_once('='))
        .collect();
    let names = fields.get("SignedHeaders").copied().unwrap_or_default();
    let every = ["host", "x-acs-action", "x-acs-content-sha256", "x-acs-date"];
    let signed: Vec<&str> = names.split(';').collect();
    if !every.iter().all(|name| signed.contains(name)) || !signed.is_sorted() {
        return false;
    }
    let lines: String = signed
        .iter()
        .map(|name| format!("{name}:{}\n", header(request, name)))
        .collect();
    let mut pairs: Vec<&str> = request.query_string().split('&').collect();
    pairs.sort_unstable();
    let hash = hex(&Sha256::digest(body));
    if header(request, "x-acs-content-sha256") != hash {
        return false;
    }
    let canonical = format!(
        "{}\n{}\n{}\n{lines}\n{names}\n{hash}",
        request.method(),
        request.path(),
        pairs.join("&")
    );
    let to_sign = format!(
        "ACS3-HMAC-SHA256\n{}",
        hex(&Sha256::digest(canonical.as_bytes()))
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(FakeSms::KEY_SECRET.as_bytes())
        .expect("a key of any length");
    mac.update(to_sign.as_bytes());
    fields.get("Credential") == Some(&FakeSms::KEY_ID)
        && fields.get("Signature") == Some(&hex(&mac.finalize().into_bytes()).as_str())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
