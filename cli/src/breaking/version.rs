//! Loads one version of some schemas: from files, from a directory, or from a commit.
//!
//! Input: the argument of the command line. Output: plans. A schema with errors ends the run, because a comparison with half
//! of it would be wrong.

use std::path::Path;
use std::process::Command;

use wireform_codegen::plan_sources;
use wireform_codegen::source::{Severity, Sources};

use crate::shared::output::Stop;
use crate::shared::schema::{self, LoadedSchemas};

/// Loads the schemas of a version.
pub(super) fn load(version: &Path) -> Result<LoadedSchemas, Stop> {
    let text = version.to_string_lossy();
    let loaded = match text.strip_prefix("git:") {
        Some(rest) => from_git(rest)?,
        None => schema::load(&[version.to_owned()])?,
    };
    if loaded.diagnostics.has_errors() {
        // Warnings of an old version are of no use here.
        let mut errors = loaded;
        errors
            .diagnostics
            .0
            .retain(|it| it.severity == Severity::Error);
        errors.report();
        return Err(Stop::because(format!("{text} has errors")));
    }
    Ok(loaded)
}

/// Loads the schemas of a commit: one file, or the YAML files of a directory.
fn from_git(place: &str) -> Result<LoadedSchemas, Stop> {
    let Some((revision, path)) = place.split_once(':') else {
        return Err(Stop::because(
            "git: expected git:REV:PATH, for example git:HEAD:schemas",
        ));
    };
    let path = path.trim_end_matches('/');
    let mut sources = Sources::new();
    let commit = git(&[
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &format!("{revision}^{{commit}}"),
    ])
    .map_err(|failure| failure.because("git finds no such revision"))?;
    let revision = commit.trim();
    let kind = git(&["cat-file", "-t", &format!("{revision}:{path}")]).map_err(|failure| {
        failure.because(
            "the revision has no such path; the path is relative to the root of the repository",
        )
    })?;
    if kind.trim() == "tree" {
        let listed = git(&[
            "ls-tree",
            "--name-only",
            "-z",
            &format!("{revision}:{path}"),
        ])?;
        let mut names: Vec<&str> = listed.split('\0').collect();
        names.retain(|name| name.ends_with(".yaml") || name.ends_with(".yml"));
        if names.is_empty() {
            return Err(Stop::because(
                "git:REV:PATH: the directory contains no YAML file",
            ));
        }
        for name in names {
            let below = if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}/{name}")
            };
            let text = git(&["cat-file", "blob", &format!("{revision}:{below}")])?;
            sources.add(below, text);
        }
    } else {
        let text = git(&["cat-file", "blob", &format!("{revision}:{path}")])?;
        sources.add(path, text);
    }
    let (plans, diagnostics) = plan_sources(&sources);
    Ok(LoadedSchemas {
        sources,
        plans,
        diagnostics,
    })
}

/// Why git gave no text.
enum GitFailure {
    /// It ended with a failure.
    Refused,
    /// It could not run, or printed something else than text.
    Broken(String),
}

impl GitFailure {
    /// Returns the message, with the reason for a refusal. The messages of git are not shown, because they repeat the
    /// argument.
    fn because(self, refused: &str) -> Stop {
        match self {
            GitFailure::Refused => Stop::because(format!("git:REV:PATH: {refused}")),
            GitFailure::Broken(reason) => Stop::because(reason),
        }
    }
}

impl From<GitFailure> for Stop {
    fn from(failure: GitFailure) -> Stop {
        failure.because("git cannot read the object")
    }
}

/// Runs git in the current directory and returns what it prints.
fn git(arguments: &[&str]) -> Result<String, GitFailure> {
    let output = Command::new("git")
        .args(arguments)
        .output()
        .map_err(|error| GitFailure::Broken(format!("cannot run git: {error}")))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        let is_outside = message.contains("not a git repository");
        return Err(match is_outside {
            true => GitFailure::Broken(
                "git:REV:PATH: the current directory is in no git repository".to_owned(),
            ),
            false => GitFailure::Refused,
        });
    }
    String::from_utf8(output.stdout)
        .map_err(|_| GitFailure::Broken("git:REV:PATH: the schema is not UTF-8".to_owned()))
}
