//! An order-independent digest of providers, to find drift between an index and the rows, or between two replicas.
//!
//! Each provider is encoded canonically (little-endian, fixed order, a tag byte before an optional field),
//! hashed with 128-bit FNV-1a, mixed, and the results are added modulo 2^128. So the digest does not depend on
//! order, process or platform, it can be kept up to date in O(1), and it is no secret: it finds accidents, not
//! attacks.

use crate::model::{Provider, Role};

const FNV_OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const FNV_PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// Changes whenever the encoding does, so that replicas of different versions do not take each other for drifted.
const ENCODING_VERSION: u8 = 1;

struct Fnv(u128);

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(FNV_PRIME);
        }
    }

    fn optional(&mut self, bytes: Option<&[u8]>) {
        match bytes {
            Some(bytes) => {
                self.bytes(&[1]);
                self.bytes(bytes);
            }
            None => self.bytes(&[0]),
        }
    }

    /// FNV's high bits are weak in a sum; two rounds of multiply and shift spread them.
    const fn mixed(self) -> u128 {
        let mut hash = self.0;
        hash ^= hash >> 64;
        hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        hash ^= hash >> 67;
        hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9_94d0_49bb_1331_11eb);
        hash ^ (hash >> 64)
    }
}

/// The digest of one provider; every field counts.
#[must_use]
pub fn digest(provider: &Provider) -> u128 {
    // Without `..`, so that a new field does not compile until it is digested.
    let Provider {
        id,
        role,
        place,
        community,
        skills,
        certificate,
        clearance,
        gender,
        dialects,
        on,
        week,
        capacity,
        load,
        load_7d,
        quality_milli,
        radius,
        compound,
    } = provider;
    let mut hash = Fnv(FNV_OFFSET);
    hash.bytes(&[ENCODING_VERSION]);
    hash.bytes(&id.0.to_le_bytes());
    hash.bytes(&[match role {
        Role::SocialWorker => 0,
        Role::Volunteer => 1,
    }]);
    hash.bytes(&place.lon().to_bits().to_le_bytes());
    hash.bytes(&place.lat().to_bits().to_le_bytes());
    hash.bytes(&community.get().to_le_bytes());
    hash.bytes(&skills.bits().to_le_bytes());
    hash.bytes(&[certificate.map_or(0, |level| level.rank())]);
    hash.bytes(&[clearance.bits()]);
    hash.optional(gender.map(|gender| gender.as_str().as_bytes()));
    hash.bytes(&dialects.bits().to_le_bytes());
    hash.bytes(&[u8::from(*on)]);
    for word in week.words() {
        hash.bytes(&word.to_le_bytes());
    }
    hash.bytes(&[*capacity, *load]);
    hash.bytes(&load_7d.to_le_bytes());
    hash.bytes(&quality_milli.to_le_bytes());
    hash.bytes(&radius.get().to_bits().to_le_bytes());
    hash.optional(
        compound
            .as_ref()
            .map(|compound| compound.to_le_bytes())
            .as_ref()
            .map(<[u8; 16]>::as_slice),
    );
    hash.mixed()
}

/// The digest of a set of providers, whatever their order: what [`crate::ProviderIndex::checksum`] must be when
/// these are its entries. O(providers), so compute it over the rows as they are read, without building an
/// index.
#[must_use]
pub fn checksum_of<'a>(providers: impl IntoIterator<Item = &'a Provider>) -> u128 {
    providers
        .into_iter()
        .fold(0, |sum, provider| sum.wrapping_add(digest(provider)))
}
