//! Builds the tree of an envelope, which contains constants, credentials and fields.

use super::super::diagnostics::{
    ChoiceDiagnostic, EnvelopeDiagnostic, HttpDiagnostic, NameDiagnostic, TreeDiagnostic,
};
use super::super::literals::plain_literal;
use super::super::placeholders;
use super::super::suggest::report_unknown;
use super::super::trees;
use super::builder::Builder;
use super::choices::is_choice;
use super::node::NestedNode;

use crate::plan::{
    AttributeValue, BodyFormat, Constant, CredentialId, FieldId, Group, JsonDocument, JsonMember,
    LinesSyntax, Literal, NestedFormat, Presence, Source, Table, Tree, TreeId, TreeValue,
    XmlAttribute, XmlPart,
};
use crate::source::{Quoted, Span, Spanned};
use crate::syntax::{Envelope, Map, Poison, Scalar, Scope, Style, Text};

/// The items that an envelope can refer to.
pub(in super::super) struct EnvelopeContext<'e> {
    /// The names of all credentials.
    pub(in super::super) credentials: &'e Table<CredentialId, String>,
    /// The credentials that must be in the document.
    pub(in super::super) document: &'e [CredentialId],
    /// The trees of the schema.
    pub(in super::super) trees: &'e Table<TreeId, Tree>,
    /// How lines are written.
    pub(in super::super) lines: &'e LinesSyntax,
    /// The fields of the body.
    pub(in super::super) body: &'e [FieldId],
    /// The parts of the document that could not be read.
    pub(in super::super) poison: &'e Poison,
    /// The scopes that declare the fields of the operation.
    pub(in super::super) scopes: &'e [Scope],
}

/// The items that were placed so far.
struct Placed {
    fields: Vec<(FieldId, Span)>,
    credentials: Vec<CredentialId>,
    rest: Option<Span>,
    /// The fields that `$rest:` stands for.
    remaining: Vec<FieldId>,
}

/// Builds the tree of an envelope.
pub(in super::super) fn build<N: NestedNode>(
    builder: &mut Builder<'_, '_>,
    envelope: &Spanned<Map<Envelope>>,
    context: &EnvelopeContext<'_>,
) -> Vec<N> {
    let mut named = Vec::new();
    collect_named(&envelope.value, &mut named);
    let remaining = context
        .body
        .iter()
        .copied()
        .filter(|index| !named.contains(&builder.drafts[*index].field.name.as_str()))
        .collect();
    let mut seen = Placed {
        fields: Vec::new(),
        credentials: Vec::new(),
        rest: None,
        remaining,
    };
    let before = builder.diagnostics.0.len();
    let (nodes, attributes) = children(builder, &envelope.value, context, &mut seen);
    // What is missing may be in the part that has a mistake.
    if context.poison.covers(envelope.span) || builder.diagnostics.0.len() > before {
        return nodes;
    }
    if builder.format.is_xml() {
        if nodes.len() != 1 {
            let found = EnvelopeDiagnostic::Roots { count: nodes.len() };
            builder.diagnostics.push(found.at(envelope.span));
        }
        let is_outside = |node: &N| !XmlPart::of_name(node.name()).is_element();
        if !attributes.is_empty() || nodes.iter().any(is_outside) {
            builder
                .diagnostics
                .push(EnvelopeDiagnostic::AttributesOutside.at(envelope.span));
        }
    }
    for &index in context.body {
        let in_rest = seen.rest.is_some() && seen.remaining.contains(&index);
        if in_rest || seen.fields.iter().any(|(placed, _)| *placed == index) {
            continue;
        }
        let draft = &builder.drafts[index];
        let found = EnvelopeDiagnostic::FieldWithoutPlace {
            field: draft.field.name.as_str().into(),
            placeholder: Quoted(format!("${}", draft.field.name)),
            envelope: envelope.span,
        };
        builder.diagnostics.push(found.at(draft.span));
    }
    for &credential in context.document {
        if !seen.credentials.contains(&credential) {
            let name = &context.credentials[credential];
            let found = EnvelopeDiagnostic::CredentialWithoutPlace {
                credential: name.as_str().into(),
                placeholder: Quoted(format!("$auth.{name}")),
            };
            builder.diagnostics.push(found.at(envelope.span));
        }
    }
    nodes
}

