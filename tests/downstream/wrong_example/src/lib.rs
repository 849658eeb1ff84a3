//! A crate whose schema promises bytes that are never sent, by both ways to compile it.
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]
#![forbid(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

/// The code of the build script.
pub mod built {
    wf::generated!();
}

/// The code of the macro.
pub mod included {
    wf::include_schema!("schemas/wrong.yaml");
}

/// The code of the macro without tests.
pub mod untested {
    wf::include_schema!("schemas/wrong.yaml", tests = false);
}
