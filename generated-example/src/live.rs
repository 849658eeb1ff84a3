//! Sends the requests of a customer to all five registrars, which the command `wireform mock` plays.
//!
//! The customer moves. The program updates the contact with the old address and then with the new one, reads it back where
//! the registrar has a call for that, and prints what changed there. Nothing leaves this computer.

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use wireform::response::{ParseResponse, Success as _};
use wireform::{ApiRequest, CustomServer, Policy, Server, Valid};
use wireform_client::{Client, UreqTransport};

use crate::customer::{Customer, Places};
use crate::everywhere::Requests;
use crate::registrars::{autodns, hostcontrol, logicboxes, namebay, realtime_register};
use crate::{account, everywhere, upkeep};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The schemas of the registrars.
const SCHEMAS: [&str; 5] = [
    "realtime-register",
    "autodns",
    "namebay",
    "hostcontrol",
    "logicboxes",
];

/// Sends the requests of a customer before and after a move.
pub(crate) fn run(mut customer: Customer, places: &Places) -> Result<()> {
    let mock = Mock::start()?;
    let before = send_all(&mock, &customer, places)?;
    customer.street = vec!["9 Harbour View".to_owned()];
    customer.postal_code = "T12 AB34".to_owned();
    customer.city = "Cork".to_owned();
    for (before, after) in before.iter().zip(send_all(&mock, &customer, places)?) {
        println!("### {}\n{}", after.registrar, after.outcome);
        print_changes(&before.read, &after.read);
    }
    Ok(())
}

/// What a registrar has done.
struct Done {
    registrar: &'static str,
    /// The case and the state of the response to the update.
    outcome: String,
    read: Read,
}

/// What the registrar returns when the contact is read.
enum Read {
    /// The address.
    Address(Vec<(&'static str, String)>),
    /// A contact that the registrar's page does not describe.
    Undescribed,
    /// The registrar has no such call.
    NoCall,
}

/// Sends the requests of a customer to all five, and reads the contact.
fn send_all(mock: &Mock, customer: &Customer, places: &Places) -> Result<Vec<Done>> {
    let Requests {
        realtime_register: (rtr, _),
        autodns: (dns, _),
        namebay: (bay, _),
        hostcontrol: (host, _),
        logicboxes: (boxes, _),
    } = everywhere::requests(&everywhere::contact(customer), places)??;

    let server = realtime_register::ApiServer::Custom(mock.server("realtime-register")?);
    let client = client(server, account::realtime_register()?)?;
    let outcome = updated(&client, &rtr)?;
    let read = realtime_register::ContactInfo::new(&places.customer, &places.handle);
    let realtime_register::contact_info::Response::Found(found) =
        client.send_blocking(&read.valid(&(), &Policy::new())?)?;
    let read = address(found.address_line, found.postal_code, found.city);
    let mut all = vec![done("Realtime Register", outcome, read)];

    let server = autodns::ApiServer::Custom(mock.server("autodns")?);
    let client = self::client(server, account::autodns()?)?;
    let outcome = updated(&client, &dns)?;
    let read = autodns::ContactInfo::new(&places.autodns);
    let response = client.send_blocking(&read.valid(&(), &Policy::new())?)?;
    let autodns::contact_info::Response::Success(found) = response else {
        return Err("the response to a read has another case".into());
    };
    let found = found.data.into_iter().flatten().next();
    let found = found.ok_or("the response to a read has no contact")?;
    let read = address(found.address, found.pcode, found.city);
    all.push(done("AutoDNS", outcome, read));

    let server = namebay::ApiServer::Custom(mock.server("namebay")?);
    let outcome = updated(&self::client(server, account::namebay()?)?, &bay)?;
    all.push(done("Namebay", outcome, Read::NoCall));

    let server = hostcontrol::ApiServer::Custom(mock.server("hostcontrol")?);
    let client = self::client(server, account::hostcontrol()?)?;
    let outcome = updated(&client, &host)?;
    let read = hostcontrol::ContactGet::new(&places.hostcontrol);
    client.send_blocking(&read.valid(&(), &Policy::new())?)?;
    all.push(done("HostControl", outcome, Read::Undescribed));

    let server = logicboxes::ApiServer::Custom(mock.server("logicboxes")?);
    let outcome = updated(&self::client(server, account::logicboxes()?)?, &boxes)?;
    all.push(done("LogicBoxes", outcome, Read::NoCall));
    Ok(all)
}

/// Returns a client of a server on this computer.
fn client<S: Server, C>(server: S, credentials: C) -> Result<Client<UreqTransport, S, C>> {
    Ok(Client::new(UreqTransport::direct()?, server, credentials))
}

/// Sends an update, and returns the case and the state of its response.
fn updated<T, S, C>(client: &Client<UreqTransport, S, C>, update: &Valid<T>) -> Result<String>
where
    T: ParseResponse + ApiRequest<Server = S, Credentials = C, AtSending = ()>,
    T::Refusal: Send + Sync + 'static,
    S: Server,
{
    let response = client.send_blocking(update)?;
    Ok(format!(
        "{}: {}, {}",
        T::OPERATION,
        response.case(),
        response.state().as_str()
    ))
}

fn done(registrar: &'static str, outcome: String, read: Read) -> Done {
    Done {
        registrar,
        outcome,
        read,
    }
}

fn address(street: Option<Vec<String>>, code: Option<String>, city: Option<String>) -> Read {
    Read::Address(vec![
        ("street", street.unwrap_or_default().join(", ")),
        ("postal code", code.unwrap_or_default()),
        ("city", city.unwrap_or_default()),
    ])
}

fn print_changes(before: &Read, after: &Read) {
    match (before, after) {
        (Read::Address(before), Read::Address(after)) => {
            for ((name, old), (_, new)) in before.iter().zip(after) {
                println!("{name}: {old} -> {new}");
            }
        }
        (_, Read::Undescribed) => {
            println!("(the page of the registrar does not describe a contact as it is read)");
        }
        (_, Read::NoCall | Read::Address(_)) => {
            println!("(the registrar has no call that reads a contact)");
        }
    }
    println!();
}

/// The command `wireform mock`, which ends with this value.
struct Mock {
    process: Child,
    /// The URL of the mock, below which each schema has its own.
    url: String,
}

impl Drop for Mock {
    fn drop(&mut self) {
        // It is no error if the process has ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Mock {
    /// Starts the command, which cargo builds first, and waits until it serves all schemas.
    fn start() -> Result<Self> {
        let mut process = upkeep::command()
            .arg("mock")
            .args(SCHEMAS)
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().ok_or("the output is piped")?;
        let mut mock = Mock {
            process,
            url: String::new(),
        };
        let mut lines = BufReader::new(output).lines();
        for schema in SCHEMAS {
            let line = lines.next().ok_or("`wireform mock` does not start")??;
            let url = line.strip_prefix(&format!("{schema}: "));
            let url = url.and_then(|url| url.strip_suffix(&format!("/{schema}")));
            mock.url = url
                .ok_or("it prints the URL of each schema first")?
                .to_owned();
        }
        // Its lines about the calls are not needed, but it has to be able to write them.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(mock)
    }

    /// Returns the server that plays a registrar.
    fn server(&self, schema: &str) -> Result<CustomServer> {
        Ok(CustomServer::new(&format!("{}/{schema}", self.url))?)
    }
}
