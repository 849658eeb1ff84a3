//! Reads the fields of a case or of an object in it.

use std::fmt;

use super::case::Case;
use super::choice::Choice;
use super::collect::Collector;
use super::document::{Document, Markup, Node, Nodes};
use super::incoming::Incoming;
use super::path::ValuePath;
use super::place::{Place, Places, Step, WrongStep};
use super::read::{Content, Form, FromField, FromResponse, ListForm, Value};
use super::{Undescribed, UnexpectedReason};
use crate::emitted::Redact;

/// What fields are read from: a response, or an object in its body.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'v, 'r> {
    incoming: Option<&'v Incoming<'v, 'r>>,
    case: Option<&'v Case<'v>>,
    node: Option<(&'v Node<'r>, Markup)>,
    /// The path of the object.
    path: Option<&'v ValuePath<'v>>,
}

/// A field, and where it is read from.
#[derive(Clone, Copy, Debug)]
pub struct FieldSource<'t> {
    /// The logical name.
    pub name: &'t str,
    /// The place.
    pub from: From<'t>,
}

/// The place of a field.
#[derive(Clone, Copy, Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "nearly all fields are in the body"
)]
pub enum From<'t> {
    /// A header.
    Header(&'t str),
    /// A cookie that the response sets.
    Cookie(&'t str),
    /// The whole body as text.
    Text,
    /// The body.
    Body {
        /// The places.
        at: Places<'t>,
        /// How JSON writes it.
        json: Form<'t>,
        /// How XML writes it.
        xml: Form<'t>,
    },
}

impl<'t> FieldSource<'t> {
    /// Returns the source of a field in a header.
    pub const fn header(name: &'t str, header: &'t str) -> Self {
        FieldSource {
            name,
            from: From::Header(header),
        }
    }

    /// Returns the source of a field in a cookie.
    pub const fn cookie(name: &'t str, cookie: &'t str) -> Self {
        FieldSource {
            name,
            from: From::Cookie(cookie),
        }
    }

    /// Returns the source of a field that is the whole body as text.
    pub const fn text(name: &'t str) -> Self {
        FieldSource {
            name,
            from: From::Text,
        }
    }

    /// Returns the source of a field in the body, which has no place yet.
    pub const fn body(name: &'t str) -> Self {
        FieldSource {
            name,
            from: From::Body {
                at: Places::NONE,
                json: Form::PLAIN,
                xml: Form::PLAIN,
            },
        }
    }

    /// Returns whether the value is an element that is there or not, in the format of a node.
    pub fn is_presence(&self, node: Option<(&Node<'_>, Markup)>) -> bool {
        match (self.from, node) {
            (From::Body { xml, .. }, Some((_, Markup::Xml))) => match xml.list {
                ListForm::Presence => true,
                ListForm::Items
                | ListForm::Wrap(_)
                | ListForm::Join(_)
                | ListForm::Entries(_)
                | ListForm::Choice(_)
                | ListForm::Elements => false,
            },
            (From::Body { .. }, Some((_, Markup::Json)) | None)
            | (From::Header(_) | From::Cookie(_) | From::Text, _) => false,
        }
    }

    /// Returns the elements of the value, if it is a choice.
    const fn choice(&self, markup: Markup) -> Option<Choice<'t>> {
        match (self.from, markup) {
            (
                From::Body {
                    xml:
                        Form {
                            list: ListForm::Choice(choice),
                            ..
                        },
                    ..
                },
                Markup::Xml,
            ) => Some(choice),
            (
                From::Body { .. } | From::Header(_) | From::Cookie(_) | From::Text,
                Markup::Xml | Markup::Json,
            ) => None,
        }
    }

    /// Sets the places in JSON, and how JSON writes the value.
    #[must_use]
    pub const fn json(mut self, places: &'t [Place<'t>], form: Form<'t>) -> Self {
        if let From::Body { at, json, .. } = &mut self.from {
            *at = at.json(places);
            *json = form;
        }
        self
    }

    /// Sets the places in XML, and how XML writes the value.
    #[must_use]
    pub const fn xml(mut self, places: &'t [Place<'t>], form: Form<'t>) -> Self {
        if let From::Body { at, xml, .. } = &mut self.from {
            *at = at.xml(places);
            *xml = form;
        }
        self
    }

    /// Sets the places and the form of the value, which are the same in JSON and in XML.
    #[must_use]
    pub const fn both(self, places: &'t [Place<'t>], form: Form<'t>) -> Self {
        self.json(places, form).xml(places, form)
    }
}

