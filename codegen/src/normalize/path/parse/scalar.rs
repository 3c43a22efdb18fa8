//! Indices, strings and numbers within a query.

use super::{Parsed, Parser};
use crate::load::{Node, Number};
use crate::normalize::path::literal::{escaped, is_json_number};
use crate::normalize::path::model::Operand;

/// The largest index: what a float holds exactly.
const MOST_INDEX: i64 = (1 << 53) - 1;

impl Parser<'_> {
    pub(super) fn integer(&mut self) -> Parsed<Option<i64>> {
        let rest = self.rest();
        let unsigned = rest.strip_prefix('-').unwrap_or(rest);
        let digits = unsigned.len() - unsigned.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let text = &rest[..rest.len() - unsigned.len() + digits];
        if text.is_empty() {
            return Ok(None);
        }
        let is_plain = text == "0" || !unsigned.starts_with('0');
        let value = text.parse().ok().filter(|value: &i64| is_plain && value.abs() <= MOST_INDEX);
        let value = value.ok_or_else(|| format!("`{text}` is not a valid index"))?;
        self.at += text.len();
        Ok(Some(value))
    }

    pub(super) fn quoted(&mut self) -> Parsed<String> {
        let Some(quote) = self.peek() else { return Err(self.unexpected()) };
        self.at += 1;
        let mut text = String::new();
        let mut characters = self.text.get(self.at..).unwrap_or_default().char_indices();
        while let Some((offset, character)) = characters.next() {
            if character == quote {
                self.at += offset + 1;
                return Ok(text);
            }
            if character < ' ' {
                return Err(format!("`{}` must be escaped in quotes", character.escape_default()));
            }
            if character != '\\' {
                text.push(character);
                continue;
            }
            match characters.next().map(|(_, escaped)| escaped) {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('r') => text.push('\r'),
                Some('b') => text.push('\u{8}'),
                Some('f') => text.push('\u{c}'),
                Some('u') => text.push(escaped(&mut characters)?),
                Some(plain) if plain == quote || matches!(plain, '\\' | '/') => text.push(plain),
                Some(other) => return Err(format!("`\\{other}` is not a valid escape in these quotes")),
                None => break,
            }
        }
        Err("a quote is not closed".to_owned())
    }

    pub(super) fn number(&mut self) -> Parsed<Operand> {
        let text: String = self
            .rest()
            .chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E'))
            .collect();
        self.at += text.len();
        let number = text.parse().map(Number::Integer).or_else(|_| text.parse().map(Number::Float)).ok();
        number
            .filter(|_| is_json_number(&text))
            .map(|number| Operand::Literal(Node::Number(number)))
            .ok_or_else(|| format!("`{text}` is not a valid number"))
    }
}
