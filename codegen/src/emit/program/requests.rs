//! What is asked of the program: the values of each request, as JSON texts.

use std::collections::BTreeMap;

use crate::ir::Place;

/// Requests by the place of their operation, a JSON pointer.
pub type GivenRequests = BTreeMap<String, GivenRequest>;

/// The values of one request. What it does not have is not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenRequest {
    /// Parameters by their place and their name on the wire, each a JSON text.
    pub parameters: BTreeMap<(Place, String), String>,
    /// Whether the description allows these parameters.
    pub are_parameters_valid: bool,
    /// Bodies by their media type.
    pub bodies: BTreeMap<String, GivenBody>,
}

/// A body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenBody {
    /// The whole as a JSON text.
    pub whole: String,
    /// The members of an object, each a JSON text; of an array its items by their position (`0`), and all from a position
    /// on (`0..`); none where the body is neither.
    pub members: Option<Vec<(String, String)>>,
    /// Whether the description allows it.
    pub is_valid: bool,
}

impl GivenRequest {
    /// The body of a media type. The only one there is will do: a range is sent as something that it covers.
    pub(super) fn body(&self, media_type: &str) -> Option<&GivenBody> {
        let only = self.bodies.values().next().filter(|_| self.bodies.len() == 1);
        self.bodies.get(media_type).or(only)
    }
}

impl GivenBody {
    /// The JSON text of a member.
    pub(super) fn member(&self, wire: &str) -> Option<&str> {
        let members = self.members.as_deref().unwrap_or_default();
        members.iter().find(|(name, _)| name == wire).map(|(_, json)| json.as_str())
    }
}
