//! Resolves the bindings of an operation, and its parameters outside the body.

use super::current_operation::CurrentOperation;
use super::diagnostics::{
    EnvelopeDiagnostic, HttpDiagnostic, ParameterDiagnostic, SigningDiagnostic, TextBodyDiagnostic,
    WireDiagnostic,
};
use super::operation::BindingDraft;
use super::resolver::{FieldDraft, Resolver};
use super::signing::parameter_after_body;
use super::text_bodies;
use super::wire::{self, BuildNode, Builder, EnvelopeContext, NestedNode, Owner};
use crate::draft::Draft;
use crate::plan::{
    Binding, BindingId, BodyFormat, BodyTree, ComputedPlace, Constant, CredentialId, FieldId,
    Group, Id, LinesSyntax, Location, Parameter, ParameterValue, Parameters, SectionLine, Source,
    Table, TreeNode as _, XmlElement, written_fields,
};
use crate::source::{Diagnostics, Span, Spanned};
use crate::syntax::{self, Body, Envelope, Map, Text};

/// The parameters outside the body.
pub(super) struct ParametersOutsideBody {
    /// The parameters of the query string.
    pub(super) query: Parameters,
    /// The headers that parameters fill: name and field.
    pub(super) headers: Vec<(String, FieldId)>,
    /// The wire path of each parameter of the query string.
    paths: Table<FieldId, String>,
}

impl<'a> Resolver<'a> {
    /// Resolves the bindings of an operation, with the tree of each body.
    pub(super) fn resolve_bindings(
        &mut self,
        current: &CurrentOperation<'a>,
        outside: &ParametersOutsideBody,
        plan: &Draft,
    ) -> Table<BindingId, Binding> {
        let list = self.resolve_binding_list(current);
        let mut bindings = Table::new();
        for draft in list {
            self.check_content_type_of(&draft);
            let path = draft
                .path
                .and_then(|it| self.resolve_binding_path(it, current));
            let mut wire_paths = outside_paths(current, outside);
            let body = self.build_body_tree(current, &draft, plan, &mut wire_paths);
            self.check_pairs(current, draft.body, &wire_paths, plan);
            self.check_steps_on_body(current, draft.body, plan);
            bindings.push(Binding {
                name: draft.name,
                rust: draft.rust,
                description: draft.description,
                path,
                body,
                wire_paths,
            });
        }
        let bodiless = bindings.iter().all(|it| it.body.format().is_none());
        if let (Some(envelope), true) = (&current.syntax.envelope, bodiless) {
            self.report(EnvelopeDiagnostic::EnvelopeOfParameters.at(envelope.span));
        }
        self.check_clears(current, &bindings);
        self.declare_secrets(current, plan);
        bindings
    }

    /// Returns the path that a binding states, if it is one.
    fn resolve_binding_path(
        &mut self,
        path: &Text,
        current: &CurrentOperation<'_>,
    ) -> Option<String> {
        let is_parameter = |draft: &FieldDraft<'_>| draft.field.location == Location::Path;
        if current.drafts.iter().any(is_parameter) {
            self.report(HttpDiagnostic::BindingPathBesideParameters.at(path.span));
            return None;
        }
        self.parse_plain_path(path)
    }

    /// Checks the content type that a binding states.
    fn check_content_type_of(&mut self, draft: &BindingDraft<'_>) {
        let Some(text) = draft.content_type else {
            return;
        };
        match draft.body {
            Body::Json | Body::Xml | Body::Form | Body::Lines | Body::Text => {
                self.check_content_type(text);
            }
            Body::None | Body::Query => {
                self.report(ParameterDiagnostic::ContentWithoutBody.at(text.span));
            }
        }
    }

