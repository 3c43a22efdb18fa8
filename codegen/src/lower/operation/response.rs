//! Responses: what a successful call gives, and which errors are described.
//!
//! In: the responses of an operation. Out: a [`Success`], errors, the stream.
//! Must never know: how a response is read.

use std::borrow::Cow;

use indexmap::IndexMap;

use crate::diag::code_table::lower as codes;
use crate::document::{MediaSpec, OperationSpec, ResponseSpec};
use crate::ir::{Body, Docs, Media, Response, ResponseHeader, StatusMatch, StreamItem, Success, Words};
use crate::normalize::media_type::{MediaClass, class_of, essence_of};
use crate::schema::{JsonKind, is_silent, kinds_of};

use crate::lower::context::Lowering;
use crate::lower::schema::flat::schema_eq::same_schema;

/// The rank of a JSON type that says nothing about the values of a successful response.
const SILENT_JSON: usize = 5;

/// All that an operation's responses say.
pub(in crate::lower) struct Answers {
    pub(in crate::lower) success: Success,
    pub(in crate::lower) accept: Vec<String>,
    pub(in crate::lower) stream: Option<StreamItem>,
    pub(in crate::lower) errors: Vec<Response>,
    pub(in crate::lower) undescribed: bool,
}

/// One successful response with the media type chosen.
struct Chosen {
    response: Response,
    media_type: Option<String>,
}

