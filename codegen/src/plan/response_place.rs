//! Places in a response: of values in its body, and of texts.

use std::fmt;

use super::wire::XmlPart;

/// A place in the body of a response: the steps to it from the document, or from an object in it.
///
/// In XML, the first step from the document is the root element, and a step to an element leads to all elements of that
/// name. A place without steps is the whole document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct ResponsePlace {
    /// The steps.
    pub steps: Vec<PlaceStep>,
}

/// A step of a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceStep {
    /// To a member of a JSON object, or to the elements of this name.
    Member(String),
    /// To all items of a JSON list. In XML, the step follows an element that can be repeated, and leads to that element.
    Items,
    /// To an attribute of an XML element. No step follows. JSON has no such step.
    Attribute(String),
    /// To those of the elements whose attribute has this value.
    Where {
        /// The name of the attribute.
        attribute: String,
        /// Its value.
        value: String,
    },
    /// To the text of an XML element, without that of its children. No step follows. JSON has no such step.
    Text,
}

impl PlaceStep {
    /// Returns the step to an element of XML, to an attribute if the name begins with `@`, or to the text for a dot.
    #[must_use]
    pub fn of_xml_name(name: &str) -> Self {
        match XmlPart::of_name(name) {
            XmlPart::Element(name) => PlaceStep::Member(name.to_owned()),
            XmlPart::Attribute(name) => PlaceStep::Attribute(name.to_owned()),
            // A name stands for no choice.
            XmlPart::Text | XmlPart::Choice => PlaceStep::Text,
        }
    }
}

impl fmt::Display for ResponsePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
            let dot = if index == 0 { "" } else { "." };
            match step {
                PlaceStep::Member(name) => write!(f, "{dot}{name}")?,
                PlaceStep::Items => f.write_str("[]")?,
                PlaceStep::Attribute(name) => write!(f, "{dot}@{name}")?,
                PlaceStep::Where { attribute, value } => write!(f, "[@{attribute}='{value}']")?,
                PlaceStep::Text => write!(f, "{dot}text()")?,
            }
        }
        Ok(())
    }
}

/// The places of one value in each format. The first place that has a value counts. A format without places does not have
/// the value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyPlaces {
    /// The places in JSON.
    pub json: Vec<ResponsePlace>,
    /// The places in XML.
    pub xml: Vec<ResponsePlace>,
}

impl BodyPlaces {
    /// Adds the places that are not among them.
    pub fn add(&mut self, more: &BodyPlaces) {
        for (all, more) in [(&mut self.json, &more.json), (&mut self.xml, &more.xml)] {
            for place in more {
                if !all.contains(place) {
                    all.push(place.clone());
                }
            }
        }
    }

    /// Returns whether a place leads to the items of a list.
    #[must_use]
    pub fn has_items(&self) -> bool {
        let mut places = self.json.iter().chain(&self.xml);
        places.any(|place| place.steps.contains(&PlaceStep::Items))
    }
}

impl fmt::Display for BodyPlaces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = if self.json.is_empty() {
            &self.xml
        } else {
            &self.json
        };
        for (index, place) in places.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{place}")?;
        }
        Ok(())
    }
}

/// The places of a text in a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSource {
    /// The places: at least one. The first that has a text counts.
    pub places: Vec<TextPlace>,
    /// The text begins behind the first occurrence of this separator, if there is one.
    pub after: Option<String>,
    /// The text ends before the first occurrence of this separator, if there is one.
    pub before: Option<String>,
}

/// A place of a text in a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPlace {
    /// The header of this name.
    Header(String),
    /// A place in the body.
    Body(BodyPlaces),
}
