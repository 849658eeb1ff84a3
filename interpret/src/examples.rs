//! Runs the examples of a plan and compares the results byte by byte.
//!
//! Input: a plan. Output: a [`Mismatch`] for each difference from what an example states. Examples are part of a
//! schema and not personal data, so both sides are shown.

use std::fmt;
use std::time::{Duration, SystemTime};

use wireform::{Code, CustomServer, Facet, HttpRequest, Moment, Server as _, Waivers};
use wireform_codegen::plan::{AuthId, Example, ExampleServer, Expectation, Waiver};

use crate::call::Call;
use crate::facts::Facts;
use crate::input::Input;
use crate::interpreter::Interpreter;
use crate::response_examples;
use crate::value::Values;

/// A difference between an example and its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The operation.
    pub operation: String,
    /// The example.
    pub example: String,
    /// The response to which the example belongs, if it is one of a response.
    pub case: Option<String>,
    /// What differs: `url`, `body`, `header Authorization`, `violations` …
    pub what: String,
    /// What the example states.
    pub expected: String,
    /// The result.
    pub found: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, example {}", self.operation, self.example)?;
        if let Some(case) = &self.case {
            write!(f, " of {case}")?;
        }
        writeln!(f, ": {}", self.what)?;
        writeln!(f, "  expected: {}", self.expected)?;
        write!(f, "  found:    {}", self.found)?;
        if let Some(at) = first_difference(&self.expected, &self.found) {
            write!(f, "\n  differs from character {at} on")?;
        }
        match self.what.as_str() {
            "body" => match equal_apart_from(&self.expected, &self.found) {
                Some(what) => write!(
                    f,
                    "\n  only {what} differs; an example states the exact bytes"
                ),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }
}

/// Returns where two long texts begin to differ, in characters from 1.
fn first_difference(a: &str, b: &str) -> Option<usize> {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    (same > 20).then_some(same + 1)
}

/// Returns in what alone two bodies differ, if they have the same content.
fn equal_apart_from(expected: &str, found: &str) -> Option<&'static str> {
    let json = |text: &str| Input::from_json(text.as_bytes()).ok();
    if let (Some(expected), Some(found)) = (json(expected), json(found)) {
        if expected == found {
            return Some("white space or the spelling of texts and numbers");
        }
        return (sorted(expected) == sorted(found)).then_some("the order of the members");
    }
    let without =
        |text: &str| -> String { text.chars().filter(|it| !it.is_whitespace()).collect() };
    (without(expected) == without(found)).then_some("white space")
}

/// Returns a value with the members of its objects in the order of their names.
fn sorted(value: Input) -> Input {
    match value {
        Input::List(items) => Input::List(items.into_iter().map(sorted).collect()),
        Input::Map(entries) => {
            let entries = entries.into_iter();
            let mut entries: Vec<_> = entries.map(|(name, it)| (name, sorted(it))).collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            Input::Map(entries)
        }
        other => other,
    }
}

/// Runs all examples of a plan. Returns their number and the differences.
#[must_use]
pub fn run_examples(interpreter: &Interpreter<'_>) -> (usize, Vec<Mismatch>) {
    let mut count = 0;
    let mut mismatches = Vec::new();
    for call in interpreter.operations() {
        for example in &call.operation().examples {
            count += 1;
            let mut report = Report {
                operation: &call.operation().name,
                example: &example.name,
                case: None,
                mismatches: &mut mismatches,
            };
            run(&call, example, &mut report);
        }
        for case in &call.operation().responses {
            for example in &case.examples {
                count += 1;
                let mut report = Report {
                    operation: &call.operation().name,
                    example: &example.name,
                    case: Some(&case.name),
                    mismatches: &mut mismatches,
                };
                for (what, expected, found) in response_examples::run(&call, case, example) {
                    report.add(what, expected, found);
                }
            }
        }
    }
    (count, mismatches)
}

/// Returns the request of an example, with placeholders for the credentials that it does not give. Returns `None` if the
/// example expects violations, or if its values cannot be sent.
#[must_use]
pub fn example_request(call: &Call<'_>, example: &Example) -> Option<HttpRequest> {
    match example.expect {
        Expectation::Violations(_) => None,
        Expectation::Request { .. } => {
            let mut mismatches = Vec::new();
            let mut report = Report {
                operation: &call.operation().name,
                example: &example.name,
                case: None,
                mismatches: &mut mismatches,
            };
            let fields = &call.operation().fields;
            let values = Values::from_example(call.plan(), fields, &example.values);
            let facts = Facts::from_example(call.plan(), fields, example);
            let waivers = waivers(example, &mut report);
            request(call, example, values, &facts, &waivers).ok()
        }
    }
}

struct Report<'a> {
    operation: &'a str,
    example: &'a str,
    case: Option<&'a str>,
    mismatches: &'a mut Vec<Mismatch>,
}

