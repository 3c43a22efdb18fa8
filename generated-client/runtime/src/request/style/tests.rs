//! The table of styles in the `OpenAPI` specification, as far as it goes.

use super::{Encoding, Style, encode_into, pairs, text};

const LIST: &[u8] = br#"["blue","black","brown"]"#;
const OBJECT: &[u8] = br#"{"R":100,"G":200,"B":150}"#;

fn query(json: &[u8], style: Style) -> String {
    let mut query = String::new();
    for pair in pairs("color", json, style) {
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
    text("color", json, style, Encoding::Path)
}

#[test]
fn queries() {
    assert_eq!(query(LIST, Style::FORM), "color=blue&color=black&color=brown");
    assert_eq!(query(LIST, Style::FORM_JOINED), "color=blue,black,brown");
    assert_eq!(query(LIST, Style::SPACE), "color=blue%20black%20brown");
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
    assert_eq!(path(br#"["a,b","c/d"]"#, Style::SIMPLE), "a%2Cb,c%2Fd");
}
