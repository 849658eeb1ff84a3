//! protovalidate: rules of strings and lists become facets of one field.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use wireform_conformance::{Case, Subject, Verdict, check_suite, read_json, suite};

#[test]
fn strings() {
    let Some(file) = suite("protovalidate/strings.json") else {
        return;
    };
    let suite = read_json(&file);
    let cases = suite["cases"]
        .as_array()
        .expect("cases")
        .iter()
        .map(|case| {
            let none = Map::new();
            let rules = case["rules"].as_object().unwrap_or(&none);
            let facets = match (
                rules.is_empty(),
                case["message"].as_str().expect("a message"),
            ) {
                (true, "StringNone") | (false, _) => facets(rules),
                (true, "StringPatternEscapes") => Ok(searched(r"\* \\ \w")),
                (true, message) => library(message, case),
            };
            judged(case, facets.map(|facets| format!("type: string{facets}")))
        });
    check_suite("protovalidate, strings", &cases.collect::<Vec<_>>());
}

#[test]
fn lists() {
    let Some(file) = suite("protovalidate/repeated.json") else {
        return;
    };
    let suite = read_json(&file);
    let cases = suite["cases"]
        .as_array()
        .expect("cases")
        .iter()
        .map(|case| {
            let proto = case["rule_proto"].as_str().expect("a rule");
            judged(case, Ok(list(proto)))
        });
    check_suite("protovalidate, lists", &cases.collect::<Vec<_>>());
}

/// Compiles the facets as those of one field, and validates the value of the case.
fn judged(case: &Value, facets: Result<String, String>) -> Case {
    let expected = case["valid"].as_bool().expect("a verdict");
    let subject = facets.and_then(|facets| {
        Subject::of_operation(&format!(
            "    http: POST /call\n    body: json\n    fields: {{ value: {{ {facets} }} }}\n"
        ))
    });
    let verdict = match subject {
        Err(reason) => Verdict::Inexpressible(reason),
        Ok(subject) => {
            let found = subject.judge(&json!({ "value": case["value"] }));
            Verdict::of(found.is_valid() == expected, || {
                format!("expected {expected}, found {found:?}")
            })
        }
    };
    let id = case["id"].as_str().expect("a name").to_owned();
    Case { id, verdict }
}

/// Returns the facets of the rules of a string, each after a comma.
fn facets(rules: &Map<String, Value>) -> Result<String, String> {
    let mut facets = String::new();
    let is_bytes = rules.keys().any(|rule| rule.ends_with("_bytes"));
    if is_bytes {
        facets.push_str(", lengthUnit: bytes");
    }
    for (rule, value) in rules {
        let facet = match (rule.as_str(), value) {
            ("strict" | "example", _) | (_, Value::Bool(false)) => String::new(),
            ("const", value) => enumeration(std::slice::from_ref(value)),
            ("in", Value::Array(values)) => enumeration(values),
            ("not_in", Value::Array(values)) => {
                let values: Vec<String> = values.iter().map(|it| quoted(text(it))).collect();
                excluded(&format!("^(?:{})$", values.join("|")))
            }
            ("not_contains", value) => excluded(&quoted(text(value))),
            ("len" | "len_bytes", length) => format!(", minLength: {length}, maxLength: {length}"),
            ("min_len" | "min_bytes", length) => format!(", minLength: {length}"),
            ("max_len" | "max_bytes", length) => format!(", maxLength: {length}"),
            ("pattern", value) => searched(text(value)),
            ("prefix", value) => searched(&format!("^{}", quoted(text(value)))),
            ("suffix", value) => searched(&format!("{}$", quoted(text(value)))),
            ("contains", value) => searched(&quoted(text(value))),
            ("ipv4_with_prefixlen", _) => ", format: ipv4_cidr".to_owned(),
            ("ipv6_with_prefixlen", _) => ", format: ipv6_cidr".to_owned(),
            ("ip_with_prefixlen", _) => ", format: [ipv4_cidr, ipv6_cidr]".to_owned(),
            ("ipv4_prefix", _) => ", format: ipv4_prefix".to_owned(),
            ("uri_ref", _) => ", format: uri_reference".to_owned(),
            ("ip_prefix" | "ipv6_prefix", _) => {
                return Err(
                    "no format compares the bits behind the prefix of an IPv6 address".to_owned(),
                );
            }
            ("email" | "hostname" | "host_and_port" | "ipv4" | "ipv6" | "uri" | "uuid", _) => {
                format!(", format: {rule}")
            }
            ("ip", _) => ", format: [ipv4, ipv6]".to_owned(),
            ("address", _) => ", format: [hostname, ipv4, ipv6]".to_owned(),
            ("tuuid", _) => searched("^[0-9a-fA-F]{32}$"),
            ("ulid", _) => searched("^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$"),
            ("protobuf_fqn", _) => {
                searched("^[A-Za-z_][A-Za-z_0-9]*(?:\\.[A-Za-z_][A-Za-z_0-9]*)*$")
            }
            ("protobuf_dot_fqn", _) => {
                searched("^\\.[A-Za-z_][A-Za-z_0-9]*(?:\\.[A-Za-z_][A-Za-z_0-9]*)*$")
            }
            ("well_known_regex", name) => searched(well_known(text(name), rules.get("strict"))),
            (rule, _) => return Err(format!("there is no facet for `{rule}`")),
        };
        facets.push_str(&facet);
    }
    Ok(facets)
}

