//! Where an API lives.

use crate::diag::Pointer;

use super::Docs;

/// Where an API lives.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The place in the description.
    pub pointer: Pointer,
    /// The URL with its `{variables}`; absolute, or relative where the description says no more.
    pub url: String,
    /// What the description calls it.
    pub name: Option<String>,
    /// What it is for.
    pub docs: Docs,
    /// The variables of the URL, each with its default.
    pub variables: Vec<ServerVariable>,
}

impl Server {
    /// The URL with what stands in it if nobody says otherwise.
    #[must_use]
    pub fn default_url(&self) -> String {
        self.variables.iter().fold(self.url.clone(), |url, variable| {
            url.replace(&format!("{{{}}}", variable.wire), &variable.default)
        })
    }
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// The name between the braces.
    pub wire: String,
    /// What stands there if nobody says otherwise.
    pub default: String,
    /// The values that the description lists; empty where any goes.
    pub allowed: Vec<String>,
}
