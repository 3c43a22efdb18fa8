//! Values that a case of a union lists for a member, and what an object has there.
//!
//! In: the text of a value, the way to a member inside it, and the values that are listed for it. Out: whether it has another.

use super::{Kind, Reader, union::same_value};

/// The step from a list to each of its items. A list has no members, so no name can be meant.
const EACH_ITEM: &str = "[]";

/// Whether a value, or a member of its members, is none of those that are listed for it. Null says nothing.
pub(super) fn speaks_against(reader: &mut Reader<'_>, value: &str, way: &[&str], literals: &[&str]) -> bool {
    let Some((step, rest)) = way.split_first() else {
        return value != "null" && !is_listed(value, literals);
    };
    if reader.second_looks == 0 {
        return false;
    }
    reader.second_looks = reader.second_looks.saturating_sub(value.len());
    if *step == EACH_ITEM && value.starts_with('[') {
        let mut found = false;
        let read = Reader::over(value).array(|items| {
            let item = items.raw()?;
            found = found || speaks_against(reader, item, rest, literals);
            Ok(())
        });
        return read.is_ok() && found;
    }
    member_of(value, step).is_some_and(|member| speaks_against(reader, member, rest, literals))
}

pub(super) fn is_listed(value: &str, literals: &[&str]) -> bool {
    literals.iter().any(|literal| same_value(value, literal))
}

/// The member of an object that was looked at before; the last where it comes twice, as everywhere.
fn member_of<'json>(object: &'json str, wanted: &str) -> Option<&'json str> {
    let mut reader = Reader::over(object);
    if reader.peek().ok()? != Kind::Object {
        return None;
    }
    let mut found = None;
    let members = reader.members(|reader, name| {
        let value = reader.raw()?;
        if name == wanted {
            found = Some(value);
        }
        Ok(())
    });
    members.ok().and(found)
}
