//! Proposes an edit for each finding.

use std::collections::BTreeSet;

use wireform_codegen::source::{Node, NodeKind};

use super::place::{self, constraint, declaration};
use super::{Edit, Proposal, Schema, row, write};
use crate::cite::{Constraint, Kind, canonical};
use crate::drift::{Change, Finding};

/// Gives each finding its place in the schema and a proposal.
pub(crate) fn propose(schema: &Schema, findings: &mut [Finding], held: &BTreeSet<Constraint>) {
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

    fn edits(&self) -> Edits {
        let finding = self.finding;
        let doubt = |doubt: &str| (Vec::new(), Some(doubt.to_owned()));
        if let Some(differs) = self.differs() {
            return doubt(&differs);
        }
        let (edits, reason) = match finding.kind {
            Kind::Method | Kind::Path => return self.http(),
            Kind::Type => self.type_edit(),
            Kind::Required => self.required(),
            Kind::Enum => self.enum_edit(),
            Kind::Pattern
            | Kind::MinLength
            | Kind::MaxLength
            | Kind::MinItems
            | Kind::MaxItems
            | Kind::Minimum
            | Kind::Maximum
            | Kind::UniqueItems
            | Kind::Format
            | Kind::Default => self.facet(),
            Kind::Clear
            | Kind::Join
            | Kind::Permission
            | Kind::Check
            | Kind::Const
            | Kind::Attribute => {
                return doubt("what follows for requests has to be decided by a person");
            }
            _ => return doubt("the schema states it elsewhere"),
        };
        match (self.others(), reason) {
            (_, Some(reason)) => (edits, Some(reason)),
            (others, None) if !others.is_empty() && finding.kind != Kind::Required => {
                self.split_off(&others)
            }
            _ => (edits, None),
        }
    }

    /// Returns why a value is not taken over: the schema had another one than the page before.
    fn differs(&self) -> Option<String> {
        let finding = self.finding;
        let old = canonical(finding.kind, finding.old.as_ref()?);
        if !finding.kind.is_single()
            || matches!(
                finding.kind,
                Kind::Type | Kind::Required | Kind::Method | Kind::Path
            )
        {
            return None;
        }
        let mut own = self.held.iter().filter(|constraint| {
            constraint.operation == finding.operation
                && constraint.path == finding.path
                && constraint.kind == finding.kind.name()
        });
        let first = own.next();
        match first {
            None => Some("the schema has no such constraint".to_owned()),
            Some(first) if canonical(finding.kind, &first.value) == old => None,
            Some(_) => Some("the schema differs from the page here on purpose".to_owned()),
        }
    }

    /// Returns the other fields whose constraint stands at the same place and did not change in the same way.
    fn others(&self) -> Vec<String> {
        let finding = self.finding;
        let Some((key, _)) = self.entry() else {
            return Vec::new();
        };
        let same_value = |constraint: &&Constraint| match finding.kind {
            Kind::Enum => finding
                .old
                .as_ref()
                .is_none_or(|old| constraint.value == *old),
            _ => true,
        };
        let mut found: Vec<String> = Vec::new();
        for other in self
            .held
            .iter()
            .filter(|other| other.kind == finding.kind.name())
            .filter(same_value)
        {
            let is_own = other.operation == finding.operation && other.path == finding.path;
            let place = constraint(self.schema, &other.operation, &other.path, finding.kind);
            let is_same_place = place.is_some_and(|(other, _)| other.span == key.span);
            let changes_too = self.all.iter().any(|too| {
                too.operation == other.operation
                    && too.path == other.path
                    && too.kind == finding.kind
                    && too.new == finding.new
                    && too.change == finding.change
            });
            let name = format!("{}.{}", other.operation, other.path);
            if !is_own && is_same_place && !changes_too && !found.contains(&name) {
                found.push(name);
            }
        }
        found
    }

    /// Gives the field a bound of its own, if that is stricter than the bound that it shares.
    fn split_off(&self, others: &[String]) -> Edits {
        let finding = self.finding;
        let shared = format!("the place is shared with {}", list(others));
        let number = |value: &Option<String>| {
            value
                .as_ref()
                .and_then(|value| canonical(finding.kind, value).parse::<i64>().ok())
        };
        let is_stricter = match (number(&finding.old), number(&finding.new), finding.kind) {
            (Some(old), Some(new), Kind::MaxLength | Kind::MaxItems | Kind::Maximum) => new < old,
            (Some(old), Some(new), Kind::MinLength | Kind::MinItems | Kind::Minimum) => new > old,
            _ => false,
        };
        let found = declaration(self.schema, &finding.operation, &finding.path);
        let key = place::key_of(finding.kind);
        let (Some(found), Some(key), Some(new), true) = (found, key, &finding.new, is_stricter)
        else {
            return (Vec::new(), Some(shared));
        };
        // A declaration that several operations include is shared itself.
        let is_own = !others.iter().any(|other| {
            let (operation, path) = other.split_once('.').unwrap_or_default();
            declaration(self.schema, operation, path)
                .is_some_and(|other| other.node.span == found.node.span)
        });
        let edit = write::insert_key(self.schema, found.node, key, &canonical(finding.kind, new));
        match (is_own, edit) {
            (true, Some(edit)) => (vec![edit], None),
            _ => (Vec::new(), Some(shared)),
        }
    }

    fn facet(&self) -> Edits {
        let finding = self.finding;
        let value = |new: &str| match finding.kind {
            Kind::Pattern => new.to_owned(),
            Kind::UniqueItems => "true".to_owned(),
            kind => canonical(kind, new),
        };
        let edit = match (self.entry(), &finding.new) {
            (Some((_, node)), Some(new)) => write::replace_scalar(self.schema, node, &value(new)),
            (Some((key, _)), None) => self.remove(key),
            (None, Some(new)) => declaration(self.schema, &finding.operation, &finding.path)
                .and_then(|found| {
                    let key = place::key_of(finding.kind)?;
                    write::insert_key(self.schema, found.node, key, &write::scalar(&value(new)))
                }),
            (None, None) => None,
        };
        (edit.into_iter().collect(), None)
    }

    /// Removes the entry of a key, from the declaration or from the type that has it.
    fn remove(&self, key: &Node) -> Option<Edit> {
        let found = declaration(self.schema, &self.finding.operation, &self.finding.path)?;
        let mut holders = place::holders(self.schema.root(), found.node).into_iter();
        let name = key.text()?;
        let holder = holders.find(|holder| {
            place::entry(holder, name).is_some_and(|(other, _)| other.span == key.span)
        })?;
        write::remove_entry(self.schema, holder, name)
    }

    fn required(&self) -> Edits {
        let finding = self.finding;
        let found = declaration(self.schema, &finding.operation, &finding.path);
        let new = finding
            .new
            .as_ref()
            .map(|new| canonical(Kind::Required, new));
        let Some(found) = found else {
            return (Vec::new(), None);
        };
        let own = place::entry(found.node, "required");
        let edit = match (new.as_deref(), own) {
            (Some("yes"), Some((_, node))) => write::replace_scalar(self.schema, node, "true"),
            (Some("yes"), None) => write::insert_key(self.schema, found.node, "required", "true"),
            (Some("no"), Some((_, node))) => match &found.node.kind {
                NodeKind::Map(entries) if entries.len() > 1 => {
                    write::remove_entry(self.schema, found.node, "required")
                }
                _ => write::replace_scalar(self.schema, node, "false"),
            },
            (Some("no"), None) => {
                return (
                    Vec::new(),
                    Some("the schema does not require it".to_owned()),
                );
            }
            (None, _) => {
                return (
                    Vec::new(),
                    Some("the page no longer says whether it is required".to_owned()),
                );
            }
            (Some(_), _) => {
                return (
                    Vec::new(),
                    Some("the page states a condition, which needs a rule".to_owned()),
                );
            }
        };
        let others = self.shared_declaration();
        match others.is_empty() {
            true => (edit.into_iter().collect(), None),
            false => (
                Vec::new(),
                Some(format!("the declaration is shared with {}", list(&others))),
            ),
        }
    }

    /// Returns the fields that are declared at the same place and whose flag did not change in the same way.
    fn shared_declaration(&self) -> Vec<String> {
        let finding = self.finding;
        let own = declaration(self.schema, &finding.operation, &finding.path)
            .map(|found| found.node.span);
        let others = self.held.iter().filter(|other| {
            other.kind == "field"
                && other.path == finding.path
                && other.operation != finding.operation
        });
        let mut found = Vec::new();
        for other in others {
            let place = declaration(self.schema, &other.operation, &other.path)
                .map(|found| found.node.span);
            let changes_too = self.all.iter().any(|too| {
                too.operation == other.operation
                    && too.path == other.path
                    && too.kind == Kind::Required
                    && too.new == finding.new
            });
            if place == own && !changes_too {
                found.push(format!("{}.{}", other.operation, other.path));
            }
        }
        found
    }

    fn enum_edit(&self) -> Edits {
        let Some((_, map)) = self.entry() else {
            return (
                Vec::new(),
                Some("the schema has no list of values here".to_owned()),
            );
        };
        let edit = match (&self.finding.old, &self.finding.new) {
            (_, Some(new)) => {
                let entry = format!("{}: {}", write::scalar(new), row::NOT_DESCRIBED);
                write::append_entry(self.schema, map, None, &entry)
            }
            (Some(old), None) => write::remove_entry(self.schema, map, old),
            (None, None) => None,
        };
        (edit.into_iter().collect(), None)
    }

    fn type_edit(&self) -> Edits {
        let finding = self.finding;
        let new = finding.new.as_ref().map(|new| canonical(Kind::Type, new));
        let Some(ty) = new.as_deref().and_then(row::plain_type) else {
            return (
                Vec::new(),
                Some("the type has to be written by hand".to_owned()),
            );
        };
        let found = declaration(self.schema, &finding.operation, &finding.path);
        let own = found.and_then(|found| place::entry(found.node, "type"));
        let is_plain = own
            .and_then(|(_, node)| node.text())
            .is_some_and(|name| row::plain_type(name).is_some());
        match own {
            Some((_, node)) if is_plain => (
                write::replace_scalar(self.schema, node, ty)
                    .into_iter()
                    .collect(),
                None,
            ),
            _ => (Vec::new(), Some("the field has a named type".to_owned())),
        }
    }

    fn http(&self) -> Edits {
        let finding = self.finding;
        let Some((_, node)) = self.entry() else {
            return (Vec::new(), None);
        };
        let Some((method, path)) = node
            .text()
            .map(|text| text.split_once(' ').unwrap_or((text, "")))
        else {
            return (Vec::new(), None);
        };
        // Method and path are one value, so that both changes are one edit.
        let new = |kind: Kind| {
            let mut found = self.all.iter().filter(|other| {
                other.kind == kind
                    && other.operation == finding.operation
                    && other.change == Change::Changed
            });
            found.next().and_then(|other| other.new.clone())
        };
        let method = new(Kind::Method).map_or_else(|| method.to_owned(), |new| new.to_uppercase());
        let Some(path) =
            new(Kind::Path).map_or(Some(path.to_owned()), |new| with_parameters(path, &new))
        else {
            return (
                Vec::new(),
                Some("the parameters of the path changed".to_owned()),
            );
        };
        let text = format!("{method} {path}");
        (
            write::replace_scalar(self.schema, node, text.trim_end())
                .into_iter()
                .collect(),
            None,
        )
    }
}

/// Returns a new path with the parameters of the old one. None if it has not all of them.
fn with_parameters(old: &str, new: &str) -> Option<String> {
    let names: Vec<&str> = old
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .collect();
    let mut left: Vec<&str> = names.clone();
    let mut parts = Vec::new();
    for part in new.trim_end_matches('/').split('/') {
        let bare = part.trim_matches(|c| matches!(c, '{' | '}' | ':' | '<' | '>'));
        let plain = |name: &str| name.replace(['_', '-'], "").to_lowercase();
        match left.iter().position(|name| plain(name) == plain(bare)) {
            Some(at) => parts.push(format!("{{{}}}", left.remove(at))),
            None if bare == part => parts.push(part.to_owned()),
            None => return None,
        }
    }
    left.is_empty().then(|| parts.join("/"))
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

/// Returns names as a list, the first three of many.
fn list(names: &[String]) -> String {
    match names.len() {
        0..=3 => names.join(", "),
        count => format!("{} and {} more", names[..3].join(", "), count - 3),
    }
}
