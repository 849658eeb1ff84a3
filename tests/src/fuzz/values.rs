//! Takes bytes as values of an operation of a shipped schema, which the interpreter reads, checks and encodes.
//!
//! The first line is `provider/operation`, followed by words for what else the caller gives: `json` (else YAML),
//! `unknown` or `facts`, `delete`, `waive`, `custom` (a server of the caller's), and digits, which choose the binding
//! and the authentication method. The values follow, and after a line `%%` the contact as read.

use std::sync::OnceLock;

use serde_json::{Map, Value as Json, json};
use wireform::{Facet, HttpRequest, Waivers};
use wireform_codegen::plan::{self, BindingId, ContextKind, EnumId, Field, Id, Plan};
use wireform_codegen::source;
use wireform_interpret::{Call, Credentials, Fact, Facts, Input, Interpreter, ReadOptions};

use super::{leaks, written};
use crate::plans;

/// The last stage that bytes reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heard {
    /// They are neither YAML nor JSON.
    Unreadable,
    /// They were read and refused.
    Refused,
    /// They were encoded.
    Sent,
}

pub(super) fn interpreters() -> &'static [Interpreter<'static>] {
    static PLANS: OnceLock<Vec<Plan>> = OnceLock::new();
    static INTERPRETERS: OnceLock<Vec<Interpreter<'static>>> = OnceLock::new();
    INTERPRETERS.get_or_init(|| {
        let plans = PLANS.get_or_init(plans::shipped);
        plans.iter().map(Interpreter::new).collect()
    })
}

/// Returns the operation that a word names. Any other word selects some operation.
fn chosen(word: &str) -> Call<'static> {
    let calls = || interpreters().iter().flat_map(Interpreter::operations);
    let named = calls().find(|call| word == name(call));
    named.unwrap_or_else(|| {
        let sum = word.bytes().fold(0_usize, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(byte.into())
        });
        calls()
            .nth(sum % calls().count())
            .expect("less than the count")
    })
}

fn name(call: &Call<'_>) -> String {
    format!("{}/{}", call.plan().schema, call.operation().name)
}

/// Runs one input. Returns the last stage that it reached.
///
/// # Panics
/// Panics if something does not hold that must always hold.
pub fn values(bytes: &[u8]) -> Heard {
    let text = String::from_utf8_lossy(bytes);
    let (line, rest) = text.split_once('\n').unwrap_or(("", &text));
    let mut words = line.split_whitespace();
    let call = chosen(words.next().unwrap_or(""));
    let words: Vec<&str> = words.collect();
    let has = |word: &str| words.contains(&word);
    let number = words
        .iter()
        .find_map(|word| word.parse::<usize>().ok())
        .unwrap_or(0);
    let (values, current) = match rest.split_once("\n%%\n") {
        Some((values, current)) => (values, Some(current)),
        None => (rest, None),
    };
    let Some(input) = read(values, has("json")) else {
        return Heard::Unreadable;
    };
    let current = current.and_then(|text| read(text, has("json")));
    let marked = leaks::Marked::of([Some(&input), current.as_ref()]);

    let mut facts = facts(call.plan(), number, has("unknown"), has("facts"));
    if let Some(current) = &current {
        let (current, violations) = call.read_current(current);
        marked.check_violations(&violations);
        facts.current = Some(current);
    }
    let waivers = if has("waive") {
        everything(&call)
    } else {
        Waivers::NONE
    };
    let (values, violations) = call.read(
        &input,
        ReadOptions {
            delete_missing: has("delete"),
        },
    );
    marked.check_violations(&violations);
    marked.check("the values", &values);
    marked.check("the facts", &facts);
    let outcome = call.validate(&values, &facts, &waivers);
    marked.check_violations(&outcome.violations);
    marked.check("the outcome", &outcome);
    if !violations.is_empty() || !outcome.violations.is_empty() {
        return Heard::Refused;
    }
    let valid = call
        .valid(values.clone(), &facts, &waivers)
        .expect("what has no violations is valid");
    marked.check("the valid values", &valid);
    let bindings = &call.operation().bindings;
    let binding = BindingId::from_index(number % bindings.len());
    let server = if has("custom") {
        "https://registrar.example/base/"
    } else {
        server(&call)
    };
    let credentials = credentials(&call, number);
    let request = call.encode(&valid, binding, server, &credentials);
    let request = request.expect("nothing is signed");
    check_request(&request);
    assert_eq!(
        Some(&request),
        call.encode(&valid, binding, server, &credentials)
            .ok()
            .as_ref(),
        "the same in, the same out"
    );
    marked.check_request(&call, &values, &request, &credentials);
    written::check(&call, binding, &values, &request);
    Heard::Sent
}

fn read(text: &str, json: bool) -> Option<Input> {
    if json {
        // Such a message may quote the text. The code that prints it masks it.
        return Input::from_json(text.as_bytes()).ok();
    }
    source::read_value(text).ok().map(|node| Input::from(&node))
}

