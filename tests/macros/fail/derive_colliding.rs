// mistakes: 2
use wireform::{ApiRequest as _, Wireform};

#[derive(Wireform)]
#[wireform(schema = "schemas/colliding.yaml", operation = "contact_update")]
struct Customer {
    full_name: String,
}

fn main() {
    let customer = Customer { full_name: String::new() };
    let _ = customer.permissions();
    let _ = customer::colliding::ApiServer::Production;
}
