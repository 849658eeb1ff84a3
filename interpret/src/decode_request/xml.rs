//! Decodes XML bodies.

use wireform::__rt::{Index, Path, Step};
use wireform::Code;
use wireform_codegen::plan::{
    Absent, AttributeValue, Clear, EntryKey, Field, FieldWire, ListForm as _, Plan, Source,
    Structure, TreeNode as _, Type, XmlAttribute, XmlChoice, XmlContent, XmlElement, XmlEntries,
    XmlList,
};

use super::scalar::clear_of;
use super::xml_parts::{absent_presence, key_attribute, member, part};
use super::xml_tree::{self, Element, TreePlace};
use super::{Decoder, Scope, Wires, unknown_step};
use crate::check::ELEMENT;
use crate::places;
use crate::value::{Slots, Value};

impl Decoder<'_, '_> {
    pub(super) fn xml_body(
        &mut self,
        root: &XmlElement,
        body: &[u8],
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        let namespaces = places::namespaces(self.call.interpreter.plan);
        let mut trees = Vec::new();
        let plan = self.call.interpreter.plan;
        tree_places(plan, root, &mut Vec::new(), &mut trees);
        let document = xml_tree::parse(body, &namespaces);
        let found = document
            .as_ref()
            .and_then(|document| xml_tree::root(document, &trees));
        match found {
            Some(found) => {
                let document = Element {
                    children: vec![found],
                    ..Element::default()
                };
                self.xml_children(std::slice::from_ref(root), &document, None, scope, slots);
            }
            None => {
                let what = "an XML document in UTF-8, without declarations of its own";
                self.unreadable(what);
            }
        }
    }

    /// Decodes the nodes of an element: its attributes, its children and its text.
    fn xml_children(
        &mut self,
        nodes: &[XmlElement],
        parent: &Element<'_>,
        place: Option<&Path<'_>>,
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        let parts: Vec<Option<Element<'_>>> =
            nodes.iter().map(|node| part(node, parent, scope)).collect();
        let mut found: Vec<Vec<&Element<'_>>> =
            parts.iter().map(|it| it.iter().collect()).collect();
        let has_text = nodes.iter().any(|node| node.part().is_text());
        if let Some(place) = place.filter(|_| !has_text) {
            self.no_text(parent, place);
        }
        for (element, position) in parent.children.iter().zip(parent.positions()) {
            let is_at = |node: &XmlElement| node.position.is_none_or(|it| it == position);
            // Elements of the same name can differ in an attribute.
            let named =
                |node: &XmlElement| node.names().contains(&element.name.as_str()) && is_at(node);
            let exact = nodes
                .iter()
                .position(|node| named(node) && self.has_attributes(node, element));
            match exact.or_else(|| nodes.iter().position(named)) {
                Some(at) => found[at].push(element),
                None => {
                    let wire = below(&element.name, scope);
                    self.unknown(&element.name, &wire, Some(&element.text), scope);
                }
            }
        }
        for (node, elements) in nodes.iter().zip(found) {
            // The elements of a choice are nodes of the union.
            for element in elements.iter().filter(|_| node.choice().is_none()) {
                self.xml_attributes(node, element, scope);
            }
            match elements.as_slice() {
                [] => {
                    self.absent_node(node, scope);
                    if let Some(field) = absent_presence(node, scope) {
                        slots[field] = Some(Value::Boolean(false));
                    }
                }
                elements => self.xml_node(node, elements, scope, slots),
            }
        }
    }

    fn xml_attributes(&mut self, node: &XmlElement, element: &Element<'_>, scope: &Scope<'_>) {
        for attribute in self.attributes_of(node) {
            let found = element
                .attributes
                .iter()
                .find(|(name, _)| *name == attribute.name);
            let step = unknown_step(&attribute.name);
            let path = scope.at(&step);
            match (&attribute.value, found) {
                (AttributeValue::Constant(constant), Some((_, text))) => {
                    self.fixed(constant, text, &path);
                }
                (AttributeValue::Constant(_), None) => self.missing_constant(&path),
                (AttributeValue::Credential(credential), Some((_, text))) => {
                    self.found_credential(*credential, text.clone());
                }
                (AttributeValue::Credential(_), None) => {}
            }
        }
        for (name, _) in &element.attributes {
            let is_known = self.attributes_of(node).any(|it| it.name == *name)
                || self.is_field_attribute(node, scope, name)
                || key_attribute(node) == Some(name)
                || declares_namespace(name);
            if !is_known {
                let wire = below(&format!("@{name}"), scope);
                let step = Step {
                    wire: &wire,
                    ..unknown_step(name)
                };
                self.check.input(&scope.at(&step), Code::UnknownField, "");
            }
        }
    }

