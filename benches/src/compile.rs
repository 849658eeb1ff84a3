//! Measures the compiler: how its time grows with the number of providers, its time for the shipped schemas, and the
//! size of their tables.

use std::fmt::Write as _;
use std::process::Command;

use wireform_codegen::emit::{Options, generate};
use wireform_codegen::lower::{Matcher, Memo};
use wireform_codegen::plan::{Field, Plan, Type};
use wireform_codegen::source::Sources;

use crate::clock::timed;
use crate::instructions;

const OPERATIONS: usize = 20;
const STEPS: &[usize] = &[5, 10, 25, 50];
/// Instructions are counted up to this number of providers, because callgrind is slow.
const MOST_COUNTED: usize = 25;
/// The number of runs of a step. The fastest one counts, because other load on the machine can only increase the time.
const RUNS: usize = 3;

/// The time, the memory and the output size of the compiler.
#[derive(Debug)]
pub(crate) struct Compiler {
    /// The cost for each number of providers.
    pub(crate) growth: Vec<Step>,
    /// CPU milliseconds for Realtime Register alone.
    pub(crate) alone: f64,
    /// Bytes of code for a contact with sixteen fields in three formats, without documentation.
    pub(crate) sixteen: usize,
    pub(crate) tables: Tables,
}

/// The cost of compiling a number of providers once, in a process of its own.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) providers: usize,
    /// CPU seconds.
    pub(crate) seconds: f64,
    /// Instructions, if they were counted.
    pub(crate) instructions: Option<f64>,
    /// The peak memory of the process in kilobytes.
    pub(crate) memory: f64,
}

/// Sizes of the tables of the shipped schemas in bytes.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) largest: usize,
    /// The largest part of a table that the values of a field read.
    pub(crate) hottest: usize,
    pub(crate) patterns: usize,
    /// The number of tables whose part is at most [`HOT`].
    pub(crate) cool: usize,
}

/// The goal for the part of a table that most values read, in bytes.
pub(crate) const HOT: usize = 400;

/// Measures the compiler. `counts` is whether to count instructions.
pub(crate) fn measure(counts: bool) -> Compiler {
    let growth = STEPS
        .iter()
        .filter_map(|providers| {
            let runs = (0..RUNS).filter_map(|_| step(*providers));
            let fastest = runs.min_by(|one, other| one.seconds.total_cmp(&other.seconds))?;
            let instructions = (counts && *providers <= MOST_COUNTED)
                .then(|| instructions::of_run(&["compile", &providers.to_string()]))
                .flatten();
            Some(Step {
                instructions,
                ..fastest
            })
        })
        .collect();
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
    Compiler {
        growth,
        alone: times[10],
        sixteen: weight(&sixteen()),
        tables: tables(),
    }
}

/// Runs this program again as a child process, so that one step does not influence the next.
fn step(providers: usize) -> Option<Step> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program)
        .args(["compile", &providers.to_string()])
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut words = text.split_whitespace();
    Some(Step {
        providers,
        seconds: words.next()?.parse().ok()?,
        memory: words.next()?.parse().ok()?,
        instructions: None,
    })
}

/// Compiles a number of providers once. Prints the CPU seconds and the kilobytes of memory.
pub(crate) fn once(providers: usize) {
    let mut sources = Sources::default();
    for provider in 0..providers {
        sources.add(format!("p{provider}.yaml"), schema(provider));
    }
    let time = timed(|| {
        compile(&sources);
    });
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next())
        .unwrap_or("0");
    println!("{} {memory}", time.as_secs_f64());
}

/// Returns the code of the contact whose size is a goal.
pub(crate) fn sixteen() -> String {
    generate(
        &plans("sixteen.yaml", SIXTEEN.to_owned()),
        &Options::default(),
    )
}

/// Returns the code of one schema.
pub(crate) fn code(schema: String) -> String {
    generate(&plans("schema.yaml", schema), &Options::default())
}

