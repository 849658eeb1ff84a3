//! Checks what `tests/browser/run` does where programs are missing. The programs are stubs, so that nothing is installed.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder that is the only one in which the script finds programs.
struct Programs(PathBuf);

impl Programs {
    /// Makes a folder with the programs that every system has. `user` is the number that `id -u` prints.
    fn of(name: &str, user: &str) -> Programs {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("target/debug")).expect("the folder");
        let programs = Programs(folder);
        let path = std::env::var_os("PATH").expect("a path");
        for name in ["bash", "dirname", "timeout"] {
            let mut folders = std::env::split_paths(&path);
            let found = folders.find_map(|it| Some(it.join(name)).filter(|it| it.is_file()));
            symlink(found.expect(name), programs.0.join(name)).expect("the link");
        }
        programs.write("id", &format!("echo {user}"));
        programs
    }

    /// Writes a program: a script of a shell.
    fn write(&self, name: &str, script: &str) {
        let path = self.0.join(name);
        let shell = self.0.join("bash");
        fs::write(&path, format!("#!{}\n{script}\n", shell.display())).expect("the program");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("its mode");
    }

    /// Runs the script, and returns its status and what it prints.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("run");
        let output = Command::new(self.0.join("bash"))
            .arg(script)
            .args(arguments)
            .env("PATH", &self.0)
            .env("CARGO_TARGET_DIR", self.0.join("target"))
            .output()
            .expect("the script runs");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), printed)
    }
}

const SKIPPED: &str =
    "    SKIPPED, no page was opened: chromium and chromedriver are not installed\n";

const INSTALLING: &str = "    installing chromium and chromium-driver\n";

#[test]
fn without_a_browser_and_without_root_nothing_is_installed() {
    let programs = Programs::of("no_root", "1000");
    programs.write("apt-get", "echo called >&2; exit 1");
    assert_eq!(programs.run(&[]), (Some(0), SKIPPED.to_owned()));
    // One of the two programs is not enough.
    programs.write("chromium", "exit 1");
    assert_eq!(programs.run(&[]), (Some(0), SKIPPED.to_owned()));
}

#[test]
fn root_without_apt_get_skips_the_checks() {
    let programs = Programs::of("no_apt", "0");
    assert_eq!(programs.run(&[]), (Some(0), SKIPPED.to_owned()));
}

#[test]
fn an_installation_that_fails_skips_the_checks() {
    let programs = Programs::of("apt_fails", "0");
    programs.write("apt-get", "echo no network; exit 100");
    let expected = format!("{INSTALLING}{SKIPPED}");
    assert_eq!(programs.run(&[]), (Some(0), expected));
}

#[test]
fn root_installs_the_browser_and_runs_the_checks() {
    let programs = Programs::of("apt_works", "0");
    let folder = programs.0.display().to_string();
    let install = "case \"$*\" in *install*chromium*chromium-driver) for it in chromium chromedriver; do \
                   printf '#!%s/bash\\n' FOLDER > FOLDER/$it; CHMOD 755 FOLDER/$it; done ;; esac";
    let path = std::env::var_os("PATH").expect("a path");
    let chmod = std::env::split_paths(&path)
        .find_map(|it| Some(it.join("chmod")).filter(|it| it.is_file()));
    let chmod = chmod.expect("chmod").display().to_string();
    programs.write(
        "apt-get",
        &install.replace("FOLDER", &folder).replace("CHMOD", &chmod),
    );
    programs.write("cargo", "exit 0");
    programs.write("target/debug/wireform-browser", "echo \"$@\"; exit 3");
    let (status, printed) = programs.run(&["--shots", "x"]);
    let expected = format!(
        "{INSTALLING}{folder}/target/debug/wireform {folder}/chromium {folder}/chromedriver --shots x\n"
    );
    assert_eq!((status, printed), (Some(3), expected));
}

#[test]
fn a_build_that_fails_fails_the_run() {
    let programs = Programs::of("no_build", "1000");
    programs.write("chromium", "exit 0");
    programs.write("chromedriver", "exit 0");
    programs.write("cargo", "exit 101");
    assert_eq!(programs.run(&[]), (Some(1), String::new()));
}
