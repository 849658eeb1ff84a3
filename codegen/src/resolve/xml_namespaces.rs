//! Resolves the namespaces of XML documents.
//!
//! Input: `namespaces` of a schema, and the trees of a draft. Output: the attributes that declare the prefixes in requests. An element
//! declares the prefixes that it uses and that no element around it declares. An object declares nothing, because it can be in several
//! documents: the element of the field that has it declares what it uses.

use std::collections::BTreeSet;

use super::diagnostics::NamespaceDiagnostic;
use super::wire::{is_xml_name, is_xml_text};
use crate::draft::Draft;
use crate::plan::{
    BodyPlaces, BodyTree, EntryKey, Field, FieldId, NIL, ObjectId, ObjectType, PlaceStep, Response,
    ResponseBody, Source, Table, TextPlace, Tree, TreeId, TreeNode as _, Type, Violations,
    XmlContent, XmlElement, XmlList, XmlNamespace, XmlPart,
};
use crate::source::Diagnostics;
use crate::syntax::{Declare, Schema};

/// The prefix that every document has.
const BUILT_IN: &str = "xml";

/// The namespaces that no document can declare: those of `xml` and of `xmlns`.
const RESERVED: [&str; 2] = [
    "http://www.w3.org/XML/1998/namespace",
    "http://www.w3.org/2000/xmlns/",
];

/// Returns the namespaces of a schema.
pub(super) fn resolve(schema: &Schema, diagnostics: &mut Diagnostics) -> Vec<XmlNamespace> {
    let mut found: Vec<XmlNamespace> = Vec::new();
    for (prefix, namespace) in &schema.namespaces {
        let (name, uri) = (prefix.value.as_str(), &namespace.uri);
        let is_prefix = is_xml_name(name) && !name.contains(':') && !name.starts_with("xml");
        if !name.is_empty() && !is_prefix {
            let problem = NamespaceDiagnostic::Prefix { name: name.into() };
            diagnostics.push(problem.at(prefix.span));
        }
        let is_reserved = RESERVED.contains(&uri.value.as_str());
        if is_reserved || !is_xml_text(&uri.value) {
            diagnostics.push(NamespaceDiagnostic::Uri.at(uri.span));
        }
        if found.iter().any(|other| other.uri == uri.value) {
            diagnostics.push(NamespaceDiagnostic::TwoPrefixes.at(uri.span));
        }
        let declared = namespace.declare.as_ref().map(|declare| declare.value);
        found.push(XmlNamespace {
            prefix: (!name.is_empty()).then(|| name.to_owned()),
            uri: uri.value.clone(),
            at_root: name.is_empty() || declared == Some(Declare::Root),
        });
    }
    found
}

/// Adds the declarations to the documents of all requests. Reports what declares a namespace itself, and places in responses with a
/// prefix that the schema does not have.
pub(super) fn declare(draft: &mut Draft, schema: &Schema, diagnostics: &mut Diagnostics) {
    if draft.namespaces.is_empty() {
        return;
    }
    let (namespaces, objects, trees) = (&draft.namespaces, &draft.objects, &draft.trees);
    for (operation, (name, syntax)) in draft.operations.iter_mut().zip(&schema.operations) {
        let span = syntax
            .envelope
            .as_ref()
            .map_or(name.span, |envelope| envelope.span);
        for binding in &mut operation.bindings {
            let root = match &mut binding.body {
                BodyTree::Xml { root, .. } => root,
                BodyTree::Empty
                | BodyTree::Json { .. }
                | BodyTree::Query(_)
                | BodyTree::Form { .. }
                | BodyTree::Lines { .. }
                | BodyTree::Text { .. } => continue,
            };
            let tree = Document {
                namespaces,
                objects,
                trees,
                fields: &operation.fields,
            };
            if tree.has_own_declaration(root) {
                diagnostics.push(NamespaceDiagnostic::OwnDeclaration.at(span));
                continue;
            }
            let at_root = namespaces.iter().filter(|it| it.at_root);
            let mut scope = at_root.cloned().collect();
            tree.declare(root, &mut scope, true);
        }
        let mut reported = BTreeSet::new();
        let names = syntax.responses.iter().map(|(name, _)| name.span);
        for (response, span) in operation.responses.iter_mut().zip(names) {
            let mut used = Prefixes::default();
            used.of_response(response, objects, trees);
            let is_used = |it: &&XmlNamespace| match &it.prefix {
                Some(prefix) => used.found.contains(prefix),
                None => true,
            };
            if response.body.iter().any(ResponseBody::is_xml) {
                response.namespaces = namespaces.iter().filter(is_used).cloned().collect();
            }
            for prefix in &used.found {
                let is_known = namespaces
                    .iter()
                    .any(|it| it.prefix.as_ref() == Some(prefix));
                if !is_known && reported.insert(prefix.clone()) {
                    let problem = NamespaceDiagnostic::UnknownPrefix {
                        prefix: prefix.as_str().into(),
                    };
                    diagnostics.push(problem.at(span));
                }
            }
        }
    }
}

