//! Small sets as bit masks: skills, target-group clearances, dialects; and the table that names their bits.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! bit_set {
    ($(#[$meta:meta])* $name:ident($bits:ty, $capacity:literal)) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct $name($bits);

        impl $name {
            /// Nothing.
            pub const EMPTY: Self = Self(0);
            /// How many different members there can be; indices are below it.
            pub const CAPACITY: u8 = $capacity;

            /// The set whose members are the set bits.
            #[must_use]
            pub const fn from_bits(bits: $bits) -> Self {
                Self(bits)
            }

            /// The members as bits.
            #[must_use]
            pub const fn bits(self) -> $bits {
                self.0
            }

            /// This set and the member `index`; `None` when the index is not below [`Self::CAPACITY`].
            #[must_use]
            pub const fn with(self, index: u8) -> Option<Self> {
                if index < Self::CAPACITY { Some(Self(self.0 | (1 << index))) } else { None }
            }

            /// Whether `index` is a member.
            #[must_use]
            pub const fn contains(self, index: u8) -> bool {
                index < Self::CAPACITY && self.0 & (1 << index) != 0
            }

            /// Whether every member of `other` is a member of this set.
            #[must_use]
            pub const fn is_superset(self, other: Self) -> bool {
                other.0 & !self.0 == 0
            }

            /// Whether both have a member in common.
            #[must_use]
            pub const fn intersects(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            /// The members of either.
            #[must_use]
            pub const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// The members of this set that `other` has not.
            #[must_use]
            pub const fn without(self, other: Self) -> Self {
                Self(self.0 & !other.0)
            }

            /// Whether there are no members.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// The number of members.
            #[must_use]
            pub const fn len(self) -> u32 {
                self.0.count_ones()
            }

            /// The members' indices, ascending.
            pub fn iter(self) -> impl Iterator<Item = u8> {
                let mut rest = self.0;
                std::iter::from_fn(move || {
                    let index = u8::try_from(rest.trailing_zeros()).ok()?;
                    (index < Self::CAPACITY).then(|| {
                        rest &= rest - 1;
                        index
                    })
                })
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))?;
                f.debug_set().entries(self.iter()).finish()
            }
        }
    };
}

bit_set!(
    /// Skills by index; a [`SkillNames`] table gives the indices their names. At most 128.
    SkillSet(u128, 128)
);
bit_set!(
    /// Dialects and languages by index. At most 32.
    DialectSet(u32, 32)
);
bit_set!(
    /// What a provider has been checked for; see [`Clearance`].
    ClearanceSet(u8, 3)
);

/// A check that work with some people or in some places requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clearance {
    /// Work with children.
    Children,
    /// Work with disabled people.
    Disability,
    /// Going into somebody's home.
    HomeVisit,
}

impl Clearance {
    /// All clearances.
    pub const ALL: [Self; 3] = [Self::Children, Self::Disability, Self::HomeVisit];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Children => "children",
            Self::Disability => "disability",
            Self::HomeVisit => "home_visit",
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Children => 1,
            Self::Disability => 2,
            Self::HomeVisit => 4,
        }
    }
}

impl ClearanceSet {
    /// Whether this clearance is a member.
    #[must_use]
    pub const fn has(self, clearance: Clearance) -> bool {
        self.0 & clearance.bit() != 0
    }
}

impl From<Clearance> for ClearanceSet {
    fn from(clearance: Clearance) -> Self {
        Self(clearance.bit())
    }
}

impl FromIterator<Clearance> for ClearanceSet {
    fn from_iter<I: IntoIterator<Item = Clearance>>(clearances: I) -> Self {
        Self(
            clearances
                .into_iter()
                .fold(0, |bits, clearance| bits | clearance.bit()),
        )
    }
}

/// Why names and skills do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NamesError {
    /// More names than a set has bits.
    #[error("{0} names, but at most 128 are possible")]
    TooMany(usize),
    /// A name is twice in the table.
    #[error("the name `{0}` is there twice")]
    Duplicate(String),
    /// A name is not in the table.
    #[error("the name `{0}` is unknown")]
    Unknown(String),
}

/// The names of a set's bits, in the order of their indices. The caller supplies it (for skills: `data/taxonomy.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SkillNames(Vec<String>);

impl SkillNames {
    /// A table whose first name has index 0.
    ///
    /// # Errors
    /// When there are more than 128 names, or one is there twice.
    pub fn new<S: Into<String>>(names: impl IntoIterator<Item = S>) -> Result<Self, NamesError> {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        if names.len() > usize::from(SkillSet::CAPACITY) {
            return Err(NamesError::TooMany(names.len()));
        }
        let mut sorted: Vec<&String> = names.iter().collect();
        sorted.sort_unstable();
        let twice = sorted
            .iter()
            .zip(sorted.iter().skip(1))
            .find(|(one, next)| one == next);
        if let Some((name, _)) = twice {
            return Err(NamesError::Duplicate((*name).clone()));
        }
        Ok(Self(names))
    }

    /// The index of a name. O(names).
    #[must_use]
    pub fn index(&self, name: &str) -> Option<u8> {
        self.0
            .iter()
            .position(|known| known == name)
            .and_then(|index| u8::try_from(index).ok())
    }

    /// The name at an index.
    #[must_use]
    pub fn name(&self, index: u8) -> Option<&str> {
        self.0.get(usize::from(index)).map(String::as_str)
    }

    /// The skills of these names.
    ///
    /// # Errors
    /// [`NamesError::Unknown`] for the first name that is not in the table.
    pub fn set<S: AsRef<str>>(
        &self,
        names: impl IntoIterator<Item = S>,
    ) -> Result<SkillSet, NamesError> {
        names.into_iter().try_fold(SkillSet::EMPTY, |set, name| {
            let name = name.as_ref();
            self.index(name)
                .and_then(|index| set.with(index))
                .ok_or_else(|| NamesError::Unknown(name.to_owned()))
        })
    }

    /// The names of these skills, in the order of the table; an index without a name is left out.
    #[must_use]
    pub fn names(&self, skills: SkillSet) -> Vec<&str> {
        skills.iter().filter_map(|index| self.name(index)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_bits_fit_together() {
        let names = SkillNames::new(["companionship", "elderly_care", "mediation"]).unwrap();
        let skills = names.set(["mediation", "companionship"]).unwrap();
        assert_eq!(skills.bits(), 0b101);
        assert_eq!(names.names(skills), ["companionship", "mediation"]);
        assert_eq!(
            names.set(["first_aid"]),
            Err(NamesError::Unknown("first_aid".to_owned()))
        );
        assert_eq!(
            SkillNames::new(["a", "b", "a"]),
            Err(NamesError::Duplicate("a".to_owned()))
        );
        assert_eq!(
            SkillNames::new((0..129).map(|n| n.to_string())),
            Err(NamesError::TooMany(129))
        );
    }

    #[test]
    fn the_highest_bit_can_be_used() {
        let last = SkillSet::EMPTY.with(127).unwrap();
        assert!(last.contains(127) && !last.contains(126) && !last.contains(255));
        assert_eq!(SkillSet::EMPTY.with(128), None);
        assert!(last.is_superset(SkillSet::EMPTY) && !SkillSet::EMPTY.is_superset(last));
    }

    #[test]
    fn clearances_are_bits() {
        let set: ClearanceSet = [Clearance::HomeVisit, Clearance::Children]
            .into_iter()
            .collect();
        assert!(
            set.has(Clearance::Children)
                && !set.has(Clearance::Disability)
                && set.has(Clearance::HomeVisit)
        );
        assert_eq!(set.bits(), 5);
    }
}
