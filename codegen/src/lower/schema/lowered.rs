//! What a schema becomes where it is used.

use crate::ir::Type;

/// What a place holds, with null told apart: a field says it by presence, all else by [`Type::Nullable`].
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lower) struct Lowered {
    pub(in crate::lower) value: Type,
    pub(in crate::lower) nullable: bool,
}

impl Lowered {
    pub(in crate::lower) fn plain(value: Type) -> Self {
        Self { value, nullable: false }
    }

    /// The type with its null, for places that cannot say it otherwise.
    pub(in crate::lower) fn into_type(self) -> Type {
        match self.value {
            value @ (Type::Any | Type::Null | Type::Nullable(_)) => value,
            value if self.nullable => Type::Nullable(Box::new(value)),
            value => value,
        }
    }
}