/// Collects the names of the fields in an envelope.
fn collect_named<'e>(map: &'e Map<Envelope>, into: &mut Vec<&'e str>) {
    for (_, node) in map {
        match node {
            Envelope::Scalar(scalar) => into.extend(referenced_name(&scalar.text)),
            Envelope::Map(map) => collect_named(&map.value, into),
            Envelope::List(items) => {
                for item in &items.value {
                    collect_named(&item.value, into);
                }
            }
            Envelope::Rest(_) => {}
        }
    }
}

/// Returns the name that a scalar refers to; none for a constant. `$$` and the placeholders of the call are parts of constants.
fn referenced_name(text: &str) -> Option<&str> {
    let name = text
        .strip_prefix('$')
        .filter(|name| !name.starts_with(['$', '{']) && !name.is_empty())
        .filter(|_| !placeholders::mentions_call(text))?;
    Some(name.strip_prefix("field.").unwrap_or(name))
}

fn children<N: NestedNode>(
    builder: &mut Builder<'_, '_>,
    map: &Map<Envelope>,
    context: &EnvelopeContext<'_>,
    seen: &mut Placed,
) -> (Vec<N>, Vec<XmlAttribute>) {
    let mut nodes = Vec::new();
    let mut attributes = Vec::new();
    for (name, node) in map {
        let attribute = name.strip_prefix('@');
        if let Some(attribute) = attribute.filter(|_| builder.format.has_attributes()) {
            builder.check_xml_name(attribute, name.span);
            match attribute_value(builder, node, name, context, seen) {
                Some(Attribute::Fixed(value)) => {
                    let name = attribute.to_owned();
                    attributes.push(XmlAttribute { name, value });
                }
                Some(Attribute::Node(node)) => nodes.push(node),
                None => {}
            }
            continue;
        }
        match node {
            Envelope::Rest(span) => {
                if let Some(first) = seen.rest {
                    let found = EnvelopeDiagnostic::RestTwice { first };
                    builder.diagnostics.push(found.at(*span));
                    continue;
                }
                seen.rest = Some(*span);
                for index in seen.remaining.clone() {
                    builder.place_field(index, &mut nodes);
                }
            }
            Envelope::Map(inner) if builder.format.is_flat() || is_document(builder, inner) => {
                nodes.extend(nested_node(builder, name, inner, context, seen));
            }
            Envelope::Map(inner) => nodes.extend(map_node(builder, name, inner, context, seen)),
            Envelope::List(items) if builder.format.is_xml() => {
                for (at, item) in items.value.iter().enumerate() {
                    let node = map_node::<N>(builder, name, item, context, seen);
                    nodes.extend(node.map(|mut node| {
                        node.set_position(at + 1);
                        node
                    }));
                }
            }
            Envelope::List(items) => {
                let format = builder.format;
                let found = EnvelopeDiagnostic::ListOutsideXml { format };
                builder.diagnostics.push(found.at(items.span));
            }
            Envelope::Scalar(scalar) => {
                check_name(builder, name, name.span);
                nodes.extend(scalar_node(builder, name, scalar, context, seen));
            }
        }
    }
    (nodes, attributes)
}

/// Returns the node of a map: an object or an element with others in it, or the element of a value that a tree writes.
fn map_node<N: NestedNode>(
    builder: &mut Builder<'_, '_>,
    name: &Text,
    inner: &Spanned<Map<Envelope>>,
    context: &EnvelopeContext<'_>,
    seen: &mut Placed,
) -> Option<N> {
    if tree_name(inner.value.as_slice()).is_some() {
        return tree_node(builder, name, inner, context, seen);
    }
    if builder.format.is_xml() {
        builder.check_xml_name(name, name.span);
    }
    let (children, attributes) = children(builder, &inner.value, context, seen);
    let always = true;
    let group = Group { children, always };
    Some(N::group(name.value.clone(), attributes, group))
}

