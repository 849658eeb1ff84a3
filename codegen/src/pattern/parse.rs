//! Parses expressions of the stage `read`.

use regex_syntax::hir::Hir;

use super::look_around;

/// The maximum depth of nested groups.
pub(super) const NEST_LIMIT: u32 = 100;

/// Parses an expression, in which look-around is groups with special names.
pub(crate) fn parse(text: &str) -> Result<Hir, String> {
    regex_syntax::ParserBuilder::new()
        // Writing a part out adds a few groups.
        .nest_limit(2 * NEST_LIMIT + 50)
        .build()
        .parse(&look_around::named(text))
        .map_err(|error| match error {
            regex_syntax::Error::Parse(error) => error.kind().to_string(),
            regex_syntax::Error::Translate(error) => error.kind().to_string(),
            _ => "unknown reason".to_owned(),
        })
}
