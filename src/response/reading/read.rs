//! Reads typed values from the nodes of a response.
//!
//! Generated code and the interpreter read every value by [`FromResponse`]. A text can be any value without parts, and a number
//! or a truth value can be a JSON string, because providers are careless about quotes. The spelling has to be exact.

use std::collections::BTreeSet;

use super::UnexpectedReason;
use super::choice::Choice;
use super::document::{Kind, Markup, Node};
use super::entries::Entries;
use super::object::{FieldSource, Reading};
use super::path::ValuePath;
use crate::{Date, Decimal, JsonText, KnownEnum, Map, Open, Secret, Timestamp, XmlText};

/// A value that can be read from a response.
pub trait FromResponse: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// Fails if the value has another kind or is nested too deeply.
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason>;
}

/// A type of a field. The field has to be present, unless the type is an `Option`.
pub trait FromField: Sized {
    /// Reads a field.
    ///
    /// # Errors
    /// Fails if the field is absent but has to be present, or if the value has another kind.
    fn from_field(
        reading: &Reading<'_, '_>,
        source: &FieldSource<'_>,
    ) -> Result<Self, UnexpectedReason>;
}

impl<T: FromResponse> FromField for T {
    fn from_field(
        reading: &Reading<'_, '_>,
        source: &FieldSource<'_>,
    ) -> Result<Self, UnexpectedReason> {
        reading.required(source)
    }
}

impl<T: FromResponse> FromField for Option<T> {
    fn from_field(
        reading: &Reading<'_, '_>,
        source: &FieldSource<'_>,
    ) -> Result<Self, UnexpectedReason> {
        reading.optional(source)
    }
}

/// A value with the form in which the schema says it is written.
#[derive(Clone, Copy, Debug)]
pub struct Value<'v, 'r> {
    pub(super) content: Content<'v, 'r>,
    pub(super) form: Form<'v>,
    pub(super) path: &'v ValuePath<'v>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Content<'v, 'r> {
    /// A header, or a part of a joined text.
    Text(&'v str),
    /// The nodes at a place.
    Nodes {
        nodes: &'v [&'v Node<'r>],
        markup: Markup,
        /// Whether the nodes are the items of a list.
        are_items: bool,
    },
}

/// How a format writes a value.
#[derive(Clone, Copy, Debug, Default)]
pub struct Form<'t> {
    /// Each logical value with its spelling, where they differ.
    pub spellings: &'t [(&'t str, &'t str)],
    /// How a list is written.
    pub list: ListForm<'t>,
    /// The names of the elements of the items of inner lists, from the outside.
    pub inner: &'t [&'t str],
}

impl<'t> Form<'t> {
    /// Values as they are, and lists as items.
    pub const PLAIN: Self = Form {
        spellings: &[],
        list: ListForm::Items,
        inner: &[],
    };

    /// Sets the spellings of values.
    #[must_use]
    pub const fn values(mut self, spellings: &'t [(&'t str, &'t str)]) -> Self {
        self.spellings = spellings;
        self
    }

    /// Sets the names of the elements of the items of inner lists.
    #[must_use]
    pub const fn inner(mut self, names: &'t [&'t str]) -> Self {
        self.inner = names;
        self
    }

    /// Returns the form of an item of a list, or of a value of a map.
    fn inside(self) -> Self {
        let (list, inner) = match self.inner.split_first() {
            Some((name, rest)) => (ListForm::Wrap(name), rest),
            None => (ListForm::Items, self.inner),
        };
        Form {
            list,
            inner,
            ..self
        }
    }

    /// Sets the separator of a list that is one text.
    #[must_use]
    pub const fn join(mut self, separator: &'t str) -> Self {
        self.list = ListForm::Join(separator);
        self
    }

    /// Sets where the entries of an object or a map have their keys and values.
    #[must_use]
    pub const fn entries(mut self, entries: Entries<'t>) -> Self {
        self.list = ListForm::Entries(entries);
        self
    }

    /// Sets the elements of a union without an element around them.
    #[must_use]
    pub const fn choice(mut self, names: &'t [&'t str]) -> Self {
        self.list = ListForm::Choice(Choice::one(names));
        self
    }

    /// Sets the elements of a list of unions without elements around them.
    #[must_use]
    pub const fn choices(mut self, names: &'t [&'t str]) -> Self {
        self.list = ListForm::Choice(Choice::each(names));
        self
    }

    /// Makes the value `true` if its element is there.
    #[must_use]
    pub const fn presence(mut self) -> Self {
        self.list = ListForm::Presence;
        self
    }

    /// Makes the values the elements in one element.
    #[must_use]
    pub const fn elements(mut self) -> Self {
        self.list = ListForm::Elements;
        self
    }

    /// Sets the name of the elements in a list that is one element.
    #[must_use]
    pub const fn wrap(mut self, item: &'t str) -> Self {
        self.list = ListForm::Wrap(item);
        self
    }
}

