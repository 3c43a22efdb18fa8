//! What the client offers, item by item: the same as the code, for those who only read about it.
//!
//! Whatever is emitted as `pub` has an item here, made of the IR and the names. Types are written as they are named from
//! the root of the crate, wherever they stand.

mod calls;
mod former;
mod resources;
mod signatures;
mod types;
mod written;

use crate::diag::Pointer;
use crate::ir::{ResourceId, TypeId};
use crate::surface::{ItemKind, Needed, PublicItem};

use super::context::Context;

use signatures::Signatures;

/// Every public item of the client.
#[must_use]
pub fn emit_surface(context: &Context<'_>) -> Vec<PublicItem> {
    let mut surface = Surface {
        context,
        places: context.api.resource_places(),
        signatures: Signatures::default(),
        items: Vec::new(),
    };
    surface.library();
    surface.client();
    for index in 0..context.api.resources.len() {
        surface.resource(ResourceId(index));
    }
    for index in 0..context.api.types.len() {
        surface.definition(TypeId(index));
    }
    surface.former_types();
    surface.items
}

struct Surface<'a> {
    context: &'a Context<'a>,
    /// Where each resource comes from.
    places: Vec<Pointer>,
    signatures: Signatures<'a>,
    items: Vec<PublicItem>,
}

/// An item without what most items do not have.
fn item(path: String, kind: ItemKind, feature: &str, pointer: &Pointer) -> PublicItem {
    PublicItem {
        path,
        kind,
        signature: String::new(),
        needed: Needed::No,
        deprecated: false,
        feature: feature.to_owned(),
        pointer: pointer.clone(),
        wire: String::new(),
    }
}

/// All features that must be on.
fn both(feature: &str, other: &str) -> String {
    match (feature, other) {
        ("", one) | (one, "") => one.to_owned(),
        (one, other) => format!("{one}+{other}"),
    }
}
