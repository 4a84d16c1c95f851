//! What every setting is for.

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
        "wechat.check_media",
        "Whether WeChat looks over portraits, too: it fetches them at an address that is signed and good for half an hour. Needs `slips.public_url` and message push.",
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
        "limits.codes_per_hour_per_address",
        "One-time codes an hour for one address, whatever the phones: each message costs money, and carriers put many phones behind one address.",
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
        "clients.mobile_dir",
        "Folder of the built mobile client (`clients/mobile`), served at `/m/`; while there is none, that address says so.",
    ),
    (
        "slips.font",
        "TrueType font for slips about hours, for names with rare characters; empty for the built-in one (GB 2312).",
    ),
    (
        "slips.public_url",
        "Where the public reaches this server, such as `https://jinlin.example`, for the address on slips and for WeChat's look at portraits; empty: slips name none, and WeChat does not look.",
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
