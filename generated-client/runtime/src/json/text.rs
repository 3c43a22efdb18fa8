//! Enums of texts: what all of them share.
//!
//! In: an enum's tables. Out: its value for a text, whichever way the text comes.

use std::{borrow::Cow, fmt};

use super::{Read, Reader};

/// An enum of texts. The tables are constants, because a `match` over texts costs a compiler a comparison each.
pub trait TextEnum: Clone + 'static {
    /// The texts that are listed.
    const VALUES: &'static [&'static str];
    /// The variant of each.
    const VARIANTS: &'static [Self];
}

/// The value of a text; `unknown` is for those that are not listed.
pub fn text_enum<T: TextEnum>(text: Cow<'_, str>, unknown: fn(String) -> T) -> T {
    let place = T::VALUES.iter().position(|value| *value == text);
    match place.and_then(|place| T::VARIANTS.get(place)) {
        Some(variant) => variant.clone(),
        None => unknown(text.into_owned()),
    }
}

/// Reads a text as such a value.
///
/// # Errors
///
/// It is not a text.
pub fn read_text<T: TextEnum>(reader: &mut Reader<'_>, unknown: fn(String) -> T) -> Read<T> {
    reader.text().map(|text| text_enum(text, unknown))
}

/// `Debug`: the type and the text on the wire.
///
/// # Errors
///
/// The formatter's.
pub fn show_text(name: &str, text: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    formatter.debug_tuple(name).field(&text).finish()
}