/// The prefixes that names have.
#[derive(Default)]
struct Prefixes {
    found: BTreeSet<String>,
    objects: BTreeSet<ObjectId>,
}

impl Prefixes {
    fn name(&mut self, name: &str) {
        let name = XmlPart::of_name(name).name().unwrap_or_default();
        if let Some((prefix, _)) = name.split_once(':')
            && prefix != BUILT_IN
        {
            self.found.insert(prefix.to_owned());
        }
    }

    /// Adds the prefixes of an element's own tag.
    fn tag(&mut self, element: &XmlElement) {
        self.name(element.name());
        for attribute in &element.attributes {
            self.name(&attribute.name);
        }
        if element.nil {
            self.name(NIL);
        }
    }

    /// Adds the prefixes of elements and of everything in them.
    fn elements(
        &mut self,
        elements: &[XmlElement],
        fields: &Table<FieldId, Field>,
        objects: &Table<ObjectId, ObjectType>,
    ) {
        for element in elements {
            self.tag(element);
            match &element.content {
                XmlContent::Group(group) => self.elements(&group.children, fields, objects),
                XmlContent::Value(Source::Field(wire)) => {
                    self.list(wire.list.as_ref());
                    wire.inner.iter().for_each(|name| self.name(name));
                    if let Some(field) = fields.get(wire.field) {
                        self.object(&field.ty, objects);
                    }
                }
                // Only an envelope has trees, and each is the content of its element.
                XmlContent::Value(Source::Credential(_) | Source::Constant { .. })
                | XmlContent::Tree(_) => {}
            }
        }
    }

    fn list(&mut self, list: Option<&XmlList>) {
        match list {
            Some(XmlList::Wrap { item }) => self.name(item),
            Some(XmlList::Entries(entries)) => {
                let (EntryKey::Attribute(key) | EntryKey::Element(key)) = &entries.key;
                self.name(key);
                for name in entries.item.iter().chain(&entries.value) {
                    self.name(name);
                }
            }
            // The names of a choice are those of the variants.
            Some(
                XmlList::Repeat
                | XmlList::Join(_)
                | XmlList::Choice(_)
                | XmlList::Presence
                | XmlList::Elements,
            )
            | None => {}
        }
    }

    fn object(&mut self, ty: &Type, objects: &Table<ObjectId, ObjectType>) {
        let Some(id) = ty.object_within().filter(|id| self.objects.insert(*id)) else {
            return;
        };
        if let Some(object) = objects.get(id) {
            self.elements(&object.xml, &object.fields, objects);
        }
    }

    fn places(&mut self, places: &BodyPlaces) {
        for step in places.xml.iter().flat_map(|place| &place.steps) {
            match step {
                PlaceStep::Member(name) | PlaceStep::Attribute(name) => self.name(name),
                PlaceStep::Where { attribute, .. } => self.name(attribute),
                PlaceStep::Items | PlaceStep::Text => {}
            }
        }
    }

