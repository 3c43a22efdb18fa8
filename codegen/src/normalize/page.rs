//! Habits of documentation pages, taken out before descriptions are merged.
//!
//! In: the description of one page. Out: the same with what the page means said in the words of OpenAPI: a version
//! that names the endpoint becomes the operation's place among the resources, the request line a server, the
//! reference link the operation's external documentation.

use super::draft::Draft;
use super::draft::insert;
use super::positions::METHODS;
use crate::diag::Pointer;
use crate::load::{Map, Node, Page};

/// What a page writes before the place of its endpoint in `info.version`.
const ENDPOINT: &str = "endpoint_";
/// What it writes before the name of a resource.
const SUBPACKAGE: &str = "subpackage_";

/// The version of a description that does not say one.
const UNVERSIONED: &str = "unversioned";

/// Rewrites what the page says.
pub(super) fn normalize_page(draft: &mut Draft) {
    let version = draft.root.get("info").and_then(|info| info.get("version")).and_then(Node::as_str);
    let endpoint = version.and_then(endpoint_of);
    if let Some((groups, method)) = endpoint {
        if let [operation] = operations(&draft.root).as_slice()
            && let Some(Node::Map(members)) = draft.root.at_mut(operation)
            && !members.keys().any(|key| key.starts_with("x-fern-sdk-") || key.starts_with("x-speakeasy-"))
        {
            members.insert("x-fern-sdk-group-name".to_owned(), Node::List(groups));
            members.insert("x-fern-sdk-method-name".to_owned(), Node::String(method));
        }
        insert(&mut draft.root, &Pointer::root().key("info").key("version"), UNVERSIONED.into());
    }
    if let Some(page) = draft.page.take() {
        add_what_the_page_says(&mut draft.root, &page);
    }
}

fn add_what_the_page_says(root: &mut Node, page: &Page) {
    let has_servers = root.get("servers").and_then(Node::as_list).is_some_and(|servers| !servers.is_empty());
    if let Some(url) = page.server_url.as_ref().filter(|_| !has_servers) {
        let server = Node::Map(Map::from([("url".to_owned(), url.as_str().into())]));
        insert(root, &Pointer::root().key("servers"), Node::List(vec![server]));
    }
    let operations = operations(root);
    if let ([operation], Some(link)) = (operations.as_slice(), &page.reference)
        && let Some(Node::Map(members)) = root.at_mut(operation)
    {
        members
            .entry("externalDocs".to_owned())
            .or_insert_with(|| Node::Map(Map::from([("url".to_owned(), link.as_str().into())])));
    }
}

/// `endpoint_a/b.method` → groups and method.
fn endpoint_of(version: &str) -> Option<(Vec<Node>, String)> {
    let (place, method) = version.strip_prefix(ENDPOINT)?.rsplit_once('.')?;
    let groups =
        place.split('/').map(without_prefix).filter(|group| !group.is_empty()).map(Node::from).collect();
    (!method.is_empty()).then(|| (groups, method.to_owned()))
}

fn without_prefix(segment: &str) -> &str {
    segment.strip_prefix(SUBPACKAGE).unwrap_or(segment)
}

/// The places of all operations under `paths`.
fn operations(root: &Node) -> Vec<Pointer> {
    let paths = Pointer::root().key("paths");
    let items = root.get("paths").and_then(Node::as_map).into_iter().flatten();
    items
        .flat_map(|(path, item)| {
            let place = paths.key(path);
            let methods = METHODS.iter().filter(|method| item.get(method).is_some());
            methods.map(|method| place.key(method)).collect::<Vec<_>>()
        })
        .collect()
}

/// A page's tags are paths, each with those above it: `[subpackage_a, subpackage_a/b]` is the one tag `a/b`.
pub(super) fn normalize_tags(operation: &mut Map) {
    let Some(Node::List(tags)) = operation.get_mut("tags") else { return };
    for tag in tags.iter_mut() {
        if let Node::List(path) = tag {
            let deepest = path.iter().filter_map(Node::as_str).max_by_key(|text| text.matches('/').count());
            let deepest =
                deepest.unwrap_or_default().split('/').map(without_prefix).collect::<Vec<_>>().join("/");
            *tag = Node::String(deepest);
        } else if let Node::String(text) = tag
            && text.starts_with(SUBPACKAGE)
        {
            *text = text.split('/').map(without_prefix).collect::<Vec<_>>().join("/");
        }
    }
    tags.retain(|tag| tag.as_str() != Some(""));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Files;
    use crate::normalize::testing::{load, node};

    #[track_caller]
    fn check(name: &str, text: &str, expect: &str) {
        let mut draft = Draft::new(load(name, text, &mut Files::default()));
        normalize_page(&mut draft);
        assert_eq!(draft.root, node(expect));
    }

    #[test]
    fn the_version_of_a_page_is_a_place() {
        check(
            "a.yaml",
            "info: {version: endpoint_conversationalAi/whatsapp.outbound_call}\npaths: {/x: {post: {summary: s}}}\n",
            "info: {version: unversioned}\npaths:\n  /x:\n    post: {summary: s, x-fern-sdk-group-name: [conversationalAi, whatsapp], x-fern-sdk-method-name: outbound_call}\n",
        );
        check(
            "a.yaml",
            "info: {version: 1.endpoint_a.b}\npaths: {}\n",
            "info: {version: 1.endpoint_a.b}\npaths: {}\n",
        );
        check(
            "a.yaml",
            "info: {version: endpoint_a.b}\npaths: {/x: {post: {x-fern-sdk-method-name: c}}}\n",
            "info: {version: unversioned}\npaths: {/x: {post: {x-fern-sdk-method-name: c}}}\n",
        );
    }

    #[test]
    fn what_stands_around_the_block_is_kept() {
        check(
            "a.md",
            "# A\n\nGET https://h.example/api/x\n\nReference: https://d.example/x\n\n```yaml\nopenapi: 3.1.0\npaths:\n  /x:\n    get: {}\n```\n",
            "openapi: 3.1.0\npaths: {/x: {get: {externalDocs: {url: 'https://d.example/x'}}}}\nservers: [{url: 'https://h.example/api'}]\n",
        );
    }

    #[test]
    fn nested_tags_are_one_path() {
        let mut operation = node("tags: [[subpackage_a, subpackage_a/b], c, subpackage_d/e, []]\n");
        normalize_tags(operation.as_map_mut().expect("a map"));
        assert_eq!(operation, node("tags: [a/b, c, d/e]\n"));
    }
}
