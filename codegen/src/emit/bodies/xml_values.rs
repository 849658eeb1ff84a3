//! Values in XML: statements that write the elements of lists, entries and single values.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::bodies::merged_writes::{Statements, Writer};
use crate::emit::bodies::texts::{joined, spelled};
use crate::emit::bodies::xml_tags::{Tree, secretly, text};
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::Place;
use crate::plan::{
    EntryFrame, FieldWire, Group, List, ListForm, ObjectType, Structure, TreeNode as _, Type,
    XmlChoice, XmlContent, XmlElement, XmlList, XmlPart,
};

impl Tree<'_> {
    /// Emits the elements, or the attribute, of a value.
    pub(super) fn value(
        &self,
        node: &XmlElement,
        ty: &Type,
        place: &Place,
        leaf: &FieldWire<XmlList>,
        secret: bool,
        out: &mut Statements,
    ) {
        if let Some(XmlList::Entries(entries)) = &leaf.list {
            let mut inside = Statements::default();
            self.entries(
                &entries.frame(node.name()),
                ty,
                place,
                leaf,
                secret,
                &mut inside,
            );
            if entries.item.is_none() {
                out.push(inside.finish());
                return;
            }
            self.open(node, out);
            out.push(inside.finish());
            self.close(node, out);
            return;
        }
        if let Some(choice) = leaf.list.as_ref().and_then(ListForm::choice) {
            out.push(choice_of_elements(self.scope, (choice, ty), place, secret));
            return;
        }
        if leaf.list == Some(XmlList::Elements) {
            self.open(node, out);
            out.push(secretly(secret, elements(ty, place)));
            self.close(node, out);
            return;
        }
        if leaf.list == Some(XmlList::Presence) {
            let mut inside = Statements::default();
            self.open(node, &mut inside);
            self.close(node, &mut inside);
            let (is_true, inside) = (place.copied(), inside.finish());
            out.push(quote!(if #is_true { #inside }));
            return;
        }
        let list = match ty.structure() {
            Structure::List(list) => list,
            Structure::Primitive(_) | Structure::Object(_) | Structure::Map(_) => {
                self.element((node, &[]), ty, place, leaf, secret, out);
                return;
            }
        };
        if let Some(separator) = leaf.list.as_ref().and_then(ListForm::separator) {
            let joined = joined(&list.item, place, &leaf.values, separator, leaf.quoted);
            self.open(node, out);
            text(node.part(), secret, quote!(&#joined), out);
            self.close(node, out);
            return;
        }
        let (items, item_of) = (place.by_ref(), place.binding());
        let mut inside = Statements::default();
        if let Some(XmlList::Wrap { item }) = &leaf.list {
            let wrapped = XmlElement {
                name: Some(item.clone()),
                attributes: Vec::new(),
                nil: false,
                position: None,
                content: node.content.clone(),
            };
            // The items are elements, even if the list is the value of an entry.
            let items_of = Tree {
                as_entries: false,
                ..*self
            };
            items_of.element(
                (&wrapped, &leaf.inner),
                &list.item,
                &place.item(),
                leaf,
                secret,
                &mut inside,
            );
            self.open(node, out);
            let inside = inside.finish();
            out.push(quote!(for #item_of in #items { #inside }));
            self.close(node, out);
        } else {
            let node = (node, leaf.inner.as_slice());
            self.element(node, &list.item, &place.item(), leaf, secret, &mut inside);
            let inside = inside.finish();
            out.push(quote!(for #item_of in #items { #inside }));
        }
    }

    /// Emits the entries of an object or a map.
    fn entries(
        &self,
        frame: &EntryFrame,
        ty: &Type,
        place: &Place,
        leaf: &FieldWire<XmlList>,
        secret: bool,
        out: &mut Statements,
    ) {
        let receiver = place.receiver();
        let EntryFrame {
            open,
            middle,
            close,
        } = frame;
        match ty.structure() {
            Structure::Object(_) => {
                let moment = self.scope.moment_argument(ty);
                let write = quote!(#receiver.__xml_entries(body, #open, #middle, #close #moment););
                out.push(secretly(secret, write));
            }
            Structure::Map(map) => {
                let mut inside = Statements::default();
                inside.raw(open);
                inside.push(secretly(
                    secret,
                    quote!(__wireform::xml::attribute(body, key);),
                ));
                inside.raw(middle);
                let part = XmlPart::Text;
                let names = &leaf.inner;
                self.content(
                    (part, names),
                    &map.item,
                    &place.item(),
                    leaf,
                    secret,
                    &mut inside,
                );
                inside.raw(close);
                let inside = inside.finish();
                out.push(quote!(for (key, item) in #receiver.iter() { #inside }));
            }
            // The resolver refuses entries of other types.
            Structure::Primitive(_) | Structure::List(_) => {}
        }
    }

    /// Emits the element of one value. `names` are those of the elements of lists in it.
    fn element(
        &self,
        (node, names): (&XmlElement, &[String]),
        ty: &Type,
        place: &Place,
        leaf: &FieldWire<XmlList>,
        secret: bool,
        out: &mut Statements,
    ) {
        self.start(node, out);
        if let Some(id) = ty.object()
            && has_attributes(&self.scope.plan.objects[id])
        {
            let receiver = place.receiver();
            let moment = self.scope.moment_argument(ty);
            let write = quote!(#receiver.__xml_attributes(body #moment););
            out.push(secretly(secret, write));
        }
        self.end_of_start(node, out);
        self.content((node.part(), names), ty, place, leaf, secret, out);
        self.close(node, out);
    }

    /// Emits the content of the element or the attribute of one value.
    fn content(
        &self,
        (part, names): (XmlPart<'_>, &[String]),
        ty: &Type,
        place: &Place,
        leaf: &FieldWire<XmlList>,
        secret: bool,
        out: &mut Statements,
    ) {
        match ty.structure() {
            Structure::Object(_) => {
                let receiver = place.receiver();
                let moment = self.scope.moment_argument(ty);
                out.push(secretly(secret, quote!(#receiver.__xml(body #moment);)));
            }
            Structure::List(list) if !names.is_empty() => {
                self.inner_items(names, list, place, leaf, secret, out);
            }
            Structure::Primitive(_) | Structure::List(_) | Structure::Map(_) => {
                let value = spelled(ty, place, &leaf.values);
                let is_attribute = part.attribute().is_some();
                if secret || is_attribute || !leaf.values.is_empty() {
                    text(part, secret, value, out);
                } else {
                    out.text(Writer::Xml.of(self.scope, ty), value);
                }
            }
        }
    }

    /// Emits the elements of a list inside another.
    fn inner_items(
        &self,
        names: &[String],
        list: &List,
        place: &Place,
        leaf: &FieldWire<XmlList>,
        secret: bool,
        out: &mut Statements,
    ) {
        let Some((name, inner)) = names.split_first() else {
            return;
        };
        let node = XmlElement {
            name: Some(name.clone()),
            attributes: Vec::new(),
            nil: false,
            position: None,
            content: XmlContent::Group(Group {
                children: Vec::new(),
                always: true,
            }),
        };
        let items_of = Tree {
            as_entries: false,
            ..*self
        };
        let mut inside = Statements::default();
        let item = place.item();
        items_of.element((&node, inner), &list.item, &item, leaf, secret, &mut inside);
        let (items, item_of, inside) = (place.by_ref(), place.binding(), inside.finish());
        out.push(quote!(for #item_of in #items { #inside }));
    }
}

/// Returns whether the element of an object has attributes from members of the object.
pub(super) fn has_attributes(object: &ObjectType) -> bool {
    object
        .xml
        .iter()
        .any(|node| node.part().attribute().is_some())
}

/// Emits the statement that writes the variant of a union, or those of a list of unions, without an element around them.
fn choice_of_elements(
    scope: &Scope<'_>,
    (choice, ty): (&XmlChoice, &Type),
    place: &Place,
    secret: bool,
) -> TokenStream {
    let moment = scope.moment_argument(ty);
    let write = |place: &Place| {
        let receiver = place.receiver();
        secretly(secret, quote!(#receiver.__xml(body #moment);))
    };
    if !choice.each {
        return write(place);
    }
    let (items, item_of, item) = (place.by_ref(), place.binding(), write(&place.item()));
    quote!(for #item_of in #items { #item })
}

/// Emits the statement that writes elements that the schema does not describe.
fn elements(ty: &Type, place: &Place) -> TokenStream {
    let write = |place: &Place| {
        let element = place.by_ref();
        quote!(__wireform::xml::element(body, #element);)
    };
    match ty.structure() {
        Structure::List(_) => {
            let (items, item_of, item) = (place.by_ref(), place.binding(), write(&place.item()));
            quote!(for #item_of in #items { #item })
        }
        Structure::Primitive(_) | Structure::Object(_) | Structure::Map(_) => write(place),
    }
}
