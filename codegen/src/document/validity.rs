//! What OpenAPI 3.2 does not allow side by side, or at a place, wherever it stands.
//!
//! In: the normalised tree of a description of OpenAPI 3.2. Out: a finding at each place that is wrong. What is wrong costs
//! nothing here: each reader takes what it can.
//! Must never know: what the parts mean. Older descriptions are not looked at: their authors had other rules.

use std::collections::BTreeSet;

use crate::diag::code_table::document as codes;
use crate::diag::{Code, Diagnostic, Pointer};
use crate::load::{Node, openapi_version};
use crate::normalize::media_type::is_json;
use crate::normalize::positions::{Part, Step, Trail, walk};
use crate::schema::{reference_of, resolve_reference};

use super::path::is_token;
use super::reader::{Reader, Spot};

/// One finding: where, what it is about, and what to do.
type Finding = (&'static Code, Pointer, String, &'static str);

const REMOVE: &str = "remove one of the two";

impl<'n> Reader<'n, '_> {
    /// Reports what is not valid in OpenAPI 3.2.
    pub(super) fn check_validity(&mut self, root: &Spot<'n>) {
        if !openapi_version(root.node).starts_with("3.2") {
            return;
        }
        let mut found: Vec<Finding> = Vec::new();
        walk(root.node, Part::Document, &root.at, &mut |part, trail, node| {
            if node.as_map().is_some() && (part == Part::Schema || reference_of(node).is_none()) {
                check_part(part, trail, node, root.node, &mut found);
            }
            Step::Into
        });
        // Places can share what they refer to.
        let mut told = BTreeSet::new();
        found.retain(|(code, at, ..)| told.insert((code.id, at.clone())));
        for (code, at, message, help) in found {
            let finding = Diagnostic::new(code, &at, message).with_help(help);
            // A name is wrong by its value, and a member of a list has no key.
            let is_value =
                at.tokens().last().is_some_and(|last| last == "name" || last.parse::<usize>().is_ok());
            self.diagnostics.push(if is_value { finding } else { finding.at_key() });
        }
    }
}

fn check_part(part: Part, trail: &Trail<'_>, node: &Node, root: &Node, found: &mut Vec<Finding>) {
    match part {
        Part::Parameter => {
            check_parameter(trail, node, found);
            exclude(trail, node, &["example"], "examples", found);
        }
        Part::Header => {
            check_header(trail, node, found);
            exclude(trail, node, &["example"], "examples", found);
        }
        Part::MediaType => {
            exclude(trail, node, &["example"], "examples", found);
            exclude_encodings(trail, node, found);
            check_serialized(trail, node, root, found);
        }
        Part::Encoding => exclude_encodings(trail, node, found),
        Part::Example => {
            for other in ["dataValue", "serializedValue", "externalValue"] {
                exclude(trail, node, &["value"], other, found);
            }
            exclude(trail, node, &["serializedValue"], "externalValue", found);
        }
        Part::PathItem | Part::Operation => check_query_strings(trail, node, root, found),
        Part::Schema => {
            let Some(xml) = node.get("xml") else { return };
            for other in ["attribute", "wrapped"] {
                if xml.get("nodeType").is_some() && xml.get(other).is_some() {
                    let at = trail.pointer().key("xml").key(other);
                    found.push((&codes::W330, at, both("nodeType", other), "remove the older of the two"));
                }
            }
        }
        _ => {}
    }
}

/// Reports `second` where one of `first` stands beside it.
fn exclude(trail: &Trail<'_>, node: &Node, first: &[&str], second: &str, found: &mut Vec<Finding>) {
    let Some(first) = first.iter().find(|key| node.get(key).is_some()) else { return };
    if node.get(second).is_some() {
        found.push((&codes::W330, trail.pointer().key(second), both(first, second), REMOVE));
    }
}

fn both(first: &str, second: &str) -> String {
    format!("`{first}` and `{second}` exclude each other")
}

