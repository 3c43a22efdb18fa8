//! Words → one name, in the case of what it names.

/// How the words of a name are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `AgentConfig`: types, variants, traits.
    Pascal,
    /// `agent_config`: fields, methods, modules, features.
    Snake,
    /// `AGENT_CONFIG`: statics, const parameters.
    Screaming,
}

/// The words as one name. Between two digits stands nothing in Pascal case (`Gpt41`), or `_` where `apart`.
pub(super) fn join(words: &[String], case: Case, apart: bool) -> String {
    let mut name = String::with_capacity(words.iter().map(|word| word.len() + 1).sum());
    for word in words {
        if case == Case::Pascal {
            let digits = apart && name.ends_with(char::is_numeric) && word.starts_with(char::is_numeric);
            if digits {
                name.push('_');
            }
            push_capitalised(&mut name, word);
            continue;
        }
        if !name.is_empty() {
            name.push('_');
        }
        if case == Case::Snake {
            name.extend(word.chars().flat_map(char::to_lowercase));
        } else {
            name.extend(word.chars().flat_map(char::to_uppercase));
        }
    }
    name
}

fn push_capitalised(name: &mut String, word: &str) {
    let mut characters = word.chars();
    if let Some(first) = characters.next() {
        name.extend(first.to_uppercase());
    }
    name.extend(characters.flat_map(char::to_lowercase));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case() {
        let words: Vec<String> = ["gpt", "4", "1", "mini", "LLM"].map(str::to_owned).to_vec();
        assert_eq!(join(&words, Case::Pascal, false), "Gpt41MiniLlm");
        assert_eq!(join(&words, Case::Pascal, true), "Gpt4_1MiniLlm");
        assert_eq!(join(&words, Case::Snake, false), "gpt_4_1_mini_llm");
        assert_eq!(join(&words, Case::Screaming, false), "GPT_4_1_MINI_LLM");
    }
}
