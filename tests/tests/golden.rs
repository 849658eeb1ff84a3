//! What small schemas become, compiled and run; the interpreter runs their examples too.
//!
//! The code is that of `codegen/tests/emit`, whose test says that the compiler still writes it.

#[allow(unused_imports, reason = "as the macro `generated!` has it")]
use wireform::__rt as __wireform;

include!("../../codegen/tests/emit/patch.rs");
include!("../../codegen/tests/emit/replace.rs");

#[test]
fn the_interpreter_agrees() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/emit");
    for name in ["patch.yaml", "replace.yaml"] {
        let mut sources = wireform_codegen::source::Sources::new();
        sources.add(name, std::fs::read_to_string(folder.join(name)).unwrap());
        let (plans, _) = wireform_codegen::plan_sources(&sources);
        let interpreter = wireform_interpret::Interpreter::new(&plans[0]);
        let (count, mismatches) = wireform_interpret::run_examples(&interpreter);
        let shown: String = mismatches
            .iter()
            .map(|mismatch| format!("{mismatch}\n"))
            .collect();
        assert!(mismatches.is_empty(), "{name}:\n{shown}");
        assert!(count > 3);
    }
}
