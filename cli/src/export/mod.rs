//! `export`: writes a schema as OpenAPI or JSON Schema.

use std::io::Write as _;

use wireform_upkeep::export::{json_schema, openapi};

use crate::args::{ExportArgs, ExportLanguage};
use crate::shared::output::{self, Output, Status, Stop};
use crate::shared::schema;

/// Prints the document to standard output, and what it cannot say to standard error.
pub(crate) fn run(args: &ExportArgs, out: &mut Output) -> Result<Status, Stop> {
    let plan = schema::plan(&args.schema)?;
    let names: Vec<&str> = plan
        .operations
        .iter()
        .map(|operation| operation.name.as_str())
        .collect();
    for name in &args.operation {
        if !names.contains(&name.as_str()) {
            return Err(Stop::because(format!(
                "the schema has no such operation; it has {}",
                names.join(", ")
            )));
        }
    }
    let exported = match args.language {
        ExportLanguage::Openapi => openapi(&plan, &args.operation),
        ExportLanguage::JsonSchema => {
            let mut chosen = plan.operations.iter().filter(|operation| {
                args.operation.is_empty() || args.operation.contains(&operation.name)
            });
            match (chosen.next(), chosen.next()) {
                (Some(operation), None) => json_schema(&plan, operation),
                _ => {
                    return Err(Stop::because(format!(
                        "a JSON Schema describes one operation; give one --operation of {}",
                        names.join(", ")
                    )));
                }
            }
        }
    };
    let text = serde_json::to_string_pretty(&exported.document)
        .map_err(|error| Stop::because(error.to_string()))?;
    writeln!(out, "{text}")?;
    for unsaid in &exported.unsaid {
        output::note(&unsaid.to_string());
    }
    Ok(Status::Clean)
}
