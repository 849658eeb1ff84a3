//! Checks the length of the modules of the shipped schemas. People read them, and errors of rustc point into them.
//!
//! `WIREFORM_BLESS=1 cargo test -p wireform-codegen --test shipped_modules` writes the recorded numbers of lines.

use std::path::Path;
use std::sync::Arc;

use wireform_codegen::emit::{Options, generate_module};
use wireform_codegen::lower::lower;
use wireform_codegen::plan::Plan;
use wireform_codegen::source::Sources;

/// The maximum length of a line in characters.
const LONGEST_LINE: usize = 200;

fn plans() -> Vec<Plan> {
    let mut sources = Sources::new();
    for schema in wireform_schemas::ALL {
        sources.add(format!("{}.yaml", schema.name), schema.text);
    }
    wireform_codegen::plan_sources(&sources).0
}

#[test]
fn modules_have_the_recorded_number_of_lines() {
    let mut lines = String::new();
    for plan in plans() {
        let module = generate_module(&lower(&plan, &Arc::default()), &Options::default());
        if let Some(folder) = std::env::var_os("WIREFORM_MODULES") {
            std::fs::write(
                Path::new(&folder).join(format!("{}.rs", plan.module)),
                &module,
            )
            .unwrap();
        }
        lines.push_str(&format!("{} {}\n", plan.module, module.lines().count()));
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shipped_modules.txt");
    if std::env::var_os("WIREFORM_BLESS").is_some() {
        std::fs::write(&file, &lines).unwrap();
    }
    let recorded = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        lines,
        recorded,
        "WIREFORM_BLESS=1 writes {}",
        file.display()
    );
}

#[test]
fn no_line_is_long() {
    for plan in plans() {
        let module = generate_module(&lower(&plan, &Arc::default()), &Options::default());
        for (number, line) in module.lines().enumerate() {
            let length = line.chars().count();
            assert!(
                length <= LONGEST_LINE,
                "{}: line {} has {length} characters",
                plan.module,
                number + 1
            );
        }
    }
}
