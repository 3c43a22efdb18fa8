//! Which parts of a description stand where: the one table, and walkers over it.
//!
//! In: a tree and the kind of part that it is. Out: every part below it, with its kind and place. Only typed
//! positions are visited: a key called `schema` inside an example is not a schema.

mod table;
mod walk;

pub use table::{METHODS, Part, Shape, shape_of};
pub use walk::{Step, Trail, walk, walk_mut, walk_places};

#[cfg(test)]
mod tests;
