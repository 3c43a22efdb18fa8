//! Enums of texts: what all of them share.
//!
//! In: an enum's tables. Out: its value for a text, whichever way the text comes.

use std::{borrow::Cow, fmt, rc::Rc, sync::Arc};

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

/// What an enum of texts is made from: a text, however it is held. One conversion from all of them costs a compiler less than
/// one from each.
#[diagnostic::on_unimplemented(
    message = "this is neither a text nor a variant of the enum",
    label = "expected a text or a variant, not `{Self}`",
    note = "every text converts; one that the API description does not list is sent as it is"
)]
pub trait EnumText {
    /// The text.
    fn enum_text(&self) -> &str;
}

impl EnumText for str {
    fn enum_text(&self) -> &str {
        self
    }
}

impl<T: EnumText + ?Sized> EnumText for &T {
    fn enum_text(&self) -> &str {
        T::enum_text(self)
    }
}

macro_rules! texts {
    ($($holder:ty)*) => {
        $(impl EnumText for $holder {
            fn enum_text(&self) -> &str {
                self
            }
        })*
    };
}

texts! { String Box<str> Rc<str> Arc<str> Cow<'_, str> }

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
