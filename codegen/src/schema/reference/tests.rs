use super::*;

fn root(yaml: &str) -> Node {
    crate::schema::testing::node(yaml)
}

fn resolved(yaml: &str, reference: &str) -> String {
    match resolve_reference(&root(yaml), reference) {
        Ok(pointer) => pointer.to_string(),
        Err(error) => {
            let found = error.diagnostic(&Pointer::root());
            format!("{} {} | {}", found.code.id, found.message, found.help.unwrap_or_default())
        }
    }
}

const DEEP: &str = "
paths:
  /x:
    get:
      responses:
        '200': { $ref: '#/components/responses/Ok' }
  '/a b/{id}': { get: { summary: s } }
components:
  responses:
    Ok: { content: { application/json: { schema: { type: string } } } }
  schemas:
    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/C', description: b }
    C: { type: string, $anchor: see, $defs: { D: { $anchor: dee } } }
    Loop: { $ref: '#/components/schemas/Pool' }
    Pool: { $ref: '#/components/schemas/Loop' }
    Inward: { $ref: '#/components/schemas/Inward/x' }
    Known: { $id: 'https://example.com/known' }
";

#[test]
fn follows_chains_and_deep_places() {
    assert_eq!(resolved(DEEP, "#/components/schemas/A"), "/components/schemas/C");
    assert_eq!(
        resolved(DEEP, "#/paths/~1x/get/responses/200/content/application~1json/schema"),
        "/components/responses/Ok/content/application~1json/schema"
    );
    assert_eq!(resolved(DEEP, "#/paths/~1a%20b~1%7Bid%7D/get"), "/paths/~1a b~1{id}/get");
    assert_eq!(resolved(DEEP, "#/paths/%2Fx/get"), "/paths/~1x/get");
}

#[test]
fn finds_anchors_and_identifiers() {
    assert_eq!(resolved(DEEP, "#see"), "/components/schemas/C");
    assert_eq!(resolved(DEEP, "#dee"), "/components/schemas/C/$defs/D");
    assert_eq!(resolved(DEEP, "https://example.com/known"), "/components/schemas/Known");
}

#[test]
fn one_step_stops_at_the_first_place() {
    let root = root(DEEP);
    assert_eq!(
        resolve_step(&root, "#/components/schemas/A").map(|pointer| pointer.to_string()),
        Ok("/components/schemas/A".to_owned())
    );
}

#[test]
fn circles_end() {
    assert!(resolved(DEEP, "#/components/schemas/Loop").starts_with("W402"));
    assert!(resolved(DEEP, "#/components/schemas/Loop/properties").starts_with("W402"));
    assert!(resolved(DEEP, "#/components/schemas/Inward").starts_with("W402"));
}

#[test]
fn what_leads_nowhere_says_what_was_meant() {
    assert_eq!(
        resolved(DEEP, "#/components/schemas/known"),
        "W401 `#/components/schemas/known` cannot be resolved: `known` does not exist | did you mean `#/components/schemas/Known`?"
    );
    assert_eq!(
        resolved(DEEP, "Known"),
        "W403 `Known` is not a place in this description | did you mean `#/components/schemas/Known`?"
    );
    assert_eq!(
        resolved(DEEP, "#/compnents/schemas/C"),
        "W401 `#/compnents/schemas/C` cannot be resolved: `compnents` does not exist | did you mean `#/components/schemas/C`?"
    );
    assert_eq!(
        resolved(DEEP, "#/compnents/schemas/Nobody"),
        "W401 `#/compnents/schemas/Nobody` cannot be resolved: `compnents` does not exist | "
    );
    for whole in ["#", ""] {
        assert!(resolved(DEEP, whole).starts_with("W401"), "{whole:?} is no part");
    }
}

#[test]
fn a_long_chain_is_followed() {
    let link = |link: u32| format!("    S{link}: {{ $ref: '#/components/schemas/S{}' }}\n", link + 1);
    let links: String = (0..10_000).map(link).collect();
    let yaml = format!("components:\n  schemas:\n{links}    S10000: {{ type: string }}\n");
    assert_eq!(resolved(&yaml, "#/components/schemas/S0"), "/components/schemas/S10000");
}
