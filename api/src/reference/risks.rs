//! Words that tell of a risk.

use serde::Deserialize;

use super::taxonomy::Urgency;

/// The file of risks.
#[derive(Debug, Clone, Deserialize)]
pub struct RiskWords {
    /// Its version.
    pub version: String,
    /// First day.
    pub effective_from: String,
    risks: Vec<Risk>,
}

/// One kind of risk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Risk {
    /// Stable code.
    pub code: String,
    /// A need that tells of it is at least so urgent.
    pub urgency: Urgency,
    /// Numbers to call, as codes of the taxonomy.
    pub hotlines: Vec<String>,
    /// Whether two go on a visit.
    pub two: bool,
    words: Vec<String>,
}

impl RiskWords {
    /// Reads the file's text.
    ///
    /// # Errors
    /// When it is not of its form.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The risks that a text tells of, in the file's order. Linear in the text for each word; asks nobody.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<&Risk> {
        let text = text.to_lowercase().replace('’', "'");
        self.risks
            .iter()
            .filter(|risk| risk.words.iter().any(|word| holds(&text, word)))
            .collect()
    }
}

/// Whether a text in small letters holds a word: in Latin letters as a whole word, else anywhere.
fn holds(text: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return text.contains(word);
    }
    text.match_indices(word).any(|(at, _)| {
        let inside = |c: char| c.is_ascii_alphanumeric();
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text
            .get(at + word.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Reference;
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        let reference = Reference::embedded().unwrap();
        let found = reference.risks.find(text);
        found.iter().map(|risk| risk.code.clone()).collect()
    }

    #[test]
    fn words_are_found_and_everyday_ones_are_not() {
        for (text, expected) in [
            ("要人陪。", &[][..]),
            ("最近总觉得不想活了", &["self_harm"]),
            ("I WANT TO DIE.", &["self_harm"]),
            ("厨房有煤气味，老人摔倒了", &["gas", "fall"]),
            ("He hits me and the child is alone", &["violence", "child"]),
            ("He hits men at chess", &[]),
            ("she can’t get up", &["fall"]),
            ("I cannot fall asleep; the gasworks are near", &[]),
        ] {
            assert_eq!(codes(text), expected, "{text}");
        }
    }

    #[test]
    fn the_embedded_words_are_whole() {
        let reference = Reference::embedded().unwrap();
        for risk in &reference.risks.risks {
            assert!(risk.urgency >= Urgency::Urgent && !risk.words.is_empty());
            assert!(!risk.hotlines.is_empty());
            for code in &risk.hotlines {
                assert!(reference.taxonomy.hotline(code).is_some(), "{code}");
            }
            for word in &risk.words {
                assert_eq!(
                    *word,
                    word.to_lowercase(),
                    "texts are compared in small letters"
                );
            }
        }
    }

    proptest! {
        /// Whatever stands around a word it is found, where that is no letter; no text breaks the search.
        #[test]
        fn a_word_is_found_wherever_it_stands(before in "[ 。，、a]{0,8}", after in "\\PC{0,12}") {
            let text = format!("{before} suicide {after}");
            prop_assert!(codes(&text).contains(&"self_harm".to_owned()));
            let text = format!("{before}跳楼{after}");
            prop_assert!(codes(&text).contains(&"self_harm".to_owned()));
        }
    }
}
