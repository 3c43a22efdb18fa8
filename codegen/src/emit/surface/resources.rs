//! The root of the crate, the client, and the resources.

use crate::diag::Pointer;
use crate::ir::{CredentialKind, ResourceId};
use crate::surface::{ItemKind, PublicItem};

use super::super::context::Context;
use super::super::paths::{children, module_path, operations};
use super::{Surface, item};

/// What the root of every client shows of the runtime, and the feature that it takes.
const REEXPORTS: [(&str, &[&str]); 2] = [
    (
        "",
        &[
            "ApiError",
            "Bytes",
            "Call",
            "Error",
            "ErrorKind",
            "Null",
            "Nullable",
            "Object",
            "Part",
            "Payload",
            "RawBody",
            "Response",
            "Value",
        ],
    ),
    ("stream", &["ByteStream", "Event", "EventStream", "Items", "LineStream", "Pages"]),
];

impl Surface<'_> {
    pub(super) fn library(&mut self) {
        let root = Pointer::root();
        for module in ["resources", "types"] {
            self.items.push(item(module.to_owned(), ItemKind::Module, "", &root));
        }
        let mut reexport = |path: &str, feature: &str, of: String| {
            let found = item(path.to_owned(), ItemKind::Reexport, feature, &root);
            self.items.push(PublicItem { signature: of, ..found });
        };
        reexport("runtime", "", "runtime".to_owned());
        for (feature, names) in REEXPORTS {
            for name in names {
                reexport(name, feature, format!("runtime::{name}"));
            }
        }
    }

    /// The client and its builder. What the runtime gives every client is not repeated.
    pub(super) fn client(&mut self) {
        let root = Pointer::root();
        for name in ["Client", "ClientBuilder"] {
            self.items.push(item(name.to_owned(), ItemKind::Struct, "", &root));
        }
        let context = self.context;
        for (index, ident) in &context.names.servers {
            let Some(server) = context.api.servers.get(*index) else { continue };
            let path = format!("Client::{}", ident.as_str());
            let found = item(path, ItemKind::Constant, "", &server.pointer);
            self.items.push(PublicItem { signature: "&'static str".to_owned(), ..found });
        }
        for (credential, names) in context.api.credentials.iter().zip(&context.names.credentials) {
            let mut setter = |name: &str, arguments: String| {
                let found =
                    item(format!("ClientBuilder::{name}"), ItemKind::Function, "", &credential.pointer);
                self.items.push(PublicItem { signature: format!("fn(self, {arguments}) -> Self"), ..found });
            };
            let name = names.setter.as_str();
            match credential.kind {
                CredentialKind::Basic => {
                    setter(name, "username: impl Into<String>, password: impl Into<String>".to_owned());
                }
                CredentialKind::Key { .. } => setter(name, format!("{name}: impl Into<String>")),
                CredentialKind::Bearer => {
                    setter(name, format!("{name}: impl Into<String>"));
                    setter(names.provider.as_str(), "provider: impl runtime::TokenProvider".to_owned());
                }
            }
        }
        self.getters(ResourceId(0), "Client");
    }

    /// A resource: its module, its struct, the methods that begin calls, and the calls.
    pub(super) fn resource(&mut self, id: ResourceId) {
        let context = self.context;
        let resource = &context.api.resources[id.0];
        let operations = operations(context, id);
        let module = resource_module(context, id);
        let root = Pointer::root();
        let owner = if id.0 == 0 {
            if operations.is_empty() {
                return;
            }
            self.items.push(item(module.clone(), ItemKind::Module, "", &root));
            "Client".to_owned()
        } else {
            let (names, feature) = (context.resource_names(id), feature(context, id));
            let place = self.places[id.0].clone();
            self.items.push(item(module.clone(), ItemKind::Module, &feature, &place));
            let path = resource_path(context, id);
            let above = resource.parent.map_or_else(
                || "resources".to_owned(),
                |parent| match parent.0 {
                    0 => "resources".to_owned(),
                    _ => resource_module(context, parent),
                },
            );
            let reexport =
                item(format!("{above}::{}", names.ident.as_str()), ItemKind::Reexport, &feature, &root);
            self.items.push(PublicItem { signature: path.clone(), ..reexport });
            self.items.push(item(path.clone(), ItemKind::Struct, &feature, &place));
            self.getters(id, &path);
            path
        };
        for operation in operations {
            self.operation(operation, &owner, &module);
        }
        self.former_methods(id, &owner, &module);
    }

    /// The methods that lead from a resource, or from the client, to those below it.
    fn getters(&mut self, id: ResourceId, owner: &str) {
        let context = self.context;
        for child in children(context, id) {
            let path = format!("{owner}::{}", context.resource_names(child).method.as_str());
            let found = item(path, ItemKind::Function, &feature(context, child), &self.places[child.0]);
            let signature = format!("fn(&self) -> {}", resource_path(context, child));
            self.items.push(PublicItem { signature, ..found });
        }
    }
}

/// The feature that carries a resource.
pub(super) fn feature(context: &Context<'_>, id: ResourceId) -> String {
    if id.0 == 0 { String::new() } else { context.resource_names(id).feature.clone() }
}

/// The module of a resource.
pub(super) fn resource_module(context: &Context<'_>, id: ResourceId) -> String {
    if id.0 == 0 {
        return "resources::root".to_owned();
    }
    format!("resources::{}", module_path(context, id).replace('/', "::"))
}

/// The struct of a resource.
fn resource_path(context: &Context<'_>, id: ResourceId) -> String {
    format!("{}::{}", resource_module(context, id), context.resource_names(id).ident.as_str())
}
