//! How one field is spelled: values, lists, absence, attributes.

use super::super::codes;
use super::super::fields::plain_literal;
use super::super::space::printable;
use super::super::state::Draft;
use super::{Builder, Kind, xml_name};
use crate::plan::{Absent, FieldId, Leaf, ListStyle, Literal, Source, Type};
use crate::source::{Diagnostic, Span, Spanned};
use crate::syntax::{self, Map, Scalar, Wire};

impl Builder<'_, '_> {
    /// The leaf of a field under a name.
    pub(super) fn leaf(&mut self, index: FieldId, name: &str) -> Leaf {
        let draft = &self.drafts[index];
        let wire = self.kind.of(draft.node);
        let list = self.list_style(draft, wire, name);
        let values = self.values(draft);
        let absent = wire
            .and_then(|wire| wire.absent.as_ref())
            .map_or(Absent::Omit, |absent| absent.value);
        if let Some(wire) = wire {
            self.check_keys(draft, wire);
        }
        if let Some(constant) = draft.constant {
            self.check_xml_text(&constant.text, constant.span);
        }
        Leaf {
            source: Source::Field(index),
            values,
            list,
            absent,
        }
    }

    /// The attributes of a field's element.
    pub(super) fn attributes(&mut self, index: FieldId) -> Vec<(String, Source)> {
        let Some(wire) = self.kind.of(self.drafts[index].node) else {
            return Vec::new();
        };
        if self.kind != Kind::Xml {
            return Vec::new();
        }
        wire.attributes
            .iter()
            .map(|(name, value)| {
                self.check_xml_name(name, name.span);
                self.check_xml_text(value, value.span);
                let help = "attributes of a field's element are constants: write `$$` for a dollar, or send the value as a field \
                            of its own";
                let text = self.undollared(value, value.span, help);
                (name.value.clone(), Source::Constant(Literal::String(text)))
            })
            .collect()
    }

    /// Returns a constant text in which `$$` has become a dollar. Any other dollar looks like a placeholder that would
    /// be sent as it is, and is an error.
    pub(super) fn undollared(&mut self, text: &str, span: Span, help: &str) -> String {
        let mut parts = text.split("$$");
        if let Some(part) = parts.find(|part| part.contains('$')) {
            let name = &part[part.find('$').unwrap_or_default()..];
            let end = name[1..].find(|c: char| !(c.is_alphanumeric() || "_.".contains(c)));
            let name = &name[..end.map_or(name.len(), |end| end + 1)];
            self.diagnostics.push(
                Diagnostic::error(
                    codes::TEMPLATE,
                    span,
                    format!("`{}` would be sent as it is", printable(name)),
                )
                .help(help),
            );
        }
        text.replace("$$", "$")
    }