    /// Returns the attributes of a node that a reader sees. If the schema has namespaces, the reader resolves their declarations.
    fn attributes_of<'n>(
        &self,
        node: &'n XmlElement,
    ) -> impl Iterator<Item = &'n XmlAttribute> + use<'n> {
        let resolves = !self.call.interpreter.plan.namespaces.is_empty();
        let attributes = node.attributes.iter();
        attributes.filter(move |it| !(resolves && it.declares_namespace()))
    }

    /// Returns whether an element has the constant attributes of a node.
    fn has_attributes(&self, node: &XmlElement, element: &Element<'_>) -> bool {
        self.attributes_of(node).all(|attribute| {
            let found = element
                .attributes
                .iter()
                .find(|(name, _)| *name == attribute.name);
            match &attribute.value {
                AttributeValue::Constant(constant) => {
                    found.is_some_and(|(_, text)| constant.fits(text))
                }
                AttributeValue::Credential(_) => true,
            }
        })
    }

    /// Returns whether a field in a node is this attribute of the element.
    fn is_field_attribute(&self, node: &XmlElement, scope: &Scope<'_>, name: &str) -> bool {
        let nodes = match &node.content {
            XmlContent::Group(group) => &group.children,
            XmlContent::Value(Source::Field(wire)) => {
                return self.has_member(&scope.fields[wire.field].ty, wire, name);
            }
            XmlContent::Value(Source::Credential(_) | Source::Constant { .. }) => return false,
            XmlContent::Tree(value) => {
                let shapes = &self.call.interpreter.plan.trees[value.tree].shapes;
                let mut attributes = shapes.iter().flat_map(|shape| &shape.attributes);
                return attributes.any(|(it, _)| it == name);
            }
        };
        nodes.iter().any(|it| it.part().attribute() == Some(name))
    }

    /// Returns whether an attribute of a field's own element is a member of its object, or of the object in its list.
    fn has_member(&self, ty: &Type, wire: &FieldWire<XmlList>, name: &str) -> bool {
        match &wire.list {
            Some(XmlList::Repeat) | None => self.is_member(ty.inside().unwrap_or(ty), name),
            // The element has the items in it, or no members.
            Some(
                XmlList::Wrap { .. }
                | XmlList::Join(_)
                | XmlList::Entries(_)
                | XmlList::Choice(_)
                | XmlList::Presence
                | XmlList::Elements,
            ) => false,
        }
    }

    /// Returns whether an attribute is a member of an object.
    fn is_member(&self, ty: &Type, name: &str) -> bool {
        let Some(object) = ty.object() else {
            return false;
        };
        let mut nodes = self.call.interpreter.plan.objects[object].xml.iter();
        nodes.any(|it| it.part().attribute() == Some(name))
    }

    /// Reports the attributes of an element that are no members of its object.
    fn other_attributes(
        &mut self,
        ty: &Type,
        key: Option<&str>,
        element: &Element<'_>,
        path: &Path<'_>,
    ) {
        for (name, _) in &element.attributes {
            let is_key = key == Some(name.as_str());
            if !is_key && !declares_namespace(name) && !self.is_member(ty, name) {
                self.unknown_in(name, "/@", path);
            }
        }
    }

    /// Reports an element (`/`) or an attribute (`/@`) in a field that the schema does not describe.
    fn unknown_in(&mut self, name: &str, axis: &str, path: &Path<'_>) {
        let wire = format!("{axis}{}", unknown_step(name).name);
        let step = Step {
            wire: &wire,
            ..unknown_step(name)
        };
        let place = places::path(Some(path), &step);
        self.check.input(&place, Code::UnknownField, "");
    }

    /// Reports the text in an element that has only elements.
    fn no_text(&mut self, element: &Element<'_>, path: &Path<'_>) {
        if !element.text.trim().is_empty() {
            let what = "elements without text between them";
            self.check.input(path, Code::Type, what);
        }
    }

    /// Returns the items in an element around them. Reports everything else in it.
    fn items_in<'e>(
        &mut self,
        around: &'e Element<'e>,
        item: &str,
        path: &Path<'_>,
    ) -> Vec<&'e Element<'e>> {
        self.no_text(around, path);
        for other in around.children.iter().filter(|it| it.name != item) {
            self.unknown_in(&other.name, "/", path);
        }
        let items = around.children.iter().filter(|it| it.name == item);
        items.collect()
    }

    /// Decodes the elements of one node, of which there is at least one.
    fn xml_node(
        &mut self,
        node: &XmlElement,
        elements: &[&Element<'_>],
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        let step = unknown_step(node.name());
        let place = scope.at(&step);
        let only = |decoder: &mut Self| {
            if elements.len() > 1 {
                decoder.repeated(&place);
            }
            elements[0]
        };
        match &node.content {
            XmlContent::Group(group) => {
                let element = only(self);
                self.xml_children(&group.children, element, Some(&place), scope, slots);
            }
            XmlContent::Tree(value) => match &only(self).value {
                Some(input) => {
                    let tree = &self.call.interpreter.plan.trees[value.tree];
                    self.truths = Some((&tree.yes, &tree.no));
                    self.json_member(&value.value, input, scope, slots);
                    self.truths = None;
                }
                None => self.check.input(&place, Code::Type, "a value of the tree"),
            },
            XmlContent::Value(Source::Constant {
                value: constant, ..
            }) => {
                let element = only(self);
                let text = self.xml_text(element, &place);
                self.fixed(constant, text.unwrap_or_default(), &place);
            }
            XmlContent::Value(Source::Credential(credential)) => {
                let element = only(self);
                if let Some(text) = self.xml_text(element, &place) {
                    self.found_credential(*credential, text.to_owned());
                }
            }
            XmlContent::Value(Source::Field(wire)) => {
                let field = &scope.fields[wire.field];
                let step = scope.step(wire.field);
                let path = scope.at(&step);
                if let Some(constant) = &field.constant {
                    let element = only(self);
                    let text = self.xml_text(element, &path);
                    self.fixed(constant, text.unwrap_or_default(), &path);
                } else {
                    slots[wire.field] = self.xml_field(field, wire, elements, &path);
                }
            }
        }
    }

    /// Reads the value of a field; none if the element stands for an absent one.
    fn xml_field(
        &mut self,
        field: &Field,
        wire: &FieldWire<XmlList>,
        elements: &[&Element<'_>],
        path: &Path<'_>,
    ) -> Option<Value> {
        if let Some(choice) = wire.list.as_ref().and_then(XmlList::choice) {
            return Some(self.xml_choice(&field.ty, wire, choice, elements, path));
        }
        let has_members = |only: &Element<'_>| {
            let mut attributes = only.attributes.iter();
            attributes.any(|(name, _)| self.has_member(&field.ty, wire, name))
        };
        let is_empty = |only: &Element<'_>| only.is_empty() && !has_members(only);
        if let ([only], Some(Clear::Null)) = (elements, clear_of(field))
            && only.is_nil
        {
            return Some(Value::Clear);
        }
        if let ([only], Some(clear)) = (elements, clear_of(field))
            && is_empty(only)
        {
            match clear {
                Clear::Empty | Clear::Null | Clear::EmptyList | Clear::AllItems(_) => {
                    return Some(Value::Clear);
                }
            }
        }
        if let [only] = elements
            && is_empty(only)
            && wire.absent != Absent::Omit
        {
            return None;
        }
        let several = |decoder: &mut Self, elements: &mut dyn Iterator<Item = &Element<'_>>, ty| {
            let items =
                elements.map(|element| decoder.xml_value(ty, (wire, &wire.inner), element, path));
            Some(Value::List(items.collect()))
        };
        if wire.list == Some(XmlList::Elements) {
            if elements.len() > 1 {
                self.repeated(path);
            }
            return Some(self.xml_elements(&field.ty, elements[0], path));
        }
        if wire.list == Some(XmlList::Presence) {
            if elements.len() > 1 {
                self.repeated(path);
            }
            if !elements[0].is_empty() {
                let what = "an element without content";
                self.check.input(path, Code::Type, what);
            }
            return Some(Value::Boolean(true));
        }
        if let Some(XmlList::Entries(entries)) = &wire.list {
            return Some(self.xml_entries(&field.ty, wire, entries, elements, path));
        }
        match (field.ty.structure(), &wire.list) {
            (
                Structure::List(list),
                Some(
                    XmlList::Repeat
                    | XmlList::Entries(_)
                    | XmlList::Choice(_)
                    | XmlList::Presence
                    | XmlList::Elements,
                )
                | None,
            ) => several(self, &mut elements.iter().copied(), &list.item),
            (Structure::List(list), Some(XmlList::Wrap { item })) => {
                if elements.len() > 1 {
                    self.repeated(path);
                }
                let items = self.items_in(elements[0], item, path);
                for item in &items {
                    self.other_attributes(&list.item, None, item, path);
                }
                several(self, &mut items.into_iter(), &list.item)
            }
            (Structure::List(_), Some(XmlList::Join(_)))
            | (Structure::Primitive(_) | Structure::Object(_) | Structure::Map(_), _) => {
                if elements.len() > 1 {
                    self.repeated(path);
                }
                Some(self.xml_value(&field.ty, (wire, &wire.inner), elements[0], path))
            }
        }
    }

    /// Reads the elements in an element that the schema does not describe.
    fn xml_elements(&mut self, ty: &Type, around: &Element<'_>, path: &Path<'_>) -> Value {
        let is_list = ty.list().is_some();
        let texts = around.texts();
        let values: Option<Vec<Value>> =
            texts.map(|texts| texts.iter().map(|it| Value::Text(it.to_string())).collect());
        match values {
            Some(values) if is_list => Value::List(values),
            Some(mut values) if values.len() == 1 => values.remove(0),
            Some(_) | None => {
                self.check.input(path, Code::Type, ELEMENT);
                Value::Broken
            }
        }
    }

    /// Reads the elements of a union, or of a list of unions, that have no element around them.
    fn xml_choice(
        &mut self,
        ty: &Type,
        wire: &FieldWire<XmlList>,
        choice: &XmlChoice,
        elements: &[&Element<'_>],
        path: &Path<'_>,
    ) -> Value {
        match ty.inside().filter(|_| choice.each) {
            Some(item) => {
                let items = elements.iter().enumerate();
                let items = items.map(|(at, element)| {
                    self.xml_value(
                        item,
                        (wire, &wire.inner),
                        &around(&[*element]),
                        &path.item(at),
                    )
                });
                Value::List(items.collect())
            }
            None => self.xml_value(ty, (wire, &wire.inner), &around(elements), path),
        }
    }

    /// Reports what an entry has beside its key and its value.
    fn check_entry(
        &mut self,
        ty: &Type,
        entries: &XmlEntries,
        entry: &Element<'_>,
        path: &Path<'_>,
    ) {
        let (key, of_key) = match &entries.key {
            EntryKey::Attribute(name) => (Some(name.as_str()), None),
            EntryKey::Element(name) => (None, Some(name)),
        };
        // The attributes of an entry without an element around all of them are those of the field's node.
        if entries.item.is_some() {
            self.other_attributes(ty, key, entry, path);
        }
        let Some(of_value) = &entries.value else {
            return;
        };
        self.no_text(entry, path);
        for (child, position) in entry.children.iter().zip(entry.positions()) {
            let is_value = child.name == *of_value;
            let is_key = Some(&child.name) == of_key;
            if !is_value && !is_key {
                self.unknown_in(&child.name, "/", path);
                continue;
            }
            if position > 1 {
                self.repeated(path);
            }
            if is_key {
                self.xml_text(child, path);
            }
            // The value of a member is checked as its node.
            if is_key || ty.map().is_some() {
                self.other_attributes(ty, None, child, path);
            }
        }
    }

    /// Reads the entries of an object or a map.
    fn xml_entries(
        &mut self,
        ty: &Type,
        wire: &FieldWire<XmlList>,
        entries: &XmlEntries,
        elements: &[&Element<'_>],
        path: &Path<'_>,
    ) -> Value {
        let found: Vec<&Element<'_>> = match &entries.item {
            None => elements.to_vec(),
            Some(item) => {
                if elements.len() > 1 {
                    self.repeated(path);
                }
                self.items_in(elements[0], item, path)
            }
        };
        for entry in &found {
            self.check_entry(ty, entries, entry, path);
        }
        let members: Option<Vec<Element<'_>>> =
            found.into_iter().map(|it| member(entries, it)).collect();
        let Some(children) = members else {
            return self.mistyped(ty, &wire.values, path);
        };
        match ty.structure() {
            Structure::Map(map) => {
                let values = children.iter().enumerate().map(|(at, child)| {
                    let path = path.item(at);
                    let value = self.xml_value(&map.item, (wire, &wire.inner), child, &path);
                    (child.name.clone(), value)
                });
                Value::Map(values.collect())
            }
            Structure::Object(_) | Structure::Primitive(_) | Structure::List(_) => {
                let object = Element {
                    children,
                    ..Element::default()
                };
                self.xml_value(ty, (wire, &wire.inner), &object, path)
            }
        }
    }

    /// Reads the content of the element of one value. `names` are those of the elements of lists in it.
    fn xml_value(
        &mut self,
        ty: &Type,
        (wire, names): (&FieldWire<XmlList>, &[String]),
        element: &Element<'_>,
        path: &Path<'_>,
    ) -> Value {
        match ty.structure() {
            Structure::List(list) if !names.is_empty() => {
                let Some((name, inner)) = names.split_first() else {
                    return Value::Broken;
                };
                let items = self.items_in(element, name, path);
                let items = items.into_iter().enumerate().map(|(at, item)| {
                    let path = path.item(at);
                    self.other_attributes(&list.item, None, item, &path);
                    self.xml_value(&list.item, (wire, inner), item, &path)
                });
                Value::List(items.collect())
            }
            Structure::Object(object) => {
                let interpreter = self.call.interpreter;
                let declared = &interpreter.plan.objects[object];
                let scope = Scope {
                    fields: &declared.fields,
                    wires: Wires::Object(&interpreter.objects[object].xml),
                    index: Index::Element,
                    parent: Some(path),
                };
                let mut slots = declared.fields.map(|_| None);
                self.xml_children(&declared.xml, element, Some(path), &scope, &mut slots);
                self.object_value(declared, slots, path)
            }
            Structure::Primitive(_) | Structure::List(_) | Structure::Map(_) => {
                let separator = match &wire.list {
                    Some(XmlList::Join(separator)) => Some(separator.as_str()),
                    Some(
                        XmlList::Repeat
                        | XmlList::Wrap { .. }
                        | XmlList::Entries(_)
                        | XmlList::Choice(_)
                        | XmlList::Presence
                        | XmlList::Elements,
                    )
                    | None => None,
                };
                match self.xml_text(element, path) {
                    Some(text) => self.text_value(ty, &wire.values, separator, text, path),
                    None => Value::Broken,
                }
            }
        }
    }

    /// Returns the text of an element without children. Children are reported.
    fn xml_text<'e>(&mut self, element: &'e Element<'e>, path: &Path<'_>) -> Option<&'e str> {
        if element.children.is_empty() {
            return Some(&element.text);
        }
        self.check
            .input(path, Code::Type, "text without elements in it");
        None
    }
}

