use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{DecodeError, EncodeError, Json, Reader, Writer, from_slice, to_vec, write_into};
use crate::{Null, Nullable};

#[track_caller]
fn fails<T: Json>(text: &str, offset: usize, pointer: &str, part: &str) {
    let error: DecodeError = from_slice::<T>(text.as_bytes()).unwrap_err();
    assert_eq!((error.offset(), error.pointer()), (offset, pointer), "{error}");
    assert!(error.message().contains(part), "{error}");
}

#[track_caller]
fn writes(value: &dyn super::WriteJson, expected: &str) {
    assert_eq!(String::from_utf8(to_vec(value).unwrap()).unwrap(), expected);
}

#[test]
fn malformed_documents_are_errors_with_a_place() {
    fails::<Value>("", 0, "", "empty");
    fails::<Value>("  ", 2, "", "unexpected end");
    fails::<Value>("1 2", 2, "", "after the end");
    fails::<Value>("[1,]", 3, "/1", "value");
    fails::<Value>("[1 2]", 3, "/0", "`,` or `]`");
    fails::<Value>(r#"{"a":1,}"#, 7, "", "name");
    fails::<Value>(r#"{"a" 1}"#, 5, "/a", "`:`");
    fails::<Value>(r#"{"a":{"b":[0,tru]}}"#, 13, "/a/b/1", "`true`");
    fails::<Value>("01", 0, "", "0");
    fails::<Value>("-", 1, "", "digit");
    fails::<Value>("1.", 2, "", "digit");
    fails::<Value>("1e", 2, "", "digit");
    fails::<Value>("+1", 0, "", "value");
    fails::<Value>("[", 1, "/0", "unexpected end");
    fails::<Value>("\"a\nb\"", 2, "", "control");
    fails::<Value>("\"abc", 4, "", "inside a string");
    fails::<Value>("\"\\x\"", 1, "", "escape");
    fails::<Value>("\"\\u12zz\"", 1, "", "hexadecimal");
    fails::<f64>("1e999", 0, "", "fit");
    fails::<Value>("NaN", 0, "", "value");
}

#[test]
fn pointers_are_escaped_and_point_at_the_value() {
    fails::<Map<String, Value>>(r#"{"a/b":{"~":[{"":nul}]}}"#, 17, "/a~1b/~0/0/", "`null`");
    fails::<BTreeMap<String, Vec<i64>>>(r#"{"n\"":[1, "x"]}"#, 11, "/n\"/1", "a number, found a string");
    fails::<(i64, String)>("[1]", 3, "", "array of 2 items");
    fails::<Vec<(i64,)>>("[[1],[]]", 7, "/1", "array of 1 items");
}

#[test]
fn text_is_utf8_and_surrogates_come_in_pairs() {
    assert_eq!(
        from_slice::<String>(br#""\ud83d\ude00 \u00e4 \"\\\/\b\f\n\r\t""#).unwrap(),
        "😀 ä \"\\/\u{8}\u{c}\n\r\t"
    );
    fails::<String>(r#""\ud83d""#, 1, "", "surrogate");
    fails::<String>(r#""\ude00""#, 1, "", "surrogate");
    fails::<String>(r#""\ud83d\u0041""#, 1, "", "surrogate");
    let error = from_slice::<String>(b"\"a\xff\"").unwrap_err();
    assert_eq!((error.offset(), error.message()), (2, "the input is not valid UTF-8"));
    // A value that nobody wants is checked all the same.
    assert!(from_slice::<Skipped>(b"[\"\xc3\"]").is_err());
    assert_eq!(from_slice::<i64>("\u{feff}1".as_bytes()), Ok(1));
}

#[derive(Clone, Debug, PartialEq)]
struct Skipped;

impl Json for Skipped {
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.skip().map(|()| Self)
    }

    fn blank() -> Self {
        Self
    }
}

/// A list of lists of lists.
#[derive(Clone, Debug, PartialEq)]
struct Deep(#[allow(dead_code, reason = "read by Debug")] Vec<Deep>);

impl Json for Deep {
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Vec::read(reader).map(Self)
    }

    fn blank() -> Self {
        Self(Vec::new())
    }
}

#[test]
fn nesting_ends_at_a_limit() {
    for opening in ["[", r#"{"a":"#] {
        let deep = opening.repeat(100_000);
        assert!(from_slice::<Value>(deep.as_bytes()).unwrap_err().message().contains("deeper"));
        assert!(from_slice::<Skipped>(deep.as_bytes()).unwrap_err().message().contains("deeper"));
        assert!(from_slice::<Deep>(deep.as_bytes()).is_err());
    }
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(from_slice::<Deep>(nested(128).as_bytes()).is_ok());
    assert!(from_slice::<Deep>(nested(129).as_bytes()).unwrap_err().message().contains("deeper"));
}

#[test]
fn too_deep_values_are_not_written() {
    let mut value = Value::Null;
    for _ in 0..200 {
        value = json!([value]);
    }
    assert_eq!(to_vec(&value), Err(EncodeError::TOO_DEEP));
    let at_limit: Value = from_slice(("[".repeat(128) + &"]".repeat(128)).as_bytes()).unwrap();
    assert!(to_vec(&at_limit).is_ok());
}

#[test]
fn whole_numbers_are_exact_or_errors() {
    assert_eq!(from_slice::<Vec<i64>>(b"[1.0, 1e3, -2.50e1, -0, -0.0]").unwrap(), [1, 1000, -25, 0, 0]);
    assert_eq!(from_slice::<i128>(b"170141183460469231731687303715884105727").unwrap(), i128::MAX);
    assert_eq!(from_slice::<u64>(b"18446744073709551615").unwrap(), u64::MAX);
    fails::<Vec<i32>>("[2147483648]", 1, "/0", "does not fit i32");
    fails::<u32>("-1", 0, "", "does not fit u32");
    fails::<i64>("9223372036854775808", 0, "", "does not fit i64");
    fails::<i64>("1.5", 0, "", "integer");
    fails::<i64>("\"1\"", 0, "", "a number, found a string");
}

#[test]
fn any_value_keeps_whole_numbers() {
    for text in [
        "9007199254740993",
        "18446744073709551615",
        "-9223372036854775808",
        "42",
        "42.0",
        "-0.0",
        "0.1",
        "1e300",
    ] {
        let value: Value = from_slice(text.as_bytes()).unwrap();
        let written = String::from_utf8(to_vec(&value).unwrap()).unwrap();
        assert_eq!(written.replace("e+", "e"), text);
    }
}

#[test]
fn floats_are_written_as_serde_json_writes_them() {
    let floats = vec![42.0, -1.0, 0.5, 2.0, 1e21, 9_007_199_254_740_991.0];
    writes(&floats, "[42.0,-1.0,0.5,2.0,1e+21,9007199254740991.0]");
    writes(&floats, &serde_json::to_string(&floats).unwrap());
    writes(&vec![42_i64, 9_007_199_254_740_993], "[42,9007199254740993]");
    writes(&-0.0, "-0.0");
    writes(&vec![0.1_f32, 16_777_216.0], "[0.1,16777216.0]");
    for float in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(to_vec(&vec![1.0, float]), Err(EncodeError::NOT_FINITE));
    }
    let mut buffer = b"kept".to_vec();
    assert!(write_into(&f32::NAN, &mut buffer).is_err());
    assert_eq!(buffer, b"kept");
}

#[test]
fn the_last_of_two_members_counts() {
    assert_eq!(from_slice::<Value>(br#"{"a":1,"a":2}"#).unwrap(), json!({"a": 2}));
    assert_eq!(from_slice::<BTreeMap<String, i64>>(br#"{"a":1,"\u0061":2}"#).unwrap()["a"], 2);
}

#[test]
fn containers() {
    assert_eq!(from_slice::<(i64, Option<String>)>(b"[1, null, \"more\"]").unwrap(), (1, None));
    assert_eq!(from_slice::<Vec<Nullable<i64>>>(b"[null, 1]").unwrap(), [Nullable::Null, Nullable::Value(1)]);
    assert_eq!(
        from_slice::<BTreeMap<String, Option<i64>>>(br#"{"a":null}"#).unwrap(),
        [("a".to_owned(), None)].into()
    );
    fails::<Null>("0", 0, "", "null, found a number");
    writes(
        &(
            1,
            "a\u{1}\u{7f}\u{1f}\"".to_owned(),
            [("k".to_owned(), None::<bool>)].into_iter().collect::<BTreeMap<_, _>>(),
        ),
        "[1,\"a\\u0001\u{7f}\\u001f\\\"\",{\"k\":null}]",
    );
    writes(&Vec::<i64>::new(), "[]");
    writes(&Map::new(), "{}");
}

#[test]
fn writer_by_hand() {
    let mut writer = Writer::new();
    writer.begin_object();
    writer.member("a", &1_u8);
    writer.member("b", &super::RawJson::new(b"[true]"));
    writer.end_object();
    assert_eq!(writer.finish().unwrap(), br#"{"a":1,"b":[true]}"#);
}

#[test]
fn members_behind_the_first_words_are_counted_as_the_others_are() {
    let names: Vec<&'static str> = (0..300).map(|number| &*format!("m{number}").leak()).collect();
    let names: &'static [&'static str] = names.leak();
    let read = |left_out: &[usize]| {
        let members: Vec<String> = (0..300)
            .filter(|place| !left_out.contains(place))
            .map(|place| format!("\"m{place}\":{place}"))
            .collect();
        let text = format!("{{{}}}", members.join(","));
        let mut values = vec![0_i64; 300];
        let mut fields: Vec<&mut dyn super::Member> =
            values.iter_mut().map(|value| -> &mut dyn super::Member { value }).collect();
        let table = super::Table::new("").names(names);
        let mut reader = Reader::new(text.as_bytes()).unwrap();
        let result = reader.object(table, &mut fields, None);
        result.map(|()| values).map_err(|error| error.message().to_owned())
    };
    assert_eq!(read(&[]), Ok((0..300).collect()));
    for place in [0, 63, 64, 127, 128, 299] {
        assert_eq!(read(&[place]), Err(format!("the required field `m{place}` is missing")));
    }
}