    /// Builds the tree of a body, and fills in the paths of its fields.
    fn build_body_tree(
        &mut self,
        current: &CurrentOperation<'a>,
        draft: &BindingDraft<'_>,
        plan: &Draft,
        wire_paths: &mut Table<FieldId, String>,
    ) -> BodyTree {
        let format = match draft.body {
            Body::None => {
                self.refuse_document(current, plan);
                return BodyTree::Empty;
            }
            Body::Json => BodyFormat::Json,
            Body::Xml => BodyFormat::Xml,
            Body::Query => BodyFormat::Query,
            Body::Form => BodyFormat::Form,
            Body::Lines => BodyFormat::Lines,
            Body::Text => BodyFormat::Text,
        };
        let lines = self.resolve_lines(draft.lines);
        let envelope = draft.envelope;
        let fields: Vec<FieldId> = current
            .drafts
            .ids()
            .filter(|index| current.drafts[*index].field.location == Location::Body)
            .collect();
        let credentials: Table<CredentialId, String> =
            plan.credentials.iter().map(|c| c.name.clone()).collect();
        let document = document_credentials(self, current, plan);
        let scopes = self.operation_scopes();
        let mut found = Diagnostics::default();
        let mut builder = Builder {
            format,
            owner: Owner::Operation,
            operation: Some(current.wire_name()),
            assign: &lines.assign,
            drafts: &current.drafts,
            objects: &self.objects,
            enums: &self.enums,
            diagnostics: &mut found,
        };
        let context = EnvelopeContext {
            credentials: &credentials,
            document: &document,
            trees: &plan.trees,
            lines: &lines,
            body: &fields,
            poison: self.poison,
            scopes: &scopes,
        };
        let tree = match format {
            BodyFormat::Json => {
                let members = nested(&mut builder, current, envelope, &context);
                BodyTree::Json {
                    content_type: draft.content_type_or("application/json"),
                    members: finish(&mut builder, current, members, wire_paths),
                }
            }
            BodyFormat::Xml => {
                let elements = nested(&mut builder, current, envelope, &context);
                BodyTree::Xml {
                    content_type: draft.content_type_or("text/xml; charset=utf-8"),
                    doctype: draft.doctype.map(|it| it.value.clone()),
                    root: root(finish(&mut builder, current, elements, wire_paths)),
                }
            }
            BodyFormat::Query => {
                let parameters = flat(&mut builder, envelope, &context);
                BodyTree::Query(finish(&mut builder, current, parameters, wire_paths))
            }
            BodyFormat::Form => {
                let parameters = flat(&mut builder, envelope, &context);
                BodyTree::Form {
                    content_type: draft.content_type_or("application/x-www-form-urlencoded"),
                    parameters: finish(&mut builder, current, parameters, wire_paths),
                }
            }
            BodyFormat::Lines => {
                let parameters = flat(&mut builder, envelope, &context);
                BodyTree::Lines {
                    content_type: draft.content_type_or("text/plain; charset=utf-8"),
                    parameters: finish(&mut builder, current, parameters, wire_paths),
                    syntax: lines.clone(),
                }
            }
            BodyFormat::Text => BodyTree::Text {
                content_type: draft.content_type_or("text/plain; charset=utf-8"),
                parts: text_bodies::parts(&mut builder, draft, &context, current.name, wire_paths),
            },
        };
        self.diagnostics.extend(found);
        self.check_doctype(draft, &tree);
        self.mark_objects_of_body(current, &tree, &fields);
        if envelope.is_none() {
            self.refuse_document(current, plan);
        }
        if let (Some(template), false) = (draft.template, tree.is_text()) {
            self.report(TextBodyDiagnostic::WithoutText.at(template.span));
        }
        if let (Some(lines), false) = (draft.lines, tree.has_lines()) {
            self.report(WireDiagnostic::LinesWithoutUse.at(lines.span));
        }
        tree
    }

    /// Reports a document type that is not that of the document.
    fn check_doctype(&mut self, draft: &BindingDraft<'_>, tree: &BodyTree) {
        let Some(doctype) = draft.doctype else {
            return;
        };
        let root = match tree {
            BodyTree::Xml { root, .. } => root.name(),
            BodyTree::Empty
            | BodyTree::Json { .. }
            | BodyTree::Query(_)
            | BodyTree::Form { .. }
            | BodyTree::Lines { .. }
            | BodyTree::Text { .. } => {
                self.report(EnvelopeDiagnostic::DoctypeOutsideXml.at(doctype.span));
                return;
            }
        };
        let name = doctype.split_ascii_whitespace().next().unwrap_or_default();
        if doctype.contains(['[', ']', '<', '>']) || !wire::is_xml_text(doctype) {
            self.report(EnvelopeDiagnostic::DoctypeWithDeclarations.at(doctype.span));
        } else if name != root && !root.is_empty() {
            let root = root.into();
            self.report(EnvelopeDiagnostic::DoctypeOfOtherRoot { root }.at(doctype.span));
        }
    }

