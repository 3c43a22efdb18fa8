//! Making values that schemas allow.
//!
//! In: a schema's place and a seed. Out: an example of the description if it conforms, otherwise a value made up from
//! the keywords; the same one for the same seed. Must never know: requests and responses.
//!
//! A value is made from what the schema and everything behind it say together, then judged; where `anyOf`, `oneOf`
//! and the rest contradict what was made, other branches are tried. `not`, `if` and `contains` are only judged.

mod array;
mod family;
mod meant;
mod number;
mod object;
mod pattern;
mod random;
mod text;
mod view;

use std::cell::OnceCell;
use std::rc::Rc;

use codegen::diag::Pointer;
use codegen::kinds::JsonKinds;
use codegen::load::Node;

use crate::content::json;
use crate::judge::{Judge, Side};
use crate::media_type::is_json;
use crate::schema_query::{Look, kind_of};

use family::Families;
use meant::{about, is_meant};
use random::Random;
use view::View;

pub(crate) use meant::is_meant_by;

/// How a value is made.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Decides between values; 0 takes the first branch and the first listed value.
    pub seed: u64,
    /// Which side of a call the value is for.
    pub side: Side,
    /// Whether examples of the description are taken where they conform.
    pub examples: bool,
}

/// Values inside one another; beyond, only what is required is made.
const FULL_DEPTH: usize = 5;

/// Values inside one another; beyond, a value is cut off even if it does not conform then.
const DEEPEST: usize = 24;

/// Values of one schema around another of it, of which only what is required is made. If there is a finite value, there
/// is one without itself inside; whoever looks further makes as many as the schema is wide to the power of its depth.
const MOST_RECURSION: usize = 1;

/// Values in all; beyond, only what is required is made.
const MOST_FULL: usize = 2_000;

/// Values in all; beyond, everything is null, whether that conforms or not.
const MOST_MADE: usize = 50_000;

/// How many characters of text weigh as much as a value.
const TEXT_OF_A_VALUE: usize = 64;

/// Values in all; beyond, nothing is tried twice.
const MOST_TRIES: usize = 10_000;

/// Combinations of branches that are tried for one value.
const MOST_ATTEMPTS: usize = 12;

/// A value that the schema at `schema` allows, as far as one could be made.
///
/// ```
/// # fn example(description: &codegen::normalize::Description) {
/// use callwright_mock::{Recipe, Side, sample};
/// use codegen::diag::Pointer;
///
/// let recipe = Recipe { seed: 7, side: Side::Response, examples: true };
/// let pet = sample(&description.root, &Pointer::root().key("components").key("schemas").key("Pet"), recipe);
/// # }
/// ```
#[must_use]
pub fn sample(root: &Node, schema: &Pointer, recipe: Recipe) -> Node {
    Sampler::new(root, recipe).value(schema, "")
}

/// The making of values at work.
pub(crate) struct Sampler<'n> {
    look: Look<'n>,
    judge: Judge,
    recipe: Recipe,
    made: usize,
    /// The schemas of the values around the one that is being made.
    around: Vec<Vec<Pointer>>,
    families: OnceCell<Rc<Families>>,
}

/// What surrounds a value that is to be made.
#[derive(Clone, Copy)]
struct Case {
    random: Random,
    depth: usize,
    /// Which one of several values of the same schema it is.
    turn: usize,
    /// Whether only what is required is made.
    lean: bool,
}

impl Case {
    fn inside(self, name: &str) -> Self {
        Self { random: self.random.inside(name), depth: self.depth + 1, turn: 0, lean: self.lean }
    }
}

impl<'n> Sampler<'n> {
    pub(crate) fn new(root: &'n Node, recipe: Recipe) -> Self {
        Self {
            look: Look::new(root),
            judge: Judge::default(),
            recipe,
            made: 0,
            around: Vec::new(),
            families: OnceCell::new(),
        }
    }

    /// A value for the schema; `name` tells values of one schema apart.
    pub(crate) fn value(&mut self, schema: &Pointer, name: &str) -> Node {
        self.value_of_size(schema, name, false)
    }

