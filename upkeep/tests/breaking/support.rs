//! Reads the pairs of schemas, and compares them. Several tests include this file, and each uses a part of it.

#![allow(
    dead_code,
    reason = "each test that includes the file uses a part of it"
)]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use wireform_codegen::plan::Plan;
use wireform_codegen::source::Sources;
use wireform_upkeep::breaking::{Report, compare};

/// Whether a pair gives the finding of its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Fails,
    Passes,
}

/// The base and an edited copy of it.
pub(crate) struct Pair {
    pub(crate) title: String,
    pub(crate) kind: Kind,
    /// Whether the edited copy is the old version.
    pub(crate) is_swapped: bool,
    hunks: Vec<Hunk>,
    /// The lines of the findings.
    pub(crate) expected: Vec<String>,
}

/// Lines of the base and what they become.
#[derive(Default)]
struct Hunk {
    old: Vec<String>,
    new: Vec<String>,
}

/// The pairs of a rule.
pub(crate) struct File {
    path: PathBuf,
    pub(crate) rule: String,
    pub(crate) pairs: Vec<Pair>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../upkeep/tests/breaking")
}

/// Returns the text of the base schema.
pub(crate) fn base() -> String {
    fs::read_to_string(folder().join("base.yaml")).expect("the base can be read")
}

/// Returns whether the expectations are to be written.
pub(crate) fn bless() -> bool {
    std::env::var_os("WIREFORM_BLESS").is_some()
}

/// Returns the pairs of all rules.
pub(crate) fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(read_all)
}

fn read_all() -> Vec<File> {
    let entries = fs::read_dir(folder()).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("the entry can be read").path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    paths.into_iter().map(read).collect()
}

fn read(path: PathBuf) -> File {
    let text = fs::read_to_string(&path).expect("the pairs can be read");
    let mut pairs: Vec<Pair> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(title) = line.strip_prefix("== ") {
            let (kind, title) = title.split_once(": ").expect("a title has a kind");
            pairs.push(Pair {
                title: title.to_owned(),
                kind: match kind.split(',').next() {
                    Some("fails") => Kind::Fails,
                    Some("passes") => Kind::Passes,
                    _ => panic!("{}: {kind} is neither fails nor passes", path.display()),
                },
                is_swapped: kind.ends_with(", swapped"),
                hunks: Vec::new(),
                expected: Vec::new(),
            });
            continue;
        }
        let pair = pairs.last_mut().expect("a pair begins with its title");
        if let Some(old) = line.strip_prefix('-') {
            if pair.hunks.last().is_none_or(|hunk| !hunk.new.is_empty()) {
                pair.hunks.push(Hunk::default());
            }
            pair.hunks
                .last_mut()
                .expect("it was pushed")
                .old
                .push(old.to_owned());
        } else if let Some(new) = line.strip_prefix('+') {
            let hunk = pair.hunks.last_mut().expect("new lines follow old ones");
            hunk.new.push(new.to_owned());
        } else {
            pair.expected.push(line.to_owned());
        }
    }
    let rule = path
        .file_stem()
        .expect("it is a file")
        .to_string_lossy()
        .into_owned();
    File { path, rule, pairs }
}

impl File {
    /// Writes the pairs with these findings.
    pub(crate) fn write(&self, found: &[Vec<String>]) {
        let mut text = String::new();
        for (pair, found) in self.pairs.iter().zip(found) {
            let kind = match pair.kind {
                Kind::Fails => "fails",
                Kind::Passes => "passes",
            };
            let swapped = if pair.is_swapped { ", swapped" } else { "" };
            let _ = writeln!(text, "== {kind}{swapped}: {}", pair.title);
            for hunk in &pair.hunks {
                hunk.old
                    .iter()
                    .for_each(|line| text.push_str(&format!("-{line}\n")));
                hunk.new
                    .iter()
                    .for_each(|line| text.push_str(&format!("+{line}\n")));
            }
            found
                .iter()
                .for_each(|line| text.push_str(&format!("{line}\n")));
            text.push('\n');
        }
        fs::write(&self.path, text.trim_end().to_owned() + "\n").expect("the pairs can be written");
    }
}

impl Pair {
    /// Returns the old and the new version.
    pub(crate) fn versions(&self, base: &str) -> (String, String) {
        let edited = self.edited(base);
        match self.is_swapped {
            true => (edited, base.to_owned()),
            false => (base.to_owned(), edited),
        }
    }

    /// Returns the edited copy of the base.
    pub(crate) fn edited(&self, base: &str) -> String {
        let mut text = base.to_owned();
        for hunk in &self.hunks {
            let old = block(&hunk.old);
            let count = text.matches(&old).count();
            assert_eq!(
                count, 1,
                "{}: these lines occur {count} times:\n{old}",
                self.title
            );
            text = text.replacen(&old, &block(&hunk.new), 1);
        }
        text
    }
}

/// Returns lines with a line feed before and after them, so that only whole lines match.
fn block(lines: &[String]) -> String {
    format!("\n{}\n", lines.join("\n"))
}

/// Compiles a schema. None if it has an error.
pub(crate) fn try_plan(text: &str) -> Option<Plan> {
    let mut sources = Sources::default();
    sources.add("sample.yaml", text);
    let (mut plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    plans.pop().filter(|_| !diagnostics.has_errors())
}

/// Compiles a schema.
pub(crate) fn plan(text: &str) -> Plan {
    try_plan(text).unwrap_or_else(|| panic!("this schema has an error:\n{text}"))
}

/// The reports of a pair.
pub(crate) struct Compared {
    pub(crate) forward: Report,
    /// The report with old and new swapped.
    pub(crate) backward: Report,
}

/// The comparisons that were made, by the text of the edited schema and by whether the versions are swapped.
type Comparisons = HashMap<(String, bool), Arc<Compared>>;

/// Compares the versions of a pair. Many rules have the same edit, which is compared once.
pub(crate) fn compared(pair: &Pair) -> Arc<Compared> {
    static BASE: OnceLock<(String, Plan)> = OnceLock::new();
    static DONE: OnceLock<Mutex<Comparisons>> = OnceLock::new();
    let (text, base) = BASE.get_or_init(|| (base(), plan(&base())));
    let key = (pair.edited(text), pair.is_swapped);
    let mut done = DONE
        .get_or_init(Mutex::default)
        .lock()
        .expect("no test panics here");
    if let Some(found) = done.get(&key) {
        return Arc::clone(found);
    }
    let edited = [plan(&key.0)];
    let base = std::slice::from_ref(base);
    let (there, back) = (compare(base, &edited), compare(&edited, base));
    let (forward, backward) = match pair.is_swapped {
        true => (back, there),
        false => (there, back),
    };
    let found = Arc::new(Compared { forward, backward });
    done.insert(key, Arc::clone(&found));
    found
}

/// Returns the findings as lines: rule, place, proof and witness.
pub(crate) fn lines(report: &Report) -> Vec<String> {
    let lines = report.findings.iter().map(|finding| {
        let mut line = format!("{} {}", finding.rule.id, finding.place.path);
        if !finding.also.is_empty() {
            let also: Vec<&str> = finding.also.iter().map(|it| it.path.as_str()).collect();
            let _ = write!(line, " (also {})", also.join(", "));
        }
        if let Some(witness) = &finding.witness {
            let _ = write!(line, " {}: {}", witness.proof.name(), witness.value);
        }
        line.trim_end().to_owned()
    });
    lines.collect()
}
