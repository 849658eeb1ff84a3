//! A list as one string on the wire.
//!
//! In: items that don't contain the separator (a violation otherwise); out: one text that
//! splits into the same items.

/// The items, with the separator between them.
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
