//! The texts of the pages that the shipped schemas describe: another layout is no drift, and each value that changes is named.
//!
//! The edits follow from the facts: each path, and each number and expression in a line that the page has once, is changed,
//! and each value of an enum that is a line of its own is removed.

use std::path::Path;

use wireform_upkeep::cite::{Fact, Kind, Reading, Support};
use wireform_upkeep::drift::{Change, Finding, drift};
use wireform_upkeep::edit::Schema;
use wireform_upkeep::lock::{Lock, LockedPage};
use wireform_upkeep::page::PageFormat;

/// A schema with the page that its lock was made from.
struct Locked {
    schema: Schema,
    page: LockedPage,
    text: String,
}

impl Locked {
    fn new(folder: &Path, name: &str) -> Self {
        let path = format!("{}/../schemas/{name}.lock", env!("CARGO_MANIFEST_DIR"));
        let lock = std::fs::read_to_string(path).expect("the lock");
        let lock: Lock = lock.parse().expect("the lock can be read");
        let yaml = wireform_schemas::find(name).expect("the schema").text;
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("the page");
        Self {
            schema: Schema::new(&format!("{name}.yaml"), yaml).expect("the schema is right"),
            page: lock.pages.into_iter().next().expect("the lock has a page"),
            text,
        }
    }

    fn drift(&self, text: &str) -> (Vec<Finding>, Reading) {
        let (found, reading) = drift(&self.schema, &self.page, text, PageFormat::Text);
        (found.findings, reading)
    }
}

/// An edit of a fact: the page with the edit, what has to change, and the new value.
struct Edit<'f> {
    text: String,
    fact: &'f Fact,
    new: Option<String>,
}

/// Returns the edit of a fact, if its line is one of the page.
fn edit<'f>(text: &str, reading: &Reading, fact: &'f Fact) -> Option<Edit<'f>> {
    if fact.kind == Kind::Path {
        // A page that has the path in several places has the new one in all of them. Another operation keeps its path.
        let is_own = |it: &Fact| {
            it.operation == fact.operation
                || it.kind != Kind::Path
                || !it.value.contains(&fact.value)
        };
        if !reading.facts.iter().all(is_own) {
            return None;
        }
        let new = format!("{}x", fact.value);
        return Some(Edit {
            text: text.replace(&fact.value, &new),
            fact,
            new: Some(new),
        });
    }
    let line = &reading.lines[fact.line].text;
    let mut places = text.match_indices(line.as_str());
    let (at, _) = places.next()?;
    if places.next().is_some() || fact.support != Support::Stated || fact.is_unknown() {
        return None;
    }
    let value = line.get(fact.span.clone()).filter(|it| *it == fact.value)?;
    let new = match fact.kind {
        Kind::MinLength
        | Kind::MaxLength
        | Kind::MinItems
        | Kind::MaxItems
        | Kind::Minimum
        | Kind::Maximum => Some((value.parse::<u64>().ok()? * 2 + 1).to_string()),
        Kind::Pattern => {
            let digit = value.rfind(|c: char| c.is_ascii_digit())?;
            let mut new = value.to_owned();
            new.replace_range(
                digit..=digit,
                if value[digit..].starts_with('7') {
                    "6"
                } else {
                    "7"
                },
            );
            Some(new)
        }
        Kind::Enum => None,
        _ => return None,
    };
    let (from, to) = match &new {
        Some(_) => (at + fact.span.start, at + fact.span.end),
        None => {
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let end = at + text[at..].find('\n')? + 1;
            // Only a value that is a line of its own.
            let before = text[start..at].trim();
            (before.chars().count() <= 1 && fact.span.start == 0).then_some((start, end))?
        }
    };
    Some(Edit {
        text: format!(
            "{}{}{}",
            &text[..from],
            new.as_deref().unwrap_or_default(),
            &text[to..]
        ),
        fact,
        new,
    })
}

/// Returns whether a finding is what an edit asks for.
fn is_expected(finding: &Finding, edit: &Edit<'_>) -> bool {
    let change = match edit.new {
        Some(_) => Change::Changed,
        None => Change::Removed,
    };
    finding.change == change && finding.kind == edit.fact.kind && finding.new == edit.new
}

pub(crate) fn run(folder: &Path) {
    let (mut layouts, mut edits, mut missed, mut wrong) = (0, 0, Vec::new(), Vec::new());
    for schema in wireform_schemas::ALL {
        let name = schema.name;
        let locked = Locked::new(folder, name);
        let text = &locked.text;
        let (found, reading) = locked.drift(text);
        assert_eq!(found, [], "{name}: the lock is not that of the page");
        let other_layouts = [
            ("line ends", text.replace('\n', "\r\n")),
            ("empty lines", text.replace("\n\n", "\n\n\n")),
            ("spaces that do not break", text.replace(' ', "\u{a0}")),
            ("bullets", text.replace('\u{2022}', "-")),
            ("apostrophes", text.replace('\'', "\u{2019}")),
            ("spaces at the end of lines", text.replace('\n', " \n")),
        ];
        for (layout, text) in other_layouts {
            layouts += 1;
            let findings = locked.drift(&text).0;
            wrong.extend(
                findings
                    .iter()
                    .map(|it| format!("{name}: {layout}: {}", it.subject())),
            );
        }
        for edit in reading
            .facts
            .iter()
            .filter_map(|fact| edit(text, &reading, fact))
        {
            edits += 1;
            let findings = locked.drift(&edit.text).0;
            let fact = edit.fact;
            let title = format!(
                "{name}: {}.{} {} {} -> {:?}",
                fact.operation,
                fact.path,
                fact.kind.name(),
                fact.value,
                edit.new
            );
            let is_own = |it: &&Finding| it.operation == fact.operation && it.path == fact.path;
            if !findings
                .iter()
                .filter(is_own)
                .any(|it| is_expected(it, &edit))
            {
                missed.push(title.clone());
            }
            // A line can state the same about several fields.
            let others = findings.iter().filter(|it| !is_expected(it, &edit));
            wrong
                .extend(others.map(|it| format!("{title}: {} {}", it.change.name(), it.subject())));
        }
    }
    println!(
        "{layouts} other layouts and {edits} edits of facts, {} of them missed, {} false findings",
        missed.len(),
        wrong.len()
    );
    for line in missed.iter().chain(&wrong) {
        println!("{line}");
    }
    assert!(
        layouts >= 30 && edits >= 60,
        "{layouts} layouts, {edits} edits"
    );
    assert!(missed.is_empty() && wrong.is_empty());
}
