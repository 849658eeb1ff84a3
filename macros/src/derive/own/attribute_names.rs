//! Names attributes in place of the keys of the schema language that they stand for.
//!
//! Input: a text of the compiler, with keys and names in backticks. Output: the text for users of the derive, who write
//! attributes and no YAML.

/// The keys of the language that attributes state under another name.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("json", "rename = \"…\""),
    ("xml", "rename = \"…\""),
    ("wire", "rename"),
    ("minLength", "length(min = …)"),
    ("maxLength", "length(max = …)"),
    ("lengthUnit", "length(unit = …)"),
    ("minimum", "range(min = …)"),
    ("maximum", "range(max = …)"),
    ("minItems", "items(min = …)"),
    ("maxItems", "items(max = …)"),
    ("uniqueItems", "items(unique)"),
    ("items", "items(…)"),
    ("enum", "one_of(…)"),
];

/// Returns a text in which each key in backticks is the attribute that states it. Names for which `is_own` holds are the user's, and
/// stay as they are. Returns `None` if the text proposes an entry that no attribute can state, such as `type: list`.
pub(super) fn name_attributes(text: &str, is_own: impl Fn(&str) -> bool) -> Option<String> {
    let mut parts = Vec::new();
    for (at, part) in text.split('`').enumerate() {
        let is_code = at % 2 == 1;
        if !is_code || is_own(part) {
            parts.push(part.to_owned());
            continue;
        }
        let key_alone = (part.trim_end_matches(':'), "");
        let (key, value) = part.split_once(": ").unwrap_or(key_alone);
        let attribute = ATTRIBUTES.iter().find(|(name, _)| *name == key);
        parts.push(match (attribute, value) {
            (Some((_, attribute)), "") => (*attribute).to_owned(),
            (Some((_, attribute)), value) => attribute.replace('…', value),
            (None, value) if is_entry(key, value) => return None,
            (None, _) => part.to_owned(),
        });
    }
    Some(parts.join("`"))
}

/// Returns whether a code is an entry of a document, `key: value`.
fn is_entry(key: &str, value: &str) -> bool {
    !value.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::name_attributes;

    #[test]
    fn names_attributes_in_code_only() {
        let check = |text: &str, expected: Option<&str>| {
            let named = name_attributes(text, |name| name == "maximum");
            assert_eq!(named.as_deref(), expected, "{text}");
        };
        check(
            "raise `maxLength`, not items",
            Some("raise `length(max = …)`, not items"),
        );
        check("rename one: `xml: …`", Some("rename one: `rename = \"…\"`"));
        check("with `xml: name`", Some("with `rename = \"name\"`"));
        check(
            "write `soap:Body` or `GET /a`",
            Some("write `soap:Body` or `GET /a`"),
        );
        check("give `type: list`", None);
        check("the field `maximum`", Some("the field `maximum`"));
    }
}
