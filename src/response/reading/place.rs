//! Places of values in the body of a response.

use super::document::{Markup, Node, Nodes};

/// A step of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'t> {
    /// To a member of a JSON object, or to the child elements of this name.
    Member(&'t str),
    /// To all items of a JSON list. In XML, it follows an element that can be repeated, and leads to that element.
    Items,
    /// To an attribute of an XML element.
    Attribute(&'t str),
    /// To those of the elements whose attribute has this value.
    Where(&'t str, &'t str),
    /// To the text of an XML element, without that of its children.
    Text,
}

/// The steps to a value from the document, or from an object in it.
pub type Place<'t> = &'t [Step<'t>];

/// The places of a value in each format. The first place that has a value counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places<'t> {
    /// The places in JSON.
    pub json: &'t [Place<'t>],
    /// The places in XML.
    pub xml: &'t [Place<'t>],
}

/// Why a step cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongStep {
    /// The value has another kind than the step needs.
    Kind,
    /// A JSON object has several members of the name, with different values.
    Repeated,
}

impl<'t> Places<'t> {
    /// No place.
    pub const NONE: Self = Places {
        json: &[],
        xml: &[],
    };

    /// Sets the places in JSON.
    #[must_use]
    pub const fn json(mut self, places: &'t [Place<'t>]) -> Self {
        self.json = places;
        self
    }

    /// Sets the places in XML.
    #[must_use]
    pub const fn xml(mut self, places: &'t [Place<'t>]) -> Self {
        self.xml = places;
        self
    }

    /// Sets the places in JSON and in XML, which are the same.
    #[must_use]
    pub const fn both(self, places: &'t [Place<'t>]) -> Self {
        self.json(places).xml(places)
    }

    /// Returns the places in a format.
    pub const fn of(&self, markup: Markup) -> &'t [Place<'t>] {
        match markup {
            Markup::Json => self.json,
            Markup::Xml => self.xml,
        }
    }

    /// Finds the values at the first place that has one, with that place.
    ///
    /// # Errors
    /// Fails if no place has a value, and the way to a place leads through a value of the wrong kind. Also fails if a member
    /// on the way to a place is repeated, because parsers differ in which of them counts.
    pub fn find<'n, 'r>(
        &self,
        node: &'n Node<'r>,
        markup: Markup,
    ) -> Result<(Nodes<'n, 'r>, Place<'t>), WrongStep> {
        let mut is_wrong = false;
        for &place in self.of(markup) {
            match nodes_at(node, place) {
                Ok(nodes) if nodes.has_value() => return Ok((nodes, place)),
                Ok(_) => {}
                Err(WrongStep::Kind) => is_wrong = true,
                Err(WrongStep::Repeated) => return Err(WrongStep::Repeated),
            }
        }
        match is_wrong {
            true => Err(WrongStep::Kind),
            false => Ok((Nodes::None, &[])),
        }
    }
}

/// Returns a place as a schema writes it.
pub(super) fn text_of(place: Place<'_>) -> String {
    let mut text = String::new();
    for step in place {
        let (before, name) = match step {
            Step::Member(name) => (".", *name),
            Step::Items => (".", "*"),
            Step::Attribute(name) => (".@", *name),
            Step::Where(attribute, value) => {
                text.extend(["[@", *attribute, "='", *value, "']"]);
                continue;
            }
            Step::Text => (".", "."),
        };
        text.push_str(if text.is_empty() {
            before.trim_start_matches('.')
        } else {
            before
        });
        text.push_str(name);
    }
    text
}

/// Finds the values at a place, nulls included. A null has no members and no items.
///
/// # Errors
/// Fails if the way to the place leads through a value of the wrong kind or a repeated member.
pub(crate) fn nodes_at<'n, 'r>(
    node: &'n Node<'r>,
    place: Place<'_>,
) -> Result<Nodes<'n, 'r>, WrongStep> {
    let mut node = node;
    let mut steps = place.iter();
    while let Some(step) = steps.next() {
        match node.step(step)? {
            Nodes::None => return Ok(Nodes::None),
            Nodes::One(next) => node = next,
            Nodes::Many(nodes) => {
                let mut found = Vec::new();
                for node in nodes {
                    found.extend_from_slice(nodes_at(node, steps.as_slice())?.as_slice());
                }
                return Ok(Nodes::of(found.into_iter()));
            }
        }
    }
    Ok(Nodes::One(node))
}
