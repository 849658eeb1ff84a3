//! Plays one round of upkeep for a registrar that does not exist.
//!
//! Input: the schema, its lock and the new page in `upkeep/`, and the command `wireform`. The round works on copies in a
//! temporary directory. Output: the text for the pull request, and the lines of the schema that the round changed.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Runs the round, and prints its result.
pub(crate) fn run() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("wireform-upkeep-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let outcome = play(&folder);
    fs::remove_dir_all(&folder)?;
    outcome
}

fn play(folder: &Path) -> Result<()> {
    let given = Path::new(env!("CARGO_MANIFEST_DIR")).join("upkeep");
    for name in ["pine.yaml", "pine.lock", "after.md"] {
        fs::copy(given.join(name), folder.join(name))?;
    }
    fs::write(
        folder.join("CHANGELOG.md"),
        "# Changelog\n\n## 1.4.0\n\n- The first release.\n",
    )?;
    // The generated code that the crate has before the page changes.
    let generated = wireform(folder, "generate pine.yaml --out providers")?;
    if !generated.status.success() {
        return Err(failure(&generated));
    }
    let round = wireform(
        folder,
        "regenerate pine.yaml --page after.md --apply --out providers --changelog CHANGELOG.md --current-version 1.4.0",
    )?;
    // Status 1 means that the page changed.
    if round.status.code() != Some(1) {
        return Err(failure(&round));
    }
    print!("{}", String::from_utf8(round.stdout)?);

    println!("\n### New lines of `pine.yaml`\n");
    let before = fs::read_to_string(given.join("pine.yaml"))?;
    let after = fs::read_to_string(folder.join("pine.yaml"))?;
    for (number, line) in (1..).zip(after.lines()) {
        if !before.lines().any(|old| old == line) {
            println!("{number:4} | {line}");
        }
    }
    Ok(())
}

/// Returns the command `wireform`, which cargo builds first.
pub(crate) fn command() -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let mut command = Command::new(cargo);
    command
        .args(["run", "--quiet", "--package", "wireform-cli"])
        .arg("--manifest-path")
        .arg(workspace)
        .arg("--");
    command
}

/// Runs the command in a folder.
fn wireform(folder: &Path, arguments: &str) -> Result<Output> {
    let output = command()
        .args(arguments.split(' '))
        .current_dir(folder)
        .output()?;
    Ok(output)
}

fn failure(output: &Output) -> Box<dyn Error + Send + Sync> {
    String::from_utf8_lossy(&output.stderr).trim_end().into()
}
