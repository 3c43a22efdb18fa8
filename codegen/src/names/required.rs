//! Traits that say what is missing: one for each distinct setter that something cannot go without.
//!
//! The compiler omits an error that another one implies. So a trait stands above those of setters that are required beside
//! its own: if several are missing, there is one error, which names the rarest, and not one for each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostics, Pointer};
use crate::ir::Words;

use super::case::Case;
use super::gather::Gathering;
use super::ident::RustIdent;
use super::table::{OperationNames, RequiredNames, TypeNames};

/// A compiler visits all that a trait stands above wherever it is a bound. If more are missing, there is a second error.
const MOST_BELOW: usize = 32;

/// One trait for each distinct setter that something cannot go without.
pub(super) fn allocate_required(
    types: &[TypeNames],
    operations: &[OperationNames],
) -> BTreeMap<RustIdent, RequiredNames> {
    let setters = required_setters(types, operations);
    let words: Vec<Words> = setters.iter().map(|setter| Words::one(setter.as_str())).collect();
    let pointer = Pointer::root();
    let mut scope = Gathering::new(Case::Pascal, "required setters", "Value").quietly();
    for words in &words {
        scope.add(words, None, &pointer, false);
    }
    let traits = scope.name(&mut Diagnostics::new());
    let mut above = order(&builders(types, operations).collect::<Vec<_>>());
    setters
        .into_iter()
        .zip(traits)
        .map(|(setter, ident)| {
            (setter.clone(), RequiredNames { ident, above: above.remove(setter).unwrap_or_default() })
        })
        .collect()
}

/// The setters that something cannot go without.
pub(super) fn required_setters<'n>(
    types: &'n [TypeNames],
    operations: &'n [OperationNames],
) -> BTreeSet<&'n RustIdent> {
    builders(types, operations).flatten().collect()
}

/// The required setters of each call and builder.
fn builders<'n>(
    types: &'n [TypeNames],
    operations: &'n [OperationNames],
) -> impl Iterator<Item = Vec<&'n RustIdent>> {
    let of_types = types
        .iter()
        .filter_map(|names| names.builder.as_ref())
        .map(|builder| (&builder.setters, &builder.flags));
    let of_operations = operations.iter().map(|names| (&names.setters, &names.flags));
    of_types.chain(of_operations).map(|(setters, flags)| {
        setters.iter().zip(flags).filter(|(_, flag)| flag.is_some()).map(|(setter, _)| setter).collect()
    })
}

/// The setters whose traits the trait of each setter stands right above.
///
/// All builders follow one order, so that no trait stands above itself: the more builders ask for a setter, the lower it
/// stands, which keeps what stands below the traits that are often bounds small.
fn order(builders: &[Vec<&RustIdent>]) -> BTreeMap<RustIdent, Vec<RustIdent>> {
    let mut count: BTreeMap<&RustIdent, usize> = BTreeMap::new();
    for setter in builders.iter().flatten() {
        *count.entry(setter).or_default() += 1;
    }
    let mut ordered: Vec<&RustIdent> = count.keys().copied().collect();
    // Of those that are equally frequent, the first by name stands highest, and is reported.
    ordered.sort_by_key(|setter| Reverse((count[setter], *setter)));
    let rank: BTreeMap<&RustIdent, usize> =
        ordered.iter().enumerate().map(|(rank, setter)| (*setter, rank)).collect();
    let mut wanted: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); ordered.len()];
    for builder in builders {
        let ranks: BTreeSet<usize> = builder.iter().map(|setter| rank[setter]).collect();
        for (&lower, &upper) in ranks.iter().zip(ranks.iter().skip(1)) {
            wanted[upper].insert(lower);
        }
    }
    let mut all_below: Vec<BTreeSet<usize>> = Vec::with_capacity(ordered.len());
    let mut above = BTreeMap::new();
    for (setter, wanted) in ordered.iter().zip(wanted) {
        let mut below = BTreeSet::new();
        let mut right_above = Vec::new();
        for lower in wanted {
            let mut more = all_below[lower].clone();
            more.insert(lower);
            more.extend(&below);
            if more.len() <= MOST_BELOW {
                below = more;
                right_above.push(ordered[lower].clone());
            }
        }
        all_below.push(below);
        above.insert((*setter).clone(), right_above);
    }
    above
}

#[cfg(test)]
mod tests {
    use super::{MOST_BELOW, order};
    use crate::names::RustIdent;

    fn ident(text: &str) -> RustIdent {
        RustIdent::new(text).expect("an identifier")
    }

    /// What stands below each, over others too.
    fn depth(of: &RustIdent, builders: &[Vec<&RustIdent>]) -> usize {
        let above = order(builders);
        let mut found = std::collections::BTreeSet::new();
        let mut open = vec![of];
        while let Some(setter) = open.pop() {
            open.extend(above[setter].iter().filter(|below| found.insert(*below)));
        }
        found.len()
    }

    #[test]
    fn the_setters_of_a_builder_stand_one_above_the_other() {
        let [id, name, kind] = ["id", "name", "kind"].map(ident);
        let above = order(&[vec![&kind, &name], vec![&id, &name], vec![&name, &id, &kind]]);
        assert_eq!(above[&name], []);
        assert_eq!(above[&kind], std::slice::from_ref(&name));
        // Right above both: a part of the client may lack the call that requires all three.
        assert_eq!(above[&id], [name, kind]);
    }

    #[test]
    fn what_stands_below_a_trait_is_bounded() {
        let many: Vec<RustIdent> = (0..200).map(|number| ident(&format!("field_{number:03}"))).collect();
        let one = [many.iter().collect()];
        assert!(many.iter().all(|setter| depth(setter, &one) <= MOST_BELOW));
        assert_eq!(depth(&many[199 - MOST_BELOW], &one), MOST_BELOW);
        let pairs: Vec<Vec<&RustIdent>> = many[1..].iter().map(|setter| vec![&many[0], setter]).collect();
        assert_eq!((depth(&many[0], &pairs), depth(&many[199], &pairs)), (0, 1));
        let mut most_asked: Vec<Vec<&RustIdent>> = pairs.clone();
        most_asked.extend(many[1..].iter().flat_map(|setter| [vec![setter], vec![setter]]));
        assert!(depth(&many[0], &most_asked) <= MOST_BELOW);
    }
}
