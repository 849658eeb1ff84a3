//! The diagnostics of build scripts: WF0600 to WF0699.

use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of build scripts.
    enum CompilerDiagnostic;

    /// The compiler got no directory, no file and no provider. Call `.schema_dir("schemas")`,
    /// `.schema("schemas/one.yaml")` or `.provider("…")` before `.compile()`.
    Error WF0600 "nothing to compile" {
        NothingToCompile
            "there is nothing to compile"
            help "call `.schema_dir(…)`, `.schema(…)` or `.provider(…)`";
    }

    /// `.provider(…)` takes the name of a schema that ships with wireform, which is the name of its file without `.yaml`.
    /// For a schema of your own, call `.schema(…)` with its path.
    Error WF0601 "unknown provider" {
        UnknownProvider { name: String, similar: Option<&'static str>, known: String }
            "wireform has no schema of the provider `{name}`"
            help if let Some(similar) = similar => "did you mean `{similar}`?"
            help if let None = similar => "the providers are {known}";
    }

    /// The directory of the schemas does not exist, or the operating system does not allow to read it. Paths are relative
    /// to the package.
    Error WF0602 "unreadable directory" {
        UnreadableDirectory { path: String, reason: String, near: Option<Quoted> }
            "cannot read the directory {path}: {reason}"
            help if let Some(near) = near => "did you mean {near}?"
            help "check the path, which is relative to the package, and the permissions";
    }

    /// The directory contains no `.yaml` or `.yml` file, so the compiler generates no code for it.
    Warning WF0603 "directory without schemas" {
        EmptyDirectory
            "this directory contains no schema"
            help "the name of a schema ends in `.yaml` or `.yml`";
    }

    /// Cargo passes the output directory to build scripts in the variable `OUT_DIR`. Outside of a build script, call
    /// `.out_dir(…)`.
    Error WF0604 "no output directory" {
        NoOutputDirectory
            "the output directory is unknown, because `OUT_DIR` is not set"
            help "call the compiler in a build script, or call `.out_dir(…)`";
    }

    /// The operating system does not allow to write the generated file. An existing file is unchanged.
    Error WF0605 "unwritable output" {
        UnwritableOutput { path: String, reason: String }
            "cannot write {path}: {reason}"
            help "check the permissions of the output directory";
    }
}
