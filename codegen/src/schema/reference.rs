//! Following `$ref`.
//!
//! In: the text of a reference. Out: the place that it names in the normalised description.
//! Must never know: what stands there.

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};

use crate::diag::code_table::schema as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer, closest, unescaped};
use crate::load::Node;

/// References on the way of one reference; a pointer that grows with every hop ends here.
const MOST_HOPS: usize = 20_000;

/// Why a reference cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceError {
    /// It is a bare name or a URL.
    NotLocal {
        /// The reference as written.
        reference: String,
        /// The local reference that was probably meant.
        meant: Option<String>,
    },
    /// Nothing stands there.
    Dangling {
        /// The reference as written.
        reference: String,
        /// The part that was not found.
        missing: String,
        /// The local reference that was probably meant.
        meant: Option<String>,
    },
    /// It names the description as a whole.
    Whole,
    /// It refers to itself.
    Circular {
        /// The reference as written.
        reference: String,
    },
}

impl ReferenceError {
    /// The finding about the reference at `at`.
    #[must_use]
    pub fn diagnostic(&self, at: &Pointer) -> Diagnostic {
        match self {
            Self::NotLocal { reference, meant } => {
                let found = Diagnostic::new(
                    &codes::W403,
                    at,
                    format!("`{reference}` is not a place in this description"),
                );
                found.with_help(meant.as_ref().map_or_else(
                    || "a reference starts with `#/`, such as `#/components/schemas/Pet`".to_owned(),
                    |meant| format!("did you mean `{meant}`?"),
                ))
            }
            Self::Dangling { reference, missing, meant } => {
                let message = format!("`{reference}` cannot be resolved: `{missing}` does not exist");
                let found = Diagnostic::new(&codes::W401, at, message);
                match meant {
                    Some(meant) => found.with_help(format!("did you mean `{meant}`?")),
                    None => found,
                }
            }
            Self::Whole => {
                let message = "this reference names the whole description, not a part of it";
                Diagnostic::new(&codes::W401, at, message)
                    .with_help("name what is meant, such as `#/components/schemas/Pet`")
            }
            Self::Circular { reference } => Diagnostic::new(
                &codes::W402,
                at,
                format!("`{reference}` refers to itself, so it defines nothing"),
            )
            .with_help("write out one of the places on the way"),
        }
    }
}

/// The place that a reference names after following every reference that stands there.
///
/// # Errors
///
/// If it is not local, cannot be resolved or refers to itself.
pub fn resolve_reference(root: &Node, reference: &str) -> Result<Pointer, ReferenceError> {
    let mut seen = BTreeSet::new();
    let mut next = reference;
    loop {
        let (pointer, node) = walk(root, next)?;
        match reference_of(node) {
            None => return Ok(pointer),
            Some(further) => {
                if !seen.insert(pointer) || seen.len() > MOST_HOPS {
                    return Err(ReferenceError::Circular { reference: reference.to_owned() });
                }
                next = further;
            }
        }
    }
}

/// The place that a reference names itself; another reference may stand there, with siblings that count.
///
/// # Errors
///
/// If it is not local or cannot be resolved.
pub fn resolve_step(root: &Node, reference: &str) -> Result<Pointer, ReferenceError> {
    walk(root, reference).map(|(pointer, _)| pointer)
}

/// Like [`resolve_reference`], but what goes wrong is reported as a finding at `at`.
pub fn resolve_or_report(
    root: &Node,
    reference: &str,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<Pointer> {
    resolve_reference(root, reference).map_err(|error| diagnostics.push(error.diagnostic(at))).ok()
}

/// The text of `$ref`, if the node is a reference.
#[must_use]
pub fn reference_of(node: &Node) -> Option<&str> {
    node.get("$ref").and_then(Node::as_str)
}

/// The keys that a local reference names, each as it is written and as it is percent-decoded; `None` for what is not
/// local.
#[must_use]
pub fn reference_tokens(reference: &str) -> Option<impl Iterator<Item = (String, String)>> {
    let path = reference.strip_prefix("#/")?;
    Some(
        path.split('/')
            .map(|token| (unescaped(token).into_owned(), unescaped(&percent_decoded(token)).into_owned())),
    )
}

/// Goes down token by token; a token that is missing beside a `$ref` is looked for where that leads.
fn walk<'n>(root: &'n Node, reference: &str) -> Result<(Pointer, &'n Node), ReferenceError> {
    if let Some(found) = straight(root, reference) {
        return Ok(found);
    }
    let mut tokens: VecDeque<String> = fragment_tokens(root, reference)?.into();
    let mut node = root;
    let mut pointer = Pointer::root();
    let mut hops: BTreeSet<(Pointer, usize)> = BTreeSet::new();
    while let Some(token) = tokens.pop_front() {
        if let Some((key, child)) = child(node, &token) {
            pointer = pointer.key(&key);
            node = child;
        } else if let Some(inner) = reference_of(node) {
            if !hops.insert((pointer, tokens.len())) || hops.len() > MOST_HOPS {
                return Err(ReferenceError::Circular { reference: reference.to_owned() });
            }
            tokens.push_front(token);
            for token in fragment_tokens(root, inner)?.into_iter().rev() {
                tokens.push_front(token);
            }
            node = root;
            pointer = Pointer::root();
        } else {
            return Err(dangling(reference, &token, node, &pointer, &tokens));
        }
    }
    if pointer == Pointer::root() {
        return Err(ReferenceError::Whole);
    }
    Ok((pointer, node))
}

