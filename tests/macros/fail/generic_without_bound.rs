use wireform::Wireform;

struct Age;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer<T> {
    handle: String,
    name: T,
}

fn main() {
    let customer = Customer { handle: String::new(), name: Age };
    let _ = wireform::ApiRequest::permissions(&customer);
}
