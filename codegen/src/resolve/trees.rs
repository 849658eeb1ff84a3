//! Resolves trees: the shapes of each kind of value, and their names in envelopes and responses.
//!
//! Input: `trees` of a schema. Output: the trees of a draft.

use super::diagnostics::{TreeDiagnostic, WireDiagnostic};
use super::resolver::Resolver;
use super::responses::place_in_xml;
use super::suggest::report_unknown;
use super::wire::is_xml_name;
use crate::plan::{
    PlaceStep, ShapeContent, Table, Tree, TreeEach, TreeId, TreeKey, TreeKind, TreeShape,
};
use crate::source::{Diagnostics, Quoted, Span, Spanned};
use crate::syntax::{self, Envelope, Map, Poison, Schema, Scope, Text};

/// Returns the trees of a schema.
pub(super) fn resolve(schema: &Schema, diagnostics: &mut Diagnostics) -> Table<TreeId, Tree> {
    let trees = schema.trees.iter();
    trees
        .map(|(name, tree)| {
            let mut shapes: Vec<TreeShape> = Vec::new();
            let mut spans = Vec::new();
            for kind in TreeKind::ALL {
                for shape in shapes_of(tree, kind) {
                    let mut reader = ShapeReader {
                        kind,
                        span: shape.span,
                        diagnostics,
                        shape: TreeShape {
                            kind,
                            attributes: Vec::new(),
                            path: Vec::new(),
                            content: ShapeContent::Empty,
                        },
                    };
                    if reader.read(&shape.content).is_some() {
                        shapes.push(reader.shape);
                        spans.push(shape.span);
                    }
                }
            }
            for (shape, span) in shapes.iter().zip(&spans) {
                let Some(name) = attribute_of_part(shape) else {
                    continue;
                };
                if shapes.iter().any(|value| value.has_attribute(name)) {
                    let found = TreeDiagnostic::AttributeTwice { name: name.into() };
                    diagnostics.push(found.at(*span));
                }
            }
            for at in &tree.at {
                let place = place_in_xml(at);
                if place.steps.is_empty() || !place.steps.iter().all(is_element) {
                    diagnostics.push(TreeDiagnostic::PlaceOfTree.at(at.span));
                }
            }
            let text = |value: &str| {
                let mut values = tree.values.iter();
                let found = values.find(|(it, _)| it.value == value);
                found.map_or_else(|| value.to_owned(), |(_, text)| text.text.clone())
            };
            let wrong = |value: &&(Text, _)| !["true", "false"].contains(&value.0.as_str());
            if let Some((value, _)) = tree.values.iter().find(wrong) {
                let found = WireDiagnostic::SpellingOfBoolean {
                    value: value.as_str().into(),
                };
                diagnostics.push(found.at(value.span));
            }
            Tree {
                name: name.value.clone(),
                shapes,
                yes: text("true"),
                no: text("false"),
                at: tree.at.iter().map(|at| place_in_xml(at)).collect(),
            }
        })
        .collect()
}

/// Returns whether a step leads to elements of a name.
const fn is_element(step: &PlaceStep) -> bool {
    match step {
        PlaceStep::Member(_) | PlaceStep::Where { .. } => true,
        PlaceStep::Items | PlaceStep::Attribute(_) | PlaceStep::Text => false,
    }
}

/// Returns the attribute with the key of an item or a member whose element has the value as well, and so the attributes of its shape.
fn attribute_of_part(shape: &TreeShape) -> Option<&str> {
    match &shape.content {
        ShapeContent::Each(TreeEach {
            key: TreeKey::Attribute(name) | TreeKey::Number(name),
            value: None,
            ..
        }) => Some(name),
        ShapeContent::Each(_) | ShapeContent::Empty | ShapeContent::Text => None,
    }
}

const fn shapes_of(tree: &syntax::Tree, kind: TreeKind) -> &Vec<syntax::TreeShape> {
    match kind {
        TreeKind::String => &tree.string,
        TreeKind::Integer => &tree.integer,
        TreeKind::Number => &tree.number,
        TreeKind::Boolean => &tree.boolean,
        TreeKind::Null => &tree.null,
        TreeKind::Time => &tree.time,
        TreeKind::List => &tree.list,
        TreeKind::Object => &tree.object,
    }
}

/// Returns the tree that a name stands for. Reports a name that none has.
pub(super) fn find(
    name: &str,
    span: Span,
    trees: &Table<TreeId, Tree>,
    poison: &Poison,
    diagnostics: &mut Diagnostics,
) -> Option<TreeId> {
    let found = trees.find(|tree| tree.name == name);
    if found.is_none() && !poison.declares(name, &[Scope::Section("trees")]) {
        let known = trees.iter().map(|tree| tree.name.as_str());
        let diagnostic = |name: Quoted, hint| TreeDiagnostic::UnknownTree { name, hint }.at(span);
        report_unknown(name, known, diagnostic, diagnostics);
    }
    found
}

