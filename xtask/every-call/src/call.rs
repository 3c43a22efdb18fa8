//! A call, and the values that it is made with.

use std::future::Future;
use std::pin::Pin;

use runtime::ReadJson;
use runtime::json::from_slice;

use crate::refusal::Refusal;

/// What makes a call and uses up what comes back. Boxed: programs hold hundreds of them.
pub type Task<'c> = Pin<Box<dyn Future<Output = Result<(), Refusal>> + 'c>>;

/// A call of a client `C`.
pub struct Call<C: 'static> {
    pub(crate) name: &'static str,
    pub(crate) is_valid: bool,
    pub(crate) task: fn(&C) -> Task<'_>,
}

impl<C> Call<C> {
    /// A call of this name; whether the description allows its request decides what an answer that refuses it means.
    #[must_use]
    pub const fn new(name: &'static str, is_valid: bool, task: fn(&C) -> Task<'_>) -> Self {
        Self { name, is_valid, task }
    }
}

/// The value of a JSON text, for what is called `name`.
///
/// # Errors
///
/// The text is not of this type.
pub fn value<T: ReadJson>(name: &str, json: &str) -> Result<T, Refusal> {
    from_slice(json.as_bytes()).map_err(|error| {
        Refusal::of_request("a value of the request cannot be held", format!("{name}: {json}: {error}"))
    })
}

/// The value that is asked for and that nobody has.
///
/// # Errors
///
/// Always.
pub fn absent<T>(name: &str) -> Result<T, Refusal> {
    Err(Refusal::of_request("a value of the request is not known", name.to_owned()))
}

/// The text of a JSON string; anything else as it is written.
#[must_use]
pub fn text(json: &str) -> String {
    from_slice(json.as_bytes()).unwrap_or_else(|_| json.to_owned())
}
