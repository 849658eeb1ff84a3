//! Writes values to an XML tree, and the tree as text: XML or lines.

use std::collections::BTreeMap;

use wireform::__rt::{Body, xml};
use wireform::XmlText;
use wireform_codegen::plan::{
    AttributeValue, Content, EntryKey, ListForm as _, Literal, PlaceStep, Plan, ResponseLines,
    Source, Structure, TreeNode as _, Type, XmlElement, XmlEntries, XmlList, XmlNamespace,
};

use crate::value::{Slots, Value};

/// The spellings of a field's values, and the names of the elements of the items of inner lists.
pub(super) type Forms<'f> = (&'f [(String, Literal)], &'f [String]);

/// An element.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
    /// The texts of elements in it that the schema does not describe.
    elements: Vec<XmlText>,
}

impl Element {
    fn named(name: &str) -> Self {
        Element {
            name: name.to_owned(),
            ..Element::default()
        }
    }

    /// Returns an element with the attributes that the steps behind its name ask for.
    fn distinguished(name: &str, rest: &[PlaceStep]) -> Self {
        let attributes = tests(rest).map(|(name, value)| (name.to_owned(), value.to_owned()));
        Element {
            attributes: attributes.collect(),
            ..Element::named(name)
        }
    }

    /// Returns whether an attribute has this value.
    fn has_attribute(&self, attribute: &str, value: &str) -> bool {
        let mut attributes = self.attributes.iter();
        attributes.any(|(name, text)| name == attribute && text == value)
    }

    /// Returns the first child with a name and the attributes that the steps behind the name ask for. Adds it if there is none.
    fn child(&mut self, name: &str, rest: &[PlaceStep]) -> &mut Element {
        let is_it = |child: &Element| {
            child.name == name && tests(rest).all(|(name, value)| child.has_attribute(name, value))
        };
        let at = self.children.iter().position(is_it);
        let at = at.unwrap_or_else(|| {
            self.children.push(Element::distinguished(name, rest));
            self.children.len() - 1
        });
        &mut self.children[at]
    }

    /// Returns whether there is a text at a place.
    pub(super) fn has(&self, steps: &[PlaceStep]) -> bool {
        match steps.split_first() {
            None => !self.text.is_empty() || !self.children.is_empty() || !self.elements.is_empty(),
            Some((PlaceStep::Member(name), rest)) => {
                let mut named = self.children.iter().filter(|child| child.name == **name);
                named.any(|child| child.has(rest))
            }
            Some((PlaceStep::Attribute(name), _)) => {
                self.attributes.iter().any(|(it, _)| it == name)
            }
            Some((PlaceStep::Where { attribute, value }, rest)) => {
                self.has_attribute(attribute, value) && self.has(rest)
            }
            Some((PlaceStep::Items, rest)) => self.has(rest),
            Some((PlaceStep::Text, _)) => !self.text.is_empty(),
        }
    }

    /// Sets the text at a place, below the document.
    pub(super) fn set_text(&mut self, steps: &[PlaceStep], text: &str) {
        match steps.split_first() {
            None | Some((PlaceStep::Text, _)) => text.clone_into(&mut self.text),
            Some((PlaceStep::Member(name), rest)) => self.child(name, rest).set_text(rest, text),
            Some((PlaceStep::Items | PlaceStep::Where { .. }, rest)) => self.set_text(rest, text),
            Some((PlaceStep::Attribute(name), _)) => {
                self.attributes.push(((*name).to_owned(), text.to_owned()));
            }
        }
    }

    /// Fills the element at a place. Adds it if there is none.
    fn inside(&mut self, steps: &[PlaceStep], fill: impl FnOnce(&mut Element)) {
        match steps.split_first() {
            None => fill(self),
            Some((PlaceStep::Member(name), rest)) => self.child(name, rest).inside(rest, fill),
            Some((PlaceStep::Items | PlaceStep::Where { .. }, rest)) => self.inside(rest, fill),
            // An element contains a choice.
            Some((PlaceStep::Attribute(_) | PlaceStep::Text, _)) => {}
        }
    }

