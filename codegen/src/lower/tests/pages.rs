//! Which calls have pages, by which rule.

use crate::ir::{PageEnd, PageKind};

use super::lowered;

/// What the page of a GET with this parameter and this response is, in short; `more` stands in the operation.
fn kind(parameter: &str, response: &str, more: &str) -> String {
    kind_with(parameter, response, more, "")
}

/// The same, with a header of the response.
fn kind_with(parameter: &str, response: &str, more: &str, header: &str) -> String {
    let (api, _) = lowered(&format!(
        "openapi: 3.1.1\ninfo: {{ title: T, version: '1' }}\npaths:\n  /a:\n    get:\n      {more}\n      \
         parameters: [{{ in: query, {parameter} }}]\n      responses: {{ '200': {{ headers: {{ {header} }}, \
         content: {{ application/json: {{ schema: {response} }} }} }} }}\n"
    ));
    let Some(page) = &api.operations[0].page else { return "none".to_owned() };
    let items = page.items.join(".");
    let end = |member: &Option<Vec<String>>| member.clone().unwrap_or_default().join(".");
    let ends = format!(
        "next {} total {} pages {}{}",
        end(&page.end.next),
        end(&page.end.total),
        end(&page.end.pages),
        if page.end.missing { " missing" } else { "" }
    );
    let ends = if page.end == PageEnd::default() { String::new() } else { format!(" {ends}") };
    match &page.kind {
        PageKind::Offset { .. } => format!("offset {items}{ends}"),
        PageKind::Cursor { next, more, .. } => {
            format!("cursor {} {} {items}", next.join("."), more.clone().unwrap_or_default().join("."))
        }
        PageKind::LastItem { id, more, .. } => format!("last {id} {} {items}", more.join(".")),
        PageKind::Number { first, .. } => format!("number {first} {items}{ends}"),
        PageKind::Url { next, more } => {
            format!("url {} {} {items}", next.join("."), more.clone().unwrap_or_default().join("."))
        }
        PageKind::Link => format!("link {items}"),
    }
}

const TEXT: &str = "schema: { type: string }";
const LIST: &str =
    "l: { type: array, items: { type: object, required: [id], properties: { id: { type: string } } } }";

fn object(members: &str) -> String {
    format!("{{ type: object, properties: {{ {members} {LIST} }} }}")
}

#[test]
fn rules_hold_to_the_letter() {
    let named = |name: &str, schema: &str| format!("name: {name}, {schema}");
    let next = object("next_cursor: { type: string },");
    let more = object("has_more: { type: boolean },");
    let last = object("has_more: { type: boolean }, last_id: { type: string },");
    let nested = object("meta: { type: object, properties: { next_token: { type: string } } },");
    let two = object("next_cursor: { type: string }, m: { type: array, items: { type: string } },");
    let link = object("next_page: { type: string },");
    let number = |facts: &str| named("page", &format!("schema: {{ type: integer{facts} }}"));
    for (parameter, response, expected) in [
        (named("cursor", TEXT), &next, "cursor next_cursor  l"),
        (named("page_token", TEXT), &nested, "cursor meta.next_token  l"),
        (named("after_id", TEXT), &last, "cursor last_id has_more l"),
        (named("starting_after", TEXT), &more, "last id has_more l"),
        (named("starting_after", TEXT), &next, "cursor next_cursor  l"),
        (named("after", TEXT), &next, "none"),
        (named("cursor", TEXT), &two, "none"),
        (named("page_token", TEXT), &link, "cursor next_page  l"),
        // A URL, for all that is known.
        (named("cursor", TEXT), &link, "none"),
        (named("query", TEXT), &next, "none"),
        (number(", default: 0"), &more, "number 0 l"),
        (number(", minimum: 1"), &more, "number 1 l"),
        (number(", default: 2"), &more, "none"),
        // Where pages begin is not said: a guess could lose one.
        (number(""), &more, "none"),
    ] {
        assert_eq!(kind(&parameter, response, ""), expected, "{parameter} {response}");
    }
}

#[test]
fn a_url_is_told_from_a_cursor() {
    let inside = |name: &str, members: &str| {
        object(&format!("{name}: {{ type: object, properties: {{ {members} }} }},"))
    };
    for (response, expected) in [
        (object("next_page_uri: { type: string },"), "url next_page_uri  l"),
        (object("'@odata.nextLink': { type: string, format: uri },"), "url @odata.nextLink  l"),
        (
            object("next: { type: [string, 'null'], format: uri }, has_more: { type: boolean },"),
            "url next has_more l",
        ),
        (object("next: { type: string, example: 'https://a.example/x?offset=2' },"), "url next  l"),
        (object("next_page: { type: string, example: '/x?offset=2' },"), "url next_page  l"),
        (inside("links", "next: { type: string }"), "url links.next  l"),
        (inside("pages", "next: { type: string, format: uri }"), "url pages.next  l"),
        (inside("meta", "next_url: { type: string }"), "url meta.next_url  l"),
        // A cursor or a number, for all that is known.
        (object("next: { type: string },"), "none"),
        (object("next: { type: string, example: c29tZQ },"), "none"),
        (object("next_url: { type: integer },"), "none"),
        (inside("pages", "next: { type: string }"), "none"),
        (object("next_url: { type: string }, m: { type: array, items: { type: string } },"), "none"),
    ] {
        assert_eq!(kind(&format!("name: limit, {TEXT}"), &response, ""), expected, "{response}");
    }
    let both = object("next_url: { type: string }, next_cursor: { type: string },");
    assert_eq!(kind(&format!("name: cursor, {TEXT}"), &both, ""), "cursor next_cursor  l");
}

