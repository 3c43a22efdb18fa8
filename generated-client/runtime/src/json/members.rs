//! Members of an object, each of its own type, seen as one list of members without types.
//!
//! In: a tuple of references to fields. Out: a slice of them. A tuple, because a compiler asks what a reference is in each of
//! the ten thousand places where one loses its type, and once for a tuple.

use super::{Change, Json, Member, Members, Table, Visit};

/// What can be shown as the members of an object.
pub trait Shown {
    /// Shows them once.
    fn show(self, take: &mut dyn FnMut(&[&dyn Member]));
}

/// What can be given away as the fields of an object.
pub trait Handed {
    /// Gives them once.
    fn hand(self, take: &mut dyn FnMut(&mut [&mut dyn Member]));
}

/// Shows the members of an object to a visitor.
pub fn look(visit: &mut dyn Visit, table: Table, members: impl Shown, rest: Option<&dyn Members>) {
    members.show(&mut |members| visit.members(table, members, rest));
}

/// Gives the fields of an object to who changes them.
pub fn change(
    change: &mut dyn Change,
    table: Table,
    fields: impl Handed,
    mut rest: Option<&mut dyn Members>,
) {
    fields.hand(&mut |fields| change.fields(table, fields, rest.take()));
}

/// Tuples of the first fields, and of one more at a time.
macro_rules! tuples {
    (($($type:ident $place:tt),*)) => {
        impl<$($type: Json),*> Shown for ($(&$type,)*) {
            fn show(self, take: &mut dyn FnMut(&[&dyn Member])) {
                take(&[$(self.$place),*]);
            }
        }

        impl<$($type: Json),*> Handed for ($(&mut $type,)*) {
            fn hand(self, take: &mut dyn FnMut(&mut [&mut dyn Member])) {
                take(&mut [$(self.$place),*]);
            }
        }
    };
    (($($type:ident $place:tt),*) $next:ident $next_place:tt $($more:tt)*) => {
        tuples! { ($($type $place),*) }
        tuples! { ($($type $place,)* $next $next_place) $($more)* }
    };
}

tuples! {
    ()
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14 P 15 Q 16 R 17 S 18 T 19 U 20 V 21 W 22 X 23 Y 24 Z 25
    AA 26 AB 27 AC 28 AD 29 AE 30 AF 31
}
