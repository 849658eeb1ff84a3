//! Chooses logical names, and avoids two items with one Rust name.

use std::collections::HashSet;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use wireform_codegen::resolve::wire_name;
use wireform_codegen::syntax::Case;

use crate::import::api::Api;

/// The names that are taken in one scope of the generated code.
#[derive(Debug)]
pub(crate) struct Scope {
    taken: HashSet<String>,
    /// Whether the names are those of types and variants, else those of fields and modules.
    types: bool,
}

impl Scope {
    /// Creates a scope of types or variants.
    pub(crate) fn types() -> Self {
        let taken = HashSet::new();
        Self { taken, types: true }
    }

    /// Creates a scope of fields or modules.
    pub(crate) fn values() -> Self {
        let taken = HashSet::new();
        Self {
            taken,
            types: false,
        }
    }

    /// Returns the name for a text, in the style of the scope, with a number if it is taken. `fallback` is used for a text
    /// without letters and digits.
    pub(crate) fn take(&mut self, text: &str, fallback: &str) -> String {
        let stem = match self.ident(text) {
            ident if ident.is_empty() => self.ident(fallback),
            ident => ident,
        };
        let separator = if self.types { "" } else { "_" };
        let numbered = (2..).map(|number: u32| format!("{stem}{separator}{number}"));
        let free = std::iter::once(stem.clone())
            .chain(numbered)
            .find(|name| !self.taken.contains(&self.ident(name)));
        let name = free.unwrap_or_default();
        self.taken.insert(self.ident(&name));
        name
    }

    /// Takes a name that something else will have.
    pub(crate) fn reserve(&mut self, text: &str) {
        let ident = self.ident(text);
        self.taken.insert(ident);
    }

    /// Returns the identifier that the compiler derives from a text.
    fn ident(&self, text: &str) -> String {
        let clean: String = text
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        match self.types {
            true => clean.to_upper_camel_case(),
            false => clean.to_snake_case(),
        }
    }
}

const CASES: [Case; 6] = [
    Case::Camel,
    Case::Snake,
    Case::Pascal,
    Case::Kebab,
    Case::Screaming,
    Case::None,
];

/// Returns the case from which most wire names of an API can be derived.
pub(crate) fn usual_case(api: &Api) -> Case {
    let mut names: Vec<&str> = Vec::new();
    let shapes: Vec<_> = api
        .operations
        .iter()
        .flat_map(|operation| &operation.bodies)
        .map(|body| body.shape.flat())
        .collect();
    for shape in &shapes {
        names.extend(
            shape
                .properties
                .iter()
                .map(|property| property.name.as_str()),
        );
    }
    for operation in &api.operations {
        names.extend(
            operation
                .parameters
                .iter()
                .map(|parameter| parameter.name.as_str()),
        );
    }
    best_case(&names, Case::Camel)
}

/// Returns the case from which most of the names can be derived, preferably the given one.
pub(super) fn best_case(names: &[&str], preferred: Case) -> Case {
    let derived = |case: Case| {
        names
            .iter()
            .filter(|name| wire_name(&name.to_snake_case(), case).as_deref() == Some(**name))
            .count()
    };
    let most = CASES.into_iter().map(derived).max().unwrap_or_default();
    [preferred]
        .into_iter()
        .chain(CASES)
        .find(|case| derived(*case) == most)
        .unwrap_or(preferred)
}

/// Returns the case of a word in a schema.
pub(crate) fn case_of(text: &str) -> Case {
    let mut all = CASES.into_iter();
    all.find(|case| word(*case) == text).unwrap_or(Case::None)
}

/// Returns the word of a case in a schema.
pub(crate) fn word(case: Case) -> &'static str {
    match case {
        Case::None => "none",
        Case::Snake => "snake",
        Case::Camel => "camel",
        Case::Pascal => "pascal",
        Case::Kebab => "kebab",
        Case::Screaming => "screaming",
    }
}
