//! `check`: reports all diagnostics of schemas, and runs the examples of those without errors.
//!
//! With `--fix`, it first applies the fixes that are certain.

mod fix;
mod messages;

use std::io::Write as _;

use wireform_codegen::schema_name;
use wireform_codegen::source::{self, Diagnostics, Node, NodeKind, Severity, Sources, Span};
use wireform_interpret::{Interpreter, Mismatch, run_examples};

use crate::args::{CheckArgs, MessageFormat};
use crate::shared::docs_url::DocsUrl;
use crate::shared::output::{Output, Status, Stop};
use crate::shared::schema;

/// What a run found.
struct Report {
    sources: Sources,
    diagnostics: Diagnostics,
    /// What differs from the examples.
    mismatches: Vec<Mismatched>,
    /// The number of examples.
    examples: usize,
    /// The site to which messages link.
    docs_url: Option<DocsUrl>,
}

/// A difference between an example and its result.
struct Mismatched {
    /// The name of the schema.
    schema: String,
    /// The place of the example in the schema. There is none if the schema is part of wireform.
    span: Option<Span>,
    message: String,
}

impl Report {
    /// Returns the address of the meaning of a code, if messages link to a site.
    fn address(&self, code: &str) -> Option<String> {
        let site = self.docs_url.as_ref()?;
        Some(wireform_site::anchor::diagnostic(site.as_str(), code))
    }

    /// Returns the number of diagnostics of a severity.
    fn count(&self, severity: Severity) -> usize {
        let found = self.diagnostics.0.iter();
        found.filter(|found| found.severity == severity).count()
    }

    /// Returns the summary, on one line.
    fn summary(&self) -> String {
        format!(
            "{}, {}, {}; {}",
            counted(self.sources.ids().count(), "schema"),
            counted(self.count(Severity::Error), "error"),
            counted(self.count(Severity::Warning), "warning"),
            match self.mismatches.len() {
                0 => format!("{} as expected", counted(self.examples, "example")),
                failed => format!(
                    "{} in {}",
                    counted(failed, "mismatch"),
                    counted(self.examples, "example")
                ),
            }
        )
    }
}

/// Checks schemas, and prints what it found.
pub(crate) fn run(args: &CheckArgs, out: &mut Output) -> Result<Status, Stop> {
    if args.fix {
        fix::run(&args.paths)?;
    }
    let loaded = schema::load(&args.paths)?;
    let mut report = Report {
        sources: loaded.sources,
        diagnostics: loaded.diagnostics,
        mismatches: Vec::new(),
        examples: 0,
        docs_url: args.docs_url.clone(),
    };
    for plan in &loaded.plans {
        let (count, mismatches) = run_examples(&Interpreter::new(plan));
        report.examples += count;
        let root = tree_of(&report.sources, &plan.schema);
        let found = mismatches.iter().map(|found| Mismatched {
            schema: plan.schema.clone(),
            span: root.as_ref().and_then(|root| place_of(root, found)),
            message: found.to_string(),
        });
        report.mismatches.extend(found);
    }
    match args.message_format {
        MessageFormat::Human => messages::human(&report),
        MessageFormat::Short => write!(out, "{}", messages::short(&report))?,
        MessageFormat::Json => write!(out, "{}", messages::json(&report))?,
        MessageFormat::Sarif => write!(out, "{}", messages::sarif(&report))?,
        MessageFormat::Github => write!(out, "{}", messages::github(&report))?,
    }
    if matches!(
        args.message_format,
        MessageFormat::Human | MessageFormat::Short | MessageFormat::Github
    ) {
        writeln!(out, "{}", report.summary())?;
    }
    let failed = report.diagnostics.has_errors() || !report.mismatches.is_empty();
    Ok(Status::found(failed))
}

/// Returns the tree of the schema with a name.
fn tree_of(sources: &Sources, schema: &str) -> Option<Node> {
    let mut files = sources.ids();
    let file = files.find(|file| schema_name(sources.name(*file)) == schema)?;
    source::parse(sources, file, &mut Diagnostics::default())
}

/// Returns the place of the name of an example.
fn place_of(root: &Node, found: &Mismatch) -> Option<Span> {
    let operation = root.get("operations")?.get(&found.operation)?;
    let owner = match &found.case {
        Some(case) => operation.get("responses")?.get(case)?,
        None => operation,
    };
    let NodeKind::Map(examples) = &owner.get("examples")?.kind else {
        return None;
    };
    let mut names = examples.iter().map(|(name, _)| name);
    let name = names.find(|name| name.text() == Some(&found.example))?;
    Some(name.span)
}

/// Returns a number with its noun in the right form.
fn counted(count: usize, what: &str) -> String {
    match (count, what) {
        (1, _) => format!("1 {what}"),
        (_, "mismatch") => format!("{count} mismatches"),
        _ => format!("{count} {what}s"),
    }
}
