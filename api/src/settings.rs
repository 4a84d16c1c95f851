//! Settings: defaults, then an optional TOML file, then the environment; each later one wins.
//!
//! `JINLIN_SERVER__PORT=9000` sets `server.port`; `PORT`, `DATABASE_URL` and `REDIS_URL` are understood under the names that
//! hosts use. [`DESCRIPTIONS`] explains every setting and a test holds it, the structs and `docs/operations.md` together.

use std::path::PathBuf;

use config::{Config, ConfigError, Environment, File};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize, Serializer};

/// Everything that can be set.
// No `deny_unknown_fields` here: other programs' variables may begin with JINLIN_ too; `check-config` lists strangers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Where state goes that has no database of its own.
    pub state: State,
    /// The HTTP server.
    pub server: Server,
    /// The database.
    pub database: Database,
    /// Redis.
    pub redis: Redis,
    /// The city.
    pub city: City,
    /// Secret keys.
    pub keys: Keys,
    /// Sign-in.
    pub identity: Identity,
    /// WeChat.
    pub wechat: Wechat,
    /// Text messages.
    pub sms: Sms,
    /// The demo.
    pub demo: Demo,
    /// Rate limits.
    pub limits: Limits,
    /// Finding people for tasks.
    pub dispatch: Dispatch,
    /// Where photos are stored.
    pub photos: Photos,
    /// Slips about hours.
    pub slips: Slips,
    /// Push to the app.
    pub push: Push,
    /// Calls without own numbers.
    pub calls: Calls,
    /// Logs and traces.
    pub telemetry: Telemetry,
}

macro_rules! section {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident : $type:ty = $default:expr,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name { $($(#[$doc])* pub $field: $type,)* }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }
    };
}

/// A secret setting: never printed, empty when not set.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct SecretSetting(SecretString);

impl SecretSetting {
    /// The secret, if one is set.
    #[must_use]
    pub fn get(&self) -> Option<&str> {
        Some(self.0.expose_secret()).filter(|secret| !secret.is_empty())
    }
}

impl From<String> for SecretSetting {
    fn from(secret: String) -> Self {
        Self(secret.into())
    }
}

impl Serialize for SecretSetting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("")
    }
}

section! {
    /// Where state goes that has no database of its own.
    State {
        /// Folder of the embedded database and of generated keys.
        dir: PathBuf = PathBuf::from("var"),
    }
}

section! {
    /// The HTTP server.
    Server {
        /// Address to listen on.
        bind: String = "127.0.0.1".to_owned(),
        /// Port to listen on; 0 takes a free one.
        port: u16 = 8080,
        /// Worker threads; 0 for one a core.
        workers: usize = 0,
        /// How long running requests may take after SIGTERM, in seconds.
        shutdown_seconds: u64 = 20,
        /// Addresses of proxies whose `X-Forwarded-For` is believed, comma-separated.
        trusted_proxies: String = String::new(),
        /// Origins of browser clients that may use the refresh cookie, comma-separated; empty means the same origin only.
        allowed_origins: String = String::new(),
    }
}

section! {
    /// The database.
    Database {
        /// `postgres://…`; empty for the embedded SQLite file.
        url: SecretSetting = SecretSetting::default(),
        /// Connections of the pool.
        max_connections: u32 = 20,
    }
}

section! {
    /// Redis.
    Redis {
        /// `redis://…`; empty for in-process limits and live positions.
        url: SecretSetting = SecretSetting::default(),
        /// Put before every key.
        key_prefix: String = "jinlin".to_owned(),
    }
}

section! {
    /// The city.
    City {
        /// Statistical code of the city.
        code: String = "5101".to_owned(),
        /// IANA time zone of civil days and hours.
        time_zone: String = "Asia/Shanghai".to_owned(),
    }
}

section! {
    /// Secret keys, base64 of 32 bytes each. With a database URL the server refuses to start without them.
    Keys {
        /// Wraps the data keys of persons.
        master: SecretSetting = SecretSetting::default(),
        /// Id of the master key; change it together with the key.
        master_id: String = "m1".to_owned(),
        /// The master key before, still needed to read, as `id:base64`.
        previous_master: SecretSetting = SecretSetting::default(),
        /// Blind indexes of phones and WeChat ids.
        blind: SecretSetting = SecretSetting::default(),
        /// Signs access tokens.
        token: SecretSetting = SecretSetting::default(),
        /// Signed tokens before, still accepted during a rotation.
        previous_token: SecretSetting = SecretSetting::default(),
    }
}

