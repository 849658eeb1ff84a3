//! Suggests the next version of a crate.

use std::fmt;
use std::str::FromStr;

use crate::breaking::Bump;

/// A version `MAJOR.MINOR.PATCH`.
///
/// ```
/// use wireform_upkeep::breaking::Bump;
/// use wireform_upkeep::regenerate::Version;
///
/// let version: Version = "1.4.2".parse().unwrap();
/// assert_eq!(version.next(Bump::Minor).to_string(), "1.5.0");
/// // Cargo treats the second number of 0.x as the major one.
/// let early: Version = "0.4.2".parse().unwrap();
/// assert_eq!(early.next(Bump::Major).to_string(), "0.5.0");
/// assert_eq!(early.next(Bump::Minor).to_string(), "0.4.3");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

/// A text that is not a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionError;

impl Version {
    /// Returns the version after a change, by Cargo's rules of compatibility.
    #[must_use]
    pub fn next(self, bump: Bump) -> Self {
        let Self {
            major,
            minor,
            patch,
        } = self;
        let of = |major, minor, patch| Self {
            major,
            minor,
            patch,
        };
        match (major, bump) {
            (0, Bump::Major) => of(0, minor + 1, 0),
            (0, Bump::Minor | Bump::Patch) | (_, Bump::Patch) => of(major, minor, patch + 1),
            (_, Bump::Major) => of(major + 1, 0, 0),
            (_, Bump::Minor) => of(major, minor + 1, 0),
        }
    }
}

impl FromStr for Version {
    type Err = VersionError;

    fn from_str(text: &str) -> Result<Self, VersionError> {
        let numbers: Result<Vec<u64>, _> = text.split('.').map(str::parse).collect();
        // A number at the limit could not be incremented.
        match numbers.as_deref() {
            Ok(&[major, minor, patch]) if major.max(minor).max(patch) < u64::MAX => Ok(Self {
                major,
                minor,
                patch,
            }),
            _ => Err(VersionError),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl fmt::Display for VersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a version has the form MAJOR.MINOR.PATCH")
    }
}

impl std::error::Error for VersionError {}
