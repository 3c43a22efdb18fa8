//! Lists: their items, one by one and together.

use crate::load::Node;
use crate::schema::value::as_count;

use super::case::Case;
use super::equality::equal;
use super::reason::Reason;
use super::scalar::within;
use super::validator::Validator;

/// Longer lists are not compared item with item.
const LONGEST_UNIQUE: usize = 500;

impl Validator<'_> {
    pub(super) fn array(&mut self, case: Case<'_>, items: &[Node]) -> Result<(), Reason> {
        self.settle(within(case, items.len(), "minItems", "maxItems", "items"))?;
        self.items(case, items)?;
        let contained = self.contains(case, items);
        self.settle(contained)?;
        if case.schema.get("uniqueItems").and_then(Node::as_bool) == Some(true)
            && items.len() <= LONGEST_UNIQUE
            && items
                .iter()
                .enumerate()
                .any(|(position, item)| items[..position].iter().any(|other| equal(item, other)))
        {
            self.settle(case.fail("two of its items are equal"))?;
        }
        self.unevaluated_items(case, items)
    }

    fn items(&mut self, case: Case<'_>, items: &[Node]) -> Result<(), Reason> {
        // Before 2020-12 the list was under `items`, and what follows it under `additionalItems`.
        let (list, rest) = match case.schema.get("items") {
            Some(Node::List(_)) => ("items", "additionalItems"),
            _ => ("prefixItems", "items"),
        };
        let first = case.schema.get(list).and_then(Node::as_list).unwrap_or_default();
        for (position, item) in items.iter().enumerate() {
            let place = case.place.index(position);
            if let Some(schema) = first.get(position) {
                self.check(schema, &case.at.key(list).index(position), item, &place, case.depth + 1)?;
            } else if let Some(schema) = case.schema.get(rest) {
                self.check(schema, &case.at.key(rest), item, &place, case.depth + 1)?;
            }
        }
        Ok(())
    }

    fn contains(&mut self, case: Case<'_>, items: &[Node]) -> Result<(), Reason> {
        let Some(wanted) = case.schema.get("contains") else { return Ok(()) };
        let at = case.at.key("contains");
        let mut found = 0_u64;
        for position in 0..items.len() {
            found += u64::from(self.is_contained(case, wanted, &at, position));
        }
        let bound = |key: &str| case.schema.get(key).and_then(as_count);
        if found < bound("minContains").unwrap_or(1) || bound("maxContains").is_some_and(|most| found > most)
        {
            return case.fail(format!("{found} of its items match `contains`"));
        }
        Ok(())
    }

    fn unevaluated_items(&mut self, case: Case<'_>, items: &[Node]) -> Result<(), Reason> {
        let Some(rest) = case.schema.get("unevaluatedItems") else { return Ok(()) };
        let known = self.evaluated(case);
        let at = case.at.key("unevaluatedItems");
        let rest_of_items = items.iter().enumerate().skip(known.items);
        for (position, item) in rest_of_items.filter(|(position, _)| !known.contained.contains(position)) {
            self.check(rest, &at, item, &case.place.index(position), case.depth + 1)?;
        }
        Ok(())
    }
}
