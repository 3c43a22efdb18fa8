//! What the setters of builders do with their argument.
//!
//! A call of one of these is all that is left in a setter. Written out there, the conversion and the old value's end on
//! each way out would cost a compiler twice as much, a thousand times.

use crate::value::{IntoNullable, Nullable};

/// A value.
pub fn set<T>(place: &mut T, value: impl Into<T>) {
    *place = value.into();
}

/// A value that need not be there.
pub fn set_some<T>(place: &mut Option<T>, value: impl Into<T>) {
    *place = Some(value.into());
}

/// A value, null or nothing.
pub fn set_nullable<T, M>(place: &mut Nullable<T>, value: impl IntoNullable<T, M>) {
    *place = value.into_nullable();
}

/// A list.
pub fn set_list<T, I: Into<T>>(place: &mut Vec<T>, items: impl IntoIterator<Item = I>) {
    *place = items.into_iter().map(Into::into).collect();
}

/// A list that need not be there.
pub fn set_some_list<T, I: Into<T>>(place: &mut Option<Vec<T>>, items: impl IntoIterator<Item = I>) {
    *place = Some(items.into_iter().map(Into::into).collect());
}
