//! Secrets in the arguments of the commands that read schemas and pages.

use std::fs;
use std::path::Path;

use crate::planted::*;

#[test]
fn commands_on_schemas_hide_what_is_in_their_arguments() {
    let s = secret();
    let out = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("generated_secrets")
        .display()
        .to_string();
    for args in [
        &["check", "schema.yaml"][..],
        &["generate", "schema.yaml", "--out", &out],
        &["dump", "schema.yaml", "--stage", "plan"],
        &["dump", "schema.yaml", "--stage", "syntax"],
        &["pattern", "schema.yaml", "contact_update.password"],
        &["explain", "WF0012"],
        &["completions", "bash"],
        &["--help"],
        &["help", "fit"],
        &["--version"],
    ] {
        let run = Run::new(args).env("WIREFORM_AUTH_API_KEY", s.as_str());
        if args[0] == "generate" {
            let _ = fs::remove_dir_all(&out);
        }
        run.stdin(record()).hides(0);
    }
    let missing = format!("no_such_folder/{CORE}");
    let page = ["--page", "page.md"];
    for args in [
        &["snapshot", &s, "--page", "-"][..],
        &["snapshot", "schema.yaml", "--page", &s],
        &["snapshot", "schema.yaml", "--page", "-", "--name", &s],
        &["snapshot", "paged.yaml", "--page", "-", "--name", &s],
        &["snapshot", "paged.yaml", "--page", "-", "--lock", &missing],
        &["drift", &s, page[0], page[1]],
        &["drift", "paged.yaml", "--page", &s],
        &["drift", "paged.yaml", page[0], page[1], "--lock", &s],
        &["drift", "paged.yaml", page[0], page[1], "--format", &s],
        &["accept", &s, page[0], page[1]],
        &["accept", "paged.yaml", page[0], page[1], "--lock", &s],
        &["regenerate", &s, page[0], page[1]],
        &["regenerate", "paged.yaml", page[0], page[1], "--lock", &s],
        &[
            "regenerate",
            "paged.yaml",
            page[0],
            page[1],
            "--current-version",
            &s,
        ],
        &["breaking", &s, "schema.yaml"],
        &["breaking", "schema.yaml", &s],
        &["breaking", "schema.yaml", "schema.yaml", "--accepted", &s],
        &["breaking", "schema.yaml", "schema.yaml", "--fail-on", &s],
        &["breaking", &format!("git:{CORE}"), "schema.yaml"],
        &["breaking", &format!("git:{CORE}:schemas"), "schema.yaml"],
        &["breaking", &format!("git:HEAD:{CORE}"), "schema.yaml"],
        &["breaking", &format!("git:--{CORE}:schemas"), "schema.yaml"],
        &["import", "openapi", &s],
        &["import", &s, "api.json"],
        &["import", "openapi", "api.json", "--operation", &s],
        &["import", "openapi", "api.json", "--into", &s],
        &["import", "openapi", "api.json", "--lock", &missing],
        &["export", "openapi", &s],
        &["export", &s, "schema.yaml"],
        &["export", "openapi", "schema.yaml", "--operation", &s],
    ] {
        Run::new(args).stdin(&s).hides(2);
    }
    for args in [
        &["check", &s][..],
        &["check", "schema.yaml", CORE],
        &["generate", &s, "--out", &out],
        &["generate", "schema.yaml", "--out", &out, "--runtime", &s],
        &[
            "generate",
            "schema.yaml",
            "--out",
            &out,
            &format!("--{CORE}"),
        ],
        &[
            "generate",
            "schema.yaml",
            "--out",
            &format!("schema.yaml/{CORE}"),
        ],
        &["dump", &s, "--stage", "plan"],
        &["dump", "schema.yaml", "--stage", &s],
        &["pattern", &s, "contact_update.password"],
        &["pattern", "schema.yaml", &s],
        &["pattern", "schema.yaml", &format!("contact_update.{CORE}")],
        &[
            "pattern",
            "schema.yaml",
            "contact_update.password",
            "--against",
            &s,
        ],
        &[
            "pattern",
            "schema.yaml",
            "contact_update.password",
            "--against",
            &format!("{CORE}:contact_update.name"),
        ],
        &["explain", &s],
        &["completions", &s],
        &["help", &s],
    ] {
        Run::new(args).hides(2);
    }
    Run::new(&["generate", "schema.yaml", "--check", "--out", CORE]).hides(1);
}
