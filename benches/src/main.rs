//! Measures wireform and its peers in turns, in one process and on one corpus.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml` checks that all candidates agree on every contact,
//! measures them, and writes `docs/benchmarks.md`. `--check` stops after the comparison. `--no-instructions` skips the
//! measurements with valgrind, and `--no-builds` skips those with cargo. `case NAME ROUNDS` runs one case, for callgrind.
//! `compile PROVIDERS` compiles once. `builds` measures cargo builds only. `chart` draws the chart of the README from the
//! page. `sixteen` prints the code whose size is a goal.

mod agree;
mod builds;
mod cases;
mod chart;
mod clock;
mod compile;
mod corpus;
mod goals;
mod instructions;
mod measure;
mod ours;
mod peers;
mod report;
mod responses;

use std::process::ExitCode;

/// The number of contacts, and the seed of their generator.
const COUNT: usize = 10_000;
const SEED: u64 = 2026;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["case", name, rounds] => {
            let contacts = corpus::corpus(instructions::CONTACTS, SEED);
            let data = cases::Data::of(&contacts);
            cases::run(name, &data, rounds.parse().expect("a number of rounds"));
            ExitCode::SUCCESS
        }
        ["compile", providers] => {
            compile::once(providers.parse().expect("a number of providers"));
            ExitCode::SUCCESS
        }
        ["builds"] => {
            println!("{:#?}", builds::measure());
            ExitCode::SUCCESS
        }
        ["chart"] => finish(chart::write()),
        ["sixteen"] => {
            println!("{}", compile::sixteen());
            ExitCode::SUCCESS
        }
        options
            if options
                .iter()
                .all(|option| ["--check", "--no-instructions", "--no-builds"].contains(option)) =>
        {
            all(options)
        }
        _ => {
            eprintln!(
                "arguments: none, `--check`, `--no-instructions`, `--no-builds`, `case NAME ROUNDS`, \
                 `compile PROVIDERS`, `builds`, `chart`, or `sixteen`"
            );
            ExitCode::FAILURE
        }
    }
}

/// Prints an error. Returns the status of the process.
fn finish(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn all(options: &[&str]) -> ExitCode {
    let contacts = corpus::corpus(COUNT, SEED);
    let invalid = match agree::all(&contacts) {
        Ok(invalid) => invalid,
        Err(disagreement) => {
            eprintln!("{disagreement}");
            return ExitCode::FAILURE;
        }
    };
    println!("{COUNT} contacts, {invalid} of them invalid: all agree");
    if options.contains(&"--check") {
        return finish(chart::check());
    }
    let data = cases::Data::of(&contacts);
    let wants = |option: &str| !options.contains(&option);
    let measured = goals::Measured {
        times: measure::all(&data),
        counts: wants("--no-instructions")
            .then(instructions::all)
            .unwrap_or_default(),
        compiler: compile::measure(wants("--no-instructions")),
        builds: wants("--no-builds").then(builds::measure).flatten(),
    };
    report::write(&contacts, &measured);
    finish(chart::write())
}
