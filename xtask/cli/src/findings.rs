//! What of the findings is shown, what counts, and how it looks.
//!
//! In: the findings of a run, and what the command line and the configuration say about codes. Out: text and a verdict.
//! Must never know: how findings are made.

use codegen::diag::{
    Located, Severity, Spot, Style, find_code, find_retired, render_github, render_json, render_sarif,
    render_text, sort_located,
};

use crate::arguments::{Format, Input};
use crate::checkout::FromTop;
use crate::commands::explain;
use crate::failure::{Failure, Verdict};
use crate::project::Allowed;
use crate::sources::Sources;
use crate::terminal::Paint;

/// What the command line and the configuration say about codes.
#[derive(Debug, Default)]
pub(crate) struct Policy {
    denied: Vec<String>,
    allowed: Vec<String>,
    notes: bool,
}

/// The findings that are shown, and what they amount to.
#[derive(Debug)]
pub(crate) struct Judged {
    /// What is shown, the most important first.
    pub(crate) shown: Vec<Located>,
    /// How many warnings are shown.
    pub(crate) warnings: usize,
    /// How many findings are not shown, because their code is allowed or because they are notes.
    pub(crate) hidden: usize,
    /// How the findings alone end the command.
    pub(crate) verdict: Verdict,
}

impl Policy {
    /// Reads the flags and the configuration. The flags are said later, so they win.
    pub(crate) fn new(input: &Input, allow: &[Allowed]) -> Result<Self, Failure> {
        let denied = input.deny.iter().map(|id| known(id, true)).collect::<Result<Vec<_>, _>>()?;
        let mut allowed = input.allow.iter().map(|id| known(id, false)).collect::<Result<Vec<_>, _>>()?;
        for entry in allow {
            let id = known(&entry.code, false)?;
            if !denied.contains(&id) {
                allowed.push(id);
            }
        }
        Ok(Self { denied, allowed, notes: input.notes })
    }

    /// Decides about each finding.
    pub(crate) fn judge(&self, found: Vec<Located>, sources: &Sources) -> Judged {
        let all = found.len();
        let refused = found.iter().any(|finding| finding.severity == Severity::Error);
        let mut shown: Vec<Located> = found.into_iter().filter(|finding| self.shows(finding)).collect();
        let mut counts = false;
        for finding in &mut shown {
            for spot in spots(finding) {
                spot.file = sources.shown(&spot.file);
            }
            if self.denies(finding) {
                finding.severity = Severity::Error;
                counts = true;
            }
        }
        sort_located(&mut shown);
        let warnings = shown.iter().filter(|finding| finding.severity == Severity::Warning).count();
        let verdict = match (refused, counts) {
            (true, _) => Verdict::Refused,
            (false, true) => Verdict::Findings,
            (false, false) => Verdict::Fine,
        };
        Judged { warnings, hidden: all - shown.len(), shown, verdict }
    }

    fn denies(&self, finding: &Located) -> bool {
        let warned = finding.severity == Severity::Warning && self.denied.iter().any(|id| id == "warnings");
        warned || self.denied.iter().any(|id| id == finding.code.id)
    }

    fn shows(&self, finding: &Located) -> bool {
        match finding.severity {
            Severity::Error => true,
            _ if self.denied.iter().any(|id| id == finding.code.id) => true,
            _ if self.allowed.iter().any(|id| id == finding.code.id) => false,
            Severity::Warning => true,
            Severity::Note => self.notes,
        }
    }
}

impl Judged {
    /// The findings in the wanted form; empty where there is nothing to say.
    pub(crate) fn render(&self, format: Format, paint: Paint) -> String {
        match format {
            Format::Text => render_text(&self.shown, &Style { colour: paint.enabled() }),
            Format::Json => render_json(&self.shown),
            Format::Github => render_github(&self.shown_to_hosts()),
            Format::Sarif => render_sarif(&self.shown_to_hosts()),
        }
    }

    /// What is shown, with the paths that hosts of repositories know.
    fn shown_to_hosts(&self) -> Vec<Located> {
        let checkout = FromTop::of_here();
        let mut shown = self.shown.clone();
        for finding in &mut shown {
            for spot in spots(finding) {
                spot.file = checkout.path(&spot.file);
            }
        }
        shown
    }
}

/// Every place that a finding names.
fn spots(finding: &mut Located) -> impl Iterator<Item = &mut Spot> {
    let related = finding.related.iter_mut().filter_map(|(spot, _)| spot.as_mut());
    finding.spot.iter_mut().chain(related)
}

/// The code in its own spelling. An error cannot be allowed: what it refuses cannot be generated.
fn known(id: &str, deny: bool) -> Result<String, Failure> {
    if deny && id.eq_ignore_ascii_case("warnings") {
        return Ok("warnings".to_owned());
    }
    let retired = find_retired(id);
    let Some(code) = find_code(id).or_else(|| retired?.now()) else {
        // What is no longer reported is neither hidden nor denied, and who named it once need not look.
        return retired.map(|retired| retired.id.to_owned()).ok_or_else(|| explain::unknown(id));
    };
    if !deny && code.severity == Severity::Error {
        return Err(Failure::usage(format!("{} is an error and cannot be allowed: {}", code.id, code.title)));
    }
    Ok(code.id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::known;

    #[test]
    fn settings_may_name_codes_that_are_no_longer_reported() {
        assert_eq!(known("w515", false).ok().as_deref(), Some("W515"));
        assert_eq!(known("W215", true).ok().as_deref(), Some("W215"));
        assert_eq!(known("N554", false).ok().as_deref(), Some("W554"));
        assert_eq!(known("w505", false).ok().as_deref(), Some("W505"));
        assert!(known("W599", false).is_err() && known("E101", false).is_err());
    }
}
