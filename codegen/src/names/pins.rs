//! Names of before, by the indices of the IR: what each thing keeps, and what it was called.
//!
//! They are texts that nobody has looked at: only [`Gathering`](super::gather::Gathering) makes identifiers of them.

use std::collections::BTreeMap;

use crate::diag::Pointer;

/// Which fresh names are taken in place of those that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NewNames {
    /// None: what has a name keeps it.
    #[default]
    None,
    /// All.
    All,
    /// Those of items with these paths, and of all that is in them.
    Of(Vec<String>),
}

impl NewNames {
    /// Whether the item with this path takes its fresh name.
    pub(super) fn takes(&self, path: &str) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Of(paths) => paths.iter().any(|taken| is_within(path, taken)),
        }
    }

    /// The paths that are asked for by name.
    pub(super) fn named(&self) -> &[String] {
        if let Self::Of(paths) = self { paths } else { &[] }
    }
}

/// Whether a path is another one or in it.
pub(super) fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// What everything is to be called, where that is known.
#[derive(Clone, Debug, Default)]
pub struct Pins {
    pub(super) resources: Vec<Option<ResourcePin>>,
    pub(super) operations: Vec<Option<OperationPin>>,
    pub(super) types: Vec<Option<TypePin>>,
    pub(super) credentials: BTreeMap<Pointer, String>,
    /// The modules that lead to each resource.
    pub(super) modules: Vec<Vec<String>>,
    /// Names that are kept beside those that are used.
    pub(super) former: Vec<FormerPin>,
    /// What operations and types would be called if nobody knew them.
    pub(super) fresh: Fresh,
    /// Paths that were asked for and that no new name is on offer for.
    pub(super) idle: Vec<String>,
}

/// Paths of operations and types without any memory, by their indices.
#[derive(Clone, Debug, Default)]
pub(super) struct Fresh {
    pub(super) operations: Vec<String>,
    pub(super) types: Vec<String>,
}

/// A resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ResourcePin {
    pub(super) module: String,
    pub(super) ident: String,
    pub(super) method: Option<String>,
    pub(super) feature: String,
}

/// An operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OperationPin {
    /// Its path of before.
    pub(super) path: String,
    pub(super) method: String,
    pub(super) call: String,
    pub(super) by_status: Option<String>,
    pub(super) setters: Members,
}

/// A type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypePin {
    pub(super) ident: String,
    pub(super) builder: Option<String>,
    pub(super) members: Members,
}

/// Names by what they are called on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Members {
    /// `None` where two were called the same on the wire, so that it does not tell them apart.
    by_wire: BTreeMap<String, Option<String>>,
}

/// A name that is kept beside another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FormerPin {
    /// A method of the resource with these modules, and the call that it gave.
    Method { module: Vec<String>, method: String, call: Option<String>, operation: usize },
    /// A type and its builder.
    Type { ident: String, builder: Option<String>, target: usize },
}

impl FormerPin {
    /// Whether both are one name.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Method { module, method, .. }, Self::Method { module: place, method: name, .. }) => {
                (module, method) == (place, name)
            }
            (Self::Type { ident, .. }, Self::Type { ident: name, .. }) => ident == name,
            _ => false,
        }
    }
}

impl Members {
    pub(super) fn insert(&mut self, wire: String, name: &str) {
        let several = self.by_wire.contains_key(&wire);
        self.by_wire.insert(wire, Some(name.to_owned()).filter(|_| !several));
    }

    pub(super) fn get(&self, wire: &str) -> Option<&str> {
        self.by_wire.get(wire)?.as_deref()
    }

    /// Those that are left when new names are taken.
    pub(super) fn without(&self, owner: &str, new: &NewNames) -> Self {
        let is_kept =
            |name: &Option<String>| name.as_ref().is_none_or(|name| !new.takes(&format!("{owner}::{name}")));
        let kept = self.by_wire.iter().filter(|(_, name)| is_kept(name));
        Self { by_wire: kept.map(|(wire, name)| (wire.clone(), name.clone())).collect() }
    }
}

impl OperationPin {
    pub(super) fn setter(&self, wire: &str) -> Option<&str> {
        self.setters.get(wire)
    }
}

impl TypePin {
    pub(super) fn member(&self, wire: &str) -> Option<&str> {
        self.members.get(wire)
    }
}

impl Pins {
    pub(super) fn of_resource(&self, index: usize) -> Option<&ResourcePin> {
        self.resources.get(index)?.as_ref()
    }

    pub(super) fn of_operation(&self, index: usize) -> Option<&OperationPin> {
        self.operations.get(index)?.as_ref()
    }

    /// The type's own name is empty where only its members keep theirs.
    pub(super) fn of_type(&self, index: usize) -> Option<&TypePin> {
        self.types.get(index)?.as_ref()
    }

    pub(super) fn credential(&self, pointer: &Pointer) -> Option<&str> {
        self.credentials.get(pointer).map(String::as_str)
    }
}
