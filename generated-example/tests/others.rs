//! Runs the program on another file, in which a registrar refuses data.
//!
//! `BLESS=1 cargo test -p generated-example` records the present output.

use std::path::Path;
use std::process::Command;

#[test]
fn other_customers_are_other_requests() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let output = Command::new(env!("CARGO_BIN_EXE_generated-example"))
        .arg(folder.join("others.json"))
        .env_remove("NAMEBAY_CONTACT_PASSWORD")
        .output()
        .expect("the program runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8 is printed");
    let expected = folder.join("others.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&expected, &printed).expect("the expectation can be written");
    }
    let expected = std::fs::read_to_string(expected).expect("there is an expectation");
    assert_eq!(printed, expected);
    assert_eq!(output.status.code(), Some(1), "three customers are refused");
}

#[test]
fn a_file_that_is_not_there_is_said() {
    let output = Command::new(env!("CARGO_BIN_EXE_generated-example"))
        .arg("no-such-file.json")
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("no-such-file.json"), "{error}");
}
