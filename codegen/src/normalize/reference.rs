//! What a `$ref` names, and which files it may name.
//!
//! In: the text of a reference and the file it stands in. Out: a place of this document, a file below the folder of
//! the description, or the reason why it is refused. Nothing is opened here; symbolic links are the reader's matter.

use std::borrow::Cow;

/// What a reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A place of the same document: the fragment without `#`, percent-decoded.
    Local(String),
    /// Another file: its display path and the fragment.
    File {
        /// The path below the folder, `/`-separated.
        path: String,
        /// The fragment without `#`, percent-decoded; empty for the whole file.
        fragment: String,
    },
    /// Nothing that is read.
    Refused(&'static str),
}

/// The folder part of a display path, with its slash.
pub(super) fn folder_of(name: &str) -> &str {
    name.rfind('/').map_or("", |slash| &name[..=slash])
}

/// What `reference` names, seen from the file `from`; files are read only below `folder` (with its slash).
pub(super) fn target_of(reference: &str, from: &str, folder: &str) -> Target {
    let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let Some(fragment) = decode(fragment) else {
        return Target::Refused("its fragment is not valid percent-encoding");
    };
    if address.is_empty() {
        return Target::Local(fragment.into_owned());
    }
    match relative_path(address, from, folder) {
        Ok(path) if path == from => Target::Local(fragment.into_owned()),
        Ok(path) => Target::File { path, fragment: fragment.into_owned() },
        Err(reason) => Target::Refused(reason),
    }
}

fn relative_path(address: &str, from: &str, folder: &str) -> Result<String, &'static str> {
    if address.starts_with("//") || has_scheme(address) {
        return Err("it is a URL; the generator opens no network connection");
    }
    if address.contains('\\') {
        return Err("it contains a backslash; paths use `/`");
    }
    if address.starts_with('/') || address.starts_with('~') {
        return Err("it is an absolute path");
    }
    if address.ends_with('/') {
        return Err("it names a folder");
    }
    if address.contains('?') {
        return Err("it has a query, which only a URL can have");
    }
    let decoded = decode(address).ok_or("it is not valid percent-encoding")?;
    if decoded.chars().filter(|character| *character == '/').count() != address.matches('/').count()
        || decoded.contains(['\\', '%', '#', '?', ':'])
        || decoded.chars().any(char::is_control)
    {
        return Err("it hides characters behind percent signs");
    }
    let mut segments: Vec<&str> = folder_of(from).split('/').filter(|segment| !segment.is_empty()).collect();
    for (written, segment) in address.split('/').zip(decoded.split('/')) {
        match segment {
            "." | ".." if written != segment => return Err("it hides characters behind percent signs"),
            "" | "." => {}
            ".." => {
                if segments.pop().is_none() {
                    return Err("it leaves the folder of the description");
                }
            }
            name if is_device(name) => return Err("it names a device or ends with a dot or space"),
            name => segments.push(name),
        }
    }
    let path = segments.join("/");
    // An absolute display path keeps its first slash.
    let path = if from.starts_with('/') { format!("/{path}") } else { path };
    if !path.starts_with(folder) || path.len() <= folder.len() {
        return Err("it leaves the folder of the description");
    }
    Ok(path)
}

/// `https:`, `file:`, `urn:`, and the drive letters of Windows.
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
    })
}

/// Names that Windows gives a meaning of their own, whatever their extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().any(|device| {
        stem.strip_prefix(device)
            .is_some_and(|rest| rest.len() == 1 && rest.starts_with(|digit: char| digit.is_ascii_digit()))
    });
    numbered || matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || name.ends_with(['.', ' '])
}

pub(super) fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = rest.get(2..)?;
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// A fragment that is a pointer, as RFC 6901 spells it; `None` for an anchor.
pub(super) fn pointer_of(fragment: &str) -> Option<crate::diag::Pointer> {
    (fragment.is_empty() || fragment.starts_with('/')).then(|| crate::diag::Pointer::from_escaped(fragment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reference: &str, path: &str, fragment: &str) {
        let expect = Target::File { path: path.to_owned(), fragment: fragment.to_owned() };
        assert_eq!(target_of(reference, "spec/api/openapi.yaml", "spec/"), expect);
    }

    #[test]
    fn files_below_the_folder() {
        check("pet.yaml", "spec/api/pet.yaml", "");
        check("./a/../pet.yaml#/Pet", "spec/api/pet.yaml", "/Pet");
        check("../common.json#/a%20b", "spec/common.json", "/a b");
        check("with%20space.yaml", "spec/api/with space.yaml", "");
        let local = |fragment: &str| Target::Local(fragment.to_owned());
        assert_eq!(target_of("#/a/b", "x.yaml", ""), local("/a/b"));
        assert_eq!(target_of("openapi.yaml#/a", "spec/openapi.yaml", "spec/"), local("/a"));
        assert_eq!(
            target_of("b.yaml", "/abs/a.yaml", "/abs/"),
            Target::File { path: "/abs/b.yaml".into(), fragment: String::new() }
        );
    }

    #[test]
    fn hostile_forms_are_refused() {
        for reference in [
            "/etc/passwd",
            "../../etc/passwd",
            "../../../../etc/passwd#/x",
            "a/../../../x.yaml",
            "../../spec",
            "../../spec2/x.yaml",
            "file:///etc/passwd",
            "file:x.yaml",
            "https://example.com/a.yaml",
            "//example.com/a.yaml",
            "%2e%2e/%2e%2e/x.yaml",
            "..%2f..%2fx.yaml",
            "%2e%2e%2fx",
            "%252e%252e/x.yaml",
            "..\\..\\x.yaml",
            "C:/x.yaml",
            "c:x.yaml",
            "a%5cb.yaml",
            "~/x.yaml",
            "x.yaml%00.json",
            "x.yaml?a=b",
            "nul.yaml",
            "com1",
            "data:application/json,{}",
            "urn:x",
            "%ff.yaml",
            "..",
            "./",
        ] {
            let target = target_of(reference, "spec/api/openapi.yaml", "spec/");
            assert!(matches!(target, Target::Refused(_)), "{reference}: {target:?}");
        }
    }
}
