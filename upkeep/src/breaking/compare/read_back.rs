//! How a request is made from a response: from which one, from which place in it, and which values it takes.

use std::collections::{BTreeMap, BTreeSet};

use wireform_codegen::plan::{
    Field, FieldId, Id as _, ObjectBack, ObjectId, Operation, Plan, ReadBack, ReadStep, Table,
    Type, Way,
};

use super::{At, Comparison, Pair};
use crate::breaking::rules;

impl<'p> Comparison<'p> {
    /// Compares how a request is made from a response.
    pub(super) fn read_back(&mut self, operations: Pair<&'p Operation>, at: &At<'p>) {
        let backs = Pair {
            old: WriteBack::of(operations.old, self.plans.old),
            new: WriteBack::of(operations.new, self.plans.new),
        };
        match (backs.old, backs.new) {
            (None, None) => {}
            (None, Some(_)) => _ = self.report_at(&rules::READ_BACK_ADDED, at),
            (Some(_), None) => _ = self.report_at(&rules::READ_BACK_REMOVED, at),
            (Some(old), Some(new)) => self.write_back(Pair { old, new }, at),
        }
        let given = operations.map(given);
        if !given.is_same() && operations.map(|it| it.read_back.is_some()).is_same() {
            let words = given.map(|names| match names.as_slice() {
                [] => "nothing".to_owned(),
                names => names.join(", "),
            });
            self.report_change(&rules::READ_BACK_ARGUMENTS_CHANGED, at, words);
        }
        let keeps = operations.map(|it| it.read_back.as_ref().is_some_and(ReadBack::keeps_members));
        if !keeps.is_same() {
            self.report_at(&rules::KEPT_MEMBERS_CHANGED, at);
        }
    }

    fn write_back(&mut self, backs: Pair<WriteBack>, at: &At<'p>) {
        let sources = backs.as_ref().map(|it| it.source.clone());
        let places = backs.as_ref().map(|it| it.place.clone());
        if !sources.is_same() {
            self.report_change(&rules::READ_BACK_SOURCE_CHANGED, at, sources);
        } else if !places.is_same() {
            self.report_change(&rules::READ_BACK_CHANGED, at, places);
        } else {
            for (name, uses) in changed_uses(&backs) {
                let change = uses.map(|it| format!("{name} {}", it.words()));
                self.report_change(&rules::READ_BACK_CHANGED, at, change);
            }
        }
    }
}

/// Returns the names of the fields whose values the caller gives.
fn given(operation: &Operation) -> Vec<&str> {
    let fields = operation
        .read_back
        .iter()
        .flat_map(|back| &back.from_caller);
    fields
        .map(|id| operation.fields[*id].name.as_str())
        .collect()
}

/// Returns the fields of the response whose values are used in another way. A field of the request that one version lacks is
/// reported as such.
fn changed_uses(backs: &Pair<WriteBack>) -> Vec<(&str, Pair<&Use>)> {
    let known = |it: &Use, other: &WriteBack| match it {
        Use::Written { to, .. } => other.written.contains(to),
        Use::Dropped => true,
    };
    let both = backs.old.uses.iter().filter_map(|(name, old)| {
        let new = backs.new.uses.get(name)?;
        let is_change = old != new && known(old, &backs.new) && known(new, &backs.old);
        is_change.then_some((name.as_str(), Pair { old, new }))
    });
    both.collect()
}

/// What a request takes from a response, by names.
struct WriteBack {
    /// The operation that reads, and the case of its response.
    source: String,
    /// The place of the object in the case.
    place: String,
    /// How each field of the response is used, by its path.
    uses: BTreeMap<String, Use>,
    /// The paths of the fields of the request.
    written: BTreeSet<String>,
}

/// How a field of a response is used.
#[derive(PartialEq, Eq)]
enum Use {
    Dropped,
    Written { to: String, way: String },
}

impl Use {
    fn words(&self) -> String {
        match self {
            Use::Dropped => "is dropped".to_owned(),
            Use::Written { to, way } => format!("is written to {to}{way}"),
        }
    }
}

impl WriteBack {
    fn of(operation: &Operation, plan: &Plan) -> Option<Self> {
        let back = operation.read_back.as_ref()?;
        let read = plan
            .operations
            .iter()
            .find(|it| it.name == back.operation)?;
        let case = &read.responses[back.response];
        let mut this = WriteBack {
            source: format!("{} {}", back.operation, case.name),
            place: back.place(),
            uses: BTreeMap::new(),
            written: BTreeSet::new(),
        };
        let mut fields: Vec<&Field> = case.fields.iter().map(|it| &it.field).collect();
        let mut ty: Option<&Type> = None;
        for step in &back.at {
            ty = match step {
                ReadStep::Field(id, _) => Some(&fields[id.index()].ty),
                ReadStep::Item(_) => ty.map(Type::item),
            };
            fields = fields_of(plan, ty.and_then(Type::object));
        }
        this.add(&back.object, (&operation.fields, ""), (&fields, ""), plan);
        Some(this)
    }

    /// Adds the fields of an object, with their paths.
    fn add(
        &mut self,
        back: &ObjectBack,
        (written, to): (&Table<FieldId, Field>, &str),
        (read, from): (&[&Field], &str),
        plan: &Plan,
    ) {
        let paths = written.iter().map(|field| format!("{to}{}", field.name));
        self.written.extend(paths);
        for id in &back.dropped {
            let path = format!("{from}{}", read[id.index()].name);
            self.uses.insert(path, Use::Dropped);
        }
        for field in &back.fields {
            let (target, source) = (&written[field.to], read[field.from.index()]);
            let to = format!("{to}{}", target.name);
            let from = format!("{from}{}", source.name);
            let mut words = String::new();
            let mut way = &field.way;
            while let Way::Items(item) | Way::Entries(item) = way {
                words.push_str(", each item");
                way = item;
            }
            words.push_str(match way {
                Way::Same | Way::Object(_) | Way::Items(_) | Way::Entries(_) => "",
                Way::Text => " as a text",
                Way::Parsed => " as the value of the text",
                Way::OnlyItem => " as the only item",
                Way::OneItem => " as a list of one item",
            });
            if let (Way::Object(inside), Some(object)) = (way, target.ty.object_within()) {
                let fields = fields_of(plan, source.ty.object_within());
                let written = &plan.objects[object].fields;
                let (to, from) = (format!("{to}."), format!("{from}."));
                self.add(inside, (written, &to), (&fields, &from), plan);
            }
            self.uses.insert(from, Use::Written { to, way: words });
        }
    }
}

fn fields_of(plan: &Plan, object: Option<ObjectId>) -> Vec<&Field> {
    let fields = object.map(|object| &plan.objects[object].fields);
    fields.into_iter().flatten().collect()
}
