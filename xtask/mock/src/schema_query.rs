//! Looking at a schema without judging a value: which kinds it allows, where its properties and items are described.
//!
//! In: the place of a schema. Out: kinds and places, through references and branches.
//! Must never know: requests.

use codegen::diag::Pointer;
use codegen::kinds::JsonKinds;
use codegen::load::{Map, Node, Number};
use codegen::schema::{JsonKind, reference_of, resolve_step};

/// References and branches inside one another.
const DEEPEST: usize = 16;

/// The kind of a value.
pub(crate) fn kind_of(value: &Node) -> JsonKinds {
    match value {
        Node::Number(Number::Float(_)) => JsonKinds::FRACTION,
        other => of_word(other.kind()).unwrap_or(JsonKinds::ALL),
    }
}

fn of_word(word: &str) -> Option<JsonKinds> {
    JsonKind::from_word(word).map(JsonKind::set)
}

/// What `type` of a schema says alone; `None` where it says nothing.
pub(crate) fn kinds_of_type(schema: &Map) -> Option<JsonKinds> {
    let kinds = match schema.get("type")? {
        Node::String(word) => of_word(word)?,
        Node::List(words) => words.iter().try_fold(JsonKinds::NONE, |kinds, word| {
            Some(kinds.or(of_word(word.as_str().unwrap_or("null"))?))
        })?,
        _ => return None,
    };
    let is_nullable =
        ["nullable", "x-nullable"].iter().any(|key| schema.get(*key).and_then(Node::as_bool) == Some(true));
    (kinds != JsonKinds::NONE).then(|| if is_nullable { kinds.or(JsonKinds::NULL) } else { kinds })
}

/// A description to look around in.
#[derive(Clone, Copy)]
pub(crate) struct Look<'n> {
    pub(crate) root: &'n Node,
}

impl<'n> Look<'n> {
    pub(crate) fn new(root: &'n Node) -> Self {
        Self { root }
    }

    /// The schema at a place, if it is written as an object.
    pub(crate) fn schema(self, at: &Pointer) -> Option<&'n Map> {
        self.root.at(at)?.as_map()
    }

    /// Where the reference of a schema leads, if it has one that leads somewhere.
    pub(crate) fn target(self, at: &Pointer) -> Option<Pointer> {
        resolve_step(self.root, reference_of(self.root.at(at)?)?).ok()
    }

    /// The places of the branches under a keyword.
    pub(crate) fn branches(self, at: &Pointer, keyword: &str) -> Vec<Pointer> {
        let list = self.schema(at).and_then(|schema| schema.get(keyword)).and_then(Node::as_list);
        let place = at.key(keyword);
        (0..list.unwrap_or_default().len()).map(|position| place.index(position)).collect()
    }

    /// The kinds of value that a schema can allow.
    pub(crate) fn kinds(self, at: &Pointer) -> JsonKinds {
        self.kinds_within(at, DEEPEST)
    }

    fn kinds_within(self, at: &Pointer, depth: usize) -> JsonKinds {
        let Some(schema) = self.schema(at) else { return JsonKinds::ALL };
        let Some(depth) = depth.checked_sub(1) else { return JsonKinds::ALL };
        let mut kinds = kinds_of_type(schema).unwrap_or_else(|| implied(schema));
        if let Some(target) = self.target(at) {
            kinds = kinds.and(self.kinds_within(&target, depth));
        }
        for branch in self.branches(at, "allOf") {
            kinds = kinds.and(self.kinds_within(&branch, depth));
        }
        for keyword in ["anyOf", "oneOf"] {
            let branches = self.branches(at, keyword);
            if !branches.is_empty() {
                let any = branches.iter().map(|branch| self.kinds_within(branch, depth));
                kinds = kinds.and(any.fold(JsonKinds::NONE, JsonKinds::or));
            }
        }
        kinds
    }

    /// Where the property of an object is described.
    pub(crate) fn property(self, at: &Pointer, name: &str) -> Option<Pointer> {
        self.find(at, DEEPEST, &|schema, at| {
            schema.get("properties")?.get(name).map(|_| at.key("properties").key(name))
        })
        .or_else(|| {
            self.find(at, DEEPEST, &|schema, at| {
                schema.get("additionalProperties")?.as_map().map(|_| at.key("additionalProperties"))
            })
        })
    }

    /// The properties that an object is described to have, whichever branch names them.
    pub(crate) fn properties(self, at: &Pointer) -> Vec<(String, Pointer)> {
        let mut found: Vec<(String, Pointer)> = Vec::new();
        self.each(at, DEEPEST, &mut |schema, at| {
            for (name, _) in schema.get("properties").and_then(Node::as_map).into_iter().flatten() {
                if !found.iter().any(|(known, _)| known == name) {
                    found.push((name.clone(), at.key("properties").key(name)));
                }
            }
        });
        found
    }

    /// What a keyword says about the value, whichever branch has it.
    pub(crate) fn keyword(self, at: &Pointer, keyword: &str) -> Option<&'n Node> {
        let place = self.find(at, DEEPEST, &|schema, at| schema.get(keyword).map(|_| at.key(keyword)))?;
        self.root.at(&place)
    }

    /// Where the item at a position of a list is described.
    pub(crate) fn item(self, at: &Pointer, position: usize) -> Option<Pointer> {
        self.find(at, DEEPEST, &|schema, at| {
            let first = schema.get("prefixItems").and_then(Node::as_list).map_or(0, <[Node]>::len);
            if position < first {
                return Some(at.key("prefixItems").index(position));
            }
            schema.get("items").map(|_| at.key("items"))
        })
    }

    fn find(
        self,
        at: &Pointer,
        depth: usize,
        wanted: &dyn Fn(&Map, &Pointer) -> Option<Pointer>,
    ) -> Option<Pointer> {
        let depth = depth.checked_sub(1)?;
        if let Some(found) = wanted(self.schema(at)?, at) {
            return Some(found);
        }
        let mut parts = self.parts(at);
        parts.find_map(|part| self.find(&part, depth, wanted))
    }

    fn each(self, at: &Pointer, depth: usize, visit: &mut dyn FnMut(&Map, &Pointer)) {
        let (Some(schema), Some(depth)) = (self.schema(at), depth.checked_sub(1)) else { return };
        visit(schema, at);
        for part in self.parts(at) {
            self.each(&part, depth, visit);
        }
    }

    /// The schemas that say more about the same value.
    fn parts(self, at: &Pointer) -> impl Iterator<Item = Pointer> + use<'n> {
        let branches = ["allOf", "anyOf", "oneOf"].map(|keyword| self.branches(at, keyword));
        self.target(at).into_iter().chain(branches.into_iter().flatten())
    }
}

