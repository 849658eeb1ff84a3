//! Writes schemas with hostile names in every position where the language takes a name.
//!
//! Output: YAML that the compiler must accept and whose code must build without a warning. The names
//! are keywords of every edition, names that generated code itself uses, names that begin with a digit, names of
//! other scripts, and texts that would end a comment, a string or a raw string.

mod constructs;
mod words;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use std::collections::BTreeSet;
use std::fmt::Write as _;

use words::{TEXTS, WORDS};

/// A name, and the Rust name that it gets if none can be derived or the derived one is taken.
struct Names {
    used: BTreeSet<String>,
    count: usize,
}

/// The kind of Rust name that a name becomes.
#[derive(Clone, Copy)]
enum Role {
    Value,
    Type,
}

impl Names {
    fn new(taken: &[&str]) -> Names {
        Names {
            used: taken.iter().map(|name| (*name).to_owned()).collect(),
            count: 0,
        }
    }

    /// Returns the `rust:` that `name` needs, if any. Marks the name as taken.
    fn rust(&mut self, name: &str, role: Role) -> Option<String> {
        let clean: String = name
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || c == '_' {
                    c
                } else {
                    ' '
                }
            })
            .collect();
        let derived = match role {
            Role::Value => clean.to_snake_case(),
            Role::Type => clean.to_upper_camel_case(),
        };
        let plain = WORDS.contains(&name) && !derived.is_empty();
        // Snake and camel forms are in two namespaces, but constants and modules are derived from them, so
        // names that differ only in case count as one.
        if plain && self.used.insert(derived.to_lowercase().replace('_', "")) {
            return None;
        }
        self.count += 1;
        Some(match role {
            Role::Value => format!("hostile_{}", self.count),
            Role::Type => format!("Hostile{}", self.count),
        })
    }
}

/// Returns a text as a double-quoted YAML scalar.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            ' '..='~' => out.push(c),
            c if (c as u32) < 0x1_0000 => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => {
                let _ = write!(out, "\\U{:08X}", c as u32);
            }
        }
    }
    out.push('"');
    out
}

/// Returns the texts that can be names: all but the blank one.
fn all() -> impl Iterator<Item = &'static str> {
    values().filter(|name| !name.trim().is_empty())
}

/// Returns the texts that can be values of an enum: all, the empty one included.
fn values() -> impl Iterator<Item = &'static str> {
    WORDS.iter().chain(TEXTS).copied()
}

/// Writes `key: { rust: …, rest }` for each name, at `indent`.
fn map(
    out: &mut String,
    indent: usize,
    role: Role,
    taken: &[&str],
    rest: impl Fn(usize) -> String,
) {
    map_of(out, indent, role, taken, all(), rest);
}

fn map_of(
    out: &mut String,
    indent: usize,
    role: Role,
    taken: &[&str],
    keys: impl Iterator<Item = &'static str>,
    rest: impl Fn(usize) -> String,
) {
    let mut names = Names::new(taken);
    for (at, name) in keys.enumerate() {
        let rust = names
            .rust(name, role)
            .map_or_else(String::new, |rust| format!("rust: {rust}, "));
        let _ = writeln!(
            out,
            "{:indent$}{}: {{ {rust}{} }}",
            "",
            quoted(name),
            rest(at)
        );
    }
}

/// Returns the schemas: file stem and text.
#[must_use]
pub fn schemas() -> Vec<(String, String)> {
    let mut schemas = vec![
        ("names".to_owned(), names()),
        ("operations".to_owned(), operations()),
        ("envelope".to_owned(), envelope()),
    ];
    schemas.extend(constructs::schemas());
    // The module of a provider gets the name of the file.
    let stems = [
        "type",
        "self",
        "crate",
        "super",
        "gen",
        "async",
        "try",
        "std",
        "core",
        "alloc",
        "option",
        "string",
        "result",
        "wireform",
        "serde",
        "1st",
        "größe",
        "名前",
        "with space",
        "kebab-case",
        "CamelCase",
        "main",
        "tests",
        "rt",
        "http",
    ];
    for (at, stem) in stems.iter().enumerate() {
        let text = TEXTS[at % TEXTS.len()];
        schemas.push(((*stem).to_owned(), provider(text)));
    }
    schemas
}

/// Returns a small schema with `text` in each place that takes a free text.
fn provider(text: &str) -> String {
    let text = quoted(&format!("x{text}x"));
    format!(
        "wireform: 1
provider: {{ name: {text}, description: {text}, url: 'https://example.com/' }}
endpoints: {{ api: {{ description: {text}, servers: {{ production: 'https://api.example.com' }} }} }}
operations:
  thing_update:
    description: {text}
    http: POST /things/{{id}}
    body: json
    update: patch
    deprecated: {text}
    params:
      id: {{ type: string, required: true, description: {text} }}
    fields:
      note: {{ type: string, maxLength: 10, description: {text}, deprecated: {text}, default: {text}, json: {text} }}
"
    )
}

