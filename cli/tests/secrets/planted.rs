//! The planted secrets, and runs of the command with them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::secrets;

/// The part of every secret that no escape changes.
pub(crate) const CORE: &str = "Zq7KxPlanted9";
/// A secret number that its field accepts.
pub(crate) const NUMBER: &str = "918273645";

/// A secret that needs escapes in every format.
pub(crate) fn secret() -> String {
    format!("{}{CORE}", secrets::TEXT)
}

/// The output of a run.
pub(crate) struct Printed {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A run of the command with secrets in its environment.
pub(crate) struct Run {
    args: Vec<String>,
    stdin: String,
    env: Vec<(&'static str, String)>,
}

impl Run {
    pub(crate) fn new(args: &[&str]) -> Self {
        Self {
            args: args.iter().map(|&arg| arg.to_owned()).collect(),
            stdin: String::new(),
            env: Vec::new(),
        }
    }

    pub(crate) fn and(mut self, more: &[&str]) -> Self {
        self.args.extend(more.iter().map(|&arg| arg.to_owned()));
        self
    }

    pub(crate) fn stdin(mut self, text: impl Into<String>) -> Self {
        self.stdin = text.into();
        self
    }

    pub(crate) fn env(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.env.push((name, value.into()));
        self
    }

    pub(crate) fn print(&self) -> Printed {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wireform"))
            .current_dir(folder())
            .args(&self.args)
            .env_clear()
            // The command does not print variables that it does not use.
            .env("WIREFORM_OTHER", secret())
            .env("RUST_LOG", secret())
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut stdin = child.stdin.take().expect("standard input is piped");
        let text = self.stdin.clone();
        let writer = std::thread::spawn(move || drop(stdin.write_all(text.as_bytes())));
        let output = child.wait_with_output().expect("the command ends");
        writer.join().expect("writing does not panic");
        Printed {
            status: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Checks the status, and that the output contains no secret.
    pub(crate) fn hides(&self, status: i32) {
        let printed = self.print();
        let shown = format!(
            "{}\n{}\n{}",
            self.args.join(" "),
            printed.stdout,
            printed.stderr
        );
        for (stream, text) in [("stdout", &printed.stdout), ("stderr", &printed.stderr)] {
            for form in forms() {
                assert!(!text.contains(&form), "{stream} shows {form}\n{shown}");
            }
        }
        assert_eq!(printed.status, Some(status), "{shown}");
        assert!(!(printed.stdout + &printed.stderr).is_empty(), "{shown}");
    }

    /// Checks that `--show-secrets` prints the secret in this form, so that masking is what hides it.
    pub(crate) fn shows(&self, form: &str) {
        let printed = self.print();
        assert!(
            printed.stdout.contains(form),
            "{}\n{}",
            printed.stdout,
            printed.stderr
        );
    }
}

/// Returns the directory of the schema.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/secrets")
}

/// Writes a file for a run to a temporary directory.
pub(crate) fn file(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("the file can be written");
    path.display().to_string()
}

/// Returns each text that would reveal a secret.
pub(crate) fn forms() -> Vec<String> {
    let mut forms = vec![
        CORE.to_owned(),
        NUMBER.to_owned(),
        base64(secret().as_bytes()),
    ];
    // Base64 of a text that contains the secret. The letters at its ends depend on the rest of the text.
    forms.extend((0..3).map(|shift| {
        let text = base64(&[&b"\0\0"[..shift], CORE.as_bytes()].concat());
        let inner = text.trim_end_matches('=');
        inner[4..inner.len() - 2].to_owned()
    }));
    forms
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at)) as usize & 63];
            text.push(if at > chunk.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}

pub(crate) fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Returns a record with a value in every secret field.
pub(crate) fn record() -> String {
    let s = json(&secret());
    format!(
        "{{\"token\":{s},\"trace\":{s},\"nonce\":{s},\"name\":\"Jane\",\"passport\":{s},\"password\":{s},\
         \"answers\":[{s},\"x\"],\"number\":{NUMBER}}}"
    )
}

/// Returns a record in which every secret is invalid: too short, too long, with an additional letter, or of a wrong type.
pub(crate) fn wrong_record() -> String {
    let s = json(&secret());
    let long = json(&secret().repeat(3));
    let with_tilde = json(&format!("{}~", secret()));
    format!(
        "{{\"token\":[{s}],\"trace\":{{\"a\":{s}}},\"nonce\":{NUMBER},\"name\":\"Jane\",\"passport\":{long},\
         \"password\":{with_tilde},\"answers\":{s},\"number\":{s}}}"
    )
}

pub(crate) fn encode(operation: &str) -> Run {
    let auth = [
        format!("login={}", secret()),
        format!("api_key={}", secret()),
    ];
    Run::new(&["encode", "schema.yaml", operation, "--context", "tlds=com"])
        .and(&["--auth", &auth[0], "--auth", &auth[1]])
}