impl Lowering<'_> {
    /// Lowers all responses of an operation.
    pub(in crate::lower) fn lower_responses(
        &mut self,
        spec: &OperationSpec,
        body: Option<&Body>,
        words: &Words,
    ) -> Answers {
        let statuses: Vec<(StatusMatch, &ResponseSpec)> = spec
            .responses
            .iter()
            .filter_map(|(status, response)| Some((status_of(status)?, response)))
            .collect();
        let declared = statuses.iter().any(|(status, _)| is_success(*status));
        let is_good =
            |status: StatusMatch| is_success(status) || (status == StatusMatch::Default && !declared);
        let without_content = spec.method == "HEAD";
        let statuses: Vec<(StatusMatch, Cow<'_, ResponseSpec>)> = statuses
            .into_iter()
            .map(|(status, response)| {
                let never = without_content || self.never_has_content(status, response);
                (status, if never { headers_of(response) } else { Cow::Borrowed(response) })
            })
            .collect();
        // Frameworks leave out what they cannot describe, such as files; 204 and 205 have no body for certain.
        let is_silent = |(status, response): &(StatusMatch, Cow<'_, ResponseSpec>)| {
            let never = matches!(status, StatusMatch::Code(204 | 205));
            is_good(*status) && !never && response.content.is_empty()
        };
        let undescribed = !without_content
            && (statuses.iter().any(is_silent) || !statuses.iter().any(|(status, _)| is_good(*status)));
        let several = statuses.iter().filter(|(status, _)| is_good(*status)).count() > 1;
        let mut stream = None;
        let mut good = Vec::new();
        let mut errors = Vec::new();
        for (status, response) in &statuses {
            if is_good(*status) {
                let words = if several { status_words(*status, words) } else { words.clone() };
                let own = self.lower_stream(spec, response, body, &words);
                let chosen =
                    self.lower_response(*status, response, &words.then("response"), true, own.is_some());
                good.push(chosen);
                stream = self.one_stream(stream, own, response);
            } else {
                let words = status_words(*status, words).then("error");
                errors.push(self.lower_response(*status, response, &words, false, false).response);
            }
        }
        let mut accept: Vec<String> = good.iter().filter_map(|chosen| chosen.media_type.clone()).collect();
        let mut seen = Vec::new();
        accept.retain(|media_type| {
            let new = !seen.contains(media_type);
            seen.push(media_type.clone());
            new
        });
        let success = success_of(good.into_iter().map(|chosen| chosen.response).collect(), words);
        self.report_mixed_streams(&success);
        Answers { success, accept, stream, errors, undescribed }
    }

    /// Whether HTTP allows such a response no body. What is described all the same is reported.
    fn never_has_content(&mut self, status: StatusMatch, response: &ResponseSpec) -> bool {
        let StatusMatch::Code(code @ (204 | 205 | 304)) = status else { return false };
        if !response.content.is_empty() {
            let message = format!("a response with status {code} has no body; the `content` is not used");
            self.report(&codes::N565, &response.pointer.key("content"), message);
        }
        true
    }

    /// The stream of the call; a second one that differs is reported, as a call has one.
    fn one_stream(
        &mut self,
        known: Option<StreamItem>,
        own: Option<StreamItem>,
        response: &ResponseSpec,
    ) -> Option<StreamItem> {
        if let (Some(known), Some(own)) = (&known, &own)
            && known != own
        {
            let message = "another status streams other items; this stream is read as that one";
            self.report(&codes::W522, &response.pointer, message);
        }
        known.or(own)
    }

    /// Where the body depends on the status, the part of it that is a stream is read to its end.
    fn report_mixed_streams(&mut self, success: &Success) {
        let Success::ByStatus { responses, .. } = success else { return };
        for response in responses.iter().filter(|response| response.media == Media::Stream) {
            let message = "other statuses have other bodies, so this stream is read to its end, as bytes";
            self.report(&codes::W522, &response.pointer, message);
        }
    }

    /// The media types of a successful response that nobody reads.
    fn note_other_media(&mut self, spec: &ResponseSpec, chosen: &str) {
        let read = class_of(chosen);
        let mut streamed = false;
        let mut others = Vec::new();
        for (media_type, media) in &spec.content {
            // Parameters can tell apart what is described, as `odata.metadata` does.
            let is_same = (essence_of(media_type) == essence_of(chosen)
                || (read == MediaClass::Json && class_of(media_type) == read))
                && self.same_media(spec, media, chosen);
            // What says nothing is an artefact of frameworks, see `response_rank`.
            if is_same || self.response_rank(media_type, media, true) == SILENT_JSON {
                continue;
            }
            if !streamed && self.stream_kind_of(media_type, media).is_some() {
                streamed = true;
            } else {
                others.push(format!("`{media_type}`"));
            }
        }
        if !others.is_empty() {
            let message = format!("the response is read as `{chosen}`; {} is not", others.join(", "));
            self.report(&codes::N562, &spec.pointer, message);
        }
    }

    fn same_media(&mut self, spec: &ResponseSpec, media: &MediaSpec, chosen: &str) -> bool {
        let Some(chosen) = spec.content.get(chosen) else { return false };
        match (&media.schema, &chosen.schema) {
            (Some(left), Some(right)) => same_schema(&self.schema(left), &self.schema(right)),
            (left, right) => left.is_none() && right.is_none(),
        }
    }

    fn lower_response(
        &mut self,
        status: StatusMatch,
        spec: &ResponseSpec,
        words: &Words,
        good: bool,
        streams: bool,
    ) -> Chosen {
        let mut ranked: Vec<(usize, usize)> = Vec::new();
        for (index, (media_type, media)) in spec.content.iter().enumerate() {
            self.note_unused_positions(media_type, media);
            if streams && self.stream_kind_of(media_type, media).is_some() {
                continue;
            }
            ranked.push((self.response_rank(media_type, media, good), index));
        }
        ranked.sort_unstable();
        let chosen = ranked.first().and_then(|(_, index)| spec.content.get_index(*index));
        let words = self.words_at(&spec.pointer).unwrap_or_else(|| words.clone());
        let media = match chosen {
            Some((media_type, media)) => self.lower_media(media_type, media, &words),
            None if streams => Media::Stream,
            None => Media::Empty,
        };
        let accept = chosen.map(|(media_type, _)| media_type.clone());
        let accept = accept.or_else(|| spec.content.keys().next().cloned().filter(|_| streams));
        if let Some(accept) = accept.as_ref().filter(|_| good) {
            self.note_other_media(spec, accept);
        }
        let headers = spec.headers.iter().map(|(name, header)| ResponseHeader {
            wire: name.clone(),
            docs: Docs { description: header.description.clone(), ..Docs::default() },
        });
        let response = Response {
            pointer: spec.pointer.clone(),
            status,
            media,
            headers: headers.collect(),
            docs: Docs { description: Some(spec.description.clone()), ..Docs::default() },
        };
        Chosen { response, media_type: accept.filter(|accept| accept.contains('/')) }
    }

    fn lower_media(&mut self, media_type: &str, media: &MediaSpec, words: &Words) -> Media {
        let has_parts = self.has_parts(media);
        let lowered = self.lower_class(media_type, media, has_parts, words);
        if matches!(lowered, Media::Text | Media::Bytes) {
            self.report_unread(media_type, media, "read");
        }
        lowered
    }

    fn lower_class(&mut self, media_type: &str, media: &MediaSpec, has_parts: bool, words: &Words) -> Media {
        match class_of(media_type) {
            MediaClass::Json if self.is_binary(media) => Media::Bytes,
            MediaClass::Json => Media::Json(self.lower_media_type(media, words)),
            MediaClass::Any if has_parts => Media::Json(self.lower_media_type(media, words)),
            // Some servers declare `text/plain` for what they describe as an object.
            MediaClass::Text if has_parts && essence_of(media_type) == "text/plain" => {
                Media::Json(self.lower_media_type(media, words))
            }
            MediaClass::Any if self.is_plain_text(media) => Media::Text,
            MediaClass::Text | MediaClass::Form => Media::Text,
            MediaClass::Any
            | MediaClass::Bytes
            | MediaClass::Multipart
            | MediaClass::Events
            | MediaClass::Lines => Media::Bytes,
        }
    }

    /// The best media type has the lowest rank. A JSON type that says nothing beside one of bytes is an artefact of
    /// frameworks that add it to every response.
    fn response_rank(&mut self, media_type: &str, media: &MediaSpec, good: bool) -> usize {
        let says_nothing = match &media.schema {
            Some(pointer) => is_silent(&self.schema(pointer)),
            None => true,
        };
        match class_of(media_type) {
            MediaClass::Json if says_nothing && good => SILENT_JSON,
            MediaClass::Json if essence_of(media_type) == "application/json" => 0,
            MediaClass::Json => 1,
            MediaClass::Any => 2,
            MediaClass::Bytes | MediaClass::Multipart => 3,
            MediaClass::Text | MediaClass::Form => 4,
            MediaClass::Events | MediaClass::Lines => 6,
        }
    }

    fn is_binary(&mut self, media: &MediaSpec) -> bool {
        let view = media.schema.as_ref().and_then(|pointer| self.view_at(pointer));
        view.is_some_and(|view| view.format.as_deref() == Some("binary"))
    }

    fn is_plain_text(&mut self, media: &MediaSpec) -> bool {
        let view = media.schema.as_ref().and_then(|pointer| self.view_at(pointer));
        view.is_some_and(|view| {
            kinds_of(&view).as_slice() == [JsonKind::String] && view.format.as_deref() != Some("binary")
        })
    }
}