    /// Adds an element at a place.
    pub(super) fn push(&mut self, steps: &[PlaceStep], fill: impl FnOnce(&mut Element)) {
        match steps.split_first() {
            None | Some((PlaceStep::Text, _)) => fill(self),
            Some((PlaceStep::Member(name), rest)) if rest.iter().all(is_same_element) => {
                let mut element = Element::distinguished(name, rest);
                fill(&mut element);
                self.children.push(element);
            }
            Some((PlaceStep::Member(name), rest)) => self.child(name, rest).push(rest, fill),
            Some((PlaceStep::Items | PlaceStep::Where { .. }, rest)) => self.push(rest, fill),
            Some((PlaceStep::Attribute(_), _)) => {}
        }
    }

    /// Sets the value of a field at a place.
    pub(super) fn set(
        &mut self,
        plan: &Plan,
        steps: &[PlaceStep],
        ty: &Type,
        (spellings, inner): Forms<'_>,
        list: Option<&XmlList>,
        value: &Value,
    ) {
        let forms = (spellings, inner);
        if let Some((PlaceStep::Attribute(_), _)) = steps.split_last() {
            let text = match (value, list) {
                (Value::List(items), Some(XmlList::Join(separator))) => {
                    joined(spellings, items, separator)
                }
                (value, _) => spelled(spellings, value),
            };
            return self.set_text(steps, &text);
        }
        if list == Some(&XmlList::Elements) {
            let elements = match value {
                Value::List(items) => items.as_slice(),
                value => std::slice::from_ref(value),
            };
            let elements = elements.iter().filter_map(Value::text);
            let elements = elements.filter_map(|it| it.parse().ok()).collect();
            self.push(steps, |element| element.elements = elements);
            return;
        }
        if list == Some(&XmlList::Presence) {
            if *value == Value::Boolean(true) {
                self.push(steps, |_| {});
            }
            return;
        }
        if let Some(choice) = list.and_then(XmlList::choice) {
            let (item, items) = match (ty.inside().filter(|_| choice.each), value) {
                (Some(item), Value::List(items)) => (item, items.as_slice()),
                (Some(_) | None, value) => (ty, std::slice::from_ref(value)),
            };
            self.inside(steps, |element| {
                for value in items {
                    element.fill(plan, item, forms, value);
                }
            });
            return;
        }
        if let Some(XmlList::Entries(entries)) = list {
            return self.push_entries(plan, steps, ty, forms, entries, value);
        }
        match (value, ty.structure()) {
            (Value::List(items), Structure::List(declared)) => {
                let separator = match list {
                    Some(XmlList::Join(separator)) => Some(separator.as_str()),
                    Some(
                        XmlList::Repeat
                        | XmlList::Wrap { .. }
                        | XmlList::Entries(_)
                        | XmlList::Choice(_)
                        | XmlList::Presence
                        | XmlList::Elements,
                    )
                    | None => declared.join.as_deref(),
                };
                match (separator, list) {
                    (Some(separator), _) => {
                        let text = joined(spellings, items, separator);
                        self.push(steps, |element| element.text = text);
                    }
                    (None, Some(XmlList::Wrap { item: name })) => self.push(steps, |element| {
                        for item in items {
                            element.push(&[PlaceStep::Member(name.clone())], |child| {
                                child.fill(plan, &declared.item, forms, item);
                            });
                        }
                    }),
                    (
                        None,
                        Some(
                            XmlList::Repeat
                            | XmlList::Join(_)
                            | XmlList::Entries(_)
                            | XmlList::Choice(_)
                            | XmlList::Presence
                            | XmlList::Elements,
                        )
                        | None,
                    ) => {
                        for item in items {
                            self.push(steps, |element| {
                                element.fill(plan, &declared.item, forms, item);
                            });
                        }
                    }
                }
            }
            (
                _,
                Structure::Primitive(_)
                | Structure::Object(_)
                | Structure::Map(_)
                | Structure::List(_),
            ) => {
                self.push(steps, |element| element.fill(plan, ty, forms, value));
            }
        }
    }

