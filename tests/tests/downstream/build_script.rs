//! Checks when a build script runs again, and its diagnostics for a wrong schema.
//!
//! Input: a crate with a folder of schemas, which the test changes file by file. Output: what cargo rebuilt and printed.

use std::fs;
use std::path::{Path, PathBuf};
use wireform_tests::downstream::{Site, write_if_changed};

const MANIFEST: &str = r#"[package]
name = "rebuilds"
version = "0.1.0"
edition = "2024"
publish = false

[dependencies]
wireform = "0.1.0"

[build-dependencies]
wireform-codegen = "0.1.0"
"#;

const BUILD: &str = r#"fn main() {
    wireform_codegen::Compiler::new()
        .schema_dir("schemas")
        .compile_or_exit();
}
"#;

const MAIN: &str = "wireform::generated!();\n\nfn main() {}\n";

/// Returns a schema with one operation and these fields.
fn schema(fields: &str) -> String {
    format!(
        "wireform: 1
provider: {{ name: One }}
endpoints: {{ api: {{ servers: {{ production: 'https://api.one.example' }} }} }}
operations:
  thing_update:
    http: POST /things/{{id}}
    body: json
    update: patch
    params:
      id: {{ type: string, required: true }}
    fields:
      note: {{ type: string, maxLength: 10 }}
{fields}"
    )
}

/// Writes the crate with the given schemas and no others.
fn lay_out(site: &Site, schemas: &[(&str, String)]) -> Result<PathBuf, String> {
    let mut files = vec![
        ("build.rs".to_owned(), BUILD.to_owned()),
        ("src/main.rs".to_owned(), MAIN.to_owned()),
    ];
    for (name, text) in schemas {
        files.push((format!("schemas/{name}.yaml"), text.clone()));
    }
    site.lay_out("rebuilds", MANIFEST, &files)
}

/// Checks that adding, editing and deleting a schema rebuild the crate, and that nothing is rebuilt without a change.
pub(crate) fn rebuilds(site: &Site) -> Result<(), String> {
    let folder = lay_out(site, &[("one", schema(""))])?;
    build(site, &folder)?;
    expect(&folder, build(site, &folder)?, false, &["one"], "nothing")?;

    write_if_changed(&folder.join("schemas/two.yaml"), &schema(""))?;
    expect(
        &folder,
        build(site, &folder)?,
        true,
        &["one", "two"],
        "a new schema",
    )?;
    expect(
        &folder,
        build(site, &folder)?,
        false,
        &["one", "two"],
        "nothing",
    )?;

    let edited = schema("      edited_field: { type: string }\n");
    write_if_changed(&folder.join("schemas/two.yaml"), &edited)?;
    let built = build(site, &folder)?;
    if !generated(&built)?.contains("edited_field") {
        return Err("an edited schema left the old code".to_owned());
    }
    expect(&folder, built, true, &["one", "two"], "an edited schema")?;

    let path = folder.join("schemas/two.yaml");
    fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    expect(
        &folder,
        build(site, &folder)?,
        true,
        &["one"],
        "a deleted schema",
    )?;
    expect(&folder, build(site, &folder)?, false, &["one"], "nothing")
}

/// Checks that a wrong schema fails the build, that every diagnostic is printed once and in full, and that the previously
/// generated code is unchanged.
pub(crate) fn diagnostics(site: &Site) -> Result<(), String> {
    let folder = lay_out(site, &[("one", schema(""))])?;
    let built = build(site, &folder)?;
    let before = generated(&built)?;
    let wrong =
        schema("      first: { type: strin }\n      second: { type: string, maxLenght: 3 }\n");
    write_if_changed(&folder.join("schemas/one.yaml"), &wrong)?;
    let output = site
        .cargo(&folder, &["build"])
        .output()
        .map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    let complain = |what: &str| Err(format!("{what}; cargo said:\n{said}"));
    if output.status.success() {
        return complain("a wrong schema built");
    }
    for (place, offending) in [("one.yaml:13:", "strin"), ("one.yaml:14:", "maxLenght")] {
        if said.matches(place).count() != 1 {
            return complain(&format!("{place} is not there exactly once"));
        }
        if !said.lines().any(|line| line.contains(offending)) {
            return complain(&format!("the line with {offending} is not shown"));
        }
    }
    if said.matches("error[WF").count() != 2 {
        return complain("not two diagnostics");
    }
    for noise in [
        "panicked",
        "RUST_BACKTRACE",
        "build script exited",
        "exit status: 1",
    ] {
        if said.contains(noise) {
            return complain(&format!("`{noise}` is shown"));
        }
    }
    if generated(&built)? != before {
        return complain("a failed run touched the code of the run before");
    }
    if let Some(folder) = built.out.as_deref() {
        for entry in fs::read_dir(folder).map_err(|error| error.to_string())? {
            let name = entry.map_err(|error| error.to_string())?.file_name();
            if !name.to_string_lossy().ends_with(".rs") {
                return complain(&format!("{} was left behind", name.to_string_lossy()));
            }
        }
    }
    write_if_changed(&folder.join("schemas/one.yaml"), &schema(""))?;
    build(site, &folder).map(drop)
}

/// The result of a build: whether the crate was compiled, and the place of its generated code.
struct Built {
    anew: bool,
    out: Option<PathBuf>,
}

fn build(site: &Site, folder: &Path) -> Result<Built, String> {
    // Some file systems store times in coarse steps, so two quick changes could look like one.
    std::thread::sleep(std::time::Duration::from_millis(50));
    let output = site.run(folder, &["build", "--message-format", "json", "--quiet"])?;
    let mut built = Built {
        anew: false,
        out: None,
    };
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: serde_json::Value =
            serde_json::from_str(line).map_err(|error| format!("{line}: {error}"))?;
        let ours = message["package_id"]
            .as_str()
            .is_some_and(|id| id.contains("/crates/rebuilds"));
        if ours && message["reason"] == "build-script-executed" {
            built.out = message["out_dir"].as_str().map(PathBuf::from);
        }
        if ours && message["reason"] == "compiler-artifact" && message["target"]["kind"][0] == "bin"
        {
            built.anew = message["fresh"] == false;
        }
    }
    Ok(built)
}

fn generated(built: &Built) -> Result<String, String> {
    let folder = built.out.as_ref().ok_or("cargo named no OUT_DIR")?;
    let path = folder.join("wireform.rs");
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn expect(
    folder: &Path,
    built: Built,
    anew: bool,
    modules: &[&str],
    change: &str,
) -> Result<(), String> {
    if built.anew != anew {
        let what = if anew { "did not build" } else { "built" };
        return Err(format!("{change} {what} {} anew", folder.display()));
    }
    let code = generated(&built)?;
    for module in ["one", "two"] {
        let there = code.contains(&format!("pub mod {module} "));
        if there != modules.contains(&module) {
            return Err(format!(
                "after {change}, module {module} is{} in the code",
                if there { "" } else { " not" }
            ));
        }
    }
    Ok(())
}
