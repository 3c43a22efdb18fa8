//! Every diagnostic code, by the room that reports it.

use super::Code;

pub mod document;
pub mod load;
pub mod lower;
pub mod memory;
pub mod names;
pub mod normalize;
pub mod output;
mod retired;
pub mod schema;
pub mod select;

pub use retired::{RETIRED, RetiredCode, find_retired};

/// All codes, in the order of their numbers.
pub fn all_codes() -> impl Iterator<Item = &'static Code> {
    let rooms = [
        load::ALL,
        normalize::ALL,
        memory::ALL,
        select::ALL,
        document::ALL,
        schema::ALL,
        lower::ALL,
        names::ALL,
        output::ALL,
    ];
    rooms.into_iter().flatten().copied()
}

/// The code with this id, in any case (`w501` finds `W501`).
#[must_use]
pub fn find_code(id: &str) -> Option<&'static Code> {
    all_codes().find(|code| code.id.eq_ignore_ascii_case(id))
}
