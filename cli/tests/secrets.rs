//! Puts secrets in every place where a user can put one, and searches for them in all output of all commands, in each
//! format, on success and on failure.
//!
//! Each secret ends in letters and digits that no format escapes. One search therefore finds the plain secret, and also
//! the secret escaped for URLs, JSON, XML, a shell or Rust. A second search looks for Base64.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[allow(
    dead_code,
    unreachable_pub,
    reason = "written for a library of several tests"
)]
#[path = "../../tests/src/secrets.rs"]
mod secrets;

/// The part of every secret that no escape changes.
const CORE: &str = "Zq7KxPlanted9";
/// A secret number that its field accepts.
const NUMBER: &str = "918273645";

/// A secret that needs escapes in every format.
fn secret() -> String {
    format!("{}{CORE}", secrets::TEXT)
}

/// The output of a run.
struct Printed {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

/// A run of the command with secrets in its environment.
struct Run {
    args: Vec<String>,
    stdin: String,
    env: Vec<(&'static str, String)>,
}

impl Run {
    fn new(args: &[&str]) -> Self {
        Self {
            args: args.iter().map(|&arg| arg.to_owned()).collect(),
            stdin: String::new(),
            env: Vec::new(),
        }
    }

    fn and(mut self, more: &[&str]) -> Self {
        self.args.extend(more.iter().map(|&arg| arg.to_owned()));
        self
    }

    fn stdin(mut self, text: impl Into<String>) -> Self {
        self.stdin = text.into();
        self
    }

    fn env(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.env.push((name, value.into()));
        self
    }

