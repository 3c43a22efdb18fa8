//! How much room types take where they stand.

use serde_json::{Value, json};

/// Bytes for each member of a type that has many.
const A_MEMBER: usize = 40;

/// How many of the largest types are named.
const NAMED: usize = 5;

/// The size of a type.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    name: &'static str,
    bytes: usize,
    members: usize,
}

impl Size {
    /// The size of `T`, which has so many members of its own.
    #[must_use]
    pub const fn of<T>(name: &'static str, members: usize) -> Self {
        Self { name, bytes: size_of::<T>(), members }
    }

    /// What the type may have: what any may, or 40 bytes for each of its members where that is more.
    fn limit(&self, any: usize) -> usize {
        any.max(A_MEMBER.saturating_mul(self.members))
    }
}

/// The largest types, and all that are too large where any type may have so many bytes.
pub(crate) fn summary(sizes: &[Size], any: usize) -> Value {
    let mut sorted = sizes.to_vec();
    sorted.sort_by_key(|size| (std::cmp::Reverse(size.bytes), size.name));
    let shown = |size: &Size| json!({ "name": size.name, "bytes": size.bytes, "limit": size.limit(any) });
    let over = sorted.iter().filter(|size| size.bytes > size.limit(any));
    json!({
        "types": sizes.len(),
        "largest": sorted.iter().take(NAMED).map(shown).collect::<Vec<_>>(),
        "over": over.map(shown).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_members_may_take_more() {
        let sizes = [
            Size::of::<[u8; 4096]>("fits", 1),
            Size::of::<[u8; 4097]>("does not", 102),
            Size::of::<[u8; 8000]>("has many", 200),
        ];
        let said = summary(&sizes, 4096);
        assert_eq!(said["types"], 3);
        assert_eq!(said["largest"][0]["name"], "has many");
        assert_eq!(said["over"], json!([{ "name": "does not", "bytes": 4097, "limit": 4096 }]));
    }
}