/// An answer to `HEAD` describes the body that `GET` would give, and has none itself.
fn headers_of(response: &ResponseSpec) -> Cow<'_, ResponseSpec> {
    Cow::Owned(ResponseSpec { content: IndexMap::new(), ..response.clone() })
}

/// What the successful responses amount to.
fn success_of(good: Vec<Response>, words: &Words) -> Success {
    let mut different: Vec<&Media> = Vec::new();
    for response in &good {
        if !different.contains(&&response.media) {
            different.push(&response.media);
        }
    }
    match different.as_slice() {
        [] | [Media::Empty] => Success::Empty,
        [Media::Stream] | [Media::Stream, Media::Empty] | [Media::Empty, Media::Stream] => Success::Stream,
        [one] => Success::One((*one).clone()),
        [one, Media::Empty] | [Media::Empty, one] => Success::Optional((*one).clone()),
        _ => Success::ByStatus { words: words.then("response"), responses: good },
    }
}

fn status_of(text: &str) -> Option<StatusMatch> {
    if text.eq_ignore_ascii_case("default") {
        return Some(StatusMatch::Default);
    }
    if let [hundred @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] = text.as_bytes() {
        return Some(StatusMatch::Range(hundred - b'0'));
    }
    text.parse().ok().filter(|code| (100..=599).contains(code)).map(StatusMatch::Code)
}

fn is_success(status: StatusMatch) -> bool {
    matches!(status, StatusMatch::Code(200..=299) | StatusMatch::Range(2))
}

/// Words that tell the types of one status from those of another.
fn status_words(status: StatusMatch, words: &Words) -> Words {
    let name = match status {
        StatusMatch::Code(code) => {
            return words.then(code_name(code).map_or_else(|| code.to_string(), str::to_owned));
        }
        StatusMatch::Range(4) => "client",
        StatusMatch::Range(5) => "server",
        StatusMatch::Range(2) => "success",
        StatusMatch::Range(hundred) => return words.then(format!("{hundred}xx")),
        StatusMatch::Default => "default",
    };
    words.then(name)
}

fn code_name(code: u16) -> Option<&'static str> {
    Some(match code {
        200 => "ok",
        201 => "created",
        202 => "accepted",
        203 => "non authoritative",
        204 => "no content",
        205 => "reset content",
        206 => "partial content",
        207 => "multi status",
        400 => "bad request",
        401 => "unauthorized",
        402 => "payment required",
        403 => "forbidden",
        404 => "not found",
        405 => "method not allowed",
        409 => "conflict",
        410 => "gone",
        412 => "precondition failed",
        413 => "payload too large",
        415 => "unsupported media type",
        422 => "unprocessable",
        429 => "too many requests",
        500 => "internal",
        502 => "bad gateway",
        503 => "unavailable",
        504 => "gateway timeout",
        _ => return None,
    })
}
