//! Runs `check --fix` and `fmt` on files, which the commands change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder for the files of one test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fixes-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the folder can be made");
        Self(path)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).expect("the file can be written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("the file can be read")
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_wireform"))
            .current_dir(&self.0)
            .args(args)
            .output()
            .expect("the command starts")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

const MISTAKES: &str = "\
wireform: 1
provider: { nmae: Example } # a comment
endpoints: { api: { servers: { production: 'https://api.example' } } }
operations:
  a:
    http: POST /x
    update: none
    body: jsno
    feilds:
      first: { type: strnig, required: 'yes', maxLength: '5' }
      second: { \"type\": string, 'patern': '[a-z]+' }
    rules:
      r: { required: [fisrt], says: Give the first. }
";

#[test]
fn certain_fixes_are_applied_and_reported() {
    let folder = Folder::new("certain");
    folder.write("a.yaml", MISTAKES);
    let output = folder.run(&["check", "--fix", "a.yaml"]);
    let errors = text(&output.stderr);
    let fixed = folder.read("a.yaml");
    let expected = MISTAKES
        .replace("nmae", "name")
        .replace("jsno", "json")
        .replace("feilds", "fields")
        .replace("strnig", "string")
        .replace("'yes'", "true")
        .replace("'5'", "5")
        .replace("'patern'", "'pattern'")
        .replace("fisrt", "first");
    assert_eq!(fixed, expected, "{errors}");
    assert!(
        errors.contains("note: a.yaml:2:13: nmae is now name (WF0101)"),
        "{errors}"
    );
    assert_eq!(output.status.code(), Some(0), "{errors}");
    assert_eq!(
        text(&output.stdout),
        "1 schema, 0 errors, 0 warnings; 0 examples as expected\n"
    );
    // A second run changes nothing.
    folder.run(&["check", "--fix", "a.yaml"]);
    assert_eq!(folder.read("a.yaml"), fixed);
}

#[test]
fn a_fix_that_reveals_another_mistake_is_applied_with_its_fix() {
    let folder = Folder::new("revealed");
    let mistakes = "\
wireform: 1
provider: { name: Example }
endpoints: { api: { servers: { production: 'https://api.example' } } }
operations:
  a:
    http: POST /x
    update: none
    body: json
    fields:
      first: { tpye: strnig, reqired: yes, maxLenght: '40' }
      second: { type: array, itmes: str }
";
    folder.write("a.yaml", mistakes);
    let output = folder.run(&["check", "--fix", "a.yaml"]);
    let expected = mistakes
        .replace("tpye: strnig", "type: string")
        .replace("reqired: yes", "required: true")
        .replace("maxLenght: '40'", "maxLength: 40")
        .replace("array, itmes: str", "list, items: string");
    assert_eq!(folder.read("a.yaml"), expected, "{}", text(&output.stderr));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn keys_of_other_languages_are_renamed() {
    let folder = Folder::new("renamed");
    let mistakes = "\
wireform: 1
provider: { name: Example }
endpoints: { api: { servers: { production: 'https://api.example' } } }
operations:
  a:
    http: POST /x
    summary: Does it.
    update: none
    body: json
    fields:
      first: { type: string, regex: '[a-z]+', min: 3 }
      second: { properties: { third: { type: integer, gt: 3 } } }
";
    folder.write("a.yaml", mistakes);
    let output = folder.run(&["check", "--fix", "a.yaml"]);
    let expected = mistakes
        .replace("summary:", "description:")
        .replace("regex:", "pattern:")
        .replace("properties:", "fields:")
        .replace("gt:", "exclusiveMinimum:");
    assert_eq!(folder.read("a.yaml"), expected, "{}", text(&output.stderr));
    assert_eq!(
        output.status.code(),
        Some(1),
        "`min` has several counterparts"
    );
}

#[test]
fn fixes_that_are_wrong_together_are_tried_alone() {
    let folder = Folder::new("alone");
    let mistakes = "\
wireform: 1
provider: { name: Example }
endpoints: { api: { servers: { production: 'https://api.example' } } }
operations:
  a:
    http: POST /x
    update: none
    body: jsno
    fields:
      first: { type: string, patern: '[a-z]+', pattrn: '[a-z]+' }
";
    folder.write("a.yaml", mistakes);
    folder.run(&["check", "--fix", "a.yaml"]);
    let fixed = folder.read("a.yaml");
    assert!(fixed.contains("body: json"), "{fixed}");
}

#[test]
fn doubtful_fixes_are_not_applied() {
    let folder = Folder::new("doubtful");
    let doubtful = "\
wireform: 1
provider: { name: Example }
endpoints: { api: { servers: { production: 'https://api.example' } } }
operations:
  a:
    http: POST /x
    body: json
    fields:
      line1: { type: string, required: 1, mxnLength: 3 }
      line2: { type: line3 }
    rules:
      r: { required: [line3], says: Give the lines. }
";
    folder.write("a.yaml", doubtful);
    let output = folder.run(&["check", "--fix", "a.yaml"]);
    assert_eq!(folder.read("a.yaml"), doubtful);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn fmt_replaces_files_and_leaves_those_with_syntax_errors() {
    let folder = Folder::new("fmt");
    let messy = "provider: {name: \"Example\"}\nwireform: 1\n";
    folder.write("messy.yaml", messy);
    folder.write("broken.yaml", "wireform: [\n");
    let check = folder.run(&["fmt", "--check", "messy.yaml"]);
    assert_eq!(check.status.code(), Some(1));
    assert_eq!(folder.read("messy.yaml"), messy);
    let output = folder.run(&["fmt", "."]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("`[` is not closed"));
    assert_eq!(
        folder.read("messy.yaml"),
        "wireform: 1\nprovider: { name: Example }\n"
    );
    assert_eq!(folder.read("broken.yaml"), "wireform: [\n");
    assert_eq!(
        folder.run(&["fmt", "--check", "messy.yaml"]).status.code(),
        Some(0)
    );
}
