//! The documents about breaking changes that are generated from the table of rules.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::effect::{Bump, Level, RustApi, Wire};
use super::finding::Proof;
use super::rules::{Rule, rules, topics};

const INTRODUCTION: &str = "\
# Breaking changes

This page is generated from the rules in `upkeep/src/breaking/rules/`.
`WIREFORM_BLESS=1 cargo test -p wireform-upkeep --test breaking_page` updates it.

`wireform breaking OLD NEW` compares two versions of schemas and says what the difference breaks:

```text
wireform breaking git:HEAD:schemas schemas
```

A version is a file, a directory, the name of a schema that is part of wireform, or `git:REV:PATH`.

## Two axes

Each finding has an effect on two axes.

The **wire** is about requests and responses. For a request: is a value that was accepted still accepted, and does the
provider still understand what was sent before? For a response the direction is the opposite: can the provider send what
it never sent before?

| wire | meaning | level |
|---|---|---|
| `unaffected` | Every request and every response means what it meant. | note |
| `adds` | More is accepted or said. What was accepted is still accepted. | addition |
| `undecided` | The change could not be decided. | risk |
| `breaks` | A request that was accepted is refused, or a response may contain what it never contained. | breaking |
| `redefines` | The same request is accepted and does something else. Nothing reports it. | grave |

The **Rust API** is about the code that calls the generated types: does it still compile, and does it mean the same?

| Rust | meaning | level |
|---|---|---|
| `unaffected` | Callers compile and mean the same. | note |
| `adds` | There are new items. | addition |
| `warns` | Callers compile with new warnings. | addition |
| `differs` | Callers compile and mean something else. | risk |
| `breaks` | Some caller does not compile. | breaking |

The generated structs and enums are exhaustive. A struct literal that lists every field and a `match` that lists every
variant count as callers, so that a new field or variant breaks the Rust API, as it does for `cargo-semver-checks`.
The structs and enums of responses are not exhaustive, except for the enums of their fields. A test compiles one caller for each public
item and way of use of the old code against the new code, for every pair of the fixtures, and compares the result with the
verdict.

The level of a finding is the higher one of both axes. A note increments the patch version, an addition the minor version,
and everything else the major version.

## What is decided, and how

Patterns, lengths, formats, checks and enum values of a field are one set of values. The sets of both versions are compared
with automata, and a finding shows the shortest value that only one version accepts. A witness is *confirmed* if a whole
request with it was accepted by the interpreter of one version and refused by that of the other, at this field. In a response
it is confirmed if one version wrote a response with it, read it again, and described all of its values, while the other
version did not describe the value of this field. It is *decided* if the sets differ and no such message was made, as for a
credential. It is *unconfirmed* if no request could be made that shows the difference.

A rule between fields is compared on every combination of the values and facts that it distinguishes. If there are too many,
or if the rule compares with the data as read, the change is undecided.

A rename, a move, a split and a merger are proposals: two fields are taken for one if they have the same place on the wire,
the same meaning, or the same shape and position.

A change of a named type is reported once, with the other places that use it.

## Output

`--format` is one of `human`, `json`, `markdown` (for the text of a pull request), `github` (annotations of GitHub Actions)
and `sarif` (SARIF 2.1.0). [breaking.schema.json](breaking.schema.json) describes the JSON output. With `--docs-url URL`,
each finding links to the changed construct on a site that [`wireform docs`](site.md) wrote for the new version.

`--fail-on LEVEL` sets the level from which on the command ends with status 1; the default is `risk`. `--axis wire` or
`--axis rust` takes only one axis into account for it.

## Accepted findings

`--accepted FILE` names a file with findings that do not fail the run:

```yaml
accepted:
- rule: values-narrowed
  place: contact_update.voice
  reason: The provider has refused longer numbers since May.
  until: 2027-01-31
```

`provider` is needed only if several providers have the place. An entry that matches no finding fails the run, and so does an
entry whose last day is over. Accepted findings still count for the version.

## Rules

The *mirror* of a rule is the rule that reports the change when old and new are swapped.
";

/// Returns the content of `docs/breaking.md`.
#[must_use]
pub fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (topic, rules) in topics() {
        let _ = write!(page, "\n### {topic}\n");
        for rule in rules {
            section(&mut page, rule);
        }
    }
    page
}

