//! The Rust type of a value, in the module of a provider and in the view of a struct.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::Lists;
use crate::emit::shared::wire_situation::Wires;
use crate::plan::{AnyFormat, Field, ObjectId, Presence, Primitive, Structure, Type};

/// The key of structs that are their own schema. The code that holds such an object knows its Rust type, so the key only
/// has to distinguish the formats in which it is written.
pub const OWN: u64 = 0;

impl Scope<'_> {
    /// Returns the Rust type of a present value, with this lifetime.
    pub(crate) fn value_type(&self, ty: &Type, lifetime: &TokenStream) -> TokenStream {
        let views = self.lists == Lists::Views;
        match ty.structure() {
            Structure::Primitive(Primitive::Text(_)) => {
                let cow = self.names.imported("Cow");
                let text = self.names.std("str");
                quote!(#cow<#lifetime, #text>)
            }
            Structure::Primitive(Primitive::Integer(_)) => self.names.std("i64"),
            Structure::Primitive(Primitive::Number(_)) if views => {
                let cow = self.names.imported("Cow");
                quote!(#cow<#lifetime, __wireform::Decimal>)
            }
            Structure::Primitive(Primitive::Number(_)) => self.names.imported("Decimal"),
            Structure::Primitive(Primitive::Any(format)) if views => {
                let (cow, value) = (self.names.imported("Cow"), any_type(format));
                quote!(#cow<#lifetime, #value>)
            }
            Structure::Primitive(Primitive::Any(format)) => any_type(format),
            Structure::Primitive(Primitive::Boolean) => self.names.std("bool"),
            Structure::Primitive(Primitive::Date) => self.names.imported("Date"),
            Structure::Primitive(Primitive::Timestamp) if views => {
                quote!(&#lifetime __wireform::Timestamp)
            }
            Structure::Primitive(Primitive::Timestamp) => self.names.imported("Timestamp"),
            Structure::Primitive(Primitive::Enum(index)) => {
                let open = self.names.imported("Open");
                let name = ident(&self.plan.enums[index].rust);
                quote!(#open<#lifetime, #name>)
            }
            Structure::Object(index) if views => {
                let key = key(self, index);
                quote!(&#lifetime (dyn __wireform::derive::Nested<#key> + #lifetime))
            }
            Structure::List(list) if views => {
                let item = kind(self, &list.item, &TokenStream::new());
                quote!(__wireform::derive::Items<#lifetime, #item>)
            }
            Structure::Object(index) => {
                let name = ident(&self.plan.objects[index].rust);
                if self.object_borrows(index) {
                    quote!(#name<#lifetime>)
                } else {
                    quote!(#name)
                }
            }
            Structure::Map(map) => {
                let item = self.value_type(&map.item, lifetime);
                quote!(__wireform::Map<#lifetime, #item>)
            }
            Structure::List(list) => {
                let vec = self.names.std("Vec");
                let item = self.value_type(&list.item, lifetime);
                quote!(#vec<#item>)
            }
        }
    }

    /// Returns the Rust type of a field.
    pub(crate) fn field_type(&self, field: &Field) -> TokenStream {
        let value = self.value_type(&field.ty, &quote!('a));
        match field.presence {
            Presence::Required | Presence::Variant => value,
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

/// Returns the marker type of the runtime for a value. `prefix` is the path to the enums.
pub(crate) fn kind(scope: &Scope<'_>, ty: &Type, prefix: &TokenStream) -> TokenStream {
    let name = match ty.structure() {
        Structure::Primitive(Primitive::Text(_)) => quote!(Text),
        Structure::Primitive(Primitive::Integer(_)) => quote!(Integer),
        Structure::Primitive(Primitive::Number(_)) => quote!(Exact),
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => quote!(AnyJson),
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => quote!(AnyXml),
        Structure::Primitive(Primitive::Boolean) => quote!(Boolean),
        Structure::Primitive(Primitive::Date) => quote!(Day),
        Structure::Primitive(Primitive::Timestamp) => quote!(Moment),
        Structure::Primitive(Primitive::Enum(index)) => {
            let name = ident(&scope.plan.enums[index].rust);
            quote!(EnumOf<#prefix #name>)
        }
        Structure::Object(index) => {
            let key = key(scope, index);
            quote!(ObjectOf<#key>)
        }
        Structure::List(list) => {
            let item = kind(scope, &list.item, prefix);
            quote!(ListOf<#item>)
        }
        Structure::Map(map) => {
            let item = kind(scope, &map.item, prefix);
            quote!(MapOf<#item>)
        }
    };
    quote!(__wireform::derive::#name)
}

/// Returns the key of an object in its wire situation, as a literal.
pub(crate) fn key(scope: &Scope<'_>, object: ObjectId) -> Literal {
    Literal::u64_unsuffixed(object_key(scope, object))
}

pub(crate) fn object_key(scope: &Scope<'_>, object: ObjectId) -> u64 {
    let suffix = scope
        .wires_of(object)
        .next()
        .map_or_else(String::new, Wires::suffix);
    let name = match scope.key {
        OWN => "",
        _ => &scope.plan.objects[object].name,
    };
    let text = format!("{name} {suffix}");
    // FNV-1a gives the same key on every machine.
    text.bytes()
        .fold(scope.key ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
}

/// Returns the type of values that a schema does not describe further.
pub(crate) fn any_type(format: AnyFormat) -> TokenStream {
    match format {
        AnyFormat::Json => quote!(__wireform::JsonText),
        AnyFormat::Xml => quote!(__wireform::XmlText),
    }
}
