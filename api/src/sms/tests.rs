//! What becomes of a text message, by what the provider answers.

#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should fail at once and loudly"
)]

use std::collections::BTreeMap;
use std::time::Duration;

use jinlin_tests::TestClock;
use jinlin_tests::fakes::{FakeSms, Trouble};

use super::{AliyunSms, LogSms, NoSms, SmsSender, SmsTemplate, unknown_templates};
use crate::identity::Phone;
use crate::platform::clock::Clock;
use crate::platform::handed::Handed;
use crate::settings::{SecretSetting, Sms};

fn sender(fake: &FakeSms) -> AliyunSms {
    drop(rustls::crypto::ring::default_provider().install_default());
    let setting = |path: &str| {
        let settings = fake.settings();
        settings
            .iter()
            .find(|(name, _)| *name == path)
            .map(|(_, value)| value.clone())
            .unwrap()
    };
    let folder = tempfile::tempdir().unwrap();
    let clock = TestClock::begin(folder.path());
    let clock = Clock::offset_file("Asia/Shanghai", clock.file().to_path_buf()).unwrap();
    let settings = Sms {
        access_key_id: setting("sms.access_key_id"),
        access_key_secret: SecretSetting::from(setting("sms.access_key_secret")),
        sign_name: setting("sms.sign_name"),
        template_codes: setting("sms.template_codes"),
        base_url: setting("sms.base_url"),
        timeout_milliseconds: 300,
    };
    AliyunSms::new(&settings, reqwest::Client::new(), clock).unwrap()
}

fn phone() -> Phone {
    Phone::parse("12600000001").unwrap()
}

fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[tokio::test]
async fn every_answer_is_told_as_what_it_is() {
    let fake = FakeSms::start();
    let sender = sender(&fake);
    let count = values(&[("count", "今天 有 1+1 件事 ~*'()"), ("left", "out")]);
    let send = async || sender.send(&phone(), SmsTemplate::Digest, &count).await;
    assert_eq!(
        send().await,
        Handed::Sent {
            reference: Some("1^0".to_owned())
        }
    );
    // What a signature is easily wrong about arrives as it was written, and what the template has no place for does not.
    assert_eq!(
        fake.sent()[0].values,
        values(&[("count", "今天 有 1+1 件事 ~*'()")])
    );
    let retry = |after: Option<u64>, code: &str| Handed::Retry {
        after: after.map(Duration::from_secs),
        code: code.to_owned(),
    };
    let unknown = |code: &str| Handed::Unknown {
        code: code.to_owned(),
    };
    let code = |code: &str| Trouble::Code(code.to_owned());
    let cases = [
        (
            code("isv.BUSINESS_LIMIT_CONTROL"),
            retry(Some(60), "isv.BUSINESS_LIMIT_CONTROL"),
        ),
        (code("Throttling.User"), retry(Some(5), "Throttling.User")),
        (code("isp.SYSTEM_ERROR"), retry(None, "isp.SYSTEM_ERROR")),
        (
            code("ServiceUnavailable"),
            retry(None, "ServiceUnavailable"),
        ),
        (
            code("isv.DAY_LIMIT_CONTROL"),
            Handed::ParkedUntilTomorrow {
                code: "isv.DAY_LIMIT_CONTROL".to_owned(),
            },
        ),
        (
            code("isv.MOBILE_NUMBER_ILLEGAL"),
            Handed::refused("isv.MOBILE_NUMBER_ILLEGAL"),
        ),
        (
            code("SignatureDoesNotMatch"),
            Handed::refused("SignatureDoesNotMatch"),
        ),
        (
            code("isv.SOMETHING_NEW"),
            Handed::refused("isv.SOMETHING_NEW"),
        ),
        (code("InternalError"), unknown("InternalError")),
        (Trouble::Garbage, unknown("unreadable")),
        (Trouble::Status(502), unknown("unreadable")),
    ];
    for (trouble, expected) in cases {
        fake.fail_next([trouble]);
        assert_eq!(send().await, expected);
    }
    fake.hold();
    assert_eq!(send().await, unknown("no_answer"));
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test]
async fn what_is_missing_is_found_before_anybody_is_asked() {
    let fake = FakeSms::start();
    let sender = sender(&fake);
    let none = values(&[("count", " ")]);
    for values in [values(&[]), none] {
        let handed = sender.send(&phone(), SmsTemplate::Digest, &values).await;
        assert_eq!(handed, Handed::refused("local.missing_value"));
    }
    let handed = sender
        .send(
            &phone(),
            SmsTemplate::VisitAlarm,
            &values(&[("number", "x")]),
        )
        .await;
    assert_eq!(handed, Handed::refused("local.no_template"));
    assert_eq!(fake.calls(), 0);
}

#[tokio::test]
async fn the_other_senders() {
    let code = values(&[("code", "123456")]);
    let sent = Handed::Sent { reference: None };
    assert_eq!(
        LogSms.send(&phone(), SmsTemplate::SignInCode, &code).await,
        sent
    );
    let refused = Handed::refused("local.not_configured");
    assert_eq!(
        NoSms.send(&phone(), SmsTemplate::SignInCode, &code).await,
        refused
    );
    assert!(LogSms.is_ready() && !NoSms.is_ready());
    assert_eq!(
        unknown_templates("sign_in_code=a, nosuch=b,digest="),
        ["nosuch"]
    );
}
