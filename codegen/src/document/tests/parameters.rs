//! Parameters, alone and together.

use super::operation;
use crate::diag::{Diagnostics, Pointer};
use crate::document::{OperationSpec, ParameterPlace};
use crate::schema::read_schema;

fn names(operation: &OperationSpec) -> Vec<String> {
    let describe = |parameter: &crate::document::ParameterSpec| {
        format!("{} {} {}", parameter.place.word(), parameter.name, parameter.style)
    };
    operation.parameters.iter().map(describe).collect()
}

#[test]
fn places_have_their_defaults() {
    let operation = operation(
        "/a/{p}",
        "{ get: { parameters: [
            { name: p, in: path, schema: {} }, { name: q, in: query, schema: {} },
            { name: d, in: query, style: deepObject, explode: true, schema: {}, allowReserved: true },
            { name: x-h, in: header, schema: {} }, { name: c, in: cookie, schema: {} } ] } }",
        "",
    );
    assert_eq!(
        names(&operation),
        ["path p simple", "query q form", "query d deepObject", "header x-h simple", "cookie c form"]
    );
    let explodes: Vec<bool> = operation.parameters.iter().map(|parameter| parameter.explode).collect();
    assert_eq!(explodes, [false, true, true, false, true]);
    assert!(operation.parameters[0].required && !operation.parameters[1].required);
    assert!(operation.parameters[2].allow_reserved);
    assert_eq!(
        operation.parameters[0].schema.as_ref().unwrap().as_str(),
        "/paths/~1a~1{p}/get/parameters/0/schema"
    );
}

#[test]
fn the_operation_refines_its_path() {
    let operation = operation(
        "/a",
        "{ parameters: [{ $ref: '#/components/parameters/Again', description: Own words }, { name: X-Id, in: header, schema: {} }],
           get: { parameters: [{ name: x-id, in: header, required: true, schema: {} }, { name: limit, in: cookie, schema: {} }] } }",
        "",
    );
    assert_eq!(names(&operation), ["query limit form", "header x-id simple", "cookie limit form"]);
    let limit = &operation.parameters[0];
    assert_eq!(limit.pointer.as_str(), "/components/parameters/Limit");
    assert_eq!(limit.description.as_deref(), Some("Own words"));
    assert!(operation.parameters[1].required);
}

#[test]
fn content_parameters() {
    let operation = operation(
        "/a",
        "{ get: { parameters: [{ name: filter, in: query, content: { application/json: { schema: {}, example: 1 }, text/plain: {} } },
            { name: both, in: query, schema: {}, content: { a/b: {} } }] } }",
        "W311 /paths/~1a/get/parameters/0/content the parameter `filter` has several media types; the first is used\n\
         W311 /paths/~1a/get/parameters/1 the parameter `both` has both `schema` and `content`; the schema is used",
    );
    let filter = &operation.parameters[0];
    assert_eq!(filter.content.as_deref(), Some("application/json"));
    assert_eq!(
        filter.schema.as_ref().unwrap().as_str(),
        "/paths/~1a/get/parameters/0/content/application~1json/schema"
    );
    assert_eq!((filter.examples.len(), operation.parameters[1].content.as_deref()), (1, None));
}

#[test]
fn variables_and_parameters_are_made_one() {
    let operation = operation(
        "/{petId}/{free}/{rest+}/{open",
        "{ get: { parameters: [{ name: pet_id, in: path, schema: {} }, { name: rest, in: path, schema: {} }, { name: lost, in: path, schema: {} }] } }",
        "W329 /paths/~1{petId}~1{free}~1{rest+}~1{open the path `/{petId}/{free}/{rest+}/{open` is not a valid template: the brace in `{open` is literal text\n\
         W314 /paths/~1{petId}~1{free}~1{rest+}~1{open/get/parameters/0 the parameter `pet_id` is used for the variable `{petId}` of the path | spell both alike\n\
         W314 /paths/~1{petId}~1{free}~1{rest+}~1{open/get/parameters/2 the path `/{petId}/{free}/{rest+}/{open` has no variable `{lost}`; the parameter is left out | write `{lost}` into the path, or put the parameter elsewhere with `in`\n\
         W313 /paths/~1{petId}~1{free}~1{rest+}~1{open the variable `{free}` of the path `/{petId}/{free}/{rest+}/{open` is not declared; it is sent as a string | declare a parameter `free` with `in: path`",
    );
    assert_eq!(names(&operation), ["path petId simple", "path rest+ simple", "path free simple"]);
}

#[test]
fn what_cannot_be_sent_is_left_out_alone() {
    let at = "/paths/~1a~1{id}/get/parameters";
    let operation = operation(
        "/a/{id}",
        "{ get: { parameters: [{ in: query }, { name: a }, { name: b, in: body, schema: {} }, { name: f, in: formData, type: file },
            { name: Accept, in: header, schema: {} }, { name: q, in: qery, schema: {} }, { name: qs, in: querystring, content: {} },
            { name: d, in: query, schema: {} }, { name: d, in: query, schema: {} }, 5, { $ref: '#/components/parameters/Loop' },
            { name: s, in: query, style: deepobject, schema: {} }, { name: n, in: query }, { name: t, in: query, type: string } ] } }",
        &format!(
            "W307 {at}/0 a parameter has no `name`, so it is left out\n\
             W307 {at}/1 the parameter `a` has no location (`in`), so it is left out\n\
             W308 {at}/2 the parameter `b` has the Swagger 2 location `body`, so it is left out | describe it under `requestBody`\n\
             W308 {at}/3 the parameter `f` has the Swagger 2 location `formData`, so it is left out | describe it under `requestBody`\n\
             N315 {at}/4 `Accept` is not sent as a parameter: request bodies, responses and credentials determine this header\n\
             W307 {at}/5 the parameter `q` has the location `qery`, which is not valid; it is left out | did you mean `query`?\n\
             W311 {at}/6 the parameter `qs` has neither `schema` nor `content`; any string is accepted\n\
             W312 {at}/8 the query parameter `d` is declared twice | the first is used; remove the other\n\
             W302 {at}/9 expected an object for a parameter, found a number\n\
             W402 {at}/10/$ref `#/components/parameters/Loop` refers to itself, so it defines nothing; the parameter is left out | write out one of the places on the way\n\
             W310 {at}/11/style `deepobject` is not a valid style for a query parameter; `form` is used | did you mean `deepObject`?\n\
             W311 {at}/12 the parameter `n` has neither `schema` nor `content`; any string is accepted\n\
             W308 {at}/13 the parameter `t` has its `type` next to its name, as in Swagger 2 | put the keywords of its type under `schema`\n\
             W313 /paths/~1a~1{{id}} the variable `{{id}}` of the path `/a/{{id}}` is not declared; it is sent as a string | declare a parameter `id` with `in: path`"
        ),
    );
    assert_eq!(
        names(&operation),
        ["query d form", "query s form", "query n form", "query t form", "path id simple"]
    );
    assert_eq!(operation.parameters[3].schema.as_ref().unwrap().as_str(), format!("{at}/13"));
    assert_eq!(operation.parameters[4].place, ParameterPlace::Path);
}

#[test]
fn a_parameter_of_swagger_2_is_its_own_schema() {
    let root =
        crate::schema::testing::node("{ name: t, in: query, required: true, type: string, format: date }");
    let mut diagnostics = Diagnostics::new();
    let schema = read_schema(&root, &Pointer::root(), &mut diagnostics);
    assert_eq!(schema.as_object().unwrap().format.as_deref(), Some("date"));
    assert!(diagnostics.as_slice().is_empty());
}