section! {
    /// Sign-in.
    Identity {
        /// Life of an access token, in seconds.
        access_token_seconds: u64 = 900,
        /// Life of a session without use, in days.
        session_days: u64 = 30,
        /// Print one-time codes in the log instead of sending them: development only.
        log_codes: bool = false,
    }
}

section! {
    /// WeChat.
    Wechat {
        /// The mini-program's id; empty turns WeChat sign-in off.
        app_id: String = String::new(),
        /// Its secret.
        app_secret: SecretSetting = SecretSetting::default(),
        /// Base address of WeChat's API.
        base_url: String = "https://api.weixin.qq.com".to_owned(),
        /// How long WeChat may take to answer, in milliseconds.
        timeout_milliseconds: u64 = 3_000,
        /// Templates of subscription messages: `kind=id`, or `kind=id:long_term`, comma-separated.
        template_ids: String = String::new(),
        /// A file that takes the place of `data/wechat_templates.toml`.
        templates_file: String = String::new(),
        /// Which build of the mini-program a message opens: `formal`, `trial` or `developer`.
        program_state: String = "formal".to_owned(),
        /// The token of message push.
        callback_token: SecretSetting = SecretSetting::default(),
        /// The `EncodingAESKey` of message push.
        callback_aes_key: SecretSetting = SecretSetting::default(),
        /// Whether WeChat looks over the texts of needs that are not sensitive.
        check_texts: bool = false,
    }
}

section! {
    /// Text messages, through Alibaba Cloud.
    Sms {
        /// The access key's id; empty: no text messages.
        access_key_id: String = String::new(),
        /// The access key's secret.
        access_key_secret: SecretSetting = SecretSetting::default(),
        /// The approved signature (短信签名).
        sign_name: String = String::new(),
        /// Approved templates: `word=code`, comma-separated.
        template_codes: String = String::new(),
        /// Base address of the service.
        base_url: String = "https://dysmsapi.aliyuncs.com".to_owned(),
        /// How long it may take to answer, in milliseconds.
        timeout_milliseconds: u64 = 5_000,
    }
}

section! {
    /// Calls between residents and teams without their own numbers, through Alibaba Cloud's privacy numbers.
    Calls {
        /// The key of the pool of numbers; empty: calls go through the office line.
        pool_key: String = String::new(),
        /// Id of the access key.
        access_key_id: String = String::new(),
        /// Its secret.
        access_key_secret: SecretSetting = SecretSetting::default(),
        /// Base address of the service.
        base_url: String = "https://dyplsapi.aliyuncs.com".to_owned(),
        /// How long the service may take to answer, in milliseconds.
        timeout_milliseconds: u64 = 3_000,
        /// Whom to dial when there is no relay number; empty: the city's service line.
        office_line: String = String::new(),
    }
}

section! {
    /// Push to the app, through a service that speaks JPush's HTTP interface.
    Push {
        /// The app's key; empty turns push off.
        app_key: String = String::new(),
        /// Its secret.
        master_secret: SecretSetting = SecretSetting::default(),
        /// Base address of the service.
        base_url: String = "https://api.jpush.cn".to_owned(),
        /// How long the service may take to answer, in milliseconds.
        timeout_milliseconds: u64 = 5_000,
        /// Whether this replica hands messages over to the channels outside of the app.
        enabled: bool = true,
        /// How often it looks for what is due, in milliseconds.
        tick_milliseconds: u64 = 1_000,
    }
}

section! {
    /// The demo.
    Demo {
        /// Serve the demo city and accept the fixed code for demo accounts. Never in production.
        enabled: bool = false,
    }
}

section! {
    /// Rate limits, per account where there is one, else per address.
    Limits {
        /// Whether limits are kept.
        enabled: bool = true,
        /// Reads a minute.
        reads_per_minute: u32 = 600,
        /// Writes a minute.
        writes_per_minute: u32 = 120,
        /// Requests a minute of one address without an account.
        anonymous_per_minute: u32 = 300,
        /// One-time codes an hour to one phone.
        codes_per_hour: u32 = 10,
        /// Sign-in attempts an hour for one phone.
        sign_ins_per_hour: u32 = 30,
        /// Tracking codes tried a minute from one address.
        tracking_per_minute: u32 = 30,
    }
}

