//! `encode`: prints the request for some values, without compiling Rust.

mod from_read;
mod moment;
mod secrets;

use std::io::{IsTerminal as _, Write as _};

use wireform::{Code, CustomServer, Server as _};
use wireform_codegen::plan::{AuthId, BindingId};
use wireform_interpret::{Call, Interpreter};
use wireform_site::message;

use crate::args::{EncodeArgs, Form, InputFormat};
use crate::shared::docs_url::DocsUrl;
use crate::shared::masking;
use crate::shared::output::{self, Output, Status, Stop, collect_failures};
use crate::shared::{facts, input, schema, subject, waive};

/// The error for JSON Lines, which `encode` does not accept.
const SEVERAL_RECORDS: &str =
    "encode takes one document, not JSON Lines; give one record with --input-format json";

/// Prints the request, or the violations of the values.
pub(crate) fn run(args: &EncodeArgs, out: &mut Output) -> Result<Status, Stop> {
    let plan = schema::plan(&args.input.schema)?;
    let interpreter = Interpreter::new(&plan);
    let call = subject::find_operation(&interpreter, &args.input.operation)?;
    if input::stated_format(&args.input.input, args.input.input_format) == Some(InputFormat::Jsonl)
    {
        return Err(Stop::because(SEVERAL_RECORDS));
    }
    // One run reports the mistakes in facts, credentials and values.
    let mut stops = Vec::new();
    let facts = collect_failures(facts::read(&call, &args.input), &mut stops)?;
    let waivers = collect_failures(waive::read(&call, &args.input), &mut stops)?;
    let options = collect_failures(subject::read_options(&call, &args.input), &mut stops)?;
    let options = options.unwrap_or_default();
    let binding = binding(&call, args.binding.as_deref())?;
    // A body needs no server, and contains few credentials or none.
    let body_only = args.form == Form::Body;
    let server = match &args.server {
        None if body_only => String::new(),
        server => self::server(&call, server.as_deref())?,
    };
    let given = secrets::read_credentials(call.plan(), &args.auth)?;
    let auth = auth(&call, args.auth_by.as_deref())?;
    let credentials = if body_only {
        call.body_credentials(binding, auth, &given)
    } else {
        call.credentials(auth, &given)
    };
    let chosen = match (&credentials, auth) {
        // The printed form does not change which credentials the request needs.
        (Ok(credentials), None) if !body_only => credentials.way(),
        (_, auth) => auth,
    };
    stops.extend(secrets::without_effect(&call, &args.auth, chosen));
    let credentials =
        credentials.map_err(|violations| Stop::Failure(secrets::help(&call, &violations)));
    let credentials = collect_failures(credentials, &mut stops)?;

    // A user should not type values if the run fails anyway.
    if !stops.is_empty() && is_typed(args) {
        return end_without_request(stops);
    }
    // Without the waivers, the violations would be misleading.
    let Some(waivers) = waivers else {
        return end_without_request(stops);
    };
    let opened = input::open_input(&args.input)?;
    if opened.format == InputFormat::Jsonl {
        stops.push(SEVERAL_RECORDS.to_owned());
        return end_without_request(stops);
    }
    let input = match input::read_document(opened, &args.input)? {
        Ok(input) => input,
        Err(wrong) => {
            output::error(&wrong);
            return end_without_request(stops);
        }
    };
    let (values, mut violations) = match &args.from_read {
        Some(file) => match from_read::values(&call, file, &input) {
            Ok(values) => values,
            Err(stop) => {
                stops.push(stop);
                return end_without_request(stops);
            }
        },
        None => call.read(&input, options),
    };
    let permissions = call.permissions(&values);
    let known = facts.unwrap_or_default();
    // The checks say nothing about a value that could not be read, so each mistake is one violation.
    if !violations.is_empty() {
        violations.extend(call.validate(&values, &known, &waivers).violations);
        print_violations(&call, &violations, args.docs_url.as_ref());
        return end_without_request(stops);
    }
    let valid = match call.valid(values, &known, &waivers) {
        Ok(valid) => valid,
        Err(violations) => {
            print_violations(&call, &violations, args.docs_url.as_ref());
            return end_without_request(stops);
        }
    };
    let Some(credentials) = credentials.filter(|_| stops.is_empty()) else {
        return end_without_request(stops);
    };
    print_notes(&call, valid.unchecked(), &permissions);
    let moment = moment::of(&call, args, &credentials)?;
    let request = || {
        let request = call.encode_at(&valid, binding, &server, &credentials, moment.as_ref());
        request.map_err(|error| Stop::because(error.to_string()))
    };
    let body = || {
        let body = call.encode_body(&valid, binding, &credentials, moment.as_ref());
        body.map_err(|error| Stop::because(error.to_string()))
    };
    let secrets = masking::secrets(args.show_secrets);
    let text = match args.form {
        Form::Http => message::http(&request()?, secrets),
        Form::Curl => {
            let (text, is_masked) = masking::curl(&request()?, secrets);
            if is_masked {
                output::note(
                    "secrets are masked as ***; --show-secrets prints the command with them",
                );
            }
            text
        }
        Form::Body => masking::body(body()?, secrets),
    };
    out.write_all(&text)?;
    // A file or a pipe gets the exact bytes. On a terminal the prompt needs a line of its own.
    if !text.ends_with(b"\n") && output::is_watched() {
        out.write_all(b"\n")?;
    }
    Ok(Status::Clean)
}

