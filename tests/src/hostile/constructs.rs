//! Schemas with hostile names in unions, maps, rules of types, typed responses, codes and lines.

use std::fmt::Write as _;

use super::{Role, map, quoted, words::TEXTS};

/// Returns the schemas: file stem and text.
pub(super) fn schemas() -> Vec<(String, String)> {
    vec![
        ("unions".to_owned(), unions()),
        ("maps".to_owned(), maps()),
        ("typed_responses".to_owned(), responses()),
        ("response_lines".to_owned(), lines()),
        ("masks".to_owned(), masks()),
        ("sections".to_owned(), sections()),
        ("kinds".to_owned(), kinds()),
        ("trees".to_owned(), trees()),
        ("nils".to_owned(), nils()),
    ]
}

fn head(provider: &str) -> String {
    format!(
        "wireform: 1
provider: {{ name: {provider} }}
endpoints: {{ api: {{ servers: {{ production: 'https://api.example.com' }} }} }}
"
    )
}

/// Returns a schema with unions whose variants have every name, in requests and in responses.
fn unions() -> String {
    let mut out = head("unions");
    out.push_str("types:\n  Small: { fields: { self: { type: string, required: true } } }\n");
    for (name, tag, kinds) in [
        ("Plain", "", ["string", "integer", "Small", "any"]),
        ("Tagged", "    tag: '@*/'\n", ["Small"; 4]),
    ] {
        let _ = write!(out, "  {name}:\n{tag}    variants:\n");
        map(&mut out, 6, Role::Type, &["undescribed"], |at| {
            format!("type: {}", kinds[at % 4])
        });
    }
    out.push_str(
        "operations:
  thing_update:
    http: POST /things
    body: json
    update: patch
    fields:
      plain: Plain
      tagged: { type: list, items: Tagged }
    responses:
      done:
        match: { status: 200 }
        outcome: success
        body: json
        fields: { plain: Plain, tagged: { type: list, items: Tagged } }
",
    );
    out
}