section! {
    /// Finding people for tasks.
    Dispatch {
        /// Whether this replica sends out offers.
        enabled: bool = true,
        /// Pause between two rounds when nothing wakes the dispatcher, in milliseconds.
        tick_milliseconds: u64 = 1_000,
        /// Pause between two batch rounds of one county, in milliseconds: what comes in meanwhile is solved together.
        batch_milliseconds: u64 = 2_000,
        /// Pause between two looks for needs and tasks that have waited too long, in seconds.
        upkeep_seconds: u64 = 60,
    }
}

section! {
    /// Where photos are stored.
    Photos {
        /// Bucket of an S3-compatible store; empty for the folder `photos` below `state.dir`, which several replicas then have to share.
        bucket: String = String::new(),
        /// Address of the store; empty for Amazon's.
        endpoint: String = String::new(),
        /// Region.
        region: String = "us-east-1".to_owned(),
        /// Id of the access key.
        access_key: SecretSetting = SecretSetting::default(),
        /// The access key.
        secret_key: SecretSetting = SecretSetting::default(),
    }
}

section! {
    /// Slips about hours.
    Slips {
        /// Font file for names with rare characters; empty for the built-in one.
        font: PathBuf = PathBuf::new(),
        /// Where the public can reach this server, for the address on the slip.
        public_url: String = String::new(),
    }
}

section! {
    /// Logs and traces.
    Telemetry {
        /// `auto` (pretty in a terminal, else JSON), `json` or `pretty`.
        log_format: String = "auto".to_owned(),
        /// Which log lines are written, in the syntax of `tracing`'s `EnvFilter`.
        log_filter: String = "info,sqlx=warn,actix_server=warn,sea_orm_migration=warn".to_owned(),
        /// OTLP/HTTP endpoint that traces are sent to; empty for none.
        otlp_endpoint: String = String::new(),
    }
}

