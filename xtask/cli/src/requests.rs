//! The smallest request of each operation, as the generator takes it for the program that makes every call.
//!
//! In: a normalised description. Out: values as JSON texts, by the place of their operation.
//! Must never know: how the program is written.

use codegen::document::ParameterPlace;
use codegen::emit::{GivenBody, GivenRequest, GivenRequests};
use codegen::ir::Place;
use codegen::load::Node;
use mock_server::{SampleValue, SmallestRequest, smallest_requests};

/// The requests of all operations.
pub(crate) fn smallest(root: &Node) -> GivenRequests {
    smallest_requests(root).into_iter().map(|request| (request.pointer.to_string(), given(request))).collect()
}

fn given(request: SmallestRequest) -> GivenRequest {
    // What is judged by another operation's rules may break them.
    let are_parameters_valid =
        !request.is_ambiguous && request.parameters.iter().all(|(_, _, made)| made.is_valid);
    let parameters = request.parameters.into_iter();
    let parameters = parameters.map(|(place, name, made)| ((place_of(place), name), json(&made.value)));
    let bodies = request.bodies.iter().map(|(kind, made)| (kind.clone(), body(made)));
    GivenRequest { parameters: parameters.collect(), are_parameters_valid, bodies: bodies.collect() }
}

fn body(made: &SampleValue) -> GivenBody {
    let members = match &made.value {
        Node::Map(map) => Some(map.iter().map(|(name, value)| (name.clone(), json(value))).collect()),
        Node::List(items) => Some(positions(items)),
        _ => None,
    };
    GivenBody { whole: json(&made.value), members, is_valid: made.is_valid }
}

/// The first items by their position, and from each of those on all that are behind (`0..`).
fn positions(items: &[Node]) -> Vec<(String, String)> {
    const MOST: usize = 12;
    let items = items.get(..MOST).unwrap_or(items);
    let each = items.iter().enumerate().map(|(position, item)| (position.to_string(), json(item)));
    let behind =
        (0..items.len()).map(|from| (format!("{from}.."), json(&Node::List(items[from..].to_vec()))));
    each.chain(behind).collect()
}

fn json(value: &Node) -> String {
    // Keys of a tree are text and its numbers are finite, so nothing can fail.
    serde_json::to_string(value).unwrap_or_default()
}

fn place_of(place: ParameterPlace) -> Place {
    match place {
        ParameterPlace::Path => Place::Path,
        ParameterPlace::Query => Place::Query,
        ParameterPlace::Header => Place::Header,
        ParameterPlace::Cookie => Place::Cookie,
    }
}