fn section(page: &mut String, rule: &Rule) {
    let title = rule.title;
    let upper: String = title.chars().take(1).flat_map(char::to_uppercase).collect();
    let rest: String = title.chars().skip(1).collect();
    let mirror = match rule.mirrored() == rule.id {
        true => "itself".to_owned(),
        false => format!("`{}`", rule.mirrored()),
    };
    let _ = write!(
        page,
        "\n#### `{}`\n\n{upper}{rest}. {}\n\nLevel {}; wire `{}`, Rust `{}`; mirror {mirror}.\n",
        rule.id,
        rule.reason,
        rule.level().name(),
        rule.wire.name(),
        rule.rust.name(),
    );
}

/// Returns the content of `docs/breaking.schema.json`, the JSON Schema of the JSON output.
#[must_use]
pub fn json_schema() -> String {
    let ids: Vec<&str> = rules().into_iter().map(|rule| rule.id).collect();
    let levels = Level::ALL.map(Level::name);
    let bumps = [Bump::Patch, Bump::Minor, Bump::Major].map(Bump::name);
    let wires = [
        Wire::Unaffected,
        Wire::Adds,
        Wire::Undecided,
        Wire::Breaks,
        Wire::Redefines,
    ];
    let rusts = [
        RustApi::Unaffected,
        RustApi::Adds,
        RustApi::Warns,
        RustApi::Differs,
        RustApi::Breaks,
    ];
    let proofs = [Proof::Confirmed, Proof::Decided, Proof::Unconfirmed].map(Proof::name);
    let text = || json!({ "type": "string" });
    let text_or_null = || json!({ "type": ["string", "null"] });
    let one_of = |values: &[&str]| json!({ "enum": values });
    let or_null = |values: &[&str]| {
        let values: Vec<Value> = values.iter().map(|value| json!(value)).collect();
        json!({ "enum": values.into_iter().chain([Value::Null]).collect::<Vec<_>>() })
    };
    let counts: serde_json::Map<String, Value> = levels
        .iter()
        .map(|level| {
            (
                (*level).to_owned(),
                json!({ "type": "integer", "minimum": 0 }),
            )
        })
        .collect();
    let mut finding = closed(json!({
        "rule": { "description": "The rule, as in breaking.md.", "enum": ids },
        "level": one_of(&levels),
        "bump": one_of(&bumps),
        "wire": one_of(&wires.map(Wire::name)),
        "rust": one_of(&rusts.map(RustApi::name)),
        "provider": { "description": "The Rust module of the provider.", "type": "string" },
        "path": { "description": "The dotted path of the construct. Empty for the provider.", "type": "string" },
        "also": { "description": "The other paths with the same change.", "type": "array", "items": text() },
        "title": text(),
        "reason": text(),
        "old": text_or_null(),
        "new": text_or_null(),
        "witness": nullable(closed(json!({
            "value": { "description": "A value as JSON, or a few words about a request.", "type": "string" },
            "proof": one_of(&proofs),
        }))),
        "location": nullable(closed(json!({
            "file": text(),
            "line": { "type": "integer", "minimum": 1 },
            "column": { "type": "integer", "minimum": 1 },
        }))),
        "accepted": { "description": "Why the finding is accepted.", "type": ["string", "null"] },
    }));
    finding["properties"]["url"] = json!({ "description": "The page about the construct, with `--docs-url`.", "type": "string" });
    let mut schema = closed(json!({
        "version": { "description": "The version of this format.", "const": 1 },
        "level": or_null(&levels),
        "bump": or_null(&bumps),
        "counts": closed(Value::Object(counts)),
        "findings": { "type": "array", "items": finding },
        "problems": { "description": "What is wrong with accepted findings.", "type": "array", "items": text() },
    }));
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("The output of wireform breaking --format json");
    format!("{schema:#}\n")
}

/// Returns the schema of an object with exactly these properties.
fn closed(properties: Value) -> Value {
    let names: Vec<&String> = properties
        .as_object()
        .into_iter()
        .flat_map(|it| it.keys())
        .collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": names,
        "properties": properties,
    })
}

fn nullable(schema: Value) -> Value {
    json!({ "anyOf": [{ "type": "null" }, schema] })
}
