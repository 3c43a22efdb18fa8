//! `import` takes the block of a documentation page over, byte for byte.

use std::path::PathBuf;

use crate::checkout::{Checkout, project_root};

/// A page like the published one, written around the committed description: what `import` must give back.
fn page_of(checkout: &Checkout) -> PathBuf {
    let block =
        std::fs::read_to_string(project_root().join("spec/whatsapp-outbound-call.yaml")).expect("the spec");
    let page = checkout.path("whatsapp-outbound-call.md");
    let text = format!(
        "# Make WhatsApp outbound call\n\nPOST https://api.elevenlabs.io/v1/convai/whatsapp/outbound-call\n\
         Content-Type: application/json\n\nMake an outbound call via WhatsApp\n\n\
         ## OpenAPI Specification\n\n```yaml\n{block}```\n\n## SDK Code Examples\n\n```python\nopenapi = 1\n```\n"
    );
    std::fs::write(&page, text).expect("a new file");
    page
}

#[test]
fn importing_the_page_reproduces_spec_and_client() {
    let checkout = Checkout::new();
    let page = page_of(&checkout);
    let files = ["spec/whatsapp-outbound-call.yaml", "spec/overlay.yaml"].map(|file| checkout.path(file));
    let descriptions = || files.clone().map(|file| std::fs::read(file).expect("a file"));
    let before = (descriptions(), checkout.tree("generated-client"));
    std::fs::remove_file(checkout.path("spec/whatsapp-outbound-call.yaml")).expect("the spec is there");
    let imported = checkout.run(&["import", page.to_str().expect("a UTF-8 path")]);
    assert_eq!(imported.code, 0, "{}", imported.printed);
    assert_eq!(checkout.run(&["regenerate"]).code, 0);
    assert!(before == (descriptions(), checkout.tree("generated-client")), "byte for byte");
}

#[test]
fn importing_into_an_empty_folder_makes_an_overlay_with_the_server() {
    let checkout = Checkout::new();
    let page = page_of(&checkout);
    let ended = checkout.run(&["import", page.to_str().expect("a UTF-8 path"), "--into", "elsewhere"]);
    assert_eq!(ended.code, 0, "{}", ended.printed);
    let overlay = std::fs::read_to_string(checkout.path("elsewhere/overlay.yaml")).expect("an overlay");
    assert!(overlay.contains("https://api.elevenlabs.io"), "{overlay}");
    let made = checkout.run(&["regenerate", "--spec", "elsewhere", "--out", "crate", "--name", "made"]);
    assert_eq!(made.code, 0, "{}", made.printed);
    assert!(checkout.path("crate/Cargo.toml").is_file());
}

#[test]
fn a_page_without_a_block_is_refused() {
    let checkout = Checkout::new();
    std::fs::write(checkout.path("empty.md"), "# A page\n\nNothing here.\n").expect("a new file");
    let before = checkout.tree("spec");
    let ended = checkout.run(&["import", "empty.md"]);
    assert_eq!(ended.code, 3, "{}", ended.printed);
    assert!(ended.printed.contains("empty.md"), "{}", ended.printed);
    assert!(before == checkout.tree("spec"), "nothing is written");
}
