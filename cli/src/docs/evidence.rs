//! Reads the locks of schemas, which say where the statements of the schemas come from.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use wireform_codegen::schema_name;
use wireform_site::pages::{By, Evidence, How, Lines, Origin, Subject};
use wireform_upkeep::cite::{Kind, Support};
use wireform_upkeep::lock::{Lock, LockedFact, Note, Who};

use crate::shared::output::Stop;
use crate::shared::schema::{self, NamedSchema};

/// Returns what the locks of schemas say. A schema without a lock has no evidence, also if another program has a lock of the
/// same name.
pub(super) fn read(schemas: &[PathBuf]) -> Result<Vec<Evidence>, Stop> {
    let mut all = Vec::new();
    for named in schema::named(schemas)? {
        let (name, lock, text) = match &named {
            NamedSchema::BuiltIn(schema) => {
                let Some(text) = schema.lock else { continue };
                let lock = format!("{}.lock", schema.name);
                (schema.name.to_owned(), lock, text.to_owned())
            }
            NamedSchema::File(path) => {
                let lock = path.with_extension("lock");
                // Other programs have files with this extension, such as `Cargo.lock`.
                let Some(text) = text_of(&lock)?.filter(|text| Lock::is_begun_by(text)) else {
                    continue;
                };
                let name = path.to_string_lossy();
                (
                    schema_name(&name).to_owned(),
                    lock.display().to_string(),
                    text,
                )
            }
        };
        let read: Lock = text
            .parse()
            .map_err(|error| Stop::because(format!("{lock}: {error}")))?;
        all.push(evidence(name, &read));
    }
    Ok(all)
}

/// Returns the text of a file, if it exists.
fn text_of(path: &Path) -> Result<Option<String>, Stop> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Stop::because(format!("{}: {error}", path.display()))),
    }
}

fn evidence(schema: String, lock: &Lock) -> Evidence {
    let mut evidence = Evidence {
        schema,
        ..Evidence::default()
    };
    for page in &lock.pages {
        let mut lines = Lines::default();
        for line in &page.lines {
            match &line.note {
                Note::Waived(_) => lines.waived += 1,
                Note::Unplaced => lines.open += 1,
                Note::Cited if line.facts.iter().all(|it| it.is_proposed) => lines.open += 1,
                Note::Cited => lines.cited += 1,
            }
            let facts = line.facts.iter().filter(|it| !it.is_proposed);
            evidence
                .origins
                .extend(facts.map(|it| origin(&page.name, it)));
        }
        evidence.pages.push((page.name.clone(), lines));
    }
    for source in &lock.sources {
        let by = match source.who {
            Who::Client => By::Client,
            Who::Specification => By::Specification,
            Who::Other => By::Author,
            Who::Unknown => continue,
        };
        evidence
            .origins
            .extend(source.kinds.iter().map(|kind| Origin {
                operation: source.operation.clone(),
                subject: subject(Kind::from_name(kind), &source.path),
                path: source.path.clone(),
                what: kind.clone(),
                by: by.clone(),
            }));
    }
    evidence
}

fn origin(page: &str, fact: &LockedFact) -> Origin {
    let how = match fact.support {
        Support::Stated => How::Stated,
        Support::Prose => How::Sentence,
        Support::Sample => How::Sample,
        Support::Derived => How::Derived,
    };
    Origin {
        operation: fact.operation.clone(),
        subject: subject(Some(fact.kind), &fact.path),
        path: fact.path.clone(),
        what: fact.kind.name().to_owned(),
        by: By::Page {
            page: page.to_owned(),
            how,
        },
    }
}

/// Returns what a fact of a kind is about. Sources have further kinds, all of which are about requests.
fn subject(kind: Option<Kind>, path: &str) -> Subject {
    match kind {
        Some(Kind::Rule) => Subject::Rule,
        Some(Kind::Status | Kind::Error | Kind::ResponseField | Kind::Outcome) => Subject::Response,
        // The body of a request belongs to the operation itself.
        Some(Kind::Body) if path != "-" => Subject::Response,
        Some(Kind::Context) => Subject::Other,
        Some(_) | None => Subject::Request,
    }
}
