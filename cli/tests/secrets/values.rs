//! Secrets in the commands that read values: `validate`, `fit` and `decode`.

use crate::planted::*;

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
