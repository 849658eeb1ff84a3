//! A response that one or several cases match.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::values::{Passing, find};
use crate::plan::{
    BodyPlaces, BodyTest, PlaceStep, PlaceTest, Response, ResponseBody, ResponsePlace, TextPlace,
    ValueTest,
};

/// The result of looking for a response.
pub(super) enum Found {
    /// A response that all cases match, in words.
    Response(String),
    /// No response matches all of them.
    None,
    /// Finding out takes too long, or the response could have a value at another of several places.
    Unknown,
}

/// The format of a body that is tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Xml,
    Lines,
    Blank,
}

/// What is known about the values at a place.
#[derive(Default)]
struct Values<'t> {
    present: bool,
    absent: bool,
    any: Vec<&'t ValueTest>,
    every: Vec<&'t ValueTest>,
}

/// Looks for a response that all cases match.
pub(super) fn sample(cases: &[&Response]) -> Found {
    let has = |status: &u16| cases.iter().all(|case| has_status(case, *status));
    // A status that a case names is more telling than any other.
    let named = cases.iter().flat_map(|case| &case.matched.statuses);
    let mut statuses = named.map(|range| range.first).chain([200]).chain(100..600);
    let Some(status) = statuses.find(has) else {
        return Found::None;
    };
    let mut result = Found::None;
    for format in [Format::Json, Format::Xml, Format::Lines, Format::Blank] {
        if !cases.iter().all(|case| reads(case, format)) {
            continue;
        }
        match fill(cases, format) {
            Found::Response(rest) => return Found::Response(format!("status {status}{rest}")),
            Found::Unknown => result = Found::Unknown,
            Found::None if has_alternatives(cases, format) => result = Found::Unknown,
            Found::None => {}
        }
    }
    result
}

/// Returns whether a test has several places. [`fill`] puts a value at the first one only.
fn has_alternatives(cases: &[&Response], format: Format) -> bool {
    let mut tests = cases.iter().flat_map(|case| &case.matched.body);
    tests.any(|BodyTest { at, .. }| places(at, format).len() > 1)
}

fn has_status(case: &Response, status: u16) -> bool {
    let statuses = &case.matched.statuses;
    statuses.is_empty() || statuses.iter().any(|range| range.contains(status))
}

/// Returns whether a case can match a body of a format. Without tests of the body, it matches any, unless it has to be blank.
fn reads(case: &Response, format: Format) -> bool {
    let tests_body = !case.matched.body.is_empty()
        || (!case.matched.codes.is_empty() && code_place(case).is_some());
    let is_wanted = |body: &ResponseBody| match body {
        ResponseBody::Json | ResponseBody::Scalar | ResponseBody::Tree(_) => format == Format::Json,
        ResponseBody::Xml => format == Format::Xml,
        ResponseBody::Lines(_) => format == Format::Lines,
        ResponseBody::Empty | ResponseBody::Text => false,
    };
    match tests_body {
        true => case.body.iter().any(is_wanted),
        false => format == Format::Blank || case.body != [ResponseBody::Empty],
    }
}

/// Returns the places of the code in the body, if it is there.
fn code_place(case: &Response) -> Option<&BodyPlaces> {
    let places = &case.code.as_ref()?.places;
    places.iter().find_map(|place| match place {
        TextPlace::Header(_) => None,
        TextPlace::Body(places) => Some(places),
    })
}

