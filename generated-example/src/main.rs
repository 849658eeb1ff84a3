//! Takes customers from a JSON file and shows the request by which each one's registrar learns the customer's data.
//!
//! In: `customers.json`, or the file that the first argument names. Out: the requests as they would be sent, with
//! secrets masked. A customer whose data its registrar refuses stops nothing: what is wrong is printed instead.

mod account;
mod customer;
mod requests;
mod show;

/// The registrars' requests, written by the build script.
mod registrars {
    wireform::generated!();
}

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use customer::Customer;

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
        println!("### {}", customer.contact_at.registrar());
        match requests::update(customer) {
            Ok(update) => show::update(&update),
            Err(violations) => {
                all_sent = false;
                println!("not sent:\n{violations}\n");
            }
        }
    }
    Ok(all_sent)
}
