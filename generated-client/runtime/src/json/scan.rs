//! Finds the end of plain text in a string, eight bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// The first byte from `start` on that is a quote, a backslash or a control character; the length when there is none.
#[inline]
pub(super) fn end_of_plain(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let found = special(u64::from_le_bytes(*chunk));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at) {
        if *byte < 0x20 || *byte == b'"' || *byte == b'\\' {
            break;
        }
        at += 1;
    }
    at
}

/// The high bit of each byte that ends plain text. A borrow can set bits above the first one that is right, never below
/// it, and only the first is used.
#[inline]
fn special(word: u64) -> u64 {
    // With this bit flipped, a quote is 0x20, a space is above it, and control characters stay below: one comparison for both.
    let control_or_quote = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21) & !word;
    let backslash = word ^ (ONES * u64::from(b'\\'));
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    (control_or_quote | backslash) & HIGHS
}

#[cfg(test)]
mod tests {
    use super::end_of_plain;

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..=255_u8 {
            for place in 0..20 {
                let mut text = vec![b'x'; 20];
                text[place] = byte;
                let special = byte < 0x20 || byte == b'"' || byte == b'\\';
                assert_eq!(end_of_plain(&text, 0), if special { place } else { 20 }, "{byte} at {place}");
            }
        }
    }
}