/// Reports serialized values that are not JSON, where their media type is: those that are have been read (`normalize`).
fn check_serialized(trail: &Trail<'_>, node: &Node, root: &Node, found: &mut Vec<Finding>) {
    let is_content = trail.parent_key() == Some("content");
    if !trail.last_key().is_some_and(|kind| is_content && is_json(kind)) {
        return;
    }
    for (name, example) in node.get("examples").and_then(Node::as_map).into_iter().flatten() {
        let target = reference_of(example).map(|reference| resolve_reference(root, reference));
        let at = match target {
            Some(Ok(target)) => target,
            Some(Err(_)) => continue,
            None => trail.pointer().key("examples").key(name),
        };
        let is_unread = root.at(&at).is_some_and(|example| {
            example.get("serializedValue").is_some_and(|text| text.as_str().is_some())
                && example.get("dataValue").is_none()
                && example.get("value").is_none()
        });
        if is_unread {
            let at = at.key("serializedValue");
            let message =
                "the serialized value of the example is not valid JSON, so it is not shown".to_owned();
            found.push((&codes::W334, at, message, "correct it, or give the value as `dataValue`"));
        }
    }
}

fn exclude_encodings(trail: &Trail<'_>, node: &Node, found: &mut Vec<Finding>) {
    for by_position in ["prefixEncoding", "itemEncoding"] {
        exclude(trail, node, &["encoding"], by_position, found);
    }
}

fn check_parameter(trail: &Trail<'_>, node: &Node, found: &mut Vec<Finding>) {
    let text = |key: &str| node.get(key).and_then(Node::as_str).unwrap_or_default();
    let (place, name) = (text("in"), text("name"));
    let at = |key: &str| trail.pointer().key(key);
    if place == "header" && !is_token(name) {
        let message = format!("`{name}` is not a valid name of a header");
        found.push((&codes::W331, at("name"), message, NAME_HELP));
    }
    if place == "path" && name.contains(['{', '}']) {
        let message = format!("`{name}` is not a valid name of a variable in a path");
        found.push((&codes::W331, at("name"), message, "remove the braces"));
    }
    if place == "querystring" && node.get("schema").is_some() {
        let message = "a whole query string has `content`, which says its media type, and not `schema`";
        found.push((&codes::W330, at("schema"), message.to_owned(), "put the schema under `content`"));
    }
    if node.get("content").is_some() {
        for key in ["style", "explode", "allowReserved"] {
            exclude(trail, node, &["content"], key, found);
        }
    } else if node.get("allowReserved").is_some()
        && (place == "header"
            || place == "cookie" && node.get("style").is_some_and(|style| style.as_str() == Some("cookie")))
    {
        let what = if place == "header" { "a header" } else { "a cookie of this style" };
        let message = format!("`allowReserved` has no meaning for {what}, which is not percent-encoded");
        found.push((&codes::W332, at("allowReserved"), message, "remove it"));
    }
}

const NAME_HELP: &str = "names of headers have letters, digits and `-`";

fn check_header(trail: &Trail<'_>, node: &Node, found: &mut Vec<Finding>) {
    let at = trail.pointer();
    let is_component = at.parent().is_some_and(|parent| parent.as_str() == "/components/headers");
    if let Some(name) = trail.last_key().filter(|name| !is_component && !is_token(name)) {
        let message = format!("`{name}` is not a valid name of a header");
        found.push((&codes::W331, at.clone(), message, NAME_HELP));
    }
    if node.get("allowReserved").is_some() {
        let message = "`allowReserved` has no meaning for a header, which is not percent-encoded".to_owned();
        found.push((&codes::W332, at.key("allowReserved"), message, "remove it"));
    }
}

/// The query is described as a whole, once, or by its parts.
fn check_query_strings(trail: &Trail<'_>, node: &Node, root: &Node, found: &mut Vec<Finding>) {
    let parameters = node.get("parameters").and_then(Node::as_list).unwrap_or_default();
    let place_of = |written: &Node| {
        let target = reference_of(written).and_then(|reference| resolve_reference(root, reference).ok());
        let meant = target.as_ref().and_then(|at| root.at(at)).unwrap_or(written);
        meant.get("in").and_then(Node::as_str).map(str::to_owned)
    };
    let places: Vec<Option<String>> = parameters.iter().map(place_of).collect();
    let is = |place: &Option<String>, word: &str| place.as_deref() == Some(word);
    let Some(whole) = places.iter().position(|place| is(place, "querystring")) else { return };
    for (index, place) in places.iter().enumerate() {
        let message = if is(place, "query") {
            "a query parameter stands beside a parameter that is the whole query string"
        } else if index != whole && is(place, "querystring") {
            "a second parameter is the whole query string"
        } else {
            continue;
        };
        let at = trail.pointer().key("parameters").index(index);
        found.push((&codes::W309, at, message.to_owned(), REMOVE));
    }
}
