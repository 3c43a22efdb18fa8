//! Words with capitals inside: however their authors spell them in tags, paths and ids, one name comes of it.

use crate::diag::Diagnostics;
use crate::document::read_document;
use crate::emit::{Context, rust_path_of_operation};
use crate::ir::OperationId;
use crate::lower::{LowerOptions, ReadAhead, lower_api};
use crate::names::allocate_names;
use crate::schema::testing::node;

/// The way to the one method of a description, and the name of its resource's module.
fn path_of(path: &str, rest: &str) -> String {
    let root = node(&format!(
        "openapi: 3.1.1\ninfo: {{ title: T, version: '1' }}\npaths:\n  {path}: {{ get: {{ {rest} responses: {{ '204': {{ description: D }} }} }} }}"
    ));
    let mut diagnostics = Diagnostics::new();
    let document = read_document(&root, &mut diagnostics);
    let api = lower_api(&document, &ReadAhead::of(&root), &LowerOptions::default(), &mut diagnostics);
    let names = allocate_names(&api, &mut diagnostics);
    rust_path_of_operation(&Context::new(&api, &names, "client"), OperationId(0))
}

const SPELLINGS: &[(&str, &[&str])] = &[
    ("oauth", &["OAuth", "Oauth", "oauth", "OAUTH", "oAuth"]),
    ("graphql", &["GraphQL", "Graphql", "graphql", "graphQL", "GraphQl", "GRAPHQL"]),
    ("github", &["GitHub", "Github", "github", "gitHub", "GITHUB"]),
    ("gitlab", &["GitLab", "Gitlab", "gitlab"]),
    ("ios", &["iOS", "IOS", "Ios", "ios"]),
    ("macos", &["macOS", "MacOS", "Macos", "macos"]),
    ("grpc", &["gRPC", "GRPC", "Grpc", "grpc"]),
    ("ipv4", &["IPv4", "Ipv4", "ipv4", "IPV4"]),
    ("mysql", &["MySQL", "Mysql", "mysql"]),
    ("postgresql", &["PostgreSQL", "Postgresql", "postgresql"]),
    ("paypal", &["PayPal", "Paypal", "paypal"]),
    ("youtube", &["YouTube", "Youtube", "youtube"]),
    ("iot", &["IoT", "Iot", "IOT", "iot"]),
    ("saas", &["SaaS", "Saas", "saas"]),
    ("oauth2", &["OAuth2", "Oauth2", "oauth2", "OAUTH2"]),
    ("api", &["API", "Api", "api"]),
    ("apis", &["APIs", "Apis", "apis"]),
    ("url", &["URL", "Url", "url"]),
];

#[test]
fn the_spellings_of_a_tag_give_one_name() {
    for (word, spellings) in SPELLINGS {
        for spelling in *spellings {
            for path in [format!("/{word}/tokens"), format!("/v1/{spelling}/tokens")] {
                let found = path_of(&path, &format!("tags: ['{spelling}'],"));
                let expected = match *word {
                    // What stands before all paths is not a resource, so the method says where it is.
                    "api" | "apis" => continue,
                    word => format!("client.{word}().list_tokens()"),
                };
                assert_eq!(found, expected, "{spelling} at {path}");
            }
        }
    }
}

#[test]
fn the_spellings_of_a_tag_of_several_words_give_one_name() {
    for (word, spellings) in SPELLINGS {
        for spelling in *spellings {
            let capital = spelling[..1].to_uppercase() + &spelling[1..];
            for tag in
                [format!("My{capital}Keys"), format!("my {spelling} keys"), format!("my-{spelling}-keys")]
            {
                if spelling.chars().all(char::is_uppercase) && tag.starts_with("My") {
                    continue;
                }
                let found = path_of("/things", &format!("operationId: list, tags: ['{tag}'],"));
                assert_eq!(found, format!("client.my_{word}_keys().list()"), "{tag}");
            }
        }
    }
}

#[test]
fn the_spellings_of_an_id_give_one_name() {
    for (word, spellings) in SPELLINGS {
        for spelling in *spellings {
            let capital = spelling[..1].to_uppercase() + &spelling[1..];
            let ids = [
                format!("list{capital}Tokens"),
                format!("list_{spelling}_tokens"),
                format!("list-{spelling}Tokens"),
            ];
            for id in ids {
                let found = path_of("/things", &format!("operationId: {id}, tags: [Things],"));
                assert_eq!(found, format!("client.things().list_{word}_tokens()"), "{id}");
            }
            // Where the resource is at an end of the id, it is not said twice.
            for id in [format!("search{capital}"), format!("{spelling}Search"), format!("{spelling}_search")]
            {
                for tag in *spellings {
                    let found = path_of("/things", &format!("operationId: {id}, tags: ['{tag}'],"));
                    assert_eq!(found, format!("client.{word}().search()"), "{id} in {tag}");
                }
            }
        }
    }
}

#[test]
fn what_no_table_has_is_compared_without_case() {
    for tag in ["BlueSky", "Bluesky", "bluesky", "blue-sky"] {
        let by_path = path_of("/bluesky/posts", &format!("tags: [{tag}],"));
        assert!(by_path.ends_with("sky().list_posts()"), "{tag}: {by_path}");
        for id in ["searchBlueSky", "search_bluesky", "bluesky.search"] {
            let by_id = path_of("/things", &format!("operationId: {id}, tags: [{tag}],"));
            assert!(by_id.ends_with("sky().search()"), "{tag}: {by_id}");
        }
    }
}
