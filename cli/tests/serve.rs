//! `wireform docs --serve` as a process: the address that it prints, and what it does not print.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// A command that serves until it is dropped.
struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn start(arguments: &[&str]) -> Serving {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wireform"))
            .args(["docs", "--serve", "hostcontrol"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.as_mut().expect("its output"));
        output.read_line(&mut line).expect("a line");
        let address = line.trim().strip_prefix("try your contact: http://");
        let address = address.and_then(|it| it.strip_suffix('/'));
        let address = address.unwrap_or_else(|| panic!("{line}")).to_owned();
        Serving { child, address }
    }

    /// Sends a request, and returns the response.
    fn send(&self, method: &str, host: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let request = format!(
            "{method} / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len(),
        );
        stream.write_all(request.as_bytes()).expect("it is sent");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("a response");
        response
    }

    /// Ends the command, and returns what else it has printed.
    fn end(mut self) -> String {
        self.child.kill().expect("it runs");
        let mut printed = String::new();
        if let Some(mut output) = self.child.stdout.take() {
            output.read_to_string(&mut printed).expect("its output");
        }
        if let Some(mut errors) = self.child.stderr.take() {
            errors.read_to_string(&mut printed).expect("its errors");
        }
        self.child.wait().expect("it ends");
        printed
    }
}

#[test]
fn the_page_is_on_this_machine_and_no_value_is_printed() {
    let serving = Serving::start(&[]);
    assert!(
        serving.address.starts_with("127.0.0.1:"),
        "{}",
        serving.address
    );
    let page = serving.send("GET", &serving.address, "");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    let head = serving.send("HEAD", &serving.address, "");
    assert!(
        head.starts_with("HTTP/1.1 200 OK\r\n") && head.ends_with("\r\n\r\n"),
        "{head}"
    );
    let form = "chosen=hostcontrol&agree=yes&datum.name=Jane+Planted&set.hostcontrol.id=1";
    let page = serving.send("POST", &serving.address, form);
    assert!(
        page.contains("name: Jane Planted") && page.contains("(success)"),
        "{page}"
    );
    let refused = serving.send("POST", "evil.example", form);
    assert!(refused.starts_with("HTTP/1.1 403 "), "{refused}");
    assert!(!refused.contains("Planted"));
    assert_eq!(serving.end(), "");
}

#[test]
fn a_port_that_is_taken_is_an_error() {
    let serving = Serving::start(&[]);
    let port = serving.address.rsplit(':').next().expect("a port");
    let output = Command::new(env!("CARGO_BIN_EXE_wireform"))
        .args(["docs", "--serve", "hostcontrol", "--port", port])
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains(&format!("port {port}: ")), "{errors}");
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
