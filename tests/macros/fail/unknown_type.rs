use wireform::Wireform;

struct Age;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    name: String,
    age: Age,
}

fn main() {
    let customer = Customer { handle: String::new(), name: String::new(), age: Age };
    let _ = wireform::ApiRequest::permissions(&customer);
}
