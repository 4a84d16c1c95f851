//! The recipe: providers around Chengdu, and what is asked of them. The same seed gives the same data everywhere.

use jinlin_matcher::{
    CertificateLevel, ClearanceSet, CommunityCode, DialectSet, Metres, Need, NeedId, Provider,
    ProviderId, Role, SkillSet, WeekSlots, Wgs84, Window,
};

/// Skills 0 to 22 follow a power law; this one is held by one in a thousand.
pub const RARE: u8 = 23;
const SKILLS: u8 = 23;
const CENTRES: usize = 20;
const WEST: f64 = 102.9;
const EAST: f64 = 104.9;
const SOUTH: f64 = 30.1;
const NORTH: f64 = 31.4;

/// xorshift64*: small, seeded, the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn word(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// From 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        (self.word() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.word() % end as u64) as usize
    }

    fn normal(&mut self) -> f64 {
        let (u, v) = (1.0 - self.unit(), self.unit());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }
}

/// Twenty towns of different width; seven in ten live in one, the others anywhere.
pub struct Towns(Vec<(f64, f64, f64)>);

impl Towns {
    pub fn new(random: &mut Random) -> Self {
        let town = |_| {
            let (lon, lat) = (random.between(103.6, 104.4), random.between(30.4, 31.0));
            (lon, lat, random.between(0.01, 0.06))
        };
        Self((0..CENTRES).map(town).collect())
    }

    pub fn place(&self, random: &mut Random) -> Wgs84 {
        let (lon, lat, width) = self.0[random.below(CENTRES)];
        let (lon, lat) = if random.unit() < 0.7 {
            (
                lon + random.normal() * width,
                lat + random.normal() * width * 0.86,
            )
        } else {
            (random.between(WEST, EAST), random.between(SOUTH, NORTH))
        };
        Wgs84::new(lon.clamp(WEST, EAST), lat.clamp(SOUTH, NORTH)).unwrap()
    }
}

/// A skill by the power law 1 / rank^0.8.
fn skill(random: &mut Random) -> u8 {
    let weight = |skill: u8| f64::from(skill + 1).powf(-0.8);
    let mut rest = random.unit() * (0..SKILLS).map(weight).sum::<f64>();
    for skill in 0..SKILLS {
        rest -= weight(skill);
        if rest < 0.0 {
            return skill;
        }
    }
    SKILLS - 1
}

/// A tenth always; four tenths in office hours; a fifth in the evening; a fifth at weekends; the others on some days.
fn week(random: &mut Random) -> WeekSlots {
    let mut week = WeekSlots::never();
    match random.below(10) {
        0 => return WeekSlots::always(),
        1..=4 => (0..5).for_each(|day| week.set(day, 540, 1_080).unwrap()),
        5 | 6 => (0..7).for_each(|day| week.set(day, 1_080, 1_320).unwrap()),
        7 | 8 => (5..7).for_each(|day| week.set(day, 480, 1_200).unwrap()),
        _ => {
            let days = random.word();
            for day in (0..7).filter(|day| days >> day & 1 == 1) {
                week.set(day, 480, 720).unwrap();
            }
        }
    }
    week
}

/// None for half, then fewer the higher.
fn certificate(random: &mut Random) -> Option<CertificateLevel> {
    let share = random.unit();
    let level = [0.75, 0.92, 0.98, 1.0].iter().position(|end| share < *end);
    if share < 0.5 {
        None
    } else {
        level.map(|level| CertificateLevel::ALL[level])
    }
}

pub fn providers(count: usize, available: f64, seed: u64) -> Vec<Provider> {
    let mut random = Random::new(seed);
    let towns = Towns::new(&mut random);
    (0..count)
        .map(|number| provider(number, &towns, available, &mut random))
        .collect()
}

fn provider(number: usize, towns: &Towns, available: f64, random: &mut Random) -> Provider {
    let mut skills = SkillSet::EMPTY;
    for _ in 0..=random.below(4) {
        skills = skills.with(skill(random)).unwrap();
    }
    if random.unit() < 0.001 {
        skills = skills.with(RARE).unwrap();
    }
    let street = 510_104_001 + number as u64 % 261;
    Provider {
        // Spread like random ids.
        id: ProviderId(u128::from(random.word()) << 64 | number as u128),
        role: if random.unit() < 0.02 {
            Role::SocialWorker
        } else {
            Role::Volunteer
        },
        place: towns.place(random),
        community: CommunityCode::new(street * 1_000 + 1 + number as u64 % 20).unwrap(),
        skills,
        certificate: certificate(random),
        clearance: ClearanceSet::from_bits(random.word() as u8 & 0b111),
        gender: None,
        dialects: DialectSet::EMPTY,
        on: random.unit() < available,
        week: week(random),
        capacity: 3,
        load: random.below(3) as u8,
        load_7d: random.below(20) as u16,
        quality_milli: random.below(1_001) as u16,
        radius: Metres::new(20_000.0),
        compound: None,
    }
}

/// What is asked: one skill, for a quarter of the needs two, a certificate for half of them, an hour or two of the week.
pub fn needs(count: usize, seed: u64, rare: bool) -> Vec<Need> {
    let mut random = Random::new(seed);
    let towns = Towns::new(&mut Random::new(42));
    let mut one = |number: usize| {
        let random = &mut random;
        let mut skills = SkillSet::EMPTY.with(skill(random)).unwrap();
        if random.unit() < 0.25 {
            skills = skills.with(skill(random)).unwrap();
        }
        let wanted = random.unit();
        let window = Window {
            start_week_minute: (random.below(7) * 1_440 + 480 + random.below(24) * 30) as u16,
            duration_minutes: 60 + 60 * random.below(2) as u16,
        };
        let level = if wanted < 0.25 {
            CertificateLevel::LocalAide
        } else {
            CertificateLevel::Assistant
        };
        Need {
            id: NeedId(number as u128),
            place: towns.place(random),
            community: CommunityCode::new(510_104_001_001).unwrap(),
            role: Role::Volunteer,
            skills: if rare {
                SkillSet::EMPTY.with(RARE).unwrap()
            } else {
                skills
            },
            certificate: (wanted < 0.5 && !rare).then_some(level),
            clearance: ClearanceSet::EMPTY,
            window: (!rare).then_some(window),
            urgent: false,
            waiting_minutes: 0,
            gender_wanted: None,
            dialect_wanted: DialectSet::EMPTY,
            exclude_compound: None,
            blocked: vec![],
            served_before: vec![],
            sensitive: false,
        }
    };
    (0..count).map(&mut one).collect()
}
