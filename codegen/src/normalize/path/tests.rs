//! Queries as overlays write them.

use super::Query;
use crate::diag::Pointer;
use crate::load::Node;
use crate::normalize::testing::node;

const API: &str = "paths:\n  /a: {get: {tags: [x], operationId: a}, post: {deprecated: true}}\n  /b-c: {get: {tags: [y, z], n: 3}}\n\
list: [10, 20, 30, {k: v}]\n";

#[track_caller]
fn check(query: &str, expect: &[&str]) {
    let query = Query::parse(query).expect("a query");
    let places = query.select_distinct(&node(API), &mut 500_000).expect("places");
    assert_eq!(places.iter().map(Pointer::as_str).collect::<Vec<_>>(), expect);
}

fn select(query: &str, root: &Node) -> Result<Vec<Pointer>, String> {
    Query::parse(query).expect("a query").select_distinct(root, &mut 500_000)
}

#[track_caller]
fn check_refused(query: &str, message: &str) {
    assert_eq!(Query::parse(query).expect_err("an error"), message);
}

#[test]
fn names_and_indices() {
    check("$", &[""]);
    check("$.paths['/a'].get", &["/paths/~1a/get"]);
    check("$.paths[\"/b-c\"].get.tags[1]", &["/paths/~1b-c/get/tags/1"]);
    check("$.list[-1].k", &["/list/3/k"]);
    check("$.list[-9]", &[]);
    check("$.list[1:3]", &["/list/1", "/list/2"]);
    check("$.list[::-2]", &["/list/3", "/list/1"]);
    check("$.list[0,0,2]", &["/list/0", "/list/2"]);
    check("$.missing.x", &[]);
}

#[test]
fn escapes_in_names() {
    let tree = node(r#"{"\b\f\n": 1, "𝄞": 2, "ä\\'": 3}"#);
    for (query, expect) in
        [(r"$['\b\f\n']", "/\u{8}\u{c}\n"), (r#"$["\uD834\uDD1E"]"#, "/𝄞"), (r"$['\u00e4\\\'']", "/ä\\'")]
    {
        let places = select(query, &tree).expect("places");
        assert_eq!(places.iter().map(Pointer::as_str).collect::<Vec<_>>(), [expect], "{query}");
    }
    check_refused(r"$['\uD834']", r"`\uD834` is not a valid character");
    check_refused(r"$['\uD834\u0041']", r"`\uD834` is not a valid character");
    check_refused(r"$['\u12']", r"`\u12']` is not a valid character");
}

#[test]
fn wildcards_and_descendants() {
    check("$.paths.*.get", &["/paths/~1a/get", "/paths/~1b-c/get"]);
    check("$..operationId", &["/paths/~1a/get/operationId"]);
    check("$.paths[*][*].tags[0]", &["/paths/~1a/get/tags/0", "/paths/~1b-c/get/tags/0"]);
    check("$..[?@.k]", &["/list/3"]);
}

#[test]
fn filters() {
    check("$.paths.*[?(@.deprecated == true)]", &["/paths/~1a/post"]);
    check("$.paths.*[?@.tags[0]=='y' && !@.deprecated]", &["/paths/~1b-c/get"]);
    check("$.paths.*[?@.n >= 2.5 || @.operationId == \"a\"]", &["/paths/~1a/get", "/paths/~1b-c/get"]);
    check("$.paths.*[?length(@.tags) > 1]", &["/paths/~1b-c/get"]);
    check("$.paths[?count(@.*) == 2]", &["/paths/~1a"]);
    check("$.list[?@ < 25]", &["/list/0", "/list/1"]);
    check("$.list[?@ == $.list[2]]", &["/list/2"]);
    check("$.list[?@.k != 'v']", &["/list/0", "/list/1", "/list/2"]);
}

#[test]
fn functions_of_regular_expressions_and_values() {
    check("$.paths.*[?match(@.operationId, '[a-c]')]", &["/paths/~1a/get"]);
    check(
        "$.paths.*[?!match(@.operationId, 'b.*')]",
        &["/paths/~1a/get", "/paths/~1a/post", "/paths/~1b-c/get"],
    );
    check(
        "$.paths.*.get[?search(@[0], 'x') || search(@[1], 'z')]",
        &["/paths/~1a/get/tags", "/paths/~1b-c/get/tags"],
    );
    check("$.paths.*.get.tags[?match(@, 'x')]", &["/paths/~1a/get/tags/0"]);
    check("$.list[?search(@, '1')]", &[]);
    check("$.list[?match(@.k, $.list[3].k)]", &["/list/3"]);
    check("$.paths.*[?value(@..operationId) == 'a']", &["/paths/~1a/get"]);
    check("$.paths[?value(@..tags[0]) == 'y' && length(value(@..tags)) == 2]", &["/paths/~1b-c"]);
    check("$.paths[?value(@.*) == 1]", &[]);
}

#[test]
fn expressions_of_a_description_cost_no_more_than_places() {
    let many: Vec<String> = (0..3_000).map(|n| format!("- {{a: 'x{{{n}}}', b: x}}")).collect();
    let many = many.join("\n");
    assert!(select("$[?match(@.b, @.a)]", &node(&many)).is_err());
    assert!(select("$[?match(@.b, 'x{1}')]", &node(&many)).is_ok());
}

#[test]
fn queries_that_select_too_much_are_refused() {
    let wide = node(&format!("a: [{}]\n", "[x, x], ".repeat(200)));
    assert!(select("$..*[?count($..*) > 0]", &wide).is_err());
}

#[test]
fn errors_say_what_is_wrong() {
    check_refused("paths", "a query starts with `$`");
    check_refused("$.paths[", "expected a name in quotes, an index, `*` or `?`, found the end of the query");
    check_refused("$.paths/a", "`/a` at character 8");
    check_refused(
        "$.x[?matches(@.a, 'b')]",
        "`matches` is not a function of RFC 9535, which has `length`, `count`, `value`, `match` and `search`",
    );
    check_refused(
        "$.x[?match(@.a, 'b') == true]",
        "`match` and `search` are conditions and cannot be compared",
    );
    check_refused(
        "$.x[?true == search(@.a, 'b')]",
        "`search` is a condition, not a value: write `?search(@.name, 'a.*')`",
    );
    check_refused("$.x[?match(@.a)]", "expected `,`, found `)]` at character 15");
    check_refused("$['a", "a quote is not closed");
    check_refused("$[?1]", "expected a comparison such as `==`, found `]` at character 5");
    check_refused(&format!("$[?{}@.a", "(".repeat(10_000)), "filters are nested too deeply");
}
