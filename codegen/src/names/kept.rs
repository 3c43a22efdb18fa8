//! What is told of names that stay: the fresh one that is on offer, and those that could not stay.

use crate::diag::code_table::memory as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::ir::Api;

use super::pins::{FormerPin, Pins};
use super::recall::paths_of;
use super::table::Names;

/// Tells of every operation and type whose name is another one than it would be without memory, of those that lost theirs,
/// and of new names that were asked for and that nobody offers.
pub fn tell_names(api: &Api, names: &Names, pins: &Pins, diagnostics: &mut Diagnostics) {
    let (operations, types) = paths_of(api, names);
    for (index, operation) in api.operations.iter().enumerate() {
        let old = pins.of_operation(index).map(|pin| pin.path.as_str()).filter(|path| !path.is_empty());
        let found = (old, operations[index].as_str(), pins.fresh.operations.get(index));
        tell(found, &operation.pointer, diagnostics);
    }
    for (index, definition) in api.types.iter().enumerate() {
        let pin = pins.of_type(index).filter(|pin| !pin.ident.is_empty());
        let old = pin.map(|pin| format!("types::{}", pin.ident));
        let found = (old.as_deref(), types[index].as_str(), pins.fresh.types.get(index));
        tell(found, &definition.pointer, diagnostics);
    }
    tell_former(api, names, pins, diagnostics);
    for path in &pins.idle {
        let message = format!("no new name is on offer for `{path}`");
        diagnostics.report(&codes::W261, &Pointer::root(), message);
    }
}

fn tell(
    (old, now, fresh): (Option<&str>, &str, Option<&String>),
    pointer: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    let Some(old) = old else { return };
    if old != now {
        let message =
            format!("`{old}` cannot keep its name, which is taken or not a valid one; it is `{now}` now");
        diagnostics.push(Diagnostic::new(&codes::W260, pointer, message).at_key());
    } else if let Some(fresh) = fresh.filter(|fresh| *fresh != now) {
        let message = format!("`{now}` keeps its name; the description suggests `{fresh}` now");
        let help = format!("`--take-new-names={now}` takes the new one");
        diagnostics.push(Diagnostic::new(&codes::N260, pointer, message).at_key().with_help(help));
    }
}

/// Earlier names that are gone in this run although they were to stay.
fn tell_former(api: &Api, names: &Names, pins: &Pins, diagnostics: &mut Diagnostics) {
    let kept = names.former.types.len() + names.former.methods.values().map(Vec::len).sum::<usize>();
    if kept == pins.former.len() {
        return;
    }
    for pin in &pins.former {
        let (text, place, stays) = match pin {
            FormerPin::Method { module, method, operation, .. } => {
                let mut all = names.former.methods.values().flatten();
                let stays =
                    all.any(|known| known.operation.0 == *operation && known.method.as_str() == method);
                let place = api.operations.get(*operation).map(|operation| &operation.pointer);
                (format!("{}::{method}", module.join("::")), place, stays)
            }
            FormerPin::Type { ident, target, .. } => {
                let stays = names.former.types.iter().any(|known| known.ident.as_str() == ident);
                (format!("types::{ident}"), api.types.get(*target).map(|found| &found.pointer), stays)
            }
        };
        let Some(place) = place.filter(|_| !stays) else { continue };
        let message = format!(
            "the earlier name `{text}` cannot stay beside the present one: it is taken or not a valid one"
        );
        diagnostics.push(Diagnostic::new(&codes::W260, place, message).at_key());
    }
}
