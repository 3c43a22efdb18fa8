//! What documents refer to by URL, brought into the folder once.
//!
//! In: documents with the URLs they were published at, and what is recorded of a folder. Out: the documents that they refer to,
//! and those refer to, each under a name of its own.
//! Must never know: what a reference means to a client.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::Diagnostics;
use codegen::load::{Budgets, Files, Node, Source, digest, load_source};
use codegen::normalize::resolve_url;

use super::given::{Came, ending_of};
use super::naming;
use crate::failure::Failure;
use crate::fetch::{Answer, Rules, Stamp, fetch};
use crate::reading::read_if_there;
use crate::record::{Entry, Origin, Record};

/// How many documents are followed: more is a server that makes them up.
const MOST: usize = 200;

/// A document that may refer to others.
#[derive(Debug)]
pub(in crate::commands) struct Referrer {
    /// Where it was published, if that is known.
    pub(in crate::commands) url: Option<String>,
    /// What messages call it.
    pub(in crate::commands) shown: String,
    /// Its text.
    pub(in crate::commands) text: Vec<u8>,
}

/// A document that another one refers to.
#[derive(Debug)]
pub(in crate::commands) struct Part {
    pub(in crate::commands) file: Utf8PathBuf,
    pub(in crate::commands) came: Came,
    pub(in crate::commands) text: Vec<u8>,
}

/// What is referred to, directly or not.
#[derive(Debug, Default)]
pub(in crate::commands) struct Followed {
    /// What is new, or another than before.
    pub(in crate::commands) parts: Vec<Part>,
    /// The files of all of it, those that stay as they are included.
    pub(in crate::commands) reached: BTreeSet<Utf8PathBuf>,
}

struct Walk<'a> {
    folder: &'a Utf8Path,
    rules: &'a Rules,
    /// What is recorded of parts, by their URLs.
    known: BTreeMap<&'a str, (&'a Utf8PathBuf, &'a Entry)>,
    /// Whether known parts are asked for again.
    refresh: bool,
    taken: BTreeSet<Utf8PathBuf>,
    followed: Followed,
    bytes: usize,
}

/// Follows all references. What is recorded and stands in the folder as it came is not asked for, unless it is to be
/// refreshed.
pub(in crate::commands) fn follow(
    referrers: Vec<Referrer>,
    folder: &Utf8Path,
    record: &Record,
    rules: &Rules,
    refresh: bool,
) -> Result<Followed, Failure> {
    let mut known = BTreeMap::new();
    for (file, entry) in record.entries() {
        if let (Origin::Url(url), true) = (&entry.origin, entry.followed) {
            known.insert(url.as_str(), (file, entry));
        }
    }
    let taken = record.entries().map(|(file, _)| file.clone()).collect();
    let followed = Followed::default();
    let mut walk = Walk { folder, rules, known, refresh, taken, followed, bytes: 0 };
    let mut seen: BTreeSet<String> = referrers.iter().filter_map(|referrer| referrer.url.clone()).collect();
    let mut waiting: VecDeque<Referrer> = referrers.into();
    while let Some(referrer) = waiting.pop_front() {
        for url in references(&referrer) {
            if !seen.insert(url.clone()) {
                continue;
            }
            if walk.followed.reached.len() == MOST {
                return Err(Failure::refused(format!(
                    "{} and what it refers to name more than {MOST} other documents; import without --follow",
                    referrer.shown
                )));
            }
            waiting.push_back(walk.take(url)?);
        }
    }
    Ok(walk.followed)
}

impl Walk<'_> {
    /// A part, from the folder or from its server.
    fn take(&mut self, url: String) -> Result<Referrer, Failure> {
        let known = self.known.get(url.as_str()).copied();
        let text = match known {
            Some((file, entry)) => self.take_known(&url, file, entry)?,
            None => self.bring(&url, None, &Stamp::default(), self.rules)?.unwrap_or_default(),
        };
        self.bytes += text.len();
        let most = self.rules.bytes.saturating_mul(4);
        if self.bytes > most {
            return Err(Failure::refused(format!(
                "the documents that are referred to are larger than {most} bytes together, {url} included; import without \
                 --follow"
            )));
        }
        Ok(Referrer { shown: url.clone(), url: Some(url), text })
    }

    fn take_known(&mut self, url: &str, file: &Utf8Path, entry: &Entry) -> Result<Vec<u8>, Failure> {
        let found = read_if_there(&self.folder.join(file), Budgets::default().bytes)?;
        let found = found.filter(|text| digest(text) == entry.sha256);
        let stamp = if found.is_some() { entry.stamp.clone() } else { Stamp::default() };
        if let (Some(text), false) = (&found, self.refresh) {
            self.followed.reached.insert(file.to_owned());
            return Ok(text.clone());
        }
        let hosts = entry.hosts.iter().chain(&self.rules.hosts).cloned().collect();
        let rules = Rules { hosts, ..self.rules.clone() };
        let brought = self.bring(url, Some(file), &stamp, &rules)?;
        self.followed.reached.insert(file.to_owned());
        Ok(brought.or(found).unwrap_or_default())
    }

    /// Fetches a part; nothing where it is as it was.
    fn bring(
        &mut self,
        url: &str,
        file: Option<&Utf8Path>,
        stamp: &Stamp,
        rules: &Rules,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let Answer::Document(fetched) = fetch(url, stamp, rules)? else { return Ok(None) };
        let text = fetched.bytes;
        parse(url, &text)?;
        let is_same = file.and_then(|file| self.known.values().find(|(known, _)| *known == file));
        if is_same.is_some_and(|(_, entry)| *stamp == entry.stamp && digest(&text) == entry.sha256) {
            return Ok(None);
        }
        let file = file.map_or_else(|| self.free_name(url, &text), Utf8Path::to_owned);
        self.followed.reached.insert(file.clone());
        let came =
            Came { origin: Origin::Url(url.to_owned()), stamp: fetched.stamp, hosts: rules.hosts.clone() };
        self.followed.parts.push(Part { file, came, text: text.clone() });
        Ok(Some(text))
    }

    fn free_name(&mut self, url: &str, text: &[u8]) -> Utf8PathBuf {
        let wanted = naming::name_part(url, ending_of(text));
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            let stem = wanted.file_stem().unwrap_or_default();
            name = wanted.with_file_name(format!("{stem}-{number}.{}", wanted.extension().unwrap_or("yaml")));
            number += 1;
        }
        name
    }
}

