//! Builds crates like those of users, outside this workspace, from the packages that would be published.
//!
//! Input: the folders of `tests/downstream/` and the workspace. Output: the result of cargo for each crate. A crate has no path
//! into the workspace. It uses the unpacked output of `cargo package`, and dependencies that are already fetched.

mod case;
mod pack;
mod sync;

pub use case::{Case, cases};
pub use pack::Packages;
pub use sync::{copy_tree, write_if_changed};

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Returns the folder of the workspace.
#[must_use]
pub fn workspace() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_path_buf()
}

/// The folder in which all crates are written and built, so that they share the compiled dependencies.
#[derive(Debug, Clone)]
pub struct Site {
    root: PathBuf,
    packages: Packages,
}

impl Site {
    /// Creates a site under `root`, and packs and unpacks the packages of the workspace.
    ///
    /// # Errors
    /// Returns the output of `cargo package` if it fails.
    pub fn new(root: &Path) -> Result<Site, String> {
        // Users enable features that nothing in the workspace enables. The dependencies of these features are in the lock file.
        // They are fetched here, so that no later step needs the network.
        let mut fetch = cargo();
        fetch
            .current_dir(workspace())
            .args(["fetch", "--locked", "--quiet"]);
        succeed(fetch)?;
        Ok(Site {
            root: root.to_path_buf(),
            packages: Packages::pack(root)?,
        })
    }

    /// Returns the unpacked packages.
    #[must_use]
    pub fn packages(&self) -> &Packages {
        &self.packages
    }

    /// Returns the folder of the crate called `name`.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join("crates").join(name)
    }

    /// Writes a crate: its manifest with the paths of the packages, the lock file and the other files.
    ///
    /// A file whose content does not change is not written, so that cargo sees no change.
    ///
    /// # Errors
    /// Returns an error if a file cannot be written.
    pub fn lay_out(
        &self,
        name: &str,
        manifest: &str,
        files: &[(String, String)],
    ) -> Result<PathBuf, String> {
        let folder = self.folder(name);
        let manifest = format!("{manifest}\n{}", self.packages.manifest_tail());
        let mut wanted = vec![
            ("Cargo.toml".to_owned(), manifest),
            ("Cargo.lock".to_owned(), lock_file()?),
        ];
        wanted.extend(files.iter().cloned());
        copy_tree(&folder, &wanted)?;
        Ok(folder)
    }

    /// Returns a cargo command in `folder`. It runs offline, uses the shared target folder, and does not see the compiler flags
    /// of this test.
    #[must_use]
    pub fn cargo(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = cargo();
        command
            .current_dir(folder)
            .args(arguments)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", self.root.join("target"));
        for leaking in ["RUSTFLAGS", "RUSTDOCFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            command.env_remove(leaking);
        }
        command
    }

    /// Runs cargo and returns its output.
    ///
    /// # Errors
    /// Returns the command and its output if it fails.
    pub fn run(&self, folder: &Path, arguments: &[&str]) -> Result<Output, String> {
        succeed(self.cargo(folder, arguments))
    }
}

/// Returns the cargo that runs this test.
#[must_use]
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command that must succeed.
///
/// # Errors
/// Returns the command and its output if it fails.
pub fn succeed(mut command: Command) -> Result<Output, String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!(
        "{command:?} failed ({})\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    ))
}

/// Returns the text of the workspace's lock file. The versions in it are already fetched.
fn lock_file() -> Result<String, String> {
    let path = workspace().join("Cargo.lock");
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}
