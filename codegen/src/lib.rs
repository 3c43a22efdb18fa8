//! The generator: the bytes of an API description in, the files of a Rust crate and diagnostics out.
//!
//! Nothing here touches the file system, the clock, the environment or the network; the command line does.
//!
//! ```
//! use codegen::load::Source;
//! use codegen::{Input, Options, generate};
//!
//! let description = "
//! openapi: 3.1.0
//! info: { title: Pets, version: '1' }
//! paths:
//!   /pets/{id}:
//!     get:
//!       operationId: getPet
//!       parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
//!       responses: { '204': { description: Done } }
//! ";
//! let sources = [Source::new("pets.yaml", description.as_bytes())];
//! let outcome = generate(&Input { sources: &sources, reader: &|_| None, options: &Options::default() });
//! let client = outcome.client.expect("no finding is an error");
//! assert!(client.files.contains_key("Cargo.toml") && client.files.contains_key("src/client.rs"));
//! ```
//!
//! # Terms
//!
//! - **Description**: an OpenAPI document, possibly made of several files and corrected by overlays.
//! - **Node**: any value of a document, with its place in the file ([`load`]).
//! - **Schema**: our model of JSON Schema 2020-12 ([`schema`]); `openapiv3` reads the rest.
//! - **Lowering**: from a document and its schemas to the IR, which says what the client consists of ([`lower`], [`ir`]).
//! - **Words**: a name before it has a spelling in Rust; [`names`] alone makes identifiers of them.
//! - **Emitting**: from IR and names to tokens ([`emit`]); **rendering**: from tokens to text ([`output`]).
//! - **Finding**: a diagnostic with its place in a file ([`diag`]): an error refuses the description, a warning leaves
//!   something out, a note is good to know.

pub mod change;
pub mod diag;
pub mod document;
pub mod emit;
pub mod ir;
pub mod kinds;
pub mod load;
pub mod lower;
pub mod names;
pub mod normalize;
pub mod output;
pub mod rename;
mod request;
pub mod schema;
pub mod select;
pub mod surface;
mod threads;

pub use names::NameCounts;
pub use request::{Client, Counts, Input, Options, Outcome, Survey};

use diag::{Diagnostics, FileId};
use load::{Files, Loaded};
use normalize::{Description, Outlines};

/// Generates a client. What is wrong with the description is in the findings; errors leave nothing else.
///
/// The part of a client that one tag has:
///
/// ```
/// use codegen::load::Source;
/// use codegen::select::{Pattern, Selection};
/// use codegen::{Input, Options, generate};
///
/// fn animals(description: &[u8]) -> Option<codegen::Client> {
///     let select = vec![Pattern::new("tag=animals", None).ok()?];
///     let options = Options { selection: Selection { select, omit: Vec::new() }, ..Options::default() };
///     let sources = [Source::new("zoo.yaml", description)];
///     let outcome = generate(&Input { sources: &sources, reader: &|_| None, options: &options });
///     for finding in &outcome.findings {
///         eprintln!("{}: {}", finding.code.id, finding.message);
///     }
///     outcome.client
/// }
/// ```
#[must_use]
pub fn generate(input: &Input<'_>) -> Outcome {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let loaded = load(input, &mut files, &mut diagnostics);
    let is_refused = diagnostics.refused();
    let texts = files.texts();
    let outlines = Outlines::of(&texts);
    // Places are asked for at the end; until then another thread has found them.
    let look_through = || {
        if !is_refused {
            outlines.look_through();
        }
    };
    let ((), outcome) = threads::at_once(look_through, || {
        let description = normalize(loaded, input, &mut files, &mut diagnostics);
        // Behind all that is read, so that settings are no part of the digest.
        let settings = input.options.settings.as_ref().map(|settings| files.add_settings(settings));
        let Some(description) = description else {
            let findings = outlines.place_findings(diagnostics.as_slice(), &files, None);
            return Outcome { findings, client: None };
        };
        let outcome = write(&description, input.options, settings, (&files, &outlines), diagnostics);
        threads::give_back((description, files), input.options.is_last);
        outcome
    });
    outcome
}

