//! Field masks: the names of the fields that a request sends.

use crate::http::HttpBuilder;

/// The names of the fields that a request sends, as one text.
///
/// ```
/// use wireform::__rt::Mask;
///
/// let mut mask = Mask::new(",");
/// mask.add("phone");
/// mask.add("address.city");
/// assert_eq!(mask.as_str(), "phone,address.city");
/// ```
#[derive(Clone, Debug)]
pub struct Mask<'m> {
    separator: &'m str,
    text: String,
}

impl<'m> Mask<'m> {
    /// Begins a mask with this text between two names.
    pub const fn new(separator: &'m str) -> Self {
        Mask {
            separator,
            text: String::new(),
        }
    }

    /// Adds a name.
    pub fn add(&mut self, name: &str) {
        if !self.text.is_empty() {
            self.text.push_str(self.separator);
        }
        self.text.push_str(name);
    }

    /// Returns the names, with the separator between them.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Adds the mask as a header. Does nothing if it has no name.
    pub fn write_header(&self, name: &str, http: &mut HttpBuilder) {
        if !self.text.is_empty() {
            http.header(name, &self.text);
        }
    }

    /// Adds the mask to the query string. Does nothing if it has no name.
    pub fn write(&self, parameter: &str, http: &mut HttpBuilder) {
        if !self.text.is_empty() {
            http.query(parameter, &self.text, false);
        }
    }
}
