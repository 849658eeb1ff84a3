//! Checks that the schemas of wireform have no diagnostics, and that their examples give the expected results.

use std::process::Command;

#[test]
fn every_schema_passes_check() {
    for schema in wireform_schemas::every() {
        let output = Command::new(env!("CARGO_BIN_EXE_wireform"))
            .args(["check", schema.name])
            .output()
            .expect("the command runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{}\n{stderr}", schema.name);
        assert_eq!(stderr, "", "{}", schema.name);
        let stdout = String::from_utf8_lossy(&output.stdout);
        assert!(stdout.ends_with("examples as expected\n"), "{stdout}");
    }
}