/// Returns whether a user types the values.
fn is_typed(args: &EncodeArgs) -> bool {
    args.input.input.as_os_str() == "-" && std::io::stdin().is_terminal()
}

/// Ends a run that printed no request.
fn end_without_request(stops: Vec<String>) -> Result<Status, Stop> {
    if stops.is_empty() {
        Ok(Status::Findings)
    } else {
        Err(Stop::Failure(stops))
    }
}

/// Prints violations, with links to a site if there is one.
fn print_violations(call: &Call<'_>, violations: &wireform::Violations, site: Option<&DocsUrl>) {
    for violation in violations {
        // The message about missing facts is a reason to stop, which also names the options.
        if violation.code() == Code::ContextMissing {
            continue;
        }
        let sentence = subject::sentence(violation);
        output::error(&match site {
            Some(site) => format!("{sentence} {}", site.of_violation(call, violation)),
            None => sentence,
        });
    }
    if violations
        .iter()
        .any(|violation| violation.code() == Code::Missing)
    {
        output::note(subject::DELETE_MISSING);
    }
}

/// Prints notes about a valid request.
fn print_notes(call: &Call<'_>, unchecked: &[String], permissions: &[&str]) {
    let operation = call.operation();
    if let Some(reason) = &operation.withdrawn {
        output::note(&format!("{} is withdrawn: {reason}", operation.name));
    }
    if let Some(reason) = &operation.deprecated {
        output::note(&format!("{} is deprecated: {reason}", operation.name));
    }
    if !unchecked.is_empty() {
        output::note(&format!("not checked: {}", unchecked.join(", ")));
    }
    if !permissions.is_empty() {
        output::note(&format!("needs permission: {}", permissions.join(", ")));
    }
}

/// Returns the URL of a server: by its name, as a URL, or the first one of the schema.
fn server(call: &Call<'_>, wanted: Option<&str>) -> Result<String, Stop> {
    let servers = &call.plan().endpoints[call.operation().endpoint].servers;
    let names = || servers.iter().map(|server| server.name.as_str());
    match wanted {
        None => match servers.first() {
            Some(server) => Ok(server.url.clone()),
            None => Err(Stop::because(
                "the schema has no server for this operation; give one with --server URL",
            )),
        },
        Some(wanted) => match servers.iter().find(|server| server.name == wanted) {
            Some(server) => Ok(server.url.clone()),
            None if wanted.contains("://") => CustomServer::new(wanted)
                .map(|server| server.url().to_owned())
                .map_err(|violations| Stop::because(format!("--{violations}"))),
            None => Err(subject::unknown("--server", "server", wanted, names())),
        },
    }
}

/// Returns a binding by its name, or the default one.
fn binding(call: &Call<'_>, wanted: Option<&str>) -> Result<BindingId, Stop> {
    let bindings = &call.operation().bindings;
    let Some(wanted) = wanted else {
        return Ok(call.operation().default_binding_id());
    };
    bindings
        .find(|binding| binding.name == wanted)
        .ok_or_else(|| {
            let names = bindings.iter().map(|binding| binding.name.as_str());
            subject::unknown("--binding", "binding", wanted, names)
        })
}

/// Returns the authentication method with a name.
fn auth(call: &Call<'_>, wanted: Option<&str>) -> Result<Option<AuthId>, Stop> {
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    let plan = call.plan();
    let auths = &call.operation().auths;
    let found = auths.iter().find(|at| plan.auths[**at].name == wanted);
    found.map(|at| Some(*at)).ok_or_else(|| {
        let names = auths.iter().map(|at| plan.auths[*at].name.as_str());
        subject::unknown("--auth-by", "authentication method", wanted, names)
    })
}
