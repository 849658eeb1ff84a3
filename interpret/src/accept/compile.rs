//! Compiles an operation to the tables of an acceptor.

use wireform::__rt::{Integer, Items, TextPlace};
use wireform::Waivers;
use wireform_codegen::lower::Place;
use wireform_codegen::plan::{
    BodyFormat, Clear, Field, FieldId, List, Literal, Location, ObjectId, Presence, Primitive,
    Structure, Table, TextFacets, Type, Update,
};

use super::scan::Key;
use super::text::QuickText;
use super::{Acceptor, ListNode, Member, Members, Node, TextNode};
use crate::call::{Call, ReadOptions, collect};
use crate::check;
use crate::facets::{formats, named, number_facets, place_of, unit_of};
use crate::facts::Facts;
use crate::normal;
use crate::places;

pub(super) fn acceptor<'i>(
    call: Call<'i>,
    facts: &'i Facts,
    options: ReadOptions,
) -> Option<Acceptor<'i>> {
    let (_, missing) = collect(&Waivers::NONE, |check| check::facts(&call, facts, check));
    if !missing.is_empty() {
        return None;
    }
    let operation = call.operation;
    let mut compiler = Compiler {
        call,
        formats: check::formats(operation),
        xml: places::writes(operation, BodyFormat::Xml),
        lines: places::writes(operation, BodyFormat::Lines),
        objects: call.interpreter.plan.objects.map(|_| None),
        begun: call.interpreter.plan.objects.map(|_| false),
    };
    let fields = operation.fields.iter_ids();
    let members = compiler.members(fields, |compiler, at, field| {
        let needs_item = field.needs_item;
        let node = compiler.field(field, &[&call.places[at]], needs_item);
        // The keys of such a map are names of parameters.
        match operation.flattened(at).is_empty() {
            true => node,
            false => Node::Other,
        }
    })?;
    let replaces = operation.update == Update::Replace;
    let mut mentioned = 0;
    for (bit, member) in members.fields.iter().enumerate() {
        let field = &operation.fields[member.id];
        let deletes = field.location == Location::Body && field.presence != Presence::Required;
        if replaces && !options.delete_missing && deletes {
            mentioned |= 1 << bit;
        }
    }
    Some(Acceptor {
        call,
        facts,
        members,
        objects: compiler.objects,
        mentioned,
        null_is_absent: replaces,
        has_rules: !operation.rules.is_empty(),
    })
}

struct Compiler<'i> {
    call: Call<'i>,
    formats: Vec<BodyFormat>,
    xml: bool,
    lines: bool,
    objects: Table<ObjectId, Option<Members<'i>>>,
    /// The objects that are compiled, or are being compiled.
    begun: Table<ObjectId, bool>,
}

/// What a value's place demands of it.
#[derive(Clone, Copy)]
struct Around<'i, 's> {
    location: Location,
    needs_item: bool,
    /// Whether nothing is written for an empty object in a list.
    numbers_objects: bool,
    separator: Option<(&'i str, u64)>,
    spellings: &'s [&'i [(String, Literal)]],
}

