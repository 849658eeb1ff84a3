//! `pattern`: what a field takes, and how that stands to what another field takes.
//!
//! In: a field, perhaps another one. Out: the language in words, its size, members and near misses, and the relation
//! of the two with the shortest strings that show it. What is too large to decide is said to be undecided.

mod find;

use std::io::Write as _;
use std::path::Path;

use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::Spent;
use wireform_codegen::pattern::language::{near_misses, relation, words};

use crate::args::PatternArgs;
use crate::shared::output::{Output, Status, Stop};
use crate::shared::schema;
use find::{Found, find};

/// Members and near misses that are shown.
const SHOWN: usize = 5;

/// Describes a field, and compares it with another one.
pub(crate) fn run(args: &PatternArgs, out: &mut Output) -> Result<Status, Stop> {
    let schema = args.schema.to_string_lossy();
    let one = find(&schema, &args.field)?;
    // Before anything is printed, so that a name that is wrong is not found below a page.
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

/// The other field; a schema alone is none.
fn against(schema: &str, other: &str) -> Result<Found, Stop> {
    match other.split_once(':') {
        Some((schema, field)) => find(schema, field),
        None if schema::is_named(Path::new(other)) => Err(Stop::because(format!(
            "--against {other}: this is a schema; write {other}:OPERATION.FIELD"
        ))),
        None => find(schema, other),
    }
}

fn describe(found: &Found, out: &mut Output) -> Result<(), Stop> {
    writeln!(out, "{}", found.title)?;
    for (key, value) in &found.facts {
        writeln!(out, "  {key:<12} {value}")?;
    }
    let told = found.language.as_ref().map_err(Clone::clone).and_then(tell);
    match told {
        Ok(lines) => {
            for (key, value) in lines {
                writeln!(out, "  {key:<12} {value}")?;
            }
        }
        Err(spent) => undecided(&spent, out)?,
    }
    Ok(())
}

/// The language, key by key.
fn tell(language: &Language) -> Result<Vec<(&'static str, String)>, Spent> {
    let mut lines = Vec::new();
    for (number, line) in words(language)?.into_iter().enumerate() {
        lines.push((if number == 0 { "takes" } else { "" }, line));
    }
    if let Some(shortest) = language.shortest()? {
        lines.push(("shortest", quoted(&shortest)));
    }
    lines.push(match language.longest()? {
        Some(longest) => ("longest", quoted(&longest)),
        None => ("longest", "there is none".to_owned()),
    });
    let listed = |values: Vec<String>| {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        values.join("  ")
    };
    lines.push(("samples", listed(language.samples(SHOWN, 1)?)));
    lines.push(("near misses", listed(near_misses(language, SHOWN, 1)?)));
    Ok(lines)
}

fn compare(one: &Found, other: &Found, out: &mut Output) -> Result<(), Stop> {
    let (Ok(first), Ok(second)) = (&one.language, &other.language) else {
        writeln!(out, "undecided: one of the two is too large")?;
        return Ok(());
    };
    let relation = match relation(first, second) {
        Ok(relation) => relation,
        Err(spent) => return undecided(&spent, out),
    };
    let sentence = match relation.word() {
        "equal" => "both take the same values",
        "contained" => "the second takes all that the first takes, and more",
        "containing" => "the first takes all that the second takes, and more",
        "disjoint" => "no value is taken by both",
        _ => "each takes what the other does not",
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

fn undecided(spent: &Spent, out: &mut Output) -> Result<(), Stop> {
    writeln!(out, "  undecided: it would take {spent}")?;
    Ok(())
}

/// A value as it is written in most languages; the middle of a long one is left out.
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
