//! Envelopes of WeChat's message push (`WXBizMsgCrypt`): signature, AES-256-CBC, and what is checked of them.
//!
//! Plaintext is 16 random bytes, the message's length (32 bits, big-endian), the message, and the mini-program's id; padded to
//! blocks of **32** bytes as PKCS#7 does. The signature covers the ciphertext, and is checked, in constant time, before anything is
//! decrypted, so a wrong padding tells nobody anything.

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _};
use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD, STANDARD};
use sha1::{Digest as _, Sha1};
use subtle::ConstantTimeEq as _;

use crate::settings::Wechat;

type Decryptor = cbc::Decryptor<aes::Aes256>;
type Encryptor = cbc::Encryptor<aes::Aes256>;

const BLOCK: usize = 32;
const RANDOM: usize = 16;

/// The key of 43 characters has two bits to spare, which WeChat's console fills at will.
const KEY_FORM: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    NO_PAD.with_decode_allow_trailing_bits(true),
);

/// Why an envelope is refused. All look alike from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The signature does not fit.
    #[error("the signature does not fit")]
    Signature,
    /// Not base64 of whole blocks.
    #[error("the ciphertext has no whole blocks")]
    Ciphertext,
    /// The padding is not PKCS#7 of 32.
    #[error("the padding is wrong")]
    Padding,
    /// The length field does not fit the plaintext.
    #[error("the length is wrong")]
    Length,
    /// For another mini-program.
    #[error("it is for another mini-program")]
    AppId,
}

/// Opens and seals envelopes of one mini-program.
pub struct Envelope {
    token: String,
    key: [u8; 32],
    app_id: String,
}

impl std::fmt::Debug for Envelope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Envelope(..)")
    }
}

/// `wechat.callback_aes_key` is not 43 characters of base64.
#[derive(Debug, thiserror::Error)]
#[error("wechat.callback_aes_key is not the EncodingAESKey of 43 characters")]
pub struct BadKey;

impl Envelope {
    /// By the settings; none when message push is not configured.
    ///
    /// # Errors
    /// When the key is not one.
    pub fn from_settings(settings: &Wechat) -> Result<Option<Self>, BadKey> {
        let (Some(token), Some(key)) = (
            settings.callback_token.get(),
            settings.callback_aes_key.get(),
        ) else {
            return Ok(None);
        };
        Self::new(token, key, &settings.app_id).map(Some)
    }

    /// By token, `EncodingAESKey` and mini-program.
    ///
    /// # Errors
    /// When the key is not one.
    pub fn new(token: &str, key: &str, app_id: &str) -> Result<Self, BadKey> {
        let key = KEY_FORM
            .decode(key)
            .ok()
            .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
            .ok_or(BadKey)?;
        Ok(Self {
            token: token.to_owned(),
            key,
            app_id: app_id.to_owned(),
        })
    }

    /// The mini-program's id.
    #[must_use]
    pub fn app_id(&self) -> &str {
        &self.app_id
    }

    /// SHA-1 over the sorted parts, the token among them, in hexadecimal.
    #[must_use]
    pub fn signature(&self, parts: &[&str]) -> String {
        let mut parts: Vec<&str> = parts.iter().copied().chain([self.token.as_str()]).collect();
        parts.sort_unstable();
        let hash = Sha1::digest(parts.concat().as_bytes());
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Compares a signature with that of `parts`, in constant time.
    ///
    /// # Errors
    /// [`Refused::Signature`].
    pub fn check(&self, signature: &str, parts: &[&str]) -> Result<(), Refused> {
        let right = self.signature(parts);
        if bool::from(right.as_bytes().ct_eq(signature.as_bytes())) {
            Ok(())
        } else {
            Err(Refused::Signature)
        }
    }

    /// Opens a ciphertext whose signature was checked.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn open(&self, encrypted: &str) -> Result<Vec<u8>, Refused> {
        let sealed = STANDARD
            .decode(encrypted)
            .map_err(|_not_base64| Refused::Ciphertext)?;
        if sealed.is_empty() || sealed.len() % BLOCK != 0 {
            return Err(Refused::Ciphertext);
        }
        let (iv, _) = self.key.split_at(16);
        let mut plain = Decryptor::new_from_slices(&self.key, iv)
            .map_err(|_lengths_are_right| Refused::Ciphertext)?
            .decrypt_padded_vec::<NoPadding>(&sealed)
            .map_err(|_whole_blocks| Refused::Ciphertext)?;
        strip_padding(&mut plain)?;
        let rest = plain.get(RANDOM..).ok_or(Refused::Length)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(Refused::Length)?;
        let length =
            usize::try_from(u32::from_be_bytes(*length)).map_err(|_too_long| Refused::Length)?;
        let (message, app_id) = rest.split_at_checked(length).ok_or(Refused::Length)?;
        if app_id != self.app_id.as_bytes() {
            return Err(Refused::AppId);
        }
        Ok(message.to_vec())
    }

