//! Reads the fields of a case or of an object in it.

use std::fmt;

use super::case::Case;
use super::document::{Document, Markup, Node};
use super::incoming::Incoming;
use super::path::{ValuePath, quoted};
use super::place::{Place, Places, Step, WrongStep};
use super::read::{Content, Form, FromField, FromResponse, Value};
use super::undescribed::{Member, MemberPlace};
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
pub enum From<'t> {
    /// A header.
    Header(&'t str),
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
        self.with(source, T::from_value)
    }

    /// Reads a field that has to be present.
    ///
    /// # Errors
    /// Fails if the field is absent, or if the value has another kind.
    pub fn required<T: FromResponse>(
        &self,
        source: &FieldSource<'_>,
    ) -> Result<T, UnexpectedReason> {
        self.optional(source)?
            .ok_or_else(|| UnexpectedReason::Missing {
                place: self.path_of(source.name).logical(),
            })
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
        let wrong = || UnexpectedReason::WrongKind {
            place: path.logical(),
        };
        match source.from {
            From::Header(header) => {
                let headers = self.incoming.map(|it| it.header_texts(header));
                let Some(text) = headers.into_iter().flatten().next() else {
                    return Ok(None);
                };
                let content = Content::Text(text.ok_or_else(wrong)?);
                let value = Value {
                    content,
                    form: Form::default(),
                    path: &path,
                };
                read(&value).map(Some)
            }
            From::Text => {
                let Some(incoming) = self.incoming else {
                    return Ok(None);
                };
                let value = Value {
                    content: Content::Text(incoming.text()?),
                    form: Form::default(),
                    path: &path,
                };
                read(&value).map(Some)
            }
            From::Body { at, json, xml } => {
                let Some((node, markup)) = self.node else {
                    return Ok(None);
                };
                let (nodes, place) = at.find(node, markup).map_err(|found| match found {
                    WrongStep::Kind => wrong(),
                    WrongStep::Repeated => UnexpectedReason::Repeated {
                        place: path.logical(),
                    },
                })?;
                if !nodes.has_value() {
                    return Ok(None);
                }
                let content = Content::Nodes {
                    nodes: nodes.as_slice(),
                    markup,
                    are_items: place.contains(&Step::Items),
                };
                let form = match markup {
                    Markup::Json => json,
                    Markup::Xml => xml,
                };
                read(&Value {
                    content,
                    form,
                    path: &path,
                })
                .map(Some)
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
        let mut found = Vec::new();
        if let Some((node, markup)) = self.node {
            let mut places = Vec::with_capacity(rows.len() + 4);
            for row in rows {
                match row.from {
                    From::Header(_) | From::Text => {}
                    From::Body { at, .. } => places.extend_from_slice(at.of(markup)),
                }
            }
            if let Some(case) = self.case {
                case.each_place(|it| places.extend_from_slice(it.of(markup)));
            }
            collect(node, &places, &mut Vec::new(), "", &mut found);
        }
        Undescribed::from_members(found)
    }
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
    pub fn next<T: FromField>(&mut self) -> Result<T, UnexpectedReason> {
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

/// Collects the members of a node that no place describes. `path` has the steps to the node.
fn collect<'n>(
    node: &'n Node<'_>,
    places: &[Place<'_>],
    path: &mut Vec<Step<'n>>,
    prefix: &str,
    found: &mut Vec<Member>,
) {
    let children = node.members().iter().map(|(name, it)| (name, it, false));
    let attributes = node.attributes().iter().map(|(name, it)| (name, it, true));
    for (name, member, is_attribute) in attributes.chain(children) {
        let (step, at) = match is_attribute {
            true => (Step::Attribute(name), "@"),
            false => (Step::Member(name), ""),
        };
        let dot = if prefix.is_empty() { "" } else { "." };
        visit(
            member,
            places,
            path,
            step,
            format!("{prefix}{dot}{at}{}", quoted(name)),
            found,
        );
    }
}

/// Returns the place of a member from the steps to it.
fn place_of(path: &[Step<'_>]) -> MemberPlace {
    let names = path.iter().map(|step| match step {
        Step::Member(name) => Some((*name).to_owned()),
        Step::Items | Step::Attribute(_) => None,
    });
    match path {
        [Step::Member(_)] => MemberPlace::Own,
        _ => names
            .collect::<Option<_>>()
            .map_or(MemberPlace::Elsewhere, MemberPlace::Inside),
    }
}

/// Visits a node that a step leads to.
fn visit<'n>(
    node: &'n Node<'_>,
    places: &[Place<'_>],
    path: &mut Vec<Step<'n>>,
    step: Step<'n>,
    name: String,
    found: &mut Vec<Member>,
) {
    path.push(step);
    let length = path.len();
    let leading = places.iter().filter(|place| place.starts_with(path));
    let (mut leads, mut is_described, mut is_item) = (false, false, false);
    for place in leading {
        // An element is an item of the list that the elements of its name are.
        let has_items = node.items().is_none() && place.get(length) == Some(&Step::Items);
        is_described |= place.len() == length + usize::from(has_items);
        is_item |= has_items;
        leads = true;
    }
    if is_item {
        path.push(Step::Items);
    }
    match (is_described, leads) {
        (true, _) => {}
        (false, false) => {
            if !node.is_null() {
                found.push(Member {
                    name,
                    raw: node.raw().to_owned(),
                    place: place_of(path),
                });
            }
        }
        (false, true) => match node.items() {
            Some(items) => {
                for (number, item) in items.iter().enumerate() {
                    visit(
                        item,
                        places,
                        path,
                        Step::Items,
                        format!("{name}[{number}]"),
                        found,
                    );
                }
            }
            None => collect(node, places, path, &name, found),
        },
    }
    path.truncate(length - 1);
}
