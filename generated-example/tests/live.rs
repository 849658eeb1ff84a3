//! Runs the program against the mock providers.
//!
//! `BLESS=1 cargo test -p generated-example` records the present output.

use std::path::Path;
use std::process::Command;

#[test]
fn changes_at_all_five_registrars() {
    let output = Command::new(env!("CARGO_BIN_EXE_generated-example"))
        .arg("--live")
        .output()
        .expect("the program runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8 is printed");
    let error = String::from_utf8_lossy(&output.stderr);
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/live.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&expected, &printed).expect("the expectation can be written");
    }
    let expected = std::fs::read_to_string(expected).expect("there is an expectation");
    assert_eq!(printed, expected, "{error}");
    assert!(output.status.success(), "{error}");
}
