//! What the command line names → a state.
//!
//! In: a revision or a path. Out: the state, or that it is refused, which is told at once.
//! Must never know: what it is compared with.

use camino::{Utf8Path, Utf8PathBuf};
use codegen::Options;
use codegen::change::State;
use codegen::diag::visible_line;
use codegen::surface::{SURFACE, read_surface};

use crate::arguments::{Diff, Format, Input};
use crate::failure::{Failure, Verdict};
use crate::findings::Policy;
use crate::pipeline;
use crate::place;
use crate::project::Project;
use crate::reading::{LARGEST_OWN, read_file};
use crate::sources::{Pending, Sources, absolute};
use crate::terminal::{self, Paint};

use super::revision::Revision;

/// The revision that is the old state where nobody says otherwise.
pub(super) const COMMITTED: &str = "HEAD";

/// A state with its name.
pub(super) struct Stated {
    /// What it is called.
    pub(super) name: String,
    pub(super) state: State,
    /// Says how its files open from where the user stands; those of a revision do not.
    sources: Option<Sources>,
}

/// What came of reading.
pub(super) enum Read {
    State(Box<Stated>),
    /// The description is refused, and why was told.
    Refused,
}

impl Stated {
    /// The name of a file, for whoever wants to open it.
    pub(super) fn shown(&self, file: &str) -> String {
        self.sources.as_ref().map_or_else(|| file.to_owned(), |sources| sources.shown(file))
    }
}

/// The old state.
pub(super) fn base(arguments: &Diff, project: &Project) -> Result<Read, Failure> {
    let named = arguments.base.as_deref().unwrap_or(COMMITTED);
    let path = Utf8Path::new(named);
    if arguments.base.is_some() && path.exists() {
        return at_path(path, arguments, project);
    }
    let revision = Revision::find(named, &project.root)?;
    let specs = specs(arguments, project)?;
    let checkout = revision.check_out(&specs)?;
    let folder = checkout.folder();
    let inside: Vec<Utf8PathBuf> = checkout.paths.clone();
    let budgets = pipeline::budgets(&arguments.budget)?;
    let sources = Sources::read(&inside, Some(folder), budgets.bytes, &Pending::new())?;
    let known = match client_folder(arguments, project) {
        Some(folder) if revision.holds(&folder) => revision.file(&folder.join("src").join(SURFACE))?,
        _ => None,
    };
    let known = known.map(|bytes| String::from_utf8(bytes).unwrap_or_default());
    of_sources(named.to_owned(), sources, (arguments, known), project, false)
}

/// The new state.
pub(super) fn head(arguments: &Diff, project: &Project) -> Result<Read, Failure> {
    if let Some(path) = &arguments.head {
        return at_path(path, arguments, project);
    }
    let budgets = pipeline::budgets(&arguments.budget)?;
    let sources = pipeline::read(&specs(arguments, project)?, project, &budgets)?;
    let known = present_items(arguments, project)?;
    of_sources("the working tree".to_owned(), sources, (arguments, known), project, true)
}

/// What is read of a revision, and of the working tree.
fn specs(arguments: &Diff, project: &Project) -> Result<Vec<Utf8PathBuf>, Failure> {
    if !arguments.spec.is_empty() {
        return Ok(arguments.spec.clone());
    }
    let known = project.client(arguments.out.as_deref())?.settings.spec;
    if known.is_empty() { project.spec() } else { Ok(known) }
}

fn at_path(path: &Utf8Path, arguments: &Diff, project: &Project) -> Result<Read, Failure> {
    if path.is_file() && path.extension() == Some("txt") {
        let bytes = read_file(&absolute(path)?, LARGEST_OWN)?;
        let text = String::from_utf8_lossy(&bytes);
        let items = read_surface(&text).map_err(|error| {
            Failure::refused(format!("{path} is not a valid list of public items: {error}"))
        })?;
        let state = State::of_items(items);
        return Ok(Read::State(Box::new(Stated { name: path.to_string(), state, sources: None })));
    }
    let budgets = pipeline::budgets(&arguments.budget)?;
    let sources = pipeline::read(&[path.to_owned()], project, &budgets)?;
    let known = present_items(arguments, project)?;
    of_sources(path.to_string(), sources, (arguments, known), project, true)
}

/// The folder of the client whose names are meant; none where the description is that of another one.
fn client_folder(arguments: &Diff, project: &Project) -> Option<Utf8PathBuf> {
    let is_own = arguments.out.is_some() || arguments.spec.is_empty();
    project.client(arguments.out.as_deref()).ok().filter(|_| is_own).map(|client| client.out)
}

/// The public items that the client has, whose names stay.
fn present_items(arguments: &Diff, project: &Project) -> Result<Option<String>, Failure> {
    client_folder(arguments, project).map_or(Ok(None), |folder| place::public_items(&folder))
}

/// The state of a description. Findings are told only where they refuse it: what is warned of is `check`'s to say.
fn of_sources(
    name: String,
    sources: Sources,
    (arguments, known): (&Diff, Option<String>),
    project: &Project,
    opens: bool,
) -> Result<Read, Failure> {
    let budgets = pipeline::budgets(&arguments.budget)?;
    // The name of the API is in the client, and is said for its own description alone.
    let own = project.client(arguments.out.as_deref()).ok().filter(|_| arguments.spec.is_empty());
    let settings = own.map(|client| client.settings).unwrap_or_default();
    let options = Options {
        budgets,
        known,
        title: settings.title,
        selection: settings.selection,
        renames: settings.renames,
        settings: settings.manifest,
        ..Options::default()
    };
    let survey = pipeline::survey(&sources, options)?;
    let Some(state) = survey.state else {
        let policy = Policy::new(&Input::default(), project.policy())?;
        let judged = policy.judge(survey.findings, &sources);
        debug_assert_eq!(judged.verdict, Verdict::Refused, "only errors leave no state");
        terminal::note(judged.render(Format::Text, Paint::plain()).trim_end());
        terminal::note(&format!(
            "error: {} is refused, so that nothing can be compared",
            visible_line(&name)
        ));
        return Ok(Read::Refused);
    };
    let sources = opens.then_some(sources);
    Ok(Read::State(Box::new(Stated { name, state, sources })))
}
