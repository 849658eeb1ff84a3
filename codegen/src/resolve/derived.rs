//! Derives operations from one another: `from`, `without` and `optional`.
//!
//! Input: the operations of a document. Output: the same operations, in which a derived one has what it takes from the operation
//! that it names, and what each takes of included types. Those are resolved later, so their fields are not known here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::diagnostics::DerivationDiagnostic;
use super::suggest::report_unknown;
use crate::source::{Diagnostics, Span, Spanned};
use crate::syntax::{Document, Map, Node, Operation, Poison, Scope, Text, Update};

/// What the derived operations take of included types, by the names of the operations.
pub(super) type Inheritances = BTreeMap<String, Inheritance>;

/// What a derived operation takes of the types that other operations include.
#[derive(Debug, Clone, Default)]
pub(super) struct Inheritance {
    /// The included types, those of the operation that is farthest away first.
    pub(super) levels: Vec<Level>,
    /// The names that are left out, by this operation or by those from which it is derived.
    pub(super) left_out: Vec<Text>,
    /// The names in `without` that may be fields of the included types.
    pub(super) other_without: Vec<Text>,
    /// The names in `optional` that may be fields of the included types.
    pub(super) other_optional: Vec<Text>,
    /// The names of the fields that the operation takes from the other one.
    pub(super) fields: Vec<String>,
    /// The number of names in `required` that the operation takes from the other one. They come first.
    pub(super) required: usize,
    /// The names of what the other operation has itself, for suggestions.
    pub(super) names: Vec<String>,
}

/// The types that one operation includes, and what becomes of their fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    /// The names of the types.
    pub(super) include: Vec<Text>,
    /// The fields that are left out.
    pub(super) without: Vec<Text>,
    /// The fields that are optional.
    pub(super) optional: Vec<Text>,
}

impl Level {
    /// Returns whether a field is left out.
    pub(super) fn leaves_out(&self, field: &str) -> bool {
        self.without.iter().any(|name| name.value == field)
    }

    /// Returns whether a field is optional.
    pub(super) fn makes_optional(&self, field: &str) -> bool {
        names(&self.optional, field)
    }
}

/// Returns whether the names of `optional` include a field. `all` stands for all fields.
fn names(optional: &[Text], field: &str) -> bool {
    let mut names = optional.iter();
    names.any(|name| name.value == "all" || name.value == field)
}

/// Returns the document with all operations written out, and what they take of included types.
pub(super) fn write_out<'d>(
    document: &'d Document,
    diagnostics: &mut Diagnostics,
) -> (Cow<'d, Document>, Inheritances) {
    let operations = &document.schema.operations;
    if !operations
        .iter()
        .any(|(_, operation)| is_derived(operation))
    {
        return (Cow::Borrowed(document), Inheritances::new());
    }
    let mut writer = Writer {
        written: vec![None; operations.len()],
        operations,
        poison: &document.poison,
        diagnostics,
    };
    let mut inheritances = Inheritances::new();
    let mut written = Vec::new();
    for (at, (name, _)) in operations.iter().enumerate() {
        let found = writer.write(at, &mut Vec::new());
        inheritances.insert(name.value.clone(), found.inheritance);
        written.push((name.clone(), found.operation));
    }
    let mut document = document.clone();
    document.schema.operations = written;
    (Cow::Owned(document), inheritances)
}

fn is_derived(operation: &Operation) -> bool {
    operation.from.is_some() || !operation.without.is_empty() || !operation.optional.is_empty()
}

/// An operation that is written out.
#[derive(Clone)]
struct Written {
    operation: Operation,
    inheritance: Inheritance,
    /// Whether it lacks what it is derived from. That was reported, and nothing that follows from it is.
    is_broken: bool,
}

struct Writer<'d> {
    operations: &'d [(Text, Operation)],
    written: Vec<Option<Written>>,
    poison: &'d Poison,
    diagnostics: &'d mut Diagnostics,
}

