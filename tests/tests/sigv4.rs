//! AWS Signature Version 4, with both executors, on the requests of its published test suite (`aws-sig-v4-test-suite`).
//!
//! Some cases are stated here. The whole suite runs if `WIREFORM_SUITES` names a folder that has it as
//! `aws-sig-v4-test-suite`, with the files `.req`, `.creq` and `.authz` of each case.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use wireform::{HttpRequest, Moment, RequestParts};
use wireform_codegen::source::Sources;
use wireform_interpret::Interpreter;

mod generated {
    wireform::include_schema!("sigv4.yaml");
}
use generated::sigv4::{ApiCredentials, Aws4Auth};

const ACCESS_KEY: &str = "AKIDEXAMPLE";
const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// Cases of the suite: a request, and the signed headers and the signature that it gets.
const CASES: &[(&str, &str, &str)] = &[
    (
        "GET / HTTP/1.1\nHost:example.amazonaws.com",
        "host;x-amz-date",
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    ),
    (
        "GET /?Param1=value2&Param1=value1 HTTP/1.1\nHost:example.amazonaws.com",
        "host;x-amz-date",
        "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694",
    ),
    (
        "GET / HTTP/1.1\nHost:example.amazonaws.com\nMy-Header1: value1\nMy-Header2: \"a   b   c\"",
        "host;my-header1;my-header2;x-amz-date",
        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
    ),
    (
        "POST / HTTP/1.1\nContent-Type:application/x-www-form-urlencoded\nHost:example.amazonaws.com\n\nParam1=value1",
        "content-type;host;x-amz-date",
        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    ),
    (
        "GET //example// HTTP/1.1\nHost:example.amazonaws.com",
        "host;x-amz-date",
        "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
    ),
    (
        "GET /?\u{1234}=bar HTTP/1.1\nHost:example.amazonaws.com",
        "host;x-amz-date",
        "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
    ),
];

/// Reads a request of the suite. The step sets `X-Amz-Date`, so the request does not keep it.
fn request(text: &str) -> RequestParts {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let (line, lines) = head.split_once('\n').unwrap_or((head, ""));
    let line = line.strip_suffix(" HTTP/1.1").expect("a request line");
    let (method, target) = line.split_once(' ').expect("a method and a target");
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        match line.split_once(':') {
            Some((name, value)) if !line.starts_with(' ') => {
                headers.push((name.to_owned(), value.to_owned()));
            }
            _ => {
                let (_, value) = headers.last_mut().expect("a header continues");
                value.push_str(line);
            }
        }
    }
    headers.retain(|(name, _)| {
        !["x-amz-date", "x-amz-security-token"].contains(&&*name.to_lowercase())
    });
    RequestParts {
        method: method.to_owned(),
        url: format!("https://example.amazonaws.com{target}"),
        headers,
        body: body.as_bytes().to_vec(),
    }
}

/// Signs a request with both executors, which must agree. Returns the header `Authorization`.
fn authorization(parts: &RequestParts, token: Option<&str>) -> String {
    let moment = Moment::new(
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160),
        [0; 16],
    );
    let credentials = ApiCredentials::new(Aws4Auth {
        access_key: ACCESS_KEY,
        secret_key: SECRET_KEY,
        session_token: token,
    });
    let emitted_credentials = credentials.expect("valid credentials");
    let emitted = emitted_credentials
        .sign(parts.clone(), "call", &moment)
        .expect("it is signed");

    let mut sources = Sources::new();
    sources.add("sigv4.yaml", include_str!("../sigv4.yaml"));
    let (plans, _) = wireform_codegen::plan_sources(&sources);
    let interpreter = Interpreter::new(&plans[0]);
    let call = interpreter.operation("call").expect("it is there");
    let given = [
        ("access_key", Some(ACCESS_KEY)),
        ("secret_key", Some(SECRET_KEY)),
        ("session_token", token),
    ];
    let given = given
        .iter()
        .filter_map(|(name, value)| Some(((*name).to_owned(), (*value)?.to_owned())));
    let given: Vec<_> = given.collect();
    let credentials = call.credentials(None, &given).expect("valid credentials");
    let interpreted = call
        .sign(parts.clone(), &credentials, &moment)
        .expect("it is signed");
    assert_eq!(emitted, interpreted);
    let signed = RequestParts {
        method: emitted.method().to_owned(),
        url: emitted.url().to_owned(),
        headers: emitted
            .headers()
            .map(|header| (header.name().to_owned(), header.value().to_owned()))
            .collect(),
        body: emitted.body().to_vec(),
    };
    let again = emitted_credentials
        .sign(signed.clone(), "call", &moment)
        .expect("it is signed");
    assert_eq!(header(&again), header(&emitted), "signed twice");
    let again_interpreted = call
        .sign(signed, &credentials, &moment)
        .expect("it is signed");
    assert_eq!(again, again_interpreted);
    header(&emitted)
}

fn header(request: &HttpRequest) -> String {
    let header = request.header("Authorization").expect("it is signed");
    assert!(header.is_sensitive());
    header.value().to_owned()
}

#[test]
fn published_cases_have_their_signatures() {
    for (text, headers, signature) in CASES {
        let expected = format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders={headers}, Signature={signature}"
        );
        assert_eq!(authorization(&request(text), None), expected, "{text}");
    }
}

/// Adds the cases of a folder: each file `.req` with its `.authz`.
fn cases(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            cases(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "req") {
            found.push(path);
        }
    }
}

#[test]
fn the_whole_suite_has_its_signatures() {
    let suites = std::env::var_os("WIREFORM_SUITES").map(PathBuf::from);
    let folder = suites.map(|suites| suites.join("aws-sig-v4-test-suite"));
    let Some(folder) = folder.filter(|folder| folder.is_dir()) else {
        println!(
            "the suite did not run: WIREFORM_SUITES names no folder with aws-sig-v4-test-suite"
        );
        return;
    };
    let mut found = Vec::new();
    cases(&folder, &mut found);
    assert!(!found.is_empty(), "no case in {}", folder.display());
    let mut wrong = Vec::new();
    for path in &found {
        let text = fs::read_to_string(path).expect("UTF-8");
        let expected = fs::read_to_string(path.with_extension("authz")).expect("UTF-8");
        // A case with a session token has it in its canonical request only.
        let canonical = fs::read_to_string(path.with_extension("creq")).expect("UTF-8");
        let mut lines = canonical.lines();
        let token = lines.find_map(|line| line.strip_prefix("x-amz-security-token:"));
        if authorization(&request(&text), token) != expected.trim() {
            wrong.push(path.file_stem().unwrap_or_default().to_owned());
        }
    }
    println!("{} of {} cases", found.len() - wrong.len(), found.len());
    assert!(wrong.is_empty(), "{wrong:?}");
}
