//! One schema and one value: the keywords that hold for any kind of value.

use crate::diag::Pointer;
use crate::load::{Map, Node};
use crate::schema::resolve_step;

use super::Reason;
use super::equality::equal;

/// Schemas applied inside one another, references included.
const DEEPEST: usize = 120;

/// Schemas applied in all; branches of branches can be exponentially many.
const MOST_STEPS: usize = 50_000;

/// A judgement at work.
pub(super) struct Validator<'n> {
    root: &'n Node,
    steps: usize,
}

/// What a keyword looks at: the schema, the value, and where both stand.
#[derive(Clone, Copy)]
pub(super) struct Case<'c> {
    pub(super) schema: &'c Map,
    pub(super) at: &'c Pointer,
    pub(super) value: &'c Node,
    pub(super) place: &'c Pointer,
    pub(super) depth: usize,
}

impl Case<'_> {
    /// The judgement that the keyword does not allow the value.
    pub(super) fn fail(&self, message: impl Into<String>) -> Result<(), Reason> {
        Err(Reason { schema: self.at.clone(), value: self.place.clone(), message: message.into() })
    }
}

impl<'n> Validator<'n> {
    pub(super) fn new(root: &'n Node) -> Self {
        Self { root, steps: 0 }
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
        self.steps += 1;
        let fail = |message: &str| {
            Err(Reason { schema: at.clone(), value: place.clone(), message: message.to_owned() })
        };
        if depth > DEEPEST || self.steps > MOST_STEPS {
            return fail("judging the value takes too long");
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
        literals(case)?;
        self.branches(case)?;
        self.conditions(case)?;
        match value {
            Node::Map(members) => self.object(case, members),
            Node::List(items) => self.array(case, items),
            Node::String(text) => super::scalar::text(case, text),
            Node::Number(number) => super::scalar::number(case, number),
            Node::Null | Node::Bool(_) => Ok(()),
        }
    }

    /// Whether the schema under `key` of a keyword allows the very value that the case is about.
    pub(super) fn check_same(&mut self, case: Case<'_>, node: &Node, at: &Pointer) -> Result<(), Reason> {
        self.check(node, at, case.value, case.place, case.depth + 1)
    }

    /// What stands behind the reference of a schema, and where.
    pub(super) fn target(&self, schema: &Map) -> Option<(Pointer, &'n Node)> {
        let reference = schema.get("$ref").or_else(|| schema.get("$dynamicRef"))?.as_str()?;
        let at = resolve_step(self.root, reference).ok()?;
        let node = self.root.at(&at)?;
        Some((at, node))
    }

    fn reference(&mut self, case: Case<'_>) -> Result<(), Reason> {
        if case.schema.get("$ref").and_then(Node::as_str).is_none()
            && case.schema.get("$dynamicRef").and_then(Node::as_str).is_none()
        {
            return Ok(());
        }
        match self.target(case.schema) {
            Some((at, node)) => self.check_same(case, node, &at),
            None => case.fail("the reference leads nowhere"),
        }
    }

    fn branches(&mut self, case: Case<'_>) -> Result<(), Reason> {
        for key in ["allOf", "anyOf", "oneOf"] {
            let Some(branches) = case.schema.get(key).and_then(Node::as_list) else { continue };
            let at = case.at.key(key);
            let mut met = 0;
            let mut first = None;
            for (position, branch) in branches.iter().enumerate() {
                match self.check_same(case, branch, &at.index(position)) {
                    Ok(()) => met += 1,
                    Err(reason) if key == "allOf" => return Err(reason),
                    Err(reason) => {
                        first.get_or_insert(reason);
                    }
                }
                if key == "anyOf" && met > 0 {
                    break;
                }
            }
            match (key, met, first) {
                ("anyOf" | "oneOf", 0, Some(reason)) if branches.len() == 1 => return Err(reason),
                ("anyOf" | "oneOf", 0, Some(_)) => {
                    return case.fail(format!("no branch of `{key}` allows it"));
                }
                ("oneOf", 2.., _) => {
                    return case.fail(format!("{met} branches of `oneOf` allow it, not one"));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn conditions(&mut self, case: Case<'_>) -> Result<(), Reason> {
        if let Some(not) = case.schema.get("not")
            && self.check_same(case, not, &case.at.key("not")).is_ok()
        {
            return case.fail("`not` excludes it");
        }
        if let Some(condition) = case.schema.get("if") {
            let key =
                if self.check_same(case, condition, &case.at.key("if")).is_ok() { "then" } else { "else" };
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
fn kind(case: Case<'_>) -> Result<(), Reason> {
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
            || (*word == "integer" && super::scalar::is_whole(case.value))
    });
    if met { Ok(()) } else { case.fail(format!("it is {found}, not {}", words.join(" or "))) }
}

/// `enum` and `const`.
fn literals(case: Case<'_>) -> Result<(), Reason> {
    if let Some(members) = case.schema.get("enum").and_then(Node::as_list)
        && !members.iter().any(|member| equal(member, case.value))
    {
        return case.fail("it is none of the values of `enum`");
    }
    if let Some(constant) = case.schema.get("const")
        && !equal(constant, case.value)
    {
        return case.fail("it is not the value of `const`");
    }
    Ok(())
}