/// Returns the pattern of a name or a value of an HTTP header. Patterns that are not strict exclude line breaks only.
fn well_known(name: &str, strict: Option<&Value>) -> &'static str {
    match (name, strict) {
        (_, Some(Value::Bool(false))) if name.ends_with("NAME") => r"^[^\x00\x0A\x0D]+$",
        (_, Some(Value::Bool(false))) => r"^[^\x00\x0A\x0D]*$",
        _ if name.ends_with("NAME") => r"^:?[0-9a-zA-Z!#$%&'*+\-.^_|~`]+$",
        _ => r"^[^\x00-\x08\x0A-\x1F\x7F]*$",
    }
}

/// Returns the facets of a function of the library of expressions.
fn library(function: &str, case: &Value) -> Result<String, String> {
    let version = case["args"]["Version"].as_str().unwrap_or("proto.Int32(0)");
    // The suite states this argument in the name of the case only.
    let id = case["id"].as_str().expect("a name");
    let needs_port = id.contains("/port_required/true/");
    Ok(match (function, version) {
        ("IsEmail", _) => ", format: email".to_owned(),
        ("IsHostname", _) => ", format: hostname".to_owned(),
        ("IsHostAndPort", _) if needs_port => ", format: host_and_port".to_owned(),
        ("IsHostAndPort" | "StringHostAndOptionalPort", _) => {
            ", format: [host, host_and_port]".to_owned()
        }
        ("IsIp", "proto.Int32(4)") => ", format: ipv4".to_owned(),
        ("IsIp", "proto.Int32(6)") => ", format: ipv6".to_owned(),
        ("IsIp", "proto.Int32(0)") => ", format: [ipv4, ipv6]".to_owned(),
        (function, version) => return Err(format!("there is no facet for {function} {version}")),
    })
}

/// Returns the facets of a list, from the text of its rule.
fn list(proto: &str) -> String {
    let mut facets = String::new();
    let number_after = |name: &str| -> Option<String> {
        let rest = proto.split_once(name)?.1;
        let rest = rest.trim_start_matches([' ', ':', '=']);
        Some(rest.chars().take_while(char::is_ascii_digit).collect())
    };
    for (rule, facet) in [("min_items", "minItems"), ("max_items", "maxItems")] {
        if let Some(number) = number_after(rule) {
            let _ = write!(facets, ", {facet}: {number}");
        }
    }
    if proto.contains("unique = true") {
        facets.push_str(", uniqueItems: true");
    }
    let mut item = match proto.split_whitespace().nth(1) {
        Some("string") => "type: string".to_owned(),
        Some("float" | "double") => "type: number".to_owned(),
        _ => "type: integer".to_owned(),
    };
    if proto.contains("not_in") {
        item.push_str(&excluded("^(?:foo|bar)$"));
    } else if proto.contains(" in:") {
        item.push_str(&enumeration(&[json!("foo"), json!("bar")]));
    }
    if proto.contains("string.pattern") {
        item.push_str(&searched("(?i)^[a-z0-9]+$"));
    }
    if let Some(number) = number_after("{len") {
        let _ = write!(item, ", minLength: {number}, maxLength: {number}");
    }
    if proto.contains("float.gt = 0") {
        item.push_str(", exclusiveMinimum: 0");
    }
    format!("type: list, items: {{ {item} }}{facets}")
}

fn enumeration(values: &[Value]) -> String {
    let values: Vec<String> = values
        .iter()
        .map(|it| format!("{it}: a value of the suite"))
        .collect();
    format!(", enum: {{ {} }}", values.join(", "))
}

fn searched(pattern: &str) -> String {
    format!(
        ", match: search, dialect: pcre, pattern: {}",
        json!(pattern)
    )
}

fn excluded(pattern: &str) -> String {
    let pattern = json!(pattern);
    format!(", all_of: {{ excluded: {{ excludes: {pattern}, says: is excluded }} }}")
}

/// Returns an expression that matches a text only. The texts of the suite have letters only.
fn quoted(text: &str) -> String {
    assert!(
        text.chars().all(char::is_alphanumeric),
        "{text} has to be quoted"
    );
    text.to_owned()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}
