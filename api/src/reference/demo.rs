//! What the demo city is made of: names, phones, texts. Nobody here exists.

use jinlin_matcher::CertificateLevel;
use serde::Deserialize;

use crate::platform::access::Role;

const DEMO: &str = include_str!("../../../data/demo.toml");

/// The demo's data file.
#[derive(Debug, Deserialize)]
pub struct Demo {
    /// Every demo phone begins with it; no real mobile number does.
    pub phone_prefix: String,
    /// The first phone given to a person who has no name of their own in the story.
    pub phone_first_seeded: String,
    /// The one-time code of demo accounts.
    pub fixed_code: String,
    /// Surnames.
    pub surnames: Vec<String>,
    /// Given names, all with 邻.
    pub given_names: Vec<String>,
    /// Compound names, all beginning with 示范.
    pub compounds: Vec<String>,
    /// The people of the story.
    pub accounts: Vec<DemoAccount>,
    /// What residents write, by category.
    pub descriptions: Vec<Descriptions>,
    /// What workers record, by group.
    pub records: Vec<Records>,
    /// What residents say with a rating, by its number.
    pub comments: Vec<Comments>,
    /// What is recorded of a sensitive need, whatever its group.
    pub sensitive_record: String,
}

/// One of the people of the story.
#[derive(Debug, Deserialize)]
pub struct DemoAccount {
    /// A name for code: `resident`, `social_worker`, …
    pub key: String,
    /// The role.
    pub role: Role,
    /// Phone.
    pub phone: String,
    /// Name.
    pub name: String,
    /// Code of the division that the role holds in, or where the person lives.
    pub division: String,
    /// Who it is, for people.
    pub label_zh: String,
    /// Certificate, for social workers.
    pub certificate: Option<CertificateLevel>,
    /// Skills.
    #[serde(default)]
    pub skills: Vec<String>,
    /// Clearances.
    #[serde(default)]
    pub clearance: Vec<String>,
    /// Dialects.
    #[serde(default)]
    pub dialects: Vec<String>,
    /// Compound.
    pub compound: Option<String>,
    /// Organisation.
    pub organisation: Option<String>,
}

/// What residents write.
#[derive(Debug, Deserialize)]
pub struct Descriptions {
    /// The category.
    pub category: String,
    /// The texts.
    pub texts: Vec<String>,
}

/// What workers record.
#[derive(Debug, Deserialize)]
pub struct Records {
    /// The group.
    pub group: String,
    /// The texts.
    pub texts: Vec<String>,
}

/// What residents say with a rating.
#[derive(Debug, Deserialize)]
pub struct Comments {
    /// The rating, 1 to 5.
    pub overall: u8,
    /// The texts.
    pub texts: Vec<String>,
}

impl Demo {
    /// The file that this binary carries.
    ///
    /// # Errors
    /// When it is not of its form; a test keeps that from being released.
    pub fn embedded() -> Result<Self, toml::de::Error> {
        toml::from_str(DEMO)
    }

    /// One of the people of the story.
    #[must_use]
    pub fn account(&self, key: &str) -> Option<&DemoAccount> {
        self.accounts.iter().find(|account| account.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_is_recognisable_and_whole() {
        let demo = Demo::embedded().unwrap();
        assert_eq!(demo.fixed_code, crate::identity::codes::DEMO_CODE);
        for role in Role::ALL {
            assert!(
                demo.accounts.iter().any(|account| account.role == role),
                "nobody plays {role}"
            );
        }
        for account in &demo.accounts {
            assert!(
                account.phone.starts_with(&demo.phone_prefix),
                "{}",
                account.key
            );
            assert!(
                crate::identity::Phone::parse(&account.phone).is_some(),
                "{}",
                account.key
            );
        }
    }
}