    /// Marks the objects of a body, each in the format that it is written in.
    fn mark_objects_of_body(
        &mut self,
        current: &CurrentOperation<'_>,
        tree: &BodyTree,
        fields: &[FieldId],
    ) {
        match tree {
            BodyTree::Empty | BodyTree::Text { .. } => {}
            BodyTree::Json { .. } => self.mark_objects(current, fields, BodyFormat::Json),
            BodyTree::Xml { .. } => self.mark_objects_of_xml(current, tree, fields),
            BodyTree::Query(parameters) => {
                self.mark_objects_of(current, parameters, BodyFormat::Query);
            }
            BodyTree::Form { parameters, .. } => {
                self.mark_objects_of(current, parameters, BodyFormat::Form);
            }
            BodyTree::Lines { parameters, .. } => {
                self.mark_objects_of(current, parameters, BodyFormat::Lines);
            }
        }
    }

    /// Marks the objects of an XML document. What a tree writes is written as JSON first.
    fn mark_objects_of_xml(
        &mut self,
        current: &CurrentOperation<'_>,
        tree: &BodyTree,
        fields: &[FieldId],
    ) {
        let values = tree.tree_values();
        let in_trees: Vec<FieldId> = values
            .into_iter()
            .flat_map(|value| written_fields(value.nodes()))
            .map(|written| written.field)
            .collect();
        self.mark_objects(current, &in_trees, BodyFormat::Json);
        let is_outside = |field: &FieldId| !in_trees.contains(field);
        let outside: Vec<FieldId> = fields.iter().copied().filter(is_outside).collect();
        self.mark_objects(current, &outside, BodyFormat::Xml);
    }

    fn mark_objects_of(
        &mut self,
        current: &CurrentOperation<'_>,
        parameters: &[Parameter],
        format: BodyFormat,
    ) {
        for parameter in parameters {
            match &parameter.value {
                ParameterValue::Source(Source::Field(wire)) => {
                    self.mark_objects(current, &[wire.field], format);
                }
                ParameterValue::Source(Source::Constant { .. } | Source::Credential(_)) => {}
                ParameterValue::Document(document) => {
                    let fields = written_fields(&document.group.children).into_iter();
                    let fields: Vec<_> = fields.map(|written| written.field).collect();
                    self.mark_objects(current, &fields, BodyFormat::Json);
                }
                ParameterValue::Nested(nested) => {
                    let format = nested.format.body_format();
                    self.mark_objects_of(current, &nested.group.children, format);
                }
            }
        }
    }

    /// Resolves how lines are written.
    fn resolve_lines(&mut self, lines: Option<&syntax::Lines>) -> LinesSyntax {
        let text = |text: Option<&Text>, usual: &str| {
            text.map_or_else(|| usual.to_owned(), |text| text.value.clone())
        };
        let between = lines.and_then(|it| it.between.as_ref());
        let assign = lines.and_then(|it| it.assign.as_ref());
        let end = lines.and_then(|it| it.end.as_ref());
        if let Some(key) = between.filter(|it| !matches!(it.as_str(), "\n" | "\r\n")) {
            self.report(WireDiagnostic::LineBreak.at(key.span));
        }
        if let Some(key) = assign.filter(|it| it.is_empty() || it.contains(['\n', '\r'])) {
            self.report(WireDiagnostic::EmptyAssign.at(key.span));
        }
        if let Some(key) = end.filter(|it| it.contains(['\n', '\r'])) {
            self.report(WireDiagnostic::TextInLine.at(key.span));
        }
        let section = lines.and_then(|it| it.section.as_ref());
        let blank_line = lines.and_then(|it| it.blank_line.as_ref());
        if let (None, Some(blank_line)) = (section, blank_line) {
            self.report(WireDiagnostic::BlankWithoutSection.at(blank_line.span));
        }
        let is_blank = blank_line.is_some_and(|it| it.value);
        let section = self.section_of(section, assign.map_or("=", |it| it.as_str()));
        LinesSyntax {
            blank_line: is_blank && section.is_some(),
            section,
            between: text(between, "\n"),
            assign: text(assign, "="),
            sort: lines.is_some_and(|it| it.sort.as_ref().is_some_and(|it| **it)),
            end: end.map(|it| it.value.clone()),
        }
    }

