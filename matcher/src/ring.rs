//! The rings in which people are asked, nearest first, and who is in which.

use serde::{Deserialize, Serialize};

use crate::distance::Metres;
use crate::model::{Need, Provider, Role};
use crate::rank::RankOptions;

/// Where a provider stands towards a need. The order is the order in which rings are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ring {
    /// Social workers, ring 0: of the need's own community, or standing in there.
    OwnCommunity,
    /// Social workers, ring 1: of the same street, and near ([`RingLimits::neighbours`]).
    Neighbours,
    /// Social workers, ring 2: of the same street.
    Street,
    /// Social workers, ring 3: of another street, for urgent needs or by its consent only.
    OtherStreets,
    /// Volunteers, ring 0: within 1 km.
    #[serde(rename = "within_1_km")]
    Within1Km,
    /// Volunteers, ring 1: within 3 km.
    #[serde(rename = "within_3_km")]
    Within3Km,
    /// Volunteers, ring 2: within 5 km.
    #[serde(rename = "within_5_km")]
    Within5Km,
}

impl Ring {
    /// The number to compare with [`crate::RankOptions::widen`]: 0 is asked first.
    #[must_use]
    pub const fn index(self) -> u8 {
        match self {
            Self::OwnCommunity | Self::Within1Km => 0,
            Self::Neighbours | Self::Within3Km => 1,
            Self::Street | Self::Within5Km => 2,
            Self::OtherStreets => 3,
        }
    }

    /// The index of the last ring that a need of this role can be widened to.
    #[must_use]
    pub const fn last(role: Role) -> u8 {
        match role {
            Role::SocialWorker => Self::OtherStreets.index(),
            Role::Volunteer => Self::Within5Km.index(),
        }
    }

    /// The stable name, as in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OwnCommunity => "own_community",
            Self::Neighbours => "neighbours",
            Self::Street => "street",
            Self::OtherStreets => "other_streets",
            Self::Within1Km => "within_1_km",
            Self::Within3Km => "within_3_km",
            Self::Within5Km => "within_5_km",
        }
    }
}

/// How far the rings reach that are measured by distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RingLimits {
    /// Same street's workers up to here are neighbours. Default 2 km.
    pub neighbours: Metres,
    /// Other streets' workers are asked up to here. Default 10 km.
    pub other_streets: Metres,
    /// Volunteers' three rings. Default 1, 3 and 5 km.
    pub volunteers: [Metres; 3],
}

impl Default for RingLimits {
    fn default() -> Self {
        Self {
            neighbours: Metres::new(2_000.0),
            other_streets: Metres::new(10_000.0),
            volunteers: [
                Metres::new(1_000.0),
                Metres::new(3_000.0),
                Metres::new(5_000.0),
            ],
        }
    }
}

/// The ring of a provider at this distance for a need, whether reached yet or not; `None` for another role's
/// and for those whom no ring reaches.
pub(crate) fn ring_of(
    need: &Need,
    provider: &Provider,
    distance: Metres,
    options: &RankOptions<'_>,
) -> Option<Ring> {
    if provider.role != need.role {
        return None;
    }
    match need.role {
        Role::SocialWorker => worker_ring(need, provider, distance, options),
        Role::Volunteer => volunteer_ring(distance, &options.limits),
    }
}

fn worker_ring(
    need: &Need,
    provider: &Provider,
    distance: Metres,
    options: &RankOptions<'_>,
) -> Option<Ring> {
    let (limits, street) = (&options.limits, provider.community.street());
    if street != need.community.street() {
        let may_be_asked = need.urgent || options.other_streets.contains(&street);
        return (may_be_asked && distance <= limits.other_streets).then_some(Ring::OtherStreets);
    }
    if provider.community == need.community || options.stand_ins.contains(&provider.id) {
        return Some(Ring::OwnCommunity);
    }
    Some(if distance <= limits.neighbours {
        Ring::Neighbours
    } else {
        Ring::Street
    })
}

/// The ring of a volunteer at this distance.
pub(crate) fn volunteer_ring(distance: Metres, limits: &RingLimits) -> Option<Ring> {
    let rings = [Ring::Within1Km, Ring::Within3Km, Ring::Within5Km];
    limits
        .volunteers
        .into_iter()
        .zip(rings)
        .find(|(limit, _)| distance <= *limit)
        .map(|(_, ring)| ring)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distance::distance;
    use crate::testing::{need, provider};

    #[test]
    fn limits_are_included() {
        let (mut need, mut provider) = (need(), provider(1));
        provider.community = "510104035018".parse().unwrap();
        let distance = distance(need.place, provider.place);
        let nearer = Metres::new(distance.get() - 1e-6);
        let ring = |need: &Need, provider: &Provider, limit| {
            let limits = RingLimits {
                neighbours: limit,
                other_streets: limit,
                volunteers: [nearer, limit, limit],
            };
            let options = RankOptions {
                limits,
                ..RankOptions::default()
            };
            ring_of(need, provider, distance, &options)
        };
        assert_eq!(ring(&need, &provider, distance), Some(Ring::Neighbours));
        assert_eq!(ring(&need, &provider, nearer), Some(Ring::Street));
        provider.community = "510104036018".parse().unwrap();
        assert_eq!(ring(&need, &provider, distance), None, "not urgent");
        need.urgent = true;
        assert_eq!(ring(&need, &provider, distance), Some(Ring::OtherStreets));
        assert_eq!(ring(&need, &provider, nearer), None);
        assert_eq!(
            ring(
                &Need {
                    role: Role::Volunteer,
                    ..need.clone()
                },
                &provider,
                distance
            ),
            None,
            "another role"
        );
        (need.role, provider.role) = (Role::Volunteer, Role::Volunteer);
        assert_eq!(ring(&need, &provider, distance), Some(Ring::Within3Km));
        assert_eq!(ring(&need, &provider, nearer), None);
    }

    #[test]
    fn codes_are_the_words_of_json_and_indices_ascend() {
        let workers = [
            Ring::OwnCommunity,
            Ring::Neighbours,
            Ring::Street,
            Ring::OtherStreets,
        ];
        let volunteers = [Ring::Within1Km, Ring::Within3Km, Ring::Within5Km];
        for ring in workers.iter().chain(&volunteers) {
            assert_eq!(serde_json::to_value(ring).unwrap(), ring.code());
        }
        assert_eq!(
            workers.map(Ring::index),
            [0, 1, 2, Ring::last(Role::SocialWorker)]
        );
        assert_eq!(
            volunteers.map(Ring::index),
            [0, 1, Ring::last(Role::Volunteer)]
        );
    }
}
