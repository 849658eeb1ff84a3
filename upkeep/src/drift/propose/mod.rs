//! Proposes an edit for each finding: what to change, in words, and the edits of the text if they are certain.
//!
//! `edits.rs` writes the edits of one constraint, `http.rs` those of a method or a path, and `row.rs` those of a whole row.

mod edits;
mod http;
mod row;

use std::collections::BTreeSet;

use wireform_codegen::source::Node;

use super::finding::{Change, Finding};
use crate::cite::{Constraint, Kind, canonical};
use crate::edit::place::{self, constraint, declaration};
use crate::edit::{Edit, Proposal, Schema};

/// Gives each finding its place in the schema and a proposal.
pub(super) fn propose(schema: &Schema, findings: &mut [Finding], held: &BTreeSet<Constraint>) {
    let all = findings.to_vec();
    for finding in findings {
        let proposer = Proposer {
            schema,
            all: &all,
            held,
            finding,
        };
        let (place, proposal) = (proposer.place(), proposer.proposal());
        finding.place = place;
        finding.proposal = proposal;
    }
}

struct Proposer<'p> {
    schema: &'p Schema,
    all: &'p [Finding],
    held: &'p BTreeSet<Constraint>,
    finding: &'p Finding,
}

/// What a proposal needs: the words, and the edits with a doubt.
type Edits = (Vec<Edit>, Option<String>);

impl Proposer<'_> {
    fn entry(&self) -> Option<(&Node, &Node)> {
        constraint(
            self.schema,
            &self.finding.operation,
            &self.finding.path,
            self.finding.kind,
        )
    }

    /// Returns the place of the constraint, or that of the field.
    fn place(&self) -> Option<(usize, usize)> {
        let (operation, path) = (&self.finding.operation, &self.finding.path);
        let own = self.entry().map(|(key, _)| key);
        let field = || {
            declaration(self.schema, operation, path).map(|found| found.key.unwrap_or(found.node))
        };
        let after = || declaration(self.schema, operation, self.finding.after.as_deref()?)?.key;
        let whole =
            || place::entry(self.schema.root().get("operations")?, operation).map(|(key, _)| key);
        let node = own.or_else(field).or_else(after).or_else(whole)?;
        Some(self.schema.position(node.span))
    }

    fn proposal(&self) -> Option<Proposal> {
        let finding = self.finding;
        let subject = finding.subject();
        let doubtful = |says: String, doubt: &str| Proposal {
            says,
            edits: Vec::new(),
            doubt: Some(doubt.to_owned()),
        };
        match finding.change {
            Change::Unplaced => None,
            Change::Reworded | Change::Moved if finding.kind != Kind::Field => Some(doubtful(
                format!("read the sentence, and check {subject}"),
                "only a person can read a sentence",
            )),
            Change::Reworded => None,
            Change::Moved => Some(doubtful(
                format!("move {subject}"),
                "the field's place in the schema has to follow",
            )),
            Change::Renamed => {
                let new = finding.new.as_deref().unwrap_or_default();
                Some(doubtful(
                    format!("give {subject} the wire name {new}"),
                    "two rows look alike, which proves no rename",
                ))
            }
            Change::Added if finding.kind == Kind::Method => Some(doubtful(
                format!("add the {subject}"),
                "an operation has to be written by hand",
            )),
            Change::Removed if finding.kind == Kind::Method => Some(doubtful(
                format!("remove the {subject}"),
                "the page may only have moved it",
            )),
            Change::Added if finding.kind == Kind::Field => Some(row::add(self.schema, finding)),
            Change::Removed if finding.kind == Kind::Field => {
                Some(row::remove(self.schema, finding, self.all, self.held))
            }
            Change::Removed
                if matches!(finding.kind, Kind::Rule | Kind::Update | Kind::Withdrawn) =>
            {
                Some(doubtful(
                    format!("check {subject}: the sentence is gone"),
                    "only a person can read a sentence",
                ))
            }
            Change::Changed | Change::Added | Change::Removed => self.constraint_proposal(),
        }
    }

    fn constraint_proposal(&self) -> Option<Proposal> {
        let finding = self.finding;
        let key = match finding.kind {
            Kind::Method | Kind::Path => "http",
            kind => place::key_of(kind).unwrap_or(kind.name()),
        };
        let subject = finding.subject();
        let flag = finding
            .new
            .as_ref()
            .map(|new| canonical(Kind::Required, new));
        let says = match (finding.change, &finding.new, &finding.old) {
            (_, Some(_), _) if finding.kind == Kind::Required => match flag.as_deref() {
                Some("yes") => "set `required: true`".to_owned(),
                Some("no") => "remove `required`".to_owned(),
                _ => format!("write a rule for {subject}"),
            },
            (Change::Changed, Some(new), _) if finding.kind == Kind::Method => {
                format!("set the method {new} in `http`")
            }
            (Change::Changed, Some(new), _) if finding.kind == Kind::Path => {
                format!("set the path {new} in `http`")
            }
            (Change::Added, Some(new), _) => format!("add `{key}: {}`", spelled(finding.kind, new)),
            (Change::Removed, _, Some(old)) if finding.kind == Kind::Enum => {
                format!("remove the value `{old}`")
            }
            (Change::Removed, ..) => format!("remove `{key}`"),
            (_, Some(new), _) => format!("set `{key}: {}`", spelled(finding.kind, new)),
            (_, None, _) => format!("check {subject}"),
        };
        let (edits, doubt) = self.edits();
        let edits_missing = edits.is_empty() && doubt.is_none();
        Some(Proposal {
            says,
            edits,
            doubt: doubt
                .or_else(|| edits_missing.then(|| "the place has to be edited by hand".to_owned())),
        })
    }
}

/// Returns a value as the schema spells it: a number without the separators of the page.
fn spelled(kind: Kind, value: &str) -> String {
    match kind {
        Kind::MinLength
        | Kind::MaxLength
        | Kind::MinItems
        | Kind::MaxItems
        | Kind::Minimum
        | Kind::Maximum => canonical(kind, value),
        _ => value.to_owned(),
    }
}
