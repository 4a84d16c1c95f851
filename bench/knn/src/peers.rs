//! What the index is measured against, each with the same predicate: kiddo, rstar, and a scan of everybody.

use std::num::NonZero;

use jinlin_matcher::{Need, Provider, Role, Wgs84};
use kiddo::{ImmutableKdTree, SquaredEuclidean};
use rstar::primitives::GeomWithData;
use rstar::{RTree, RTreeParams};

const RADIUS: f64 = 6_371_008.8;

/// On the unit sphere.
pub fn vector(place: Wgs84) -> [f64; 3] {
    let (phi, lambda) = (place.lat().to_radians(), place.lon().to_radians());
    [
        phi.cos() * lambda.cos(),
        phi.cos() * lambda.sin(),
        phi.sin(),
    ]
}

pub fn chord_2_of(metres: f64) -> f64 {
    let chord = 2.0 * (metres / (2.0 * RADIUS)).sin();
    chord * chord
}

/// What a predicate reads, packed: kiddo's users keep such a table beside the tree, and it is quicker than reading whole
/// providers.
#[derive(Clone, Copy)]
pub struct Facts {
    skills: u32,
    certificate: u8,
    is_volunteer: bool,
    week: [u64; 6],
}

impl Facts {
    pub fn of(provider: &Provider) -> Self {
        Self {
            skills: provider.skills.bits() as u32,
            certificate: provider.certificate.map_or(0, |level| level.rank()),
            is_volunteer: provider.role == Role::Volunteer,
            week: provider.week.words(),
        }
    }
}

/// A need's requirements in the same form.
pub struct Wanted {
    skills: u32,
    certificate: u8,
    first: u16,
    slots: u16,
}

impl Wanted {
    pub fn of(need: &Need) -> Self {
        let window = need.window.map(|window| {
            let (start, end) = (
                window.start_week_minute,
                window.start_week_minute + window.duration_minutes,
            );
            (start / 30, end.div_ceil(30) - start / 30)
        });
        let (first, slots) = window.unwrap_or((0, 0));
        Self {
            skills: need.skills.bits() as u32,
            certificate: need.certificate.map_or(0, |level| level.rank()),
            first,
            slots,
        }
    }

    pub fn fits(&self, facts: &Facts) -> bool {
        facts.skills & self.skills == self.skills
            && facts.certificate >= self.certificate
            && facts.is_volunteer
            && (self.first..self.first + self.slots).all(|slot| {
                let slot = usize::from(slot % 336);
                facts.week[slot / 64] >> (slot % 64) & 1 == 1
            })
    }
}

pub fn is_ready(provider: &Provider) -> bool {
    provider.on && provider.load < provider.capacity
}

/// kiddo, immutable: one tree per skill that holds the available volunteers, the number asked for raised until ten fit.
pub struct Kiddo {
    facts: Vec<Facts>,
    trees: Vec<(Vec<u32>, Option<ImmutableKdTree<f64, 3>>)>,
}

impl Kiddo {
    pub fn new(providers: &[Provider], skills: u8) -> Self {
        let trees = (0..skills).map(|skill| {
            let holds = |provider: &Provider| {
                provider.role == Role::Volunteer
                    && is_ready(provider)
                    && provider.skills.contains(skill)
            };
            let numbered = (0..).zip(providers);
            let numbers: Vec<u32> = numbered
                .filter(|(_, provider)| holds(provider))
                .map(|(number, _)| number)
                .collect();
            let points: Vec<_> = numbers
                .iter()
                .map(|number| vector(providers[*number as usize].place))
                .collect();
            let tree =
                (!points.is_empty()).then(|| ImmutableKdTree::new_from_slice(&points).unwrap());
            (numbers, tree)
        });
        Self {
            facts: providers.iter().map(Facts::of).collect(),
            trees: trees.collect(),
        }
    }

