//! The same of descriptions that people publish.

use codegen::load::Source;
use codegen::{Input, Options};

use crate::check;

/// One of each kind: many components, many tags, deep unions, forms and files, streams.
const DESCRIPTIONS: [&str; 5] =
    ["box.json", "chroma.json", "labelstudio.yaml", "prefect.json", "directus.json"];

#[test]
fn the_lists_of_published_descriptions_are_true() {
    let folder = integration_tests::project_root().join("../shared/corpus/apis");
    for name in DESCRIPTIONS {
        let text = std::fs::read(folder.join(name)).expect("a description of the corpus").into();
        let sources = [Source { name: name.to_owned(), text }];
        let options = Options::default();
        let outcome = codegen::generate(&Input { sources: &sources, reader: &|_| None, options: &options });
        let client = outcome.client.unwrap_or_else(|| panic!("{name} is refused"));
        let below = client
            .files
            .into_iter()
            .filter_map(|(path, text)| path.strip_prefix("src/").map(|path| (path.to_owned(), text)));
        check(&below.collect());
    }
}
