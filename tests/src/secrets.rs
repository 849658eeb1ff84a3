//! Credentials for tests: characters that need escaping in every format, and none that a header refuses.

/// Every textual credential.
pub const TEXT: &str = "s3cr3t&<x>\"'+/=%";

/// The textual credential where the schema refuses [`TEXT`].
#[allow(dead_code, reason = "the build script does not use it")]
pub const LETTERS: &str = "jane";

/// Every numeric credential.
pub const NUMBER: i64 = 42;
