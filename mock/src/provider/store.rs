//! The contacts that the mock keeps.
//!
//! Data are kept by logical name, and by the term of the contact vocabulary, so that an operation can read what another one
//! has written under another name.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Map, Value as Json};
use wireform_codegen::plan::{Field, Location, Update};
use wireform_interpret::{Call, Value, Values};

use super::datum;

/// The identifier of a contact that requests do not name. The store gives higher ones to new contacts.
const UNNAMED: &str = "1000";

/// What identifies a contact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity {
    /// The schema.
    schema: String,
    /// The other parameters of the path, such as the customer.
    owner: Vec<String>,
    /// The identifier.
    pub(super) id: String,
}

/// Returns the identity of the contact that a request is about.
pub(super) fn identity(call: &Call<'_>, values: &Values) -> Option<Identity> {
    let id = text_of(call, values, is_id)?;
    Some(Identity {
        id,
        ..nameless(call, values)
    })
}

/// Returns the identity of the contact that requests without an identifier are about: one contact for each owner.
pub(super) fn unnamed(call: &Call<'_>, values: &Values) -> Identity {
    Identity {
        id: UNNAMED.to_owned(),
        ..nameless(call, values)
    }
}

/// Returns an identity without an identifier, for a contact that is to be made.
pub(super) fn nameless(call: &Call<'_>, values: &Values) -> Identity {
    let fields = call.operation().fields.iter_ids();
    let owner = fields.filter(|(_, field)| field.location == Location::Path && !is_id(field));
    Identity {
        schema: call.plan().schema.clone(),
        owner: owner
            .filter_map(|(at, _)| values.get(at)?.text().map(Into::into))
            .collect(),
        id: String::new(),
    }
}

fn is_id(field: &Field) -> bool {
    field.means.as_deref() == Some("id") && field.constant.is_none()
}

fn text_of(call: &Call<'_>, values: &Values, is_asked: impl Fn(&Field) -> bool) -> Option<String> {
    let mut fields = call.operation().fields.iter_ids();
    fields
        .find_map(|(at, field)| is_asked(field).then(|| values.get(at)?.text().map(Into::into))?)
}

/// The data of one contact.
#[derive(Debug, Clone, Default)]
pub(super) struct Contact {
    named: Map<String, Json>,
    meant: BTreeMap<String, Json>,
    /// The logical names of what no update deletes.
    lasting: BTreeSet<String>,
    /// The terms of what no update deletes.
    lasting_terms: BTreeSet<String>,
}

impl Contact {
    /// Returns the value for a field of another operation or of a response.
    pub(super) fn value(&self, field: &Field) -> Option<&Json> {
        let meant = field.means.as_ref().and_then(|means| self.meant.get(means));
        meant.or_else(|| self.named.get(&field.name))
    }

    /// Sets the identifier.
    pub(super) fn identify(&mut self, id: &str) {
        self.meant.insert("id".to_owned(), Json::from(id));
    }

    /// Sets the time of the last change, and that of the creation if there is none.
    pub(super) fn touch(&mut self, now: &str) {
        let created = self.meant.entry("created".to_owned());
        created.or_insert_with(|| Json::from(now));
        self.meant.insert("updated".to_owned(), Json::from(now));
    }

    /// Deletes everything except what the provider sets.
    pub(super) fn clear(&mut self) {
        self.lasting.clear();
        self.lasting_terms.clear();
        self.clear_for_update();
    }

    /// Deletes what an update that replaces the contact deletes.
    pub(super) fn clear_for_update(&mut self) {
        self.named.retain(|name, _| self.lasting.contains(name));
        self.meant.retain(|means, _| {
            ["id", "created", "updated"].contains(&means.as_str())
                || self.lasting_terms.contains(means)
        });
    }

    /// Takes the data of a request: a value replaces the old one, and a clear deletes it.
    pub(super) fn take(&mut self, call: &Call<'_>, values: &Values) {
        for (at, field) in call.operation().fields.iter_ids() {
            if field.constant.is_some() || field.write_only {
                continue;
            }
            match values.get(at) {
                None | Some(Value::Broken) => {}
                Some(Value::Clear) => {
                    self.named.remove(&field.name);
                    self.meant
                        .retain(|means, _| Some(means) != field.means.as_ref());
                }
                Some(value) => {
                    let mut value = datum::to_json(call.plan(), &field.ty, value);
                    if let Some(old) = self.named.get(&field.name) {
                        let keeps = call.operation().update == Update::Patch;
                        datum::keep_lasting(call.plan(), &field.ty, old, &mut value, keeps);
                    }
                    if field.access.outlives_updates() {
                        self.lasting.insert(field.name.clone());
                        self.lasting_terms.extend(field.means.clone());
                    }
                    if let Some(means) = &field.means {
                        self.meant.insert(means.clone(), value.clone());
                    }
                    self.named.insert(field.name.clone(), value);
                }
            }
        }
    }
}

/// All contacts.
#[derive(Debug, Default)]
pub(super) struct Store {
    contacts: BTreeMap<Identity, Contact>,
    /// The contacts that were deleted and not created again.
    deleted: BTreeSet<Identity>,
    /// The identifiers that contacts have or had, of whatever schema.
    taken: HashSet<String>,
    /// The number in the last identifier that was given.
    last: u64,
}

impl Store {
    pub(super) fn get(&self, identity: &Identity) -> Option<&Contact> {
        self.contacts.get(identity)
    }

    pub(super) fn put(&mut self, identity: Identity, contact: Contact) {
        self.deleted.remove(&identity);
        if !self.taken.contains(&identity.id) {
            self.taken.insert(identity.id.clone());
        }
        self.contacts.insert(identity, contact);
    }

    pub(super) fn remove(&mut self, identity: &Identity) -> Option<Contact> {
        self.taken.insert(identity.id.clone());
        self.deleted.insert(identity.clone());
        self.contacts.remove(identity)
    }

    /// Returns whether a contact was deleted and not created again.
    pub(super) fn is_deleted(&self, identity: &Identity) -> bool {
        self.deleted.contains(identity)
    }

    /// Returns an identifier that no contact has or had.
    pub(super) fn new_id(&mut self) -> String {
        loop {
            self.last += 1;
            let id = (1000 + self.last).to_string();
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }

    /// Returns the contacts of an owner.
    pub(super) fn of_owner<'s>(&'s self, owner: &'s Identity) -> impl Iterator<Item = &'s Contact> {
        let all = self.contacts.iter();
        all.filter(|(identity, _)| identity.schema == owner.schema && identity.owner == owner.owner)
            .map(|(_, contact)| contact)
    }
}
