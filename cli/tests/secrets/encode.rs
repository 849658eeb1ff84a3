//! Secrets in `wireform encode`.

use crate::planted::*;

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
