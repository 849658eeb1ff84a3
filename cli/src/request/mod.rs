//! `encode`: values become a request, straight from the YAML.

mod secrets;
mod show;

use std::io::{IsTerminal as _, Write as _};
use wireform_codegen::plan::{AuthId, BindingId};

use wireform::{Code, CustomServer, Server as _};
use wireform_interpret::{Call, Interpreter};

use crate::args::{EncodeArgs, Form, InputFormat};
use crate::shared::masking::{self, Secrets};
use crate::shared::output::{self, Output, Status, Stop, later};
use crate::shared::{facts, input, schema, subject, waive};

/// Why JSON Lines cannot be encoded.
const MANY: &str =
    "encode takes one document, not JSON Lines; give one record with --input-format json";

/// Prints the request, or what is wrong with the values.
pub(crate) fn encode(args: &EncodeArgs, out: &mut Output) -> Result<Status, Stop> {
    let plan = schema::plan(&args.input.schema)?;
    let interpreter = Interpreter::new(&plan);
    let call = subject::operation(&interpreter, &args.input.operation)?;
    if input::stated(&args.input.input, args.input.input_format) == Some(InputFormat::Jsonl) {
        return Err(Stop::because(MANY));
    }
    // What is wrong with the facts does not hide what is wrong with credentials and values.
    let mut stops = Vec::new();
    let facts = later(facts::read(&call, &args.input), &mut stops)?;
    let waivers = later(waive::read(&call, &args.input), &mut stops)?;
    let options = later(subject::options(&call, &args.input), &mut stops)?.unwrap_or_default();
    let binding = binding(&call, args.binding.as_deref())?;
    // A body goes nowhere, and carries few credentials or none.
    let body_only = args.form == Form::Body;
    let server = match &args.server {
        None if body_only => String::new(),
        server => self::server(&call, server.as_deref())?,
    };
    let given = secrets::given(call.plan(), &args.auth)?;
    let way = way(&call, args.auth_by.as_deref())?;
    let credentials = if body_only {
        call.body_credentials(binding, way, &given)
    } else {
        call.credentials(way, &given)
    };
    let chosen = match (&credentials, way) {
        // What is printed of a request does not change which credentials it takes.
        (Ok(credentials), None) if !body_only => credentials.way(),
        (_, way) => way,
    };
    stops.extend(secrets::without_effect(&call, &args.auth, chosen));
    let credentials =
        credentials.map_err(|violations| Stop::because(secrets::help(&call, &violations)));
    let credentials = later(credentials, &mut stops)?;

    // Nobody should type values only to hear of something else.
    if !stops.is_empty() && typed(args) {
        return all(stops);
    }
    // Values would be held to what somebody meant to waive.
    let Some(waivers) = waivers else {
        return all(stops);
    };
    let opened = input::opened(&args.input)?;
    if opened.format == InputFormat::Jsonl {
        stops.push(MANY.to_owned());
        return all(stops);
    }
    let input = match input::whole(opened, &args.input)? {
        Ok(input) => input,
        Err(wrong) => {
            output::error(&wrong);
            return all(stops);
        }
    };
    let (values, mut violations) = call.read(&input, options);
    let permissions = call.permissions(&values);
    let known = facts.unwrap_or_default();
    let valid = match call.valid(values, &known, &waivers) {
        Ok(valid) if violations.is_empty() => valid,
        Ok(_) => {
            wrong(&violations);
            return all(stops);
        }
        Err(more) => {
            violations.extend(more);
            wrong(&violations);
            return all(stops);
        }
    };
    let Some(credentials) = credentials.filter(|_| stops.is_empty()) else {
        return all(stops);
    };
    remarks(&call, valid.unchecked(), &permissions);
    let request = || call.encode(&valid, binding, &server, &credentials);
    let body = || call.encode_body(&valid, binding, &credentials);
    let secrets = Secrets::shown_if(args.show_secrets);
    let text = match args.form {
        Form::Http => show::http(&request(), secrets),
        Form::Curl => show::curl(&request(), secrets),
        Form::Body => masking::body(body(), secrets),
    };
    out.write_all(&text)?;
    // A file or a pipe gets the exact bytes; a prompt wants a line of its own.
    if !text.ends_with(b"\n") && output::is_watched() {
        out.write_all(b"\n")?;
    }
    Ok(Status::Clean)
}

/// Whether a person types the values.
fn typed(args: &EncodeArgs) -> bool {
    args.input.input.as_os_str() == "-" && std::io::stdin().is_terminal()
}

/// The end of a run that printed no request.
fn all(stops: Vec<String>) -> Result<Status, Stop> {
    if stops.is_empty() {
        Ok(Status::Findings)
    } else {
        Err(Stop::Failure(stops))
    }
}

fn wrong(violations: &wireform::Violations) {
    for violation in violations {
        // A reason to stop says so with the options that help.
        if violation.code() == Code::ContextMissing {
            continue;
        }
        output::error(&subject::sentence(violation));
    }
    if violations
        .iter()
        .any(|violation| violation.code() == Code::Missing)
    {
        output::note(subject::DELETE_MISSING);
    }
}

/// What a person should know of a request that goes through.
fn remarks(call: &Call<'_>, unchecked: &[String], permissions: &[&str]) {
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

/// The URL of a server: by name, as it is, or the first that the schema knows.
fn server(call: &Call<'_>, wanted: Option<&str>) -> Result<String, Stop> {
    let servers = &call.plan().endpoints[call.operation().endpoint].servers;
    let names = || servers.iter().map(|server| server.name.as_str());
    match wanted {
        None => match servers.first() {
            Some(server) => Ok(server.url.clone()),
            None => Err(Stop::because(
                "the schema names no server for this operation; give one with --server URL",
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

/// The way to authenticate, by its name in the schema.
fn way(call: &Call<'_>, wanted: Option<&str>) -> Result<Option<AuthId>, Stop> {
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    let plan = call.plan();
    let ways = &call.operation().auths;
    let found = ways.iter().find(|at| plan.auths[**at].name == wanted);
    found.map(|at| Some(*at)).ok_or_else(|| {
        let names = ways.iter().map(|at| plan.auths[*at].name.as_str());
        subject::unknown("--auth-by", "way to authenticate", wanted, names)
    })
}
