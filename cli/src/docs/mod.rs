//! `docs`: writes the reference of schemas as a static site.

mod folder;

use std::io::Write as _;

use wireform_site::pages::site;

use crate::args::DocsArgs;
use crate::shared::output::{Output, Status, Stop};
use crate::shared::schema;

/// Writes the site. Schemas with errors are reported, and nothing is written.
pub(crate) fn run(args: &DocsArgs, out: &mut Output) -> Result<Status, Stop> {
    let plans = schema::plans(&args.schemas)?;
    let files = site(&plans).map_err(|same| Stop::because(same.to_string()))?;
    folder::replace(&args.out, &files)?;
    writeln!(out, "{} files, {} providers", files.len(), plans.len())?;
    Ok(Status::Clean)
}
