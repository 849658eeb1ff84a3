//! Writes a draft as text, for `wireform dump --stage draft`: its names, and its holes.

use std::fmt::Write as _;

use super::model::{Draft, OperationDraft};
use crate::plan::Field;

/// Returns the text of a draft.
#[must_use]
pub fn dump(draft: &Draft) -> String {
    let mut out = String::new();
    let module = draft.module.as_deref().unwrap_or("none");
    let _ = writeln!(out, "schema: {}\nmodule: {module}", draft.schema);
    let _ = writeln!(out, "poisoned: {}", yes(draft.is_poisoned));
    names(
        &mut out,
        "credentials",
        draft.credentials.iter().map(|it| (&it.name, &it.rust)),
    );
    names(
        &mut out,
        "auth",
        draft.auths.iter().map(|it| (&it.name, &it.rust)),
    );
    names(
        &mut out,
        "endpoints",
        draft.endpoints.iter().map(|it| (&it.name, &it.rust_server)),
    );
    names(
        &mut out,
        "contexts",
        draft.contexts.iter().map(|it| (&it.name, &it.rust)),
    );
    names(
        &mut out,
        "enums",
        draft.enums.iter().map(|it| (&it.name, &it.rust)),
    );
    section(&mut out, "objects", !draft.objects.is_empty());
    for object in &draft.objects {
        let _ = writeln!(out, "  {} ({})", object.name, object.rust);
        fields(&mut out, &object.fields);
    }
    section(&mut out, "operations", !draft.operations.is_empty());
    for item in &draft.operations {
        operation(&mut out, item, draft);
    }
    out
}

fn operation(out: &mut String, operation: &OperationDraft, draft: &Draft) {
    let _ = writeln!(
        out,
        "  {} ({}, {})",
        operation.name, operation.rust, operation.module
    );
    let method = operation.line.as_ref().map(|(method, _)| method.as_str());
    let _ = writeln!(out, "    method: {}", method.unwrap_or("missing"));
    let endpoint = operation.endpoint.and_then(|id| draft.endpoints.get(id));
    let endpoint = endpoint.map_or("missing", |endpoint| &endpoint.name);
    let _ = writeln!(out, "    endpoint: {endpoint}");
    fields(out, &operation.fields);
    let bindings = operation.bindings.iter().map(|it| it.name.as_str());
    list(out, "bindings", bindings);
    list(
        out,
        "rules",
        operation.rules.iter().map(|it| it.name.as_str()),
    );
    list(
        out,
        "responses",
        operation.responses.iter().map(|it| it.name.as_str()),
    );
    list(
        out,
        "examples",
        operation.examples.iter().map(|it| it.name.as_str()),
    );
}

fn fields(out: &mut String, fields: &[Field]) {
    list(
        out,
        "fields",
        fields.iter().map(|field| field.name.as_str()),
    );
}

fn list<'n>(out: &mut String, name: &str, items: impl Iterator<Item = &'n str>) {
    let items: Vec<&str> = items.collect();
    if !items.is_empty() {
        let _ = writeln!(out, "    {name}: {}", items.join(", "));
    }
}

fn names<'n>(
    out: &mut String,
    title: &str,
    entries: impl ExactSizeIterator<Item = (&'n String, &'n String)>,
) {
    section(out, title, entries.len() > 0);
    for (name, rust) in entries {
        let _ = writeln!(out, "  {name} ({rust})");
    }
}

fn section(out: &mut String, title: &str, has_entries: bool) {
    if has_entries {
        let _ = writeln!(out, "{title}:");
    }
}

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}
