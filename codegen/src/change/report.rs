//! What came of a comparison.

use crate::diag::{Pointer, Spot};

use super::rule::Rule;
use super::verdict::{Direction, Severity, Source, Wire};

/// Everything that changed, worst first.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The findings, without those that are accepted.
    pub findings: Vec<Finding>,
    /// Findings that were accepted, each with the reason.
    pub accepted: Vec<(Finding, String)>,
    /// How many public items came, changed and went.
    pub items: ItemCounts,
    /// Whether both descriptions are known; without them nothing can be said of the wire.
    pub knows_wire: bool,
}

/// How many public items came, changed and went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemCounts {
    /// New ones.
    pub added: usize,
    /// Those with another signature, feature or need.
    pub changed: usize,
    /// Those that are gone.
    pub removed: usize,
}

/// One change.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What kind of change it is.
    pub rule: &'static Rule,
    /// How much it is worth.
    pub severity: Severity,
    /// What it does to source.
    pub source: Source,
    /// What it does to published clients.
    pub wire: Wire,
    /// Which way what changed goes.
    pub direction: Direction,
    /// What it is about.
    pub subject: String,
    /// Where it stands in the old description.
    pub base: Option<Site>,
    /// Where it stands in the new one.
    pub head: Option<Site>,
    /// What stood there, in words; empty where there is nothing to say.
    pub old: String,
    /// What stands there now.
    pub new: String,
    /// The public item that shows it best.
    pub item: Option<ItemShown>,
    /// How many public items changed with it.
    pub items: usize,
}

/// A place of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The JSON pointer in the description as one.
    pub pointer: Pointer,
    /// Where that is in a file, where it is known.
    pub spot: Option<Spot>,
}

/// A public item before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemShown {
    /// Its path.
    pub path: String,
    /// Its signature before; none where it was not there, or is the same.
    pub old: Option<String>,
    /// Its signature now.
    pub new: Option<String>,
}

impl Finding {
    /// Why it does what it does.
    #[must_use]
    pub fn why(&self) -> &'static str {
        self.rule.why
    }

    /// What a user of the client does about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        if self.source < Source::Major && self.wire == Wire::Safe { "Nothing." } else { self.rule.remedy }
    }

    /// The place to look at: the new one, or where it was.
    #[must_use]
    pub fn site(&self) -> Option<&Site> {
        self.head.as_ref().or(self.base.as_ref())
    }
}

/// A kind of finding that a team has looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The id of a rule.
    pub rule: String,
    /// Only where the JSON pointer or the path of the item begins with this; everywhere by default.
    pub at: Option<String>,
    /// Why it is accepted.
    pub reason: String,
}

impl Acceptance {
    fn fits(&self, finding: &Finding) -> bool {
        let begins = |text: &str| {
            self.at.as_deref().is_none_or(|at| {
                let at = at.trim_start_matches('#');
                text.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':']))
            })
        };
        let sites = [&finding.base, &finding.head].into_iter().flatten();
        let mut places = sites.map(|site| site.pointer.as_str().to_owned());
        finding.rule.id == self.rule
            && (self.at.is_none()
                || places.any(|place| begins(&place))
                || finding.item.as_ref().is_some_and(|item| begins(&item.path)))
    }
}

impl Report {
    /// The worst for source.
    #[must_use]
    pub fn source(&self) -> Source {
        self.findings.iter().map(|finding| finding.source).max().unwrap_or_default()
    }

    /// The worst for source, also of what was accepted: the version must tell of it all the same.
    #[must_use]
    pub fn whole_source(&self) -> Source {
        self.everything().map(|finding| finding.source).max().unwrap_or_default()
    }

    /// The worst on the wire.
    #[must_use]
    pub fn wire(&self) -> Wire {
        self.findings.iter().map(|finding| finding.wire).max().unwrap_or_default()
    }

    /// How many findings are so bad on the wire.
    #[must_use]
    pub fn count(&self, wire: Wire) -> usize {
        self.findings.iter().filter(|finding| finding.wire == wire).count()
    }

    /// All findings, accepted ones as well.
    pub fn everything(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().chain(self.accepted.iter().map(|(finding, _)| finding))
    }

    /// Takes out what is accepted; gives the acceptances that fit nothing.
    pub fn accept<'a>(&mut self, acceptances: &'a [Acceptance]) -> Vec<&'a Acceptance> {
        let mut used = vec![false; acceptances.len()];
        let found = std::mem::take(&mut self.findings);
        for finding in found {
            match acceptances.iter().position(|acceptance| acceptance.fits(&finding)) {
                Some(index) => {
                    used[index] = true;
                    self.accepted.push((finding, acceptances[index].reason.clone()));
                }
                None => self.findings.push(finding),
            }
        }
        acceptances.iter().zip(used).filter(|(_, used)| !used).map(|(acceptance, _)| acceptance).collect()
    }
}
