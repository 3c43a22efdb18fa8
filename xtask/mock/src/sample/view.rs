//! What several schemas say together about one value.
//!
//! In: places of schemas. Out: their keywords put together, references and `allOf` followed, choices left open.
//! Must never know: which value is made of it.

use std::collections::BTreeMap;

use codegen::diag::Pointer;
use codegen::kinds::JsonKinds;
use codegen::load::{Map, Node};

use crate::schema_query::{Look, kinds_of_type};

/// References and `allOf` inside one another.
const DEEPEST: usize = 40;

/// Keywords put together. Where two schemas say different things, the narrower one counts where that is known.
#[derive(Clone)]
pub(super) struct View {
    pub(super) kinds: JsonKinds,
    /// Whether a `type` was said.
    pub(super) has_type: bool,
    /// The members of `enum` or `const`.
    pub(super) listed: Option<Vec<Node>>,
    /// `example`, `examples`, and a `default` that is more than null.
    pub(super) examples: Vec<Node>,
    pub(super) properties: Vec<(String, Vec<Pointer>)>,
    pub(super) required: Vec<String>,
    /// `additionalProperties`, where it is a schema.
    pub(super) rest: Vec<Pointer>,
    pub(super) closed: bool,
    /// `patternProperties`.
    pub(super) patterned: Vec<(String, Pointer)>,
    pub(super) property_names: Vec<Pointer>,
    pub(super) items: Vec<Pointer>,
    pub(super) prefix: Vec<Vec<Pointer>>,
    pub(super) unique: bool,
    pub(super) format: Option<String>,
    pub(super) patterns: Vec<String>,
    /// `contentMediaType`: what a text holds.
    pub(super) content_type: Option<String>,
    /// `contentSchema`
    pub(super) content: Vec<Pointer>,
    /// Limits by keyword, the narrower one of two.
    pub(super) limits: BTreeMap<&'static str, f64>,
    /// The branches of each `anyOf` and `oneOf` that has to be decided.
    pub(super) choices: Vec<Vec<Pointer>>,
    /// The schemas that this is made of.
    pub(super) places: Vec<Pointer>,
}

/// Limits of which the larger one is narrower.
const LOWER: [&str; 5] = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];

/// Limits of which the smaller one is narrower.
const UPPER: [&str; 6] =
    ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "multipleOf"];

impl View {
    /// What the schemas say, choices left open.
    pub(super) fn of(look: Look<'_>, places: &[Pointer]) -> Self {
        let mut view = Self {
            kinds: JsonKinds::ALL,
            has_type: false,
            listed: None,
            examples: Vec::new(),
            properties: Vec::new(),
            required: Vec::new(),
            rest: Vec::new(),
            closed: false,
            patterned: Vec::new(),
            property_names: Vec::new(),
            items: Vec::new(),
            prefix: Vec::new(),
            unique: false,
            format: None,
            patterns: Vec::new(),
            content_type: None,
            content: Vec::new(),
            limits: BTreeMap::new(),
            choices: Vec::new(),
            places: Vec::new(),
        };
        for place in places {
            view.add(look, place, DEEPEST);
        }
        view
    }

    /// Takes one more schema in.
    pub(super) fn take(&mut self, look: Look<'_>, place: &Pointer) {
        self.add(look, place, DEEPEST);
    }

    fn add(&mut self, look: Look<'_>, place: &Pointer, depth: usize) {
        let (Some(schema), Some(depth)) = (look.schema(place), depth.checked_sub(1)) else { return };
        if self.places.contains(place) {
            return;
        }
        self.places.push(place.clone());
        if let Some(target) = look.target(place) {
            self.add(look, &target, depth);
        }
        for branch in look.branches(place, "allOf") {
            self.add(look, &branch, depth);
        }
        for keyword in ["oneOf", "anyOf"] {
            let branches = look.branches(place, keyword);
            if !branches.is_empty() {
                self.choices.push(branches);
            }
        }
        self.any_kind(schema);
        self.object(schema, place);
        self.array(schema, place);
        self.content(schema, place);
        self.limits(schema);
    }

