//! Responses: streams of events, heads, and what is left unread.

use super::dumped_paths;

#[test]
fn events_are_unwrapped_to_their_data() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /one: { get: { operationId: one, responses: { '200': { description: D, content: { text/event-stream: { itemSchema: { type: object, properties: { event: { type: string }, data: { type: string, contentMediaType: application/json, contentSchema: { type: object, properties: { n: { type: integer } } } } } } } } } } } }
  /union: { get: { operationId: union, responses: { '200': { description: D, content: { text/event-stream: { schema: { oneOf: [{ type: object, required: [event, data], properties: { event: { const: word }, data: { $ref: '#/components/schemas/Word' } } }, { type: object, required: [event, data], properties: { event: { const: end }, data: { $ref: '#/components/schemas/End' } } }, { type: object, properties: { event: { const: ping } } }] } } } } } } }
  /mixed: { get: { operationId: mixed, responses: { '200': { description: D, content: { text/event-stream: { schema: { oneOf: [{ type: object, properties: { event: { const: word }, data: { $ref: '#/components/schemas/Word' } } }, { $ref: '#/components/schemas/End' }] } } } } } } }
  /plain: { get: { operationId: plain, responses: { '200': { description: D, content: { text/event-stream: { schema: { oneOf: [{ $ref: '#/components/schemas/Word' }, { $ref: '#/components/schemas/End' }] } } } } } } }
  /text: { get: { operationId: text, responses: { '200': { description: D, content: { application/json: { schema: { type: string, contentMediaType: application/json, contentSchema: { type: object } } } } } } } }
components:
  schemas:
    Word: { type: object, required: [word], properties: { word: { type: string } } }
    End: { type: object, required: [reason], properties: { reason: { type: string } } }"
    ));
}

/// A member `data` alone may be the field of an event or a member of the JSON in it.
#[test]
fn an_event_may_have_nothing_but_its_data() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /content: { get: { operationId: content, responses: { '200': { description: D, content: { text/event-stream: { schema: { type: object, required: [data], properties: { data: { type: string, contentMediaType: application/json, contentSchema: { $ref: '#/components/schemas/Word' } } } } } } } } } }
  /item: { get: { operationId: item, responses: { '200': { description: D, content: { text/event-stream: { itemSchema: { allOf: [{ $ref: '#/components/schemas/Event' }, { properties: { data: { contentMediaType: application/vnd.word+json, contentSchema: { $ref: '#/components/schemas/Word' } } } }] } } } } } } }
  /text: { get: { operationId: text, responses: { '200': { description: D, content: { text/event-stream: { itemSchema: { $ref: '#/components/schemas/Event' } } } } } } }
  /json: { get: { operationId: json, responses: { '200': { description: D, content: { text/event-stream: { schema: { type: object, properties: { data: { $ref: '#/components/schemas/Word' } } } } } } } } }
  /plain: { get: { operationId: plain, responses: { '200': { description: D, content: { text/event-stream: { schema: { $ref: '#/components/schemas/Event' } } } } } } }
  /branch: { get: { operationId: branch, responses: { '200': { description: D, content: { text/event-stream: { schema: { oneOf: [{ type: object, properties: { event: { const: end }, data: { $ref: '#/components/schemas/Word' } } }, { type: object, properties: { data: { type: integer } } }] } } } } } } }
  /branches: { get: { operationId: branches, responses: { '200': { description: D, content: { text/event-stream: { schema: { oneOf: [{ type: object, required: [data], properties: { data: { $ref: '#/components/schemas/Word' } } }, { type: object, required: [data], properties: { data: { type: integer } } }] } } } } } } }
  /lines: { get: { operationId: lines, responses: { '200': { description: D, content: { application/x-ndjson: { schema: { type: object, properties: { id: { type: string }, data: { $ref: '#/components/schemas/Word' } } } } } } } } }
  /lists: { get: { operationId: lists, responses: { '200': { description: D, content: { application/x-ndjson: { itemSchema: { type: array, items: { type: integer } } } } } } } }
components:
  schemas:
    Event: { type: object, required: [data], properties: { data: { type: string } } }
    Word: { type: object, required: [word], properties: { word: { type: string } } }"
    ));
}

#[test]
fn what_is_left_unread_is_said() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /head: { head: { operationId: head, responses: { '200': { description: D, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } } } } }
  /several: { get: { operationId: several, responses: { '200': { description: D, content: { text/csv: { schema: { type: string } }, application/json: { schema: { type: object, properties: { a: { type: string } } } }, application/xml: { schema: { type: object } }, text/json: { schema: { type: object, properties: { a: { type: string } } } } } } } } }
  /streams: { get: { operationId: streams, responses: { '200': { description: D, content: { text/event-stream: { schema: { type: object, properties: { a: { type: string } } } } } }, '206': { description: D, content: { text/event-stream: { schema: { type: integer } } } } } } }
  /partly: { get: { operationId: partly, responses: { '200': { description: D, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }, '202': { description: D, content: { text/event-stream: { schema: { type: integer } } } } } } }"
    ));
}

