//! Compiles schemas for a build script, and writes one file of Rust.
//!
//! Input: directories, files and names of providers that are part of wireform. Output: `wireform.rs` in the output
//! directory, and the paths that Cargo has to watch. The file is written only if its content changes, and never in part.
//! After an error nothing is written.

mod diagnostics;
mod failure;
mod find;
mod write;

use std::path::{Path, PathBuf};

use crate::emit;
use crate::plan::Plan;
use crate::source::{Diagnostics, Renderer, Sources};
pub(crate) use diagnostics::CompilerDiagnostic;
pub use failure::Failure;
use find::Input;

/// The name of the generated file.
pub const FILE_NAME: &str = "wireform.rs";

/// Compiles schemas to Rust.
///
/// ```no_run
/// // build.rs
/// wireform_codegen::Compiler::new()
///     .schema_dir("schemas")
///     .compile_or_exit();
/// ```
#[derive(Debug, Clone, Default)]
pub struct Compiler {
    inputs: Vec<Input>,
    options: emit::Options,
    /// Whether examples become tests. By default, those of the user's own schemas do.
    tests: Option<bool>,
    out_dir: Option<PathBuf>,
}

/// The result of a successful compilation.
#[derive(Debug, Clone)]
pub struct Report {
    /// The file with the generated code.
    pub file: PathBuf,
    /// Whether its content changed.
    pub changed: bool,
    /// The modules in the file, in order.
    pub modules: Vec<String>,
    /// The paths to watch for changes. All of them exist.
    pub watched: Vec<PathBuf>,
    /// The warnings as text. Empty if there are none.
    pub warnings: String,
}

impl Compiler {
    /// Creates a compiler without schemas.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds all `.yaml` and `.yml` files in a directory and its subdirectories. The path is relative to the package.
    #[must_use]
    pub fn schema_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.inputs.push(Input::Directory(directory.into()));
        self
    }

    /// Adds one file. The path is relative to the package.
    #[must_use]
    pub fn schema(mut self, file: impl Into<PathBuf>) -> Self {
        self.inputs.push(Input::File(file.into()));
        self
    }

    /// Adds the schema of a provider that is part of wireform, by the name of its file without `.yaml`.
    #[must_use]
    pub fn provider(mut self, name: impl Into<String>) -> Self {
        self.inputs.push(Input::Provider(name.into()));
        self
    }

    /// Sets whether requests implement `Deserialize`, which needs the feature `serde` of the runtime.
    #[must_use]
    pub fn serde(mut self, serde: bool) -> Self {
        self.options.serde = serde;
        self
    }

    /// Sets whether `cargo test` runs the examples of the schemas.
    ///
    /// Without this call, the examples in directories and files are tests. Those of providers that are part of wireform are
    /// not, because wireform's own tests run them. `true` makes tests of all examples, `false` of none.
    ///
    /// The tests are behind `#[cfg(test)]`, so `cargo build` does not compile them. They need only the runtime. If several
    /// targets include the generated code, pass `false` for all but one of them.
    #[must_use]
    pub fn tests(mut self, tests: bool) -> Self {
        self.tests = Some(tests);
        self
    }

    /// Sets the output directory. The default is `OUT_DIR`, which Cargo sets for build scripts.
    #[must_use]
    pub fn out_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(directory.into());
        self
    }

    /// Compiles the schemas and writes the file.
    ///
    /// # Errors
    ///
    /// Returns all errors in the schemas, or the reason why the file cannot be written. The file is unchanged then.
    pub fn compile(&self) -> Result<Report, Failure> {
        let (mut plans, mut failure) = self.plan();
        let directory = self
            .out_dir
            .clone()
            .or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let Some(directory) = directory else {
            failure.report(&CompilerDiagnostic::NoOutputDirectory);
            return Err(failure);
        };
        if failure.diagnostics.has_errors() {
            return Err(failure);
        }
        if self.tests.is_none() {
            for plan in plans.iter_mut().filter(|plan| self.is_of_provider(plan)) {
                plan.forget_examples();
            }
        }
        let options = emit::Options {
            tests: self.tests.unwrap_or(true),
            ..self.options.clone()
        };
        let text = emit::generate(&plans, &options);
        let file = directory.join(FILE_NAME);
        match write::if_changed(&file, &text) {
            Ok(changed) => Ok(Report {
                file,
                changed,
                modules: plans.iter().map(|plan| plan.module.clone()).collect(),
                watched: failure.watched,
                warnings: Renderer::plain().render_all(&failure.diagnostics, &failure.sources),
            }),
            Err(error) => {
                failure.report(&CompilerDiagnostic::UnwritableOutput {
                    path: file.display().to_string(),
                    reason: error.to_string(),
                });
                Err(failure)
            }
        }
    }

    /// Compiles in a build script: prints the paths to watch and the diagnostics as instructions for Cargo.
    ///
    /// After an error the process ends with status 0. Cargo fails the build because of the printed errors, and shows nothing
    /// else.
    pub fn compile_or_exit(&self) {
        match self.compile() {
            Ok(report) => {
                print_watched(&report.watched);
                print_lines("warning", &report.warnings);
            }
            Err(failure) => {
                print_watched(&failure.watched);
                print_lines("error", &failure.to_string());
                std::process::exit(0);
            }
        }
    }

    /// Returns whether a plan comes from a call of `provider`.
    fn is_of_provider(&self, plan: &Plan) -> bool {
        self.inputs
            .iter()
            .any(|input| matches!(input, Input::Provider(name) if *name == plan.schema))
    }

    /// Plans all schemas. The failure contains the diagnostics so far, which need not be errors.
    fn plan(&self) -> (Vec<Plan>, Failure) {
        let mut failure = Failure {
            diagnostics: Diagnostics::default(),
            sources: Sources::new(),
            watched: Vec::new(),
        };
        if self.inputs.is_empty() {
            failure.report(&CompilerDiagnostic::NothingToCompile);
        }
        let files = find::read_inputs(&self.inputs, &mut failure);
        let (plans, found) = crate::plan_files(&failure.sources, &files);
        failure.diagnostics.extend(found);
        (plans, failure)
    }
}

/// Prints the paths that Cargo has to watch.
fn print_watched(paths: &[PathBuf]) {
    for path in paths {
        println!("cargo::rerun-if-changed={}", Path::display(path));
    }
}

/// Prints a text as instructions for Cargo, which take one line each. Skips empty lines.
fn print_lines(kind: &str, text: &str) {
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        println!("cargo::{kind}={line}");
    }
}
