//! Text and numbers against their limits.

use crate::load::Node;
use crate::schema::value::as_count;

use super::case::Case;
use super::reason::Reason;
use super::validator::Validator;

impl Validator<'_> {
    /// `minLength`, `maxLength` and `pattern`.
    pub(super) fn text(&mut self, case: Case<'_>, text: &str) -> Result<(), Reason> {
        self.settle(within(case, text.chars().count(), "minLength", "maxLength", "characters"))?;
        if let Some(pattern) = case.schema.get("pattern").and_then(Node::as_str)
            && self.matches(pattern, text) == Some(false)
        {
            return case.fail(format!("it does not match `{pattern}`"));
        }
        Ok(())
    }

    /// `format`, where the caller judges it.
    pub(super) fn format(&self, case: Case<'_>) -> Result<(), Reason> {
        match case.schema.get("format").and_then(Node::as_str) {
            Some(format) if self.has_format(format, case.value) == Some(false) => {
                case.fail(format!("it is not a valid `{format}`"))
            }
            _ => Ok(()),
        }
    }
}

/// Whether a length lies between the limits under two keywords.
pub(super) fn within(case: Case<'_>, length: usize, least: &str, most: &str, of: &str) -> Result<(), Reason> {
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    let bound = |key: &str| case.schema.get(key).and_then(as_count);
    if bound(least).is_some_and(|least| length < least) {
        return case.fail(format!("it has too few {of}: {length}"));
    }
    if bound(most).is_some_and(|most| length > most) {
        return case.fail(format!("it has too many {of}: {length}"));
    }
    Ok(())
}
