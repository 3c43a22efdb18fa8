//! What the description says about itself: title, version, tags, servers.
//!
//! In: the root. Out: the plain texts of the model.
//! Must never know: operations.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3 as oa;

use crate::diag::code_table::document as codes;

use super::model::{ServerSpec, ServerVariableSpec};
use super::reader::{Reader, Spot, scalar_text};
use super::skeleton::Piece;

/// `info` in the words of the model.
#[derive(Default)]
pub(super) struct Info {
    pub(super) title: String,
    pub(super) version: String,
    pub(super) description: Option<String>,
}

impl<'n> Reader<'n, '_> {
    pub(super) fn info(&mut self, root: &Spot<'n>) -> Info {
        let Some(spot) = self.map_member(root, "info") else {
            self.report(&codes::W303, &root.at, "the description has no `info`, so the API has no title");
            return Info::default();
        };
        let title = self.text(&spot, "title");
        if title.is_none() {
            self.report(&codes::W303, &spot.at, "`info` has no `title`, so the API has none");
        }
        let version = self.text(&spot, "version").unwrap_or_default();
        let piece = Piece::map()
            .with("title", Some(title.unwrap_or_default()))
            .with("version", Some(version))
            .with("description", self.text(&spot, "description"));
        self.read::<oa::Info>(piece, &spot.at, "`info`").map_or_else(Info::default, |info| Info {
            title: info.title,
            version: info.version,
            description: info.description,
        })
    }

    /// Names and descriptions of `tags`; the first of one name counts.
    pub(super) fn tags(&mut self, root: &Spot<'n>) -> IndexMap<String, Option<String>> {
        let mut tags = IndexMap::new();
        for spot in self.list_member(root, "tags") {
            let name = match spot.node.as_map() {
                Some(_) => self.text(&spot, "name"),
                None => scalar_text(spot.node),
            };
            let Some(name) = name else {
                self.report(&codes::W302, &spot.at, "a tag has no `name`");
                continue;
            };
            let description = self.text(&spot, "description").or_else(|| self.text(&spot, "summary"));
            let piece = Piece::map().with("name", Some(name)).with("description", description);
            if let Some(tag) = self.read::<oa::Tag>(piece, &spot.at, "the tag") {
                tags.entry(tag.name).or_insert(tag.description);
            }
        }
        tags
    }

    /// `servers` of the description, a path or an operation.
    pub(super) fn servers(&mut self, holder: &Spot<'n>) -> Vec<ServerSpec> {
        let spots = self.list_member(holder, "servers");
        spots.into_iter().filter_map(|spot| self.server(&spot)).collect()
    }

    fn server(&mut self, spot: &Spot<'n>) -> Option<ServerSpec> {
        self.map_of(spot, "a server")?;
        let Some(url) = self.text(spot, "url") else {
            self.report(&codes::W304, &spot.at, "a server has no `url`, so it is left out");
            return None;
        };
        let mut variables = Piece::map();
        if let Some(declared) = self.map_member(spot, "variables") {
            for (name, variable) in declared.entries() {
                variables = variables.with(name, self.server_variable(name, &variable));
            }
        }
        let piece = Piece::map()
            .with("url", Some(url))
            .with("description", self.text(spot, "description"))
            .with("variables", Some(variables));
        let server: oa::Server = self.read(piece, &spot.at, "the server")?;
        let variable = |variable: oa::ServerVariable| ServerVariableSpec {
            default: variable.default,
            allowed: variable.enumeration,
            description: variable.description,
        };
        let variables = server.variables.unwrap_or_default();
        Some(ServerSpec {
            pointer: spot.at.clone(),
            url: server.url,
            name: self.text(spot, "name").map(Cow::into_owned).filter(|name| !name.is_empty()),
            description: server.description,
            variables: variables.into_iter().map(|(name, declared)| (name, variable(declared))).collect(),
        })
    }

    /// A variable without a default takes the first value that is allowed.
    fn server_variable(&mut self, name: &str, spot: &Spot<'n>) -> Option<Piece<'n>> {
        self.map_of(spot, "a server variable")?;
        let mut allowed = Vec::new();
        for value in self.list_member(spot, "enum") {
            match scalar_text(value.node) {
                Some(text) => allowed.push(text),
                None => self.wrong_kind(&value, "an allowed value", "a string"),
            }
        }
        if let Some(list) =
            spot.member("enum").filter(|list| list.node.as_list().is_some_and(<[_]>::is_empty))
        {
            let message = format!("the server variable `{name}` allows no value: its `enum` is empty");
            self.advise_key(&codes::W304, &list.at, message, "list the values, or remove `enum`");
        }
        let default = self.text(spot, "default").unwrap_or_else(|| {
            let first = allowed.first().cloned().unwrap_or(Cow::Borrowed(""));
            let message = format!("the server variable `{name}` has no default; `{first}` is used");
            self.report(&codes::W304, &spot.at, message);
            first
        });
        let piece = Piece::map()
            .with("enum", Some(Piece::List(allowed.into_iter().map(Piece::from).collect())))
            .with("default", Some(default))
            .with("description", self.text(spot, "description"));
        Some(piece)
    }
}
