//! Checks the names that parameters get from templates: no two parameters of a request can have the same name.
//!
//! Input: a draft whose operations and objects are resolved. Output: diagnostics.

pub(super) mod overlap;

use super::diagnostics::MembersDiagnostic;
use crate::draft::{Draft, OperationDraft};
use crate::plan::{
    AuthId, BodyFormat, BodyTree, Clear, ComputedPlace, Field, FieldId, FieldMask,
    NestedParameters, ObjectId, Parameter, ParameterEntries, ParameterList, ParameterValue,
    Presence, Source, Table, TakenName,
};
use crate::source::{Diagnostics, Span};
use crate::syntax::{self, Schema};
use overlap::NamePattern;

/// Checks the names of the parameters of all operations.
pub(super) fn check(plan: &mut Draft, schema: &Schema, diagnostics: &mut Diagnostics) {
    let (mut taken, mut outside) = (Vec::new(), Vec::new());
    for ((at, operation), (name, syntax)) in
        plan.operations.iter().enumerate().zip(&schema.operations)
    {
        for (binding_at, binding) in operation.bindings.iter_ids() {
            // The others are parameters in the same place.
            let (parameters, others, format): (_, &[Parameter], _) = match &binding.body {
                BodyTree::Empty
                | BodyTree::Json { .. }
                | BodyTree::Xml { .. }
                | BodyTree::Text { .. } => continue,
                BodyTree::Query(parameters) => (parameters, &operation.query, BodyFormat::Query),
                BodyTree::Form { parameters, .. } => (parameters, &[], BodyFormat::Form),
                BodyTree::Lines { parameters, .. } => (parameters, &[], BodyFormat::Lines),
            };
            let mut names = Names {
                plan,
                format,
                spans: Spans {
                    syntax,
                    operation: name.span,
                },
                found: known_names(plan, operation, format),
                maps: Vec::new(),
                within: Vec::new(),
                diagnostics: &mut *diagnostics,
            };
            names.add_all(others, &operation.fields, None, None);
            names.add_all(parameters, &operation.fields, None, None);
            names.report_overlaps();
            if !names.maps.is_empty() {
                taken.push((at, binding_at, names.taken()));
            }
        }
    }
    for (operation, (name, syntax)) in plan.operations.iter().zip(&schema.operations) {
        let mut unreported = Diagnostics::default();
        let bodies = operation.bindings.iter().filter_map(|it| match &it.body {
            BodyTree::Query(parameters) => Some(parameters),
            BodyTree::Empty
            | BodyTree::Json { .. }
            | BodyTree::Xml { .. }
            | BodyTree::Form { .. }
            | BodyTree::Lines { .. }
            | BodyTree::Text { .. } => None,
        });
        let bodies: Vec<_> = bodies.collect();
        let mut names = Names {
            plan,
            format: BodyFormat::Query,
            spans: Spans {
                syntax,
                operation: name.span,
            },
            found: known_names(plan, operation, BodyFormat::Query),
            maps: Vec::new(),
            within: Vec::new(),
            // The mistakes of a body are reported above.
            diagnostics: match bodies.is_empty() {
                true => &mut *diagnostics,
                false => &mut unreported,
            },
        };
        names.add_all(&operation.query, &operation.fields, None, None);
        let has_map = !names.maps.is_empty();
        for parameters in bodies {
            names.add_all(parameters, &operation.fields, None, None);
        }
        outside.push(has_map.then(|| names.taken()));
    }
    for (operation, names) in plan.operations.iter_mut().zip(outside) {
        if let Some(names) = names {
            set_taken_in(&mut operation.query, &names);
        }
    }
    for (operation, binding, names) in taken {
        let operation = plan.operations.get_mut(operation);
        if let Some(operation) = operation {
            set_taken(&mut operation.bindings[binding].body, &names);
        }
    }
}

/// Sets the names that the entries of maps cannot have.
fn set_taken(body: &mut BodyTree, names: &[TakenName]) {
    let parameters = match body {
        BodyTree::Query(parameters) | BodyTree::Form { parameters, .. } => parameters,
        BodyTree::Empty
        | BodyTree::Json { .. }
        | BodyTree::Xml { .. }
        | BodyTree::Lines { .. }
        | BodyTree::Text { .. } => return,
    };
    set_taken_in(parameters, names);
}

