//! Reading tables of a manifest with the line of each mistake.
//!
//! In: a `Cargo.toml`. Out: values of the kind that is wanted, or a refusal with line and suggestion.
//! Must never know: what the settings mean.

use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::closest;
use codegen::load::Source;
use toml_edit::{Document, Item, TableLike, Value};

use crate::failure::Failure;
use crate::reading::{LARGEST_OWN, read_file};

/// A manifest that was read.
#[derive(Debug)]
pub(super) struct Manifest {
    /// Its place.
    pub(super) path: Utf8PathBuf,
    /// Its folder.
    pub(super) folder: Utf8PathBuf,
    text: String,
    document: Document<String>,
}

/// Texts, each with the bytes that it takes in the manifest.
type Spanned<'m> = Vec<(&'m str, Option<Range<usize>>)>;

/// Keys, each with its text.
type Members<'m> = Vec<(&'m str, &'m str)>;

/// A table of settings, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Settings<'m> {
    manifest: &'m Manifest,
    /// As the manifest writes it: `package.metadata.callwright`.
    pub(super) name: &'static str,
    table: &'m dyn TableLike,
}

impl Manifest {
    /// Reads the manifest of a folder.
    pub(super) fn read(folder: &Utf8Path) -> Result<Self, Failure> {
        let path = folder.join("Cargo.toml");
        let bytes = read_file(&path, LARGEST_OWN)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Failure::usage(format!("{path} is not UTF-8 text, and Cargo reads no other")))?;
        let document = Document::parse(text.clone()).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(&text, span.start));
            Failure::usage(format!("{path}:{line}: {}", error.message().trim()))
        })?;
        Ok(Self { path, folder: folder.to_owned(), text, document })
    }

    /// The table below these keys, if it is there.
    pub(super) fn table(&self, keys: &[&str], name: &'static str) -> Result<Option<Settings<'_>>, Failure> {
        let mut item = self.document.as_item();
        for key in keys {
            let Some(next) = item.as_table_like().and_then(|table| table.get(key)) else { return Ok(None) };
            item = next;
        }
        match item.as_table_like() {
            Some(table) => Ok(Some(Settings { manifest: self, name, table })),
            None => Err(self.wrong(item.span(), &format!("`{name}` is a table; write [{name}]"))),
        }
    }

    /// The texts of an array below these keys; nothing where it is not there or holds something else.
    pub(super) fn texts(&self, keys: &[&str]) -> Vec<&str> {
        let mut item = Some(self.document.as_item());
        for key in keys {
            item = item.and_then(|item| item.as_table_like()?.get(key));
        }
        let array = item.and_then(Item::as_array).into_iter().flatten();
        array.filter_map(Value::as_str).collect()
    }

    fn wrong(&self, span: Option<Range<usize>>, message: &str) -> Failure {
        let line = span.map_or(1, |span| line_of(&self.text, span.start));
        Failure::usage(format!("{}:{line}: {message}", self.path))
    }
}

impl<'m> Settings<'m> {
    /// Refuses keys that nobody reads.
    pub(super) fn refuse_unknown(&self, known: &[&str]) -> Result<(), Failure> {
        for (key, _) in self.table.iter() {
            if !known.contains(&key) {
                let hint = match closest(key, known.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("the keys are {}", known.join(", ")),
                };
                return Err(self.wrong(key, &format!("[{}] has an unknown key `{key}`; {hint}", self.name)));
            }
        }
        Ok(())
    }

    /// A refusal of what stands at a key.
    pub(super) fn wrong(&self, key: &str, message: &str) -> Failure {
        let at = self.table.key(key).and_then(toml_edit::Key::span);
        let span = at.or_else(|| self.table.get(key).and_then(Item::span));
        self.manifest.wrong(span, message)
    }

