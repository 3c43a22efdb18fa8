//! A call being put together.
//!
//! In: an endpoint's static and the values of setters. Out: everything that goes on the wire but credentials.
//! Must never know: a response, a transport, a retry.

mod body;
mod converted;
mod encoding;
mod endpoint;
mod fields;
mod file_name;
mod finish;
mod header;
mod json_text;
mod location;
mod media_type;
mod multipart;
mod path;
mod payload;
mod prepare;
mod raw;
#[cfg(feature = "stream")]
mod repeat;
mod required;
mod send_body;
mod style;
mod target;

use std::{borrow::Cow, fmt};

use http::HeaderMap;
use url::Url;

pub(crate) use body::Plan;
pub(crate) use encoding::{Encoding, encode_into};
pub use endpoint::{Endpoint, ErrorShape};
pub(crate) use header::{Headers, sensitive_header};
pub(crate) use location::{Elsewhere, same_origin, shown};
pub(crate) use path::is_dots;
pub use path::path_segment;
pub use payload::{Part, Payload};
pub(crate) use prepare::Prepared;
pub use raw::RawRequest;
pub use required::Provided;
pub use style::Style;
pub(crate) use target::{Target, Written};

use crate::{
    client::{Client, Limit},
    error::{Failure, Hidden, is_sensitive, secrets_of},
    json::{self, WriteJson},
};

/// A call being put together: what the builders of a generated crate stand on.
///
/// Values that cannot go on the wire are remembered and told by the call.
#[must_use]
pub struct Request {
    draft: Box<RequestDraft>,
}

/// Everything that setters gave. Boxed in one piece, because builders move it from hand to hand.
pub(crate) struct RequestDraft {
    pub(crate) client: Client,
    pub(crate) target: Target,
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    /// What no message may repeat of the headers and the query.
    pub(crate) secrets: Vec<Hidden>,
    pub(crate) cookies: String,
    pub(crate) body: body::BodyDraft,
    pub(crate) options: Options,
    /// What is asked for, where that is not what the endpoint says.
    pub(crate) accept: Option<&'static str>,
    pub(crate) failure: Option<Failure>,
    /// Where a server said that this is, in place of base, path and query.
    pub(crate) location: Option<Box<Url>>,
}

/// What a single call may change of its client's habits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Limit,
    pub(crate) deadline: Limit,
    pub(crate) idle_timeout: Limit,
    pub(crate) max_retries: Option<u32>,
    pub(crate) max_value: Option<u64>,
    pub(crate) repeatable: Option<bool>,
    /// Whether the client's credentials stay away from the call.
    pub(crate) anonymous: bool,
    /// Whether a value may stand in for one that is null or missing.
    pub(crate) lenient: Option<bool>,
}

impl RequestDraft {
    pub(crate) fn new(client: &Client, target: Target) -> Self {
        Self {
            client: client.clone(),
            target,
            path: Vec::new(),
            query: String::new(),
            headers: HeaderMap::new(),
            secrets: Vec::new(),
            cookies: String::new(),
            body: body::BodyDraft::default(),
            options: Options::default(),
            accept: None,
            failure: None,
            location: None,
        }
    }

    /// Keeps the first failure.
    pub(crate) fn keep(&mut self, result: Result<(), Failure>) {
        if let Err(failure) = result {
            self.failure.get_or_insert(failure);
        }
    }

