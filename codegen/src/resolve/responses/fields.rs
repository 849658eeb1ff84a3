//! The fields of a response, and where each is read from.

use std::sync::LazyLock;

use super::super::current_operation::CurrentOperation;
use super::super::diagnostics::{
    HttpDiagnostic, ParameterDiagnostic, TypeDiagnostic, WireDiagnostic,
};
use super::super::field_names::{FieldNames, FieldOwner};
use super::super::http::is_token;
use super::super::namespace::stem;
use super::super::resolver::{FieldDraft, FieldDrafts, FieldOrigin, Resolver};
use super::super::wire::{
    BuildNode, Builder, Owner, any_in_other_format, is_choice, read_field_wire,
};
use super::CurrentResponse;
use super::places::{places_of, stated_places};
use crate::plan::JoinedItems;
use crate::plan::{
    Access, BodyFormat, Field, FieldId, FieldPlace, JsonMember, Location, Presence, ResponseBody,
    ResponseField, ResponseLines, ResponsePlace, ResponseSource, Table, TextFacets, Type,
    XmlElement, XmlPart,
};
use crate::source::Span;
use crate::syntax::{self, Case, Node, Text};

impl CurrentResponse<'_> {
    /// Returns the fields of the case.
    pub(super) fn finish(self) -> Table<FieldId, ResponseField> {
        let fields = self.drafts.into_iter().zip(self.sources);
        fields
            .map(|(draft, source)| ResponseField {
                field: draft.field,
                source,
            })
            .collect()
    }

    /// Returns whether the body is text alone.
    fn is_text(&self) -> bool {
        self.formats.contains(&ResponseBody::Text)
            && !self.reads_json()
            && self.element_format().is_none()
    }
}

/// The name of the field that has the text of a body.
const TEXT: &str = "text";

/// The empty construct of the field that has the text of a body.
static TEXT_NODE: LazyLock<Node> = LazyLock::new(Node::default);

/// Returns the field that has the text of a body, which is declared by the format of the response.
fn text_draft<'a>(span: Span, case: Case) -> FieldDraft<'a> {
    let field = Field {
        name: TEXT.to_owned(),
        rust: TEXT.to_owned(),
        stem: TEXT.to_owned(),
        constant_name: TEXT.to_uppercase(),
        variant: None,
        ty: Type::String(TextFacets::default()),
        presence: Presence::Required,
        constant: None,
        default: None,
        location: Location::Body,
        means: None,
        convert: Vec::new(),
        permissions: Vec::new(),
        deprecated: None,
        page: None,
        secret: false,
        access: Access::All,
        write_only: false,
        needs_item: false,
        description: Some("The body.".to_owned()),
        examples: Vec::new(),
        type_name: None,
    };
    FieldDraft {
        field,
        origin: FieldOrigin::TextBody,
        node: &TEXT_NODE,
        span,
        constant: None,
        case,
        via: Vec::new(),
        depth: 0,
        poisoned: false,
    }
}

