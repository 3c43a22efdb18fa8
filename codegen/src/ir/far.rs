//! Chains of types that are long are cut.
//!
//! In: types of finite size. Out: the same, with boxes that a compiler does not look into wherever one would have to walk
//! too far. Must never know: schemas.
//!
//! To see whether a value can be dropped, sent to another thread or laid out, a compiler walks from type to type and gives
//! up after 128 steps. What is counted here are the steps of the walk that needs most of them. Cut are types, not places: all
//! places hold them in the same way. Where every way is short, nothing is cut.

use super::graph::Graph;
use super::{Api, Definition, Type, TypeId, Types};

/// The longest way between cuts. What is left up to 128 belongs to the programs that hold such a value: futures, results,
/// lists, their own types.
const MOST_STEPS: usize = 100;

/// Aliases are not a place for a cut, so what they lead to is cut so much earlier.
const STEPS_BEFORE_ALIAS: usize = 40;

/// How large a part of a knot is untied at a time.
const PART_OF_KNOT: usize = 16;

/// Finds the types that have to be cut off, and puts them into such a box wherever others hold them.
pub fn cut_long_chains(api: &mut Api) {
    let graph = Graph::of(&api.types);
    let far = Cuts::new(&graph, &api.types).find();
    if !far.contains(&true) {
        return;
    }
    for at in 0..api.types.len() {
        let mut definition = std::mem::replace(&mut api.types[at].definition, Definition::Newtype(Type::Any));
        let is_alias = matches!(definition, Definition::Alias(_));
        for value in values_of(&mut definition) {
            // An alias is another name for what it names: the places that use it have the box.
            let is_whole = is_alias && matches!(value, Type::Named(_));
            if !is_whole {
                put_far(value, &far, &api.types);
            }
        }
        api.types[at].definition = definition;
    }
    let far = (0..far.len()).filter(|at| far[*at]).map(TypeId);
    api.far = far.enumerate().map(|(place, id)| (id, place)).collect();
}

/// The longest way that a compiler walks from one type to another, at most: what the cuts keep small.
#[must_use]
pub fn longest_way(types: &Types) -> usize {
    let graph = Graph::of(types);
    Cuts::new(&graph, types).cut_chains(usize::MAX)
}

/// What is known while cuts are looked for.
struct Cuts<'a> {
    graph: &'a Graph,
    types: &'a Types,
    far: Vec<bool>,
}

impl<'a> Cuts<'a> {
    fn new(graph: &'a Graph, types: &'a Types) -> Self {
        Self { graph, types, far: vec![false; types.len()] }
    }

    fn find(mut self) -> Vec<bool> {
        self.untie_knots();
        self.cut_chains(MOST_STEPS);
        self.far
    }

    /// Types that lead to one another can be walked through in any order, so a walk through them is as long as all of them
    /// together. The types that most ways lead through are cut off until each knot is small.
    fn untie_knots(&mut self) {
        loop {
            let knots = self.graph.components(&self.far);
            let member_of = membership(&knots, self.far.len());
            let large: Vec<&Vec<usize>> =
                knots.iter().filter(|knot| self.steps_through(knot, &member_of) > MOST_STEPS).collect();
            let mut cut = Vec::new();
            for knot in large.into_iter().filter(|knot| knot.len() > 1) {
                cut.extend(self.busiest(knot, &member_of));
            }
            if cut.is_empty() {
                return;
            }
            for at in cut {
                self.far[at] = true;
            }
        }
    }

