//! A validating mock server: answers requests as an API description says, after judging them by it.
//!
//! In: a normalised description, and requests. Out: answers that conform, or problems that say what does not.
//! Must never know: the generated client. Everything but [`serve`] works without a socket.

mod answer;
mod body;
mod content;
mod credential;
mod form;
mod format;
mod host;
mod judge;
mod media_type;
mod mock;
mod parameters;
mod parts;
mod prefer;
mod problem;
mod route;
mod sample;
mod schema_query;
mod server;
mod smallest;
mod stream;
#[cfg(test)]
mod testing;
mod value;

pub use judge::Side;
pub use mock::{Mock, Reply};
pub use problem::Violation;
pub use sample::{Recipe, sample};
pub use server::{Served, Settings, serve};
pub use smallest::{SampleValue, SmallestRequest, smallest_requests};