    pub(crate) fn add_query(&mut self, name: &str, value: &str) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        encode_into(&mut self.query, name, Encoding::Query);
        self.query.push('=');
        encode_into(&mut self.query, value, Encoding::Query);
        if is_sensitive(name) {
            self.secrets.push(Hidden::credential(value));
        }
    }

    /// Adds a query parameter, as the style says.
    pub(crate) fn add_styled_query(&mut self, name: &str, json: &[u8], style: Style) {
        if let Some(text) = style::whole_query(json, style) {
            if !text.is_empty() {
                if !self.query.is_empty() {
                    self.query.push('&');
                }
                encode_into(&mut self.query, &text, style.query_encoding());
            }
            return;
        }
        let pairs = match style::pairs(name, json, style) {
            Ok(pairs) => pairs,
            Err(failure) => return self.keep(Err(failure)),
        };
        let query = &mut self.query;
        for pair in pairs {
            if !query.is_empty() {
                query.push('&');
            }
            if is_sensitive(&pair.name) {
                self.secrets.extend(pair.pieces.iter().map(|piece| Hidden::credential(piece)));
            }
            encode_into(query, &pair.name, Encoding::Query);
            query.push('=');
            for (index, piece) in pair.pieces.iter().enumerate() {
                if index > 0 {
                    query.push_str(pair.delimiter);
                }
                encode_into(query, piece, style.query_encoding());
            }
        }
    }

    /// A header of the caller's own: nobody knows what it is, so no message repeats it.
    pub(crate) fn add_header(&mut self, name: &str, value: &str) {
        let checked = sensitive_header(name, value).map(|(name, value)| {
            self.secrets.extend(secrets_of(&name, &value));
            self.headers.insert(name, value);
        });
        self.keep(checked);
    }

    /// A header of the description. Servers explain the values that they refuse (versions, dates), so messages repeat
    /// them, unless the name says that they are credentials.
    fn add_described_header(&mut self, name: &str, value: &str) {
        let checked = sensitive_header(name, value).map(|(name, value)| {
            if is_sensitive(name.as_str()) {
                self.secrets.extend(secrets_of(&name, &value));
            }
            self.headers.insert(name, value);
        });
        self.keep(checked);
    }

    /// The text of a value; a value that has none is kept as a failure.
    fn text_of(&mut self, name: &str, value: &dyn WriteJson) -> Option<Vec<u8>> {
        json::to_vec(value)
            .map_err(|error| self.keep(Err(Failure::invalid(format!("`{name}` cannot be written: {error}")))))
            .ok()
    }

    pub(crate) fn add_field_text(&mut self, name: String, text: &[u8]) {
        let kind = self.target.endpoint().body;
        let set = self.body.set_text(kind, Cow::Owned(name), text, Style::PLAIN);
        self.keep(set);
    }
}

impl Request {
    /// Begins a call.
    pub fn new(client: &Client, endpoint: &'static Endpoint) -> Self {
        Self { draft: Box::new(RequestDraft::new(client, Target::Described(endpoint))) }
    }

    /// Sets a path parameter.
    pub fn path(self, name: &'static str, value: &dyn WriteJson) -> Self {
        self.path_styled(name, value, Style::SIMPLE)
    }

    /// Sets a path parameter of another style.
    pub fn path_styled(mut self, name: &'static str, value: &dyn WriteJson, style: Style) -> Self {
        if let Some(json) = self.draft.text_of(name, value) {
            match path::parameter(name, &json, style) {
                Ok(text) => self.draft.path.push((name, text)),
                Err(failure) => self.draft.keep(Err(failure)),
            }
        }
        self
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: &'static str, value: &dyn WriteJson, style: Style) -> Self {
        let json = self.draft.text_of(name, value).unwrap_or_default();
        self.draft.add_styled_query(name, &json, style);
        self
    }

    /// Sets a header parameter; null sets none.
    pub fn header(mut self, name: &'static str, value: &dyn WriteJson, style: Style) -> Self {
        let json = self.draft.text_of(name, value).unwrap_or_default();
        if !json.is_empty() && json != b"null" {
            match style::text(name, &json, style, Encoding::Plain) {
                Ok(text) => self.draft.add_described_header(name, &text),
                Err(failure) => self.draft.keep(Err(failure)),
            }
        }
        self
    }

