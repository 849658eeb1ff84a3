//! Writes the edits of one constraint of a field.

use wireform_codegen::source::{Node, NodeKind};

use super::{Edits, Proposer, row};
use crate::cite::{Constraint, Kind, canonical};
use crate::edit::place::{self, constraint, declaration};
use crate::edit::{Edit, write};

impl Proposer<'_> {
    /// Returns the edits that a finding about a constraint asks for, and why a person has to look at them.
    pub(super) fn edits(&self) -> Edits {
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
            | Kind::UniqueBy
            | Kind::Normalize
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
            Some(_) if finding.kind == Kind::ResponseField => {
                Some("the place in the schema has to be changed by hand".to_owned())
            }
            Some(first) => Some(format!(
                "the schema has `{}` here, and the page had `{}` before: decide which is right, and edit the schema",
                first.value,
                finding.old.as_deref().unwrap_or_default()
            )),
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
}

/// Returns names as a list, the first three of many.
fn list(names: &[String]) -> String {
    match names.len() {
        0..=3 => names.join(", "),
        count => format!("{} and {} more", names[..3].join(", "), count - 3),
    }
}