/// The one description that everything which is read makes.
///
/// ```
/// use codegen::diag::Diagnostics;
/// use codegen::load::{Files, Source};
/// use codegen::normalize::export_normalized;
/// use codegen::{Input, Options, describe};
///
/// let text = "{ swagger: '2.0', info: { title: Pets, version: '1' }, paths: {} }";
/// let sources = [Source::new("pets.yaml", text.as_bytes())];
/// let input = Input { sources: &sources, reader: &|_| None, options: &Options::default() };
/// let description = describe(&input, &mut Files::default(), &mut Diagnostics::new()).expect("a description");
/// assert_eq!(export_normalized(&description)["openapi"], "3.1.1");
/// ```
pub fn describe(input: &Input<'_>, files: &mut Files, diagnostics: &mut Diagnostics) -> Option<Description> {
    let loaded = load(input, files, diagnostics);
    normalize(loaded, input, files, diagnostics)
}

fn load(input: &Input<'_>, files: &mut Files, diagnostics: &mut Diagnostics) -> Vec<Loaded> {
    load::load_sources(input.sources, &input.options.budgets, files, diagnostics)
}

/// The one description that the sources make; `None` where one of them, or all together, are refused.
fn normalize(
    loaded: Vec<Loaded>,
    input: &Input<'_>,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<Description> {
    let (mut overlays, descriptions): (Vec<_>, Vec<_>) = load::without_parts(loaded)
        .into_iter()
        .partition(|loaded| load::document_kind(&loaded.root) == load::DocumentKind::Overlay);
    let rank = |name: &str| input.options.overlays.iter().position(|known| known == name);
    overlays.sort_by_key(|overlay| rank(&overlay.name));
    let options = normalize::Options {
        budgets: input.options.budgets,
        folder: input.options.folder.clone(),
        published: input.options.published.clone(),
    };
    if diagnostics.refused() {
        return None;
    }
    normalize::normalize_sources(descriptions, &overlays, &options, input.reader, files, diagnostics)
}

/// What a change of the description is judged by: the public items of the client, and the description. Nothing is written.
///
/// ```
/// use codegen::change::compare_states;
/// use codegen::load::Source;
/// use codegen::{Input, Options, survey};
///
/// let state = |text: &str| {
///     let sources = [Source::new("pets.yaml", text.as_bytes())];
///     survey(&Input { sources: &sources, reader: &|_| None, options: &Options::default() }).state
/// };
/// let operation = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\npaths:\n  /pets:\n    get:\n      operationId: listPets\n      \
///                  responses: { '204': { description: Done } }\n";
/// let (old, new) = (state(operation).unwrap(), state(&operation.replace("listPets", "allPets")).unwrap());
/// let report = compare_states(&old, &new);
/// assert!(report.findings.iter().all(|finding| finding.rule.id.starts_with("operation-")), "{:?}", report.findings);
/// ```
#[must_use]
pub fn survey(input: &Input<'_>) -> Survey {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let mut description = describe(input, &mut files, &mut diagnostics);
    let settings = input.options.settings.as_ref().map(|settings| files.add_settings(settings));
    let items = description.as_mut().map(|description| {
        let (api, names) = name(description, input.options, settings, &mut diagnostics);
        description.leave_out(&api.left_out.operations);
        let context = emit::Context::new(&api, &names, "client");
        (emit::emit_surface(&context), api.left_out.types)
    });
    let origins = description.as_ref().map(|description| &description.origins);
    let findings = normalize::place_findings(diagnostics.as_slice(), &files, origins);
    let state = description.zip(items).filter(|_| !diagnostics.refused());
    let state = state.map(|(description, (items, left_out))| {
        let mut described = change::Described::new(description, files);
        described.leave_out(&left_out);
        change::State { items, described: Some(described) }
    });
    Survey { findings, state }
}

