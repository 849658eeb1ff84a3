//! Emits the checks of values, in the same order as the interpreter: for each field its presence, its facets,
//! its items and members, and whether every wire has a spelling for it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::checks::blank_objects::is_blank;
use crate::emit::checks::facets::{
    Kept, Setting, TextCheck, hint, integer_facets, key_check, list_facets, map_facets,
    number_facets, text_facets,
};
use crate::emit::checks::field_table::FieldTable;
use crate::emit::checks::rules;
use crate::emit::shared::names::{ident, parameters};
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Place, if_present, primitive_is_one_of};
use crate::emit::shared::wire_situation::Wires;
use crate::emit::shared::wire_tree::spelled;
use crate::lower::ObjectPlaces;
use crate::plan::{
    Clear, Field, FieldId, JsonMembers, Location, MapKeys, ObjectId, ObjectType, ObjectUpdate,
    Operation, Presence, Primitive, Structure, TakenName, TextFacets, Type, Update, members_of,
};

/// Emits the checks of an operation's own fields.
pub(crate) fn of_operation(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let wires = Wires::of(operation);
    let places = scope.lowered.places(operation);
    let mut table = FieldTable::default();
    let checks: Vec<TokenStream> = operation
        .fields
        .iter_ids()
        .map(|(index, field)| {
            if field.constant.is_some() {
                return TokenStream::new();
            }
            let on = &places[index];
            let flattened = operation.flattened(index);
            let setting = Setting {
                hint: hint(field),
                flattened: !flattened.is_empty(),
                place: field.location,
                // Only the body is XML or has lines.
                wires: Wires {
                    xml: wires.xml && field.location == Location::Body,
                    lines: wires.lines && field.location == Location::Body,
                    ..wires
                },
                clear: clear_of(field),
                separator: None,
                index: on.index,
                names_keys: on.names_keys,
                needs_item: field.needs_item,
                numbers_objects: on.numbers_objects,
                tells: false,
                kept: match operation.update {
                    Update::Patch => Kept::ByPatch,
                    Update::Replace | Update::Unstated | Update::None => Kept::Never,
                },
                spelled: spelled(&[on]),
            };
            let row = table.next();
            let path = quote!(#row.path());
            field_checks(
                scope,
                field,
                &on.wire,
                (&setting, &flattened, &beside(operation, index)),
                &path,
                &mut table,
            )
        })
        .collect();
    let table = table.emit();
    quote!(#table #(#checks)*)
}

/// How the entries of a map are parameters: the template of their names, and the names that they cannot have.
type Flattened<'p> = (&'p str, &'p [TakenName]);

/// Returns how the JSON bodies of an operation write the entries of a map as members of the object around it.
fn beside(operation: &Operation, field: FieldId) -> Vec<&JsonMembers> {
    let bodies = operation.bindings.iter();
    let bodies = bodies.flat_map(|binding| binding.body.json_nodes());
    members_of(bodies, field).collect()
}

/// Returns the checks of a field. If there are any, adds its row to the table.
fn field_checks(
    scope: &Scope<'_>,
    field: &Field,
    wire: &str,
    (setting, flattened, beside): (&Setting<'_>, &[Flattened<'_>], &[&JsonMembers]),
    path: &TokenStream,
    table: &mut FieldTable,
) -> TokenStream {
    let row = table.next();
    let mut facets = TokenStream::new();
    let setting = &Setting {
        tells: beside.iter().any(|members| members.keys.is_some()),
        ..setting.clone()
    };
    let checks = if_present(scope.lists, field, |place| {
        if field.ty.is_any_json() {
            let value = place.by_ref();
            return quote!(check.not_null(&#path, #value););
        }
        let checks = value(
            scope,
            &field.ty,
            place,
            setting,
            &mut Row {
                row: &row,
                path: path.clone(),
                facets: &mut facets,
            },
        );
        let receiver = place.receiver();
        let names = flattened.iter().map(|(template, taken)| {
            let taken = taken.iter().map(|pieces| quote!(&[#(#pieces),*]));
            quote! {
                let keys = #receiver.iter().map(|(key, _)| key);
                check.keys_flattened(&#path, keys, #template, &[#(#taken),*]);
            }
        });
        let beside = beside.iter().map(|members| {
            let JsonMembers {
                before,
                after,
                taken,
                keys: _,
            } = members;
            quote!(check.keys_beside(&#path, #receiver.keys(), (#before, #after), &[#(#taken),*]);)
        });
        let of_headers = (field.location == Location::Header && field.ty.map().is_some())
            .then(|| quote!(check.keys_in_headers(&#path, #receiver.keys());));
        quote!(#checks #(#names)* #(#beside)* #of_headers)
    });
    if !checks.is_empty() {
        table.push(&field.name, wire, setting.index, &facets);
    }
    checks
}

/// The row of the field that is checked.
struct Row<'r> {
    /// The row, as an expression.
    row: &'r TokenStream,
    /// The path of the value, as an expression.
    path: TokenStream,
    /// The calls that add the facets of its text.
    facets: &'r mut TokenStream,
}

/// Emits the methods that check an object, one for each of its wire situations.
pub(crate) fn of_object(scope: &Scope<'_>, index: ObjectId, object: &ObjectType) -> TokenStream {
    let places = scope.lowered.object_places(index);
    let around = match object.update {
        ObjectUpdate::Patch => Kept::ByObject,
        ObjectUpdate::Replace => Kept::Never,
    };
    let methods = scope.wires_of(index).map(|wires| {
        let method = scope.check_method(index, wires);
        let mut table = FieldTable::default();
        let checks: Vec<TokenStream> = object
            .fields
            .iter_ids()
            .filter(|(_, field)| field.constant.is_none())
            .map(|(member, field)| {
                of_member(
                    scope,
                    (object, &places),
                    member,
                    field,
                    wires,
                    around,
                    &mut table,
                )
            })
            .collect();
        let table = table.emit();
        let rules = rules::of_object(scope, index, object, wires);
        let checks = quote!(#table #(#checks)* #rules);
        let [at, check] = parameters(["at", "check"], &checks);
        quote! {
            fn #method(&self, #at: &__wireform::Path<'_>, #check: &mut __wireform::Check<'_>) {
                #checks
            }
        }
    });
    quote!(#(#methods)*)
}

fn of_member(
    scope: &Scope<'_>,
    (object, places): (&ObjectType, &ObjectPlaces<'_>),
    member: FieldId,
    field: &Field,
    wires: Wires,
    around: Kept,
    table: &mut FieldTable,
) -> TokenStream {
    let all = wires.places(places, member);
    let on = &places.on(wires.default)[member];
    let setting = Setting {
        hint: hint(field),
        flattened: false,
        place: Location::Body,
        wires,
        clear: clear_of(field),
        separator: None,
        index: on.index,
        names_keys: on.names_keys,
        needs_item: field.needs_item && all.iter().any(|place| place.vanishes_empty),
        numbers_objects: all.iter().any(|place| place.numbers_objects),
        tells: false,
        kept: around,
        spelled: spelled(&all),
    };
    let row = table.next();
    let path = quote!(#row.below(at));
    let beside: Vec<&JsonMembers> = members_of(&object.json, member).collect();
    field_checks(
        scope,
        field,
        &on.wire,
        (&setting, &[], &beside),
        &path,
        table,
    )
}

fn clear_of(field: &Field) -> Option<Clear> {
    match field.presence {
        Presence::Clearable(clear) => Some(clear),
        _ => None,
    }
}

/// Returns the checks of a present value; `check` is a variable in scope.
fn value(
    scope: &Scope<'_>,
    ty: &Type,
    place: &Place,
    setting: &Setting<'_>,
    row: &mut Row<'_>,
) -> TokenStream {
    let own = row.path.clone();
    let path = quote!(&#own);
    let facets =
        match ty.structure() {
            Structure::Primitive(Primitive::Text(facets)) => {
                let value = place.by_ref();
                match text_facets(scope, facets, setting) {
                    Some(facets) => {
                        let check = text_check(&value, &facets, row);
                        quote!(#check;)
                    }
                    None => TokenStream::new(),
                }
            }
            Structure::Primitive(Primitive::Integer(facets)) => {
                integer_facets(facets, &place.copied(), &path)
            }
            Structure::Primitive(Primitive::Number(facets)) => number_facets(facets, place, &path),
            Structure::Primitive(
                Primitive::Any(_) | Primitive::Boolean | Primitive::Date | Primitive::Timestamp,
            ) => TokenStream::new(),
            Structure::Primitive(primitive @ Primitive::Enum(_)) => {
                let value = place.by_ref();
                let open = quote!(check.open(#path, #value));
                // A policy can waive the list of values, but not that a wire has a spelling. Each mistake is one violation.
                if let Some(values) = &setting.spelled {
                    let spelled = primitive_is_one_of(primitive, place, values);
                    // Clippy would collapse an `if` that is alone in the `if let` around it.
                    return quote! {
                        let refused = #open;
                        if !refused && !#spelled { check.unspellable(#path); }
                    };
                }
                match text_facets(scope, &TextFacets::default(), setting) {
                    Some(facets) => {
                        let refused = text_check(&place.as_str(primitive), &facets, row);
                        quote! {
                            let refused = #refused;
                            if !refused { #open; }
                        }
                    }
                    None => quote!(#open;),
                }
            }
            Structure::Object(index) => {
                let receiver = place.receiver();
                let method = scope.check_method(index, setting.wires);
                let blank = match setting.needs_item {
                    true => is_blank(scope, setting.wires, index, receiver),
                    false => None,
                };
                let blank = blank.map(|blank| quote!(if #blank { check.empty_object(#path); }));
                let call = quote!(#receiver.#method(#path, check));
                let call = match (setting.kept, scope.plan.objects[index].update) {
                    (Kept::ByPatch, ObjectUpdate::Patch) => {
                        quote!(check.keeping_members(true, |check| #call);)
                    }
                    (Kept::ByObject, ObjectUpdate::Replace) | (Kept::NotInItems, _) => {
                        quote!(check.keeping_members(false, |check| #call);)
                    }
                    (Kept::Never, _)
                    | (Kept::ByPatch, ObjectUpdate::Replace)
                    | (Kept::ByObject, ObjectUpdate::Patch) => quote!(#call;),
                };
                quote!(#blank #call)
            }
            Structure::List(list) => {
                let mut checks = list_facets(list, place, setting);
                row.path = quote!(path.item(index));
                let inner = Setting {
                    clear: None,
                    needs_item: setting.numbers_objects,
                    numbers_objects: false,
                    tells: false,
                    kept: setting.kept.in_items(),
                    separator: list.separator().or(setting.separator),
                    ..setting.clone()
                };
                let items = value(scope, &list.item, &place.item(), &inner, row);
                if !items.is_empty() {
                    let (receiver, item) = (place.receiver(), place.binding());
                    checks.extend(quote! {
                        for (index, #item) in #receiver.iter().enumerate() { #items }
                    });
                }
                if checks.is_empty() {
                    return checks;
                }
                return quote! {
                    let path = #own;
                    #checks
                };
            }
            Structure::Map(map) => {
                let checks = map_facets(map, place, setting);
                let entry = match (&map.keys, setting.names_keys) {
                    (MapKeys::Enum(values), true) => {
                        let name = ident(&scope.plan.enums[*values].rust);
                        quote!(path.entry_of::<#name>(index, key))
                    }
                    (MapKeys::Enum(_) | MapKeys::Text(_), _) => quote!(path.entry(index)),
                };
                row.path = entry.clone();
                let of_key = key_check(scope, &map.keys, setting, &quote!(&#entry));
                let inner = Setting {
                    clear: None,
                    needs_item: setting.flattened,
                    flattened: false,
                    tells: false,
                    kept: setting.kept.in_items(),
                    ..setting.clone()
                };
                let of_value = value(scope, &map.item, &place.item(), &inner, row);
                let entries = (!of_key.is_empty() || !of_value.is_empty()).then(|| {
                let receiver = place.receiver();
                let key = if of_key.is_empty() { quote!(_) } else { quote!(key) };
                let item = if of_value.is_empty() { quote!(_) } else { quote!(item) };
                quote! {
                    for (index, (#key, #item)) in #receiver.iter().enumerate() { #of_key #of_value }
                }
            });
                return quote! {
                    let path = #own;
                    #checks
                    #entries
                };
            }
        };
    let unspellable = match (&setting.spelled, ty.primitive()) {
        (Some(values), Some(primitive)) => unspellable(primitive, place, values, &path),
        (Some(_), None) => quote!(check.unspellable(#path);),
        (None, _) => TokenStream::new(),
    };
    quote!(#facets #unspellable)
}

fn unspellable(
    primitive: Primitive<'_>,
    place: &Place,
    values: &[&str],
    path: &TokenStream,
) -> TokenStream {
    let test = primitive_is_one_of(primitive, place, values);
    match test.to_string().as_str() {
        "true" => TokenStream::new(),
        "false" => quote!(check.unspellable(#path);),
        _ => {
            let refused = match primitive {
                Primitive::Boolean => {
                    let copied = place.copied();
                    if values.contains(&"true") {
                        quote!(!#copied)
                    } else {
                        copied
                    }
                }
                Primitive::Text(_)
                | Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_) => quote!(!#test),
            };
            quote!(if #refused { check.unspellable(#path); })
        }
    }
}

/// Returns an expression that checks a text and is true if it reports a violation. Adds the facets to the row.
fn text_check(value: &TokenStream, check: &TextCheck, row: &mut Row<'_>) -> TokenStream {
    let TextCheck {
        facets,
        asked,
        is_ascii,
    } = check;
    row.facets.extend(facets.clone());
    let (own, row) = (&row.path, row.row);
    let path = quote!(&#own);
    match asked.as_slice() {
        [] => quote!(check.text(#path, #value, &#row.text)),
        [only] => quote! {
            check.matched_text::<#is_ascii>(#path, #value, &#row.text, __patterns::#only)
        },
        several => quote! {
            check.matched_text::<#is_ascii>(#path, #value, &#row.text, |value| {
                #(__patterns::#several(value))&&*
            })
        },
    }
}
