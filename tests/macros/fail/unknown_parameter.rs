use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    #[wireform(param = "handel")]
    id: String,
    name: String,
}

fn main() {}
