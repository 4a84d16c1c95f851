//! Envelopes as WeChat seals them (`WXBizMsgCrypt`), and ones that are wrong on purpose.

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeEncrypt as _, KeyIvInit as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest as _, Sha1};
use uuid::Uuid;

/// Seals and signs as WeChat does.
#[derive(Debug, Clone)]
pub struct Sealer {
    /// The token that the console and the server share.
    pub token: String,
    /// The `EncodingAESKey`.
    pub aes_key: String,
    /// The mini-program.
    pub app_id: String,
}

impl Sealer {
    fn key(&self) -> Vec<u8> {
        // Its last character has two bits to spare: they are zero here.
        STANDARD
            .decode(format!("{}=", self.aes_key))
            .expect("an EncodingAESKey")
    }

    /// A message in its envelope's ciphertext.
    #[must_use]
    pub fn seal(&self, message: &str) -> String {
        let length = u32::try_from(message.len()).expect("a short message");
        let random = Uuid::new_v4();
        let plain = [
            random.as_bytes().as_slice(),
            &length.to_be_bytes(),
            message.as_bytes(),
            self.app_id.as_bytes(),
        ];
        self.encrypt(pad(plain.concat()))
    }

    /// Encrypts a plaintext as it is; whole blocks only.
    ///
    /// # Panics
    /// When there are no whole blocks.
    #[must_use]
    pub fn encrypt(&self, plain: Vec<u8>) -> String {
        assert_eq!(plain.len() % 32, 0, "whole blocks");
        let key = self.key();
        let cipher = cbc::Encryptor::<aes::Aes256>::new_from_slices(&key, &key[..16]);
        let cipher = cipher.expect("a key of 32 bytes");
        STANDARD.encode(cipher.encrypt_padded_vec::<NoPadding>(&plain))
    }

    /// The signature over parts and the token.
    #[must_use]
    pub fn sign(&self, parts: &[&str]) -> String {
        let mut parts: Vec<&str> = [parts, &[self.token.as_str()]].concat();
        parts.sort_unstable();
        Sha1::digest(parts.concat())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// The address of a callback with this ciphertext: path and query.
    #[must_use]
    pub fn address(&self, encrypted: &str, timestamp: i64, nonce: &str) -> String {
        let time = timestamp.to_string();
        let signature = self.sign(&[&time, nonce]);
        let msg_signature = self.sign(&[&time, nonce, encrypted]);
        format!(
            "/v1/wechat/callback?signature={signature}&timestamp={timestamp}&nonce={nonce}\
             &encrypt_type=aes&msg_signature={msg_signature}"
        )
    }

    /// A callback with this message: its address and its body.
    #[must_use]
    pub fn callback(&self, message: &str, timestamp: i64) -> (String, String) {
        let encrypted = self.seal(message);
        let nonce = Uuid::new_v4().simple().to_string();
        let body = if message.starts_with('{') {
            serde_json::json!({ "ToUserName": "gh_1", "Encrypt": encrypted }).to_string()
        } else {
            format!(
                "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
            )
        };
        (self.address(&encrypted, timestamp, &nonce), body)
    }
}

/// PKCS#7 of blocks of 32.
fn pad(mut plain: Vec<u8>) -> Vec<u8> {
    let padding = 32 - plain.len() % 32;
    let byte = u8::try_from(padding).expect("at most 32");
    plain.resize(plain.len() + padding, byte);
    plain
}