impl Report<'_> {
    fn add(
        &mut self,
        what: impl Into<String>,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) {
        self.mismatches.push(Mismatch {
            operation: self.operation.to_owned(),
            example: self.example.to_owned(),
            case: self.case.map(str::to_owned),
            what: what.into(),
            expected: expected.into(),
            found: found.into(),
        });
    }

    fn compare(&mut self, what: &str, expected: &str, found: &str) {
        if expected != found {
            self.add(what, expected, found);
        }
    }
}

fn run(call: &Call<'_>, example: &Example, report: &mut Report<'_>) {
    let fields = &call.operation().fields;
    let values = Values::from_example(call.plan(), fields, &example.values);
    let facts = Facts::from_example(call.plan(), fields, example);
    let waivers = waivers(example, report);
    let outcome = call.validate(&values, &facts, &waivers);
    // An example may have an unknown name, to show that it is refused.
    let unknown = example
        .values
        .iter()
        .map(|(name, _)| name)
        .filter(|name| !fields.iter().any(|field| field.name == **name))
        .map(|name| format!("{name}: {}", Code::UnknownField));
    let labels: Vec<String> = unknown
        .chain(outcome.violations.iter().map(|v| v.label()))
        .collect();
    if let Some(unchecked) = &example.unchecked {
        report.compare(
            "unchecked",
            &unchecked.join(", "),
            &outcome.unchecked.join(", "),
        );
    }
    match &example.expect {
        Expectation::Violations(expected) => {
            report.compare("violations", &expected.join(", "), &labels.join(", "));
        }
        Expectation::Request {
            method,
            url,
            headers,
            body,
        } => {
            if !labels.is_empty() {
                let expected = "none, because the example expects a request";
                return report.add("violations", expected, outcome.violations.to_string());
            }
            let request = match request(call, example, values, &facts, &waivers) {
                Ok(request) => request,
                Err(error) => {
                    return report.add(
                        "request",
                        "credentials and a server that do",
                        error.to_string(),
                    );
                }
            };
            if let Some(method) = method {
                report.compare("method", method, request.method());
            }
            if let Some(url) = url {
                report.compare("url", url, request.url());
            }
            for (name, value) in headers {
                let found = request
                    .headers()
                    .find(|header| header.name().eq_ignore_ascii_case(name))
                    .map_or("", |header| header.value());
                report.compare(&format!("header {name}"), value, found);
            }
            if let Some(body) = body {
                report.compare("body", body, &String::from_utf8_lossy(request.body()));
            }
        }
    }
}

fn waivers(example: &Example, report: &mut Report<'_>) -> Waivers {
    let mut waivers = Waivers::NONE;
    for waiver in &example.waive {
        match waiver {
            Waiver::Rule(name) => {
                waivers.waive_rule(name.clone());
            }
            Waiver::Facet(path, facet) => match facet.parse::<Facet>() {
                Ok(facet) => {
                    waivers.waive(path.clone(), facet);
                }
                Err(_) => report.add("waive", "a facet that can be waived", facet),
            },
        }
    }
    waivers
}

fn request(
    call: &Call<'_>,
    example: &Example,
    values: Values,
    facts: &Facts,
    waivers: &Waivers,
) -> Result<HttpRequest, Box<dyn std::error::Error>> {
    let plan = call.plan();
    let valid = call.valid(values, facts, waivers)?;
    let way = example.auth.or(call.operation().auths.first().copied());
    let credentials = call.credentials(way, &with_placeholders(call, way, example))?;
    let servers = &plan.endpoints[call.operation().endpoint].servers;
    let url = match &example.server {
        ExampleServer::Named(index) => servers[*index].url.clone(),
        ExampleServer::Custom(url) => CustomServer::new(url)?.url().to_owned(),
    };
    let now = Duration::from_secs(example.now);
    let moment = Moment::new(SystemTime::UNIX_EPOCH + now, example.nonce);
    Ok(call.encode_at(&valid, example.binding, &url, &credentials, Some(&moment))?)
}

/// Returns the credentials of an example, with a placeholder for each that it does not give.
fn with_placeholders(
    call: &Call<'_>,
    way: Option<AuthId>,
    example: &Example,
) -> Vec<(String, String)> {
    let mut given = example.credentials.clone();
    let Some(way) = way else { return given };
    for at in &call.plan().auths[way].credentials {
        let credential = &call.plan().credentials[*at];
        if !credential.can_be_omitted() && !given.iter().any(|(name, _)| *name == credential.name) {
            // The same text as in emitted tests.
            let value = if credential.integer.is_some() {
                "1"
            } else {
                "example"
            };
            let value = value.to_owned();
            given.push((credential.name.clone(), value));
        }
    }
    given
}
