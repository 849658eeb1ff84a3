//! Emits the walk over the fields of a request that is made from a contact. Input: a field and its place. Output: an
//! expression that asks the runtime's fit for the value. All paths are known here and become literals.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::fields::members;
use crate::emit::shared::names::{ident, parameters};
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::variant_name;
use crate::lower::Place;
use crate::plan::{
    AnyFormat, BodyFormat, Conversion, Field, ObjectId, ObjectType, Operation, Presence, Primitive,
    Structure, Type,
};

/// The place of a field.
pub(crate) struct At {
    /// The logical path.
    pub(crate) field: String,
    /// The logical path without indices.
    pub(crate) key: String,
    /// The place on the wire of the default binding.
    pub(crate) wire: String,
    /// Whether the field, or an object that contains it, is secret.
    pub(crate) secret: bool,
}

/// The walk over one operation.
pub(crate) struct Walk<'w, 'p> {
    scope: &'w Scope<'p>,
    /// The format of the first binding, which decides the wire paths.
    format: Option<BodyFormat>,
    operation: &'w Operation,
}

impl<'w, 'p> Walk<'w, 'p> {
    pub(crate) fn of(scope: &'w Scope<'p>, operation: &'w Operation) -> Self {
        Self {
            scope,
            format: operation.default_binding().body.member_format(),
            operation,
        }
    }

    /// Returns whether the walk names a deprecated field, also inside objects.
    pub(crate) fn names_deprecated(&self, record: &Record<'_>) -> bool {
        let object_of = |field: &Field| field.ty.object_within();
        let mut todo: Vec<_> = members(&self.operation.fields)
            .filter_map(object_of)
            .collect();
        let mut seen = Vec::new();
        while let Some(object) = todo.pop() {
            if seen.contains(&object) {
                continue;
            }
            seen.push(object);
            let fields = &self.scope.plan.objects[object].fields;
            if members(fields).any(|field| field.deprecated.is_some()) {
                return true;
            }
            todo.extend(members(fields).filter_map(object_of));
        }
        record.deprecated
    }

