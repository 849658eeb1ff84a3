//! Compiles callers of the code of one version against the code of another, and compares the result with the verdicts on
//! the Rust API.
//!
//! A caller uses one public item in one way: it writes a literal, matches on an enum, calls a constructor or a setter, reads
//! a field, needs a trait, or names a waiver. `callers/write.rs` writes all callers of a generated module.

#[path = "callers/compile.rs"]
mod compile;
#[path = "callers/expansions.rs"]
mod expansions;
#[path = "callers/interface.rs"]
mod interface;
#[path = "callers/scope.rs"]
mod scope;
#[path = "callers/signatures.rs"]
mod signatures;
#[path = "../../upkeep/tests/breaking/support.rs"]
mod support;
#[path = "callers/versions.rs"]
mod versions;
#[path = "callers/write.rs"]
mod write;

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use compile::{Job, Outcome, compile};
use interface::interface;
use wireform_codegen::emit::{Options, generate};
use wireform_codegen::plan::Plan;
use wireform_upkeep::breaking::{Report, RustApi, compare};
use write::{Caller, Version};

/// What compiling the callers of an old version against a new one shows.
#[derive(Default)]
struct Observed {
    /// The callers that do not compile, with the message.
    broken: Vec<(String, String)>,
    /// The callers with a new warning.
    warned: Vec<String>,
    /// The callers of the new version that do not compile against the old one.
    added: Vec<String>,
}

/// Two versions, the verdict, and what was observed.
struct Change {
    title: String,
    report: Report,
    observed: Observed,
}

impl Change {
    /// Returns how the verdict contradicts what was observed.
    fn contradiction(&self) -> Option<String> {
        // No verdict: a person has to look.
        if self
            .report
            .findings
            .iter()
            .any(|it| it.rule.id == "unclassified")
        {
            return None;
        }
        let verdict = self.report.findings.iter().map(|it| it.rule.rust).max();
        let verdict = verdict.unwrap_or(RustApi::Unaffected);
        let Observed {
            broken,
            warned,
            added,
        } = &self.observed;
        let why = match (verdict, broken.first()) {
            (RustApi::Breaks, None) => "every caller compiles".to_owned(),
            (RustApi::Breaks, Some(_)) => return None,
            (_, Some((caller, message))) => format!("{caller}:\n{message}"),
            (RustApi::Warns, None) if warned.is_empty() => "no caller has a new warning".to_owned(),
            (RustApi::Adds | RustApi::Unaffected, None) if !warned.is_empty() => {
                format!("a new warning: {}", warned[0])
            }
            (RustApi::Adds, None) if added.is_empty() => "no item is new".to_owned(),
            (RustApi::Unaffected, None) if !added.is_empty() => format!("new: {}", added[0]),
            _ => return None,
        };
        let findings = support::lines(&self.report).join("\n  ");
        let (title, verdict) = (&self.title, verdict.name());
        Some(format!("{title}: {verdict}, but {why}\n  {findings}"))
    }
}

/// A base, and copies of it that were edited.
struct Edits {
    base: Plan,
    copies: Vec<(String, Plan)>,
}

/// Returns what callers see of the code of a plan.
fn generated(plan: &Plan) -> String {
    interface(&generate(std::slice::from_ref(plan), &Options::default()))
}

/// The outcomes of the callers of one version on another. A caller that is not listed compiles.
type Outcomes = BTreeMap<Caller, Outcome>;

/// The jobs of a run, and the outcomes that need no compiler.
#[derive(Default)]
struct Run {
    versions: Vec<String>,
    jobs: Vec<Job>,
}

impl Run {
    /// Adds the callers of one version to the jobs of another. Returns the outcomes that are clear without rustc: a caller
    /// of an item that does not exist fails, and one of an item that is the same compiles.
    fn add(&mut self, from: &Version, to: &Version, on: usize) -> Outcomes {
        let mut outcomes = Outcomes::new();
        for caller in &from.callers {
            if let Some(path) = to.lacks(caller) {
                outcomes.insert(caller.clone(), Outcome::Fails(format!("no {path}")));
            } else if std::ptr::eq(from, to) || !from.has_same(&caller.item, to) {
                let job = &mut self.jobs[on];
                if !job.callers.contains(caller) {
                    job.callers.push(caller.clone());
                }
            }
        }
        outcomes
    }

