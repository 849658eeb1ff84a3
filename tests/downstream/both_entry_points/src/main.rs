//! Uses one schema by a build script, by the macro and by a derive. The crate renames the runtime.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub)]

use wf::{Policy, ApiRequest, Wireform};

mod built {
    wf::generated!();
}

mod included {
    wf::include_schema!("schemas/example.yaml");
}

/// A struct that is its own schema.
#[derive(Wireform)]
#[wireform(json, http = "POST /contacts/{handle}", server = "https://api.example.com", case = "camel")]
#[wireform(crate = wf)]
struct Own<'a> {
    #[wireform(param)]
    handle: &'a str,
    #[wireform(length(max = 20))]
    full_name: &'a str,
}

/// A struct that derives an operation of the schema.
#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update", crate = wf)]
struct Customer<'a> {
    #[wireform(means = "id")]
    id: &'a str,
    #[wireform(means = "name")]
    name: &'a str,
}

fn print<T: ApiRequest<Context = (), Credentials = (), AtSending = ()>>(
    request: &T,
    server: &T::Server,
) -> Result<(), wf::Violations> {
    let request = request.valid(&(), &Policy::new())?.to_http(server, &());
    println!("{} {} {}", request.method(), request.url(), String::from_utf8_lossy(request.body()));
    Ok(())
}

fn main() -> Result<(), wf::Violations> {
    let update = built::example::ContactUpdate::new("jane").with_full_name("Jane Doe");
    print(&update, &built::example::ApiServer::Production)?;
    let update = included::example::ContactUpdate::new("jane").with_full_name("Jane Doe");
    print(&update, &included::example::ApiServer::Production)?;
    let own = Own { handle: "jane", full_name: "Jane Doe" };
    print(&own, &own::json::ApiServer::Production)?;
    let customer = Customer { id: "jane", name: "Jane Doe" };
    print(&customer, &customer::example::ApiServer::Production)
}
