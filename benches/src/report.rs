//! Writes the results as tables between two marks of `docs/benchmarks.md`. The rest of the page stays unchanged.

use std::fmt::Write as _;
use std::path::Path;

use crate::cases::CASES;
use crate::corpus::Contact;
use crate::goals::{self, Measured};

const BEGIN: &str = "<!-- measured: written by benches, do not edit -->";
const END: &str = "<!-- end of measured -->";

pub(crate) fn write(contacts: &[Contact], measured: &Measured) {
    let text = format!(
        "{BEGIN}\n\n{}\n### Goals\n\n{}\n### Figures\n{}\n{END}",
        machine(contacts),
        goals::table(measured),
        tables(measured)
    );
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/benchmarks.md");
    let old = std::fs::read_to_string(&page)
        .unwrap_or_else(|_| format!("# Benchmarks\n\n{BEGIN}{END}\n"));
    let new = match (old.find(BEGIN), old.find(END)) {
        (Some(begin), Some(end)) => {
            format!("{}{text}{}", &old[..begin], &old[end + END.len()..])
        }
        _ => format!("{old}\n{text}\n"),
    };
    std::fs::write(&page, new).expect("docs/benchmarks.md can be written");
    println!("{text}");
}

fn machine(contacts: &[Contact]) -> String {
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("unknown processor", |(_, model)| model.trim());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let rustc = std::process::Command::new("rustc")
        .arg("--version")
        .output();
    let rustc = rustc.map_or_else(
        |_| String::new(),
        |out| String::from_utf8_lossy(&out.stdout).trim().to_owned(),
    );
    let bytes: usize = contacts.iter().map(size).sum();
    format!(
        "{model}, {cores} virtual cores, {}, {rustc}, the default release profile. {} contacts, {} bytes of data on average.\n",
        std::env::consts::OS,
        contacts.len(),
        bytes / contacts.len().max(1),
    )
}

fn size(contact: &Contact) -> usize {
    let texts = [
        &contact.brand,
        &contact.organization,
        &contact.name,
        &contact.postal_code,
        &contact.city,
        &contact.state,
        &contact.country,
        &contact.email,
        &contact.voice,
        &contact.fax,
    ];
    let lines = contact
        .address_line
        .iter()
        .flatten()
        .map(String::len)
        .sum::<usize>();
    let texts = texts
        .iter()
        .filter_map(|text| text.as_ref())
        .map(String::len)
        .sum::<usize>();
    contact.customer.len() + contact.handle.len() + texts + lines
}

fn tables(measured: &Measured) -> String {
    let mut out = String::new();
    let mut first = "";
    for case in CASES {
        let Some((kind, name)) = case.name.split_once('/') else {
            continue;
        };
        if first.split_once('/').is_none_or(|(group, _)| group != kind) {
            first = case.name;
            let _ = write!(
                out,
                "\n| {kind} | ns hot | ratio | ns cold | ratio | instructions | ratio |\n|---|---|---|---|---|---|---|\n"
            );
        }
        let (count, base) = (
            measured.instructions(case.name),
            measured.instructions(first),
        );
        let instructions = match (count, base) {
            (Some(count), Some(base)) => format!("{count:.0} | {:.2}", count / base),
            _ => "not counted | ".to_owned(),
        };
        let times = &measured.times;
        let _ = writeln!(
            out,
            "| {name} | {:.0} | {:.2} | {:.0} | {:.2} | {instructions} |",
            times.nanoseconds(case.name, false),
            times.ratio(first, case.name, false),
            times.nanoseconds(case.name, true),
            times.ratio(first, case.name, true),
        );
    }
    out
}
