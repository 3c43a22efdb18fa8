//! Calls: the method that begins one, its setters, what sends it, and what it gives.

use proc_macro2::TokenStream;
use quote::quote;

use crate::diag::Pointer;
use crate::ir::{Media, Operation, OperationId, Place, Setter, SetterSource, Success};
use crate::names::{OperationNames, setter_wire};
use crate::surface::{ItemKind, Needed, PublicItem};

use super::super::argument::{generics, named_argument};
use super::super::context::Site;
use super::super::flags::Flags;
use super::super::operation::Call;
use super::super::page::page_types;
use super::super::target::{SetterParts, Target};
use super::resources::feature;
use super::written::written;
use super::{Surface, both, item};

impl Surface<'_> {
    /// The method of `owner` that begins a call, and the call in `module`.
    pub(super) fn operation(&mut self, id: OperationId, owner: &str, module: &str) {
        let context = self.context;
        let operation = &context.api.operations[id.0];
        let names = context.operation_names(id);
        let feature = feature(context, operation.resource);
        let call = format!("{module}::{}", names.call.as_str());
        let method = item(
            format!("{owner}::{}", names.method.as_str()),
            ItemKind::Function,
            &feature,
            &operation.pointer,
        );
        let signature = format!("{} -> {call}", self.method_arguments(operation, names));
        self.items.push(PublicItem { signature, deprecated: operation.docs.deprecated, ..method });
        let flags = Flags::new(context, &names.setters, &names.flags);
        let found = item(call.clone(), ItemKind::Struct, &feature, &operation.pointer);
        self.items.push(PublicItem { signature: written(flags.defaulted()), ..found });
        for (index, setter) in operation.setters.iter().enumerate() {
            self.setter((operation, names), (index, setter), &call, &feature);
        }
        self.senders(id, module, &call, &feature);
        self.by_status(operation, names, module, &feature);
    }

    /// `fn(&self, id: impl Into<String>)`
    pub(super) fn method_arguments(&self, operation: &Operation, names: &OperationNames) -> String {
        let mut markers = Vec::new();
        let arguments: Vec<TokenStream> = operation
            .parameters
            .iter()
            .zip(&names.arguments)
            .filter(|(parameter, _)| parameter.place == Place::Path)
            .map(|(parameter, name)| {
                let argument =
                    named_argument(self.context, &parameter.value, Site::Resource, name, &mut markers);
                let accepts = argument.accepts;
                quote!(, #name: #accepts)
            })
            .collect();
        let generics = generics(&markers);
        written(quote!(fn #generics (&self #(#arguments)*)))
    }

    fn setter(
        &mut self,
        (operation, names): (&Operation, &OperationNames),
        (index, setter): (usize, &Setter),
        call: &str,
        feature: &str,
    ) {
        let types = &self.context.api.types;
        if !operation.has_setter(setter, types) {
            return;
        }
        let Some(target) = Target::of(self.context, operation, setter) else { return };
        let SetterParts { generics, before, accepts, .. } = target.taken(self.context);
        let is_body = setter.source == SetterSource::Body;
        let brings_fields = operation.body_structure().is_some() && names.flags.iter().any(Option::is_some);
        let is_required = names.flags.get(index).is_some_and(Option::is_some);
        let needed = match () {
            () if is_body && (is_required || brings_fields) => Needed::Whole,
            () if is_required => Needed::Required,
            () => Needed::Optional,
        };
        let pointer = target.pointer().unwrap_or(&operation.pointer);
        let path = format!("{call}::{}", names.setters[index].as_str());
        let found = item(path, ItemKind::Function, feature, pointer);
        let found = found.on_wire(&setter_wire(self.context.api, operation, setter));
        self.items.push(PublicItem {
            signature: written(quote!(fn #generics (self, #before value: #accepts))),
            needed,
            deprecated: !target.deprecation().is_empty(),
            ..found
        });
    }

    fn senders(&mut self, id: OperationId, module: &str, call: &str, feature: &str) {
        let operation = &self.context.api.operations[id.0];
        let offered = Call::new(self.context, id).offered();
        let streaming = both(feature, "stream");
        let gated = if operation.only_streams() { &streaming } else { feature };
        let result = match &self.context.operation_names(id).by_status {
            Some((ident, _)) if matches!(operation.success, Success::ByStatus { .. }) => {
                format!("{module}::{}", ident.as_str())
            }
            _ => written(offered.result),
        };
        let mut send = |name: &str, feature: &str, gives: String| {
            let found = item(format!("{call}::{name}"), ItemKind::Function, feature, &operation.pointer);
            self.items.push(PublicItem { signature: format!("fn(self) -> runtime::{gives}"), ..found });
        };
        send("send", gated, format!("Call<{result}>"));
        send("send_with_response", gated, format!("Call<runtime::Response<{result}>>"));
        if offered.raw {
            send("send_raw", feature, "Call<runtime::RawBody>".to_owned());
        }
        if let Some(streamed) = offered.stream {
            send("stream", &streaming, format!("Call<{}>", written(streamed)));
        }
        if let Some((page, one)) = page_types(self.context, id) {
            let (page, one) = (written(page), written(one));
            send("by_page", &streaming, format!("Pages<{page}>"));
            send("by_item", &streaming, format!("Items<{page}, {one}>"));
        }
    }

    /// The enum of what a call gives whose successes differ by status.
    fn by_status(&mut self, operation: &Operation, names: &OperationNames, module: &str, feature: &str) {
        let (Success::ByStatus { responses, .. }, Some((ident, variants))) =
            (&operation.success, &names.by_status)
        else {
            return;
        };
        let path = format!("{module}::{}", ident.as_str());
        self.items.push(item(path.clone(), ItemKind::Enum, feature, &operation.pointer.key("responses")));
        for (response, variant) in responses.iter().zip(variants) {
            let holds = match &response.media {
                Media::Empty => TokenStream::new(),
                Media::Json(value) => {
                    let value = self.context.type_tokens(value, Site::Resource);
                    quote!((#value))
                }
                Media::Text => quote!((String)),
                Media::Bytes | Media::Stream => quote!((runtime::Bytes)),
            };
            let path = format!("{path}::{}", variant.as_str());
            let found = item(path, ItemKind::Variant, feature, &response.pointer);
            self.items.push(PublicItem { signature: written(holds), ..found });
        }
    }
}

impl Target<'_> {
    /// The place of the description that the setter comes from.
    fn pointer(&self) -> Option<&Pointer> {
        match self {
            Self::Parameter(parameter) => Some(&parameter.pointer),
            Self::Field(field) => Some(&field.pointer),
            Self::Form(field, _) => Some(&field.pointer),
            Self::Header(_, header, _) => Some(&header.pointer),
            Self::Body(body) => Some(&body.pointer),
            Self::Pair | Self::Part => None,
        }
    }
}
