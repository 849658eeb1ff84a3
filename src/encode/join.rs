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
