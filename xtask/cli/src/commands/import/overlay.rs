//! The corrections beside the descriptions: an OpenAPI Overlay 1.1 document.
//!
//! In: the overlay that is there, if any, and what pages say beside their block. Out: the overlay as it should be.
//! Must never know: how an overlay is applied.
//!
//! An overlay is written by people and has their comments, so one that exists is changed in its text, at the one place
//! that differs; only a new one is written as a whole.

use codegen::diag::{Diagnostics, Pointer};
use codegen::load::{Budgets, Files, Node, Source, load_source, locate};

use super::{Document, naming};
use crate::failure::Failure;

/// What becomes of the overlay.
#[derive(Debug)]
pub(super) struct Update {
    /// Its text; `None` where none is needed.
    pub(super) text: Option<String>,
    /// What was done, for people.
    pub(super) notes: Vec<String>,
}

/// Brings the overlay up to date.
pub(super) fn update(existing: Option<&str>, documents: &[Document]) -> Result<Update, Failure> {
    let servers = servers(documents);
    match (existing, servers.first()) {
        (Some(text), Some(server)) => with_server(text, server, &servers),
        (Some(text), None) => Ok(Update { text: Some(text.to_owned()), notes: Vec::new() }),
        (None, server) => Ok(new(server.map(String::as_str), &servers, documents)),
    }
}

