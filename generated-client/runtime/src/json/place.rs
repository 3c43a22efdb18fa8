//! Values that are read where they stay: behind a box, in a list, in a map.
//!
//! In: a reader and a container. Out: the container with one value more. The functions that make a blank value are apart
//! from those that read, so that without optimisation the room for it is given back before anything nested is read.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::{Map, Value};

use super::{DecodeError, Json, Reader};

/// A blank value behind a box.
pub(super) fn blank_box<T: Json>() -> Box<T> {
    Box::new(T::blank())
}

/// Puts a blank value into an option.
pub(super) fn some_blank<T: Json>(place: &mut Option<T>) -> &mut T {
    place.insert(T::blank())
}

/// Reads an item and puts it behind the others. What is small is read faster by itself.
pub(super) fn read_item<T: Json>(items: &mut Vec<T>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    if items.len() == items.capacity() {
        grow(items, reader)?;
    }
    if T::IS_SMALL {
        return push(items, reader);
    }
    push_blank(items);
    items.last_mut().map_or(Ok(()), |item| item.fill_blank(reader))
}

/// Makes room for more items.
fn grow<T>(items: &mut Vec<T>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let more = reader.more_room(items.len(), size_of::<T>())?;
    items.reserve_exact(more);
    Ok(())
}

fn push<T: Json>(items: &mut Vec<T>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    items.push(T::read(reader)?);
    Ok(())
}

fn push_blank<T: Json>(items: &mut Vec<T>) {
    items.push(T::blank());
}

/// Reads the member of a map; one of the same name is replaced.
pub(super) fn read_member<T: Json>(
    members: &mut BTreeMap<String, T>,
    name: Cow<'_, str>,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    reader.take_member(members.len(), size_of::<T>())?;
    let name = reader.owned(name)?;
    if T::IS_SMALL { insert(members, name, reader) } else { member(members, name).read_into(reader) }
}

fn insert<T: Json>(
    members: &mut BTreeMap<String, T>,
    name: String,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    members.insert(name, T::read(reader)?);
    Ok(())
}

fn member<T: Json>(members: &mut BTreeMap<String, T>, name: String) -> &mut T {
    members.entry(name).or_insert_with(T::blank)
}

/// Reads the member of an untyped object; one of the same name is replaced.
pub(super) fn read_any_member(
    members: &mut Map<String, Value>,
    name: Cow<'_, str>,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    reader.take_member(members.len(), size_of::<Value>())?;
    let name = reader.owned(name)?;
    members.insert(name, Value::read(reader)?);
    Ok(())
}
