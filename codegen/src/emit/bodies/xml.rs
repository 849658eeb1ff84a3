//! Bodies as XML 1.0: statements that write elements. Text that is the same in every document is joined into literals.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::bodies::capacity::{Shape, room};
use crate::emit::bodies::group_conditions::{under, written};
use crate::emit::bodies::json;
use crate::emit::bodies::merged_writes::{Statements, Writer};
use crate::emit::bodies::texts::{joined, spelled};
use crate::emit::shared::credentials;
use crate::emit::shared::moments;
use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::tree_statics;
use crate::emit::shared::value_access::{Place, option_of};
use crate::plan::{
    Absent, AttributeValue, Constant, EntryFrame, Field, FieldId, FieldWire, Group, JsonMember,
    List, ListForm, NIL, ObjectType, Operation, Presence, Source, Structure, Table, TreeValue,
    Type, XmlAttribute, XmlChoice, XmlContent, XmlElement, XmlList, XmlPart,
};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// The fields that the leaves of a tree refer to.
struct Tree<'t> {
    scope: &'t Scope<'t>,
    fields: &'t Table<FieldId, Field>,
    operation: Option<&'t Operation>,
    /// Whether the members are written as entries, between the texts in the variables `open`, `middle` and `close`.
    as_entries: bool,
}

