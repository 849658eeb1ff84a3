//! WHATWG URL: the serializer and the parser of `application/x-www-form-urlencoded`.

use serde_json::{Map, Value, json};
use wireform_conformance::{Case, Subject, Verdict, check_suite, read_json, suite};

/// A form as the fields of an operation: pairs of one name that follow each other are a list.
struct Form {
    subject: Subject,
    values: Value,
}

impl Form {
    fn of(pairs: &[(String, String)]) -> Result<Self, String> {
        let mut fields = String::new();
        let mut values = Map::new();
        for (number, group) in pairs
            .chunk_by(|first, second| first.0 == second.0)
            .enumerate()
        {
            let name = Value::String(group[0].0.clone());
            let texts: Vec<&str> = group.iter().map(|(_, value)| value.as_str()).collect();
            let (facets, value) = match texts[..] {
                [text] => ("type: string", json!(text)),
                _ => ("type: list, items: { type: string }", json!(texts)),
            };
            fields.push_str(&format!(
                "      f{number}: {{ {facets}, form: {{ name: {name} }} }}\n"
            ));
            values.insert(format!("f{number}"), value);
        }
        let fields = match fields.is_empty() {
            true => "      {}\n".to_owned(),
            false => fields,
        };
        let entries = format!("    http: POST /call\n    body: form\n    fields:\n{fields}");
        Ok(Form {
            subject: Subject::of_operation(&entries)?,
            values: Value::Object(values),
        })
    }
}

#[test]
fn serializer() {
    let Some(folder) = suite("whatwg-urlencoded") else {
        return;
    };
    let mut cases = Vec::new();
    let written = read_json(&folder.join("serializer-cases.json"));
    for (number, case) in written.as_array().expect("cases").iter().enumerate() {
        let pairs: Vec<(String, String)> =
            serde_json::from_value(case["pairs"].clone()).expect("pairs");
        let id = format!("{number}: {}", case["name"].as_str().expect("a name"));
        cases.push(judged(id, &pairs, &case["expected"]));
    }
    let sweep = read_json(&folder.join("serializer-codepoint-sweep.json"));
    for (number, case) in sweep["cases"].as_array().expect("cases").iter().enumerate() {
        let value = case["value"].as_str().expect("a value").to_owned();
        let pairs = [("k".to_owned(), value)];
        cases.push(judged(format!("sweep {number}"), &pairs, &case["expected"]));
    }
    check_suite("urlencoded, serializer", &cases);
}

fn judged(id: String, pairs: &[(String, String)], expected: &Value) -> Case {
    let expected = expected.as_str().expect("a text");
    let written = Form::of(pairs).and_then(|form| form.subject.encode(&form.values));
    let verdict = match written {
        Ok(found) => Verdict::of(found == expected, || format!("it is written as {found}")),
        Err(reason) => Verdict::Inexpressible(reason),
    };
    Case { id, verdict }
}

#[test]
fn parser() {
    let Some(file) = suite("whatwg-urlencoded/urlencoded-parser-data.json") else {
        return;
    };
    let data = read_json(&file);
    let cases = data
        .as_array()
        .expect("cases")
        .iter()
        .enumerate()
        .map(|(number, case)| {
            let input = case["input"].as_str().expect("a body");
            let pairs: Vec<(String, String)> =
                serde_json::from_value(case["output"].clone()).expect("pairs");
            let verdict = match Form::of(&pairs) {
                Err(reason) => Verdict::Inexpressible(reason),
                Ok(form) => {
                    let found = form.subject.decode_form(input);
                    Verdict::of(found == Ok(form.values), || {
                        format!("it is read as {found:?}")
                    })
                }
            };
            let id = format!("{number}: {}", input.escape_debug());
            Case { id, verdict }
        });
    check_suite("urlencoded, parser", &cases.collect::<Vec<_>>());
}
