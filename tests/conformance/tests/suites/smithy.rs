//! Smithy's protocol tests: the requests of each protocol.

use wireform_conformance::{Case, Smithy, check_suite, read_json, suite};

fn check(name: &str) {
    let Some(file) = suite(&format!("smithy-protocol-tests/{name}.json")) else {
        return;
    };
    let document = read_json(&file);
    let smithy = Smithy::new(name, &document);
    let operations = document["operations"].as_array().expect("operations");
    let tests = operations.iter().flat_map(|operation| {
        let tests = operation["requestTests"].as_array().expect("tests");
        tests.iter().map(move |test| (operation, test))
    });
    let cases = tests.map(|(operation, test)| Case {
        id: test["id"].as_str().expect("a name").to_owned(),
        verdict: smithy.judge(operation, test),
    });
    check_suite(&format!("Smithy, {name}"), &cases.collect::<Vec<_>>());
}

#[test]
fn aws_json() {
    check("awsJson1_1");
}

#[test]
fn rest_json() {
    check("restJson1");
}

#[test]
fn rest_xml() {
    check("restXml");
}

#[test]
fn aws_query() {
    check("awsQuery");
}

#[test]
fn ec2_query() {
    check("ec2Query");
}

#[test]
fn validation() {
    let Some(file) = suite("smithy-protocol-tests/restJson1-validation.json") else {
        return;
    };
    let document = read_json(&file);
    let smithy = Smithy::new("restJson1-validation", &document);
    let operations = document["operations"].as_array().expect("operations");
    let tests = operations.iter().flat_map(|operation| {
        let tests = operation["malformedRequestTests"]
            .as_array()
            .expect("tests");
        tests.iter().map(move |test| (operation, test))
    });
    let cases = tests.map(|(operation, test)| Case {
        id: test["id"].as_str().expect("a name").to_owned(),
        verdict: smithy.judge_malformed(operation, test),
    });
    check_suite("Smithy, validation", &cases.collect::<Vec<_>>());
}
