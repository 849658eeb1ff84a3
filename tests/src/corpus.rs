//! The corpus: recorded inputs with the outcome of each.
//!
//! A file in `tests/corpus` holds the inputs of every operation of one or more schemas as JSON, and below each input
//! what the executors make of it, for every binding and every authentication method. The inputs are read from the file
//! and not generated again, so a change of the generator or of the plan's types cannot change them. Texts of violations
//! are not recorded, because they may change.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use wireform_codegen::plan::{Need, Operation, Plan};
use wireform_interpret::{Call, Interpreter};

use crate::generate::{Case, Fact, Generator, Waived, targets};
use crate::interpreted;
use crate::outcome::{Outcome, Sent};

/// The number of valid requests that are recorded in full for each binding and authentication method. Of the
/// others, only the hash is recorded.
const FULL_REQUESTS: usize = 6;

/// Runs one input: the plan, the operation, the input, the binding and the authentication method, both by position.
pub type Run<'r> = dyn Fn(&Call<'_>, &Case, usize, usize) -> Result<Outcome, String> + 'r;

/// Returns the text of a corpus file: the recorded inputs with their present outcomes. An operation that `recorded`
/// does not have gets generated inputs.
///
/// # Errors
/// The first input on which the executors disagree.
pub fn render(plans: &[Plan], recorded: &str, run: &Run<'_>) -> Result<String, String> {
    let mut inputs = read_inputs(recorded);
    let mut text = String::new();
    for plan in plans {
        let interpreter = Interpreter::new(plan);
        for operation in &plan.operations {
            let title = format!("{} {}", plan.schema, operation.name);
            let call = interpreter
                .operation(&operation.name)
                .expect("the plan has its own operation");
            let cases = inputs
                .remove(&title)
                .unwrap_or_else(|| generate(&call, operation));
            let _ = writeln!(text, "operation {title}\n");
            render_operation(&mut text, &call, &cases, run)?;
        }
    }
    Ok(text)
}

fn render_operation(
    text: &mut String,
    call: &Call<'_>,
    cases: &[Case],
    run: &Run<'_>,
) -> Result<(), String> {
    let mut shown = BTreeMap::new();
    for case in cases {
        let _ = writeln!(text, "input {}", to_json(case));
        for outcome in outcomes(call, case, run)? {
            let full = &outcome.text;
            let verdict = if outcome.is_valid { "valid" } else { "invalid" };
            let _ = writeln!(
                text,
                "{verdict} {:016x} {}",
                hash(full),
                outcome.ways.join(" ")
            );
            let shown: &mut usize = shown.entry(outcome.ways.clone()).or_default();
            *shown += usize::from(outcome.is_valid);
            if !outcome.is_valid || *shown <= FULL_REQUESTS {
                for line in full.lines() {
                    let _ = writeln!(text, "{}", format!("  {line}").trim_end());
                }
            }
        }
        text.push('\n');
    }
    Ok(())
}

/// The outcome of an input in both executors.
struct Recorded {
    is_valid: bool,
    text: String,
    /// The bindings and authentication methods that have this outcome.
    ways: Vec<String>,
}

/// Returns the different outcomes of an input.
fn outcomes(call: &Call<'_>, case: &Case, run: &Run<'_>) -> Result<Vec<Recorded>, String> {
    let (plan, operation) = (call.plan(), call.operation());
    let mut found: Vec<Recorded> = Vec::new();
    for (at, binding) in operation.bindings.iter().enumerate() {
        for auth in 0..operation.auths.len().max(1) {
            let way = operation.auths.get(auth).map(|&way| &plan.auths[way]);
            // The runs have no signer.
            if way.is_some_and(|way| way.needs(Need::Signer)) {
                continue;
            }
            let outcome = run(call, case, at, auth)?;
            let text = render_outcome(&outcome);
            let way = way.map_or("no-auth", |way| way.name.as_str());
            let way = format!("{}/{way}", binding.name);
            match found.iter_mut().find(|other| other.text == text) {
                Some(same) => same.ways.push(way),
                None => found.push(Recorded {
                    is_valid: outcome.is_valid(),
                    text,
                    ways: vec![way],
                }),
            }
        }
    }
    Ok(found)
}

/// Generates inputs that reach every constraint of the operation, with and without waivers.
fn generate(call: &Call<'_>, operation: &Operation) -> Vec<Case> {
    let plan = call.plan();
    let mut generator = Generator::new(plan, operation, 10);
    let mut cases = vec![generator.full(), generator.full()];
    cases.extend((0..40).map(|_| generator.mixed()));
    if !operation.rules.is_empty() {
        cases.extend((0..16).map(|_| generator.ruled()));
    }
    for targets in targets(plan, operation).chunks(3) {
        cases.push(generator.broken(targets));
    }
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    let mut add = |case: &Case| {
        if seen.insert(to_json(case).to_string()) {
            all.push(case.clone());
        }
    };
    for case in &cases {
        add(case);
        let outcome = interpreted::run_call(call, case, 0, 0);
        if !outcome.is_valid() {
            add(&generator.waiving(case, outcome.findings()));
        }
    }
    all
}

