//! Runs the fuzz functions over the corpus and mutants of it, on stable Rust: for 20 seconds, or for two minutes with
//! the feature `long`. An input that panics is written to a file, so that it can be added to the corpus.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use wireform_tests::fuzz::{self, Heard, Mutator};

const TIME: Duration = Duration::from_secs(if cfg!(feature = "long") { 120 } else { 20 });

/// The seed of the mutants. `WIREFORM_SEED` sets it.
fn seed() -> u64 {
    std::env::var("WIREFORM_SEED")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1)
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Returns all files of folders, by path.
fn files(folders: &[&str]) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in folders {
        let entries =
            fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_file()
                && path
                    .extension()
                    .is_none_or(|ending| ending != "expected" && ending != "rs" && ending != "toml")
            {
                let bytes = fs::read(&path).expect("a file");
                files.push((path, bytes));
            }
        }
    }
    files.sort();
    files
}

/// Runs a fuzz function, and keeps the bytes if it panics.
fn run<T>(target: &str, name: &str, bytes: &[u8], body: impl Fn(&[u8]) -> T) -> T {
    panic::catch_unwind(AssertUnwindSafe(|| body(bytes))).unwrap_or_else(|_| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{target}-{name}"));
        let _ = fs::write(&path, bytes);
        panic!(
            "{target}: {name} breaks a promise; it is kept in {}",
            path.display()
        );
    })
}

/// Runs mutants until the time is over. Returns the result of each.
fn mutants<T>(target: &str, seeds: &[Vec<u8>], body: impl Fn(&[u8]) -> T, mut see: impl FnMut(T)) {
    let begin = Instant::now();
    let mut mutator = Mutator::new(seed());
    let mut count = 0;
    while begin.elapsed() < TIME {
        let bytes = mutator.mutant(seeds);
        see(run(
            target,
            &format!("mutant-{}-{count}", seed()),
            &bytes,
            &body,
        ));
        count += 1;
    }
    println!(
        "{target}: {} seeds, {count} mutants in {:?}",
        seeds.len(),
        begin.elapsed()
    );
}

#[test]
fn schemas() {
    let mut seeds = Vec::new();
    for (path, bytes) in files(&[
        "fuzz/corpus/schema",
        "schemas",
        "tests/positive",
        "tests/negative",
        "codegen/tests/source",
        "codegen/tests/syntax",
    ]) {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        run("schema", &name, &bytes, fuzz::schema);
        // Mutants of large schemas are slow and find no more.
        if bytes.len() < 4096 {
            seeds.push(bytes);
        }
    }
    let (mut accepted, mut refused) = (0, 0);
    mutants("schema", &seeds, fuzz::schema, |mistakes| {
        if mistakes == 0 {
            accepted += 1;
        } else {
            refused += 1;
        }
    });
    println!("schema: {accepted} accepted, {refused} refused");
    assert!(accepted > 0 && refused > 0);
}

/// Schemas that compile, but slowly without optimisation. They run with the feature `long`, or by `WIREFORM_BOMB`.
const SLOW: &[&str] = &[
    "description-of-3-MiB",
    "key-of-1-MiB",
    "fields",
    "values",
    "rules",
    "placeholders",
];

#[test]
fn bombs() {
    let only = std::env::var("WIREFORM_BOMB").ok();
    for (name, bytes) in fuzz::bombs() {
        let chosen = match &only {
            Some(only) => only == name,
            None => cfg!(feature = "long") || !SLOW.contains(&name),
        };
        if !chosen {
            continue;
        }
        let begin = Instant::now();
        let mistakes = run("schema", name, &bytes, fuzz::schema);
        println!("{name}: {mistakes} diagnostics in {:?}", begin.elapsed());
    }
}

#[test]
fn values() {
    let mut seeds: Vec<_> = files(&["fuzz/corpus/values"])
        .into_iter()
        .map(|(_, bytes)| bytes)
        .collect();
    seeds.extend(fuzz::seeds());
    for (at, bytes) in seeds.iter().enumerate() {
        run("values", &format!("seed-{at}"), bytes, fuzz::values);
    }
    let mut heard = [0; 3];
    mutants("values", &seeds, fuzz::values, |how| {
        heard[how as usize] += 1
    });
    println!("values: {heard:?} unreadable, refused, sent");
    assert!(heard[Heard::Sent as usize] > 0 && heard[Heard::Refused as usize] > 0);
}
