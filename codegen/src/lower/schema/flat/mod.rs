//! A schema as one object: what it refers to and what it has by `allOf`, merged.
//!
//! In: a [`Schema`](crate::schema::Schema). Out: the object that says all that it says.
//! Must never know: types.

pub(in crate::lower) mod all_of;
pub(in crate::lower) mod merge;
pub(in crate::lower) mod schema_eq;
pub(in crate::lower) mod view;
