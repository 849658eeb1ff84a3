//! Emits `from_read`, which makes a request from a response. Input: an operation with a plan for it. Output: one function that
//! takes each value by the type of its field; the conversions and the list of what is lost are in the runtime.

mod values;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::docs::builder::{Docs, code};
use crate::emit::shared::deprecation::allow_deprecated;
use crate::emit::shared::fields::members;
use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::option_of;
use crate::emit::types::constructors::{argument_type, convert_argument};
use crate::plan::{
    Field, FieldBack, FieldId, Id, ObjectBack, ObjectId, Operation, Presence, ReadBack, ReadStep,
    Table, Type, Way,
};

pub(crate) use values::{of_object, of_request};

/// Emits the function, if the operation writes back what another one reads.
pub(crate) fn emit(scope: &Scope<'_>, operation: &Operation, record: &Record<'_>) -> TokenStream {
    let Some(back) = &operation.read_back else {
        return TokenStream::new();
    };
    let mut operations = scope.plan.operations.iter();
    let Some(read) = operations.find(|it| it.name == back.operation) else {
        return TokenStream::new();
    };
    let case = &read.responses[back.response];
    let (module, variant) = (ident(&read.module), ident(&case.rust));
    let mut text = format!(
        "Returns the request that writes back what {} read, and lists what it cannot write back.",
        code(&back.operation)
    );
    if !back.from_caller.is_empty() {
        let names = back
            .from_caller
            .iter()
            .map(|id| &operation.fields[*id].name);
        let names: Vec<String> = names.map(|name| code(name)).collect();
        text.push_str(&format!(
            " The caller gives the values of {}.",
            names.join(", ")
        ));
    }
    let docs = Docs::new().markdown(&text).outer();
    let fields: Vec<&Field> = case.fields.iter().map(|it| &it.field).collect();
    let arguments = Arguments::of(scope, operation, back);
    let response = &arguments.response;
    let (source, fields) = source(scope, back, response, fields);
    let place = back.place();
    let written = Written {
        name: quote!(Self),
        fields: &operation.fields,
        from_caller: &back.from_caller,
    };
    let body = object(scope, &back.object, &fields, &written);
    let lifetime = record.borrows.then(|| quote!('a));
    let (generics, ty) = (record.generics(), record.ty());
    let is_deprecated = record.deprecated || has_deprecated_members(scope);
    let allow = is_deprecated.then(allow_deprecated);
    let writes_back = match back.from_caller.is_empty() {
        true => {
            let (name, any) = (ident(stem(record.rust)), record.any());
            quote! {
                impl __wireform::WritesBack<#module::cases::#variant> for #any {
                    fn __values_of(
                        read: &#module::cases::#variant,
                    ) -> ::core::option::Option<__wireform::RequestValues> {
                        __wireform::values_of(#name::from_read(read))
                    }
                }
            }
        }
        false => {
            quote! {
                impl #generics __wireform::WritesBack<__wireform::FromRead<Self>> for #ty {
                    fn __values_of(
                        read: &__wireform::FromRead<Self>,
                    ) -> ::core::option::Option<__wireform::RequestValues> {
                        Some(__wireform::values_read(read))
                    }
                }
            }
        }
    };
    let (parameters, values) = (&arguments.parameters, &arguments.values);
    let arguments = (!back.from_caller.is_empty()).then(|| quote!(let arguments = (#(#values,)*);));
    let mut made = quote!(__wireform::write_back(#place, #source, |(back, read)| { #body }));
    if !back.from_caller.is_empty() {
        let names = back.from_caller.iter();
        let names = names.map(|id| &operation.fields[*id].name);
        made = quote!(__wireform::keep_values(#made, &[#(#names),*]));
    }
    let implementation = quote! {
        #allow
        #writes_back

        #allow
        impl #generics #ty {
            #docs
            ///
            /// # Errors
            /// Fails if the response lacks a value that the request requires.
            pub fn from_read(
                #response: &#lifetime #module::cases::#variant,
                #(#parameters,)*
            ) -> ::core::result::Result<__wireform::FromRead<Self>, __wireform::NotRead> {
                #arguments
                #made
            }
        }
    };
    quote!(__wireform::responses! { #implementation })
}

/// The parameters of the function.
struct Arguments {
    /// The name of the response.
    response: Ident,
    /// The values that the caller gives, with their types.
    parameters: Vec<TokenStream>,
    /// The values, converted to the types of their fields.
    values: Vec<TokenStream>,
}

impl Arguments {
    fn of(scope: &Scope<'_>, operation: &Operation, back: &ReadBack) -> Self {
        let fields = back.from_caller.iter().map(|id| &operation.fields[*id]);
        let fields: Vec<&Field> = fields.collect();
        let mut response = "read".to_owned();
        while fields.iter().any(|it| it.rust == response) {
            response.push('_');
        }
        let pairs = fields.iter().map(|field| {
            let name = ident(&field.rust);
            match field.presence {
                Presence::Required => {
                    let ty = argument_type(scope, &field.ty);
                    let value = convert_argument(scope, &field.ty, &quote!(#name));
                    (quote!(#name: #ty), value)
                }
                Presence::Optional | Presence::Clearable(_) | Presence::Variant => {
                    let ty = scope.field_type(field);
                    (quote!(#name: #ty), quote!(#name))
                }
            }
        });
        let (parameters, values) = pairs.unzip();
        Arguments {
            response: ident(&response),
            parameters,
            values,
        }
    }
}

/// The struct that gets the values.
struct Written<'p> {
    name: TokenStream,
    fields: &'p Table<FieldId, Field>,
    /// The fields whose values are the arguments of the function.
    from_caller: &'p [FieldId],
}

/// Returns the expression that leads from the case to the object, and the fields of the object.
fn source<'p>(
    scope: &Scope<'p>,
    back: &ReadBack,
    response: &Ident,
    mut fields: Vec<&'p Field>,
) -> (TokenStream, Vec<&'p Field>) {
    let mut source = quote!(Some(#response));
    let mut ty: Option<&Type> = None;
    for step in &back.at {
        let next = match step {
            ReadStep::Field(id, _) => {
                let field = fields[id.index()];
                let name = ident(&field.rust);
                source = match field.presence {
                    Presence::Required => quote!(#source.map(|it| &it.#name)),
                    Presence::Optional | Presence::Clearable(_) => {
                        quote!(#source.and_then(|it| it.#name.as_ref()))
                    }
                    Presence::Variant => {
                        let given = option_of(field, &quote!(it));
                        quote!(#source.and_then(|it| #given))
                    }
                };
                Some(&field.ty)
            }
            ReadStep::Item(number) => {
                let item = match number {
                    0 => quote!(first()),
                    _ => {
                        let number = Literal::usize_unsuffixed(*number);
                        quote!(get(#number))
                    }
                };
                source = quote!(#source.and_then(|it| it.#item));
                ty.map(Type::item)
            }
        };
        fields = object_fields(scope, next.and_then(Type::object));
        ty = next;
    }
    (source, fields)
}

fn object_fields<'p>(scope: &Scope<'p>, object: Option<ObjectId>) -> Vec<&'p Field> {
    let fields = object.map(|object| &scope.plan.objects[object].fields);
    fields.into_iter().flatten().collect()
}

/// Emits the statements and the struct literal of an object, with `read` as the object in the response.
fn object(
    scope: &Scope<'_>,
    back: &ObjectBack,
    read: &[&Field],
    written: &Written<'_>,
) -> TokenStream {
    let dropped = back.dropped.iter().map(|id| {
        let field = read[id.index()];
        let (name, rust) = (&field.name, ident(&field.rust));
        match field.presence {
            Presence::Required => quote!((#name, true)),
            Presence::Optional | Presence::Clearable(_) => quote!((#name, read.#rust.is_some())),
            // Unions are not written back.
            Presence::Variant => quote!((#name, false)),
        }
    });
    let drops = (!back.dropped.is_empty()).then(|| quote!(back.drop_present(&[#(#dropped),*]);));
    let mut required = Vec::new();
    let mut fields = Vec::new();
    for (id, field) in written
        .fields
        .iter_ids()
        .filter(|(_, it)| it.constant.is_none())
    {
        if let Some(number) = written.from_caller.iter().position(|it| *it == id) {
            let (rust, number) = (ident(&field.rust), Literal::usize_unsuffixed(number));
            fields.push(quote!(#rust: arguments.#number));
            continue;
        }
        let found = back.fields.iter().find(|it| it.to == id);
        let found = found.map(|it| (read[it.from.index()], it));
        let rust = ident(&field.rust);
        match (field.presence, found) {
            (Presence::Required, Some((from, back))) => {
                let local = format_ident!("needed_{}", required.len());
                let (name, value) = (&from.name, value(scope, back, from, field));
                required.push(quote!(let #local = #value; let #local = back.must(#name, #local);));
                fields.push(quote!(#rust: #local?));
            }
            // The compiler refuses a schema without a value for a required field.
            // The resolver writes no union back.
            (Presence::Required, None) | (Presence::Variant, _) => {}
            (Presence::Optional, Some((from, back))) => {
                let value = value(scope, back, from, field);
                fields.push(quote!(#rust: #value));
            }
            (Presence::Clearable(_), Some((from, back))) => {
                let value = value(scope, back, from, field);
                fields.push(
                    quote!(#rust: #value.map_or(__wireform::Patch::Keep, __wireform::Patch::Set)),
                );
            }
            (Presence::Optional, None) => fields.push(quote!(#rust: None)),
            (Presence::Clearable(_), None) => fields.push(quote!(#rust: __wireform::Patch::Keep)),
        }
    }
    let undescribed = match &back.undescribed {
        Some(at) => quote!(back.keep_undescribed(&[#(#at),*], read.undescribed());),
        None => quote!(back.drop_undescribed(read.undescribed());),
    };
    let contents = back.contents.iter().map(|content| {
        let (field, at) = (read[content.from.index()], &content.at);
        let (name, rust) = (&field.name, ident(&field.rust));
        let members = match field.presence {
            Presence::Required | Presence::Variant => quote!(Some(read.#rust.undescribed())),
            Presence::Optional | Presence::Clearable(_) => {
                quote!(read.#rust.as_ref().map(|it| it.undescribed()))
            }
        };
        quote!(back.keep_content(#name, &[#(#at),*], #members);)
    });
    let undescribed = quote!(#undescribed #(#contents)*);
    if back.undescribed.is_some() || !back.contents.is_empty() {
        fields.push(quote!(undescribed: back.take_kept()));
    }
    let name = &written.name;
    quote!(#drops #undescribed #(#required)* Some(#name { #(#fields,)* }))
}

/// Emits the value of a field as an `Option`.
fn value(scope: &Scope<'_>, back: &FieldBack, from: &Field, to: &Field) -> TokenStream {
    let (name, rust) = (&from.name, ident(&from.rust));
    let read = match from.presence {
        Presence::Required | Presence::Variant => quote!(Some(&read.#rust)),
        Presence::Optional | Presence::Clearable(_) => quote!(read.#rust.as_ref()),
    };
    let objects = |inside: &ObjectBack| {
        let fields = object_fields(scope, from.ty.object_within());
        let written = to.ty.object_within().map(|id| &scope.plan.objects[id]);
        written.map(|written| {
            let written = Written {
                name: {
                    let name = ident(&written.rust);
                    quote!(#name)
                },
                fields: &written.fields,
                from_caller: &[],
            };
            let body = object(scope, inside, &fields, &written);
            quote!(|(back, read)| { #body })
        })
    };
    match &back.way {
        Way::Object(inside) => {
            let write = objects(inside);
            quote!(back.object(#name, #read, #write))
        }
        Way::Items(item) => match &**item {
            Way::Object(inside) => {
                let write = objects(inside);
                let filled = back
                    .skips_empty
                    .then(|| quote!(.filter(|it| !it.is_empty())));
                quote!(back.objects(#name, #read #filled, #write))
            }
            Way::Same
            | Way::Text
            | Way::Parsed
            | Way::Items(_)
            | Way::Entries(_)
            | Way::OnlyItem
            | Way::OneItem => converted(back, name, &read),
        },
        Way::Same | Way::Text | Way::Parsed | Way::Entries(_) | Way::OnlyItem | Way::OneItem => {
            converted(back, name, &read)
        }
    }
}

fn converted(back: &FieldBack, name: &str, read: &TokenStream) -> TokenStream {
    match back.skips_empty {
        true => quote!(back.value_unless_empty(#name, #read)),
        false => quote!(back.value(#name, #read)),
    }
}

/// Returns whether an object of the provider has a deprecated member.
fn has_deprecated_members(scope: &Scope<'_>) -> bool {
    let objects = scope.plan.objects.iter();
    objects
        .flat_map(|it| members(&it.fields))
        .any(|field| field.deprecated.is_some())
}