/// Emits the statements that write the document of an operation. `body` and `credentials` are variables in scope.
pub(crate) fn of_operation(
    scope: &Scope<'_>,
    operation: &Operation,
    doctype: Option<&str>,
    root: &XmlElement,
) -> TokenStream {
    let tree = Tree {
        scope,
        fields: &operation.fields,
        operation: Some(operation),
        as_entries: false,
    };
    let mut out = Statements::default();
    let elements = std::slice::from_ref(root);
    let room = room(scope.plan, &operation.fields, elements, Shape::Xml);
    out.push(quote!(body.reserve(#room);));
    out.raw(DECLARATION);
    if let Some(doctype) = doctype {
        out.raw(&format!("<!DOCTYPE {doctype}>"));
    }
    tree.node(root, &mut out);
    out.finish()
}

/// Emits the method that writes the children of an object.
pub(crate) fn of_object(scope: &Scope<'_>, object: &ObjectType) -> TokenStream {
    let tree = Tree {
        scope,
        fields: &object.fields,
        operation: None,
        as_entries: false,
    };
    let mut out = Statements::default();
    tree.nodes(&object.xml, &mut out);
    let children = out.finish();
    let body = if children.is_empty() {
        quote!(_body)
    } else {
        quote!(body)
    };
    let attributes = has_attributes(object).then(|| {
        let mut out = Statements::default();
        tree.attributes(&object.xml, &mut out);
        let attributes = out.finish();
        quote!(fn __xml_attributes(&self, body: &mut __wireform::Body) { #attributes })
    });
    quote! {
        fn __xml(&self, #body: &mut __wireform::Body) { #children }
        #attributes
    }
}

/// Returns whether the element of an object has attributes from members of the object.
fn has_attributes(object: &ObjectType) -> bool {
    object
        .xml
        .iter()
        .any(|node| node.part().attribute().is_some())
}

/// Emits the method that writes an object as entries, between the texts around the keys and the values.
pub(crate) fn of_entries(scope: &Scope<'_>, object: &ObjectType) -> TokenStream {
    let tree = Tree {
        scope,
        fields: &object.fields,
        operation: None,
        as_entries: true,
    };
    let mut out = Statements::default();
    tree.nodes(&object.xml, &mut out);
    let entries = out.finish();
    let text = scope.names.std("str");
    quote! {
        fn __xml_entries(
            &self,
            body: &mut __wireform::Body,
            open: &#text,
            middle: &#text,
            close: &#text,
        ) {
            #entries
        }
    }
}

impl Tree<'_> {
    /// Emits what is between the tags of an element.
    fn nodes(&self, nodes: &[XmlElement], out: &mut Statements) {
        for node in nodes {
            match node.part() {
                XmlPart::Element(_) | XmlPart::Text => self.node(node, out),
                XmlPart::Attribute(_) => {}
            }
        }
    }

    /// Emits the attributes in the start tag of an element.
    fn attributes(&self, nodes: &[XmlElement], out: &mut Statements) {
        for node in nodes {
            match node.part() {
                XmlPart::Attribute(_) => self.node(node, out),
                XmlPart::Element(_) | XmlPart::Text => {}
            }
        }
    }

    fn node(&self, node: &XmlElement, out: &mut Statements) {
        match &node.content {
            XmlContent::Group(Group { children, always }) => {
                let group = |out: &mut Statements| {
                    self.start(node, out);
                    self.attributes(children, out);
                    self.end_of_start(node, out);
                    self.nodes(children, out);
                    self.close(node, out);
                };
                if *always {
                    group(out);
                    return;
                }
                let mut inside = Statements::default();
                group(&mut inside);
                let objects = &self.scope.plan.objects;
                let condition = written(objects, self.fields, children, &quote!(self));
                out.push(under(&condition, inside.finish()));
            }
            XmlContent::Value(source) => self.source(node, source, out),
            XmlContent::Tree(value) => self.tree(node, value, out),
        }
    }

    /// Emits an element whose value a tree writes. The value is written as JSON first.
    fn tree(&self, node: &XmlElement, value: &TreeValue<JsonMember>, out: &mut Statements) {
        let Some(operation) = self.operation else {
            return;
        };
        let (json, rules) = (
            json::of_tree(self.scope, operation, &value.value),
            tree_statics::name(value.tree),
        );
        self.start(node, out);
        out.push(quote! {
            let mut json = __wireform::Body::new();
            {
                let body = &mut json;
                #json
            }
            __wireform::tree::write(body, &__trees::#rules, &json);
        });
        self.close(node, out);
    }

    fn source(&self, node: &XmlElement, source: &Source<XmlList>, out: &mut Statements) {
        match source {
            Source::Constant(constant) => self.constant(node, constant, out),
            Source::Credential(index) => {
                let Some(operation) = self.operation else {
                    return;
                };
                let always = credentials::always_has(operation, self.scope.plan, *index);
                let element = |value: TokenStream, secret: bool| {
                    let mut inside = Statements::default();
                    self.open(node, &mut inside);
                    text(node.part(), secret, value, &mut inside);
                    self.close(node, &mut inside);
                    inside
                };
                if always {
                    self.open(node, out);
                    out.push(credentials::with(
                        self.scope,
                        operation,
                        *index,
                        |value, secret| {
                            let mut inside = Statements::default();
                            text(node.part(), secret, value, &mut inside);
                            inside.finish()
                        },
                    ));
                    self.close(node, out);
                } else {
                    out.push(credentials::with(
                        self.scope,
                        operation,
                        *index,
                        |value, secret| element(value, secret).finish(),
                    ));
                }
            }
            Source::Field(wire) => self.field(node, &self.fields[wire.field], wire, out),
        }
    }

    fn constant(&self, node: &XmlElement, constant: &Constant, out: &mut Statements) {
        self.open(node, out);
        match constant {
            Constant::Literal(literal) => {
                out.raw(&escaped(literal.text(), node.part().attribute().is_some()));
            }
            Constant::Moment(_) | Constant::Mask => {
                text(node.part(), false, moments::constant(constant), out);
            }
        }
        self.close(node, out);
    }

    fn field(
        &self,
        node: &XmlElement,
        field: &Field,
        leaf: &FieldWire<XmlList>,
        out: &mut Statements,
    ) {
        if let Some(constant) = &field.constant {
            self.constant(node, constant, out);
            return;
        }
        if field.presence == Presence::Required {
            self.value(
                node,
                &field.ty,
                &Place::of_self(self.scope.lists, field),
                leaf,
                field.secret,
                out,
            );
            return;
        }
        if leaf.list == Some(XmlList::Presence) {
            let given = match field.presence {
                Presence::Variant => option_of(field, &quote!(self)),
                // The resolver refuses to clear an element that is there or not.
                Presence::Required | Presence::Optional | Presence::Clearable(_) => {
                    let name = ident(&field.rust);
                    quote!(&self.#name)
                }
            };
            let mut inside = Statements::default();
            self.open(node, &mut inside);
            self.close(node, &mut inside);
            let inside = inside.finish();
            out.push(quote!(if let Some(true) = #given { #inside }));
            return;
        }
        let mut set = Statements::default();
        self.value(
            node,
            &field.ty,
            &Place::value(self.scope.lists),
            leaf,
            field.secret,
            &mut set,
        );
        let set = set.finish();
        let mut empty = Statements::default();
        self.open(node, &mut empty);
        self.close(node, &mut empty);
        let empty = empty.finish();
        let mut cleared = Statements::default();
        self.start(node, &mut cleared);
        if node.nil {
            cleared.raw(&format!(" {NIL}=\"true\""));
        }
        self.end_of_start(node, &mut cleared);
        self.close(node, &mut cleared);
        let cleared = cleared.finish();
        let absent = (leaf.absent != Absent::Omit).then_some(&empty);
        let name = ident(&field.rust);
        out.push(match (field.presence, absent) {
            (Presence::Variant, _) => {
                let given = option_of(field, &quote!(self));
                quote!(if let Some(value) = #given { #set })
            }
            (Presence::Clearable(_), absent) => quote! {
                match &self.#name {
                    __wireform::Patch::Keep => { #absent }
                    __wireform::Patch::Clear => { #cleared }
                    __wireform::Patch::Set(value) => { #set }
                }
            },
            (_, None) => quote!(if let Some(value) = &self.#name { #set }),
            (_, Some(absent)) => quote!(if let Some(value) = &self.#name { #set } else { #absent }),
        });
    }

    fn value(
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
                &entries.frame(&node.name),
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
            out.push(choice_of_elements(choice, place, secret));
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
            let joined = joined(&list.item, place, &leaf.values, separator);
            self.open(node, out);
            text(node.part(), secret, quote!(&#joined), out);
            self.close(node, out);
            return;
        }
        let (items, item_of) = (place.by_ref(), place.binding());
        let mut inside = Statements::default();
        if let Some(XmlList::Wrap { item }) = &leaf.list {
            let wrapped = XmlElement {
                name: item.clone(),
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
                let write = quote!(#receiver.__xml_entries(body, #open, #middle, #close););
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
            out.push(secretly(secret, quote!(#receiver.__xml_attributes(body);)));
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
                out.push(secretly(secret, quote!(#receiver.__xml(body);)));
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
            name: name.clone(),
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

    fn close(&self, node: &XmlElement, out: &mut Statements) {
        if self.as_entries {
            out.push(quote!(body.raw(close);));
            return;
        }
        match node.part() {
            XmlPart::Element(name) => out.raw(&format!("</{name}>")),
            XmlPart::Attribute(_) => out.raw("\""),
            XmlPart::Text => {}
        }
    }

    /// Emits what is in front of the value of a node without attributes from fields.
    fn open(&self, node: &XmlElement, out: &mut Statements) {
        self.start(node, out);
        self.end_of_start(node, out);
    }

    /// Emits the end of a start tag.
    fn end_of_start(&self, node: &XmlElement, out: &mut Statements) {
        if self.as_entries {
            out.push(quote!(body.raw(middle);));
            return;
        }
        match node.part() {
            XmlPart::Element(_) => out.raw(">"),
            XmlPart::Attribute(_) | XmlPart::Text => {}
        }
    }

    /// Emits the start tag of an element without its end, or what is in front of the value of another node.
    fn start(&self, node: &XmlElement, out: &mut Statements) {
        if self.as_entries {
            out.push(quote!(body.raw(open);));
            out.raw(&escaped(&node.name, true));
            return;
        }
        match node.part() {
            XmlPart::Element(name) => out.raw(&format!("<{name}")),
            XmlPart::Attribute(name) => out.raw(&format!(" {name}=\"")),
            XmlPart::Text => {}
        }
        for XmlAttribute { name, value } in &node.attributes {
            match value {
                AttributeValue::Constant(Constant::Literal(literal)) => {
                    out.raw(&format!(" {name}=\"{}\"", escaped(literal.text(), true)));
                }
                AttributeValue::Constant(constant @ (Constant::Moment(_) | Constant::Mask)) => {
                    let value = moments::constant(constant);
                    out.raw(&format!(" {name}=\""));
                    out.push(quote!(__wireform::xml::attribute(body, #value);));
                    out.raw("\"");
                }
                AttributeValue::Credential(index) => {
                    let Some(operation) = self.operation else {
                        continue;
                    };
                    out.push(credentials::with(
                        self.scope,
                        operation,
                        *index,
                        |value, secret| {
                            let opening = format!(" {name}=\"");
                            let value =
                                secretly(secret, quote!(__wireform::xml::attribute(body, #value);));
                            quote!(body.raw(#opening); #value body.raw("\"");)
                        },
                    ));
                }
            }
        }
    }
}

/// Emits the statement that writes the variant of a union, or those of a list of unions, without an element around them.
fn choice_of_elements(choice: &XmlChoice, place: &Place, secret: bool) -> TokenStream {
    let write = |place: &Place| {
        let receiver = place.receiver();
        secretly(secret, quote!(#receiver.__xml(body);))
    };
    if !choice.each {
        return write(place);
    }
    let (items, item_of, item) = (place.by_ref(), place.binding(), write(&place.item()));
    quote!(for #item_of in #items { #item })
}

/// Emits the statement that writes the text of a node. `text` is an expression of type `&str`.
fn text(part: XmlPart<'_>, secret: bool, text: TokenStream, out: &mut Statements) {
    match part {
        XmlPart::Attribute(_) => {
            let write = quote!(__wireform::xml::attribute(body, #text););
            out.push(secretly(secret, write));
        }
        XmlPart::Element(_) | XmlPart::Text if secret => {
            out.push(secretly(true, quote!(__wireform::xml::text(body, #text);)));
        }
        XmlPart::Element(_) | XmlPart::Text => out.text(Writer::Xml, text),
    }
}

fn secretly(secret: bool, write: TokenStream) -> TokenStream {
    if secret {
        quote!(body.secret(|body| { #write });)
    } else {
        write
    }
}

/// Escapes a constant as character data, or as the value of an attribute.
fn escaped(text: &str, attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '"' if attribute => out.push_str("&quot;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\n' if attribute => out.push_str("&#10;"),
            c => out.push(c),
        }
    }
    out
}
