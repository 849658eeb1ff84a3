//! Unions whose variants are elements beside those of other fields.

/// A union whose variants are elements beside those of other fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlChoice {
    /// The names of the elements, one for each variant.
    pub names: Vec<String>,
    /// Whether the field is a list, of which each item is one element.
    pub each: bool,
}