fn check_name(builder: &mut Builder<'_, '_>, name: &str, span: Span) {
    if builder.format.is_xml() {
        if name != "." {
            builder.check_xml_name(name, span);
        }
    } else if builder.format.is_flat() {
        builder.check_line(name, true, span);
        if name.is_empty() || name.starts_with('$') {
            builder
                .diagnostics
                .push(EnvelopeDiagnostic::NameOfParameter { name: name.into() }.at(span));
        }
    }
}

/// Returns whether a member of a JSON object is the text of a JSON document. Other keys with a dollar are names there.
fn is_document(builder: &Builder<'_, '_>, map: &Spanned<Map<Envelope>>) -> bool {
    let is_operator = |map: &Spanned<Map<Envelope>>, operator: &str| match map.value.as_slice() {
        [(key, Envelope::Map(_))] => key.value == operator,
        _ => false,
    };
    let in_base64 = match map.value.as_slice() {
        [(key, Envelope::Map(inner))] if key.value == "$base64" => is_operator(inner, "$json"),
        _ => false,
    };
    builder.format.is_json() && (in_base64 || is_operator(map, "$json"))
}

/// Returns the node whose value contains others: `$form`, `$lines`, `$json`, or `$base64` around one of them.
fn nested_node<N: NestedNode>(
    builder: &mut Builder<'_, '_>,
    name: &Text,
    inner: &Spanned<Map<Envelope>>,
    context: &EnvelopeContext<'_>,
    seen: &mut Placed,
) -> Option<N> {
    check_name(builder, name, name.span);
    let (operator, body) = operator(builder, inner)?;
    let (base64, (operator, body)) = match operator {
        "$base64" => (true, self::operator(builder, body)?),
        other => (false, (other, body)),
    };
    if operator == "$json" {
        let outer = std::mem::replace(&mut builder.format, BodyFormat::Json);
        let (children, _) = children(builder, &body.value, context, seen);
        builder.format = outer;
        let always = true;
        let group = Group { children, always };
        return N::document(name.value.clone(), JsonDocument { base64, group });
    }
    let format = match operator {
        "$form" => NestedFormat::Form,
        "$lines" => NestedFormat::Lines(context.lines.clone()),
        _ => {
            builder
                .diagnostics
                .push(EnvelopeDiagnostic::NestedParameter.at(inner.span));
            return None;
        }
    };
    let outer = std::mem::replace(&mut builder.format, format.body_format());
    let (children, _) = children(builder, &body.value, context, seen);
    builder.format = outer;
    let always = true;
    let group = Group { children, always };
    Some(N::nested(name.value.clone(), format, base64, group))
}

/// Returns the tree that a key of a map names, and the value that is below the key.
fn tree_name(map: &[(Text, Envelope)]) -> Option<(&Text, &str, &Envelope)> {
    map.iter().find_map(|(key, value)| {
        let name = key.strip_prefix("$tree.")?;
        Some((key, name, value))
    })
}

