//! The sources that are built: the same contact in several forms.

use std::fmt::Write as _;

/// The names of the shipped schemas.
pub(crate) const SCHEMAS: [&str; 5] = [
    "realtime-register",
    "autodns",
    "namebay",
    "hostcontrol",
    "logicboxes",
];

/// The manifest of the crate. The peers have the same versions as in the other benchmarks.
pub(crate) const MANIFEST: &str = r#"[package]
name = "derived"
version = "0.1.0"
edition = "2024"

[workspace]

[dependencies]
wireform = { path = "{runtime}", features = ["macros"] }
garde = { version = "=0.23.0", features = ["derive", "regex"] }
serde = { version = "1.0", features = ["derive"] }
validator = { version = "=0.21.0", features = ["derive"] }
regex = "=1.13.1"
"#;

/// One variant of the crate.
pub(crate) struct Variant {
    pub(crate) name: &'static str,
    /// The number of its derives or macros.
    pub(crate) items: usize,
    pub(crate) source: String,
}

/// A field of the contact: its name, its type, and its attributes for each derive.
struct Field {
    name: &'static str,
    list: bool,
    max: usize,
    pattern: Option<&'static str>,
}

const FIELDS: [Field; 10] = [
    Field::new("handle", 40, Some("[a-zA-Z0-9_@.-]+")),
    Field::new("organization", 255, None),
    Field::new("name", 255, None),
    Field {
        list: true,
        ..Field::new("address_line", 255, None)
    },
    Field::new("postal_code", 16, None),
    Field::new("city", 255, None),
    Field::new("state", 255, None),
    Field::new("country", 2, Some("[A-Z]{2}")),
    Field::new(
        "email",
        255,
        Some("[a-z0-9_+.-]+@[a-z0-9.-]+[.][a-z]{2,63}"),
    ),
    Field::new("voice", 17, Some("[+][0-9]{1,3}[.][0-9]{1,14}")),
];

impl Field {
    const fn new(name: &'static str, max: usize, pattern: Option<&'static str>) -> Self {
        Field {
            name,
            list: false,
            max,
            pattern,
        }
    }
}

/// Returns all variants.
pub(crate) fn variants() -> Vec<Variant> {
    let variant = |name, items, source: String| Variant {
        name,
        items,
        source: format!("#![allow(dead_code)]\n{source}"),
    };
    vec![
        variant(
            "20 structs without a derive",
            0,
            structs(20, "", &|_| String::new(), ""),
        ),
        variant(
            "`serde::Serialize`",
            20,
            structs(20, "#[derive(serde::Serialize)]", &|_| String::new(), ""),
        ),
        variant(
            "`garde::Validate`",
            20,
            structs(20, "#[derive(garde::Validate)]", &garde, ""),
        ),
        variant(
            "`validator::Validate`",
            20,
            structs(20, "#[derive(validator::Validate)]", &validator, &statics()),
        ),
        variant(
            "`Wireform`, its own schema, JSON",
            20,
            structs(
                20,
                "#[derive(wireform::Wireform)]\n#[wireform(json)]",
                &own,
                "",
            ),
        ),
        variant("`Wireform`, by one schema", 1, by_schema(1)),
        variant("`Wireform`, by five schemas", 5, by_schema(5)),
        variant(
            "`Wireform`, by five schemas, four structs each",
            20,
            by_schema(20),
        ),
        variant("`include_schema!`, the five schemas", 5, included()),
    ]
}

fn structs(count: usize, derive: &str, says: &dyn Fn(&Field) -> String, before: &str) -> String {
    let mut out = before.to_owned();
    for nth in 0..count {
        let _ = writeln!(out, "{derive}\npub struct Contact{nth} {{");
        for field in &FIELDS {
            let ty = if field.list { "Vec<String>" } else { "String" };
            let _ = writeln!(out, "{}pub {}: {ty},", says(field), field.name);
        }
        out.push_str("}\n");
    }
    out
}

fn garde(field: &Field) -> String {
    let pattern = field.pattern.map_or_else(String::new, |pattern| {
        format!(", pattern(r\"^({pattern})$\")")
    });
    if field.list {
        return format!(
            "#[garde(length(min = 1, max = 3), inner(length(chars, min = 1, max = {})))]\n",
            field.max
        );
    }
    format!(
        "#[garde(length(chars, min = 1, max = {}){pattern})]\n",
        field.max
    )
}

fn validator(field: &Field) -> String {
    let pattern = field.pattern.map_or_else(String::new, |_| {
        format!(", regex(path = *{})", field.name.to_uppercase())
    });
    let max = if field.list { 3 } else { field.max };
    format!("#[validate(length(min = 1, max = {max}){pattern})]\n")
}

/// The regular expressions that `validator` finds by name.
fn statics() -> String {
    let mut out = String::new();
    for field in &FIELDS {
        if let Some(pattern) = field.pattern {
            let _ = writeln!(
                out,
                "static {}: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| regex::Regex::new(r\"^({pattern})$\").unwrap());",
                field.name.to_uppercase()
            );
        }
    }
    out
}

fn own(field: &Field) -> String {
    if field.list {
        return format!(
            "#[wireform(items(min = 1, max = 3, length(min = 1, max = {})))]\n",
            field.max
        );
    }
    let pattern = field
        .pattern
        .map_or_else(String::new, |pattern| format!(", pattern = r\"{pattern}\""));
    format!(
        "#[wireform(length(min = 1, max = {}){pattern})]\n",
        field.max
    )
}

/// Structs that are contacts of the five providers through `means`.
fn by_schema(count: usize) -> String {
    let mut out = String::new();
    for nth in 0..count {
        let schema = SCHEMAS[nth % SCHEMAS.len()];
        let id = if schema == "logicboxes" {
            "i64"
        } else {
            "String"
        };
        let name = if schema == "autodns" {
            "#[wireform(means = \"given_name\")] pub given: String,\n#[wireform(means = \"family_name\")] pub family: String,\n"
        } else if schema == "namebay" {
            "#[wireform(means = \"auth_info\")] pub password: String,\n"
        } else {
            "#[wireform(means = \"name\")] pub name: String,\n"
        };
        let account = if schema == "realtime-register" {
            "#[wireform(param = \"customer\")] pub account: String,\n"
        } else {
            ""
        };
        let partial = if schema == "realtime-register" {
            ""
        } else {
            ", partial"
        };
        let organization = if schema == "namebay" {
            ""
        } else {
            "#[wireform(means = \"org\")] pub organization: String,\n"
        };
        let _ = writeln!(
            out,
            "#[derive(wireform::Wireform)]\n#[wireform(schema = \"schemas/{schema}.yaml\", operation = \"contact_update\"{partial})]\n\
             pub struct Contact{nth} {{\n#[wireform(means = \"id\")] pub id: {id},\n{account}{name}{organization}\
             #[wireform(means = \"street\")] pub street: Vec<String>,\n#[wireform(means = \"pc\")] pub postal_code: String,\n\
             #[wireform(means = \"city\")] pub city: String,\n#[wireform(means = \"sp\")] pub state: Option<String>,\n\
             {country}#[wireform(means = \"email\")] pub email: String,\n\
             #[wireform(means = \"voice\")] pub voice: String,\n}}",
            country = if schema == "namebay" {
                ""
            } else {
                "#[wireform(means = \"cc\")] pub country: String,\n"
            },
        );
    }
    out
}

fn included() -> String {
    SCHEMAS
        .iter()
        .map(|schema| format!("wireform::include_schema!(\"schemas/{schema}.yaml\");\n"))
        .collect()
}
