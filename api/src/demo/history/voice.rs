//! A recording for the demo's voice notes: nobody's voice, but a sound that plays.

/// Samples a second.
const RATE: u32 = 8_000;
/// Of each of the two tones: half a second.
const TONE_SAMPLES: u32 = RATE / 2;

/// Two tones of half a second each as a WAV file (RIFF, PCM, one channel, 8 bits).
pub fn chime() -> Vec<u8> {
    let tone = |period: u32| {
        (0..TONE_SAMPLES).map(move |n| if n % period < period / 2 { 96 } else { 160 })
    };
    let sound: Vec<u8> = tone(16).chain(tone(20)).collect();
    let length = u32::try_from(sound.len()).unwrap_or(0);
    let mut file = Vec::with_capacity(sound.len() + 44);
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(length + 36).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt ");
    // The length of what follows, PCM, one channel, rate, bytes a second, bytes a sample, bits a sample.
    file.extend_from_slice(&16_u32.to_le_bytes());
    file.extend_from_slice(&1_u16.to_le_bytes());
    file.extend_from_slice(&1_u16.to_le_bytes());
    file.extend_from_slice(&RATE.to_le_bytes());
    file.extend_from_slice(&RATE.to_le_bytes());
    file.extend_from_slice(&1_u16.to_le_bytes());
    file.extend_from_slice(&8_u16.to_le_bytes());
    file.extend_from_slice(b"data");
    file.extend_from_slice(&length.to_le_bytes());
    file.extend_from_slice(&sound);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_as_long_as_it_says() {
        let file = chime();
        assert_eq!(file.get(..4), Some(b"RIFF".as_slice()));
        assert_eq!(
            file.get(4..8),
            Some(
                (u32::try_from(file.len()).unwrap() - 8)
                    .to_le_bytes()
                    .as_slice()
            )
        );
        assert_eq!(file.len(), 44 + 8_000);
    }
}
