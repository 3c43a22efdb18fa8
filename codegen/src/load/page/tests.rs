//! Pages as documentation sites publish them.

use super::*;

const PAGE: &str = "# Make a call\n\nPOST https://api.example.com/v1/calls/{id}\nContent-Type: application/json\n\n\
Reference: https://example.com/docs/call\n\n## OpenAPI Specification\n\n```yaml\nopenapi: 3.1.1\npaths:\n  /v1/calls/{id}:\n    \
post: {}\n```\n\n## SDK Code Examples\n\n```python\n# Not a title\nopenapi: no\n```\n";

#[track_caller]
fn check(text: &str, expect: &[(&str, &str, &str, usize)]) {
    let pages = extract_pages(text);
    let found: Vec<_> = pages
        .iter()
        .map(|page| {
            (
                page.title.as_deref().unwrap_or("-"),
                page.server_url.as_deref().unwrap_or("-"),
                page.path.as_deref().unwrap_or("-"),
                page.yaml_line_offset,
            )
        })
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn one_page() {
    check(PAGE, &[("Make a call", "https://api.example.com", "/v1/calls/{id}", 10)]);
    let page = &extract_pages(PAGE)[0];
    assert_eq!(page.yaml, "openapi: 3.1.1\npaths:\n  /v1/calls/{id}:\n    post: {}\n");
    assert_eq!(page.method.as_deref(), Some("POST"));
    assert_eq!(page.reference.as_deref(), Some("https://example.com/docs/call"));
}

#[test]
fn pages_joined_without_a_line_end_stay_apart() {
    let found = extract_pages(&format!("{}{PAGE}", PAGE.trim_end()));
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].server_url.as_deref(), Some("https://api.example.com"));
}

#[test]
fn many_pages_in_one_file() {
    let second = PAGE.replace("Make a call", "End a call").replace("/v1/calls/{id}", "/v1/end");
    check(
        &format!("{PAGE}\n---\n\n{second}"),
        &[
            ("Make a call", "https://api.example.com", "/v1/calls/{id}", 10),
            ("End a call", "https://api.example.com", "/v1/end", 35),
        ],
    );
}

#[test]
fn line_ends_fences_and_indentation() {
    let crlf = PAGE.replace('\n', "\r\n");
    check(&crlf, &[("Make a call", "https://api.example.com", "/v1/calls/{id}", 10)]);
    assert!(extract_pages(&crlf)[0].yaml.contains("3.1.1\r\npaths"));
    let tildes = PAGE.replace("```yaml", "~~~~ yml").replacen("```\n", "~~~~\n", 1);
    check(&tildes, &[("Make a call", "https://api.example.com", "/v1/calls/{id}", 10)]);
    let indented = "# A\n  ```json\n  {\n    \"openapi\": \"3.1.0\"\n  }\n  ```\n";
    check(indented, &[("A", "-", "-", 2)]);
    assert_eq!(extract_pages(indented)[0].yaml, "{\n  \"openapi\": \"3.1.0\"\n}\n");
}

#[test]
fn fences_inside_a_description_do_not_end_the_block() {
    let text = "# A\n```yaml\nopenapi: 3.1.0\ninfo:\n  description: |\n    ```sh\n    curl\n    ```\n  title: A\n```\n";
    assert!(extract_pages(text)[0].yaml.ends_with("title: A\n"));
}

#[test]
fn base_urls_keep_their_prefix() {
    let prefixed = PAGE.replace("https://api.example.com", "https://example.com/api");
    check(&prefixed, &[("Make a call", "https://example.com/api", "/v1/calls/{id}", 10)]);
    let colon = PAGE.replace("com/v1/calls/{id}", "com/v1/calls/:id");
    check(&colon, &[("Make a call", "https://api.example.com", "/v1/calls/{id}", 10)]);
    let other = PAGE.replace("com/v1/calls/{id}", "com/v2/other");
    check(&other, &[("Make a call", "https://api.example.com", "/v2/other", 10)]);
}

#[test]
fn pages_are_told_from_yaml() {
    for yaml in [
        "openapi: 3.1.0\ninfo:\n  description: |\n    # Title\n    ```sh\n    ```\n",
        "# A comment\n# Another\nopenapi: 3.0.0\n",
        "---\nopenapi: 3.0.0\n",
        "info: {}\nopenapi: 3.0.0\n",
        "{\"openapi\": \"3.0.0\"}",
        "just: text\n",
        "<p>x</p>",
    ] {
        assert!(!is_page(yaml), "{yaml}");
    }
    for page in [PAGE, "---\ntitle: x\n---\n# A\n\n```yaml\nopenapi: 3.0.0\n```\n", "# A\n\n## No block\n"] {
        assert!(is_page(page), "{page}");
    }
    assert!(extract_pages("# A\n\n```python\nx\n```\n").is_empty());
}
