//! Compiles schemas with random damage. The compiler must end within a time limit and report the mistakes.
//!
//! The corpus consists of all schemas of this repository. `WIREFORM_FUZZ_SECONDS` sets the duration and
//! `WIREFORM_FUZZ_SEED` the seed. A failure prints the text that caused it.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use wireform_codegen::emit::{self, Options};
use wireform_codegen::lower::{dump, lower};
use wireform_codegen::plan_sources;
use wireform_codegen::source::{Renderer, Sources};

/// The time limit for one schema, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Texts that break YAML, patterns and templates.
const PIECES: &[&str] = &[
    "'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    "- ",
    "\n",
    "  ",
    "\t",
    "~",
    "null",
    "''",
    "$",
    "$$",
    "@",
    "é",
    "\u{1F600}",
    "{a}",
    "(?=",
    "(?!",
    "\\",
    "|",
    "*",
    "&a",
    "*a",
    "<<: ",
    "0",
    "-1",
    "99999999999999999999",
    "#",
    "\r\n",
    "\u{feff}",
];

/// A deterministic generator of numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or(0)
    }

    fn pick<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

/// Compiles a schema, and checks that the result is a plan or an error.
fn yaml_in(text: &str) {
    let mut sources = Sources::new();
    sources.add("damaged.yaml", text);
    let (plans, diagnostics) = plan_sources(&sources);
    let said = Renderer::plain().render_all(&diagnostics, &sources);
    assert_eq!(plans.is_empty(), diagnostics.has_errors(), "{said}");
    for plan in &plans {
        assert!(!dump(&lower(plan, &Arc::default())).is_empty());
    }
    // Formatting the code takes much longer than the other stages.
    if text.len() < 4000 {
        assert!(!emit::generate(&plans, &Options::default()).is_empty());
    }
}

fn corpus() -> Vec<String> {
    let mut texts: Vec<String> = wireform_schemas::ALL
        .iter()
        .map(|s| s.text.to_owned())
        .collect();
    for folder in ["positive", "negative"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/resolve")
            .join(folder);
        let mut files: Vec<_> = fs::read_dir(folder)
            .expect("the folder is there")
            .map(|entry| entry.expect("it can be read").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
            .collect();
        files.sort();
        texts.extend(
            files
                .iter()
                .map(|path| fs::read_to_string(path).expect("it can be read")),
        );
    }
    texts
}

/// Returns a text with a little damage.
fn damaged(text: &str, words: &[String], random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(4) {
        let at = random.below(chars.len() + 1);
        match random.below(5) {
            0 => {
                let end = (at + random.below(20)).min(chars.len());
                chars.drain(at..end);
            }
            1 => drop(chars.splice(at..at, random.pick(words).chars())),
            2 => drop(chars.splice(at..at, random.pick(PIECES).chars())),
            3 => {
                let inside = |c: &char| c.is_alphanumeric() || *c == '_';
                let start = at - chars[..at].iter().rev().take_while(|c| inside(c)).count();
                let end = at + chars[at..].iter().take_while(|c| inside(c)).count();
                chars.splice(start..end, random.pick(words).chars());
            }
            _ => {
                let text: String = chars.iter().collect();
                let mut lines: Vec<&str> = text.split('\n').collect();
                let at = random.below(lines.len());
                if random.below(2) == 0 {
                    lines.remove(at);
                } else {
                    lines.insert(at, lines[random.below(lines.len())]);
                }
                chars = lines.join("\n").chars().collect();
            }
        }
    }
    chars.into_iter().collect()
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

#[test]
fn damaged_schemas_never_panic() {
    let texts = corpus();
    let words: Vec<String> = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$'))))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let mut random = Random(setting("WIREFORM_FUZZ_SEED", 0x9E37_79B9_7F4A_7C15).max(1));
    let end = Instant::now() + Duration::from_secs(setting("WIREFORM_FUZZ_SECONDS", 5));
    while Instant::now() < end {
        let text: &String = random.pick(&texts);
        let text = damaged(text, &words, &mut random);
        let began = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| yaml_in(&text)));
        assert!(outcome.is_ok(), "this schema made it panic:\n{text}");
        assert!(
            began.elapsed() < PATIENCE,
            "this schema took {:?}:\n{text}",
            began.elapsed()
        );
    }
}
