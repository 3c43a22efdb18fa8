//! What is valid, and by its own words is not what the server does.
//!
//! In: parameters and responses as they are described. Out: warnings.
//! Must never know: what is emitted for them.

use crate::diag::Pointer;
use crate::diag::code_table::lower as codes;
use crate::document::{MediaSpec, OperationSpec, ParameterPlace, ParameterSpec};
use crate::load::openapi_version;
use crate::normalize::media_type::{MediaClass, class_of};
use crate::normalize::positions::{Part, Step, walk};
use crate::schema::{JsonKind, kinds_of};

use crate::lower::context::Lowering;

/// Last words of paths that give a file away.
const DOWNLOADS: [&str; 9] =
    ["archive", "blob", "content", "contents", "download", "export", "file", "raw", "zip"];

impl Lowering<'_> {
    /// Warns of an object in the query whose description shows `name[key]=value`, while its style says `key=value`.
    pub(in crate::lower) fn doubt_query_object(&mut self, spec: &ParameterSpec, operation: &OperationSpec) {
        let is_written = self.root.at(&spec.pointer.key("style")).is_some();
        if spec.place != ParameterPlace::Query || spec.style != "form" || is_written || spec.content.is_some()
        {
            return;
        }
        let texts = [&spec.description, &operation.description, &operation.summary];
        if !texts.into_iter().flatten().any(|text| shows_brackets(text, &spec.name)) {
            return;
        }
        let Some(pointer) = &spec.schema else { return };
        let schema = self.schema(pointer);
        if !self.has_objects(&schema, 0) {
            return;
        }
        let name = &spec.name;
        let message = format!(
            "the documentation shows `{name}[key]=value`, but without `style` the object `{name}` is sent as `key=value`"
        );
        self.report(&codes::W541, &spec.pointer, message);
    }

    /// Notes where `nodeType` says which kind of XML node a value is: XML is text.
    pub(in crate::lower) fn note_xml_nodes(&mut self) {
        if !openapi_version(self.root).starts_with("3.2") {
            return;
        }
        let mut places = Vec::new();
        walk(self.root, Part::Document, &Pointer::root(), &mut |part, trail, node| {
            if part == Part::Schema && node.get("xml").is_some_and(|xml| xml.get("nodeType").is_some()) {
                places.push(trail.pointer().key("xml").key("nodeType"));
            }
            Step::Into
        });
        for place in places {
            let message = "the kind of XML node is not used: the client passes XML as text".to_owned();
            self.report(&codes::N573, &place, message);
        }
    }

    /// Warns of a file that is described as a JSON string: its bytes are not valid JSON.
    pub(in crate::lower) fn doubt_downloads(&mut self, operation: &OperationSpec) {
        if operation.method != "GET" || !is_download(operation) {
            return;
        }
        for (status, response) in &operation.responses {
            let mut contents = response.content.iter();
            let (Some((media_type, media)), None) = (contents.next(), contents.next()) else { continue };
            if !status.starts_with('2')
                || class_of(media_type) != MediaClass::Json
                || !self.is_plain_string(media)
            {
                continue;
            }
            let place = response.pointer.key("content").key(media_type);
            let message =
                format!("a file is described as a string in `{media_type}`; bytes are not valid JSON");
            self.report(&codes::W542, &place, message);
        }
    }

    fn is_plain_string(&mut self, media: &MediaSpec) -> bool {
        let Some(pointer) = &media.schema else { return false };
        let schema = self.schema(pointer);
        let Some(view) = self.view(&schema) else { return false };
        kinds_of(&view).as_slice() == [JsonKind::String]
            && view.format.is_none()
            && view.enumeration.is_none()
            && view.constant.is_none()
    }
}

fn shows_brackets(text: &str, name: &str) -> bool {
    let opened = format!("{name}[");
    text.split(opened.as_str()).skip(1).any(|rest| {
        let key = rest.split_once('=').map(|(key, _)| key.trim_end());
        key.is_some_and(|key| key.ends_with(']') && !key.contains(char::is_whitespace))
    })
}

fn is_download(operation: &OperationSpec) -> bool {
    let last = operation.path.rsplit('/').find(|segment| !segment.is_empty() && !segment.contains('{'));
    let is_told = |text: &Option<String>| {
        text.as_deref().is_some_and(|text| text.to_ascii_lowercase().contains("download"))
    };
    last.is_some_and(|segment| DOWNLOADS.contains(&segment.to_ascii_lowercase().as_str()))
        || is_told(&operation.operation_id)
        || is_told(&operation.summary)
}
