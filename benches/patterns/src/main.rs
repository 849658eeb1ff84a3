//! Measures how long wireform and its peers take to compare the pairs of patterns of a suite.
//!
//! `WIREFORM_SUITES=FOLDER cargo run --release --manifest-path benches/patterns/Cargo.toml` reads
//! `FOLDER/pattern-pairs/pairs.jsonl`. Each pair is compared under both readings and in both directions. The time includes
//! reading both texts and finding witnesses. It is the least of several rounds.

mod peers;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use wireform_codegen::pattern::canonical;
use wireform_codegen::pattern::language::relation_of_expressions;
use wireform_codegen::plan::Extent;
use wireform_codegen::syntax::Dialect;

/// The number of rounds of which the least time counts.
const ROUNDS: usize = 20;

fn main() {
    let Some(suites) = std::env::var_os("WIREFORM_SUITES").map(PathBuf::from) else {
        println!("WIREFORM_SUITES is not set, so nothing was measured");
        return;
    };
    let pairs = pairs(&suites.join("pattern-pairs/pairs.jsonl"));
    println!("{} pairs", pairs.len());
    let is_verbose = std::env::args().any(|argument| argument == "--verbose");
    for extent in [Extent::Whole, Extent::Search] {
        let mut seen = Seen::default();
        for pair in &pairs {
            let (verdict, time) = timed(|| ours(pair, extent));
            if is_verbose && verdict.starts_with("undecided")
                || time > Duration::from_millis(8) && is_verbose
            {
                println!("{time:?} {verdict}\n    {}\n    {}", pair[0], pair[1]);
            }
            seen.add(verdict, time);
        }
        seen.print(&format!("wireform, {extent:?}"));
    }
    if std::env::args().any(|argument| argument == "--ours") {
        return;
    }
    for (name, compare) in peers::ALL {
        let mut seen = Seen::default();
        for pair in &pairs {
            let (verdict, time) = timed(|| compare(pair));
            seen.add(verdict, time);
        }
        seen.print(name);
    }
}

/// Returns the pairs of a file.
fn pairs(path: &std::path::Path) -> Vec<[String; 2]> {
    let text = std::fs::read_to_string(path).expect("the pairs of the suite");
    let lines = text.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        ["before", "after"].map(|key| line[key].as_str().expect("a pattern").to_owned())
    });
    lines.collect()
}

/// Returns the verdict of a comparison and the least time of some rounds.
fn timed(compare: impl Fn() -> String) -> (String, Duration) {
    let mut least = Duration::MAX;
    let mut spent = Duration::ZERO;
    let mut verdict = String::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        verdict = compare();
        let time = start.elapsed();
        least = least.min(time);
        spent += time;
        // A peer that takes long is not measured again.
        if spent > Duration::from_secs(1) {
            break;
        }
    }
    (verdict, least)
}

/// Compares a pair. The patterns are read as ECMAScript if it has both, and else as Java.
fn ours(pair: &[String; 2], extent: Extent) -> String {
    let mut reason = String::new();
    for dialect in [Dialect::Ecma, Dialect::Java] {
        let read = |text: &String| canonical(text, dialect, extent);
        match (read(&pair[0]), read(&pair[1])) {
            (Ok(first), Ok(second)) => {
                return match relation_of_expressions(&first, &second) {
                    Ok(found) => found.word().to_owned(),
                    Err(limit) => format!("undecided: {limit}"),
                };
            }
            (Err(reasons), _) | (_, Err(reasons)) => reason = reasons.join(", "),
        }
    }
    format!("undecided: {reason}")
}

/// The verdicts and times of some comparisons.
#[derive(Default)]
struct Seen {
    verdicts: BTreeMap<String, usize>,
    times: Vec<Duration>,
}

impl Seen {
    fn add(&mut self, verdict: String, time: Duration) {
        *self.verdicts.entry(verdict).or_default() += 1;
        self.times.push(time);
    }

    fn print(mut self, name: &str) {
        self.times.sort_unstable();
        let count = self.times.len();
        let at = |part: usize| self.times[(count * part / 1000).min(count - 1)];
        let undecided = self.verdicts.iter();
        let undecided: usize = undecided
            .filter(|(verdict, _)| verdict.starts_with("undecided"))
            .map(|(_, count)| count)
            .sum();
        println!(
            "{name}: {} decided, {undecided} undecided; p50 {:?}, p99 {:?}, max {:?}",
            count - undecided,
            at(500),
            at(990),
            self.times[count - 1]
        );
        for (verdict, count) in &self.verdicts {
            println!("    {count:5} {verdict}");
        }
    }
}
