//! `normalize`: the description as the generator sees it.
//!
//! In: descriptions and overlays. Out: one OpenAPI 3.1 document as JSON, for mock servers and other tools.
//! Must never know: what normalising does.

use codegen::diag::visible_json;

use crate::arguments::Normalize;
use crate::failure::{Failure, Verdict};
use crate::findings::Policy;
use crate::pipeline;
use crate::project::Project;
use crate::terminal::{self, Form, Paint};
use crate::written::Written;

/// Normalises.
pub(super) fn run(arguments: &Normalize) -> Result<Verdict, Failure> {
    let project = Project::find()?;
    let policy = Policy::new(&arguments.input, project.policy())?;
    let budgets = pipeline::budgets(&arguments.input.budget)?;
    let sources = pipeline::read(&project.spec_or(&arguments.input.spec)?, &project, &budgets)?;
    let (document, found) = pipeline::normalize(&sources, budgets)?;
    let judged = policy.judge(found, &sources);
    // Standard output is for the document, so the findings go beside it.
    if !judged.shown.is_empty() {
        let format = arguments.input.format;
        terminal::note_as(format.form(), judged.render(format, Paint::for_stdout()).trim_end());
    }
    let Some(document) = document else { return Ok(Verdict::Refused) };
    let text = format!("{document:#}\n");
    let text = visible_json(&text);
    match &arguments.output {
        Some(path) => Written::at(path, "--output", &sources)?.finish(&text)?,
        None => terminal::print_as(Form::Json, &text),
    }
    Ok(judged.verdict)
}
