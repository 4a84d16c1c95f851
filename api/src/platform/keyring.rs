//! Where the secret keys come from: settings, or for the embedded database a file made once in the state folder.

use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::crypto::{Secret, Vault, sha256};
use crate::settings::Settings;

/// All the secret keys of a deployment.
#[derive(Debug)]
pub struct KeyRing {
    /// Keys of personal data.
    pub vault: Vault,
    /// Keys of access tokens: the first signs, all verify.
    pub tokens: Vec<TokenKey>,
}

/// A key of access tokens.
#[derive(Debug, Clone)]
pub struct TokenKey {
    /// Its id, in the token's header; derived from the key.
    pub kid: String,
    /// The key.
    pub secret: Secret,
}

impl TokenKey {
    fn new(secret: Secret) -> Self {
        let kid = sha256(secret.bytes())
            .iter()
            .take(4)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self { kid, secret }
    }
}

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A setting is missing where one is required.
    #[error(
        "{0} is not set; with a database URL the server does not start without it (see docs/operations.md, keys)"
    )]
    Missing(&'static str),
    /// A setting is not base64 of 32 bytes.
    #[error("{0} is not base64 of 32 bytes; make one with: head -c 32 /dev/urandom | base64")]
    Malformed(&'static str),
    /// The key file cannot be read or written.
    #[error("the key file {path} cannot be used")]
    File {
        /// Its path.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

#[derive(Serialize, Deserialize)]
struct KeyFile {
    master: String,
    blind: String,
    token: String,
}

impl KeyRing {
    /// The keys that `settings` name. Without a database URL, missing ones are made once and kept in `keys.json` (mode 0600)
    /// of the state folder.
    ///
    /// # Errors
    /// When a key is missing or malformed.
    pub fn load(settings: &Settings) -> Result<Self, KeyError> {
        let keys = &settings.keys;
        let required = settings.database.url.get().is_some();
        let file = if required
            || (keys.master.get().is_some()
                && keys.blind.get().is_some()
                && keys.token.get().is_some())
        {
            None
        } else {
            Some(load_or_make(&settings.state.dir)?)
        };
        let choose = |set: Option<&str>, made: Option<&String>, name| match (set, made) {
            (Some(text), _) => decode(text, name),
            (None, Some(text)) => decode(text, name),
            (None, None) => Err(KeyError::Missing(name)),
        };
        let master = choose(
            keys.master.get(),
            file.as_ref().map(|file| &file.master),
            "keys.master",
        )?;
        let blind = choose(
            keys.blind.get(),
            file.as_ref().map(|file| &file.blind),
            "keys.blind",
        )?;
        let token = choose(
            keys.token.get(),
            file.as_ref().map(|file| &file.token),
            "keys.token",
        )?;
        let mut masters = HashMap::from([(keys.master_id.clone(), master)]);
        if let Some(previous) = keys.previous_master.get() {
            let (id, text) = previous
                .split_once(':')
                .ok_or(KeyError::Malformed("keys.previous_master"))?;
            masters.insert(id.to_owned(), decode(text, "keys.previous_master")?);
        }
        let mut tokens = vec![TokenKey::new(token)];
        if let Some(previous) = keys.previous_token.get() {
            tokens.push(TokenKey::new(decode(previous, "keys.previous_token")?));
        }
        Ok(Self {
            vault: Vault::new(keys.master_id.clone(), masters, 1, blind),
            tokens,
        })
    }
}

fn decode(text: &str, name: &'static str) -> Result<Secret, KeyError> {
    let bytes = STANDARD
        .decode(text.trim())
        .map_err(|_not_base64| KeyError::Malformed(name))?;
    bytes
        .try_into()
        .map(Secret::new)
        .map_err(|_length| KeyError::Malformed(name))
}

fn load_or_make(dir: &Path) -> Result<KeyFile, KeyError> {
    let path = dir.join("keys.json");
    let failed = |source| KeyError::File {
        path: path.display().to_string(),
        source,
    };
    match fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| failed(error.into())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            fs::create_dir_all(dir).map_err(failed)?;
            let fresh = || STANDARD.encode(Secret::generate().bytes());
            let file = KeyFile {
                master: fresh(),
                blind: fresh(),
                token: fresh(),
            };
            let json = serde_json::to_vec_pretty(&file).map_err(|error| failed(error.into()))?;
            let mut out = fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&path)
                .map_err(failed)?;
            out.write_all(&json)
                .and_then(|()| out.sync_all())
                .map_err(failed)?;
            Ok(file)
        }
        Err(error) => Err(failed(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_keys_are_made_once_and_only_for_their_owner() {
        let dir = tempfile::tempdir().unwrap();
        let mut settings = Settings::default();
        settings.state.dir = dir.path().join("var");
        let first = KeyRing::load(&settings).unwrap();
        let second = KeyRing::load(&settings).unwrap();
        assert_eq!(first.tokens[0].kid, second.tokens[0].kid);
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(settings.state.dir.join("keys.json"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn production_refuses_to_start_without_keys() {
        let mut settings = Settings::default();
        settings.database.url = "postgres://x".to_owned().into();
        assert!(matches!(
            KeyRing::load(&settings),
            Err(KeyError::Missing("keys.master"))
        ));
        settings.keys.master = "short".to_owned().into();
        assert!(matches!(
            KeyRing::load(&settings),
            Err(KeyError::Malformed("keys.master"))
        ));
    }
}
