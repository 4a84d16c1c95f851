//! Numbers that people read out: the short number with its check digit, and the tracking code.

use crate::platform::crypto::{random_bytes, sha256};

/// A counter with its check digit by Luhn's formula behind it: one wrong digit and most swapped neighbours are noticed.
#[must_use]
pub fn with_check_digit(counter: i64) -> i64 {
    counter * 10 + check_digit(counter)
}

/// Whether a short number's check digit holds.
#[must_use]
pub fn is_valid(number: i64) -> bool {
    number > 9 && check_digit(number / 10) == number % 10
}

fn check_digit(mut counter: i64) -> i64 {
    let mut sum = 0;
    let mut double = true;
    while counter > 0 {
        let digit = counter % 10;
        sum += if double {
            digit * 2 / 10 + digit * 2 % 10
        } else {
            digit
        };
        double = !double;
        counter /= 10;
    }
    (10 - sum % 10) % 10
}

/// Letters and digits that are not mistaken for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A random code of 80 bits, written as four groups of four: `7K2M-9QXD-0B4T-WZ81`.
#[must_use]
pub fn random_code() -> String {
    code_of(random_bytes())
}

/// 80 bits as a code.
#[must_use]
pub fn code_of(bytes: [u8; 10]) -> String {
    let bits = bytes
        .iter()
        .fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
    let mut code = String::with_capacity(19);
    for position in (0..16).rev() {
        let index = usize::try_from((bits >> (position * 5)) & 31).unwrap_or(0);
        code.push(ALPHABET.get(index).copied().map_or('0', char::from));
        if position % 4 == 0 && position > 0 {
            code.push('-');
        }
    }
    code
}

/// The hash under which a code is stored. Case, spaces and dashes do not count, and letters that look like digits are digits.
#[must_use]
pub fn code_hash(code: &str) -> Vec<u8> {
    sha256(plain(code).as_bytes())
}

/// A code as it was given, however somebody has written it.
#[must_use]
pub fn as_given(code: &str) -> String {
    let mut given = String::with_capacity(19);
    for (position, c) in plain(code).chars().enumerate() {
        if position > 0 && position % 4 == 0 {
            given.push('-');
        }
        given.push(c);
    }
    given
}

fn plain(code: &str) -> String {
    code.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_digit_is_noticed() {
        let number = with_check_digit(100_001);
        assert!(is_valid(number));
        let digits = number.to_string();
        for position in 0..digits.len() {
            for digit in '0'..='9' {
                let mut other: Vec<char> = digits.chars().collect();
                if other[position] == digit || (position == 0 && digit == '0') {
                    continue;
                }
                other[position] = digit;
                let other: String = other.into_iter().collect();
                assert!(!is_valid(other.parse().unwrap()), "{other}");
            }
        }
        // The classic example of the formula: 7992739871 has the check digit 3.
        assert_eq!(with_check_digit(7_992_739_871), 79_927_398_713);
    }

    #[test]
    fn codes_are_read_as_people_write_them() {
        let code = random_code();
        assert_eq!(code.len(), 19);
        assert_eq!(
            code_hash(&code),
            code_hash(&code.to_lowercase().replace('-', " "))
        );
        assert_eq!(code_hash("0000-1111"), code_hash("oOoO iIlL"));
        assert_eq!(as_given(&code.to_lowercase().replace('-', " ")), code);
        assert_ne!(random_code(), code);
    }
}
