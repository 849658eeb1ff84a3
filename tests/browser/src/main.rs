//! Uses the pages of `wireform docs` in a browser, as people do.
//!
//! Input: the paths of `wireform`, of Chromium and of its driver, and what to check. Output: a line for each check, and the exit
//! status 1 if one fails.

mod contact;
mod driver;
mod page;
mod programs;
mod site;

use std::path::PathBuf;
use std::process::ExitCode;

use driver::Driver;
use page::Page;
use programs::{Programs, Served, Site};

/// The result of a check: nothing, or what is wrong.
type Checked = Result<(), Box<dyn std::error::Error>>;

/// A check with its name.
type Check = (&'static str, fn(&Page<'_>) -> Checked);

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(failed) => {
            println!("{failed} checks failed");
            ExitCode::FAILURE
        }
        Err(error) => {
            println!("the checks cannot run: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the checks that are asked for, and returns how many fail.
fn run() -> Result<usize, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut path = || {
        arguments
            .next()
            .map(PathBuf::from)
            .ok_or("a path is missing")
    };
    let (wireform, chromium, chromedriver) = (path()?, path()?, path()?);
    let mut shots = None;
    let mut wanted = Vec::new();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--shots" => shots = Some(PathBuf::from(arguments.next().ok_or("--shots DIR")?)),
            _ => wanted.push(argument),
        }
    }
    let programs = Programs {
        wireform,
        chromium,
        chromedriver,
    };
    let is_wanted = |group: &str, name: &str| {
        let name = format!("{group}: {name}");
        wanted.is_empty() || wanted.iter().any(|part| name.contains(part))
    };
    let driver = Driver::start(&programs)?;
    let served = Served::start(&programs)?;
    let site = match site::CHECKS.iter().any(|(name, _)| is_wanted("site", name)) {
        true => Some(programs.write_site()?),
        false => None,
    };
    let site_url = site.as_ref().map(Site::url).unwrap_or_default();
    let groups = [
        ("contact", served.url.as_str(), contact::CHECKS),
        ("site", site_url.as_str(), site::CHECKS),
    ];
    let mut failed = 0;
    for (group, url, checks) in groups {
        for (name, check) in checks.iter().filter(|(name, _)| is_wanted(group, name)) {
            let page = Page {
                driver: &driver,
                url,
                shots: shots.as_deref(),
            };
            match page.fresh().and_then(|()| check(&page)) {
                Ok(()) => println!("ok      {group}: {name}"),
                Err(error) => {
                    failed += 1;
                    println!("FAILED  {group}: {name}: {error}");
                    page.shoot(&format!("failed-{failed}"))?;
                }
            }
        }
    }
    Ok(failed)
}
