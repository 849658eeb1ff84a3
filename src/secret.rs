//! Secret texts, such as keys and passwords.
//!
//! Formatting a secret shows `***`. Only [`Secret::expose`] returns the text.

use std::fmt;

/// A secret text.
///
/// `Debug` masks it and there is no `Display`. With the feature `zeroize`, its memory is overwritten when it is dropped.
///
/// # Examples
/// ```
/// use wireform::Secret;
///
/// let key = Secret::from("MTIzNDU2");
/// assert_eq!(format!("{key:?}"), "Secret(***)");
/// assert_eq!(key.expose(), "MTIzNDU2");
/// ```
///
/// ```compile_fail
/// println!("{}", wireform::Secret::from("MTIzNDU2"));
/// ```
#[derive(Clone, Default)]
pub struct Secret(String);

impl Secret {
    /// Makes a secret of a text.
    pub fn new(text: impl Into<String>) -> Self {
        Secret(text.into())
    }

    /// Returns the text. It can leak only where this is called.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

// Compares every byte, so that the time reveals at most the length.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.0.as_bytes(), other.0.as_bytes());
        left.len() == right.len()
            && left
                .iter()
                .zip(right)
                .fold(0, |difference, (left, right)| difference | (left ^ right))
                == 0
    }
}

impl Eq for Secret {}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Secret(text.to_owned())
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Secret(text.clone())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Secret(text)
    }
}

#[cfg(feature = "zeroize")]
impl Drop for Secret {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

#[cfg(feature = "zeroize")]
impl zeroize::ZeroizeOnDrop for Secret {}
