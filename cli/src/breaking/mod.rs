//! `breaking`: compares two versions of schemas, and prints what the difference breaks.

mod version;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use wireform::Date;
use wireform_upkeep::breaking::{
    Accepted, Axis, Level, Locator, compare, github, human, json, markdown, sarif,
};

use crate::args::{BreakingArgs, BreakingAxis, BreakingFormat, FailOn};
use crate::shared::output::{Output, Status, Stop, collect_failures};

/// Compares two versions.
pub(crate) fn run(args: &BreakingArgs, output: &mut Output) -> Result<Status, Stop> {
    let mut wrong = Vec::new();
    let old = collect_failures(version::load(&args.old), &mut wrong)?;
    let new = collect_failures(version::load(&args.new), &mut wrong)?;
    let accepted = args
        .accepted
        .as_deref()
        .map_or(Ok(Accepted::default()), accepted);
    let accepted = collect_failures(accepted, &mut wrong)?;
    let (Some(old), Some(new), Some(accepted)) = (old, new, accepted) else {
        return Err(Stop::Failure(wrong));
    };
    let mut report = compare(&old.plans, &new.plans);
    if let Some(site) = &args.docs_url {
        for finding in &mut report.findings {
            finding.link = site.of_change(&new.plans, &finding.place);
        }
    }
    let problems = accepted.apply(&mut report, today()?);
    let locator = || Locator::new(&new.sources, &new.plans);
    let text = match args.format {
        BreakingFormat::Human => human(&report, &problems),
        BreakingFormat::Json => json(&report, &locator(), &problems),
        BreakingFormat::Markdown => markdown(&report, &problems),
        BreakingFormat::Github => github(&report, &locator(), &problems),
        BreakingFormat::Sarif => sarif(&report, &locator()),
    };
    output.write_all(text.as_bytes())?;
    let axis = match args.axis {
        BreakingAxis::Wire => Axis::Wire,
        BreakingAxis::Rust => Axis::Rust,
        BreakingAxis::Both => Axis::Both,
    };
    let fails = level(args.fail_on).is_some_and(|level| report.reaches(level, axis));
    Ok(Status::found(fails || !problems.is_empty()))
}

/// Reads the file of accepted findings.
fn accepted(path: &Path) -> Result<Accepted, Stop> {
    let text = fs::read_to_string(path)
        .map_err(|error| Stop::because(format!("--accepted: the file cannot be read: {error}")))?;
    Accepted::parse(&text).map_err(|wrong| {
        let wrong = wrong
            .iter()
            .map(|reason| format!("{}: {reason}", path.display()));
        Stop::Failure(wrong.collect())
    })
}

/// Returns the present day in UTC.
fn today() -> Result<Date, Stop> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let mut days = since.map_or(0, |since| since.as_secs() / 86_400);
    for year in 1970..=9999 {
        for month in 1..=12 {
            let last = (28..=31).rev().find_map(|day| Date::new(year, month, day));
            let length = last.map_or(28, Date::day);
            if days < u64::from(length) {
                let day = u8::try_from(days + 1).unwrap_or(length);
                return Date::new(year, month, day).ok_or_else(clock);
            }
            days -= u64::from(length);
        }
    }
    Err(clock())
}

fn clock() -> Stop {
    Stop::because("the clock shows no day before the year 10000")
}

fn level(fail_on: FailOn) -> Option<Level> {
    match fail_on {
        FailOn::Note => Some(Level::Note),
        FailOn::Addition => Some(Level::Addition),
        FailOn::Risk => Some(Level::Risk),
        FailOn::Breaking => Some(Level::Breaking),
        FailOn::Grave => Some(Level::Grave),
        FailOn::Never => None,
    }
}
