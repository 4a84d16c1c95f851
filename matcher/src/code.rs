//! The statistical code of a community.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The 12-digit statistical code of a community: 6 digits county, 3 street, 3 community. Text in JSON.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommunityCode(u64);

/// What is no code of a community.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the 12-digit code of a community")]
pub struct CommunityCodeError;

impl CommunityCode {
    /// The community of a code such as `510104035017`.
    ///
    /// # Errors
    /// When it has not 12 digits, or when the digits of the street or of the community are all zero (the code
    /// of something above a community, filled up).
    pub const fn new(code: u64) -> Result<Self, CommunityCodeError> {
        let twelve_digits = code >= 100_000_000_000 && code <= 999_999_999_999;
        if twelve_digits && !code.is_multiple_of(1_000) && !(code / 1_000).is_multiple_of(1_000) {
            Ok(Self(code))
        } else {
            Err(CommunityCodeError)
        }
    }

    /// The whole code.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The 9-digit code of its street.
    #[must_use]
    pub const fn street(self) -> u64 {
        self.0 / 1_000
    }

    /// The 6-digit code of its county.
    #[must_use]
    pub const fn county(self) -> u64 {
        self.0 / 1_000_000
    }
}

impl FromStr for CommunityCode {
    type Err = CommunityCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 12 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CommunityCodeError);
        }
        text.parse().map_or(Err(CommunityCodeError), Self::new)
    }
}

impl TryFrom<String> for CommunityCode {
    type Error = CommunityCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<CommunityCode> for String {
    fn from(code: CommunityCode) -> Self {
        code.to_string()
    }
}

impl fmt::Display for CommunityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for CommunityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CommunityCode({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_street_and_county() {
        let code: CommunityCode = "510104035017".parse().unwrap();
        assert_eq!(
            (code.get(), code.street(), code.county()),
            (510_104_035_017, 510_104_035, 510_104)
        );
        assert_eq!(serde_json::to_string(&code).unwrap(), r#""510104035017""#);
        assert_eq!(
            serde_json::from_str::<CommunityCode>(r#""510104035017""#).unwrap(),
            code
        );
    }

    #[test]
    fn refuses_codes_of_other_divisions() {
        for text in [
            "",
            "510104",
            "510104035",
            "510104035000",
            "510104000000",
            "0510104035017",
            "+10104035017",
            "５１０１０４０３５０１７",
        ] {
            assert_eq!(
                text.parse::<CommunityCode>(),
                Err(CommunityCodeError),
                "{text}"
            );
        }
        assert_eq!(CommunityCode::new(10_104_035_017), Err(CommunityCodeError));
    }
}
