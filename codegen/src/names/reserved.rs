//! Names that are taken before anyone asks.

/// Whether rustc reads the text as a keyword in any edition, so that only `r#…` names a thing so.
pub(super) fn is_keyword(text: &str) -> bool {
    KEYWORDS.binary_search(&text).is_ok()
}

/// Whether not even `r#…` makes the text an identifier.
pub(super) fn is_unrawable(text: &str) -> bool {
    matches!(text, "self" | "Self" | "super" | "crate" | "_" | "")
}

/// Sorted: searched by halves.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "safe", "static", "struct",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while",
    "yield",
];

/// Types, traits and the one type parameter that emitted code names without a path; a type of this name would shadow them,
/// or be taken for it.
pub(super) const PRELUDE: &[&str] = &[
    "Box",
    "Default",
    "Err",
    "From",
    "Into",
    "IntoIterator",
    "Iterator",
    "M",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
];

/// Variants that every open enumeration and union has.
pub(super) const VARIANTS: &[&str] = &["Self", "Unknown"];

/// Functions that every union has, and those of its traits: one of the same name would hide them.
pub(super) const UNION_FUNCTIONS: &[&str] = &[
    "as_ref",
    "blank",
    "borrow",
    "borrow_mut",
    "case",
    "clone",
    "clone_from",
    "clone_into",
    "default",
    "deserialize",
    "deserialize_in_place",
    "drop",
    "eq",
    "fmt",
    "from",
    "into",
    "is_absent",
    "ne",
    "read",
    "serialize",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
    "write",
];

/// Methods that every call has.
pub(super) const CALL_METHODS: &[&str] =
    &["body", "by_item", "by_page", "send", "send_raw", "send_with_response", "stream"];

/// Methods that every builder of a type has.
pub(super) const BUILDER_METHODS: &[&str] = &["build"];

/// Methods that the runtime gives the client.
pub(super) const CLIENT_METHODS: &[&str] = &["builder", "from_env", "inner", "request", "unenforced"];

/// Methods that the runtime gives the client's builder; a credential of this name would hide one.
pub(super) const CLIENT_BUILDER_METHODS: &[&str] = &[
    "allow_missing_credentials",
    "allow_plain_http",
    "anonymous",
    "base_url",
    "build",
    "configure_http",
    "connect_timeout",
    "credentials_from_env",
    "deadline",
    "default_header",
    "header",
    "http_client",
    "idle_timeout",
    "lenient",
    "max_body_size",
    "max_connections",
    "max_error_body_size",
    "max_retries",
    "max_retry_after",
    "max_value_size",
    "middleware",
    "new",
    "query",
    "retry_delay",
    "retry_put_and_delete",
    "root_certificate",
    "same_origin_redirects",
    "server",
    "server_named",
    "server_variable",
    "timeout",
    "transport",
    "user_agent",
];

/// Cargo features that every generated crate has.
pub(super) const FEATURES: &[&str] = &[
    "blocking",
    "chrono",
    "default",
    "http2",
    "jiff",
    "native-tls",
    "rustls",
    "stream",
    "test-util",
    "time",
    "tracing",
    "types",
    "uuid",
];

/// Modules: files that stand there already, paths that emitted code starts with, device names of Windows.
pub(super) const MODULES: &[&str] = &[
    "alloc",
    "aux",
    "client",
    "com0",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "con",
    "core",
    "crate",
    "lib",
    "lpt0",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
    "main",
    "mod",
    "nul",
    "prn",
    "required",
    "resources",
    "root",
    "runtime",
    "self",
    "shared",
    "std",
    "super",
    "types",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }
}