    /// Adds a cookie parameter. It is sent as it is given; percent-encoded only if a cookie cannot hold it.
    pub fn cookie(mut self, name: &'static str, value: &dyn WriteJson, style: Style) -> Self {
        let json = self.draft.text_of(name, value).unwrap_or_default();
        let pairs = match style::pairs(name, &json, style) {
            Ok(pairs) => pairs,
            Err(failure) => {
                self.draft.keep(Err(failure));
                return self;
            }
        };
        if style.is_cookie()
            && pairs.iter().flat_map(|pair| &pair.pieces).any(|text| !style::is_cookie_text(text))
        {
            let name = name.escape_debug();
            self.draft.keep(Err(Failure::invalid(format!(
                "the cookie `{name}` is sent as it is, and its value holds a character that would end it"
            ))));
            return self;
        }
        let cookies = &mut self.draft.cookies;
        for pair in pairs {
            if !cookies.is_empty() {
                cookies.push_str("; ");
            }
            if style.is_cookie() {
                encode_into(cookies, &pair.name, Encoding::Query);
                cookies.push('=');
                cookies.push_str(&pair.pieces.join(","));
                continue;
            }
            encode_into(cookies, &pair.name, Encoding::Query);
            cookies.push('=');
            for (index, piece) in pair.pieces.iter().enumerate() {
                if index > 0 {
                    cookies.push_str("%2C");
                }
                encode_into(cookies, piece, Encoding::Cookie);
            }
        }
        self
    }

    /// Sets a field of the body.
    pub fn field(self, name: &'static str, value: &dyn WriteJson) -> Self {
        self.field_styled(name, value, Style::PLAIN)
    }

    /// Sets a field of a form, of another style.
    pub fn field_styled(mut self, name: &'static str, value: &dyn WriteJson, style: Style) -> Self {
        let kind = self.draft.target.endpoint().body;
        let set = self.draft.body.set(kind, Cow::Borrowed(name), value, style);
        self.draft.keep(set);
        self
    }

    /// Adds a field to a form under a name of the caller's.
    pub fn field_named(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.draft.body.add_pair(&name.into(), &value.into());
        self
    }

    /// Adds a file to a multipart body.
    pub fn part(self, name: &'static str, part: impl Into<Part>) -> Self {
        self.part_as(name, part, "")
    }

    /// Adds a file to a multipart body that takes these media types there, a list with commas.
    pub fn part_as(mut self, name: &'static str, part: impl Into<Part>, allowed: &'static str) -> Self {
        self.draft.body.add_part(multipart::FieldPart::of_file(name, part.into(), allowed));
        self
    }

    /// Adds a file to a multipart body under a name of the caller's.
    pub fn part_named(mut self, name: impl Into<String>, part: impl Into<Part>) -> Self {
        self.draft.body.add_part(multipart::FieldPart::of_file(&name.into(), part.into(), ""));
        self
    }

    /// Sets this header of every part that a field of a multipart body has; null sets none.
    pub fn part_header(mut self, field: &'static str, value: &dyn WriteJson, name: &'static str) -> Self {
        let set = self.draft.body.set_part_header(field, name, value);
        self.draft.keep(set);
        self
    }

    /// Sets a value of a multipart body that has a media type of its own.
    pub fn part_typed(
        mut self,
        name: &'static str,
        value: &dyn WriteJson,
        content_type: &'static str,
    ) -> Self {
        let set = self.draft.body.set_typed(name, value, content_type);
        self.draft.keep(set);
        self
    }

    /// Sets the parts of a multipart body that are the items of a list, each of this media type.
    pub fn part_items(
        mut self,
        name: &'static str,
        list: &dyn WriteJson,
        content_type: &'static str,
    ) -> Self {
        let set = self.draft.body.set_items(name, list, content_type);
        self.draft.keep(set);
        self
    }

    /// Sets the entire body; what setters said before is forgotten.
    pub fn body(mut self, value: &dyn WriteJson) -> Self {
        let kind = self.draft.target.endpoint().body;
        let set = self.draft.body.set_whole(kind, value);
        self.draft.keep(set);
        self
    }

    /// Sets the entire body to text.
    pub fn body_text(self, text: impl Into<String>) -> Self {
        self.body_bytes(text.into())
    }

    /// Sets the entire body to bytes.
    pub fn body_bytes(mut self, payload: impl Into<Payload>) -> Self {
        self.draft.body.set_payload(payload.into());
        self
    }
}

/// The operation alone: values are the caller's business.
impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("operation", &self.draft.target.operation())
            .finish_non_exhaustive()
    }
}
