//! Schemas of components, read before lowering asks for them.
//!
//! In: the normalised tree. Out: its schemas, each with its findings, whoever read it. Must never know: what they become.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use crate::diag::{Diagnostics, Pointer};
use crate::load::Node;
use crate::schema::{Schema, read_schema};

/// The schemas of a description, for lowering, and for another thread that has the time to read some of them.
pub struct ReadAhead<'a> {
    root: &'a Node,
    /// Where the schemas of components stand.
    places: Vec<Pointer>,
    /// The first of them that nobody reads so far.
    next: AtomicUsize,
    /// Those that were read, and that nobody asked for so far.
    read: Mutex<BTreeMap<Pointer, (Schema, Diagnostics)>>,
    values: OnceLock<usize>,
}

impl<'a> ReadAhead<'a> {
    /// None so far: what nobody reads ahead is read when it is asked for.
    #[must_use]
    pub fn of(root: &'a Node) -> Self {
        let at = Pointer::root().key("components").key("schemas");
        let components = root.at(&at).and_then(Node::as_map).into_iter().flatten();
        Self {
            root,
            places: components.map(|(name, _)| at.key(name)).collect(),
            next: AtomicUsize::new(0),
            read: Mutex::default(),
            values: OnceLock::new(),
        }
    }

    /// Reads schemas of components as long as there is one that nobody reads: any number of threads can do so at once.
    pub fn read(&self) {
        self.values();
        while let Some(place) = self.places.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let schema = self.read_at(place);
            self.lock().insert(place.clone(), schema);
        }
    }

    /// The tree.
    pub(super) fn root(&self) -> &'a Node {
        self.root
    }

    /// How many values the tree has.
    pub(super) fn values(&self) -> usize {
        *self.values.get_or_init(|| self.root.values())
    }

    /// The schema at the place, with what is found in it.
    pub(super) fn take(&self, place: &Pointer) -> (Schema, Diagnostics) {
        let read = self.lock().remove(place);
        read.unwrap_or_else(|| self.read_at(place))
    }

    fn read_at(&self, place: &Pointer) -> (Schema, Diagnostics) {
        let mut found = Diagnostics::new();
        (read_schema(self.root, place, &mut found), found)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Pointer, (Schema, Diagnostics)>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::ReadAhead;
    use crate::diag::Pointer;
    use crate::schema::testing::node;

    #[test]
    fn who_reads_a_schema_makes_no_difference() {
        // Each has a finding of its own.
        let schema = |number: usize| format!("    S{number}: {{ type: object, minLength: '{number}' }}");
        let schemas: Vec<String> = (0..64).map(schema).collect();
        let root = node(&format!("components:\n  schemas:\n{}\n", schemas.join("\n")));
        let (asked, ahead) = (ReadAhead::of(&root), ReadAhead::of(&root));
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| ahead.read());
            }
        });
        assert_eq!(ahead.lock().len(), 64, "each is read once");
        for number in 0..64 {
            let place = Pointer::root().key("components").key("schemas").key(&format!("S{number}"));
            let ((schema, found), (other, of_other)) = (asked.take(&place), ahead.take(&place));
            assert_eq!(schema, other);
            assert_eq!(found.as_slice(), of_other.as_slice());
            assert_eq!(found.as_slice().len(), 1, "{found:?}");
        }
        assert!(ahead.lock().is_empty(), "each is given away once");
    }
}
