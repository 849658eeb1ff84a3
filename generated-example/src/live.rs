//! Sends the requests of a customer to all five registrars, which the command `wireform mock` plays.
//!
//! The customer moves. The program updates the contact with the old address and then with the new one, reads it back where
//! the registrar has a call for that, and prints what changed there. Nothing leaves this computer.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use serde_json::Value;
use wireform::response::{ParseResponse, ResponseParts, Success as _};
use wireform::{ApiRequest as _, HttpRequest, Policy};

use crate::customer::{Customer, Places};
use crate::registrars::{autodns, hostcontrol, logicboxes, namebay, realtime_register};
use crate::{account, everywhere, upkeep};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// A schema, and how the response to an update is read.
type Registrar = (&'static str, fn(&Response) -> Result<String>);

/// The registrars, in the order of the requests.
#[allow(deprecated, reason = "the mock still answers a withdrawn call")]
const REGISTRARS: [Registrar; 5] = [
    (
        "realtime-register",
        outcome::<realtime_register::ContactUpdate<'_>>,
    ),
    ("autodns", outcome::<autodns::ContactUpdate<'_>>),
    ("namebay", outcome::<namebay::ContactUpdate<'_>>),
    ("hostcontrol", outcome::<hostcontrol::ContactUpdate<'_>>),
    ("logicboxes", outcome::<logicboxes::ContactUpdate<'_>>),
];

/// Sends the requests of a customer before and after a move.
pub(crate) fn run(mut customer: Customer, places: &Places) -> Result<()> {
    let mock = Mock::start()?;
    let mut seen: Vec<Option<BTreeMap<String, String>>> = vec![None; REGISTRARS.len()];
    for moved in [false, true] {
        if moved {
            customer.street = vec!["9 Harbour View".to_owned()];
            customer.postal_code = "T12 AB34".to_owned();
            customer.city = "Cork".to_owned();
        }
        let updates = everywhere::updates(&everywhere::contact(&customer), places)?;
        let reads = reads(places)?;
        for (at, (fitted, read)) in updates?.iter().zip(&reads).enumerate() {
            let (schema, outcome) = REGISTRARS[at];
            let outcome = outcome(&mock.send(schema, &fitted.update.request)?)
                .map_err(|error| format!("{}: {error}", fitted.registrar))?;
            let shown = match read {
                Some(read) => Some(leaves(&mock.send(schema, read)?.body)),
                None => None,
            };
            if moved {
                println!("### {}", fitted.registrar);
                let request = &fitted.update.request;
                println!("{} {}: {outcome}", request.method(), request.masked_url());
                print_changes(seen[at].as_ref(), shown.as_ref());
            }
            seen[at] = shown;
        }
    }
    Ok(())
}

/// Returns the case and the state of a response that is a success.
fn outcome<T: ParseResponse>(response: &Response) -> Result<String> {
    let parts = ResponseParts::new(response.status, response.body.as_bytes());
    match T::parse_response(parts) {
        Ok(response) => Ok(format!(
            "{}, {}",
            response.case(),
            response.state().as_str()
        )),
        Err(error) => Err(error.to_string().into()),
    }
}

/// Returns the request that reads the contact at each registrar; none if the registrar has no such call.
fn reads(places: &Places) -> Result<[Option<HttpRequest>; 5]> {
    let rtr = realtime_register::ContactInfo::new(&places.customer, &places.handle);
    let rtr = rtr.valid(&(), &Policy::new())?;
    let dns = autodns::ContactInfo::new(&places.autodns);
    let dns = dns.valid(&(), &Policy::new())?;
    let host = hostcontrol::ContactGet::new(&places.hostcontrol);
    let host = host.valid(&(), &Policy::new())?;
    let server = &realtime_register::ApiServer::Production;
    Ok([
        Some(rtr.to_http(server, &account::realtime_register()?)),
        Some(dns.to_http(&autodns::ApiServer::Production, &account::autodns()?)),
        None,
        Some(host.to_http(
            &hostcontrol::ApiServer::Production,
            &account::hostcontrol()?,
        )),
        None,
    ])
}

fn print_changes(
    before: Option<&BTreeMap<String, String>>,
    after: Option<&BTreeMap<String, String>>,
) {
    let (Some(before), Some(after)) = (before, after) else {
        println!("(the registrar has no call that reads a contact)\n");
        return;
    };
    for (place, value) in after {
        match before.get(place) {
            Some(old) if old == value => {}
            Some(old) => println!("{place}: {old} -> {value}"),
            None => println!("{place}: {value}"),
        }
    }
    for place in before.keys().filter(|place| !after.contains_key(*place)) {
        println!("{place}: deleted");
    }
    println!();
}

/// Returns the values in a JSON text, by their places.
fn leaves(body: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    if let Ok(value) = serde_json::from_str(body) {
        collect(&value, String::new(), &mut found);
    }
    found
}

fn collect(value: &Value, place: String, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                collect(member, format!("{place}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                collect(item, format!("{place}/{at}"), found);
            }
        }
        value => {
            found.insert(place, value.to_string());
        }
    }
}

/// The command `wireform mock`, which ends with this value.
struct Mock {
    process: Child,
    address: String,
}

impl Drop for Mock {
    fn drop(&mut self) {
        // It is no error if the process has ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The parts of a response that the program uses.
struct Response {
    status: u16,
    body: String,
}

impl Mock {
    /// Starts the command, which cargo builds first, and waits until it serves all schemas.
    fn start() -> Result<Self> {
        let mut process = upkeep::command()
            .arg("mock")
            .args(REGISTRARS.map(|(schema, _)| schema))
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().ok_or("the output is piped")?;
        let mut mock = Mock {
            process,
            address: String::new(),
        };
        let mut lines = BufReader::new(output).lines();
        for _ in REGISTRARS {
            let line = lines.next().ok_or("`wireform mock` does not start")??;
            let (_, url) = line
                .split_once("http://")
                .ok_or("it prints its URL first")?;
            mock.address = url.split('/').next().unwrap_or_default().to_owned();
        }
        // Its lines about the calls are not needed, but it has to be able to write them.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(mock)
    }

    /// Sends a request to the mock in place of the registrar.
    fn send(&self, schema: &str, request: &HttpRequest) -> Result<Response> {
        let mut stream = TcpStream::connect(&self.address)?;
        let mut message = format!(
            "{} /{schema}{} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n",
            request.method(),
            request.path_and_query(),
            self.address,
            request.body().len(),
        );
        for header in request.headers() {
            message.push_str(&format!("{}: {}\r\n", header.name(), header.value()));
        }
        message.push_str("\r\n");
        stream.write_all(message.as_bytes())?;
        stream.write_all(request.body())?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        let (head, body) = response.split_once("\r\n\r\n").unwrap_or((&response, ""));
        Ok(Response {
            status: head
                .split(' ')
                .nth(1)
                .ok_or("there is no response")?
                .parse()?,
            body: body.to_owned(),
        })
    }
}