    /// The types of a knot with most ways in and out: a part of them, at least one.
    fn busiest(&self, knot: &[usize], member_of: &[usize]) -> Vec<usize> {
        let own = |at: usize| knot.first().is_some_and(|first| member_of[at] == member_of[*first]);
        let mut ways = vec![(0_usize, 0_usize); knot.len()];
        let place = |at: usize| knot.binary_search(&at).ok();
        for (from, &at) in knot.iter().enumerate() {
            for edge in self.graph.edges(at).iter().filter(|edge| own(edge.target) && !self.far[edge.target])
            {
                ways[from].1 += 1;
                if let Some(to) = place(edge.target) {
                    ways[to].0 += 1;
                }
            }
        }
        let mut order: Vec<(usize, usize)> = knot
            .iter()
            .zip(ways)
            .filter(|(at, _)| !self.is_alias(**at))
            .map(|(&at, (ways_in, ways_out))| (ways_in.saturating_mul(ways_out), at))
            .collect();
        order.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        order.into_iter().take((knot.len() / PART_OF_KNOT).max(1)).map(|(_, at)| at).collect()
    }

    /// How long a walk through a knot can be, at most; of a type that does not lead back to itself, one step.
    fn steps_through(&self, knot: &[usize], member_of: &[usize]) -> usize {
        let own = |at: usize| knot.first().is_some_and(|first| member_of[at] == member_of[*first]);
        let longest = |at: usize| {
            let inside =
                self.graph.edges(at).iter().filter(|edge| own(edge.target) && !self.far[edge.target]);
            inside.map(|edge| edge.steps).max().unwrap_or_default()
        };
        knot.iter().map(|&at| longest(at)).sum()
    }

    /// From the ends of all chains upwards: a type is cut off where the way through it would become too long. Gives the
    /// longest way that is left.
    fn cut_chains(&mut self, most: usize) -> usize {
        let knots = self.graph.components(&self.far);
        let member_of = membership(&knots, self.far.len());
        let mut steps = vec![0_usize; knots.len()];
        // A knot comes behind all that it leads to.
        for (index, knot) in knots.iter().enumerate() {
            let own = self.steps_through(knot, &member_of);
            let is_alias = knot.iter().all(|at| self.is_alias(*at));
            let most = if is_alias { most.saturating_sub(STEPS_BEFORE_ALIAS) } else { most };
            let mut behind = 0;
            for edge in knot.iter().flat_map(|at| self.graph.edges(*at)) {
                if member_of[edge.target] == index || self.far[edge.target] {
                    continue;
                }
                let way = edge.steps + steps[member_of[edge.target]];
                if own + way > most && !self.is_alias(edge.target) {
                    self.far[edge.target] = true;
                } else {
                    behind = behind.max(way);
                }
            }
            steps[index] = own + behind;
        }
        steps.into_iter().max().unwrap_or_default()
    }

    fn is_alias(&self, at: usize) -> bool {
        matches!(self.types[at].definition, Definition::Alias(_))
    }
}

/// The knot that each type is in.
fn membership(knots: &[Vec<usize>], types: usize) -> Vec<usize> {
    let mut member_of = vec![0; types];
    for (index, knot) in knots.iter().enumerate() {
        for &at in knot {
            member_of[at] = index;
        }
    }
    member_of
}

fn values_of(definition: &mut Definition) -> Vec<&mut Type> {
    match definition {
        Definition::Structure(structure) => {
            let rest = match &mut structure.rest {
                super::Rest::Kept(value) => Some(value),
                super::Rest::Ignored => None,
            };
            structure.fields.iter_mut().map(|field| &mut field.value).chain(rest).collect()
        }
        Definition::Union(union) => union.cases.iter_mut().map(|case| &mut case.value).collect(),
        Definition::Alias(value) | Definition::Newtype(value) => vec![value],
        Definition::Enumeration(_) => Vec::new(),
    }
}

fn put_far(value: &mut Type, far: &[bool], types: &Types) {
    match value {
        Type::Named(id) | Type::Boxed(id) => {
            if let Type::Named(target) = Type::Named(*id).resolved(types)
                && far[target.0]
            {
                *value = Type::Far(*id);
            }
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => put_far(inner, far, types),
        Type::Tuple(parts) => parts.iter_mut().for_each(|part| put_far(part, far, types)),
        Type::Far(_) | Type::Scalar(_) | Type::Any | Type::OpenObject | Type::Null => {}
    }
}
