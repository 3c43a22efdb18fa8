//! Which calls have pages, by which rule.

use crate::ir::{PageEnd, PageKind, PageParameter};

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
    let items = "x-fern-pagination: { offset: $request.p, step: $request.p, results: $response.l }";
    assert_eq!(kind("name: p, schema: { type: integer }", &response, items), "offset l");
    let next = object("next_cursor: { type: string },");
    assert_eq!(kind(&format!("name: cursor, {TEXT}"), &next, "x-pagination: false"), "none");
    let url = "x-pagination: { next_url: $response.next_cursor, results: $response.l }";
    assert_eq!(kind(&format!("name: cursor, {TEXT}"), &next, url), "url next_cursor  l");
    let no_text = "x-pagination: { next_url: $response.l, results: $response.l }";
    // What cannot be used is as if it were not there.
    assert_eq!(kind(&format!("name: cursor, {TEXT}"), &next, no_text), "cursor next_cursor  l");
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

/// What is found of a GET with a parameter `after` and a response of a list `l`, `n.at` and `more`, whose extension this is.
fn found(extension: &str) -> (String, Vec<String>) {
    found_in(&format!("{extension}\n      "), "")
}

fn found_in(of_operation: &str, of_path: &str) -> (String, Vec<String>) {
    let response = object(
        "n: { type: object, properties: { at: { type: string } } }, more: { type: boolean }, has_more: { type: string },",
    );
    let (api, found) = lowered(&format!(
        "openapi: 3.1.1\ninfo: {{ title: T, version: '1' }}\nservers: [{{ url: 'https://a.example' }}]\npaths:\n  \
         /a/{{id}}:\n    {of_path}\n    get:\n      {of_operation}operationId: list\n      parameters: [{{ in: query, name: after, {TEXT} }}, \
         {{ in: path, name: id, required: true, {TEXT} }}]\n      responses: {{ '200': {{ description: D, content: \
         {{ application/json: {{ schema: {response} }} }} }} }}\n"
    ));
    let page = api.operations[0].page.as_ref();
    let page = page.map_or("none", |page| match page.kind {
        PageKind::Cursor { more: Some(_), .. } => "cursor with more",
        PageKind::Cursor { .. } => "cursor",
        _ => "other",
    });
    (page.to_owned(), found.into_iter().filter(|found| found.starts_with("W591")).collect())
}

#[test]
fn what_cannot_be_used_is_said_at_its_place() {
    let at = |key: &str| vec![format!("W591 /paths/~1a~1{{id}}/get/x-pagination{key}")];
    let good = "cursor: $request.after, next_cursor: $response.n.at";
    for (extension, page, key) in [
        (format!("{{ {good}, results: $response.l }}"), "cursor", None),
        (format!("{{ {good}, has_more: $response.more }}"), "cursor with more", None),
        (format!("{{ {good}, x-why: because }}"), "cursor", None),
        // What may be left out costs itself.
        (format!("{{ {good}, has_mor: $response.more }}"), "cursor", Some("/has_mor")),
        (format!("{{ {good}, has_more: $response.has_more }}"), "cursor", Some("/has_more")),
        (format!("{{ {good}, has_more: $response.nothing }}"), "cursor", Some("/has_more")),
        // What is needed costs the extension.
        (format!("{{ {good}, results: $response.n }}"), "none", Some("/results")),
        (format!("{{ {good}, results: $response.list }}"), "none", Some("/results")),
        (format!("{{ {good}, results: $response }}"), "none", Some("/results")),
        (format!("{{ {good}, results: l }}"), "none", Some("/results")),
        ("{ cursor: $request.before, next_cursor: $response.n.at }".into(), "none", Some("/cursor")),
        ("{ cursor: $request.id, next_cursor: $response.n.at }".into(), "none", Some("/cursor")),
        ("{ cursor: after, next_cursor: $response.n.at }".into(), "none", Some("/cursor")),
        ("{ cursor: $request.after, next_cursor: $response.n.att }".into(), "none", Some("/next_cursor")),
        ("{ cursor: $request.after, next_cursor: $response.n }".into(), "none", Some("/next_cursor")),
        ("{ cursor: $request.after, next_cursor: 7 }".into(), "none", Some("/next_cursor")),
        ("{ cursor: $request.after }".into(), "none", Some("")),
        ("{ next_cursor: $response.n.at }".into(), "none", Some("")),
        ("{ offset: $request.page }".into(), "none", Some("/offset")),
        ("{ offset: $request.after, step: $request.limit }".into(), "none", Some("/step")),
        ("{ next_url: $response.more }".into(), "none", Some("/next_url")),
        ("{ next_url: $response.header.location }".into(), "none", Some("/next_url")),
        ("{ results: $response.l }".into(), "none", Some("")),
        ("yes, please".into(), "none", Some("")),
        ("[]".into(), "none", Some("")),
        ("true".into(), "none", Some("")),
        ("false".into(), "none", None),
    ] {
        let expected = key.map(at).unwrap_or_default();
        assert_eq!(found(&format!("x-pagination: {extension}")), (page.to_owned(), expected), "{extension}");
    }
    // A misspelled key that is needed: the key, and what it leaves open.
    let (page, said) = found("x-pagination: { cursor: $request.after, next_curser: $response.n.at }");
    assert_eq!((page.as_str(), said.len()), ("none", 2));
    let (page, said) = found_in("", "x-pagination: { cursor: $request.after, next_cursor: $response.n.at }");
    assert_eq!((page.as_str(), said), ("none", vec!["W591 /paths/~1a~1{id}/x-pagination".to_owned()]));
}