    /// Seals an answer. `random` is drawn afresh for each.
    #[must_use]
    pub fn seal(&self, message: &[u8], random: [u8; RANDOM]) -> String {
        let length = u32::try_from(message.len()).unwrap_or(u32::MAX);
        let mut plain = [
            random.as_slice(),
            &length.to_be_bytes(),
            message,
            self.app_id.as_bytes(),
        ]
        .concat();
        let padding = BLOCK - plain.len() % BLOCK;
        let byte = u8::try_from(padding).unwrap_or_default();
        plain.resize(plain.len() + padding, byte);
        let (iv, _) = self.key.split_at(16);
        // The lengths of key and vector are right by their types, so this does not fail.
        Encryptor::new_from_slices(&self.key, iv)
            .map(|cipher| STANDARD.encode(cipher.encrypt_padded_vec::<NoPadding>(&plain)))
            .unwrap_or_default()
    }
}

fn strip_padding(plain: &mut Vec<u8>) -> Result<(), Refused> {
    let last = plain.last().copied().ok_or(Refused::Padding)?;
    let padding = usize::from(last);
    let kept = plain.len().checked_sub(padding).ok_or(Refused::Padding)?;
    let whole = (1..=BLOCK).contains(&padding)
        && plain
            .get(kept..)
            .is_some_and(|end| end.iter().all(|byte| *byte == last));
    if !whole {
        return Err(Refused::Padding);
    }
    plain.truncate(kept);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of the tests of wechatpy, an independent implementation.
    const TOKEN: &str = "123456";
    const KEY: &str = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";
    const APP: &str = "wx49f0ab532d5d035a";
    const SEALED: &str =
        "4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q==";

    fn envelope() -> Envelope {
        Envelope::new(TOKEN, KEY, APP).unwrap()
    }

    #[test]
    fn a_known_envelope_opens() {
        let parts = ["1411443780", "437374425", SEALED];
        let signature = "dd6b9c95b495b3f7e2901bfbc76c664930ffdb96";
        assert_eq!(envelope().signature(&parts), signature);
        assert_eq!(envelope().check(signature, &parts), Ok(()));
        assert_eq!(envelope().open(SEALED).unwrap(), b"5927782489442352469");
        let other = "cd6b9c95b495b3f7e2901bfbc76c664930ffdb96";
        assert_eq!(envelope().check(other, &parts), Err(Refused::Signature));
        assert_eq!(envelope().check("", &parts), Err(Refused::Signature));
    }

    #[test]
    fn what_was_sealed_opens_whatever_its_length() {
        for length in 0..70 {
            let message = vec![b'x'; length];
            let sealed = envelope().seal(&message, *b"1234567890123456");
            assert_eq!(envelope().open(&sealed).unwrap(), message, "{length}");
        }
    }

    #[test]
    fn everything_wrong_is_refused_for_what_it_is() {
        let sealed = envelope().seal(b"a message", [7; 16]);
        let another = Envelope::new(TOKEN, KEY, "wx0000000000000000").unwrap();
        assert_eq!(another.open(&sealed), Err(Refused::AppId));
        assert_eq!(envelope().open("!"), Err(Refused::Ciphertext));
        assert_eq!(envelope().open(""), Err(Refused::Ciphertext));
        assert_eq!(
            envelope().open(&STANDARD.encode([0; 16])),
            Err(Refused::Ciphertext)
        );
        // A plaintext that ends in anything but its padding, and one whose length points past its end.
        assert_eq!(envelope().open(&raw(&[0; 32])), Err(Refused::Padding));
        assert_eq!(envelope().open(&raw(&[33; 64])), Err(Refused::Padding));
        let mut mixed = [4; 32];
        mixed[29] = 5;
        assert_eq!(envelope().open(&raw(&mixed)), Err(Refused::Padding));
        let mut long = vec![0; 16];
        long.extend_from_slice(&u32::MAX.to_be_bytes());
        long.extend_from_slice(&[12; 12]);
        assert_eq!(envelope().open(&raw(&long)), Err(Refused::Length));
        assert_eq!(envelope().open(&raw(&[32; 32])), Err(Refused::Length));
    }

    /// A plaintext encrypted as it is.
    fn raw(plain: &[u8]) -> String {
        let envelope = envelope();
        let cipher = Encryptor::new_from_slices(&envelope.key, &envelope.key[..16]).unwrap();
        STANDARD.encode(cipher.encrypt_padded_vec::<NoPadding>(plain))
    }

    #[test]
    fn keys_of_another_length_are_none() {
        assert!(Envelope::new(TOKEN, &KEY[1..], APP).is_err());
        assert!(Envelope::new(TOKEN, "", APP).is_err());
        // Its last character carries bits that no key has.
        assert!(Envelope::new(TOKEN, &format!("{}S", &KEY[..42]), APP).is_ok());
    }
}
