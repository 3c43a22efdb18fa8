//! Text as the value that its schema is about: in paths, queries, headers, cookies and forms everything is text.
//!
//! In: text and the place of a schema. Out: the value that the schema allows, if there is one, else the likeliest.
//! Must never know: where the text stood.

use std::collections::BTreeMap;

use codegen::diag::{Diagnostics, Pointer, code_table};
use codegen::kinds::JsonKinds;
use codegen::load::{Budgets, Files, Map, Node, Number, Source, load_source};
use codegen::schema::validate::Reason;

use crate::judge::{Judge, Side};
use crate::schema_query::Look;

/// Reads texts of one request.
pub(crate) struct Reader<'n> {
    pub(crate) look: Look<'n>,
    judge: Judge,
}

impl<'n> Reader<'n> {
    pub(crate) fn new(root: &'n Node) -> Self {
        Self { look: Look::new(root), judge: Judge::default() }
    }

    /// Every reason why the schema does not allow the value.
    pub(crate) fn reasons(&self, schema: Option<&Pointer>, value: &Node) -> Vec<Reason> {
        let judged = |schema| self.judge.reasons(self.look.root, schema, value, Side::Request);
        schema.map(judged).unwrap_or_default()
    }

    /// The kinds that the schema allows.
    pub(crate) fn kinds(&self, schema: Option<&Pointer>) -> JsonKinds {
        schema.map_or(JsonKinds::ALL, |schema| self.look.kinds(schema))
    }

    /// The first value that the schema allows, or else the first.
    pub(crate) fn first_valid(&self, schema: Option<&Pointer>, values: Vec<Node>) -> Node {
        let found = values.iter().position(|value| self.reasons(schema, value).is_empty());
        values.into_iter().nth(found.unwrap_or_default()).unwrap_or_default()
    }

    /// One text as a scalar, or as JSON where only an object or a list is allowed.
    pub(crate) fn scalar(&self, schema: Option<&Pointer>, text: &str) -> Node {
        let kinds = self.kinds(schema);
        let mut values = Vec::new();
        if kinds.has(JsonKinds::INTEGER)
            && let Ok(integer) = text.parse::<i128>()
        {
            values.push(Node::Number(Number::Integer(integer)));
        }
        if kinds.has(JsonKinds::FRACTION)
            && let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite())
        {
            values.push(Node::Number(Number::Float(number)));
        }
        if kinds.has(JsonKinds::BOOLEAN)
            && let Ok(truth) = text.parse::<bool>()
        {
            values.push(Node::Bool(truth));
        }
        if kinds.has(JsonKinds::OBJECT.or(JsonKinds::ARRAY))
            && text.starts_with(['{', '['])
            && let Ok(read) = json(text.as_bytes())
        {
            values.push(read);
        }
        values.push(Node::String(text.to_owned()));
        if kinds.has(JsonKinds::NULL) && matches!(text, "" | "null") {
            values.push(Node::Null);
        }
        self.first_valid(schema, values)
    }

    /// Texts as a list.
    pub(crate) fn list(&self, schema: Option<&Pointer>, texts: &[String]) -> Node {
        let item = |(position, text): (usize, &String)| {
            let place = schema.and_then(|schema| self.look.item(schema, position));
            self.scalar(place.as_ref(), text)
        };
        Node::List(texts.iter().enumerate().map(item).collect())
    }

    /// Named texts as an object.
    pub(crate) fn object(&self, schema: Option<&Pointer>, members: &[(String, String)]) -> Node {
        let member = |(name, text): &(String, String)| {
            let place = schema.and_then(|schema| self.look.property(schema, name));
            (name.clone(), self.scalar(place.as_ref(), text))
        };
        Node::Map(members.iter().map(member).collect::<Map>())
    }

    /// `a[b][0]=c` and its like: a tree out of names, the first part of which was cut off.
    pub(crate) fn deep(&self, schema: Option<&Pointer>, entries: &[Entry]) -> Node {
        if let [(path, text)] = entries
            && path.is_empty()
        {
            return self.scalar(schema, text);
        }
        // Grouped in one pass: a request decides how many there are.
        let mut groups: Groups<String, Entry> = Groups::default();
        for (path, text) in entries {
            if let Some((name, below)) = path.split_first() {
                groups.add(name.clone(), (below.to_vec(), text.clone()));
            }
        }
        let groups = groups.into_vec();
        let is_position = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
        if self.kinds(schema).has(JsonKinds::ARRAY) && groups.iter().all(|(name, _)| is_position(name)) {
            let mut items = Vec::new();
            for (name, below) in groups {
                let place = schema.and_then(|schema| self.look.item(schema, items.len()));
                if name.is_empty() {
                    let each =
                        below.iter().map(|entry| self.deep(place.as_ref(), std::slice::from_ref(entry)));
                    items.extend(each);
                } else {
                    items.push(self.deep(place.as_ref(), &below));
                }
            }
            return Node::List(items);
        }
        let member = |(name, below): (String, Vec<Entry>)| {
            let place = schema.and_then(|schema| self.look.property(schema, &name));
            let value = self.deep(place.as_ref(), &below);
            (name, value)
        };
        Node::Map(groups.into_iter().map(member).collect())
    }
}

