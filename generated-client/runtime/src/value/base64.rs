//! Bytes in text.

use std::{convert::Infallible, error, fmt, str::FromStr};

use ::base64::{
    Engine as _,
    alphabet::{STANDARD, URL_SAFE},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error as _};

use super::text::{Kept, text_type};
use crate::json::{DecodeError, Json, Reader, Writer};

/// Servers pad or do not; both are read.
const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const PLAIN: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);
const FOR_URLS: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LENIENT);

text_type! {
    /// Bytes as Base64 text.
    ///
    /// ```
    /// use callwright_runtime::Base64;
    ///
    /// let sound = Base64::encode(b"\x00\xff");
    /// assert_eq!((sound.as_str(), sound.decode().unwrap()), ("AP8=", vec![0, 255]));
    /// assert_eq!(Base64::from("AP8").decode(), Base64::from("AP8=").decode());
    /// ```
    Base64
}

impl Base64 {
    /// Bytes as text, with padding.
    #[must_use]
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        PLAIN.encode(bytes).into()
    }

    /// The bytes. Both alphabets are read, with and without padding, and line breaks are skipped.
    ///
    /// # Errors
    ///
    /// The text is not Base64.
    pub fn decode(&self) -> Result<Vec<u8>, InvalidBase64> {
        let text: String =
            self.as_str().chars().filter(|character| !character.is_ascii_whitespace()).collect();
        let engine = if text.contains(['-', '_']) { FOR_URLS } else { PLAIN };
        engine.decode(text).map_err(|error| InvalidBase64 { message: error.to_string() })
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::encode(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::encode(bytes)
    }
}

/// Text that is not Base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidBase64 {
    message: String,
}

impl fmt::Display for InvalidBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the string is not valid base64: {}", self.message)
    }
}

impl error::Error for InvalidBase64 {}