/// Returns a schema with one operation, in which every position below the root has every name.
fn names() -> String {
    let mut out = String::from("wireform: 1\nprovider: { name: \"*/ \\\"# names\" }\n");
    out.push_str("pages:\n");
    map(&mut out, 2, Role::Value, &[], |_| {
        "url: 'https://example.com/'".to_owned()
    });
    // A page does not become a Rust item and takes no `rust:`.
    strip_rust(&mut out);

    out.push_str("credentials:\n");
    map(&mut out, 2, Role::Value, &[], |at| {
        format!("secret: {}", at % 2 == 0)
    });

    out.push_str("auth:\n");
    map(&mut out, 2, Role::Type, &[], |at| {
        let credential = ["$type", "$self", "$gen", "$wireform", "$new", "$value"][at % 6];
        format!("headers: {{ X-Key: 'a $$ {credential}' }}")
    });

    out.push_str("endpoints:\n  api:\n    auth: [");
    for name in all() {
        let _ = write!(out, "{}, ", quoted(name));
    }
    out.push_str("]\n    servers:\n");
    let mut servers = String::new();
    map(&mut servers, 6, Role::Type, &["custom"], |_| String::new());
    // A server takes no `rust:`, so only names that need none can be servers.
    for line in servers.lines().filter(|line| !line.contains("rust:")) {
        let name = line.split(": {").next().unwrap_or_default();
        let _ = writeln!(out, "{name}: 'https://api.example.com'");
    }

    out.push_str("contexts:\n");
    map(&mut out, 2, Role::Value, &["current"], |at| match at % 4 {
        0 => "type: boolean".to_owned(),
        1 => "type: string".to_owned(),
        2 => "set_of: string".to_owned(),
        _ => "enum: { '': nothing, 'type': a type, '*/': { description: the end, rust: End } }"
            .to_owned(),
    });

    out.push_str("types:\n  Everything:\n    enum:\n");
    map_of(&mut out, 6, Role::Type, &[], values(), |at| {
        format!("description: 'value {at} */'")
    });
    out.push_str("  Small: { type: object, fields: { type: { type: string, required: true }, self: integer, decimal: { type: number, minimum: 0, multipleOf: 0.01 }, json: any } }\n  Whole:\n    type: object\n    fields:\n");
    map(&mut out, 6, Role::Value, &[], |at| kind(at).to_owned());

    out.push_str(
        "operations:\n  everything:\n    rust: EverythingCall\n    http: POST /things/{type}/{self}/{gen}\n    body: json\n    update: patch\n    params:\n",
    );
    for name in ["type", "self", "gen"] {
        let _ = writeln!(out, "      {name}: {{ type: string, required: true }}");
    }
    out.push_str("    fields:\n");
    // `EverythingCallRequired` has the required parameters, so the enum of a field `required` needs another name.
    let taken = ["type", "self", "gen", "required"];
    map(&mut out, 6, Role::Value, &taken, |at| kind(at).to_owned());
    // The three parameters are not repeated as fields.
    for name in ["type", "self", "gen"] {
        let again = out.rfind(&format!("\n      \"{name}\": "));
        if let Some(begin) = again {
            let end = out[begin + 1..]
                .find('\n')
                .map_or(out.len(), |at| begin + 1 + at);
            out.replace_range(begin..end, "");
        }
    }
    out.push_str("    rules:\n");
    map(&mut out, 6, Role::Value, &[], |at| {
        let says = quoted(&format!("says {} x", TEXTS[at % TEXTS.len()]));
        match at % 3 {
            0 => format!("when: {{ context.as: true }}, required: [async], says: {says}"),
            1 => format!("forbidden: [box, {}], says: {says}", quoted("*/")),
            _ => format!(
                "when: {{ field.dyn: {{ present: true }} }}, at_least_one: [else, {}], says: {says}",
                quoted("\"#")
            ),
        }
    });
    out.push_str("    responses:\n");
    map(&mut out, 6, Role::Type, &[], |at| {
        format!(
            "match: {{ status: {} }}, outcome: success, body: empty",
            200 + at
        )
    });
    out.push_str("    examples:\n");
    map(&mut out, 6, Role::Value, &[], |_| {
        "values: { type: a, self: b, gen: c }, context_unknown: [as], expect: { method: POST }"
            .to_owned()
    });
    out
}

