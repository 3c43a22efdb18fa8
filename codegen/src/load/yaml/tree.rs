//! Events → tree, with everything counted that is made, so that no text can make more than the budgets allow.

use std::rc::Rc;

use indexmap::map::Entry;
use saphyr_parser::{Event, Span};

use super::events::{Receiver, Text};
use super::scalar;
use crate::diag::code_table::load as codes;
use crate::diag::{Code, Diagnostic, FileId, Place};
use crate::load::Budgets;
use crate::load::refusal::over_budget;
use crate::load::visitor::Exceeded;
use crate::load::{Map, Node};

/// Why the reading stopped.
pub(super) enum Stop {
    /// For this.
    Refused(Box<Diagnostic>),
    /// A map has a key twice.
    Duplicate,
}

/// The tree as far as it was read.
pub(super) struct Tree<'a> {
    budgets: &'a Budgets,
    file: FileId,
    /// The value of the first document.
    pub(super) root: Option<Node>,
    documents: usize,
    open: Vec<Open>,
    /// By the number of the anchor.
    anchors: Vec<Option<Anchor>>,
    /// Values and keys that were written.
    nodes: usize,
    /// Values and keys, and bytes of text, that only aliases repeat.
    repeated: usize,
    repeated_bytes: usize,
}

/// A list or a map that is still open.
struct Open {
    content: Content,
    anchor: usize,
    size: Size,
    span: Span,
    /// Its number within the list or the map around it.
    index: usize,
    step: Option<Rc<Step>>,
}

enum Content {
    List(Vec<Node>),
    /// With the key of the value that comes next.
    Map(Map, Option<String>),
}

/// What an anchor stands for.
struct Anchor {
    target: Target,
    size: Size,
}

enum Target {
    Scalar {
        node: Node,
        text: String,
    },
    At(Rc<Step>),
    /// The list or map is still open.
    Unfinished,
}

/// The way to a list or a map that may be repeated. It is not kept as a copy: anchors inside anchors would multiply it.
struct Step {
    parent: Option<Rc<Step>>,
    index: usize,
}

/// What it takes to repeat a value.
#[derive(Clone, Copy, Default)]
struct Size {
    /// Values and keys, with what aliases repeat.
    nodes: usize,
    bytes: usize,
    /// Lists and maps inside each other.
    height: usize,
}

impl Size {
    fn scalar(text: &str) -> Self {
        Self { nodes: 1, bytes: text.len(), height: 0 }
    }

    fn add(&mut self, inner: Self) {
        self.nodes += inner.nodes;
        self.bytes += inner.bytes;
        self.height = self.height.max(inner.height + 1);
    }
}

/// Where an event stands.
#[derive(Clone, Copy)]
struct At<'a> {
    span: &'a Span,
    text: &'a Text<'a>,
}

impl Receiver for Tree<'_> {
    type Stop = Stop;

    fn take(&mut self, event: Event<'_>, span: &Span, text: &Text<'_>) -> Result<(), Stop> {
        let at = At { span, text };
        match event {
            Event::DocumentStart(_) => self.documents += 1,
            Event::Scalar(written, style, anchor, tag) => {
                if self.documents > 1 {
                    // A second document that is empty is the end of the first one.
                    return if written.is_empty() { Ok(()) } else { Err(self.several_documents(at)) };
                }
                if written.len() > self.budgets.scalar {
                    return Err(self.exceeded(Exceeded::Scalar(written.len()), at));
                }
                self.count(at)?;
                let size = Size::scalar(&written);
                if self.expects_key() {
                    if written.len() > self.budgets.key {
                        return Err(self.exceeded(Exceeded::Key(written.len()), at));
                    }
                    let key = written.into_owned();
                    self.name(anchor, size, || Target::Scalar {
                        node: key.as_str().into(),
                        text: key.clone(),
                    });
                    self.set_key(key, size);
                    return Ok(());
                }
                let shown = if anchor > 0 { written.to_string() } else { String::new() };
                let node = scalar::value(written, style, tag.as_deref()).map_err(|what| {
                    let message =
                        format!("this is not YAML: the tag says that this is {what}, and it is not");
                    let help = "correct the value, or remove the tag";
                    self.refused(&codes::E105, message, help, at)
                })?;
                self.name(anchor, size, || Target::Scalar { node: node.clone(), text: shown });
                self.push(node, size, at)?;
            }
            Event::Alias(anchor) => self.alias(anchor, at)?,
            Event::SequenceStart(anchor, _) => self.start(Content::List(Vec::new()), anchor, at)?,
            Event::MappingStart(anchor, _) => self.start(Content::Map(Map::new(), None), anchor, at)?,
            Event::SequenceEnd | Event::MappingEnd => self.end(at)?,
            _ => {}
        }
        Ok(())
    }
}

