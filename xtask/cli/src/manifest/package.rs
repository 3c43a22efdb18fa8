//! What settings say about packages, so that it need not be said in the manifest of each client.
//!
//! In: keys with values, and a manifest. Out: the manifest with those values.
//! Must never know: where settings stand.

use toml_edit::{Array, DocumentMut, Item, Table, Value};

/// The keys that settings can give, with what their values are.
pub(crate) const KEYS: [(&str, Kind); 13] = [
    ("version", Kind::Text),
    ("license", Kind::Text),
    ("license-file", Kind::Text),
    ("repository", Kind::Text),
    ("homepage", Kind::Text),
    ("documentation", Kind::Text),
    ("description", Kind::Text),
    ("edition", Kind::Text),
    ("rust-version", Kind::Text),
    ("authors", Kind::Texts),
    ("keywords", Kind::Texts),
    ("categories", Kind::Texts),
    ("publish", Kind::FlagOrTexts),
];

/// The key of what docs.rs is told, which stands elsewhere in a manifest.
pub(crate) const DOCS_RS: &str = "docs-rs";

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A text.
    Text,
    /// An array of texts.
    Texts,
    /// True or false, or an array of registries.
    FlagOrTexts,
}

/// Keys of a package with their values.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// What stands under `[package]`.
    pub(crate) values: Vec<(String, Value)>,
    /// What stands under `[package.metadata.docs.rs]`.
    pub(crate) docs_rs: Vec<(String, Value)>,
}

impl Kind {
    /// Whether a value is one of this kind, or taken over from the workspace.
    pub(crate) fn accepts(self, value: &Value) -> bool {
        let is_texts = |array: &Array| array.iter().all(Value::is_str);
        is_inherited(value)
            || match (self, value) {
                (Self::Text, Value::String(text)) => !text.value().trim().is_empty(),
                (Self::Texts | Self::FlagOrTexts, Value::Array(array)) => is_texts(array),
                (Self::FlagOrTexts, Value::Boolean(_)) => true,
                _ => false,
            }
    }

    /// How such a value is written.
    pub(crate) fn example(self) -> &'static str {
        match self {
            Self::Text => "\"…\"",
            Self::Texts => "[\"…\"]",
            Self::FlagOrTexts => "true, or [\"a registry\"]",
        }
    }
}

impl Package {
    /// What is said here, and for every key that is not here, what is said there.
    pub(crate) fn or(mut self, shared: &Self) -> Self {
        for (own, shared) in [(&mut self.values, &shared.values), (&mut self.docs_rs, &shared.docs_rs)] {
            for (key, value) in shared {
                if !own.iter().any(|(known, _)| known == key) {
                    own.push((key.clone(), value.clone()));
                }
            }
        }
        self
    }

    /// The manifest with these values; the same text where it has them already.
    pub(super) fn put_into(&self, text: String) -> Result<String, String> {
        if self.values.is_empty() && self.docs_rs.is_empty() {
            return Ok(text);
        }
        let mut manifest: DocumentMut =
            text.parse().map_err(|error: toml_edit::TomlError| format!(": {}", error.to_string().trim()))?;
        let mut changed = false;
        for (keys, values) in [(&["package"][..], &self.values), (&DOCS_RS_TABLE[..], &self.docs_rs)] {
            if values.is_empty() {
                continue;
            }
            let table = table_below(manifest.as_table_mut(), keys).ok_or_else(|| {
                format!(": `{}` is not a table, so that settings cannot be written there", keys.join("."))
            })?;
            for (key, value) in values {
                changed |= put(table, key, value);
            }
        }
        Ok(if changed { manifest.to_string() } else { text })
    }
}

const DOCS_RS_TABLE: [&str; 4] = ["package", "metadata", "docs", "rs"];

/// `{ workspace = true }`
fn is_inherited(value: &Value) -> bool {
    let table = value.as_inline_table();
    table.is_some_and(|table| {
        table.len() == 1 && table.get("workspace").and_then(Value::as_bool) == Some(true)
    })
}

