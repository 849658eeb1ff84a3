//! Checks the site of all schemas that ship with wireform: its HTML, its anchors and links, and its colours.

#[path = "site/contrast.rs"]
mod contrast;
#[path = "site/markup.rs"]
mod markup;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use wireform_codegen::plan::{Field, Operation, Plan};
use wireform_codegen::source::Sources;
use wireform_site::pages::{Extras, File, site};
use wireform_site::{anchor, layout};

use markup::{Tag, tags};

static PLANS: LazyLock<Vec<Plan>> = LazyLock::new(|| {
    let mut sources = Sources::new();
    for schema in wireform_schemas::every() {
        sources.add(format!("{}.yaml", schema.name), schema.text);
    }
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(!diagnostics.has_errors());
    plans
});

static FILES: LazyLock<Vec<File>> =
    LazyLock::new(|| site(&PLANS, &Extras::default()).expect("all names differ"));

/// The tags of each page, by its path.
static PAGES: LazyLock<BTreeMap<&str, Vec<Tag>>> = LazyLock::new(|| {
    let pages = FILES.iter().filter(|file| file.path.ends_with(".html"));
    pages
        .map(|file| (file.path.as_str(), tags(&file.path, &file.text)))
        .collect()
});

fn ids(path: &str) -> Vec<&'static str> {
    PAGES[path].iter().filter_map(|tag| tag.get("id")).collect()
}

#[test]
fn every_anchor_is_unique_on_its_page() {
    for path in PAGES.keys() {
        let ids = ids(path);
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{path}");
    }
}

#[test]
fn every_link_leads_to_something_on_the_site() {
    let mut count = 0;
    for (path, tags) in &*PAGES {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in tags.iter().filter_map(|tag| tag.get("href")) {
            if link.starts_with("https://") || link.starts_with("http://") {
                continue;
            }
            let (file, id) = link.split_once('#').unwrap_or((link, ""));
            let target = match (file, file.strip_prefix("../")) {
                ("", _) => (*path).to_owned(),
                (_, Some(rest)) => rest.to_owned(),
                (file, None) if folder.is_empty() => file.to_owned(),
                (file, None) => format!("{folder}/{file}"),
            };
            assert!(FILES.iter().any(|it| it.path == target), "{path}: {link}");
            if !id.is_empty() {
                assert!(ids(&target).contains(&id), "{path}: {link}");
            }
            count += 1;
        }
    }
    assert!(count > 2000, "{count} links");
}

#[test]
fn pages_load_nothing_from_another_site() {
    for (path, tags) in &*PAGES {
        for tag in tags {
            let loads = match tag.name.as_str() {
                "link" => tag.get("href"),
                "script" | "img" | "iframe" | "source" => tag.get("src"),
                _ => None,
            };
            assert!(
                loads.is_none_or(|it| !it.contains("//")),
                "{path}: {loads:?}"
            );
            assert!(
                tag.get("style").is_none() && tag.get("onclick").is_none(),
                "{path}"
            );
        }
    }
    for file in FILES.iter().filter(|file| file.path.ends_with(".css")) {
        assert!(!file.text.contains("url(") && !file.text.contains("@import"));
    }
}

#[test]
fn every_field_rule_and_response_has_the_anchor_that_links_use() {
    for plan in &*PLANS {
        let ids: BTreeSet<&str> = ids(&anchor::provider(&plan.schema)).into_iter().collect();
        let check = |id: String| assert!(ids.contains(id.as_str()), "{}: {id}", plan.schema);
        for operation in &plan.operations {
            check(anchor::operation(&operation.name));
            for path in paths(plan, operation) {
                check(anchor::field(&operation.name, &path));
            }
            for rule in plan.rules_of(operation) {
                check(anchor::rule(&operation.name, &rule.name));
            }
            for case in &operation.responses {
                check(anchor::response(&operation.name, &case.name));
            }
            for example in &operation.examples {
                check(anchor::example(&operation.name, &example.name));
            }
        }
    }
}

