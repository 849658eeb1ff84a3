//! XML, by `quick-xml`, in one pass. A document type with declarations, and entities that XML does not predefine, are refused.

use std::borrow::Cow;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::declared::Declared;
use super::namespaces::{Scope, declared_prefix, is_nil};
use super::{Content, DEEPEST, Element, Kind, Member, Members, Namespaces, Node};
use crate::response::{MalformedAt, UnexpectedReason};

/// Reads a whole text: it has one root element, and everything in it is well formed. Returns a node whose only child is the
/// root element.
pub(super) fn parse<'t>(
    text: &'t str,
    namespaces: Namespaces<'_>,
) -> Result<Node<'t>, UnexpectedReason> {
    let mut reader = Reader::from_str(text);
    let mut at = 0;
    read_document(text, &mut reader, &mut at, namespaces).map_err(|fault| match fault {
        Fault::NotXml => UnexpectedReason::NotXml(MalformedAt::offset_of(text, at)),
        Fault::EndsTooEarly => UnexpectedReason::NotXml(MalformedAt::end_of(text)),
        Fault::Entity => UnexpectedReason::Entity,
        Fault::TooLarge => UnexpectedReason::TooLarge,
    })
}

/// Why a text is not read.
enum Fault {
    NotXml,
    EndsTooEarly,
    Entity,
    TooLarge,
}

/// Reads a whole text. `at` becomes the offset of the event that was read last.
fn read_document<'t>(
    text: &'t str,
    reader: &mut Reader<&'t [u8]>,
    at: &mut usize,
    namespaces: Namespaces<'_>,
) -> Result<Node<'t>, Fault> {
    let mut tree = Tree {
        text,
        namespaces,
        scope: Scope::default(),
        open: vec![Open::default()],
        parts: Vec::new(),
        skipped: 0,
    };
    loop {
        *at = offset(reader.buffer_position())?;
        let event = reader.read_event().map_err(|error| match error {
            // A construct that does not end.
            quick_xml::Error::Syntax(_) => Fault::EndsTooEarly,
            _ => Fault::NotXml,
        })?;
        let is_inside = tree.open.len() > 1;
        match event {
            Event::Start(start) => tree.begin(&start, offset(reader.buffer_position())?)?,
            Event::Empty(start) => {
                let at = offset(reader.buffer_position())?;
                tree.begin(&start, at)?;
                tree.end(at)?;
            }
            Event::End(end) => {
                // The name is behind `</`.
                let at = tree.offset_of(&end).and_then(|at| at.checked_sub(2));
                tree.end(at.ok_or(Fault::NotXml)?)?;
            }
            Event::Text(it) if is_inside => tree.push(it.xml10_content()),
            Event::CData(it) if is_inside => tree.push(it.xml10_content()),
            Event::GeneralRef(it) if is_inside => {
                let character = resolve(&it)?;
                tree.push(Cow::Owned(character.to_string()));
            }
            Event::Text(it) => {
                if !it.bytes().all(|byte| byte.is_ascii_whitespace()) {
                    return Err(Fault::NotXml);
                }
            }
            Event::CData(_) | Event::GeneralRef(_) => return Err(Fault::NotXml),
            // Without declarations of its own, a document type says nothing about the content.
            Event::DocType(it) if it.contains('[') => return Err(Fault::Entity),
            Event::DocType(_) if is_inside || !tree.parts.is_empty() => return Err(Fault::NotXml),
            Event::Eof => break,
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    match (tree.open.len(), tree.parts.len()) {
        (1, 0) => Err(Fault::EndsTooEarly),
        (1, 1) => Ok(Node {
            raw: text,
            content: Content::Element(Box::new(Element {
                text: Node::of_text("", Cow::Borrowed("")),
                children: Members::new(tree.parts),
                attributes: Members::default(),
                declared: Declared::default(),
            })),
        }),
        (1, _) => Err(Fault::NotXml),
        _ => Err(Fault::EndsTooEarly),
    }
}

fn offset(position: u64) -> Result<usize, Fault> {
    usize::try_from(position).map_err(|_| Fault::TooLarge)
}

/// The elements that have begun.
struct Tree<'t, 's> {
    text: &'t str,
    namespaces: Namespaces<'s>,
    /// The declarations of namespaces, if the schema has any.
    scope: Scope<'t, 's>,
    /// The document, then each element around the current place.
    open: Vec<Open<'t>>,
    /// The attributes and the children of the open elements.
    parts: Vec<Member<'t>>,
    /// How many elements have begun in the innermost open one, which is nested too deeply to read them.
    skipped: usize,
}

/// An element that has begun.
#[derive(Default)]
struct Open<'t> {
    name: Cow<'t, str>,
    /// How many namespaces are declared around it.
    declared: usize,
    /// The namespaces that are declared in it and around it.
    inside: Declared<'t>,
    /// Where its start tag ends.
    from: usize,
    /// Where its parts begin.
    first: usize,
    attributes: usize,
    /// The text that has been read.
    text: Cow<'t, str>,
}