    /// Returns an expression for the value of a field.
    pub(crate) fn value(&self, field: &Field, at: &At, place: &Place<'_>) -> TokenStream {
        let object = field.ty.object();
        let is_patched = object.is_some_and(|it| self.scope.plan.objects[it].update.is_patch());
        let carrier = carrier(field, at, is_patched);
        match field.ty.structure() {
            Structure::Primitive(primitive) => self.primitive(field, primitive, &carrier),
            structure @ (Structure::Object(_) | Structure::List(_) | Structure::Map(_)) => {
                let given = self.given(structure, field, at, place, &quote!(own));
                quote!({ let own = #carrier; #given })
            }
        }
    }

    /// Returns an expression for the value of a field without parts. A required number, date or timestamp has no empty value to use
    /// in its place.
    fn primitive(
        &self,
        field: &Field,
        primitive: Primitive<'_>,
        carrier: &TokenStream,
    ) -> TokenStream {
        let is_required = field.presence == Presence::Required;
        match primitive {
            Primitive::Text(_) => match field.presence {
                Presence::Required => quote!(fit.required_text(#carrier)),
                Presence::Clearable(_) => quote!(fit.patch_text(#carrier)),
                Presence::Optional | Presence::Variant => quote!(fit.optional_text(#carrier)),
            },
            Primitive::Date if is_required => quote!(fit.required_date(&#carrier)),
            Primitive::Number(_) if is_required => quote!(fit.required_number(&#carrier)),
            Primitive::Any(AnyFormat::Json) if is_required => quote!(fit.required_json(&#carrier)),
            Primitive::Any(AnyFormat::Xml) if is_required => {
                quote!(fit.required_element(&#carrier))
            }
            Primitive::Timestamp if is_required => quote!(fit.required_timestamp(&#carrier)),
            Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Any(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_) => match field.presence {
                Presence::Optional | Presence::Variant => self.asked(primitive, carrier),
                Presence::Required | Presence::Clearable(_) => {
                    let given = self.presence(field, &self.asked(primitive, &quote!(own)));
                    quote!({ let own = #carrier; #given })
                }
            },
        }
    }

    /// Returns an expression for the value of a field. The variable `own` holds the carrier of the field.
    fn given(
        &self,
        structure: Structure<'_>,
        field: &Field,
        at: &At,
        place: &Place<'_>,
        own: &TokenStream,
    ) -> TokenStream {
        match structure {
            Structure::Object(object) if self.is_union(object) => {
                // A contact chooses no variant.
                let value = self.presence(field, &quote!(None));
                quote!(fit.protect(&own); #value)
            }
            Structure::Object(object) => {
                let object = self.object(object, at, place);
                self.holder(field, &object)
            }
            Structure::List(list) => match list.item.structure() {
                Structure::Object(object) if !self.is_union(object) => {
                    let object = self.object(object, &Self::item(at, place), place);
                    let vec = self.scope.names.std("Vec");
                    let item = quote!(fit.object(&own, #object).map(|item| #vec::from([item])));
                    self.presence(field, &item)
                }
                Structure::Primitive(Primitive::Text(_)) => {
                    self.presence(field, &self.asked_texts())
                }
                Structure::Primitive(
                    Primitive::Integer(_)
                    | Primitive::Number(_)
                    | Primitive::Any(_)
                    | Primitive::Boolean
                    | Primitive::Date
                    | Primitive::Timestamp
                    | Primitive::Enum(_),
                )
                | Structure::Object(_)
                | Structure::Map(_)
                | Structure::List(_) => {
                    // A contact has no such value. A value that was read must not be lost silently.
                    let value = self.presence(field, &quote!(None));
                    quote!(fit.protect(&own); #value)
                }
            },
            Structure::Map(_) => {
                let value = self.presence(field, &quote!(None));
                quote!(fit.protect(&own); #value)
            }
            Structure::Primitive(primitive) => self.presence(field, &self.asked(primitive, own)),
        }
    }

    fn is_union(&self, object: ObjectId) -> bool {
        self.scope.plan.objects[object].is_union()
    }

    /// Returns an expression for an object. A required object is always present, an optional one if a member has a value.
    fn holder(&self, field: &Field, object: &TokenStream) -> TokenStream {
        match field.presence {
            Presence::Required => quote!(fit.required_object(&own, #object)),
            Presence::Optional | Presence::Clearable(_) | Presence::Variant => {
                self.presence(field, &quote!(fit.object(&own, #object)))
            }
        }
    }

    /// Converts an `Option` to the type of the field.
    fn presence(&self, field: &Field, asked: &TokenStream) -> TokenStream {
        match field.presence {
            Presence::Required => {
                let stand_in = self.stand_in(&field.ty);
                quote!(let value = #asked; fit.required(&own, value, #stand_in))
            }
            Presence::Clearable(_) => quote!(let value = #asked; fit.patch(&own, value)),
            Presence::Optional | Presence::Variant => asked.clone(),
        }
    }

    /// Returns the function that asks for the members of an object. `holder` is the place of its field.
    fn object(&self, object: ObjectId, at: &At, holder: &Place<'_>) -> TokenStream {
        let places = self.scope.lowered.object_places(object);
        let places = places.on(self.format);
        let object = &self.scope.plan.objects[object];
        let fields = object
            .fields
            .iter_ids()
            .filter(|(_, member)| member.constant.is_none())
            .map(|(index, member)| {
                let place = &places[index];
                let inner = At {
                    field: format!("{}.{}", at.field, member.name),
                    key: format!("{}.{}", at.key, member.name),
                    wire: holder.index.member(&at.wire, &place.wire),
                    secret: at.secret || member.secret,
                };
                let name = ident(&member.rust);
                let value = self.value(member, &inner, place);
                quote!(#name: #value)
            });
        let name = ident(&object.rust);
        let literal = quote!(#name { #(#fields,)* });
        let [fit] = parameters(["fit"], &literal);
        quote!(|#fit| #literal)
    }

    /// Returns the place of the only item of a list of objects.
    fn item(at: &At, place: &Place<'_>) -> At {
        let index = place.index.first_item();
        At {
            field: format!("{}[0]", at.field),
            key: at.key.clone(),
            wire: format!("{}{index}", at.wire),
            secret: at.secret,
        }
    }

    fn asked_texts(&self) -> TokenStream {
        let cow = self.scope.names.imported("Cow");
        quote!(fit.texts(&own).map(|texts| texts.into_iter().map(#cow::Owned).collect()))
    }

    fn asked(&self, primitive: Primitive<'_>, carrier: &TokenStream) -> TokenStream {
        let cow = || self.scope.names.imported("Cow");
        match primitive {
            Primitive::Integer(_) => quote!(fit.integer(&#carrier)),
            Primitive::Number(_) => quote!(fit.number(&#carrier)),
            Primitive::Any(AnyFormat::Json) => quote!(fit.json(&#carrier)),
            Primitive::Any(AnyFormat::Xml) => quote!(fit.element(&#carrier)),
            Primitive::Boolean => quote!(fit.boolean(&#carrier)),
            Primitive::Date => quote!(fit.date(&#carrier)),
            Primitive::Timestamp => quote!(fit.timestamp(&#carrier)),
            Primitive::Enum(_) => {
                let cow = cow();
                quote!(fit.text(&#carrier).map(|text| __wireform::Open::Other(#cow::Owned(text))))
            }
            Primitive::Text(_) => {
                let cow = cow();
                quote!(fit.text(&#carrier).map(#cow::Owned))
            }
        }
    }

    /// Returns the value of a required field for which the contact has none. Such a request is refused and never sent.
    fn stand_in(&self, ty: &Type) -> TokenStream {
        match ty.structure() {
            Structure::Primitive(Primitive::Integer(_)) => quote!(0),
            Structure::Primitive(Primitive::Boolean) => quote!(false),
            Structure::Primitive(Primitive::Number(_)) => quote!(__wireform::Decimal::zero()),
            Structure::Primitive(Primitive::Any(AnyFormat::Json)) => {
                quote!(__wireform::JsonText::null())
            }
            Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => {
                quote!(__wireform::XmlText::stand_in())
            }
            Structure::Primitive(Primitive::Date) => quote!(__wireform::Date::EPOCH),
            Structure::Primitive(Primitive::Timestamp) => quote!(__wireform::Timestamp::epoch()),
            Structure::Primitive(Primitive::Enum(_)) => {
                let cow = self.scope.names.imported("Cow");
                quote!(__wireform::Open::Other(#cow::Borrowed("")))
            }
            Structure::List(_) => {
                let vec = self.scope.names.std("Vec");
                quote!(#vec::new())
            }
            Structure::Map(_) => quote!(__wireform::Map::new()),
            Structure::Primitive(Primitive::Text(_)) => {
                let cow = self.scope.names.imported("Cow");
                quote!(#cow::Borrowed(""))
            }
            Structure::Object(object) => self.stand_in_of_object(&self.scope.plan.objects[object]),
        }
    }

    /// Returns an object without optional fields, or the first variant of a union.
    fn stand_in_of_object(&self, object: &ObjectType) -> TokenStream {
        let name = ident(&object.rust);
        let mut members = members(&object.fields);
        if object.is_union() {
            let variant = members.next().map(|variant| {
                let (rust, value) = (variant_name(variant), self.stand_in(&variant.ty));
                quote!(::#rust(#value))
            });
            return quote!(#name #variant);
        }
        let members = members.map(|member| {
            let value = match member.presence {
                Presence::Required | Presence::Variant => self.stand_in(&member.ty),
                Presence::Optional => quote!(None),
                Presence::Clearable(_) => quote!(__wireform::Patch::Keep),
            };
            let rust = ident(&member.rust);
            quote!(#rust: #value)
        });
        quote!(#name { #(#members,)* })
    }
}

/// Returns the description of a field for the runtime, as a constant expression.
fn carrier(field: &Field, at: &At, is_patched: bool) -> TokenStream {
    let (path, wire) = (&at.field, &at.wire);
    let mut calls = quote!(carrier(#path, #wire));
    if at.key != at.field {
        let key = &at.key;
        calls.extend(quote!(.key_of(#key)));
    }
    if let Some(term) = &field.means {
        calls.extend(quote!(.means(#term)));
    }
    if !field.convert.is_empty() {
        let steps = conversions(&field.convert);
        calls.extend(quote!(.convert(#steps)));
    }
    // The method for texts implies the kind.
    let is_text = field.ty.is_text();
    match field.presence {
        Presence::Required if !is_text => calls.extend(quote!(.required())),
        Presence::Clearable(_) if !is_text => calls.extend(quote!(.clearable())),
        Presence::Required | Presence::Clearable(_) | Presence::Optional | Presence::Variant => {}
    }
    if field.ty.join().is_some() {
        calls.extend(quote!(.joined()));
    }
    if at.secret {
        calls.extend(quote!(.secret()));
    }
    if field.is_stored() {
        calls.extend(quote!(.stored()));
    }
    if is_patched {
        calls.extend(quote!(.patched()));
    }
    calls
}

/// Returns the conversions by their names in the runtime.
pub(crate) fn conversions(steps: &[Conversion]) -> TokenStream {
    let steps = steps.iter().map(|step| {
        let step = ident(&format!("{step:?}"));
        quote!(__wireform::Conversion::#step)
    });
    quote!(&[#(#steps),*])
}