    /// The folder of the manifest, where its paths begin.
    pub(super) fn folder(&self) -> &'m Utf8Path {
        &self.manifest.folder
    }

    /// Whether something stands at a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text.
    pub(super) fn text(&self, key: &str) -> Result<Option<&'m str>, Failure> {
        let Some(item) = self.table.get(key) else { return Ok(None) };
        match item.as_str() {
            Some(text) if !text.trim().is_empty() => Ok(Some(text)),
            _ => Err(self.wrong(key, &format!("`{key}` is a text that is not empty; write {key} = \"…\""))),
        }
    }

    /// A text, or an array of them.
    pub(super) fn texts(&self, key: &str) -> Result<Option<Vec<&'m str>>, Failure> {
        let Some(item) = self.table.get(key) else { return Ok(None) };
        let array = item.as_array();
        let texts: Option<Vec<&str>> = match item.as_str() {
            Some(text) => Some(vec![text]),
            None => array.and_then(|array| array.iter().map(Value::as_str).collect()),
        };
        match texts {
            Some(texts) if texts.iter().all(|text| !text.trim().is_empty()) => Ok(Some(texts)),
            _ => {
                Err(self
                    .wrong(key, &format!("`{key}` is a text or an array of texts; write {key} = [\"…\"]")))
            }
        }
    }

    /// A text, or an array of them, each with the bytes that it takes in the manifest.
    pub(super) fn spanned_texts(&self, key: &str) -> Result<Spanned<'m>, Failure> {
        let texts = self.texts(key)?.unwrap_or_default();
        let item = self.table.get(key);
        let spans: Vec<Option<Range<usize>>> = match item.and_then(Item::as_array) {
            Some(array) => array.iter().map(Value::span).collect(),
            None => item.map(Item::span).into_iter().collect(),
        };
        Ok(texts.into_iter().zip(spans).collect())
    }

    /// The manifest as a text that findings can point into.
    pub(super) fn source(&self) -> Source {
        Source::new(self.manifest.path.as_str(), self.manifest.text.clone().into_bytes())
    }

    /// A refusal of some bytes of the manifest.
    pub(super) fn wrong_at(&self, span: Option<Range<usize>>, message: &str) -> Failure {
        self.manifest.wrong(span, message)
    }

    /// A value, however it is written.
    pub(super) fn value(&self, key: &str) -> Option<Value> {
        self.table.get(key)?.clone().into_value().ok()
    }

    /// All members with their values.
    pub(super) fn values(&self) -> Vec<(String, Value)> {
        let value = |(key, item): (&str, &Item)| Some((key.to_owned(), item.clone().into_value().ok()?));
        self.table.iter().filter_map(value).collect()
    }

    /// All members, which are texts, and the bytes of the last of them.
    pub(super) fn members(&self) -> Result<(Members<'m>, Option<Range<usize>>), Failure> {
        let mut members = Vec::new();
        let mut span = None;
        for (key, item) in self.table.iter() {
            let text = item.as_str().ok_or_else(|| self.wrong(key, &format!("`{key}` is a text")))?;
            members.push((key, text));
            span = item.span();
        }
        Ok((members, span))
    }

    /// Yes or no.
    pub(super) fn flag(&self, key: &str) -> Result<bool, Failure> {
        let Some(item) = self.table.get(key) else { return Ok(false) };
        item.as_bool().ok_or_else(|| self.wrong(key, &format!("`{key}` is true or false")))
    }

    /// A table at a key, where there is one and no text.
    pub(super) fn inner(&self, key: &str, name: &'static str) -> Option<Self> {
        let table = self.table.get(key)?.as_table_like()?;
        Some(Self { manifest: self.manifest, name, table })
    }

    /// An array of tables at a key, however it is written.
    pub(super) fn tables(&self, key: &str, name: &'static str) -> Result<Vec<Self>, Failure> {
        let Some(item) = self.table.get(key) else { return Ok(Vec::new()) };
        let found: Option<Vec<&dyn TableLike>> = match item {
            Item::ArrayOfTables(tables) => Some(tables.iter().map(|table| table as &dyn TableLike).collect()),
            Item::Value(Value::Array(values)) => {
                let inline = |value: &'m Value| value.as_inline_table().map(|table| table as &dyn TableLike);
                values.iter().map(inline).collect()
            }
            _ => None,
        };
        let Some(found) = found else {
            return Err(self.wrong(key, &format!("`{key}` is an array of tables; write [[{name}]]")));
        };
        Ok(found.into_iter().map(|table| Self { manifest: self.manifest, name, table }).collect())
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}
