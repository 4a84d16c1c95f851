//! The provider's request signature, version 3 (`ACS3-HMAC-SHA256`), as its documentation "Request syntax and signature method V3"
//! defines it. The test below is that page's own example.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// What is signed.
pub(crate) struct ToSign<'a> {
    /// The host, with its port where it is not the scheme's own.
    pub host: &'a str,
    /// `SendSms`.
    pub action: &'a str,
    /// Version of the API.
    pub version: &'a str,
    /// `2023-10-26T10:22:32Z`.
    pub date: &'a str,
    /// Never used twice.
    pub nonce: &'a str,
    /// The parameters, all in the query; the body is empty.
    pub query: &'a BTreeMap<&'a str, String>,
}

/// A signed request: its query string and headers (without `host`, which the client adds).
pub(crate) struct Signed {
    /// The query, encoded as it was signed.
    pub query: String,
    /// Headers by name.
    pub headers: Vec<(&'static str, String)>,
}

impl ToSign<'_> {
    /// Signs the `POST` of an empty body to `/`.
    pub(crate) fn sign(&self, key_id: &str, key_secret: &str) -> Signed {
        let query = canonical_query(self.query);
        let body_hash = hex(&Sha256::digest(b""));
        let headers = [
            ("x-acs-action", self.action.to_owned()),
            ("x-acs-content-sha256", body_hash.clone()),
            ("x-acs-date", self.date.to_owned()),
            ("x-acs-signature-nonce", self.nonce.to_owned()),
            ("x-acs-version", self.version.to_owned()),
        ];
        // `host` sorts before all of them; the others stand in their order already.
        let mut names = "host".to_owned();
        let mut lines = format!("host:{}\n", self.host);
        for (name, value) in &headers {
            names.push(';');
            names.push_str(name);
            lines.push_str(&format!("{name}:{}\n", value.trim()));
        }
        let canonical = format!("POST\n/\n{query}\n{lines}\n{names}\n{body_hash}");
        let to_sign = format!(
            "{ALGORITHM}\n{}",
            hex(&Sha256::digest(canonical.as_bytes()))
        );
        let signature = hex(&mac(key_secret.as_bytes(), to_sign.as_bytes()));
        let authorization =
            format!("{ALGORITHM} Credential={key_id},SignedHeaders={names},Signature={signature}");
        let mut headers = headers.to_vec();
        headers.push(("authorization", authorization));
        Signed { query, headers }
    }
}

/// Names and values encoded by RFC 3986 and sorted by name.
fn canonical_query(query: &BTreeMap<&str, String>) -> String {
    let pairs: Vec<_> = query
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    pairs.join("&")
}

/// Everything but letters, digits and `-_.~` as `%XX`. (Forms write a space as `+`, which the signature does not know.)
fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a String does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    // HMAC takes a key of any length, so this constructor cannot fail.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return Vec::new();
    };
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing into a String does not fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_example_is_signed_as_documented() {
        let query = BTreeMap::from([
            (
                "ImageId",
                "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd".to_owned(),
            ),
            ("RegionId", "cn-shanghai".to_owned()),
        ]);
        let signed = ToSign {
            host: "ecs.cn-shanghai.aliyuncs.com",
            action: "RunInstances",
            version: "2014-05-26",
            date: "2023-10-26T10:22:32Z",
            nonce: "3156853299f313e23d1673dc12e1703d",
            query: &query,
        }
        .sign("YourAccessKeyId", "YourAccessKeySecret");
        let (_, authorization) = signed.headers.last().unwrap();
        assert_eq!(
            authorization,
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,\
             SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,\
             Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        );
    }

    #[test]
    fn queries_are_encoded_by_rfc_3986() {
        let query = BTreeMap::from([("b", "近邻".to_owned()), ("a", " !*'()~+/".to_owned())]);
        assert_eq!(
            canonical_query(&query),
            "a=%20%21%2A%27%28%29~%2B%2F&b=%E8%BF%91%E9%82%BB"
        );
    }
}
