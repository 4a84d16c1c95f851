//! Sending and tokens against a WeChat that can fail in every way it documents, on both databases.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that fails should fail at once and loudly"
)]

mod send;
mod token;

use std::collections::BTreeMap;
use std::sync::Arc;

use jinlin_tests::fakes::FakeWechat;
use jinlin_tests::{Backend, TestClock, TestDatabase};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use tempfile::TempDir;

use super::consents::{self, Account, Heard};
use super::subscribe::TemplateType;
use super::{Around, Wechat};
use crate::app::open_database;
use crate::identity::entity::person;
use crate::platform::clock::Clock;
use crate::platform::crypto::{BlindIndex, Secret, Vault};
use crate::platform::db::Db;
use crate::platform::handed::Handed;
use crate::platform::ids::PersonId;
use crate::settings::{SecretSetting, Settings};

pub const OPENID: &str = "openid-of-a-resident";

/// As much of a replica as WeChat needs.
pub struct Town {
    pub wechat: Wechat,
    pub clock: TestClock,
    pub db: Db,
    pub person: PersonId,
    http: reqwest::Client,
    vault: Arc<Vault>,
    server_clock: Clock,
    settings: Settings,
    prefix: String,
    // Dropped last.
    _database: TestDatabase,
    _folder: TempDir,
}

impl Town {
    pub async fn new(backend: Backend, fake: &FakeWechat) -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        let folder = tempfile::tempdir().unwrap();
        let database = TestDatabase::create(backend, folder.path()).await;
        let clock = TestClock::begin(folder.path());
        let settings = settings(fake, folder.path(), &database);
        let db = open_database(&settings).await.unwrap();
        let server_clock = Clock::offset_file("Asia/Shanghai", clock.file().to_path_buf()).unwrap();
        let masters = [("m1".to_owned(), Secret::generate())];
        let vault = Arc::new(Vault::new(
            "m1".to_owned(),
            masters.into(),
            1,
            Secret::generate(),
        ));
        let person = insert_person(&db, &server_clock).await;
        let http = reqwest::Client::new();
        let prefix = format!("t_{}", Uuid::new_v4().simple());
        let mut town = Self {
            wechat: Wechat::new(
                &settings.wechat,
                around(&http, (&vault, &db, &server_clock), None),
            )
            .unwrap(),
            http,
            clock,
            db,
            person,
            vault,
            server_clock,
            settings,
            prefix,
            _database: database,
            _folder: folder,
        };
        town.wechat = town.replica(backend).await;
        town
    }

    /// Another replica of the same town: what one of them knows it knows through Redis, where there is Redis.
    pub async fn replica(&self, backend: Backend) -> Wechat {
        let redis = match backend {
            Backend::Sqlite => None,
            Backend::Postgres => Some((redis().await, self.prefix.clone())),
        };
        let around = around(
            &self.http,
            (&self.vault, &self.db, &self.server_clock),
            redis,
        );
        Wechat::new(&self.settings.wechat, around).unwrap()
    }

    /// A replica whose Redis does not answer any more.
    pub async fn replica_without_redis(&self) -> Wechat {
        let gone = {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            listener.local_addr().unwrap().port()
        };
        let client = redis::Client::open(format!("redis://127.0.0.1:{gone}")).unwrap();
        let config = redis::aio::ConnectionManagerConfig::new().set_number_of_retries(1);
        let lazy = redis::aio::ConnectionManager::new_lazy_with_config(client, config).unwrap();
        let redis = Some((lazy, self.prefix.clone()));
        let around = around(
            &self.http,
            (&self.vault, &self.db, &self.server_clock),
            redis,
        );
        Wechat::new(&self.settings.wechat, around).unwrap()
    }

    fn index(&self) -> BlindIndex {
        self.vault.blind_index("openid", OPENID)
    }

    /// The person agrees so many times to the template of `need_accepted`.
    pub async fn agree(&self, times: usize) {
        let index = self.index();
        for _ in 0..times {
            let heard = self.db.write_txn(async |txn| {
                let account = self.account(&index);
                consents::hear(txn, &self.server_clock, account, true, Heard::Client).await
            });
            heard.await.unwrap();
        }
    }

    fn account<'a>(&self, index: &'a BlindIndex) -> Account<'a> {
        Account {
            openid: index,
            person: self.person,
            template_id: "template-taken",
            template_type: TemplateType::OneTime,
        }
    }

    /// How many agreements are left.
    pub async fn left(&self) -> i32 {
        let rows = consents::of_openid(self.db.read(), &self.index(), self.person)
            .await
            .unwrap();
        rows.first().map_or(0, |row| row.remaining)
    }

    /// Sends `need_accepted` through the town's own replica.
    pub async fn send(&self) -> Handed {
        self.send_through(&self.wechat).await
    }

    pub async fn send_through(&self, wechat: &Wechat) -> Handed {
        let messages = &wechat.messages;
        messages
            .send(
                OPENID,
                self.person,
                "need_accepted",
                &values(),
                Some("pages/x?id=1"),
            )
            .await
    }
}

pub fn values() -> BTreeMap<String, String> {
    [
        ("category", "陪诊"),
        ("time", "2026年12月1日 10:00"),
        ("note", "社工已接单，请留意来电"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

fn around<'a>(
    http: &'a reqwest::Client,
    (vault, db, clock): (&'a Arc<Vault>, &'a Db, &'a Clock),
    redis: Option<(redis::aio::ConnectionManager, String)>,
) -> Around<'a> {
    Around {
        http,
        redis,
        vault,
        db,
        clock,
    }
}

fn settings(fake: &FakeWechat, folder: &std::path::Path, database: &TestDatabase) -> Settings {
    let mut settings = Settings::default();
    settings.state.dir = folder.to_path_buf();
    if let Some(url) = database.server_url() {
        settings.database.url = SecretSetting::from(url.to_owned());
        settings.database.max_connections = 10;
    }
    settings.wechat.app_id = FakeWechat::APP_ID.to_owned();
    settings.wechat.app_secret = SecretSetting::from(FakeWechat::SECRET.to_owned());
    settings.wechat.base_url = fake.uri().to_owned();
    settings.wechat.timeout_milliseconds = 600;
    settings.wechat.template_ids =
        "need_accepted=template-taken,offer_received=template-offers:long_term".to_owned();
    settings
}

async fn redis() -> redis::aio::ConnectionManager {
    let url = std::env::var("JINLIN_TEST_REDIS_URL")
        .expect("JINLIN_TEST_REDIS_URL is not set: run the tests with `make test`");
    let client = redis::Client::open(url).unwrap();
    redis::aio::ConnectionManager::new(client).await.unwrap()
}

async fn insert_person(db: &Db, clock: &Clock) -> PersonId {
    let id = PersonId(Uuid::now_v7());
    let row = person::ActiveModel {
        id: Set(id),
        name: Set(None),
        phone: Set(None),
        phone_index: Set(None),
        gender: Set(None),
        dialects: Set("[]".to_owned()),
        community_code: Set(None),
        version: Set(1),
        created_at: Set(clock.now()),
        updated_at: Set(clock.now()),
    };
    let inserted = db.write_txn(async |txn| {
        person::Entity::insert(row.clone())
            .exec_without_returning(txn)
            .await
            .map(drop)
    });
    inserted.await.unwrap();
    id
}
