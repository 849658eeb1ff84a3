//! Reads the data of one response into a record.
//!
//! Finds each datum in the body of the response and reverts its conversions. A text that a conversion cannot have written
//! stays in the provider's form and is listed, because a diff has to know that the datum exists.

use super::{ContactBody, ContactOther, ContactSource};
use crate::Date;
use crate::contact::conversion::postal_code_and_place;
use crate::contact::data::{Datum, datum_of, postal_code_of};
use crate::contact::diff::{Other, Others, Unread};
use crate::contact::{Contact, Conversion};
use crate::response::document::Node;
use crate::response::place::{Place, Step, WrongStep};

/// The values that were found so far.
#[derive(Default)]
pub(super) struct Found {
    pub(super) contact: Contact,
    pub(super) unread: Vec<Unread>,
    pub(super) others: Others,
}

impl Found {
    /// Finds a datum and puts it into the record.
    pub(super) fn datum(&mut self, source: &ContactSource<'_>, body: &ContactBody<'_, '_>) {
        let (Some(datum), Some(place)) = (datum_of(source.means), body.place(&source.at)) else {
            return;
        };
        let (path, at) = (datum.path(), text_of(place));
        let texts = match Found::texts(source, body, place) {
            Ok(texts) if texts.len() > 1 && datum != Datum::Street => {
                Err("is a list of several texts")
            }
            texts => texts,
        };
        let texts = match texts {
            Ok(texts) => texts,
            Err(reason) => return self.unread(&path, &at, reason.to_owned()),
        };
        let mut held = Vec::new();
        for text in texts {
            let (text, stuck) = reverted(source.convert, text);
            if let Some(step) = stuck.filter(|_| !text.is_empty()) {
                let reason = format!("cannot be read back through `{step}`");
                self.unread(&path, &at, reason);
            }
            held.push(text);
        }
        while held.last().is_some_and(String::is_empty) {
            held.pop();
        }
        let code = postal_code_of(source.means)
            .filter(|_| source.convert.contains(&Conversion::PcComma))
            .and_then(|term| {
                let (code, place) = postal_code_and_place(held.first()?)?;
                Some((term, code.to_owned(), place.to_owned()))
            });
        if let Some((term, code, place)) = code {
            self.put(&at, term, &[code]);
            held[0] = place;
        }
        self.put(&at, source.means, &held);
    }

