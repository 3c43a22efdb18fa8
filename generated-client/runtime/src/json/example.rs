//! Examples of a description, read and written again: for the tests of generated crates.

use serde_json::Value;

use super::{Json, from_slice, to_vec, union::same_number};

/// An example, and the type that it is an example of.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    pointer: &'static str,
    json: &'static str,
    written: fn(&str) -> Result<Vec<u8>, String>,
}

impl Example {
    /// An example of `T` that stands at this place of the description.
    #[must_use]
    pub const fn new<T: Json>(pointer: &'static str, json: &'static str) -> Self {
        Self { pointer, json, written: written_again::<T> }
    }

    /// Reads each example and writes it again.
    ///
    /// # Panics
    ///
    /// An example cannot be read, or something of it is lost or changed: the message names each, with its place.
    pub fn check_all(examples: &[Self]) {
        let failures: Vec<String> = examples.iter().filter_map(Self::failure).collect();
        assert!(
            failures.is_empty(),
            "{} of {} examples:\n{}",
            failures.len(),
            examples.len(),
            failures.join("\n")
        );
    }

    fn failure(&self) -> Option<String> {
        let failure = match (self.written)(self.json) {
            Err(error) => error,
            Ok(text) => {
                let read = |text: &[u8]| from_slice::<Value>(text).map_err(|error| error.to_string());
                match (read(self.json.as_bytes()), read(&text)) {
                    (Ok(before), Ok(after)) => difference(&before, &after, "")?,
                    (Err(error), _) | (_, Err(error)) => error,
                }
            }
        };
        Some(format!("{}: {failure}", self.pointer))
    }
}

fn written_again<T: Json>(json: &str) -> Result<Vec<u8>, String> {
    let value: T = from_slice(json.as_bytes()).map_err(|error| error.to_string())?;
    to_vec(&value).map_err(|error| error.to_string())
}

/// The first difference, as a sentence. A member that is null may be absent afterwards: for an optional one that is the
/// same.
fn difference(before: &Value, after: &Value, at: &str) -> Option<String> {
    match (before, after) {
        (Value::Number(one), Value::Number(other)) if same_number(one, other) => None,
        (Value::Array(ones), Value::Array(others)) if ones.len() == others.len() => ones
            .iter()
            .zip(others)
            .enumerate()
            .find_map(|(index, (one, other))| difference(one, other, &format!("{at}/{index}"))),
        (Value::Object(ones), Value::Object(others)) => {
            let lost = ones.iter().find_map(|(name, one)| match others.get(name) {
                Some(other) => difference(one, other, &format!("{at}/{name}")),
                None if one.is_null() => None,
                None => Some(format!("`{at}/{name}` is lost")),
            });
            let added = || others.keys().find(|name| !ones.contains_key(*name));
            lost.or_else(|| added().map(|name| format!("`{at}/{name}` was not there before")))
        }
        (one, other) if one == other => None,
        (one, other) => Some(format!("`{at}` was {one} and is {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::Example;
    use crate::Object;

    #[test]
    fn what_survives_passes() {
        Example::check_all(&[
            Example::new::<Object>("/a", r#"{"x": 1, "y": [null, 2.0]}"#),
            Example::new::<Vec<f64>>("/b", "[1, 2.5]"),
        ]);
    }

    #[test]
    #[should_panic(expected = "/c: ")]
    fn what_cannot_be_read_is_named() {
        Example::check_all(&[Example::new::<Vec<bool>>("/c", "[1]")]);
    }

    #[test]
    #[should_panic(expected = "1 of 2 examples:\n/d: `/0` was 9007199254740993 and is 9007199254740992")]
    fn what_changes_is_named() {
        Example::check_all(&[
            Example::new::<Vec<i64>>("/e", "[9007199254740993]"),
            Example::new::<Vec<Rounding>>("/d", "[9007199254740993]"),
        ]);
    }

    #[derive(Clone, Debug, PartialEq)]
    struct Rounding;

    impl crate::Json for Rounding {
        fn read(reader: &mut crate::json::Reader<'_>) -> Result<Self, crate::DecodeError> {
            reader.skip().map(|()| Self)
        }

        fn blank() -> Self {
            Self
        }

        fn put(&self, writer: &mut crate::json::Writer) {
            writer.integer(9_007_199_254_740_992);
        }
    }
}