/// What is left of a name in brackets, and the text.
type Entry = (Vec<String>, String);

/// Values by their keys, in the order in which the keys came first.
pub(crate) struct Groups<K, V> {
    places: BTreeMap<K, usize>,
    groups: Vec<(K, Vec<V>)>,
}

impl<K: Clone + Ord, V> Groups<K, V> {
    pub(crate) fn add(&mut self, key: K, value: V) {
        let next = self.groups.len();
        let place = *self.places.entry(key.clone()).or_insert(next);
        match self.groups.get_mut(place) {
            Some((_, values)) => values.push(value),
            None => self.groups.push((key, vec![value])),
        }
    }

    pub(crate) fn into_vec(self) -> Vec<(K, Vec<V>)> {
        self.groups
    }
}

impl<K, V> Default for Groups<K, V> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), groups: Vec::new() }
    }
}

/// The parts of a name with brackets: `a[b][]` is `a`, `b` and nothing.
pub(crate) fn bracketed(name: &str) -> (String, Vec<String>) {
    const MOST: usize = 32;
    let Some((base, rest)) = name.split_once('[').filter(|(base, _)| !base.is_empty()) else {
        return (name.to_owned(), Vec::new());
    };
    let Some(rest) = rest.strip_suffix(']') else { return (name.to_owned(), Vec::new()) };
    (base.to_owned(), rest.splitn(MOST, "][").map(str::to_owned).collect())
}

/// Values inside one JSON text. Each takes many times the memory of the two bytes that it can be written in.
const MOST_VALUES: usize = 1_000_000;

/// Why JSON could not be read.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) message: String,
    /// Whether there is too much of it.
    pub(crate) is_too_large: bool,
}

/// JSON, every number exact.
pub(crate) fn json(bytes: &[u8]) -> Result<Node, Unreadable> {
    let source = Source::new("body.json", bytes);
    let budgets = Budgets {
        bytes: usize::MAX,
        nodes: MOST_VALUES,
        scalar: usize::MAX,
        width: usize::MAX,
        ..Budgets::default()
    };
    let mut diagnostics = Diagnostics::new();
    let loaded = load_source(&source, &budgets, &mut Files::default(), &mut diagnostics);
    loaded.into_iter().next().map(|loaded| loaded.root).ok_or_else(|| match diagnostics.as_slice().first() {
        Some(found) if found.code.id == code_table::load::E109.id => {
            Unreadable { message: format!("it contains more than {MOST_VALUES} values"), is_too_large: true }
        }
        found => {
            let message = found.map(|found| found.message.clone()).unwrap_or_default();
            Unreadable { message, is_too_large: false }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tree;

    #[test]
    fn texts_become_what_the_schema_is_about() {
        let root = tree(
            r#"{ "i": { "type": "integer" }, "s": { "type": "string" }, "b": { "type": ["boolean", "null"] },
                 "u": { "oneOf": [{ "type": "integer" }, { "enum": ["auto"] }] },
                 "o": { "type": "object", "properties": { "a": { "type": "array", "items": { "type": "integer" } } } } }"#,
        );
        let reader = Reader::new(&root);
        let read = |name: &str, text: &str| {
            let value = reader.scalar(Some(&Pointer::root().key(name)), text);
            serde_json::to_string(&value).unwrap()
        };
        assert_eq!(read("i", "42"), "42");
        assert_eq!(read("i", "x"), r#""x""#);
        assert_eq!(read("s", "42"), r#""42""#);
        assert_eq!(read("b", "true"), "true");
        assert_eq!(read("b", "null"), "null");
        assert_eq!(read("u", "auto"), r#""auto""#);
        assert_eq!(read("o", r#"{"a":[1]}"#), r#"{"a":[1]}"#);
        let entries =
            [(vec!["a".into(), "0".into()], "7".into()), (vec!["a".into(), "1".into()], "8".into())];
        let deep = reader.deep(Some(&Pointer::root().key("o")), &entries);
        assert_eq!(serde_json::to_string(&deep).unwrap(), r#"{"a":[7,8]}"#);
    }

    #[test]
    fn names_come_apart_at_brackets() {
        assert_eq!(bracketed("a[b][]"), ("a".into(), vec!["b".into(), String::new()]));
        assert_eq!(bracketed("a[b"), ("a[b".into(), Vec::new()));
        assert_eq!(bracketed("[b]"), ("[b]".into(), Vec::new()));
    }

    #[test]
    fn broken_json_is_named() {
        assert!(json(b"{").is_err());
        assert!(json(br#"{"a":1,"a":2}"#).is_err());
        assert!(json(b"9007199254740993").is_ok());
    }

    #[test]
    fn json_holds_so_many_values() {
        let list = |items: usize| format!("[{}0]", "0,".repeat(items - 1));
        assert!(json(list(MOST_VALUES - 1).as_bytes()).is_ok());
        let error = json(list(MOST_VALUES + 1).as_bytes()).unwrap_err();
        assert!(error.is_too_large && error.message.contains("values"), "{error:?}");
        assert!(!json(b"{").unwrap_err().is_too_large);
    }
}