/// Returns the paths of fields that a violation can name.
fn paths(plan: &Plan, operation: &Operation) -> Vec<String> {
    let is_read = |path: &String| {
        let mut fields: &[Field] = &operation.fields;
        path.split('.').any(|name| {
            let field = fields.iter().find(|it| it.name == name);
            let object = field.and_then(|it| it.ty.object_within());
            fields = object.map_or(&[], |it| &plan.objects[it].fields);
            field.is_none_or(|it| it.access.is_read_only())
        })
    };
    let mut paths = plan.field_paths(operation);
    paths.retain(|path| !is_read(path));
    paths
}

#[test]
fn every_diagnostic_has_an_anchor() {
    let ids = ids(anchor::DIAGNOSTICS);
    for code in wireform_codegen::all_codes() {
        assert!(ids.contains(&code.code), "{}", code.code);
    }
}

/// The fixtures have every construct of the language.
#[test]
fn every_construct_of_the_language_has_a_well_formed_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/positive");
    let mut plans = Vec::new();
    for entry in fs::read_dir(folder).expect("the fixtures") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".yaml") {
            let mut sources = Sources::new();
            sources.add(name, fs::read_to_string(&path).expect("the fixture"));
            plans.extend(wireform_codegen::plan_sources(&sources).0);
        }
    }
    assert!(plans.len() > 20, "{}", plans.len());
    for file in site(&plans, &Extras::default()).expect("all names differ") {
        if file.path.starts_with("providers/") || file.path == anchor::COMPARISON {
            let tags = tags(&file.path, &file.text);
            let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
            let unique: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), unique.len(), "{}", file.path);
        }
    }
}

#[test]
fn every_note_of_a_schema_is_on_its_page() {
    for plan in &*PLANS {
        let path = anchor::provider(&plan.schema);
        let file = FILES.iter().find(|file| file.path == path);
        let text = &file.expect("the page").text;
        for note in &plan.notes {
            let shown = layout::prose(&note.reason);
            assert!(text.contains(shown.as_str()), "{path}: {}", note.place);
        }
    }
}

#[test]
fn secrets_of_examples_are_masked() {
    for plan in &*PLANS {
        let path = anchor::provider(&plan.schema);
        let file = FILES.iter().find(|file| file.path == path);
        let text = &file.expect("the page").text;
        for operation in &plan.operations {
            for example in &operation.examples {
                for (name, value) in &example.credentials {
                    let mut all = plan.credentials.iter();
                    let is_secret = all.any(|it| it.name == *name && it.secret);
                    // A short secret is a part of other words.
                    let is_found = value.len() > 8 && text.contains(value.as_str());
                    assert!(
                        !(is_secret && is_found),
                        "{path}: {name} of {}",
                        example.name
                    );
                }
            }
        }
    }
}

#[test]
fn secrets_in_responses_of_examples_are_masked() {
    let mut sources = Sources::new();
    let schema = r#"
wireform: 1
provider: { name: Own }
endpoints: { api: { servers: {} } }
types:
  Login: { fields: { name: string, pin: { type: integer, secret: true } } }
operations:
  ping:
    http: GET /ping
    update: none
    responses:
      json:
        match: { status: 200 }
        outcome: success
        body: json
        fields:
          keys: { type: list, items: string, secret: true }
          logins: { type: list, items: Login }
          short: { type: string, secret: true }
          quoted: { type: string, secret: true }
        examples:
          all: { body: '{"keys":["key-1","key-2"],"logins":[{"name":"a12345","pin":12345}],"short":"a","quoted":"q\"u\/o","banana":1}' }
      xml:
        match: { status: 201 }
        outcome: success
        body: xml
        fields: { token: { type: string, secret: true, xml: { at: answer.token } } }
        examples:
          escaped: { status: 201, body: '<answer><token>t&amp;k&lt;n</token><rest>open</rest></answer>' }
          referred: { status: 201, body: '<answer><token>&#115;esame</token><rest>closed</rest></answer>' }
      header:
        match: { status: 202 }
        outcome: success
        fields: { session: { type: string, secret: true, in: cookie, wire: session } }
        examples:
          cookie: { status: 202, headers: { Set-Cookie: 'session=sesam; Path=/' }, body: '' }
"#;
    sources.add("own.yaml", schema);
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    let files = site(&plans, &Extras::default()).expect("one name");
    let path = anchor::provider("own");
    let text = &files
        .iter()
        .find(|file| file.path == path)
        .expect("it")
        .text;
    let shown = |part: &str| {
        assert!(
            text.contains(layout::Html::text(part).as_str()),
            "{part}: {text}"
        )
    };
    shown(
        r#"{"keys":["***","***"],"logins":[{"name":"a12345","pin":***}],"short":"***","quoted":"***","banana":1}"#,
    );
    shown("<answer><token>***</token><rest>open</rest></answer>");
    shown("HTTP/1.1 201\n\n***");
    shown("Set-Cookie: session=***; Path=/");
    assert!(!text.contains("sesam") && !text.contains("115;"), "{text}");
}