    /// Returns the texts of a datum, which has several if it is a list. Fails with what is wrong with the datum.
    fn texts(
        source: &ContactSource<'_>,
        body: &ContactBody<'_, '_>,
        place: Place<'_>,
    ) -> Result<Vec<String>, &'static str> {
        let nodes = match source.at.find(body.root, body.markup) {
            Ok((nodes, _)) => nodes,
            // What is there instead is listed as undescribed.
            Err(WrongStep::Kind) => return Ok(Vec::new()),
            Err(WrongStep::Repeated) => return Err("is there several times"),
        };
        let texts = match nodes.as_slice() {
            [] => return Ok(Vec::new()),
            nodes if place.ends_with(&[Step::Items]) => texts_of(nodes.iter().copied()),
            [value] => texts(value, source.join),
            [_, ..] => return Err("is there several times"),
        };
        match body.is_in_one_of_several(place) {
            true => Err("stands in a list of several items"),
            false => texts.ok_or("is no text"),
        }
    }

    /// Puts the texts of a datum into the record. A datum that the record has with another value is listed as unread.
    fn put(&mut self, at: &str, term: &str, held: &[String]) {
        let (Some(datum), Some(first)) = (datum_of(term), held.first()) else {
            return;
        };
        let path = datum.path();
        let before = match datum {
            Datum::Text(_) | Datum::Line(_) => self.contact.get(&path),
            _ => None,
        };
        if before.is_some_and(|before| before != *first) {
            let reason = "is returned twice, and differently".to_owned();
            self.unread(&path, at, reason);
        } else if datum == Datum::Text("birth_date") && first.parse::<Date>().is_err() {
            self.unread(&path, at, "is no date".to_owned());
        } else {
            let held: Vec<&str> = held.iter().map(String::as_str).collect();
            self.contact.fill(term, &held);
        }
    }

    /// Finds a value that is not a datum. Skips empty values.
    pub(super) fn other(&mut self, other: &ContactOther<'_>, body: &ContactBody<'_, '_>) {
        let Some(place) = body.place(&other.at) else {
            return;
        };
        let kept = match other.at.find(body.root, body.markup) {
            Err(WrongStep::Kind) => return,
            Err(WrongStep::Repeated) => None,
            Ok((nodes, _)) => match nodes.as_slice() {
                [] => return,
                nodes if place.ends_with(&[Step::Items]) => texts_of(nodes.iter().copied()),
                [value] if value.is_empty() => return,
                [value] => texts(value, None),
                [_, ..] => None,
            },
        };
        let found = Other {
            means: other.means.map(str::to_owned),
            texts: kept.filter(|_| other.is_text),
        };
        self.others.found.insert(other.field.to_owned(), found);
    }

    /// Checks the telephone numbers that were joined from two parts.
    pub(super) fn telephones(&mut self, sources: &[ContactSource<'_>], body: &ContactBody<'_, '_>) {
        for source in sources {
            let Some(Datum::NationalNumber(path)) = datum_of(source.means) else {
                continue;
            };
            let number = self.contact.get(path);
            let whole = |text: &str| Conversion::PhoneBare.revert(text).is_some();
            if number.is_some_and(|text| !whole(&text)) {
                let reason = "is no telephone number with its country code".to_owned();
                let at = body.place(&source.at).map(text_of).unwrap_or_default();
                self.unread(path, &at, reason);
            }
        }
    }

    /// Lists a datum that could not be read.
    fn unread(&mut self, datum: &str, at: &str, reason: String) {
        self.unread.push(Unread {
            datum: datum.to_owned(),
            at: at.to_owned(),
            reason,
        });
    }
}

/// Returns a place as text: `data[].fname`.
fn text_of(place: Place<'_>) -> String {
    let mut text = String::new();
    for step in place {
        let (dot, at, name) = match step {
            Step::Items => ("", "", "[]"),
            Step::Member(name) => (".", "", *name),
            Step::Attribute(name) => (".", "@", *name),
            Step::Where(attribute, value) => {
                text.extend(["[@", *attribute, "='", *value, "']"]);
                continue;
            }
            Step::Text => (".", "", "text()"),
        };
        let dot = if text.is_empty() { "" } else { dot };
        text.extend([dot, at, name]);
    }
    text
}

/// Returns the texts of a value, or `None` if it has another shape.
fn texts(value: &Node<'_>, join: Option<&str>) -> Option<Vec<String>> {
    if let Some(items) = value.items() {
        return texts_of(items);
    }
    let text = value.text()?;
    Some(match join {
        Some(join) => text.split(join).map(str::to_owned).collect(),
        None => vec![text.to_owned()],
    })
}

/// Returns the text of each item, or `None` if one is neither a text nor null.
fn texts_of<'n, 'r: 'n>(items: impl IntoIterator<Item = &'n Node<'r>>) -> Option<Vec<String>> {
    let items = items.into_iter();
    items
        .map(|item| match item.is_null() {
            true => Some(String::new()),
            false => item.text().map(str::to_owned),
        })
        .collect()
}

/// Reverts the conversions of a text, from the last to the first. Returns the text and the conversion that could not be
/// reverted. Conversions that lose information are skipped, because the original text is unknown.
fn reverted(steps: &[Conversion], text: String) -> (String, Option<Conversion>) {
    let mut text = text;
    for &step in steps.iter().rev() {
        match step {
            Conversion::CountryCode
            | Conversion::NationalNumber
            | Conversion::FullName
            | Conversion::PcComma
            | Conversion::LowerCase
            | Conversion::UpperCase
            | Conversion::Ascii => {}
            Conversion::LinesComma if !text.contains(", ") => {}
            _ => match step.revert(&text) {
                Some(held) => text = held,
                None => return (text, Some(step)),
            },
        }
    }
    (text, None)
}
