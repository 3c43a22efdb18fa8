//! What is read, and what is refused where.

use super::*;

fn load(name: &str, text: &[u8]) -> (Vec<Loaded>, Diagnostics, Files) {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let loaded = load_source(&Source::new(name, text), &Budgets::default(), &mut files, &mut diagnostics);
    (loaded, diagnostics, files)
}

/// The tree as JSON, numbers that JSON readers round as text.
fn json(node: &Node) -> serde_json::Value {
    match node {
        Node::Null => serde_json::Value::Null,
        Node::Bool(value) => (*value).into(),
        Node::Number(Number::Integer(value)) => {
            i64::try_from(*value).map_or_else(|_| format!("n{value}").into(), Into::into)
        }
        Node::Number(Number::Float(value)) => (*value).into(),
        Node::String(text) => text.as_str().into(),
        Node::List(list) => list.iter().map(json).collect(),
        Node::Map(map) => map.iter().map(|(key, value)| (key.clone(), json(value))).collect(),
    }
}

#[track_caller]
fn check(name: &str, text: &str, expect: &serde_json::Value) {
    let (loaded, diagnostics, _) = load(name, text.as_bytes());
    assert_eq!(diagnostics.as_slice(), [], "{text}");
    assert_eq!(json(&loaded[0].root), *expect, "{text}");
}

/// The code, and the line and column at which the finding stands.
#[track_caller]
fn check_refused(name: &str, text: &[u8], code: &str, line: usize, column: usize) -> Diagnostic {
    let (loaded, diagnostics, files) = load(name, text);
    assert!(loaded.is_empty());
    let found = diagnostics.as_slice().first().expect("a finding").clone();
    assert_eq!(found.code.id, code, "{}", found.message);
    let place = found.place.clone().expect("a place");
    let file = files.get(place.file).expect("a file");
    let position = Lines::of(&file.text).position(place.range.expect("bytes"));
    assert_eq!(
        (position.line + file.first_line, position.column + file.indent),
        (line, column),
        "{}",
        found.message
    );
    found
}

#[test]
fn yaml_means_what_authors_mean() {
    check(
        "a.yaml",
        "200: ok\nnull: n\n~: t\ntrue: b\n1.10: f\non: off\nyes: no\ncode: 0123\nday: 2024-01-02\nhex: 0x1f\nbig: 9223372036854775808\n\
         huge: 170141183460469231731687303715884105727\nexact: 9007199254740993\nfloat: 1.5\nnone:\ninf: .inf\nquoted: \"12\"\n",
        &serde_json::json!({
            "200": "ok", "null": "n", "~": "t", "true": "b", "1.10": "f", "on": "off", "yes": "no", "code": "0123",
            "day": "2024-01-02", "hex": 31, "big": "n9223372036854775808",
            "huge": "n170141183460469231731687303715884105727", "exact": 9_007_199_254_740_993_i64, "float": 1.5,
            "none": null, "inf": ".inf", "quoted": "12",
        }),
    );
}

#[test]
fn yaml_of_all_kinds_is_read() {
    check("a.yaml", "\u{feff}---\na: !Ref x\n...\n", &serde_json::json!({"a": "x"}));
    check(
        "a.yaml",
        "%YAML 1.1\n---\na: >-\n  b\n  c\nd: |\n  e\n",
        &serde_json::json!({"a": "b c", "d": "e\n"}),
    );
    check("a.yaml", "a: 1\r\nb:\r\n  - 😀\r\n", &serde_json::json!({"a": 1, "b": ["😀"]}));
    check("a.yaml", "a: 1\n---\n", &serde_json::json!({"a": 1}));
    check("a.yaml", "{a: 1, 'b': [x,],}", &serde_json::json!({"a": 1, "b": ["x"]}));
    // What the letter of YAML 1.2 forbids and people write.
    check("a.yaml", "a:\n  b: [\n    x\n  ]\n  c:\ty\n", &serde_json::json!({"a": {"b": ["x"], "c": "y"}}));
    check("a.yaml", "a:\n  b: \"x\ny\"\n", &serde_json::json!({"a": {"b": "x y"}}));
}