/// Looks for headers and a body in a format.
fn fill(cases: &[&Response], format: Format) -> Found {
    let mut headers: BTreeMap<String, Values<'_>> = BTreeMap::new();
    let mut body: BTreeMap<&ResponsePlace, Values<'_>> = BTreeMap::new();
    let codes: Vec<ValueTest> = cases
        .iter()
        .map(|case| ValueTest {
            one_of: case.matched.codes.clone(),
            ..ValueTest::default()
        })
        .collect();
    for (case, codes) in cases.iter().zip(&codes) {
        for (name, test) in &case.matched.headers {
            let values = headers.entry(name.to_ascii_lowercase()).or_default();
            values.add(test);
        }
        for BodyTest { at, test } in &case.matched.body {
            let places = places(at, format);
            // The first place with a value counts, so a value is at the first place, and absence is at all places.
            match test {
                PlaceTest::Present(false) => {
                    for place in places {
                        body.entry(place).or_default().add(test);
                    }
                }
                PlaceTest::Present(true) | PlaceTest::Any(_) | PlaceTest::Every(_) => {
                    let Some(first) = places.first() else {
                        return Found::None;
                    };
                    body.entry(first).or_default().add(test);
                }
            }
        }
        if !codes.one_of.is_empty() {
            let header = case.code.iter().flat_map(|code| &code.places);
            let header = header.clone().find_map(|place| match place {
                TextPlace::Header(name) => Some(name.to_ascii_lowercase()),
                TextPlace::Body(_) => None,
            });
            match (header, code_place(case).map(|at| places(at, format))) {
                (None, Some([first, ..])) => body.entry(first).or_default().any.push(codes),
                (Some(name), _) => headers.entry(name).or_default().any.push(codes),
                (None, Some([]) | None) => return Found::None,
            }
        }
    }
    let mut text = String::new();
    for (name, values) in &headers {
        // A header can be repeated, so each test that one value has to pass can have a value of its own.
        match values.solve(true) {
            Solved::Values(found) => {
                for value in found {
                    let _ = write!(text, ", header `{name}: {value}`");
                }
            }
            Solved::None => return Found::None,
            Solved::Unknown => return Found::Unknown,
        }
    }
    let mut root = Tree::default();
    // An element is also the only item of a list, which the tree does not express.
    let conflict = match format != Format::Json && body.keys().any(|place| has_items(place)) {
        true => Found::Unknown,
        false => Found::None,
    };
    for (place, values) in &body {
        let is_list = has_items(place);
        match values.solve(is_list) {
            Solved::Values(found) => {
                for (number, value) in found.iter().enumerate() {
                    if !root.put(&place.steps, number, value) {
                        return conflict;
                    }
                }
            }
            Solved::None => return Found::None,
            Solved::Unknown => return Found::Unknown,
        }
    }
    let absent = body.iter().filter(|(_, values)| values.absent);
    if absent.clone().any(|(place, _)| root.has(&place.steps)) {
        return Found::None;
    }
    match format {
        Format::Json => {
            let _ = write!(text, ", body `{}`", root.json());
        }
        Format::Xml => {
            let _ = write!(text, ", body `{}`", root.xml("document"));
        }
        Format::Lines => {
            let _ = write!(text, ", body {:?}", root.lines());
        }
        Format::Blank => text.push_str(", no body"),
    }
    Found::Response(text)
}

fn has_items(place: &ResponsePlace) -> bool {
    place.steps.contains(&PlaceStep::Items)
}

fn places(at: &BodyPlaces, format: Format) -> &[ResponsePlace] {
    match format {
        Format::Json => &at.json,
        Format::Xml | Format::Lines => &at.xml,
        Format::Blank => &[],
    }
}

/// The values at a place.
enum Solved {
    Values(Vec<String>),
    None,
    Unknown,
}

impl<'t> Values<'t> {
    fn add(&mut self, test: &'t PlaceTest) {
        match test {
            PlaceTest::Present(true) => self.present = true,
            PlaceTest::Present(false) => self.absent = true,
            PlaceTest::Any(test) => self.any.push(test),
            PlaceTest::Every(test) => self.every.push(test),
        }
    }

    /// Finds values that pass all tests: one, or in a list one for each test.
    fn solve(&self, is_list: bool) -> Solved {
        let needs_value = self.present || !self.any.is_empty() || !self.every.is_empty();
        match (needs_value, self.absent) {
            (false, _) => return Solved::Values(Vec::new()),
            (true, true) => return Solved::None,
            (true, false) => {}
        }
        let groups: Vec<Vec<&ValueTest>> = match is_list && !self.any.is_empty() {
            true => self.any.iter().map(|test| vec![*test]).collect(),
            false => vec![self.any.clone()],
        };
        let mut values = Vec::new();
        for mut group in groups {
            group.extend(&self.every);
            match find(&group) {
                Passing::Value(value) => values.push(value),
                // Without a step to items there can be several elements as well.
                Passing::None if !is_list && self.any.len() > 1 => return Solved::Unknown,
                Passing::None => return Solved::None,
                Passing::Unknown => return Solved::Unknown,
            }
        }
        Solved::Values(values)
    }
}

/// A document that is being built. A list has its items in `items`.
#[derive(Default)]
struct Tree {
    text: Option<String>,
    members: BTreeMap<String, Tree>,
    items: Vec<Tree>,
}

