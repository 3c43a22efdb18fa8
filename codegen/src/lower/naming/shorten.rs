//! Long names of methods lose the words that do not tell them apart.
//!
//! In: names that differ. Out: names that differ and are as long as people like to type, where words allow it.
//! Must never know: how names came about.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::ir::{PathPart, ResourceId};

use super::candidate::Naming;
use super::path::lower_path;
use super::split::{beginning, singular, split_words, stems};
use super::verb::{is_plain_verb, is_verb, leads_on};

/// Names of more characters are long.
const LONGEST: usize = 40;

/// Fewer words say too little.
const FEWEST: usize = 2;

/// Shortens long names, each by what it says itself, so that what is added elsewhere does not change it. Where two become
/// the same, both keep more of their words.
pub(in crate::lower) fn shorten(namings: &mut [Naming<'_>]) {
    let is_long = |naming: &Naming<'_>| !naming.is_given && length(&naming.words) > LONGEST;
    let mut forms: BTreeMap<usize, Vec<Vec<String>>> = BTreeMap::new();
    for (index, naming) in namings.iter_mut().enumerate().filter(|(_, naming)| is_long(naming)) {
        let mut shorter = shorter_forms(naming);
        if let Some(shortest) = shorter.pop() {
            shorter.insert(0, std::mem::replace(&mut naming.words, shortest));
            forms.insert(index, shorter);
        }
    }
    // Each round gives at least one name a longer form, of which there are a few.
    loop {
        let mut names: BTreeMap<(ResourceId, String), Vec<usize>> = BTreeMap::new();
        for (index, naming) in namings.iter().enumerate() {
            names.entry((naming.home, naming.words.concat())).or_default().push(index);
        }
        let mut changed = false;
        for index in names.into_values().filter(|same| same.len() > 1).flatten() {
            if let Some(longer) = forms.get_mut(&index).and_then(Vec::pop) {
                namings[index].words = longer;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    shorten_one_by_one(namings, forms.keys().copied());
}

/// What is still long loses every word that it can, whichever those are, as long as no other operation has the name.
fn shorten_one_by_one(namings: &mut [Naming<'_>], long: impl Iterator<Item = usize>) {
    let mut taken: BTreeMap<(ResourceId, String), usize> = BTreeMap::new();
    for naming in &*namings {
        *taken.entry((naming.home, naming.words.concat())).or_default() += 1;
    }
    let mut long: Vec<usize> = long.filter(|index| length(&namings[*index].words) > LONGEST).collect();
    long.sort_by_key(|index| {
        let operation = namings[*index].operation;
        (operation.path.as_str(), operation.method.as_str())
    });
    for index in long {
        let home = namings[index].home;
        let mut words = namings[index].words.clone();
        let mut place = 0;
        while length(&words) > LONGEST && place < words.len() && words.len() > FEWEST {
            let mut fewer = words.clone();
            fewer.remove(place);
            let is_free = !is_verb(&words[place])
                && !fewer.get(place).is_some_and(|next| place == 0 && leads_on(next))
                && ends_well(&fewer, &words)
                && !taken.contains_key(&(home, fewer.concat()));
            if is_free { words = fewer } else { place += 1 }
        }
        if length(&words) <= LONGEST {
            taken.insert((home, words.concat()), 1);
            namings[index].words = words;
        }
    }
}

/// Shorter and shorter names, each by one word, until one is short enough.
fn shorter_forms(naming: &Naming<'_>) -> Vec<Vec<String>> {
    let mut forms: Vec<Vec<String>> = Vec::new();
    let mut words = naming.words.clone();
    while length(&words) > LONGEST && words.len() > FEWEST {
        let gone = of_group(&words, naming.group)
            .or_else(|| said_again(&words))
            .or_else(|| of_variables(&words, naming))
            .unwrap_or_else(|| least_telling(&words));
        // What belongs together goes together, and comes back word by word.
        for _ in gone.clone() {
            words.remove(gone.start);
            if ends_well(&words, &naming.words) {
                forms.push(words.clone());
            }
        }
    }
    forms
}

/// The name of a resource, which stands in front of the method already; not behind what leads to it: `add_to_cart`.
fn of_group(words: &[String], group: &[String]) -> Option<Range<usize>> {
    let stem = stems(words);
    let start = verbs_at_start(words);
    group.iter().find_map(|name| {
        let name = stems(&split_words(name));
        let (at, count) = (start..stem.len()).find_map(|at| Some((at, beginning(&stem[at..], &name)?)))?;
        let is_led_to = at > 0 && leads_on(&words[at - 1]);
        (count + FEWEST <= words.len() && !is_led_to).then(|| at..at + count)
    })
}

/// The first word that comes again: `mongo_resources_list_mongo_collections`.
fn said_again(words: &[String]) -> Option<Range<usize>> {
    let stem = stems(words);
    let mut later = BTreeSet::new();
    let mut found = None;
    for index in (verbs_at_start(words)..words.len()).rev() {
        if !later.insert(stem[index].as_str()) && !leads_on(&words[index]) {
            found = Some(index..index + 1);
        }
    }
    found
}

/// The end of a name that only tells the variables of the path, which are arguments of the method: `get_by_id`.
fn of_variables(words: &[String], naming: &Naming<'_>) -> Option<Range<usize>> {
    let by = words.iter().rposition(|word| word == "by").filter(|by| *by >= FEWEST)?;
    let is_variable = lower_path(&naming.operation.path).parts.iter().any(|part| match part {
        PathPart::Parameter(name) => split_words(name).last() == words.last(),
        PathPart::Literal(_) => false,
    });
    is_variable.then_some(by..words.len())
}

/// The word that says least: what stands before the verb (`locations_jobs_run`), then the first of the longest list of
/// nouns, as the last of them is what it is about: `self_hosted_runner` is a runner. Without nouns that could go, the end
/// goes: `for_authenticated_user`.
fn least_telling(words: &[String]) -> Range<usize> {
    let verb = words.iter().position(|word| is_verb(word)).unwrap_or(0);
    if verb > 0 {
        return 0..1;
    }
    // What is not a verb that is known may be one all the same; things come in numbers.
    let is_thing = !is_verb(&words[0]) && singular(&words[0]).is_some();
    let start = usize::from(!is_thing);
    let mut longest: Option<(usize, usize)> = None;
    let mut at = start;
    for phrase in words[start..].split(|word| leads_on(word)) {
        if phrase.len() >= longest.map_or(2, |(_, length)| length) {
            longest = Some((at, phrase.len()));
        }
        at += phrase.len() + 1;
    }
    let end = words.iter().rposition(|word| leads_on(word)).filter(|end| *end > 0).unwrap_or(words.len() - 1);
    longest.map_or(end..words.len(), |(at, _)| at..at + 1)
}

/// Whether the end is as it was, or one with a meaning: no verb that has lost what is done to, no word that leads to nothing.
fn ends_well(words: &[String], before: &[String]) -> bool {
    words.last() == before.last() || words.last().is_some_and(|last| !is_plain_verb(last) && !leads_on(last))
}

fn verbs_at_start(words: &[String]) -> usize {
    usize::from(words.first().is_some_and(|first| is_verb(first)))
}

/// How many characters the name has, with what stands between its words.
fn length(words: &[String]) -> usize {
    words.iter().map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1)
}