    fn of_response(
        &mut self,
        response: &Response,
        objects: &Table<ObjectId, ObjectType>,
        trees: &Table<TreeId, Tree>,
    ) {
        let trees = response
            .body
            .iter()
            .filter_map(|body| trees.get(body.tree()?));
        for tree in trees {
            tree.names().for_each(|name| self.name(name));
            self.places(&BodyPlaces {
                json: Vec::new(),
                xml: tree.at.clone(),
            });
        }
        for test in &response.matched.body {
            self.places(&test.at);
        }
        for source in response.code.iter().chain(&response.message) {
            for place in &source.places {
                match place {
                    TextPlace::Header(_) => {}
                    TextPlace::Body(places) => self.places(places),
                }
            }
        }
        match &response.violations {
            None => {}
            Some(Violations::Tree(places)) => self.places(places),
            Some(Violations::Each {
                items,
                path,
                code,
                message,
                nested,
            }) => {
                for places in [items, path, code, message, nested] {
                    self.places(places);
                }
            }
        }
        for field in &response.fields {
            self.places(&field.source.body_places().unwrap_or_default());
            if let Some(place) = field.source.xml_place() {
                self.list(place.list.as_ref());
                self.object(&field.field.ty, objects);
            }
        }
    }
}

/// The document of a request.
struct Document<'t> {
    namespaces: &'t [XmlNamespace],
    trees: &'t Table<TreeId, Tree>,
    objects: &'t Table<ObjectId, ObjectType>,
    fields: &'t Table<FieldId, Field>,
}

impl Document<'_> {
    /// Returns whether an attribute of the envelope or of a field declares a namespace.
    fn has_own_declaration(&self, element: &XmlElement) -> bool {
        let own = element.attributes.iter().any(|it| it.declares_namespace());
        own || match &element.content {
            XmlContent::Group(group) => {
                let mut children = group.children.iter();
                children.any(|child| self.has_own_declaration(child))
            }
            XmlContent::Value(_) | XmlContent::Tree(_) => false,
        }
    }

    /// Adds declarations to an element and to everything in it. `scope` has the namespaces that are declared there.
    fn declare(&self, element: &mut XmlElement, scope: &mut Vec<XmlNamespace>, is_root: bool) {
        let before = scope.len();
        let mut used = Prefixes::default();
        used.tag(element);
        match &element.content {
            XmlContent::Group(group) => {
                for child in group.children.iter().filter(|it| !it.part().is_element()) {
                    used.tag(child);
                }
            }
            XmlContent::Value(_) => {
                used.elements(std::slice::from_ref(element), self.fields, self.objects);
            }
            XmlContent::Tree(value) => {
                let tree = self.trees.get(value.tree);
                tree.into_iter()
                    .flat_map(Tree::names)
                    .for_each(|it| used.name(it));
            }
        }
        let is_declared = |scope: &[XmlNamespace], it: &XmlNamespace| scope.contains(it);
        let is_used =
            |it: &&XmlNamespace| it.prefix.as_ref().is_some_and(|it| used.found.contains(it));
        let new = self.namespaces.iter().filter(is_used);
        let new: Vec<_> = new.filter(|it| !is_declared(scope, it)).cloned().collect();
        scope.extend(new.iter().cloned());
        let declared = if is_root { &scope[..] } else { &new };
        let in_order = self.namespaces.iter().filter(|it| declared.contains(it));
        let declarations: Vec<_> = in_order.map(XmlNamespace::declaration).collect();
        element.attributes.splice(0..0, declarations);
        match &mut element.content {
            XmlContent::Group(group) => {
                for child in group
                    .children
                    .iter_mut()
                    .filter(|it| it.part().is_element())
                {
                    self.declare(child, scope, false);
                }
            }
            XmlContent::Value(_) | XmlContent::Tree(_) => {}
        }
        scope.truncate(before);
    }
}
