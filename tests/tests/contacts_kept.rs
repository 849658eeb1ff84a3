//! Checks that a fit loses no part of a contact as read.
//!
//! Input: random records, and random responses with members that the schema describes and members that it does not. For
//! every operation that writes a contact, both executors send, list or refuse every member and every datum.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use wireform::__rt::FitResult;
use wireform::Waivers;
use wireform::contact::{
    AsRead, Choices, Contact, FromContact, Mapping, ReadsContact, Refusal, RefusalCode,
};
use wireform::response::ResponseParts;
use wireform_codegen::plan::{Plan, Update};
use wireform_interpret::{Call, Facts, Interpreter};
use wireform_tests::contacts::random;
use wireform_tests::emitted::schemas::{autodns, realtime_register};
use wireform_tests::plans;

/// Random numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// A member of a response: the name that a fit uses for it, and a text that no other member has.
struct Member {
    name: String,
    mark: String,
}

/// Names that no schema describes. Some of them look like places.
const UNDESCRIBED: &[&str] = &[
    "sipp",
    "x-y",
    "",
    "fname.old",
    "a[0]",
    "[]",
    "City",
    "Ünï",
    "data",
    "extensions.general.gender",
];

/// Puts a value at a place, in the only item of each list.
fn put(body: &mut Value, place: &str, value: Value) {
    let mut at = body;
    for step in place.split('.') {
        let name = step.trim_end_matches("[]");
        if !at.is_object() {
            *at = json!({});
        }
        at = &mut at[name];
        if name.len() < step.len() {
            if !at.is_array() {
                *at = json!([{}]);
            }
            at = &mut at[0];
        }
    }
    *at = value;
}

/// Returns a value with a mark that no other value has.
fn value(numbers: &mut Numbers, means: Option<&str>, mark: &str) -> Value {
    let text = match means {
        Some("voice" | "fax") => format!("+49-30{mark}"),
        Some("birth.date") => "1970-01-31".to_owned(),
        _ => mark.to_owned(),
    };
    match numbers.below(8) {
        0 => json!({ "inner": text }),
        1 => json!([text, { "inner": text }]),
        2 => json!([text]),
        3 => json!([text, text]),
        _ => json!(text),
    }
}

/// Returns a response with some of the described members and some others, and the members that a fit must account for.
fn response(plan: &Plan, call: &Call<'_>, numbers: &mut Numbers) -> (Value, Vec<Member>) {
    let reading = call.operation().reading.as_ref().expect("it is read");
    let mut body = match plan.schema.as_str() {
        "autodns" => json!({ "status": { "type": "SUCCESS" } }),
        _ => json!({}),
    };
    let mut members = Vec::new();
    // The share of members varies from response to response.
    let rare = [2, 3, 30][numbers.below(3)];
    let data = reading
        .data
        .iter()
        .map(|it| (it.at.to_string(), Some(it.means.as_str()), None));
    let others = reading
        .others
        .iter()
        .map(|it| (it.at.to_string(), None, Some(&it.field)));
    for (at, means, field) in data.chain(others) {
        let mark = format!(
            "{:06}",
            members.len() + 100_000 + 1_000 * numbers.below(800)
        );
        let datum = means.and_then(Contact::path_of);
        if numbers.below(rare) == 0 {
            put(&mut body, &at, value(numbers, means, &mark));
            members.extend(field.cloned().or(datum).map(|name| Member { name, mark }));
        }
    }
    let parents: &[(&str, &str)] = match plan.schema.as_str() {
        "autodns" => &[
            ("data[]", "data[0]."),
            ("data[].extensions", "data[0].extensions."),
            ("data[].extensions.general", "data[0].extensions.general."),
        ],
        _ => &[("", "")],
    };
    // At least one datum has a value. Without any, the response would contain no contact.
    put(&mut body, &reading.data[0].at.to_string(), json!("kept"));
    for name in UNDESCRIBED {
        let (place, shown) = parents[numbers.below(parents.len())];
        if numbers.below(rare) > 0 {
            continue;
        }
        let pointer = match place {
            "" => String::new(),
            place => format!("/{}", place.replace("[]", "/0").replace('.', "/")),
        };
        let Some(Value::Object(parent)) = body.pointer_mut(&pointer) else {
            continue;
        };
        if !parent.contains_key(*name) {
            let mark = format!("{}", 990_000 + members.len());
            parent.insert((*name).to_owned(), value(numbers, None, &mark));
            members.push(Member {
                name: format!("{shown}{name}"),
                mark,
            });
        }
    }
    (body, members)
}

/// Returns the field of a path, such as `street` of `street[1]`.
fn root(path: &str) -> &str {
    path.split('[').next().unwrap_or_default()
}

/// Returns whether a fit sends, lists or refuses a member.
fn is_accounted(member: &Member, wanted: &Contact, result: &FitResult) -> bool {
    let named = |name: &str| name == member.name || root(name) == member.name;
    let digits = |text: &str| text.replace(['-', '.'], "");
    let sent = result.sent.iter();
    sent.clone().any(|it| digits(it.value()).contains(&member.mark))
        || sent.clone().any(|it| named(it.path()) || it.datum().is_some_and(named))
        || result.refusals.iter().any(|it| it.path().is_some_and(named) || it.datum().is_some_and(named))
        || result.adjustments.iter().any(|it| named(it.datum()))
        // The record replaces the datum, so it is accounted for as a datum of the record.
        || wanted.data().iter().any(|(datum, _)| named(datum))
        // The spellings of a name are one datum.
        || (member.name.ends_with("name") && wanted.data().iter().any(|(datum, _)| datum.ends_with("name")))
}