fn plans(name: &str, text: String) -> Vec<Plan> {
    let mut sources = Sources::default();
    sources.add(name.to_owned(), text);
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(!diagnostics.has_errors());
    plans
}

/// Returns the size of code in bytes, without comments, and with one space for several.
fn weight(code: &str) -> usize {
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(str::split_whitespace)
        .map(|word| word.len() + 1)
        .sum()
}

const SIXTEEN: &str = include_str!("../schemas/sixteen.yaml");
const RTR: &str = include_str!("../../schemas/realtime-register.yaml");
const SHIPPED: [(&str, &str); 5] = [
    ("autodns", include_str!("../../schemas/autodns.yaml")),
    (
        "hostcontrol",
        include_str!("../../schemas/hostcontrol.yaml"),
    ),
    ("logicboxes", include_str!("../../schemas/logicboxes.yaml")),
    ("namebay", include_str!("../../schemas/namebay.yaml")),
    ("realtime-register", RTR),
];

fn compile(sources: &Sources) -> usize {
    let (plans, diagnostics) = wireform_codegen::plan_sources(sources);
    assert!(!diagnostics.has_errors());
    generate(&plans, &Options::default()).len()
}

fn tables() -> Tables {
    let mut tables = Tables::default();
    for (name, text) in SHIPPED {
        for plan in plans(name, text.to_owned()) {
            let fields = plan
                .operations
                .iter()
                .flat_map(|operation| &operation.fields)
                .chain(plan.objects.iter().flat_map(|object| &object.fields));
            for field in fields {
                tables.add(field);
            }
        }
    }
    tables
}

impl Tables {
    fn add(&mut self, field: &Field) {
        let mut ty = &field.ty;
        while let Type::List(list) = ty {
            ty = &list.item;
        }
        let Type::String(facets) = ty else {
            return;
        };
        for pattern in &facets.patterns {
            // Nearly all values read only the half of the classes that is for ASCII.
            const COLD_CLASSES: usize = 128;
            let (all, hot) = match Memo::new().matcher(pattern, facets.max_length).as_ref() {
                Matcher::Length { .. } => (0, 0),
                Matcher::Run { classes, .. } => (classes.bytes(), classes.bytes() - COLD_CLASSES),
                Matcher::Small(table) | Matcher::Table(table) => {
                    (table.bytes(), table.bytes() - COLD_CLASSES)
                }
                Matcher::Bounded { small, exact, .. } => (
                    small.bytes().max(exact.bytes()),
                    small.bytes() - COLD_CLASSES,
                ),
            };
            self.patterns += 1;
            self.cool += usize::from(hot <= HOT);
            self.largest = self.largest.max(all);
            self.hottest = self.hottest.max(hot);
        }
    }
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

/// Returns a schema of one operation with a number of fields. Each field has a pattern of its own, or only a length.
pub(crate) fn fields(count: usize, with_patterns: bool) -> String {
    let mut text = "wireform: 1\nprovider: { name: Fields, rust: fields }\n\
         endpoints: { api: { servers: { production: 'https://fields.example' } } }\noperations:\n  contact:\n    \
         http: POST /contacts\n    body: json\n    case: camel\n    update: patch\n    fields:\n"
        .to_owned();
    for field in 0..count {
        let (tens, ones) = (field / 20, field % 20);
        let facets = if with_patterns {
            format!(
                ", pattern: '[a-z]{{1,{}}}[.][0-9a-f]{{1,{}}}'",
                tens + 2,
                ones + 2
            )
        } else {
            String::new()
        };
        let _ = writeln!(
            text,
            "      field_{}{}: {{ type: string, maxLength: 40{facets} }}",
            letters(tens),
            letters(ones)
        );
    }
    text
}

/// Returns a name without digits, because a wire's letter case could not be converted back with them.
fn letters(number: usize) -> String {
    format!("x{}", char::from(b'a' + u8::try_from(number).unwrap_or(0)))
}
