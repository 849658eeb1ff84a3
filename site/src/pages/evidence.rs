//! Where the statements of a schema come from: what a lock says, on the pages of the site.

use std::collections::BTreeMap;

use wireform_codegen::plan::Plan;

use super::context::Context;
use super::fact;
use crate::layout::{Html, element};
use crate::words::{counted, joined};

/// Where the statements of a schema come from. A lock says it (`docs/upkeep.md`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The name of the schema.
    pub schema: String,
    /// What became of the lines of each page, by the name of the page.
    pub pages: Vec<(String, Lines)>,
    /// The origin of each statement.
    pub origins: Vec<Origin>,
}

/// What became of the lines of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lines {
    /// The number of lines that state something the schema has.
    pub cited: u64,
    /// The number of lines that state nothing a schema could have.
    pub waived: u64,
    /// The number of lines that nobody has decided about.
    pub open: u64,
}

/// The origin of one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The operation, or `-` for what holds for the whole provider.
    pub operation: String,
    /// What the statement is about.
    pub subject: Subject,
    /// The logical path of a field, the name of a rule or a response, or `-` for the operation itself.
    pub path: String,
    /// What is stated, such as `maxLength`.
    pub what: String,
    /// Who states it.
    pub by: By,
}

/// What a statement is about. A field, a rule and a response can have the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The operation itself, or one of its fields.
    Request,
    /// A rule.
    Rule,
    /// A response, or one of its fields.
    Response,
    /// Something else, such as a context fact.
    Other,
}

/// Who states something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A page of the provider.
    Page {
        /// The name of the page.
        page: String,
        /// How the page states it.
        how: How,
    },
    /// A client of the provider or of the public.
    Client,
    /// A machine-readable specification, or a page that is not locked.
    Specification,
    /// A standard, or the author of the schema.
    Author,
}

/// How a page states something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// In a table, a list or a labelled value.
    Stated,
    /// In a sentence.
    Sentence,
    /// In a sample.
    Sample,
    /// It follows from something else.
    Derived,
}

impl How {
    /// Returns the verb of the page.
    const fn verb(self) -> &'static str {
        match self {
            How::Stated => "states",
            How::Sentence => "describes in a sentence",
            How::Sample => "shows in a sample",
            How::Derived => "implies",
        }
    }
}

/// Returns where the statements about a path of an operation come from, as an entry of a list of facts; empty if the lock says
/// nothing.
pub(super) fn of(context: &Context<'_>, operation: &str, subject: Subject, path: &str) -> Html {
    // What each source states, in the order of the sources.
    let mut sources: BTreeMap<Source<'_>, Vec<(How, &str)>> = BTreeMap::new();
    for origin in &context.evidence.origins {
        if origin.operation != operation || origin.subject != subject {
            continue;
        }
        // Items have the description of their list.
        if origin.path.replace("[]", "") != path {
            continue;
        }
        let (source, how) = match &origin.by {
            By::Page { page, how } => (Source::Page(page), *how),
            By::Client => (Source::Other("A public client"), How::Stated),
            By::Specification => (Source::Other("A specification"), How::Stated),
            By::Author => (
                Source::Other("A standard, or the author of the schema,"),
                How::Stated,
            ),
        };
        let stated = sources.entry(source).or_default();
        let what = (how, what(&origin.what));
        if !stated.contains(&what) {
            stated.push(what);
        }
    }
    let sentences = sources.into_iter().map(|(source, mut stated)| {
        stated.sort_by_key(|(how, _)| *how);
        let mut clauses = Vec::new();
        for clause in stated.chunk_by(|one, next| one.0 == next.0) {
            let what: Vec<String> = clause.iter().map(|(_, what)| (*what).to_owned()).collect();
            let how = clause.first().map_or("", |(how, _)| how.verb());
            clauses.push(format!("{how} {}", joined(&what, "and")));
        }
        let clauses = clauses.join("; it ");
        match source {
            Source::Other(name) => element("p").text(&format!("{name} {clauses}.")),
            Source::Page(page) => {
                let link = context.page_link(page).unwrap_or_else(|| Html::text(page));
                let day = context.plan.page(page).and_then(|it| it.retrieved.as_ref());
                let day = day.map(|day| format!(", read on {day},"));
                let day = day.unwrap_or_default();
                element("p").add(link).text(&format!("{day} {clauses}."))
            }
        }
    });
    let sentences: Vec<_> = sentences.collect();
    match sentences.is_empty() {
        true => Html::new(),
        false => fact("Source", element("div").class("source").all(sentences)),
    }
}

/// A source of statements, as the subject of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source<'e> {
    /// A page of the provider, by its name.
    Page(&'e str),
    /// Another source.
    Other(&'static str),
}

/// Returns what became of the lines of a page; empty if no lock says it.
pub(super) fn lines(evidence: &Evidence, page: &str) -> String {
    let mut pages = evidence.pages.iter();
    let Some((_, lines)) = pages.find(|(name, _)| name == page) else {
        return String::new();
    };
    let all = lines.cited + lines.waived + lines.open;
    let mut text = format!(
        "; {} of its {} state what the schema has",
        lines.cited,
        counted(all, "line")
    );
    if lines.open > 0 {
        text.push_str(&format!(
            ", and {} undecided",
            match lines.open {
                1 => "1 is".to_owned(),
                open => format!("{open} are"),
            }
        ));
    }
    text
}

/// Returns the evidence of a schema; empty if there is none.
pub(super) fn evidence_of(all: &[Evidence], plan: &Plan) -> Evidence {
    let found = all.iter().find(|it| it.schema == plan.schema);
    found.cloned().unwrap_or_default()
}

/// Returns what is stated, in words.
fn what(kind: &str) -> &str {
    match kind {
        "field" => "the name",
        "wire" => "the place on the wire",
        "type" => "the type",
        "required" => "whether it is required",
        "pattern" => "the pattern",
        "minLength" => "the minimum length",
        "maxLength" => "the maximum length",
        "minItems" => "the least number of items",
        "maxItems" => "the greatest number of items",
        "minimum" => "the minimum",
        "maximum" => "the maximum",
        "uniqueItems" | "unique_by" => "that no item comes twice",
        "enum" => "the values",
        "format" => "the format",
        "check" => "the check",
        "default" => "the default",
        "clear" => "how it is removed",
        "join" => "the separator",
        "const" => "the constant",
        "attribute" | "at" => "the place in the document",
        "permission" => "the permission",
        "rule" => "the rule",
        "context" => "the fact",
        "normalize" => "the normal form",
        "method" => "the method",
        "path" => "the path",
        "content_type" => "the content type",
        "update" => "what happens to the rest",
        "withdrawn" => "that it is withdrawn",
        "body" => "the format of the body",
        "status" => "the status",
        "error" => "how it is recognized",
        "outcome" => "the outcome",
        "response_field" => "the fields",
        other => other,
    }
}
