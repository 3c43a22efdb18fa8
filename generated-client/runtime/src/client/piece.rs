//! A part of the template of a server, and what stands for a variable in it.

use super::ServerVariable;
use crate::error::Failure;

/// A part of a template.
#[derive(Clone, Copy)]
pub(super) enum Piece<'a> {
    /// Text of the description.
    Literal(&'a str),
    /// What stands for a variable.
    Value(Value<'a>),
}

/// What stands for a variable.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) variable: &'a ServerVariable,
    pub(super) text: &'a str,
}

impl Value<'_> {
    /// Whether the description has this value itself, as the default or in its list.
    pub(super) fn is_own(&self) -> bool {
        self.text == self.variable.default || self.variable.allowed.contains(&self.text)
    }

    /// The error of a value that cannot stand where its variable does.
    pub(super) fn refused(&self, why: &str) -> Failure {
        let name = self.variable.name;
        Failure::build(if self.is_own() {
            format!(
                "the description's own value of the server's variable `{name}` {why}: set another by \
                 `.server_variable(\"{name}\", …)`, or call `.base_url(…)`"
            )
        } else {
            format!("the value of the server's variable `{name}` {why}")
        })
    }
}
