//! The programs that run beside the checks, each of which ends with its value.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The paths of the programs.
pub(crate) struct Programs {
    pub(crate) wireform: PathBuf,
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
}

/// A program that is ended when its value is dropped.
pub(crate) struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    /// Starts a program, and returns the first line of its output that contains a text.
    pub(crate) fn start(command: &mut Command, text: &str) -> Result<(Running, String)> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = child.stdout.take();
        let running = Running(child);
        let mut lines = BufReader::new(output.ok_or("no output")?).lines();
        while let Some(line) = lines.next() {
            let line = line?;
            if line.contains(text) {
                // The program can go on writing.
                std::thread::spawn(move || lines.for_each(drop));
                return Ok((running, line));
            }
        }
        Err(format!("{:?} ends without {text:?}", command.get_program()).into())
    }
}

/// `wireform docs --serve`.
pub(crate) struct Served {
    /// The address of the page.
    pub(crate) url: String,
    _running: Running,
}

impl Served {
    /// Starts the command with all schemas that ship with wireform.
    pub(crate) fn start(programs: &Programs) -> Result<Served> {
        let mut command = Command::new(&programs.wireform);
        let (running, line) = Running::start(command.args(["docs", "--serve"]), "http://")?;
        let url = line.split(' ').next_back().ok_or("no address")?;
        Ok(Served {
            url: url.to_owned(),
            _running: running,
        })
    }
}

/// The site that `wireform docs --out` writes. The folder is removed in the end.
pub(crate) struct Site(PathBuf);

impl Programs {
    /// Writes the site.
    pub(crate) fn write_site(&self) -> Result<Site> {
        let folder = std::env::temp_dir().join(format!("wireform-browser-{}", std::process::id()));
        let site = Site(folder);
        let mut command = Command::new(&self.wireform);
        let output = command.args(["docs", "--out"]).arg(&site.0).output()?;
        match output.status.success() {
            true => Ok(site),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned().into()),
        }
    }
}

impl Site {
    /// Returns the address of the site.
    pub(crate) fn url(&self) -> String {
        format!("file://{}/", self.0.display())
    }

    fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.folder());
    }
}