    /// An element's or attribute's name must be one of XML.
    pub(super) fn check_xml_name(&mut self, name: &str, span: Span) {
        if !xml_name(name) {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::ILLEGAL_NAME,
                    span,
                    format!("`{}` is not a name that XML allows", printable(name)),
                )
                .help(
                    "a name begins with a letter or `_` and goes on with letters, digits, `-`, `_` and `.`; `prefix:name` is one, too. \
                     In a field `xml: name` gives it another name",
                ),
            );
        }
    }

    /// A constant text must be one that XML can carry.
    pub(super) fn check_xml_text(&mut self, text: &str, span: Span) {
        let odd = |c: char| {
            c < ' ' && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
        };
        if self.kind == Kind::Xml && text.contains(odd) {
            self.diagnostics.push(Diagnostic::error(
                codes::XML_TEXT,
                span,
                "XML has no spelling for a character of this text",
            ));
        }
    }

    fn unsuitable(&mut self, span: Span, key: &str, wire: &str) {
        self.diagnostics.push(
            Diagnostic::error(
                codes::WIRE_KEY,
                span,
                format!("{key} is for {wire}, not for `{}:`", self.kind.key()),
            )
            .help(format!("leave {key} out")),
        );
    }

    /// Keys that this wire has no use for.
    fn check_keys(&mut self, draft: &Draft<'_>, wire: &Wire) {
        let list = wire.list.as_ref().map(|list| list.value);
        if let (Some(item), false) = (&wire.item, list == Some(syntax::ListStyle::Wrap)) {
            self.unsuitable(item.span, "`item:`", "`list: wrap`");
        }
        let indexed = list == Some(syntax::ListStyle::Indexed);
        if let (Some(index), false) = (&wire.index, indexed) {
            self.unsuitable(index.span, "`index:`", "`list: indexed`");
        }
        if let (Some(first), false) = (&wire.first, indexed) {
            self.unsuitable(first.span, "`first:`", "`list: indexed`");
        }
        let is_list = matches!(draft.field.ty, Type::List(_));
        if let (Some(list), false, false) = (&wire.list, is_list, draft.broken) {
            self.unsuitable(list.span, "`list:`", "lists");
        }
    }

    fn list_style(&mut self, draft: &Draft<'_>, wire: Option<&Wire>, name: &str) -> ListStyle {
        let Type::List(list) = &draft.field.ty else {
            return ListStyle::None;
        };
        let asked = wire.and_then(|wire| wire.list.as_ref());
        if let Some(separator) = &list.join {
            if let Some(asked) = asked {
                self.diagnostics.push(
                    Diagnostic::error(
                        codes::WIRE_KEY,
                        asked.span,
                        "the list is joined to one text already",
                    )
                    .help("leave out `list:`, or `join:`"),
                );
            }
            return ListStyle::Join(separator.clone());
        }
        // Styles that a wire does not know were refused when its keys were read.
        match asked.map(|asked| asked.value) {
            _ if self.kind == Kind::Json => ListStyle::Array,
            Some(syntax::ListStyle::Wrap) => self.wrap(wire),
            Some(syntax::ListStyle::Indexed) => self.indexed(wire, name),
            _ => ListStyle::Repeat,
        }
    }

    fn wrap(&mut self, wire: Option<&Wire>) -> ListStyle {
        let item = wire.and_then(|wire| wire.item.as_ref());
        match (item, wire.and_then(|wire| wire.list.as_ref())) {
            (Some(item), _) => {
                self.check_xml_name(item, item.span);
                ListStyle::Wrap {
                    item: item.value.clone(),
                }
            }
            (None, Some(list)) => {
                self.diagnostics.push(
                    Diagnostic::error(
                        codes::WIRE_KEY,
                        list.span,
                        "a wrapped list needs the name of its items' elements",
                    )
                    .help("give `item: name`"),
                );
                ListStyle::Repeat
            }
            (None, None) => ListStyle::Repeat,
        }
    }

    fn indexed(&mut self, wire: Option<&Wire>, name: &str) -> ListStyle {
        let index = wire.and_then(|wire| wire.index.as_ref());
        let template = match index {
            Some(index) => {
                if index.matches("$index").count() != 1 {
                    self.diagnostics.push(
                        Diagnostic::error(
                            codes::WIRE_KEY,
                            index.span,
                            "the template of an indexed list holds `$index` once",
                        )
                        .help("for example `$name-$index`"),
                    );
                }
                index.replace("$name", name)
            }
            None => format!("{name}$index"),
        };
        let first = wire.and_then(|wire| wire.first.as_ref());
        ListStyle::Indexed {
            template,
            first: first.map_or(1, |first| first.value),
        }
    }

    /// The spellings of a field's values: its own, else those of its type.
    fn values(&mut self, draft: &Draft<'_>) -> Vec<(String, Literal)> {
        let own = std::iter::once(draft.node)
            .chain(draft.node.items.as_deref())
            .chain(draft.via.iter().copied());
        let Some(values) = own
            .filter_map(|node| self.kind.of(node))
            .map(|wire| &wire.values)
            .find(|values| !values.is_empty())
        else {
            return Vec::new();
        };
        if !draft.broken {
            self.check_values(draft, values);
        }
        values
            .iter()
            .map(|(value, spelling)| {
                self.check_xml_text(&spelling.text, spelling.span);
                let literal = if self.kind == Kind::Json {
                    plain_literal(&spelling.value)
                } else {
                    Literal::String(spelling.text.clone())
                };
                (value.value.clone(), literal)
            })
            .collect()
    }

    fn check_values(&mut self, draft: &Draft<'_>, values: &Map<Spanned<Scalar>>) {
        let ty = match &draft.field.ty {
            Type::List(list) => &list.item,
            other => other,
        };
        for (value, _) in values {
            let problem = match ty {
                Type::Boolean if matches!(value.as_str(), "true" | "false") => continue,
                Type::Boolean => "a boolean is `true` or `false`",
                Type::Enum(index) if self.enum_has(*index, value) => continue,
                Type::Enum(_) => "the enum has no such value",
                _ => "only booleans and enums have spellings",
            };
            self.diagnostics.push(
                Diagnostic::error(
                    codes::WIRE_VALUES,
                    value.span,
                    format!("`{}` cannot be spelled: {problem}", printable(value)),
                )
                .help("spell the values that the field has, or leave `values:` out"),
            );
        }
    }
}
