//! Measures the time that cargo and rustc need for generated code, and the size of the result. The measured crates resemble those
//! of users and are built in a folder of their own.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::compile;

/// Times are CPU seconds of cargo and of all processes that it starts, unless a field says otherwise.
#[derive(Debug)]
pub(crate) struct Builds {
    /// The number of packages that wireform depends on with `default-features = false`.
    pub(crate) minimal_dependencies: usize,
    /// The number of packages that wireform depends on with its default features.
    pub(crate) default_dependencies: usize,
    /// The time that a build script adds to a first build.
    pub(crate) build_script: f64,
    /// The time of an optimized rebuild of the contact with sixteen fields.
    pub(crate) rebuild: f64,
    /// Bytes of machine code of the contact with sixteen fields.
    pub(crate) machine_code: u64,
    /// Milliseconds for each pattern.
    pub(crate) per_pattern: f64,
    /// Milliseconds for each constant that names a field.
    pub(crate) per_constant: f64,
}

/// The number of fields in the schemas from which rustc's time per pattern and per constant is computed.
const MANY: usize = 300;
const REPEATS: usize = 7;

/// Builds all crates and measures them. Returns `None` if cargo fails.
pub(crate) fn measure() -> Option<Builds> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/builds");
    // An earlier run may have left the folder behind. If it does not exist, removing it fails, and that is no error.
    let _ = std::fs::remove_dir_all(&folder);
    let sixteen = compile::sixteen();
    let requests = Crate::new(&folder, "requests", &sixteen, None)?;
    let script = Crate::new(&folder, "script", &sixteen, Some(SCRIPT))?;

    let without = requests.cargo(&["build"], "requests")?;
    let build_script = script.cargo(&["build"], "script")? - without;

    requests.cargo(&["build", "--release"], "shared")?;
    requests.touch()?;
    let rebuild = requests.cargo(&["build", "--release"], "shared")?;
    requests.touch()?;
    requests.cargo(
        &[
            "rustc",
            "--release",
            "--",
            "--emit=obj",
            "-Ccodegen-units=1",
        ],
        "shared",
    )?;
    let machine_code = machine_code(&requests.target("shared").join("release/deps"), "requests")?;

    let plain = undocumented(&compile::code(compile::fields(MANY, false)));
    let patterned = undocumented(&compile::code(compile::fields(MANY, true)));
    let unnamed = without_constants(&plain);
    let constants = plain.matches("pub const ").count() - unnamed.matches("pub const ").count();
    let mut crates = Vec::new();
    for (name, code) in [
        ("plain", &plain),
        ("patterned", &patterned),
        ("unnamed", &unnamed),
    ] {
        let own = Crate::new(&folder, name, code, None)?;
        own.cargo(&["build"], "shared")?;
        crates.push(own);
    }
    // Other load on the machine can only increase the time, so the minimum is the best estimate.
    let mut least = vec![f64::INFINITY; crates.len()];
    for _ in 0..REPEATS {
        for (own, least) in crates.iter().zip(&mut least) {
            own.touch()?;
            *least = least.min(own.cargo(&["build"], "shared")?);
        }
    }
    Some(Builds {
        minimal_dependencies: dependencies(&["--no-default-features"])?,
        default_dependencies: dependencies(&[])?,
        build_script,
        rebuild,
        machine_code,
        per_pattern: (least[1] - least[0]) * 1e3 / MANY as f64,
        per_constant: (least[0] - least[2]) * 1e3 / constants.max(1) as f64,
    })
}

const SCRIPT: &str =
    "fn main() { wireform_codegen::Compiler::new().schema_dir(\"schemas\").compile_or_exit(); }\n";

/// A crate that includes generated code.
struct Crate {
    folder: PathBuf,
}

