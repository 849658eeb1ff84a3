//! The compiler: how its time grows with providers and operations.

use std::fmt::Write as _;
use std::time::Instant;

use wireform_codegen::emit::{Options, generate};
use wireform_codegen::source::Sources;

use crate::clock::timed;

const OPERATIONS: usize = 20;

/// Compiles that many providers of twenty operations each, and the shipped description of Realtime Register alone.
pub(crate) fn measure(providers: usize) {
    let mut sources = Sources::default();
    for provider in 0..providers {
        sources.add(format!("p{provider}.yaml"), schema(provider));
    }
    let start = Instant::now();
    let mut bytes = 0;
    let time = timed(|| bytes = compile(&sources));
    println!(
        "{providers} providers of {OPERATIONS} operations: {:.0} ms of CPU, {:.0} ms of time, {bytes} bytes of code",
        time.as_secs_f64() * 1e3,
        start.elapsed().as_secs_f64() * 1e3,
    );
    let mut times: Vec<f64> = (0..21)
        .map(|_| {
            let mut sources = Sources::default();
            sources.add("realtime-register.yaml".to_owned(), RTR.to_owned());
            timed(|| {
                compile(&sources);
            })
            .as_secs_f64()
                * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "Realtime Register alone: {:.2} ms of CPU (median of 21)",
        times[10]
    );
    let code = sixteen();
    println!(
        "a contact of sixteen fields, three formats: {} bytes of code without documentation",
        weight(&code)
    );
}

/// The code of the contact whose size is a goal.
pub(crate) fn sixteen() -> String {
    let mut sources = Sources::default();
    sources.add("sixteen.yaml".to_owned(), SIXTEEN.to_owned());
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(!diagnostics.has_errors());
    generate(&plans, &Options::default())
}

/// The bytes of code, without comments and with one space where there are several.
fn weight(code: &str) -> usize {
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(str::split_whitespace)
        .map(|word| word.len() + 1)
        .sum()
}

const SIXTEEN: &str = include_str!("../schemas/sixteen.yaml");
const RTR: &str = include_str!("../../schemas/realtime-register.yaml");

fn compile(sources: &Sources) -> usize {
    let (plans, diagnostics) = wireform_codegen::plan_sources(sources);
    assert!(!diagnostics.has_errors());
    generate(&plans, &Options::default()).len()
}

fn schema(provider: usize) -> String {
    let mut text = format!(
        "wireform: 1\nprovider: {{ name: Provider {provider}, rust: provider_{provider} }}\n\
         endpoints: {{ api: {{ servers: {{ production: 'https://p{provider}.example' }} }} }}\noperations:\n"
    );
    for operation in 0..OPERATIONS {
        let _ = write!(
            text,
            "  contact_{operation}:\n    http: POST /contacts/{operation}\n    body: json\n    case: camel\n    update: patch\n    fields:\n"
        );
        for field in 0..16 {
            let digits = field % 7 + 2;
            let facets = match field % 4 {
                0 => format!("pattern: '[a-z{provider}]{{1,{digits}}}\\.[0-9]{{1,{digits}}}'"),
                1 => "minLength: 1, maxLength: 255".to_owned(),
                2 => "maxLength: 64, clear: ''".to_owned(),
                _ => "minLength: 2, maxLength: 2".to_owned(),
            };
            let _ = writeln!(
                text,
                "      field_{}: {{ type: string, {facets} }}",
                letters(field)
            );
        }
    }
    text
}

/// A name without digits, which a wire's case could not lead back from.
fn letters(number: usize) -> String {
    format!("x{}", char::from(b'a' + u8::try_from(number).unwrap_or(0)))
}
