//! Resolves fields: name, type, presence and everything else that does not depend on the format.

use super::diagnostics::{NameDiagnostic, NameHint, UpdateDiagnostic, WireDiagnostic};
use super::field_names::FieldOwner;
use super::identifiers::{Ident, Role};
use super::namespace::{rust_name, stem};
use super::resolver::{FieldDraft, FieldOrigin, Resolver, owned};
use super::types::TypeName;
use super::wire::is_xml_name;
use crate::draft::{Declaration, RefusedSample};
use crate::plan::{
    Clear, Field, Location, Permission, Presence, Primitive, Structure, Type, Update, XmlPart,
    term_of_word, terms,
};
use crate::syntax::{self, Case, Node, Text, Value};

impl<'a> Resolver<'a> {
    /// Resolves a field without its place in any format. The owner is given by its logical name and by the text from which
    /// Rust names are derived.
    pub(super) fn resolve_field(
        &mut self,
        name: &'a Text,
        node: &'a Node,
        (owner_name, owner_rust): (&str, &str),
        case: Case,
        owner: FieldOwner,
    ) -> FieldDraft<'a> {
        let hint = TypeName {
            name: format!("{owner_name}_{}", name.value),
            rust: format!("{owner_rust}_{}", stem(node.rust.as_ref(), name)),
            span: name.span,
            named: None,
        };
        let typed = self.resolve_type(node, &hint);
        self.check_xml_name(node);
        let (ident, variant) = self.field_idents(name, node, owner);
        let constant_name = super::identifiers::ident(&ident.stem, Role::Constant)
            .map_or_else(|| ident.stem.to_uppercase(), |constant| constant.rust);
        let nodes = nodes_of_field(node, &typed.via);
        let given = nodes
            .iter()
            .find_map(|it| Some((*it, it.facets.constant.as_ref()?)));
        if given.is_some() {
            self.check_beside_constant(node);
        }
        let constant = given.map(|(at, constant)| {
            self.resolve_constant(constant, at, owner, &typed.ty, typed.poisoned)
        });
        let presence =
            self.resolve_presence(node, given.is_some(), &typed.ty, typed.poisoned, owner);
        let means = node.means.as_ref().map(|term| {
            if !terms().any(|known| known == term.as_str()) {
                self.report_unknown(term, &[], terms(), |name, hint| {
                    let meant = term_of_word(term.as_str());
                    let hint = meant.map_or(hint, |meant| NameHint::Similar(meant.into()));
                    NameDiagnostic::UnknownTerm { name, hint }.at(term.span)
                });
            }
            term.value.clone()
        });
        self.check_datum(name, node, &typed);
        let convert = self.resolve_conversions(node, means.as_deref(), &typed.ty, typed.poisoned);
        let page = self.resolve_page(nodes.iter().find_map(|it| it.page.as_ref()));
        let typed_field = (!typed.poisoned).then_some((name, &typed.ty));
        let permissions = self.resolve_permissions(&node.permissions, typed_field);
        let inherited_secret = typed
            .via
            .iter()
            .any(|node| node.secret.as_ref().is_some_and(|secret| secret.value));
        let field = Field {
            name: name.value.clone(),
            rust: ident.rust,
            stem: ident.stem,
            constant_name,
            variant,
            presence,
            constant,
            default: nodes
                .iter()
                .find_map(|it| it.default.as_ref())
                .map(|value| text_of(&value.value)),
            location: node
                .location
                .as_ref()
                .map_or(Location::Body, |at| at.value.into()),
            means,
            convert,
            permissions,
            deprecated: owned(nodes.iter().find_map(|it| it.deprecated.as_ref())),
            page,
            secret: inherited_secret || node.secret.as_ref().is_some_and(|secret| secret.value),
            access: self.resolve_access(node),
            write_only: node.write_only.as_ref().is_some_and(|it| it.value),
            needs_item: false,
            description: owned(
                node.description
                    .as_ref()
                    .or_else(|| typed.via.first().and_then(|node| node.description.as_ref())),
            ),
            examples: nodes
                .iter()
                .map(|it| &it.examples)
                .find(|examples| !examples.is_empty())
                .into_iter()
                .flatten()
                .map(|value| text_of(&value.value))
                .collect(),
            type_name: typed.name,
            ty: typed.ty,
        };
        if !typed.poisoned {
            self.declare_refused_samples(node, &field.ty);
        }
        FieldDraft {
            field,
            origin: FieldOrigin::Construct,
            node,
            span: name.span,
            constant: given.map(|(_, constant)| constant),
            case,
            via: typed.via,
            depth: typed.depth,
            poisoned: typed.poisoned,
        }
    }

    /// Returns the Rust names of a field: its own, and that of its variant in the enum of a union.
    fn field_idents(
        &mut self,
        name: &Text,
        node: &Node,
        owner: FieldOwner,
    ) -> (Ident, Option<String>) {
        let role = match owner {
            FieldOwner::Union => Role::Type,
            FieldOwner::Object
            | FieldOwner::Operation(_)
            | FieldOwner::Parameters
            | FieldOwner::Response => Role::Value,
        };
        let found = rust_name(name, node.rust.as_ref(), role, &mut self.diagnostics);
        if owner != FieldOwner::Union {
            return (found, None);
        }
        let own = super::identifiers::ident(&found.stem, Role::Value);
        let variant = found.rust.clone();
        (own.unwrap_or(found), Some(variant))
    }

    /// Reports the name of an element or an attribute that XML does not allow, in requests and in responses.
    fn check_xml_name(&mut self, node: &Node) {
        let Some(name) = node.xml.as_ref().and_then(|xml| xml.name.as_ref()) else {
            return;
        };
        let part = XmlPart::of_name(&name.value).name();
        if part.is_some_and(|name| !is_xml_name(name)) {
            let found = WireDiagnostic::XmlName {
                name: name.as_str().into(),
            };
            self.report(found.at(name.span));
        }
    }

    /// Returns whether the field can be absent, as far as the field itself states.
    fn resolve_presence(
        &mut self,
        node: &Node,
        is_constant: bool,
        ty: &Type,
        poisoned: bool,
        owner: FieldOwner,
    ) -> Presence {
        if owner == FieldOwner::Union {
            self.check_variant(node, is_constant);
            return Presence::Variant;
        }
        let required = is_constant
            || node
                .required
                .as_ref()
                .is_some_and(|required| required.value);
        let Some(clear) = &node.clear else {
            return if required {
                Presence::Required
            } else {
                Presence::Optional
            };
        };
        if is_constant {
            return Presence::Required;
        }
        if required {
            self.report(UpdateDiagnostic::RequiredAndClear.at(clear.span));
            return Presence::Required;
        }
        match owner {
            FieldOwner::Operation(Update::Replace) => {
                self.report(UpdateDiagnostic::ClearInReplace.at(clear.span));
                return Presence::Optional;
            }
            FieldOwner::Parameters | FieldOwner::Response => {
                self.report(UpdateDiagnostic::ClearOutsideBody.at(clear.span));
                return Presence::Optional;
            }
            FieldOwner::Operation(_) | FieldOwner::Object | FieldOwner::Union => {}
        }
        let joined = ty.join().is_some();
        let most = ty.list().and_then(|list| list.facets.max_items);
        let token = match clear.value {
            syntax::Clear::Empty => Clear::Empty,
            syntax::Clear::Null => Clear::Null,
            syntax::Clear::EmptyList => Clear::EmptyList,
            syntax::Clear::AllItems => Clear::AllItems(most.unwrap_or_default()),
        };
        let is_object = match owner {
            FieldOwner::Object | FieldOwner::Union => true,
            FieldOwner::Operation(_) | FieldOwner::Parameters | FieldOwner::Response => false,
        };
        let problem = match (token, ty.structure()) {
            _ if poisoned => None,
            (Clear::Null, _) => None,
            (Clear::Empty, Structure::Map(_)) => Some(UpdateDiagnostic::MapByText),
            (Clear::EmptyList, Structure::Map(_)) => Some(UpdateDiagnostic::MapByList),
            // The builder of each format decides whether it can clear a list or an object.
            (Clear::Empty, Structure::Primitive(_) | Structure::List(_) | Structure::Object(_)) => {
                None
            }
            (Clear::EmptyList, Structure::List(_)) if !joined => None,
            (Clear::EmptyList, Structure::List(_)) => Some(UpdateDiagnostic::JoinedByList),
            (Clear::EmptyList, Structure::Object(_)) => Some(UpdateDiagnostic::ObjectByList),
            (Clear::EmptyList, Structure::Primitive(_)) => Some(UpdateDiagnostic::ScalarByList),
            (Clear::AllItems(_), _) if is_object => Some(UpdateDiagnostic::AllItemsOfMember),
            (Clear::AllItems(_), Structure::List(_)) if most.is_some() => None,
            (
                Clear::AllItems(_),
                Structure::List(_)
                | Structure::Map(_)
                | Structure::Object(_)
                | Structure::Primitive(_),
            ) => Some(UpdateDiagnostic::AllItemsWithoutMaximum),
        };
        if let Some(problem) = problem {
            self.report(problem.at(clear.span));
            return Presence::Optional;
        }
        Presence::Clearable(token)
    }

    /// Resolves permissions. The values under `unless:` must be values of the field, unless its type has a mistake.
    pub(super) fn resolve_permissions(
        &mut self,
        permissions: &[syntax::Permission],
        field: Option<(&Text, &Type)>,
    ) -> Vec<Permission> {
        permissions
            .iter()
            .map(|permission| {
                for value in &permission.unless {
                    if let Some((name, ty)) = field
                        && self.check_value(value, ty)
                    {
                        self.report_if_refused(value, ty, name);
                    }
                }
                Permission {
                    name: permission.name.value.clone(),
                    unless: permission.unless.iter().map(|v| v.text.clone()).collect(),
                }
            })
            .collect()
    }

    /// Keeps the sample values and the default that the field itself refuses, for the lints. A default may be a description in
    /// words, so it is checked only if the type of the field has listed values, a form or a greatest length.
    fn declare_refused_samples(&mut self, node: &Node, ty: &Type) {
        let has_form = match ty.structure() {
            Structure::Primitive(
                Primitive::Enum(_)
                | Primitive::Boolean
                | Primitive::Integer(_)
                | Primitive::Number(_),
            ) => true,
            Structure::Primitive(Primitive::Text(facets)) => {
                !facets.patterns.is_empty()
                    || !facets.formats.is_empty()
                    || facets.max_length.is_some()
            }
            Structure::Primitive(Primitive::Any(_) | Primitive::Date | Primitive::Timestamp)
            | Structure::Object(_)
            | Structure::List(_)
            | Structure::Map(_) => false,
        };
        let default = node.default.iter().filter(|_| has_form);
        let values = default
            .map(|value| (value, true))
            .chain(node.examples.iter().map(|value| (value, false)));
        for (value, is_default) in values {
            let Value::Scalar(scalar) = &value.value else {
                continue;
            };
            if let Some(reason) = self.find_refusal(&scalar.text, ty) {
                self.declarations.push(Declaration::Sample(RefusedSample {
                    span: value.span,
                    is_default,
                    reason: reason.to_string(),
                }));
            }
        }
    }
}

/// Returns the nodes whose keys apply to a field, in order of precedence: the field itself, then its chain of named types.
/// The type of a list's items does not apply to the list.
pub(super) fn nodes_of_field<'a>(node: &'a Node, via: &[&'a Node]) -> Vec<&'a Node> {
    let mut nodes = vec![node];
    for &named in via {
        if nodes.last().is_some_and(|last| last.items.is_some()) {
            break;
        }
        nodes.push(named);
    }
    nodes
}

/// Returns a value as text for documentation.
fn text_of(value: &Value) -> String {
    match value {
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| text_of(&item.value)).collect();
            items.join(", ")
        }
        Value::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", key.value, text_of(&value.value)))
                .collect();
            entries.join(", ")
        }
    }
}