impl<'v, 'r> Reading<'v, 'r> {
    /// Reads the fields of a case. `document` is the body, if the case reads it.
    pub fn of_case(
        incoming: &'v Incoming<'v, 'r>,
        case: &'v Case<'v>,
        document: Option<(&'v Document<'r>, Markup)>,
    ) -> Self {
        Reading {
            incoming: Some(incoming),
            case: Some(case),
            node: document.map(|(document, markup)| (document.root(), markup)),
            path: None,
        }
    }

    pub(super) const fn of_node(
        node: &'v Node<'r>,
        markup: Markup,
        path: &'v ValuePath<'v>,
    ) -> Self {
        Reading {
            incoming: None,
            case: None,
            node: Some((node, markup)),
            path: Some(path),
        }
    }

    /// Returns the logical path of a field.
    const fn path_of<'p>(&'p self, name: &'p str) -> ValuePath<'p> {
        ValuePath::field(self.path, name)
    }

    /// Returns the object, or the root of the body.
    pub const fn node(&self) -> Option<(&'v Node<'r>, Markup)> {
        self.node
    }

    /// Reads a field. Returns `None` if it is absent or null.
    ///
    /// # Errors
    /// Fails if the value has another kind than the field.
    pub fn optional<T: FromResponse>(
        &self,
        source: &FieldSource<'_>,
    ) -> Result<Option<T>, UnexpectedReason> {
        self.optional_with(source, T::from_value)
    }

    /// Calls a function with the value of a field that can be absent. Returns `None` if it is absent or null, and for the text of an
    /// element that has none.
    ///
    /// # Errors
    /// Fails if the way to the field leads through a value of the wrong kind, or if the function fails.
    pub fn optional_with<T>(
        &self,
        source: &FieldSource<'_>,
        read: impl FnOnce(&Value<'_, 'r>) -> Result<T, UnexpectedReason>,
    ) -> Result<Option<T>, UnexpectedReason> {
        match self.is_without_text(source) {
            true => Ok(None),
            false => self.with(source, read),
        }
    }

    /// Reads a field that has to be present.
    ///
    /// # Errors
    /// Fails if the field is absent, or if the value has another kind.
    pub fn required<T: FromResponse>(
        &self,
        source: &FieldSource<'_>,
    ) -> Result<T, UnexpectedReason> {
        let found = match self.with(source, T::from_value)? {
            None if source.is_presence(self.node) => {
                let value = Value {
                    content: Content::Text("false"),
                    form: Form::PLAIN,
                    path: &self.path_of(source.name),
                };
                Some(T::from_value(&value)?)
            }
            found => found,
        };
        found.ok_or_else(|| UnexpectedReason::Missing {
            place: self.path_of(source.name).logical(),
        })
    }

    /// Returns whether a field is the text of an element that has none. Every element has a text, which can be empty.
    fn is_without_text(&self, source: &FieldSource<'_>) -> bool {
        match (source.from, self.node) {
            (From::Body { at, .. }, Some((node, Markup::Xml))) => match at.xml {
                [[.., Step::Text]] => match at.find(node, Markup::Xml) {
                    Ok((nodes, _)) => nodes.as_slice().iter().all(|it| it.own_text().is_empty()),
                    Err(_) => false,
                },
                [] | [..] => false,
            },
            (From::Body { .. }, Some((_, Markup::Json)) | None)
            | (From::Header(_) | From::Cookie(_) | From::Text, _) => false,
        }
    }

