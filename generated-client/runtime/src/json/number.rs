//! Numbers as they are written.
//!
//! In: a place in JSON text. Out: the literal, and exact conversions of it. Nothing passes through a float that is not
//! asked for as a float.

use super::DecodeError;

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'json> {
    text: &'json str,
    whole: bool,
    at: usize,
}

impl<'json> Number<'json> {
    pub(super) fn new(text: &'json str, whole: bool, at: usize) -> Self {
        Self { text, whole, at }
    }

    /// The literal.
    #[must_use]
    pub fn text(&self) -> &'json str {
        self.text
    }

    /// Whether it is written without fraction and exponent.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.whole
    }

    /// As an integer; `1.0` and `1e3` are whole.
    ///
    /// # Errors
    ///
    /// It is not whole, or does not fit.
    #[inline]
    pub fn integer<T: TryFrom<i128>>(&self, type_name: &str) -> Result<T, DecodeError> {
        let exact = match self.text.parse::<i64>() {
            Ok(number) => i128::from(number),
            Err(_) => self.exact(type_name)?,
        };
        T::try_from(exact).map_err(|_| self.out_of_range(type_name))
    }

    /// As a float, rounded to the nearest.
    ///
    /// # Errors
    ///
    /// It is larger than any float.
    pub fn float(&self) -> Result<f64, DecodeError> {
        match self.text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(self.out_of_range("f64")),
        }
    }

    /// As a short float, rounded to the nearest.
    ///
    /// # Errors
    ///
    /// It is larger than any float of that size.
    pub fn short_float(&self) -> Result<f32, DecodeError> {
        match self.text.parse::<f32>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(self.out_of_range("f32")),
        }
    }

    fn exact(&self, type_name: &str) -> Result<i128, DecodeError> {
        match exact(self.text) {
            Exact::Whole(number) => Ok(number),
            Exact::Fraction => {
                Err(DecodeError::new(self.at, format!("expected an integer, found {}", shortened(self.text))))
            }
            Exact::TooLarge => Err(self.out_of_range(type_name)),
        }
    }

    #[cold]
    fn out_of_range(&self, type_name: &str) -> DecodeError {
        DecodeError::new(self.at, format!("the number {} does not fit {type_name}", shortened(self.text)))
    }
}

fn shortened(text: &str) -> &str {
    text.get(..40).unwrap_or(text)
}

/// Where the number at `start` ends, and whether it is written without fraction and exponent.
#[inline]
pub(super) fn scan(bytes: &[u8], start: usize) -> Result<(usize, bool), DecodeError> {
    let mut at = start;
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    let first = at;
    at = digits(bytes, at)?;
    if bytes[first] == b'0' && at > first + 1 {
        return Err(DecodeError::new(first, "a number must not begin with 0"));
    }
    let mut whole = true;
    if bytes.get(at) == Some(&b'.') {
        whole = false;
        at = digits(bytes, at + 1)?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        whole = false;
        at += 1;
        if matches!(bytes.get(at), Some(b'+' | b'-')) {
            at += 1;
        }
        at = digits(bytes, at)?;
    }
    Ok((at, whole))
}

/// Behind one or more digits.
#[inline]
fn digits(bytes: &[u8], start: usize) -> Result<usize, DecodeError> {
    let mut at = start;
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    if at == start {
        return Err(DecodeError::new(at, "expected a digit"));
    }
    Ok(at)
}

enum Exact {
    Whole(i128),
    Fraction,
    TooLarge,
}

/// The exact value of a literal. Digits are moved by the exponent as text, so `1e400` costs nothing and `0.1e1` is 1.
fn exact(literal: &str) -> Exact {
    let (negative, unsigned) = literal.strip_prefix('-').map_or((false, literal), |rest| (true, rest));
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    if whole.trim_start_matches('0').is_empty() && fraction.is_empty() {
        return Exact::Whole(0);
    }
    // An exponent that fits no `i64` is beyond every number of digits that memory can hold.
    let Ok(exponent) = exponent.parse::<i64>() else {
        return if exponent.starts_with('-') { Exact::Fraction } else { Exact::TooLarge };
    };
    let shift = exponent.saturating_sub(i64::try_from(fraction.len()).unwrap_or(i64::MAX));
    let mut digits: String = [whole, fraction].concat();
    if shift < 0 {
        let cut = usize::try_from(shift.unsigned_abs()).unwrap_or(usize::MAX);
        let kept = digits.len().saturating_sub(cut);
        if digits[kept..].bytes().any(|digit| digit != b'0')
            || cut > digits.len() && digits.bytes().any(|digit| digit != b'0')
        {
            return Exact::Fraction;
        }
        digits.truncate(kept);
    }
    let digits = digits.trim_start_matches('0');
    let zeros = usize::try_from(shift.max(0)).unwrap_or(usize::MAX);
    // 39 digits hold every `i128`.
    if digits.len().saturating_add(zeros) > 39 {
        return Exact::TooLarge;
    }
    let sign = if negative { "-" } else { "" };
    match format!("{sign}{digits}{}", "0".repeat(zeros)).parse() {
        Ok(number) => Exact::Whole(number),
        Err(_) => Exact::TooLarge,
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[track_caller]
    fn check(literal: &str, expected: Result<i128, &str>) {
        let found = Number::new(literal, false, 0).integer::<i128>("i128");
        match expected {
            Ok(number) => assert_eq!(found, Ok(number)),
            Err(part) => {
                assert!(found.as_ref().is_err_and(|error| error.message().contains(part)), "{found:?}");
            }
        }
    }

    #[test]
    fn whole_numbers_in_every_spelling() {
        check("1.0", Ok(1));
        check("1e3", Ok(1000));
        check("0.1e1", Ok(1));
        check("-12.50e1", Ok(-125));
        check("100e-2", Ok(1));
        check("0e999999999999999999999", Ok(0));
        check("-0", Ok(0));
        check("0.000", Ok(0));
        check("170141183460469231731687303715884105727", Ok(i128::MAX));
        check("-170141183460469231731687303715884105728", Ok(i128::MIN));
        check("170141183460469231731687303715884105728", Err("does not fit"));
        check("1e400", Err("does not fit"));
        check("1e99999999999999999999", Err("does not fit"));
        check("1e-99999999999999999999", Err("integer"));
        check("1e-1", Err("integer"));
        check("0.5", Err("integer"));
        check("10.5e0", Err("integer"));
        check("5e-3", Err("integer"));
    }
}