#[test]
fn the_same_schemas_give_the_same_site() {
    assert_eq!(
        site(&PLANS, &Extras::default()).expect("all names differ"),
        *FILES
    );
}

#[test]
fn a_name_cannot_stand_for_two_schemas() {
    let twice = [PLANS[0].clone(), PLANS[0].clone()];
    let same = site(&twice, &Extras::default()).expect_err("the names are equal");
    assert_eq!(
        same.to_string(),
        "two schemas are called autodns; rename one of the files"
    );
}

#[test]
fn the_index_of_the_search_is_json_with_targets_on_the_site() {
    let file = FILES.iter().find(|file| file.path == "search-index.js");
    let text = &file.expect("the index").text;
    let list = text
        .strip_prefix("window.wireformIndex = ")
        .expect("an assignment");
    let list = list.trim_end().trim_end_matches(";").replace(",\n]", "\n]");
    let entries: Vec<[String; 4]> = serde_json::from_str(&list).expect("JSON");
    assert!(entries.len() > 800, "{}", entries.len());
    for [title, _, target, _] in &entries {
        let (file, id) = target.split_once('#').unwrap_or((target, ""));
        assert!(PAGES.contains_key(file), "{title}: {target}");
        assert!(
            id.is_empty() || ids(file).contains(&id),
            "{title}: {target}"
        );
    }
}

#[test]
fn every_schema_is_on_the_site_and_in_the_comparison() {
    let comparison = FILES.iter().find(|file| file.path == "comparison.json");
    let comparison = &comparison.expect("the comparison").text;
    let comparison: serde_json::Value = serde_json::from_str(comparison).expect("JSON");
    let compared: Vec<&str> = comparison["providers"]
        .as_array()
        .expect("the providers")
        .iter()
        .filter_map(|it| it["schema"].as_str())
        .collect();
    for schema in wireform_schemas::every() {
        let page = anchor::provider(schema.name);
        assert!(PAGES.contains_key(page.as_str()), "{page}");
        // The provider has withdrawn the one operation of LogicBoxes.
        let is_compared = compared.contains(&schema.name);
        assert_eq!(is_compared, schema.name != "logicboxes", "{}", schema.name);
    }
    for datum in comparison["data"].as_array().expect("the data") {
        let fields = datum["fields"].as_array().map_or(0, Vec::len);
        let pairs = datum["pairs"].as_array().expect("the pairs");
        assert_eq!(
            pairs.len(),
            fields * fields.saturating_sub(1) / 2,
            "{datum}"
        );
        assert!(
            pairs.iter().all(|it| it["relation"] != "undecided"),
            "{datum}"
        );
    }
}

#[test]
fn pages_are_small_and_load_the_index_of_the_search_only_for_a_search() {
    for file in FILES.iter() {
        let most = match file.path.as_str() {
            "search-index.js" => 256 << 10,
            _ => 384 << 10,
        };
        let size = file.text.len();
        assert!(size < most, "{} has {size} bytes", file.path);
    }
    for (path, tags) in &*PAGES {
        let scripts = tags.iter().filter(|tag| tag.name == "script");
        let scripts: Vec<&str> = scripts.filter_map(|tag| tag.get("src")).collect();
        assert!(
            matches!(scripts[..], [one] if one.ends_with("search.js")),
            "{path}: {scripts:?}"
        );
    }
}

#[test]
fn text_has_the_contrast_of_wcag_aa_in_every_scheme() {
    contrast::check(layout::STYLE);
}