/// The client of a description, and what was found: the source by several threads, what is said of it by one more.
fn write(
    description: &Description,
    options: &Options,
    settings: Option<FileId>,
    (files, outlines): (&Files, &Outlines<'_>),
    mut diagnostics: Diagnostics,
) -> Outcome {
    let (api, names) = name(description, options, settings, &mut diagnostics);
    let manifest = options.manifest(&api);
    let library = emit::library_name(&manifest.name);
    let context = emit::Context::new(&api, &names, &library).with_tests(options.tests);
    let header = options.header(&description.digest);
    let place =
        |found: &Diagnostics| outlines.place_findings(found.as_slice(), files, Some(&description.origins));
    let mut of_output = Diagnostics::new();
    let ((mut findings, surface, report), [source, program]) = threads::at_once(
        || {
            let mut surface = surface::render_surface(&emit::emit_surface(&context));
            surface.insert_str(0, &header.list());
            let report = || output::report(&context, &description.root, &description.digest);
            (place(&diagnostics), surface, options.report.then(report))
        },
        || {
            let program = options.program.as_ref().map(|requests| emit::plan_program(&context, requests));
            let plans = [emit::plan_files(&context), program.unwrap_or_default()];
            plans.map(|plans| {
                output::render_files(&context, &plans, &header, options.budgets.output, &mut of_output)
            })
        },
    );
    if !of_output.as_slice().is_empty() {
        diagnostics.append(of_output);
        findings = place(&diagnostics);
    }
    if diagnostics.refused() {
        return Outcome { findings, client: None };
    }
    let client = Client {
        files: output::assemble(&context, source, surface, &manifest, &header),
        program,
        features: emit::render_features(&context, options.default_features.as_deref()),
        counts: output::count(&context, &description.root),
        report,
    };
    threads::give_back((api, names), options.is_last);
    Outcome { client: Some(client.with_findings(&findings)), findings }
}

/// What the client is, and what everything in it is called. Meanwhile another thread reads schemas, and finds out what could be
/// better about the description.
fn name(
    description: &Description,
    options: &Options,
    settings: Option<FileId>,
    diagnostics: &mut Diagnostics,
) -> (ir::Api, names::Names) {
    let root = &description.root;
    let lowering = lower::LowerOptions {
        name: options.title.clone(),
        overlaid_variables: description.overlaid_variables(),
    };
    let schemas = lower::ReadAhead::of(root);
    // In the order in which things are found where one follows the other.
    let mut of_names = Diagnostics::new();
    let (advice, (mut api, names)) = threads::at_once(
        || {
            schemas.read();
            let mut advice = Diagnostics::new();
            document::advise(root, &mut advice);
            advice
        },
        || {
            let document = document::read_document(root, diagnostics);
            document::check_whole(&document, root, diagnostics);
            let mut api = lower::lower_api(&document, &schemas, &lowering, diagnostics);
            let names = name_items(&mut api, root, options, settings, &mut of_names);
            (api, names)
        },
    );
    diagnostics.append(advice);
    diagnostics.append(of_names);
    let names = select::select_part(&mut api, names, &options.selection, settings, diagnostics);
    (api, names)
}

/// What everything is called: as it was, as it is to be renamed, or as the description says.
fn name_items(
    api: &mut ir::Api,
    root: &load::Node,
    options: &Options,
    settings: Option<FileId>,
    diagnostics: &mut Diagnostics,
) -> names::Names {
    let renames = rename::all_renames(root, &options.renames, diagnostics);
    let memory = options.known.as_deref().and_then(|known| remember(known, diagnostics));
    if renames.is_empty() && memory.is_none() {
        ir::check_invariants(api);
        return names::allocate_names(api, diagnostics);
    }
    // What is to be renamed can be named by what it would be called.
    let fresh = names::allocate_names(api, &mut Diagnostics::new());
    let chosen = rename::rename_items(api, &fresh, &renames, settings, diagnostics);
    let pins = memory.map(|memory| {
        let (new, drops) = (&options.new_names, options.drops_old_names);
        let pins = names::recall_names(api, &fresh, &memory, new, drops);
        // Where operations hang decides which feature carries a type.
        lower::assign_resources(api);
        pins
    });
    ir::check_invariants(api);
    let names = match &pins {
        Some(pins) => names::allocate_kept(api, pins, diagnostics),
        None => names::allocate_names(api, diagnostics),
    };
    rename::check_renames(&chosen, &names, diagnostics);
    if let Some(pins) = &pins {
        names::tell_names(api, &names, pins, diagnostics);
    }
    names
}

/// What the client called things, where its list can be read.
fn remember(known: &str, diagnostics: &mut Diagnostics) -> Option<names::Memory> {
    match surface::read_surface(known) {
        Ok(items) => Some(names::Memory::of(&items)),
        Err(malformed) => {
            let message = format!("`{}`, {malformed}", surface::SURFACE);
            diagnostics.report(&diag::code_table::memory::E260, &diag::Pointer::root(), message);
            None
        }
    }
}
