//! Members of objects.

use std::sync::Arc;

use crate::diag::Pointer;
use crate::schema::Schema;

use super::super::changes::{Side, Use};
use super::super::rules::{members as rules, values};
use super::view::Rest;
use super::{Comparison, View};

/// A member on one side.
struct Member<'a> {
    schemas: &'a [Schema],
    view: Arc<View>,
    required: bool,
}

impl<'a> Member<'a> {
    /// A read-only member plays no part in what is sent, a write-only one none in what is read.
    fn of(view: Arc<View>, schemas: &'a [Schema], required: bool, used: Use) -> Self {
        let elsewhere = (used == Use::Sent && view.read_only) || (used.is_read() && view.write_only);
        Self { schemas, view, required: required && !elsewhere }
    }

    /// Whether it plays no part where it is used so.
    fn is_elsewhere(&self, used: Use) -> bool {
        (used == Use::Sent && self.view.read_only) || (used.is_read() && self.view.write_only)
    }

    fn at(&self) -> &Pointer {
        self.schemas.first().map_or(&self.view.at, Schema::pointer)
    }

    fn side(&self) -> Side {
        let word = if self.required { "required" } else { "optional" };
        Side::with(self.at(), format!("{word} {}", super::kinds::described(&self.view)))
    }
}

impl Comparison<'_> {
    pub(super) fn members(&mut self, old: &View, new: &View, used: Use) {
        for (name, schemas) in &old.members {
            let base = Member::of(self.base_view(schemas), schemas, old.required.contains(name), used);
            match new.members.get(name) {
                Some(after) => {
                    let view = self.head_view(after);
                    let head = Member::of(view, after, new.required.contains(name), used);
                    if !(base.is_elsewhere(used) && head.is_elsewhere(used)) {
                        self.member(name, &base, &head, used);
                    }
                }
                None if base.is_elsewhere(used) => {}
                None => self.removed(name, &base, new, used),
            }
        }
        for (name, schemas) in new.members.iter().filter(|(name, _)| !old.members.contains_key(*name)) {
            let head = Member::of(self.head_view(schemas), schemas, new.required.contains(name), used);
            if head.is_elsewhere(used) {
                continue;
            }
            let rule = if head.required { &rules::ADDED_REQUIRED } else { &rules::ADDED_OPTIONAL };
            self.changes.note(
                rule,
                used,
                &subject(name),
                Side { at: Some(old.at.clone()), text: String::new() },
                head.side(),
            );
        }
        self.unnamed(old, new, used);
        self.rest(old, new, used);
    }

    fn removed(&mut self, name: &str, base: &Member<'_>, new: &View, used: Use) {
        let is_closed = used == Use::Sent && matches!(new.rest, Rest::Forbidden);
        let rule = match () {
            () if is_closed => &rules::REMOVED_CLOSED,
            () if base.required => &rules::REMOVED_REQUIRED,
            () => &rules::REMOVED_OPTIONAL,
        };
        self.changes.note(rule, used, &subject(name), base.side(), Side::at(&new.at));
    }

    fn member(&mut self, name: &str, base: &Member<'_>, head: &Member<'_>, used: Use) {
        let subject = subject(name);
        let (old, new) = (&base.view, &head.view);
        let mut note = |rule| self.changes.note(rule, used, &subject, base.side(), head.side());
        match (base.required, head.required) {
            (false, true) => note(&rules::BECAME_REQUIRED),
            (true, false) => note(&rules::BECAME_OPTIONAL),
            _ => {}
        }
        match (old.nullable, new.nullable) {
            (false, true) if base.required => note(&rules::NULLABLE_REQUIRED),
            (false, true) => note(&rules::NULLABLE_OPTIONAL),
            (true, false) => note(&values::NO_LONGER_NULLABLE),
            _ => {}
        }
        match (old.read_only, new.read_only) {
            (false, true) => note(&rules::READ_ONLY),
            (true, false) => note(&rules::NOT_READ_ONLY),
            _ => {}
        }
        match (old.write_only, new.write_only) {
            (false, true) => note(&rules::WRITE_ONLY),
            (true, false) => note(&rules::NOT_WRITE_ONLY),
            _ => {}
        }
        self.schemas(base.schemas, head.schemas, used, &subject);
    }

    /// Names that are required without being described.
    fn unnamed(&mut self, old: &View, new: &View, used: Use) {
        let bare =
            |view: &View, name: &String| view.required.contains(name) && !view.members.contains_key(name);
        for name in &old.required {
            if bare(old, name) && !new.required.contains(name) && !new.members.contains_key(name) {
                let sides = (Side::with(&old.at, "required"), Side::with(&new.at, "optional"));
                self.changes.note(&rules::BECAME_OPTIONAL, used, &subject(name), sides.0, sides.1);
            }
        }
        for name in &new.required {
            if bare(new, name) && !old.required.contains(name) && !old.members.contains_key(name) {
                let sides = (Side::with(&old.at, "optional"), Side::with(&new.at, "required"));
                self.changes.note(&rules::BECAME_REQUIRED, used, &subject(name), sides.0, sides.1);
            }
        }
    }

    fn rest(&mut self, old: &View, new: &View, used: Use) {
        let what = "members without a name";
        let mut note = |rule| self.changes.note(rule, used, what, Side::at(&old.at), Side::at(&new.at));
        match (&old.rest, &new.rest) {
            (Rest::Of(base), Rest::Of(head)) => {
                let (base, head) = (base.clone(), head.clone());
                self.schemas(&[base], &[head], used, "the value of other members");
            }
            (Rest::Forbidden, Rest::Forbidden)
            | (Rest::Unsaid | Rest::Allowed, Rest::Unsaid | Rest::Allowed) => {}
            (_, Rest::Forbidden) => note(&rules::CLOSED),
            (Rest::Forbidden, _) => note(&rules::OPENED),
            (Rest::Of(_), Rest::Unsaid | Rest::Allowed) => note(&values::TYPE_WIDENED),
            (Rest::Unsaid | Rest::Allowed, Rest::Of(_)) => note(&values::TYPE_NARROWED),
        }
    }
}

fn subject(name: &str) -> String {
    format!("the field `{name}`")
}
