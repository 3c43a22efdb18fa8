//! Causes of errors, whose texts others wrote.

use std::{error::Error as StdError, fmt};

use super::finder::Finder;
use crate::platform::BoxError;

/// Chains of causes are looked at up to here; what is behind it is dropped where something had to be blotted out.
const DEEPEST: usize = 16;

/// A cause whose texts held a secret: its texts without it.
struct Cause {
    display: String,
    debug: String,
    source: Option<Box<Self>>,
}

/// The cause as it is, or its texts alone where they, or those of its own causes, hold a secret.
pub(super) fn cleaned(source: BoxError, finder: &Finder) -> BoxError {
    let mut texts = Vec::new();
    let mut cause: Option<&(dyn StdError + 'static)> = Some(&*source);
    while let Some(error) = cause.filter(|_| texts.len() < DEEPEST) {
        texts.push((error.to_string(), format!("{error:?}")));
        cause = error.source();
    }
    if !texts.iter().any(|(display, debug)| finder.finds(display) || finder.finds(debug)) {
        return source;
    }
    let mut told: Option<Box<Cause>> = None;
    for (display, debug) in texts.into_iter().rev() {
        told =
            Some(Box::new(Cause { display: finder.text(display), debug: finder.text(debug), source: told }));
    }
    told.map_or(source, |told| told)
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.display)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.debug)
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