    /// Calls a function with the value of a field. Returns `None` if the field is absent or null.
    ///
    /// # Errors
    /// Fails if the way to the field leads through a value of the wrong kind, or if the function fails.
    pub fn with<T>(
        &self,
        source: &FieldSource<'_>,
        read: impl FnOnce(&Value<'_, 'r>) -> Result<T, UnexpectedReason>,
    ) -> Result<Option<T>, UnexpectedReason> {
        let path = self.path_of(source.name);
        let found = self.find(source, &path)?;
        let (nodes, markup, choice) = match &found {
            Located::Body {
                nodes,
                markup,
                form:
                    Form {
                        list: ListForm::Choice(choice),
                        ..
                    },
                ..
            } => (nodes.as_slice(), *markup, Some(choice)),
            Located::Body { markup, .. } => (&[][..], *markup, None),
            Located::Nowhere | Located::Text(_) => (&[][..], Markup::Xml, None),
        };
        if let Some(choice) = choice {
            let objects = choice.objects(nodes, markup);
            if objects.is_empty() {
                return Ok(None);
            }
            let nodes: Vec<&Node<'r>> = objects.iter().collect();
            return read(&Value {
                content: Content::Nodes {
                    nodes: &nodes,
                    markup,
                    are_items: choice.is_list(),
                },
                form: Form::PLAIN,
                path: &path,
            })
            .map(Some);
        }
        let entries = match &found {
            Located::Body {
                nodes,
                markup,
                are_items,
                form:
                    Form {
                        list: ListForm::Entries(entries),
                        ..
                    },
            } => Some(entries.object(nodes.as_slice(), *markup, *are_items, &path)?),
            Located::Body { .. } | Located::Nowhere | Located::Text(_) => None,
        };
        let of_entries = entries.as_ref();
        let (content, form) = match &found {
            Located::Nowhere => return Ok(None),
            Located::Body {
                form:
                    Form {
                        list: ListForm::Presence,
                        ..
                    },
                ..
            } => (Content::Text("true"), Form::PLAIN),
            Located::Text(text) => (Content::Text(text), Form::PLAIN),
            Located::Body {
                nodes,
                markup,
                are_items,
                form,
            } => {
                let nodes = of_entries
                    .as_ref()
                    .map_or(nodes.as_slice(), std::slice::from_ref);
                let content = Content::Nodes {
                    nodes,
                    markup: *markup,
                    are_items: *are_items && of_entries.is_none(),
                };
                let list = match of_entries {
                    Some(_) => ListForm::Items,
                    None => form.list,
                };
                (content, Form { list, ..*form })
            }
        };
        read(&Value {
            content,
            form,
            path: &path,
        })
        .map(Some)
    }

