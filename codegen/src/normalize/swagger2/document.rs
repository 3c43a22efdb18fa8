//! The document itself: what stays, what moves, and what becomes of it all together.

use super::VERSION;
use super::context::Conversion;
use super::sections::SECTIONS;
use crate::diag::Pointer;
use crate::load::{Map, Node};

impl<'n> Conversion<'n> {
    /// The whole document in the words of 3.0.
    pub(super) fn document(&mut self) -> Node {
        let whole = Pointer::root();
        let Some(members) = self.root.as_map() else { return self.root.clone() };
        self.check_keys(members, &whole, super::slips::DOCUMENT);
        let mut root = Map::new();
        root.insert("openapi".to_owned(), VERSION.into());
        self.made_of(&whole.key("swagger"), &whole.key("openapi"));
        for (key, value) in members {
            let at = whole.key(key);
            match key.as_str() {
                "swagger" | "openapi" | "host" | "basePath" | "schemes" | "consumes" | "produces"
                | "components" => {}
                section if SECTIONS.iter().any(|(old, _)| *old == section) => {
                    self.wrong_kind(&at, value, section, "an object");
                }
                "paths" => {
                    root.insert(key.clone(), self.paths(value, &at));
                }
                _ => {
                    root.insert(key.clone(), value.clone());
                }
            }
        }
        if let Some(servers) = self.servers().filter(|_| !root.contains_key("servers")) {
            root.insert("servers".to_owned(), servers);
        }
        // After the paths: they say which shared parameters have to be schemas.
        if let Some(components) = members.get("components") {
            root.insert("components".to_owned(), self.components(components, &whole.key("components")));
        }
        Node::Map(root)
    }

    fn components(&mut self, components: &'n Node, at: &Pointer) -> Node {
        let Some(sections) = components.as_map() else { return components.clone() };
        let mut converted = Map::new();
        for (section, members) in sections {
            let at = at.key(section);
            let Some(members) = members.as_map() else {
                converted.insert(section.clone(), members.clone());
                continue;
            };
            match section.as_str() {
                "parameters" => self.shared_parameters(members, &at, &mut converted),
                "responses" => {
                    let responses = members.iter().map(|(name, response)| {
                        (name.clone(), self.response(response, &at.key(name), &at.key(name), None, false))
                    });
                    let responses = Node::Map(responses.collect());
                    converted.insert(section.clone(), responses);
                }
                "securitySchemes" => {
                    let schemes = members
                        .iter()
                        .map(|(name, scheme)| (name.clone(), self.security_scheme(scheme, &at.key(name))));
                    let schemes = Node::Map(schemes.collect());
                    converted.insert(section.clone(), schemes);
                }
                // Parameters may have added schemas and bodies by now.
                _ => {
                    let own = members.iter().map(|(name, member)| (name.clone(), member.clone()));
                    match converted.entry(section.clone()).or_insert_with(|| Node::Map(Map::new())) {
                        Node::Map(known) => known.extend(own),
                        other => *other = Node::Map(own.collect()),
                    }
                }
            }
        }
        Node::Map(converted)
    }

    fn paths(&mut self, paths: &'n Node, at: &Pointer) -> Node {
        let Some(items) = paths.as_map() else { return paths.clone() };
        let items = items.iter().map(|(path, item)| {
            let converted =
                if path.starts_with("x-") { item.clone() } else { self.path_item(item, &at.key(path)) };
            (path.clone(), converted)
        });
        Node::Map(items.collect())
    }
}
