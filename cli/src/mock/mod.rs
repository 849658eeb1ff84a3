//! `mock`: serves a provider made from its schema.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use wireform_codegen::plan::{Does, Plan};
use wireform_mock::{CallRecord, Mock, MockBuilder};

use crate::args::MockArgs;
use crate::shared::output::{self, Status, Stop};
use crate::shared::{schema, secrets};

/// Serves until the process is interrupted.
pub(crate) fn run(args: &MockArgs) -> Result<Status, Stop> {
    let loaded = schema::load(&args.schemas)?;
    if loaded.diagnostics.has_errors() {
        loaded.report();
        return Err(Stop::because("a schema has errors"));
    }
    let record = args.record.as_deref().map(open).transpose()?;
    let builder = with_options(args, loaded.plans)?;
    let mock = builder
        .on_call(move |call| print(call, record.as_ref()))
        // Each call is printed, and nothing reads it later.
        .remember(0)
        .until_interrupted()
        .start()
        .map_err(|error| Stop::because(error.to_string()))?;
    let several = mock.schemas().count() > 1;
    for schema in mock.schemas() {
        let url = match several {
            true => mock.url_of(schema).unwrap_or_default(),
            false => mock.url(),
        };
        output::line(&format!("{schema}: {url}"));
    }
    mock.wait();
    Ok(Status::Clean)
}

fn with_options(args: &MockArgs, plans: Vec<Plan>) -> Result<MockBuilder, Stop> {
    let names: Vec<String> = plans
        .iter()
        .flat_map(|plan| &*plan.credentials)
        .map(|credential| credential.name.clone())
        .collect();
    if args.strict {
        check_strict(&plans)?;
    }
    let mut builder = Mock::from_plans(plans).listen(args.listen);
    for option in &args.auth {
        let (name, value) = secrets::from_option(option, names.iter().map(String::as_str))?;
        builder = builder.credentials(name, value);
    }
    if args.strict {
        builder = builder.strict();
    }
    if let Some(case) = &args.fail {
        builder = builder.fail(case);
    }
    if !args.fault.is_empty() {
        let faults = args.fault.clone();
        builder = builder.fault_when(move |number| faults.iter().find_map(|it| it.of_call(number)));
    }
    Ok(builder)
}

/// Reports `--strict` for a schema without a creation: every request for a contact would be refused.
fn check_strict(plans: &[Plan]) -> Result<(), Stop> {
    let without = plans.iter().filter(|plan| {
        let mut operations = plan.operations.iter();
        !operations.any(|it| it.does == Does::Create)
    });
    let without: Vec<&str> = without.map(|plan| plan.provider.as_str()).collect();
    match without[..] {
        [] => Ok(()),
        _ => Err(Stop::because(format!(
            "--strict needs a schema that describes a creation, and this one has none: {}; leave --strict out, or add the creation",
            without.join(", ")
        ))),
    }
}

/// Opens the record. A new file can be read by its owner only.
fn open(path: &Path) -> Result<File, Stop> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path);
    file.map_err(|error| Stop::because(format!("{}: {error}", path.display())))
}

/// Prints a call, and appends it to the record.
fn print(call: &CallRecord, record: Option<&File>) {
    output::line(&call.to_string());
    if let Some(mut file) = record {
        let written = file.write_all(format!("{}\n", call.to_json()).as_bytes());
        if let Err(error) = written {
            output::error(&format!("the record: {error}"));
        }
    }
}
