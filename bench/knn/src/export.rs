//! The data as files for `bench/peers`: providers and needs as tab-separated values.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use jinlin_matcher::{Metres, Provider, ProviderIndex, Role};

use crate::data::needs;

/// `providers.tsv`: number, lon, lat, skills (bits), volunteer, available, certificate (0 to 4), week (336 characters 0 or
/// 1, half hours from Monday). `needs.tsv`: kind (0 several skills, 1 rare), number, lon, lat, skills, certificate, first
/// half hour, half hours, and the expected answer, numbers of providers in order, separated by commas.
pub fn write(folder: &Path, providers: &[Provider]) {
    let mut file = BufWriter::new(File::create(folder.join("providers.tsv")).unwrap());
    for (number, provider) in providers.iter().enumerate() {
        let (lon, lat) = (provider.place.lon(), provider.place.lat());
        let available = provider.on && provider.load < provider.capacity;
        let words = provider.week.words();
        let week: String = (0..336)
            .map(|slot| {
                if words[slot / 64] >> (slot % 64) & 1 == 1 {
                    '1'
                } else {
                    '0'
                }
            })
            .collect();
        writeln!(
            file,
            "{number}\t{lon}\t{lat}\t{}\t{}\t{}\t{}\t{week}",
            provider.skills.bits(),
            u8::from(provider.role == Role::Volunteer),
            u8::from(available),
            provider.certificate.map_or(0, |level| level.rank())
        )
        .unwrap();
    }
    file.flush().unwrap();
    let index = ProviderIndex::bulk_load(providers.to_vec());
    let mut file = BufWriter::new(File::create(folder.join("needs.tsv")).unwrap());
    for (kind, (seed, rare, within)) in [(7, false, 5_000.0), (8, true, 20_000.0)]
        .into_iter()
        .enumerate()
    {
        for (number, need) in needs(10_000, seed, rare).iter().enumerate() {
            let nearest = index.nearest_eligible(need, 10, Metres::new(within));
            // The low half of an id is the provider's number.
            let numbers: Vec<String> = nearest
                .iter()
                .map(|(provider, _)| (provider.id.0 & u128::from(u64::MAX)).to_string())
                .collect();
            let (first, slots) = need.window.map_or((0, 0), |window| {
                let (start, end) = (
                    window.start_week_minute,
                    window.start_week_minute + window.duration_minutes,
                );
                (start / 30, end.div_ceil(30) - start / 30)
            });
            writeln!(
                file,
                "{kind}\t{number}\t{}\t{}\t{}\t{}\t{first}\t{slots}\t{}",
                need.place.lon(),
                need.place.lat(),
                need.skills.bits(),
                need.certificate.map_or(0, |level| level.rank()),
                numbers.join(",")
            )
            .unwrap();
        }
    }
    file.flush().unwrap();
}
