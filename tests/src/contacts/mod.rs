//! Fits one record to the updates of every provider, with both executors.
//!
//! Input: a contact, and what else is known. Output: the verdict of each operation, and its request.

pub mod random;
pub mod spoken;

use std::collections::{BTreeMap, BTreeSet};

use wireform::contact::{Candidate, Choices, Chosen, Contact, Mapping, Verdict, check_all};
use wireform::{Fact, HttpRequest, Policy, Waivers};
use wireform_codegen::plan::Plan;
use wireform_interpret::{Call, Facts, FittedValues};

use crate::emitted::schemas::{autodns, hostcontrol, logicboxes, namebay, realtime_register};

/// An operation that takes a contact.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The schema.
    pub provider: &'static str,
    /// The operation.
    pub operation: &'static str,
    /// Values of fields for which no contact has a datum.
    pub supplied: &'static [(&'static str, &'static str)],
}

const fn target(
    provider: &'static str,
    operation: &'static str,
    supplied: &'static [(&'static str, &'static str)],
) -> Target {
    Target {
        provider,
        operation,
        supplied,
    }
}

/// Every operation that takes a contact. AutoDNS has two.
pub const TARGETS: [Target; 6] = [
    target(
        "realtime-register",
        "contact_update",
        &[("customer", "acme"), ("handle", "jane")],
    ),
    target("autodns", "contact_update", &[("id", "1")]),
    target(
        "namebay",
        "contact_update",
        &[("contact_id", "C123"), ("password", "Secret-1")],
    ),
    target("hostcontrol", "contact_update", &[("id", "1")]),
    target("logicboxes", "contact_update", &[("contact_id", "1")]),
    target("autodns", "contact_update_xml", &[]),
];

/// What is known apart from a record; nothing by default.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The top-level domains that the contact is used with.
    pub tlds: Option<BTreeSet<String>>,
    /// The kind of the holder.
    pub holder: Option<String>,
    /// Further fields of Namebay.
    pub supplied: BTreeMap<String, String>,
    /// Whether the caller refuses that an update deletes by omission.
    pub keeps_missing: bool,
}

impl Known {
    /// Returns what a caller supplies: required values, and known ones.
    fn choices(&self, target: &Target) -> Choices {
        let mut choices = Choices::new();
        for (field, value) in target.supplied {
            choices.set(*field, *value);
        }
        for (field, value) in self
            .supplied
            .iter()
            .filter(|_| target.provider == "namebay")
        {
            choices.set(field.clone(), value);
        }
        if !self.keeps_missing {
            choices.delete_missing();
        }
        choices
    }

    /// Returns the facts that the rules of an operation use.
    #[must_use]
    pub fn facts(&self, plan: &Plan) -> Facts {
        use wireform_interpret::Fact;
        let mut facts = Facts::new();
        for (at, context) in plan.contexts.iter_ids() {
            let fact = match context.name.as_str() {
                "tlds" => self
                    .tlds
                    .clone()
                    .map(|tlds| Fact::Set(tlds.into_iter().collect())),
                "holder" => self.holder.clone().map(Fact::Text),
                _ => None,
            };
            facts.set(at, fact.unwrap_or(Fact::Unknown));
        }
        facts
    }
}

/// Returns the interpreter's verdict.
#[must_use]
pub fn interpreted(call: &Call<'_>, contact: &Contact, known: &Known, target: &Target) -> Verdict {
    call.verdict(
        contact,
        &known.choices(target),
        &known.facts(call.plan()),
        &Waivers::NONE,
    )
}

/// Returns the values that the interpreter would send.
#[must_use]
pub fn fitted(call: &Call<'_>, contact: &Contact, known: &Known, target: &Target) -> FittedValues {
    let facts = known.facts(call.plan());
    call.fit(
        contact,
        None,
        &known.choices(target),
        &facts,
        &Waivers::NONE,
    )
}

