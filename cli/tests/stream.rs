//! Checks long input: memory stays small, a very long line is an error, and a closed output ends the run without an error.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Starts the command with JSON Lines as input. Without an option it has to recognize the format.
fn validate(format: &str, input: &[&str]) -> Child {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema.yaml");
    Command::new(env!("CARGO_BIN_EXE_wireform"))
        .arg("validate")
        .arg(schema)
        .args(["contact_update", "--format", format])
        .args(input)
        .args(["--context", "tlds=de", "--context", "holder=person"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts")
}

/// Returns the peak memory of a process in KiB, if the system reports it.
fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Writes input to a process and reads its output. Measures its memory while it waits for more input.
fn feed(
    mut child: Child,
    chunk: &[u8],
    times: usize,
    last: &[u8],
) -> (Option<u64>, String, Option<i32>) {
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let mut stdout = child.stdout.take().expect("standard output is piped");
    let reader = std::thread::spawn(move || {
        // Keeps only the end, because the output may be long.
        let (mut end, mut buffer) = (Vec::new(), [0; 65536]);
        while let Ok(read @ 1..) = stdout.read(&mut buffer) {
            end.extend_from_slice(&buffer[..read]);
            let surplus = end.len().saturating_sub(4096);
            end.drain(..surplus);
        }
        String::from_utf8_lossy(&end).into_owned()
    });
    for _ in 0..times {
        stdin.write_all(chunk).expect("the command reads");
    }
    stdin.write_all(last).expect("the command reads");
    let peak = peak(&child);
    drop(stdin);
    let status = child.wait().expect("the command ends");
    (
        peak,
        reader.join().expect("reading does not panic"),
        status.code(),
    )
}

#[test]
fn memory_is_small_for_a_million_lines() {
    let line = "{\"handle\":\"jane\",\"name\":\"Jane\"}\n";
    let (peak, end, status) = feed(
        validate("json", &[]),
        line.repeat(1000).as_bytes(),
        1000,
        b"{\"handle\":\"JANE\"}\n",
    );
    let last = end.lines().last().unwrap_or_default();
    assert!(
        last.starts_with("{\"record\":1000001,\"line\":1000001,\"valid\":false"),
        "{last}"
    );
    assert_eq!(status, Some(1));
    if let Some(peak) = peak {
        assert!(peak < 64 << 10, "{peak} KiB");
    }
}

#[test]
fn rejects_a_line_of_a_gigabyte() {
    let (peak, end, status) = feed(
        validate("json", &["--input-format", "jsonl"]),
        &vec![b'x'; 1 << 20],
        1 << 10,
        b"\n{\"handle\":\"jane\"}\n",
    );
    let lines: Vec<&str> = end.lines().collect();
    assert_eq!(
        lines,
        [
            "{\"record\":1,\"line\":1,\"valid\":false,\"violations\":[{\"path\":\"\",\"wire_path\":\"\",\"code\":\"type\",\
             \"message\":\"the line has more than 1 MiB\"}]}",
            "{\"record\":2,\"line\":2,\"valid\":true,\"violations\":[]}",
        ]
    );
    assert_eq!(status, Some(1));
    if let Some(peak) = peak {
        assert!(peak < 64 << 10, "{peak} KiB");
    }
}

#[test]
fn closed_output_ends_the_run_without_an_error() {
    let mut child = validate("json", &["--input-format", "jsonl"]);
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("standard input is piped");
    // The command may end before it has read everything.
    let line = b"{\"handle\":\"jane\"}\n".repeat(100_000);
    let writer = std::thread::spawn(move || drop(stdin.write_all(&line)));
    let output = child.wait_with_output().expect("the command ends");
    writer.join().expect("writing does not panic");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn an_endless_response_is_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for (args, status) in [
        (
            [
                "encode",
                "read.yaml",
                "contact_replace",
                "--from-read",
                "/dev/zero",
            ],
            1,
        ),
        (
            [
                "fit",
                "cases/fit_as_read_message/customer.json",
                "hostcontrol",
                "--as-read",
                "/dev/zero",
            ],
            2,
        ),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_wireform"))
            .current_dir(&folder)
            .args(args)
            .stdin(Stdio::null())
            .output()
            .expect("the command runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{args:?}: {errors}");
    }
}