/// How a list is written.
#[derive(Clone, Copy, Debug, Default)]
pub enum ListForm<'t> {
    /// A JSON list, or an XML element for each item.
    #[default]
    Items,
    /// One XML element around elements of this name.
    Wrap(&'t str),
    /// One text with this separator.
    Join(&'t str),
    /// An object or a map as entries.
    Entries(Entries<'t>),
    /// A union, or a list of unions, as elements without an element around them.
    Choice(Choice<'t>),
    /// A truth value as an element that is there or not.
    Presence,
    /// Elements that the schema does not describe, in one element.
    Elements,
}

impl<'v, 'r> Value<'v, 'r> {
    /// Returns the reason for a value of the wrong kind.
    pub fn wrong_kind(&self) -> UnexpectedReason {
        UnexpectedReason::WrongKind {
            place: self.path.logical(),
        }
    }

    pub(super) fn node(&self) -> Result<Option<(&'v Node<'r>, Markup)>, UnexpectedReason> {
        match self.content {
            Content::Text(_) => Ok(None),
            Content::Nodes { nodes, markup, .. } => match nodes {
                [node] => Ok(Some((node, markup))),
                [] | [..] => Err(UnexpectedReason::Repeated {
                    place: self.path.logical(),
                }),
            },
        }
    }

    /// Returns the logical text of a value without parts, and its kind if it is in the body.
    fn text(&self) -> Result<(&'v str, Option<Kind>), UnexpectedReason> {
        let (text, kind) = match (self.node()?, self.content) {
            (Some((node, _)), _) => (node.text(), Some(node.kind()?)),
            (None, Content::Text(text)) => (Some(text), None),
            (None, Content::Nodes { .. }) => (None, None),
        };
        let text = text.ok_or_else(|| self.wrong_kind())?;
        let mut spellings = self.form.spellings.iter();
        match spellings.find(|(_, spelling)| *spelling == text) {
            Some((logical, _)) => Ok((logical, None)),
            None => Ok((text, kind)),
        }
    }

    /// Returns the text of a value that has a kind in JSON, with or without quotes. XML and headers write every value as text.
    fn unquoted(&self, kind: Kind) -> Result<&'v str, UnexpectedReason> {
        let (text, found) = self.text()?;
        match found {
            None | Some(Kind::Element | Kind::Attribute) => Ok(text.trim()),
            Some(found) if found == kind || found == Kind::String => Ok(text),
            Some(_) => Err(self.wrong_kind()),
        }
    }

    /// Returns the value as an object.
    ///
    /// # Errors
    /// Fails if it has another kind.
    pub fn object(&self) -> Result<Reading<'v, 'r>, UnexpectedReason> {
        match self.node()? {
            Some((node, markup)) => match node.kind()? {
                Kind::Object | Kind::Element => Ok(Reading::of_node(node, markup, self.path)),
                Kind::Null
                | Kind::String
                | Kind::Number
                | Kind::Boolean
                | Kind::List
                | Kind::Attribute
                | Kind::Unshaped => Err(self.wrong_kind()),
            },
            None => Err(self.wrong_kind()),
        }
    }

    /// Calls a function with the key and the value of each entry of a map. No error shows a key.
    ///
    /// # Errors
    /// Fails if the value is no map, if a key is repeated, or if the function fails.
    pub fn entries(
        &self,
        mut each: impl FnMut(&str, &Value<'_, 'r>) -> Result<(), UnexpectedReason>,
    ) -> Result<(), UnexpectedReason> {
        let Some((node, markup)) = self.node()? else {
            return Err(self.wrong_kind());
        };
        match node.kind()? {
            Kind::Object | Kind::Element => {}
            Kind::Null
            | Kind::String
            | Kind::Number
            | Kind::Boolean
            | Kind::List
            | Kind::Attribute
            | Kind::Unshaped => return Err(self.wrong_kind()),
        }
        let mut seen = BTreeSet::new();
        for (number, (key, node)) in node.members().iter().enumerate() {
            let path = self.path.item(number);
            if !seen.insert(&**key) {
                let place = path.logical();
                return Err(UnexpectedReason::Repeated { place });
            }
            let content = Content::Nodes {
                nodes: &[node],
                markup,
                are_items: false,
            };
            let (form, path) = (self.form.inside(), &path);
            each(
                key,
                &Value {
                    content,
                    form,
                    path,
                },
            )?;
        }
        Ok(())
    }

    /// Calls a function with each item of a list.
    ///
    /// # Errors
    /// Fails if the value is no list, or if the function fails.
    pub fn items(
        &self,
        mut each: impl FnMut(&Value<'_, 'r>) -> Result<(), UnexpectedReason>,
    ) -> Result<(), UnexpectedReason> {
        let mut number = 0_usize;
        let mut item = |content: Content<'_, 'r>| {
            let path = self.path.item(number);
            number += 1;
            let form = self.form.inside();
            each(&Value {
                content,
                form,
                path: &path,
            })
        };
        let of_node = |node: &'v &'v Node<'r>, markup: Markup| Content::Nodes {
            nodes: std::slice::from_ref(node),
            markup,
            are_items: false,
        };
        match (self.form.list, self.content) {
            (ListForm::Join(separator), _) => {
                let (text, _) = self.text()?;
                match text.is_empty() {
                    true => Ok(()),
                    false => text
                        .split(separator)
                        .try_for_each(|part| item(Content::Text(part))),
                }
            }
            (ListForm::Items | ListForm::Wrap(_) | ListForm::Elements, Content::Text(_))
            | (ListForm::Entries(_) | ListForm::Choice(_) | ListForm::Presence, _) => {
                Err(self.wrong_kind())
            }
            (ListForm::Elements, Content::Nodes { .. }) => {
                let elements = match self.node()? {
                    Some((node, Markup::Xml)) => node.elements().ok(),
                    Some((_, Markup::Json)) | None => None,
                };
                let elements = elements.ok_or_else(|| self.wrong_kind())?;
                let mut texts = elements.iter();
                texts.try_for_each(|element| item(Content::Text(element.as_str())))
            }
            (ListForm::Wrap(name), Content::Nodes { markup, .. }) => match self.node()? {
                Some((node, _)) => {
                    let members = node.members().iter().filter(|(it, _)| it == name);
                    members.into_iter().try_for_each(|(_, node)| {
                        let content = Content::Nodes {
                            nodes: &[node],
                            markup,
                            are_items: false,
                        };
                        item(content)
                    })
                }
                None => Err(self.wrong_kind()),
            },
            (
                ListForm::Items,
                Content::Nodes {
                    nodes,
                    markup,
                    are_items,
                },
            ) => {
                if are_items || markup == Markup::Xml {
                    return nodes
                        .iter()
                        .try_for_each(|node| item(of_node(node, markup)));
                }
                let Some((node, _)) = self.node()? else {
                    return Err(self.wrong_kind());
                };
                node.kind()?;
                let items = node.items().ok_or_else(|| self.wrong_kind())?;
                items.iter().try_for_each(|node| {
                    let content = Content::Nodes {
                        nodes: &[node],
                        markup,
                        are_items: false,
                    };
                    item(content)
                })
            }
        }
    }
}

impl FromResponse for String {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        value.text().map(|(text, _)| text.to_owned())
    }
}

