//! The taxonomy: categories of needs, skills, target groups, dialects, hotlines and referrals.

use jinlin_matcher::{CertificateLevel, SkillSet};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A code with its names.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Named {
    /// Stable code.
    #[schema(example = "companionship")]
    pub code: String,
    /// Chinese name.
    #[schema(example = "陪伴")]
    pub zh: String,
    /// English name.
    #[schema(example = "Company")]
    pub en: String,
}

/// Somebody whom a need is for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TargetGroup {
    /// Stable code.
    #[schema(example = "child")]
    pub code: String,
    /// Chinese name.
    #[schema(example = "儿童")]
    pub zh: String,
    /// English name.
    #[schema(example = "Child")]
    pub en: String,
    /// Clearances that everybody on the team needs, whatever the category.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(example = json!(["children"]))]
    pub clearance: Vec<String>,
}

/// A number to call.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Hotline {
    /// Stable code.
    #[schema(example = "city_service")]
    pub code: String,
    /// The number, as dialled.
    #[schema(example = "12345")]
    pub number: String,
    /// Chinese name.
    #[schema(example = "市民服务热线")]
    pub zh: String,
    /// English name.
    #[schema(example = "Citizens' service line")]
    pub en: String,
}

/// Where a need goes that is not social work.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Referral {
    /// Stable code.
    #[schema(example = "city_service")]
    pub code: String,
    /// The hotline to call, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "city_service")]
    pub hotline: Option<String>,
    /// Chinese name.
    #[schema(example = "12345 政务服务便民热线")]
    pub zh: String,
    /// English name.
    #[schema(example = "12345 citizens' service line")]
    pub en: String,
}

/// How soon somebody has to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Within days.
    Routine,
    /// Today or tomorrow.
    Soon,
    /// Within hours.
    Urgent,
    /// At once; the person on duty calls back.
    Emergency,
}

impl Urgency {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Routine, Self::Soon, Self::Urgent, Self::Emergency];

    /// The word in API, database and policy keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::Soon => "soon",
            Self::Urgent => "urgent",
            Self::Emergency => "emergency",
        }
    }

    /// The urgency of a row; what is not known is not urgent.
    #[must_use]
    pub fn of_row(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|urgency| urgency.as_str() == word)
            .unwrap_or(Self::Routine)
    }
}

/// What kind of matter a need is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Triage {
    /// Social work: offered to people.
    SocialWork,
    /// An administrative or city-management matter: referred away.
    Administrative,
    /// An emergency: the number to call comes first.
    Emergency,
}

/// A category of needs.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Category {
    /// Stable code.
    #[schema(example = "companionship")]
    pub code: String,
    /// Its group's code.
    #[schema(example = "elderly_care")]
    pub group: String,
    /// Chinese name.
    #[schema(example = "陪伴")]
    pub zh: String,
    /// English name.
    #[schema(example = "Company")]
    pub en: String,
    /// What a provider reads before acceptance, Chinese.
    #[schema(example = "陪伴独居老人。")]
    pub summary_zh: String,
    /// What a provider reads before acceptance, English.
    #[schema(example = "Company for somebody living alone.")]
    pub summary_en: String,
    /// Skills that the lead needs.
    #[schema(example = json!(["companionship"]))]
    pub skills: Vec<String>,
    /// The lead's least certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "assistant")]
    pub certificate: Option<CertificateLevel>,
    /// Volunteer places unless said otherwise.
    pub volunteers: u8,
    /// How soon.
    pub urgency: Urgency,
    /// Minutes until somebody should have accepted.
    pub accept_within_minutes: u32,
    /// Hours until it should be done.
    pub serve_within_hours: u32,
    /// Minutes that a visit takes, roughly.
    pub duration_minutes: u32,
    /// Named roles only: never volunteers, lists, clusters or maps.
    pub sensitive: bool,
    /// Clearances that everybody on the team needs.
    #[schema(example = json!(["home_visit"]))]
    pub clearance: Vec<String>,
    /// A hotline to show with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "city_service")]
    pub hotline: Option<String>,
    /// What kind of matter it is.
    pub triage: Triage,
    /// Where it is referred to, if it is not social work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "city_service")]
    pub refer_to: Option<String>,
}