    fn print(&self) -> Printed {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wireform"))
            .current_dir(folder())
            .args(&self.args)
            .env_clear()
            // The command does not print variables that it does not use.
            .env("WIREFORM_OTHER", secret())
            .env("RUST_LOG", secret())
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut stdin = child.stdin.take().expect("standard input is piped");
        let text = self.stdin.clone();
        let writer = std::thread::spawn(move || drop(stdin.write_all(text.as_bytes())));
        let output = child.wait_with_output().expect("the command ends");
        writer.join().expect("writing does not panic");
        Printed {
            status: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Checks the status, and that the output contains no secret.
    fn hides(&self, status: i32) {
        let printed = self.print();
        let shown = format!(
            "{}\n{}\n{}",
            self.args.join(" "),
            printed.stdout,
            printed.stderr
        );
        for (stream, text) in [("stdout", &printed.stdout), ("stderr", &printed.stderr)] {
            for form in forms() {
                assert!(!text.contains(&form), "{stream} shows {form}\n{shown}");
            }
        }
        assert_eq!(printed.status, Some(status), "{shown}");
        assert!(!(printed.stdout + &printed.stderr).is_empty(), "{shown}");
    }

    /// Checks that `--show-secrets` prints the secret in this form, so that masking is what hides it.
    fn shows(&self, form: &str) {
        let printed = self.print();
        assert!(
            printed.stdout.contains(form),
            "{}\n{}",
            printed.stdout,
            printed.stderr
        );
    }
}

/// Returns the directory of the schema.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/secrets")
}

/// Writes a file for a run to a temporary directory.
fn file(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("the file can be written");
    path.display().to_string()
}

/// Returns each text that would reveal a secret.
fn forms() -> Vec<String> {
    let mut forms = vec![
        CORE.to_owned(),
        NUMBER.to_owned(),
        base64(secret().as_bytes()),
    ];
    // Base64 of a text that contains the secret. The letters at its ends depend on the rest of the text.
    forms.extend((0..3).map(|shift| {
        let text = base64(&[&b"\0\0"[..shift], CORE.as_bytes()].concat());
        let inner = text.trim_end_matches('=');
        inner[4..inner.len() - 2].to_owned()
    }));
    forms
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at)) as usize & 63];
            text.push(if at > chunk.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Returns a record with a value in every secret field.
fn record() -> String {
    let s = json(&secret());
    format!(
        "{{\"token\":{s},\"trace\":{s},\"nonce\":{s},\"name\":\"Jane\",\"passport\":{s},\"password\":{s},\
         \"answers\":[{s},\"x\"],\"number\":{NUMBER}}}"
    )
}

/// Returns a record in which every secret is invalid: too short, too long, with an additional letter, or of a wrong type.
fn wrong_record() -> String {
    let s = json(&secret());
    let long = json(&secret().repeat(3));
    let with_tilde = json(&format!("{}~", secret()));
    format!(
        "{{\"token\":[{s}],\"trace\":{{\"a\":{s}}},\"nonce\":{NUMBER},\"name\":\"Jane\",\"passport\":{long},\
         \"password\":{with_tilde},\"answers\":{s},\"number\":{s}}}"
    )
}

fn encode(operation: &str) -> Run {
    let auth = [
        format!("login={}", secret()),
        format!("api_key={}", secret()),
    ];
    Run::new(&["encode", "schema.yaml", operation, "--context", "tlds=com"])
        .and(&["--auth", &auth[0], "--auth", &auth[1]])
}

#[test]
fn encode_masks_every_secret_in_every_form() {
    for way in ["key", "basic", "params"] {
        for binding in ["json", "form", "query"] {
            for form in ["http", "curl", "body"] {
                // Only one authentication method uses the login.
                let auth = [
                    format!("login={}", secret()),
                    format!("api_key={}", secret()),
                ];
                let mut run = Run::new(&["encode", "schema.yaml", "contact_update"]).and(&[
                    "--context",
                    "tlds=com",
                    "--auth-by",
                    way,
                    "--binding",
                    binding,
                    "--as",
                    form,
                    "--auth",
                    &auth[1],
                ]);
                if way == "basic" {
                    run = run.and(&["--auth", &auth[0]]);
                }
                let run = run.stdin(record());
                if (form, binding) != ("body", "query") {
                    run.hides(0);
                    run.and(&["--show-secrets"]).shows(CORE);
                }
            }
        }
    }
    let xml = format!("{{\"name\":\"Jane\",\"password\":{}}}", json(&secret()));
    let pin = format!(
        "{{\"pin\":{{\"code\":{},\"hint\":\"x\"}}}}",
        json(&secret())
    );
    for form in ["http", "curl", "body"] {
        let run = Run::new(&["encode", "schema.yaml", "contact_xml", "--as", form])
            .env("WIREFORM_AUTH_LOGIN", secret())
            .env("WIREFORM_AUTH_API_KEY", secret())
            .stdin(xml.as_str());
        run.hides(0);
        run.and(&["--show-secrets"]).shows(CORE);
        let run = Run::new(&["encode", "schema.yaml", "contact_pin", "--as", form])
            .env("WIREFORM_AUTH_API_KEY", secret())
            .stdin(pin.as_str());
        run.hides(0);
        run.and(&["--show-secrets"]).shows(CORE);
    }
}

#[test]
fn the_search_finds_base64() {
    let run = encode("contact_update").and(&["--auth-by", "basic", "--show-secrets"]);
    run.stdin(record()).shows(&forms()[2]);
    for form in &forms()[3..] {
        let any = ["", "a", "ab"]
            .iter()
            .any(|lead| base64(format!("{lead}{CORE}/").as_bytes()).contains(form.as_str()));
        assert!(any, "{form}");
    }
}

#[test]
fn encode_hides_secrets_when_it_fails() {
    let s = secret();
    let pair = |name: &str| format!("{name}={s}");
    // Invalid values in every format of the input.
    for format in ["json", "yaml"] {
        encode("contact_update")
            .and(&["--auth-by", "basic", "--input-format", format])
            .stdin(wrong_record())
            .hides(1);
        encode("contact_update")
            .and(&["--auth-by", "basic", "--input-format", format])
            .stdin(format!("{{\"password\": \"{CORE}"))
            .hides(1);
    }
    encode("contact_update")
        .and(&["--auth-by", "basic"])
        .stdin(format!("{record}\n{record}\n", record = record()))
        .hides(2);
    // A missing fact, a missing credential, and credentials that HTTP cannot carry.
    Run::new(&[
        "encode",
        "schema.yaml",
        "contact_update",
        "--auth",
        &pair("api_key"),
    ])
    .stdin(record())
    .hides(2);
    Run::new(&["encode", "schema.yaml", "contact_update"])
        .stdin(record())
        .hides(2);
    let broken = format!("{s}\n");
    Run::new(&[
        "encode",
        "schema.yaml",
        "contact_update",
        "--context",
        "tlds=",
    ])
    .env("WIREFORM_AUTH_API_KEY", broken.as_str())
    .stdin(record())
    .hides(2);
    // A secret in place of a name, a file or a whole option, and a value that is an argument because of a space.
    for option in [
        &["--auth", &s][..],
        &["--auth", &pair(CORE)],
        &["--auth", &format!("{CORE}==")],
        &["--auth", &format!("api_key=@{s}")],
        &["--auth", "api_key=", &s],
        &["--auth", &pair("login"), "--auth", &pair("api_key")],
        &["--context", &pair("tlds"), "--context", &pair("tlds")],
        &["--auth-by", &s],
        &["--server", &s],
        &["--server", &format!("https://me:{CORE}@vault.example")],
        &["--server", &format!("https://vault.example?key={CORE}")],
        &["--binding", &s],
        &["--as", &s],
        &["--context", &s],
        &["--context", &pair(CORE)],
        &["--context", &pair("tlds")],
        &["--context-unknown", &s],
        &["--current", &s],
        &["--waive", &s],
        &["--waive", &format!("{CORE}:pattern")],
        &["--waive", &format!("password:{CORE}")],
        &["--waive", &format!("rule:{CORE}")],
        &["--input", &s],
        &["--input-format", &s],
        &["--color", &s],
        &[&format!("--{CORE}")],
        &["--show-secrets", &s],
    ] {
        let run = Run::new(&["encode", "schema.yaml", "contact_update"]).and(option);
        run.stdin(record()).hides(2);
    }
    let long = file("long_credential", &s.repeat(4096));
    Run::new(&[
        "encode",
        "schema.yaml",
        "contact_update",
        "--auth",
        &format!("api_key=@{long}"),
    ])
    .hides(2);
    Run::new(&["encode", &s, "contact_update"]).hides(2);
    Run::new(&["encode", "schema.yaml", &s]).hides(2);
    Run::new(&[CORE]).hides(2);
}

#[test]
fn validate_hides_secrets() {
    let validate = |format| {
        Run::new(&[
            "validate",
            "schema.yaml",
            "contact_update",
            "--format",
            format,
        ])
    };
    for format in ["human", "json"] {
        let run = || validate(format).and(&["--context", "tlds=us"]);
        run()
            .and(&["--input-format", "json"])
            .stdin(record())
            .hides(0);
        for input in ["json", "jsonl", "yaml"] {
            run()
                .and(&["--input-format", input])
                .stdin(wrong_record())
                .hides(1);
            run()
                .and(&["--input-format", input])
                .stdin(format!("{{\"password\": \"{CORE}"))
                .hides(1);
        }
        let current = file("current.json", &record());
        run()
            .and(&["--current", &current])
            .stdin(wrong_record())
            .hides(1);
        let wrong = file("wrong_current.json", &wrong_record());
        run().and(&["--current", &wrong]).stdin(record()).hides(2);
        validate(format).stdin(record()).hides(2);
        for option in [
            &["--input", &secret()][..],
            &["--context", &secret()],
            &["--format", &secret()],
            &[&secret()],
        ] {
            validate(format).and(option).stdin(record()).hides(2);
        }
    }
}

#[test]
fn fit_hides_secrets() {
    let s = secret();
    let set = |field: &str| format!("{field}={s}");
    let contact = format!("{{\"name\":\"Jane\",\"passport\":{}}}", json(&s));
    let answer = file(
        "answer.json",
        &format!(
            "{{\"name\":\"Joe\",\"passport\":{0},\"password\":{0}}}",
            json(&s)
        ),
    );
    let fit =
        |format| Run::new(&["fit", "-", "schema.yaml", "--format", format]).stdin(contact.as_str());
    for format in ["human", "json"] {
        let all = [
            "--set",
            &set("token"),
            "--set",
            &set("trace"),
            "--set",
            &set("nonce"),
            "--set",
            &set("password"),
            "--set",
            &set("answers"),
            "--set",
            &format!("number={NUMBER}"),
        ];
        fit(format).and(&all).hides(0);
        fit(format)
            .and(&all)
            .and(&["--context", "tlds=us"])
            .hides(0);
        fit(format)
            .and(&all[..2])
            .and(&["--operation", "contact_update", "--as-read", &answer])
            .hides(0);
        fit(format)
            .and(&[
                "--operation",
                "contact_xml",
                "--set",
                &set("password"),
                "--as-read",
                &answer,
                "--leave-out",
                "passport",
            ])
            .hides(0);
        // Invalid: an additional letter, a text that is too short, and a text in place of a number.
        let wrong = [
            "--set",
            &format!("password={s}~"),
            "--set",
            &format!("number={s}"),
            "--set",
            &set("answers"),
        ];
        fit(format).and(&wrong).hides(1);
        // A single character of a secret is a part of it.
        let refused = fit(format).and(&wrong[..2]).print();
        let names = refused.stdout.contains("is not accepted by");
        assert!(!names, "{}", refused.stdout);
        let long = format!("{{\"name\":\"Jane\",\"passport\":{}}}", json(&s.repeat(3)));
        fit(format).stdin(long).hides(1);
        for option in [
            &["--set", &s][..],
            &["--set", &set(CORE)],
            &["--set", &format!("{CORE}==")],
            &["--set", "password=", &s],
            &["--set", &set(CORE), "--set", &set(CORE)],
            &["--set", &set("password"), "--set", &set("password")],
            &["--leave-out", &s],
            &["--context", &s],
            &["--context", &set(CORE)],
            &["--operation", &s],
            &["--as-read", &s],
            &[&s],
            &["--format", &s],
        ] {
            fit(format).and(option).hides(2);
        }
        Run::new(&["fit", &s, "schema.yaml", "--format", format]).hides(2);
        for contact in [
            s.clone(),
            json(&s),
            format!("[{}]", json(&s)),
            format!("{{\"name\": [{}]}}", json(&s)),
        ] {
            fit(format).stdin(contact).hides(2);
        }
    }
}

#[test]
fn decode_hides_secrets() {
    let secret = secret();
    let body = serde_json::json!({
        "token": secret,
        "pins": [{ "code": secret, "hint": "colour" }],
        "answers": [secret],
        "number": NUMBER.parse::<i64>().expect("a number"),
    });
    for form in ["human", "json"] {
        let decode = || Run::new(&["decode", "schema.yaml", "pin_info", "--as", form]);
        let run = decode().and(&["--status", "200"]).stdin(body.to_string());
        run.hides(0);
        // The fields are read, so masking is what hides them.
        let printed = run.print().stdout;
        assert_eq!(printed.matches("***").count(), 4, "{printed}");
        assert!(printed.contains("colour"), "{printed}");
        let head = format!("HTTP/1.1 200 OK\r\nX-Trace: {CORE}\r\n\r\n");
        decode().stdin(format!("{head}{body}")).hides(0);
        // Neither a value of a wrong type nor an unexpected response is shown.
        let wrong = serde_json::json!({ "token": { CORE: secret }, "number": secret });
        decode()
            .and(&["--status", "200"])
            .stdin(wrong.to_string())
            .hides(12);
        decode()
            .and(&["--status", "500"])
            .stdin(body.to_string())
            .hides(12);
        decode().stdin(&secret).hides(2);
    }
}

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
