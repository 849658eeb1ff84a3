use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer<'a, T> {
    handle: &'a str,
    name: String,
    note: T,
}

fn main() {
    let customer = Customer { handle: "abc", name: String::new(), note: 1 };
    let _ = (wireform::ApiRequest::permissions(&customer), customer.note);
}
