//! Reads the data of one response into a record.
//!
//! Finds each datum in the tree of the response and reverts its conversions. A text that a conversion cannot have written
//! stays in the provider's form and is listed, because a diff has to know that the datum exists.

use super::tree::Tree;
use super::{ContactOther, ContactSource};
use crate::Date;
use crate::contact::conversion::postal_code_and_place;
use crate::contact::data::{Datum, datum_of, postal_code_of};
use crate::contact::diff::{Other, Others, Unread};
use crate::contact::{Contact, Conversion};

/// The values that were found so far.
#[derive(Default)]
pub(super) struct Found {
    pub(super) contact: Contact,
    pub(super) unread: Vec<Unread>,
    pub(super) others: Others,
}

impl Found {
    /// Finds a datum and puts it into the record.
    pub(super) fn datum(&mut self, source: &ContactSource<'_>, tree: &Tree) {
        let (Some(datum), values) = (datum_of(source.means), tree.find(source.at)) else {
            return;
        };
        let [value] = values[..] else {
            if !values.is_empty() {
                let reason = "is there several times".to_owned();
                self.unread(&datum.path(), source, reason);
            }
            return;
        };
        if is_in_one_of_several(source.at, tree) {
            let reason = "stands in a list of several items".to_owned();
            self.unread(&datum.path(), source, reason);
            return;
        }
        let path = datum.path();
        let Some(texts) = texts(value, source.join) else {
            self.unread(&path, source, "is no text".to_owned());
            return;
        };
        if texts.len() > 1 && datum != Datum::Street {
            self.unread(&path, source, "is a list of several texts".to_owned());
            return;
        }
        let mut held = Vec::new();
        for text in texts {
            let (text, stuck) = reverted(source.convert, text);
            if let Some(step) = stuck.filter(|_| !text.is_empty()) {
                self.unread(
                    &path,
                    source,
                    format!("cannot be read back through `{step}`"),
                );
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
            self.put(source, term, &[code]);
            held[0] = place;
        }
        self.put(source, source.means, &held);
    }

    /// Puts the texts of a datum into the record. A datum that the record has with another value is listed as unread.
    fn put(&mut self, source: &ContactSource<'_>, term: &str, held: &[String]) {
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
            self.unread(&path, source, reason);
        } else if datum == Datum::Text("birth_date") && first.parse::<Date>().is_err() {
            self.unread(&path, source, "is no date".to_owned());
        } else {
            let held: Vec<&str> = held.iter().map(String::as_str).collect();
            self.contact.fill(term, &held);
        }
    }

    /// Finds a value that is not a datum. Skips empty values.
    pub(super) fn other(&mut self, other: &ContactOther<'_>, tree: &Tree) {
        let kept = match tree.find(other.at)[..] {
            [] | [Tree::Null] => return,
            [Tree::Text(text)] if text.is_empty() => return,
            [Tree::List(items)] if items.is_empty() => return,
            [Tree::Object(members)] if members.is_empty() => return,
            [value @ (Tree::Text(_) | Tree::List(_))] if other.is_text => texts(value, None),
            _ => None,
        };
        let found = Other {
            means: other.means.map(str::to_owned),
            texts: kept,
        };
        self.others.found.insert(other.field.to_owned(), found);
    }

    /// Checks the telephone numbers that were joined from two parts.
    pub(super) fn telephones(&mut self, sources: &[ContactSource<'_>]) {
        for source in sources {
            let Some(Datum::NationalNumber(path)) = datum_of(source.means) else {
                continue;
            };
            let number = self.contact.get(path);
            let whole = |text: &str| Conversion::PhoneBare.revert(text).is_some();
            if number.is_some_and(|text| !whole(&text)) {
                let reason = "is no telephone number with its country code".to_owned();
                self.unread(path, source, reason);
            }
        }
    }

    /// Lists a datum that could not be read.
    fn unread(&mut self, datum: &str, source: &ContactSource<'_>, reason: String) {
        self.unread.push(Unread {
            datum: datum.to_owned(),
            at: source.at.to_owned(),
            reason,
        });
    }
}

/// Returns whether a place is in a list with several items. An update could only write a list with one item.
fn is_in_one_of_several(at: &str, tree: &Tree) -> bool {
    let mut lists = at.match_indices("[].").map(|(end, _)| &at[..end + 2]);
    lists.any(|list| tree.find(list).len() > 1)
}

/// Returns the texts of a value, or `None` if it has another shape.
fn texts(value: &Tree, join: Option<&str>) -> Option<Vec<String>> {
    match (value, join) {
        (Tree::Null, _) => Some(Vec::new()),
        (Tree::Text(text), Some(join)) => Some(text.split(join).map(str::to_owned).collect()),
        (Tree::Text(text), None) => Some(vec![text.clone()]),
        (Tree::List(items), _) => items
            .iter()
            .map(|item| match item {
                Tree::Text(text) => Some(text.clone()),
                Tree::Null => Some(String::new()),
                _ => None,
            })
            .collect(),
        (Tree::Object(_), _) => None,
    }
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
