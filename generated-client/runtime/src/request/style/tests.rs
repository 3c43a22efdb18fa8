//! The table of styles in the `OpenAPI` specification, as far as it goes.

use super::{Encoding, Style, encode_into, is_cookie_text, pairs, text, whole_query};

const LIST: &[u8] = br#"["blue","black","brown"]"#;
const OBJECT: &[u8] = br#"{"R":100,"G":200,"B":150}"#;

fn query(json: &[u8], style: Style) -> String {
    let mut query = String::new();
    for pair in pairs("color", json, style).unwrap() {
        if !query.is_empty() {
            query.push('&');
        }
        encode_into(&mut query, &pair.name, Encoding::Query);
        query.push('=');
        for (index, piece) in pair.pieces.iter().enumerate() {
            if index > 0 {
                query.push_str(pair.delimiter);
            }
            encode_into(&mut query, piece, style.query_encoding());
        }
    }
    query
}

fn path(json: &[u8], style: Style) -> String {
    text("color", json, style, Encoding::Path).unwrap()
}

#[test]
fn queries() {
    assert_eq!(query(LIST, Style::FORM), "color=blue&color=black&color=brown");
    assert_eq!(query(LIST, Style::FORM_JOINED), "color=blue,black,brown");
    assert_eq!(query(LIST, Style::SPACE), "color=blue%20black%20brown");
    assert_eq!(query(LIST, Style::TAB), "color=blue%09black%09brown");
    assert_eq!(query(LIST, Style::PIPE), "color=blue%7Cblack%7Cbrown");
    assert_eq!(query(OBJECT, Style::FORM), "R=100&G=200&B=150");
    assert_eq!(query(OBJECT, Style::FORM_JOINED), "color=R,100,G,200,B,150");
    assert_eq!(query(OBJECT, Style::DEEP_OBJECT), "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
    assert_eq!(
        query(br#"{"a":{"b":[1,null,"x"]}}"#, Style::DEEP_OBJECT),
        "color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B2%5D=x"
    );
    assert_eq!(query(br#""a b&c=d#e+f%""#, Style::FORM), "color=a%20b%26c%3Dd%23e%2Bf%25");
    assert_eq!(query(br#""/x?y=z&a#b""#, Style::FORM.allow_reserved()), "color=/x?y=z%26a%23b");
    assert_eq!(query(b"9007199254740993", Style::FORM), "color=9007199254740993");
    assert_eq!(query(b"true", Style::FORM), "color=true");
    assert_eq!(query(br#""""#, Style::FORM), "color=");
    assert_eq!(query(b"null", Style::FORM), "");
    assert_eq!(query(b"[]", Style::FORM_JOINED), "");
    assert_eq!(query(br#"{"a":[1]}"#, Style::JSON), "color=%7B%22a%22%3A%5B1%5D%7D");
}

#[test]
fn paths() {
    assert_eq!(path(br#""blue""#, Style::SIMPLE), "blue");
    assert_eq!(path(LIST, Style::SIMPLE), "blue,black,brown");
    assert_eq!(path(OBJECT, Style::SIMPLE), "R,100,G,200,B,150");
    assert_eq!(path(OBJECT, Style::SIMPLE_EXPLODED), "R=100,G=200,B=150");
    assert_eq!(path(br#""blue""#, Style::LABEL), ".blue");
    assert_eq!(path(LIST, Style::LABEL_EXPLODED), ".blue.black.brown");
    assert_eq!(path(OBJECT, Style::LABEL_EXPLODED), ".R=100.G=200.B=150");
    assert_eq!(path(br#""blue""#, Style::MATRIX), ";color=blue");
    assert_eq!(path(LIST, Style::MATRIX), ";color=blue,black,brown");
    assert_eq!(path(LIST, Style::MATRIX_EXPLODED), ";color=blue;color=black;color=brown");
    assert_eq!(path(OBJECT, Style::MATRIX), ";color=R,100,G,200,B,150");
    assert_eq!(path(OBJECT, Style::MATRIX_EXPLODED), ";R=100;G=200;B=150");
    assert_eq!(path(br#"["a b","c/d"]"#, Style::SIMPLE), "a%20b,c%2Fd");
}

#[test]
fn lists_of_swagger_2_stand_between_their_delimiters_anywhere() {
    for (style, written, plain) in
        [(Style::SPACE, "%20", " "), (Style::PIPE, "%7C", "|"), (Style::TAB, "%09", "\t")]
    {
        assert_eq!(path(LIST, style), format!("blue{written}black{written}brown"));
        let header = text("color", LIST, style, Encoding::Plain).unwrap();
        assert_eq!(header, format!("blue{plain}black{plain}brown"));
        let holds_it = serde_json::to_vec(&["x", plain]).unwrap();
        assert!(text("color", &holds_it, style, Encoding::Path).is_err());
    }
}

#[test]
fn reserved_characters_and_triples_stay_where_they_may() {
    let reserved = |text: &str| {
        let mut target = String::new();
        encode_into(&mut target, text, Encoding::QueryWithReserved);
        target
    };
    assert_eq!(reserved("a/%41?b=%2fc"), "a/%41?b=%2fc");
    assert_eq!(reserved("100% & 5%4 %zz %"), "100%25%20%26%205%254%20%25zz%20%25");
    assert_eq!(reserved("%ä%4ä"), "%25%C3%A4%254%C3%A4");
    assert_eq!(query(br#""%41""#, Style::FORM), "color=%2541");
}

#[test]
fn a_whole_query_is_pairs_or_one_text() {
    assert_eq!(
        query(br#"{"a":"b c","list":["d&e","f"],"o":{"k":1},"n":null}"#, Style::QUERY),
        "a=b%20c&list=d%26e&list=f&o=%7B%22k%22%3A1%7D"
    );
    assert_eq!(whole_query(br#""$.a[?@.b=='c']""#, Style::QUERY).as_deref(), Some("$.a[?@.b=='c']"));
    assert_eq!(whole_query(br#"{"a":1}"#, Style::QUERY_JSON).as_deref(), Some(r#"{"a":1}"#));
    assert_eq!(whole_query(br#""a""#, Style::QUERY_JSON).as_deref(), Some(r#""a""#));
    assert_eq!(whole_query(b"null", Style::QUERY_JSON).as_deref(), Some(""));
    assert_eq!(whole_query(br#"{"a":1}"#, Style::QUERY), None);
    assert_eq!(whole_query(br#""a""#, Style::FORM), None);
}

#[test]
fn a_cookie_of_its_own_style_is_as_it_is() {
    assert!(is_cookie_text("a b\"%2C=,\u{e4}"));
    assert!(!is_cookie_text("a;b") && !is_cookie_text("a\r\nb") && !is_cookie_text("a\0"));
    assert!(pairs("ids", br#"["a,b"]"#, Style::COOKIE_JOINED).is_err());
}

#[test]
fn reserved_signs_of_a_path_stay_but_for_those_that_end_it() {
    let style = Style::SIMPLE.allow_reserved();
    assert_eq!(
        text("p", br#""a:b@c!$'()*,;=[]%41%4""#, style, style.path_encoding()).unwrap(),
        "a:b@c!$'()*,;=[]%2541%254"
    );
    assert_eq!(
        text("p", br#""a/b?c#d&e+f g""#, style, style.path_encoding()).unwrap(),
        "a%2Fb%3Fc%23d%26e%2Bf%20g"
    );
}

#[test]
fn cookies_hold_values_as_they_are_given() {
    let cookie = |text: &str| {
        let mut target = String::new();
        encode_into(&mut target, text, Encoding::Cookie);
        target
    };
    for kept in ["a/b", "a%2Fb", "100%", "k=v&x:y+z==", "(){}[]<>@?!#$'*^`|~"] {
        assert_eq!(cookie(kept), kept);
    }
    assert_eq!(cookie("a b"), "a%20b");
    assert_eq!(cookie("50% \"of\" a,b;c\\d"), "50%25%20%22of%22%20a%2Cb%3Bc%5Cd");
    assert_eq!(cookie("ä\n"), "%C3%A4%0A");
}

#[test]
fn an_item_that_holds_the_delimiter_is_refused() {
    let list = |item: &str| serde_json::to_vec(&["x", item]).unwrap();
    for (style, delimiter, others) in
        [(Style::FORM_JOINED, ",", " |"), (Style::SPACE, " ", ",|"), (Style::PIPE, "|", ", ")]
    {
        assert!(pairs("ids", &list(&format!("a{delimiter}b")), style).is_err());
        assert!(pairs("ids", &list(others), style).is_ok());
        let object = serde_json::to_vec(&serde_json::json!({ format!("k{delimiter}"): "v" })).unwrap();
        assert!(pairs("ids", &object, style).is_err());
    }
    for style in [Style::SIMPLE, Style::SIMPLE_EXPLODED, Style::LABEL, Style::MATRIX] {
        assert!(text("ids", &list("a,b"), style, Encoding::Path).is_err());
        assert!(text("ids", br#""a,b""#, style, Encoding::Path).is_ok());
    }
    assert!(text("ids", &list("1.5"), Style::LABEL_EXPLODED, Encoding::Path).is_err());
    let matrix = text("ids", &list("a;b"), Style::MATRIX_EXPLODED, Encoding::Path).unwrap();
    assert_eq!(matrix, ";ids=x;ids=a%3Bb");
    for style in [Style::FORM, Style::SPACE_EXPLODED, Style::PIPE_EXPLODED, Style::JSON] {
        assert!(pairs("ids", &list("a,b c|d"), style).is_ok());
    }
}

#[test]
fn members_of_forms_are_by_themselves() {
    assert_eq!(query(LIST, Style::PLAIN), query(LIST, Style::FORM));
    assert_eq!(query(OBJECT, Style::PLAIN), "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D");
    assert_eq!(query(br#"[{"a":1},2]"#, Style::PLAIN), "color=%7B%22a%22%3A1%7D&color=2");
}