    /// The same; a lean value has only what is required.
    pub(crate) fn value_of_size(&mut self, schema: &Pointer, name: &str, lean: bool) -> Node {
        self.made = 0;
        let random = Random::new(self.recipe.seed).inside(schema.as_str()).inside(name);
        self.make(std::slice::from_ref(schema), Case { random, depth: 0, turn: 0, lean }).0
    }

    /// A value that all schemas allow, and whether they do.
    fn make(&mut self, places: &[Pointer], case: Case) -> (Node, bool) {
        self.made += 1;
        if case.depth > DEEPEST || self.made > MOST_MADE {
            return (Node::Null, false);
        }
        let open = View::of(self.look, places);
        let is_around = |outer: &&Vec<Pointer>| open.places.iter().any(|place| outer.contains(place));
        let recurs = self.around.iter().filter(is_around).count();
        if case.lean && recurs > MOST_RECURSION {
            return (Node::Null, false);
        }
        let lean = case.lean || recurs > 0 || case.depth > FULL_DEPTH || self.made > MOST_FULL;
        let case = Case { lean, ..case };
        if self.recipe.examples
            && let Some(example) = self.conforming(places, self.examples_of(&open))
        {
            return (example, true);
        }
        let mut first = None;
        for attempt in 0..MOST_ATTEMPTS {
            let Some(view) = self.decided(&open, case, attempt) else { break };
            self.around.push(view.places.clone());
            let made = self.build(&view, places, case);
            self.around.pop();
            let made = self.as_child(&view, places, made, case);
            if self.allowed(places, &made) {
                return (made, true);
            }
            first.get_or_insert(made);
            if self.made > MOST_TRIES {
                break;
            }
        }
        (first.unwrap_or_default(), false)
    }

    /// A value of the child that the value of a parent names.
    fn as_child(&mut self, view: &View, places: &[Pointer], made: Node, case: Case) -> Node {
        let has_discriminator = |place: &Pointer| {
            self.look.schema(place).is_some_and(|schema| schema.contains_key("discriminator"))
        };
        if !view.places.iter().any(has_discriminator) {
            return made;
        }
        let families = Rc::clone(self.families.get_or_init(|| Rc::new(Families::of(self.look.root))));
        let Some(family) = families.of_any(&view.places) else { return made };
        let is_child = view.places.iter().any(|place| family.has(place));
        let Some(child) = family.named(&made).filter(|_| !is_child) else { return made };
        let (mut value, _) = self.make(std::slice::from_ref(child), case.inside("child"));
        if let (Node::Map(members), Some(name)) = (&mut value, made.get(&family.member)) {
            members.insert(family.member.clone(), name.clone());
        }
        let fits = self.allowed(std::slice::from_ref(child), &value) && self.allowed(places, &value);
        if fits { value } else { made }
    }

