//! `Cargo.toml` of a generated crate.

use std::fmt::Write as _;

use crate::ir::ResourceId;

use super::context::Context;
use super::paths::children;

/// Where the runtime comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// A folder, as the manifest says it.
    Path(String),
    /// A version from the registry.
    Version(String),
    /// A version from another registry, by the name that Cargo's configuration has for it.
    Registry {
        /// The version.
        version: String,
        /// The registry.
        registry: String,
    },
    /// A Git repository, at a branch, a tag or a revision if one is named.
    Git {
        /// Where the repository is.
        url: String,
        /// `branch`, `tag` or `rev`, and its value.
        at: Option<(String, String)>,
    },
}

impl RuntimeSource {
    /// What a dependency says about it.
    fn to_toml(&self) -> String {
        match self {
            Self::Path(path) => format!("path = {}", toml_string(path)),
            Self::Version(version) => format!("version = {}", toml_string(version)),
            Self::Registry { version, registry } => {
                format!("version = {}, registry = {}", toml_string(version), toml_string(registry))
            }
            Self::Git { url, at: None } => format!("git = {}", toml_string(url)),
            Self::Git { url, at: Some((key, value)) } => {
                format!("git = {}, {} = {}", toml_string(url), package_name(key), toml_string(value))
            }
        }
    }
}

/// The line above what the generator keeps up to date in a manifest; everything else there is its owner's.
pub const BLOCK_BEGIN: &str = "# >>> callwright: written by the generator, up to the closing mark";

/// The line below it.
pub const BLOCK_END: &str = "# <<< callwright";

/// What the manifest of a crate says that the description does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The package's name.
    pub name: String,
    /// The package's version.
    pub version: String,
    /// Where the runtime comes from.
    pub runtime: RuntimeSource,
    /// What `default` holds among the features, where that is not all resources and `rustls`.
    pub default_features: Option<Vec<String>>,
    /// Whether the crate can be a member of a workspace around it; otherwise it is one of its own.
    pub is_member: bool,
}

/// Features of the runtime that every crate passes through, and what they add. `names` keeps resources away from them.
pub(super) const PASSED_THROUGH: [(&str, &str); 11] = [
    ("rustls", "TLS by `rustls`, with the root certificates of the operating system (default)"),
    ("native-tls", "TLS by the library of the operating system"),
    ("http2", "HTTP/2 where the server supports it"),
    ("stream", "streaming response bodies and paginated results"),
    ("blocking", "blocking calls: `.wait()` instead of `.await`"),
    ("tracing", "a `tracing` span for each call, without arguments, bodies or credentials"),
    ("test-util", "a scripted transport for tests without a network"),
    ("chrono", "conversions of dates and times to `chrono`"),
    ("jiff", "conversions of dates and times to `jiff`"),
    ("time", "conversions of dates and times to `time`"),
    ("uuid", "conversions of identifiers to `uuid`"),
];

/// How the table of features begins.
const FEATURES: &str = "[features]\n";

/// The manifest of a new crate.
#[must_use]
pub fn render_manifest(context: &Context<'_>, manifest: &Manifest) -> String {
    let runtime = manifest.runtime.to_toml();
    let mut text = String::new();
    let _ = writeln!(text, "[package]");
    let _ = writeln!(text, "name = {}", toml_string(&package_name(&manifest.name)));
    let _ =
        writeln!(text, "description = {}", toml_string(&format!("Client for {}.", context.api.title.trim())));
    let _ = writeln!(text, "version = {}", toml_string(&manifest.version));
    text.push_str(
        "edition = \"2024\"
rust-version = \"1.88\"
",
    );
    text.push_str("readme = \"README.md\"\npublish = false\n\n");
    text.push_str("# A client needs one TLS feature and the resources that it calls.\n");
    let features = render_features(context, manifest.default_features.as_deref());
    let features = features.strip_prefix(FEATURES).unwrap_or(&features);
    let _ = write!(text, "{FEATURES}{BLOCK_BEGIN}\n{features}{BLOCK_END}\n\n[dependencies]\n{BLOCK_BEGIN}\n");
    let _ = writeln!(
        text,
        "runtime = {{ package = \"callwright-runtime\", {runtime}, default-features = false }}"
    );
    let _ = writeln!(text, "{BLOCK_END}");
    text.push_str("\n[lints.rust]\nunsafe_code = \"forbid\"\nmissing_docs = \"warn\"\n");
    if !manifest.is_member {
        text.push_str("\n# The crate is built by itself, wherever it stands.\n[workspace]\n");
    }
    text
}

/// The `[features]` table: one feature a resource, and those that pass through to the runtime.
#[must_use]
pub fn render_features(context: &Context<'_>, default: Option<&[String]>) -> String {
    let mut resources: Vec<&str> = children(context, ResourceId(0))
        .into_iter()
        .map(|child| context.resource_names(child).feature.as_str())
        .collect();
    resources.sort_unstable();
    let mut text = format!("{FEATURES}default = [");
    let all = || resources.iter().copied().chain(["rustls"]).collect();
    let default: Vec<&str> = default.map_or_else(all, |names| names.iter().map(String::as_str).collect());
    for name in default {
        let _ = write!(text, "\n    {},", toml_string(name));
    }
    text.push_str("\n]\n");
    for resource in &resources {
        let _ = writeln!(text, "{} = []", toml_string(resource));
    }
    text.push_str("# All types, whatever resources are left out.\ntypes = []\n");
    for (name, _) in PASSED_THROUGH {
        let _ = writeln!(text, "{name} = [{}]", toml_string(&format!("runtime/{name}")));
    }
    text
}

/// A name that Cargo takes: lower-case letters, digits and dashes, beginning with a letter.
pub(super) fn package_name(text: &str) -> String {
    let mut name = String::new();
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_matches('-').to_owned();
    match name.chars().next() {
        None => "client".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("client-{name}"),
        Some(_) => name,
    }
}

/// What a crate is called in Rust whose package has this name.
#[must_use]
pub fn library_name(package: &str) -> String {
    package_name(package).replace('-', "_")
}

/// A basic string of TOML.
fn toml_string(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            other if other.is_control() || !(' '..='~').contains(&other) && !other.is_alphanumeric() => {
                let _ = write!(out, "\\U{:08X}", u32::from(other));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_names_are_names() {
        assert_eq!(package_name("My API (v2)"), "my-api-v2");
        assert_eq!(package_name("日本"), "client");
        assert_eq!(package_name("3d"), "client-3d");
    }

    #[test]
    fn strings_stay_strings() {
        assert_eq!(toml_string("a\"\\\n\u{202e}é"), "\"a\\\"\\\\\\U0000000A\\U0000202Eé\"");
    }
}