/// yaml-test-suite VJP3 wants these lines indented further. Common readers take them, and real descriptions have them.
#[test]
fn brackets_close_below_their_key_in_small_and_large_descriptions() {
    let expect = serde_json::json!({"a": {"b": {"80/tcp": {}, "c": ["x"]}, "d": "y"}, "tags": ["T"]});
    let closed = [
        "a:\n  b: {\n    \"80/tcp\": {},\n    \"c\": [\n      x\n    ]\n  }\n  d: y\n",
        "a:\n  b: {\n    80/tcp: {},  # a port}\n    # more: [\n    c: [ 'x' # last\n    ]\n\n  }\n  d: y\n",
        "a:\r\n  b: {\r\n    80/tcp: {},\r\n    c: [x\r\n  ]\r\n  }\r\n  d: y\r\n",
    ];
    let block = format!("    }}\n    ]\n    it's {{ here\n{}", "    words \"[\n".repeat(28));
    let filler: Vec<String> =
        (0..1_500).map(|number| format!("p{number}:\n  tags: [\"T\"]\n  text: |\n{block}")).collect();
    let filler = filler.concat();
    for text in closed {
        for tags in ["tags: [T]\n", "tags: [\"T\"]\n"] {
            check("a.yaml", &format!("{text}{tags}"), &expect);
            let (loaded, diagnostics, _) = load("a.yaml", format!("{filler}{text}{tags}").as_bytes());
            assert_eq!(diagnostics.as_slice(), [], "{text}");
            let root = loaded[0].root.as_map().expect("a map");
            assert_eq!(json(&root["a"]), expect["a"], "{text}");
            assert_eq!(root.len(), 1_502);
        }
    }
}

