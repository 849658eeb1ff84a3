//! Fields: name, type, presence and everything else that does not depend on the wire.

use super::codes;
use super::names::Role;
use super::space::{Space, printable, rust_name, stem};
use super::state::{FieldDraft, Resolver, owned};
use super::types::Hint;
use crate::draft::{Declaration, RefusedSample};
use crate::plan::{
    Clear, Field, Literal, Location, Permission, Presence, Primitive, Structure, Type, Update,
    terms,
};
use crate::source::{Diagnostic, Diagnostics, Spanned};
use crate::syntax::{self, Case, Node, Scalar, Style, Text, Value};

/// What a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// An object; cleared members are looked at where the object is used.
    Object,
    /// An operation's fields.
    Operation(Update),
    /// An operation's parameters.
    Parameters,
    /// A response.
    Response,
}

/// The names of the fields of one struct.
#[derive(Debug, Default)]
pub(super) struct FieldSpace {
    fields: Space,
    constants: Space,
}

impl FieldSpace {
    /// Takes the names of a field.
    pub(super) fn take(&mut self, draft: &FieldDraft<'_>, diagnostics: &mut Diagnostics) {
        let what = format!("`{}`", printable(&draft.field.name));
        let before = diagnostics.0.len();
        self.fields
            .take(&draft.field.rust, what.clone(), draft.span, diagnostics);
        if diagnostics.0.len() == before {
            self.constants
                .take(&draft.field.constant_name, what, draft.span, diagnostics);
        }
    }
}

