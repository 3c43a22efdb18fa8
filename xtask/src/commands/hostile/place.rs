//! Payloads in places: the harmless description with one text replaced.
//!
//! In: `base.yaml`, `swagger.yaml`, `modern.yaml`, `places.toml` and `payloads.json`. Out: a case for each payload, place and dialect.
//! Must never know: what the generator makes of them.

use std::collections::BTreeMap;
use std::fs;

use camino::Utf8Path;
use codegen::diag::{Diagnostics, Pointer};
use codegen::load::{Budgets, Files, Node, Source, load_source};
use serde::Deserialize;

use callwright::failure::Failure;

/// The versions in which cases are written.
pub(super) const DIALECTS: [&str; 4] = ["3.1.0", "3.0.3", "2.0", "3.2.0"];

/// The harmless descriptions: one in the words of OpenAPI 3.0 and 3.1, and one each in those of Swagger 2.0 and OpenAPI 3.2.
const BASES: [&str; 3] = [OPENAPI, "swagger.yaml", "modern.yaml"];
const OPENAPI: &str = "base.yaml";

/// The harmless description, the places in it, and what goes there.
#[derive(Debug)]
pub(super) struct Twins {
    /// The harmless descriptions, in the order of `BASES`.
    bases: Vec<Node>,
    places: Vec<Place>,
    payloads: BTreeMap<String, String>,
}

/// A place of the harmless description; see `places.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    name: String,
    /// The description that has the place.
    #[serde(default = "openapi")]
    base: String,
    at: String,
    #[serde(default)]
    key: bool,
    #[serde(default = "payload_alone")]
    text: String,
    #[serde(default)]
    wire: bool,
    #[serde(default)]
    skip: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    place: Vec<Place>,
}

fn openapi() -> String {
    OPENAPI.to_owned()
}

fn payload_alone() -> String {
    "@".to_owned()
}

/// A payload in a place.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) name: String,
    /// The index of its dialect.
    pub(super) dialect: usize,
    /// The description.
    pub(super) text: Vec<u8>,
    /// What must read back from a literal of the client.
    pub(super) wire: Option<String>,
    /// Why the client may be built otherwise than the harmless one.
    pub(super) differs: Option<String>,
}

/// Reads the suite of places.
pub(super) fn read(suite: &Utf8Path) -> Result<Twins, Failure> {
    let text = |file: &str| {
        let path = suite.join(file);
        fs::read_to_string(&path).map_err(Failure::file("read", &path))
    };
    let places: Places = toml::from_str(&text("places.toml")?)
        .map_err(|error| Failure::usage(format!("places.toml: {error}")))?;
    let payloads: BTreeMap<String, String> = serde_json::from_str(&text("payloads.json")?)
        .map_err(|error| Failure::usage(format!("payloads.json: {error}")))?;
    let mut bases = Vec::new();
    for file in BASES {
        let source = Source::new(file, text(file)?.into_bytes());
        let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
        let loaded = load_source(&source, &Budgets::default(), &mut files, &mut diagnostics);
        let base = loaded.into_iter().next().map(|loaded| loaded.root);
        bases.push(base.ok_or_else(|| Failure::usage(format!("{file} is not a description")))?);
    }
    let twins = Twins { bases, places: places.place, payloads };
    for place in &twins.places {
        if !(0..DIALECTS.len()).any(|dialect| twins.with(place, "harmless", dialect).is_some()) {
            return Err(Failure::usage(format!("places.toml: {} has no text at {}", place.base, place.at)));
        }
        if let Some(unknown) = place.skip.keys().find(|name| !twins.payloads.contains_key(*name)) {
            return Err(Failure::usage(format!("places.toml: {} skips unknown {unknown}", place.name)));
        }
    }
    Ok(twins)
}

impl Twins {
    /// The harmless description in a dialect.
    pub(super) fn harmless(&self, dialect: usize) -> Vec<u8> {
        written(&self.versioned(dialect))
    }

    fn versioned(&self, dialect: usize) -> Node {
        let mut base = self.bases[base_of(dialect)].clone();
        if let Some(version) = base.get_mut("openapi") {
            *version = DIALECTS[dialect].into();
        }
        base
    }

    /// Every payload in every place in every dialect that has the place.
    pub(super) fn cases(&self) -> impl Iterator<Item = Case> {
        self.places.iter().flat_map(move |place| {
            self.payloads.iter().flat_map(move |(name, payload)| {
                (0..DIALECTS.len()).filter_map(move |dialect| {
                    let said = place.text.replace('@', payload);
                    Some(Case {
                        name: format!("place/{}/{name}/{}", place.name, DIALECTS[dialect]),
                        dialect,
                        text: written(&self.with(place, payload, dialect)?),
                        wire: place.wire.then_some(said),
                        differs: place.skip.get(name).cloned(),
                    })
                })
            })
        })
    }

    /// The description with a payload in a place; `None` where there is no such place.
    fn with(&self, place: &Place, payload: &str, dialect: usize) -> Option<Node> {
        if BASES[base_of(dialect)] != place.base {
            return None;
        }
        let mut root = self.versioned(dialect);
        let pointer = Pointer::from_escaped(&place.at);
        let said = place.text.replace('@', payload);
        if place.key {
            let key = pointer.tokens().last()?;
            let map = root.at_mut(&pointer.parent()?)?.as_map_mut()?;
            map.get(&key)?;
            // The renamed member stays where it was: order is not what is tested here.
            let members: Vec<(String, Node)> = std::mem::take(map).into_iter().collect();
            map.extend(members.into_iter().map(|(name, value)| {
                let renamed = if name == key { said.clone() } else { name };
                (renamed, value)
            }));
        } else {
            let node = root.at_mut(&pointer)?;
            node.as_str()?;
            *node = said.into();
        }
        Some(root)
    }
}

/// The index of the description that is written in a dialect.
fn base_of(dialect: usize) -> usize {
    match DIALECTS[dialect] {
        "2.0" => 1,
        "3.2.0" => 2,
        _ => 0,
    }
}

fn written(root: &Node) -> Vec<u8> {
    serde_json::to_vec(root).unwrap_or_default()
}
