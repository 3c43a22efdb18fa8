//! References where only the thing itself may stand → the thing.
//!
//! OpenAPI allows a reference in the place of a path item, a parameter, a schema and the like. Authors who split a
//! description into files write them in the place of operations, of `responses`, of `properties` or of all of `paths`,
//! too, and tools that bundle follow them. There is no component that such a reference could name, so what it names is
//! put in its place.

use std::collections::VecDeque;

use super::sites::{Site, find_sites, reference_at};
use super::{Bundle, LEFT_OUT, Problem};
use crate::diag::{Place, Pointer};
use crate::load::Node;
use crate::normalize::draft::Draft;
use crate::normalize::reference::{Target, pointer_of};

impl Bundle<'_> {
    /// Puts what each site refers to in its place, and what that refers to likewise.
    pub(super) fn inline_sites(&mut self, draft: &mut Draft, mut sites: VecDeque<Site>) {
        while let Some(site) = sites.pop_front() {
            let Some(reference) = draft.root.at(&site.pointer).and_then(reference_at).map(str::to_owned)
            else {
                continue;
            };
            let place = draft.origins.place(&site.pointer);
            let from = self.name_of(place.as_ref());
            match self.inline_site(draft, &site, &reference, &from) {
                Ok(further) => sites.extend(further),
                Err(problem) => {
                    // Once there is no room, every further reference would say the same.
                    if matches!(problem, Problem::TooMuch(_)) && std::mem::replace(&mut self.is_full, true) {
                        leave_out(&mut draft.root, &site.pointer);
                        continue;
                    }
                    let place = draft.origins.place(&site.pointer.key("$ref"));
                    self.refuse(problem, LEFT_OUT, place);
                    leave_out(&mut draft.root, &site.pointer);
                }
            }
        }
    }

    fn inline_site(
        &mut self,
        draft: &mut Draft,
        site: &Site,
        reference: &str,
        from: &str,
    ) -> Result<VecDeque<Site>, Problem> {
        let (path, fragment) = match self.target(reference, from) {
            Target::Local(fragment) => (from.to_owned(), fragment),
            Target::File { path, fragment } => (path, fragment),
            Target::Refused(reason) => return Err(Problem::Refused(reference.to_owned(), reason)),
        };
        let key = (path.clone(), fragment.clone());
        if site.chain.contains(&key) {
            return Err(Problem::Circular(reference.to_owned()));
        }
        let inside = pointer_of(&fragment).ok_or_else(|| Problem::NoPlace(path.clone(), fragment.clone()))?;
        let is_root = path == self.root.1;
        let (place, content) = if is_root {
            (draft.origins.place(&inside), draft.root.at(&inside).cloned())
        } else {
            let Some((file, root)) = self.read_file(&path) else { return Err(Problem::Missing(path)) };
            (Some(Place::new(file, inside.clone())), root.at(&inside).cloned())
        };
        let Some(mut content) = content else { return Err(Problem::NoPlace(path, fragment)) };
        self.inlined = self.inlined.saturating_add(count(&content));
        if self.inlined > self.budgets.nodes {
            return Err(Problem::TooMuch(reference.to_owned()));
        }
        if is_root {
            draft.origins.copy(&inside, &site.pointer);
        } else if let Some(place) = &place {
            draft.origins.set(&site.pointer, place);
        }
        // What stands beside the reference says more about this place than what it refers to.
        if let (Some(Node::Map(own)), Node::Map(content)) = (draft.root.at(&site.pointer), &mut content) {
            let beside = own.iter().filter(|(key, _)| *key != "$ref");
            content.extend(beside.map(|(key, member)| (key.clone(), member.clone())));
        }
        let further = match site.shape {
            Some(shape) => find_sites(&content, shape, &site.pointer),
            None => VecDeque::new(),
        };
        if let Some(place) = draft.root.at_mut(&site.pointer) {
            *place = content;
        }
        let chain: Vec<_> = site.chain.iter().cloned().chain([key]).collect();
        Ok(further.into_iter().map(|further| Site { chain: chain.clone(), ..further }).collect())
    }
}

/// How many values a tree holds, itself included.
fn count(node: &Node) -> usize {
    match node {
        Node::Map(members) => 1 + members.values().map(count).sum::<usize>(),
        Node::List(list) => 1 + list.iter().map(count).sum::<usize>(),
        _ => 1,
    }
}

/// Takes a member out of its map, so that nothing hollow is left; what stands in a list becomes an empty map.
fn leave_out(root: &mut Node, pointer: &Pointer) {
    let length = pointer.tokens().count();
    let (Some(last), parent) = (pointer.tokens().last(), pointer.beginning(length.saturating_sub(1))) else {
        return;
    };
    match root.at_mut(&parent) {
        Some(Node::Map(members)) => {
            members.shift_remove(&last);
        }
        Some(Node::List(members)) => {
            if let Some(member) = last.parse::<usize>().ok().and_then(|index| members.get_mut(index)) {
                *member = Node::Map(crate::load::Map::new());
            }
        }
        _ => {}
    }
}