/// The servers of the pages' request lines, the most frequent first.
fn servers(documents: &[Document]) -> Vec<String> {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for server in documents.iter().filter_map(|document| document.server.as_deref()) {
        match counted.iter_mut().find(|(known, _)| *known == server) {
            Some((_, count)) => *count += 1,
            None => counted.push((server, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(server, _)| server.to_owned()).collect()
}

/// An overlay that has the server, its text otherwise untouched.
fn with_server(text: &str, server: &str, all: &[String]) -> Result<Update, Failure> {
    let root = parse(text)
        .ok_or_else(|| Failure::refused("the overlay in the folder cannot be read; correct it first"))?;
    let mut notes = Vec::new();
    let actions = root.get("actions").and_then(Node::as_list).unwrap_or_default();
    let urls = |action: &Node| -> Option<Vec<String>> {
        let whole = action.get("target").and_then(Node::as_str) == Some("$");
        let servers = action.get("update")?.get("servers")?.as_list().filter(|_| whole)?;
        Some(servers.iter().filter_map(|server| server.get("url")?.as_str().map(str::to_owned)).collect())
    };
    let found = actions.iter().enumerate().find_map(|(at, action)| Some((at, urls(action)?)));
    let changed = match found {
        Some((_, urls)) if urls.iter().any(|url| url == server) => text.to_owned(),
        Some((at, urls)) => {
            notes.push(format!("server: {} → {server}", urls.first().map_or("none", String::as_str)));
            replace_url(text, at, server).ok_or_else(|| by_hand(server))?
        }
        None => {
            notes.push(format!("server: {server}"));
            append_action(text, &root, server).ok_or_else(|| by_hand(server))?
        }
    };
    notes.extend(others(all));
    Ok(Update { text: Some(changed), notes })
}

fn by_hand(server: &str) -> Failure {
    Failure::refused(format!("the overlay's server could not be set; write `url: {server}` into it by hand"))
}

fn others(all: &[String]) -> Option<String> {
    let rest = all.get(1..).filter(|rest| !rest.is_empty())?;
    Some(format!(
        "pages also name {}; add servers for their paths to the overlay if they differ",
        rest.join(", ")
    ))
}

fn parse(text: &str) -> Option<Node> {
    let source = Source::new("overlay.yaml", text.as_bytes().to_vec());
    let mut diagnostics = Diagnostics::new();
    let loaded = load_source(&source, &Budgets::default(), &mut Files::default(), &mut diagnostics);
    loaded.into_iter().next().filter(|_| !diagnostics.refused()).map(|loaded| loaded.root)
}

/// Writes another URL over the first server's, in the quotes that stand there.
fn replace_url(text: &str, action: usize, server: &str) -> Option<String> {
    let pointer = server_pointer(action);
    let range = locate(text, &pointer).filter(|found| found.exact)?.value.range;
    let old = text.get(range.clone())?;
    let quote =
        old.chars().next().filter(|first| matches!(first, '"' | '\'')).map(String::from).unwrap_or_default();
    let mut changed = text.to_owned();
    changed.replace_range(range, &format!("{quote}{server}{quote}"));
    verified(changed, &pointer, server)
}

/// Adds an action at the end of the list, indented as the actions before it.
fn append_action(text: &str, root: &Node, server: &str) -> Option<String> {
    let count = root.get("actions").and_then(Node::as_list).map_or(0, <[Node]>::len);
    let mut changed = text.trim_end().to_owned();
    let indent = if count == 0 {
        if root.get("actions").is_some() {
            return None;
        }
        changed.push_str("\nactions:");
        2
    } else {
        let first = locate(text, &Pointer::root().key("actions").index(0)).filter(|found| found.exact)?;
        // The value begins behind its dash.
        first.value.column.checked_sub(3)?
    };
    let space = " ".repeat(indent);
    changed.push_str(&format!(
        "\n{space}- target: $\n{space}  update:\n{space}    servers:\n{space}      - url: {server}\n"
    ));
    verified(changed, &server_pointer(count), server)
}

fn server_pointer(action: usize) -> Pointer {
    Pointer::root().key("actions").index(action).key("update").key("servers").index(0).key("url")
}

/// The text if it says what it should: an edit that went wrong must not be written.
fn verified(text: String, pointer: &Pointer, server: &str) -> Option<String> {
    let fits = parse(&text)?.at(pointer).and_then(Node::as_str) == Some(server);
    fits.then_some(text)
}

/// A new overlay; none where the pages say nothing beside their block.
fn new(server: Option<&str>, all: &[String], documents: &[Document]) -> Update {
    let mut credentials: Vec<&str> = Vec::new();
    // A description that is not a page may declare its credentials elsewhere; its publisher knows best.
    for name in
        documents.iter().filter(|document| document.server.is_some()).flat_map(|found| &found.credentials)
    {
        if !credentials.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            credentials.push(name);
        }
    }
    if server.is_none() && credentials.is_empty() {
        return Update { text: None, notes: Vec::new() };
    }
    let title = match documents {
        [only] => only.title.as_deref().unwrap_or("the description"),
        _ => "the descriptions",
    };
    let mut notes = Vec::new();
    let mut text = format!(
        "# Facts of the documentation that the description lacks. An action that matches nothing is an error.\n\
         overlay: 1.1.0\ninfo:\n  title: {}\n  version: 1.0.0\nactions:\n",
        quoted(&format!("Corrections to {title}"))
    );
    if let Some(server) = server {
        notes.push(format!("server: {server}"));
        text.push_str("  # The request line of the page names the server.\n");
        text.push_str(&format!("  - target: $\n    update:\n      servers:\n        - url: {server}\n"));
    }
    for header in credentials {
        let env = variable(server.unwrap_or_default(), header);
        notes.push(format!("credential: {header}, read from {env}"));
        text.push_str("  # The header is the credential of the client, never an argument of a call.\n");
        text.push_str(&scheme(header, &env));
    }
    notes.extend(others(all));
    Update { text: Some(text), notes }
}

fn scheme(header: &str, env: &str) -> String {
    let kind = if header.eq_ignore_ascii_case("authorization") {
        "            type: http\n            scheme: bearer\n".to_owned()
    } else {
        format!("            type: apiKey\n            in: header\n            name: {}\n", quoted(header))
    };
    format!(
        "  - target: $\n    update:\n      components:\n        securitySchemes:\n          {}:\n{kind}            x-env: {env}\n",
        scheme_name(header)
    )
}

/// What the credential is called in the client: `xi-api-key` is its `apiKey`.
fn scheme_name(header: &str) -> String {
    let words = naming::kebab(header);
    if words == "authorization" {
        return "token".to_owned();
    }
    if words.ends_with("api-key") {
        return "apiKey".to_owned();
    }
    let mut name = String::new();
    for (at, word) in words.trim_start_matches("x-").split('-').enumerate() {
        let (first, rest) = word.split_at(word.len().min(1));
        name.push_str(&if at == 0 { first.to_owned() } else { first.to_ascii_uppercase() });
        name.push_str(rest);
    }
    name
}

/// The environment variable of a credential: the name of the site and what the credential is.
fn variable(server: &str, header: &str) -> String {
    let host = server.split("://").nth(1).unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let country = labels.last().is_some_and(|last| last.len() == 2);
    let site = match labels.as_slice() {
        // Below `co.uk` and its like, the name of the site is one label further left.
        [.., site, "co" | "com" | "org" | "net" | "ac" | "gov", _] if country => site,
        [.., site, _] => site,
        _ => "",
    };
    let what = match scheme_name(header).as_str() {
        "apiKey" => "api-key".to_owned(),
        other => naming::kebab(other),
    };
    let name = naming::kebab(&format!("{site}-{what}")).replace('-', "_").to_ascii_uppercase();
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("API_{name}") } else { name }
}

/// Text in single quotes, as YAML reads it back.
fn quoted(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("'{}'", line.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::import::given::Came;
    use crate::record::Origin;

    fn page(server: &str) -> Document {
        Document {
            origin: "page.md".to_owned(),
            came: Came {
                origin: Origin::StandardInput,
                stamp: crate::fetch::Stamp::default(),
                hosts: Vec::new(),
            },
            file: "page.yaml".to_owned(),
            text: Vec::new(),
            server: Some(server.to_owned()),
            title: Some("Cat's API".to_owned()),
            credentials: vec!["xi-api-key".to_owned()],
            operations: std::collections::BTreeSet::new(),
        }
    }

    #[test]
    fn a_new_overlay_says_what_the_page_says() {
        let made = update(None, &[page("https://api.example.co.uk")]).unwrap();
        let text = made.text.unwrap();
        let root = parse(&text).unwrap();
        assert_eq!(root.at(&server_pointer(0)).and_then(Node::as_str), Some("https://api.example.co.uk"));
        assert!(text.contains("title: 'Corrections to Cat''s API'"), "{text}");
        assert!(text.contains("x-env: EXAMPLE_API_KEY"), "{text}");
    }

    #[test]
    fn an_overlay_that_has_the_server_stays_as_it_is() {
        let text = "overlay: 1.1.0 # ours\ninfo: {title: a, version: '1'}\nactions:\n- target: $\n  update:\n    servers: [{url: 'https://a.io'}]\n";
        assert_eq!(update(Some(text), &[page("https://a.io")]).unwrap().text.unwrap(), text);
        let changed = update(Some(text), &[page("https://b.io")]).unwrap().text.unwrap();
        assert_eq!(changed, text.replace("a.io", "b.io"));
    }

    #[test]
    fn an_overlay_without_server_gets_one_at_the_end() {
        let text = "overlay: 1.1.0\ninfo: {title: a, version: '1'}\nactions:\n    # why\n    - target: $.info\n      update: {x: 1}\n";
        let changed = update(Some(text), &[page("https://a.io")]).unwrap().text.unwrap();
        assert!(changed.starts_with(text));
        assert!(
            changed.ends_with(
                "    - target: $\n      update:\n        servers:\n          - url: https://a.io\n"
            ),
            "{changed}"
        );
    }

    #[test]
    fn variables_are_named_after_the_site() {
        assert_eq!(variable("https://api.elevenlabs.io", "xi-api-key"), "ELEVENLABS_API_KEY");
        assert_eq!(variable("http://localhost:8080", "Authorization"), "TOKEN");
        assert_eq!(variable("https://1password.com", "X-Api-Key"), "API_1PASSWORD_API_KEY");
    }
}