impl<'a> Tree<'a> {
    pub(super) fn new(file: FileId, budgets: &'a Budgets) -> Self {
        Self {
            budgets,
            file,
            root: None,
            documents: 0,
            open: Vec::new(),
            anchors: Vec::new(),
            nodes: 0,
            repeated: 0,
            repeated_bytes: 0,
        }
    }

    fn start(&mut self, content: Content, anchor: usize, at: At<'_>) -> Result<(), Stop> {
        if self.documents > 1 {
            return Err(self.several_documents(at));
        }
        if self.expects_key() {
            return Err(self.complex_key(at));
        }
        if self.open.len() >= self.budgets.depth() {
            return Err(self.exceeded(Exceeded::Depth, at));
        }
        self.count(at)?;
        self.name(anchor, Size::default(), || Target::Unfinished);
        let index = self.open.last().map_or(0, Open::len);
        let size = Size { nodes: 1, bytes: 0, height: 1 };
        self.open.push(Open { content, anchor, size, span: *at.span, index, step: None });
        Ok(())
    }

    fn end(&mut self, at: At<'_>) -> Result<(), Stop> {
        if self.open.last().is_some_and(|open| open.anchor > 0) {
            self.open.iter_mut().fold(None, |parent, open| {
                let index = open.index;
                Some(Rc::clone(open.step.get_or_insert_with(|| Rc::new(Step { parent, index }))))
            });
        }
        let Some(open) = self.open.pop() else { return Ok(()) };
        if let Some(step) = open.step {
            self.name(open.anchor, open.size, || Target::At(step));
        }
        let node = match open.content {
            Content::List(list) => Node::List(list),
            Content::Map(map, _) => Node::Map(map),
        };
        self.push(node, open.size, at)
    }

    fn alias(&mut self, anchor: usize, at: At<'_>) -> Result<(), Stop> {
        if self.documents > 1 {
            return Err(self.several_documents(at));
        }
        self.count(at)?;
        let Some(known) = self.anchors.get(anchor).and_then(Option::as_ref) else { return Ok(()) };
        let size = known.size;
        let node = match &known.target {
            Target::Unfinished => {
                let message = "this is not YAML: an alias repeats the list or map that it stands in";
                let help = "let a schema refer to itself by `$ref` instead";
                return Err(self.refused(&codes::E105, message, help, at));
            }
            Target::Scalar { text, .. } if self.expects_key() => {
                let key = text.clone();
                self.repeat(size, at)?;
                self.set_key(key, size);
                return Ok(());
            }
            Target::At(_) if self.expects_key() => return Err(self.complex_key(at)),
            Target::Scalar { node, .. } => {
                let node = node.clone();
                self.repeat(size, at)?;
                node
            }
            Target::At(step) => {
                let step = Rc::clone(step);
                self.repeat(size, at)?;
                self.find(&step).cloned().unwrap_or_default()
            }
        };
        self.push(node, size, at)
    }

    /// Counts what an alias is about to repeat.
    fn repeat(&mut self, size: Size, at: At<'_>) -> Result<(), Stop> {
        self.repeated += size.nodes - 1;
        self.repeated_bytes += size.bytes;
        if self.open.len() + size.height > self.budgets.depth() {
            return Err(self.exceeded(Exceeded::Depth, at));
        }
        let help = "write the repeated parts as components and refer to them with `$ref`";
        if self.repeated > self.budgets.alias_nodes {
            let message =
                format!("aliases repeat more than {} values of this file", self.budgets.alias_nodes);
            return Err(self.refused(&codes::E110, message, help, at));
        }
        if self.repeated_bytes > self.budgets.bytes {
            let message = format!("aliases repeat more than {} bytes of this file", self.budgets.bytes);
            return Err(self.refused(&codes::E110, message, help, at));
        }
        Ok(())
    }

