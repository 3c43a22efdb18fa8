//! Any description becomes a crate that Rust can read.

use crate::choices::Choices;
use crate::description::{check_findings, description, generate, source};
use crate::text::misleads;

/// The files of a random description parse, are named safely and hold no invisible characters.
///
/// # Panics
///
/// When a file breaks one of these promises.
pub fn check_emit(bytes: &[u8]) {
    let source = source(&description(&mut Choices::new(bytes)));
    let text = source.text.clone();
    let outcome = generate(source);
    check_findings(&outcome.findings, &text);
    let Some(client) = outcome.client else {
        assert!(!outcome.findings.is_empty(), "a refusal gives a reason");
        return;
    };
    for (path, text) in &client.files {
        let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']);
        assert!(path.split('/').all(plain), "{path:?} is not a safe path");
        assert_eq!(text.chars().find(|character| misleads(*character)), None, "{path} misleads");
        if path.strip_suffix(".rs").is_some()
            && let Err(error) = syn::parse_file(text)
        {
            panic!("{path} is not Rust: {error}\n{text}");
        }
    }
}