/// As one vendor writes it: parameters and members without `$`.
#[test]
fn the_other_spelling_is_read() {
    let response = object("n: { type: object, properties: { at: { type: string } } },");
    let said = |members: &str| {
        kind("name: p, schema: { type: integer }", &response, &format!("x-pagination: {{ {members} }}"))
    };
    assert_eq!(said("cursorParam: p, cursorPath: n.at, limitParam: p, resultsPath: l"), "cursor n.at  l");
    assert_eq!(said("limitParam: p, pageOffsetParam: p, resultsPath: l"), "offset l");
    assert_eq!(said("limitParam: p, pageParam: p"), "number 0 l");
    assert_eq!(said("pageParam: p, pageStart: 1, resultsPath: l"), "number 1 l");
    let (page, found) = found("x-pagination: { limitParam: after, pageOffsetParam: before }");
    assert_eq!(
        (page.as_str(), found),
        ("none", vec!["W591 /paths/~1a~1{id}/get/x-pagination/pageOffsetParam".to_owned()])
    );
    let json = "application/json: { schema: { type: object, properties: { page: { type: object, properties: { c: { type: string } } } } } }";
    let said = "x-pagination: { cursorParam: body.page.c, cursorPath: n.at, resultsPath: l }";
    assert_eq!(asked_in_body(json, &response, said), ("page.c".to_owned(), Vec::new()));
}

#[test]
fn what_cannot_be_used_leaves_recognition_on() {
    let next = object("next_cursor: { type: string },");
    let wrong = "x-pagination: { cursor: $request.curser, next_cursor: $response.next_cursor }";
    assert_eq!(kind(&format!("name: cursor, {TEXT}"), &next, wrong), "cursor next_cursor  l");
    // One that can be used stands in for one that cannot.
    let both = "x-pagination: 7\n      x-fern-pagination: { next_url: $response.next_cursor }";
    assert_eq!(kind(&format!("name: cursor, {TEXT}"), &next, both), "url next_cursor  l");
}

