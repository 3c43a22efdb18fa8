//! Reading a whole description.
//!
//! In: the normalised tree. Out: a [`Document`]; what cannot be read is reported and costs only itself.
//! Must never know: schemas, but for their places.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::code_table::document as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::load::Node;

use super::model::Document;
use super::reader::{Reader, Spot};

/// Reads the description.
pub fn read_document(root: &Node, diagnostics: &mut Diagnostics) -> Document {
    let mut reader = Reader {
        root,
        diagnostics,
        parameters: BTreeMap::new(),
        responses: BTreeMap::new(),
        headers: BTreeMap::new(),
        schemes: BTreeSet::new(),
        unknown_schemes: BTreeSet::new(),
        undeclared: Vec::new(),
        inbound: 0,
        first_inbound: None,
    };
    reader.document(&Spot { node: root, at: Pointer::root(), description: None })
}

impl<'n> Reader<'n, '_> {
    fn document(&mut self, root: &Spot<'n>) -> Document {
        if self.map_of(root, "the description").is_none() {
            return Document::default();
        }
        let info = self.info(root);
        let components = self.map_member(root, "components");
        if let Some(components) = &components {
            // A section is read where something refers into it; one that is not a map would only be missed there.
            for (section, _) in components.members() {
                self.map_member(components, section);
            }
        }
        let security_schemes =
            components.as_ref().map(|components| self.security_schemes(components)).unwrap_or_default();
        let schemas = components.and_then(|components| self.map_member(&components, "schemas"));
        let schemas = schemas.into_iter().flat_map(|schemas| schemas.entries());
        let schemas = schemas.map(|(name, spot)| (name.to_owned(), spot.at)).collect();
        let mut operations = self.operations(root);
        self.nest_tags(root, &mut operations);
        let document = Document {
            title: info.title,
            version: info.version,
            description: info.description,
            external_docs: self.external_docs(root),
            servers: self.servers(root),
            operations,
            security_schemes,
            security: self.requirements(root),
            schemas,
            tags: self.tags(root),
            inbound_operations: 0,
        };
        self.count_webhooks(root);
        self.check_keys(root);
        self.check_validity(root);
        if self.inbound > 0 {
            let message =
                format!("{} webhook and callback operation(s): the API makes these calls", self.inbound);
            let first = self.first_inbound.as_ref().unwrap_or(&root.at);
            self.diagnostics.push(Diagnostic::new(&codes::N321, first, message).at_key());
        }
        Document { inbound_operations: self.inbound, ..document }
    }
}