/// Returns the request of an accepted record. Panics if the record is refused.
#[must_use]
pub fn send(call: &Call<'_>, contact: &Contact, known: &Known, target: &Target) -> HttpRequest {
    let facts = known.facts(call.plan());
    let fitted = fitted(call, contact, known, target);
    let valid = call
        .valid(fitted.values, &facts, &Waivers::NONE)
        .expect("the verdict accepted it");
    let given: Vec<(String, String)> = [
        ("api_key", "K"),
        ("user", "U"),
        ("login", "L"),
        ("password", "P"),
        ("api_username", "U"),
        ("auth_userid", "42"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into_iter()
    .filter(|(name, _)| {
        call.plan()
            .credentials
            .iter()
            .any(|known| known.name == *name)
    })
    .collect();
    let way = call.operation().auths.first().copied();
    let credentials = call.credentials(way, &given).expect("they are credentials");
    let server = &call.plan().endpoints[call.operation().endpoint]
        .servers
        .as_slice()[0]
        .url;
    call.encode(
        &valid,
        call.operation().default_binding_id(),
        server,
        &credentials,
    )
    .expect("nothing is signed")
}

/// Returns a mapping that agrees to deletion by omission, unless the caller refuses it.
fn mapping<T>(known: &Known) -> Mapping<T> {
    match known.keeps_missing {
        true => Mapping::new(),
        false => Mapping::new().delete_missing(),
    }
}

/// Returns the verdicts of the generated requests, in the order of [`TARGETS`].
#[must_use]
#[allow(deprecated, reason = "one operation is withdrawn")]
pub fn emitted(contact: &Contact, known: &Known) -> Vec<Verdict> {
    use realtime_register::contact_update::field as rtr;
    let first = mapping(known)
        .set(rtr::CUSTOMER, "acme")
        .set(rtr::HANDLE, "jane");
    let second = mapping(known).set(autodns::contact_update::field::ID, "1");
    let mut third = mapping(known)
        .set(namebay::contact_update::field::CONTACT_ID, "C123")
        .set(namebay::contact_update::field::PASSWORD, "Secret-1");
    for (field, value) in &known.supplied {
        use namebay::contact_update::field;
        third = match field.as_str() {
            "assowaldec" => third.set(field::ASSOWALDEC, value),
            "nexus_purpose" => third.set(field::NEXUS_PURPOSE, value),
            "nexus_cat" => third.set(field::NEXUS_CAT, value),
            other => panic!("{other} is not supplied yet"),
        };
    }
    let tlds = known.tlds.clone().map_or(Fact::Unknown, Fact::Known);
    let holder = known
        .holder
        .as_deref()
        .map(|holder| Fact::Known(holder.parse().expect("it is a holder")));
    let fourth = mapping(known).set(hostcontrol::contact_update::field::ID, "1");
    let fifth = mapping(known).set(logicboxes::contact_update::field::CONTACT_ID, "1");
    let namebay = namebay::contact_update::Context {
        tlds: tlds.clone(),
        holder: holder.unwrap_or(Fact::Unknown),
    };
    let logicboxes = logicboxes::contact_update::Context {
        tlds,
        suspended: Fact::Unknown,
        archived: Fact::Unknown,
        current: None,
    };
    let verdicts = check_all(
        contact,
        &[
            &Chosen::<realtime_register::ContactUpdate<'_>>::new(&first, &(), &Policy::new()),
            &Chosen::<autodns::ContactUpdate<'_>>::new(&second, &(), &Policy::new()),
            &Chosen::<namebay::ContactUpdate<'_>>::new(&third, &namebay, &Policy::new()),
            &Chosen::<hostcontrol::ContactUpdate<'_>>::new(&fourth, &(), &Policy::new())
                as &dyn Candidate,
            &Chosen::<logicboxes::ContactUpdate<'_>>::new(&fifth, &logicboxes, &Policy::new()),
            &Chosen::<autodns::ContactUpdateXml<'_>>::new(&mapping(known), &(), &Policy::new()),
        ],
    );
    verdicts.iter().cloned().collect()
}