#[test]
fn json_types_that_differ_by_a_parameter_are_told_apart() {
    let of = |types: [(&str, &str); 2]| {
        let content = types.map(|(kind, member)| {
            format!(
                "'{kind}': {{ schema: {{ type: object, properties: {{ {member}: {{ type: string }} }} }} }}"
            )
        });
        dumped_paths(&format!(
            "paths:
  /a: {{ get: {{ operationId: a, responses: {{ '200': {{ description: D, content: {{ {} }} }} }} }} }}",
            content.join(", ")
        ))
    };
    for (chosen, other) in [
        ("application/json;odata.metadata=full", "application/json;odata.metadata=minimal"),
        ("application/json", "application/json; charset=utf-8"),
        ("application/vnd.a.v1+json", "application/vnd.a.v2+json"),
    ] {
        let shown = of([(chosen, "read"), (other, "left")]);
        assert!(shown.contains("read") && !shown.contains("left"), "{shown}");
        assert!(shown.contains("N562"), "{shown}");
        // What is the same by whichever name is not a loss.
        assert!(!of([(chosen, "read"), (other, "read")]).contains("N562"));
    }
}

/// Whether a stream is wanted is said in the body, or else in the query.
#[test]
fn a_flag_in_the_query_asks_for_the_stream() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /optional: { get: { operationId: optional, parameters: [{ name: stream, in: query, schema: { type: boolean } }], responses: &R { '200': { description: D, content: { application/json: { schema: { type: integer } }, text/event-stream: { schema: { type: integer } } } } } } }
  /nullable: { get: { operationId: nullable, parameters: [{ name: stream, in: query, schema: { anyOf: [{ type: boolean }, { type: 'null' }] } }], responses: *R } }
  /text: { get: { operationId: text, parameters: [{ name: stream, in: query, schema: { type: string } }], responses: *R } }
  /header: { get: { operationId: header, parameters: [{ name: stream, in: header, schema: { type: boolean } }], responses: *R } }
  /both: { post: { operationId: both, parameters: [{ name: stream, in: query, schema: { type: boolean } }], requestBody: { content: { application/json: { schema: { type: object, properties: { stream: { type: boolean } } } } } }, responses: *R } }
  /beside: { post: { operationId: beside, parameters: [{ name: stream, in: query, schema: { type: boolean } }], requestBody: { content: { application/json: { schema: { type: object, properties: { q: { type: string } } } } } }, responses: *R } }"
    ));
}

#[test]
fn parts_between_boundaries_are_streams() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /items: { get: { operationId: items, responses: { '200': { description: D, content: { multipart/mixed: { itemSchema: { $ref: '#/components/schemas/Word' } } } } } } }
  /list: { get: { operationId: list, responses: { '200': { description: D, content: { multipart/mixed: { schema: { type: array, items: { $ref: '#/components/schemas/Word' } } } } } } } }
  /also: { get: { operationId: also, responses: { '200': { description: D, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Word' } } }, multipart/mixed: { itemSchema: { $ref: '#/components/schemas/Word' } } } } } } }
  /ranges: { get: { operationId: ranges, responses: { '200': { description: D, content: { application/octet-stream: { schema: { type: string, format: binary } } } }, '206': { description: D, content: { multipart/byteranges: { itemSchema: { type: string, format: binary } } } } } } }
  /texts: { get: { operationId: texts, responses: { '200': { description: D, content: { multipart/mixed: { itemSchema: { type: string } } } } } } }
  /pictures: { get: { operationId: pictures, responses: { '200': { description: D, content: { multipart/mixed: { itemSchema: {}, itemEncoding: { contentType: image/png } } } } } } }
  /foreign: { get: { operationId: foreign, responses: { '200': { description: D, content: { multipart/mixed: { itemSchema: { $ref: '#/components/schemas/Word' }, itemEncoding: { contentType: application/xml } } } } } } }
  /kinds: { get: { operationId: kinds, responses: { '200': { description: D, content: { multipart/mixed: { schema: { type: array, prefixItems: [{ $ref: '#/components/schemas/Word' }, {}] } } } } } } }
  /object: { get: { operationId: object, responses: { '200': { description: D, content: { multipart/mixed: { schema: { type: object } , itemEncoding: {} } } } } } }
components:
  schemas:
    Word: { type: object, required: [word], properties: { word: { type: string } } }"
    ));
}

#[test]
fn what_never_has_a_body_is_read_without_one() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /gone: { delete: { operationId: gone, responses: { '204': { description: D, content: { application/json: { schema: { type: object } } } } } } }
  /either: { put: { operationId: either, responses: { '200': { description: D, content: { application/json: { schema: { type: integer } } } }, '205': { description: D, content: { text/plain: {} } }, '304': { description: D, content: { text/plain: {} } } } } }"
    ));
}