    /// The list or map that was closed at the end of a way.
    fn find(&self, step: &Step) -> Option<&Node> {
        let mut way: Vec<usize> =
            std::iter::successors(Some(step), |step| step.parent.as_deref()).map(|step| step.index).collect();
        // The first step is that of the root, which is open as long as there are events.
        way.pop();
        way.reverse();
        let open = way.iter().zip(self.open.iter().skip(1));
        let shared = open.take_while(|(index, open)| **index == open.index).count();
        // What is open is not in the list or map around it yet, so the first index that is in there leads to the value.
        let (first, rest) = way.get(shared..)?.split_first()?;
        let mut node = self.open.get(shared)?.member(*first)?;
        for index in rest {
            node = match node {
                Node::List(list) => list.get(*index)?,
                Node::Map(map) => map.get_index(*index)?.1,
                _ => return None,
            };
        }
        Some(node)
    }

    fn push(&mut self, node: Node, size: Size, at: At<'_>) -> Result<(), Stop> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.size.add(size);
        match &mut open.content {
            Content::List(list) => list.push(node),
            Content::Map(map, key) => match map.entry(key.take().unwrap_or_default()) {
                Entry::Vacant(place) => {
                    place.insert(node);
                }
                Entry::Occupied(_) => return Err(Stop::Duplicate),
            },
        }
        if open.len() > self.budgets.width {
            let span = open.span;
            return Err(self.exceeded(Exceeded::Width, At { span: &span, ..at }));
        }
        Ok(())
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Map(_, None), .. }))
    }

    fn set_key(&mut self, text: String, size: Size) {
        if let Some(Open { content: Content::Map(_, key), size: whole, .. }) = self.open.last_mut() {
            *key = Some(text);
            whole.add(size);
        }
    }

    fn count(&mut self, at: At<'_>) -> Result<(), Stop> {
        self.nodes += 1;
        if self.nodes > self.budgets.nodes { Err(self.exceeded(Exceeded::Nodes, at)) } else { Ok(()) }
    }

    fn name(&mut self, anchor: usize, size: Size, target: impl FnOnce() -> Target) {
        if anchor > 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize_with(anchor + 1, || None);
            }
            self.anchors[anchor] = Some(Anchor { target: target(), size });
        }
    }

    fn complex_key(&self, at: At<'_>) -> Stop {
        let message = "a key of this map is a list or a map; keys must be strings";
        self.refused(&codes::E114, message, "quote the key if it is meant as text (`\"[a]\": …`)", at)
    }

    fn several_documents(&self, at: At<'_>) -> Stop {
        let message = "a second YAML document starts here; a description is one document";
        self.refused(&codes::E112, message, "put each document into a file of its own", at)
    }

    fn refused(
        &self,
        code: &'static Code,
        message: impl Into<String>,
        help: &'static str,
        at: At<'_>,
    ) -> Stop {
        let place = Place::bytes(self.file, at.text.range(at.span));
        Stop::Refused(Box::new(Diagnostic::in_file(code, place, message.into()).with_help(help)))
    }

    fn exceeded(&self, exceeded: Exceeded, at: At<'_>) -> Stop {
        let place = Place::bytes(self.file, at.text.range(at.span));
        Stop::Refused(Box::new(over_budget(exceeded, place, self.budgets)))
    }
}

impl Open {
    fn len(&self) -> usize {
        match &self.content {
            Content::List(list) => list.len(),
            Content::Map(map, _) => map.len(),
        }
    }

    fn member(&self, index: usize) -> Option<&Node> {
        match &self.content {
            Content::List(list) => list.get(index),
            Content::Map(map, _) => map.get_index(index).map(|(_, node)| node),
        }
    }
}
