//! The policy's numbers: dated rules, of which the latest that has begun is in force.

use std::time::Duration;

use serde::Deserialize;

/// The file of rules.
#[derive(Debug, Deserialize)]
pub struct Policy {
    /// Its version.
    pub version: String,
    /// First day of the file.
    pub effective_from: String,
    rules: Vec<Rule>,
}

/// One dated rule.
#[derive(Debug, Deserialize)]
pub struct Rule {
    /// Dotted name.
    pub key: String,
    /// The number or word.
    pub value: Value,
    /// What the value counts.
    pub unit: String,
    /// First day on which it holds, as `YYYY-MM-DD`.
    pub effective_from: String,
    /// Where it comes from.
    pub source: String,
    /// Whether it was chosen by us because the source gives none.
    pub assumption: bool,
}

/// A rule's value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Number(i64),
    /// A word.
    Text(String),
}

impl Policy {
    /// Reads the file's text.
    ///
    /// # Errors
    /// When it is not of its form.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The rule in force on `day` (`YYYY-MM-DD`; such days sort as text).
    #[must_use]
    pub fn rule(&self, key: &str, day: &str) -> Option<&Rule> {
        self.rules
            .iter()
            .filter(|rule| rule.key == key && rule.effective_from.as_str() <= day)
            .max_by(|a, b| a.effective_from.cmp(&b.effective_from))
    }

    /// The policy as it stands on `day` (`YYYY-MM-DD`).
    #[must_use]
    pub const fn on(&self, day: String) -> PolicyOn<'_> {
        PolicyOn { policy: self, day }
    }
}

/// The policy as it stands on one day.
#[derive(Debug)]
pub struct PolicyOn<'a> {
    policy: &'a Policy,
    day: String,
}

impl<'a> PolicyOn<'a> {
    /// The number in force, or `otherwise`.
    #[must_use]
    pub fn number(&self, key: &str, otherwise: i64) -> i64 {
        match self.policy.rule(key, &self.day).map(|rule| &rule.value) {
            Some(Value::Number(number)) => *number,
            _ => otherwise,
        }
    }

    /// The same as a duration of `unit` seconds each.
    #[must_use]
    pub fn duration(&self, key: &str, unit: u64, otherwise: i64) -> Duration {
        Duration::from_secs(
            u64::try_from(self.number(key, otherwise))
                .unwrap_or(0)
                .saturating_mul(unit),
        )
    }

    /// The word in force, or `otherwise`.
    #[must_use]
    pub fn text(&self, key: &str, otherwise: &'a str) -> &'a str {
        match self.policy.rule(key, &self.day).map(|rule| &rule.value) {
            Some(Value::Text(text)) => text,
            _ => otherwise,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_rule_that_has_begun_holds() {
        let rule = |value: i64, from: &str| {
            format!(
                "[[rules]]\nkey = \"a.b\"\nvalue = {value}\nunit = \"x\"\neffective_from = \"{from}\"\nsource = \"s\"\nassumption = false\n"
            )
        };
        let text = format!(
            "version = \"1\"\neffective_from = \"2020-01-01\"\n{}{}",
            rule(2, "2024-01-01"),
            rule(1, "2020-01-01")
        );
        let policy = Policy::parse(&text).unwrap();
        assert!(policy.rule("a.b", "2019-12-31").is_none());
        assert_eq!(
            policy.rule("a.b", "2023-12-31").unwrap().value,
            Value::Number(1)
        );
        assert_eq!(
            policy.rule("a.b", "2024-01-01").unwrap().value,
            Value::Number(2)
        );
        let on = |day: &str| policy.on(day.to_owned());
        assert_eq!(on("2024-01-01").number("a.b", 9), 2);
        assert_eq!(
            on("2023-12-31").number("a.b", 9),
            1,
            "a rule of the future waits"
        );
        assert_eq!(on("2024-01-01").number("a.c", 9), 9);
    }
}