impl Crate {
    fn new(folder: &Path, name: &str, code: &str, script: Option<&str>) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
        let folder = folder.join(name);
        std::fs::create_dir_all(folder.join("src")).ok()?;
        let mut manifest = format!(
            "[workspace]\n\n[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [profile.dev]\nincremental = false\n\n[dependencies]\nwireform = {{ path = {root:?} }}\n"
        );
        if let Some(script) = script {
            let compiler = root.join("codegen");
            manifest.push_str(&format!(
                "\n[build-dependencies]\nwireform-codegen = {{ path = {compiler:?} }}\n"
            ));
            std::fs::write(folder.join("build.rs"), script).ok()?;
            std::fs::create_dir_all(folder.join("schemas")).ok()?;
            let schema = include_str!("../schemas/sixteen.yaml");
            std::fs::write(folder.join("schemas/sixteen.yaml"), schema).ok()?;
            let library = "mod generated { wireform::generated!(); }\npub use generated::*;\n";
            std::fs::write(folder.join("src/lib.rs"), library).ok()?;
        } else {
            let library = format!("use ::wireform::__rt as __wireform;\n{code}");
            std::fs::write(folder.join("src/lib.rs"), library).ok()?;
        }
        std::fs::write(folder.join("Cargo.toml"), manifest).ok()?;
        // cargo has already downloaded the versions that the benches use.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
        std::fs::copy(lock, folder.join("Cargo.lock")).ok()?;
        Some(Crate { folder })
    }

    fn target(&self, name: &str) -> PathBuf {
        self.folder.with_file_name(format!("target-{name}"))
    }

    /// Runs cargo. Returns the CPU seconds that it used.
    fn cargo(&self, arguments: &[&str], target: &str) -> Option<f64> {
        let before = child_cpu_seconds();
        let output = Command::new("cargo")
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.target(target))
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .output()
            .ok()?;
        if !output.status.success() {
            eprintln!("{}", String::from_utf8_lossy(&output.stderr));
            return None;
        }
        Some(child_cpu_seconds() - before)
    }

    /// Marks the crate as changed, so that cargo builds it again.
    fn touch(&self) -> Option<()> {
        let source = self.folder.join("src/lib.rs");
        let file = std::fs::File::options().write(true).open(source).ok()?;
        file.set_modified(std::time::SystemTime::now()).ok()
    }
}

/// Returns the number of packages that wireform depends on, with the features that the arguments choose.
fn dependencies(features: &[&str]) -> Option<usize> {
    let output = Command::new("cargo")
        .args([
            "tree",
            "--package=wireform",
            "--edges=normal,build",
            "--prefix=none",
        ])
        .args(features)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent()?)
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    // Cargo lists a package once for each package that depends on it, and marks every repetition.
    let packages: BTreeSet<&str> = text
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect();
    // The first package is wireform itself.
    packages.len().checked_sub(1)
}

/// Returns the CPU seconds of all child processes that have ended.
fn child_cpu_seconds() -> f64 {
    // Linux counts in hundredths of a second (proc(5), cutime and cstime).
    let status = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = status.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = behind_name
        .split_whitespace()
        .map(|field| field.parse().unwrap_or(0.0))
        .collect();
    fields
        .get(13..15)
        .map_or(0.0, |times| times.iter().sum::<f64>() / 100.0)
}

fn undocumented(code: &str) -> String {
    let lines = code.lines();
    let kept = lines.filter(|line| !line.trim_start().starts_with("///"));
    kept.collect::<Vec<_>>().join("\n")
}

/// Returns the code without the constants that name fields.
fn without_constants(code: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in code.lines() {
        inside |= line.trim_start().starts_with("pub const ") && line.contains("Field<");
        if !inside {
            out.push_str(line);
            out.push('\n');
        } else if line.ends_with(';') {
            inside = false;
        }
    }
    out
}

/// Returns the size in bytes of the executable sections of an object file (ELF, 64 bits, little endian).
fn machine_code(folder: &Path, name: &str) -> Option<u64> {
    let file = std::fs::read_dir(folder).ok()?.flatten().find(|entry| {
        let file = entry.file_name().to_string_lossy().into_owned();
        file.starts_with(name) && file.ends_with(".o")
    })?;
    let bytes = std::fs::read(file.path()).ok()?;
    let number = |at: usize, width: usize| -> Option<u64> {
        let mut number = [0; 8];
        number
            .get_mut(..width)?
            .copy_from_slice(bytes.get(at..at + width)?);
        Some(u64::from_le_bytes(number))
    };
    let table = usize::try_from(number(0x28, 8)?).ok()?;
    let (size, count) = (number(0x3a, 2)? as usize, number(0x3c, 2)? as usize);
    const EXECUTABLE: u64 = 4;
    (0..count)
        .map(|index| {
            let section = table + index * size;
            let is_code = number(section + 0x08, 8)? & EXECUTABLE != 0;
            Some(if is_code {
                number(section + 0x20, 8)?
            } else {
                0
            })
        })
        .sum()
}