impl Writer<'_> {
    /// Returns an operation, written out. `around` has the operations that are derived from it.
    fn write(&mut self, at: usize, around: &mut Vec<usize>) -> Written {
        if let Some(written) = &self.written[at] {
            return written.clone();
        }
        let (_, operation) = &self.operations[at];
        let mut written = Written {
            operation: operation.clone(),
            inheritance: Inheritance::default(),
            is_broken: false,
        };
        match &operation.from {
            None => self.check_alone(operation),
            Some(from) => {
                around.push(at);
                match self.find(from) {
                    None => written.is_broken = true,
                    Some(base) if around.contains(&base) => {
                        written.is_broken = true;
                        let name = self.operations[at].0.as_str().into();
                        self.report(DerivationDiagnostic::Circle { name }, from.span);
                    }
                    Some(base) => {
                        let base = self.write(base, around);
                        derive(&mut written, base);
                    }
                }
                around.pop();
            }
        }
        self.written[at] = Some(written.clone());
        written
    }

    /// Reports keys that need `from`.
    fn check_alone(&mut self, operation: &Operation) {
        for (key, names) in [
            ("without", &operation.without),
            ("optional", &operation.optional),
        ] {
            if let Some(name) = names.first() {
                let key = key.into();
                self.report(DerivationDiagnostic::NoFrom { key }, name.span);
            }
        }
    }

    /// Returns the number of an operation, and reports an unknown name.
    fn find(&mut self, from: &Text) -> Option<usize> {
        let mut names = self.operations.iter().map(|(name, _)| name.as_str());
        if let Some(at) = names.position(|name| name == from.as_str()) {
            return Some(at);
        }
        if !self.poison.declares(from, &[Scope::Section("operations")]) {
            let names = self.operations.iter().map(|(name, _)| name.as_str());
            let found =
                |name, hint| DerivationDiagnostic::UnknownOperation { name, hint }.at(from.span);
            report_unknown(from, names, found, self.diagnostics);
        }
        None
    }

    fn report(&mut self, diagnostic: DerivationDiagnostic, span: Span) {
        self.diagnostics.push(diagnostic.at(span));
    }
}

/// Takes from the base what the operation does not state itself.
fn derive(written: &mut Written, base: Written) {
    let Written {
        operation: mut base,
        inheritance,
        is_broken,
    } = base;
    written.is_broken = is_broken;
    let operation = &mut written.operation;
    written.inheritance = inherit(operation, &base, inheritance, is_broken);
    make_optional(operation, &mut base);
    leave_out(operation, &mut base);
    if operation
        .update
        .as_ref()
        .is_some_and(|update| update.value == Update::Replace)
    {
        // In a replacement an absent field is cleared, so the `clear` of the other operation does not apply.
        for (_, node) in &mut base.fields {
            node.clear = None;
        }
    }
    take(&mut operation.endpoint, base.endpoint);
    take(&mut operation.auth, base.auth);
    take(&mut operation.encoding, base.encoding);
    take(&mut operation.case, base.case);
    if operation.permissions.is_empty() {
        operation.permissions = base.permissions;
    }
    if operation.body.is_none() && operation.bindings.is_empty() {
        operation.body = base.body;
        operation.bindings = base.bindings;
        take(&mut operation.content_type, base.content_type);
        take(&mut operation.envelope, base.envelope);
    }
    add(&mut operation.headers, base.headers);
    add(&mut operation.params, base.params);
    let is_own = |name: &Text| operation.fields.iter().any(|(own, _)| own == name);
    let taken = base.fields.iter().filter(|(name, _)| !is_own(name));
    written.inheritance.fields = taken.map(|(name, _)| name.value.clone()).collect();
    written.inheritance.required = base.required.len();
    add(&mut operation.fields, base.fields);
    add(&mut operation.rules, base.rules);
    add(&mut operation.responses, base.responses);
    base.required.append(&mut operation.required);
    operation.required = base.required;
}

