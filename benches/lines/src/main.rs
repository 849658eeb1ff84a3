//! Measures `wireform validate` on JSON Lines beside ajv: `cargo run --release --manifest-path benches/lines/Cargo.toml`.
//!
//! Input: the corpus of the other benchmarks as JSON Lines, the schema of the contact, and its JSON Schema. Output: bytes a second of
//! both commands, in `docs/benchmarks.md`. The commands take turns, and must find the same number of invalid records. It needs the
//! command `wireform` in a release build, Node.js and npm.

#[path = "../../src/clock.rs"]
#[allow(dead_code, reason = "only the random numbers are used")]
mod clock;
#[path = "../../src/corpus.rs"]
mod corpus;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use corpus::Contact;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How many times each command runs. The result is the median.
const ROUNDS: usize = 7;

/// The number of records of the corpus, and how often it is repeated in the file.
const RECORDS: usize = 10_000;
const TIMES: usize = 40;

/// The seed of the corpus, which is that of the other benchmarks.
const SEED: u64 = 2026;

const BEGIN: &str = "<!-- lines: written by benches/lines, do not edit -->";
const END: &str = "<!-- end of lines -->";

/// What one run took.
#[derive(Clone, Copy)]
struct Run {
    seconds: f64,
    cpu: f64,
}

fn main() -> Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../..").canonicalize()?;
    let folder = here.join("target/records");
    fs::create_dir_all(&folder)?;
    let records = folder.join("records.jsonl");
    let text = lines(&corpus::corpus(RECORDS, SEED)).repeat(TIMES);
    fs::write(&records, &text)?;
    let wireform = match std::env::var_os("WIREFORM") {
        Some(path) => PathBuf::from(path),
        None => build(&root)?,
    };
    install(here, &folder)?;
    let schemas = root.join("benches/schemas");
    let ours = || {
        let mut command = Command::new(&wireform);
        command.arg("validate").arg(schemas.join("contact.yaml"));
        command.args(["as_json", "--input"]).arg(&records);
        command
    };
    let theirs = || {
        let mut command = Command::new("node");
        command.arg(folder.join("validate.mjs"));
        command.arg(schemas.join("contact.json")).arg(&records);
        command
    };
    let (mut our_runs, mut their_runs) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (ours, found) = run(ours())?;
        let (theirs, other) = run(theirs())?;
        let (found, other) = (our_numbers(&found)?, their_numbers(&other)?);
        if found != other {
            return Err(format!("wireform finds {found:?}, and ajv {other:?}").into());
        }
        our_runs.push(ours);
        their_runs.push(theirs);
        eprintln!("round {} of {ROUNDS}", round + 1);
    }
    let table = table(text.len(), &our_runs, &their_runs);
    print!("{table}");
    write_into(&root.join("docs/benchmarks.md"), &table)
}

/// Builds the command. Returns its path.
fn build(root: &Path) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--release", "--package", "wireform-cli"]);
    if !command.current_dir(root).status()?.success() {
        return Err("the command cannot be built".into());
    }
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join("release/wireform"))
}

/// Installs ajv beside the program that calls it.
fn install(here: &Path, folder: &Path) -> Result<()> {
    for file in ["package.json", "validate.mjs"] {
        fs::copy(here.join(file), folder.join(file))?;
    }
    if folder.join("node_modules/ajv").is_dir() {
        return Ok(());
    }
    let installed = Command::new("npm")
        .args(["install", "--silent", "--no-audit", "--no-fund"])
        .current_dir(folder)
        .status()?;
    match installed.success() {
        true => Ok(()),
        false => Err("npm cannot install ajv".into()),
    }
}

/// Runs a command. Returns its time, the CPU time of its threads, and what it prints.
fn run(mut command: Command) -> Result<(Run, String)> {
    let (before, start) = (children()?, Instant::now());
    let output = command.output()?;
    let seconds = start.elapsed().as_secs_f64();
    let cpu = (children()? - before) as f64 / 100.0;
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed).into_owned();
    Ok((Run { seconds, cpu }, printed))
}