/// Reads one shape.
struct ShapeReader<'r> {
    kind: TreeKind,
    span: Span,
    diagnostics: &'r mut Diagnostics,
    shape: TreeShape,
}

impl ShapeReader<'_> {
    fn report(&mut self, found: TreeDiagnostic, span: Span) {
        self.diagnostics.push(found.at(span));
    }

    /// Reads the content of the current element. Returns `None` after a mistake.
    fn read(&mut self, content: &Envelope) -> Option<()> {
        match content {
            Envelope::Scalar(scalar) => self.text(&scalar.text, scalar.span),
            Envelope::Rest(span) => {
                self.report(TreeDiagnostic::SeveralElements, *span);
                None
            }
            Envelope::Map(map) => self.elements(&map.value, map.span),
            Envelope::List(list) => {
                self.report(TreeDiagnostic::SeveralElements, list.span);
                None
            }
        }
    }

    fn elements(&mut self, map: &Map<Envelope>, span: Span) -> Option<()> {
        let mut inside = None;
        for (name, content) in map {
            if let Some(attribute) = name.strip_prefix('@') {
                self.attribute(attribute, name, content)?;
            } else if inside.is_some() {
                self.report(TreeDiagnostic::SeveralElements, name.span);
                return None;
            } else {
                inside = Some((name, content));
            }
        }
        let Some((name, content)) = inside else {
            return self.text("", span);
        };
        match (name.as_str(), content) {
            (".", Envelope::Scalar(scalar)) => self.text(&scalar.text, scalar.span),
            ("$each", Envelope::Map(parts)) => self.each(parts),
            (element, content) => {
                self.check_name(element, name.span);
                self.shape.path.push(element.to_owned());
                self.read(content)
            }
        }
    }

    fn attribute(&mut self, attribute: &str, name: &Text, content: &Envelope) -> Option<()> {
        self.check_name(attribute, name.span);
        if !self.shape.path.is_empty() {
            self.report(TreeDiagnostic::InnerAttribute, name.span);
            return None;
        }
        match content {
            Envelope::Scalar(scalar) if !scalar.text.contains('$') => {
                let value = (attribute.to_owned(), scalar.text.clone());
                self.shape.attributes.push(value);
                Some(())
            }
            Envelope::Scalar(_) | Envelope::Map(_) | Envelope::List(_) | Envelope::Rest(_) => {
                self.report(TreeDiagnostic::AttributeWithValue, name.span);
                None
            }
        }
    }

    /// Reads the text of the innermost element.
    fn text(&mut self, text: &str, span: Span) -> Option<()> {
        let kind = self.kind.word();
        let (content, problem) = match self.kind {
            TreeKind::String
            | TreeKind::Integer
            | TreeKind::Number
            | TreeKind::Boolean
            | TreeKind::Time => {
                let is_wrong = text != "$item.value";
                let problem = is_wrong.then_some(TreeDiagnostic::NoText { kind });
                (ShapeContent::Text, problem)
            }
            TreeKind::Null => {
                let problem = (!text.is_empty()).then_some(TreeDiagnostic::TextOfNull);
                (ShapeContent::Empty, problem)
            }
            TreeKind::List | TreeKind::Object => {
                let problem = Some(TreeDiagnostic::NoParts { kind });
                (ShapeContent::Empty, problem)
            }
        };
        if let Some(problem) = problem {
            self.report(problem, span);
            return None;
        }
        self.shape.content = content;
        Some(())
    }

    /// Reads what is below `$each`.
    fn each(&mut self, parts: &Spanned<Map<Envelope>>) -> Option<()> {
        let kind = self.kind.word();
        match self.kind {
            TreeKind::List | TreeKind::Object => {}
            TreeKind::Null => {
                self.report(TreeDiagnostic::TextOfNull, parts.span);
                return None;
            }
            TreeKind::String
            | TreeKind::Integer
            | TreeKind::Number
            | TreeKind::Boolean
            | TreeKind::Time => {
                self.report(TreeDiagnostic::NoText { kind }, parts.span);
                return None;
            }
        }
        let [(name, part)] = parts.value.as_slice() else {
            self.report(TreeDiagnostic::PartsOfEach, parts.span);
            return None;
        };
        self.check_name(name, name.span);
        let mut each = TreeEach {
            name: name.value.clone(),
            key: TreeKey::None,
            value: None,
        };
        let mut values = 0;
        match part {
            Envelope::Scalar(scalar) if scalar.text == "$item.tree" => values = 1,
            Envelope::Map(map) => {
                for (name, content) in &map.value {
                    values += usize::from(self.part(&mut each, name, content)?);
                }
            }
            Envelope::Scalar(_) | Envelope::List(_) | Envelope::Rest(_) => {}
        }
        let problem = match (self.kind, &each.key) {
            (TreeKind::Object, TreeKey::None | TreeKey::Number(_)) => Some(TreeDiagnostic::NoKey),
            (TreeKind::List, TreeKey::Attribute(_) | TreeKey::Element(_)) => {
                Some(TreeDiagnostic::KeyOfItem)
            }
            (TreeKind::Object, TreeKey::Element(_)) if each.value.is_none() => {
                Some(TreeDiagnostic::ElementBesideContent)
            }
            (TreeKind::Object, TreeKey::Attribute(_) | TreeKey::Element(_))
            | (TreeKind::List, TreeKey::None | TreeKey::Number(_))
            // Other kinds have no parts.
            | (
                TreeKind::String
                | TreeKind::Integer
                | TreeKind::Number
                | TreeKind::Boolean
                | TreeKind::Null
                | TreeKind::Time,
                TreeKey::None | TreeKey::Attribute(_) | TreeKey::Element(_) | TreeKey::Number(_),
            ) => None,
        };
        let problem = match values {
            1 => problem,
            _ => Some(TreeDiagnostic::PartsOfEach),
        };
        if let Some(problem) = problem {
            self.report(problem, self.span);
            return None;
        }
        self.shape.content = ShapeContent::Each(each);
        Some(())
    }

    /// Reads one place in the element of a part. Returns whether it has the value, or `None` after a mistake.
    fn part(&mut self, each: &mut TreeEach, name: &Text, content: &Envelope) -> Option<bool> {
        let attribute = name.strip_prefix('@');
        let text = match content {
            Envelope::Scalar(scalar) => scalar.text.as_str(),
            Envelope::Map(_) | Envelope::List(_) | Envelope::Rest(_) => "",
        };
        if name.as_str() != "." {
            self.check_name(attribute.unwrap_or(name), name.span);
        }
        let element = Some(name).filter(|_| attribute.is_none() && name.as_str() != ".");
        if attribute.is_none() && text == "$item.tree" {
            each.value = element.map(|element| element.value.clone());
            return Some(true);
        }
        let key = match text {
            "$item.wire" => attribute
                .map(|attribute| TreeKey::Attribute(attribute.to_owned()))
                .or_else(|| element.map(|element| TreeKey::Element(element.value.clone()))),
            "$item.index" => attribute.map(|attribute| TreeKey::Number(attribute.to_owned())),
            _ => None,
        };
        let Some(key) = key else {
            self.report(TreeDiagnostic::PartsOfEach, name.span);
            return None;
        };
        if each.key != TreeKey::None {
            self.report(TreeDiagnostic::PartsOfEach, name.span);
            return None;
        }
        each.key = key;
        Some(false)
    }

    fn check_name(&mut self, name: &str, span: Span) {
        if !is_xml_name(name) {
            let found = WireDiagnostic::XmlName { name: name.into() };
            self.diagnostics.push(found.at(span));
        }
    }
}

