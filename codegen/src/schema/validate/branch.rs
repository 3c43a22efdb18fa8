//! `allOf`, `anyOf` and `oneOf`: which branches allow a value, and which one was meant if none does.

use crate::diag::Pointer;
use crate::load::Node;

use super::case::Case;
use super::reason::Reason;
use super::validator::{NOT_CONSTANT, NOT_LISTED, Validator, kind};

/// References that are followed to learn what kind of value a branch wants.
const MOST_HOPS: usize = 10;

impl Validator<'_> {
    pub(super) fn branches(&mut self, case: Case<'_>) -> Result<(), Reason> {
        for key in ["allOf", "anyOf", "oneOf"] {
            let Some(branches) = case.schema.get(key).and_then(Node::as_list) else { continue };
            let at = case.at.key(key);
            if key == "allOf" {
                for (position, branch) in branches.iter().enumerate() {
                    self.check_same(case, branch, &at.index(position))?;
                }
                continue;
            }
            let found = self.choice(case, key, branches, &at);
            self.settle(found)?;
        }
        Ok(())
    }

    /// `anyOf` and `oneOf`.
    fn choice(&mut self, case: Case<'_>, key: &str, branches: &[Node], at: &Pointer) -> Result<(), Reason> {
        let mut met = 0;
        let mut reasons = Vec::new();
        for (position, branch) in branches.iter().enumerate() {
            match self.tried(|tried| tried.check_same(case, branch, &at.index(position))) {
                Ok(()) => met += 1,
                Err(reason) => reasons.push((position, reason)),
            }
            if key == "anyOf" && met > 0 {
                break;
            }
        }
        if met == 0 && reasons.len() > 1 {
            return match self.meant(case, branches, &reasons).filter(|_| self.gathers()) {
                Some(position) => self.check_same(case, &branches[position], &at.index(position)),
                None => case.fail(format!("no branch of `{key}` allows it")),
            };
        }
        match reasons.pop() {
            Some((position, _)) if met == 0 && self.gathers() => {
                self.check_same(case, &branches[position], &at.index(position))
            }
            Some((_, reason)) if met == 0 => Err(reason),
            _ if met > 1 && key == "oneOf" => {
                case.fail(format!("{met} branches of `oneOf` allow it, not one"))
            }
            _ => Ok(()),
        }
    }

    /// The branch that is evidently meant: the only one for values of this kind, or else the only one that the value
    /// follows furthest. A branch that its own constant rules out is not meant.
    fn meant(&self, case: Case<'_>, branches: &[Node], reasons: &[(usize, Reason)]) -> Option<usize> {
        let fitting: Vec<_> =
            reasons.iter().filter(|(at, _)| self.takes_kind(case, &branches[*at])).collect();
        if let [(position, _)] = fitting[..] {
            return Some(*position);
        }
        let ruled_out = |reason: &Reason| {
            reason.value != *case.place && [NOT_LISTED, NOT_CONSTANT].contains(&&*reason.message)
        };
        let open: Vec<_> = fitting.iter().copied().filter(|(_, reason)| !ruled_out(reason)).collect();
        let left = if open.is_empty() { fitting } else { open };
        let furthest = left.iter().map(|(_, reason)| reason.value.tokens().count()).max()?;
        let mut first = left.iter().filter(|(_, reason)| reason.value.tokens().count() == furthest);
        match (first.next(), first.next()) {
            (Some((position, _)), None) => Some(*position),
            _ => None,
        }
    }

    /// Whether `type` of a branch, behind its references, allows the kind of the value.
    fn takes_kind(&self, case: Case<'_>, branch: &Node) -> bool {
        let mut node = branch;
        for _ in 0..MOST_HOPS {
            let Some(schema) = node.as_map() else { return *node != Node::Bool(false) };
            if kind(Case { schema, ..case }).is_err() {
                return false;
            }
            match self.target(schema) {
                Some((_, target)) => node = target,
                None => return true,
            }
        }
        true
    }
}