fn table_below<'t>(table: &'t mut Table, keys: &[&str]) -> Option<&'t mut Table> {
    let Some((first, rest)) = keys.split_first() else { return Some(table) };
    let item = table.entry(first).or_insert_with(|| {
        let mut made = Table::new();
        // Only the innermost has a line of its own.
        made.set_implicit(!rest.is_empty());
        Item::Table(made)
    });
    table_below(item.as_table_mut()?, rest)
}

/// Whether the table had to be changed.
fn put(table: &mut Table, key: &str, value: &Value) -> bool {
    if table.get(key).is_some_and(|known| plain(known) == plain(&Item::Value(value.clone()))) {
        return false;
    }
    let mut value = value.clone();
    match table.get(key).and_then(Item::as_value) {
        Some(known) => *value.decor_mut() = known.decor().clone(),
        None => value.decor_mut().clear(),
    }
    if is_inherited(&value) {
        let mut inherited = Table::new();
        inherited.set_dotted(true);
        inherited.insert("workspace", toml_edit::value(true));
        table.insert(key, Item::Table(inherited));
    } else {
        table.insert(key, Item::Value(value));
    }
    true
}

/// A value without how it is written.
fn plain(item: &Item) -> Option<toml::Value> {
    let mut table = Table::new();
    let value = item.clone().into_value().ok()?;
    table.insert("value", Item::Value(value));
    table.to_string().parse::<toml::Table>().ok()?.remove("value")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(values: &[(&str, &str)], docs_rs: &[(&str, &str)]) -> Package {
        let read = |values: &[(&str, &str)]| {
            let read = |(key, value): &(&str, &str)| ((*key).to_owned(), value.parse().expect("a value"));
            values.iter().map(read).collect()
        };
        Package { values: read(values), docs_rs: read(docs_rs) }
    }

    const CATS: &str = "# Ours.\n[package]\nname = \"cats\"\nversion = \"0.1.0\" # raised by hand\npublish = false\n\n[features]\n";

    #[test]
    fn values_are_put_where_they_belong() {
        let said = package(
            &[("version", "\"0.2.0\""), ("license", "\"MIT\""), ("publish", "[\"team\"]")],
            &[("all-features", "true")],
        );
        let text = said.put_into(CATS.to_owned()).unwrap();
        assert_eq!(
            text,
            "# Ours.\n[package]\nname = \"cats\"\nversion = \"0.2.0\" # raised by hand\npublish = [\"team\"]\nlicense = \"MIT\"\n\n\
             [package.metadata.docs.rs]\nall-features = true\n\n[features]\n"
        );
        assert_eq!(said.put_into(text.clone()).unwrap(), text);
    }

    #[test]
    fn what_the_workspace_says_is_taken_over() {
        let said = package(&[("version", "{ workspace = true }"), ("license", "{ workspace = true }")], &[]);
        let text = said.put_into(CATS.to_owned()).unwrap();
        assert!(
            text.contains("version.workspace = true\n") && text.contains("license.workspace = true\n"),
            "{text}"
        );
        assert_eq!(said.put_into(text.clone()).unwrap(), text);
        // However the team writes it.
        let own = CATS.replace("publish = false", "license = { workspace = true }");
        assert!(said.put_into(own).unwrap().contains("license = { workspace = true }"));
    }

    #[test]
    fn kinds_of_values() {
        let value = |text: &str| text.parse::<Value>().expect("a value");
        assert!(Kind::Text.accepts(&value("\"MIT\"")) && !Kind::Text.accepts(&value("1")));
        assert!(Kind::Texts.accepts(&value("[\"a\"]")) && !Kind::Texts.accepts(&value("[1]")));
        assert!(Kind::FlagOrTexts.accepts(&value("false")) && !Kind::FlagOrTexts.accepts(&value("\"no\"")));
        assert!(Kind::Text.accepts(&value("{ workspace = true }")));
        assert!(!Kind::Text.accepts(&value("{ workspace = false }")));
    }
}
