//! Lists that are one text on the wire. An item with the separator is a violation.

/// Joins items with a separator.
///
/// ```
/// assert_eq!(wireform::__rt::join::joined(["Street 1", "House 2"], "\n"), "Street 1\nHouse 2");
/// ```
pub fn joined<S: AsRef<str>>(items: impl IntoIterator<Item = S>, separator: &str) -> String {
    let mut text = String::new();
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            text.push_str(separator);
        }
        text.push_str(item.as_ref());
    }
    text
}

/// Joins items with a separator. An item that could be read as something else is in quotation marks, in which a backslash is in front of
/// quotation marks and backslashes (RFC 9110 § 5.6.4).
///
/// ```
/// assert_eq!(wireform::__rt::join::quoted(["b,c", "\"d\"", "e f"], ", "), r#""b,c", "\"d\"", e f"#);
/// ```
pub fn quoted<S: AsRef<str>>(items: impl IntoIterator<Item = S>, separator: &str) -> String {
    let mark = separator.trim();
    let is_plain = |item: &str| {
        let splits = item.contains(separator) || !mark.is_empty() && item.contains(mark);
        !item.is_empty() && !item.contains('"') && item.trim() == item && !splits
    };
    let items = items.into_iter().map(|item| {
        let item = item.as_ref();
        match is_plain(item) {
            true => item.to_owned(),
            false => ["\"", &item.replace('\\', "\\\\").replace('"', "\\\""), "\""].concat(),
        }
    });
    joined(items, separator)
}
