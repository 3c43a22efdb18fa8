//! The public items of two clients, compared by Cargo's rules of versions.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::surface::{ItemKind, Needed, PublicItem};

use super::renamed::{Renamed, is_other_name};
use super::verdict::Source;

/// A public item that is not what it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct ItemChange<'a> {
    pub(super) old: Option<&'a PublicItem>,
    pub(super) new: Option<&'a PublicItem>,
    pub(super) source: Source,
    /// Whether only the features differ.
    pub(super) only_feature: bool,
}

impl<'a> ItemChange<'a> {
    pub(super) fn path(&self) -> &'a str {
        self.new.or(self.old).map_or("", |item| item.path.as_str())
    }

    pub(super) fn kind(&self) -> ItemKind {
        self.new.or(self.old).map_or(ItemKind::Module, |item| item.kind)
    }
}

/// What tells items apart: implementations have no name of their own.
type Key<'a> = (&'a str, ItemKind, &'a str);

fn key(item: &PublicItem) -> Key<'_> {
    let signature = if item.kind == ItemKind::Implementation { item.signature.as_str() } else { "" };
    (&item.path, item.kind, signature)
}

/// Every item that differs. What has several names is compared as what it is, whatever the name.
pub(super) fn changed_items<'a>(base: &'a [PublicItem], head: &'a [PublicItem]) -> Vec<ItemChange<'a>> {
    let now = Renamed::of(head);
    let mut old: Vec<(Cow<'_, PublicItem>, &PublicItem)> =
        base.iter().map(|item| (now.item(item), item)).collect();
    old.sort_by(|(one, _), (other, _)| key(one).cmp(&key(other)));
    let present: Vec<(Cow<'_, PublicItem>, &PublicItem)> =
        head.iter().map(|item| (now.item(item), item)).collect();
    let known: BTreeSet<Key<'_>> = old.iter().map(|(item, _)| key(item)).collect();
    let new: BTreeMap<Key<'_>, (&PublicItem, &PublicItem)> =
        present.iter().map(|(present, item)| (key(present), (&**present, *item))).collect();
    let (types_before, types_now) = (types_by_path(base), types_by_path(head));
    let shared: BTreeSet<&str> = present
        .iter()
        .filter(|(_, item)| is_other_name(item))
        .map(|(present, _)| present.signature.as_str())
        .collect();
    let paths: BTreeSet<&str> = old.iter().map(|(item, _)| item.path.as_str()).collect();
    let mut changes = Vec::new();
    for (past, item) in &old {
        if let Some((present, other)) = new.get(&key(past)) {
            changes.extend(difference(past, present).map(|found| ItemChange {
                old: Some(item),
                new: Some(other),
                ..found
            }));
            continue;
        }
        // A type that was the same as another one may have changed places with it, or be one of its own.
        let other = types_now.get(item.path.as_str()).copied().filter(|_| is_type(item));
        if !other.is_some_and(|other| is_same_type(past, other, &now)) {
            changes.push(ItemChange {
                old: Some(item),
                new: other,
                source: Source::Major,
                only_feature: false,
            });
        }
    }
    for (key, (_, item)) in &new {
        // A type may have been there under another name alone, and a name as that of a type of its own.
        let is_shared = is_other_name(item) || item.kind == ItemKind::Enum && shared.contains(key.0);
        let is_known = if is_shared { types_before.contains_key(key.0) } else { known.contains(key) };
        if is_known {
            continue;
        }
        // A call or builder that is there already cannot be finished without what is required now.
        let owner = key.0.rsplit_once("::").map_or("", |(owner, _)| owner);
        let is_demanded =
            item.kind == ItemKind::Function && item.needed == Needed::Required && paths.contains(owner);
        let source = if is_demanded { Source::Major } else { Source::Minor };
        changes.push(ItemChange { old: None, new: Some(item), source, only_feature: false });
    }
    changes
}

fn is_type(item: &PublicItem) -> bool {
    matches!(item.kind, ItemKind::Enum | ItemKind::Alias) || is_other_name(item)
}

/// What may be another name for a type, or become one, by its path.
fn types_by_path(items: &[PublicItem]) -> BTreeMap<&str, &PublicItem> {
    items.iter().filter(|item| is_type(item)).map(|item| (item.path.as_str(), item)).collect()
}

/// Whether what was another name for a type names it still, or is it by now.
fn is_same_type(past: &PublicItem, present: &PublicItem, now: &Renamed<'_>) -> bool {
    let named = past.signature.as_str();
    let is_same =
        named == present.path || is_other_name(present) && now.signature(&present.signature) == named;
    past.kind != ItemKind::Enum && is_same && implies(&past.feature, &present.feature)
}

/// What the difference of two items does; the items themselves are filled in by whoever has them.
fn difference(old: &PublicItem, new: &PublicItem) -> Option<ItemChange<'static>> {
    let by_signature = match old.kind {
        ItemKind::Function => nameless(&old.signature) != nameless(&new.signature),
        // The names of flags are nobody's, and their order is that of the members; how many there are is part of the type.
        // Where there are more of them, a program cannot finish what it builds; where there are fewer, one that writes the
        // type down (`Call<true>`) gives an argument too many.
        ItemKind::Struct => flags(&old.signature) != flags(&new.signature),
        _ => old.signature != new.signature,
    };
    let is_demanded =
        old.kind == ItemKind::Function && new.needed == Needed::Required && old.needed != Needed::Required;
    let by_feature = !implies(&old.feature, &new.feature);
    let is_same = match old.kind {
        ItemKind::Struct => sorted_flags(&old.signature) == sorted_flags(&new.signature),
        _ => old.signature == new.signature,
    };
    let source = match () {
        () if by_signature || is_demanded || by_feature => Source::Major,
        () if new.deprecated && !old.deprecated => Source::Minor,
        () if old.feature != new.feature || !is_same => Source::Patch,
        () if old.deprecated != new.deprecated || old.needed != new.needed => Source::Patch,
        () => return None,
    };
    let only_feature = by_feature && !by_signature && !is_demanded;
    Some(ItemChange { old: None, new: None, source, only_feature })
}

/// Whether whoever had the item by these features has it by the others.
fn implies(old: &str, new: &str) -> bool {
    let parts = |text: &str| -> Vec<BTreeSet<String>> {
        let all = text.split('+').filter(|part| !part.is_empty());
        all.map(|part| part.split('/').map(str::to_owned).collect()).collect()
    };
    let had = parts(old);
    // Each demand of the new must follow from one of the old, all of whose alternatives satisfy it.
    parts(new).iter().all(|demand| had.iter().any(|known| known.is_subset(demand)))
}

fn sorted_flags(signature: &str) -> Vec<&str> {
    let mut flags: Vec<&str> = signature.trim_matches(['<', '>']).split(", ").collect();
    flags.sort_unstable();
    flags
}

fn flags(signature: &str) -> usize {
    signature.matches("const ").count()
}

/// A signature without the names of arguments, which no caller writes.
pub(super) fn nameless(signature: &str) -> String {
    let mut text = String::with_capacity(signature.len());
    let mut depth = 0_usize;
    let mut word = String::new();
    let mut rest = signature.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' if !(character == '>' && text.ends_with('-') && word.is_empty()) => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        if character.is_alphanumeric() || character == '_' {
            word.push(character);
            continue;
        }
        let is_name = character == ':' && depth == 1 && rest.peek() == Some(&' ');
        if is_name {
            rest.next();
        } else {
            text.push_str(&word);
            text.push(character);
        }
        word.clear();
    }
    text.push_str(&word);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Pointer;

    fn item(path: &str, kind: ItemKind, signature: &str) -> PublicItem {
        PublicItem {
            path: path.to_owned(),
            kind,
            signature: signature.to_owned(),
            needed: Needed::No,
            deprecated: false,
            feature: "a/types".to_owned(),
            pointer: Pointer::root(),
            wire: String::new(),
        }
    }

    #[track_caller]
    fn verdict(old: &[PublicItem], new: &[PublicItem], expect: Option<Source>) {
        let found = changed_items(old, new).into_iter().map(|change| change.source).max();
        assert_eq!(found, expect, "{old:?} {new:?}");
    }

    #[test]
    fn what_cargo_says() {
        let call = |arguments: &str| item("C::f", ItemKind::Function, arguments);
        let old = [call("fn(&self, id: impl Into<String>) -> X")];
        verdict(&old, &old, None);
        verdict(&old, &[call("fn(&self, key: impl Into<String>) -> X")], Some(Source::Patch));
        verdict(&old, &[call("fn(&self, id: i64) -> X")], Some(Source::Major));
        verdict(&old, &[call("fn(&self, id: impl Into<String>) -> Y")], Some(Source::Major));
        verdict(&old, &[], Some(Source::Major));
        verdict(&[], &old, Some(Source::Minor));
        let deprecated = PublicItem { deprecated: true, ..old[0].clone() };
        verdict(&old, std::slice::from_ref(&deprecated), Some(Source::Minor));
        verdict(&[deprecated], &old, Some(Source::Patch));
        let moved = |feature: &str| [PublicItem { feature: feature.to_owned(), ..old[0].clone() }];
        verdict(&old, &moved(""), Some(Source::Patch));
        verdict(&old, &moved("a/b/types"), Some(Source::Patch));
        verdict(&old, &moved("b/types"), Some(Source::Major));
        verdict(&old, &moved("a+stream"), Some(Source::Major));
    }

    #[test]
    fn what_a_builder_demands() {
        let builder = item("B", ItemKind::Struct, "<const A: bool = false>");
        let more = item("B", ItemKind::Struct, "<const A: bool = false, const B: bool = false>");
        verdict(std::slice::from_ref(&builder), std::slice::from_ref(&more), Some(Source::Major));
        verdict(&[more], std::slice::from_ref(&builder), Some(Source::Major));
        let other = item("B", ItemKind::Struct, "<const Z: bool = false>");
        verdict(std::slice::from_ref(&builder), &[other], Some(Source::Patch));
        let setter =
            |needed| PublicItem { needed, ..item("B::a", ItemKind::Function, "fn(self, value: i64)") };
        let with = |needed| [builder.clone(), setter(needed)];
        verdict(&with(Needed::Optional), &with(Needed::Required), Some(Source::Major));
        verdict(&with(Needed::Required), &with(Needed::Optional), Some(Source::Patch));
        verdict(std::slice::from_ref(&builder), &with(Needed::Required), Some(Source::Major));
        verdict(std::slice::from_ref(&builder), &with(Needed::Optional), Some(Source::Minor));
    }

    #[test]
    fn names_of_arguments() {
        assert_eq!(nameless("fn<M>(self, value: impl a::B<C, M>) -> D"), "fn<M>(self, impl a::B<C, M>) -> D");
        assert_eq!(nameless("fn(&self, a: i64, b: f64) -> X<Y>"), "fn(&self, i64, f64) -> X<Y>");
        assert_eq!(nameless("Variant: value::<&str>"), "Variant: value::<&str>");
    }

    #[test]
    fn an_earlier_name_that_stays_breaks_nothing() {
        let old = [
            item("types::Old", ItemKind::Struct, ""),
            item("types::Old::a", ItemKind::Field, "Option<types::Old>"),
            item("A::get", ItemKind::Function, "fn(&self) -> types::Old"),
        ];
        let new = [
            item("types::New", ItemKind::Struct, ""),
            item("types::New::a", ItemKind::Field, "Option<types::New>"),
            item("A::get", ItemKind::Function, "fn(&self) -> types::New"),
        ];
        verdict(&old, &new, Some(Source::Major));
        let former = PublicItem {
            needed: Needed::Former,
            deprecated: true,
            ..item("types::Old", ItemKind::Alias, "types::New")
        };
        let kept = [&new[..], std::slice::from_ref(&former)].concat();
        verdict(&old, &kept, Some(Source::Minor));
        verdict(&kept, &kept, None);
        verdict(&kept, &new, Some(Source::Major));
    }

    /// An enum with one variant.
    fn list(path: &str, variant: &str) -> [PublicItem; 2] {
        [item(path, ItemKind::Enum, ""), item(&format!("{path}::{variant}"), ItemKind::Variant, "")]
    }

    fn same(path: &str, as_what: &str) -> PublicItem {
        item(path, ItemKind::Reexport, as_what)
    }

    #[test]
    fn another_name_for_an_equal_type_is_no_difference() {
        let field = |value: &str| item("types::Dog::size", ItemKind::Field, value);
        let apart = [list("types::A", "S"), list("types::B", "S")].concat();
        let own = |value: &str| [&apart[..], &[field(value)]].concat();
        let shared = |of: &str, other: &str, value: &str| {
            [&list(of, "S")[..], &[same(other, of), field(value)]].concat()
        };
        // Two become one, whichever is left.
        verdict(&own("types::A"), &shared("types::B", "types::A", "types::A"), None);
        verdict(&own("types::A"), &shared("types::A", "types::B", "types::A"), None);
        // Each is used by either name, and they change places.
        verdict(
            &shared("types::B", "types::A", "types::A"),
            &shared("types::A", "types::B", "types::B"),
            None,
        );
        // A third one takes the place of both.
        let third =
            [&list("types::C", "S")[..], &[same("types::A", "types::C"), same("types::B", "types::C")]]
                .concat();
        verdict(&own("types::A")[..4], &third, Some(Source::Minor));
        verdict(&shared("types::B", "types::A", "types::A")[..3], &third, Some(Source::Minor));
        // One more name is one more item.
        verdict(
            &list("types::A", "S"),
            &[&list("types::A", "S")[..], &[same("types::B", "types::A")]].concat(),
            Some(Source::Minor),
        );
        // A name that could only stand for a type stands for its variants, too.
        let only_type =
            [&list("types::B", "S")[..], &[item("types::A", ItemKind::Alias, "types::B")]].concat();
        verdict(&only_type, &shared("types::B", "types::A", "")[..3], None);
        verdict(&shared("types::B", "types::A", "")[..3], &only_type, Some(Source::Major));
    }

    #[test]
    fn types_that_come_apart_are_a_difference() {
        let shared = [&list("types::B", "S")[..], &[same("types::A", "types::B")]].concat();
        let apart = [list("types::A", "S"), list("types::B", "S")].concat();
        verdict(&shared, &apart, Some(Source::Major));
        let found = changed_items(&shared, &apart);
        let worst = found.iter().max_by_key(|change| change.source).unwrap();
        assert_eq!((worst.path(), worst.old.is_some(), worst.new.is_some()), ("types::A", true, true));
        // The name of another one is gone, or of one that has changed.
        verdict(&shared, &list("types::B", "S"), Some(Source::Major));
        verdict(
            &shared,
            &[&list("types::B", "T")[..], &[same("types::A", "types::B")]].concat(),
            Some(Source::Major),
        );
        let elsewhere =
            [&list("types::B", "S")[..], &list("types::C", "S")[..], &[same("types::A", "types::C")]]
                .concat();
        verdict(&shared, &elsewhere, Some(Source::Major));
    }
}