/// The tree of a document, which is refused where it is none.
fn parse(shown: &str, text: &[u8]) -> Result<Node, Failure> {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let source = Source::new(shown, text.to_vec());
    let loaded = load_source(&source, &Budgets::default(), &mut files, &mut diagnostics);
    let root = loaded.into_iter().next().map(|loaded| loaded.root).filter(|_| !diagnostics.refused());
    root.filter(|root| root.as_map().is_some()).ok_or_else(|| {
        Failure::refused(format!(
            "{shown} is referred to, and is not a valid JSON or YAML document with keys"
        ))
    })
}

/// The URLs of the documents that a document refers to. What cannot be read is told by whoever reads it for itself.
fn references(referrer: &Referrer) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let Ok(root) = parse(&referrer.shown, &referrer.text) else { return found };
    collect(&root, false, &mut |reference| {
        let address = reference.split('#').next().unwrap_or_default();
        found.extend(resolve_url(referrer.url.as_deref(), address));
    });
    if let Some(own) = &referrer.url {
        found.remove(own);
    }
    found
}

/// Keys of values: what looks like a reference in one is a part of an example.
const VALUES: [&str; 5] = ["example", "default", "enum", "const", "value"];

/// Keys of maps whose own keys are names, such as the answer that is called `default`.
const NAMES: [&str; 19] = [
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "examples",
    "headers",
    "links",
    "mediaTypes",
    "parameters",
    "pathItems",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "webhooks",
];

/// Finds the references of a tree, which is as deep as the loader allows.
fn collect(node: &Node, are_names: bool, found: &mut dyn FnMut(&str)) {
    let Some(map) = node.as_map() else {
        node.as_list().into_iter().flatten().for_each(|node| collect(node, false, found));
        return;
    };
    for (key, value) in map {
        match (key.as_str(), value) {
            _ if are_names => collect(value, false, found),
            ("$ref", Node::String(reference)) => found(reference),
            // Examples of a schema are values, those of a media type have names and may be references.
            ("examples", Node::List(_)) => {}
            ("mapping", Node::Map(mapping)) => {
                mapping
                    .values()
                    .filter_map(Node::as_str)
                    .filter(|name| name.contains('/'))
                    .for_each(&mut *found);
            }
            (key, value) if !VALUES.contains(&key) => collect(value, NAMES.contains(&key), found),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_nothing_that_looks_like_one() {
        let text = "paths:
  /a:
    $ref: paths/a.yaml
    get:
      responses:
        default: {$ref: 'https://b.io/r.yaml#/R'}
      x: {content: {a/b: {examples: {one: {$ref: e.yaml}, two: {value: {$ref: no.yaml}}}, example: {$ref: no.yaml}}}}
components:
  schemas:
    example: {$ref: 's.yaml#/S'}
    A:
      properties: {default: {$ref: p.yaml}, $ref: {type: string, default: {$ref: no.yaml}}}
      examples: [{$ref: no.yaml}]
      discriminator: {propertyName: x, mapping: {a: './m.yaml#/M', b: Local, c: '#/components/schemas/A'}}
    B: {$ref: '#/components/schemas/A'}
    C: {$ref: 'main.yaml#/components/schemas/A'}
";
        let url = Some("https://a.io/v1/main.yaml".to_owned());
        let referrer = Referrer { url, shown: "main.yaml".to_owned(), text: text.into() };
        let found: Vec<String> = references(&referrer).into_iter().collect();
        let names = ["e.yaml", "m.yaml", "p.yaml", "paths/a.yaml", "s.yaml"];
        let mut expect: Vec<String> = names.iter().map(|name| format!("https://a.io/v1/{name}")).collect();
        expect.push("https://b.io/r.yaml".to_owned());
        assert_eq!(found, expect);
        let referrer = Referrer { url: None, ..referrer };
        assert_eq!(references(&referrer).into_iter().collect::<Vec<_>>(), ["https://b.io/r.yaml"]);
    }
}
