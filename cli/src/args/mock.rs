//! The arguments of `mock`.

use std::net::SocketAddr;
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::str::FromStr;

use wireform_mock::Fault;

#[derive(Debug, clap::Args)]
pub(crate) struct MockArgs {
    /// Schema files, directories with schema files, or names of schemas that ship with wireform.
    #[arg(value_name = "SCHEMA", required = true)]
    pub(crate) schemas: Vec<PathBuf>,

    /// The address to listen on. With the port 0, the system chooses one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0", value_parser = address)]
    pub(crate) listen: SocketAddr,

    /// Appends each call to a file, as a line of JSON with the values of the request. They are data of customers.
    #[arg(long, value_name = "FILE")]
    pub(crate) record: Option<PathBuf>,

    /// Answers each operation that has a case of this name with it.
    #[arg(long, value_name = "CASE")]
    pub(crate) fail: Option<String>,

    /// Injects a fault, into every call or into every Nth.
    #[arg(long, value_name = "FAULT[/N]")]
    pub(crate) fault: Vec<RepeatedFault>,

    /// Takes only this value of a credential. `NAME=@FILE` reads it from a file.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) auth: Vec<String>,

    /// Refuses requests for contacts that nobody has created.
    #[arg(long)]
    pub(crate) strict: bool,
}

/// Reads the address of `--listen`.
fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| "give ADDRESS:PORT, such as 127.0.0.1:8080".to_owned())
}

/// A fault of every Nth call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RepeatedFault {
    fault: Fault,
    every: NonZeroU64,
}

impl RepeatedFault {
    /// Returns the fault of the call with a number.
    pub(crate) fn of_call(self, number: u64) -> Option<Fault> {
        (number % self.every == 0).then_some(self.fault)
    }
}

impl FromStr for RepeatedFault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (fault, every) = match text.split_once('/') {
            Some((fault, every)) => (fault, every.parse().ok()),
            None => (text, Some(NonZeroU64::MIN)),
        };
        Ok(RepeatedFault {
            fault: fault.parse()?,
            every: every.ok_or("behind the slash is a whole number of at least 1")?,
        })
    }
}
