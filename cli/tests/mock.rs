//! Runs `wireform mock`, sends it the requests of `docs/mock.md`, and compares what it prints with the page.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// A mock that runs. It is killed if the test fails.
struct Running {
    child: Child,
    address: String,
    lines: BufReader<std::process::ChildStdout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn start(arguments: &[&str]) -> (Self, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wireform"))
            .arg("mock")
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut first = String::new();
        lines.read_line(&mut first).expect("it prints its URL");
        let (_, address) = first.trim_end().split_once("http://").expect("a URL");
        let address = address.split('/').next().unwrap_or_default().to_owned();
        let shown = first.replace(&address, "127.0.0.1:8080");
        (
            Running {
                child,
                address,
                lines,
            },
            shown,
        )
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("it prints a line");
        line
    }

    fn send(&self, line: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(
            stream,
            "{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: ApiKey planted-key\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .expect("it reads");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("it answers");
        response
    }
}

#[test]
fn prints_a_line_for_each_request_and_ends_when_interrupted() {
    let record = std::env::temp_dir().join(format!("wireform-mock-{}.jsonl", std::process::id()));
    let record_path = record.to_str().expect("a UTF-8 path");
    let (mut mock, mut printed) = Running::start(&["realtime-register", "--record", record_path]);
    let update = "POST /v2/customers/acme/contacts/jane/update";
    for (line, body) in [
        (update, r#"{"city":"Planted City"}"#),
        (update, r#"{"voice":"1","town":"Planted City"}"#),
        ("GET /v2/customers/acme/contacts/jane", ""),
        ("GET /v2/customers/acme/contact/jane", ""),
    ] {
        mock.send(line, body);
        printed.push_str(&mock.line());
    }
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/mock.md"));
    let page = page.expect("the page of the documentation");
    assert!(
        page.contains(&printed),
        "docs/mock.md does not show\n{printed}"
    );
    // A value without a name can be a secret.
    mock.send("GET /v2/customers/acme/contacts/jane?planted-key", "");
    printed.push_str(&mock.line());
    // So can a part of a path that the schema does not have.
    mock.send("GET /v2/planted-key", "");
    printed.push_str(&mock.line());
    mock.send("PUT /v2/customers/acme/contacts/planted-key/update", "");
    printed.push_str(&mock.line());
    let interrupted = Command::new("kill")
        .args(["-INT", &mock.child.id().to_string()])
        .status();
    assert!(interrupted.expect("kill is there").success());
    assert!(mock.child.wait().expect("it ends").success());
    let recorded = fs::read_to_string(&record).expect("it is recorded");
    fs::remove_file(&record).expect("it can be removed");
    assert_eq!(recorded.lines().count(), 7);
    assert!(recorded.contains("Planted City"), "the record has values");
    for text in [&printed, &recorded] {
        assert!(!text.contains("planted-key"), "{text}");
    }
    for value in ["Planted City", "acme", "jane"] {
        assert!(!printed.contains(value), "{printed}");
    }
}

#[test]
fn serves_several_schemas_with_faults() {
    let (mut mock, first) =
        Running::start(&["realtime-register", "hostcontrol", "--fault", "html/2"]);
    assert_eq!(
        first,
        "realtime-register: http://127.0.0.1:8080/realtime-register\n"
    );
    assert!(mock.line().ends_with("/hostcontrol\n"));
    let read = "GET /realtime-register/v2/customers/acme/contacts/jane";
    assert!(mock.send(read, "").starts_with("HTTP/1.1 200"));
    assert!(mock.send(read, "").starts_with("HTTP/1.1 502"));
    assert!(
        mock.send("GET /v2/customers/acme/contacts/jane", "")
            .starts_with("HTTP/1.1 404")
    );
}