/// Returns the CPU time of all ended child processes in hundredths of a second.
fn children() -> Result<u64> {
    let stat = fs::read_to_string("/proc/self/stat")
        .map_err(|error| format!("CPU time is read from /proc, which is not here: {error}"))?;
    // The name of the process is in parentheses and can contain any character.
    let (_, fields) = stat.rsplit_once(')').ok_or("a process has a name")?;
    let times = fields.split_whitespace().skip(13).take(2).map(str::parse);
    let times: Vec<u64> = times.collect::<std::result::Result<_, _>>()?;
    Ok(times.iter().sum())
}

/// Reads `note: N records, M invalid`.
fn our_numbers(printed: &str) -> Result<(u64, u64)> {
    let line = printed.lines().last().unwrap_or_default();
    let (records, invalid) = line.split_once(" records, ").ok_or(line)?;
    let records = records.rsplit(' ').next().unwrap_or_default();
    let invalid = invalid.split(' ').next().unwrap_or_default();
    Ok((records.parse()?, invalid.parse()?))
}

fn their_numbers(printed: &str) -> Result<(u64, u64)> {
    let (records, invalid) = printed.trim().split_once(' ').ok_or(printed)?;
    Ok((records.parse()?, invalid.parse()?))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn table(bytes: usize, ours: &[Run], theirs: &[Run]) -> String {
    let mut out = String::from(
        "| | MB/s | MB a second of CPU | time beside wireform's | CPU beside wireform's |\n|---|---|---|---|---|\n",
    );
    let megabytes = bytes as f64 / 1e6;
    for (name, runs) in [("`wireform validate`", ours), ("ajv, all errors", theirs)] {
        let pairs = || runs.iter().zip(ours);
        let _ = writeln!(
            out,
            "| {name} | {:.0} | {:.0} | {:.1}x | {:.1}x |",
            median(runs.iter().map(|run| megabytes / run.seconds)),
            median(runs.iter().map(|run| megabytes / run.cpu)),
            median(pairs().map(|(run, ours)| run.seconds / ours.seconds)),
            median(pairs().map(|(run, ours)| run.cpu / ours.cpu)),
        );
    }
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "{cores} virtual cores, {megabytes:.0} MB of records, one in ten of which is invalid.\n\n{out}"
    )
}

/// Returns contacts as lines of JSON, with the logical names.
fn lines(contacts: &[Contact]) -> String {
    let mut out = String::new();
    for contact in contacts {
        let mut members = vec![
            format!("\"customer\":{}", quoted(&contact.customer)),
            format!("\"handle\":{}", quoted(&contact.handle)),
        ];
        let mut text = |name: &str, value: &Option<String>| {
            members.extend(value.iter().map(|it| format!("\"{name}\":{}", quoted(it))));
        };
        text("brand", &contact.brand);
        text("organization", &contact.organization);
        text("name", &contact.name);
        text("postal_code", &contact.postal_code);
        text("city", &contact.city);
        text("state", &contact.state);
        text("country", &contact.country);
        text("email", &contact.email);
        text("voice", &contact.voice);
        text("fax", &contact.fax);
        if let Some(lines) = &contact.address_line {
            let lines: Vec<_> = lines.iter().map(|line| quoted(line)).collect();
            members.push(format!("\"address_line\":[{}]", lines.join(",")));
        }
        let _ = writeln!(out, "{{{}}}", members.join(","));
    }
    out
}

/// Returns a text as a string of JSON. The corpus has no control characters.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Writes the table between its markers.
fn write_into(page: &Path, table: &str) -> Result<()> {
    let text = fs::read_to_string(page)?;
    let (before, rest) = text
        .split_once(BEGIN)
        .ok_or("the page has no place for it")?;
    let (_, after) = rest.split_once(END).ok_or("the place has no end")?;
    fs::write(page, format!("{before}{BEGIN}\n\n{table}\n{END}{after}"))?;
    Ok(())
}
