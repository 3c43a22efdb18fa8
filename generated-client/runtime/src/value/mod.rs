//! Values that JSON descriptions have and Rust's standard library has not.
//!
//! Must never know: HTTP, a particular API.

mod base64;
mod convert;
mod far;
mod given;
mod nullable;
mod secret;
mod text;

#[cfg(test)]
mod tests;

pub use base64::{Base64, InvalidBase64};
pub use far::{Distant, Far, Held, begin};
pub use given::{Given, GivenOrNull, Members, MembersOrNull, form};
pub use nullable::{IntoNullable, Null, Nullable, marker};
pub use secret::Secret;
pub use text::{Date, DateTime, Time, Uri, Uuid};
