//! Phone numbers.

use std::fmt;

/// A mainland mobile number in its national form: 11 digits beginning with 1. Never printed whole.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads a number as people write it: spaces, dashes and a leading +86 or 0086 are dropped.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let compact: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        let national = compact
            .strip_prefix("+86")
            .or_else(|| compact.strip_prefix("0086"))
            .unwrap_or(&compact);
        let valid = national.len() == 11
            && national.starts_with('1')
            && national.bytes().all(|b| b.is_ascii_digit());
        valid.then(|| Self(national.to_owned()))
    }

    /// The 11 digits, for sealing and the blind index.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The number as it may be shown: 126****0001.
    #[must_use]
    pub fn masked(&self) -> String {
        let (head, rest) = self.0.split_at(3);
        format!("{head}****{}", rest.get(4..).unwrap_or_default())
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in ["12600000001", "+86 126 0000 0001", "0086-126-0000-0001"] {
            assert_eq!(Phone::parse(text).unwrap().digits(), "12600000001");
        }
        for text in [
            "",
            "1260000000",
            "126000000011",
            "22600000001",
            "1260000000a",
            "+1 126 0000 0001",
        ] {
            assert!(Phone::parse(text).is_none(), "{text}");
        }
        assert_eq!(Phone::parse("12600000001").unwrap().masked(), "126****0001");
        assert_eq!(
            format!("{:?}", Phone::parse("12600000001").unwrap()),
            "Phone(..)"
        );
    }
}
