//! The table of goals: each goal, the measured value, and whether the goal is met.

mod responses;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::builds::Builds;
use crate::compile::{Compiler, HOT};
use crate::measure::Times;

/// The results of a run.
pub(crate) struct Measured {
    pub(crate) times: Times,
    /// Instructions per contact. Empty without valgrind.
    pub(crate) counts: BTreeMap<&'static str, f64>,
    pub(crate) compiler: Compiler,
    /// `None` if the run skipped them.
    pub(crate) builds: Option<Builds>,
}

impl Measured {
    /// Returns the instructions per contact, without those of the loop.
    pub(crate) fn instructions(&self, case: &str) -> Option<f64> {
        let idle = self.counts.get("nothing").copied().unwrap_or(0.0);
        self.counts.get(case).map(|count| count - idle)
    }
}

/// Returns how many times faster wireform is than a peer.
struct Race {
    area: &'static str,
    goal: f64,
    peer: &'static str,
    ours: &'static str,
    theirs: &'static str,
    cold: bool,
    stretch: Option<f64>,
}

const fn race(
    area: &'static str,
    goal: f64,
    peer: &'static str,
    ours: &'static str,
    theirs: &'static str,
) -> Race {
    Race {
        area,
        goal,
        peer,
        ours,
        theirs,
        cold: false,
        stretch: None,
    }
}

const RACES: &[Race] = &[
    Race {
        stretch: Some(6.0),
        ..race(
            "validate",
            4.0,
            "garde",
            "validate/wireform",
            "validate/garde",
        )
    },
    race(
        "validate",
        12.0,
        "jsonschema's macro",
        "validate/wireform",
        "validate/jsonschema macro",
    ),
    race(
        "validate, invalid contacts",
        5.0,
        "garde, all violations",
        "invalid/wireform",
        "invalid/garde",
    ),
    Race {
        stretch: Some(5.5),
        ..race(
            "JSON",
            4.3,
            "`serde_json::to_writer`",
            "json/wireform",
            "json/serde_json",
        )
    },
    race("JSON", 2.3, "sonic-rs", "json/wireform", "json/sonic-rs"),
    Race {
        stretch: Some(15.0),
        ..race(
            "XML",
            12.0,
            "quick-xml's serializer",
            "xml/wireform",
            "xml/quick-xml",
        )
    },
    race(
        "form",
        6.0,
        "serde_html_form",
        "form/wireform",
        "form/serde_html_form",
    ),
    Race {
        cold: true,
        stretch: Some(6.0),
        ..race(
            "validate + write JSON",
            4.5,
            "garde + serde_json",
            "both/wireform",
            "both/garde + serde_json",
        )
    },
];

/// Returns the table of all goals.
pub(crate) fn table(measured: &Measured) -> String {
    let mut rows = Rows::default();
    for race in RACES {
        run(race, measured, &mut rows);
        if race.ours == "validate/wireform" && race.peer.starts_with("jsonschema") {
            limit(measured, &mut rows);
        }
        if race.theirs == "json/serde_json" {
            at_most(
                &mut rows,
                "JSON",
                "600 instructions a request (stretch)",
                600.0,
                measured.instructions("json/wireform"),
                "",
            );
        }
    }
    responses::add(measured, &mut rows);
    tables_and_code(measured, &mut rows);
    compiler(&measured.compiler, &mut rows);
    rows.0
}

fn run(race: &Race, measured: &Measured, rows: &mut Rows) {
    let hot = measured.times.ratio(race.ours, race.theirs, false);
    let cold = measured.times.ratio(race.ours, race.theirs, true);
    let reached = if race.cold { hot.min(cold) } else { hot };
    let mut goal = format!("{}x {}", race.goal, race.peer);
    if race.cold {
        goal.push_str(", hot and cold");
    }
    let mut figures = format!("{hot:.2}x hot, {cold:.2}x cold");
    if let (Some(ours), Some(theirs)) = (
        measured.instructions(race.ours),
        measured.instructions(race.theirs),
    ) {
        let _ = write!(figures, ", {:.2}x in instructions", theirs / ours);
    }
    let verdict = match race.stretch {
        Some(stretch) if reached >= stretch => format!("met, and the stretch of {stretch}x"),
        _ => verdict(reached >= race.goal).to_owned(),
    };
    rows.add(race.area, &goal, &figures, &verdict);
}

fn limit(measured: &Measured, rows: &mut Rows) {
    let slower = measured
        .times
        .ratio("validate/by hand", "validate/wireform", false);
    rows.add(
        "validate",
        "2.5x the hand-written limit at worst",
        &format!("{slower:.2}x"),
        verdict(slower <= 2.5),
    );
    let count = measured.instructions("validate/wireform");
    at_most(
        rows,
        "validate",
        "615 instructions a request",
        615.0,
        count,
        "",
    );
}

