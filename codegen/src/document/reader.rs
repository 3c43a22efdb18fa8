//! What reading any piece of a description needs: the tree, the findings, and members taken as what they should be.
//!
//! In: nodes with their places. Out: texts, truth values, and nodes behind references.
//! Must never know: which piece it is.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde::Deserialize;

use crate::diag::code_table::document as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::load::{Map, Node, Number};
use crate::normalize::positions::Part;
use crate::schema::{reference_of, resolve_reference};

use super::model::{HeaderSpec, ParameterPlace, ParameterSpec, ResponseSpec};
use super::skeleton::{Piece, Refusal};
use super::vocabulary::mistaken_for;

/// A node with its place.
#[derive(Clone)]
pub(super) struct Spot<'n> {
    /// What stands there.
    pub(super) node: &'n Node,
    /// Where it stands, after following references.
    pub(super) at: Pointer,
    /// What a reference says beside `$ref` about what it names.
    pub(super) description: Option<Cow<'n, str>>,
}

impl<'n> Spot<'n> {
    /// The member under `key`.
    pub(super) fn member(&self, key: &str) -> Option<Spot<'n>> {
        self.node.get(key).map(|node| Spot { node, at: self.at.key(key), description: None })
    }

    /// The entries of a map whose keys are names of the API's own; `x-request-id` is a header and no extension.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'n str, Spot<'n>)> + use<'n> {
        let at = self.at.clone();
        self.node
            .as_map()
            .into_iter()
            .flatten()
            .map(move |(key, node)| (key.as_str(), Spot { node, at: at.key(key), description: None }))
    }

    /// The members of a map whose keys are the specification's, but for extensions.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'n str, Spot<'n>)> + use<'n> {
        self.entries().filter(|(key, _)| !key.starts_with("x-"))
    }

    /// The items of a list.
    pub(super) fn items(&self) -> impl Iterator<Item = Spot<'n>> + use<'n> {
        let at = self.at.clone();
        let items = self.node.as_list().unwrap_or_default().iter().enumerate();
        items.map(move |(position, node)| Spot { node, at: at.index(position), description: None })
    }

    /// The members that start with `x-`.
    pub(super) fn extensions(&self) -> IndexMap<String, Node> {
        let members = self.node.as_map().into_iter().flatten();
        members
            .filter(|(key, _)| key.starts_with("x-"))
            .map(|(key, node)| (key.clone(), node.clone()))
            .collect()
    }
}

/// The room at work.
pub(super) struct Reader<'n, 'd> {
    /// The normalised description.
    pub(super) root: &'n Node,
    /// Where findings go.
    pub(super) diagnostics: &'d mut Diagnostics,
    /// Shared pieces are read once, as hundreds of operations refer to the same few.
    pub(super) parameters: BTreeMap<Pointer, Option<ParameterSpec>>,
    /// The same for responses.
    pub(super) responses: BTreeMap<Pointer, Option<ResponseSpec>>,
    /// The same for headers.
    pub(super) headers: BTreeMap<Pointer, Option<HeaderSpec>>,
    /// Names under `components.securitySchemes`.
    pub(super) schemes: BTreeSet<&'n str>,
    /// Scheme names that do not exist and have been reported.
    pub(super) unknown_schemes: BTreeSet<String>,
    /// Variables of the path at hand that an operation does not declare, each with the operation.
    pub(super) undeclared: Vec<(String, ParameterPlace, Pointer)>,
    /// Webhooks and callbacks so far.
    pub(super) inbound: usize,
    /// Where the first of them are.
    pub(super) first_inbound: Option<Pointer>,
}