#[test]
fn names_with_dots_are_found_and_the_root_may_say_it_for_all() {
    let next = object(
        "'@odata.nextLink': { type: string }, 'a.b': { type: object, properties: { 'c.d': { type: string } } },",
    );
    let said = |expression: &str| format!("x-pagination: {{ next_url: '$response.{expression}' }}");
    assert_eq!(kind(&format!("name: q, {TEXT}"), &next, &said("@odata.nextLink")), "url @odata.nextLink  l");
    assert_eq!(kind(&format!("name: q, {TEXT}"), &next, &said("a.b.c.d")), "url a.b.c.d  l");
    let (api, found) = lowered(&format!(
        "openapi: 3.1.1\ninfo: {{ title: T, version: '1' }}\nx-fern-pagination: {{ cursor: $request.from, next_cursor: $response.to }}\n\
         paths: {{ /a: {{ get: {{ x-fern-pagination: true, parameters: [{{ in: query, name: from, {TEXT} }}], responses: {{ '200': \
         {{ description: D, content: {{ application/json: {{ schema: {} }} }} }} }} }} }} }}\n",
        object("to: { type: string },")
    ));
    assert!(
        api.operations[0].page.is_some() && !found.iter().any(|found| found.starts_with("W591")),
        "{found:?}"
    );
}

/// The body member by which a POST with this body and this response asks for a page.
fn asked_in_body(body: &str, response: &str, more: &str) -> (String, Vec<String>) {
    let (api, found) = lowered(&format!(
        "openapi: 3.1.1\ninfo: {{ title: T, version: '1' }}\npaths:\n  /a:\n    post:\n      {more}\n      requestBody: {{ content: {{ {body} }} }}\n      \
         responses: {{ '200': {{ description: D, content: {{ application/json: {{ schema: {response} }} }} }} }}\n"
    ));
    let asked = match api.operations[0].page.as_ref().map(|page| &page.kind) {
        Some(
            PageKind::Cursor { parameter: PageParameter::Body(path), .. }
            | PageKind::Number { parameter: PageParameter::Body(path), .. }
            | PageKind::Offset { parameter: PageParameter::Body(path), .. },
        ) => path.join("."),
        other => format!("{other:?}"),
    };
    (asked, found.into_iter().filter(|found| found.starts_with("W591")).collect())
}

#[test]
fn a_search_has_its_cursor_in_the_body() {
    let json = |members: &str| {
        format!("application/json: {{ schema: {{ type: object, properties: {{ {members} }} }} }}")
    };
    let next = object("next_cursor: { type: [string, 'null'] },");
    let asked = |members: &str, more: &str| asked_in_body(&json(members), &next, more);
    let inside = "page: { type: object, properties: { cursor: { type: string }, limit: { type: integer } } }";
    for (members, expected) in [
        ("q: { type: string }, cursor: { type: [string, 'null'] }", "cursor"),
        ("start_cursor: { type: string }", "start_cursor"),
        (inside, "page.cursor"),
        (
            "pagination: { type: object, properties: { page_token: { type: string } } }",
            "pagination.page_token",
        ),
        ("q: { type: string }", "None"),
        ("cursor: { type: integer }", "None"),
        ("cursor: { type: string, readOnly: true }", "None"),
    ] {
        assert_eq!(asked(members, "").0, expected, "{members}");
    }
    // By an extension, what asks for a page may have any name; numbers and items are counted there, too.
    let from = "from: { type: object, properties: { key: { type: string } } }, n: { type: integer }";
    for (said, expected) in [
        ("cursor: $request.from.key, next_cursor: $response.next_cursor", "from.key"),
        ("cursor: $request.body.from.key, next_cursor: $response.next_cursor", "from.key"),
        ("offset: $request.n", "n"),
    ] {
        let found = asked(from, &format!("x-pagination: {{ {said} }}"));
        assert_eq!(found, (expected.to_owned(), Vec::new()), "{said}");
    }
    let form = "application/x-www-form-urlencoded: { schema: { type: object, properties: { c: { type: string } } } }";
    let said = "x-pagination: { cursor: $request.c, next_cursor: $response.next_cursor }";
    assert_eq!(asked_in_body(form, &next, said), ("c".to_owned(), Vec::new()));
    let (asked, found) = asked_in_body(&json("c: { type: string }"), &next, &said.replace(".c,", ".d,"));
    assert_eq!((asked.as_str(), found.len()), ("None", 1));
}
