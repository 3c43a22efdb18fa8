//! The steps of a request that convert their value first.

use super::{Request, Style};
use crate::json::WriteJson;

impl Request {
    /// Converts a value and sets a path parameter to it.
    pub fn path_of<T: WriteJson>(self, name: &'static str, value: impl Into<T>) -> Self {
        self.path(name, &value.into())
    }

    /// Converts a value and adds a query parameter with it.
    pub fn query_of<T: WriteJson>(self, name: &'static str, value: impl Into<T>, style: Style) -> Self {
        self.query(name, &value.into(), style)
    }

    /// Converts a value and sets a field of the body to it.
    pub fn field_of<T: WriteJson>(self, name: &'static str, value: impl Into<T>) -> Self {
        self.field(name, &value.into())
    }

    /// Converts a value and sets the entire body to it.
    pub fn body_of<T: WriteJson>(self, value: impl Into<T>) -> Self {
        self.body(&value.into())
    }
}
