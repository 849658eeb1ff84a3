//! Carries requests out.

use wireform::{Code, Violation, Violations, Waivers};
use wireform_codegen::plan::{
    BodyFormat, Does, Expectation, Operation, Outcome, ResponseId, Update,
};
use wireform_interpret::{Fact, Facts, ResponseValues};

use super::routes::Routed;
use super::sent_back::SentBack;
use super::store::{self, Contact, Identity};
use super::{Answer, Provider, clock, datum, refuse};

impl Provider<'_> {
    /// Returns the answer to a request that is not valid; none if it is.
    pub(super) fn invalid(&self, routed: &Routed<'_>) -> Option<Answer> {
        let Routed { call, decoded } = routed;
        let mut facts = Facts::new();
        for context in &call.operation().contexts {
            // A request carries no facts, so the rules that need one are not checked.
            facts.set(*context, Fact::Unknown);
        }
        let (identity, _) = identity(routed);
        let stored = self.store.get(&identity);
        if let (true, Some(contact)) = (call.operation().takes_current, stored) {
            let mut current = call.values();
            let slots = datum::fill(call.plan(), &call.operation().fields, contact);
            for (at, value) in call.operation().fields.ids().zip(slots) {
                current.set(at, value);
            }
            facts.current = Some(current);
        }
        let outcome = match decoded.binding {
            Some(_) => {
                call.validate(&decoded.values, &facts, &Waivers::NONE)
                    .violations
            }
            // The body was not read, so its fields are not missing.
            None => Violations::new(),
        };
        let sent_back = match writes(call.operation()) {
            true => SentBack::of(call),
            false => SentBack::default(),
        };
        // The place is a JSON Pointer, so a parameter of the query string is not one of these members.
        let is_sent_back = |violation: &&Violation| {
            violation.code() == Code::UnknownField && sent_back.has(&violation.wire_path())
        };
        let unknown = decoded.violations.iter().filter(|it| !is_sent_back(it));
        let all: Vec<Violation> = unknown.chain(outcome.iter()).cloned().collect();
        (!all.is_empty()).then(|| refuse::invalid(routed, &all))
    }

    /// Carries out a valid request, and answers with a case of success, or with the one that is asked for.
    pub(super) fn perform(&mut self, routed: &Routed<'_>, asked: Option<ResponseId>) -> Answer {
        let Routed { call, .. } = routed;
        let (identity, naming) = identity(routed);
        if self.is_missing(&identity, naming, call.operation().does) {
            return refuse::not_found(routed);
        }
        let contacts = self.contacts(routed, identity);
        let Some(case) = asked.or_else(|| success(call.operation())) else {
            let mut answer = Answer::plain(200, "the schema describes no response");
            answer.carried_out = true;
            return answer;
        };
        let fields = || wireform_interpret::response_fields(&call.operation().responses[case]);
        let mut values = call.response_values(case);
        let contacts: Vec<&Contact> = contacts.iter().collect();
        values.fields = datum::fill_response(call.plan(), fields(), &contacts);
        datum::add_example(call, case, &mut values.fields);
        values.prefers_xml = is_xml(routed);
        datum::complete(call.plan(), fields(), &mut values.fields);
        self.sessions.issue(call, case, &mut values.fields);
        let with_status = |status: Option<u16>| {
            let values = ResponseValues {
                status,
                ..values.clone()
            };
            Answer {
                response: call.encode_response(case, &values),
                case: Some(case),
                carried_out: true,
                violations: Vec::new(),
            }
        };
        let answer = with_status(None);
        match asked {
            Some(case) => {
                refuse::recognizable(routed, case, answer, &|status| with_status(Some(status)))
            }
            None => answer,
        }
    }

    /// Returns whether a request is about a contact that does not exist.
    fn is_missing(&self, identity: &Identity, naming: Naming, does: Does) -> bool {
        let is_stored = self.store.get(identity).is_some();
        let is_deleted = self.store.is_deleted(identity);
        let is_unknown = self.settings.strict && !is_stored;
        match (naming, does) {
            (_, Does::Create) => false,
            (Naming::Named, _) => is_deleted || is_unknown,
            // No request can create this contact, so an update makes it, and there is nothing to delete before.
            (Naming::Unnamed, Does::Update) => self.settings.strict,
            (Naming::Unnamed, Does::Delete) => self.settings.strict || !is_stored,
            (Naming::Unnamed, Does::Read) => self.settings.strict || is_deleted,
            (Naming::Unnamed, Does::List | Does::Other) => false,
        }
    }

    /// Changes the store. Returns the contacts that the answer is about.
    fn contacts(&mut self, routed: &Routed<'_>, mut identity: Identity) -> Vec<Contact> {
        let Routed { call, decoded } = routed;
        let operation = call.operation();
        let known = self.store.get(&identity).cloned();
        let mut contact = match (operation.does, known) {
            (Does::List, _) => return self.store.of_owner(&identity).cloned().collect(),
            (Does::Delete, known) => {
                let mut contact = known.unwrap_or_default();
                contact.identify(&identity.id);
                self.store.remove(&identity);
                return vec![contact];
            }
            (_, Some(contact)) => contact,
            (Does::Read, None) => self.example(routed),
            (Does::Update | Does::Create | Does::Other, None) => Contact::default(),
        };
        if identity.id.is_empty() {
            identity.id = self.store.new_id();
        }
        if operation.does == Does::Create {
            contact.clear();
        } else if operation.update == Update::Replace {
            contact.clear_for_update();
        }
        contact.take(call, &decoded.values);
        contact.identify(&identity.id);
        if writes(operation) {
            contact.touch(&clock::now());
            self.store.put(identity, contact.clone());
        }
        vec![contact]
    }

    /// Returns the data of an example of the schema, for a contact that nobody has written.
    fn example(&self, routed: &Routed<'_>) -> Contact {
        let mut contact = Contact::default();
        let schema = &routed.call.plan().schema;
        let mut interpreters = self.interpreters.iter();
        let calls = interpreters
            .find(|interpreter| interpreter.plan().schema == *schema)
            .into_iter()
            .flat_map(|interpreter| interpreter.operations());
        for call in calls {
            let changes = writes(call.operation());
            let examples = &call.operation().examples;
            let valid = examples.iter().find(|example| match example.expect {
                Expectation::Request { .. } => example.waive.is_empty(),
                Expectation::Violations(_) => false,
            });
            if let (true, Some(example)) = (changes, valid) {
                contact.take(&call, &call.example_values(example));
                return contact;
            }
        }
        contact
    }
}

