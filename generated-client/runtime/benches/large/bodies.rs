//! The bodies, what they are read as, and a server that makes them up while it sends them.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    thread,
};

use callwright_runtime::{Object, Request, Value, object, text_enum, union};

use crate::call::{Read, json, lines};

/// How long an answer is.
pub(crate) const SIZE: usize = 64 * 1024 * 1024;

/// A body of one item after the other.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    start: &'static str,
    item: fn(usize) -> String,
    between: &'static str,
    end: &'static str,
    pub(crate) read: fn(Request) -> Read,
}

/// A large structure, all of whose members may be missing.
pub(crate) struct Sparse {
    pub(crate) name: Option<String>,
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) counts: Option<BTreeMap<String, i64>>,
    pub(crate) one: Option<Page>,
    pub(crate) two: Option<Page>,
    pub(crate) next: Option<Box<Sparse>>,
    pub(crate) rest: Object,
}
object! { Sparse { name, tags, counts, one, two, next, ..rest } }

/// A page as services send it.
pub(crate) struct Page {
    pub(crate) id: Option<String>,
    pub(crate) agent: Option<String>,
    pub(crate) at: Option<i64>,
    pub(crate) rating: Option<f64>,
    pub(crate) summary: Option<String>,
    pub(crate) tags: Option<Vec<Word>>,
}
object! { Page { id, agent, at, rating, summary, tags } }

/// A text that may be listed.
pub(crate) enum Word {
    Support,
    Unknown(String),
}
text_enum! { Word { Support: "support" } }

/// One of several kinds.
#[derive(Clone)]
pub(crate) enum Either {
    Page(Box<Page>),
    Sparse(Box<Sparse>),
    List(Vec<Either>),
    Number(i64),
    Unknown(Value),
}
union! { Either { Page: [object], Sparse: [object], List: [array], Number: [integer] } }

const fn list(name: &'static str, item: fn(usize) -> String, read: fn(Request) -> Read) -> Case {
    Case { name, start: "[", item, between: ",", end: "]", read }
}

const fn map(name: &'static str, item: fn(usize) -> String, read: fn(Request) -> Read) -> Case {
    Case { name, start: "{", item, between: ",", end: "}", read }
}

fn page(number: usize) -> String {
    format!(
        r#"{{"id":"conv_{number:020}","agent":"agent_{}","at":{number},"rating":0.{number},"summary":"The caller asked about order {number}.\nNothing is left to do.","tags":["support","order"]}}"#,
        number % 7
    )
}

/// Every kind of value, alone and in what is largest around it.
pub(crate) const CASES: &[Case] = &[
    list("pages", page, json::<Vec<Page>>),
    list("pages, untyped", page, json::<Value>),
    list("objects of one, untyped", |_| r#"{"":0}"#.into(), json::<Value>),
    list("objects of none, untyped", |_| "{}".into(), json::<Value>),
    list("lists of one, untyped", |_| "[0]".into(), json::<Value>),
    list("lists in lists, untyped", |_| "[[[[[[]]]]]]".into(), json::<Value>),
    list("numbers, untyped", |_| "0".into(), json::<Value>),
    list("long numbers, untyped", |_| "1e400".into(), json::<Value>),
    list("fractions, untyped", |number| format!("0.{number}12345678901234567"), json::<Value>),
    list("empty texts, untyped", |_| r#""""#.into(), json::<Value>),
    list("short texts, untyped", |_| r#""a""#.into(), json::<Value>),
    list("escaped texts, untyped", |_| r#""\n""#.into(), json::<Value>),
    map("members, untyped", |number| format!("\"{number}\":0"), json::<Value>),
    Case {
        name: "one text, untyped",
        start: "\"",
        item: |_| "abcdefgh\\u00fc".into(),
        between: "",
        end: "\"",
        read: json::<Value>,
    },
    list("empty structs", |_| "{}".into(), json::<Vec<Sparse>>),
    list("structs of one", |_| r#"{"next":{}}"#.into(), json::<Vec<Sparse>>),
    list("structs with others", |_| r#"{"x":{"":0}}"#.into(), json::<Vec<Sparse>>),
    map("structs by name", |number| format!("\"{number}\":{{}}"), json::<BTreeMap<String, Sparse>>),
    list("integers", |_| "0".into(), json::<Vec<i64>>),
    list("floats", |_| "0".into(), json::<Vec<f64>>),
    list("short texts", |_| r#""a""#.into(), json::<Vec<String>>),
    list("words", |_| r#""a""#.into(), json::<Vec<Word>>),
    list("cases", |_| r#"{"x":[{}]},[1],{}"#.into(), json::<Vec<Either>>),
    map("left out", |number| format!("\"{number}\":[{{}}]"), json::<Page>),
    Case {
        name: "broken",
        start: "[",
        item: |_| "{},".into(),
        between: "",
        end: "",
        read: json::<Vec<Page>>,
    },
    list("a line, untyped", |_| r#"{"":0}"#.into(), lines::<Value>),
    list("a line", page, lines::<Vec<Page>>),
];

/// Sends the body of the case that the path names, to everybody that asks; gives the URL.
pub(crate) fn serve() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(&stream));
        }
    });
    Ok(url)
}

fn answer(mut stream: &TcpStream) -> io::Result<()> {
    let mut line = String::new();
    let mut reader = BufReader::new(stream);
    reader.read_line(&mut line)?;
    let place = line.split(['/', ' ']).find_map(|word| word.parse::<usize>().ok());
    let case = place.and_then(|place| CASES.get(place)).ok_or(io::ErrorKind::NotFound)?;
    while line.trim() != "" {
        line.clear();
        reader.read_line(&mut line)?;
    }
    let length = SIZE;
    write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n")?;
    let (mut block, mut left) = (case.start.to_owned(), length - case.end.len());
    let mut number = 0;
    loop {
        let item = (case.item)(number);
        let between = if number == 0 { "" } else { case.between };
        if block.len() + between.len() + item.len() > left {
            break;
        }
        block.push_str(between);
        block.push_str(&item);
        number += 1;
        if block.len() > 64 * 1024 {
            stream.write_all(block.as_bytes())?;
            left -= block.len();
            block.clear();
        }
    }
    // Space may stand in front of an end; within a text it is one.
    block.push_str(&" ".repeat(left - block.len()));
    block.push_str(case.end);
    stream.write_all(block.as_bytes())
}