fn refusals<'r>(refusals: impl IntoIterator<Item = &'r Refusal>) -> Vec<String> {
    let refusals = refusals.into_iter();
    refusals
        .map(|it| {
            format!(
                "{} {} {}",
                it.datum().unwrap_or_default(),
                it.path().unwrap_or_default(),
                it.code()
            )
        })
        .collect()
}

fn diff<T: FromContact>(read: &AsRead, wanted: &Contact, left_out: &[String]) -> Vec<String> {
    let mapping = left_out.iter().fold(Mapping::<T>::new(), |mapping, name| {
        mapping.leave_out(name.clone())
    });
    match T::diff(read, wanted, &mapping) {
        Ok(_) => Vec::new(),
        Err(found) => refusals(&found),
    }
}

/// Returns the refusals of the emitted request.
fn emitted(
    schema: &str,
    operation: &str,
    read: &AsRead,
    wanted: &Contact,
    left_out: &[String],
) -> Vec<String> {
    match (schema, operation) {
        ("autodns", "contact_update") => {
            diff::<autodns::ContactUpdate<'static>>(read, wanted, left_out)
        }
        ("autodns", "contact_update_xml") => {
            diff::<autodns::ContactUpdateXml<'static>>(read, wanted, left_out)
        }
        ("realtime-register", "contact_update") => {
            diff::<realtime_register::ContactUpdate<'static>>(read, wanted, left_out)
        }
        other => panic!("{other:?} has no emitted request here"),
    }
}

fn read(schema: &str, body: &Value) -> AsRead {
    let body = body.to_string();
    match schema {
        "autodns" => autodns::ContactInfo::read_contact(ResponseParts::new(200, body.as_bytes())),
        _ => realtime_register::ContactInfo::read_contact(ResponseParts::new(200, body.as_bytes())),
    }
    .expect("the response contains a contact")
}

#[test]
fn every_member_is_sent_listed_or_refused() {
    let mut numbers = Numbers(7);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let plans: Vec<Plan> = plans::shipped();
    for plan in plans
        .iter()
        .filter(|plan| plan.operations.iter().any(|it| it.reading.is_some()))
    {
        let interpreter = Interpreter::new(plan);
        let info = interpreter
            .operations()
            .find(|call| call.reads_contact())
            .expect("it is there");
        let updates: Vec<Call<'_>> = interpreter
            .operations()
            .filter(|call| {
                plan.carries_contact(call.operation()) && call.operation().update != Update::None
            })
            .collect();
        for wanted in random::sample(150) {
            let (body, members) = response(plan, &info, &mut numbers);
            let as_read = read(&plan.schema, &body);
            let text = body.to_string();
            let interpreted = info
                .read_contact(&ResponseParts::new(200, text.as_bytes()))
                .expect("it is read");
            assert!(as_read.members().eq(interpreted.members()));
            for call in &updates {
                let count = check(plan, call, &as_read, &wanted, &members, &body);
                *counts.entry(count).or_default() += 1;
            }
        }
    }
    for outcome in ["lost by name", "nothing lost"] {
        assert!(counts.get(outcome) > Some(&10), "{counts:?}");
    }
}

fn check(
    plan: &Plan,
    call: &Call<'_>,
    read: &AsRead,
    wanted: &Contact,
    members: &[Member],
    body: &Value,
) -> &'static str {
    let operation = call.operation();
    let (facts, mut left_out) = (Facts::new(), Vec::new());
    let fit = |left_out: &[String]| {
        let mut choices = Choices::new();
        for name in left_out {
            choices.leave_out(name.clone());
        }
        let fitted = call.fit(wanted, Some(read), &choices, &facts, &Waivers::NONE);
        let found = refusals(&fitted.result.refusals);
        let emitted = emitted(&plan.schema, &operation.name, read, wanted, left_out);
        // The interpreter checks the request immediately, emitted code only when the request is made valid.
        assert!(
            found.starts_with(&emitted),
            "{emitted:?}\n{found:?}\n{body}"
        );
        fitted.result
    };
    let result = fit(&left_out);
    if matches!(operation.update, Update::Patch | Update::None) {
        assert!(
            result
                .refusals
                .iter()
                .all(|it| it.code() != RefusalCode::NotKept)
        );
        return "kept by the provider";
    }
    if !result.changed && result.refusals.is_empty() {
        return "no request";
    }
    for member in members {
        let context = || {
            format!(
                "{} of {body}\n{:?}\n{:?}",
                member.name, result.refusals, result.sent
            )
        };
        assert!(is_accounted(member, wanted, &result), "{}", context());
    }
    // Members that the caller leaves out by name are listed and not refused.
    let lost = |result: &FitResult| -> Vec<String> {
        let refusals = result
            .refusals
            .iter()
            .filter(|it| it.code() == RefusalCode::NotKept);
        refusals
            .filter_map(|it| it.path().map(str::to_owned))
            .collect()
    };
    left_out.extend(lost(&result));
    let agreed = fit(&left_out);
    assert_eq!(lost(&agreed), Vec::<String>::new());
    let listed = |name: &String| {
        agreed
            .sent
            .iter()
            .any(|it| it.is_clear() && it.path() == name)
    };
    assert!(
        left_out.iter().all(listed),
        "{left_out:?}\n{:?}",
        agreed.sent
    );
    match left_out.is_empty() {
        true => "nothing lost",
        false => "lost by name",
    }
}