    fn examples_of<'v>(&self, view: &'v View) -> impl Iterator<Item = Node> + use<'v, '_, 'n> {
        let look = self.look;
        view.examples.iter().filter(move |value| is_meant(look, view, value, 0)).cloned()
    }

    /// The view with each choice decided; `None` once every combination was tried.
    fn decided(&self, open: &View, case: Case, attempt: usize) -> Option<View> {
        const MOST_CHOICES: usize = 8;
        let mut view = open.clone();
        let mut left = attempt;
        for number in 0..MOST_CHOICES {
            if view.choices.is_empty() {
                break;
            }
            let branches = self.ranked(view.choices.remove(0), case);
            let start = match self.recipe.seed {
                0 => 0,
                _ if case.lean => 0,
                _ => case.random.inside("branch").inside(&number.to_string()).position(branches.len()),
            };
            let count = branches.len();
            view.take(self.look, &branches[(start + left % count) % count]);
            left /= count;
        }
        // The first attempt is for everyone; a later one only if it differs from all before.
        (left == 0).then_some(view)
    }

    /// Branches in the order in which they are tried: null last, unless little is wanted.
    fn ranked(&self, mut branches: Vec<Pointer>, case: Case) -> Vec<Pointer> {
        let weight = |branch: &Pointer| {
            let kinds = self.look.kinds(branch);
            let is_null = kinds == JsonKinds::NULL;
            let holds_more = kinds.has(JsonKinds::OBJECT.or(JsonKinds::ARRAY));
            if case.lean { u8::from(holds_more) + u8::from(!is_null) } else { u8::from(is_null) }
        };
        branches.sort_by_key(weight);
        branches
    }

    fn build(&mut self, view: &View, places: &[Pointer], case: Case) -> Node {
        if let Some(listed) = &view.listed {
            return self.listed(listed, view, places, case);
        }
        let kinds = wanted_kinds(view);
        let wants = |kind: JsonKinds| kinds.has(kind);
        if case.lean && view.has_type && wants(JsonKinds::NULL) {
            return Node::Null;
        }
        if wants(JsonKinds::OBJECT) {
            return self.object(view, case);
        }
        if wants(JsonKinds::ARRAY) {
            return self.array(view, case);
        }
        if wants(JsonKinds::STRING) {
            let mut texts = text::candidates(view, case.random);
            if !view.content.is_empty() && view.content_type.as_deref().is_some_and(is_json) {
                let (held, _) = self.make(&view.content, case.inside("contentSchema"));
                texts.insert(0, json(&held));
            }
            self.made += texts.iter().map(String::len).sum::<usize>() / TEXT_OF_A_VALUE;
            let last = texts.last().cloned().unwrap_or_default();
            let made = self.conforming(places, texts.into_iter().map(Node::String));
            return made.unwrap_or(Node::String(last));
        }
        if kinds.has(JsonKinds::FRACTION) {
            let numbers = [number::fraction(view, case.random), number::integer(view, case.random)];
            let [first, _] = numbers.clone();
            return self.conforming(places, numbers.into_iter()).unwrap_or(first);
        }
        if wants(JsonKinds::INTEGER) {
            return number::integer(view, case.random);
        }
        if wants(JsonKinds::BOOLEAN) {
            return Node::Bool(self.recipe.seed == 0 || case.random.below(2) == 0);
        }
        Node::Null
    }

    /// One of the listed values: with seed 0 the first, where a list does not need others.
    fn listed(&self, listed: &[Node], view: &View, places: &[Pointer], case: Case) -> Node {
        let start = if self.recipe.seed == 0 { 0 } else { case.random.position(listed.len()) } + case.turn;
        let turned = || (0..listed.len()).map(|position| &listed[(start + position) % listed.len()]);
        let fitting = turned().filter(|one| view.kinds.has(kind_of(one)));
        let (nulls, telling): (Vec<_>, Vec<_>) = fitting.partition(|one| **one == Node::Null);
        let mut ranked = telling.into_iter().chain(nulls);
        ranked.find(|one| self.allowed(places, one)).or_else(|| turned().next()).cloned().unwrap_or_default()
    }

    /// The first value that all schemas allow.
    fn conforming(&self, places: &[Pointer], mut values: impl Iterator<Item = Node>) -> Option<Node> {
        values.find(|value| self.allowed(places, value))
    }

    fn allowed(&self, places: &[Pointer], value: &Node) -> bool {
        places.iter().all(|place| self.judge.allows_strictly(self.look.root, place, value))
    }

    /// Whether a property is left out on this side of a call.
    fn leaves_out(&self, places: &[Pointer]) -> bool {
        let says = |place: &Pointer| {
            let says = |at: &Pointer| {
                let schema = self.look.schema(at);
                schema.and_then(|schema| schema.get(self.recipe.side.leaves_out())).and_then(Node::as_bool)
                    == Some(true)
            };
            says(place) || self.look.target(place).is_some_and(|target| says(&target))
        };
        places.iter().any(says)
    }
}

/// The kinds that are to be made: those of `type`, or what the other keywords are about.
fn wanted_kinds(view: &View) -> JsonKinds {
    let about = if let Some(about) = about(view) {
        about
    } else if view.limits.contains_key("minimum") || view.limits.contains_key("maximum") {
        JsonKinds::NUMBER
    } else {
        JsonKinds::STRING
    };
    if view.has_type {
        return if about == JsonKinds::STRING || !view.kinds.has(about) {
            view.kinds
        } else {
            about.and(view.kinds)
        };
    }
    about
}

#[cfg(test)]
mod tests;