/// The kinds of value that a schema without `type` is about.
fn implied(schema: &Map) -> JsonKinds {
    let listed = schema.get("enum").and_then(Node::as_list).map(<[Node]>::iter);
    if let Some(listed) = listed {
        return listed.map(kind_of).fold(JsonKinds::NONE, JsonKinds::or);
    }
    schema.get("const").map_or(JsonKinds::ALL, kind_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tree;

    #[test]
    fn kinds_come_through_references_and_branches() {
        let root = tree(
            r##"{ "a": { "oneOf": [{ "$ref": "#/b" }, { "type": "null" }] },
                  "b": { "type": ["integer", "string"] },
                  "c": { "allOf": [{ "$ref": "#/a" }, { "type": "string" }] } }"##,
        );
        let look = Look::new(&root);
        assert!(look.kinds(&Pointer::from_escaped("/a")).has(JsonKinds::NULL));
        assert!(!look.kinds(&Pointer::from_escaped("/a")).has(JsonKinds::OBJECT));
        assert_eq!(look.kinds(&Pointer::from_escaped("/c")), JsonKinds::STRING);
    }

    #[test]
    fn properties_and_items_are_found_behind_references() {
        let root = tree(
            r##"{ "a": { "allOf": [{ "$ref": "#/b" }] }, "b": { "properties": { "x": {} } },
                  "l": { "prefixItems": [{}], "items": {} }, "loop": { "$ref": "#/loop" } }"##,
        );
        let look = Look::new(&root);
        let found = |place: Option<Pointer>| place.map(|place| place.to_string());
        assert_eq!(
            found(look.property(&Pointer::from_escaped("/a"), "x")).as_deref(),
            Some("/b/properties/x")
        );
        assert_eq!(found(look.item(&Pointer::from_escaped("/l"), 0)).as_deref(), Some("/l/prefixItems/0"));
        assert_eq!(found(look.item(&Pointer::from_escaped("/l"), 1)).as_deref(), Some("/l/items"));
        assert_eq!(look.property(&Pointer::from_escaped("/loop"), "x"), None);
    }
}