impl<'a> Resolver<'a> {
    /// A field, without its place on any wire. The owner comes with its logical name and the text that its Rust name is
    /// made of.
    pub(super) fn field_draft(
        &mut self,
        name: &'a Text,
        node: &'a Node,
        (owner_name, owner_rust): (&str, &str),
        case: Case,
        owner: Owner,
    ) -> FieldDraft<'a> {
        let hint = Hint {
            name: format!("{owner_name}_{}", name.value),
            rust: format!("{owner_rust}_{}", stem(node.rust.as_ref(), name)),
            span: name.span,
            named: None,
        };
        let typed = self.node_type(node, &hint);
        let ident = rust_name(name, node.rust.as_ref(), Role::Value, &mut self.diagnostics);
        let constant_name = super::names::ident(&ident.stem, Role::Constant)
            .map_or_else(|| ident.stem.to_uppercase(), |constant| constant.rust);
        let said = said(node, &typed.via);
        let given = said
            .iter()
            .find_map(|it| Some((*it, it.facets.constant.as_ref()?)));
        if given.is_some() {
            self.check_beside_constant(node);
        }
        let constant =
            given.map(|(at, constant)| self.constant(constant, at, &typed.ty, typed.poisoned));
        let presence = self.presence(node, given.is_some(), &typed.ty, typed.poisoned, owner);
        let means = node.means.as_ref().map(|term| {
            if !terms().any(|known| known == term.as_str()) {
                self.unknown(codes::UNKNOWN_TERM, "term", term, terms());
            }
            term.value.clone()
        });
        self.check_datum(name, node, &typed);
        let convert = self.conversions(node, means.as_deref(), &typed.ty, typed.poisoned);
        let page = self.page(said.iter().find_map(|it| it.page.as_ref()));
        let permissions = self.permissions(&node.permissions, Some(&typed.ty), typed.poisoned);
        let inherited_secret = typed
            .via
            .iter()
            .any(|node| node.secret.as_ref().is_some_and(|secret| secret.value));
        let field = Field {
            name: name.value.clone(),
            rust: ident.rust,
            stem: ident.stem,
            constant_name,
            presence,
            constant,
            default: said
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
            deprecated: owned(said.iter().find_map(|it| it.deprecated.as_ref())),
            page,
            secret: inherited_secret || node.secret.as_ref().is_some_and(|secret| secret.value),
            read_only: node.read_only.as_ref().is_some_and(|it| it.value),
            write_only: node.write_only.as_ref().is_some_and(|it| it.value),
            needs_item: false,
            description: owned(
                node.description
                    .as_ref()
                    .or_else(|| typed.via.first().and_then(|node| node.description.as_ref())),
            ),
            examples: said
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
            node,
            span: name.span,
            constant: given.map(|(_, constant)| constant),
            case,
            via: typed.via,
            depth: typed.depth,
            poisoned: typed.poisoned,
        }
    }

    /// Whether the field may be absent, as far as the field itself says.
    fn presence(
        &mut self,
        node: &Node,
        is_constant: bool,
        ty: &Type,
        poisoned: bool,
        owner: Owner,
    ) -> Presence {
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
            self.error_help(
                codes::REQUIRED_AND_CLEAR,
                clear.span,
                "a required field cannot be cleared",
                "leave out `clear:`, or `required:`",
            );
            return Presence::Required;
        }
        match owner {
            Owner::Operation(Update::Replace) => {
                self.error_help(
                    codes::CLEAR_IN_REPLACE,
                    clear.span,
                    "in an operation that replaces, leaving a field out clears it",
                    "leave out `clear:`",
                );
                return Presence::Optional;
            }
            Owner::Parameters | Owner::Response => {
                self.error_help(
                    codes::CLEAR_UNSUITABLE,
                    clear.span,
                    "only fields of a request's body can be cleared",
                    "leave out `clear:`",
                );
                return Presence::Optional;
            }
            Owner::Operation(_) | Owner::Object => {}
        }
        let joined = ty.join().is_some();
        let token = Clear::from(clear.value);
        let problem = match (token, ty.structure()) {
            _ if poisoned => None,
            (Clear::Null, _) => None,
            (Clear::Empty, Structure::List(_)) if !joined => {
                Some("a list is not cleared by an empty text")
            }
            (Clear::Empty, Structure::Object(_)) => {
                Some("an object is not cleared by an empty text")
            }
            (Clear::Empty, Structure::Primitive(_) | Structure::List(_)) => None,
            (Clear::EmptyList, Structure::List(_)) if !joined => None,
            (
                Clear::EmptyList,
                Structure::Primitive(_) | Structure::Object(_) | Structure::List(_),
            ) => Some("only a list is cleared by an empty list"),
        };
        if let Some(problem) = problem {
            let help = match ty.structure() {
                Structure::List(_) if joined => "the items are one text: give `clear: ''`",
                Structure::List(_) => {
                    "in JSON give `clear: []`; elsewhere leave `clear:` out, or give `join:` if the items are one text on the wire"
                }
                Structure::Object(_) => "in JSON give `clear: null`; elsewhere leave `clear:` out",
                Structure::Primitive(_) => "give `clear: ''`, or `clear: null` in JSON",
            };
            self.error_help(codes::CLEAR_UNSUITABLE, clear.span, problem, help);
            return Presence::Optional;
        }
        Presence::Clearable(token)
    }

    /// Reports the keys that say nothing beside a constant.
    fn check_beside_constant(&mut self, node: &Node) {
        let beside = [
            ("required", node.required.as_ref().map(|key| key.span)),
            ("clear", node.clear.as_ref().map(|key| key.span)),
            ("default", node.default.as_ref().map(|key| key.span)),
        ];
        for (key, span) in beside {
            if let Some(span) = span {
                self.error_help(
                    codes::CONSTANT_UNSUITABLE,
                    span,
                    format!("`{key}:` says nothing beside `const:`"),
                    "leave it out: a constant is always sent",
                );
            }
        }
    }

    /// Returns a constant as the type of its field writes it. `node` is the field, or the named type, that states it.
    ///
    /// A constant that is not a value of the type is reported, and stays a constant.
    fn constant(
        &mut self,
        constant: &Spanned<Scalar>,
        node: &Node,
        ty: &Type,
        is_poisoned: bool,
    ) -> Literal {
        let plain = plain_literal(constant);
        if is_poisoned {
            return plain;
        }
        let has_type = node.ty.is_some() || node.values.is_some();
        let literal = if has_type {
            typed_literal(&constant.text, ty).filter(|_| self.fits(&constant.text, ty))
        } else {
            // Without a type, the spelling decides.
            Some(plain.clone())
        };
        let Some(literal) = literal else {
            self.error_help(
                codes::CONSTANT_UNSUITABLE,
                constant.span,
                format!("`{}` is no value of this type", printable(&constant.text)),
                "give a value of the type, or another `type:`",
            );
            return plain;
        };
        self.check_constant_facets(constant, ty);
        literal
    }

    /// Reports a constant that breaks the constraints of its own field. Nothing else would: a constant is not a value that a
    /// caller gives, so no check of a request sees it.
    fn check_constant_facets(&mut self, constant: &Spanned<Scalar>, ty: &Type) {
        let Some(reason) = self.refused(&constant.text, ty) else {
            return;
        };
        self.diagnostics.push(
            Diagnostic::error(
                codes::CONSTANT_UNSUITABLE,
                constant.span,
                "this constant is refused by its own field",
            )
            .help("mend the constant, or the constraint that refuses it")
            .label(reason),
        );
    }

    /// Permissions; values that need none must be values of the field.
    pub(super) fn permissions(
        &mut self,
        permissions: &[syntax::Permission],
        ty: Option<&Type>,
        poisoned: bool,
    ) -> Vec<Permission> {
        permissions
            .iter()
            .map(|permission| {
                for value in &permission.unless {
                    if let (Some(ty), false) = (ty, poisoned) {
                        self.known_value(value, ty);
                    }
                }
                Permission {
                    name: permission.name.value.clone(),
                    unless: permission.unless.iter().map(|v| v.text.clone()).collect(),
                }
            })
            .collect()
    }

    /// Keeps the sample values and the default that the field itself refuses, for the lints. What a provider assumes may be
    /// described in words, except where the values are few and known, or have a form.
    fn declare_refused_samples(&mut self, node: &Node, ty: &Type) {
        let has_form = match ty.structure() {
            Structure::Primitive(
                Primitive::Enum(_) | Primitive::Boolean | Primitive::Integer(_),
            ) => true,
            Structure::Primitive(Primitive::Text(facets)) => {
                !facets.patterns.is_empty() || !facets.formats.is_empty()
            }
            Structure::Primitive(Primitive::Date | Primitive::Timestamp)
            | Structure::Object(_)
            | Structure::List(_) => false,
        };
        let default = node.default.iter().filter(|_| has_form);
        let values = default
            .map(|value| (value, true))
            .chain(node.examples.iter().map(|value| (value, false)));
        for (value, is_default) in values {
            let Value::Scalar(scalar) = &value.value else {
                continue;
            };
            if let Some(reason) = self.refused(&scalar.text, ty) {
                self.declarations.push(Declaration::Sample(RefusedSample {
                    span: value.span,
                    is_default,
                    reason,
                }));
            }
        }
    }
}

