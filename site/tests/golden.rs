//! Compares the pages and the comparison of three small schemas with recorded texts. `WIREFORM_BLESS=1` records the present ones.

use std::fs;
use std::path::Path;

use wireform_codegen::plan::Plan;
use wireform_codegen::source::Sources;
use wireform_site::compare::{compare, operation_of};
use wireform_site::pages::{
    By, Evidence, Extras, How, Lines, Origin, Subject, comparison_page, site,
};

fn plans() -> Vec<Plan> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut sources = Sources::new();
    for name in ["birch.yaml", "cedar.yaml", "dahlia.yaml"] {
        let text = fs::read_to_string(folder.join(name)).expect("the schema can be read");
        sources.add(name, text);
    }
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    let messages: Vec<&str> = diagnostics.0.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(plans.len(), 3, "{messages:?}");
    plans
}

/// Returns what a lock of Birch could say.
fn extras() -> Extras {
    let page = |how| By::Page {
        page: "contacts".to_owned(),
        how,
    };
    let origins = [
        (Subject::Request, "-", "method", page(How::Stated)),
        (Subject::Request, "-", "path", page(How::Stated)),
        (Subject::Request, "phone", "field", page(How::Stated)),
        (Subject::Request, "phone", "type", page(How::Stated)),
        (Subject::Request, "phone", "required", page(How::Sample)),
        (Subject::Request, "phone", "pattern", By::Client),
        (Subject::Request, "owner.name", "field", By::Specification),
        (Subject::Rule, "fr_org", "rule", page(How::Sentence)),
        (Subject::Response, "done", "outcome", By::Author),
        // A rule and a response with the names of fields.
        (Subject::Rule, "phone", "rule", page(How::Sample)),
        (Subject::Response, "owner.name", "outcome", By::Author),
    ];
    let origins = origins.map(|(subject, path, what, by)| Origin {
        operation: "contact_update".to_owned(),
        subject,
        path: path.to_owned(),
        what: what.to_owned(),
        by,
    });
    let lines = Lines {
        cited: 12,
        waived: 3,
        open: 1,
    };
    let evidence = Evidence {
        schema: "birch".to_owned(),
        pages: vec![("contacts".to_owned(), lines)],
        origins: origins.to_vec(),
    };
    Extras {
        evidence: vec![evidence],
        is_served: false,
    }
}

fn check(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("WIREFORM_BLESS").is_some() {
        return fs::write(path, found).expect("the file can be written");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    let first = expected
        .lines()
        .zip(found.lines())
        .find(|(old, new)| old != new);
    assert!(expected == found, "{name}: {first:#?}");
}

/// Returns a page with each element of the text on a line of its own, so that a difference can be read.
fn on_lines(page: &str) -> String {
    let mut text = page.to_owned();
    for name in [
        "section", "dl", "dt", "h1", "h2", "h3", "h4", "li", "p", "figure", "svg", "rect", "text",
        "main", "nav",
    ] {
        text = text.replace(&format!("<{name}"), &format!("\n<{name}"));
    }
    text
}

#[test]
fn the_page_of_a_provider_is_as_recorded() {
    let files = site(&plans(), &extras()).expect("three names");
    let page = files
        .iter()
        .find(|file| file.path == "providers/birch.html");
    check("birch.html", &on_lines(&page.expect("the page").text));
}

#[test]
fn the_comparison_is_as_recorded_in_each_format() {
    let plans = plans();
    let chosen = plans
        .iter()
        .filter_map(|plan| Some((plan, operation_of(plan)?)));
    let comparison = compare(&chosen.collect::<Vec<_>>());
    check("comparison.txt", &comparison.table());
    check("comparison.csv", &comparison.csv());
    check("comparison.json", &comparison.json());
    let page = comparison_page(&comparison);
    let mut targets = page.split("href=\"").skip(1);
    assert!(targets.all(|it| it.starts_with('#')), "{page}");
    assert!(!page.contains("<header"), "{page}");
}
