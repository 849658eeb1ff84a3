//! The emitted code of the community schemas. The examples of the schemas are the tests of this package.

/// One module for each schema.
#[allow(
    missing_docs,
    unreachable_pub,
    reason = "emitted code has what the schemas describe"
)]
pub mod schemas {
    wireform::generated!();
}
