//! Reads customers from a JSON file and prints the requests that update their contacts at their registrars.
//!
//! The first argument is the file; the default is `customers.json`. Secrets are masked. If a registrar refuses the data of a
//! customer, the program prints the violations and continues. A customer with contacts at all five registrars has one record,
//! which is fitted to each.
//!
//! With the argument `--live`, the program sends requests to mock providers on this computer: see [`live`].
//!
//! With the argument `--upkeep`, the program plays one round of upkeep instead: see [`upkeep`].

mod account;
mod customer;
mod everywhere;
mod live;
mod requests;
mod show;
mod upkeep;

/// The requests of the registrars, which the build script generates.
mod registrars {
    wireform::generated!();
}

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use customer::{ContactAt, Customer, Places};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Prints the request of every customer. Returns false if a customer was refused.
fn run() -> Result<bool, Box<dyn Error + Send + Sync>> {
    let argument = std::env::args_os().nth(1);
    let is_live = argument.as_ref().is_some_and(|it| it == "--live");
    let file = match argument.filter(|_| !is_live) {
        Some(argument) if argument == "--upkeep" => return upkeep::run().map(|()| true),
        Some(file) => PathBuf::from(file),
        None => PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/customers.json")),
    };
    let text =
        std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let customers: Vec<Customer> =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;

    if is_live {
        for customer in customers {
            if let ContactAt::Everywhere(places) = &customer.contact_at {
                let places = places.clone();
                live::run(customer, &places)?;
            }
        }
        return Ok(true);
    }

    let mut all_sent = true;
    for customer in &customers {
        if let ContactAt::Everywhere(places) = &customer.contact_at {
            all_sent &= everywhere(customer, places)?;
            continue;
        }
        println!("### {}", customer.contact_at.registrar());
        match requests::update(customer) {
            Some(Ok(update)) => show::update(&update),
            Some(Err(violations)) => {
                all_sent = false;
                println!("not sent:\n{violations}\n");
            }
            None => {}
        }
    }
    Ok(all_sent)
}

/// Prints the requests of a customer at all five registrars. Returns false if one of them refuses the record.
fn everywhere(customer: &Customer, places: &Places) -> Result<bool, Box<dyn Error + Send + Sync>> {
    let contact = everywhere::contact(customer);
    match everywhere::updates(&contact, places)? {
        Ok(all) => {
            for fitted in &all {
                println!("### {}, of a customer who is at all five", fitted.registrar);
                show::update(&fitted.update);
                show::adjustments(&fitted.adjustments);
            }
            Ok(true)
        }
        Err(changes) => {
            println!("### all five\nnot sent:\n{changes}");
            Ok(false)
        }
    }
}