    fn find<'t>(
        &self,
        source: &FieldSource<'t>,
        path: &ValuePath<'_>,
    ) -> Result<Located<'v, 'r, 't>, UnexpectedReason> {
        match source.from {
            From::Header(header) => {
                let headers = self.incoming.map(|it| it.header_texts(header));
                match headers.into_iter().flatten().next() {
                    None => Ok(Located::Nowhere),
                    Some(Some(text)) => Ok(Located::Text(text)),
                    Some(None) => Err(UnexpectedReason::WrongKind {
                        place: path.logical(),
                    }),
                }
            }
            From::Cookie(cookie) => {
                let found = self.incoming.and_then(|it| it.cookie(cookie));
                Ok(found.map_or(Located::Nowhere, Located::Text))
            }
            From::Text => match self.incoming {
                Some(incoming) => incoming.text().map(Located::Text),
                None => Ok(Located::Nowhere),
            },
            From::Body { at, json, xml } => {
                let Some((node, markup)) = self.node else {
                    return Ok(Located::Nowhere);
                };
                let (nodes, place) = at.find(node, markup).map_err(|found| {
                    let place = path.logical();
                    match found {
                        WrongStep::Kind => UnexpectedReason::WrongKind { place },
                        WrongStep::Repeated => UnexpectedReason::Repeated { place },
                    }
                })?;
                if !nodes.has_value() {
                    return Ok(Located::Nowhere);
                }
                Ok(Located::Body {
                    nodes,
                    markup,
                    are_items: place.contains(&Step::Items),
                    form: match markup {
                        Markup::Json => json,
                        Markup::Xml => xml,
                    },
                })
            }
        }
    }

    /// Begins to read fields in the order of their rows.
    pub fn fields<'t>(self, rows: &'t [FieldSource<'t>]) -> FieldReader<'v, 'r, 't> {
        FieldReader {
            reading: self,
            rows,
            next: rows.iter(),
        }
    }

    /// Returns the members that no field describes, and no test, code, message or tree of reports of the case.
    pub fn undescribed(&self, rows: &[FieldSource<'_>]) -> Undescribed {
        let Some((node, markup)) = self.node else {
            return Undescribed::new();
        };
        let in_choices = steps_in_choices(rows, markup);
        let rows = rows
            .iter()
            .flat_map(|row| match (row.from, row.choice(markup)) {
                (From::Header(_) | From::Cookie(_) | From::Text, _) | (_, Some(_)) => &[][..],
                (From::Body { at, .. }, None) => at.of(markup),
            });
        let mut places: Vec<Place<'_>> = in_choices.iter().map(Vec::as_slice).collect();
        if let Some(case) = self.case {
            case.each_place(|it| places.extend_from_slice(it.of(markup)));
        }
        // A field that is the whole body describes all of it.
        if rows.clone().any(|place| place.is_empty()) {
            return Undescribed::new();
        }
        let mut collector = Collector::default();
        collector.members(node, rows.chain(&places).copied());
        collector.finish()
    }
}

/// Returns the places of the elements of choices.
fn steps_in_choices<'t>(rows: &[FieldSource<'t>], markup: Markup) -> Vec<Vec<Step<'t>>> {
    let mut found = Vec::new();
    for row in rows {
        let (From::Body { at, .. }, Some(choice)) = (row.from, row.choice(markup)) else {
            continue;
        };
        for place in at.of(markup) {
            let names = choice.names().iter();
            found.extend(names.map(|name| {
                let steps = place.iter().copied();
                steps.chain([Step::Member(name)]).collect()
            }));
        }
    }
    found
}

/// Where the value of a field was found.
enum Located<'v, 'r, 't> {
    /// There is none.
    Nowhere,
    /// In a header, or in a body of text.
    Text(&'r str),
    Body {
        nodes: Nodes<'v, 'r>,
        markup: Markup,
        are_items: bool,
        form: Form<'t>,
    },
}

/// Reads the fields of a case or of an object, each by its row.
#[derive(Debug)]
pub struct FieldReader<'v, 'r, 't> {
    reading: Reading<'v, 'r>,
    rows: &'t [FieldSource<'t>],
    next: std::slice::Iter<'t, FieldSource<'t>>,
}

impl FieldReader<'_, '_, '_> {
    /// Reads the next field.
    ///
    /// # Errors
    /// Fails if the field is absent but has to be present, or if the value has another kind.
    pub fn read<T: FromField>(&mut self) -> Result<T, UnexpectedReason> {
        // Generated code has a row for each field.
        let row = self.next.next().ok_or(UnexpectedReason::NoCase)?;
        T::from_field(&self.reading, row)
    }

    /// Returns the members that the schema does not describe.
    pub fn undescribed(&self) -> Undescribed {
        self.reading.undescribed(self.rows)
    }
}

/// Shows the shape of a case or of an object.
pub fn show(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    rows: &[FieldSource<'_>],
    values: &[&dyn Redact],
    undescribed: &Undescribed,
) -> fmt::Result {
    let mut shown = f.debug_struct(name);
    for (row, value) in rows.iter().zip(values) {
        shown.field(row.name, &Shape(*value));
    }
    shown.field("undescribed", undescribed).finish()
}

/// Shows the shape of a value.
struct Shape<'v>(&'v dyn Redact);

impl fmt::Debug for Shape<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.redact(f)
    }
}