impl<'t> Tree<'t, '_> {
    /// Begins an element whose start tag ends at an offset.
    fn begin(&mut self, start: &BytesStart<'t>, from: usize) -> Result<(), Fault> {
        let is_too_deep = self.open.len() > usize::from(DEEPEST);
        if is_too_deep {
            self.skipped += 1;
        }
        let first = self.parts.len();
        let declared = self.scope.len();
        let mut inside = self
            .open
            .last()
            .map_or_else(Declared::default, |it| it.inside.clone());
        for attribute in start.attributes() {
            // `quick-xml` compares the names by their hashes, in linear time.
            let attribute = attribute.map_err(|_| Fault::NotXml)?;
            unescape(&attribute.value).map_err(|_| Fault::Entity)?;
            if is_too_deep {
                continue;
            }
            let name = self.borrowed(attribute.key.as_ref());
            let raw = self.borrowed(&attribute.value);
            let (Some(name), Some(raw)) = (name, raw) else {
                return Err(Fault::NotXml);
            };
            let content = match unescape(raw) {
                Ok(text) => Content::Scalar(Kind::Attribute, text),
                Err(_) => Content::Invalid,
            };
            if let Content::Scalar(_, value) = &content
                && let Some(prefix) = declared_prefix(name)
            {
                inside = inside.with(prefix, value.clone()).ok_or(Fault::TooLarge)?;
                if self.has_namespaces() {
                    let declared = self.scope.declare(prefix, value, self.namespaces);
                    declared.map_err(|_| Fault::TooLarge)?;
                    continue;
                }
            }
            let node = Node { raw, content };
            self.parts.push((Cow::Borrowed(name), node));
        }
        if !is_too_deep {
            let name = self.borrowed(start.name().as_ref()).ok_or(Fault::NotXml)?;
            let name = self.resolve_names(name, first)?;
            self.open.push(Open {
                name,
                declared,
                inside,
                from,
                first,
                attributes: self.parts.len() - first,
                text: Cow::Borrowed(""),
            });
        }
        Ok(())
    }

    const fn has_namespaces(&self) -> bool {
        !self.namespaces.is_empty()
    }

    /// Gives the attributes since `first` the names that the schema has for them. Returns that of the element.
    fn resolve_names(&mut self, name: &'t str, first: usize) -> Result<Cow<'t, str>, Fault> {
        if !self.has_namespaces() {
            return Ok(Cow::Borrowed(name));
        }
        for (attribute, _) in self.parts.iter_mut().skip(first) {
            if let Cow::Borrowed(spelled) = attribute {
                let found = self.scope.attribute(spelled, self.namespaces);
                *attribute = found.map_err(|_| Fault::NotXml)?;
            }
        }
        let found = self.scope.element(name, self.namespaces);
        found.map_err(|_| Fault::NotXml)
    }

    /// Ends the innermost element, whose end tag begins at an offset.
    fn end(&mut self, to: usize) -> Result<(), Fault> {
        if let Some(skipped) = self.skipped.checked_sub(1) {
            self.skipped = skipped;
            return Ok(());
        }
        let Some(open) = self.open.pop() else {
            return Err(Fault::NotXml);
        };
        let raw = self.text.get(open.from..to).ok_or(Fault::NotXml)?;
        let has_children = self.parts.len() > open.first + open.attributes;
        let content = match (self.open.len() < usize::from(DEEPEST), has_children) {
            (false, _) => Content::TooDeep,
            (true, false) if open.attributes == 0 => Content::Scalar(Kind::Element, open.text),
            (true, false) if open.text.is_empty() && self.has_no_value(open.first) => Content::Null,
            (true, _) => {
                let children = self.parts.drain(open.first + open.attributes..);
                let children = Members::new(children.collect());
                let attributes = Members::new(self.parts.drain(open.first..).collect());
                Content::Element(Box::new(Element {
                    text: Node::of_text(raw, open.text),
                    children,
                    attributes,
                    declared: open.inside,
                }))
            }
        };
        self.parts.truncate(open.first);
        self.scope.truncate(open.declared);
        self.parts.push((open.name, Node { raw, content }));
        Ok(())
    }

    /// Returns whether the attributes since `first` state that the element has no value, and nothing else.
    fn has_no_value(&self, first: usize) -> bool {
        let attributes = self.parts.iter().skip(first);
        let mut own = attributes.filter(|(name, _)| declared_prefix(name).is_none());
        let only = own.next().filter(|_| own.next().is_none());
        only.is_some_and(|(name, node)| {
            let is_true = matches!(node.text(), Some("true" | "1"));
            is_nil(name, self.namespaces) && is_true
        })
    }

    /// Appends a text to the innermost element, and borrows it if it is the first.
    fn push(&mut self, more: Cow<'t, str>) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match open.text.is_empty() {
            true => open.text = more,
            false => open.text.to_mut().push_str(&more),
        }
    }

    /// Returns where a part of the text begins.
    fn offset_of(&self, part: &str) -> Option<usize> {
        (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)
    }

    /// Returns a part of the text that an event was read from.
    fn borrowed(&self, part: &str) -> Option<&'t str> {
        let from = self.offset_of(part)?;
        self.text.get(from..from.checked_add(part.len())?)
    }
}

/// Returns the character of a reference: a number, or one of the five predefined entities.
fn resolve(reference: &BytesRef<'_>) -> Result<char, Fault> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => return Ok(character),
        Ok(None) => {}
        Err(_) => return Err(Fault::NotXml),
    }
    match &**reference {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => Err(Fault::Entity),
    }
}
