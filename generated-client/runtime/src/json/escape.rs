//! Escapes in texts.

use super::DecodeError;

/// The character that the escape at `at` stands for, and where the text goes on.
pub(super) fn escape(bytes: &[u8], at: usize) -> Result<(char, usize), DecodeError> {
    let simple = match bytes.get(at + 1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(bytes, at),
        _ => return Err(DecodeError::new(at, "invalid escape sequence")),
    };
    Ok((simple, at + 2))
}

fn unicode(bytes: &[u8], at: usize) -> Result<(char, usize), DecodeError> {
    let first = unit(bytes, at)?;
    if let Some(character) = char::from_u32(first) {
        return Ok((character, at + 6));
    }
    let lone = || DecodeError::new(at, "unpaired surrogate in an escape sequence");
    if first >= 0xdc00 || bytes.get(at + 6..at + 8) != Some(b"\\u") {
        return Err(lone());
    }
    let second = unit(bytes, at + 6)?;
    if !(0xdc00..0xe000).contains(&second) {
        return Err(lone());
    }
    let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    char::from_u32(code).map(|character| (character, at + 12)).ok_or_else(lone)
}

/// The four digits behind `\u`.
fn unit(bytes: &[u8], at: usize) -> Result<u32, DecodeError> {
    let digits = bytes.get(at + 2..at + 6).unwrap_or_default();
    if digits.len() < 4 {
        return Err(DecodeError::new(bytes.len(), "unexpected end of JSON inside a string"));
    }
    digits.iter().try_fold(0, |code, digit| {
        let digit = char::from(*digit).to_digit(16);
        digit
            .map(|digit| code * 16 + digit)
            .ok_or_else(|| DecodeError::new(at, "`\\u` must be followed by four hexadecimal digits"))
    })
}