    /// Resolves the first line of a section. No other line can be taken for it, because it lacks the text between name and value.
    pub(super) fn section_of(
        &mut self,
        template: Option<&Text>,
        assign: &str,
    ) -> Option<SectionLine> {
        let template = template?;
        let section = SectionLine::of(template);
        let section = section.filter(|_| assign.is_empty() || !template.contains(assign));
        if section.is_none() {
            self.report(WireDiagnostic::SectionTemplate.at(template.span));
        }
        section
    }

    /// Reports an authentication method inside the document if the operation has no envelope for it.
    fn refuse_document(&mut self, current: &CurrentOperation<'_>, plan: &Draft) {
        let document = current
            .auths
            .iter()
            .filter_map(|index| plan.auths.get(*index))
            .find(|auth| auth.is_in_document());
        if let Some(auth) = document {
            let found = EnvelopeDiagnostic::NoDocument {
                operation: current.name.as_str().into(),
                auth: auth.name.as_str().into(),
            };
            self.report(found.at(current.name.span));
        }
    }

    /// Reports a step that changes a form after another step has read it.
    fn check_steps_on_body(&mut self, current: &CurrentOperation<'_>, body: Body, plan: &Draft) {
        match body {
            Body::Form => {}
            Body::Json | Body::Xml | Body::Query | Body::Lines | Body::Text | Body::None => return,
        }
        let auths = current
            .auths
            .iter()
            .filter_map(|auth| plan.auths.get(*auth));
        for auth in auths {
            if let Some(parameter) = parameter_after_body(auth) {
                let found = SigningDiagnostic::FormAfterBody {
                    parameter: parameter.into(),
                    auth: auth.name.as_str().into(),
                };
                self.report(found.at(current.name.span));
            }
        }
    }

    /// Reports two parameters of one request that have the same name.
    fn check_pairs(
        &mut self,
        current: &CurrentOperation<'_>,
        body: Body,
        wire_paths: &[String],
        plan: &Draft,
    ) {
        let mut taken: Vec<(&str, Option<Span>)> = current
            .auths
            .iter()
            .filter_map(|index| plan.auths.get(*index))
            .flat_map(|auth| {
                let computed = auth.computed(Some(ComputedPlace::Parameter));
                let computed = computed.map(|(_, name, _)| name);
                auth.parameters().map(|(name, _)| name).chain(computed)
            })
            .map(|name| (name, None))
            .collect();
        for (draft, path) in current.drafts.iter().zip(wire_paths) {
            let pair = match draft.field.location {
                Location::Query => true,
                Location::Body => match body {
                    Body::Query | Body::Form => true,
                    Body::None | Body::Json | Body::Xml | Body::Lines | Body::Text => false,
                },
                Location::Path | Location::Header => false,
            };
            if !pair || path.is_empty() {
                continue;
            }
            let twin = taken.iter().find(|(name, _)| name == path);
            match twin {
                // Two fields at one place were reported when the tree was built.
                Some((_, Some(first)))
                    if draft.field.location == Location::Body && body.is_query() =>
                {
                    let found = WireDiagnostic::SameInQuery {
                        name: path.as_str().into(),
                        first: *first,
                    };
                    self.report(found.at(draft.span));
                }
                Some((_, None)) => {
                    let found = WireDiagnostic::SameInAuth {
                        name: path.as_str().into(),
                    };
                    self.report(found.at(draft.span));
                }
                Some(_) => {}
                None if draft.field.location == Location::Query => {
                    taken.push((path, Some(draft.span)));
                }
                None => {}
            }
        }
    }

