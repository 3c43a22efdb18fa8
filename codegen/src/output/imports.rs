//! The modules of the crate that a file names.
//!
//! In: the sources of a file's pieces. Out: its imports. Must never know: what the items mean.

/// The modules that emitted items name without `crate::`.
const IMPORTED: [&str; 2] = ["required", "types"];

/// Which of them a piece of a file names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Named([bool; IMPORTED.len()]);

impl Named {
    /// Those that the source names.
    pub(super) fn of(source: &str) -> Self {
        Self(IMPORTED.map(|module| names(source, module)))
    }

    /// The line that imports what the pieces of a file name; nothing where they name none.
    pub(super) fn imports(pieces: &(impl Iterator<Item = Self> + Clone)) -> String {
        let named = |place: usize| pieces.clone().any(|piece| piece.0[place]);
        let modules = IMPORTED.into_iter().enumerate().filter(|(place, _)| named(*place));
        match modules.map(|(_, module)| module).collect::<Vec<_>>().as_slice() {
            [] => String::new(),
            [module] => format!("use crate::{module};\n"),
            modules => format!("use crate::{{{}}};\n", modules.join(", ")),
        }
    }
}

/// Whether a path in the source, comments aside, begins with the module.
fn names(source: &str, module: &str) -> bool {
    source.match_indices(module).any(|(at, _)| {
        let (before, behind) = (&source[..at], &source[at + module.len()..]);
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        behind.starts_with("::")
            && !before.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '_' | ':'))
            && !line.trim_start().starts_with("//")
    })
}

#[cfg(test)]
mod tests {
    use super::Named;

    fn imports(pieces: &[&str]) -> String {
        Named::imports(&pieces.iter().map(|source| Named::of(source)))
    }

    #[test]
    fn what_is_named_is_imported() {
        assert_eq!(imports(&["pub struct A {\n    pub b: types::B,\n}\n"]), "use crate::types;\n");
        assert_eq!(
            imports(&["fn a() -> Option<types::B> {}\n", "where\n    A: required::B,\n"]),
            "use crate::{required, types};\n"
        );
        let none = "/// As `types::A`.\npub struct A {\n    pub b: crate::types::B,\n    pub c: subtypes::C,\n    pub types: u8,\n}\n";
        assert_eq!(imports(&[none]), "");
        assert_eq!(imports(&[]), "");
    }
}
