//! Members that hold what nobody may see in a log.
//!
//! In: the name of a member that is only written, its schema and its type. Out: the type that `Debug` does not show.
//! Must never know: how a secret is written.

use crate::ir::{Scalar, Type};
use crate::lower::context::Lowering;
use crate::lower::naming::split::split_words;
use crate::schema::{JsonKind, Schema, SchemaObject, kinds_of};

/// Words that say it alone.
const WHOLE: [&str; 12] =
    ["auth", "authorization", "bearer", "cvc", "cvv", "jwt", "otp", "pass", "passcode", "pin", "pwd", "totp"];

/// What says it wherever it stands in a word.
const PARTS: [&str; 9] = [
    "accesskey",
    "apikey",
    "credential",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "token",
];

/// Whether a member of this name holds what nobody may see in a log.
pub(super) fn says_secret(name: &str) -> bool {
    let words = split_words(name);
    let is_key = words.iter().any(|word| word == "key" || word == "keys")
        && !words.iter().any(|word| word == "public");
    is_key
        || words
            .iter()
            .any(|word| WHOLE.contains(&word.as_str()) || PARTS.iter().any(|part| word.contains(part)))
}

impl Lowering<'_> {
    /// The same type, with texts that `Debug` does not show; what is not text has no such form. A text that has a name of
    /// its own has none here, as that name's texts are shown elsewhere.
    pub(super) fn hidden(&mut self, schema: Option<&Schema>, value: Type) -> Type {
        let view = match (&value, schema) {
            (Type::Named(_) | Type::List(_) | Type::Map(_), Some(schema)) => self.view(schema),
            _ => None,
        };
        let view = view.as_deref();
        match value {
            Type::Scalar(
                Scalar::String
                | Scalar::Base64
                | Scalar::Date
                | Scalar::DateTime
                | Scalar::Time
                | Scalar::Uri
                | Scalar::Uuid,
            ) => Type::Scalar(Scalar::Secret),
            Type::Named(_) if view.is_some_and(is_text) => Type::Scalar(Scalar::Secret),
            Type::List(inner) => {
                Type::List(Box::new(self.hidden(view.and_then(|view| view.items.as_ref()), *inner)))
            }
            Type::Map(inner) => {
                let values = view.and_then(|view| view.additional_properties.as_ref());
                Type::Map(Box::new(self.hidden(values, *inner)))
            }
            Type::Nullable(inner) => Type::Nullable(Box::new(self.hidden(schema, *inner))),
            Type::Tuple(places) => {
                Type::Tuple(places.into_iter().map(|place| self.hidden(None, place)).collect())
            }
            other => other,
        }
    }
}

/// Whether a schema is of texts, any texts.
fn is_text(schema: &SchemaObject) -> bool {
    kinds_of(schema) == [JsonKind::String]
        && schema.enumeration.is_none()
        && schema.one_of.is_empty()
        && schema.any_of.is_empty()
}

#[cfg(test)]
mod tests {
    use super::says_secret;

    #[test]
    fn names_that_say_secret() {
        for name in [
            "client_secret",
            "access_token",
            "refreshToken",
            "password",
            "newPassword",
            "api_key",
            "apiKey",
            "x-api-key",
            "privateKey",
            "private_key",
            "accesskey",
            "passphrase",
            "pin",
            "jwt",
            "Authorization",
            "credentials",
            "pass",
        ] {
            assert!(says_secret(name), "{name}");
        }
        for name in
            ["name", "public_key", "publicKey", "pinned", "author", "bypass", "keyboard", "compass", "notes"]
        {
            assert!(!says_secret(name), "{name}");
        }
    }
}
