//! Resolves how a contact is read from a response.
//!
//! Input: an operation whose responses and objects are resolved. Output: its [`Reading`], from the first successful JSON response
//! that has a field with a contact datum. Executors recognize a response by its status and the values in its body. An operation
//! therefore has no reading if that response, or one before it, is recognized by a header or a pattern.

use crate::draft::{Draft, OperationDraft};
use crate::plan::{
    BodyTest, Field, Id, JsonContent, JsonMember, ObjectId, Outcome, ReadDatum, ReadOther, Reading,
    Response, ResponseBody, ResponseSource, Source, is_datum,
};

/// The maximum depth of objects in a response.
const MAX_DEPTH: usize = 8;

/// Returns the reading of every operation of a draft.
pub(super) fn find_readings(draft: &Draft) -> Vec<Option<Reading>> {
    draft
        .operations
        .iter()
        .map(|operation| find_reading(draft, operation))
        .collect()
}

fn find_reading(draft: &Draft, operation: &OperationDraft) -> Option<Reading> {
    let mut responses = operation.responses.iter_ids();
    let (response, found) = responses.find_map(|(at, response)| {
        let found = ResponseFields::of(draft, response);
        let reads = response.outcome == Outcome::Success
            && response.body.contains(&ResponseBody::Json)
            && !found.data.is_empty();
        reads.then_some((at, found))
    })?;
    let is_recognized_by_values = |response: &Response| {
        let matched = &response.matched;
        let plain = |test: &BodyTest| test.at.json.len() == 1 && test.test.is_plain();
        matched.headers.is_empty() && matched.codes.is_empty() && matched.body.iter().all(plain)
    };
    let others = found.others();
    let (objects, described) = (found.objects(), found.described());
    operation
        .responses
        .iter()
        .take(response.index() + 1)
        .all(is_recognized_by_values)
        .then_some(Reading {
            response,
            data: found.data.into_iter().map(|(_, datum)| datum).collect(),
            others,
            objects,
            described,
        })
}

/// The fields of a response, each with the object that contains it.
struct ResponseFields<'p> {
    draft: &'p Draft,
    data: Vec<(ContainingObject, ReadDatum)>,
    other_fields: Vec<OtherField>,
}

/// A field that is not a contact datum.
struct OtherField {
    owner: ContainingObject,
    other: ReadOther,
    read_only: bool,
}

/// An object in a response, or the response itself.
#[derive(Clone, PartialEq)]
struct ContainingObject {
    /// The place of the object in the body.
    at: String,
    /// The logical names of the fields on the path to the object.
    names: Vec<String>,
}

impl ContainingObject {
    /// Returns whether the object is at a place, in an item of the list at that place, or deeper.
    fn is_below(&self, place: &str) -> bool {
        let rest = self.at.strip_prefix(place);
        let inside = |rest: &str| rest.is_empty() || rest.starts_with(['.', '[']);
        place.is_empty() || rest.is_some_and(inside)
    }
}

impl<'p> ResponseFields<'p> {
    fn of(draft: &'p Draft, response: &Response) -> Self {
        let mut found = ResponseFields {
            draft,
            data: Vec::new(),
            other_fields: Vec::new(),
        };
        let body = ContainingObject {
            at: String::new(),
            names: Vec::new(),
        };
        for field in &response.fields {
            let place = match &field.source {
                ResponseSource::Header(_) => None,
                ResponseSource::Body { json, .. } => json.as_ref(),
            };
            if let Some(place) = place
                && let [at] = place.places.as_slice()
            {
                let has_spellings = !place.values.is_empty();
                found.follow(
                    &field.field,
                    &body,
                    &at.to_string(),
                    has_spellings,
                    MAX_DEPTH,
                );
            }
        }
        found
    }

    /// Returns the fields that are not data. Their paths begin at the innermost object that contains all data, because the
    /// objects around it are the envelope of the response.
    fn others(&self) -> Vec<ReadOther> {
        let envelope_depth = self.envelope_depth();
        let fields = self.members().filter(|field| !field.read_only);
        fields
            .map(|OtherField { owner, other, .. }| {
                let names = owner.names[envelope_depth.min(owner.names.len())..].iter();
                let names: Vec<&str> = names
                    .map(String::as_str)
                    .chain([other.field.as_str()])
                    .collect();
                ReadOther {
                    field: names.join("."),
                    ..other.clone()
                }
            })
            .collect()
    }