impl<'a> Resolver<'a> {
    /// Resolves the fields of a response, and the formats of its body.
    pub(super) fn resolve_response_fields(
        &mut self,
        syntax: &'a syntax::Response,
        current: &CurrentOperation<'a>,
        name: &Text,
        (place, lines): (&str, &ResponseLines),
    ) -> CurrentResponse<'a> {
        let case = self.operation_case(current.syntax);
        let mut drafts = self.resolve_included(&syntax.include, None);
        let (owner, owner_rust) = current.names();
        let hint = format!("{owner}_{}", name.value);
        let rust = format!("{owner_rust}_{}", stem(syntax.rust.as_ref(), name));
        for (name, node) in &syntax.fields {
            self.keep_node_notes(&format!("{place}.{}", name.value), node);
            drafts.push(self.resolve_field(name, node, (&hint, &rust), case, FieldOwner::Response));
        }
        self.limit_paths(&mut drafts);
        let formats = self.resolve_formats(syntax, lines);
        let mut response = CurrentResponse {
            syntax,
            formats,
            drafts: drafts.into(),
            sources: Table::new(),
        };
        if response.is_text() {
            response.drafts.push(text_draft(name.span, case));
        }
        let mut space = FieldNames::default();
        for draft in &response.drafts {
            space.take(draft, &mut self.diagnostics);
        }
        let reads_body = !syntax.matched.body.is_empty()
            || response
                .drafts
                .iter()
                .any(|draft| draft.field.location == Location::Body);
        if response.formats.is_empty() && reads_body {
            response.formats.push(ResponseBody::Json);
        }
        response.sources = response
            .drafts
            .ids()
            .map(|field| self.resolve_source(field, &response))
            .collect();
        response.number_lines();
        self.check_joined(&response.drafts);
        response
    }

    /// Reports lists that are one text in a form that only requests have.
    fn check_joined(&mut self, drafts: &FieldDrafts<'a>) {
        let mut found = joined_otherwise(drafts.iter());
        for object in self.objects_within(drafts) {
            found.extend(joined_otherwise(self.objects[object].fields.iter()));
        }
        for span in found {
            self.report(TypeDiagnostic::JoinedInResponse.at(span));
        }
    }

    /// Resolves where a field is read from.
    fn resolve_source(&mut self, field: FieldId, response: &CurrentResponse<'a>) -> ResponseSource {
        let draft = &response.drafts[field];
        match draft.field.location {
            Location::Header => {
                self.check_any_parameter(draft);
                if let Some(name) = &draft.node.wire
                    && !is_token(name)
                {
                    let found = HttpDiagnostic::WireHeaderName {
                        name: name.as_str().into(),
                    };
                    self.report(found.at(name.span));
                }
                let name = match &draft.node.wire {
                    Some(name) => name.value.clone(),
                    None => draft.field.name.clone(),
                };
                return match draft.node.location.as_ref().map(|it| it.value) {
                    Some(syntax::Location::Cookie) => ResponseSource::Cookie(name),
                    Some(
                        syntax::Location::Header
                        | syntax::Location::Path
                        | syntax::Location::Query
                        | syntax::Location::Body,
                    )
                    | None => ResponseSource::Header(name),
                };
            }
            Location::Path | Location::Query => {
                self.report(ParameterDiagnostic::LocationInResponse.at(draft.span));
            }
            Location::Body if draft.origin == FieldOrigin::TextBody => return ResponseSource::Text,
            Location::Body => {
                let has_fields = |format: &ResponseBody| match format {
                    ResponseBody::Json
                    | ResponseBody::Xml
                    | ResponseBody::Scalar
                    | ResponseBody::Tree(_)
                    | ResponseBody::Lines(_) => true,
                    ResponseBody::Empty | ResponseBody::Text => false,
                };
                if !response.formats.iter().any(has_fields) {
                    self.report(ParameterDiagnostic::FieldWithoutBody.at(draft.span));
                }
            }
        }
        if let Some(wire) = &draft.node.xml {
            if let Some(span) = part_outside(wire) {
                self.report(WireDiagnostic::PartOutside.at(span));
            }
            let has_place = wire.at.is_some() || wire.name.is_some();
            if let Some((name, _)) = wire.attributes.first()
                && (!wire.first_of.is_empty() || !has_place)
            {
                self.report(WireDiagnostic::AttributesWithoutPlace.at(name.span));
            }
        }
        let json = json_places(draft, response);
        let elements = element_places(draft, response);
        ResponseSource::Body {
            json: json.map(|places| {
                self.field_place::<JsonMember>(BodyFormat::Json, field, &response.drafts, places)
            }),
            xml: elements.map(|(format, places)| match format {
                BodyFormat::Lines => self.line_place(field, response, places),
                BodyFormat::Json
                | BodyFormat::Xml
                | BodyFormat::Query
                | BodyFormat::Form
                | BodyFormat::Text => {
                    self.field_place::<XmlElement>(BodyFormat::Xml, field, &response.drafts, places)
                }
            }),
        }
    }

    pub(super) fn field_place<N: BuildNode>(
        &mut self,
        format: BodyFormat,
        field: FieldId,
        drafts: &FieldDrafts<'a>,
        places: Vec<ResponsePlace>,
    ) -> FieldPlace<N::List> {
        let mut builder = Builder {
            format,
            owner: Owner::Operation,
            operation: None,
            assign: "",
            drafts,
            objects: &self.objects,
            enums: &self.enums,
            diagnostics: &mut self.diagnostics,
        };
        let draft = &drafts[field];
        if let Some(found) = any_in_other_format(draft, format) {
            builder.diagnostics.push(found.at(draft.span));
        }
        if !format.is_json() && draft.field.ty.is_nested() {
            builder.check_nested(draft);
        }
        let is_entries = builder.entries_of(draft).is_some();
        if !format.is_json() && draft.field.ty.map().is_some() && !is_entries {
            let found = TypeDiagnostic::MapOutsideJson {
                name: draft.field.name.as_str().into(),
                format,
            };
            builder.diagnostics.push(found.at(draft.span));
        }
        let wire = read_field_wire::<N>(&mut builder, field);
        if format.is_xml() {
            self.check_tags_in_xml(&draft.field.ty, draft.span);
        }
        FieldPlace {
            places,
            values: wire.values,
            list: wire.list,
            inner: wire.inner,
        }
    }
}

