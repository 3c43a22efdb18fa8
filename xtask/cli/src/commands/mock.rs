//! `mock`: a server that answers as the description says, and judges requests by it.
//!
//! In: descriptions and overlays. Out: answers on a loopback port until it is told to stop.
//! Must never know: how requests are judged.

use std::time::Duration;

use mock_server::{Mock, Served, Settings};

use crate::arguments::{self, Input};
use crate::failure::{Failure, Verdict};
use crate::findings::Policy;
use crate::pipeline;
use crate::project::Project;
use crate::sources::STANDARD_INPUT;
use crate::terminal::{self, Paint};

/// Serves.
pub(super) fn run(arguments: &arguments::Mock) -> Result<Verdict, Failure> {
    let project = Project::find()?;
    let policy = Policy::new(&Input::default(), project.policy())?;
    if arguments.until_stdin_closes && arguments.spec.iter().any(|path| path == STANDARD_INPUT) {
        return Err(Failure::usage(
            "--until-stdin-closes cannot be used with a description from standard input",
        ));
    }
    let budgets = pipeline::budgets(&arguments.budget)?;
    let sources = pipeline::read(&project.spec_or(&arguments.spec)?, &project, &budgets)?;
    let (description, found) = pipeline::describe(&sources, budgets)?;
    let judged = policy.judge(found, &sources);
    if !judged.shown.is_empty() {
        terminal::note(judged.render(arguments::Format::Text, Paint::for_stdout()).trim_end());
    }
    let Some(description) = description else { return Ok(Verdict::Refused) };
    let mock = Mock::new(description.root, arguments.seed);
    for note in mock.notes() {
        terminal::note(&format!("mock: {note}"));
    }
    let settings = Settings {
        port: arguments.port,
        stop_after: arguments.stop_after.map(Duration::from_secs),
        until_stdin_closes: arguments.until_stdin_closes,
        bodies: arguments.bodies,
    };
    mock_server::serve(mock, settings, report).map_err(|source| {
        let hint = if source.kind() == std::io::ErrorKind::AddrInUse {
            "; --port 0 selects any free port"
        } else {
            ""
        };
        Failure::usage(format!("cannot listen on 127.0.0.1:{}: {source}{hint}", arguments.port))
    })?;
    Ok(Verdict::Fine)
}

/// The address goes to standard output, for programs that wait for it; what happens goes beside it.
fn report(served: Served) {
    match served {
        Served::Ready(address) => terminal::print(&format!("mock: listening on http://{address}\n")),
        Served::Request(line) => terminal::note(&format!("mock: {line}")),
        Served::Body(text) => terminal::note(text.trim_end()),
    }
}