fn tables_and_code(measured: &Measured, rows: &mut Rows) {
    let tables = &measured.compiler.tables;
    at_most(
        rows,
        "tables of the five schemas",
        "none over 6 KB",
        6.0,
        Some(tables.largest as f64 / 1000.0),
        " KB",
    );
    rows.add(
        "tables of the five schemas",
        &format!("the hot part of a pattern at most {HOT} B"),
        &format!(
            "at most {} B; {} of {} within",
            tables.hottest, tables.cool, tables.patterns
        ),
        verdict(tables.hottest <= HOT),
    );
    let builds = measured.builds.as_ref();
    let patterns = "patterns";
    let per_pattern = builds.map(|builds| builds.per_pattern);
    at_most(
        rows,
        patterns,
        "15 ms of rustc each",
        15.0,
        per_pattern,
        " ms",
    );
    let sixteen = "generated code of a contact of sixteen fields, three formats";
    let tokens = measured.compiler.sixteen as f64 / 1000.0;
    at_most(
        rows,
        sixteen,
        "60 KB of tokens without docs",
        60.0,
        Some(tokens),
        " KB",
    );
    let machine = builds.map(|builds| builds.machine_code as f64 / 1000.0);
    at_most(rows, sixteen, "40 KB of machine code", 40.0, machine, " KB");
    let rebuild = builds.map(|builds| builds.rebuild);
    at_most(
        rows,
        sixteen,
        "release rebuild in 2.5 s of CPU",
        2.5,
        rebuild,
        " s",
    );
    at_most(
        rows,
        "a user who wants requests only (`default-features = false`)",
        "at most 3 dependencies besides wireform (stretch: none)",
        3.0,
        builds.map(|builds| builds.minimal_dependencies as f64),
        "",
    );
    at_most(
        rows,
        "a user with the default features",
        "at most 8 dependencies besides wireform",
        8.0,
        builds.map(|builds| builds.default_dependencies as f64),
        "",
    );
    let added = builds.map(|builds| builds.build_script);
    at_most(
        rows,
        "what a build script adds to a first build",
        "16 s of CPU (stretch: 12)",
        16.0,
        added,
        " s",
    );
    if let Some(builds) = builds {
        rows.add(
            "names for policies",
            "rustc's time per field constant",
            &format!("{:.2} ms", builds.per_constant),
            "no bound",
        );
    }
}

fn compiler(compiler: &Compiler, rows: &mut Rows) {
    let Some(largest) = compiler.growth.last() else {
        return;
    };
    rows.add(
        "compiler",
        "50 providers of 20 operations of 16 fields in 2.5 s",
        &format!(
            "{:.2} s of CPU, at most {:.0} MB",
            largest.seconds,
            largest.memory / 1000.0
        ),
        verdict(largest.providers >= 50 && largest.seconds <= 2.5),
    );
    growth(compiler, rows);
    at_most(
        rows,
        "compiler",
        "Realtime Register alone in 2 ms, optimised",
        2.0,
        Some(compiler.alone),
        " ms",
    );
}

/// Adds the row about the cost of one more provider. It compares instructions, because times of single runs differ by more
/// than the bound.
fn growth(compiler: &Compiler, rows: &mut Rows) {
    let each: Vec<(usize, f64)> = compiler
        .growth
        .iter()
        .filter_map(|step| {
            let count = step.instructions? / step.providers as f64;
            Some((step.providers, count / 1e6))
        })
        .collect();
    if each.is_empty() {
        rows.add(
            "compiler",
            "growth linear",
            "not measured in this run",
            "open",
        );
        return;
    }
    let counts = || each.iter().map(|(_, count)| *count);
    let least = counts().fold(f64::INFINITY, f64::min);
    let most = counts().fold(0.0, f64::max);
    let shown: Vec<String> = counts().map(|count| format!("{count:.0}")).collect();
    let providers: Vec<String> = each
        .iter()
        .map(|(providers, _)| providers.to_string())
        .collect();
    rows.add(
        "compiler",
        "growth linear",
        &format!(
            "{} million instructions a provider with {}",
            shown.join(", "),
            providers.join(", ")
        ),
        verdict(most <= 1.25 * least),
    );
}

fn at_most(
    rows: &mut Rows,
    area: &'static str,
    goal: &str,
    bound: f64,
    value: Option<f64>,
    unit: &str,
) {
    match value {
        Some(value) => {
            let decimals = if value.fract() == 0.0 || value >= 100.0 {
                0
            } else {
                1
            };
            rows.add(
                area,
                goal,
                &format!("{value:.decimals$}{unit}"),
                verdict(value <= bound),
            );
        }
        None => rows.add(area, goal, "not measured in this run", "open"),
    }
}

const fn verdict(is_met: bool) -> &'static str {
    if is_met { "met" } else { "**missed**" }
}

#[derive(Default)]
struct Rows(String);

impl Rows {
    fn add(&mut self, area: &str, goal: &str, measured: &str, verdict: &str) {
        if self.0.is_empty() {
            self.0
                .push_str("| | goal | measured | |\n|---|---|---|---|\n");
        }
        let _ = writeln!(self.0, "| {area} | {goal} | {measured} | {verdict} |");
    }
}
