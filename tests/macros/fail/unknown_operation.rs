use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_updat")]
struct Customer {
    handle: String,
    name: String,
}

fn main() {}
