//! The namespaces that are declared around a place in a document, with their URIs.

use std::borrow::Cow;
use std::sync::Arc;

/// The most declarations around a place. Each prefix is compared with theirs.
const MOST_DECLARATIONS: usize = 256;

/// The declarations around a place. Elements inside share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Declared<'r>(Option<Arc<Declaration<'r>>>);

/// A declaration, and those around it.
#[derive(Debug)]
struct Declaration<'r> {
    prefix: &'r str,
    uri: Cow<'r, str>,
    number: usize,
    around: Declared<'r>,
}

impl<'r> Declared<'r> {
    /// Returns these declarations with another one inside; none if there are too many.
    pub(super) fn with(&self, prefix: &'r str, uri: Cow<'r, str>) -> Option<Self> {
        let number = self.0.as_ref().map_or(0, |it| it.number + 1);
        (number < MOST_DECLARATIONS).then(|| {
            Declared(Some(Arc::new(Declaration {
                prefix,
                uri,
                number,
                around: self.clone(),
            })))
        })
    }

    /// Returns the URI of a prefix.
    pub(super) fn uri(&self, prefix: &str) -> Option<&str> {
        let mut next = self;
        while let Some(declaration) = &next.0 {
            if declaration.prefix == prefix {
                return Some(&declaration.uri);
            }
            next = &declaration.around;
        }
        None
    }
}