    /// Adds the entries of an object or a map.
    fn push_entries(
        &mut self,
        plan: &Plan,
        steps: &[PlaceStep],
        ty: &Type,
        forms: Forms<'_>,
        entries: &XmlEntries,
        value: &Value,
    ) {
        let mut members = Element::default();
        match (value, ty.structure()) {
            (Value::Map(found), Structure::Map(map)) => {
                for (key, value) in found {
                    let mut member = Element::named(key);
                    member.fill(plan, &map.item, forms, value);
                    members.children.push(member);
                }
            }
            (
                _,
                Structure::Primitive(_)
                | Structure::Object(_)
                | Structure::Map(_)
                | Structure::List(_),
            ) => members.fill(plan, ty, forms, value),
        }
        let found = members.children.into_iter().map(|it| entry(entries, it));
        match &entries.item {
            Some(item) => self.push(steps, |element| {
                for mut entry in found {
                    item.clone_into(&mut entry.name);
                    element.children.push(entry);
                }
            }),
            None => {
                for entry in found {
                    self.push(steps, |element| {
                        let name = std::mem::take(&mut element.name);
                        *element = entry;
                        element.name = name;
                    });
                }
            }
        }
    }

    /// Writes one value as the content of the element.
    fn fill(&mut self, plan: &Plan, ty: &Type, (spellings, inner): Forms<'_>, value: &Value) {
        match (value, ty.structure()) {
            (Value::List(items), Structure::List(list)) if !inner.is_empty() => {
                let Some((name, inner)) = inner.split_first() else {
                    return;
                };
                for item in items {
                    let mut child = Element::named(name);
                    child.fill(plan, &list.item, (spellings, inner), item);
                    self.children.push(child);
                }
            }
            (Value::Object(slots), Structure::Object(object)) => {
                let declared = &plan.objects[object];
                self.members(plan, declared, &declared.xml, slots);
            }
            (
                _,
                Structure::Primitive(_)
                | Structure::Object(_)
                | Structure::Map(_)
                | Structure::List(_),
            ) => {
                self.text = spelled(spellings, value);
            }
        }
    }

    fn members(
        &mut self,
        plan: &Plan,
        object: &wireform_codegen::plan::ObjectType,
        nodes: &[XmlElement],
        slots: &Slots,
    ) {
        for node in nodes {
            let before = self.children.len();
            let own = node.name.as_deref().map(PlaceStep::of_xml_name);
            let step = own.as_slice();
            match node.content() {
                Content::Group(group) => {
                    let mut inside = Element::named(node.name());
                    inside.members(plan, object, &group.children, slots);
                    let is_empty = inside.children.is_empty()
                        && inside.attributes.is_empty()
                        && inside.elements.is_empty()
                        && inside.text.is_empty();
                    if !is_empty || group.always {
                        self.children.push(inside);
                    }
                }
                Content::Document(_) => {}
                Content::Value(Source::Constant {
                    value: constant, ..
                }) => {
                    // Only requests have constants of other kinds.
                    if let Some(constant) = constant.literal() {
                        self.push(step, |element| element.text = constant.text().to_owned());
                    }
                }
                // Only an envelope has trees.
                Content::Value(Source::Credential(_)) | Content::Tree(_) => {}
                Content::Value(Source::Field(wire)) => {
                    let field = &object.fields[wire.field];
                    let found = slots.get(wire.field).and_then(Option::as_ref);
                    if let Some(found) = found {
                        let list = wire.list.as_ref();
                        let forms = (wire.values.as_slice(), wire.inner.as_slice());
                        self.set(plan, step, &field.ty, forms, list, found);
                    }
                }
            }
            for attribute in &node.attributes {
                if attribute.declares_namespace() {
                    continue;
                }
                if let AttributeValue::Constant(constant) = &attribute.value
                    && let Some(constant) = constant.literal()
                {
                    for element in &mut self.children[before..] {
                        element
                            .attributes
                            .push((attribute.name.clone(), constant.text().to_owned()));
                    }
                }
            }
        }
    }

    /// Writes the children as a document. The root element declares these namespaces.
    pub(super) fn document(mut self, namespaces: &[XmlNamespace]) -> Vec<u8> {
        let mut body = Body::new();
        body.raw(xml::DECLARATION);
        for child in &mut self.children {
            let declarations = namespaces.iter().map(|namespace| {
                let name = namespace.declaration().name;
                (name, namespace.uri.clone())
            });
            child.attributes.splice(0..0, declarations);
            child.write(&mut body);
        }
        body.into_bytes()
    }

