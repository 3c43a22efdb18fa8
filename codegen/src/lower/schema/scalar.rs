//! Values without parts: `type` and `format`, and limits where they decide the width of an integer.
//!
//! In: a schema of one kind. Out: a [`Scalar`].
//! Must never know: where the value is used; raw bytes are decided by bodies and forms.

use crate::diag::code_table::lower as codes;
use crate::diag::code_table::schema::N408;
use crate::ir::Scalar;
use crate::load::{Node, Number};
use crate::schema::{JsonKind, Limits, SchemaObject};

use crate::lower::context::Lowering;

/// Formats of whole numbers that are known.
const INTEGERS: [&str; 17] = [
    "int8",
    "int16",
    "int32",
    "int64",
    "int128",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "uint128",
    "int",
    "uint",
    "integer",
    "long",
    "bigint",
    "unix-time",
    "timestamp",
];
/// Formats of numbers that are known.
const NUMBERS: [&str; 2] = ["float", "double"];
/// 2^63 and 2^64: the first values beyond 64 bits, exact as floats.
const BEYOND_I64: f64 = 9_223_372_036_854_775_808.0;
const BEYOND_U64: f64 = 18_446_744_073_709_551_616.0;
/// The first values beyond 32 bits.
const BEYOND_I32: f64 = 2_147_483_648.0;
const BEYOND_U32: f64 = 4_294_967_296.0;

/// Formats that give a text a type of its own.
const TYPED_TEXTS: [&str; 13] = [
    "base64",
    "byte",
    "date",
    "date-time",
    "datetime",
    "guid",
    "iri",
    "password",
    "time",
    "uri",
    "url",
    "uuid",
    "uuid4",
];

/// Formats that stay text and say so in documentation only.
const TEXT_FORMATS: [&str; 26] = [
    "binary",
    "color",
    "duration",
    "email",
    "hostname",
    "html",
    "idn-email",
    "idn-hostname",
    "ip",
    "ipv4",
    "ipv6",
    "iri-reference",
    "json",
    "json-pointer",
    "markdown",
    "phone",
    "regex",
    "relative-json-pointer",
    "slug",
    "string",
    "text",
    "timezone",
    "ulid",
    "uri-reference",
    "uri-template",
    "url-encoded",
];

impl Lowering<'_> {
    /// The scalar of a schema that allows only `kind`; kinds with parts are not asked for.
    pub(in crate::lower) fn lower_scalar(&mut self, kind: JsonKind, object: &SchemaObject) -> Scalar {
        match kind {
            JsonKind::Boolean => Scalar::Bool,
            JsonKind::Integer => self.lower_integer(object),
            JsonKind::Number => {
                if object.format.as_deref().is_some_and(|format| !NUMBERS.contains(&format)) {
                    self.note_format(object);
                }
                Scalar::F64
            }
            _ => self.lower_text(object),
        }
    }

    fn lower_integer(&mut self, object: &SchemaObject) -> Scalar {
        if object.format.as_deref().is_some_and(|format| !INTEGERS.contains(&format)) {
            self.note_format(object);
        }
        integer_of(object)
    }

    fn lower_text(&mut self, object: &SchemaObject) -> Scalar {
        if object.content_schema.is_some() {
            let place = self.keyword_place(&object.pointer, "contentSchema");
            let message = "`contentSchema` describes the content of the string; the client returns the string unchanged";
            self.report(&N408, &place, message);
        }
        if matches!(object.content_encoding.as_deref(), Some("base64" | "base64url")) {
            return Scalar::Base64;
        }
        match object.format.as_deref() {
            Some("date-time" | "datetime") => Scalar::DateTime,
            Some("date") => Scalar::Date,
            Some("time") => Scalar::Time,
            Some("uuid" | "guid" | "uuid4") => Scalar::Uuid,
            Some("uri" | "url" | "iri") => Scalar::Uri,
            Some("byte" | "base64") => Scalar::Base64,
            Some("password") => Scalar::Secret,
            Some(format) => {
                if !TEXT_FORMATS.contains(&format) {
                    self.note_format(object);
                }
                Scalar::String
            }
            None => Scalar::String,
        }
    }

    /// Says once for each format that it is not known.
    fn note_format(&mut self, object: &SchemaObject) {
        let Some(format) = object.format.clone() else { return };
        if self.found.noted_formats.insert(format.clone()) {
            let message =
                format!("the format `{format}` is unknown; the value has its plain type here and elsewhere");
            self.report(&codes::N551, &object.pointer.key("format"), message);
        }
    }
}

/// Whether a format says something about values of this kind.
pub(in crate::lower) fn is_format_of(kind: JsonKind, format: &str) -> bool {
    match kind {
        JsonKind::Integer => INTEGERS.contains(&format),
        JsonKind::Number => NUMBERS.contains(&format),
        JsonKind::String => TYPED_TEXTS.contains(&format) || TEXT_FORMATS.contains(&format),
        _ => false,
    }
}

/// The narrowest of our integers that has every value which format and limits allow.
pub(in crate::lower) fn integer_of(object: &SchemaObject) -> Scalar {
    let (low, high) = bounds_of(object);
    let named = match object.format.as_deref() {
        Some("int32" | "int16" | "int8") => Scalar::I32,
        Some("uint8" | "uint16" | "uint32") => Scalar::U32,
        Some("uint64" | "uint") => Scalar::U64,
        Some("int128" | "uint128" | "bigint") => Scalar::I128,
        _ => Scalar::I64,
    };
    let beyond = |limit: Option<f64>, end: f64| limit.is_some_and(|limit| limit >= end);
    let below = |limit: Option<f64>, end: f64| limit.is_some_and(|limit| limit < end);
    let widened = match named {
        Scalar::I32 if beyond(high, BEYOND_I32) || below(low, -BEYOND_I32) => Scalar::I64,
        Scalar::U32 if below(low, 0.0) || beyond(high, BEYOND_U32) => Scalar::I64,
        other => other,
    };
    match widened {
        // The greatest 64-bit integer reads as 2^63 where limits are floats, so only what is above that counts.
        Scalar::I64 if below(low, -BEYOND_I64) || high.is_some_and(|high| high > BEYOND_I64) => {
            if low.is_some_and(|low| low >= 0.0) && high.is_some_and(|high| high <= BEYOND_U64) {
                Scalar::U64
            } else {
                Scalar::I128
            }
        }
        Scalar::U64 if below(low, 0.0) || high.is_some_and(|high| high > BEYOND_U64) => Scalar::I128,
        other => other,
    }
}

/// The least and greatest value that the description speaks of: limits, and a default beyond 64 bits.
fn bounds_of(object: &SchemaObject) -> (Option<f64>, Option<f64>) {
    let Limits { minimum, maximum, exclusive_minimum, exclusive_maximum, .. } = &object.limits;
    let low = minimum.or(*exclusive_minimum);
    let mut high = maximum.or(*exclusive_maximum);
    match &object.default {
        Some(Node::Number(Number::Integer(default))) if *default > i128::from(i64::MAX) => {
            high = Some(high.unwrap_or(BEYOND_U64));
        }
        _ => {}
    }
    (low, high)
}
