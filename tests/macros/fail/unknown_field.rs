use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    #[wireform(field = "nmae")]
    name: String,
}

fn main() {
    let customer = Customer { handle: String::new(), name: String::new() };
    let _ = wireform::ApiRequest::permissions(&customer);
}
