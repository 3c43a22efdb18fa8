//! What the generator promises for any input, one function a promise.
//!
//! In: any bytes, which decide everything. Out: nothing, or a panic that says which promise was broken.
//! Must never know: who calls, a fuzzer or a seeded test.

mod change;
mod choices;
mod description;
mod emit;
mod finished;
mod gzip;
mod json;
mod load;
mod lower;
mod modern;
mod names;
mod order;
mod path_encode;
mod redaction;
mod schema;
mod server_variables;
mod swagger2;
mod text;

pub use change::{check_change, check_change_of, state_after, state_of};
pub use emit::check_emit;
pub use gzip::check_gzip;
pub use json::check_json;
pub use load::check_load;
pub use lower::check_lower;
pub use names::check_names;
pub use order::{check_order, check_order_of};
pub use path_encode::check_path_encode;
pub use redaction::check_redaction;
pub use server_variables::check_server_variables;
