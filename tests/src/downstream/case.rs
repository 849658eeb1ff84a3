//! The cases of `tests/downstream/`, one folder each.
//!
//! Input: a folder with `Cargo.toml.in`, whose leading comments state how it is built, and the crate's other files.
//! Output: a [`Case`]. A new case needs no code. `# schemas: hostile` adds the schemas with hostile names.

use super::sync::read_tree;
use super::workspace;
use crate::hostile;
use std::fs;

/// A crate as a user would write it.
#[derive(Debug, Clone)]
pub struct Case {
    /// Name of its folder.
    pub name: String,
    /// Its manifest, with `$edition` in it.
    pub manifest: String,
    /// Its other files.
    pub files: Vec<(String, String)>,
    /// Editions in which the README's command builds it.
    pub short: Vec<String>,
    /// Editions in which the whole matrix builds it.
    pub long: Vec<String>,
    /// The steps: `clippy`, `test`, `test-fails`, `doc`, `run`.
    pub steps: Vec<String>,
    /// Further steps of the whole matrix.
    pub long_steps: Vec<String>,
}

/// Returns every case, sorted by name.
///
/// # Errors
/// Returns an error if a folder cannot be read or does not state how it is built.
pub fn cases() -> Result<Vec<Case>, String> {
    let root = workspace().join("tests").join("downstream");
    let failed = |error| format!("{}: {error}", root.display());
    let mut cases = Vec::new();
    for entry in fs::read_dir(&root).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.path().is_dir() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let mut files = read_tree(&entry.path())?;
            let at = files
                .iter()
                .position(|(path, _)| path == "Cargo.toml.in")
                .ok_or_else(|| format!("{name} has no Cargo.toml.in"))?;
            let (_, manifest) = files.remove(at);
            let said = |key: &str| -> Result<Vec<String>, String> {
                let prefix = format!("# {key}:");
                manifest
                    .lines()
                    .find_map(|line| line.strip_prefix(&prefix))
                    .map(|rest| rest.split_whitespace().map(str::to_owned).collect())
                    .ok_or_else(|| format!("{name}/Cargo.toml.in has no line `{prefix}`"))
            };
            if said("schemas").is_ok_and(|schemas| schemas == ["hostile"]) {
                for (stem, text) in hostile::schemas() {
                    files.push((format!("schemas/{stem}.yaml"), text));
                }
            }
            cases.push(Case {
                short: said("short")?,
                long: said("long")?,
                steps: said("steps")?,
                long_steps: said("long-steps").unwrap_or_default(),
                name,
                manifest,
                files,
            });
        }
    }
    cases.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(cases)
}
