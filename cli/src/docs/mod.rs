//! `docs`: writes the reference of schemas as a static site, or serves a page to try a contact.

mod evidence;
mod folder;

use std::io::Write as _;
use std::path::Path;

use wireform_codegen::plan::Plan;
use wireform_site::pages::{Evidence, Extras, site};
use wireform_site::serve::{BindError, Server};

use crate::args::DocsArgs;
use crate::shared::output::{self, Output, Status, Stop};
use crate::shared::schema;

/// Writes the site, or serves the page until the process is interrupted. Schemas with errors are reported, and nothing else is
/// done.
pub(crate) fn run(args: &DocsArgs, out: &mut Output) -> Result<Status, Stop> {
    let plans = schema::plans(&args.schemas)?;
    let evidence = evidence::read(&args.schemas)?;
    match &args.out {
        Some(folder) => write(&plans, evidence, folder, out),
        None => serve(plans, evidence, args.port),
    }
}

fn write(
    plans: &[Plan],
    evidence: Vec<Evidence>,
    folder: &Path,
    out: &mut Output,
) -> Result<Status, Stop> {
    let extras = Extras {
        evidence,
        is_served: false,
    };
    let files = site(plans, &extras).map_err(|same| Stop::because(same.to_string()))?;
    folder::replace(folder, &files)?;
    writeln!(out, "{} files, {} providers", files.len(), plans.len())?;
    Ok(Status::Clean)
}

/// Serves the page to try a contact. Its address is the only line that is printed.
fn serve(plans: Vec<Plan>, evidence: Vec<Evidence>, port: u16) -> Result<Status, Stop> {
    let because = |error: std::io::Error| Stop::because(format!("port {port}: {error}"));
    let server = Server::bind(plans, evidence, port).map_err(|error| match error {
        BindError::SameName(same) => Stop::because(same.to_string()),
        BindError::Io(error) => because(error),
    })?;
    output::line(&format!("try your contact: {}", server.url()));
    server.run().map_err(because)?;
    Ok(Status::Clean)
}
