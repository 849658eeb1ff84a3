//! `pattern`: describes the values that a field accepts, and compares them with those of another field.
//!
//! Input: one or two fields. Output: the set of values in words, its size, members and near misses, and the relation of
//! the two sets with the shortest texts that show it. If a set is too large, the output states that it is undecided.

mod find;
mod refused;

use std::io::Write as _;
use std::path::Path;

use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::LimitExceeded;
use wireform_codegen::pattern::language::{near_misses, relation, words};
use wireform_codegen::plan::Plan;
use wireform_interpret::Interpreter;

use crate::args::PatternArgs;
use crate::shared::output::{Output, Status, Stop};
use crate::shared::schema;
use find::{FoundField, field_of, find_field};

/// The number of members and near misses in the output.
const SHOWN: usize = 5;

/// Describes a field, and compares it with another one.
pub(crate) fn run(args: &PatternArgs, out: &mut Output) -> Result<Status, Stop> {
    let schema = args.schema.to_string_lossy();
    let one = find_field(&schema, &args.field)?;
    // An unknown name is reported before anything is printed.
    let other = match &args.against {
        Some(other) => Some(against(&schema, other)?),
        None => None,
    };
    describe(&one, out)?;
    let Some(other) = other else {
        return Ok(Status::Clean);
    };
    writeln!(out)?;
    describe(&other, out)?;
    writeln!(out)?;
    compare(&one, &other, out)?;
    Ok(Status::Clean)
}

/// Returns the facets and the values of a field as pairs of key and text. `None` if there is no such field, or if it is not a
/// text.
pub(crate) fn described(plan: &Plan, name: &str) -> Option<Vec<(&'static str, String)>> {
    let found = field_of(plan, name).ok()?;
    let language = found.language.as_ref().map_err(Clone::clone);
    let described = language.and_then(describe_language).unwrap_or_default();
    Some(found.facets.into_iter().chain(described).collect())
}

/// Returns near misses of a field, each with the violation that it gives.
pub(crate) fn refused(plan: &Plan, name: &str) -> Vec<(String, String)> {
    let language = field_of(plan, name).ok().and_then(|it| it.language.ok());
    let misses = language.and_then(|language| near_misses(&language, SHOWN, 1).ok());
    let interpreter = Interpreter::new(plan);
    let violation = |value: &String| {
        let (call, input) = refused::input(&interpreter, name, value)?;
        let violation = refused::violation(&call, &input)?;
        Some((quoted(value), violation))
    };
    misses
        .iter()
        .flatten()
        .filter_map(violation)
        .take(2)
        .collect()
}

/// Returns the field of `--against`. A schema without a field is an error.
fn against(schema: &str, other: &str) -> Result<FoundField, Stop> {
    match other.split_once(':') {
        Some((schema, field)) => find_field(schema, field),
        None if schema::is_named(Path::new(other)) => Err(Stop::because(format!(
            "--against {other}: this is a schema; write {other}:OPERATION.FIELD"
        ))),
        None => find_field(schema, other),
    }
}

/// Prints the facets and the values of a field.
fn describe(found: &FoundField, out: &mut Output) -> Result<(), Stop> {
    writeln!(out, "{}", found.title)?;
    for (key, value) in &found.facets {
        writeln!(out, "  {key:<12} {value}")?;
    }
    let described = found.language.as_ref().map_err(Clone::clone);
    match described.and_then(describe_language) {
        Ok(lines) => {
            for (key, value) in lines {
                writeln!(out, "  {key:<12} {value}")?;
            }
        }
        Err(limit) => print_undecided(&limit, out)?,
    }
    Ok(())
}

/// Describes a set of values as pairs of key and text.
fn describe_language(language: &Language) -> Result<Vec<(&'static str, String)>, LimitExceeded> {
    let mut lines = Vec::new();
    for (number, line) in words(language)?.into_iter().enumerate() {
        lines.push((if number == 0 { "accepts" } else { "" }, line));
    }
    if let Some(shortest) = language.shortest()? {
        lines.push(("shortest", quoted(&shortest)));
    }
    lines.push(match language.longest()? {
        Some(longest) => ("longest", quoted(&longest)),
        None => ("longest", "unlimited".to_owned()),
    });
    let listed = |values: Vec<String>| {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        values.join("  ")
    };
    lines.push(("samples", listed(language.samples(SHOWN, 1)?)));
    lines.push(("near misses", listed(near_misses(language, SHOWN, 1)?)));
    Ok(lines)
}

/// Prints the relation of two fields.
fn compare(one: &FoundField, other: &FoundField, out: &mut Output) -> Result<(), Stop> {
    let (Ok(first), Ok(second)) = (&one.language, &other.language) else {
        writeln!(out, "undecided: one of the two sets is too large")?;
        return Ok(());
    };
    let relation = match relation(first, second) {
        Ok(relation) => relation,
        Err(limit) => return print_undecided(&limit, out),
    };
    let sentence = match relation.word() {
        "equal" => "both fields accept the same values",
        "contained" => "the second field accepts all values of the first, and more",
        "containing" => "the first field accepts all values of the second, and more",
        "disjoint" => "the fields have no value in common",
        _ => "each field accepts values that the other does not",
    };
    writeln!(out, "{}: {sentence}", relation.word())?;
    for (key, witness) in [
        ("first only", &relation.only_first),
        ("second only", &relation.only_second),
        ("both", &relation.both),
    ] {
        if let Some(witness) = witness {
            writeln!(out, "  {key:<12} {}", quoted(witness))?;
        }
    }
    Ok(())
}

fn print_undecided(limit: &LimitExceeded, out: &mut Output) -> Result<(), Stop> {
    writeln!(out, "  undecided: it needs {limit}")?;
    Ok(())
}

/// Quotes a value, and omits the middle of a long one.
fn quoted(value: &str) -> String {
    let letters: Vec<char> = value.chars().collect();
    if letters.len() <= 80 {
        return format!("{value:?}");
    }
    let part = |range: &[char]| range.iter().collect::<String>();
    let head = part(&letters[..24]);
    let tail = part(&letters[letters.len() - 24..]);
    format!("{head:?} … {tail:?} ({} characters)", letters.len())
}