    /// Resolves the parameters in the query string and in headers.
    pub(super) fn resolve_outside_body(
        &mut self,
        current: &CurrentOperation<'a>,
        headers: &mut Vec<(String, Constant)>,
    ) -> ParametersOutsideBody {
        let at = |location: Location| {
            let drafts = &current.drafts;
            drafts
                .ids()
                .filter(move |index| current.drafts[*index].field.location == location)
        };
        let mut found = Diagnostics::default();
        let mut builder = Builder {
            format: BodyFormat::Query,
            owner: Owner::Outside,
            operation: Some(current.wire_name()),
            assign: "",
            drafts: &current.drafts,
            objects: &self.objects,
            enums: &self.enums,
            diagnostics: &mut found,
        };
        let mut query = builder.build_fields(at(Location::Query));
        builder.check_places(&query, current.name.span);
        self.diagnostics.extend(found);
        let mut paths: Table<FieldId, String> =
            current.drafts.iter().map(|_| String::new()).collect();
        wire::write_paths(BodyFormat::Query, &query, &mut paths);
        wire::settle_constants(&mut query, &current.drafts);
        let mut fields = Vec::new();
        for index in at(Location::Header) {
            let draft = &current.drafts[index];
            match &draft.field.constant {
                Some(constant) => headers.push((header_of(draft), constant.clone())),
                None => fields.push((header_of(draft), index)),
            }
        }
        ParametersOutsideBody {
            query,
            headers: fields,
            paths,
        }
    }
}

/// Builds the nodes of a format that has nesting: those of the envelope, or else those of the fields.
fn nested<N: NestedNode>(
    builder: &mut Builder<'_, '_>,
    current: &CurrentOperation<'_>,
    envelope: Option<&Spanned<Map<Envelope>>>,
    context: &EnvelopeContext<'_>,
) -> Vec<N> {
    if let Some(envelope) = envelope {
        return wire::build_envelope(builder, envelope, context);
    }
    if builder.format.is_xml() && !context.poison.covers(current.syntax.span) {
        let found = EnvelopeDiagnostic::NoEnvelope {
            operation: current.name.as_str().into(),
        };
        builder.diagnostics.push(found.at(current.name.span));
    }
    builder.build_fields(context.body.iter().copied())
}

/// Builds the parameters of the envelope, or else those of the fields.
fn flat(
    builder: &mut Builder<'_, '_>,
    envelope: Option<&Spanned<Map<Envelope>>>,
    context: &EnvelopeContext<'_>,
) -> Parameters {
    match envelope {
        Some(envelope) => wire::build_envelope(builder, envelope, context),
        None => builder.build_fields(context.body.iter().copied()),
    }
}

/// Checks the finished nodes of a body, fills in the paths of its fields, and writes the constants into the nodes.
fn finish<N: BuildNode>(
    builder: &mut Builder<'_, '_>,
    current: &CurrentOperation<'_>,
    mut nodes: Vec<N>,
    wire_paths: &mut Table<FieldId, String>,
) -> Vec<N> {
    builder.check_places(&nodes, current.name.span);
    N::settle(builder, &mut nodes);
    wire::write_paths(builder.format, &nodes, wire_paths);
    wire::settle_constants(&mut nodes, builder.drafts);
    nodes
}

/// Returns the root element of a document. If there is not exactly one, that was reported, and no plan is made.
fn root(elements: Vec<XmlElement>) -> XmlElement {
    match <[XmlElement; 1]>::try_from(elements) {
        Ok([root]) => root,
        Err(children) => {
            let always = true;
            XmlElement::group(String::new(), Vec::new(), Group { children, always })
        }
    }
}

/// Returns the credentials that an operation sends inside the document.
fn document_credentials(
    resolver: &Resolver<'_>,
    current: &CurrentOperation<'_>,
    plan: &Draft,
) -> Vec<CredentialId> {
    let mut all = Vec::new();
    for auth in &current.auths {
        let Some((_, syntax)) = resolver.schema.auth.get(auth.index()) else {
            continue;
        };
        for text in &syntax.document {
            let name = text.strip_prefix('$').unwrap_or(text);
            let index = plan.credentials.find(|known| known.name == name);
            all.extend(index.filter(|index| !all.contains(index)));
        }
    }
    all
}

/// Returns the wire paths of the fields outside the body.
fn outside_paths(
    current: &CurrentOperation<'_>,
    outside: &ParametersOutsideBody,
) -> Table<FieldId, String> {
    current
        .drafts
        .iter_ids()
        .map(|(index, draft)| match draft.field.location {
            Location::Path => format!("{{{}}}", draft.field.name),
            Location::Header => header_of(draft),
            Location::Query | Location::Body => outside.paths[index].clone(),
        })
        .collect()
}

fn header_of(draft: &FieldDraft<'_>) -> String {
    match &draft.node.wire {
        Some(name) => name.value.clone(),
        None => draft.field.name.clone(),
    }
}
