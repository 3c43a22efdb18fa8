//! Which definition leads to which, and in how many steps of a compiler.
//!
//! In: types. Out: edges, and the knots (strongly connected components) that they make.
//! Must never know: what is done about long ways.

use super::walk::types_in;
use super::{Definition, Type, Types};

/// From a definition to one that it names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) target: usize,
    /// How many steps a compiler takes from one to the other, at most. Measured by how many types could be chained before
    /// it gave up, for `Send` of what a future gives: 62 by value, 31 by boxes, 25 by lists and 25 by maps.
    pub(super) steps: usize,
}

/// All edges, by the definition that they start from.
pub(super) struct Graph(Vec<Vec<Edge>>);

/// A type, its option, and the type in it.
const STEPS_BY_VALUE: usize = 2;
const STEPS_OF_BOX: usize = 2;
const STEPS_OF_LIST: usize = 3;
const STEPS_OF_MAP: usize = 3;

impl Graph {
    pub(super) fn of(types: &Types) -> Self {
        let edges = types.iter().map(|found| {
            let mut edges = Vec::new();
            for value in types_in(&found.definition) {
                collect(value, 0, types, &mut edges);
            }
            edges
        });
        Self(edges.collect())
    }

    pub(super) fn edges(&self, at: usize) -> &[Edge] {
        &self.0[at]
    }

    /// The knots, each behind all that it leads to, its members in order. Edges to what is cut do not count.
    pub(super) fn components(&self, cut: &[bool]) -> Vec<Vec<usize>> {
        let mut search = Search {
            index: vec![None; self.0.len()],
            low: vec![0; self.0.len()],
            is_open: vec![false; self.0.len()],
            open: Vec::new(),
            found: Vec::new(),
            next: 0,
        };
        for start in 0..self.0.len() {
            if search.index[start].is_none() {
                self.search_from(start, cut, &mut search);
            }
        }
        search.found
    }

    /// Tarjan's, with a stack of its own.
    fn search_from(&self, start: usize, cut: &[bool], search: &mut Search) {
        search.enter(start);
        let mut way = vec![(start, 0)];
        while let Some((at, place)) = way.last_mut() {
            let at = *at;
            if let Some(edge) = self.0[at].get(*place) {
                *place += 1;
                if cut[edge.target] {
                    continue;
                }
                match search.index[edge.target] {
                    None => {
                        search.enter(edge.target);
                        way.push((edge.target, 0));
                    }
                    Some(index) if search.is_open[edge.target] => search.low[at] = search.low[at].min(index),
                    Some(_) => {}
                }
            } else {
                way.pop();
                search.leave(at);
                if let Some((before, _)) = way.last() {
                    search.low[*before] = search.low[*before].min(search.low[at]);
                }
            }
        }
    }
}

struct Search {
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    is_open: Vec<bool>,
    open: Vec<usize>,
    found: Vec<Vec<usize>>,
    next: usize,
}

impl Search {
    fn enter(&mut self, at: usize) {
        self.index[at] = Some(self.next);
        self.low[at] = self.next;
        self.next += 1;
        self.is_open[at] = true;
        self.open.push(at);
    }

    /// What can be reached from here and leads back is a knot, unless it leads further back.
    fn leave(&mut self, at: usize) {
        if self.index[at] != Some(self.low[at]) {
            return;
        }
        let mut knot = Vec::new();
        while let Some(member) = self.open.pop() {
            self.is_open[member] = false;
            knot.push(member);
            if member == at {
                break;
            }
        }
        knot.sort_unstable();
        self.found.push(knot);
    }
}

fn collect(value: &Type, steps: usize, types: &Types, edges: &mut Vec<Edge>) {
    match value {
        Type::Named(id) | Type::Boxed(id) => {
            let boxed = if matches!(value, Type::Boxed(_)) { STEPS_OF_BOX } else { 0 };
            // An alias is not a type of its own.
            let is_alias = matches!(types[id.0].definition, Definition::Alias(_));
            let own = if is_alias { 0 } else { STEPS_BY_VALUE };
            edges.push(Edge { target: id.0, steps: steps + boxed + own });
        }
        Type::List(inner) => collect(inner, steps + STEPS_OF_LIST, types, edges),
        Type::Map(inner) => collect(inner, steps + STEPS_OF_MAP, types, edges),
        Type::Nullable(inner) => collect(inner, steps + 1, types, edges),
        Type::Tuple(parts) => parts.iter().for_each(|part| collect(part, steps + 1, types, edges)),
        // Nobody looks into what is far away.
        Type::Far(_) | Type::Scalar(_) | Type::Any | Type::OpenObject | Type::Null => {}
    }
}
