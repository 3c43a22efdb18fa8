//! What path items and operations have in common.

use super::model::{ParameterSpec, ServerSpec};
use super::reader::Spot;

/// The methods that a path item can name.
pub(super) const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Where OpenAPI 3.2 has the operations of all other methods.
pub(super) const ADDITIONAL: &str = "additionalOperations";

/// What a path item says for all of its operations.
pub(super) struct Shared {
    pub(super) parameters: Vec<ParameterSpec>,
    pub(super) servers: Vec<ServerSpec>,
    pub(super) summary: Option<String>,
    pub(super) description: Option<String>,
}

/// How many operations a path item has.
pub(super) fn methods_of(item: &Spot<'_>) -> usize {
    let additional = item.member(ADDITIONAL).map_or(0, |additional| additional.members().count());
    item.members().filter(|(key, _)| METHODS.contains(key)).count() + additional
}
