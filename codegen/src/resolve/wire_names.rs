//! Derives wire names from logical names, and logical names from wire names: `address_line` and `addressLine`.
//!
//! In `camel` and `pascal`, `_` and the letter after it become the capital of that letter. In the other direction, a capital
//! becomes `_` and its small letter. Nothing else changes. A `_` before a digit, at the end, or after another `_` therefore
//! does not convert back, and neither do capitals in the logical name. For such a name, the schema states the wire name with
//! `wire:`.

use crate::syntax::Case;

/// Returns the wire name of a logical name; `None` if it would not convert back to that name.
#[must_use]
pub fn wire_name(name: &str, case: Case) -> Option<String> {
    let wire = spell(name, case);
    (logical_name(&wire, case) == name).then_some(wire)
}

/// Returns the converted name, whether or not it converts back.
pub(crate) fn spell(name: &str, case: Case) -> String {
    match case {
        Case::None | Case::Snake => name.to_owned(),
        Case::Kebab => name.replace('_', "-"),
        Case::Screaming => name.chars().map(upper).collect(),
        Case::Camel => camel(name, false),
        Case::Pascal => camel(name, true),
    }
}

/// Returns the logical name from which a wire name was derived.
pub(crate) fn logical_name(wire: &str, case: Case) -> String {
    match case {
        Case::None | Case::Snake => wire.to_owned(),
        Case::Kebab => wire.replace('-', "_"),
        Case::Screaming => wire.chars().map(lower).collect(),
        Case::Camel | Case::Pascal => {
            let mut name = String::with_capacity(wire.len() + 4);
            for (at, c) in wire.chars().enumerate() {
                if c.is_uppercase() && !(at == 0 && case == Case::Pascal) {
                    name.push('_');
                }
                name.push(lower(c));
            }
            name
        }
    }
}

fn camel(name: &str, first: bool) -> String {
    let mut wire = String::with_capacity(name.len());
    let mut capital = first;
    for c in name.chars() {
        if c == '_' {
            capital = true;
        } else if capital {
            wire.push(upper(c));
            capital = false;
        } else {
            wire.push(c);
        }
    }
    wire
}

/// Returns the uppercase form of a letter, if it is one character.
fn upper(c: char) -> char {
    let mut all = c.to_uppercase();
    match (all.next(), all.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Returns the lowercase form of a letter, if it is one character.
fn lower(c: char) -> char {
    let mut all = c.to_lowercase();
    match (all.next(), all.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_names_convert_back_or_are_rejected() {
        for (name, case, expected) in [
            ("address_line", Case::Camel, Some("addressLine")),
            ("city", Case::Camel, Some("city")),
            ("straße_öl", Case::Camel, Some("straßeÖl")),
            ("street2", Case::Camel, Some("street2")),
            ("address_line_1", Case::Camel, None),
            ("_x", Case::Camel, Some("X")),
            ("x_", Case::Camel, None),
            ("a__b", Case::Camel, None),
            ("aB", Case::Camel, None),
            ("_1", Case::Camel, None),
            ("address_line", Case::Pascal, Some("AddressLine")),
            ("1st", Case::Pascal, Some("1st")),
            ("address_line_1", Case::Kebab, Some("address-line-1")),
            ("a-b", Case::Kebab, None),
            ("address_line_1", Case::Screaming, Some("ADDRESS_LINE_1")),
            ("Ab", Case::Screaming, None),
            ("any Thing-1", Case::None, Some("any Thing-1")),
            ("address_line_1", Case::Snake, Some("address_line_1")),
        ] {
            assert_eq!(
                wire_name(name, case).as_deref(),
                expected,
                "{name} {case:?}"
            );
        }
    }

    #[test]
    fn no_two_names_share_a_wire_name() {
        let parts = ["a", "b", "1", "_", "B"];
        let mut names = vec![String::new()];
        for _ in 0..4 {
            let longer: Vec<String> = names
                .iter()
                .flat_map(|name| parts.iter().map(move |part| format!("{name}{part}")))
                .collect();
            names.extend(longer);
            names.sort();
            names.dedup();
        }
        for case in [Case::Camel, Case::Pascal, Case::Kebab, Case::Screaming] {
            let mut wires: Vec<String> = names
                .iter()
                .filter_map(|name| wire_name(name, case))
                .collect();
            let all = wires.len();
            wires.sort();
            wires.dedup();
            assert_eq!(wires.len(), all, "{case:?}");
        }
    }
}
