//! Operations.
//!
//! In: a member of a path item, and what the path item says for all of its operations. Out: an [`OperationSpec`].
//! Must never know: other paths.

use openapiv3 as oa;

use crate::diag::code_table::document as codes;
use crate::load::Node;
use crate::normalize::positions::Part;

use super::model::OperationSpec;
use super::reader::{Reader, Spot, scalar_text};
use super::shared::{Shared, methods_of};
use super::skeleton::Piece;

impl<'n> Reader<'n, '_> {
    /// One operation, without which there would be one finding.
    pub(super) fn operation(
        &mut self,
        method: &str,
        path: &str,
        spot: &Spot<'n>,
        shared: &Shared,
    ) -> Option<OperationSpec> {
        self.map_of(spot, &format!("the operation {method} {path}"))?;
        if self.is_mistaken(spot, Part::Operation, &format!("the operation {method} {path}")) {
            return None;
        }
        let piece = Piece::map()
            .with("tags", Some(self.operation_tags(spot)))
            .with("summary", self.text(spot, "summary"))
            .with("description", self.text(spot, "description"))
            .with("operationId", self.text(spot, "operationId").filter(|id| !id.is_empty()))
            .with("deprecated", self.truth(spot, "deprecated"))
            // Responses are read one by one.
            .with("responses", Some(Piece::map()));
        let read: oa::Operation = self.read(piece, &spot.at, &format!("the operation on {path}"))?;
        let own = self.parameters(spot);
        let parameters = self.merged_parameters(path, &spot.at, &shared.parameters, own);
        self.count_callbacks(spot);
        let mut servers = self.servers(spot);
        if servers.is_empty() {
            servers.clone_from(&shared.servers);
        }
        Some(OperationSpec {
            pointer: spot.at.clone(),
            method: method.to_owned(),
            path: path.to_owned(),
            operation_id: read.operation_id,
            tags: read.tags,
            summary: read.summary.or_else(|| shared.summary.clone()),
            description: read.description.or_else(|| shared.description.clone()),
            external_docs: self.external_docs(spot),
            deprecated: read.deprecated,
            parameters,
            body: self.body(spot),
            responses: self.responses(spot),
            security: self.requirements(spot),
            servers,
            extensions: spot.extensions(),
        })
    }

    fn operation_tags(&mut self, spot: &Spot<'n>) -> Piece<'n> {
        let mut tags = Vec::new();
        if let Some(Node::String(tag)) = spot.node.get("tags") {
            let help = "put it into a list";
            let message = format!("`tags` is the string `{tag}`; it is read as the only tag");
            self.advise(&codes::W302, &spot.at.key("tags"), message, help);
            return Piece::List(vec![Piece::from(tag.as_str())]);
        }
        for tag in self.list_member(spot, "tags") {
            // A nested list that was not folded says its deepest place last.
            let node = tag.node.as_list().and_then(<[Node]>::last).unwrap_or(tag.node);
            match scalar_text(node) {
                Some(text) => tags.push(Piece::from(text)),
                None => self.wrong_kind(&tag, "a tag", "a string"),
            }
        }
        Piece::List(tags)
    }

    /// Callbacks are calls that the API makes; they are counted and left alone.
    fn count_callbacks(&mut self, operation: &Spot<'n>) {
        let Some(callbacks) = self.map_member(operation, "callbacks") else { return };
        for (_, callback) in callbacks.entries() {
            let Some(callback) = self.follow(callback, "the callback") else { continue };
            for (_, item) in callback.members() {
                if let Some(item) = self.follow(item, "the callback") {
                    self.inbound += methods_of(&item);
                }
            }
            if self.inbound > 0 {
                self.first_inbound.get_or_insert_with(|| callbacks.at.clone());
            }
        }
    }
}