impl Resolver<'_> {
    /// Returns the tree of a response in XML, if it states one.
    pub(super) fn resolve_response_tree(&mut self, response: &syntax::Response) -> Option<TreeId> {
        let name = response.tree.as_ref()?;
        let reads_xml = response
            .body
            .iter()
            .any(|body| body.value == syntax::ResponseBody::Xml);
        if !reads_xml {
            self.report(TreeDiagnostic::ResponseNotXml.at(name.span));
        }
        let schema = self.schema;
        let at = schema.trees.iter().position(|(known, _)| known == name);
        let Some(at) = at else {
            let known = schema.trees.iter().map(|(known, _)| known.as_str());
            self.report_unknown(name, &[Scope::Section("trees")], known, |text, hint| {
                TreeDiagnostic::UnknownTree { name: text, hint }.at(name.span)
            });
            return None;
        };
        if schema.trees[at].1.at.is_empty() {
            let tree = name.as_str().into();
            self.report(TreeDiagnostic::NoPlace { tree }.at(name.span));
        }
        Some(crate::plan::Id::from_index(at))
    }

    /// Reports the cases of an operation that read XML with another tree, or without one.
    pub(super) fn check_response_trees(&mut self, responses: &Map<syntax::Response>) {
        let is_xml = |body: &Spanned<syntax::ResponseBody>| body.value == syntax::ResponseBody::Xml;
        let readers = responses.iter().map(|(_, it)| it);
        let mut readers = readers.filter(|it| it.body.iter().any(is_xml));
        let Some(first) = readers.next() else {
            return;
        };
        for other in readers.filter(|it| it.tree != first.tree) {
            if let Some(tree) = other.tree.as_ref().or(first.tree.as_ref()) {
                self.report(TreeDiagnostic::TreesDiffer.at(tree.span));
            }
        }
    }
}
