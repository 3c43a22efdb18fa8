//! One schema and one value: the keywords that hold for any kind of value.

use crate::diag::Pointer;
use crate::load::{Map, Node};
use crate::schema::resolve_step;

use super::case::Case;
use super::equality::equal;
use super::pattern::matches;
use super::reason::{Assertions, Reason};

/// Schemas applied inside one another, references included.
const DEEPEST: usize = 120;

/// Schemas applied in all; branches of branches can be exponentially many.
const MOST_STEPS: usize = 50_000;

/// The same where all reasons are wanted: then the value came over a wire and is as large as its sender likes.
const MOST_STEPS_FOR_ALL: usize = 2_000_000;

/// Reasons that are gathered; nobody reads more.
const MOST_REASONS: usize = 100;

/// What fails `enum`.
pub(super) const NOT_LISTED: &str = "it is none of the values of `enum`";

/// What fails `const`.
pub(super) const NOT_CONSTANT: &str = "it is not the value of `const`";

/// A judgement at work.
pub(super) struct Validator<'n> {
    root: &'n Node,
    steps: usize,
    most_steps: usize,
    assertions: Option<Assertions<'n>>,
    /// The reasons so far, while all are wanted; without it the first one ends the judgement.
    reasons: Option<Vec<Reason>>,
}

impl<'n> Validator<'n> {
    pub(super) fn new(root: &'n Node) -> Self {
        Self { root, steps: 0, most_steps: MOST_STEPS, assertions: None, reasons: None }
    }

    /// A judgement that looks for the branch that was meant, within the limits of one that ends at the first reason.
    pub(super) fn explaining(root: &'n Node) -> Self {
        Self { reasons: Some(Vec::new()), ..Self::new(root) }
    }

    /// A judgement that goes on after the first reason.
    pub(super) fn gathering(root: &'n Node, assertions: Assertions<'n>) -> Self {
        let most_steps = MOST_STEPS_FOR_ALL;
        Self { root, steps: 0, most_steps, assertions: Some(assertions), reasons: Some(Vec::new()) }
    }

    /// What was gathered.
    pub(super) fn gathered(self) -> Vec<Reason> {
        self.reasons.unwrap_or_default()
    }

    /// Whether all reasons are wanted at this point.
    pub(super) fn gathers(&self) -> bool {
        self.reasons.is_some()
    }

    /// Ends the judgement with a reason, or keeps the reason and goes on.
    pub(super) fn settle(&mut self, found: Result<(), Reason>) -> Result<(), Reason> {
        let Some(reasons) = &mut self.reasons else { return found };
        if let Err(reason) = found
            && reasons.len() < MOST_REASONS
            && !reasons.iter().any(|known| known.value == reason.value && known.message == reason.message)
        {
            reasons.push(reason);
        }
        Ok(())
    }

