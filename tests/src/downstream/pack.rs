//! Our packages as crates.io would deliver them.
//!
//! Input: the workspace. Output: one unpacked folder per package. `cargo package` decides what is in them, so that a
//! file that is missing from a package is missing here too.

use super::{cargo, copy_tree, succeed, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The packages that a user's crate needs: the runtime, the client, the compiler, and the schemas.
const NAMES: [&str; 5] = [
    "wireform",
    "wireform-client",
    "wireform-codegen",
    "wireform-macros",
    "wireform-schemas",
];

/// Returns the unpacked packages.
#[derive(Debug, Clone)]
pub struct Packages {
    folders: Vec<(&'static str, PathBuf)>,
}

impl Packages {
    /// Packs and unpacks below `root`.
    ///
    /// # Errors
    /// Returns the output of `cargo package` or `tar` if it fails.
    pub fn pack(root: &Path) -> Result<Packages, String> {
        let packed = root.join("packed");
        // A package of an earlier run must not replace one that is no longer made.
        let _ = fs::remove_dir_all(packed.join("package"));
        let mut command = cargo();
        command.current_dir(workspace()).args([
            "package",
            "--no-verify",
            "--allow-dirty",
            "--offline",
            "--exclude-lockfile",
            "--quiet",
        ]);
        command.arg("--target-dir").arg(&packed);
        for name in NAMES {
            command.args(["-p", name]);
        }
        succeed(command)?;

        let mut folders = Vec::new();
        for name in NAMES {
            let archive = packed
                .join("package")
                .join(format!("{name}-{}.crate", env!("CARGO_PKG_VERSION")));
            let fresh = packed.join("fresh");
            let _ = fs::remove_dir_all(&fresh);
            fs::create_dir_all(&fresh).map_err(|error| format!("{}: {error}", fresh.display()))?;
            let mut tar = Command::new("tar");
            tar.arg("-xzf")
                .arg(&archive)
                .arg("-C")
                .arg(&fresh)
                .arg("--strip-components=1");
            succeed(tar)?;
            let folder = root.join("packages").join(name);
            copy_tree(&folder, &super::sync::read_tree(&fresh)?)?;
            folders.push((name, folder));
        }
        Ok(Packages { folders })
    }

    /// Returns the folder of one package.
    #[must_use]
    pub fn folder(&self, name: &str) -> Option<&Path> {
        self.folders
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, folder)| folder.as_path())
    }

    /// Returns the end of the manifest of a user's crate: a workspace of its own, and our packages in place of
    /// those of crates.io.
    #[must_use]
    pub fn manifest_tail(&self) -> String {
        let mut tail =
            String::from("[workspace]\n\n[profile.dev]\ndebug = false\n\n[patch.crates-io]\n");
        for (name, folder) in &self.folders {
            tail.push_str(&format!("{name} = {{ path = {:?} }}\n", folder));
        }
        tail
    }
}
