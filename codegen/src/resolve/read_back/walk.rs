//! Finds the source of each field: by its datum, its name or its place, and by the types of both.

use super::placed::{Placed, object_fields};
use crate::draft::Draft;
use crate::plan::{
    Clear, Conversion, Domain, Field, FieldBack, FieldId, ObjectBack, ObjectId, Phase, Presence,
    Primitive, Structure, Type, Way,
};

/// The maximum depth of objects that are written back.
const MAX_DEPTH: usize = 8;

/// Finds for each field of a request the field of the response that it comes from.
pub(super) struct Walk<'d> {
    pub(super) draft: &'d Draft,
    /// The phase of the request.
    pub(super) phase: Phase,
    /// The fields of the request that `from_caller` names.
    pub(super) from_caller: &'d [FieldId],
    /// The fields of the response that `drop` names.
    pub(super) ignored: Vec<&'d str>,
}

impl Walk<'_> {
    /// Returns whether `drop` names a field of the object that is written back.
    pub(super) fn ignores(&self, field: &Placed<'_>) -> bool {
        self.ignored.contains(&field.field.name.as_str())
    }

    pub(super) fn object(
        &self,
        written: &[Placed<'_>],
        read: &[Placed<'_>],
        depth: usize,
    ) -> ObjectBack {
        let candidates: Vec<&Placed<'_>> = read
            .iter()
            .filter(|it| it.field.constant.is_none())
            .filter(|it| depth > 0 || !self.ignores(it))
            .collect();
        let mut fields = Vec::new();
        // The caller knows their values, so they are not lost.
        let mut given = Vec::new();
        for to in written {
            if depth == 0 && self.from_caller.contains(&to.id) {
                given.extend(find_same(to, &candidates).map(|it| it.id));
                continue;
            }
            let is_sent = to.field.access.is_sent_in(self.phase);
            if to.field.constant.is_some() || to.field.write_only || !is_sent {
                continue;
            }
            let Some(from) = find_same(to, &candidates) else {
                continue;
            };
            if let Some(way) = self.field_way(from.field, to.field, depth) {
                fields.push(FieldBack {
                    to: to.id,
                    from: from.id,
                    way,
                    skips_empty: skips_empty(to.field),
                });
            }
        }
        let dropped = read
            .iter()
            .filter(|it| it.field.constant.is_none() && !it.field.access.outlives_updates())
            .filter(|it| fields.iter().all(|back| back.from != it.id))
            .filter(|it| !given.contains(&it.id))
            .map(|it| it.id)
            .collect();
        ObjectBack {
            fields,
            dropped,
            ..ObjectBack::default()
        }
    }

    fn field_way(&self, from: &Field, to: &Field, depth: usize) -> Option<Way> {
        let same_phone = match (phone(from), phone(to)) {
            (Some(from), Some(to)) => from == to,
            (None, _) | (_, None) => true,
        };
        (same_phone && form(from).eq(form(to)))
            .then(|| self.way(&from.ty, &to.ty, depth))
            .flatten()
    }

    /// Returns how a value of one type becomes a value of another without a loss; `None` if it cannot.
    fn way(&self, from: &Type, to: &Type, depth: usize) -> Option<Way> {
        match (from.structure(), to.structure()) {
            (Structure::Primitive(from), Structure::Primitive(to)) => primitive_way(from, to),
            (Structure::Object(from), Structure::Object(to)) => self.objects(from, to, depth),
            (Structure::List(from), Structure::List(to)) => {
                let is_nested = from.item.inside().is_some() || to.item.inside().is_some();
                let way = (!is_nested).then(|| self.way(&from.item, &to.item, depth))??;
                Some(Way::Items(Box::new(way)))
            }
            (Structure::Map(from), Structure::Map(to)) => {
                let from = from.item.primitive()?;
                let way = primitive_way(from, to.item.primitive()?)?;
                Some(Way::Entries(Box::new(way)))
            }
            (Structure::List(from), Structure::Primitive(to)) => {
                let are_texts = from.item.is_text() && matches_text(to);
                are_texts.then_some(Way::OnlyItem)
            }
            (Structure::Primitive(from), Structure::List(to)) => {
                let are_texts = matches_text(from) && to.item.is_text();
                are_texts.then_some(Way::OneItem)
            }
            (Structure::Object(_), Structure::Primitive(_) | Structure::List(_))
            | (Structure::Primitive(_) | Structure::List(_), Structure::Object(_))
            | (
                Structure::Map(_),
                Structure::Primitive(_) | Structure::List(_) | Structure::Object(_),
            )
            | (
                Structure::Primitive(_) | Structure::List(_) | Structure::Object(_),
                Structure::Map(_),
            ) => None,
        }
    }

    fn objects(&self, from: ObjectId, to: ObjectId, depth: usize) -> Option<Way> {
        let mut objects = [from, to].into_iter();
        // The variant that was read may have no counterpart, and a request needs one.
        let is_union = objects.any(|id| self.draft.objects[id].is_union());
        if depth == MAX_DEPTH || is_union {
            return None;
        }
        let written = object_fields(self.draft, to);
        let object = self.object(&written, &object_fields(self.draft, from), depth + 1);
        let has_required = written
            .iter()
            .filter(|it| it.field.presence == Presence::Required && it.field.constant.is_none())
            .all(|it| object.fields.iter().any(|back| back.to == it.id));
        (has_required && !object.fields.is_empty()).then_some(Way::Object(object))
    }
}

/// Returns the field with the same datum, the same logical name, or the same place on the wire.
fn find_same<'p, 'd>(to: &Placed<'_>, read: &[&'p Placed<'d>]) -> Option<&'p Placed<'d>> {
    let find = |same: &dyn Fn(&Placed<'_>) -> bool| read.iter().copied().find(|it| same(it));
    find(&|it| it.field.means.is_some() && it.field.means == to.field.means)
        .or_else(|| find(&|it| it.field.name == to.field.name))
        .or_else(|| find(&|it| !it.wire.is_empty() && it.wire == to.wire))
}

/// Returns the form of a telephone number in which a field has it.
fn phone(field: &Field) -> Option<Conversion> {
    let steps = field.convert.iter().copied();
    steps.into_iter().find(|step| match step.domain() {
        Domain::Phone | Domain::PhoneCode | Domain::PhoneNumber => true,
        Domain::Name
        | Domain::Lines
        | Domain::Place
        | Domain::Mail
        | Domain::Date
        | Domain::Text => false,
    })
}

/// Returns the conversions that put several data into one text or spell them in another way. The texts of fields in which they
/// differ do not mean the same.
fn form(field: &Field) -> impl Iterator<Item = Conversion> {
    let steps = field.convert.iter().copied();
    steps.filter(|step| match step.domain() {
        Domain::Lines | Domain::Place | Domain::Date => true,
        // The value means the same in upper case, as an A-label, and as a name of the caller. `phone` compares the others.
        Domain::Name
        | Domain::Mail
        | Domain::Text
        | Domain::Phone
        | Domain::PhoneCode
        | Domain::PhoneNumber => false,
    })
}

/// Returns whether an empty value means in the request that there is none.
fn skips_empty(field: &Field) -> bool {
    match field.presence {
        Presence::Clearable(Clear::Empty | Clear::EmptyList | Clear::AllItems(_)) => true,
        Presence::Clearable(Clear::Null) | Presence::Optional => field.needs_item,
        Presence::Required | Presence::Variant => false,
    }
}

fn matches_text(ty: Primitive<'_>) -> bool {
    match ty {
        Primitive::Text(_) => true,
        Primitive::Integer(_)
        | Primitive::Number(_)
        | Primitive::Any(_)
        | Primitive::Boolean
        | Primitive::Date
        | Primitive::Timestamp
        | Primitive::Enum(_) => false,
    }
}

fn primitive_way(from: Primitive<'_>, to: Primitive<'_>) -> Option<Way> {
    match (from, to) {
        (Primitive::Text(_), Primitive::Text(_) | Primitive::Enum(_))
        | (Primitive::Enum(_), Primitive::Text(_) | Primitive::Enum(_))
        | (Primitive::Integer(_), Primitive::Integer(_))
        | (Primitive::Number(_), Primitive::Number(_))
        | (Primitive::Boolean, Primitive::Boolean)
        | (Primitive::Date, Primitive::Date)
        | (Primitive::Timestamp, Primitive::Timestamp) => Some(Way::Same),
        (Primitive::Any(from), Primitive::Any(to)) => (from == to).then_some(Way::Same),
        (
            Primitive::Text(_),
            Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp,
        ) => Some(Way::Parsed),
        (
            Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp,
            Primitive::Text(_),
        ) => Some(Way::Text),
        (Primitive::Text(_), Primitive::Any(_)) | (Primitive::Any(_), Primitive::Text(_)) => None,
        (
            Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Any(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_),
            Primitive::Integer(_)
            | Primitive::Number(_)
            | Primitive::Any(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_),
        ) => None,
    }
}