    pub fn nearest(&self, need: &Need, k: usize, within: f64) -> Vec<(f64, u32)> {
        let skills = need.skills.iter().map(usize::from);
        let Some((numbers, Some(tree))) = skills
            .map(|skill| &self.trees[skill])
            .min_by_key(|(numbers, _)| numbers.len())
        else {
            return Vec::new();
        };
        let (point, wanted, chord_2) = (vector(need.place), Wanted::of(need), chord_2_of(within));
        // Who only asks for the tree's own skill needs no more than k.
        let alone = need.skills.len() == 1 && need.window.is_none() && need.certificate.is_none();
        let mut ask = if alone { k } else { 64 };
        loop {
            let count = NonZero::new(ask).unwrap();
            let found = tree
                .query(&point)
                .nearest_n::<SquaredEuclidean<f64>>(count)
                .within(chord_2)
                .execute();
            let number = |item| numbers[item as usize];
            let fitting = found
                .iter()
                .filter(|found| alone || wanted.fits(&self.facts[number(found.item) as usize]));
            let nearest: Vec<_> = fitting
                .take(k)
                .map(|found| (found.distance, number(found.item)))
                .collect();
            if nearest.len() == k || found.len() < ask {
                return nearest;
            }
            ask *= 2;
        }
    }
}

/// Nodes of 16, which are quicker here than rstar's own six.
struct Sixteen;

impl RTreeParams for Sixteen {
    const MIN_SIZE: usize = 6;
    const MAX_SIZE: usize = 16;
    const REINSERTION_COUNT: usize = 3;
    type DefaultInsertionStrategy = rstar::RStarInsertionStrategy;
}

type Point = GeomWithData<[f64; 3], u32>;

/// rstar with the same trees as kiddo's: what the index would be without code of our own.
pub struct RstarPerSkill {
    facts: Vec<Facts>,
    trees: Vec<RTree<Point, Sixteen>>,
}

impl RstarPerSkill {
    pub fn new(providers: &[Provider], skills: u8) -> Self {
        let trees = (0..skills).map(|skill| {
            let holds = |provider: &Provider| {
                provider.role == Role::Volunteer
                    && is_ready(provider)
                    && provider.skills.contains(skill)
            };
            let numbered = (0..).zip(providers);
            let points = numbered
                .filter(|(_, provider)| holds(provider))
                .map(|(number, provider)| Point::new(vector(provider.place), number));
            RTree::bulk_load_with_params(points.collect())
        });
        Self {
            facts: providers.iter().map(Facts::of).collect(),
            trees: trees.collect(),
        }
    }

    pub fn nearest(&self, need: &Need, k: usize, within: f64) -> Vec<(f64, u32)> {
        let skills = need.skills.iter().map(usize::from);
        let Some(tree) = skills
            .map(|skill| &self.trees[skill])
            .min_by_key(|tree| tree.size())
        else {
            return Vec::new();
        };
        let (wanted, chord_2) = (Wanted::of(need), chord_2_of(within));
        tree.nearest_neighbor_iter_with_distance_2(vector(need.place))
            .take_while(|(_, squared)| *squared <= chord_2)
            .filter(|(point, _)| wanted.fits(&self.facts[point.data as usize]))
            .map(|(point, squared)| (squared, point.data))
            .take(k)
            .collect()
    }
}

/// rstar as it comes, holding everybody: what moving a provider is compared with.
pub struct PlainRstar(RTree<Point>);

impl PlainRstar {
    pub fn new(providers: &[Provider]) -> Self {
        let points = (0..).zip(providers);
        let points = points.map(|(number, provider)| Point::new(vector(provider.place), number));
        Self(RTree::bulk_load(points.collect()))
    }

    pub fn move_to(&mut self, number: u32, from: Wgs84, to: Wgs84) {
        self.0.remove(&Point::new(vector(from), number)).unwrap();
        self.0.insert(Point::new(vector(to), number));
    }
}
