//! The places of values in the body of a response.

use super::super::resolver::FieldDraft;
use super::super::wire::list_wire;
use super::super::wire_names;
use crate::plan::{BodyFormat, NumberedLine, PlaceStep, ResponsePlace};
use crate::syntax::{ListStyle, Wire};

/// Reads a dotted place. `*` and `[]` are steps to all items of a list. In XML, a step to an element leads to all elements of
/// its name, and the step to items says that there can be several. In lines, the whole text is the name of a line.
pub(super) fn parse_place(text: &str, format: BodyFormat) -> ResponsePlace {
    let is_xml = match format {
        BodyFormat::Lines => return line(text.to_owned()),
        BodyFormat::Xml => true,
        BodyFormat::Json | BodyFormat::Query | BodyFormat::Form | BodyFormat::Text => false,
    };
    let mut steps = Vec::new();
    for part in text.split('.') {
        let name = part.trim_end_matches("[]");
        let lists = (part.len() - name.len()) / 2;
        match name.strip_prefix('@') {
            _ if name.is_empty() => {}
            _ if name == "*" => steps.push(PlaceStep::Items),
            Some(attribute) if is_xml => steps.push(PlaceStep::Attribute(attribute.to_owned())),
            Some(_) | None => steps.push(PlaceStep::Member(name.to_owned())),
        }
        steps.extend((0..lists).map(|_| PlaceStep::Items));
    }
    ResponsePlace { steps }
}

/// Reads a place in XML.
pub(in super::super) fn place_in_xml(text: &str) -> ResponsePlace {
    parse_place(text, BodyFormat::Xml)
}

/// Returns the place of a line.
fn line(name: String) -> ResponsePlace {
    ResponsePlace {
        steps: vec![PlaceStep::Member(name)],
    }
}

/// Returns the name of the lines of a field: `name`, or with `$index` for the number if it is a list with numbered names.
fn line_name(draft: &FieldDraft<'_>, name: String) -> String {
    let indexed = |wire: &&Wire| {
        let style = wire.list.as_ref();
        style.is_some_and(|style| style.value == ListStyle::Indexed)
    };
    match draft.node.lines.as_ref().filter(indexed) {
        None => name,
        Some(wire) => {
            let index = wire.index.as_ref();
            let template = index.map_or("$name$index", |index| index.value.as_str());
            template.replace("$name", &name)
        }
    }
}

/// Returns the names of the numbered lines of a field.
pub(super) fn numbered_line(draft: &FieldDraft<'_>, place: &ResponsePlace) -> Option<NumberedLine> {
    let first = draft
        .node
        .lines
        .as_ref()
        .and_then(|wire| wire.first.as_ref());
    match place.steps.as_slice() {
        [PlaceStep::Member(name)] => NumberedLine::of(name, first.map_or(1, |first| first.value)),
        [] | [..] => None,
    }
}

/// Returns what a field states about its place in a format.
fn wire_of<'d>(draft: &FieldDraft<'d>, format: BodyFormat) -> Option<&'d Wire> {
    match format {
        BodyFormat::Json => draft.node.json.as_ref(),
        BodyFormat::Xml => draft.node.xml.as_ref(),
        BodyFormat::Lines => draft.node.lines.as_ref(),
        // A response has no parameters, and its text has one place.
        BodyFormat::Query | BodyFormat::Form | BodyFormat::Text => None,
    }
}

/// Returns the places that a field states in a format.
pub(super) fn stated_places(draft: &FieldDraft<'_>, format: BodyFormat) -> Vec<ResponsePlace> {
    let Some(wire) = wire_of(draft, format) else {
        return Vec::new();
    };
    if !wire.first_of.is_empty() {
        let places = wire.first_of.iter();
        return places.map(|place| parse_place(place, format)).collect();
    }
    let distinguished = |mut place: ResponsePlace| {
        let attributes = wire.attributes.iter();
        place
            .steps
            .extend(attributes.map(|(name, value)| PlaceStep::Where {
                attribute: name.value.clone(),
                value: value.value.clone(),
            }));
        place
    };
    if let Some(at) = &wire.at {
        return vec![distinguished(parse_place(&at.value.join("."), format))];
    }
    let name = wire.name.as_ref();
    let place = name.map(|name| ResponsePlace {
        steps: vec![match format {
            BodyFormat::Xml => PlaceStep::of_xml_name(&name.value),
            BodyFormat::Lines => PlaceStep::Member(line_name(draft, name.value.clone())),
            BodyFormat::Json | BodyFormat::Query | BodyFormat::Form | BodyFormat::Text => {
                PlaceStep::Member(name.value.clone())
            }
        }],
    });
    place.into_iter().map(distinguished).collect()
}

/// Returns the places of a field in a format: those that it states, else the place of its derived name.
pub(super) fn places_of(draft: &FieldDraft<'_>, format: BodyFormat) -> Vec<ResponsePlace> {
    let stated = stated_places(draft, format);
    if !stated.is_empty() {
        return stated;
    }
    let name = match &draft.node.wire {
        Some(wire) => wire.value.clone(),
        None => wire_names::spell(&draft.field.name, draft.case),
    };
    vec![line(match format {
        BodyFormat::Lines => line_name(draft, name),
        BodyFormat::Json
        | BodyFormat::Xml
        | BodyFormat::Query
        | BodyFormat::Form
        | BodyFormat::Text => name,
    })]
}

/// Returns the places of the items of a field, or of its only value.
pub(super) fn item_places(draft: &FieldDraft<'_>, format: BodyFormat) -> Vec<ResponsePlace> {
    let mut places = places_of(draft, format);
    let Some(list) = draft.field.ty.list() else {
        return places;
    };
    if list.join.is_some() {
        return places;
    }
    let wire = list_wire(format, draft);
    let wraps = wire
        .and_then(|wire| wire.list.as_ref())
        .is_some_and(|list| list.value == ListStyle::Wrap);
    let item = wire.and_then(|wire| wire.item.as_ref());
    for place in &mut places {
        if let (true, true, Some(item)) = (format.is_xml(), wraps, item) {
            place.steps.push(PlaceStep::Member(item.value.clone()));
        }
        if !place.steps.contains(&PlaceStep::Items) {
            place.steps.push(PlaceStep::Items);
        }
    }
    places
}