/// Returns the element whose value a tree writes.
fn tree_node<N: NestedNode>(
    builder: &mut Builder<'_, '_>,
    name: &Text,
    inner: &Spanned<Map<Envelope>>,
    context: &EnvelopeContext<'_>,
    seen: &mut Placed,
) -> Option<N> {
    let (key, tree, value) = tree_name(&inner.value)?;
    if !builder.format.is_xml() {
        let found = TreeDiagnostic::TreeOutsideXml;
        builder.diagnostics.push(found.at(key.span));
        return None;
    }
    builder.check_xml_name(name, name.span);
    let others = inner.value.iter().filter(|(other, _)| other != key);
    let others: Map<Envelope> = others.cloned().collect();
    let (beside, attributes) = children::<N>(builder, &others, context, seen);
    if !beside.is_empty() {
        let found = TreeDiagnostic::TreeBesideOthers;
        builder.diagnostics.push(found.at(inner.span));
    }
    let tree = trees::find(
        tree,
        key.span,
        context.trees,
        context.poison,
        builder.diagnostics,
    );
    let value = builder.within_tree(|builder| match value {
        Envelope::Map(map) => {
            let (children, _) = children::<JsonMember>(builder, &map.value, context, seen);
            let always = true;
            let group = Group { children, always };
            Some(JsonMember::group(String::new(), Vec::new(), group))
        }
        Envelope::Scalar(scalar) => scalar_node(builder, "", scalar, context, seen),
        Envelope::List(items) => {
            let format = builder.format;
            let found = EnvelopeDiagnostic::ListOutsideXml { format };
            builder.diagnostics.push(found.at(items.span));
            None
        }
        Envelope::Rest(span) => {
            let found = EnvelopeDiagnostic::RestAsValue;
            builder.diagnostics.push(found.at(*span));
            None
        }
    });
    let (tree, value) = (tree?, value?);
    let shapes = context.trees.get(tree).map(|it| it.shapes.as_slice());
    let has = |name: &str| shapes.is_some_and(|all| all.iter().any(|it| it.has_attribute(name)));
    if let Some(twice) = attributes.iter().find(|it| has(&it.name)) {
        let name = twice.name.as_str().into();
        let found = TreeDiagnostic::AttributeOfShape { name };
        builder.diagnostics.push(found.at(inner.span));
    }
    if let Some(wire) = value.content.field() {
        let draft = &builder.drafts[wire.field];
        if draft.field.presence != Presence::Required && draft.constant.is_none() {
            let name = draft.field.name.as_str().into();
            let found = TreeDiagnostic::ValueOfOptional { name };
            builder.diagnostics.push(found.at(key.span));
        }
    }
    N::tree(name.value.clone(), attributes, TreeValue { tree, value })
}

/// Returns the only key of a map and the map below it.
fn operator<'e>(
    builder: &mut Builder<'_, '_>,
    map: &'e Spanned<Map<Envelope>>,
) -> Option<(&'e str, &'e Spanned<Map<Envelope>>)> {
    if let [(operator, Envelope::Map(body))] = map.value.as_slice() {
        return Some((operator, body));
    }
    builder
        .diagnostics
        .push(EnvelopeDiagnostic::NestedParameter.at(map.span));
    None
}

/// Returns the node of a scalar: a constant, a credential or a field.
fn scalar_node<N: NestedNode>(
    builder: &mut Builder<'_, '_>,
    name: &str,
    scalar: &Spanned<Scalar>,
    context: &EnvelopeContext<'_>,
    seen: &mut Placed,
) -> Option<N> {
    let source = match reference(builder, scalar, context, seen)? {
        Reference::Field(index) => return field_node(builder, name, scalar, index, seen),
        Reference::Credential(index) => Source::Credential(index),
        Reference::Constant(literal) => Source::Constant {
            value: literal,
            is_time: false,
        },
    };
    Some(N::value(Some(name.to_owned()), Vec::new(), source))
}

/// Returns the node of a field that the envelope names, unless it has named it before.
fn field_node<N: NestedNode>(
    builder: &mut Builder<'_, '_>,
    name: &str,
    scalar: &Spanned<Scalar>,
    index: FieldId,
    seen: &mut Placed,
) -> Option<N> {
    if let Some((_, first)) = seen.fields.iter().find(|(known, _)| *known == index) {
        let found = EnvelopeDiagnostic::FieldTwice {
            placeholder: scalar.text.as_str().into(),
            first: *first,
        };
        builder.diagnostics.push(found.at(scalar.span));
        return None;
    }
    seen.fields.push((index, scalar.span));
    if is_choice(&builder.drafts[index], builder.format) {
        let found = ChoiceDiagnostic::ChoiceInEnvelope {
            name: builder.drafts[index].field.name.as_str().into(),
        };
        builder.diagnostics.push(found.at(scalar.span));
        return None;
    }
    Some(builder.build_node(index, Some(name.to_owned())))
}

/// An attribute of an envelope.
enum Attribute<N> {
    /// It has a constant or a credential.
    Fixed(AttributeValue),
    /// It has a field.
    Node(N),
}

