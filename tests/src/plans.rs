//! Compiles the shipped schemas to plans.

use wireform_codegen::plan::Plan;

use crate::random_schema;

/// The schemas that have constructs which no shipped schema has, by name.
pub const CONSTRUCTS: &[(&str, &str)] = &[
    ("choices", include_str!("../constructs/choices.yaml")),
    (
        "keys_of_items",
        include_str!("../constructs/keys_of_items.yaml"),
    ),
    ("lives", include_str!("../constructs/lives.yaml")),
    ("moments", include_str!("../constructs/moments.yaml")),
    (
        "normal_forms",
        include_str!("../constructs/normal_forms.yaml"),
    ),
    (
        "open_objects",
        include_str!("../constructs/open_objects.yaml"),
    ),
    ("parameters", include_str!("../constructs/parameters.yaml")),
    ("rules", include_str!("../constructs/rules.yaml")),
    ("signed", include_str!("../constructs/signed.yaml")),
    (
        "text_bodies",
        include_str!("../constructs/text_bodies.yaml"),
    ),
    ("texts", include_str!("../constructs/texts.yaml")),
    ("trees", include_str!("../constructs/trees.yaml")),
    ("xml", include_str!("../constructs/xml.yaml")),
    (
        "xml_elements",
        include_str!("../constructs/xml_elements.yaml"),
    ),
    (
        "xml_namespaces",
        include_str!("../constructs/xml_namespaces.yaml"),
    ),
];

/// Compiles the schemas of [`CONSTRUCTS`]. Panics with the diagnostics if one has an error.
#[must_use]
pub fn constructs() -> Vec<Plan> {
    CONSTRUCTS
        .iter()
        .map(|(name, text)| compile(name, text))
        .collect()
}

/// The seeds of the random schemas that the build script compiles.
const SEEDS: std::ops::Range<u64> = 0..8;

/// Returns the random schemas that the build script compiles, by name.
#[must_use]
pub fn random_schemas() -> Vec<(String, String)> {
    let named = |seed| (format!("random{seed}"), random_schema::schema(seed));
    SEEDS.map(named).collect()
}

/// Compiles the schemas of [`random_schemas`]. Panics with the diagnostics if one has an error.
#[must_use]
pub fn random() -> Vec<Plan> {
    let schemas = random_schemas().into_iter();
    schemas.map(|(name, text)| compile(&name, &text)).collect()
}

/// Compiles all shipped schemas. Panics with the diagnostics if one has an error.
#[must_use]
pub fn shipped() -> Vec<Plan> {
    wireform_schemas::ALL
        .iter()
        .map(|schema| compile(schema.name, schema.text))
        .collect()
}

/// Compiles one shipped schema, by name.
#[must_use]
pub fn provider(name: &str) -> Plan {
    let schema = wireform_schemas::find(name).unwrap_or_else(|| panic!("no schema named {name}"));
    compile(schema.name, schema.text)
}

/// Compiles a schema; panics with the diagnostics if it is wrong.
///
/// # Panics
/// If the schema has an error.
#[must_use]
pub fn compile(name: &str, text: &str) -> Plan {
    let mut sources = wireform_codegen::source::Sources::default();
    sources.add(format!("{name}.yaml"), text.to_owned());
    let (mut plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(!diagnostics.has_errors(), "{name}: {diagnostics:#?}");
    plans.pop().expect("a schema without errors has a plan")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn every_schema_of_constructs_is_listed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("constructs");
        let files = std::fs::read_dir(folder).expect("the folder of constructs");
        let names = files.map(|file| file.expect("an entry").path());
        let mut names: Vec<_> = names
            .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
            .collect();
        names.sort();
        let listed: Vec<&str> = super::CONSTRUCTS.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, listed);
    }
}