/// Returns the nodes that say something about a field, in the order in which they count: the field itself, then the
/// named types that it goes through. What the items of a list are says nothing about the list.
fn said<'a>(node: &'a Node, via: &[&'a Node]) -> Vec<&'a Node> {
    let mut said = vec![node];
    for &named in via {
        if said.last().is_some_and(|last| last.items.is_some()) {
            break;
        }
        said.push(named);
    }
    said
}

/// Returns the literal of a text with this type; none where the type takes no such literal.
fn typed_literal(text: &str, ty: &Type) -> Option<Literal> {
    match ty.structure() {
        Structure::Primitive(Primitive::Integer(_)) => text
            .parse::<i64>()
            .ok()
            .map(|_| Literal::Number(text.to_owned())),
        Structure::Primitive(Primitive::Boolean) => match text {
            "true" => Some(Literal::Boolean(true)),
            "false" => Some(Literal::Boolean(false)),
            _ => None,
        },
        Structure::Primitive(
            Primitive::Text(_) | Primitive::Date | Primitive::Timestamp | Primitive::Enum(_),
        ) => Some(Literal::String(text.to_owned())),
        Structure::List(_) | Structure::Object(_) => None,
    }
}

/// A scalar without a declared type: plain numbers, `true`, `false` and `null` are what JSON takes them for.
pub(super) fn plain_literal(scalar: &Scalar) -> Literal {
    let text = &scalar.text;
    if scalar.style == Style::Quoted {
        return Literal::String(text.clone());
    }
    match text.as_str() {
        "true" => Literal::Boolean(true),
        "false" => Literal::Boolean(false),
        "null" | "~" | "" => Literal::Null,
        _ if json_number(text) => Literal::Number(text.clone()),
        _ => Literal::String(text.clone()),
    }
}

/// Whether a text is a number of JSON's grammar.
fn json_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|e| digits(e.strip_prefix(['+', '-']).unwrap_or(e)))
}

/// A value as people read it.
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