impl<'i> Compiler<'i> {
    /// Compiles fields. Returns `None` if there are too many.
    fn members(
        &mut self,
        fields: impl Iterator<Item = (FieldId, &'i Field)>,
        mut node: impl FnMut(&mut Self, FieldId, &'i Field) -> Node<'i>,
    ) -> Option<Members<'i>> {
        let mut members = Members {
            fields: Vec::new(),
            keys: Vec::new(),
            slots: 0,
            required: 0,
        };
        for (at, field) in fields {
            members.slots += 1;
            if field.constant.is_some() {
                continue;
            }
            let bit = members.fields.len();
            if bit >= 128 {
                return None;
            }
            let is_required = field.presence == Presence::Required;
            if is_required {
                members.required |= 1 << bit;
            }
            let node = node(self, at, field);
            members.keys.push(Key::new(&field.name));
            members.fields.push(Member {
                name: &field.name,
                id: at,
                is_required,
                is_clearable: matches!(field.presence, Presence::Clearable(_)),
                node,
            });
        }
        Some(members)
    }

    fn field(&mut self, field: &'i Field, on: &[&'i Place<'i>], needs_item: bool) -> Node<'i> {
        let spellings: Vec<_> = on
            .iter()
            .flat_map(|place| place.spellings.iter().copied())
            .collect();
        let token = match field.presence {
            Presence::Clearable(clear) => Some(clear),
            Presence::Required | Presence::Optional | Presence::Variant => None,
        };
        let around = Around {
            location: field.location,
            needs_item,
            numbers_objects: on.iter().any(|place| place.numbers_objects),
            separator: None,
            spellings: &spellings,
        };
        self.node(&field.ty, around, token)
    }

    fn node(&mut self, ty: &'i Type, around: Around<'i, '_>, token: Option<Clear>) -> Node<'i> {
        let is_spelled = |text: &str| {
            let mut lists = around.spellings.iter();
            lists.all(|values| values.iter().any(|(logical, _)| logical == text))
        };
        let plain = around.spellings.is_empty();
        let clear_token = token == Some(Clear::Empty);
        match ty.structure() {
            Structure::Primitive(Primitive::Text(facets)) if plain => {
                self.text(ty, facets, around, clear_token)
            }
            Structure::Primitive(Primitive::Enum(index)) => {
                let values = self.call.interpreter.plan.enums[index].values.iter();
                let values = values.map(|value| value.value.as_str());
                let text = self.unconstrained(around, clear_token);
                let accepted = values.filter(|value| match plain {
                    true => text.accepts(value),
                    false => is_spelled(value),
                });
                Node::Choice(accepted.collect())
            }
            Structure::Primitive(Primitive::Integer(facets)) if plain => Node::Integer(Integer {
                minimum: facets.minimum,
                maximum: facets.maximum,
                multiple_of: facets.multiple_of,
            }),
            Structure::Primitive(Primitive::Number(facets)) if plain => {
                Node::Number(number_facets(facets))
            }
            Structure::Primitive(Primitive::Boolean) => Node::Boolean {
                on: is_spelled("true"),
                off: is_spelled("false"),
            },
            Structure::Primitive(Primitive::Date) if plain => Node::Date,
            Structure::Primitive(Primitive::Timestamp) if plain => Node::Timestamp,
            Structure::List(list) => self.list(list, around, token),
            Structure::Object(id) => self.object(id, around.needs_item),
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Date
                | Primitive::Timestamp,
            )
            | Structure::Map(_) => Node::Other,
        }
    }

    fn text(
        &self,
        ty: &'i Type,
        facets: &'i TextFacets,
        around: Around<'i, '_>,
        clear_token: bool,
    ) -> Node<'i> {
        let patterns = &self.call.interpreter.patterns;
        let mut groups = formats(facets);
        if groups.len() > 1 {
            return Node::Other;
        }
        let mut text = TextNode {
            min_length: facets.min_length,
            max_length: facets.max_length,
            unit: unit_of(facets.unit),
            patterns: facets
                .patterns
                .iter()
                .map(|pattern| patterns.facet(pattern, facets))
                .collect(),
            formats: groups.pop().unwrap_or_default(),
            checks: named(patterns, facets),
            normal: normal::steps(ty),
            ..self.unconstrained(around, clear_token)
        };
        text.quick = QuickText::of(&text);
        Node::Text(Box::new(text))
    }

    /// Returns the check of what the wires can carry.
    fn unconstrained(&self, around: Around<'i, '_>, clear_token: bool) -> TextNode<'i> {
        TextNode {
            quick: None,
            min_length: None,
            max_length: None,
            unit: wireform::__rt::LengthUnit::Chars,
            patterns: Vec::new(),
            formats: Vec::new(),
            checks: Vec::new(),
            clear_token,
            place: match around.location {
                Location::Body if self.lines => TextPlace::Line,
                location => place_of(location),
            },
            separator: around.separator,
            xml: self.xml && around.location == Location::Body,
            normal: Vec::new(),
        }
    }

    fn list(&mut self, list: &'i List, around: Around<'i, '_>, token: Option<Clear>) -> Node<'i> {
        let facets = &list.facets;
        if !facets.unique_by.is_empty() {
            return Node::Other;
        }
        let inner = Around {
            needs_item: around.numbers_objects,
            numbers_objects: false,
            separator: list.separator().or(around.separator),
            ..around
        };
        let is_clear = matches!(token, Some(Clear::EmptyList | Clear::Empty));
        Node::List(Box::new(ListNode {
            items: Items {
                min_items: facets.min_items,
                max_items: facets.max_items,
                clear_token: is_clear,
            },
            least: match (is_clear, around.needs_item) {
                // In a joined list, one empty text and no item have the same spelling.
                (true, _) => 2,
                (false, true) => 1,
                (false, false) => 0,
            },
            is_unique: facets.unique_items,
            item: self.node(&list.item, inner, None),
        }))
    }

    fn object(&mut self, id: ObjectId, needs_item: bool) -> Node<'i> {
        let plan = self.call.interpreter.plan;
        let object = &plan.objects[id];
        if object.is_union() || !object.rules.is_empty() {
            return Node::Other;
        }
        if !std::mem::replace(&mut self.begun[id], true) {
            let places = &self.call.interpreter.objects[id];
            let formats = self.formats.clone();
            let members = self.members(object.fields.iter_ids(), |compiler, at, field| {
                let on = formats.iter().map(|format| &places.on(Some(*format))[at]);
                let on: Vec<_> = on.collect();
                let needs_item = field.needs_item && on.iter().any(|it| it.vanishes_empty);
                compiler.field(field, &on, needs_item)
            });
            self.objects[id] = members;
        }
        Node::Object { id, needs_item }
    }
}
