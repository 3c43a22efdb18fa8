//! Whether a finding stands where a fault is.
//!
//! In: the place of a finding, a fault, the description without it. Out: how the two places belong together.
//! Must never know: what the finding says.

use codegen::diag::Pointer;
use codegen::load::Node;

use super::fault::{Fault, Kind};

/// How the place of a finding belongs to that of a fault, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Where {
    /// At the fault, at what holds it, or at what it holds itself.
    There,
    /// Where something that was deleted is asked for: a reference to it or into it, its name in a list of required
    /// members, in a mapping or in a requirement of credentials.
    Asked,
    /// Anywhere else.
    Elsewhere,
}

/// Judges the place of a finding; `root` is the description without the fault.
pub(super) fn where_is(found: &Pointer, fault: &Fault, root: &Node) -> Where {
    let holder = fault.at.parent();
    if *found == fault.at || Some(found) == holder.as_ref() || found.parent().as_ref() == Some(&fault.at) {
        Where::There
    } else if fault.kind == Kind::Deleted && asks_for(found, &fault.at, root) {
        Where::Asked
    } else {
        Where::Elsewhere
    }
}

fn asks_for(found: &Pointer, deleted: &Pointer, root: &Node) -> bool {
    let name = deleted.tokens().last();
    let path: Vec<String> = found.tokens().collect();
    let text = root.at(found).and_then(Node::as_str);
    match path.as_slice() {
        [.., list, _] if list == "required" => text == name.as_deref(),
        [.., list, _, scheme] if list == "security" => Some(scheme) == name.as_ref(),
        _ => text.is_some_and(|text| leads_into(text, deleted)),
    }
}

/// Whether the text is a reference to the place or to something below it.
fn leads_into(text: &str, place: &Pointer) -> bool {
    let below = text.strip_prefix('#').and_then(|target| target.strip_prefix(place.as_str()));
    below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: &str, kind: Kind, at: &str, expect: Where) {
        let text = r##"{
            "components": {"schemas": {"Pet": {"required": ["name"]}}},
            "items": {"$ref": "#/components/schemas/Pet/properties/name"},
            "security": [{"key": []}]
        }"##;
        let root: serde_json::Value = serde_json::from_str(text).unwrap();
        let source = codegen::load::Source::new("a.json", root.to_string().into_bytes());
        let mut files = codegen::load::Files::default();
        let budgets = codegen::load::Budgets::default();
        let loaded =
            codegen::load::load_source(&source, &budgets, &mut files, &mut codegen::diag::Diagnostics::new());
        let fault = Fault { kind, at: Pointer::from_escaped(at) };
        assert_eq!(
            where_is(&Pointer::from_escaped(found), &fault, &loaded[0].root),
            expect,
            "{found} for {at}"
        );
    }

    #[test]
    fn only_the_place_and_one_step_around_it_count() {
        check("/a/b", Kind::Retyped, "/a/b", Where::There);
        check("/a", Kind::Retyped, "/a/b", Where::There);
        check("/a/b/0", Kind::Swapped, "/a/b", Where::There);
        check("/a/b/0/c", Kind::Swapped, "/a/b", Where::Elsewhere);
        check("", Kind::Broken, "/a/b", Where::Elsewhere);
        check("/a/c", Kind::Retyped, "/a/b", Where::Elsewhere);
    }

    #[test]
    fn what_is_missing_is_asked_for_by_reference_or_by_name() {
        let name = "/components/schemas/Pet/properties/name";
        check("/items/$ref", Kind::Deleted, name, Where::Asked);
        check("/items/$ref", Kind::Deleted, "/components/schemas/Pet", Where::Asked);
        check("/items/$ref", Kind::Deleted, "/components/schemas/Pe", Where::Elsewhere);
        check("/items/$ref", Kind::Retyped, name, Where::Elsewhere);
        check("/components/schemas/Pet/required/0", Kind::Deleted, name, Where::Asked);
        check("/security/0/key", Kind::Deleted, "/components/securitySchemes/key", Where::Asked);
        check("/security/0/key", Kind::Deleted, "/components/securitySchemes/other", Where::Elsewhere);
    }
}
