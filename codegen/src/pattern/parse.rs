//! Parses expressions in canonical form.

use regex_syntax::hir::Hir;

use super::look_ahead;

/// The maximum depth of nested groups.
pub(super) const NEST_LIMIT: u32 = 100;

/// Parses an expression in canonical form, in which look-aheads are groups with special names.
pub(crate) fn parse(text: &str) -> Result<Hir, String> {
    regex_syntax::ParserBuilder::new()
        .nest_limit(NEST_LIMIT + 10)
        .build()
        .parse(&look_ahead::named_text(text))
        .map_err(|error| match error {
            regex_syntax::Error::Parse(error) => error.kind().to_string(),
            regex_syntax::Error::Translate(error) => error.kind().to_string(),
            _ => "unknown reason".to_owned(),
        })
}
