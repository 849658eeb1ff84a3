//! Bodies as XML 1.0: statements that write elements. Text that is the same in every document is joined into literals.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::bodies::capacity::{Shape, room};
use crate::emit::bodies::group_conditions::{under, written};
use crate::emit::bodies::json;
use crate::emit::bodies::merged_writes::Statements;
use crate::emit::bodies::xml_tags::{Tree, escaped, text};
use crate::emit::bodies::xml_values::has_attributes;
use crate::emit::shared::credentials;
use crate::emit::shared::moments;
use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::tree_statics;
use crate::emit::shared::value_access::{Place, option_of};
use crate::plan::{
    Absent, Constant, Field, FieldWire, Group, JsonMember, NIL, ObjectType, Operation, Presence,
    Source, TreeValue, XmlContent, XmlElement, XmlList, XmlPart,
};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

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
        let moment = scope.moment_parameter(&object.fields, &attributes);
        quote!(fn __xml_attributes(&self, body: &mut __wireform::Body #moment) { #attributes })
    });
    let moment = scope.moment_parameter(&object.fields, &children);
    quote! {
        fn __xml(&self, #body: &mut __wireform::Body #moment) { #children }
        #attributes
    }
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
    let moment = scope.moment_parameter(&object.fields, &entries);
    quote! {
        fn __xml_entries(
            &self,
            body: &mut __wireform::Body,
            open: &#text,
            middle: &#text,
            close: &#text
            #moment
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
                XmlPart::Element(_) | XmlPart::Text | XmlPart::Choice => self.node(node, out),
                XmlPart::Attribute(_) => {}
            }
        }
    }

    /// Emits the attributes in the start tag of an element.
    fn attributes(&self, nodes: &[XmlElement], out: &mut Statements) {
        for node in nodes {
            match node.part() {
                XmlPart::Attribute(_) => self.node(node, out),
                XmlPart::Element(_) | XmlPart::Text | XmlPart::Choice => {}
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
            Source::Constant {
                value: constant, ..
            } => self.constant(node, constant, out),
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
}
