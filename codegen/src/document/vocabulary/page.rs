//! The page of all fields and keywords.

use std::fmt::Write as _;

use super::field::{Fate, Field};
use super::openapi::OBJECTS;
use super::schema::{KEYWORDS, VERSIONS};

/// The page in Markdown; `called` is what the program is called that prints it.
#[must_use]
pub fn render_keywords(called: &str) -> String {
    let mut page = format!(
        "# Keywords\n\nEach field of a description, by version, and what becomes of it:\n\n\
         - **used**: the client is made by it, its code or its documentation\n\
         - **noted**: it is known and changes nothing; where that may matter, a note says so\n\
         - **refused**: what it describes is left out or loses something, which a warning says\n\n\
         A field that is none of these is ignored; one that is almost one of these is reported as misspelled (W324, N409).\n\
         Extensions (`x-…`) are in the README. This page is the output of `{called} explain --keywords`.\n"
    );
    for object in OBJECTS {
        section(&mut page, object.title, object.fields);
    }
    section(&mut page, "Schema", KEYWORDS);
    page
}

fn section(page: &mut String, title: &str, fields: &[Field]) {
    let _ = write!(page, "\n## {title}\n\n| field |");
    for (version, _) in VERSIONS {
        let _ = write!(page, " {version} |");
    }
    page.push_str(" |\n| --- | --- | --- | --- | --- | --- |\n");
    for field in fields {
        let fate = match field.fate {
            Fate::Used => "used",
            Fate::Noted => "noted",
            Fate::Refused => "refused",
        };
        let _ = write!(page, "| `{}` |", field.name);
        for (_, version) in VERSIONS {
            let _ = write!(page, " {} |", if field.versions.has(version) { fate } else { "–" });
        }
        let _ = writeln!(page, " {} |", field.remark);
    }
}
