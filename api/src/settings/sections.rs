//! The sections of the settings with their defaults.

use std::path::PathBuf;

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize, Serializer};

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
        /// Whether WeChat looks over portraits, at signed addresses of this server.
        check_media: bool = false,
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
        /// One-time codes an hour for one address, whatever the phones: each costs money. Carriers put many phones behind one address.
        codes_per_hour_per_address: u32 = 200,
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
    /// The clients that the server serves itself.
    Clients {
        /// Folder of the built mobile client, served at `/m/`.
        mobile_dir: PathBuf = PathBuf::from("clients/mobile/dist/h5"),
    }
}

section! {
    /// Slips about hours.
    Slips {
        /// Font file for names with rare characters; empty for the built-in one.
        font: PathBuf = PathBuf::new(),
        /// Where the public can reach this server, for the address on the slip and for WeChat's look at portraits.
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
