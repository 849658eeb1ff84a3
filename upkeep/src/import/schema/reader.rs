//! Reads a schema at a place, follows `$ref`, and reads each named schema once.

use std::collections::HashMap;
use std::rc::Rc;

use wireform_codegen::source::Node;

use super::merge::{self, Merge, Pairs};
use super::shape::{Cited, Shape, Target};
use crate::import::ledger::{Area, Ledger};
use crate::import::tree::{At, Json, Unresolved, escape, resolve};

/// The maximum depth of schemas in schemas, without `$ref`.
const MAX_DEPTH: usize = 24;
/// The maximum number of named schemas in one another. The compiler allows a few more types in one another.
const MAX_REFS: usize = 48;

/// The version of the language of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    /// Swagger 2.0.
    Swagger,
    /// OpenAPI 3.0.
    OpenApi30,
    /// OpenAPI 3.1 and later.
    OpenApi31,
    /// JSON Schema.
    JsonSchema,
    /// A service description of botocore.
    Botocore,
}

impl Version {
    /// Returns the key that refers to a named schema.
    pub(crate) fn reference(self) -> &'static str {
        match self {
            Version::Swagger | Version::OpenApi30 | Version::OpenApi31 | Version::JsonSchema => {
                "$ref"
            }
            Version::Botocore => "shape",
        }
    }

    /// Returns whether keywords next to `$ref` have an effect.
    pub(crate) fn ref_has_siblings(self) -> bool {
        match self {
            Version::Swagger | Version::OpenApi30 => false,
            Version::OpenApi31 | Version::JsonSchema | Version::Botocore => true,
        }
    }
}

/// Where a schema is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context {
    pub(crate) area: Area,
    depth: usize,
}

impl Context {
    /// Returns the context of a schema that a message refers to.
    pub(crate) fn new(area: Area) -> Self {
        Self { area, depth: 0 }
    }

    pub(super) fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

/// Reads schemas, and records what it did with each keyword.
pub(crate) struct Reader<'d> {
    pub(crate) root: &'d Node,
    pub(crate) version: Version,
    pub(crate) ledger: Ledger,
    known: HashMap<(String, Area), Named>,
    resolved: HashMap<String, Result<At<'d>, Unresolved>>,
    /// The pointers of the named schemas that are being read, each with the number of named schemas in one another that
    /// it has so far.
    open: Vec<(String, usize)>,
    pub(super) pairs: Pairs,
}

/// A named schema that was read.
#[derive(Debug, Clone)]
struct Named {
    shape: Rc<Shape>,
    /// The number of named schemas in one another, with itself.
    height: usize,
}

impl<'d> Reader<'d> {
    /// Creates a reader for a file.
    pub(crate) fn new(root: &'d Node, version: Version) -> Self {
        Self {
            root,
            version,
            ledger: Ledger::default(),
            known: HashMap::new(),
            resolved: HashMap::new(),
            open: Vec::new(),
            pairs: Pairs::default(),
        }
    }

    /// Reads the schema at a place.
    pub(crate) fn schema(&mut self, at: &At<'d>, context: Context) -> Rc<Shape> {
        match at.json() {
            _ if context.depth > MAX_DEPTH => self.no_shape(at, "the schema is nested too deeply"),
            Json::Boolean(true) => Rc::default(),
            Json::Boolean(false) => self.no_shape(at, "the schema `false` accepts no value"),
            Json::Map => match at
                .get(self.version.reference())
                .filter(|reference| reference.json() != Json::Null)
            {
                Some(reference) => self.reference(at, &reference, context),
                None => self.keywords(at, context).into(),
            },
            other => {
                let reason = format!("a schema is a map; this is {}", other.kind());
                self.no_shape(at, &reason)
            }
        }
    }

    /// Returns the shape of a schema that the draft leaves out, and notes why.
    pub(super) fn no_shape(&mut self, at: &At<'_>, reason: &str) -> Rc<Shape> {
        self.ledger.lost(&at.pointer, reason);
        let absent = Some(Cited::new(reason.to_owned(), &at.pointer));
        Shape {
            absent,
            ..Shape::default()
        }
        .into()
    }

    fn reference(&mut self, at: &At<'d>, reference: &At<'d>, context: Context) -> Rc<Shape> {
        self.ledger
            .read(reference, self.version.reference(), context.area);
        let Some(found) = self.follow(reference) else {
            let absent = Some(Cited::new(
                format!("its `{}` leads nowhere", self.version.reference()),
                &reference.pointer,
            ));
            let shape = Shape::default();
            return Shape { absent, ..shape }.into();
        };
        let Some(shape) = self.named(&found, context.area) else {
            let is_open = self.open.iter().any(|(open, _)| *open == found.pointer);
            let reason = match is_open {
                true => "the schema contains itself; the draft leaves out the inner one",
                false => "too many named schemas are in one another",
            };
            return self.no_shape(reference, reason);
        };
        let mut own = match self.version.ref_has_siblings() {
            true => self.keywords(at, context),
            false => self.ignored_siblings(at, context),
        };
        if own.absent.is_none() {
            own.absent.clone_from(&shape.absent);
        }
        let pointer = found.pointer;
        if own.target.is_none() && own.only_annotates() {
            own.target = Some(Target { pointer, shape });
        } else {
            self.combine(&mut own, shape.flat());
        }
        own.into()
    }

