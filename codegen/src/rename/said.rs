//! A rename as settings and `x-renames` write it.
//!
//! In: `{ type = "Pet", to = "Animal" }`. Out: what is renamed, and how it is called from then on.
//! Must never know: what there is to rename.

use std::ops::Range;

use crate::diag::code_table::select as codes;
use crate::diag::{Diagnostics, Pointer, closest};
use crate::load::{Map, Node};
use crate::names::can_be_chosen;

/// The member of a description, mostly put there by an overlay, that lists renames.
pub const RENAMES: &str = "x-renames";

/// What a rename is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Resource,
    Operation,
    Type,
    Member,
    Variant,
    Parameter,
}

const KINDS: [(&str, Kind); 6] = [
    ("resource", Kind::Resource),
    ("operation", Kind::Operation),
    ("type", Kind::Type),
    ("member", Kind::Member),
    ("variant", Kind::Variant),
    ("parameter", Kind::Parameter),
];

/// The key of the new name.
const TO: &str = "to";

/// One rename.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    pub(super) kind: Kind,
    /// A name or a JSON pointer.
    pub(super) at: String,
    pub(super) to: String,
    pub(super) place: Said,
}

/// Where a rename stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Some bytes of the settings.
    Settings(Option<Range<usize>>),
    /// A place of the description.
    Description(Pointer),
}

impl Rename {
    /// The keys that a rename can have.
    pub const KEYS: [&'static str; 7] =
        ["resource", "operation", "type", "member", "variant", "parameter", TO];

    /// Reads the members of a rename in settings, each with its text. The error says what to write.
    ///
    /// ```
    /// use codegen::rename::Rename;
    ///
    /// assert!(Rename::new(&[("type", "Pet"), ("to", "Animal")], None).is_ok());
    /// assert!(Rename::new(&[("type", "Pet")], None).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// Where nothing of a kind that is known is named, or no new name.
    pub fn new(members: &[(&str, &str)], range: Option<Range<usize>>) -> Result<Self, String> {
        read(members, Said::Settings(range))
    }
}

fn read(members: &[(&str, &str)], place: Said) -> Result<Rename, String> {
    const FORM: &str = "write for example { type: Pet, to: Animal }";
    let known = |key: &str| Rename::KEYS.contains(&key);
    if let Some((unknown, _)) = members.iter().find(|(key, _)| !known(key)) {
        let hint = closest(unknown, Rename::KEYS).map(|meant| format!("did you mean `{meant}`?"));
        return Err(format!("a rename has no key `{unknown}`; {}", hint.unwrap_or_else(|| FORM.to_owned())));
    }
    let of = |wanted: &str| members.iter().find(|(key, _)| *key == wanted).map(|(_, text)| *text);
    let mut found = KINDS.iter().filter_map(|(key, kind)| Some((*kind, of(key)?)));
    let (Some((kind, at)), None) = (found.next(), found.next()) else {
        return Err(format!(
            "a rename names one resource, operation, type, member, variant or parameter; {FORM}"
        ));
    };
    let Some(to) = of(TO) else { return Err(format!("the rename of `{at}` has no `{TO}`; {FORM}")) };
    let at = at.strip_prefix('#').unwrap_or(at);
    Ok(Rename { kind, at: at.to_owned(), to: to.to_owned(), place })
}

/// The renames that a description has of its own.
pub(super) fn said_by(root: &Node, diagnostics: &mut Diagnostics) -> Vec<Rename> {
    let Some(node) = root.get(RENAMES) else { return Vec::new() };
    let place = Pointer::root().key(RENAMES);
    let Some(list) = node.as_list() else {
        diagnostics.report(&codes::E285, &place, format!("`{RENAMES}` is not a list of renames"));
        return Vec::new();
    };
    let mut renames = Vec::new();
    for (index, entry) in list.iter().enumerate() {
        let place = place.index(index);
        let members: Option<Vec<(&str, &str)>> = entry.as_map().and_then(texts);
        let read = match members {
            Some(members) => read(&members, Said::Description(place.clone())),
            None => Err("a rename is an object whose values are strings".to_owned()),
        };
        match read {
            Ok(rename) => renames.push(rename),
            Err(message) => diagnostics.report(&codes::E285, &place, message),
        }
    }
    renames
}

fn texts(map: &Map) -> Option<Vec<(&str, &str)>> {
    map.iter().map(|(key, value)| Some((key.as_str(), value.as_str()?))).collect()
}

impl Kind {
    pub(super) fn word(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| *word)
    }

    /// Whether a thing of this kind can be called so; the error is an example of how it could.
    pub(super) fn check(self, name: &str) -> Result<(), &'static str> {
        let (is_type, example) = match self {
            Self::Type | Self::Variant => (true, "an identifier with a capital in front, as `NewName`"),
            _ => (false, "an identifier without capitals, as `new_name`"),
        };
        if can_be_chosen(name, is_type) { Ok(()) } else { Err(example) }
    }
}
