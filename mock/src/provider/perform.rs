//! Carries requests out.

use wireform::{Code, Violation, Violations, Waivers};
use wireform_codegen::plan::{
    BodyFormat, Does, Expectation, Operation, Outcome, ResponseId, Update,
};
use wireform_interpret::{Fact, Facts};

use super::routes::Routed;
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
        let stored =
            store::identity(call, &decoded.values).and_then(|identity| self.store.get(&identity));
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
        let read_only = datum::read_only_members(call);
        let is_sent_back = |violation: &&Violation| {
            violation.code() == Code::UnknownField && read_only.contains(&*violation.path())
        };
        let unknown = decoded.violations.iter().filter(|it| !is_sent_back(it));
        let all: Vec<Violation> = unknown.chain(outcome.iter()).cloned().collect();
        (!all.is_empty()).then(|| refuse::invalid(routed, &all))
    }

    /// Carries out a valid request, and answers with a case of success, or with the one that is asked for.
    pub(super) fn perform(&mut self, routed: &Routed<'_>, asked: Option<ResponseId>) -> Answer {
        let Routed { call, decoded } = routed;
        let named = store::identity(call, &decoded.values);
        if let Some(identity) = &named
            && call.operation().does != Does::Create
            && (self.store.is_deleted(identity)
                || self.settings.strict && self.store.get(identity).is_none())
        {
            return refuse::not_found(routed);
        }
        let identity = named.unwrap_or_else(|| store::nameless(call, &decoded.values));
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
        Answer {
            response: call.encode_response(case, &values),
            case: Some(case),
            carried_out: true,
            violations: Vec::new(),
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
        if operation.update == Update::Replace || operation.does == Does::Create {
            contact.clear();
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
