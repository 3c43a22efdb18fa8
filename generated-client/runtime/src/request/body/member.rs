//! A field of a body that is there already, at whatever depth: what asks for the next page.

use std::borrow::Cow;

use super::{BodyDraft, BodyKind, Failure, Style, json_text};

impl BodyDraft {
    /// The JSON text of a field; for a form, the text of a field.
    pub(crate) fn member(&self, kind: BodyKind, path: &[&str]) -> Option<Vec<u8>> {
        let (first, rest) = path.split_first()?;
        if matches!(kind, BodyKind::Form) {
            let pair = self.form.iter().rev().find(|pair| pair.field == *first)?;
            return serde_json::to_vec(&pair.value).ok();
        }
        let own = self.fields.iter().find(|(name, _)| name == first).map(|(_, text)| text);
        let mut text = own.or_else(|| child(self.whole.as_deref()?, first))?;
        for name in rest {
            text = child(text, name)?;
        }
        Some(text.to_vec())
    }

    /// Sets a field in place of what was said of it before; objects on the way to it keep their other fields.
    pub(crate) fn replace_member(
        &mut self,
        kind: BodyKind,
        path: &[&'static str],
        json: &[u8],
    ) -> Result<(), Failure> {
        let Some((first, rest)) = path.split_first() else { return Ok(()) };
        let known = if rest.is_empty() { None } else { self.member(kind, &[first]) };
        let text = with_member(known.as_deref(), rest, json);
        self.set_text(kind, Cow::Borrowed(first), &text, Style::PLAIN)
    }
}

/// The last field of an object that has this name.
fn child<'text>(object: &'text [u8], name: &str) -> Option<&'text [u8]> {
    let object = object.trim_ascii();
    let members = if object.starts_with(b"{") { json_text::members(object) } else { Vec::new() };
    members.into_iter().rev().find(|(known, _)| known == name).map(|(_, text)| text)
}

/// An object with the field at the end of a path, in place of the one that it has there.
fn with_member(object: Option<&[u8]>, path: &[&str], json: &[u8]) -> Vec<u8> {
    let Some((first, rest)) = path.split_first() else { return json.to_vec() };
    let object = object.map(<[u8]>::trim_ascii).filter(|object| object.starts_with(b"{"));
    let members = object.map(json_text::members).unwrap_or_default();
    let inner = object.and_then(|object| child(object, first));
    let mut out = vec![b'{'];
    let mut add = |name: &str, text: &[u8]| {
        if out.len() > 1 {
            out.push(b',');
        }
        out.extend(serde_json::Value::from(name).to_string().into_bytes());
        out.push(b':');
        out.extend_from_slice(text);
    };
    for (name, text) in members.iter().filter(|(name, _)| name != first) {
        add(name, text);
    }
    add(first, &with_member(inner, rest, json));
    out.push(b'}');
    out
}

#[cfg(test)]
mod tests {
    use super::{child, with_member};

    #[test]
    fn a_member_is_set_where_it_is() {
        let set = |object: Option<&str>, path: &[&str]| {
            String::from_utf8(with_member(object.map(str::as_bytes), path, b"7")).unwrap()
        };
        assert_eq!(set(Some(r#"{"a":1,"b":{"c":[2]}}"#), &["a"]), r#"{"b":{"c":[2]},"a":7}"#);
        assert_eq!(
            set(Some(r#"{"a":{"x":1,"n":{"c":2}}}"#), &["a", "n", "c"]),
            r#"{"a":{"x":1,"n":{"c":7}}}"#
        );
        assert_eq!(set(Some("null"), &["a", "b"]), r#"{"a":{"b":7}}"#);
        assert_eq!(set(None, &["a\"b"]), r#"{"a\"b":7}"#);
        assert_eq!(child(br#"{"a":1,"a":2}"#, "a"), Some(&b"2"[..]));
        assert_eq!(child(b"[1]", "a"), None);
    }
}