fn render_outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Valid {
            sent,
            unchecked,
            permissions,
        } => format!(
            "{}\nunchecked: {}\npermissions: {}\n",
            render_request(sent),
            unchecked.join(" "),
            permissions.join(" ")
        ),
        Outcome::Invalid(findings) => findings
            .iter()
            .map(|finding| {
                let name = finding.name.as_deref().unwrap_or_default();
                format!(
                    "{} at {} on the wire: {} {name}\n",
                    finding.path, finding.wire_path, finding.code
                )
            })
            .collect(),
    }
}

fn render_request(sent: &Sent) -> String {
    let mut text = format!("{} {}\n", sent.method, visible(&sent.url));
    for (name, value, masked) in &sent.headers {
        let mark = if *masked { " (masked)" } else { "" };
        let _ = writeln!(text, "{name}{mark}: {}", visible(value));
    }
    let _ = writeln!(text, "body: {}", visible(&sent.body));
    let _ = writeln!(text, "masked URL: {}", visible(&sent.masked_url));
    let _ = write!(text, "masked body: {}", visible(&sent.masked_body));
    text
}

/// Spells control characters so that the file stays a text. A backslash is doubled, so that no two texts look the same.
fn visible(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => spelled.push_str("\\\\"),
            c if c.is_control() => spelled.extend(c.escape_default()),
            c => spelled.push(c),
        }
    }
    spelled
}

/// Returns the FNV-1a hash of a text, which is the same on every machine and in every release.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn to_json(case: &Case) -> Value {
    let facts: Map<String, Value> = case
        .facts
        .iter()
        .filter_map(|(name, fact)| Some((name.clone(), fact_to_json(fact)?)))
        .collect();
    let waived: Vec<Value> = case
        .waived
        .iter()
        .map(|waived| match waived {
            Waived::Facet(path, facet) => json!([path, facet.as_str()]),
            Waived::Rule(name) => json!(name),
        })
        .collect();
    let mut input = json!({ "values": case.values });
    if !facts.is_empty() {
        input["facts"] = json!(facts);
    }
    if let Some(current) = &case.current {
        input["current"] = json!(current);
    }
    if !waived.is_empty() {
        input["waived"] = json!(waived);
    }
    input
}

/// Returns a fact as JSON: `null` is unknown, and a missing fact is left out.
fn fact_to_json(fact: &Fact) -> Option<Value> {
    match fact {
        Fact::Missing => None,
        Fact::Unknown => Some(Value::Null),
        Fact::Set(set) => Some(json!(set)),
        Fact::Text(text) => Some(json!(text)),
        Fact::Boolean(truth) => Some(json!(truth)),
    }
}

/// Reads the inputs of a corpus file, by schema and operation.
fn read_inputs(text: &str) -> BTreeMap<String, Vec<Case>> {
    let mut inputs: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    let mut title = String::new();
    for line in text.lines() {
        if let Some(operation) = line.strip_prefix("operation ") {
            operation.clone_into(&mut title);
        } else if let Some(input) = line.strip_prefix("input ") {
            let input = serde_json::from_str(input).expect("an input is JSON");
            let cases = inputs.entry(title.clone()).or_default();
            cases.push(from_json(&input).unwrap_or_else(|| panic!("{title}: {input} is no input")));
        }
    }
    inputs
}

fn from_json(input: &Value) -> Option<Case> {
    let facts = match input.get("facts") {
        None => BTreeMap::new(),
        Some(facts) => facts
            .as_object()?
            .iter()
            .map(|(name, fact)| Some((name.clone(), fact_from_json(fact)?)))
            .collect::<Option<_>>()?,
    };
    let waived = match input.get("waived") {
        None => BTreeSet::new(),
        Some(waived) => {
            let waived = waived.as_array()?.iter().map(|waived| match waived {
                Value::String(rule) => Some(Waived::Rule(rule.clone())),
                other => {
                    let (path, facet) = (other.get(0)?.as_str()?, other.get(1)?.as_str()?);
                    Some(Waived::Facet(path.to_owned(), facet.parse().ok()?))
                }
            });
            waived.collect::<Option<_>>()?
        }
    };
    Some(Case {
        values: input.get("values")?.as_object()?.clone(),
        facts,
        current: match input.get("current") {
            None => None,
            Some(current) => Some(current.as_object()?.clone()),
        },
        waived,
    })
}

fn fact_from_json(fact: &Value) -> Option<Fact> {
    match fact {
        Value::Null => Some(Fact::Unknown),
        Value::Bool(truth) => Some(Fact::Boolean(*truth)),
        Value::String(text) => Some(Fact::Text(text.clone())),
        Value::Array(set) => {
            let set = set.iter().map(|text| Some(text.as_str()?.to_owned()));
            Some(Fact::Set(set.collect::<Option<_>>()?))
        }
        Value::Number(_) | Value::Object(_) => None,
    }
}
