//! The smallest request of each operation.
//!
//! In: a normalised description. Out: for each operation the parameters that it requires, and a body for each of its
//! media types with what is required in it. Must never know: who sends them.

use codegen::diag::{Diagnostics, Pointer};
use codegen::document::{BodySpec, OperationSpec, ParameterPlace, read_document};
use codegen::kinds::JsonKinds;
use codegen::load::Node;

use crate::judge::{Judge, Side};
use crate::media_type::is_form;
use crate::route::Route;
use crate::sample::{Recipe, Sampler};
use crate::schema_query::Look;

/// The smallest request of an operation.
#[derive(Clone, Debug)]
pub struct SmallestRequest {
    /// Where the operation stands.
    pub pointer: Pointer,
    /// The parameters that are required: where they go, their names, their values.
    pub parameters: Vec<(ParameterPlace, String, SampleValue)>,
    /// A body for each media type.
    pub bodies: Vec<(String, SampleValue)>,
    /// Whether another operation has the same method and path, so that it may be taken for the one that is meant.
    pub is_ambiguous: bool,
}

/// A value that was made for a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleValue {
    /// The value.
    pub value: Node,
    /// Whether the schema allows it in a request.
    pub is_valid: bool,
}

/// The smallest request of each operation, in the order of the description.
///
/// ```
/// # fn example(description: &codegen::normalize::Description) {
/// for request in callwright_mock::smallest_requests(&description.root) {
///     println!("{}: {} parameters are required", request.pointer, request.parameters.len());
/// }
/// # }
/// ```
#[must_use]
pub fn smallest_requests(root: &Node) -> Vec<SmallestRequest> {
    let document = read_document(root, &mut Diagnostics::new());
    let mut maker = Maker::new(root);
    let routes: Vec<Route> =
        document.operations.iter().map(|operation| Route::new(&operation.path)).collect();
    let mut requests = Vec::new();
    for (at, operation) in document.operations.iter().enumerate() {
        let is_twin = |other: usize| {
            other != at
                && document.operations[other].method == operation.method
                && routes[other].is_same(&routes[at])
        };
        let is_ambiguous = (0..routes.len()).any(is_twin);
        requests.push(SmallestRequest { is_ambiguous, ..maker.request(operation) });
    }
    requests
}

struct Maker<'n> {
    root: &'n Node,
    look: Look<'n>,
    judge: Judge,
    /// One without examples, and one with them.
    samplers: [Sampler<'n>; 2],
}

impl<'n> Maker<'n> {
    fn new(root: &'n Node) -> Self {
        let sampler = |examples| Sampler::new(root, Recipe { seed: 0, side: Side::Request, examples });
        let samplers = [sampler(false), sampler(true)];
        Self { root, look: Look::new(root), judge: Judge::default(), samplers }
    }

    fn request(&mut self, operation: &OperationSpec) -> SmallestRequest {
        let mut parameters = Vec::new();
        for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
            let value = self.value(parameter.schema.as_ref(), &parameter.name, true);
            parameters.push((parameter.place, parameter.name.clone(), value));
        }
        let bodies = operation.body.as_ref().map(|body| self.bodies(body)).unwrap_or_default();
        SmallestRequest { pointer: operation.pointer.clone(), parameters, bodies, is_ambiguous: false }
    }

    fn bodies(&mut self, body: &BodySpec) -> Vec<(String, SampleValue)> {
        let mut bodies = Vec::new();
        for (kind, media) in &body.content {
            let mut made = self.value(media.schema.as_ref(), kind, false);
            if is_form(kind)
                && let Some(schema) = &media.schema
            {
                made = self.with_members_that_are_seen(schema, made);
            }
            bodies.push((kind.clone(), made));
        }
        bodies
    }

    /// A member without a value leaves no trace in a form: where there is another, that one is taken.
    fn with_members_that_are_seen(&mut self, schema: &Pointer, made: SampleValue) -> SampleValue {
        let Node::Map(members) = made.value else { return made };
        let members = members.into_iter().map(|(name, value)| {
            let place = self.look.property(schema, &name).filter(|_| is_unseen(&value));
            let seen = place.map(|place| self.value(Some(&place), &name, true).value);
            (name, seen.unwrap_or(value))
        });
        let value = Node::Map(members.collect());
        let is_valid = self.allows(schema, &value);
        SampleValue { value, is_valid }
    }

    /// The smallest value that the schema allows, if one can be made; with `seen`, one that leaves a trace where all is
    /// text.
    fn value(&mut self, schema: Option<&Pointer>, name: &str, seen: bool) -> SampleValue {
        let Some(schema) = schema else {
            return SampleValue { value: Node::String("every-call".to_owned()), is_valid: true };
        };
        let mut first = None;
        // The smallest, one with more in it, and one from the examples of the description.
        for (with_examples, lean) in [(0, true), (0, false), (1, false)] {
            let value = self.samplers[with_examples].value_of_size(schema, name, lean);
            let is_valid = self.allows(schema, &value);
            let is_good = is_valid && !(seen && is_unseen(&value));
            let made = SampleValue { value, is_valid };
            if is_good {
                return made;
            }
            first.get_or_insert(made);
        }
        let listed = self.look.keyword(schema, "enum").and_then(Node::as_list).filter(|_| seen);
        let is_good = |value: &&Node| !is_unseen(value) && self.allows(schema, value);
        if let Some(value) = listed.and_then(|listed| listed.iter().find(is_good)) {
            return SampleValue { value: value.clone(), is_valid: true };
        }
        if seen && self.look.kinds(schema) == JsonKinds::NULL {
            // Nothing else can be said.
            return SampleValue { value: Node::Null, is_valid: false };
        }
        first.unwrap_or(SampleValue { value: Node::Null, is_valid: false })
    }

    fn allows(&self, schema: &Pointer, value: &Node) -> bool {
        self.judge.reasons(self.root, schema, value, Side::Request).is_empty()
    }
}

