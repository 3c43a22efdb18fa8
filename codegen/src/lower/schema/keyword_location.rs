//! Where a schema says what it says: at its own place, or in one of the schemas that it is made of.
//!
//! In: the place of a schema, and a keyword. Out: the place that a finding about the keyword should show.
//! Must never know: what the keyword means.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::diag::Pointer;
use crate::load::Node;
use crate::schema::{reference_of, resolve_step};

use crate::lower::context::Lowering;

/// Places looked at for one finding; what is not found among them is shown by the schema itself.
const MOST_LOOKED_AT: usize = 64;

impl Lowering<'_> {
    /// The keyword itself; the schema where it is written nowhere.
    pub(in crate::lower) fn keyword_place(&self, schema: &Pointer, keyword: &str) -> Pointer {
        self.find_part(schema, |part, at| part.get(keyword).map(|_| at.key(keyword)))
    }

    /// The items of the keyword's lists by their names, each where it is met first. All at once: a list that is looked
    /// through for each of its items takes the square of their number.
    pub(in crate::lower) fn item_places(
        &self,
        schema: &Pointer,
        keyword: &str,
        name_of: impl Fn(&Node) -> String,
    ) -> BTreeMap<String, Pointer> {
        let mut places = BTreeMap::new();
        self.find_part(schema, |part, at| {
            let items = part.get(keyword).and_then(Node::as_list).unwrap_or_default();
            for (index, item) in items.iter().enumerate() {
                places.entry(name_of(item)).or_insert_with(|| at.key(keyword).index(index));
            }
            None
        });
        places
    }

    /// The value in `enum` or `const`.
    pub(in crate::lower) fn listed_place(&self, schema: &Pointer, value: &Node) -> Pointer {
        let listed = self.find_part(schema, |part, at| {
            let index = part.get("enum")?.as_list()?.iter().position(|item| item == value)?;
            Some(at.key("enum").index(index))
        });
        if listed == *schema { self.keyword_place(schema, "const") } else { listed }
    }

    /// The schema, or the nearest thing around it that is written down: one that was made here has no place.
    pub(in crate::lower) fn written_place(&self, schema: &Pointer) -> Pointer {
        self.root.nearest(schema)
    }

    /// Where a schema says that several hold together. One that was made here, as the member of two parts, has no place;
    /// what it was made for has.
    pub(in crate::lower) fn combination_place(&self, schema: &Pointer) -> Pointer {
        let at = self.written_place(schema);
        let holds = |keyword: &&str| self.root.at(&at).is_some_and(|node| node.get(keyword).is_some());
        ["allOf", "$ref"]
            .iter()
            .find(|keyword| holds(keyword))
            .map_or_else(|| at.clone(), |found| at.key(found))
    }

    /// Looks at the schema, then at what it refers to and what it combines, the nearest first.
    fn find_part(
        &self,
        schema: &Pointer,
        mut found: impl FnMut(&Node, &Pointer) -> Option<Pointer>,
    ) -> Pointer {
        let mut waiting = VecDeque::from([schema.clone()]);
        let mut seen = BTreeSet::new();
        while let Some(at) = waiting.pop_front() {
            if seen.len() >= MOST_LOOKED_AT || !seen.insert(at.clone()) {
                continue;
            }
            let Some(part) = self.root.at(&at) else { continue };
            if let Some(place) = found(part, &at) {
                return place;
            }
            waiting.extend(reference_of(part).and_then(|reference| resolve_step(self.root, reference).ok()));
            for keyword in ["allOf", "anyOf", "oneOf"] {
                let parts = part.get(keyword).and_then(Node::as_list).unwrap_or_default();
                waiting.extend((0..parts.len()).map(|index| at.key(keyword).index(index)));
            }
        }
        schema.clone()
    }
}