    /// Returns the fields of the contact's objects that neither are a datum nor contain one.
    fn members(&self) -> impl Iterator<Item = &OtherField> {
        let holds = |at: &str| self.data.iter().any(|(owner, _)| owner.is_below(at));
        let fields = self.other_fields.iter();
        fields.filter(move |field| self.is_of_contact(&field.owner) && !holds(&field.other.at))
    }

    /// Returns whether an object has a datum, or is between two objects that have one.
    fn is_of_contact(&self, object: &ContainingObject) -> bool {
        let owners = || self.data.iter().map(|(owner, _)| owner);
        owners().any(|owner| owner == object)
            || (owners().any(|owner| owner.is_below(&object.at))
                && owners().any(|owner| object.is_below(&owner.at)))
    }

    /// Returns the places of the objects that have a datum.
    fn objects(&self) -> Vec<String> {
        let mut places: Vec<String> = Vec::new();
        for (owner, _) in &self.data {
            if !places.contains(&owner.at) {
                places.push(owner.at.clone());
            }
        }
        places
    }

    /// Returns the places of the data and of the other fields of the contact.
    fn described(&self) -> Vec<String> {
        let data = self.data.iter().map(|(_, datum)| &datum.at);
        data.chain(self.members().map(|field| &field.other.at))
            .cloned()
            .collect()
    }

    /// Returns the length of the path to the innermost object that contains all data.
    fn envelope_depth(&self) -> usize {
        let Some((first, _)) = self.data.first() else {
            return 0;
        };
        let shared = |(owner, _): &(ContainingObject, ReadDatum)| {
            let pairs = owner.names.iter().zip(&first.names);
            pairs.take_while(|(one, other)| one == other).count()
        };
        self.data.iter().map(shared).min().unwrap_or(0)
    }

    /// Adds a field and the fields inside it. A field whose values have spellings on the wire does not hold a customer's text,
    /// so it is not a datum.
    fn follow(
        &mut self,
        field: &Field,
        owner: &ContainingObject,
        at: &str,
        has_spellings: bool,
        depth: usize,
    ) {
        let term = field.means.as_ref().filter(|term| is_datum(term));
        if let (Some(term), false) = (term, has_spellings) {
            let datum = ReadDatum {
                at: at.to_owned(),
                means: term.clone(),
                convert: field.convert.clone(),
                join: field.ty.join().map(str::to_owned),
            };
            self.data.push((owner.clone(), datum));
            return;
        }
        let other = ReadOther {
            at: at.to_owned(),
            field: field.name.clone(),
            means: field.means.clone().filter(|term| !is_datum(term)),
            is_text: !has_spellings,
        };
        self.other_fields.push(OtherField {
            owner: owner.clone(),
            other,
            read_only: field.read_only,
        });
        let Some(inner) = field.ty.object_within() else {
            return;
        };
        let at = match field.ty.list() {
            Some(_) => format!("{at}[]"),
            None => at.to_owned(),
        };
        if depth > 0 {
            let draft = self.draft;
            let mut names = owner.names.clone();
            names.push(field.name.clone());
            let owner = ContainingObject {
                at: at.clone(),
                names,
            };
            self.follow_members(inner, &draft.objects[inner].json, &owner, &at, depth);
        }
    }

    fn follow_members(
        &mut self,
        inner: ObjectId,
        members: &[JsonMember],
        owner: &ContainingObject,
        at: &str,
        depth: usize,
    ) {
        for member in members {
            let at = format!("{at}.{}", member.name);
            match &member.content {
                JsonContent::Group(group) => {
                    self.follow_members(inner, &group.children, owner, &at, depth)
                }
                JsonContent::Value(Source::Field(wire)) => {
                    let draft = self.draft;
                    let field = &draft.objects[inner].fields[wire.field];
                    self.follow(field, owner, &at, !wire.values.is_empty(), depth - 1);
                }
                JsonContent::Value(Source::Credential(_) | Source::Constant(_)) => {}
            }
        }
    }
}