/// Every setting's path and what it is for, in the order of the structs.
pub const DESCRIPTIONS: &[(&str, &str)] = &[
    (
        "state.dir",
        "Folder of the embedded database and of generated keys (also `JINLIN_STATE_DIR`).",
    ),
    ("server.bind", "Address to listen on."),
    (
        "server.port",
        "Port to listen on (also `PORT`); 0 takes a free one.",
    ),
    ("server.workers", "Worker threads; 0 for one a core."),
    (
        "server.shutdown_seconds",
        "How long running requests may take after SIGTERM, in seconds.",
    ),
    (
        "server.trusted_proxies",
        "Addresses of proxies whose `X-Forwarded-For` is believed, comma-separated.",
    ),
    (
        "server.allowed_origins",
        "Origins of browser clients that may use the refresh cookie, comma-separated; empty: same origin only.",
    ),
    (
        "database.url",
        "`postgres://…` (also `DATABASE_URL`); empty for the embedded SQLite file. Secret.",
    ),
    ("database.max_connections", "Connections of the pool."),
    (
        "redis.url",
        "`redis://…` (also `REDIS_URL`); empty for in-process limits and live positions. Secret.",
    ),
    ("redis.key_prefix", "Put before every Redis key."),
    ("city.code", "Statistical code of the city."),
    ("city.time_zone", "IANA time zone of civil days and hours."),
    (
        "keys.master",
        "Wraps the data keys of persons: base64 of 32 bytes. Required with a database URL. Secret.",
    ),
    (
        "keys.master_id",
        "Id of the master key; change it together with the key.",
    ),
    (
        "keys.previous_master",
        "The master key before, still needed to read, as `id:base64`. Secret.",
    ),
    (
        "keys.blind",
        "Blind indexes of phones and WeChat ids: base64 of 32 bytes. Required with a database URL. Secret.",
    ),
    (
        "keys.token",
        "Signs access tokens: base64 of 32 bytes. Required with a database URL. Secret.",
    ),
    (
        "keys.previous_token",
        "Signed tokens before, still accepted during a rotation. Secret.",
    ),
    (
        "identity.access_token_seconds",
        "Life of an access token, in seconds.",
    ),
    (
        "identity.session_days",
        "Life of a session without use, in days.",
    ),
    (
        "identity.log_codes",
        "Print one-time codes in the log instead of sending them: development only.",
    ),
    (
        "wechat.app_id",
        "The mini-program's id; empty turns WeChat sign-in off.",
    ),
    ("wechat.app_secret", "The mini-program's secret. Secret."),
    ("wechat.base_url", "Base address of WeChat's API."),
    (
        "wechat.timeout_milliseconds",
        "How long WeChat may take to answer, in milliseconds.",
    ),
    (
        "wechat.template_ids",
        "Templates of subscription messages: `kind=id`, or `kind=id:long_term`, comma-separated; the kinds are in `data/wechat_templates.toml`.",
    ),
    (
        "wechat.templates_file",
        "A file that takes the place of `data/wechat_templates.toml`, for templates with other keys; empty: the one in the binary.",
    ),
    (
        "wechat.program_state",
        "Which build of the mini-program a subscription message opens: `formal`, `trial` or `developer`.",
    ),
    (
        "wechat.callback_token",
        "The token of WeChat's message push; empty turns `/v1/wechat/callback` off. Secret.",
    ),
    (
        "wechat.callback_aes_key",
        "The `EncodingAESKey` of message push (43 characters); message push has to be in the safe mode (安全模式). Secret.",
    ),
    (
        "wechat.check_texts",
        "Whether WeChat looks over the texts of needs too; those of sensitive needs never leave.",
    ),
    (
        "sms.access_key_id",
        "Id of the access key for text messages (Alibaba Cloud); empty: none are sent.",
    ),
    ("sms.access_key_secret", "Secret of the access key. Secret."),
    ("sms.sign_name", "The approved signature of text messages."),
    (
        "sms.template_codes",
        "Approved templates of text messages: `word=code`, comma-separated; `sign_in_code` is needed for signing in.",
    ),
    ("sms.base_url", "Base address of the text message service."),
    (
        "sms.timeout_milliseconds",
        "How long the text message service may take to answer, in milliseconds.",
    ),
    (
        "calls.pool_key",
        "The key of the pool of relay numbers (Alibaba Cloud's privacy numbers); empty: calls go through the office line.",
    ),
    (
        "calls.access_key_id",
        "Id of the access key for relay numbers.",
    ),
    ("calls.access_key_secret", "Its secret. Secret."),
    ("calls.base_url", "Base address of the relay service."),
    (
        "calls.timeout_milliseconds",
        "How long the relay service may take to answer, in milliseconds.",
    ),
    (
        "calls.office_line",
        "Whom to dial when there is no relay number; empty: the city's service line.",
    ),
    (
        "push.app_key",
        "The app's key at the push service; empty turns app push off.",
    ),
    ("push.master_secret", "Its secret. Secret."),
    (
        "push.base_url",
        "Base address of the push service (JPush's HTTP interface).",
    ),
    (
        "push.timeout_milliseconds",
        "How long the push service may take to answer, in milliseconds.",
    ),
    (
        "push.enabled",
        "Whether this replica hands messages over to app push, WeChat and SMS.",
    ),
    (
        "push.tick_milliseconds",
        "How often it looks for messages that are due, in milliseconds.",
    ),
    (
        "demo.enabled",
        "Serve the demo city and accept the fixed code for demo accounts (set by `--demo`). Never in production.",
    ),
    ("limits.enabled", "Whether rate limits are kept."),
    ("limits.reads_per_minute", "Reads a minute of one account."),
    (
        "limits.writes_per_minute",
        "Writes a minute of one account.",
    ),
    (
        "limits.anonymous_per_minute",
        "Requests a minute of one address without an account.",
    ),
    (
        "limits.codes_per_hour",
        "One-time codes an hour to one phone.",
    ),
    (
        "limits.sign_ins_per_hour",
        "Sign-in attempts an hour for one phone.",
    ),
    (
        "limits.tracking_per_minute",
        "Tracking codes tried a minute from one address.",
    ),
    ("dispatch.enabled", "Whether this replica sends out offers."),
    (
        "dispatch.tick_milliseconds",
        "Pause between two rounds when nothing wakes the dispatcher, in milliseconds.",
    ),
    (
        "dispatch.batch_milliseconds",
        "Pause between two batch rounds of one county, in milliseconds: what comes in meanwhile is solved together.",
    ),
    (
        "dispatch.upkeep_seconds",
        "Pause between two looks for needs and tasks that have waited too long, in seconds.",
    ),
    (
        "photos.bucket",
        "Bucket of an S3-compatible store; empty for the folder `photos` below `state.dir`, which several replicas then have to share.",
    ),
    (
        "photos.endpoint",
        "Address of the store; empty for Amazon's.",
    ),
    ("photos.region", "Region of the store."),
    (
        "photos.access_key",
        "Id of the store's access key; empty for what the environment gives. Secret.",
    ),
    ("photos.secret_key", "The store's access key. Secret."),
    (
        "slips.font",
        "TrueType font for slips about hours, for names with rare characters; empty for the built-in one (GB 2312).",
    ),
    (
        "slips.public_url",
        "Where the public reaches this server, such as `https://jinlin.example`, for the address on slips; empty leaves it out.",
    ),
    (
        "telemetry.log_format",
        "`auto` (pretty in a terminal, else JSON), `json` or `pretty`.",
    ),
    (
        "telemetry.log_filter",
        "Which log lines are written, in the syntax of `tracing`'s `EnvFilter`.",
    ),
    (
        "telemetry.otlp_endpoint",
        "OTLP/HTTP endpoint that traces are sent to; empty for none.",
    ),
];

