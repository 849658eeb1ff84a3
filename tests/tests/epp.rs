//! Checks that the documents of EPP are those of RFC 5730 and RFC 5733, for the examples and for generated requests.
//!
//! `WIREFORM_SUITES` names the folder with the XML schemas of the RFCs, and `WIREFORM_XSD_PYTHON` a Python with the package
//! `xmlschema`. Without them, only the order of the elements is compared. `tests/clients/run` installs the package and sets the variable.

use std::path::{Path, PathBuf};
use std::process::Command;

use wireform::__rt::response::{Document, Markup, Node};
use wireform::__rt::xml;
use wireform::Waivers;
use wireform_codegen::plan::{Expectation, Plan};
use wireform_interpret::{Call, Facts, Interpreter, ReadOptions};
use wireform_tests::generate::Generator;
use wireform_tests::plans;

/// The order of the elements in an element, by RFC 5730 and RFC 5733.
const ORDER: &[(&str, &[&str])] = &[
    ("epp", &["command", "response"]),
    (
        "command",
        &["login", "create", "info", "update", "extension", "clTRID"],
    ),
    ("login", &["clID", "pw", "newPW", "options", "svcs"]),
    (
        "contact:create",
        &[
            "id",
            "postalInfo",
            "voice",
            "fax",
            "email",
            "authInfo",
            "disclose",
        ],
    ),
    ("contact:info", &["id", "authInfo"]),
    ("contact:update", &["id", "add", "rem", "chg"]),
    (
        "contact:chg",
        &[
            "postalInfo",
            "voice",
            "fax",
            "email",
            "authInfo",
            "disclose",
        ],
    ),
    ("contact:postalInfo", &["name", "org", "addr"]),
    ("contact:addr", &["street", "city", "sp", "pc", "cc"]),
    (
        "contact:disclose",
        &["name", "org", "addr", "voice", "fax", "email"],
    ),
];

fn plan() -> Plan {
    let mut schemas = wireform_schemas::COMMUNITY.iter();
    let schema = schemas.find(|schema| schema.name == "epp");
    plans::compile("epp", schema.expect("the schema of EPP").text)
}

/// Returns the documents of generated requests, and those of the examples of requests and responses.
fn documents(plan: &Plan) -> Vec<String> {
    let interpreter = Interpreter::new(plan);
    let mut all = Vec::new();
    for call in interpreter.operations() {
        let mut generator = Generator::new(plan, call.operation(), 57);
        for round in 0..150 {
            let case = match round % 3 {
                0 => generator.full(),
                1 => generator.valid(),
                _ => generator.ruled(),
            };
            let mut values = case.values.clone().into();
            name_elements(&mut values);
            all.extend(document(&call, values));
        }
        let operation = call.operation();
        for example in &operation.examples {
            match &example.expect {
                // The RFCs do not describe the elements of the example of an extension.
                Expectation::Request { body, .. } => {
                    let body = body.iter().filter(|body| !body.contains("urn:example:"));
                    all.extend(body.cloned());
                }
                Expectation::Violations(_) => {}
            }
        }
        for case in &operation.responses {
            all.extend(case.examples.iter().map(|example| example.body.clone()));
        }
    }
    all
}

/// An element that the XML schemas of the RFCs describe. They let an extension have only such elements.
const ELEMENT: &str = r#"<c:chkData xmlns:c="urn:ietf:params:xml:ns:contact-1.0"><c:cd><c:id avail="1">sh8013</c:id></c:cd></c:chkData>"#;

/// Replaces random elements by one that the XML schemas of the RFCs describe, and characters that XML cannot carry by letters.
fn name_elements(values: &mut serde_json::Value) {
    match values {
        serde_json::Value::String(text) if text.trim_start().starts_with('<') => {
            ELEMENT.clone_into(text);
        }
        serde_json::Value::String(text) => {
            let carried = |it: char| if xml::is_representable(it) { it } else { 'x' };
            *text = text.chars().map(carried).collect();
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(name_elements),
        serde_json::Value::Object(members) => members.values_mut().for_each(name_elements),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

/// Returns the document of a request; none if its values are not valid.
fn document(call: &Call<'_>, values: serde_json::Value) -> Option<String> {
    let input = serde_json::from_value(values).expect("JSON is input");
    let options = ReadOptions {
        delete_missing: true,
    };
    let (values, _) = call.read(&input, options);
    let valid = call.valid(values, &Facts::new(), &Waivers::NONE).ok()?;
    let auth = call.operation().auths.first().copied();
    let of_login = [("client_id", "ClientX"), ("password", "foo-BAR2")];
    let of_login = of_login.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let credentials = call.credentials(auth, &[]);
    let credentials = credentials.or_else(|_| call.credentials(auth, &of_login));
    let credentials = credentials.expect("the cookie is optional");
    let binding = call.operation().bindings.ids().next()?;
    let request = call.encode(&valid, binding, "https://epp.example", &credentials);
    let body = request.expect("nothing is signed").body().to_vec();
    Some(String::from_utf8(body).expect("XML is UTF-8"))
}

/// Reports the elements that are not in the order of the RFCs.
fn check_order(name: &str, node: &Node<'_>, problems: &mut Vec<String>) {
    let order = ORDER.iter().find(|(element, _)| *element == name);
    if let Some((_, order)) = order {
        let known = node.members().iter().map(|(child, _)| {
            let local = child.split_once(':').map_or(&**child, |(_, local)| local);
            order.iter().position(|known| *known == local)
        });
        let found: Vec<_> = known.collect();
        if found.contains(&None) || !found.is_sorted() {
            problems.push(format!("{name}: {found:?}"));
        }
    }
    for (child, node) in node.members() {
        check_order(child, node, problems);
    }
}

#[test]
fn elements_have_the_order_of_the_rfcs() {
    let plan = plan();
    let namespaces: Vec<(&str, &str)> = plan
        .namespaces
        .iter()
        .map(|it| (it.prefix.as_deref().unwrap_or_default(), it.uri.as_str()))
        .collect();
    let documents = documents(&plan);
    assert!(documents.len() > 10, "{} documents", documents.len());
    let mut problems = Vec::new();
    for text in &documents {
        let document = Document::parse_in(text, Markup::Xml, &namespaces).expect("XML");
        check_order("", document.root(), &mut problems);
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn documents_are_valid_by_the_schemas_of_the_rfcs() {
    let suites = std::env::var_os("WIREFORM_SUITES").map(PathBuf::from);
    let python = std::env::var_os("WIREFORM_XSD_PYTHON");
    let (Some(suites), Some(python)) = (suites, python) else {
        println!(
            "skipped: WIREFORM_SUITES and WIREFORM_XSD_PYTHON are not set, so nothing was validated"
        );
        return;
    };
    let folder = std::env::temp_dir().join(format!("wireform-epp-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the documents");
    let documents = documents(&plan());
    for (number, text) in documents.iter().enumerate() {
        std::fs::write(folder.join(format!("{number:04}.xml")), text).expect("a document");
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("clients/validate_xml.py");
    let output = Command::new(python)
        .arg(script)
        .arg(suites.join("epp-xsd"))
        .arg(&folder)
        .output()
        .expect("Python runs");
    std::fs::remove_dir_all(&folder).expect("the folder was made here");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(
        said.trim(),
        format!("{} documents are valid", documents.len())
    );
    println!("{said}");
}