fn set_taken_in(parameters: &mut [Parameter], names: &[TakenName]) {
    for parameter in parameters {
        if let Some(wire) = parameter.value.field_mut()
            && let Some(ParameterList::Flattened { taken, .. }) = &mut wire.list
        {
            names.clone_into(taken);
        }
    }
}

/// Returns the names of the parameters of authentication methods.
pub(super) fn of_auths<'d>(plan: &'d Draft, auths: &'d [AuthId]) -> impl Iterator<Item = &'d str> {
    let auths = auths.iter().filter_map(|auth| plan.auths.get(*auth));
    auths.flat_map(|auth| {
        let computed = auth.computed(Some(ComputedPlace::Parameter));
        let computed = computed.map(|(_, name, _)| name);
        auth.parameters().map(|(name, _)| name).chain(computed)
    })
}

/// Returns the names of the parameters that are no fields: those of the authentication, and the mask in a query string.
fn known_names(plan: &Draft, operation: &OperationDraft, format: BodyFormat) -> Vec<Named> {
    let mask = match format {
        BodyFormat::Query => operation.mask.as_ref().and_then(FieldMask::query),
        BodyFormat::Form
        | BodyFormat::Lines
        | BodyFormat::Text
        | BodyFormat::Json
        | BodyFormat::Xml => None,
    };
    of_auths(plan, &operation.auths)
        .chain(mask)
        .map(|name| Named {
            pattern: NamePattern::of(name),
            span: None,
            is_member: false,
        })
        .collect()
}

/// The names that a parameter can have.
struct Named {
    pattern: NamePattern,
    /// The field of the operation; none for parameters outside the body.
    span: Option<Span>,
    /// Whether it is a member of an object.
    is_member: bool,
}

/// The places of the fields of an operation in the document.
struct Spans<'s> {
    syntax: &'s syntax::Operation,
    operation: Span,
}

impl Spans<'_> {
    fn of(&self, field: &str) -> Span {
        let mut fields = self.syntax.fields.iter().chain(&self.syntax.params);
        fields
            .find(|(name, _)| name.value == field)
            .map_or(self.operation, |(name, _)| name.span)
    }
}

/// The collector of the names of one body.
struct Names<'n> {
    plan: &'n Draft,
    format: BodyFormat,
    spans: Spans<'n>,
    found: Vec<Named>,
    /// The maps whose entries are parameters.
    maps: Vec<Span>,
    /// The objects around the current parameter.
    within: Vec<ObjectId>,
    diagnostics: &'n mut Diagnostics,
}

/// The names before and after the name of a member.
type Around<'a> = Option<&'a (NamePattern, NamePattern)>;

