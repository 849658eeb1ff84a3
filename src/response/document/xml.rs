//! XML, by `quick-xml`. A document type, and entities that XML does not predefine, are refused.

use std::borrow::Cow;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::{Content, Kind, Member, Node, Source};
use crate::response::UnexpectedReason;

/// Checks a whole text: it has one root element, and everything in it is well formed.
pub(super) fn check(text: &str) -> Result<(), UnexpectedReason> {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut roots) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| UnexpectedReason::NotXml)?;
        match event {
            Event::Start(start) => {
                roots += usize::from(depth == 0);
                depth += 1;
                check_attributes(&start)?;
            }
            Event::Empty(start) => {
                roots += usize::from(depth == 0);
                check_attributes(&start)?;
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => {
                let is_blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
                if depth == 0 && !is_blank {
                    return Err(UnexpectedReason::NotXml);
                }
            }
            Event::CData(_) if depth == 0 => return Err(UnexpectedReason::NotXml),
            Event::GeneralRef(reference) => {
                if depth == 0 {
                    return Err(UnexpectedReason::NotXml);
                }
                resolve(&reference)?;
            }
            Event::DocType(_) => return Err(UnexpectedReason::Entity),
            Event::Eof => break,
            Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    match (depth, roots) {
        (0, 1) => Ok(()),
        _ => Err(UnexpectedReason::NotXml),
    }
}

/// Checks the attributes of an element, of which each has another name. `quick-xml` compares the names by their hashes, in
/// linear time.
fn check_attributes(start: &BytesStart<'_>) -> Result<(), UnexpectedReason> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| UnexpectedReason::NotXml)?;
        unescape(&attribute.value).map_err(|_| UnexpectedReason::Entity)?;
    }
    Ok(())
}

/// Returns the character of a reference: a number, or one of the five predefined entities.
fn resolve(reference: &BytesRef<'_>) -> Result<char, UnexpectedReason> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => return Ok(character),
        Ok(None) => {}
        Err(_) => return Err(UnexpectedReason::NotXml),
    }
    match &**reference {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => Err(UnexpectedReason::Entity),
    }
}

/// Reads one level of an element that was checked. `head` is what its start tag contains, `raw` what is between its tags.
pub(super) fn content<'r>(head: &'r str, raw: &'r str, depth: u8) -> Content<'r> {
    match children(raw, depth) {
        Some((text, children)) => Content::Element {
            text,
            children,
            attributes: attributes(head, depth),
        },
        None => Content::Invalid,
    }
}

/// Returns the text of an element without that of its children, and the children.
fn children(raw: &str, depth: u8) -> Option<(Cow<'_, str>, Vec<Member<'_>>)> {
    let mut reader = Reader::from_str(raw);
    let mut text = Cow::Borrowed("");
    let mut children = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                let span = reader.read_to_end(start.name()).ok()?;
                let (from, to) = (usize::try_from(span.start), usize::try_from(span.end));
                let inside = raw.get(from.ok()?..to.ok()?)?;
                children.push(child(raw, &start, inside, depth)?);
            }
            Event::Empty(start) => children.push(child(raw, &start, "", depth)?),
            Event::Text(it) => push(&mut text, it.xml10_content()),
            Event::CData(it) => push(&mut text, it.xml10_content()),
            Event::GeneralRef(it) => text.to_mut().push(resolve(&it).ok()?),
            Event::Eof => return Some((text, children)),
            Event::End(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

/// Returns a child. Its name and its start tag borrow from the text of the parent.
fn child<'r>(
    raw: &'r str,
    start: &BytesStart<'r>,
    inside: &'r str,
    depth: u8,
) -> Option<Member<'r>> {
    let head = borrowed(raw, start)?;
    let name = head.get(..start.name().as_ref().len())?;
    let node = Node::new(Source::Element { head }, inside, depth);
    Some((Cow::Borrowed(name), node))
}

/// Returns the part of a text that an event was read from.
fn borrowed<'r>(raw: &'r str, part: &str) -> Option<&'r str> {
    let from = (part.as_ptr() as usize).checked_sub(raw.as_ptr() as usize)?;
    raw.get(from..from.checked_add(part.len())?)
}

/// Appends a text, and borrows it if it is the first.
fn push<'r>(text: &mut Cow<'r, str>, more: Cow<'r, str>) {
    if text.is_empty() {
        *text = more;
    } else {
        text.to_mut().push_str(&more);
    }
}

/// Returns the attributes in a start tag.
fn attributes(head: &str, depth: u8) -> Vec<Member<'_>> {
    let name = head.find(|c: char| c.is_ascii_whitespace());
    let Some(name) = name else {
        return Vec::new();
    };
    let start = BytesStart::from_content(head, name);
    let member = |value: &str| {
        let raw = borrowed(head, value)?;
        Some(Node::new(Source::Attribute, raw, depth))
    };
    // The check of the whole text has refused repeated names.
    let mut attributes = start.attributes();
    attributes
        .with_checks(false)
        .flatten()
        .filter_map(|it| {
            let name = borrowed(head, it.key.as_ref())?;
            Some((Cow::Borrowed(name), member(&it.value)?))
        })
        .collect()
}

/// Reads the value of an attribute.
pub(super) fn attribute(raw: &str) -> Content<'_> {
    match unescape(raw) {
        Ok(text) => Content::Scalar(Kind::Attribute, text),
        Err(_) => Content::Invalid,
    }
}
