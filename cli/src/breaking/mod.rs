//! `breaking`: compares two versions of schemas, and prints what the difference breaks.

mod version;

use std::io::Write as _;

use wireform_upkeep::breaking::{Level, compare, human};

use crate::args::{BreakingArgs, FailOn};
use crate::shared::output::{Output, Status, Stop, collect_failures};

/// Compares two versions.
pub(crate) fn run(args: &BreakingArgs, output: &mut Output) -> Result<Status, Stop> {
    let mut wrong = Vec::new();
    let old = collect_failures(version::load(&args.old), &mut wrong)?;
    let new = collect_failures(version::load(&args.new), &mut wrong)?;
    let (Some(old), Some(new)) = (old, new) else {
        return Err(Stop::Failure(wrong));
    };
    let report = compare(&old.plans, &new.plans);
    write!(output, "{}", human(&report))?;
    let fails = match (level(args.fail_on), report.level()) {
        (Some(least), Some(level)) => level >= least,
        (None, _) | (_, None) => false,
    };
    Ok(Status::found(fails))
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