    /// Adds a version, unless there is an equal one from a position on.
    fn version(&mut self, code: &str, from: usize) -> usize {
        let known = self.versions[from..].iter().position(|it| it == code);
        known.map_or_else(
            || {
                let version = self.versions.len();
                self.versions.push(code.to_owned());
                let callers = Vec::new();
                self.jobs.push(Job { callers, version });
                version
            },
            |known| from + known,
        )
    }
}

/// Compiles the callers of each base against its copies, and of each copy against its base. Returns both changes of each.
fn observe(folder: &str, all: &[Edits]) -> Vec<Change> {
    let mut run = Run::default();
    let mut prepared = Vec::new();
    for edits in all {
        let code = generated(&edits.base);
        let base = run.version(&code, run.versions.len());
        let own = Rc::new(Version::new(&code));
        let mut known = BTreeMap::from([(base, Rc::clone(&own))]);
        run.add(&own, &own, base);
        let mut copies = Vec::new();
        for (_, copy) in &edits.copies {
            let code = generated(copy);
            let at = run.version(&code, base);
            let version = known
                .entry(at)
                .or_insert_with(|| Rc::new(Version::new(&code)));
            let version = Rc::clone(version);
            let forward = run.add(&own, &version, at);
            let backward = run.add(&version, &own, base);
            copies.push((at, version, forward, backward));
        }
        prepared.push((base, own, copies));
    }
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let outcomes = compile(&root, &run.versions, &run.jobs);
    let compiled = |of: &Version, on: usize, known: &Outcomes| -> Outcomes {
        let results = run.jobs[on].callers.iter().zip(&outcomes[on]);
        let results: BTreeMap<&Caller, &Outcome> = results.collect();
        let outcome = |caller: &Caller| {
            let known = known.get(caller).or_else(|| results.get(caller).copied());
            known.cloned().unwrap_or(Outcome::Compiles)
        };
        let callers = of.callers.iter();
        callers.map(|it| (it.clone(), outcome(it))).collect()
    };
    let mut changes = Vec::new();
    for (edits, (base, own, copies)) in all.iter().zip(&prepared) {
        for (caller, outcome) in compiled(own, *base, &Outcomes::new()) {
            let fails = matches!(outcome, Outcome::Fails(_));
            assert!(
                !fails,
                "a caller fails without a change: {caller:?} {outcome:?}"
            );
        }
        for ((title, copy), (at, version, there, back)) in edits.copies.iter().zip(copies) {
            let forward = compiled(own, *at, there);
            let backward = compiled(version, *base, back);
            let [old, new] = [&edits.base, copy].map(std::slice::from_ref);
            changes.push(Change {
                title: title.clone(),
                report: compare(old, new),
                observed: observed(&forward, &backward),
            });
            changes.push(Change {
                title: format!("{title}, swapped"),
                report: compare(new, old),
                observed: observed(&backward, &forward),
            });
        }
    }
    changes
}

fn observed(there: &Outcomes, back: &Outcomes) -> Observed {
    let mut observed = Observed::default();
    for (caller, outcome) in there {
        match outcome {
            Outcome::Compiles => {}
            Outcome::Warns if caller.is_deprecated => {}
            Outcome::Warns => observed.warned.push(caller.name.clone()),
            Outcome::Fails(message) => {
                let broken = (caller.name.clone(), message.clone());
                observed.broken.push(broken);
            }
        }
    }
    let failed = back
        .iter()
        .filter(|(_, outcome)| matches!(outcome, Outcome::Fails(_)));
    observed.added = failed.map(|(caller, _)| caller.name.clone()).collect();
    observed
}

#[test]
fn callers_agree_with_the_verdicts_of_the_fixtures() {
    let (base, copies) = versions::versions();
    let changes = observe("callers", &[Edits { base, copies }]);
    let wrong: Vec<String> = changes.iter().filter_map(Change::contradiction).collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        changes.len(),
        wrong.join("\n\n")
    );
}