/// Whether nothing of the value is left where it becomes text.
fn is_unseen(value: &Node) -> bool {
    match value {
        Node::Null => true,
        Node::String(text) => text.is_empty(),
        Node::List(items) => items.is_empty(),
        Node::Map(members) => members.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tree;

    fn requests(operation: &str) -> SmallestRequest {
        let root = tree(&format!(
            r#"{{ "openapi": "3.1.0", "info": {{ "title": "t", "version": "1" }},
                 "components": {{ "schemas": {{ "Tags": {{ "type": "array", "items": {{ "type": "string" }} }} }} }},
                 "paths": {{ "/a/{{id}}": {{ "post": {operation} }} }} }}"#
        ));
        smallest_requests(&root).remove(0)
    }

    fn shown(made: &SampleValue) -> String {
        assert!(made.is_valid, "{made:?}");
        serde_json::to_string(&made.value).unwrap()
    }

    #[test]
    fn only_what_is_required_is_there() {
        let made = requests(
            r##"{ "parameters": [
                    { "name": "id", "in": "path", "required": true, "schema": { "type": "integer", "minimum": 7, "maximum": 7 } },
                    { "name": "tags", "in": "query", "required": true, "schema": { "$ref": "#/components/schemas/Tags" } },
                    { "name": "more", "in": "query", "schema": { "type": "string" } } ],
                  "requestBody": { "content": { "application/json": { "schema": {
                    "type": "object", "required": ["kind", "note"],
                    "properties": { "kind": { "enum": ["b", "a"] }, "note": { "type": ["string", "null"] },
                                    "rest": { "type": "string" } } } } } },
                  "responses": {} }"##,
        );
        assert_eq!(made.parameters.len(), 2);
        assert_eq!(made.parameters[0].1, "id");
        assert_eq!(shown(&made.parameters[0].2), "7");
        // A list without items is not to be seen in a query.
        assert!(shown(&made.parameters[1].2).starts_with("[\""));
        assert_eq!(shown(&made.bodies[0].1), r#"{"kind":"b","note":null}"#);
        // An empty segment is another path.
        let made = requests(
            r#"{ "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "enum": ["", "a", "b"] } }],
                  "responses": {} }"#,
        );
        assert_eq!(shown(&made.parameters[0].2), r#""a""#);
    }

    #[test]
    fn members_of_forms_are_to_be_seen() {
        let made = requests(
            r##"{ "requestBody": { "content": { "application/x-www-form-urlencoded": { "schema": {
                    "type": "object", "required": ["tags"],
                    "properties": { "tags": { "$ref": "#/components/schemas/Tags" } } } } } },
                  "responses": {} }"##,
        );
        assert!(shown(&made.bodies[0].1).starts_with(r#"{"tags":[""#));
    }

    #[test]
    fn operations_that_a_fragment_alone_tells_apart_are_ambiguous() {
        let root = tree(
            r#"{ "openapi": "3.1.0", "info": { "title": "t", "version": "1" },
                 "paths": { "/a": { "get": { "responses": {} }, "post": { "responses": {} } },
                            "/a#stream": { "get": { "responses": {} } } } }"#,
        );
        let found: Vec<bool> = smallest_requests(&root).iter().map(|made| made.is_ambiguous).collect();
        assert_eq!(found, [true, false, true]);
    }

    #[test]
    fn what_cannot_be_made_is_known_to_be_wrong() {
        let made = requests(
            r#"{ "parameters": [{ "name": "id", "in": "path", "required": true,
                    "schema": { "type": "string", "minLength": 4, "maxLength": 2 } }], "responses": {} }"#,
        );
        assert!(!made.parameters[0].2.is_valid);
    }
}