/// Whether a request has the identifier of its contact.
#[derive(Debug, Clone, Copy)]
enum Naming {
    /// It has the identifier.
    Named,
    /// It has none, so nobody can tell which contact it is about.
    Unnamed,
}

/// Returns the identity of the contact that a request is about. It has no identifier if the contact is to be made, or if the
/// request is about no single contact.
fn identity(routed: &Routed<'_>) -> (Identity, Naming) {
    let Routed { call, decoded } = routed;
    if let Some(identity) = store::identity(call, &decoded.values) {
        return (identity, Naming::Named);
    }
    let identity = match call.operation().does {
        Does::Update | Does::Delete | Does::Read => store::unnamed(call, &decoded.values),
        Does::Create | Does::List | Does::Other => store::nameless(call, &decoded.values),
    };
    (identity, Naming::Unnamed)
}

/// Returns whether an operation writes the data of a contact.
fn writes(operation: &Operation) -> bool {
    match operation.does {
        Does::Create | Does::Update => true,
        Does::Read | Does::List | Does::Delete | Does::Other => false,
    }
}

/// Returns the case of a success; that of an accepted request if there is no other.
fn success(operation: &Operation) -> Option<ResponseId> {
    let of = |outcome| {
        let responses = &operation.responses;
        responses.find(|response| response.outcome == outcome)
    };
    of(Outcome::Success).or_else(|| of(Outcome::Accepted))
}

/// Returns whether a request has an XML body.
pub(super) fn is_xml(routed: &Routed<'_>) -> bool {
    let binding = routed.decoded.binding;
    let format = binding.and_then(|at| routed.call.operation().bindings[at].body.format());
    format.is_some_and(BodyFormat::is_xml)
}
