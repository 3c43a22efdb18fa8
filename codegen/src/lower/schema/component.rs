//! Components and other places that references name: what each is called, and its definition.
//!
//! In: the document's components. Out: homes of names; the queue of definitions, emptied.
//! Must never know: how a single keyword is lowered.

use std::collections::BTreeMap;

use crate::diag::Pointer;
use crate::document::Document;
use crate::ir::{Definition, Words};
use crate::load::Node;
use crate::schema::is_bare_reference;

use super::docs::docs_of;
use crate::lower::context::{Home, Lowering};
use crate::lower::naming::resource::Place;
use crate::lower::naming::title::{is_placeholder, naming_title};

impl Lowering<'_> {
    /// Gives components, and the bodies and responses of operations, the words by which inline schemas below are named.
    pub(in crate::lower) fn name_places(&mut self, document: &Document, places: &[Place]) {
        for (name, pointer) in &document.schemas {
            let schema = self.schema(pointer);
            let title = schema.as_object().and_then(naming_title).filter(|_| is_placeholder(name));
            let home = match title {
                // The key is a tool's, the title is a name.
                Some(title) => Home { words: Words::one(name).titled(title), pinned: false },
                None => Home { words: Words::one(name), pinned: true },
            };
            self.registry.homes.insert(pointer.clone(), home);
        }
        self.name_components();
        self.name_synthesised_bodies(document, places);
    }

    /// Lowers all definitions that were reserved, and those that they reserve.
    pub(in crate::lower) fn lower_reserved(&mut self) {
        while let Some((id, pointer)) = self.registry.next_reserved() {
            let schema = self.schema(&pointer);
            let words = self.words_at(&pointer).unwrap_or_else(|| last_words(&pointer));
            self.memory.open.push(pointer.clone());
            if self.lower_family(&pointer) {
                self.memory.open.pop();
                continue;
            }
            let lowered = self.lower_schema(&schema, &words);
            self.memory.open.pop();
            if self.registry.finished(&pointer) != Some(id) {
                let docs = schema.as_object().map(docs_of).unwrap_or_default();
                self.registry.define(&pointer, &words, Definition::Alias(lowered.value), docs);
            }
        }
    }

    fn name_components(&mut self) {
        let components = Pointer::root().key("components");
        for (section, suffix) in
            [("parameters", ""), ("headers", ""), ("responses", "response"), ("requestBodies", "request")]
        {
            let place = components.key(section);
            let Some(members) = self.root.at(&place).and_then(Node::as_map) else { continue };
            for name in members.keys() {
                let already = suffix.is_empty() || name.to_ascii_lowercase().ends_with(suffix);
                let words = if already { Words::one(name) } else { Words::one(name).then(suffix) };
                self.registry.homes.insert(place.key(name), Home { words, pinned: false });
            }
        }
    }

    /// `Body_<summary>_<path>_<method>` is a name that a framework made up for a body without one; where one operation
    /// alone uses it, the operation is what it means.
    fn name_synthesised_bodies(&mut self, document: &Document, places: &[Place]) {
        let mut uses: BTreeMap<Pointer, Vec<usize>> = BTreeMap::new();
        for (index, operation) in document.operations.iter().enumerate() {
            for media in operation.body.iter().flat_map(|body| body.content.values()) {
                let Some(pointer) = &media.schema else { continue };
                let schema = self.schema(pointer);
                let Some(object) = schema.as_object().filter(|object| is_bare_reference(object)) else {
                    continue;
                };
                let reference = object.reference.clone().unwrap_or_default();
                if let Some(target) = self.resolve(&reference, pointer) {
                    let operations = uses.entry(target).or_default();
                    if !operations.contains(&index) {
                        operations.push(index);
                    }
                }
            }
        }
        for (name, pointer) in &document.schemas {
            if let (true, Some([only])) = (is_synthesised(name), uses.get(pointer).map(Vec::as_slice)) {
                let words = places[*only].types.then("request");
                self.registry.homes.insert(pointer.clone(), Home { words, pinned: false });
            }
        }
    }
}

fn is_synthesised(name: &str) -> bool {
    let method = name.rsplit('_').next().unwrap_or_default();
    name.starts_with("Body_") && ["post", "put", "patch", "delete", "get"].contains(&method)
}

fn last_words(pointer: &Pointer) -> Words {
    let names = pointer.tokens().filter(|token| {
        !matches!(
            token.as_str(),
            "components"
                | "paths"
                | "schema"
                | "schemas"
                | "content"
                | "properties"
                | "items"
                | "oneOf"
                | "anyOf"
                | "allOf"
        ) && !token.bytes().all(|byte| byte.is_ascii_digit())
    });
    let names: Vec<String> = names.collect();
    Words::many(names.into_iter().rev().take(3).collect::<Vec<_>>().into_iter().rev())
}
