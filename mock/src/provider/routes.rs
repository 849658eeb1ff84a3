//! Finds the operation of a request.

use wireform_codegen::plan::{Constant, Operation, PathPart};
use wireform_interpret::{Call, DecodedRequest, Interpreter};

use super::{Answer, received};
use crate::server::Incoming;

/// A request of an operation.
pub(super) struct Routed<'p> {
    pub(super) call: Call<'p>,
    pub(super) decoded: DecodedRequest,
}

/// Why a request is of no operation.
pub(super) enum Unrouted {
    /// No operation has its path.
    Path,
    /// Only operations of other methods have its path.
    Method {
        /// The methods of these operations.
        allowed: Vec<String>,
        /// The path of the schema.
        template: String,
    },
    /// Its body is too long to be read. The path is that of the schema, if an operation has it.
    TooLong { template: Option<String> },
}

impl Unrouted {
    pub(super) fn answer(&self, interpreters: &[Interpreter<'_>]) -> Answer {
        match self {
            Unrouted::Path => match interpreters {
                [] | [_] => Answer::plain(404, "no operation of the schema has this path"),
                several => {
                    let names = several.iter().map(|it| format!("/{}", it.plan().schema));
                    let names: Vec<String> = names.collect();
                    let text = format!(
                        "no operation has this path; a path begins with the name of its schema: {}",
                        names.join(", ")
                    );
                    Answer::plain(404, &text)
                }
            },
            Unrouted::TooLong { .. } => {
                Answer::plain(413, "the body is longer than 16 MiB, or it does not end")
            }
            Unrouted::Method { allowed, .. } => {
                let text = "no operation of the schema has this method at this path";
                let mut answer = Answer::plain(405, text);
                answer
                    .response
                    .headers
                    .push(("Allow".to_owned(), allowed.join(", ")));
                answer
            }
        }
    }
}

/// Returns the operation of a request. If several have its method and its path, the one whose headers, constants and members the
/// request has.
pub(super) fn find<'p>(
    interpreters: &'p [Interpreter<'p>],
    request: &Incoming,
) -> Result<Routed<'p>, Unrouted> {
    let mut best = None;
    let mut allowed = Vec::new();
    let mut fitting = None;
    for interpreter in interpreters {
        let Some(below) = below_schema(interpreters, interpreter, &request.path) else {
            continue;
        };
        for call in interpreter.operations() {
            let Some(path) = below_server(&call, below) else {
                continue;
            };
            allowed.push(call.operation().method.clone());
            fitting.get_or_insert_with(|| template(call.operation()));
            if request.body.is_some()
                && let Some(decoded) = call.decode_request(&received(request, path))
            {
                let routed = Routed { call, decoded };
                let found = mistakes(request, &routed);
                if best.as_ref().is_none_or(|(least, _)| found < *least) {
                    best = Some((found, routed));
                }
            }
        }
    }
    if request.body.is_none() {
        return Err(Unrouted::TooLong { template: fitting });
    }
    allowed.sort_unstable();
    allowed.dedup();
    best.map(|(_, routed)| routed).ok_or(match fitting {
        None => Unrouted::Path,
        Some(template) => Unrouted::Method { allowed, template },
    })
}

/// Returns how far a request is from those of the operation.
fn mistakes(request: &Incoming, routed: &Routed<'_>) -> (bool, usize, usize) {
    let lacks = |(name, value): &&(String, Constant)| {
        let mut headers = request.headers.iter();
        !headers.any(|(other, given)| other.eq_ignore_ascii_case(name) && value.fits(given))
    };
    let headers = routed.call.operation().headers.iter().filter(lacks).count();
    let decoded = &routed.decoded;
    let violations = decoded.violations.iter().count();
    (decoded.wrong_constant, headers, violations)
}

/// Returns the path below the name of the schema. With one schema, the name can be left out.
fn below_schema<'r>(
    all: &[Interpreter<'_>],
    interpreter: &Interpreter<'_>,
    path: &'r str,
) -> Option<&'r str> {
    let rest = path.strip_prefix('/').unwrap_or(path);
    let below = rest
        .strip_prefix(interpreter.plan().schema.as_str())
        .filter(|below| below.is_empty() || below.starts_with('/'));
    match all {
        [_] => Some(below.unwrap_or(path)),
        _ => below,
    }
}

/// Returns the path below the URL of the server, if the operation has it. The path of one of the provider's own servers may
/// come first, such as `/v2` of `https://api.example/v2`.
fn below_server<'r>(call: &Call<'_>, path: &'r str) -> Option<&'r str> {
    let endpoint = &call.plan().endpoints[call.operation().endpoint];
    let bases = endpoint.servers.iter().filter_map(|server| {
        let (_, rest) = server.url.split_once("://")?;
        Some(
            rest.split_once('/')
                .map_or("", |(_, path)| path)
                .trim_end_matches('/'),
        )
    });
    let candidates = bases.filter(|base| !base.is_empty()).filter_map(|base| {
        let below = path.strip_prefix('/')?.strip_prefix(base)?;
        (below.is_empty() || below.starts_with('/')).then_some(below)
    });
    let mut candidates = candidates.chain([path]);
    candidates.find(|path| call.has_path(path))
}

/// Returns the path for a record: that of the schema, because parameters can be secrets and data of customers.
pub(super) fn shown(routed: &Result<Routed<'_>, Unrouted>) -> Option<String> {
    match routed {
        Ok(routed) => {
            let operation = routed.call.operation();
            let binding = routed.decoded.binding;
            let own = binding.and_then(|at| operation.bindings[at].path.clone());
            Some(own.unwrap_or_else(|| template(operation)))
        }
        Err(Unrouted::Method { template, .. }) => Some(template.clone()),
        Err(Unrouted::TooLong { template }) => template.clone(),
        Err(Unrouted::Path) => None,
    }
}

/// Returns the path of an operation, with the names of its parameters in braces.
fn template(operation: &Operation) -> String {
    let parts = operation.path.iter().map(|part| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Field(field) | PathPart::Segments(field) => {
            format!("{{{}}}", operation.fields[*field].name)
        }
    });
    parts.collect()
}
