//! Builds crates of users from our packages, outside the workspace, and prints its progress.
//!
//! It does not use libtest, which would hide the progress of steps that take a minute. Arguments are names (or parts of
//! names) of the steps to run. Options for libtest are ignored. The feature `long` runs every edition.

mod downstream {
    pub(crate) mod build_script;
    pub(crate) mod readme;
    pub(crate) mod refused;
}

use std::process::ExitCode;
use std::time::Instant;
use wireform_tests::downstream::{Case, Site, cases};

/// Runs the selected steps and counts them.
struct Runner {
    filters: Vec<String>,
    failed: Vec<String>,
    ran: usize,
}

impl Runner {
    fn wants(&self, name: &str) -> bool {
        self.filters.is_empty() || self.filters.iter().any(|filter| name.contains(filter))
    }

    fn step(&mut self, name: &str, body: impl FnOnce() -> Result<(), String>) {
        if !self.wants(name) {
            return;
        }
        println!("    {name} …");
        let began = Instant::now();
        let outcome = body();
        let seconds = began.elapsed().as_secs_f32();
        self.ran += 1;
        match outcome {
            Ok(()) => println!("    {name}: ok, {seconds:.1} s"),
            Err(report) => {
                println!("    {name}: FAILED, {seconds:.1} s\n{report}");
                self.failed.push(name.to_owned());
            }
        }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        println!("downstream: test");
        return ExitCode::SUCCESS;
    }
    let mut runner = Runner {
        filters: filters(&arguments),
        failed: Vec::new(),
        ran: 0,
    };
    println!(
        "\ncrates of users, built from our packages (the first one compiles the dependencies, a minute or two)"
    );
    let root = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream");
    let site = match Site::new(&root) {
        Ok(site) => site,
        Err(report) => {
            println!("{report}");
            return ExitCode::FAILURE;
        }
    };
    match cases() {
        Ok(cases) => {
            for case in &cases {
                build(&mut runner, &site, case);
            }
        }
        Err(report) => {
            println!("{report}");
            return ExitCode::FAILURE;
        }
    }
    runner.step("readme: its example", || downstream::readme::check(&site));
    runner.step("refused: what must not compile", || {
        downstream::refused::check(&site)
    });
    runner.step("build script: rebuilds", || {
        downstream::build_script::rebuilds(&site)
    });
    runner.step("build script: diagnostics", || {
        downstream::build_script::diagnostics(&site)
    });
    println!("{} steps, {} failed", runner.ran, runner.failed.len());
    for name in &runner.failed {
        println!("    failed: {name}");
    }
    if runner.failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Returns the arguments that are names of steps.
fn filters(arguments: &[String]) -> Vec<String> {
    let mut filters = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--test-threads" | "--skip" | "--format" | "--color" | "--logfile" => {
                arguments.next();
            }
            option if option.starts_with('-') => {}
            name => filters.push(name.to_owned()),
        }
    }
    filters
}

/// Runs the editions and steps of one case.
fn build(runner: &mut Runner, site: &Site, case: &Case) {
    let is_long = cfg!(feature = "long");
    let editions = if is_long { &case.long } else { &case.short };
    let more: &[String] = if is_long { &case.long_steps } else { &[] };
    for edition in editions {
        let name = format!("{}-{edition}", case.name);
        let manifest = case
            .manifest
            .replace("$name", &name)
            .replace("$edition", edition);
        for step in case.steps.iter().chain(more) {
            runner.step(&format!("{} {edition}: {step}", case.name), || {
                let folder = site.lay_out(&name, &manifest, &case.files)?;
                perform(site, case, &folder, step)
            });
        }
    }
}

/// Runs the crate's tests, which must fail and say each line of `fails.txt`.
fn fails(site: &Site, case: &Case, folder: &std::path::Path) -> Result<(), String> {
    let output = site
        .cargo(folder, &["test"])
        .output()
        .map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout);
    if output.status.success() {
        return Err(format!("the tests pass:\n{said}"));
    }
    let expected = case.files.iter().find(|(path, _)| path == "fails.txt");
    let (_, expected) = expected.ok_or_else(|| format!("{} has no fails.txt", case.name))?;
    match expected.lines().find(|line| !said.contains(line)) {
        Some(line) => {
            let errors = String::from_utf8_lossy(&output.stderr);
            Err(format!("`{line}` is not in the output:\n{said}{errors}"))
        }
        None => Ok(()),
    }
}

fn perform(site: &Site, case: &Case, folder: &std::path::Path, step: &str) -> Result<(), String> {
    match step {
        "clippy" => site
            .run(folder, &["clippy", "--all-targets", "--", "-D", "warnings"])
            .map(drop),
        "test" => site.run(folder, &["test"]).map(drop),
        "doc" => {
            let mut command = site.cargo(folder, &["doc", "--no-deps"]);
            command.env("RUSTDOCFLAGS", "-D warnings");
            wireform_tests::downstream::succeed(command).map(drop)
        }
        "test-fails" => fails(site, case, folder),
        "run" => {
            let output = site.run(folder, &["run", "--quiet"])?;
            let printed = String::from_utf8_lossy(&output.stdout);
            match case.files.iter().find(|(path, _)| path == "stdout.txt") {
                Some((_, expected)) if *expected != printed => Err(format!(
                    "printed:\n{printed}\ninstead of stdout.txt:\n{expected}"
                )),
                _ => Ok(()),
            }
        }
        other => Err(format!("no such step: {other}")),
    }
}