/// Checks what must hold for every request.
fn check_request(request: &HttpRequest) {
    let printable = |text: &str| text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    assert!(
        request
            .method()
            .bytes()
            .all(|byte| byte.is_ascii_uppercase())
    );
    assert!(
        printable(request.url()) && !request.url().contains([' ', '#', '"', '<', '>']),
        "{}",
        request.url()
    );
    assert!(request.path_and_query().starts_with('/'));
    assert!(request.url().contains(request.host()));
    for segment in request
        .path_and_query()
        .split('?')
        .next()
        .unwrap_or("")
        .split('/')
    {
        assert!(segment != "." && segment != "..", "{}", request.url());
    }
    for header in request.headers() {
        assert!(
            printable(header.name()) && !header.name().contains([' ', ':']),
            "{}",
            header.name()
        );
        let value = header.value();
        assert!(
            value.chars().all(|c| c == '\t' || !c.is_control()),
            "{}",
            header.name()
        );
    }
    assert!(std::str::from_utf8(request.body()).is_ok());
}

fn server(call: &Call<'static>) -> &'static str {
    let endpoint = &call.plan().endpoints[call.operation().endpoint];
    endpoint
        .servers
        .first()
        .map_or("https://registrar.example", |server| &server.url)
}

/// Returns recognisable credentials for an authentication method.
fn credentials(call: &Call<'_>, number: usize) -> Credentials {
    let ways = &call.operation().auths;
    let way = ways.get(number % ways.len().max(1)).copied();
    let given: Vec<(String, String)> = call
        .plan()
        .credentials
        .iter()
        .map(|credential| {
            let value = match (&credential.integer, credential.secret) {
                (Some(_), _) => "4711",
                (None, true) => leaks::SECRET,
                (None, false) => leaks::PUBLIC,
            };
            (credential.name.clone(), value.to_owned())
        })
        .collect();
    call.credentials(way, &given)
        .unwrap_or_else(|violations| panic!("{violations}"))
}

fn facts(plan: &Plan, number: usize, unknown: bool, known: bool) -> Facts {
    let mut facts = Facts::new();
    for (at, context) in plan.contexts.iter_ids() {
        let value = |index: EnumId| {
            let values = &plan.enums[index].values;
            values[number % values.len()].value.clone()
        };
        let tlds = ["com", "fr", "us", "it", "pt", "es", "nyc", "ru"];
        let fact = match &context.kind {
            _ if unknown => Fact::Unknown,
            _ if !known => Fact::Missing,
            ContextKind::SetOfString => Fact::Set(vec![tlds[number % tlds.len()].to_owned()]),
            ContextKind::SetOfEnum(index) => Fact::Set(vec![value(*index)]),
            ContextKind::Enum(index) => Fact::Text(value(*index)),
            ContextKind::Boolean => Fact::Boolean(number % 2 == 1),
            ContextKind::String => Fact::Text("text".to_owned()),
        };
        facts.set(at, fact);
    }
    facts
}

/// Waives everything that can be waived, so that only what the wire cannot carry is refused.
fn everything(call: &Call<'_>) -> Waivers {
    const FACETS: &[Facet] = &[
        Facet::MinLength,
        Facet::MaxLength,
        Facet::Pattern,
        Facet::Format,
        Facet::Enum,
        Facet::Minimum,
        Facet::Maximum,
        Facet::MinItems,
        Facet::MaxItems,
        Facet::UniqueItems,
        Facet::Check,
    ];
    fn add(plan: &Plan, prefix: &str, fields: &[Field], waivers: &mut Waivers) {
        for field in fields {
            let path = format!("{prefix}{}", field.name);
            for facet in FACETS {
                waivers.waive(path.clone(), *facet);
            }
            if let Some(index) = field.ty.object_within() {
                add(
                    plan,
                    &format!("{path}."),
                    &plan.objects[index].fields,
                    waivers,
                );
            }
        }
    }
    let mut waivers = Waivers::default();
    add(call.plan(), "", &call.operation().fields, &mut waivers);
    for rule in &call.operation().rules {
        waivers.waive_rule(rule.name.clone());
    }
    waivers
}

/// Returns the examples of the shipped schemas as inputs, strict and with everything waived.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for call in interpreters().iter().flat_map(Interpreter::operations) {
        for example in &call.operation().examples {
            let values = json_map(&example.values);
            let mut text = serde_json::to_string_pretty(&values).expect("JSON");
            if let Some(current) = &example.current {
                text.push_str("\n%%\n");
                text.push_str(&serde_json::to_string_pretty(&json_map(current)).expect("JSON"));
            }
            for words in [
                "json unknown delete 0",
                "facts delete 1",
                "json waive unknown delete 1 custom",
            ] {
                seeds.push(format!("{} {words}\n{text}\n", name(&call)).into_bytes());
            }
        }
    }
    seeds
}

fn json_map(values: &[(String, plan::Value)]) -> Json {
    let entries = values
        .iter()
        .map(|(name, value)| (name.clone(), to_json(value)));
    Json::Object(entries.collect::<Map<_, _>>())
}

fn to_json(value: &plan::Value) -> Json {
    match value {
        plan::Value::Clear => Json::Null,
        plan::Value::String(text) => json!(text),
        plan::Value::Integer(number) => json!(number),
        plan::Value::Number(number) => json!(number.as_str()),
        plan::Value::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        plan::Value::Boolean(truth) => json!(truth),
        plan::Value::List(items) => items.iter().map(to_json).collect(),
        plan::Value::Object(entries) => json_map(entries),
    }
}
