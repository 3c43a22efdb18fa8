//! Phrases that people who know the field would not write.
//!
//! In: the texts of source files and documents. Out: each forbidden phrase in them. Must never know: what a text is for.
//!
//! Looked at are string literals (messages, emitted texts, help) and documentation, outside of tests. A phrase is found
//! across the lines of a text, whatever its case.

use super::tokens::{Text, texts};
use super::{Problem, SourceFile};

/// A phrase that is not written, and what is.
struct Phrase {
    /// Words as they follow one another; `…` is inline code or a placeholder.
    words: &'static str,
    /// Longer phrases that hold it and are good English.
    except: &'static [&'static str],
    /// What to write.
    instead: &'static str,
}

const fn phrase(words: &'static str, instead: &'static str) -> Phrase {
    Phrase { words, except: &[], instead }
}

/// All forbidden phrases.
const PHRASES: &[Phrase] = &[
    Phrase {
        words: "is no",
        except: &["there is no", "is no longer", "is no more", "is no larger", "is no doubt", "is no way"],
        instead: "is not a valid …",
    },
    Phrase {
        words: "are no",
        except: &["there are no", "are no longer", "are no more"],
        instead: "are not …",
    },
    phrase("gives the value", "returns the response body"),
    phrase("what … gives by status", "response body of …, by status code"),
    phrase("… of the description.", "where it is: schema …, request body of …"),
    phrase("the member …", "the … field, or the property …"),
    phrase("sets the member", "sets the … field"),
    phrase("members of your own", "extensions"),
    phrase("calls of …", "operations of the … resource"),
    phrase("a call of …", "request builder for …"),
    phrase("sends the call when awaited", "sends the request and returns …"),
    phrase("nothing is sent before", "nothing is sent until"),
    phrase("what leads to calls", "API resources"),
    phrase("what goes out and what comes back", "request and response types"),
    phrase("begins a client", "creates a client builder"),
    phrase("the finished …", "the built …"),
    phrase("the whole body", "the entire request body, or the entire response body"),
    phrase("found text", "found a string"),
    phrase("where text is expected", "expected a string"),
    phrase("a truth value", "a boolean"),
    phrase("a whole number", "an integer"),
    phrase("nothing says what", "this schema has no type"),
    phrase("stands here", "is here"),
    phrase("stands twice", "appears twice"),
    phrase("any json value is taken", "accepting any JSON value"),
    phrase("any value is taken", "accepting any JSON value"),
    phrase("cannot speak", "is not supported"),
    phrase("schema would never end", "no finite value exists"),
    phrase("leads nowhere", "cannot be resolved"),
    phrase("leads back to itself", "refers to itself"),
    phrase("lost its mark", "no `@generated` marker"),
    phrase("the generator's mark", "the `@generated` marker"),
    phrase("mean harm", "malicious"),
    phrase("puts single faults", "injects single faults"),
    phrase("1 drift", "1: output differs"),
    phrase("did not end well", "failed"),
    phrase("beyond any honest use", "exceeds the limit"),
    phrase("nothing has to be done", "no action is needed"),
    phrase("mend it", "correct it"),
    phrase("the answer is", "the response is, or the response body is"),
];

/// The file with the table, which has to name what it forbids.
const TABLE: &str = "xtask/src/commands/tidy/phrases.rs";

/// Checks what users and readers of the source see.
pub(super) fn check(files: &[SourceFile], problems: &mut Vec<Problem>) {
    for file in files.iter().filter(|file| file.path != TABLE && is_looked_at(file)) {
        let source = without_tests(&file.text);
        for text in joined(&texts(source)) {
            check_words(file.path.as_ref(), &words(&text), problems);
        }
    }
}

/// Checks a document, where code between fences is left alone.
pub(super) fn check_document(file: &str, text: &str, problems: &mut Vec<Problem>) {
    let mut is_code = false;
    let mut all = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            all.extend(words(&[(line, at + 1)]));
        }
    }
    check_words(file, &all, problems);
}

/// Tests may quote what is wrong, and what generated clients are made of is judged where it is emitted.
fn is_looked_at(file: &SourceFile) -> bool {
    let is_test = |name: &str| name == "tests" || name == "testing" || name.ends_with("_tests");
    let path = &file.path;
    let rooms = ["codegen/src", "codegen/properties", "generated-client/runtime/src", "xtask"];
    rooms.iter().any(|room| path.starts_with(room))
        && !path.components().any(|part| is_test(part.as_str()))
        && !path.file_stem().is_some_and(is_test)
}

/// The source before its module of tests.
fn without_tests(source: &str) -> &str {
    let end = source.match_indices("#[cfg(test)]").find(|(at, mark)| {
        let behind = source[at + mark.len()..].trim_start();
        behind.starts_with("mod ") && behind.lines().next().is_some_and(|line| line.ends_with('{'))
    });
    end.map_or(source, |(at, _)| &source[..at])
}

