//! Values that depend on the status, and the macro that makes their reading.

use http::StatusCode;

use super::RawBody;
use crate::json::DecodeError;

/// A value that depends on the status; made by [`by_status!`](crate::by_status).
pub trait ByStatus: Sized {
    /// Whether this status is a value; all others are errors.
    fn is_value(status: StatusCode) -> bool;

    /// Reads the response; `None` when the API description does not define this status.
    fn read(status: u16, body: RawBody) -> Option<Result<Self, DecodeError>>;
}

/// Says how an enum is read by status. Codes come first, then hundreds by their first digit, then `_`.
///
/// ```
/// use callwright_runtime::{RawBody, by_status};
///
/// /// What came of it.
/// #[derive(Debug)]
/// pub enum Outcome {
///     /// It is done.
///     Done(String),
///     /// There was nothing to do.
///     Nothing,
///     /// Something else.
///     Other(RawBody),
/// }
///
/// by_status! { Outcome = match status { 200 => Done(json), 204 => Nothing(empty), _ => Other } }
/// ```
#[macro_export]
macro_rules! by_status {
    ($name:ident = match status {
        $($code:literal => $variant:ident($kind:ident)),* $(,)?
        $(_ => $other:ident $(($other_kind:ident))? $(,)?)?
    } $(;)?) => {
        impl $crate::ByStatus for $name {
            #[inline]
            fn is_value(status: $crate::http::StatusCode) -> bool {
                status.is_success() $(|| status.as_u16() == $code)*
            }

            #[inline]
            fn read(
                status: u16,
                body: $crate::RawBody,
            ) -> ::core::option::Option<::core::result::Result<Self, $crate::DecodeError>> {
                $(
                    if status == $code {
                        return ::core::option::Option::Some($crate::__by_status_variant!($name $variant $kind body));
                    }
                )*
                $(
                    if $code < 10 && status / 100 == $code {
                        return ::core::option::Option::Some($crate::__by_status_variant!($name $variant $kind body));
                    }
                )*
                $(
                    return ::core::option::Option::Some($crate::__by_status_variant!($name $other $($other_kind)? body));
                )?
                #[allow(unreachable_code, reason = "only where no variant takes the rest")]
                {
                    let _ = (status, body);
                    ::core::option::Option::None
                }
            }
        }
    };
}

/// One variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __by_status_variant {
    ($name:ident $variant:ident json $body:ident) => {
        $body.json().map($name::$variant)
    };
    ($name:ident $variant:ident text $body:ident) => {
        ::core::result::Result::Ok($name::$variant($body.promised_text()))
    };
    ($name:ident $variant:ident bytes $body:ident) => {
        ::core::result::Result::Ok($name::$variant($body.bytes))
    };
    ($name:ident $variant:ident empty $body:ident) => {{
        let _ = $body;
        ::core::result::Result::Ok($name::$variant)
    }};
    ($name:ident $variant:ident $body:ident) => {
        ::core::result::Result::Ok($name::$variant($body))
    };
}
