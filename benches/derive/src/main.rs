//! Measures the build time of a derive: `cargo run --manifest-path benches/derive/Cargo.toml`.
//!
//! Input: one crate with several variants of its source: plain structs, the same structs with a derive of wireform, garde,
//! validator or serde, and schemas in `include_schema!`. Output: the CPU time of cargo and rustc per item, minus that of
//! the plain structs, in `docs/benchmarks.md`. The dependencies of the crate are built before anything is measured.

mod sources;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sources::{MANIFEST, Variant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How many times each variant is built. The result is the median.
const ROUNDS: usize = 5;

const BEGIN: &str = "<!-- derive cost: written by benches/derive, do not edit -->";
const END: &str = "<!-- end of derive cost -->";

fn main() -> Result<()> {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("the folder benches/")?
        .to_owned();
    let root = benches.parent().ok_or("the repository")?.to_owned();
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/site");
    lay_out(&site, &root, &benches)?;
    let variants = sources::variants();
    let mut times: Vec<[Vec<u64>; 2]> = variants.iter().map(|_| Default::default()).collect();
    for round in 0..=ROUNDS {
        for (variant, times) in variants.iter().zip(&mut times) {
            for (what, times) in ["check", "build"].into_iter().zip(times) {
                fs::write(
                    site.join("src/lib.rs"),
                    format!("{}// {round}\n", variant.source),
                )?;
                let took = cpu(&site, what)?;
                // The first round builds the dependencies too.
                if round > 0 {
                    times.push(took);
                }
            }
        }
        eprintln!("round {round} of {ROUNDS}");
    }
    let medians: Vec<[u64; 2]> = times
        .into_iter()
        .map(|[check, build]| [median(check), median(build)])
        .collect();
    let table = table(&variants, &medians);
    print!("{table}");
    write_into(&root.join("docs/benchmarks.md"), &table)
}

/// The crate, with pinned versions of the peers.
fn lay_out(site: &Path, root: &Path, benches: &Path) -> Result<()> {
    fs::create_dir_all(site.join("src"))?;
    let runtime = root.display().to_string().replace('\\', "/");
    fs::write(
        site.join("Cargo.toml"),
        MANIFEST.replace("{runtime}", &runtime),
    )?;
    fs::copy(benches.join("Cargo.lock"), site.join("Cargo.lock"))?;
    let schemas = site.join("schemas");
    fs::create_dir_all(&schemas)?;
    for name in sources::SCHEMAS {
        let file = format!("{name}.yaml");
        fs::copy(root.join("schemas").join(&file), schemas.join(&file))?;
    }
    Ok(())
}

/// Runs a command. Returns the CPU time of all its processes in milliseconds.
fn cpu(site: &Path, what: &str) -> Result<u64> {
    let before = children()?;
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(site)
        .args([what, "--quiet", "--offline"])
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", PathBuf::from("target"))
        .env_remove("RUSTFLAGS")
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(children()? - before)
}

/// Returns the CPU time of all ended child processes in milliseconds.
fn children() -> Result<u64> {
    let stat = fs::read_to_string("/proc/self/stat")
        .map_err(|error| format!("CPU time is read from /proc, which is not here: {error}"))?;
    // The name of the process is in parentheses and can contain any character.
    let (_, fields) = stat.rsplit_once(')').ok_or("a process has a name")?;
    let fields: Vec<u64> = fields
        .split_whitespace()
        .skip(13)
        .take(2)
        .map(str::parse)
        .collect::<std::result::Result<_, _>>()?;
    // Linux counts in hundredths of a second.
    Ok(fields.iter().sum::<u64>() * 10)
}

fn median(mut times: Vec<u64>) -> u64 {
    times.sort_unstable();
    times[times.len() / 2]
}

fn table(variants: &[Variant], medians: &[[u64; 2]]) -> String {
    let mut out = String::from(
        "| | items | `cargo check`, ms an item | `cargo build`, ms an item |\n|---|---|---|---|\n",
    );
    for (variant, times) in variants.iter().zip(medians) {
        // The first variant has no derive.
        let each = |which: usize| {
            let more = times[which].saturating_sub(medians[0][which]);
            format!("{:.0}", more as f64 / variant.items as f64)
        };
        if variant.items == 0 {
            let _ = writeln!(
                out,
                "| {} | | {} in all | {} in all |",
                variant.name, times[0], times[1]
            );
        } else {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} |",
                variant.name,
                variant.items,
                each(0),
                each(1)
            );
        }
    }
    out
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
