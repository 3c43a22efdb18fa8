//! Where every place of the merged tree comes from.

use std::collections::BTreeMap;

use crate::diag::{FileId, Place, Pointer};

/// For places that moved: where they stand in which file. What stands below a known place moved with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origins {
    known: BTreeMap<String, (FileId, String)>,
}

impl Origins {
    /// A tree that is one file.
    #[must_use]
    pub fn of_file(file: FileId) -> Self {
        Self { known: BTreeMap::from([(String::new(), (file, String::new()))]) }
    }

    /// Where a place of the merged tree stands in an input file.
    #[must_use]
    pub fn place(&self, merged: &Pointer) -> Option<Place> {
        let text = merged.as_str();
        let mut end = text.len();
        loop {
            let prefix = text.get(..end)?;
            if let Some((file, base)) = self.known.get(prefix) {
                let pointer = Pointer::from_escaped(&format!("{base}{}", text.get(end..)?));
                return Some(Place::new(*file, pointer));
            }
            end = prefix.rfind('/')?;
        }
    }

    /// Says that a place comes from `place`.
    pub(super) fn set(&mut self, merged: &Pointer, place: &Place) {
        self.known.insert(merged.as_str().to_owned(), (place.file, place.pointer.as_str().to_owned()));
    }

    /// Says that `to` of this tree is what stands at `from` of another one.
    pub(super) fn graft(&mut self, to: &Pointer, other: &Self, from: &Pointer) {
        self.put(to, other.place(from), other.below(from));
    }

    /// Says that `to` of this tree is a copy of what stands at `from`.
    pub(super) fn copy(&mut self, from: &Pointer, to: &Pointer) {
        self.put(to, self.place(from), self.below(from));
    }

    /// Says that what stood at `from` of this tree stands at `to` now.
    pub(super) fn relocate(&mut self, from: &Pointer, to: &Pointer) {
        let (place, below) = (self.place(from), self.below(from));
        self.forget(from);
        self.put(to, place, below);
    }

    /// Says where `to` comes from, and what is known about places below it.
    fn put(&mut self, to: &Pointer, place: Option<Place>, below: Vec<(String, (FileId, String))>) {
        self.forget(to);
        if let Some(place) = place {
            self.set(to, &place);
        }
        self.known
            .extend(below.into_iter().map(|(below, origin)| (format!("{}{below}", to.as_str()), origin)));
    }

    /// Says that member `index` of a list of `length` members is gone, so that those behind it moved up.
    pub(super) fn remove_member(&mut self, list: &Pointer, index: usize, length: usize) {
        for behind in index + 1..length {
            self.relocate(&list.index(behind), &list.index(behind - 1));
        }
    }

    /// What is known about places strictly below one, by the rest of their pointers.
    fn below(&self, pointer: &Pointer) -> Vec<(String, (FileId, String))> {
        let prefix = format!("{}/", pointer.as_str());
        self.known
            .range(prefix.clone()..)
            .take_while(|(known, _)| known.starts_with(&prefix))
            .map(|(known, origin)| (known[prefix.len() - 1..].to_owned(), origin.clone()))
            .collect()
    }

    fn forget(&mut self, pointer: &Pointer) {
        self.known.remove(pointer.as_str());
        for (below, _) in self.below(pointer) {
            self.known.remove(&format!("{}{below}", pointer.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(origins: &Origins, merged: &str, file: usize, pointer: &str) {
        let place = origins.place(&Pointer::from_escaped(merged)).expect("a place");
        assert_eq!((place.file.0, place.pointer.as_str()), (file, pointer));
    }

    #[test]
    fn places_move_with_what_holds_them() {
        let mut origins = Origins::of_file(FileId(0));
        origins.set(&Pointer::from_escaped("/a/1"), &Place::new(FileId(1), Pointer::from_escaped("/x")));
        check(&origins, "", 0, "");
        check(&origins, "/a/0/b", 0, "/a/0/b");
        check(&origins, "/a/1/b", 1, "/x/b");
        check(&origins, "/a/10", 0, "/a/10");
        origins.remove_member(&Pointer::from_escaped("/a"), 0, 3);
        check(&origins, "/a/0/b", 1, "/x/b");
        check(&origins, "/a/1", 0, "/a/2");
        let mut other = Origins::of_file(FileId(7));
        other.graft(&Pointer::from_escaped("/new"), &origins, &Pointer::from_escaped("/a"));
        check(&other, "/new/0/b", 1, "/x/b");
        check(&other, "/new/1/b", 0, "/a/2/b");
        check(&other, "/new", 0, "/a");
        check(&other, "/newer", 7, "/newer");
    }
}
