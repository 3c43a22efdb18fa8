//! Types: structs with their builders, enums, aliases.

use quote::quote;

use crate::diag::Pointer;
use crate::ir::{Definition, Enumeration, Presence, Rest, Structure, Type, TypeId, Union};
use crate::names::BuilderNames;
use crate::surface::{ItemKind, Needed, PublicItem};

use super::super::alias::is_reexport;
use super::super::constructor::constructor_signature;
use super::super::context::Site;
use super::super::conversion::Conversions;
use super::super::flags::Flags;
use super::signatures::setter;
use super::written::written;
use super::{Surface, item};

/// Where a definition stands in the list.
struct Owner<'a> {
    id: TypeId,
    path: String,
    feature: String,
    pointer: &'a Pointer,
    deprecated: bool,
}

impl<'a> Surface<'a> {
    pub(super) fn definition(&mut self, id: TypeId) {
        let context = self.context;
        let definition = context.definition(id);
        let feature = context.gate(id).map(|gate| format!("{gate}/types")).unwrap_or_default();
        let path = format!("types::{}", context.type_names(id).ident.as_str());
        let deprecated = definition.docs.deprecated;
        let owner = Owner { id, path, feature, pointer: &definition.pointer, deprecated };
        match &definition.definition {
            Definition::Structure(structure) => self.structure(&owner, structure),
            Definition::Enumeration(enumeration) => self.enumeration(&owner, enumeration),
            Definition::Union(union) => self.union(&owner, union),
            Definition::Alias(value) => {
                let is_reexport = is_reexport(context, id, value);
                let kind = if is_reexport { ItemKind::Reexport } else { ItemKind::Alias };
                let value = self.type_text(value);
                self.push(&owner, owner.item(kind), value);
            }
            Definition::Newtype(value) => {
                let value = self.type_text(value);
                self.push(&owner, owner.item(ItemKind::Struct), String::new());
                let field = owner.member("0", ItemKind::Field, owner.pointer);
                self.items.push(PublicItem { signature: value, ..field });
            }
        }
    }

    /// The item of a definition itself.
    fn push(&mut self, owner: &Owner<'_>, found: PublicItem, signature: String) {
        self.items.push(PublicItem { signature, deprecated: owner.deprecated, ..found });
    }

    fn type_text(&self, value: &Type) -> String {
        written(self.context.type_tokens(value, Site::Resource))
    }

