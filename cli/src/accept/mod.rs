//! `accept`: takes over a page into the lock, once its changes are in the schema.
//!
//! Input: a schema, its lock, and a page. Output: the lock, or what the page no longer supports.

use std::io::Write as _;

use wireform_upkeep::accept::{Given, NewPage, accept};
use wireform_upkeep::drift::drift;

use crate::args::AcceptArgs;
use crate::shared::files;
use crate::shared::output::{Output, Status, Stop};
use crate::shared::pages;
use crate::snapshot::print_open;

/// Writes the lock, unless a citation has no counterpart.
pub(crate) fn run(args: &AcceptArgs, out: &mut Output) -> Result<Status, Stop> {
    let opened = pages::open(&args.page)?;
    let lock = pages::need_lock(&opened)?;
    let Some(locked) = lock.page(&opened.name) else {
        return Err(Stop::because("the lock has no such page"));
    };
    let (found, _) = drift(&opened.schema, locked, &opened.text, opened.format);
    let page = NewPage {
        name: &opened.name,
        text: &opened.text,
        format: opened.format,
    };
    let plan = opened.schema.plan();
    let given = Given {
        reworded: args.reworded,
        added: args.added,
    };
    match accept(plan, &lock, page, &found, given) {
        Ok(new) => {
            files::write(&opened.lock_path, &new.lock.to_string())?;
            writeln!(out, "{}", opened.lock_path.display())?;
            print_open(&new, &opened.name, plan, out)
        }
        Err(refused) => {
            for refusal in &refused {
                writeln!(out, "{}: {}", refusal.constraint, refusal.reason)?;
            }
            let count = refused.len();
            writeln!(
                out,
                "{}: not accepted, {count} facts of the page and the schema differ",
                opened.name
            )?;
            Ok(Status::Findings)
        }
    }
}
