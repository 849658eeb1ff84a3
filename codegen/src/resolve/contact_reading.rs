//! Resolves how a contact is read from a response.
//!
//! Input: an operation whose responses and objects are resolved. Output: its [`Reading`], from the first successful response
//! in JSON or XML that has a field with a contact datum. A field with several places in a format has no place there.

use crate::draft::{Draft, OperationDraft};
use crate::plan::{
    BodyPlaces, Field, JsonList, ListForm as _, Outcome, PlaceStep, ReadDatum, ReadOther, Reading,
    Response, ResponseBody, ResponsePlace, ResponseSource, XmlChoice, XmlList, is_datum,
    response_members,
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
    responses.find_map(|(id, response)| {
        if response.outcome != Outcome::Success {
            return None;
        }
        let found = ResponseFields::of(draft, response);
        (!found.data.is_empty()).then(|| Reading {
            response: id,
            others: found.others(),
            objects: found.objects(),
            described: found.described(),
            data: found.data.into_iter().map(|(_, datum)| datum).collect(),
        })
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
#[derive(Clone)]
struct ContainingObject {
    /// The place of the object in the body.
    at: BodyPlaces,
    /// The logical names of the fields on the path to the object.
    names: Vec<String>,
}

impl ContainingObject {
    /// Returns the object that is the body of a response.
    fn body(response: &Response) -> Self {
        let root = |is_there: bool| {
            let root = is_there.then(ResponsePlace::default);
            root.into_iter().collect()
        };
        ContainingObject {
            at: BodyPlaces {
                json: root(response.body.iter().any(ResponseBody::has_members)),
                xml: root(response.body.iter().any(ResponseBody::has_elements)),
            },
            names: Vec::new(),
        }
    }

    /// Returns the path of a member.
    fn path_of(&self, name: &str) -> Vec<String> {
        let names = self.names.iter().cloned();
        names.chain([name.to_owned()]).collect()
    }
}

impl<'p> ResponseFields<'p> {
    fn of(draft: &'p Draft, response: &Response) -> Self {
        let mut found = ResponseFields {
            draft,
            data: Vec::new(),
            other_fields: Vec::new(),
        };
        let body = ContainingObject::body(response);
        for field in &response.fields {
            found.follow(&field.field, &field.source, &body, MAX_DEPTH);
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
                let names = owner.path_of(&other.field);
                ReadOther {
                    field: names[envelope_depth.min(owner.names.len())..].join("."),
                    ..other.clone()
                }
            })
            .collect()
    }

    /// Returns the fields of the contact's objects that neither are a datum nor contain one.
    fn members(&self) -> impl Iterator<Item = &OtherField> {
        let holds = |path: &[String]| {
            let mut owners = self.data.iter().map(|(owner, _)| owner);
            owners.any(|owner| owner.names.starts_with(path))
        };
        let fields = self.other_fields.iter();
        fields.filter(move |field| {
            self.is_of_contact(&field.owner) && !holds(&field.owner.path_of(&field.other.field))
        })
    }

    /// Returns whether an object has a datum, or is between two objects that have one.
    fn is_of_contact(&self, object: &ContainingObject) -> bool {
        let owners = || self.data.iter().map(|(owner, _)| &owner.names);
        owners().any(|names| names.starts_with(&object.names))
            && owners().any(|names| object.names.starts_with(names))
    }

    /// Returns the places of the objects that have a datum.
    fn objects(&self) -> BodyPlaces {
        let mut places = BodyPlaces::default();
        for (owner, _) in &self.data {
            places.add(&owner.at);
        }
        places
    }

    /// Returns the places of the fields that only the provider sets.
    fn described(&self) -> BodyPlaces {
        let mut places = BodyPlaces::default();
        for field in self.members().filter(|field| field.read_only) {
            places.add(&field.other.at);
        }
        places
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
        source: &ResponseSource,
        owner: &ContainingObject,
        depth: usize,
    ) {
        let ResponseSource::Body { json, xml } = source else {
            return;
        };
        let json_place = json.as_ref().map(|json| json.places.as_slice());
        let xml_place = xml.as_ref().map(|xml| xml.places.as_slice());
        let mut at = BodyPlaces {
            json: below(&owner.at.json, json_place.unwrap_or_default()),
            xml: below(&owner.at.xml, xml_place.unwrap_or_default()),
        };
        let json_list = json.as_ref().and_then(|json| json.list.as_ref());
        let xml_list = xml.as_ref().and_then(|xml| xml.list.as_ref());
        if let Some(choice) = xml_list.and_then(XmlList::choice) {
            at.xml = at.xml.iter().flat_map(|it| in_choice(it, choice)).collect();
        }
        if let Some(list) = xml_list {
            at.xml.iter_mut().for_each(|place| add_items(place, list));
        }
        if at == BodyPlaces::default() {
            return;
        }
        let separator = json_list.and_then(JsonList::separator);
        let separator = separator.or(xml_list.and_then(XmlList::separator));
        let is_spelled = json.as_ref().is_some_and(|json| !json.values.is_empty())
            || xml.as_ref().is_some_and(|xml| !xml.values.is_empty());
        let term = field.means.as_ref().filter(|term| is_datum(term));
        if let (Some(term), false) = (term, is_spelled) {
            let datum = ReadDatum {
                at,
                means: term.clone(),
                convert: field.convert.clone(),
                join: field.ty.join().or(separator).map(str::to_owned),
            };
            self.data.push((owner.clone(), datum));
            return;
        }
        self.other_fields.push(OtherField {
            owner: owner.clone(),
            other: ReadOther {
                at: at.clone(),
                field: field.name.clone(),
                means: field.means.clone().filter(|term| !is_datum(term)),
                is_text: !is_spelled,
            },
            read_only: field.access.is_read_only(),
        });
        // A place leads to no single entry.
        let has_entries = json_list.is_some_and(JsonList::is_entries)
            || xml_list.is_some_and(XmlList::is_entries);
        let inner = field
            .ty
            .object_within()
            .filter(|_| depth > 0 && !has_entries && !field.ty.is_nested());
        let Some(inner) = inner else {
            return;
        };
        if field.ty.list().is_some() {
            let json = at.json.iter_mut();
            json.for_each(|place| place.steps.push(PlaceStep::Items));
        }
        let object = ContainingObject {
            at,
            names: owner.path_of(&field.name),
        };
        let declared = &self.draft.objects[inner];
        for (field, source) in declared.fields.iter().zip(&response_members(declared)) {
            self.follow(field, source, &object, depth - 1);
        }
    }
}

/// Returns the place of a member from the body. Returns none if the object or the member does not have exactly one.
fn below(owner: &[ResponsePlace], member: &[ResponsePlace]) -> Vec<ResponsePlace> {
    match (owner, member) {
        ([owner], [member]) => vec![ResponsePlace {
            steps: [owner.steps.as_slice(), &member.steps].concat(),
        }],
        (_, _) => Vec::new(),
    }
}

/// Returns the places of the elements of a choice inside a place.
fn in_choice(around: &ResponsePlace, choice: &XmlChoice) -> Vec<ResponsePlace> {
    let names = choice.names.iter();
    names
        .map(|name| ResponsePlace {
            steps: [around.steps.as_slice(), &[PlaceStep::Member(name.clone())]].concat(),
        })
        .collect()
}

/// Appends the steps from a list in XML to its items.
fn add_items(place: &mut ResponsePlace, list: &XmlList) {
    match list {
        XmlList::Repeat => place.steps.push(PlaceStep::Items),
        XmlList::Wrap { item } => {
            let item = PlaceStep::Member(item.clone());
            place.steps.extend([item, PlaceStep::Items]);
        }
        XmlList::Join(_)
        | XmlList::Entries(_)
        | XmlList::Choice(_)
        | XmlList::Presence
        | XmlList::Elements => {}
    }
}