impl<'n> Reader<'n, '_> {
    /// Reports a finding that needs no help.
    pub(super) fn report(
        &mut self,
        code: &'static crate::diag::Code,
        at: &Pointer,
        message: impl Into<String>,
    ) {
        self.diagnostics.report(code, at, message);
    }

    /// Reports a finding about a key, with a remedy.
    pub(super) fn advise_key(
        &mut self,
        code: &'static crate::diag::Code,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::new(code, at, message).with_help(help).at_key());
    }

    /// Reports a finding with a remedy.
    pub(super) fn advise(
        &mut self,
        code: &'static crate::diag::Code,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::new(code, at, message).with_help(help));
    }

    /// What stands at a spot, or behind the reference that stands there. A reference that cannot be resolved is reported,
    /// with what becomes of `what`, which it stands for.
    pub(super) fn follow(&mut self, spot: Spot<'n>, what: &str) -> Option<Spot<'n>> {
        let Some(reference) = reference_of(spot.node) else { return Some(spot) };
        let place = spot.at.key("$ref");
        let at = match resolve_reference(self.root, reference) {
            Ok(at) => at,
            Err(error) => {
                let mut found = error.diagnostic(&place);
                found.message = format!("{}; {what} is left out", found.message);
                self.diagnostics.push(found);
                return None;
            }
        };
        let node = self.root.at(&at)?;
        let description = spot.node.get("description").and_then(Node::as_str).map(Cow::Borrowed);
        Some(Spot { node, at, description })
    }

    /// The map at a spot; anything else is reported as not being `what`.
    pub(super) fn map_of(&mut self, spot: &Spot<'n>, what: &str) -> Option<&'n Map> {
        let map = spot.node.as_map();
        if map.is_none() {
            self.wrong_kind(spot, what, "an object");
        }
        map
    }

    /// The entry `key` if it is a map; an empty one is nothing.
    pub(super) fn map_member(&mut self, spot: &Spot<'n>, key: &str) -> Option<Spot<'n>> {
        let member = spot.member(key).filter(|member| *member.node != Node::Null)?;
        self.map_of(&member, &format!("`{key}`"))?;
        Some(member)
    }

    /// The items of the list under `key`; an empty member is nothing.
    pub(super) fn list_member(&mut self, spot: &Spot<'n>, key: &str) -> Vec<Spot<'n>> {
        let Some(member) = spot.member(key).filter(|member| *member.node != Node::Null) else {
            return Vec::new();
        };
        if member.node.as_list().is_none() {
            self.wrong_kind(&member, &format!("`{key}`"), "an array");
        }
        member.items().collect()
    }

    /// The text under `key`. Numbers and booleans that YAML made of unquoted text are text again (`version: 1.0`).
    pub(super) fn text(&mut self, spot: &Spot<'n>, key: &str) -> Option<Cow<'n, str>> {
        let node = spot.node.get(key)?;
        let text = scalar_text(node);
        if text.is_none() && *node != Node::Null {
            let member = Spot { node, at: spot.at.key(key), description: None };
            self.wrong_kind(&member, &format!("`{key}`"), "a string");
        }
        text
    }

    /// The text under `key`, to keep.
    pub(super) fn description(&mut self, spot: &Spot<'n>) -> Option<Cow<'n, str>> {
        spot.description.clone().or_else(|| self.text(spot, "description"))
    }

    /// The truth value under `key`; the words `"true"` and `"false"` are taken for what they say, with a finding.
    pub(super) fn truth(&mut self, spot: &Spot<'n>, key: &str) -> Option<bool> {
        let node = spot.node.get(key)?;
        let truth = match node {
            Node::Null => return None,
            Node::Bool(truth) => return Some(*truth),
            Node::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Node::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        };
        let member = Spot { node, at: spot.at.key(key), description: None };
        self.wrong_kind(&member, &format!("`{key}`"), "a boolean");
        truth
    }

    /// Reports a piece that is of another kind than `wanted`.
    pub(super) fn wrong_kind(&mut self, spot: &Spot<'n>, what: &str, wanted: &str) {
        let found = match spot.node {
            Node::Null => "nothing".to_owned(),
            Node::Map(_) => "an object".to_owned(),
            Node::List(_) => "an array".to_owned(),
            Node::String(text) if text.chars().count() <= 40 => format!("the string `{text}`"),
            Node::String(_) => "a string".to_owned(),
            Node::Bool(truth) => format!("`{truth}`"),
            Node::Number(_) => "a number".to_owned(),
        };
        self.report(&codes::W302, &spot.at, format!("expected {wanted} for {what}, found {found}"));
    }

    /// Whether an object is of another kind than what it stands for, which is reported: a reference that leads to a schema
    /// in the place of an operation reads like an operation that says nothing.
    pub(super) fn is_mistaken(&mut self, spot: &Spot<'n>, part: Part, what: &str) -> bool {
        let found = mistaken_for(part, spot.node);
        if let Some(found) = found {
            let message = format!("expected {what}, found the fields of {found}");
            let help = "check where the reference leads, or what stands under the key";
            self.advise(&codes::W302, &spot.at, message, help);
        }
        found.is_some()
    }

    /// Reads a skeleton through `openapiv3`; if that refuses, the piece is reported and left out.
    pub(super) fn read<T: Deserialize<'n>>(
        &mut self,
        piece: Piece<'n>,
        at: &Pointer,
        what: &str,
    ) -> Option<T> {
        let read: Result<T, Refusal> = piece.read();
        read.map_err(|refusal| {
            self.report(&codes::W301, at, format!("{what} cannot be read, so it is left out: {refusal}"));
        })
        .ok()
    }

    /// `externalDocs.url`.
    pub(super) fn external_docs(&mut self, spot: &Spot<'n>) -> Option<String> {
        let docs = self.map_member(spot, "externalDocs")?;
        let url = self.text(&docs, "url")?;
        let piece = Piece::map().with("url", Some(url));
        self.read::<openapiv3::ExternalDocumentation>(piece, &docs.at, "the link to documentation")
            .map(|docs| docs.url)
            .filter(|url| !url.is_empty())
    }

    /// The place of the entry `key`, if there is one.
    pub(super) fn site_of(spot: &Spot<'n>, key: &str) -> Option<Pointer> {
        spot.node.get(key).map(|_| spot.at.key(key))
    }

    /// The places of `example` and `examples`, taken from the tree, as `openapiv3` knows only the 3.0 forms.
    pub(super) fn examples(&mut self, spot: &Spot<'n>) -> Vec<Pointer> {
        let mut examples: Vec<Pointer> = Self::site_of(spot, "example").into_iter().collect();
        let Some(named) = spot.member("examples") else { return examples };
        examples.extend(named.items().map(|item| item.at));
        for (_, example) in named.entries() {
            let Some(example) = self.follow(example, "the example") else { continue };
            // A serialized value that can be read has become a `dataValue`.
            let value = ["value", "dataValue"].iter().find_map(|key| Self::site_of(&example, key));
            examples.extend(value);
        }
        examples
    }
}

/// The text of a scalar, as a person wrote it.
pub(super) fn scalar_text(node: &Node) -> Option<Cow<'_, str>> {
    Some(match node {
        Node::String(text) => Cow::Borrowed(text),
        Node::Number(Number::Integer(integer)) => Cow::Owned(integer.to_string()),
        Node::Number(Number::Float(float)) => Cow::Owned(format!("{float:?}")),
        Node::Bool(truth) => Cow::Owned(truth.to_string()),
        _ => return None,
    })
}

/// The texts of a reading of `openapiv3`.
pub(super) fn place_in<T>(schema: Option<&ReferenceOr<T>>) -> Option<Pointer> {
    schema.and_then(super::skeleton::place_of)
}