impl Names<'_> {
    fn add_all(
        &mut self,
        parameters: &[Parameter],
        fields: &Table<FieldId, Field>,
        around: Around<'_>,
        span: Option<Span>,
    ) {
        for parameter in parameters {
            let name = match around {
                Some((before, after)) => before.clone().then(&parameter.name).join(after),
                None => NamePattern::of(&parameter.name),
            };
            let source = match &parameter.value {
                ParameterValue::Source(source) => source,
                ParameterValue::Nested(nested) => {
                    self.push(name, span, around);
                    self.add_nested(nested, fields);
                    continue;
                }
                ParameterValue::Document(_) => {
                    self.push(name, span, around);
                    continue;
                }
            };
            match source {
                Source::Constant { .. } | Source::Credential(_) => self.push(name, span, around),
                Source::Field(wire) => {
                    let field = &fields[wire.field];
                    let span = span.unwrap_or_else(|| self.spans.of(&field.name));
                    match &wire.list {
                        None | Some(ParameterList::Repeat | ParameterList::Join(_)) => {
                            self.push(name, Some(span), around);
                        }
                        Some(
                            ParameterList::Indexed { template, .. }
                            | ParameterList::NumberedMember { template, .. },
                        ) => {
                            if field.presence == Presence::Clearable(Clear::Empty) {
                                self.push(name.clone(), Some(span), around);
                            }
                            self.push(name.filled_into(template), Some(span), around);
                        }
                        Some(ParameterList::Entries(entries)) => {
                            self.add_entries(field, &name, entries, span);
                        }
                        Some(ParameterList::Flattened { .. }) => {
                            if !self.maps.is_empty() {
                                self.diagnostics.push(MembersDiagnostic::TwoMaps.at(span));
                            }
                            self.maps.push(span);
                        }
                        Some(ParameterList::Members { template, .. }) => {
                            if field.presence == Presence::Clearable(Clear::Empty) {
                                self.push(name.clone(), Some(span), around);
                            }
                            self.add_object(field, &name, template, span);
                        }
                    }
                }
            }
        }
    }

    /// Checks the names inside the value of a parameter, which are apart from all others.
    fn add_nested(&mut self, nested: &NestedParameters, fields: &Table<FieldId, Field>) {
        let (outer, maps) = (std::mem::take(&mut self.found), self.maps.len());
        let format = std::mem::replace(&mut self.format, nested.format.body_format());
        self.add_all(&nested.group.children, fields, None, None);
        self.report_overlaps();
        for span in self.maps.drain(maps..) {
            self.diagnostics.push(MembersDiagnostic::MapInside.at(span));
        }
        self.format = format;
        self.found = outer;
    }

    /// Returns the names of all parameters, each once.
    fn taken(&self) -> Vec<TakenName> {
        let mut taken: Vec<TakenName> = Vec::new();
        for name in self.found.iter().map(|named| named.pattern.pieces()) {
            if !taken.contains(&name) {
                taken.push(name);
            }
        }
        taken
    }

    fn push(&mut self, pattern: NamePattern, span: Option<Span>, around: Around<'_>) {
        self.found.push(Named {
            pattern,
            span,
            is_member: around.is_some(),
        });
    }

    fn add_object(&mut self, field: &Field, name: &NamePattern, template: &str, span: Span) {
        let Some(id) = field.ty.object_within() else {
            return;
        };
        let shown = || field.name.as_str().into();
        if self.within.contains(&id) {
            let found = MembersDiagnostic::RecursiveMembers { name: shown() };
            self.diagnostics.push(found.at(span));
            return;
        }
        let object = &self.plan.objects[id];
        let parameters = object.parameters(self.format);
        let (before, after) = template.split_once("$member").unwrap_or((template, ""));
        let around = (name.filled_into(before), name.filled_into(after));
        self.within.push(id);
        self.add_all(parameters, &object.fields, Some(&around), Some(span));
        self.within.pop();
    }

    /// Adds the names of the parameters of entries.
    fn add_entries(
        &mut self,
        field: &Field,
        name: &NamePattern,
        entries: &ParameterEntries,
        span: Span,
    ) {
        let mut push = |pattern| {
            self.found.push(Named {
                pattern,
                span: Some(span),
                is_member: true,
            });
        };
        push(name.filled_into(&entries.key));
        let value = name.filled_into(&entries.value);
        match entries.inside.as_deref() {
            None | Some(ParameterList::Repeat | ParameterList::Join(_)) => push(value),
            Some(
                ParameterList::Indexed { template, .. }
                | ParameterList::NumberedMember { template, .. },
            ) => push(value.filled_into(template)),
            Some(ParameterList::Members { template, .. }) => {
                self.add_object(field, &value, template, span);
            }
            // No value of an entry has entries.
            Some(ParameterList::Flattened { .. } | ParameterList::Entries(_)) => {}
        }
    }

    /// Reports each parameter that can have the same name for other numbers, and each pair of parameters that can have the same name,
    /// if one of them is a member of an object.
    fn report_overlaps(&mut self) {
        let mut reported = Vec::new();
        for (at, second) in self.found.iter().enumerate() {
            if let Some(span) = second.span.filter(|span| !reported.contains(span))
                && second.pattern.is_ambiguous()
            {
                reported.push(span);
                let name = second.pattern.to_string().as_str().into();
                let found = MembersDiagnostic::AmbiguousNumbers { name };
                self.diagnostics.push(found.at(span));
            }
            for first in &self.found[..at] {
                let Some(span) = second.span.or(first.span) else {
                    continue;
                };
                if (first.is_member || second.is_member)
                    && !reported.contains(&span)
                    && first.pattern.overlaps(&second.pattern)
                {
                    reported.push(span);
                    let found = MembersDiagnostic::SameParameter {
                        name: second.pattern.to_string().as_str().into(),
                        other: first.pattern.to_string().as_str().into(),
                    };
                    self.diagnostics.push(found.at(span));
                }
            }
        }
    }
}
