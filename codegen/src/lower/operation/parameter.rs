//! Parameters of an operation.
//!
//! In: a [`ParameterSpec`]. Out: a [`Parameter`].
//! Must never know: credentials; `normalize` has taken those out.

use crate::diag::code_table::lower as codes;
use crate::document::{
    COOKIE_STYLE, OperationSpec, ParameterPlace, ParameterSpec, WHOLE_QUERY, is_own_header,
};
use crate::ir::{Parameter, ParameterStyle, PathPart, Place, Scalar, Type, Words};
use crate::load::Node;

use crate::lower::context::Lowering;
use crate::lower::schema::array::as_list;
use crate::lower::schema::docs::docs_of;
use crate::normalize::media_type::{MediaClass, class_of};

impl Lowering<'_> {
    /// All parameters, path ones first in the order of the path.
    pub(in crate::lower) fn lower_parameters(
        &mut self,
        spec: &OperationSpec,
        path: &[PathPart],
        words: &Words,
    ) -> Vec<Parameter> {
        let mut in_path: Vec<String> = Vec::new();
        for part in path {
            match part {
                PathPart::Parameter(name) if !in_path.contains(name) => in_path.push(name.clone()),
                _ => {}
            }
        }
        let mut parameters = Vec::new();
        for name in &in_path {
            let declared =
                spec.parameters.iter().find(|p| p.place == ParameterPlace::Path && p.name == *name);
            parameters.push(match declared {
                Some(declared) => self.lower_parameter(declared, words),
                None => undeclared_parameter(spec, name),
            });
        }
        for declared in &spec.parameters {
            self.doubt_query_object(declared, spec);
            match declared.place {
                // `document` has reported what is not in the path; the headers are decided elsewhere.
                ParameterPlace::Path => {}
                ParameterPlace::Header if is_own_header(&declared.name) => {}
                _ => parameters.push(self.lower_parameter(declared, words)),
            }
        }
        parameters
    }

    fn lower_parameter(&mut self, spec: &ParameterSpec, words: &Words) -> Parameter {
        let is_whole = spec.style == WHOLE_QUERY;
        let is_json = spec.content.as_deref().is_some_and(|content| class_of(content) == MediaClass::Json);
        let mut value = Type::Scalar(Scalar::String);
        let mut constant = None;
        let mut docs = crate::ir::Docs::default();
        if let Some(pointer) = &spec.schema {
            let schema = self.schema(pointer);
            let is_form =
                is_whole && spec.content.as_deref().is_some_and(|kind| class_of(kind) == MediaClass::Form);
            let is_writable = is_json || is_form;
            let foreign = spec.content.as_deref().filter(|_| !is_writable && self.has_objects(&schema, 0));
            if let Some(media_type) = foreign {
                let message = format!(
                    "the parameter `{}` cannot be written as `{media_type}`; the caller passes it as a string",
                    spec.name
                );
                self.report(&codes::W523, &spec.pointer, message);
            }
            let words = self.words_at(pointer).unwrap_or_else(|| words.then(&spec.name));
            if foreign.is_none() {
                let lowered = self.lower_schema(&as_list(&schema), &words);
                // Outside JSON, a value about which nothing is said is text, and null is absence.
                if is_json || !matches!(lowered.value, Type::Any | Type::Null) {
                    value = lowered.value;
                }
            }
            self.remember_shown(&spec.examples);
            constant = self.constant_of(&schema);
            docs = schema.as_object().map(docs_of).unwrap_or_default();
        }
        docs.description =
            spec.description.clone().filter(|text| !text.trim().is_empty()).or(docs.description);
        docs.deprecated |= spec.deprecated;
        Parameter {
            pointer: spec.pointer.clone(),
            wire: spec.name.clone(),
            words: Words::one(given_name(spec).unwrap_or(&spec.name)),
            place: place_of(spec.place),
            required: spec.required || spec.place == ParameterPlace::Path,
            value,
            style: match (is_whole, is_json) {
                (true, true) => ParameterStyle::QueryJson,
                (true, false) => ParameterStyle::Query,
                (false, true) => ParameterStyle::Json,
                (false, false) => style_of(&spec.style, spec.place),
            },
            explode: spec.explode,
            allow_reserved: spec.allow_reserved,
            constant,
            docs,
        }
    }
}

/// `document` gives every variable of the path a parameter; a path that came some other way is served all the same.
fn undeclared_parameter(spec: &OperationSpec, name: &str) -> Parameter {
    Parameter {
        pointer: spec.pointer.clone(),
        wire: name.to_owned(),
        words: Words::one(name),
        place: Place::Path,
        required: true,
        value: Type::Scalar(Scalar::String),
        style: ParameterStyle::Simple,
        explode: false,
        allow_reserved: false,
        constant: None,
        docs: crate::ir::Docs::default(),
    }
}

/// The style by its name in the description; an unknown one is the default of its place.
pub(in crate::lower) fn style_of(name: &str, place: ParameterPlace) -> ParameterStyle {
    match (name, place) {
        ("matrix", _) => ParameterStyle::Matrix,
        ("label", _) => ParameterStyle::Label,
        ("spaceDelimited", _) => ParameterStyle::SpaceDelimited,
        ("pipeDelimited", _) => ParameterStyle::PipeDelimited,
        ("tabDelimited", _) => ParameterStyle::TabDelimited,
        ("deepObject", _) => ParameterStyle::DeepObject,
        (COOKIE_STYLE, ParameterPlace::Cookie) => ParameterStyle::Cookie,
        ("form", _) | (_, ParameterPlace::Query | ParameterPlace::Cookie) => ParameterStyle::Form,
        _ => ParameterStyle::Simple,
    }
}

fn place_of(place: ParameterPlace) -> Place {
    match place {
        ParameterPlace::Path => Place::Path,
        ParameterPlace::Query => Place::Query,
        ParameterPlace::Header => Place::Header,
        ParameterPlace::Cookie => Place::Cookie,
    }
}

fn given_name(spec: &ParameterSpec) -> Option<&str> {
    spec.extensions.get("x-fern-parameter-name").and_then(Node::as_str).filter(|name| !name.is_empty())
}
