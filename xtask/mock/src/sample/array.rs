//! Lists: as many items as are demanded, and one more than none.

use codegen::load::Node;

use super::view::View;
use super::{Case, Sampler};

/// More items are never made, even if more are demanded.
const MOST_ITEMS: usize = 1_000;

impl Sampler<'_> {
    pub(super) fn array(&mut self, view: &View, case: Case) -> Node {
        let least = view.count("minItems").unwrap_or(0);
        let most = view.count("maxItems").unwrap_or(usize::MAX);
        let wanted = if case.lean { least } else { least.max(1) };
        let wanted = wanted.max(view.prefix.len()).min(most).min(MOST_ITEMS);
        let mut items: Vec<Node> = Vec::new();
        // Equal items are made anew, for a while.
        for number in 0..wanted.saturating_mul(4) {
            if items.len() >= wanted {
                break;
            }
            let places = view.prefix.get(items.len()).unwrap_or(&view.items).clone();
            // Once items have turned out equal, listed values are gone through one by one.
            let name = if number < wanted { number.to_string() } else { "again".to_owned() };
            let (item, conforms) = self.make(&places, Case { turn: number, ..case.inside(&name) });
            let is_needed = items.len() < least.max(view.prefix.len());
            if !conforms && !is_needed {
                break;
            }
            if !(view.unique && items.contains(&item)) {
                items.push(item);
            }
        }
        Node::List(items)
    }
}
