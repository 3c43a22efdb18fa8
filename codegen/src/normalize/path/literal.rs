//! Numbers and escapes as JSON has them.

/// Whether a number is spelt as JSON has it.
pub(super) fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) =
        unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(|exponent| is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// The character behind `\u`: four digits, or twice four for one beyond the first plane.
pub(super) fn escaped(characters: &mut std::str::CharIndices<'_>) -> Result<char, String> {
    let first: String = characters.by_ref().take(4).map(|(_, digit)| digit).collect();
    let mut units: Vec<u16> = hex(&first).into_iter().collect();
    let is_half = units.first().is_some_and(|unit| (0xd800..0xdc00).contains(unit));
    if is_half && characters.as_str().starts_with("\\u") {
        let second: String = characters.by_ref().skip(2).take(4).map(|(_, digit)| digit).collect();
        units.extend(hex(&second));
    }
    let found = char::decode_utf16(units).next().and_then(Result::ok);
    found.ok_or_else(|| format!("`\\u{first}` is not a valid character"))
}

fn hex(digits: &str) -> Option<u16> {
    let is_hex = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)
}
