//! An open document, and what the server answers about it.

use serde_json::{Value, json};
use wireform_codegen::format::format;
use wireform_codegen::plan::Plan;
use wireform_codegen::plan_files;
use wireform_codegen::source::{
    self, Diagnostic, Diagnostics, FileId, Node, Severity, Sources, Span,
};

use super::completion::complete;
use super::definition::declaration;
use super::hover::hover;
use super::place;
use super::rename::{Before, Named, named, rename};
use super::text::{offset, range};

/// A document that the editor has opened.
pub(super) struct Document {
    uri: String,
    sources: Sources,
    file: FileId,
    root: Option<Node>,
    diagnostics: Diagnostics,
    plan: Option<Plan>,
}

/// Returns the name of the file of a URI.
fn file_name(uri: &str) -> &str {
    uri.rsplit('/').next().unwrap_or(uri)
}

impl Document {
    /// Reads a document.
    pub(super) fn new(uri: &str, text: &str) -> Self {
        let mut sources = Sources::new();
        let file = sources.add(file_name(uri), text);
        let (mut plans, diagnostics) = plan_files(&sources, &[file]);
        let root = source::parse(&sources, file, &mut Diagnostics::default());
        Self {
            uri: uri.to_owned(),
            file,
            root,
            diagnostics,
            plan: plans.pop(),
            sources,
        }
    }

    fn text(&self) -> &str {
        self.sources.text(self.file)
    }

    fn range(&self, span: Span) -> Value {
        range(self.text(), span.start as usize, span.end as usize)
    }

    /// Returns the diagnostics as the parameters of their notification.
    pub(super) fn published(&self) -> Value {
        let found = self
            .diagnostics
            .0
            .iter()
            .map(|found| self.diagnostic(found));
        json!({ "uri": self.uri, "diagnostics": found.collect::<Vec<_>>() })
    }

    fn diagnostic(&self, found: &Diagnostic) -> Value {
        let mut message = found.message.clone();
        for line in found.help.iter().map(|help| format!("\nhelp: {help}")) {
            message.push_str(&line);
        }
        let related = found.labels.iter().map(|label| {
            let location = json!({ "uri": self.uri, "range": self.range(label.span) });
            json!({ "location": location, "message": label.text })
        });
        json!({
            "range": self.range(found.span),
            "severity": match found.severity { Severity::Error => 1, Severity::Warning => 2 },
            "code": found.code,
            "source": "wireform",
            "message": message,
            "relatedInformation": related.collect::<Vec<_>>(),
        })
    }

    /// Returns the description of what stands at a position.
    pub(super) fn hover(&self, position: &Value) -> Value {
        let at = offset(self.text(), position);
        let described = self.root.as_ref().and_then(|root| {
            let place = place::at(root, at)?;
            let text = hover(root, self.plan.as_ref(), &place)?;
            let contents = json!({ "kind": "markdown", "value": text });
            Some(json!({ "contents": contents, "range": self.range(place.node.span) }))
        });
        described.unwrap_or(Value::Null)
    }

    /// Returns what fits at a position.
    pub(super) fn completion(&self, position: &Value) -> Value {
        let text = self.text();
        json!(complete(text, offset(text, position)))
    }

    /// Returns where the name at a position is declared.
    pub(super) fn definition(&self, position: &Value) -> Value {
        let at = offset(self.text(), position);
        let found = self.root.as_ref().and_then(|root| {
            let found = declaration(root, &place::at(root, at)?)?;
            Some(json!({ "uri": self.uri, "range": self.range(found.name.span) }))
        });
        found.unwrap_or(Value::Null)
    }

    /// Returns the places of the name at a position, with or without its declaration.
    pub(super) fn references(&self, position: &Value, with_declaration: bool) -> Value {
        let Some(named) = self.named(position) else {
            return Value::Null;
        };
        let places = named.places.iter();
        let places = places.filter(|place| with_declaration || **place != named.declared);
        let locations = places.map(|place| json!({ "uri": self.uri, "range": self.place(place) }));
        json!(locations.collect::<Vec<_>>())
    }

    /// Returns the range and the text of the name at a position, if it can be renamed.
    pub(super) fn prepare_rename(&self, position: &Value) -> Value {
        let Some(named) = self.named(position) else {
            return Value::Null;
        };
        let place = &named.place;
        json!({ "range": self.place(place), "placeholder": self.text()[place.clone()] })
    }

    /// Returns the edit that renames what is named at a position.
    ///
    /// # Errors
    /// Returns why the name cannot be changed.
    pub(super) fn rename(&self, position: &Value, new: &str) -> Result<Value, String> {
        let (Some(root), Some(named)) = (&self.root, self.named(position)) else {
            return Err("there is no name here that the schema declares".to_owned());
        };
        let before = Before {
            file: file_name(&self.uri),
            root,
            text: self.text(),
            diagnostics: &self.diagnostics,
        };
        let places = rename(before, &named, new)?;
        let edits = places
            .iter()
            .map(|place| json!({ "range": self.place(place), "newText": new }));
        let edits: Vec<Value> = edits.collect();
        Ok(json!({ "changes": { self.uri.as_str(): edits } }))
    }

    fn named(&self, position: &Value) -> Option<Named> {
        let text = self.text();
        named(self.root.as_ref()?, text, offset(text, position))
    }

    fn place(&self, place: &std::ops::Range<usize>) -> Value {
        range(self.text(), place.start, place.end)
    }

    /// Returns the edit that formats the document. A document with a syntax error stays as it is.
    pub(super) fn formatting(&self) -> Value {
        let text = self.text();
        match format(&self.sources, self.file) {
            Ok(formatted) if formatted == text => json!([]),
            Ok(formatted) => {
                json!([{ "range": range(text, 0, text.len()), "newText": formatted }])
            }
            Err(_) => Value::Null,
        }
    }

    /// Returns the fixes of the diagnostics in a range.
    pub(super) fn actions(&self, wanted: &Value) -> Value {
        let text = self.text();
        let (start, end) = (offset(text, &wanted["start"]), offset(text, &wanted["end"]));
        let mut actions = Vec::new();
        for found in &self.diagnostics.0 {
            for fix in &found.fixes {
                let place = fix.span.range();
                let Some(new) = fix.replacement(self.sources.slice(fix.span)) else {
                    continue;
                };
                if place.start > end || place.end < start {
                    continue;
                }
                let edit = json!({ "range": self.range(fix.span), "newText": new });
                actions.push(json!({
                    "title": format!("write {new}"),
                    "kind": "quickfix",
                    "isPreferred": true,
                    "diagnostics": [self.diagnostic(found)],
                    "edit": { "changes": { self.uri.as_str(): [edit] } },
                }));
            }
        }
        json!(actions)
    }
}
