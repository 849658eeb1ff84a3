//! Compiles the schemas of the guide, and writes a module for each of its programs.

#[path = "src/pages.rs"]
mod pages;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use pages::{Page, read_pages};
use wireform_codegen::Compiler;

/// The build script that each page uses.
const BUILD_SCRIPT: &str = "fn main() {
    wireform_codegen::Compiler::new()
        .schema_dir(\"schemas\")
        .compile_or_exit();
}
";

fn main() {
    let folder = Path::new("../../docs/guide");
    println!("cargo::rerun-if-changed={}", folder.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("a build script has OUT_DIR"));
    let (mut modules, mut names) = (String::new(), String::new());
    for page in read_pages(folder) {
        write_programs(&page, &out, &mut modules, &mut names);
    }
    let _ = write!(
        modules,
        "\n/// The programs, by page and line.\nconst PROGRAMS: &[(&str, fn())] = &[\n{names}];\n"
    );
    fs::write(out.join("programs.rs"), modules).expect("the modules can be written");
}

/// Writes a module for each program of the page, with what its schemas are compiled to.
fn write_programs(page: &Page, out: &Path, modules: &mut String, names: &mut String) {
    let schemas = out.join(&page.name).join("schemas");
    let _ = fs::remove_dir_all(&schemas);
    fs::create_dir_all(&schemas).expect("a folder can be created");
    for block in &page.blocks {
        if let Some(name) = block.schema() {
            fs::write(schemas.join(name), &block.text).expect("a schema can be written");
        } else if block.file.as_deref() == Some("build.rs") {
            assert_eq!(block.text, BUILD_SCRIPT, "{}:{}", page.name, block.line);
        } else if block.is_program() {
            let module = format!("p{}_{}", page.name.replace('-', "_"), block.line);
            let program = place_program(&block.text, &module, &schemas, out);
            let _ = writeln!(
                modules,
                "mod {module} {{\n{program}\n#[allow(clippy::unit_arg, reason = \"main may return nothing\")]\npub(super) fn run() {{ super::finish(main()); }}\n}}"
            );
            let _ = writeln!(
                names,
                "    (\"{}:{}\", {module}::run),",
                page.name, block.line
            );
        }
    }
}

/// Returns a program that includes its generated code and calls the mock of the test.
fn place_program(text: &str, module: &str, schemas: &Path, out: &Path) -> String {
    let mut program = text.replace("\"http://127.0.0.1:8080\"", "&super::mock_url()");
    if text.contains("wireform::generated!();") {
        let folder = out.join(module);
        Compiler::new()
            .schema_dir(schemas)
            .tests(false)
            .out_dir(&folder)
            .compile_or_exit();
        let include = format!(
            "#[allow(unused_imports)]\nuse ::wireform::__rt as __wireform;\ninclude!({:?});",
            folder.join("wireform.rs")
        );
        program = program.replace("wireform::generated!();", &include);
    }
    program
}
