//! Derives operations from one another: `from`, `without` and `optional`.
//!
//! Input: the operations of a document. Output: the same operations, in which a derived one has what it takes from the operation
//! that it names. All later steps see the operation as if it were written out.

use std::borrow::Cow;

use super::diagnostics::DerivationDiagnostic;
use super::suggest::report_unknown;
use crate::source::{Diagnostics, Span, Spanned};
use crate::syntax::{Document, Map, Node, Operation, Poison, Scope, Text, Update};

/// Returns the document with all operations written out.
pub(super) fn write_out<'d>(
    document: &'d Document,
    diagnostics: &mut Diagnostics,
) -> Cow<'d, Document> {
    let operations = &document.schema.operations;
    if !operations
        .iter()
        .any(|(_, operation)| is_derived(operation))
    {
        return Cow::Borrowed(document);
    }
    let mut writer = Writer {
        written: vec![None; operations.len()],
        operations,
        poison: &document.poison,
        diagnostics,
    };
    let written: Vec<(Text, Operation)> = (0..operations.len())
        .map(|at| (operations[at].0.clone(), writer.write(at, &mut Vec::new())))
        .collect();
    let mut document = document.clone();
    document.schema.operations = written;
    Cow::Owned(document)
}

fn is_derived(operation: &Operation) -> bool {
    operation.from.is_some() || !operation.without.is_empty() || !operation.optional.is_empty()
}

struct Writer<'d> {
    operations: &'d [(Text, Operation)],
    written: Vec<Option<Operation>>,
    poison: &'d Poison,
    diagnostics: &'d mut Diagnostics,
}

impl Writer<'_> {
    /// Returns an operation, written out. `around` has the operations that are derived from it.
    fn write(&mut self, at: usize, around: &mut Vec<usize>) -> Operation {
        if let Some(written) = &self.written[at] {
            return written.clone();
        }
        let (_, operation) = &self.operations[at];
        let mut result = operation.clone();
        match &operation.from {
            None => self.check_alone(operation),
            Some(from) => {
                if let Some(base) = self.find(from) {
                    around.push(at);
                    if around.contains(&base) {
                        let name = self.operations[at].0.as_str().into();
                        self.report(DerivationDiagnostic::Circle { name }, from.span);
                    } else {
                        let base = self.write(base, around);
                        self.derive(&mut result, base);
                    }
                    around.pop();
                }
            }
        }
        self.written[at] = Some(result.clone());
        result
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

    /// Takes from the base what the operation does not state itself.
    fn derive(&mut self, operation: &mut Operation, mut base: Operation) {
        self.leave_out(operation, &mut base);
        self.make_optional(operation, &mut base);
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
            take(&mut operation.lines, base.lines);
        }
        add(&mut operation.headers, base.headers);
        add(&mut operation.params, base.params);
        add(&mut operation.fields, base.fields);
        add(&mut operation.rules, base.rules);
        add(&mut operation.responses, base.responses);
        add_names(&mut operation.include, base.include);
        add_names(&mut operation.required, base.required);
        add_names(&mut operation.without, base.without);
        add_names(&mut operation.optional, base.optional);
        // The words apply to included fields, which are not known here. A field of the operation itself stays as it is.
        let own: Vec<&Text> = operation.fields.iter().map(|(name, _)| name).collect();
        operation.without.retain(|name| !own.contains(&name));
    }

    /// Removes what `without` names from the base.
    fn leave_out(&mut self, operation: &Operation, base: &mut Operation) {
        for name in &operation.without {
            let mut found = remove(&mut base.fields, name);
            found |= remove(&mut base.params, name);
            found |= remove(&mut base.rules, name);
            found |= remove(&mut base.responses, name);
            found |= remove(&mut base.headers, name);
            // The fields of included types are not known here.
            if !found && base.include.is_empty() {
                let found = |text, hint| {
                    DerivationDiagnostic::NothingToLeaveOut { name: text, hint }.at(name.span)
                };
                report_unknown(name, names_of(base), found, self.diagnostics);
            }
            base.required.retain(|other| other != name);
        }
    }

    /// Removes `required` from the fields that `optional` names.
    fn make_optional(&mut self, operation: &Operation, base: &mut Operation) {
        for name in &operation.optional {
            let is_field = base.fields.iter().any(|(other, _)| other == name);
            if !is_field && name.value != "all" && base.include.is_empty() {
                let fields = base.fields.iter().map(|(name, _)| name.as_str());
                let found = |text, hint| {
                    DerivationDiagnostic::NothingToMakeOptional { name: text, hint }.at(name.span)
                };
                report_unknown(name, fields, found, self.diagnostics);
            }
        }
        let is_optional = |name: &Text| super::body::names(&operation.optional, name);
        for (name, node) in &mut base.fields {
            if is_optional(name) {
                release(node);
            }
        }
        base.required.retain(|name| !is_optional(name));
    }

    fn report(&mut self, diagnostic: DerivationDiagnostic, span: Span) {
        self.diagnostics.push(diagnostic.at(span));
    }
}

/// Returns the names that `without` can have.
fn names_of(base: &Operation) -> impl Iterator<Item = &str> {
    let fields = base.fields.iter().map(|(name, _)| name.as_str());
    let params = base.params.iter().map(|(name, _)| name.as_str());
    let rules = base.rules.iter().map(|(name, _)| name.as_str());
    fields.chain(params).chain(rules)
}

/// Makes a field optional that is required.
fn release(node: &mut Node) {
    node.required = node.required.take().map(|required| Spanned {
        value: false,
        span: required.span,
    });
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

fn add_names(own: &mut Vec<Text>, mut base: Vec<Text>) {
    base.retain(|name| !own.contains(name));
    base.append(own);
    *own = base;
}

fn remove<T>(entries: &mut Map<T>, name: &Text) -> bool {
    let before = entries.len();
    entries.retain(|(other, _)| other != name);
    entries.len() < before
}
