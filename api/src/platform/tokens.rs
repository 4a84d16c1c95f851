//! Access tokens: short JWTs that say which account and session, and nothing about rights.
//!
//! HS256 only, `aud`, `iss` and `exp` required, `kid` chooses between the two keys of a rotation. Expiry is checked
//! against the injected clock, not the library's.

use std::collections::HashSet;
use std::time::Duration;

use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode,
};
use serde::{Deserialize, Serialize};

use super::clock::Instant;
use super::ids::{AccountId, SessionId};
use super::keyring::TokenKey;
use super::problem::{ErrorCode, Problem};

const ISSUER: &str = "jinlin";
const AUDIENCE: &str = "jinlin-api";

/// What a token says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claims {
    iss: String,
    aud: String,
    /// The account.
    pub sub: AccountId,
    /// The session.
    pub sid: SessionId,
    iat: i64,
    exp: i64,
}

/// Signs and verifies access tokens.
pub struct Tokens {
    keys: Vec<(String, EncodingKey, DecodingKey)>,
    lifetime: Duration,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens")
            .field("lifetime", &self.lifetime)
            .finish_non_exhaustive()
    }
}

impl Tokens {
    /// The first key signs, all verify.
    #[must_use]
    pub fn new(keys: &[TokenKey], lifetime: Duration) -> Self {
        let keys = keys
            .iter()
            .map(|key| {
                let bytes = key.secret.bytes();
                (
                    key.kid.clone(),
                    EncodingKey::from_secret(bytes),
                    DecodingKey::from_secret(bytes),
                )
            })
            .collect();
        Self { keys, lifetime }
    }

    /// How long a token lives.
    #[must_use]
    pub fn lifetime(&self) -> Duration {
        self.lifetime
    }

    /// A token for `session` of `account`.
    ///
    /// # Errors
    /// 500 when there is no key.
    pub fn issue(
        &self,
        account: AccountId,
        session: SessionId,
        now: Instant,
    ) -> Result<String, Problem> {
        let (kid, key, _) = self
            .keys
            .first()
            .ok_or_else(|| Problem::new(ErrorCode::Internal))?;
        let header = Header {
            kid: Some(kid.clone()),
            ..Header::new(Algorithm::HS256)
        };
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: account,
            sid: session,
            iat: now.unix_seconds(),
            exp: now.plus(self.lifetime).unix_seconds(),
        };
        encode(&header, &claims, key).map_err(Problem::internal)
    }

    /// What a token says, if it is ours and not expired at `now`.
    ///
    /// # Errors
    /// [`ErrorCode::TokenInvalid`] or [`ErrorCode::TokenExpired`].
    pub fn verify(&self, token: &str, now: Instant) -> Result<Claims, ErrorCode> {
        let kid = decode_header(token)
            .ok()
            .and_then(|header| header.kid)
            .ok_or(ErrorCode::TokenInvalid)?;
        let (_, _, key) = self
            .keys
            .iter()
            .find(|(id, ..)| *id == kid)
            .ok_or(ErrorCode::TokenInvalid)?;
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.required_spec_claims =
            HashSet::from(["exp", "iss", "aud", "sub"].map(str::to_owned));
        validation.validate_exp = false;
        let claims = decode::<Claims>(token, key, &validation)
            .map_err(|_refused| ErrorCode::TokenInvalid)?
            .claims;
        if claims.exp <= now.unix_seconds() {
            Err(ErrorCode::TokenExpired)
        } else {
            Ok(claims)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::crypto::Secret;
    use super::*;

    fn key(id: &str, byte: u8) -> TokenKey {
        TokenKey {
            kid: id.to_owned(),
            secret: Secret::new([byte; 32]),
        }
    }

    #[test]
    fn tokens_expire_and_keys_rotate() {
        let ids = (
            AccountId(uuid::Uuid::from_u128(1)),
            SessionId(uuid::Uuid::from_u128(2)),
        );
        let old = Tokens::new(&[key("a", 1)], Duration::from_secs(900));
        let token = old.issue(ids.0, ids.1, Instant(0)).unwrap();
        assert_eq!(old.verify(&token, Instant(899_000_000)).unwrap().sid, ids.1);
        assert_eq!(
            old.verify(&token, Instant(900_000_000)),
            Err(ErrorCode::TokenExpired)
        );
        let rotating = Tokens::new(&[key("b", 2), key("a", 1)], Duration::from_secs(900));
        assert!(rotating.verify(&token, Instant(0)).is_ok());
        let after = Tokens::new(&[key("b", 2)], Duration::from_secs(900));
        assert_eq!(
            after.verify(&token, Instant(0)),
            Err(ErrorCode::TokenInvalid)
        );
        // The right key id with the wrong key: a forgery.
        let forger = Tokens::new(&[key("a", 9)], Duration::from_secs(900));
        let forged = forger.issue(ids.0, ids.1, Instant(0)).unwrap();
        assert_eq!(
            old.verify(&forged, Instant(0)),
            Err(ErrorCode::TokenInvalid)
        );
        assert_eq!(
            old.verify("not.a.token", Instant(0)),
            Err(ErrorCode::TokenInvalid)
        );
    }
}
