//! The fields of a JSON body that is put together by setters.

use std::{borrow::Cow, ops::Range};

use super::json_text;
use crate::json::{self, EncodeError, WriteJson};

/// Fields of an object, in one buffer.
#[derive(Clone, Default)]
pub(crate) struct Fields {
    buffer: Vec<u8>,
    members: Vec<(Cow<'static, str>, Range<usize>)>,
}

impl Fields {
    /// Sets a field; the last value of a name wins, and an absent one unsets it.
    pub(crate) fn set(&mut self, name: Cow<'static, str>, value: &dyn WriteJson) -> Result<(), EncodeError> {
        if value.is_absent() {
            self.members.retain(|(known, _)| *known != name);
            return Ok(());
        }
        if self.buffer.capacity() == 0 {
            self.buffer.reserve(256);
        }
        let start = self.buffer.len();
        json::write_into(value, &mut self.buffer)?;
        self.put(name, start..self.buffer.len());
        Ok(())
    }

    /// Sets a field to JSON text.
    pub(crate) fn set_text(&mut self, name: Cow<'static, str>, text: &[u8]) {
        let start = self.buffer.len();
        self.buffer.extend_from_slice(text);
        self.put(name, start..self.buffer.len());
    }

    fn put(&mut self, name: Cow<'static, str>, range: Range<usize>) {
        if let Some(member) = self.members.iter_mut().find(|(known, _)| *known == name) {
            member.1 = range;
            return;
        }
        if self.members.is_empty() {
            // Most bodies have a handful of fields; growing one by one costs more than this.
            self.members.reserve(8);
        }
        self.members.push((name, range));
    }

    /// Forgets all fields.
    pub(crate) fn clear(&mut self) {
        self.members.clear();
        self.buffer.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The fields, as JSON text.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.members
            .iter()
            .map(|(name, range)| (name.as_ref(), self.buffer.get(range.clone()).unwrap_or_default()))
    }

    /// The object: the fields of `whole` that are not set here, then the ones that are. `None` when `whole` is not an
    /// object.
    pub(crate) fn object(&self, whole: Option<&[u8]>) -> Option<Vec<u8>> {
        let kept = match whole {
            Some(whole) if !whole.trim_ascii_start().starts_with(b"{") => return None,
            Some(whole) => json_text::members(whole),
            None => Vec::new(),
        };
        // Names have two quotes, a colon and a comma around them; few need an escape.
        let names: usize = self.members.iter().map(|(name, _)| name.len() + 4).sum();
        let length = whole.map_or(0, <[u8]>::len) + self.buffer.len() + names + 2;
        let mut object = Vec::with_capacity(length);
        object.push(b'{');
        for (name, value) in kept {
            if !self.members.iter().any(|(known, _)| *known == name) {
                member(&mut object, &name, value);
            }
        }
        for (name, value) in self.iter() {
            member(&mut object, name, value);
        }
        object.push(b'}');
        Some(object)
    }
}

fn member(object: &mut Vec<u8>, name: &str, value: &[u8]) {
    if object.len() > 1 {
        object.push(b',');
    }
    write_text(object, name);
    object.push(b':');
    object.extend_from_slice(value);
}

/// A string as JSON.
fn write_text(target: &mut Vec<u8>, text: &str) {
    if serde_json::to_writer(&mut *target, text).is_err() {
        // Writing text into memory does not fail.
        target.extend_from_slice(b"\"\"");
    }
}
