//! Another name for a component, and for everything that refers to it.

use crate::diag::code_table::select as codes;
use crate::diag::{Diagnostic, Place, Pointer};
use crate::load::{Map, Node};
use crate::normalize::draft::Draft;
use crate::normalize::positions::{Part, Step, walk_mut};
use crate::normalize::reference::{Target, target_of};

/// Gives the member at `target` another key; the error says why that cannot be.
pub(super) fn rename(draft: &mut Draft, target: &Pointer, name: &str) -> Result<(), String> {
    let parent = target.parent().ok_or("the whole document has no name")?;
    let old = target.tokens().last().unwrap_or_default();
    let new = parent.key(name);
    let map =
        draft.root.at_mut(&parent).and_then(Node::as_map_mut).ok_or("only an entry of a map has a name")?;
    if old == name {
        return Ok(());
    }
    if map.contains_key(name) {
        return Err(format!("`{name}` already exists at `#{parent}`"));
    }
    let members = std::mem::take(map);
    *map = members
        .into_iter()
        .map(|(key, value)| if key == old { (name.to_owned(), value) } else { (key, value) })
        .collect();
    draft.origins.relocate(target, &new);
    let renaming = Renaming { old: target.as_str(), new: new.as_str(), old_name: &old, file: &draft.name };
    renaming.apply(&mut draft.root, &parent, name);
    Ok(())
}

/// Refuses another key for what is not a component: it would be another API.
pub(super) fn refuse_wire(targets: &[Pointer], name: &str, place: &Place) -> Option<Diagnostic> {
    let target = targets.iter().find(|target| is_on_the_wire(target))?;
    let tokens: Vec<String> = target.tokens().collect();
    let key = tokens.last()?;
    let message = format!("`{key}` at `#{target}` is not a component: another key would change what is sent");
    // What the name in Rust belongs to, as far as the place tells.
    let kind = match &tokens[..] {
        [.., above, _] if above == "properties" => "member",
        [paths, _, _] if paths == "paths" => "operation",
        _ => return Some(Diagnostic::in_file(&codes::E286, place.clone(), message)),
    };
    let help = format!(
        "to choose the name in Rust alone, write:\n- target: $\n  update: {{ x-renames: [{{ {kind}: '#{target}', to: {name} }}] }}"
    );
    Some(Diagnostic::in_file(&codes::E286, place.clone(), message).with_help(help))
}

/// Whether the key of a place is more than a name for references. What is not an entry of a map is refused elsewhere.
fn is_on_the_wire(target: &Pointer) -> bool {
    const SECTIONS: [&str; 4] = ["definitions", "parameters", "responses", "securityDefinitions"];
    let tokens: Vec<String> = target.tokens().collect();
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    match tokens[..] {
        [] | ["components", _, _] => false,
        // Where Swagger 2.0 has its components.
        [section, _] if SECTIONS.contains(&section) => false,
        // A schema of a schema's own, which only references name; a property can be called so, too.
        [.., above, "$defs" | "definitions", _] => above == "properties",
        [.., last] => last.parse::<usize>().is_err(),
    }
}

struct Renaming<'a> {
    old: &'a str,
    new: &'a str,
    old_name: &'a str,
    file: &'a str,
}

impl Renaming<'_> {
    fn apply(&self, root: &mut Node, parent: &Pointer, name: &str) {
        let is_scheme = matches!(parent.as_str(), "/components/securitySchemes" | "/securityDefinitions");
        walk_mut(root, Part::Document, &Pointer::root(), &mut |part, _, node| {
            if let Some(Node::String(reference)) = node.get_mut("$ref")
                && let Some(renamed) = self.renamed(reference)
            {
                *reference = renamed;
            }
            if part == Part::Schema {
                self.rename_in_discriminator(node);
            }
            if is_scheme && matches!(part, Part::Document | Part::Operation) {
                rename_requirements(node, self.old_name, name);
            }
            Step::Into
        });
    }

    fn renamed(&self, reference: &str) -> Option<String> {
        let Target::Local(fragment) = target_of(reference, self.file, "") else { return None };
        let rest = fragment.strip_prefix(self.old)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| format!("#{}{rest}", self.new))
    }

    /// The name of a schema is also the value of the discriminator that stands for it: that value must stay.
    fn rename_in_discriminator(&self, schema: &mut Node) {
        let members = ["oneOf", "anyOf"]
            .into_iter()
            .filter_map(|keyword| schema.get(keyword))
            .filter_map(Node::as_list);
        let is_new = |member: &Node| {
            let reference = member.get("$ref").and_then(Node::as_str);
            reference
                .is_some_and(|text| text.strip_prefix('#') == Some(self.new) || self.renamed(text).is_some())
        };
        let has_member = members.flatten().any(is_new);
        let Some(Node::Map(discriminator)) = schema.get_mut("discriminator") else { return };
        let mut is_mapped = false;
        if let Some(Node::Map(mapping)) = discriminator.get_mut("mapping") {
            for value in mapping.values_mut() {
                let Node::String(text) = value else { continue };
                let renamed =
                    if text == self.old_name { Some(format!("#{}", self.new)) } else { self.renamed(text) };
                if let Some(renamed) = renamed {
                    *text = renamed;
                    is_mapped = true;
                }
            }
        }
        if let Some(Node::String(text)) = discriminator.get_mut("defaultMapping") {
            let is_name = text == self.old_name;
            if let Some(renamed) = if is_name { Some(format!("#{}", self.new)) } else { self.renamed(text) } {
                *text = renamed;
            }
        }
        if has_member && !is_mapped && self.old.starts_with("/components/schemas/") {
            let mapping = discriminator.entry("mapping".to_owned()).or_insert_with(|| Node::Map(Map::new()));
            if let Node::Map(mapping) = mapping {
                mapping.insert(self.old_name.to_owned(), format!("#{}", self.new).into());
            }
        }
    }
}

fn rename_requirements(node: &mut Node, old: &str, new: &str) {
    let Some(Node::List(requirements)) = node.get_mut("security") else { return };
    for requirement in requirements.iter_mut().filter_map(Node::as_map_mut) {
        if let Some(scopes) = requirement.shift_remove(old) {
            requirement.insert(new.to_owned(), scopes);
        }
    }
}
