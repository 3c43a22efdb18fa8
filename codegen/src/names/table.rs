//! The table of names: what everything is called in Rust.

use std::collections::BTreeMap;

use super::ident::RustIdent;
use crate::ir::{OperationId, ResourceId, TypeId};

/// What everything is called, by the indices of the IR.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By [`TypeId`](crate::ir::TypeId).
    pub types: Vec<TypeNames>,
    /// By [`ResourceId`].
    pub resources: Vec<ResourceNames>,
    /// The resources right below each, in their order, so that not all have to be asked for their parent.
    pub below: Vec<Vec<ResourceId>>,
    /// By [`OperationId`](crate::ir::OperationId).
    pub operations: Vec<OperationNames>,
    /// By index into [`Api::credentials`](crate::ir::Api::credentials).
    pub credentials: Vec<CredentialNames>,
    /// The constants of servers that have names, by index into [`Api::servers`](crate::ir::Api::servers); of two with one name,
    /// the first.
    pub servers: Vec<(usize, RustIdent)>,
    /// The traits that say what is missing, by the name of the setter that sets it.
    pub required: BTreeMap<RustIdent, RequiredNames>,
    /// Names of before that are other names for what there is.
    pub former: Former,
}

/// Names of a definition.
#[derive(Clone, Debug)]
pub struct TypeNames {
    /// The type.
    pub ident: RustIdent,
    /// The module that it stands in, and its file.
    pub module: RustIdent,
    /// Fields of a structure, variants of an enumeration or union, in their order.
    pub members: Vec<RustIdent>,
    /// The field that keeps members without a name.
    pub rest: Option<RustIdent>,
    /// Its builder, where it has one.
    pub builder: Option<BuilderNames>,
    /// The functions of a union that make a case of nothing or of one value, by case.
    pub constructors: Vec<Option<RustIdent>>,
}

/// Names of a builder.
#[derive(Clone, Debug)]
pub struct BuilderNames {
    /// The builder.
    pub ident: RustIdent,
    /// The setters, by field.
    pub setters: Vec<RustIdent>,
    /// The setter of the rest.
    pub rest: Option<RustIdent>,
    /// The const parameters that say what is set, by field; `None` where nothing needs saying.
    pub flags: Vec<Option<RustIdent>>,
}

/// Names of a resource.
#[derive(Clone, Debug)]
pub struct ResourceNames {
    /// The method that leads to it.
    pub method: RustIdent,
    /// The module that holds it, and its file.
    pub module: RustIdent,
    /// The struct.
    pub ident: RustIdent,
    /// The Cargo feature that carries it: that of its top-level resource; empty for the client itself.
    pub feature: String,
}

/// Names of an operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// The method.
    pub method: RustIdent,
    /// The call that it gives.
    pub call: RustIdent,
    /// The static that describes it.
    pub endpoint: RustIdent,
    /// The arguments of the method: path parameters by their index; others have a name nobody sees.
    pub arguments: Vec<RustIdent>,
    /// The setters, by index.
    pub setters: Vec<RustIdent>,
    /// The const parameters that say what is set, by setter.
    pub flags: Vec<Option<RustIdent>>,
    /// The enum of a success by status and its variants.
    pub by_status: Option<(RustIdent, Vec<RustIdent>)>,
}

/// Names of what a required setter is checked by.
#[derive(Clone, Debug)]
pub struct RequiredNames {
    /// The trait.
    pub ident: RustIdent,
    /// The setters whose traits are its supertraits.
    pub above: Vec<RustIdent>,
}

/// Names of a credential.
#[derive(Clone, Debug)]
pub struct CredentialNames {
    /// The setter of the client's builder.
    pub setter: RustIdent,
    /// The setter of a provider, for tokens.
    pub provider: RustIdent,
}

/// Names of before that are other names for what there is.
#[derive(Clone, Debug, Default)]
pub struct Former {
    /// Methods, by the resource that they hang on.
    pub methods: BTreeMap<ResourceId, Vec<FormerMethod>>,
    /// Types.
    pub types: Vec<FormerType>,
}

/// A method that is called otherwise now.
#[derive(Clone, Debug)]
pub struct FormerMethod {
    /// What it was called.
    pub method: RustIdent,
    /// What its call was called.
    pub call: Option<RustIdent>,
    /// What it calls.
    pub operation: OperationId,
}

/// A type that is called otherwise now.
#[derive(Clone, Debug)]
pub struct FormerType {
    /// What it was called.
    pub ident: RustIdent,
    /// What its builder was called.
    pub builder: Option<RustIdent>,
    /// What it is.
    pub target: TypeId,
}