fn attribute_value<N: NestedNode>(
    builder: &mut Builder<'_, '_>,
    node: &Envelope,
    name: &Text,
    context: &EnvelopeContext<'_>,
    seen: &mut Placed,
) -> Option<Attribute<N>> {
    let scalar = match node {
        Envelope::Scalar(scalar) => scalar,
        Envelope::Map(_) | Envelope::List(_) | Envelope::Rest(_) => {
            let found = EnvelopeDiagnostic::PartsInAttribute;
            builder.diagnostics.push(found.at(name.span));
            return None;
        }
    };
    Some(match reference(builder, scalar, context, seen)? {
        Reference::Credential(index) => Attribute::Fixed(AttributeValue::Credential(index)),
        Reference::Constant(literal) => Attribute::Fixed(AttributeValue::Constant(literal)),
        Reference::Field(index) => Attribute::Node(field_node(builder, name, scalar, index, seen)?),
    })
}

enum Reference {
    Field(FieldId),
    Credential(CredentialId),
    Constant(Constant),
}

/// Resolves a scalar of an envelope.
fn reference(
    builder: &mut Builder<'_, '_>,
    scalar: &Spanned<Scalar>,
    context: &EnvelopeContext<'_>,
    seen: &mut Placed,
) -> Option<Reference> {
    let text = scalar.text.as_str();
    let Some(name) = referenced_name(text) else {
        builder.check_xml_text(text, scalar.span);
        return Some(Reference::Constant(constant(builder, scalar)));
    };
    let field = context
        .body
        .iter()
        .copied()
        .find(|index| builder.drafts[*index].field.name == name);
    if let Some(index) = field {
        return Some(Reference::Field(index));
    }
    if let Some(name) = name.strip_prefix("auth.") {
        return credential(builder, name, scalar.span, context, seen);
    }
    if name == "rest" {
        builder
            .diagnostics
            .push(EnvelopeDiagnostic::RestAsValue.at(scalar.span));
        return None;
    }
    let known = context
        .body
        .iter()
        .map(|index| builder.drafts[*index].field.name.as_str());
    if !context.poison.declares(name, context.scopes) {
        let diagnostic =
            |name, hint| NameDiagnostic::UnknownBodyField { name, hint }.at(scalar.span);
        report_unknown(name, known, diagnostic, builder.diagnostics);
    }
    None
}

fn credential(
    builder: &mut Builder<'_, '_>,
    name: &str,
    span: Span,
    context: &EnvelopeContext<'_>,
    seen: &mut Placed,
) -> Option<Reference> {
    let Some(index) = context.credentials.find(|known| known == name) else {
        let known = context
            .document
            .iter()
            .map(|index| context.credentials[*index].as_str());
        if !context
            .poison
            .declares(name, &[Scope::Section("credentials")])
        {
            let diagnostic = |name, hint| NameDiagnostic::UnknownCredential { name, hint }.at(span);
            report_unknown(name, known, diagnostic, builder.diagnostics);
        }
        return None;
    };
    if !context.document.contains(&index) {
        let found = EnvelopeDiagnostic::CredentialOutsideDocument {
            credential: name.into(),
            entry: Quoted(format!("${name}")),
        };
        builder.diagnostics.push(found.at(span));
        return None;
    }
    seen.credentials.push(index);
    Some(Reference::Credential(index))
}

fn constant(builder: &mut Builder<'_, '_>, scalar: &Spanned<Scalar>) -> Constant {
    if builder.format.is_json() && !scalar.text.contains('$') {
        return plain_literal(scalar).into();
    }
    if matches!(scalar.text.as_str(), "$call.mask" | "${call.mask}") {
        return Constant::Mask;
    }
    let is_plain = scalar.style != Style::Quoted;
    match placeholders::constant(&scalar.text, builder.operation, is_plain) {
        Ok(constant) => constant,
        Err(name) => {
            let name = name.into();
            let found = HttpDiagnostic::PlaceholderInText { name };
            builder.diagnostics.push(found.at(scalar.span));
            Literal::String(String::new()).into()
        }
    }
}