impl FromResponse for Secret {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        value.text().map(|(text, _)| Secret::new(text))
    }
}

impl FromResponse for i64 {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        let text = value.unquoted(Kind::Number)?;
        text.parse().map_err(|_| value.wrong_kind())
    }
}

impl FromResponse for Decimal {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        let text = value.unquoted(Kind::Number)?;
        text.parse().map_err(|_| value.wrong_kind())
    }
}

impl FromResponse for JsonText {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        let read = match value.node()? {
            Some((node, Markup::Json)) => JsonText::parse(node.raw()).ok(),
            Some((_, Markup::Xml)) | None => None,
        };
        read.ok_or_else(|| value.wrong_kind())
    }
}

impl FromResponse for XmlText {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        let read = match (value.node()?, value.content) {
            (Some((node, Markup::Xml)), _) => node.elements().and_then(XmlText::only).ok(),
            // An item of a list of elements.
            (None, Content::Text(text)) => XmlText::parse(text).ok(),
            (Some((_, Markup::Json)), _) | (None, Content::Nodes { .. }) => None,
        };
        read.ok_or_else(|| value.wrong_kind())
    }
}

impl FromResponse for bool {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        match value.unquoted(Kind::Boolean)? {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(value.wrong_kind()),
        }
    }
}

impl FromResponse for Date {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        let text = value.unquoted(Kind::String)?;
        text.parse().map_err(|_| value.wrong_kind())
    }
}

impl FromResponse for Timestamp {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        let text = value.unquoted(Kind::String)?;
        text.parse().map_err(|_| value.wrong_kind())
    }
}

impl<E: KnownEnum> FromResponse for Open<'static, E> {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        let (text, _) = value.text()?;
        Ok(match E::from_spelling(text) {
            Some(known) => Open::Known(known),
            None => Open::Other(text.to_owned().into()),
        })
    }
}

impl<T: FromResponse> FromResponse for Map<'static, T> {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        let mut map = Map::new();
        value.entries(|key, value| {
            map.push(key.to_owned(), T::from_value(value)?);
            Ok(())
        })?;
        Ok(map)
    }
}

impl<T: FromResponse> FromResponse for Vec<T> {
    fn from_value(value: &Value<'_, '_>) -> Result<Self, UnexpectedReason> {
        let mut items = Vec::new();
        value.items(|item| {
            items.push(T::from_value(item)?);
            Ok(())
        })?;
        Ok(items)
    }
}
