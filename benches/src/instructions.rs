//! Instructions of runs of this program, counted by callgrind. The cost of a contact is the difference between a run with few
//! rounds and a run with many.

use std::collections::BTreeMap;
use std::process::Command;

use crate::cases::CASES;

/// The number of contacts in a counted round. A tenth of them is invalid.
pub(crate) const CONTACTS: usize = 500;
const FEW: usize = 1;
const MANY: usize = 5;

/// Returns the count for each case. Empty without valgrind.
pub(crate) fn all() -> BTreeMap<&'static str, f64> {
    let contacts = crate::corpus::corpus(CONTACTS, crate::SEED);
    let data = crate::cases::Data::of(&contacts);
    CASES
        .iter()
        .filter_map(|case| {
            let subjects = data.0.iter().filter(|subject| case.takes(subject)).count();
            let (few, many) = (counted(case.name, FEW)?, counted(case.name, MANY)?);
            Some((case.name, (many - few) / ((MANY - FEW) * subjects) as f64))
        })
        .collect()
}

fn counted(case: &str, rounds: usize) -> Option<f64> {
    of_run(&["case", case, &rounds.to_string()])
}

/// Counts the instructions of a run of this program. Returns `None` without valgrind.
pub(crate) fn of_run(arguments: &[&str]) -> Option<f64> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().find(|line| line.contains("Collected"))?;
    line.rsplit(':').next()?.trim().parse().ok()
}
