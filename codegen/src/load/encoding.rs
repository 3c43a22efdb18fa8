//! Bytes → text, and the refusal of what is not a description at all.

use super::Budgets;
use crate::diag::Code;
use crate::diag::code_table::load as codes;

/// Why bytes are not text of a description.
pub(super) struct Refusal<'a> {
    pub(super) code: &'static Code,
    pub(super) message: String,
    pub(super) help: &'static str,
    /// Where in `shown`.
    pub(super) offset: usize,
    /// As much of the bytes as is worth showing.
    pub(super) shown: &'a [u8],
}

const UTF16: &str = "save the file as UTF-8 (`iconv -f UTF-16 -t UTF-8 in > out`)";

/// How other kinds of files start.
const MAGIC: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
];

/// How much of a refused file may be shown.
const SHOWN: usize = 200;

/// The text without its byte order mark.
pub(super) fn decode<'a>(bytes: &'a [u8], budgets: &Budgets) -> Result<&'a str, Refusal<'a>> {
    if bytes.len() > budgets.bytes {
        let message = format!("the file is larger than the limit of {} bytes", budgets.bytes);
        return Err(refuse(
            &codes::E107,
            message,
            "raise the limit with `--budget bytes=NUMBER` if the file is yours",
        ));
    }
    if let [0xff, 0xfe, ..]
    | [0xfe, 0xff, ..]
    | [0, 0, 0xfe, 0xff, ..]
    | [0, _, 0, _, ..]
    | [_, 0, _, 0, ..] = bytes
    {
        return Err(refuse(
            &codes::E102,
            "the file is UTF-16 or UTF-32 text; a description must be UTF-8",
            UTF16,
        ));
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        let message = format!("the file is {what}, not a description");
        return Err(refuse(&codes::E104, message, "unpack or convert it first"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    if text.trim().is_empty() {
        let help = "check that the file was written, and that the path is right";
        return Err(refuse(&codes::E103, "the file is empty", help));
    }
    match markup(text) {
        Some(what) => Err(Refusal {
            code: &codes::E104,
            message: format!("the file is {what}, not an OpenAPI description"),
            help: "a download that needs a login often ends like this; fetch the YAML, JSON or Markdown itself",
            offset: 0,
            shown: &bytes[..bytes.len().min(SHOWN)],
        }),
        None => Ok(text),
    }
}

fn refuse(code: &'static Code, message: impl Into<String>, help: &'static str) -> Refusal<'static> {
    Refusal { code, message: message.into(), help, offset: 0, shown: b"" }
}

fn not_utf8(bytes: &[u8], at: usize) -> Refusal<'_> {
    Refusal {
        code: &codes::E102,
        message: format!("byte {at} of the file (0x{:02x}) is not UTF-8 text", bytes.get(at).unwrap_or(&0)),
        help: "save the file as UTF-8 (for example `iconv -f ISO-8859-1 -t UTF-8 in > out`)",
        offset: at,
        shown: &bytes[..bytes.len().min(at + SHOWN)],
    }
}

fn markup(text: &str) -> Option<&'static str> {
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    if start.starts_with("<?xml") {
        return Some("an XML file");
    }
    ["<!doctype", "<html", "<head"].iter().any(|tag| start.starts_with(tag)).then_some("a web page (HTML)")
}
