//! The Rust type of a value: in the module of a provider, and in the view of a struct.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::Lists;
use crate::emit::shared::wire_situation::Wires;
use crate::plan::{Field, ObjectId, Presence, Type};

/// The key of structs that are schemas themselves. Whoever holds one knows its type and not what is in it, so such
/// objects are told apart by their wire alone.
pub const OWN: u64 = 0;

impl Scope<'_> {
    /// The Rust type of a present value, with this lifetime.
    pub(crate) fn value_type(&self, ty: &Type, lifetime: &TokenStream) -> TokenStream {
        match ty {
            Type::String(_) => {
                let cow = self.names.imported("Cow");
                let text = self.names.std("str");
                quote!(#cow<#lifetime, #text>)
            }
            Type::Integer(_) => self.names.std("i64"),
            Type::Boolean => self.names.std("bool"),
            Type::Date => self.names.imported("Date"),
            Type::Timestamp if self.lists == Lists::Views => {
                quote!(&#lifetime __wireform::Timestamp)
            }
            Type::Timestamp => self.names.imported("Timestamp"),
            Type::Enum(index) => {
                let open = self.names.imported("Open");
                let name = ident(&self.plan.enums[*index].rust);
                quote!(#open<#lifetime, #name>)
            }
            Type::Object(index) if self.lists == Lists::Views => {
                let key = key(self, *index);
                quote!(&#lifetime (dyn __wireform::derive::Nested<#key> + #lifetime))
            }
            Type::List(list) if self.lists == Lists::Views => {
                let item = kind(self, &list.item, &TokenStream::new());
                quote!(__wireform::derive::Items<#lifetime, #item>)
            }
            Type::Object(index) => {
                let name = ident(&self.plan.objects[*index].rust);
                if self.object_borrows(*index) {
                    quote!(#name<#lifetime>)
                } else {
                    quote!(#name)
                }
            }
            Type::List(list) => {
                let vec = self.names.std("Vec");
                let item = self.value_type(&list.item, lifetime);
                quote!(#vec<#item>)
            }
        }
    }

    /// The Rust type of a field, absent or not.
    pub(crate) fn field_type(&self, field: &Field) -> TokenStream {
        let value = self.value_type(&field.ty, &quote!('a));
        match field.presence {
            Presence::Required => value,
            Presence::Optional => {
                let option = self.names.std("Option");
                quote!(#option<#value>)
            }
            Presence::Clearable(_) => {
                let patch = self.names.imported("Patch");
                quote!(#patch<#value>)
            }
        }
    }
}

/// The kind of a value, as the runtime's traits name it; enums are behind the path `prefix`.
pub(crate) fn kind(scope: &Scope<'_>, ty: &Type, prefix: &TokenStream) -> TokenStream {
    let name = match ty {
        Type::String(_) => quote!(Text),
        Type::Integer(_) => quote!(Integer),
        Type::Boolean => quote!(Boolean),
        Type::Date => quote!(Day),
        Type::Timestamp => quote!(Moment),
        Type::Enum(index) => {
            let name = ident(&scope.plan.enums[*index].rust);
            quote!(EnumOf<#prefix #name>)
        }
        Type::Object(index) => {
            let key = key(scope, *index);
            quote!(ObjectOf<#key>)
        }
        Type::List(list) => {
            let item = kind(scope, &list.item, prefix);
            quote!(ListOf<#item>)
        }
    };
    quote!(__wireform::derive::#name)
}

/// What tells an object in its wire situation from all others, as a literal.
pub(crate) fn key(scope: &Scope<'_>, object: ObjectId) -> Literal {
    Literal::u64_unsuffixed(object_key(scope, object))
}

pub(crate) fn object_key(scope: &Scope<'_>, object: ObjectId) -> u64 {
    let suffix = scope.wires_of(object).next().map_or("", Wires::suffix);
    let name = match scope.key {
        OWN => "",
        _ => &scope.plan.objects[object].name,
    };
    let text = format!("{name} {suffix}");
    // FNV-1a: the same on every machine.
    text.bytes()
        .fold(scope.key ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
}
