//! Takes customers from a JSON file and shows the request by which each one's registrar learns the customer's data.
//!
//! In: `customers.json`, or the file that the first argument names. Out: the requests as they would be sent, with
//! secrets masked. A customer whose data its registrar refuses stops nothing: what is wrong is printed instead. A customer
//! who is at all five is held once, and fitted to each.

mod account;
mod customer;
mod everywhere;
mod requests;
mod show;

/// The registrars' requests, written by the build script.
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

/// Shows every customer's request; false if a customer was refused.
fn run() -> Result<bool, Box<dyn Error + Send + Sync>> {
    let file = match std::env::args_os().nth(1) {
        Some(file) => PathBuf::from(file),
        None => PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/customers.json")),
    };
    let text =
        std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let customers: Vec<Customer> =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;

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

/// Shows the requests of a customer who is at all five; false if one of them refuses the record.
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
