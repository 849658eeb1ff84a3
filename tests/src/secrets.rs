//! Credentials for tests: characters that need escaping in every format, and none that a header refuses.

/// Every textual credential.
pub const TEXT: &str = "s3cr3t&<x>\"'+/=%";

/// Every numeric credential.
pub const NUMBER: i64 = 42;
