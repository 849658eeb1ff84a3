use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
}

fn main() {
    let customer = Customer { handle: String::new() };
    let _ = wireform::ApiRequest::permissions(&customer);
}