/// Returns a schema with maps whose keys are every text, and with rules of every name inside a type.
fn maps() -> String {
    let mut out = head("maps");
    out.push_str("types:\n  Keys:\n    type: map\n    items: string\n    keys:\n      enum:\n");
    map(&mut out, 8, Role::Type, &[], |_| {
        "description: A key.".to_owned()
    });
    out.push_str("  Ruled:\n    fields:\n      type: string\n      async: { type: list, items: string }\n    rules:\n");
    map(&mut out, 6, Role::Value, &[], |at| {
        let says = quoted(&format!("says {} x", TEXTS[at % TEXTS.len()]));
        match at % 2 {
            0 => format!(
                "when: {{ type: {} }}, required: [async], says: {says}",
                quoted(&format!("x{at}"))
            ),
            _ => {
                format!("when: {{ async: {{ any_item: a{at} }} }}, required: [type], says: {says}")
            }
        }
    });
    out.push_str(
        "operations:
  thing_update:
    http: POST /things
    body: json
    update: patch
    fields:
      keys: Keys
      ruled: Ruled
      entries: { type: map, keys: { minLength: 1 }, items: Ruled, json: { as: entries, key: \"\\\"#\", value: '*/' } }
",
    );
    out
}

/// Returns a schema whose responses have fields, members and codes of every name.
fn responses() -> String {
    let mut out = head("typed_responses");
    out.push_str("types:\n  Found:\n    fields:\n");
    map(&mut out, 6, Role::Value, &["undescribed"], |at| {
        kind(at).to_owned()
    });
    out.push_str(
        "operations:
  thing_info:
    http: GET /things
    body: none
    update: none
    responses:
      done:
        match: { status: 200 }
        outcome: success
        body: json
        fields:
          found: Found
",
    );
    map(
        &mut out,
        10,
        Role::Value,
        &["undescribed", "code", "message", "violations", "found"],
        |at| kind(at).to_owned(),
    );
    out.push_str(
        "      refused:
        match: { status: 400 }
        outcome: failure
        body: json
        fields: { reason: { type: string, json: type } }
        code: reason
        codes:
",
    );
    map(&mut out, 10, Role::Type, &[], |at| {
        format!("description: 'value {at} */'")
    });
    out
}

/// Returns a schema whose responses are lines with names that end comments and strings.
fn lines() -> String {
    let mut out = head("response_lines");
    out.push_str(
        "operations:
  thing_info:
    http: GET /things
    body: none
    update: none
    responses:
      done:
        match: { status: 200 }
        outcome: success
        body: lines
        lines: { assign: '*/', skip: ['\"#', '{'], end: '\\' }
        fields:
",
    );
    map(
        &mut out,
        10,
        Role::Value,
        &["undescribed", "code", "message", "violations"],
        |at| format!("type: string, lines: {}", quoted(&format!("{at}{{}}\"#"))),
    );
    out
}

/// Returns a schema with a field mask that lists fields of every name.
fn masks() -> String {
    let mut out = head("masks");
    out.push_str(
        "operations:
  thing_update:
    http: PATCH /things
    body: json
    update: patch
    mask: { query: '\"#*/', separator: '|\\|' }
    fields:
",
    );
    map(&mut out, 6, Role::Value, &[], |_| "type: string".to_owned());
    out
}

/// Returns a schema with lines in sections, whose marks end comments and strings.
fn sections() -> String {
    let mut out = head("sections");
    out.push_str(
        "operations:
  thing_update:
    http: POST /things
    body: lines
    update: none
    lines: { assign: '*/', section: '\"#$name{}', end: '\\' }
    fields:
      self: { type: string, wire: 'type.{}' }
      async: { type: integer, wire: 'type.\"#' }
    responses:
      done:
        match: { status: 200 }
        outcome: success
        body: lines
        lines: { assign: '*/', section: '\"#$name{}' }
        fields: { self: { type: string, lines: 'type.{}' }, async: { type: string, lines: 'type.\"#' } }
",
    );
    out
}

/// Returns a schema with a union whose variants are told apart by the kinds of their values.
fn kinds() -> String {
    let mut out = head("kinds");
    out.push_str(
        "types:
  Kinds:
    untagged: kind
    variants:
      self: { type: string, rust: Own }
      '*/': { type: integer, rust: Number }
      '\"#': { type: boolean, rust: Truth }
      async: { type: list, items: string }
      '{}': { rust: Braces, fields: { type: { type: string, required: true } } }
operations:
  thing_update:
    http: POST /things
    body: json
    update: patch
    fields: { kinds: Kinds, all: { type: list, items: Kinds } }
    responses:
      done: { match: { status: 200 }, outcome: success, body: json, fields: { kinds: Kinds, all: { type: list, items: Kinds } } }
",
    );
    out
}

/// Returns a schema with a tree whose members have every name.
fn trees() -> String {
    let mut out = head("trees");
    out.push_str(
        "trees:
  type:
    string: { self: $item.value }
    list: { fn: { $each: { impl: $item.tree } } }
    object: { crate: { $each: { mod: { '@type': $item.wire, '.': $item.tree } } } }
    at: answer.data
operations:
  thing_update:
    http: POST /things
    body: xml
    update: none
    envelope: { request: { $tree.type: { $rest: } } }
    fields:
",
    );
    map(&mut out, 6, Role::Value, &[], |at| match at % 2 {
        0 => "type: string".to_owned(),
        _ => "type: list, items: string".to_owned(),
    });
    out.push_str(
        "    responses:
      done:
        match: { status: 200 }
        outcome: success
        body: xml
        tree: type
        fields:
",
    );
    map(
        &mut out,
        10,
        Role::Value,
        &["undescribed", "code", "message", "violations"],
        |_| "type: string".to_owned(),
    );
    out
}

/// Returns a schema with fields of every name that `xsi:nil` clears, alone and in an object.
fn nils() -> String {
    let mut out = head("nils");
    out.push_str("namespaces: { xsi: 'http://www.w3.org/2001/XMLSchema-instance' }\ntypes:\n  Held:\n    fields:\n");
    let field = |at: usize| {
        let kind = match at % 2 {
            0 => "string",
            _ => "integer",
        };
        format!("type: {kind}, clear: null, xml: {{ name: n{at}, nil: true }}")
    };
    map(&mut out, 6, Role::Value, &[], field);
    out.push_str(
        "operations:
  thing_update:
    http: POST /things
    body: xml
    update: patch
    envelope: { request: { $rest: } }
    fields:
      held_object: { type: Held, clear: null, xml: { name: held, nil: true } }
",
    );
    map(&mut out, 6, Role::Value, &["heldobject"], field);
    out
}

/// Returns the type of a field of a response, each type in turn.
fn kind(at: usize) -> &'static str {
    [
        "type: string",
        "type: integer",
        "type: boolean",
        "type: date",
        "type: timestamp",
        "type: number",
        "type: any",
        "type: list, items: string",
        "type: map, items: integer",
        "enum: { '': nothing, '*/': { description: the end, rust: End } }",
    ][at % 10]
}