    /// Runs a judgement whose reasons say nothing about the value as a whole, as that of one branch among several.
    pub(super) fn tried<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let reasons = self.reasons.take();
        let result = run(self);
        self.reasons = reasons;
        result
    }

    /// Whether text matches an expression; `None` where that cannot be said.
    pub(super) fn matches(&self, expression: &str, text: &str) -> Option<bool> {
        matches(expression, text)
            .or_else(|| self.assertions.and_then(|assertions| (assertions.pattern)(expression, text)))
    }

    /// Whether a value has a format; `None` where that cannot be said.
    pub(super) fn has_format(&self, format: &str, value: &Node) -> Option<bool> {
        self.assertions.and_then(|assertions| (assertions.format)(format, value))
    }

    /// The keyword whose required properties may be missing.
    pub(super) fn optional(&self) -> Option<&'static str> {
        self.assertions.and_then(|assertions| assertions.optional)
    }

    /// Whether the schema `node` at `at` allows the value.
    pub(super) fn check(
        &mut self,
        node: &Node,
        at: &Pointer,
        value: &Node,
        place: &Pointer,
        depth: usize,
    ) -> Result<(), Reason> {
        let found = self.keywords(node, at, value, place, depth);
        self.settle(found)
    }

    fn keywords(
        &mut self,
        node: &Node,
        at: &Pointer,
        value: &Node,
        place: &Pointer,
        depth: usize,
    ) -> Result<(), Reason> {
        self.steps += 1;
        let fail = |message: &str| {
            Err(Reason { schema: at.clone(), value: place.clone(), message: message.to_owned() })
        };
        if depth > DEEPEST || self.steps > self.most_steps {
            return fail("validating the value takes too long");
        }
        let schema = match node {
            Node::Map(schema) => schema,
            Node::Bool(false) => return fail("the schema allows no value"),
            _ => return Ok(()),
        };
        let case = Case { schema, at, value, place, depth };
        // Beside a reference, `nullable` says nothing by the letter of 3.0, and yet what its author means.
        if *value == Node::Null && is_nullable(schema) {
            return Ok(());
        }
        self.reference(case)?;
        kind(case)?;
        self.settle(literals(case))?;
        let branches = self.branches(case);
        self.settle(branches)?;
        self.conditions(case)?;
        let format = self.format(case);
        self.settle(format)?;
        match value {
            Node::Map(members) => self.object(case, members),
            Node::List(items) => self.array(case, items),
            Node::String(text) => self.text(case, text),
            Node::Number(number) => super::number::number(case, number),
            Node::Null | Node::Bool(_) => Ok(()),
        }
    }

    /// Whether the schema under `key` of a keyword allows the very value that the case is about.
    pub(super) fn check_same(&mut self, case: Case<'_>, node: &Node, at: &Pointer) -> Result<(), Reason> {
        self.check(node, at, case.value, case.place, case.depth + 1)
    }

    /// The same as a question, whose answer is not a reason by itself.
    pub(super) fn allows_same(&mut self, case: Case<'_>, node: &Node, at: &Pointer) -> bool {
        self.tried(|tried| tried.check_same(case, node, at)).is_ok()
    }

    /// What stands behind the reference of a schema, and where.
    pub(super) fn target(&self, schema: &Map) -> Option<(Pointer, &'n Node)> {
        let reference = schema.get("$ref").and_then(Node::as_str)?;
        let at = resolve_step(self.root, reference).ok()?;
        let node = self.root.at(&at)?;
        Some((at, node))
    }

    fn reference(&mut self, case: Case<'_>) -> Result<(), Reason> {
        if case.schema.get("$ref").and_then(Node::as_str).is_none() {
            return Ok(());
        }
        match self.target(case.schema) {
            Some((at, node)) => self.check_same(case, node, &at),
            None => case.fail("the reference cannot be resolved"),
        }
    }

    fn conditions(&mut self, case: Case<'_>) -> Result<(), Reason> {
        if let Some(not) = case.schema.get("not")
            && self.allows_same(case, not, &case.at.key("not"))
        {
            self.settle(case.fail("`not` excludes it"))?;
        }
        if let Some(condition) = case.schema.get("if") {
            let met = self.allows_same(case, condition, &case.at.key("if"));
            let key = if met { "then" } else { "else" };
            if let Some(consequence) = case.schema.get(key) {
                return self.check_same(case, consequence, &case.at.key(key));
            }
        }
        Ok(())
    }
}

/// The 3.0 way to allow null beside everything else.
fn is_nullable(schema: &Map) -> bool {
    ["nullable", "x-nullable"].iter().any(|key| schema.get(*key).and_then(Node::as_bool) == Some(true))
}

/// `type`; words that name no kind say nothing.
pub(super) fn kind(case: Case<'_>) -> Result<(), Reason> {
    let Some(kinds) = case.schema.get("type") else { return Ok(()) };
    let words: Vec<&str> = match kinds {
        Node::String(word) => vec![word],
        Node::List(words) => words.iter().map(|word| word.as_str().unwrap_or("null")).collect(),
        _ => return Ok(()),
    };
    let known = |word: &&str| crate::schema::JsonKind::from_word(word).is_some();
    if words.is_empty() || !words.iter().all(known) {
        return Ok(());
    }
    let found = case.value.kind();
    let met = words.iter().any(|word| {
        *word == found
            || (*word == "number" && found == "integer")
            || (*word == "integer" && super::number::is_whole(case.value))
    });
    if met { Ok(()) } else { case.fail(format!("it is {found}, not {}", words.join(" or "))) }
}

/// `enum` and `const`.
fn literals(case: Case<'_>) -> Result<(), Reason> {
    if let Some(members) = case.schema.get("enum").and_then(Node::as_list)
        && !members.iter().any(|member| equal(member, case.value))
    {
        return case.fail(NOT_LISTED);
    }
    if let Some(constant) = case.schema.get("const")
        && !equal(constant, case.value)
    {
        return case.fail(NOT_CONSTANT);
    }
    Ok(())
}