/// Where nearly all references lead: down the members that they spell out, without an escape and without another reference
/// on the way.
fn straight<'n>(root: &'n Node, reference: &str) -> Option<(Pointer, &'n Node)> {
    let pointer = reference.strip_prefix('#').filter(|pointer| pointer.starts_with('/'))?;
    if pointer.contains(['%', '~']) {
        return None;
    }
    let node = pointer[1..].split('/').try_fold(root, |node, key| node.as_map()?.get(key))?;
    Some((Pointer::from_escaped(pointer), node))
}

/// The member that a token of a reference names: percent-decoded as a URL fragment should be, or as it stands.
fn child<'n>(node: &'n Node, token: &str) -> Option<(String, &'n Node)> {
    match node {
        Node::Map(map) => [unescaped(&percent_decoded(token)), unescaped(token)]
            .into_iter()
            .find_map(|key| map.get(key.as_ref()).map(|child| (key.into_owned(), child))),
        Node::List(list) => list.get(token.parse::<usize>().ok()?).map(|child| (token.to_owned(), child)),
        _ => None,
    }
}

/// The text with `%20` and the like decoded; text that is not validly encoded is left alone.
fn percent_decoded(token: &str) -> Cow<'_, str> {
    if !token.contains('%') {
        return Cow::Borrowed(token);
    }
    let bytes = token.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut position = 0;
    while let Some(&byte) = bytes.get(position) {
        let pair = bytes.get(position + 1..position + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(value) if byte == b'%' => {
                decoded.push(value);
                position += 3;
            }
            _ => {
                decoded.push(byte);
                position += 1;
            }
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(token), Cow::Owned)
}

/// The escaped tokens of a reference, from the root of the description.
fn fragment_tokens(root: &Node, reference: &str) -> Result<Vec<String>, ReferenceError> {
    let (base, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let mut tokens = if base.is_empty() { Vec::new() } else { identified(root, base, reference)? };
    if let Some(path) = fragment.strip_prefix('/') {
        tokens.extend(path.split('/').map(str::to_owned));
    } else if !fragment.is_empty() {
        tokens = anchored(root, fragment, reference)?;
    }
    Ok(tokens)
}

/// The named schema whose `$id` is `base`.
fn identified(root: &Node, base: &str, reference: &str) -> Result<Vec<String>, ReferenceError> {
    let found = schemas(root).find(|(_, schema)| schema.get("$id").and_then(Node::as_str) == Some(base));
    let named = |name: &str| vec!["components".to_owned(), "schemas".to_owned(), escape(name)];
    found.map(|(name, _)| named(name)).ok_or_else(|| {
        let name = base.rsplit('/').next().unwrap_or(base);
        let name = name.split('.').next().unwrap_or(name);
        let meant = closest(name, schemas(root).map(|(name, _)| name));
        ReferenceError::NotLocal {
            reference: reference.to_owned(),
            meant: meant.map(|name| format!("#/components/schemas/{}", escape(name))),
        }
    })
}

/// The named schema, or a definition in one, whose `$anchor` is `anchor`.
fn anchored(root: &Node, anchor: &str, reference: &str) -> Result<Vec<String>, ReferenceError> {
    let is = |schema: &Node| {
        ["$anchor", "$dynamicAnchor"].iter().any(|key| schema.get(key).and_then(Node::as_str) == Some(anchor))
    };
    for (name, schema) in schemas(root) {
        let place = vec!["components".to_owned(), "schemas".to_owned(), escape(name)];
        if is(schema) {
            return Ok(place);
        }
        let inner = schema.get("$defs").and_then(Node::as_map);
        if let Some((key, _)) = inner.and_then(|inner| inner.iter().find(|(_, schema)| is(schema))) {
            return Ok(place.into_iter().chain(["$defs".to_owned(), escape(key)]).collect());
        }
    }
    let meant = closest(anchor, schemas(root).map(|(name, _)| name));
    Err(ReferenceError::Dangling {
        reference: reference.to_owned(),
        missing: anchor.to_owned(),
        meant: meant.map(|name| format!("#/components/schemas/{}", escape(name))),
    })
}

fn schemas(root: &Node) -> impl Iterator<Item = (&str, &Node)> {
    root.get("components")
        .and_then(|components| components.get("schemas"))
        .and_then(Node::as_map)
        .into_iter()
        .flatten()
        .map(|(name, schema)| (name.as_str(), schema))
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn dangling(
    reference: &str,
    token: &str,
    node: &Node,
    place: &Pointer,
    rest: &VecDeque<String>,
) -> ReferenceError {
    let missing = unescaped(&percent_decoded(token)).into_owned();
    let keys = node.as_map().into_iter().flatten().map(|(key, _)| key.as_str());
    // A guess in the middle is a good one only if the rest of the reference can be followed from there.
    let meant = closest(&missing, keys).and_then(|key| {
        let (mut pointer, mut node) = (place.key(key), node.get(key)?);
        for token in rest {
            let (key, next) = child(node, token)?;
            (pointer, node) = (pointer.key(&key), next);
        }
        Some(format!("#{pointer}"))
    });
    ReferenceError::Dangling { reference: reference.to_owned(), missing, meant }
}

#[cfg(test)]
mod tests;