/// Returns the places of the lists whose items are told apart by quotation marks or by counting separators.
fn joined_otherwise<'d>(drafts: impl Iterator<Item = &'d FieldDraft<'d>>) -> Vec<Span> {
    let is_other = |draft: &&FieldDraft<'_>| match draft.field.ty.list().map(|list| list.joined) {
        Some(JoinedItems::Quoted | JoinedItems::Containing(_)) => !draft.poisoned,
        Some(JoinedItems::Plain) | None => false,
    };
    drafts.filter(is_other).map(|draft| draft.span).collect()
}

/// Returns where a field states that it is an attribute or a text which no element is around.
fn part_outside(wire: &syntax::Wire) -> Option<Span> {
    let is_part = |name: &str| !XmlPart::of_name(name).is_element();
    let name = wire.name.as_ref().filter(|name| is_part(&name.value));
    let at = wire.at.as_ref().filter(|at| match at.value.as_slice() {
        [only] => XmlPart::of_name(only).attribute().is_some(),
        [] | [..] => false,
    });
    let is_attribute = |place: &&Text| XmlPart::of_name(&place.value).attribute().is_some();
    let is_outside = |place: &&Text| is_attribute(place) && !place.value.contains('.');
    let first_of = wire.first_of.iter().find(is_outside);
    let named = name.or(first_of).map(|name| name.span);
    named.or(at.map(|at| at.span))
}

/// Returns the places of a field in JSON, if the body can be JSON. The only field of a scalar is the whole body.
fn json_places(
    draft: &FieldDraft<'_>,
    response: &CurrentResponse<'_>,
) -> Option<Vec<ResponsePlace>> {
    if !response.reads_json() {
        return None;
    }
    let stated = stated_places(draft, BodyFormat::Json);
    let is_scalar = response.formats.contains(&ResponseBody::Scalar)
        && !response.formats.contains(&ResponseBody::Json);
    match (is_scalar, stated.is_empty()) {
        (true, true) => Some(vec![ResponsePlace::default()]),
        (_, false) => Some(stated),
        (false, true) => Some(places_of(draft, BodyFormat::Json)),
    }
}

/// Returns the places of a field in XML or lines, if the body can have the format. If it can be JSON as well, a field has a
/// place in XML only if it states one.
fn element_places(
    draft: &FieldDraft<'_>,
    response: &CurrentResponse<'_>,
) -> Option<(BodyFormat, Vec<ResponsePlace>)> {
    let format = response.element_format()?;
    let stated = stated_places(draft, format);
    let is_choice = is_choice(draft, format);
    let states_choice = is_choice && draft.node.xml.is_some();
    let places = match (stated.is_empty(), response.reads_json()) {
        (false, _) => stated,
        // The elements of the variants are in the document itself.
        (true, false) if is_choice => vec![ResponsePlace::default()],
        (true, true) if states_choice => vec![ResponsePlace::default()],
        (true, true) => return None,
        (true, false) => places_of(draft, format),
    };
    Some((format, response.folded(places)))
}