/// The whole taxonomy.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Taxonomy {
    /// Its version, which records keep.
    #[schema(example = "2026-11")]
    pub version: String,
    /// First day.
    #[schema(example = "2026-11-01")]
    pub effective_from: String,
    /// Skills; the order is the bit index of the matcher's masks.
    pub skills: Vec<Named>,
    /// Groups of categories.
    pub groups: Vec<Named>,
    /// Categories.
    pub categories: Vec<Category>,
    /// Target groups.
    pub target_groups: Vec<TargetGroup>,
    /// Dialects and languages; the order is the bit index of the matcher's masks.
    pub dialects: Vec<Named>,
    /// Numbers to call.
    pub hotlines: Vec<Hotline>,
    /// Where needs are referred to.
    pub referrals: Vec<Referral>,
}

impl Taxonomy {
    /// Reads the file's text.
    ///
    /// # Errors
    /// When it is not of its form.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// A category by its code.
    #[must_use]
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.categories
            .iter()
            .find(|category| category.code == code)
    }

    /// The bit of a skill.
    #[must_use]
    pub fn skill_index(&self, code: &str) -> Option<usize> {
        self.skills.iter().position(|skill| skill.code == code)
    }

    /// The set of these skills; `None` when one of them is unknown.
    pub fn skill_set<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> Option<SkillSet> {
        codes.into_iter().try_fold(SkillSet::EMPTY, |set, code| {
            set.with(u8::try_from(self.skill_index(code)?).ok()?)
        })
    }

    /// The set of those of these skills that are known: a row of before may name one that is not any more.
    pub fn known_skills<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> SkillSet {
        codes.into_iter().fold(SkillSet::EMPTY, |set, code| {
            self.skill_set([code]).map_or(set, |one| set.union(one))
        })
    }

    /// Words of the clearances that a need asks for: its category's and those of the groups it is for.
    pub fn clearances<'a>(
        &'a self,
        category: &'a Category,
        groups: &'a [String],
    ) -> impl Iterator<Item = &'a str> {
        let of_groups = self
            .target_groups
            .iter()
            .filter(|group| groups.contains(&group.code))
            .flat_map(|group| &group.clearance);
        category
            .clearance
            .iter()
            .chain(of_groups)
            .map(String::as_str)
    }

    /// The bit of a dialect.
    #[must_use]
    pub fn dialect_index(&self, code: &str) -> Option<usize> {
        self.dialects
            .iter()
            .position(|dialect| dialect.code == code)
    }

    /// A hotline by its code.
    #[must_use]
    pub fn hotline(&self, code: &str) -> Option<&Hotline> {
        self.hotlines.iter().find(|hotline| hotline.code == code)
    }

    /// A referral by its code.
    #[must_use]
    pub fn referral(&self, code: &str) -> Option<&Referral> {
        self.referrals.iter().find(|referral| referral.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reference;
    use super::*;

    #[test]
    fn groups_ask_for_clearances_beside_the_category() {
        let taxonomy = Reference::embedded().unwrap().taxonomy;
        let other = taxonomy.category("other").unwrap();
        let asked = |groups: &[&str]| {
            let groups: Vec<String> = groups.iter().map(ToString::to_string).collect();
            taxonomy
                .clearances(other, &groups)
                .map(ToOwned::to_owned)
                .collect::<Vec<_>>()
        };
        assert!(asked(&["elderly"]).is_empty());
        assert_eq!(asked(&["child"]), ["children"]);
        assert_eq!(asked(&["disabled", "child"]), ["disability", "children"]);
        let known = ["children", "disability", "home_visit"];
        let words = taxonomy
            .target_groups
            .iter()
            .flat_map(|group| &group.clearance);
        assert!(words.clone().count() > 0);
        assert!(words.into_iter().all(|word| known.contains(&word.as_str())));
    }

    #[test]
    fn the_embedded_taxonomy_is_whole() {
        let taxonomy = Reference::embedded().unwrap().taxonomy;
        assert!(taxonomy.skills.len() <= 128 && taxonomy.dialects.len() <= 32);
        for category in &taxonomy.categories {
            assert!(
                taxonomy
                    .groups
                    .iter()
                    .any(|group| group.code == category.group),
                "{}",
                category.code
            );
            assert!(
                category
                    .skills
                    .iter()
                    .all(|skill| taxonomy.skill_index(skill).is_some()),
                "{}",
                category.code
            );
            assert!(
                !category.sensitive || category.volunteers == 0,
                "{} is sensitive",
                category.code
            );
            if category.triage == Triage::Administrative {
                let referral = category
                    .refer_to
                    .as_deref()
                    .and_then(|code| taxonomy.referral(code));
                assert!(
                    referral.is_some(),
                    "{} is referred to nobody",
                    category.code
                );
            }
        }
    }
}
