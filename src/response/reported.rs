//! What a provider reports about one field of a request.

use std::fmt;

use crate::emitted::Masked;

/// What a provider reports about one field of a request.
///
/// `Debug` masks the texts of the provider, which can repeat values of the request.
///
/// # Examples
/// ```
/// use wireform::response::Reported;
///
/// let reported = Reported::new()
///     .with_path("organization")
///     .with_message("`ACME Ltd` is too long");
/// assert_eq!(reported.path(), Some("organization"));
/// assert!(!format!("{reported:?}").contains("ACME"));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reported {
    path: Option<String>,
    wire: Option<String>,
    code: Option<String>,
    message: Option<String>,
}

impl Reported {
    /// Makes a report that says nothing.
    #[must_use]
    pub const fn new() -> Self {
        Reported {
            path: None,
            wire: None,
            code: None,
            message: None,
        }
    }

    /// Sets the logical path of the field.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Sets the provider's name of the field.
    #[must_use]
    pub fn with_wire(mut self, wire: impl Into<String>) -> Self {
        self.wire = Some(wire.into());
        self
    }

    /// Sets the provider's code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Sets the provider's message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// Returns the logical path of the field, if the provider names a field that the schema describes.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// Returns the field as the provider names it.
    #[must_use]
    pub fn wire(&self) -> Option<&str> {
        self.wire.as_deref()
    }

    /// Returns `path: message`, as the examples of a schema have it. It can contain personal data. Without a logical path it
    /// has the provider's name of the field, and without a message the code.
    #[doc(hidden)]
    #[must_use]
    pub fn label(&self) -> String {
        let at = self.path().or(self.wire());
        let text = self.message().or(self.code()).unwrap_or_default();
        match at {
            Some(at) => format!("{at}: {text}"),
            None => text.to_owned(),
        }
    }

    /// Returns the provider's code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns the provider's message, which can contain personal data.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

impl fmt::Debug for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The path is a name of the schema. All other texts are the provider's.
        f.debug_struct("Reported")
            .field("path", &self.path)
            .field("wire", &self.wire.as_ref().map(|_| Masked))
            .field("code", &self.code.as_ref().map(|_| Masked))
            .field("message", &self.message.as_ref().map(|_| Masked))
            .finish()
    }
}