    /// Adds the constraints of a shape to another, and notes what cannot be combined.
    pub(super) fn combine(&mut self, own: &mut Shape, other: Shape) {
        let (pairs, ledger) = (&mut self.pairs, &mut self.ledger);
        let conflict = &mut |pointer: &str, text: &str| ledger.lost(pointer, text);
        merge::combine(own, other, &mut Merge { pairs, conflict });
    }

    /// Returns a named schema, unless it is being read or is too high a tower of named schemas.
    fn named(&mut self, at: &At<'d>, area: Area) -> Option<Rc<Shape>> {
        let key = (at.pointer.clone(), area);
        if !self.known.contains_key(&key) {
            let is_open = self.open.iter().any(|(open, _)| *open == at.pointer);
            if is_open || self.open.len() >= MAX_REFS {
                return None;
            }
            self.open.push((at.pointer.clone(), 0));
            let shape = self.schema(at, Context::new(area));
            let height = self.open.pop().map_or(0, |(_, height)| height) + 1;
            self.known.insert(key.clone(), Named { shape, height });
        }
        let Named { shape, height } = self.known.get(&key)?.clone();
        match self.open.last_mut() {
            Some(_) if height >= MAX_REFS => return None,
            Some((_, own)) => *own = height.max(*own),
            None => {}
        }
        Some(shape)
    }

    /// Notes the keywords next to `$ref`, which have no effect before OpenAPI 3.1.
    fn ignored_siblings(&mut self, at: &At<'d>, context: Context) -> Shape {
        let mut shape = Shape::default();
        for (key, child) in at.entries() {
            self.ledger.read(&child, key, context.area);
            match (key, child.json()) {
                ("$ref", _) => {}
                ("description", Json::Text(text)) => {
                    self.ledger.inexact(&child.pointer, "a description next to `$ref` has no effect before OpenAPI 3.1; the draft has it");
                    shape.description = Some(Cited::new(text.to_owned(), &child.pointer));
                }
                _ => self.ledger.lost(
                    &child.pointer,
                    format!("`{key}` next to `$ref` has no effect before OpenAPI 3.1"),
                ),
            }
        }
        shape
    }

    /// Returns the place that a `$ref` leads to, over further ones, and notes one that leads nowhere.
    pub(crate) fn follow(&mut self, reference: &At<'d>) -> Option<At<'d>> {
        let Json::Text(text) = reference.json() else {
            self.wrong_kind(reference, "a text");
            return None;
        };
        let root = self.root;
        let text = match self.version {
            Version::Botocore => format!("#/shapes/{}", escape(text)),
            Version::Swagger | Version::OpenApi30 | Version::OpenApi31 | Version::JsonSchema => {
                text.to_owned()
            }
        };
        let found = self
            .resolved
            .entry(text)
            .or_insert_with_key(|text| resolve(root, text));
        match found {
            Ok(found) => Some(found.clone()),
            Err(problem) => {
                let reason = match problem {
                    Unresolved::External => {
                        "the `$ref` names another file; put its content into this one"
                    }
                    Unresolved::NoPointer => "the `$ref` is not a JSON Pointer",
                    Unresolved::Missing => "the reference leads nowhere",
                };
                self.ledger.lost(&reference.pointer, reason);
                None
            }
        }
    }

    /// Returns the shape that an entry names, in a service description of botocore.
    pub(crate) fn shape_named(&mut self, at: &At<'d>) -> Option<At<'d>> {
        let reference = at.get(self.version.reference())?;
        self.follow(&reference)
    }

    /// Returns a part of a message, over its `$ref`.
    pub(crate) fn part(&mut self, at: &At<'d>) -> Option<At<'d>> {
        let mut at = at.clone();
        for _ in 0..16 {
            match at.json() {
                Json::Map => {}
                _ => {
                    self.wrong_kind(&at, "a map");
                    return None;
                }
            }
            match at.get("$ref") {
                Some(reference) => at = self.follow(&reference)?,
                None => return Some(at),
            }
        }
        self.ledger
            .lost(&at.pointer, "too many `$ref` lead to this one");
        None
    }

    /// Notes a value of the wrong kind.
    pub(crate) fn wrong_kind(&mut self, at: &At<'_>, expected: &str) {
        let found = at.json().kind();
        self.ledger.lost(
            &at.pointer,
            format!("this is {found} instead of {expected}"),
        );
    }

    /// Returns the text at a place, or notes that it is none.
    pub(crate) fn text(&mut self, at: &At<'d>) -> Option<&'d str> {
        match at.json() {
            Json::Text(text) => Some(text),
            _ => {
                self.wrong_kind(at, "a text");
                None
            }
        }
    }

    /// Returns the boolean at a place, or notes that it is none.
    pub(crate) fn boolean(&mut self, at: &At<'_>) -> Option<bool> {
        match at.json() {
            Json::Boolean(boolean) => Some(boolean),
            _ => {
                self.wrong_kind(at, "a boolean");
                None
            }
        }
    }
}
