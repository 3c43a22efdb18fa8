use super::{Base64, DateTime, IntoNullable, Null, Nullable, Secret};
use crate::json::{from_slice, to_vec};

#[test]
fn text_is_kept_as_it_came() {
    let odd: DateTime = from_slice(br#""yesterday\u00e4""#).unwrap();
    assert_eq!(odd.as_str(), "yesterdayä");
    assert_eq!(to_vec(&odd).unwrap(), "\"yesterdayä\"".as_bytes());
    assert_eq!(serde_json::from_str::<DateTime>(&serde_json::to_string(&odd).unwrap()).unwrap(), odd);
}

#[test]
fn secrets_are_sent_and_not_shown() {
    let secret = Secret::from("hunter2");
    assert_eq!(to_vec(&secret).unwrap(), b"\"hunter2\"");
    assert!(!format!("{secret:?} {:?}", Some(&secret)).contains("hunter2"));
}

#[test]
fn base64_in_every_spelling() {
    assert_eq!(Base64::encode([0xfb, 0xff]).as_str(), "+/8=");
    for text in ["+/8=", "+/8", "-_8", "-_8=", "+/\n8="] {
        assert_eq!(Base64::from(text).decode().unwrap(), [0xfb, 0xff], "{text}");
    }
    assert!(Base64::from("?").decode().is_err());
}

#[test]
fn setters_take_every_form() {
    fn set<M>(value: impl IntoNullable<i64, M>) -> Nullable<i64> {
        value.into_nullable()
    }
    fn list(value: impl Into<Nullable<Vec<String>>>) -> Nullable<Vec<String>> {
        value.into()
    }
    assert_eq!(set(1), Nullable::Value(1));
    assert_eq!(set(Some(1)), Nullable::Value(1));
    assert_eq!(set(None::<i64>), Nullable::Null);
    assert_eq!(set(Null), Nullable::Null);
    assert_eq!(set(Nullable::Absent), Nullable::Absent);
    assert_eq!(list(["a", "b"]), list(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(list(Null), Nullable::Null);
    assert_eq!(list(None), Nullable::Null);
}

#[test]
fn nullable_by_serde() {
    assert_eq!(serde_json::to_string(&Nullable::Value(1_i64)).unwrap(), "1");
    assert_eq!(serde_json::from_str::<Nullable<i64>>("null").unwrap(), Nullable::Null);
}