#[test]
fn merge_keys_are_applied() {
    check(
        "a.yaml",
        "x: &x {a: 1, b: 2}\ny: &y {c: 3}\nz:\n  b: 9\n  <<: [*x, *y]\nw:\n  <<: *x\n",
        &serde_json::json!({"x": {"a": 1, "b": 2}, "y": {"c": 3}, "z": {"b": 9, "a": 1, "c": 3}, "w": {"a": 1, "b": 2}}),
    );
    check("a.json", r#"{"<<": {"a": 1}}"#, &serde_json::json!({"<<": {"a": 1}}));
}

#[test]
fn json_numbers_are_exact() {
    check(
        "a.json",
        r#"{"a": 18446744073709551616, "b": [-9223372036854775809, 1e3, 0.1], "c": 18446744073709551615}"#,
        &serde_json::json!({"a": "n18446744073709551616", "b": ["n-9223372036854775809", 1000.0, 0.1], "c": "n18446744073709551615"}),
    );
}

#[test]
fn duplicate_keys_are_refused_with_both_places() {
    let found = check_refused("a.yaml", b"paths:\n  /a:\n    get: {}\n    'get': {}\n", "E101", 4, 5);
    assert_eq!(found.pointer.as_str(), "/paths/~1a/get");
    assert_eq!(found.related_places[0].0.range, Some(17..20));
    check_refused("a.json", br#"{"a": {"b": 1, "\u0062": 2}}"#, "E101", 1, 16);
    check_refused("page.md", b"# A\n\n```yaml\nopenapi: 3.1.0\nopenapi: 3.1.1\n```\n", "E101", 5, 1);
    check_refused("a.yaml", b"200: a\n\"200\": b\n", "E101", 2, 1);
}

#[test]
fn what_is_no_description_is_named() {
    check_refused("a.yaml", b"", "E103", 1, 1);
    check_refused("a.yaml", b" \n\n", "E103", 1, 1);
    check_refused("a.yaml", b"\xff\xfea\0:\0", "E102", 1, 1);
    check_refused("a.yaml", b"a\0:\0 \x001\0", "E102", 1, 1);
    check_refused("a.yaml", b"a: 1\nb: \xe9\n", "E102", 2, 4);
    check_refused("a.json", b"<!DOCTYPE html><html></html>", "E104", 1, 1);
    check_refused("a.json", b"PK\x03\x04xxxx", "E104", 1, 1);
    check_refused("a.md", b"# A\n\nNothing here.\n\n## B\n", "E113", 1, 1);
    check_refused("a.yaml", b"a: 1\n---\nb: 1\n", "E112", 3, 1);
    check_refused("a.yaml", b"? [a]\n: b\n", "E114", 1, 3);
}

#[test]
fn syntax_errors_have_a_place_and_a_hint() {
    let found = check_refused("a.yaml", b"summary: Calls: an overview\n", "E105", 1, 15);
    assert!(found.help.expect("help").contains("quotes"));
    check_refused("a.yaml", b"a: @b\n", "E105", 1, 4);
    check_refused("a.yaml", b"a: *b\n", "E105", 1, 4);
    for text in [
        "a:\n  b:\n\tc: 1\n",
        "a:\n\tb: 1\n",
        "a:\n  b: 1\n\tc: 1\n",
        "a:\n  b: 1\n  \tc: 1\n",
        "- a\n\t- b: c\n",
    ] {
        let found = load("a.yaml", text.as_bytes()).1.as_slice()[0].clone();
        assert_eq!(found.code.id, "E105", "{text:?}");
        assert!(found.help.as_deref().is_some_and(|help| help.contains("spaces")), "{text:?}: {found:?}");
    }
    let found = check_refused("a.json", b"{\n  \"a\": 1,\n}\n", "E106", 2, 9);
    assert_eq!(found.help.as_deref(), Some("JSON allows no comma after the last entry"));
    check_refused("a.json", b"{\"a\": ", "E106", 1, 6);
}

#[test]
fn bombs_are_refused() {
    let deep = |open: &str| open.repeat(20_000).into_bytes();
    for (open, code) in [("{a: ", "E108"), ("[", "E108"), ("- ", "E108")] {
        let (loaded, diagnostics, _) = load("a.yaml", &deep(open));
        assert!(loaded.is_empty());
        assert_eq!(diagnostics.as_slice()[0].code.id, code, "{open}");
    }
    check_refused("a.json", &deep("{\"a\":"), "E108", 1, 501);
    let again =
        |(name, before): (char, char)| format!("{name}: &{name} [{}]\n", format!("*{before},").repeat(9));
    let laughs: String = ('b'..='i').zip('a'..).map(again).collect();
    let laughs = format!("a: &a [x,x,x,x,x,x,x,x,x]\n{laughs}");
    assert_eq!(load("a.yaml", laughs.as_bytes()).1.as_slice()[0].code.id, "E110");
    let wide = format!("a: &a [{}]\nb: [{}]\n", "x,".repeat(1_000), "*a,".repeat(18_000));
    assert_eq!(load("a.yaml", wide.as_bytes()).1.as_slice()[0].code.id, "E110");
    let long = format!("a: {}\n", "x".repeat(5 << 20));
    assert_eq!(load("a.yaml", long.as_bytes()).1.as_slice()[0].code.id, "E111");
    let hidden = format!("a:\tb\nc: {}", "{a: ".repeat(20_000));
    assert_eq!(load("a.yaml", hidden.as_bytes()).1.as_slice()[0].code.id, "E108");
    let hidden = format!("a: \"x\ny\"\nc: {}", "{a: ".repeat(20_000));
    assert_eq!(load("a.yaml", hidden.as_bytes()).1.as_slice()[0].code.id, "E108");
}

#[test]
fn keys_and_messages_have_an_end() {
    let path = |length: usize| format!("{{\"paths\": {{\"/{}\": {{}}}}}}", "a".repeat(length - 1));
    let most = Budgets::default().key;
    for name in ["a.json", "a.yaml"] {
        assert_eq!(load(name, path(most).as_bytes()).1.as_slice(), []);
        let found = load(name, path(most + 1).as_bytes()).1.into_vec();
        assert_eq!(found[0].code.id, "E116", "{name}");
        assert!(found[0].place.is_some());
    }
    let long = "ä".repeat(100_000);
    let found = Diagnostic::new(&crate::diag::code_table::load::E101, &Pointer::root(), format!("a{long}b"))
        .with_help(format!("x{long}y"))
        .with_related(&Pointer::root(), long.as_str());
    let help = found.help.unwrap_or_default();
    assert!(found.message.starts_with("aä") && found.message.ends_with("äb"), "both ends are kept");
    for text in [&found.message, &help, &found.related[0].1] {
        assert!(text.len() < 2100 && text.contains(" bytes left out"), "{}", text.len());
    }
}

#[test]
fn files_together_hold_no_more_than_one() {
    let text: &[u8] = b"openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n";
    let sources: Vec<Source> = (0..4).map(|number| Source::new(format!("{number}.yaml"), text)).collect();
    for (nodes, read) in [(24, 4), (20, 3), (13, 2)] {
        let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
        let budgets = Budgets { nodes, ..Budgets::default() };
        let loaded = load_sources(&sources, &budgets, &mut files, &mut diagnostics);
        let codes: Vec<&str> = diagnostics.as_slice().iter().map(|found| found.code.id).collect();
        assert_eq!(
            (loaded.len(), codes),
            (read, if read < 4 { vec!["E109"] } else { Vec::new() }),
            "{nodes}"
        );
    }
}

#[test]
fn descriptions_together_are_no_more_than_a_list_may_have() {
    let page = "# P\n\n```yaml\nopenapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n```\n\n";
    let files = |number: usize| -> Vec<Source> {
        (0..number).map(|at| Source::new(format!("{at}.md"), page.as_bytes())).collect()
    };
    let budgets = Budgets { width: 8, ..Budgets::default() };
    for (sources, expected) in [
        (vec![Source::new("all.md".to_owned(), page.repeat(8).into_bytes())], (8, 0)),
        (vec![Source::new("all.md".to_owned(), page.repeat(9).into_bytes())], (0, 1)),
        (files(8), (8, 0)),
        (files(9), (8, 1)),
    ] {
        let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
        let loaded = load_sources(&sources, &budgets, &mut files, &mut diagnostics);
        let refused = diagnostics.as_slice().iter().filter(|found| found.code.id == "E115").count();
        assert_eq!((loaded.len(), refused), expected);
    }
}

#[test]
fn yaml_that_only_the_specification_knows_is_read() {
    check(
        "a.yaml",
        "a:\tx\nb: {c:\t1, d: , 'e':f}\ng: !!str 12\nh: ! 12\ni: !!int \"3\"\nj: !!float 1\nk: [? l, m: ]\n",
        &serde_json::json!({
            "a": "x", "b": {"c": 1, "d": null, "e": "f"}, "g": "12", "h": "12", "i": 3, "j": 1.0,
            "k": [{"l": null}, {"m": null}],
        }),
    );
    check("a.yaml", "%FOO bar\n---\na: |\n  x\n   ", &serde_json::json!({"a": "x\n \n"}));
    check_refused("a.yaml", b"a: !!int x\n", "E105", 1, 4);
}

#[test]
fn lines_that_are_not_indented_are_read_with_their_text() {
    let expect = serde_json::json!({"a": {"b": "x\ty z", "c": {"d": "#\te"}, "f": "|\n}\t\n"}, "g": 1});
    check(
        "a.yaml",
        "a:\n  b: \"x\ty\n z\"\n  c: {\n\t'd': '#\te' # ]\n  }\n  f: |\n    |\n    }\t\ng:\t1\n",
        &expect,
    );
    // The mark of a second document is not a line of what is open.
    check_refused("a.yaml", b"a: \"x\n--- y\"\n", "E105", 1, 4);
    check_refused("a.yaml", b"a: {b: [c,\n--- ]}\n", "E105", 2, 1);
}

#[test]
fn what_aliases_repeat_is_counted_by_depth_and_bytes() {
    check(
        "a.yaml",
        "a: [x, &b [y, &c {d: [z]}]]\ne: [[*c], *b]\n? &f g\n: *f\n*f : h\n".replace("*f : h\n", "").as_str(),
        &serde_json::json!({"a": ["x", ["y", {"d": ["z"]}]], "e": [[{"d": ["z"]}], ["y", {"d": ["z"]}]], "g": "g"}),
    );
    let deep =
        format!("a: &a {}{}\nb: {}*a{}\n", "[".repeat(60), "]".repeat(60), "[".repeat(60), "]".repeat(60));
    check_refused("a.yaml", deep.as_bytes(), "E108", 2, 64);
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), "*a, ".repeat(40));
    assert_eq!(load("a.yaml", long.as_bytes()).1.as_slice()[0].code.id, "E110");
    let inside = check_refused("a.yaml", b"a: &a [*a]\n", "E105", 1, 8);
    assert!(inside.message.contains("alias"), "{}", inside.message);
}

#[test]
fn syntax_errors_say_what_was_written() {
    for (text, said) in [
        ("a: b: c\n", "a colon"),
        ("a: {b: c: d}\n", "comma"),
        ("a: \"b\n", "not closed"),
        ("a: \"b\" c\n", "behind the end of a quoted string"),
        ("a: \"\\q\"\n", "`\\q`"),
        ("a: %b\n", "`%`"),
        ("a: ]\n", "`]`"),
        ("a: *b\n", "`&b`"),
        ("a: [b\n", "ends too early"),
    ] {
        let found = load("a.yaml", text.as_bytes()).1.as_slice()[0].clone();
        assert_eq!(found.code.id, "E105", "{text:?}");
        assert!(found.message.contains(said), "{text:?}: {}", found.message);
    }
}
