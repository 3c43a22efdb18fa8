//! Objects: what is required, then what else there is room for.

use codegen::diag::Pointer;
use codegen::load::{Map, Node};

use super::view::View;
use super::{Case, Sampler, pattern, text};

impl Sampler<'_> {
    pub(super) fn object(&mut self, view: &View, case: Case) -> Node {
        let mut members = Map::new();
        let most = view.count("maxProperties").unwrap_or(usize::MAX);
        for (name, places) in &view.properties {
            let is_required = view.required.contains(name);
            if !is_required && (case.lean || self.leaves_out(places)) {
                continue;
            }
            let (value, conforms) = self.make(places, case.inside(name));
            // What cannot be made is left out where that is allowed.
            if is_required || (conforms && members.len() < most) {
                members.insert(name.clone(), value);
            }
            if is_required && !conforms && case.lean {
                // No other member can mend that, and each would look as far.
                return Node::Map(members);
            }
        }
        for name in &view.required {
            if !members.contains_key(name) {
                let places = self.places_of(view, name);
                let (value, _) = self.make(&places, case.inside(name));
                members.insert(name.clone(), value);
            }
        }
        let least = view.count("minProperties").unwrap_or(0).min(100);
        let wanted = if view.properties.is_empty() && !case.lean && !view.rest.is_empty() {
            least.max(1)
        } else {
            least
        };
        for number in 0..wanted.saturating_mul(2) {
            if members.len() >= wanted.min(most) {
                break;
            }
            let inside = case.inside(&number.to_string());
            let name = self.new_name(view, inside);
            let places = self.places_of(view, &name);
            let (value, conforms) = self.make(&places, inside);
            if conforms || members.len() < least {
                members.entry(name).or_insert(value);
            }
        }
        Node::Map(members)
    }

    /// The schemas of a member that is not a property.
    fn places_of(&self, view: &View, name: &str) -> Vec<Pointer> {
        let named = view.properties.iter().find(|(known, _)| known == name);
        if let Some((_, places)) = named {
            return places.clone();
        }
        let matched = view
            .patterned
            .iter()
            .filter(|(expression, _)| self.judge.matches(expression, name) == Some(true));
        let matched: Vec<Pointer> = matched.map(|(_, place)| place.clone()).collect();
        if matched.is_empty() { view.rest.clone() } else { matched }
    }

    fn new_name(&mut self, view: &View, case: Case) -> String {
        if !view.property_names.is_empty()
            && let (Node::String(name), _) = self.make(&view.property_names, case.inside("name"))
        {
            return name;
        }
        let optional =
            view.properties.iter().map(|(name, _)| name).find(|name| !view.required.contains(name));
        if let (true, Some(name)) = (case.lean, optional) {
            return name.clone();
        }
        match view.patterned.first().filter(|_| view.closed || view.rest.is_empty()) {
            Some((expression, _)) => self.matching_name(expression, case),
            None => text::word(case.random).to_owned(),
        }
    }
    /// A name that an expression matches; one without an end leaves room for a word, which keeps names apart.
    fn matching_name(&self, expression: &str, case: Case) -> String {
        let name = pattern::matching(expression, case.random).unwrap_or_default();
        let longer = format!("{name}{}", text::word(case.random));
        if self.judge.matches(expression, &longer) == Some(true) { longer } else { name }
    }
}