    fn any_kind(&mut self, schema: &Map) {
        if let Some(kinds) = kinds_of_type(schema) {
            self.kinds = self.kinds.and(kinds);
            self.has_type = true;
        }
        let listed = schema.get("enum").and_then(Node::as_list).map(<[Node]>::to_vec);
        let listed = schema.get("const").map(|only| vec![only.clone()]).or(listed);
        if let Some(listed) = listed {
            self.listed = Some(match self.listed.take() {
                Some(known) => {
                    let both: Vec<Node> = known.iter().filter(|one| listed.contains(one)).cloned().collect();
                    if both.is_empty() { listed } else { both }
                }
                None => listed,
            });
        }
        self.examples.extend(schema.get("example").cloned());
        self.examples
            .extend(schema.get("examples").and_then(Node::as_list).unwrap_or_default().iter().cloned());
        self.examples.extend(schema.get("default").filter(|default| **default != Node::Null).cloned());
        if self.format.is_none() {
            self.format = schema.get("format").and_then(Node::as_str).map(str::to_owned);
        }
        self.patterns.extend(schema.get("pattern").and_then(Node::as_str).map(str::to_owned));
    }

    fn object(&mut self, schema: &Map, place: &Pointer) {
        let members = |keyword: &str| {
            let at = place.key(keyword);
            let map = schema.get(keyword).and_then(Node::as_map).into_iter().flatten();
            map.map(move |(name, _)| (name.clone(), at.key(name))).collect::<Vec<_>>()
        };
        for (name, at) in members("properties") {
            match self.properties.iter_mut().find(|(known, _)| *known == name) {
                Some((_, places)) => places.push(at),
                None => self.properties.push((name, vec![at])),
            }
        }
        self.patterned.extend(members("patternProperties"));
        for name in
            schema.get("required").and_then(Node::as_list).into_iter().flatten().filter_map(Node::as_str)
        {
            if !self.required.iter().any(|known| known == name) {
                self.required.push(name.to_owned());
            }
        }
        for keyword in ["additionalProperties", "unevaluatedProperties"] {
            match schema.get(keyword) {
                Some(Node::Bool(false)) => self.closed = true,
                Some(Node::Map(_)) => self.rest.push(place.key(keyword)),
                _ => {}
            }
        }
        if schema.contains_key("propertyNames") {
            self.property_names.push(place.key("propertyNames"));
        }
    }

    fn array(&mut self, schema: &Map, place: &Pointer) {
        if schema.get("items").is_some_and(|items| items.as_list().is_none()) {
            self.items.push(place.key("items"));
        }
        let first = schema.get("prefixItems").and_then(Node::as_list).map_or(0, <[Node]>::len);
        for position in 0..first {
            let at = place.key("prefixItems").index(position);
            match self.prefix.get_mut(position) {
                Some(places) => places.push(at),
                None => self.prefix.push(vec![at]),
            }
        }
        self.unique |= schema.get("uniqueItems").and_then(Node::as_bool) == Some(true);
        if let Some(Node::Map(_)) = schema.get("contains")
            && self.items.is_empty()
        {
            self.items.push(place.key("contains"));
        }
    }

    fn content(&mut self, schema: &Map, place: &Pointer) {
        let kind = schema.get("contentMediaType").and_then(Node::as_str).map(str::to_owned);
        self.content_type = self.content_type.take().or(kind);
        if schema.contains_key("contentSchema") {
            self.content.push(place.key("contentSchema"));
        }
    }

    fn limits(&mut self, schema: &Map) {
        let number = |keyword: &str| schema.get(keyword).and_then(as_f64);
        for keyword in LOWER {
            if let Some(limit) = number(keyword) {
                let known = self.limits.entry(keyword).or_insert(limit);
                *known = known.max(limit);
            }
        }
        for keyword in UPPER {
            if let Some(limit) = number(keyword) {
                let known = self.limits.entry(keyword).or_insert(limit);
                *known = known.min(limit);
            }
        }
    }

    /// A limit as a count.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts are small and checked"
    )]
    pub(super) fn count(&self, keyword: &str) -> Option<usize> {
        self.limits.get(keyword).filter(|limit| (0.0..1.0e9).contains(*limit)).map(|limit| *limit as usize)
    }
}

/// The number, if it is one.
#[allow(clippy::cast_precision_loss, reason = "limits beyond 2^53 are compared as the nearest float")]
pub(super) fn as_f64(node: &Node) -> Option<f64> {
    match node {
        Node::Number(codegen::load::Number::Integer(integer)) => Some(*integer as f64),
        Node::Number(codegen::load::Number::Float(float)) => Some(*float),
        _ => None,
    }
}