/// Collects the places of the values that trees read.
fn tree_places<'p>(
    plan: &'p Plan,
    element: &'p XmlElement,
    path: &mut Vec<(&'p str, Option<usize>)>,
    found: &mut Vec<TreePlace<'p>>,
) {
    path.push((element.name(), element.position));
    match &element.content {
        XmlContent::Group(group) => {
            for child in &group.children {
                tree_places(plan, child, path, found);
            }
        }
        XmlContent::Value(_) => {}
        XmlContent::Tree(value) => found.push(TreePlace {
            path: path.clone(),
            tree: &plan.trees[value.tree],
        }),
    }
    path.pop();
}

/// Returns the place of an unknown element or attribute below the object of a scope. The fields of an operation have no place
/// that all of them are below.
fn below(name: &str, scope: &Scope<'_>) -> String {
    let name = unknown_step(name).name;
    scope
        .parent
        .map_or_else(String::new, |_| format!("/{name}"))
}

/// Returns an element with these children.
fn around<'n>(children: &[&Element<'n>]) -> Element<'n> {
    Element {
        children: children.iter().map(|it| (*it).clone()).collect(),
        ..Element::default()
    }
}

/// Returns whether an attribute declares a namespace.
fn declares_namespace(name: &str) -> bool {
    name == "xmlns" || name.starts_with("xmlns:")
}

impl Element<'_> {
    fn is_empty(&self) -> bool {
        self.children.is_empty() && self.text.is_empty()
    }
}