#[test]
fn a_link_header_has_to_be_about_pages() {
    let number = "name: page, schema: { type: integer, default: 1 }";
    let whole = "{ type: array, items: { type: string } }".to_owned();
    let other = object("m: { type: array, items: { type: string } },");
    let example =
        r#"Link: { example: '<https://a.example/x?page=2>; rel="next"', schema: { type: string } }"#;
    let inside = r#"link: { schema: { type: string, example: '</x?page=2>; rel="next"' } }"#;
    let described = r#"LINK: { description: 'Newer: <…>; rel="next".', schema: { type: string } }"#;
    for (header, response, expected) in [
        (example, &whole, "link "),
        (inside, &whole, "link "),
        (described, &object(""), "link l"),
        ("Link: { schema: { type: string } }", &whole, "number 1 "),
        (r#"Link: { description: 'rel="canonical"', schema: { type: string } }"#, &whole, "number 1 "),
        (example, &other, "none"),
    ] {
        assert_eq!(kind_with(number, response, "", header), expected, "{header}");
    }
}

#[test]
fn the_overlay_has_the_last_word() {
    let response = object("n: { type: object, properties: { at: { type: integer } } },");
    let said = "x-pagination: { cursor: $request.from, next_cursor: $response.n.at, results: $response.l }";
    assert_eq!(kind("name: from, schema: { type: integer }", &response, said), "cursor n.at  l");
    let numbered = "x-fern-pagination: { offset: $request.p, results: $response.l }";
    assert_eq!(kind("name: p, schema: { type: integer }", &response, numbered), "number 1 l");
    let items = "x-fern-pagination: { offset: $request.p, step: $request.n, results: $response.l }";
    assert_eq!(kind("name: p, schema: { type: integer }", &response, items), "none");
    let next = object("next_cursor: { type: string },");
    assert_eq!(kind(&format!("name: cursor, {TEXT}"), &next, "x-pagination: false"), "none");
    let url = "x-pagination: { next_url: $response.next_cursor, results: $response.l }";
    assert_eq!(kind(&format!("name: cursor, {TEXT}"), &next, url), "url next_cursor  l");
    let no_text = "x-pagination: { next_url: $response.l, results: $response.l }";
    assert_eq!(kind(&format!("name: cursor, {TEXT}"), &next, no_text), "none");
    let link = "x-pagination: { next_url: $response.header.Link, results: $response }";
    let list = "{ type: array, items: { type: string } }";
    assert_eq!(kind(&format!("name: cursor, {TEXT}"), list, link), "link ");
}

#[test]
fn counted_pages_end_where_the_description_says() {
    let page = "name: page, schema: { type: integer }";
    let pages = |members: &str| kind(page, &object(members), "");
    assert_eq!(pages("total: { type: integer },"), "number 1 l next  total total pages ");
    assert_eq!(pages("total_pages: { type: integer },"), "number 1 l next  total  pages total_pages");
    assert_eq!(pages("next: { type: [integer, 'null'] },"), "number 1 l next next total  pages ");
    let meta = "meta: { type: object, properties: { total_count: { type: integer } } },";
    assert_eq!(pages(meta), "number 1 l next  total meta.total_count pages ");
    // Django REST: `count` counts all items, and pages behind the last are not there.
    let django = "count: { type: integer }, next: { type: [string, 'null'] }, previous: { type: string },";
    assert_eq!(pages(django), "number 1 l next next total count pages  missing");
    // By itself, it may count those of the page.
    assert_eq!(pages("count: { type: integer },"), "none");
    let said = "name: page, schema: { type: integer, minimum: 0 }";
    assert_eq!(kind(said, &object("total: { type: integer },"), ""), "number 0 l next  total total pages ");
}

#[test]
fn a_declared_404_is_the_end_of_numbered_pages() {
    let (api, _) = lowered(
        "openapi: 3.1.1\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { parameters: [{ in: query, name: page, \
         schema: { type: integer, default: 1 } }], responses: { '200': { content: { application/json: { schema: { type: \
         array, items: { type: string } } } } }, '404': { description: No such page } } } } }",
    );
    assert!(api.operations[0].page.as_ref().unwrap().end.missing);
}

#[test]
fn offsets_stand_beside_limits() {
    let offset = |more: &str, members: &str| {
        let parameter = format!("name: offset, schema: {{ type: integer }} }}{more}");
        kind(&parameter.replace("}}, {", "} }, {"), &object(members), "")
    };
    let limit = ", { in: query, name: limit, schema: { type: integer }";
    assert_eq!(offset(limit, ""), "offset l");
    assert_eq!(offset(limit, "total: { type: integer },"), "offset l next  total total pages ");
    let alone = "name: offset, schema: { type: integer }";
    assert_eq!(kind(alone, &object("total: { type: integer },"), ""), "none");
}

#[test]
fn a_token_can_be_called_page() {
    let members = object("has_more: { type: boolean }, next_page: { type: [string, 'null'] },");
    assert_eq!(kind(&format!("name: page, {TEXT}"), &members, ""), "cursor next_page has_more l");
}
