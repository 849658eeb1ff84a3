//! What other languages call the built-in types.

/// Returns the built-in type that other languages call so, if one word stands for it.
pub(in crate::resolve) fn synonym(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "str" | "text" | "varchar" | "char" => "string",
        "int" | "int32" | "int64" | "i32" | "i64" | "u32" | "u64" | "long" | "short" => "integer",
        "float" | "double" | "decimal" | "f32" | "f64" | "numeric" => "number",
        "bool" => "boolean",
        "datetime" | "date-time" | "date_time" | "time" | "instant" => "timestamp",
        "array" | "sequence" | "seq" | "vec" | "tuple" => "list",
        "dict" | "dictionary" | "hash" | "hashmap" | "record" => "map",
        "struct" | "class" | "message" => "object",
        "oneof" | "one_of" | "anyof" | "any_of" | "choice" => "union",
        "json" | "mixed" => "any",
        "xml" | "anyxml" | "any_xml" | "fragment" => "element",
        _ => return None,
    })
}

/// Returns what to write instead of a name that is no type here.
pub(super) fn instead(name: &str) -> Option<String> {
    if let Some(word) = synonym(name) {
        let with = match word {
            "list" => ", with `items` for the type of its items",
            "map" => ", with `items` for the type of its values, or `fields` if its keys are known",
            "object" => ", with its members below `fields`",
            "union" => ", with its types below `variants`",
            _ => "",
        };
        return Some(format!("`type: {word}`{with}"));
    }
    let format = match name.to_ascii_lowercase().as_str() {
        "email" | "e-mail" => "email",
        "url" | "uri" => "uri",
        "uuid" | "guid" => "uuid",
        "hostname" | "domain" => "hostname",
        "ip" | "ipv4" => "ipv4",
        "ipv6" => "ipv6",
        "country" => "country",
        "phone" | "tel" | "telephone" => "e164",
        _ => return None,
    };
    Some(format!("`type: string` and `format: {format}`"))
}
