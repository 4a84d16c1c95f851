//! Settings: defaults, then an optional TOML file, then the environment; each later one wins.
//!
//! `JINLIN_SERVER__PORT=9000` sets `server.port`; `PORT`, `DATABASE_URL` and `REDIS_URL` are understood under the names that
//! hosts use. [`DESCRIPTIONS`] explains every setting and a test holds it, the structs and `docs/operations.md` together.

mod descriptions;
mod sections;

use config::{Config, ConfigError, Environment, File};
use serde::{Deserialize, Serialize};

pub use descriptions::DESCRIPTIONS;
pub use sections::*;

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
    /// The clients that the server serves itself.
    pub clients: Clients,
    /// Slips about hours.
    pub slips: Slips,
    /// Push to the app.
    pub push: Push,
    /// Calls without own numbers.
    pub calls: Calls,
    /// Logs and traces.
    pub telemetry: Telemetry,
}

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
        let manual = include_str!("../../../docs/operations.md");
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
