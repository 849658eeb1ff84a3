//! Measures wireform against its peers: one process, one corpus, everything interleaved.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml` checks that all agree on every contact, measures, and
//! writes `docs/benchmarks.md`. With `case NAME ROUNDS` it runs one case and nothing else, which is what callgrind
//! counts. `compile PROVIDERS` measures the compiler alone; `sixteen` prints the code whose size is
//! a goal.

mod agree;
mod cases;
mod clock;
mod compile;
mod corpus;
mod instructions;
mod measure;
mod ours;
mod peers;
mod report;

use std::process::ExitCode;

/// How many contacts there are, and the seed that makes them.
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
        ["compile", copies] => {
            compile::measure(copies.parse().expect("a number of providers"));
            ExitCode::SUCCESS
        }
        ["sixteen"] => {
            println!("{}", compile::sixteen());
            ExitCode::SUCCESS
        }
        [] | ["--no-instructions"] => {
            let contacts = corpus::corpus(COUNT, SEED);
            if let Err(disagreement) = agree::all(&contacts) {
                eprintln!("{disagreement}");
                return ExitCode::FAILURE;
            }
            let data = cases::Data::of(&contacts);
            let times = measure::all(&data);
            let counts = arguments
                .is_empty()
                .then(instructions::all)
                .unwrap_or_default();
            report::write(&contacts, &times, &counts);
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!(
                "arguments: none, `--no-instructions`, `case NAME ROUNDS`, `compile PROVIDERS`, or `sixteen`"
            );
            ExitCode::FAILURE
        }
    }
}