/// Returns a schema whose fields have the names that constants of their envelope look like.
fn envelope() -> String {
    let mut out = String::from(
        "wireform: 1
provider: { name: envelope }
endpoints: { api: { servers: { production: 'https://api.example.com' } } }
operations:
  thing_update:
    http: POST /things
    body: json
    update: patch
    envelope: { of: $call.operation, now: '${call.operation}', price: '$$type', two: $$, kind: $type, $rest: }
    fields:
",
    );
    let looks = ["call.operation", "{call.operation}", "$type", "$$", "$rest"];
    let mut names = Names::new(&[]);
    for name in all().chain(
        looks
            .into_iter()
            .filter(|name| !all().any(|known| known == *name)),
    ) {
        let rust = names.rust(name, Role::Value);
        let rust = rust.map_or_else(String::new, |rust| format!("rust: {rust}, "));
        let _ = writeln!(out, "      {}: {{ {rust}type: string }}", quoted(name));
    }
    out
}

/// Removes `rust:` from entries that take none.
fn strip_rust(out: &mut String) {
    let lines: Vec<String> = out
        .lines()
        .map(|line| match (line.find("rust: "), line.find("url: ")) {
            (Some(begin), Some(end)) if begin < end => {
                format!("{}{}", &line[..begin], &line[end..])
            }
            _ => line.to_owned(),
        })
        .collect();
    *out = lines.join("\n") + "\n";
}

/// Returns a type for a field, each type in turn.
fn kind(at: usize) -> &'static str {
    [
        "type: string",
        "type: string, clear: ''",
        "type: integer",
        "type: boolean",
        "type: date",
        "type: timestamp",
        "type: Everything",
        "type: list, items: { type: string, maxLength: 3 }",
        "type: list, items: { type: Small }",
        "type: object, fields: { type: { type: string, required: true }, self: integer, decimal: { type: number, minimum: 0, multipleOf: 0.01 }, json: any }",
        "enum: { '': nothing, '*/': { description: the end, rust: End }, '\"#': { description: the end of a raw string, rust: Raw } }",
        "type: list, items: { enum: { 'a': first, 'A ': { description: second, rust: Second } } }, clear: []",
    ][at % 12]
}

/// Returns a schema with a type and an operation of every name, each operation as small as possible.
fn operations() -> String {
    let mut out = String::from(
        "wireform: 1\nprovider: { name: operations }\nendpoints: { api: { servers: { production: 'https://api.example.com' } } }\ntypes:\n",
    );
    let mut names = Names::new(&[]);
    for (at, name) in all().enumerate() {
        // A type is identified by its logical name, so the names of built-in types are taken.
        if [
            "string",
            "integer",
            "number",
            "any",
            "element",
            "boolean",
            "date",
            "timestamp",
            "list",
            "map",
            "object",
            "union",
            "enum",
        ]
        .contains(&name)
        {
            continue;
        }
        let rust = names
            .rust(name, Role::Type)
            .unwrap_or_else(|| format!("T{at}"));
        let rust = if rust.starts_with("Hostile") {
            format!("T{at}")
        } else {
            rust
        };
        let body = match at % 3 {
            0 => "enum: { '': nothing, '1': one }",
            1 => "type: object, fields: { type: string, self: integer }",
            _ => "type: string, maxLength: 3",
        };
        let rust = if at % 3 == 2 {
            String::new()
        } else {
            format!("rust: {rust}, ")
        };
        let _ = writeln!(out, "  {}: {{ {rust}{body} }}", quoted(name));
    }
    out.push_str("operations:\n");
    let mut names = Names::new(&["api", "t"]);
    let updates = ["patch", "replace", "unstated", "none"];
    for (at, name) in all().enumerate() {
        let mut rust = names.rust(name, Role::Type);
        // An operation becomes a type and a module. A name without capitals would be both.
        if rust.is_none() && name.to_snake_case() == name.to_upper_camel_case() {
            rust = Some(format!("Caseless{at}"));
        }
        let rust = rust.map_or_else(String::new, |rust| format!("rust: {rust}, "));
        let body = ["json", "form", "query"][at % 3];
        let _ = writeln!(
            out,
            "  {}: {{ {rust}http: POST /x, body: {body}, update: {}, fields: {{ {}: {{ type: string }}, r#type: {{ type: integer, required: true, rust: number }} }} }}",
            quoted(name),
            updates[at % 4],
            WORDS[(at * 7) % 50],
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_for_yaml() {
        assert_eq!(quoted("a\n\"\\é🦀"), r#""a\u000A\"\\\u00E9\U0001F980""#);
    }

    #[test]
    fn every_name_is_in_every_map() {
        let names = names();
        for name in all() {
            let key = format!("{}:", quoted(name));
            assert!(names.matches(&key).count() >= 8, "{key}");
        }
    }
}