/// Returns what an operation takes of included types: those of the base, and those that the base takes.
fn inherit(
    operation: &Operation,
    base: &Operation,
    mut inheritance: Inheritance,
    is_broken: bool,
) -> Inheritance {
    inheritance.levels.push(Level {
        include: base.include.clone(),
        ..Level::default()
    });
    for level in &mut inheritance.levels {
        level.without.extend(operation.without.iter().cloned());
        level.optional.extend(operation.optional.iter().cloned());
    }
    inheritance
        .left_out
        .extend(operation.without.iter().cloned());
    inheritance.names = names_of(base).map(str::to_owned).collect();
    let is_field = |name: &Text| base.fields.iter().any(|(other, _)| other == name);
    let is_known = |name: &Text| names_of(base).any(|other| other == name.value);
    let other = |names: &[Text], known: &dyn Fn(&Text) -> bool| -> Vec<Text> {
        let names = names.iter().filter(|name| !is_broken && !known(name));
        names.cloned().collect()
    };
    inheritance.other_without = other(&operation.without, &is_known);
    let is_optional = |name: &Text| name.value == "all" || is_field(name);
    inheritance.other_optional = other(&operation.optional, &is_optional);
    inheritance
}

/// Removes what `without` names from the base.
fn leave_out(operation: &Operation, base: &mut Operation) {
    for name in &operation.without {
        remove(&mut base.fields, name);
        remove(&mut base.params, name);
        remove(&mut base.rules, name);
        remove(&mut base.responses, name);
        remove(&mut base.headers, name);
        base.required.retain(|other| other != name);
    }
}

/// Returns the names that `without` can have, apart from those of included types.
fn names_of(base: &Operation) -> impl Iterator<Item = &str> {
    let fields = base.fields.iter().map(|(name, _)| name.as_str());
    let params = base.params.iter().map(|(name, _)| name.as_str());
    let rules = base.rules.iter().map(|(name, _)| name.as_str());
    let responses = base.responses.iter().map(|(name, _)| name.as_str());
    let headers = base.headers.iter().map(|(name, _)| name.as_str());
    fields
        .chain(params)
        .chain(rules)
        .chain(responses)
        .chain(headers)
}

/// Makes the fields optional that `optional` names.
fn make_optional(operation: &Operation, base: &mut Operation) {
    let update = operation.update.as_ref().map(|it| it.value);
    let is_all = operation.optional.iter().any(|name| name.value == "all");
    for (name, node) in &mut base.fields {
        if names(&operation.optional, name.as_str()) {
            release(node);
            if is_all {
                release_members(node, update);
            }
        }
    }
    base.required
        .retain(|name| !names(&operation.optional, name.as_str()));
}

/// Makes a field optional that is required.
fn release(node: &mut Node) {
    node.required = node.required.take().map(|required| Spanned {
        value: false,
        span: required.span,
    });
}

/// Makes the members optional of an object that a field declares itself, at any depth. A patch that replaces the object as a whole
/// sends all required members.
fn release_members(node: &mut Node, update: Option<Update>) {
    let is_whole = update == Some(Update::Patch)
        && node.update.as_ref().map(|it| it.value) != Some(Update::Patch);
    if is_whole {
        return;
    }
    for (_, member) in node.fields.iter_mut().flatten() {
        release(member);
        release_members(member, update);
    }
}

fn take<T>(own: &mut Option<T>, base: Option<T>) {
    if own.is_none() {
        *own = base;
    }
}

/// Puts the entries of the base in front. An own entry of the same name replaces one of them, in its place.
fn add<T>(own: &mut Map<T>, mut base: Map<T>) {
    for (name, value) in std::mem::take(own) {
        match base.iter_mut().find(|(other, _)| *other == name) {
            Some(entry) => *entry = (name, value),
            None => base.push((name, value)),
        }
    }
    *own = base;
}

fn remove<T>(entries: &mut Map<T>, name: &Text) {
    entries.retain(|(other, _)| other != name);
}
