//! Formats, listed values, defaults.

use super::super::changes::{Side, Use};
use super::super::rules::values as rules;
use super::{Comparison, View};

impl Comparison<'_> {
    pub(super) fn values(&mut self, old: &View, new: &View, used: Use, what: &str) {
        self.format(old, new, used, what);
        self.listed(old, new, used, what);
        let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
        if old.encoding != new.encoding {
            let base = Side::with(&old.at, text(&old.encoding));
            self.changes.note(&rules::ENCODING, used, what, base, Side::with(&new.at, text(&new.encoding)));
        }
        if old.default != new.default {
            let base = Side::with(&old.at, text(&old.default));
            self.changes.note(&rules::DEFAULT, used, what, base, Side::with(&new.at, text(&new.default)));
        }
        if old.conditions != new.conditions {
            let joined = |view: &View| view.conditions.iter().cloned().collect::<Vec<_>>().join(", ");
            let base = Side::with(&old.at, joined(old));
            self.changes.note(&rules::CONSTRAINT, used, what, base, Side::with(&new.at, joined(new)));
        }
    }

    fn format(&mut self, old: &View, new: &View, used: Use, what: &str) {
        if old.format == new.format {
            return;
        }
        let rule = match (width(old.format.as_deref()), width(new.format.as_deref())) {
            (Some(before), Some(after)) if before < after => &rules::WIDTH_RAISED,
            (Some(before), Some(after)) if before > after => &rules::WIDTH_LOWERED,
            // Words of other people's tools mean nothing to a client.
            (Some(_), Some(_)) => return,
            _ => &rules::FORMAT,
        };
        let text = |view: &View| view.format.clone().unwrap_or_else(|| "none".to_owned());
        self.changes.note(rule, used, what, Side::with(&old.at, text(old)), Side::with(&new.at, text(new)));
    }

    fn listed(&mut self, old: &View, new: &View, used: Use, what: &str) {
        match (&old.values, &new.values) {
            (None, None) => {}
            (Some(values), None) => {
                let base = Side::with(&old.at, joined(values.keys()));
                self.changes.note(&rules::ENUM_OPENED, used, what, base, Side::at(&new.at));
            }
            (None, Some(values)) => {
                let head = Side::with(&new.at, joined(values.keys()));
                self.changes.note(&rules::ENUM_CLOSED, used, what, Side::at(&old.at), head);
            }
            (Some(before), Some(after)) => {
                for (value, at) in before.iter().filter(|(value, _)| !after.contains_key(*value)) {
                    let (base, head) = (Side::with(at, value), Side::at(&new.at));
                    self.changes.note(&rules::VALUE_REMOVED, used, value, base, head);
                }
                for (value, at) in after.iter().filter(|(value, _)| !before.contains_key(*value)) {
                    let (base, head) = (Side::at(&old.at), Side::with(at, value));
                    self.changes.note(&rules::VALUE_ADDED, used, value, base, head);
                }
            }
        }
    }
}

fn joined<'a>(values: impl Iterator<Item = &'a String>) -> String {
    const SHOWN: usize = 8;
    let all: Vec<&str> = values.map(String::as_str).collect();
    let more = if all.len() > SHOWN { ", …" } else { "" };
    format!("{}{more}", all[..all.len().min(SHOWN)].join(", "))
}

/// How many bits a format of numbers has; a number without one has any.
fn width(format: Option<&str>) -> Option<u32> {
    Some(match format? {
        "int8" => 7,
        "uint8" => 8,
        "int16" => 15,
        "uint16" => 16,
        "int32" => 31,
        "uint32" => 32,
        "int64" | "long" => 63,
        "uint64" => 64,
        "float" => 65,
        "double" => 66,
        _ => return None,
    })
}
