//! Words → one name, in the case of what it names.

use std::fmt::Write as _;

use deunicode::deunicode_char;

/// How the words of a name are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `AgentConfig`: types, variants, traits.
    Pascal,
    /// `agent_config`: fields, methods.
    Snake,
    /// `agent_config` in ASCII: modules and features. A module is a file, whose name Rust wants in ASCII, and registries
    /// want the same of features.
    File,
    /// `AGENT_CONFIG`: statics, const parameters.
    Screaming,
}

/// The words as one name. Between two digits stands `_` in Pascal case too (`Gpt4_1`): `gpt-4.1` is not `gpt-41`, and
/// dates can be read.
pub(super) fn join(words: &[String], case: Case) -> String {
    let mut name = String::with_capacity(words.iter().map(|word| word.len() + 1).sum());
    for word in words {
        if case == Case::Pascal {
            if name.ends_with(char::is_numeric) && word.starts_with(char::is_numeric) {
                name.push('_');
            }
            push_capitalised(&mut name, word);
            continue;
        }
        if !name.is_empty() {
            name.push('_');
        }
        if case == Case::Screaming {
            push_upper(&mut name, word);
        } else {
            push_lower(&mut name, word);
        }
    }
    if case == Case::File && !name.is_ascii() { in_ascii(&name) } else { name }
}

/// `größe` becomes `grosse` and `用户` becomes `yong_hu`; a character that has no such spelling is its number.
/// It begins with a letter in any case.
fn in_ascii(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for character in name.chars() {
        let Some(spelled) = deunicode_char(character) else {
            let _ = write!(plain, "u{:04x}", u32::from(character));
            continue;
        };
        for spelled in spelled.chars() {
            if spelled.is_ascii_alphanumeric() {
                plain.push(spelled.to_ascii_lowercase());
            } else if !plain.is_empty() && !plain.ends_with('_') {
                plain.push('_');
            }
        }
    }
    plain.truncate(plain.trim_end_matches('_').len());
    if !plain.starts_with(|first: char| first.is_ascii_alphabetic()) {
        plain.insert(0, 'n');
    }
    plain
}

fn push_capitalised(name: &mut String, word: &str) {
    let mut characters = word.chars();
    if let Some(first) = characters.next() {
        name.extend(first.to_uppercase());
    }
    push_lower(name, characters.as_str());
}

/// In lower case, character by character: nothing depends on what is around it.
fn push_lower(name: &mut String, word: &str) {
    if word.is_ascii() {
        name.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
    } else {
        name.extend(word.chars().flat_map(char::to_lowercase));
    }
}

fn push_upper(name: &mut String, word: &str) {
    if word.is_ascii() {
        name.extend(word.chars().map(|letter| letter.to_ascii_uppercase()));
    } else {
        name.extend(word.chars().flat_map(char::to_uppercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case() {
        let words: Vec<String> = ["gpt", "4", "1", "mini", "LLM"].map(str::to_owned).to_vec();
        assert_eq!(join(&words, Case::Pascal), "Gpt4_1MiniLlm");
        assert_eq!(join(&words, Case::Snake), "gpt_4_1_mini_llm");
        assert_eq!(join(&words, Case::File), "gpt_4_1_mini_llm");
        assert_eq!(join(&words, Case::Screaming), "GPT_4_1_MINI_LLM");
    }

    #[test]
    fn files_have_names_in_ascii() {
        for (text, name) in [
            ("Grünstrom", "grunstrom"),
            ("Größe", "grosse"),
            ("用户", "yong_hu"),
            ("ﬁle", "file"),
            ("été_å", "ete_a"),
            ("e\u{301}", "e"),
            ("\u{1d3ff}", "u1d3ff"),
            ("〇", "n0"),
            ("\u{301}", "n"),
        ] {
            assert_eq!(join(&[text.to_owned()], Case::File), name, "{text}");
        }
    }
}