impl Settings {
    /// Reads the settings: defaults, then `file` (or `jinlin.toml` where there is one), then the environment.
    ///
    /// # Errors
    /// When a file or value cannot be understood; the message names the setting.
    pub fn load(file: Option<&std::path::Path>) -> Result<Self, ConfigError> {
        let mut builder = Config::builder().add_source(Config::try_from(&Self::default())?);
        builder = match file {
            Some(file) => builder.add_source(File::from(file)),
            None => builder.add_source(File::with_name("jinlin.toml").required(false)),
        };
        builder = builder.add_source(
            Environment::with_prefix("JINLIN")
                .prefix_separator("_")
                .separator("__")
                .try_parsing(false),
        );
        for (variable, setting) in [
            ("JINLIN_STATE_DIR", "state.dir"),
            ("PORT", "server.port"),
            ("DATABASE_URL", "database.url"),
            ("REDIS_URL", "redis.url"),
        ] {
            builder = builder.set_override_option(
                setting,
                std::env::var(variable).ok().filter(|v| !v.is_empty()),
            )?;
        }
        builder.build()?.try_deserialize()
    }

    /// The table of settings for `docs/operations.md`.
    ///
    /// # Errors
    /// When the defaults cannot be written as TOML values.
    pub fn markdown() -> Result<String, toml::ser::Error> {
        let defaults = toml::Value::try_from(Self::default())?;
        let mut table = String::from(
            "| setting | environment | default | meaning |\n| --- | --- | --- | --- |\n",
        );
        for (path, meaning) in DESCRIPTIONS {
            let default = path
                .split('.')
                .try_fold(&defaults, |value, part| value.get(part));
            let default = default.map_or_else(String::new, ToString::to_string);
            let variable = format!("JINLIN_{}", path.to_uppercase().replace('.', "__"));
            table.push_str(&format!(
                "| `{path}` | `{variable}` | `{default}` | {meaning} |\n"
            ));
        }
        Ok(table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_described_and_nothing_else() {
        let defaults = toml::Value::try_from(Settings::default()).unwrap();
        let mut paths = std::collections::BTreeSet::new();
        for (section, values) in defaults.as_table().unwrap() {
            for name in values.as_table().unwrap().keys() {
                paths.insert(format!("{section}.{name}"));
            }
        }
        let described: std::collections::BTreeSet<_> = DESCRIPTIONS
            .iter()
            .map(|(path, _)| (*path).to_owned())
            .collect();
        assert_eq!(paths, described);
    }

    #[test]
    fn the_operations_manual_holds_the_table_as_generated() {
        let manual = include_str!("../../docs/operations.md");
        assert!(
            manual.contains(&Settings::markdown().unwrap()),
            "docs/operations.md differs; put this table there:\n{}",
            Settings::markdown().unwrap()
        );
    }

    #[test]
    fn secrets_are_not_printed() {
        let secret = SecretSetting::from("hidden".to_owned());
        assert!(!format!("{secret:?}").contains("hidden"));
        assert!(
            !toml::Value::try_from(&secret)
                .unwrap()
                .to_string()
                .contains("hidden")
        );
    }
}
