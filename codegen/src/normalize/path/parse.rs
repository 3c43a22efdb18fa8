//! Text → query.
//!
//! As RFC 9535 has it, with one thing more: a name behind a dot may hold `-` and `$` and begin with a digit. Authors of
//! overlays write `$.paths.*.get.responses.200` and `$.info.x-audience`, and it can mean nothing else.

mod scalar;

use super::model::{Comparison, Inner, Logic, Operand, Query, Segment, Selector};
use crate::load::Node;

/// Filters may hold filters; hostile ones would recurse without end.
const MOST_DEPTH: usize = 24;

/// What may stand between the parts of a query.
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

type Parsed<T> = Result<T, String>;

pub(super) fn parse(text: &str) -> Parsed<Query> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    if !parser.eat("$") {
        return Err("a query starts with `$`".to_owned());
    }
    let segments = parser.segments()?;
    if parser.at < parser.text.len() {
        return Err(parser.unexpected());
    }
    Ok(Query { segments })
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(SPACE).len();
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Parsed<()> {
        self.space();
        if self.eat(token) { Ok(()) } else { Err(format!("expected `{token}`, found {}", self.unexpected())) }
    }

    fn unexpected(&self) -> String {
        let rest: String = self.rest().chars().take(12).collect();
        if rest.is_empty() {
            "the end of the query".to_owned()
        } else {
            format!("`{rest}` at character {}", self.text[..self.at].chars().count() + 1)
        }
    }

    fn segments(&mut self) -> Parsed<Vec<Segment>> {
        let mut segments = Vec::new();
        loop {
            let before = self.at;
            self.space();
            if self.eat("..") {
                segments.push(Segment { descendant: true, selectors: self.after_dot(true)? });
            } else if self.eat(".") {
                segments.push(Segment { descendant: false, selectors: self.after_dot(false)? });
            } else if self.peek() == Some('[') {
                segments.push(Segment { descendant: false, selectors: self.brackets()? });
            } else {
                self.at = before;
                return Ok(segments);
            }
        }
    }

    fn after_dot(&mut self, brackets: bool) -> Parsed<Vec<Selector>> {
        if brackets && self.peek() == Some('[') {
            return self.brackets();
        }
        if self.eat("*") {
            return Ok(vec![Selector::Wildcard]);
        }
        let name: String = self
            .rest()
            .chars()
            .take_while(|character| {
                character.is_alphanumeric() || matches!(character, '_' | '-' | '$') || !character.is_ascii()
            })
            .collect();
        if name.is_empty() {
            return Err(format!("expected a name or `*` after the dot, found {}", self.unexpected()));
        }
        self.at += name.len();
        Ok(vec![Selector::Name(name)])
    }

    fn brackets(&mut self) -> Parsed<Vec<Selector>> {
        self.expect("[")?;
        let mut selectors = Vec::new();
        loop {
            self.space();
            selectors.push(self.selector()?);
            self.space();
            if self.eat("]") {
                return Ok(selectors);
            }
            self.expect(",")?;
        }
    }

    fn selector(&mut self) -> Parsed<Selector> {
        match self.peek() {
            Some('*') => {
                self.at += 1;
                Ok(Selector::Wildcard)
            }
            Some('\'' | '"') => Ok(Selector::Name(self.quoted()?)),
            Some('?') => {
                self.at += 1;
                Ok(Selector::Filter(self.nested(Self::any)?))
            }
            _ => self.index_or_slice(),
        }
    }

    fn index_or_slice(&mut self) -> Parsed<Selector> {
        let start = self.integer()?;
        self.space();
        if !self.eat(":") {
            let error =
                || format!("expected a name in quotes, an index, `*` or `?`, found {}", self.unexpected());
            return start.map(Selector::Index).ok_or_else(error);
        }
        self.space();
        let end = self.integer()?;
        self.space();
        let step = if self.eat(":") {
            self.space();
            self.integer()?.unwrap_or(1)
        } else {
            1
        };
        Ok(Selector::Slice { start, end, step })
    }

    fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MOST_DEPTH {
            return Err("filters are nested too deeply".to_owned());
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn any(&mut self) -> Parsed<Logic> {
        let mut alternatives = vec![self.all()?];
        loop {
            self.space();
            if !self.eat("||") {
                break;
            }
            alternatives.push(self.all()?);
        }
        Ok(if alternatives.len() == 1 { alternatives.remove(0) } else { Logic::Any(alternatives) })
    }

    fn all(&mut self) -> Parsed<Logic> {
        let mut conditions = vec![self.condition()?];
        loop {
            self.space();
            if !self.eat("&&") {
                break;
            }
            conditions.push(self.condition()?);
        }
        Ok(if conditions.len() == 1 { conditions.remove(0) } else { Logic::All(conditions) })
    }

    fn condition(&mut self) -> Parsed<Logic> {
        self.space();
        let is_negated = self.peek() == Some('!');
        if is_negated {
            self.at += 1;
            self.space();
        }
        let condition = if self.eat("(") {
            let inner = self.nested(Self::any)?;
            self.expect(")")?;
            inner
        } else {
            let inner = self.test_or_comparison()?;
            if is_negated && matches!(inner, Logic::Compare(..)) {
                return Err(
                    "`!` stands before a query, a function or parentheses, as in `!(@.a == 1)`".to_owned()
                );
            }
            inner
        };
        Ok(if is_negated { Logic::Not(Box::new(condition)) } else { condition })
    }

    fn test_or_comparison(&mut self) -> Parsed<Logic> {
        if let Some(whole) = self.test() {
            return self.matches(whole);
        }
        let left = self.operand()?;
        self.space();
        let comparisons = [
            ("==", Comparison::Equal),
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        for (token, comparison) in comparisons {
            if self.eat(token) {
                let right = self.operand()?;
                return Ok(Logic::Compare(single(left)?, comparison, single(right)?));
            }
        }
        match left {
            Operand::Query(query) => Ok(Logic::Exists(query)),
            _ => Err(format!("expected a comparison such as `==`, found {}", self.unexpected())),
        }
    }

    /// Whether a function follows that is a condition by itself: `match` (with `true`) or `search`.
    fn test(&mut self) -> Option<bool> {
        [("match(", true), ("search(", false)]
            .into_iter()
            .find_map(|(call, whole)| self.eat(call).then_some(whole))
    }

    /// The arguments of `match` and `search`.
    fn matches(&mut self, whole: bool) -> Parsed<Logic> {
        let text = self.nested(Self::operand)?;
        self.expect(",")?;
        let expression = self.nested(Self::operand)?;
        self.expect(")")?;
        self.space();
        if ["==", "!=", "<", ">"].iter().any(|token| self.rest().starts_with(token)) {
            return Err("`match` and `search` are conditions and cannot be compared".to_owned());
        }
        Ok(Logic::Matches { whole, text: single(text)?, expression: single(expression)? })
    }

    fn operand(&mut self) -> Parsed<Operand> {
        self.space();
        match self.peek() {
            Some('@' | '$') => Ok(Operand::Query(self.inner()?)),
            Some('\'' | '"') => Ok(Operand::Literal(Node::String(self.quoted()?))),
            Some(first) if first == '-' || first.is_ascii_digit() => self.number(),
            _ => self.word(),
        }
    }

    /// The query that is the only argument of a function.
    fn argument(&mut self) -> Parsed<Inner> {
        self.open()?;
        self.space();
        let inner = self.inner()?;
        self.expect(")")?;
        Ok(inner)
    }

    /// The parenthesis of a function, right behind its name.
    fn open(&mut self) -> Parsed<()> {
        if self.eat("(") { Ok(()) } else { Err(format!("expected `(`, but {}", self.unexpected())) }
    }

    fn inner(&mut self) -> Parsed<Inner> {
        let from_root = self.peek() == Some('$');
        if !from_root && self.peek() != Some('@') {
            return Err(format!("expected `@` or `$`, found {}", self.unexpected()));
        }
        self.at += 1;
        Ok(Inner { from_root, segments: self.nested(Self::segments)? })
    }

    fn word(&mut self) -> Parsed<Operand> {
        let is_of_word = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
        let word: String = self.rest().chars().take_while(is_of_word).collect();
        let start = self.at;
        self.at += word.len();
        match word.as_str() {
            "true" => Ok(Operand::Literal(Node::Bool(true))),
            "false" => Ok(Operand::Literal(Node::Bool(false))),
            "null" => Ok(Operand::Literal(Node::Null)),
            "length" => {
                self.open()?;
                let inner = self.nested(Self::operand)?;
                self.expect(")")?;
                Ok(Operand::Length(Box::new(single(inner)?)))
            }
            "count" => Ok(Operand::Count(self.argument()?)),
            "value" => Ok(Operand::Value(self.argument()?)),
            "match" | "search" => {
                Err(format!("`{word}` is a condition, not a value: write `?{word}(@.name, 'a.*')`"))
            }
            _ if self.peek() == Some('(') => Err(format!(
                "`{word}` is not a function of RFC 9535, which has `length`, `count`, `value`, `match` and `search`"
            )),
            _ => {
                self.at = start;
                Err(format!("expected a value or a query, found {}", self.unexpected()))
            }
        }
    }
}

/// What one value can be compared with: no query that may select several.
fn single(operand: Operand) -> Parsed<Operand> {
    let is_single = match &operand {
        Operand::Query(query) => query.segments.iter().all(|segment| {
            !segment.descendant && matches!(segment.selectors[..], [Selector::Name(_) | Selector::Index(_)])
        }),
        _ => true,
    };
    is_single.then_some(operand).ok_or_else(|| {
        "a query that may select several values cannot be compared; `value(…)` takes the only one, `count(…)` counts them"
            .to_owned()
    })
}
