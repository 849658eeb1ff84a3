use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update", operation = "contact_replace")]
struct Customer {
    handle: String,
    name: String,
}

fn main() {}
