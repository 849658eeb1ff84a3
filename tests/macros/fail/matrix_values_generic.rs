use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Gender")]
enum Gender {
    Male,
    Unknown,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer<G> {
    handle: String,
    name: String,
    gender: Option<G>,
}

fn main() {
    let customer = Customer { handle: String::new(), name: String::new(), gender: Some(Gender::Male) };
    let _ = wireform::ApiRequest::permissions(&customer);
}