impl Tree {
    /// Puts a value at a place. Returns whether the place can have it.
    fn put(&mut self, steps: &[PlaceStep], number: usize, value: &str) -> bool {
        let Some((step, rest)) = steps.split_first() else {
            let is_free = self.members.is_empty() && self.items.is_empty();
            if is_free {
                self.text = Some(value.to_owned());
            }
            // An object or a list is a value as well, if only its presence is asked for.
            return is_free || value.is_empty();
        };
        match step {
            _ if self.text.as_ref().is_some_and(|text| !text.is_empty()) => false,
            PlaceStep::Member(_) | PlaceStep::Attribute(_) | PlaceStep::Text
                if !self.items.is_empty() =>
            {
                false
            }
            PlaceStep::Items if !self.members.is_empty() => false,
            PlaceStep::Member(name) => {
                self.text = None;
                let member = self.members.entry(name.clone()).or_default();
                member.put(rest, number, value)
            }
            PlaceStep::Attribute(name) => {
                self.text = None;
                let member = self.members.entry(format!("@{name}")).or_default();
                member.put(rest, number, value)
            }
            // No place that a test or a code has leads through an attribute.
            PlaceStep::Where { .. } => self.put(rest, number, value),
            PlaceStep::Text => {
                self.text = None;
                let member = self.members.entry(".".to_owned()).or_default();
                member.put(rest, number, value)
            }
            PlaceStep::Items => {
                self.text = None;
                while self.items.len() <= number {
                    self.items.push(Tree::default());
                }
                self.items[number].put(rest, 0, value)
            }
        }
    }

    /// Returns whether there is a value at a place.
    fn has(&self, steps: &[PlaceStep]) -> bool {
        match steps.split_first() {
            None => true,
            Some((PlaceStep::Member(name), rest)) => {
                let member = self.members.get(name);
                member.is_some_and(|member| member.has(rest))
            }
            Some((PlaceStep::Attribute(name), rest)) => {
                let member = self.members.get(&format!("@{name}"));
                member.is_some_and(|member| member.has(rest))
            }
            Some((PlaceStep::Where { .. }, rest)) => self.has(rest),
            Some((PlaceStep::Text, rest)) => {
                let text = self.members.get(".");
                text.is_some_and(|text| text.has(rest))
            }
            Some((PlaceStep::Items, rest)) if self.items.is_empty() => self.has(rest),
            Some((PlaceStep::Items, rest)) => self.items.iter().any(|item| item.has(rest)),
        }
    }

    fn json(&self) -> String {
        if !self.items.is_empty() {
            let items: Vec<String> = self.items.iter().map(Tree::json).collect();
            return format!("[{}]", items.join(","));
        }
        if let (Some(text), true) = (&self.text, self.members.is_empty()) {
            return format!("{text:?}");
        }
        let members = self.members.iter();
        let members: Vec<String> = members
            .map(|(name, member)| format!("{name:?}:{}", member.json()))
            .collect();
        format!("{{{}}}", members.join(","))
    }

    /// Returns the members as lines.
    fn lines(&self) -> String {
        let mut text = String::new();
        for (name, member) in &self.members {
            let value = member.text.as_deref().unwrap_or_default();
            let _ = writeln!(text, "{name}={value}");
        }
        text
    }

    /// Returns the children as XML. `name` is the root element of an empty document.
    fn xml(&self, name: &str) -> String {
        let mut text = String::new();
        for (name, member) in self
            .members
            .iter()
            .filter(|(name, _)| !name.starts_with('@') && *name != ".")
        {
            let elements = match member.items.is_empty() {
                true => std::slice::from_ref(member),
                false => &member.items,
            };
            for element in elements {
                let attributes = element.members.iter();
                let attributes: String = attributes
                    .filter_map(|(name, value)| {
                        let value = value.text.as_deref().unwrap_or_default();
                        Some(format!(" {}={value:?}", name.strip_prefix('@')?))
                    })
                    .collect();
                let own = element.members.get(".").and_then(|own| own.text.as_deref());
                let own = own.unwrap_or_default();
                let inside = element.xml("");
                let _ = write!(text, "<{name}{attributes}>{own}{inside}</{name}>");
            }
        }
        match (text.is_empty(), &self.text) {
            (true, Some(value)) => value.clone(),
            (true, None) if !name.is_empty() => format!("<{name}/>"),
            _ => text,
        }
    }
}