    fn structure(&mut self, owner: &Owner<'_>, structure: &'a Structure) {
        let names = self.context.type_names(owner.id);
        self.push(owner, owner.item(ItemKind::Struct), String::new());
        for (field, name) in structure.fields.iter().zip(&names.members) {
            let needed = match field.presence {
                Presence::Required | Presence::RequiredNullable => Needed::Required,
                Presence::Optional | Presence::OptionalNullable => Needed::Optional,
            };
            let found = owner.member(name.as_str(), ItemKind::Field, &field.pointer);
            let signature = self.signatures.of_field(self.context, field);
            let found = found.on_wire(&field.wire);
            self.items.push(PublicItem { signature, needed, deprecated: field.docs.deprecated, ..found });
        }
        if let (Rest::Kept(values), Some(rest)) = (&structure.rest, &names.rest) {
            let values = self.context.type_tokens(values, Site::Resource);
            let signature = written(quote!(std::collections::BTreeMap<String, #values>));
            let found = owner.member(rest.as_str(), ItemKind::Field, owner.pointer);
            self.items.push(PublicItem { signature, ..found });
        }
        if structure.has_default() {
            self.implementation(owner, "Default".to_owned());
        }
        if let Some(builder) = &names.builder {
            self.builder(owner, structure, builder);
        }
    }

    fn implementation(&mut self, owner: &Owner<'_>, signature: String) {
        self.items.push(PublicItem { signature, ..owner.item(ItemKind::Implementation) });
    }

    fn builder(&mut self, owner: &Owner<'_>, structure: &'a Structure, names: &BuilderNames) {
        let path = format!("types::{}", names.ident.as_str());
        let flags = Flags::new(self.context, &names.setters, &names.flags);
        let start = owner.member("builder", ItemKind::Function, owner.pointer);
        self.items.push(PublicItem { signature: format!("fn() -> {path}"), ..start });
        let builder = Owner {
            id: owner.id,
            path: path.clone(),
            feature: owner.feature.clone(),
            pointer: owner.pointer,
            deprecated: false,
        };
        self.push(&builder, builder.item(ItemKind::Struct), written(flags.defaulted()));
        let build = builder.member("build", ItemKind::Function, owner.pointer);
        self.items.push(PublicItem { signature: format!("fn(self) -> {}", owner.path), ..build });
        self.implementation(owner, format!("From<{path}>"));
        let types = &self.context.api.types;
        for (index, field) in structure.fields.iter().enumerate() {
            if !field.has_setter(types) {
                continue;
            }
            let needed = if flags.is_required_setter(index) { Needed::Required } else { Needed::Optional };
            let found = builder.member(names.setters[index].as_str(), ItemKind::Function, &field.pointer);
            let signature = self.signatures.of_setter(self.context, field);
            self.items.push(PublicItem { signature, needed, deprecated: field.docs.deprecated, ..found });
        }
        if let (Rest::Kept(values), Some(rest)) = (&structure.rest, &names.rest) {
            let map = Type::Map(Box::new(values.clone()));
            let found = builder.member(rest.as_str(), ItemKind::Function, owner.pointer);
            let signature = setter(self.context, &map, Presence::Required);
            self.items.push(PublicItem { signature, needed: Needed::Optional, ..found });
        }
    }

    fn enumeration(&mut self, owner: &Owner<'_>, enumeration: &Enumeration) {
        let names = self.context.type_names(owner.id);
        self.push(owner, owner.item(ItemKind::Enum), String::new());
        for (member, variant) in enumeration.members.iter().zip(&names.members) {
            let found = owner.member(variant.as_str(), ItemKind::Variant, &member.pointer);
            let found = found.on_wire(&member.wire.text());
            self.items.push(PublicItem { deprecated: member.docs.deprecated, ..found });
        }
        let unknown = if enumeration.is_text() {
            "(String)"
        } else if enumeration.is_integer() {
            "(i64)"
        } else {
            "(runtime::Value)"
        };
        let found = owner.member("Unknown", ItemKind::Variant, owner.pointer);
        self.items.push(PublicItem { signature: unknown.to_owned(), ..found });
    }

    fn union(&mut self, owner: &Owner<'_>, union: &Union) {
        let names = self.context.type_names(owner.id);
        self.push(owner, owner.item(ItemKind::Enum), String::new());
        for (case, variant) in union.cases.iter().zip(&names.members) {
            let signature = format!("({})", self.type_text(&case.value));
            let found = owner.member(variant.as_str(), ItemKind::Variant, &case.pointer);
            let found = found.on_wire(&case.called(&self.context.api.types));
            self.items.push(PublicItem { signature, deprecated: case.docs.deprecated, ..found });
        }
        let found = owner.member("Unknown", ItemKind::Variant, owner.pointer);
        self.items.push(PublicItem { signature: "(runtime::Value)".to_owned(), ..found });
        for (case, name) in union.cases.iter().zip(&names.constructors) {
            let Some(name) = name else { continue };
            let Some(given) = constructor_signature(self.context, union, case) else { continue };
            let found = owner.member(name.as_str(), ItemKind::Function, &case.pointer);
            self.items.push(PublicItem { signature: written(quote!(fn #given -> Self)), ..found });
        }
        let conversions = Conversions::of(self.context, owner.id, union, &names.members);
        for conversion in conversions.iter().flat_map(Conversions::told) {
            self.implementation(owner, written(conversion));
        }
    }
}

impl Owner<'_> {
    fn item(&self, kind: ItemKind) -> PublicItem {
        item(self.path.clone(), kind, &self.feature, self.pointer)
    }

    fn member(&self, name: &str, kind: ItemKind, pointer: &Pointer) -> PublicItem {
        item(format!("{}::{name}", self.path), kind, &self.feature, pointer)
    }
}
