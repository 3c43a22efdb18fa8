//! Enums of texts: what all of them share.
//!
//! In: an enum's tables. Out: its value for a text, whichever way the text comes.

use std::{borrow::Cow, fmt};

use super::{DecodeError, Reader, object::type_name};

/// The variant of a text that `values` lists in the order of `variants`; `unknown` is for those that are not listed. Tables,
/// because a `match` over texts costs a compiler a comparison each.
pub fn text_enum<T, const N: usize>(
    text: &str,
    values: &[&str],
    variants: [T; N],
    unknown: fn(String) -> T,
) -> T {
    let place = values.iter().position(|value| *value == text);
    match place.and_then(|place| variants.into_iter().nth(place)) {
        Some(variant) => variant,
        None => unknown(text.to_owned()),
    }
}

impl<'json> Reader<'json> {
    /// Reads the text of an enum, and notes where it is none of these.
    ///
    /// # Errors
    ///
    /// It is not a text.
    pub(super) fn listed_text(&mut self, values: &[&str]) -> Result<Cow<'json, str>, DecodeError> {
        let text = self.text()?;
        // Only a text that is not listed stands on the heap, and whether it is one is known when it does.
        self.take_piece(text.len())?;
        if !values.contains(&&*text) {
            self.note_unlisted();
        }
        Ok(text)
    }
}

/// `Debug`: the type and the text on the wire.
///
/// # Errors
///
/// The formatter's.
pub fn show_text<T>(text: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    formatter.debug_tuple(type_name::<T>()).field(&text).finish()
}