/// The texts, lines of documentation that follow one another as one.
fn joined<'a>(texts: &[Text<'a>]) -> Vec<Vec<(&'a str, usize)>> {
    let mut joined: Vec<Vec<(&str, usize)>> = Vec::new();
    let mut last = None;
    for text in texts {
        let follows = text.is_documentation && last.is_some_and(|line| line + 1 == text.line);
        match joined.last_mut().filter(|_| follows) {
            Some(lines) => lines.push((text.written, text.line)),
            None => joined.push(vec![(text.written, text.line)]),
        }
        last = text.is_documentation.then_some(text.line);
    }
    joined
}

/// A word in lower case without the punctuation around it, and its line.
struct Word {
    text: String,
    line: usize,
}

/// The words of a text, whose lines may break anywhere. Inline code and placeholders are `…`.
fn words(lines: &[(&str, usize)]) -> Vec<Word> {
    let mut words = Vec::new();
    for (text, from) in lines {
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_end_matches('\\').replace("\\n", " ");
            for word in line.split_whitespace() {
                let is_code = word.contains(['`', '{', '}']);
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                let stop = if word.trim_end_matches('"').ends_with('.') { "." } else { "" };
                let text = if is_code { format!("…{stop}") } else { format!("{bare}{stop}") };
                if !text.is_empty() && text != "." {
                    words.push(Word { text, line: from + at });
                }
            }
        }
    }
    words
}

fn check_words(file: &str, words: &[Word], problems: &mut Vec<Problem>) {
    for phrase in PHRASES {
        let sought: Vec<&str> = phrase.words.split(' ').collect();
        for at in 0..words.len() {
            if fits(words, at, &sought)
                && !phrase.except.iter().any(|except| is_within(words, at, except, phrase))
            {
                let message = format!("\"{}\": write \"{}\"", phrase.words, phrase.instead);
                problems.push(Problem { file: file.to_owned(), line: words[at].line, message });
            }
        }
    }
}

/// Whether the words at a place are those of a phrase; a full stop counts only where the phrase has one.
fn fits(words: &[Word], at: usize, sought: &[&str]) -> bool {
    let Some(found) = words.get(at..at + sought.len()) else { return false };
    found.iter().zip(sought).all(|(found, sought)| {
        found.text == *sought || !sought.ends_with('.') && found.text.trim_end_matches('.') == *sought
    })
}

/// Whether the phrase found at a place is part of a longer one.
fn is_within(words: &[Word], at: usize, longer: &str, phrase: &Phrase) -> bool {
    let longer: Vec<&str> = longer.split(' ').collect();
    let before = longer
        .join(" ")
        .find(phrase.words)
        .map_or(0, |found| longer.join(" ")[..found].split_whitespace().count());
    at.checked_sub(before).is_some_and(|from| fits(words, from, &longer))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, source: &str) -> Vec<(usize, String)> {
        let mut problems = Vec::new();
        check(&[SourceFile { path: path.into(), text: source.to_owned() }], &mut problems);
        problems.into_iter().map(|problem| (problem.line, problem.message)).collect()
    }

    /// The phrase as text: what it asks for in place of `…` is a placeholder.
    fn written(phrase: &Phrase) -> String {
        phrase.words.replace('…', "`x`")
    }

    #[test]
    fn every_phrase_is_found() {
        for phrase in PHRASES {
            let text = written(phrase);
            for source in [
                format!("fn f() {{ report(\"so {text} then\") }}"),
                format!("/// So {text}\n/// there.\npub fn f() {{}}"),
                format!("let x = \"{}\";", text.replacen(' ', " \\\n    ", 1)),
            ] {
                let found = found("codegen/src/emit/a.rs", &source);
                assert!(
                    found.iter().any(|(_, message)| message.contains(phrase.words)),
                    "{source}: {found:?}"
                );
            }
            let mut problems = Vec::new();
            check_document("a.md", &format!("a\n{text}\n```\n{text}\n```\n"), &mut problems);
            let lines =
                problems.iter().filter(|problem| problem.message.contains(phrase.words)).map(|p| p.line);
            assert_eq!(lines.collect::<Vec<_>>(), [2], "{text}");
        }
    }

    #[test]
    fn what_holds_a_phrase_and_is_good_english_passes() {
        for phrase in PHRASES {
            for text in phrase.except {
                assert_eq!(found("xtask/src/a.rs", &format!("let x = \"a {text} b\";")), [], "{text}");
            }
        }
        assert_eq!(
            found("xtask/src/a.rs", "let x = \"this is normal, is not, the members\"; // is no\n"),
            []
        );
    }

    #[test]
    fn the_line_is_that_of_the_phrase() {
        let source = "let a = 1;\nlet b = \"c \\\n  d is no \\\n  e\";\n";
        assert_eq!(found("xtask/src/a.rs", source).first().map(|found| found.0), Some(3));
    }

    #[test]
    fn tests_and_other_crates_are_left_alone() {
        let source = "#[cfg(test)]\nmod tests {\n    const A: &str = \"is no x\";\n}\n";
        assert_eq!(found("codegen/src/emit/a.rs", source), []);
        assert_eq!(found("codegen/src/emit/tests/a.rs", "const A: &str = \"is no x\";"), []);
        assert_eq!(found("tests/wire/a.rs", "const A: &str = \"is no x\";"), []);
        assert_eq!(
            found("codegen/src/a.rs", "#[cfg(test)]\nmod tests;\nconst A: &str = \"is no x\";").len(),
            1
        );
    }
}
