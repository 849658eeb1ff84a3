//! Findings that a team has accepted, each with a reason and a last day.
//!
//! Input: a YAML file. An entry names a rule and a place. It applies to one finding; an entry that matches no finding, or
//! whose last day is over, is a problem, so that the file never hides more than somebody decided.

use std::fmt;

use wireform::Date;
use wireform_codegen::source::{Node, NodeKind, Renderer, Sources, parse};

use super::report::Report;

/// The accepted findings.
#[derive(Debug, Clone, Default)]
pub struct Accepted {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    rule: String,
    provider: Option<String>,
    place: String,
    reason: String,
    until: Date,
    line: usize,
}

/// An entry of the file that does not do what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No finding has this rule at this place.
    Unused {
        /// The line of the entry.
        line: usize,
        /// The rule.
        rule: String,
        /// The place.
        place: String,
    },
    /// The last day is over.
    Expired {
        /// The line of the entry.
        line: usize,
        /// The rule.
        rule: String,
        /// The place.
        place: String,
        /// The last day.
        until: Date,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Unused { line, rule, place } => write!(
                f,
                "line {line}: no finding is {rule} at {place}; remove the entry"
            ),
            Problem::Expired {
                line,
                rule,
                place,
                until,
            } => write!(
                f,
                "line {line}: {rule} at {place} was accepted until {until}; decide again"
            ),
        }
    }
}

/// The keys of an entry.
const KEYS: [&str; 5] = ["rule", "provider", "place", "reason", "until"];

impl Accepted {
    /// Reads the file.
    ///
    /// ```
    /// use wireform_upkeep::breaking::Accepted;
    ///
    /// let text = "accepted:\n- { rule: values-narrowed, place: contact_update.city, reason: Agreed., until: 2027-01-31 }\n";
    /// assert!(Accepted::parse(text).is_ok());
    /// assert!(Accepted::parse("accepted: [{ rule: no-such-rule }]").is_err());
    /// ```
    ///
    /// # Errors
    /// Returns everything that is wrong with the file, each with its line.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let mut sources = Sources::new();
        let file = sources.add("accepted.yaml", text);
        let mut diagnostics = wireform_codegen::source::Diagnostics::default();
        let root = parse(&sources, file, &mut diagnostics);
        let Some(root) = root.filter(|_| !diagnostics.has_errors()) else {
            return Err(vec![Renderer::plain().render_all(&diagnostics, &sources)]);
        };
        let line = |node: &Node| sources.position(node.span).0;
        let mut wrong = Vec::new();
        let items = match root.get("accepted").map(|node| &node.kind) {
            Some(NodeKind::List(items)) => items.as_slice(),
            Some(NodeKind::Scalar(_) | NodeKind::Map(_) | NodeKind::Broken) | None => {
                return Err(vec!["the file has no list `accepted`".to_owned()]);
            }
        };
        let mut entries = Vec::new();
        for item in items {
            match entry(item, line(item)) {
                Ok(entry) => entries.push(entry),
                Err(problems) => wrong.extend(problems),
            }
        }
        match wrong.is_empty() {
            true => Ok(Self { entries }),
            false => Err(wrong),
        }
    }

    /// Marks the accepted findings of a report. Returns the entries that match none, and those whose last day is over.
    pub fn apply(&self, report: &mut Report, today: Date) -> Vec<Problem> {
        let mut problems = Vec::new();
        for entry in &self.entries {
            let mut findings = report.findings.iter_mut();
            let found = findings.find(|finding| {
                let provider = entry.provider.as_ref();
                finding.accepted.is_none()
                    && finding.rule.id == entry.rule
                    && finding.place.path == entry.place
                    && provider.is_none_or(|provider| *provider == finding.place.provider)
            });
            let (line, rule, place) = (entry.line, entry.rule.clone(), entry.place.clone());
            match found {
                None => problems.push(Problem::Unused { line, rule, place }),
                Some(_) if entry.until < today => {
                    let until = entry.until;
                    problems.push(Problem::Expired {
                        line,
                        rule,
                        place,
                        until,
                    });
                }
                Some(finding) => finding.accepted = Some(entry.reason.clone()),
            }
        }
        problems
    }
}

fn entry(node: &Node, line: usize) -> Result<Entry, Vec<String>> {
    let NodeKind::Map(entries) = &node.kind else {
        return Err(vec![format!("line {line}: an entry is a mapping")]);
    };
    let mut wrong = Vec::new();
    for (key, _) in entries {
        let name = key.text().unwrap_or_default();
        if !KEYS.contains(&name) {
            wrong.push(format!(
                "line {line}: unknown key `{name}`; the keys are {}",
                KEYS.join(", ")
            ));
        }
    }
    let text = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
    let mut needed = |key: &str| {
        let found = text(key).filter(|text| !text.trim().is_empty());
        if found.is_none() {
            wrong.push(format!("line {line}: `{key}` is missing"));
        }
        found.unwrap_or_default()
    };
    let (rule, place, reason) = (
        needed("rule"),
        text("place").unwrap_or_default(),
        needed("reason"),
    );
    let until = needed("until");
    if !rule.is_empty() && super::rules::find(&rule).is_none() {
        wrong.push(format!("line {line}: there is no rule `{rule}`"));
    }
    let until = until.parse::<Date>();
    if until.is_err() && wrong.is_empty() {
        wrong.push(format!(
            "line {line}: `until` is no date such as 2027-01-31"
        ));
    }
    match (until, wrong.is_empty()) {
        (Ok(until), true) => Ok(Entry {
            rule,
            provider: text("provider"),
            place,
            reason,
            until,
            line,
        }),
        (Ok(_) | Err(_), _) => Err(wrong),
    }
}