    /// Writes the children as lines. A line break in a value becomes a space.
    pub(super) fn lines(&self, lines: &ResponseLines) -> Vec<u8> {
        let mut text = String::new();
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for skip in lines.skip.iter().take(1) {
            text.extend([skip.as_str(), "\n"]);
        }
        // The number can be in the name of the section.
        let named = self.children.iter().map(|child| {
            let mut numbered = lines.numbered.iter();
            let numbered = numbered.find(|line| line.name() == child.name);
            let name = numbered.map_or_else(
                || child.name.clone(),
                |line| {
                    let count = counts.entry(&child.name).or_default();
                    let number = line.first.saturating_add(*count);
                    *count += 1;
                    line.with(&number.to_string())
                },
            );
            let parts = name.split_once('.').filter(|_| lines.section.is_some());
            match parts {
                Some((section, name)) => (Some(section.to_owned()), name.to_owned(), child),
                None => (None, name, child),
            }
        });
        let named: Vec<_> = named.collect();
        let mut sections: Vec<Option<&String>> = vec![None];
        for (section, ..) in &named {
            if !sections.contains(&section.as_ref()) {
                sections.push(section.as_ref());
            }
        }
        for section in sections {
            if let (Some(section), Some(line)) = (section, &lines.section) {
                text.extend([line.open.as_str(), section, line.close.as_str(), "\n"]);
            }
            let in_section = named.iter().filter(|(of, ..)| of.as_ref() == section);
            for (_, name, child) in in_section {
                let value = child.text.replace(['\r', '\n'], " ");
                text.extend([name, lines.assign.as_str(), &value, "\n"]);
            }
        }
        if let Some(end) = &lines.end {
            text.extend([end.as_str(), "\n"]);
        }
        text.into_bytes()
    }

    fn write(&self, body: &mut Body) {
        body.raw("<");
        body.raw(&self.name);
        for (name, value) in &self.attributes {
            body.raw(" ");
            body.raw(name);
            body.raw("=\"");
            xml::attribute(body, value);
            body.raw("\"");
        }
        body.raw(">");
        xml::text(body, &self.text);
        for child in &self.children {
            child.write(body);
        }
        for element in &self.elements {
            xml::element(body, element);
        }
        body.raw("</");
        body.raw(&self.name);
        body.raw(">");
    }
}

/// Returns the element of an entry, without its name. The name of the member is the key.
fn entry(entries: &XmlEntries, member: Element) -> Element {
    let key = member.name.clone();
    let mut entry = match &entries.value {
        None => Element {
            name: String::new(),
            ..member
        },
        Some(name) => {
            let value = Element {
                name: name.clone(),
                ..member
            };
            Element {
                children: vec![value],
                ..Element::default()
            }
        }
    };
    match &entries.key {
        EntryKey::Attribute(name) => entry.attributes.insert(0, (name.clone(), key)),
        EntryKey::Element(name) => {
            let mut of_key = Element::named(name);
            of_key.text = key;
            entry.children.insert(0, of_key);
        }
    }
    entry
}

/// Returns the attributes, each with its value, that the steps behind the name of an element ask for.
fn tests(rest: &[PlaceStep]) -> impl Iterator<Item = (&str, &str)> {
    let own = rest.iter().take_while(|step| is_same_element(step));
    own.filter_map(|step| match step {
        PlaceStep::Where { attribute, value } => Some((attribute.as_str(), value.as_str())),
        PlaceStep::Member(_) | PlaceStep::Items | PlaceStep::Attribute(_) | PlaceStep::Text => None,
    })
}

/// Returns whether a step leads to the elements that the step before it leads to, or to some of them.
const fn is_same_element(step: &PlaceStep) -> bool {
    match step {
        PlaceStep::Items | PlaceStep::Where { .. } => true,
        PlaceStep::Member(_) | PlaceStep::Attribute(_) | PlaceStep::Text => false,
    }
}

fn joined(spellings: &[(String, Literal)], items: &[Value], separator: &str) -> String {
    let texts: Vec<_> = items.iter().map(|item| spelled(spellings, item)).collect();
    texts.join(separator)
}

fn spelled(spellings: &[(String, Literal)], value: &Value) -> String {
    let text = value.text().unwrap_or_default();
    let found = spellings.iter().find(|(logical, _)| *logical == text);
    found.map_or_else(
        || text.clone().into_owned(),
        |(_, literal)| literal.text().to_owned(),
    )
}
